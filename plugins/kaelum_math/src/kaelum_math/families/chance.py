"""Probabilities of dice, coins, cards and marbles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import prod
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr.nodes import number
from kaelum_math.methods import counting
from kaelum_math.methods.counting import COMPARE
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.form import PLAIN, Form
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.task import TwoWays

__all__ = ["DiceSum", "Draws", "Trials", "read"]


@frozen
class _Chance(TwoWays):
    form: Form

    def write(self, result: Any) -> str:
        return self.form.write(result)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class DiceSum(_Chance):
    """The probability that the sum of fair dice meets a condition."""

    dice: tuple[int, ...]
    condition: str
    bound: int

    method = "inclusion and exclusion instead of convolution"

    def describe(self) -> str:
        thrown = " + ".join(f"d{sides}" for sides in self.dice)
        return f"P({thrown} {self.condition} {self.bound})"

    def _share(self, ways: dict[int, int]) -> Fraction:
        holds = COMPARE[self.condition]
        good = sum(count for total, count in ways.items() if holds(total, self.bound))
        return Fraction(good, prod(self.dice))

    def first(self) -> Fraction:
        return self._share(counting.dice_by_convolution(self.dice))

    def second(self) -> Fraction:
        if len(set(self.dice)) > 12:
            raise TooLarge("There are too many kinds of dice.")
        return self._share(counting.dice_by_exclusion(self.dice))


@frozen
class Trials(_Chance):
    """The probability that so many of independent trials succeed."""

    trials: int
    chance: Fraction
    condition: str
    bound: int
    name: str

    method = "following the count from trial to trial instead of binomial coefficients"

    def describe(self) -> str:
        return (
            f"P({self.name} {self.condition} {self.bound}) in {self.trials} trials of {self.chance}"
        )

    def first(self) -> Fraction:
        return counting.binomial_by_sum(self.trials, self.chance, self.condition, self.bound)

    def second(self) -> Fraction:
        return counting.binomial_by_paths(self.trials, self.chance, self.condition, self.bound)


@frozen
class Draws(_Chance):
    """The probability that so many of some things drawn without replacement are good ones."""

    total: int
    good: int
    draws: int
    condition: str
    bound: int
    name: str

    method = "draw by draw instead of binomial coefficients"

    def describe(self) -> str:
        return (
            f"P({self.name} {self.condition} {self.bound}) in {self.draws} draws without "
            f"replacement from {self.total} with {self.good}"
        )

    def _arguments(self) -> tuple[int, int, int, str, int]:
        if self.draws > self.total or self.total > 5000 or self.draws > 500:
            raise TooLarge("More is drawn than there is, or than is computed here.")
        return self.total, self.good, self.draws, self.condition, self.bound

    def first(self) -> Fraction:
        return counting.draws_by_formula(*self._arguments())

    def second(self) -> Fraction:
        return counting.draws_by_steps(*self._arguments())


_DICE: Final = re.compile(r"(?P<count>\d{1,3})?d(?P<sides>\d{1,4})\b")
_SIDED: Final = re.compile(
    r"(?P<sides>\d{1,4}|four|six|eight|ten|twelve|twenty)[- ]sided(?:\s+(?:dice|die|dies))"
)
_SIDES: Final = {"four": 4, "six": 6, "eight": 8, "ten": 10, "twelve": 12, "twenty": 20}
_DEFINED: Final = re.compile(
    r"(?:,?\s*and that\s+)?'?1d(?P<n>\d+)'?\s+(?:represents|means|is|stands for)\s+"
    r"(?:one|a|1)\s+(?:roll|throw)\s+of\s+an?\s+(?P=n)-sided\s+(?:dice|die)"
)


def _dice_reader(text: str, at: int) -> tuple[Mention, int] | None:
    match = _DICE.match(text, at)
    if match is not None:
        sides = (int(match["sides"]),) * int(match["count"] or 1)
        return Mention("DICE", sides, match.group()), match.end()
    match = _SIDED.match(text, at)
    if match is None:
        return None
    sides_text = match["sides"]
    sides_each = _SIDES.get(sides_text) or int(sides_text)
    if match.group().endswith("die"):
        return Mention("DICE", (sides_each,), match.group()), match.end()
    return Mention("DIE", sides_each, match.group()), match.end()


_RANKS: Final = {
    name: size
    for names, size in (
        ("ace|king|queen|jack", 4),
        ("heart|spade|club|diamond", 13),
        ("red card|black card", 26),
        ("face card|picture card", 12),
    )
    for name in names.split("|")
}
_COLOURS: Final = (
    "red|blue|green|yellow|white|black|orange|purple|pink|brown|gray|grey|gold|silver|violet"
)
_LEXICON: Final = Lexicon(
    {
        "PROB": "probability|chance|odds|likelihood|how likely|how probable",
        "ONE_DIE": "die|standard die|number cube|standard dice|regular die",
        "DIE": "dice",
        "COIN": "coin|fair coin|coin flip|coin toss|coin tosses|flip|toss|flipped|tossed|flipping"
        "|tossing|flips|tosses|coins|penny",
        "TIMES": "times|time",
        "TWICE": "twice",
        "HEAD": "head|heads",
        "TAIL": "tail|tails",
        "SUM": "sum|total|total of|adds up to|add up to|sum of|score|sums to",
        "GE": "at least|no less than|no fewer than|minimum of|greater than or equal to|not less than",
        "LE": "at most|no more than|maximum of|less than or equal to|not more than",
        "GT": "more than|greater than|over|above|higher than|bigger than|exceeding",
        "LT": "less than|fewer than|under|below|lower than|smaller than",
        "EXACT": "exactly|precisely|exact",
        "OR_MORE": "or higher|or more|or greater|or above|or over|or better|or larger|or up",
        "OR_LESS": "or lower|or less|or fewer|or below|or under|or smaller",
        "NO": "no|none|not",
        "ALL": "all|every|both|each|only",
        "EVEN": "even|even number|even sum",
        "ODD": "odd|odd number|odd sum",
        "SAME": "doubles|double|same number on both|same number|a double",
        "COLOUR": _COLOURS,
        "CARD": "|".join(_RANKS),
        "DECK": "standard deck|deck of cards|deck|standard deck of cards|standard deck of 52 cards"
        "|deck of 52 cards|standard 52 card deck|pack of cards|standard pack|standard 52 - card deck"
        "|shuffled deck|deck of 52|52 - card deck|well shuffled deck|deck of 52 playing cards|ordinary deck",
        "DRAW": "draw|drawn|drawing|draws|pick|picked|picking|choose|chosen|select|selected|choosing"
        "|selecting|taken|take out|pull|pulled|pulling|take|taking|dealt|draw out|pulls|picks",
        "BALL": "marble|ball|card|bead|sweet|candy|candies|counter|chip|token|sock|pen|button|jelly bean"
        "|disc|object|item|cube|crayon|shirt|tile",
        "WITHOUT": "without replacement|without replacing|without replacing it|without putting it back"
        "|not replaced|one after the other without replacement|without looking back",
        "WITH": "with replacement|replaced|it is replaced|put back|replacing it|with replacing",
        "OR": "or",
        "RUN": "in a row|consecutive|successive",
        "PAIR": "pair of",
        "-": "rolling|roll|rolled|rolls|throw|throwing|thrown|throws|fair|number|getting|obtaining|obtain"
        "|landing|lands|land|all dice are rolled at once|at once|face up|showing|shows|show"
        "|there are|outcome|random|at random|randomly|bag|box|urn|jar|drawer|there's"
        "|contains|containing|holds|side|six - sided|ordinary|regular|simultaneously|appear|appearing"
        "|only|consists|filled|event|independent|standard six - sided|unbiased|up",
    },
    values=dict(_RANKS),
    readers=(_dice_reader,),
    units=False,
)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
    """
    plain, wanted = form.split(text)
    wanted = PLAIN if wanted.style == "fraction" else wanted
    row = _LEXICON.scan(_DEFINED.sub(" ", plain.lower()))
    if not row.has("PROB"):
        return None
    if re.search(r"\b(?:of|some|all) which\b|\bof them (?:is|are)\b", plain.lower()):
        return None  # a part of what was counted before, not something beside it
    row = row.without("PROB")
    for attempt in (_dice, _coins, _cards, _marbles):
        task = attempt(row, wanted)
        if task is not None:
            return task
    return None


