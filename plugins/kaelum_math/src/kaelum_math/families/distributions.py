"""Binomial counts, expected values, numbers and cards drawn at random, under a condition perhaps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge, Undefined
from kaelum_math.expr.nodes import decimal_text, number
from kaelum_math.expr.surd import Surd
from kaelum_math.families.chance import Trials
from kaelum_math.families.events import EventQuestion, Given
from kaelum_math.families.integer_words import parse_condition
from kaelum_math.methods.integer_sets import LIMIT, Condition, generated, holds, shown
from kaelum_math.phrases import Phrase, clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Task, Value
from kaelum_math.text.tokens import Token
from kaelum_math.words.form import PLAIN
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Distinct", "Expected", "OneCard", "RandomInteger"]

Builder: TypeAlias = Callable[[Slots], Task | None]


@frozen
class _Exact(TwoWays):
    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class RandomInteger(_Exact):
    """The probability that a whole number from ``low`` to ``high`` meets a condition, given another."""

    low: int
    high: int
    event: Condition
    given: Condition = ("any",)

    method = "generating the favourable numbers instead of testing each"

    def describe(self) -> str:
        under = "" if self.given == ("any",) else f" | {shown(self.given)}"
        return f"P({shown(self.event)}{under}) for a whole number from {self.low} to {self.high}"

    def first(self) -> Fraction:
        if self.high - self.low > LIMIT:
            raise TooLarge(f"At most {LIMIT} numbers are tested.")
        possible = [n for n in range(self.low, self.high + 1) if holds(n, self.given)]
        if not possible:
            raise Undefined("The condition never holds.")
        return Fraction(sum(holds(n, self.event) for n in possible), len(possible))

    def second(self) -> Fraction:
        possible = generated(self.low, self.high, self.given)
        return Fraction(len(possible & generated(self.low, self.high, self.event)), len(possible))


_RANKS: Final = ("ace", *map(str, range(2, 11)), "jack", "queen", "king")
_SUITS: Final = {"spade": "black", "club": "black", "heart": "red", "diamond": "red"}
_WORDS: Final = {word: n for n, word in enumerate(
    "two three four five six seven eight nine ten".split(), start=2)}  # fmt: skip


@frozen
class OneCard(_Exact):
    """The probability that one card of a deck meets a condition, given another perhaps.

    A condition is ``("is", word)``, or made of such by ``not``, ``and`` and ``or``.
    """

    event: Condition
    given: Condition = ("is", "card")

    method = "adding up sets of cards instead of going through the deck"

    def describe(self) -> str:
        under = "" if self.given == ("is", "card") else f" | {_card_words(self.given)}"
        return f"P({_card_words(self.event)}{under}) for one card of 52"

    def first(self) -> Fraction:
        deck = [(rank, suit) for rank in _RANKS for suit in _SUITS]
        possible = [card for card in deck if _card_is(card, self.given)]
        return Fraction(sum(_card_is(card, self.event) for card in possible), len(possible))

    def second(self) -> Fraction:
        possible = _cards(self.given)
        return Fraction(len(possible & _cards(self.event)), len(possible))


def _card_words(condition: Condition) -> str:
    if condition[0] == "is":
        return str(condition[1])
    if condition[0] == "not":
        return f"not {_card_words(condition[1])}"
    return f"({_card_words(condition[1])} {condition[0]} {_card_words(condition[2])})"


def _card_is(card: tuple[str, str], condition: Condition) -> bool:
    rank, suit = card
    match condition:
        case ("is", word):
            face = word == "face" and rank in {"jack", "queen", "king"}
            return face or word in {"card", rank, suit, _SUITS[suit]}
        case ("not", inner):
            return not _card_is(card, inner)
        case ("and", left, right):
            return _card_is(card, left) and _card_is(card, right)
    return _card_is(card, condition[1]) or _card_is(card, condition[2])


def _cards(condition: Condition) -> set[int]:
    """Cards by number: thirteen of each suit in turn."""
    suits = list(_SUITS)
    match condition:
        case ("is", "card"):
            return set(range(52))
        case ("is", "red" | "black" as colour):
            return set().union(*(_cards(("is", suit)) for suit in suits if _SUITS[suit] == colour))
        case ("is", "face"):
            return {n for n in range(52) if n % 13 >= 10}
        case ("is", word) if word in suits:
            start = 13 * suits.index(word)
            return set(range(start, start + 13))
        case ("is", word):
            return set(range(_RANKS.index(word), 52, 13))
        case ("not", inner):
            return set(range(52)) - _cards(inner)
        case ("and", left, right):
            return _cards(left) & _cards(right)
    return _cards(condition[1]) | _cards(condition[2])


_FOLLOWED: Final = 30
"""Trials that are followed at once; more of them are independent blocks."""


@frozen
class Expected(TwoWays):
    """The mean, variance or standard deviation of outcomes with probabilities.

    With ``trials``, of the number of successes in so many trials, the outcomes being 0 and 1.
    """

    outcomes: tuple[tuple[Fraction, Fraction], ...]
    what: tuple[str, ...]
    trials: int = 1
    unit: str = ""
    decimal: bool = False

    method = "following the distribution from trial to trial, and squared differences"

    def describe(self) -> str:
        listed = ", ".join(f"{value} with probability {chance}" for value, chance in self.outcomes)
        times = f", summed over {self.trials} trials" if self.trials > 1 else ""
        return f"{' and '.join(self.what)} of {listed}{times}"

    def first(self) -> dict[str, Fraction]:
        if sum(chance for _, chance in self.outcomes) != 1 or any(c < 0 for _, c in self.outcomes):
            raise Undefined("The probabilities do not add up to 1.")
        mean = sum((v * c for v, c in self.outcomes), Fraction(0))
        square = sum((v * v * c for v, c in self.outcomes), Fraction(0))
        return {"mean": self.trials * mean, "variance": self.trials * (square - mean * mean)}

    def second(self) -> dict[str, Fraction]:
        whole, rest = divmod(self.trials, _FOLLOWED)
        parts = [(whole, _FOLLOWED), (1, rest)]
        found = [(times, self._followed(count)) for times, count in parts if times and count]
        return {
            name: sum((times * part[name] for times, part in found), Fraction(0))
            for name in ("mean", "variance")
        }

    def _followed(self, trials: int) -> dict[str, Fraction]:
        state = {Fraction(0): Fraction(1)}
        for _ in range(trials):
            after: dict[Fraction, Fraction] = {}
            for (total, chance), (value, c) in product(state.items(), self.outcomes):
                after[total + value] = after.get(total + value, Fraction(0)) + chance * c
            state = after
        items = list(state.items())
        mean = sum((v * c for v, c in items), Fraction(0))
        spread = sum(
            (c * d * (v - w) ** 2 for (v, c), (w, d) in product(items, items)), Fraction(0)
        )
        return {"mean": mean, "variance": spread / 2}

    def write(self, result: Any) -> str:
        parts = [self._part(name, result) for name in self.what]
        if len(parts) == 1:
            return parts[0]
        return ", ".join(f"{name} = {part}" for name, part in zip(self.what, parts, strict=True))

    def _part(self, name: str, result: dict[str, Fraction]) -> str:
        if name == "standard deviation":
            return Surd.root(result["variance"]).text()
        value = result[name]
        written = (self.decimal and decimal_text(value)) or str(value)
        return f"{self.unit}{written}" if self.unit else written

    def worth(self, result: Any) -> Value:
        plain = self.what if self.what in {("mean",), ("variance",)} else ()
        return number(result[plain[0]]) if plain else None


@frozen
class Distinct(_Exact):
    """The probability that so many picks of equally likely values are all different, or not all."""

    values: int
    picks: int
    different: bool

    method = "counting strings instead of multiplying chances"

    def describe(self) -> str:
        kind = "all different" if self.different else "not all different"
        return f"P({self.picks} picks out of {self.values} are {kind})"

    def first(self) -> Fraction:
        if self.picks > 400 or self.values > 10_000:
            raise TooLarge("There are too many picks.")
        chance = Fraction(1)
        for k in range(self.picks):
            chance *= Fraction(max(self.values - k, 0), self.values)
        return chance if self.different else 1 - chance

    def second(self) -> Fraction:
        good, total = math.perm(self.values, self.picks), self.values**self.picks
        return Fraction(good if self.different else total - good, total)


@frozen
class PokerHand(_Exact):
    """The probability, or the number, of a kind of hand of five cards."""

    hand: str
    counted: bool

    method = "adding up the hands of each pattern of ranks and suits"

    def describe(self) -> str:
        return f"{'number' if self.counted else 'probability'} of {self.hand} in five cards of 52"

    def first(self) -> Fraction:
        return self._share(_POKER[self.hand])

    def second(self) -> Fraction:
        return self._share(sum(ways for hand, ways in _hands() if hand == self.hand))

    def _share(self, ways: int) -> Fraction:
        return Fraction(ways, 1 if self.counted else math.comb(52, 5))


_POKER: Final = {
    "royal flush": 4, "straight flush": 36, "four of a kind": 13 * 48,
    "full house": 13 * math.comb(4, 3) * 12 * math.comb(4, 2), "flush": 4 * math.comb(13, 5) - 40,
    "straight": 10 * 4**5 - 40, "three of a kind": 13 * 4 * math.comb(12, 2) * 16,
    "two pair": math.comb(13, 2) * 36 * 44, "one pair": 13 * 6 * math.comb(12, 3) * 64,
    "high card": (math.comb(13, 5) - 10) * (4**5 - 4),
}  # fmt: skip


def _hands() -> Iterator[tuple[str, int]]:
    """Every multiset of five ranks with the kind of its hands and their number."""
    from collections import Counter
    from itertools import combinations_with_replacement

    straights = [set(range(k, k + 5)) for k in range(9)] + [{12, 0, 1, 2, 3}]
    names = {(4, 1): "four of a kind", (3, 2): "full house", (3, 1, 1): "three of a kind",
             (2, 2, 1): "two pair", (2, 1, 1, 1): "one pair"}  # fmt: skip
    for ranks in combinations_with_replacement(range(13), 5):
        counts = Counter(ranks)
        pattern = tuple(sorted(counts.values(), reverse=True))
        if pattern[0] > 4:
            continue
        if len(pattern) < 5:
            yield names[pattern], math.prod(math.comb(4, k) for k in pattern)
            continue
        run = set(ranks) in straights
        top = "royal flush" if set(ranks) == {8, 9, 10, 11, 12} else "straight flush"
        yield (top if run else "flush"), 4
        yield ("straight" if run else "high card"), 4**5 - 4


# -- phrases -----------------------------------------------------------------


def _integer_event(low: int | None = None, high: int | None = None) -> Builder:
    def build(m: Slots) -> Task | None:
        a = m.integer("a") if low is None else low
        b = m.integer("b") if high is None else high
        given = parse_condition(m.tokens("g"), m) if m.has("g") else ("any",)
        if not 0 <= a <= b:
            return None
        return RandomInteger(a, b, parse_condition(m.tokens("e"), m), given)

    return build


def _card_condition(tokens: Sequence[Token]) -> Condition:
    """``a king or a heart``, ``a red queen``, ``not a spade``."""
    pieces = split(tokens, "or")
    if len(pieces) > 1:
        _refuse_far_reach([[token.text for token in piece] for piece in pieces])
        found = _card_condition(pieces[0])
        for piece in pieces[1:]:
            found = ("or", found, _card_condition(piece))
        return found
    words = [
        token.text
        for token in tokens
        if token.text not in {"a", "an", "the", "is", "it", "of", "both", "either"}
    ]
    negated = words[:1] == ["not"]
    words = [word for word in words[negated:] if word not in {"and", "card", "cards"}] or ["card"]
    parts: list[Condition] = []
    for word in words:
        stem = word.removesuffix("s") if word != "six" else word
        stem = {"picture": "face", "court": "face"}.get(stem, str(_WORDS.get(stem, stem)))
        if stem not in {*_RANKS, *_SUITS, "red", "black", "face", "card"}:
            raise NotUnderstood(f"{word!r} is no card.")
        parts.append(("is", stem))
    found = parts[0]
    for part in parts[1:]:
        found = ("and", found, part)
    return ("not", found) if negated else found


def _refuse_far_reach(pieces: Sequence[Sequence[str]]) -> None:
    """Refuse "not a king or a queen" and "a red king or queen", where a word may reach over "or".

    Raises:
        NotUnderstood: there is such a word.
    """
    coloured = {"red", "black"} & set(pieces[0]) and {*pieces[0][-1:]} - {"red", "black", "card"}
    bare = any(not {"a", "an", "the"} & set(piece) for piece in pieces[1:])
    if "not" in pieces[0] or (coloured and bare):
        raise NotUnderstood("It is unclear how far 'not' or the colour reaches.")


def _card(m: Slots) -> Task | None:
    given = _card_condition(m.tokens("g")) if m.has("g") else ("is", "card")
    return OneCard(_card_condition(m.tokens("e")), given)


def _chance_of(m: Slots, name: str) -> Fraction:
    value = m.number(name)
    if not 0 <= value <= 1:
        raise Undefined("A probability lies between 0 and 1.")
    return value


_SIGNS: Final = {"=": "=", "exactly": "=", "at least": ">=", "at most": "<=", "more than": ">",
                 "fewer than": "<", "less than": "<", ">=": ">=", "<=": "<=", ">": ">", "<": "<"}  # fmt: skip


def _binomial(sign: str) -> Builder:
    def build(m: Slots) -> Task | None:
        count, chance, bound = m.integer("n"), _chance_of(m, "p"), m.integer("k")
        if not 0 <= count <= 1000:
            return None
        return Trials(PLAIN, count, chance, sign, bound, "successes")

    return build


def _spread(*what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        count, chance = m.integer("n"), _chance_of(m, "p")
        if not 1 <= count <= 100_000:
            return None
        decimal = "." in m.raw("p")
        outcomes = ((Fraction(1), chance), (Fraction(0), 1 - chance))
        return Expected(outcomes, what, count, decimal=decimal)

    return build


def _expected_die(m: Slots) -> Task | None:
    sides = m.integer("s") if m.has("s") else 6
    dice = m.integer("n") if m.has("n") else 1
    if not 1 <= sides <= 100 or not 1 <= dice <= 100:
        return None
    return Expected(
        tuple((Fraction(k), Fraction(1, sides)) for k in range(1, sides + 1)), ("mean",), dice
    )


def _expected_coin(m: Slots) -> Task | None:
    half = Fraction(1, 2)
    return Expected(((Fraction(1), half), (Fraction(0), half)), ("mean",), m.integer("n"))


def _distinct(*, different: bool, values: int = 0) -> Builder:
    return lambda m: Distinct(values or m.integer("v"), m.integer("n"), different)


def _children(sign: str | None) -> Builder:
    """Girls or boys among children, each as likely; all of them without ``sign``."""

    def build(m: Slots) -> Task | None:
        total = m.integer("n")
        bound = total if sign is None else m.integer("k")
        return Trials(PLAIN, total, Fraction(1, 2), sign or "=", bound, "children of one kind")

    return build


def _signed_faces(sign: str) -> Builder:
    """``at least one six in four rolls of a die``."""
    return lambda m: Trials(
        PLAIN, m.integer("n"), Fraction(1, 6), sign, m.integer("k"), f"{_face(m)}s"
    )


def _faces(m: Slots) -> Task | None:
    """``2 sixes in a row``."""
    count = m.integer("n")
    return Trials(PLAIN, count, Fraction(1, 6), "=", count, f"{_face(m)}s")


def _face(m: Slots) -> int:
    text = m.text("f")
    found = _FACES.get(text) or _FACES.get(text.removesuffix("s").removesuffix(" '").strip())
    if found is None:
        raise NotUnderstood("A face of the die is expected.")
    return found


_FACES: Final = {
    **{str(k): k for k in range(1, 7)},
    **{word: k for k, word in enumerate("one two three four five six".split(), start=1)},
    "sixe": 6, "sixes": 6,
}  # fmt: skip


def _tested(m: Slots) -> Task | None:
    """A test for a disease, by how often it is right: Bayes' rule."""
    if len(m.tokens("d")) > 2 or m.text("d") != m.text("d2"):
        raise NotUnderstood("The disease is named differently.")
    sick, positive = ("D",), ("T",)
    given = (
        Given(sick, None, _chance_of(m, "p")),
        Given(positive, sick, _chance_of(m, "s")),
        Given(positive, ("not", sick), _chance_of(m, "f")),
    )
    return EventQuestion(PLAIN, given, (), (), sick, positive)


