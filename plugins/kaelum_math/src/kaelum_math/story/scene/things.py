"""What is counted in a scene: things, measures and money, and how many of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from kaelum_math.story.lexicon import CLASSES
from kaelum_math.story.slots import SLOTS, Noun
from kaelum_math.text.tokens import Token
from kaelum_math.words.units import UNITS

__all__ = [
    "MONEY",
    "PERIODS",
    "Compare",
    "Per",
    "Phrase",
    "Share",
    "Tokens",
    "counted",
    "money",
    "texts",
    "things",
]

Tokens = Sequence[Token]


PERIODS: Final = frozenset("s min h days weeks months years".split())
"""Units of time; "a day" behind an amount says how often."""


MONEY: Final = frozenset("$£€₹¥")
"""Units of money; each is also the name of the thing."""


@frozen
class Per:
    """``per day``, ``every 15 minutes``: so many of what an amount is for."""

    noun: str
    value: Fraction = Fraction(1)


@frozen
class Compare:
    """``factor * reference + offset``.

    Attributes:
        who: what stands after "as" or "than": an actor or a thing; None if nothing does.
        moment: the moment that stands there: "than on Saturday".
        does: whether a verb follows: "as Tom has".
    """

    factor: Fraction
    offset: Fraction
    who: Noun | None = None
    moment: str = ""


@frozen
class Share:
    """A part of something.

    Attributes:
        value: the part; None: all of it.
        of: what it is a part of, a pronoun or a thing; "" if it is not said.
        rest: whether it is a part of what is left.
    """

    value: Fraction | None
    of: Noun | None = None
    rest: bool = False


@frozen
class Phrase:
    """An amount.

    Attributes:
        noun: what is counted; a unit's symbol for a measured amount, "" if it is not said.
        value: how many; None: some number of them.
        of: in "3 bags of flour", flour.
        compare, share: instead of the value, what it is compared with or a part of.
        per: what each such amount is for: "a day".
        each: whether "each" stands beside it.
        price: of all of them, or of each.
        inner: what each of them has: "with 15 candles each", "of 12 pens".
        them: whether it is some "of them".
        moment: when, if that stands within it.
        any: whether any such thing is meant: "sells apples for $2 each".
    """

    noun: str
    value: Fraction | None = Fraction(1)
    of: str = ""
    compare: Compare | None = None
    share: Share | None = None
    per: tuple[Per, ...] = ()
    each: bool = False
    price: Phrase | None = None
    inner: Phrase | None = None
    them: bool = False
    moment: str = ""
    any: bool = False

    @property
    def key(self) -> str:
        """What is counted, with what it is of: "g of protein"."""
        return f"{self.noun} of {self.of}" if self.of else self.noun


def texts(tokens: Tokens, at: int, count: int) -> tuple[str, ...]:
    """The words from ``at`` on."""
    return tuple(t.text for t in tokens[at : at + count])


_MORE: Final = frozenset("more new extra additional other such additional".split())


_POUND: Final = frozenset({"pound", "pounds"})


def things(tokens: Tokens, at: int) -> Iterator[tuple[str, str, int]]:
    """A noun and what it is "of": ``bags of flour``, ``hours``; its name, and the end."""
    for unit, end in SLOTS["unit"](tokens, at):
        if tokens[at].text in _POUND:
            continue
        yield from _of(tokens, unit.symbol, end)
        yield unit.symbol, "", end
    for noun, end in SLOTS["thing"](tokens, at):
        if "of" in noun.words or any(_is_adverb(word) for word in noun.words):
            continue
        yield from _of(tokens, noun.name, end)
        yield noun.name, "", end


def _is_adverb(word: str) -> bool:
    return word in _ADVERBIAL or (word.endswith("ly") and word not in _LY_NOUNS)


_ADVERBIAL: Final = frozenset(
    "inside outside today yesterday tomorrow tonight online ago away afterwards afterward overall"
    " upstairs downstairs everyday worth instead back free".split()
)


_LY_NOUNS: Final = frozenset(
    "family jelly butterfly lily fly monopoly assembly bully supply".split()
)


def _of(tokens: Tokens, name: str, at: int) -> Iterator[tuple[str, str, int]]:
    if texts(tokens, at, 1) == ("of",):
        start = at + 2 if texts(tokens, at + 1, 1) in (("the",), ("a",)) else at + 1
        for noun, end in SLOTS["thing"](tokens, start):
            if "of" not in noun.words:
                yield name, noun.name, end


def money(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``$5``, ``80 cents``, ``20 euros``; never "pounds", which may be a weight."""
    for amount, end in SLOTS["measured"](tokens, at):
        if amount.money and not _POUND.intersection(texts(tokens, at, end - at)):
            name = amount.unit.dimension.removeprefix("money ") if amount.unit else ""
            yield Phrase(name, amount.size), end