_WHOLE: Final = {"GE": ">=", "LE": "<=", "GT": ">", "LT": "<", "OR_MORE": ">=", "OR_LESS": "<="}


def _whole(mention: Mention) -> int:
    if mention.value.denominator != 1 or mention.value < 0:
        raise NotUnderstood(f"A whole number is needed, not {mention.text}.")
    return int(mention.value)


def _compared(words: Iterable[Mention]) -> str:
    """The sign that comparing words stand for: none of them is equality."""
    signs = {_WHOLE[m.kind] for m in words if m.kind in _WHOLE}
    if len(signs) > 1:
        raise NotUnderstood("Two comparisons contradict each other.")
    return signs.pop() if signs else "="


def _dice(row: Row, wanted: Form) -> TwoWays | None:
    thrown = row.take(r"(?P<count>N |PAIR )(?P<kind>DIE )") if not row.has("DICE") else None
    if row.has("ONE_DIE"):
        dice: tuple[int, ...] = (6,)
        rest = row.without("ONE_DIE")
    elif thrown is not None:
        groups, rest = thrown
        count = 2 if groups["count"][0].kind == "PAIR" else _whole(groups["count"][0])
        dice = (groups["kind"][0].value or 6,) * count
    else:
        dice = tuple(side for mention in row.of("DICE") for side in mention.value)
        rest = row.without("DICE", "DIE")
    if not dice or min(dice) < 1:
        return None
    found = rest.match(
        r"(?:SUM |EXACT )*(?P<cmp>GE |LE |GT |LT )?(?:SUM |EXACT )*(?P<n>N )(?P<post>OR_MORE |OR_LESS )?(?:SUM )*"
    )
    if found is not None:
        sign = _compared((*found["cmp"], *found["post"]))
        if len(dice) > 1 or rest.has("SUM") or sign != "=":
            if len(dice) > 1 and sign == "=" and not rest.has("SUM"):
                return None
            return DiceSum(wanted, dice, sign, _whole(found["n"][0]))
        return DiceSum(wanted, dice, "=", _whole(found["n"][0]))
    if rest.fits("EVEN SUM*") or rest.fits("ODD SUM*"):
        return DiceSum(wanted, dice, "even" if rest.has("EVEN") else "odd", 0)
    if rest.fits("SAME") and len(dice) == 2 and len(set(dice)) == 1:
        return Trials(wanted, 1, Fraction(1, dice[0]), "=", 1, "equal faces")
    return _faces(rest, dice, wanted)