def _poker(*, counted: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        name = m.text("h").removeprefix("a ").removesuffix("s")
        hand = {
            "two pairs": "two pair",
            "a pair": "one pair",
            "pair": "one pair",
            "quad": "four of a kind",
        }.get(name, name)
        return PokerHand(hand, counted) if hand in _POKER else None

    return build


_P: Final = "(probability|chance|chances|odds|prob|likelihood)"
_PICKED: Final = "[is|are] (picked|chosen|selected|drawn|taken) [at random|randomly]"
_NUMBER: Final = "(number|integer|whole number|natural number)"
_THAT: Final = "(that|of getting|of rolling|of drawing|of picking|of choosing|to get|of it being|that it is|of)"
_IT: Final = "(it|the number|the result|the outcome|the roll|the card|the card drawn|the number chosen|the chosen number|the number rolled|the number picked)"
_ITIS: Final = f"({_IT} is|it's|{_IT} was)"
_ASK: Final = f"[what is|find|calculate|what's] [the] {_P} that {_ITIS}"
_ROLLED: Final = (
    "[a|one] [single] [fair|standard|ordinary] [six - sided] (die|dice) is (rolled|thrown|tossed)"
)
_DRAWN: Final = "[a|one] card is (drawn|picked|chosen|selected) [at random|randomly] from [a|the] [standard|well - shuffled|shuffled|full] (deck|pack) [of 52] [cards|playing cards]"
_DECK: Final = (
    "[a|one] [standard|shuffled|full|well - shuffled] (deck|pack) [of 52] [cards|playing cards]"
)
_COIN: Final = "(coin|biased coin|unfair coin|bent coin|weighted coin)"


def _compared(
    build: Callable[[str], Builder], phrase: Callable[..., tuple[Phrase, ...]], *patterns: str
) -> tuple[Phrase, ...]:
    """Phrases with ``CMP`` replaced by every comparison, each with its own builder."""
    return tuple(
        found
        for word, sign in _SIGNS.items()
        for pattern in patterns
        for found in phrase(build(sign), pattern.replace("CMP", word))
    )


PHRASES = (
    *noun(_integer_event(), f"{_P} that a [random] {_NUMBER} {_PICKED} (from|between) {{a}} (to|and) {{b}} is {{e}}",
          f"{_P} that a [random] {_NUMBER} (from|between) {{a}} (to|and) {{b}} is {{e}}"),
    *text(_integer_event(), f"a [random] {_NUMBER} {_PICKED} (from|between) {{a}} (to|and) {{b}} ; {_P} that {_ITIS} {{e}}",
          f"a [random] {_NUMBER} {_PICKED} (from|between) {{a}} (to|and) {{b}} ; given that {_ITIS} {{g}} , {_ASK} {{e}}",
          f"a [random] {_NUMBER} {_PICKED} (from|between) {{a}} (to|and) {{b}} ; {_P} that {_ITIS} {{e}} (given that|if) {_ITIS} {{g}}"),
    *text(_integer_event(1, 6), f"{_ROLLED} ; {_P} that {_ITIS} {{e}}", f"{_ROLLED} ; {_P} of (getting|rolling) {{e}}",
          f"{_ROLLED} ; given that {_ITIS} {{g}} , {_ASK} {{e}}",
          f"{_ROLLED} ; {_P} that {_ITIS} {{e}} (given that|if) {_IT} is {{g}}", f"{_ROLLED} ; {_P} that {_ITIS} {{e}} given that {_IT} was {{g}}"),
    *noun(_integer_event(1, 6), f"{_P} of (rolling|getting|throwing) {{e}} (on|with) [a|one] [single] [fair|standard] [six - sided] (die|dice)",
          f"{_P} of (rolling|getting) {{e}} (when|if) [a|one] [fair] die is (rolled|thrown)"),
    *noun(_card, f"{_P} {_THAT} {{e}} (from|in|out of) {_DECK}", f"{_P} {_THAT} {{e}} when [a|one] card is (drawn|picked) from {_DECK}",
          f"{_P} that a card (drawn|picked|chosen) [at random] from {_DECK} is {{e}}",
          f"{_P} that a card (drawn|picked|chosen) [at random] from {_DECK} is {{e}} given that {_ITIS} {{g}}"),
    *text(_card, f"{_DRAWN} ; {_P} (that {_IT} is|of getting|of drawing|that it's) {{e}}",
          f"{_DRAWN} ; given that {_ITIS} {{g}} , {_ASK} {{e}}", f"{_DRAWN} ; {_P} that {_ITIS} {{e}} given that {_ITIS} {{g}}"),
    *_compared(_binomial, text, "x ~ (binomial|bin|b) \\( {n} , {p} \\) ; p \\( x CMP {k} \\)",
               "x ~ (binomial|bin|b) \\( n = {n} , p = {p} \\) ; p \\( x CMP {k} \\)"),
    *_compared(_binomial, text, f"a {_COIN} (lands|comes up|shows|lands on) heads with probability {{p}} ; it's (tossed|flipped|thrown) {{n}} times ; {_P} of [getting] CMP {{k}} (heads|head)",
               f"a {_COIN} (lands|comes up|shows|lands on) heads with probability {{p}} ; it is (tossed|flipped|thrown) {{n}} times ; {_P} of [getting] CMP {{k}} (heads|head)",
               f"a {_COIN} (lands|comes up|shows|lands on) heads with probability {{p}} ; if it is (tossed|flipped|thrown) {{n}} times , [what is|find] [the] {_P} of [getting] CMP {{k}} (heads|head)"),
    *(phrase for what, words in ((("mean",), "(mean|expected value|expectation)"), (("variance",), "variance"),
       (("standard deviation",), "standard deviation"), (("mean", "variance"), "mean and [the] variance"),
       (("mean", "standard deviation"), "mean and [the] standard deviation"))
      for phrase in noun(_spread(*what), f"{words} of [a|the] binomial (distribution|random variable|variable) with [parameters] [n =] {{n}} [trials] (and|,) [p =] {{p}}",
                         f"{words} of [a|the] binomial (distribution|random variable|variable) with n = {{n}} (and|,) p = {{p}}",
                         f"{words} of (binomial|bin|b) \\( {{n}} , {{p}} \\)")),
    *noun(_expected_die, "expected value of [a|one] [single] (roll|throw) of [a|one] [fair|standard] [six - sided] die",
          "expected value of [rolling|throwing] [a|one] [fair|standard] [six - sided] (die|dice|die roll)", "expected value of [a] [fair] {s} [-] sided (die|dice)",
          "expected (sum|total) (of|when rolling) {n} [fair] [six - sided] dice", "expected value of the sum of {n} [fair] [six - sided] dice",
          "average [value] of [a] (roll|throw) of [a] [fair] die"),
    *noun(_expected_coin, "expected number of (heads|tails) in {n} (tosses|flips|throws) of a [fair] coin",
          "expected number of (heads|tails) (when|if) [a] [fair] coin is (tossed|flipped) {n} times", "expected number of (heads|tails) in {n} [fair] coin (tosses|flips)"),
    *text(_distinct(different=True, values=6), f"if i (roll|throw) {{n}} [fair] dice , what is the {_P} that (all|they all) (show|have) different (numbers|faces|values)"),
    *clause(_distinct(different=True, values=6), f"if (i|you|we) (roll|throw) {{n}} [fair] dice , what is the {_P} that (all|they all) [show|have|are] different [numbers|faces|values]"),
    *noun(_distinct(different=True, values=6), f"{_P} that {{n}} [fair] dice [all] (show|have) [all] different (numbers|faces|values)"),
    *text(_distinct(different=False, values=365), f"there are {{n}} people in (a|the) (room|class|group) ; {_P} that at least two [of them|people] (share a birthday|have the same birthday|share the same birthday)"),
    *noun(_distinct(different=False, values=365), f"{_P} that at least two [people] (of|in a group of|among|out of|in a room of|in a class of) {{n}} [people|students] (share a birthday|have the same birthday|share the same birthday)",
          f"{_P} that in a (group|room|class) of {{n}} [people|students] at least two [people] (share a birthday|have the same birthday|share the same birthday)"),
    *text(_children(None), f"a (family|couple) (has|have) {{n}} (children|kids) ; {_P} that (all|they all|all of them|they) are [all] (girls|boys)"),
    *_compared(_children, text, f"a (family|couple) (has|have) {{n}} (children|kids) ; {_P} that CMP {{k}} [of them] (is|are) (a girl|a boy|girls|boys)",
               f"a (family|couple) (has|have) {{n}} (children|kids) ; {_P} (of having|that there are|that they have|of) CMP {{k}} (girl|boy|girls|boys)"),
    *_compared(_signed_faces, noun, f"{_P} of [getting|rolling|throwing] CMP {{k}} {{f}} in {{n}} (rolls|throws|tosses) of a [fair] [six - sided] die",
               f"{_P} of [getting|rolling|throwing] CMP {{k}} {{f}} (when|if) [a] [fair] die is (rolled|thrown) {{n}} times"),
    *noun(_faces, f"{_P} of [getting|rolling] {{n}} {{f}} in a row [with a die|on a die|when rolling a die]"),
    *text(_tested, "{p} of [the] (people|population|patients|a population) (have|has|suffer from) [a|the] {d} ; [a|the] test is {s} sensitive and has [a|an] {f} false positive rate ; "
          f"{_P} that (someone|a person|a patient|a person) who tests positive [actually] has the {{d2}}",
          "{p} of [the] (people|population|patients) (have|has|suffer from) [a|the] {d} ; [a|the] test [for it] has [a|an] sensitivity of {s} and [a|an] false positive rate of {f} ; "
          f"{_P} that (someone|a person|a patient) who tests positive [actually] has the {{d2}}"),
    *noun(_poker(counted=False), f"{_P} of [getting|being dealt|drawing] [a] {{h}} in [a] [five|5] [-] [card] poker [hand]", f"{_P} of [getting|being dealt] [a] {{h}} in poker",
          f"{_P} [of] [getting|being dealt|that a poker hand is] [a] {{h}} in a 5 [-] card [poker] hand", f"{_P} that a [5 - card] poker hand is [a] {{h}}"),
    *clause(_poker(counted=True), "how many {h} hands are there in [five card|5 card] poker", "how many [5 - card] poker hands are [a] {h}",
            "how many (ways|ways are there) to (get|be dealt) [a] {h} in [five card|5 card] poker"),
    *noun(_poker(counted=True), "number of {h} hands in [five card|5 card] poker"),
)  # fmt: skip
