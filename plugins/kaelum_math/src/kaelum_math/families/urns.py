"""Draws from a bag of coloured things: the same colour, different colours, none, at least one, one of each."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.methods.counting import COMPARE
from kaelum_math.phrases import text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Task, Value
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Urn"]

Event: TypeAlias = tuple[Any, ...]
"""``("same",)``, ``("different",)``, ``("count", colours, sign, bound)`` or ``("each", ((colour, n), ...))``."""

Counts: TypeAlias = tuple[int, ...]
_MAX_DRAWS: Final = 12
_COLOURS: Final = frozenset(
    "red blue green yellow white black orange purple pink brown gray grey gold silver violet clear".split()
)


@frozen
class Urn(TwoWays):
    """The probability of an event when so many things are drawn from a bag, one by one or at once."""

    contents: tuple[tuple[str, int], ...]
    draws: int
    replaced: bool
    event: Event

    method = "draw by draw instead of counting selections"

    def describe(self) -> str:
        bag = ", ".join(f"{count} {colour}" for colour, count in self.contents)
        way = "with" if self.replaced else "without"
        return f"P({_shown(self.event)}) in {self.draws} draws {way} replacement from {bag}"

    def _holds(self, counts: Counts) -> bool:
        names = [colour for colour, _ in self.contents]
        match self.event:
            case ("same",):
                return max(counts) == self.draws
            case ("different",):
                return max(counts) <= 1
            case ("each", wanted):
                return counts == tuple(dict(wanted).get(name, 0) for name in names)
        _, colours, sign, bound = self.event
        return COMPARE[sign](
            sum(c for c, n in zip(counts, names, strict=True) if n in colours), bound
        )

    def first(self) -> Fraction:
        total = sum(count for _, count in self.contents)
        if self.draws > _MAX_DRAWS:
            raise TooLarge(f"At most {_MAX_DRAWS} draws are followed.")
        if self.draws > total and not self.replaced:
            raise Undefined("More is drawn than there is.")
        good = 0
        for counts in _shares(self.draws, len(self.contents)):
            if self._holds(counts):
                good += self._ways(counts)
        return Fraction(good, total**self.draws if self.replaced else math.comb(total, self.draws))

    def _ways(self, counts: Counts) -> int:
        sizes = [size for _, size in self.contents]
        if not self.replaced:
            return int(math.prod(math.comb(n, k) for n, k in zip(sizes, counts, strict=True)))
        orders: int = math.factorial(self.draws)
        for k in counts:
            orders //= math.factorial(k)
        return orders * int(math.prod(n**k for n, k in zip(sizes, counts, strict=True)))

    def second(self) -> Fraction:
        sizes = [size for _, size in self.contents]
        state: dict[Counts, Fraction] = {(0,) * len(sizes): Fraction(1)}
        for drawn in range(self.draws):
            after: dict[Counts, Fraction] = {}
            for counts, chance in state.items():
                for k, size in enumerate(sizes):
                    left = size if self.replaced else size - counts[k]
                    if left > 0:
                        whole = sum(sizes) - (0 if self.replaced else drawn)
                        key = (*counts[:k], counts[k] + 1, *counts[k + 1 :])
                        after[key] = after.get(key, Fraction(0)) + chance * Fraction(left, whole)
            state = after
        return sum((chance for counts, chance in state.items() if self._holds(counts)), Fraction(0))

    def worth(self, result: Any) -> Value:
        return number(result)


def _shown(event: Event) -> str:
    match event:
        case ("same" | "different" as word,):
            return f"{word} colour" if word == "same" else "different colours"
        case ("each", wanted):
            return " and ".join(f"{k} {colour}" for colour, k in wanted)
    _, colours, sign, bound = event
    return f"{' or '.join(colours)} {sign} {bound}"


def _shares(total: int, kinds: int) -> Iterator[Counts]:
    """Every way to write ``total`` as so many counts."""
    if kinds == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _shares(total - first, kinds - 1):
            yield (first, *rest)


# -- phrases -----------------------------------------------------------------


def _contents(tokens: Sequence[Token]) -> tuple[tuple[str, int], ...]:
    """``5 red and 3 blue marbles``, ``4 white balls, 6 black balls and 2 green balls``."""
    found: dict[str, int] = {}
    things: set[str] = set()
    for piece in split(tokens, ",", "and"):
        words = [t.text for t in piece[1:]]
        if (
            piece[0].kind != "num"
            or piece[0].value.denominator != 1
            or not words
            or words[0] not in _COLOURS
        ):
            raise NotUnderstood("The contents of the bag are not understood.")
        if len(words) > 2 or words[0] in found:
            raise NotUnderstood("The contents of the bag are not understood.")
        things.update(word.removesuffix("s") for word in words[1:])
        found[words[0]] = int(piece[0].value)
    if (
        not 2 <= len(found) <= 6
        or len(things) > 1
        or not all(0 < n <= 1000 for n in found.values())
    ):
        raise NotUnderstood("Things of several colours are expected.")
    return tuple(found.items())


_SIGNS: Final = {"at least": ">=", "at most": "<=", "exactly": "=", "more than": ">"}
_FILLER: Final = frozenset(
    "a an the of them is are be it that they drawn ball balls marble marbles chosen colour color and both have has".split()
)


_ONE_OF_EACH: Final = r"(?:of )?(?:they are |there is |(?:drawing|getting|picking) )?(?:exactly )?(?:one|1)(?: \w+)? of each (?:colour|color)(?: (?:is|are) drawn)?"


def _event(tokens: Sequence[Token], contents: tuple[tuple[str, int], ...], draws: int) -> Event:
    words = [t.text for t in tokens]
    joined = " ".join(words)
    if any(phrase in joined for phrase in ("same colour", "same color")):
        return _only(words, {"same"}, ("same",))
    if any(
        phrase in joined
        for phrase in (
            "different colours",
            "different colors",
            "different colour",
            "different in colour",
        )
    ):
        return _only(words, {"different", "colours", "colors", "in"}, ("different",))
    if re.fullmatch(_ONE_OF_EACH, joined):
        if draws != len(contents):
            raise NotUnderstood("There are not as many draws as colours.")
        return ("each", tuple((colour, 1) for colour, _ in contents))
    colours = [word for word in words if word in _COLOURS]
    if not colours or not set(colours) <= {name for name, _ in contents}:
        raise NotUnderstood("A colour is asked for that is not in the bag.")
    numbers = [int(t.value) for t in tokens if t.kind == "num"]
    rest = (
        {w for w, t in zip(words, tokens, strict=True) if t.kind != "num"} - _FILLER - set(colours)
    )
    if len(numbers) == len(colours) > 1 and not rest:
        return ("each", tuple(zip(colours, numbers, strict=True)))
    if len(colours) == 2 and len(numbers) == 0 and rest == {"one", "other"}:
        return ("each", tuple((colour, 1) for colour in colours))
    for phrase, sign in _SIGNS.items():
        if set(phrase.split()) <= rest and len(numbers) == len(set(colours)) == 1:
            return _left(rest - set(phrase.split()), ("count", tuple(colours), sign, numbers[0]))
    if rest & {"not"} and draws == 1 and not numbers:
        return _left(rest - {"not"}, ("count", tuple(colours), "=", 0))
    if rest & {"none", "no", "neither"} and not numbers:
        return _left(rest - {"none", "no", "neither"}, ("count", tuple(colours), "=", 0))
    if (
        numbers
        or len(colours) > 1 + (draws == 1)
        or (draws > 1 and not {"both", "all"} & set(words))
    ):
        raise NotUnderstood("The event is not understood.")
    if draws > 1 and "both" in words and draws != 2:
        raise NotUnderstood("Both of more than two are spoken of.")
    return _left(rest - {"all", "either", "or"}, ("count", tuple(colours), "=", draws))


def _only(words: Sequence[str], known: set[str], event: Event) -> Event:
    return _left(set(words) - known - _FILLER - {"all", "in"}, event)


def _left(rest: set[str], event: Event) -> Event:
    if rest:
        raise NotUnderstood(f"I do not understand {min(rest)!r} here.")
    return event


def _urn(replaced: bool | None) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        contents = _contents(m.tokens("c"))
        draws = m.integer("k") if m.has("k") else 1
        if replaced is None and draws > 1:
            raise NotUnderstood("It is not said whether what is drawn is put back.")
        return Urn(contents, draws, bool(replaced), _event(m.tokens("e"), contents, draws))

    return build


_BAG: Final = "[a|an|the|one|my] (bag|box|urn|jar|drawer|bowl|basket|container) (contains|has|holds|with|containing) {c}"
_THING: Final = "[of] [them|marbles|balls|socks|marble|ball|sock|candies|candy|beads|bead|tokens|chips|pens|counters|sweets]"
_DRAWN: Final = "(are|is) (drawn|picked|chosen|selected|taken|removed) [out] [at random|randomly]"
_P: Final = "(probability|chance|likelihood) [that|of getting|of drawing]"
_ONE: Final = "(one|a|1) (ball|marble|sock|candy|bead|token|chip|pen|counter|sweet)"
_WITHOUT: Final = "(without replacement|without putting it back|without replacing it|one after the other without replacement|at once|together|simultaneously)"
_WITH: Final = "(with replacement|and replaced|with putting it back)"

PHRASES = (
    *text(_urn(None), f"{_BAG} ; {_ONE} {_DRAWN} ; {_P} {{e}}", f"{_BAG} ; (one|1) [of them] {_DRAWN} ; {_P} {{e}}", f"{_BAG} ; 1 (ball|marble|sock|candy|bead|token|chip|pen|counter|sweet) {_DRAWN} ; {_P} {{e}}",
          f"{_BAG} ; {_P} {{e}} (if|when) {_ONE} {_DRAWN}"),
    *text(_urn(False), f"{_BAG} ; {{k}} {_THING} {_DRAWN} {_WITHOUT} ; {_P} {{e}}",
          f"{_BAG} ; (if|when) {{k}} {_THING} {_DRAWN} {_WITHOUT} , what is the {_P} {{e}}",
          f"{_BAG} ; (you|i|we) (draw|pick|take) {{k}} {_THING} {_WITHOUT} ; {_P} {{e}}"),
    *text(_urn(True), f"{_BAG} ; {{k}} {_THING} {_DRAWN} {_WITH} ; {_P} {{e}}",
          f"{_BAG} ; (if|when) {{k}} {_THING} {_DRAWN} {_WITH} , what is the {_P} {{e}}",
          f"{_BAG} ; (you|i|we) (draw|pick|take) {{k}} {_THING} {_WITH} ; {_P} {{e}}"),
)  # fmt: skip