def _miscounts(words: Iterable[Mention], count: int) -> bool:
    """Whether "both" stands among ``words`` though there are not two."""
    return count != 2 and any(word.text == "both" for word in words)


def _faces(rest: Row, dice: tuple[int, ...], wanted: Form) -> TwoWays | None:
    """At least one six, no sixes, all sixes."""
    if len(set(dice)) != 1:
        return None
    found = rest.match(r"(?P<how>GE |EXACT |NO |ALL )(?P<n>N )?(?P<face>N )")
    if found is None:
        return None
    face = _whole(found["face"][0])
    if not 1 <= face <= dice[0] or _miscounts(found["how"], len(dice)):
        return None
    how, count = found["how"][0].kind, _whole(found["n"][0]) if found["n"] else None
    if (how in {"GE", "EXACT"}) == (count is None):
        return None
    sign, bound = {"GE": (">=", count), "EXACT": ("=", count), "NO": ("=", 0)}.get(
        how, ("=", len(dice))
    )
    return Trials(wanted, len(dice), Fraction(1, dice[0]), sign, bound or 0, f"{face}s")


def _coins(row: Row, wanted: Form) -> TwoWays | None:
    for pattern in (
        r"(?P<n>N )(?:COIN )+",
        r"(?:COIN )+(?P<n>N )TIMES ",
        r"(?:COIN )+(?P<twice>TWICE )",
        r"(?:COIN )+",
    ):
        thrown = row.take(pattern)
        if thrown is not None:
            break
    else:
        return None
    groups, rest = thrown
    rest = rest.without("COIN")
    if rest.has("RUN"):  # three in a row of five are more than three of five
        found = rest.match(r"(?P<n>N )(?P<side>HEAD |TAIL )RUN ")
        if found is None or len(groups.get("n", ())) == 0:
            return None
        rest = rest.without("RUN") if _whole(found["n"][0]) == _whole(groups["n"][0]) else rest
    trials = 2 if "twice" in groups else _whole(groups["n"][0]) if "n" in groups else 1
    found = rest.match(
        r"(?P<cmp>GE |LE |GT |LT |EXACT )?(?P<n>N )?(?P<post>OR_MORE |OR_LESS )?(?P<side>HEAD |TAIL )(?P<times>N TIMES |TWICE )?"
    )
    if found is not None:
        sign = _compared((*found["cmp"], *found["post"]))
        side = "heads" if found["side"][0].kind == "HEAD" else "tails"
        bounds = [m for m in (*found["n"], *found["times"]) if m.kind in {"N", "TWICE"}]
        if len(bounds) > 1 or (not bounds and trials > 1):
            return None
        bound = 1 if not bounds else 2 if bounds[0].kind == "TWICE" else _whole(bounds[0])
        return Trials(wanted, trials, Fraction(1, 2), sign, bound, side)
    if (rest.fits("ALL HEAD") or rest.fits("ALL TAIL")) and not _miscounts(rest.of("ALL"), trials):
        return Trials(wanted, trials, Fraction(1, 2), "=", trials, "successes")
    if rest.fits("NO HEAD") or rest.fits("NO TAIL"):
        return Trials(wanted, trials, Fraction(1, 2), "=", 0, "successes")
    return None