def counted(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``5 apples``, ``3 bags of flour``, ``2 hours``, ``a pen``, ``some apples``, ``12``."""
    yield from money(tokens, at)
    yield from _notes(tokens, at)
    text = tokens[at].text if at < len(tokens) else ""
    if text in {"a", "an"} and texts(tokens, at + 1, 1) in (("extra",), ("additional",)):
        yield from counted(tokens, at + 2)
    if text in {"a", "an", "some", "several"}:
        start = at + 2 if texts(tokens, at + 1, 1) in (("new",), ("further",)) else at + 1
        often = text in {"a", "an"} and next(_periods(tokens, start), None) is not None
        for name, of, end in () if often else things(tokens, start):
            yield Phrase(name, Fraction(1) if text in {"a", "an"} else None, of), end
        return
    if (
        text in CLASSES["possessive"] | {"the"}
        and texts(tokens, at + 1, 1)
        and tokens[at + 1].kind == "num"
    ):
        for phrase, end in counted(tokens, at + 1):
            if phrase.noun and phrase.noun not in MONEY and not phrase.them:
                yield phrase, end
    for value, end in _numbers(tokens, at):
        following = texts(tokens, end, 3)
        if following[:2] == ("of", "them") or (
            following[:2] in (("of", "the"), ("of", "his"), ("of", "her"), ("of", "their"))
        ):
            if following[1] == "them":
                yield Phrase("", value, them=True), end + 2
            else:
                for name, of, stop in things(tokens, end + 2):
                    yield Phrase(name, value, of, them=True), stop
            continue
        start = end
        while texts(tokens, start, 1) and tokens[start].text in _MORE:
            start += 1
        for name, of, stop in things(tokens, start):
            if name in _SPEEDS:
                length, time = _SPEEDS[name]
                yield Phrase(length, value, per=(Per(time),)), stop
            else:
                yield Phrase(name, value, of), stop
        if not texts(tokens, end, 1) or tokens[end].text not in {
            "%",
            "percent",
            "times",
            "of",
            "/",
        }:
            yield Phrase("", value), start


def _periods(tokens: Tokens, at: int) -> Iterator[str]:
    """A unit of time at ``at``."""
    for unit, _ in SLOTS["unit"](tokens, at):
        if unit.symbol in PERIODS:
            yield unit.symbol


def _notes(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``a $20 bill``, ``four $5 notes``: the money."""
    for count, start in (
        [(Fraction(1), at + 1)] if texts(tokens, at, 1) == ("a",) else SLOTS["n"](tokens, at)
    ):
        for phrase, end in money(tokens, start):
            if texts(tokens, end, 1) and tokens[end].text in _NOTES and phrase.value is not None:
                yield evolve(phrase, value=phrase.value * count), end + 1


_NOTES: Final = frozenset("bill bills note notes".split())


def _numbers(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, int]]:
    start = at + 1 if texts(tokens, at, 1) == ("another",) else at
    for value, end in SLOTS["n"](tokens, start):
        if not value < 1 or tokens[start].decimal or texts(tokens, end, 1)[:1] in _UNIT_WORDS:
            yield value, end


_SPEEDS: Final = {"mph": ("mi", "h"), "km/h": ("km", "h"), "m/s": ("m", "s"), "ft/s": ("ft", "s")}


_UNIT_WORDS: Final = frozenset((name,) for name in UNITS if name.isalpha()) - {("m",)}
"""A typed fraction before one of these is an amount: "1/4 pound", "1/2 hour"."""