_EVENT: Final = r"(?P<how>GE |LE |EXACT |ALL |NO )?(?P<k>N )?(?P<kind>KIND )(?:BALL )?"


def _drawn(groups: dict[str, tuple[Mention, ...]], draws: int) -> tuple[str, int] | None:
    """The condition on the number of good ones among ``draws``, and its bound."""
    how = groups["how"][0].kind if groups["how"] else ""
    bound = _whole(groups["k"][0]) if groups["k"] else None
    if _miscounts(groups["how"], draws):
        return None
    if how == "ALL":
        return ("=", draws) if bound in {None, draws} else None
    if how == "NO":
        return ("=", 0) if bound is None else None
    if bound is None:
        return ("=", 1) if draws == 1 and not how else None
    return _compared(groups["how"]), bound


def _cards(row: Row, wanted: Form) -> TwoWays | None:
    rest = row.without("DECK", "WITHOUT", "WITH", "DRAW")
    if not row.has("CARD") or row.has("COLOUR"):
        return None
    drawn = rest.take(r"(?P<n>N )BALL ")
    draws = _whole(drawn[0]["n"][0]) if drawn else 1
    event = (drawn[1] if drawn else rest).match(_EVENT.replace("KIND", "CARD"))
    if event is None:
        return None
    if not drawn and event["k"]:
        draws = _whole(event["k"][0])
    condition = _drawn(event, draws)
    if condition is None:
        return None
    good = event["kind"][0]
    if draws > 1 and row.has("WITH"):
        return Trials(wanted, draws, Fraction(good.value, 52), *condition, f"{good.text}s")
    return Draws(wanted, 52, good.value, draws, *condition, f"{good.text}s")


def _marbles(row: Row, wanted: Form) -> TwoWays | None:
    """``A bag has 3 red and 5 blue marbles. ... two are drawn ... both red``."""
    contents: dict[str, int] = {}
    rest = row.without("WITHOUT", "DRAW")
    while found := rest.take(r"^(?P<n>N )(?:BALL )?(?P<colour>COLOUR )(?:BALL )?"):
        name = found[0]["colour"][0].text
        if name in contents:
            return None
        contents[name] = _whole(found[0]["n"][0])
        rest = found[1]
    total = sum(contents.values())
    if len(contents) < 2:
        return None
    drawn = rest.take(r"^(?P<n>N )?BALL ")
    draws = _whole(drawn[0]["n"][0]) if drawn and drawn[0]["n"] else 1
    rest = drawn[1] if drawn else rest
    either = rest.match(r"(?P<a>COLOUR )(?:OR (?P<b>COLOUR ))+(?:BALL )?")
    if either is not None and draws == 1:
        names = {mention.text for mention in rest.of("COLOUR")}
        good = sum(contents.get(name, 0) for name in names)
        return Draws(wanted, total, good, 1, "=", 1, " or ".join(sorted(names)))
    event = rest.without("WITH").match(_EVENT.replace("KIND", "COLOUR"))
    if event is None or event["kind"][0].text not in contents:
        return None
    condition = _drawn(event, draws)
    if condition is None or (draws > 1 and row.has("WITH") == row.has("WITHOUT")):
        return None
    name = event["kind"][0].text
    if draws > 1 and row.has("WITH"):
        return Trials(wanted, draws, Fraction(contents[name], total), *condition, name)
    return Draws(wanted, total, contents[name], draws, *condition, name)
