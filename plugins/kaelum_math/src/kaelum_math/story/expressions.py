"""Expressions in words: ``5 more than twice Ann's age``, ``half as many as Tom``, ``the sum of ...``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.story.lexicon import ADJECTIVES, COMPARATIVES
from kaelum_math.story.pattern import Slot
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.text.tokens import Token

__all__ = [
    "EXPRESSION_SLOTS",
    "MEASURES",
    "Comparative",
    "Difference",
    "Expression",
    "Known",
    "Measured",
    "Past",
    "Scaled",
    "Sum",
    "Thing",
    "owner_of",
    "things",
]

Tokens = Sequence[Token]
Found = Iterator[tuple[Any, int]]
DEEPEST: Final = 4

MEASURES: Final = frozenset(
    "age area height length width weight price cost perimeter depth speed circumference".split()
)
"""Nouns that name a measure of something."""


@frozen
class Known:
    """A number as written."""

    amount: Amount


@frozen
class Thing:
    """Something whose measure the context says: "Ann", "the number"."""

    noun: Noun


@frozen
class Measured:
    """A named measure of something: "Ann's age", "the price of a pen"."""

    measure: str
    noun: Noun


@frozen
class Scaled:
    """``factor`` times an expression; ``measure`` if "twice as old as" named one."""

    factor: Fraction
    inner: Expression
    measure: str = ""
    noun: Noun | None = None


@frozen
class Sum:
    """The sum of expressions, each with a factor."""

    parts: tuple[tuple[Fraction, Expression], ...]
    measure: str = ""
    noun: Noun | None = None


@frozen
class Difference:
    """By how much the first exceeds the second, or the other way round."""

    first: Expression
    second: Expression


@frozen
class Past:
    """Something as it was, or will be, so many years from now."""

    inner: Expression
    years: Fraction


Expression = Known | Thing | Measured | Scaled | Sum | Difference | Past


@frozen
class Comparative:
    """A word such as "older": the measure, "" for that of what is compared, and the sign."""

    measure: str
    sign: int


def _comparative(tokens: Tokens, at: int) -> Found:
    """``older``, ``more expensive``, ``more``, ``less``, ``fewer marbles``."""
    if at >= len(tokens):
        return
    text = tokens[at].text
    if text in COMPARATIVES:
        yield Comparative(*COMPARATIVES[text]), at + 1
    if text in {"more", "less", "fewer"}:
        sign = 1 if text == "more" else -1
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if after in ADJECTIVES:
            yield Comparative(ADJECTIVES[after], sign), at + 2
        yield Comparative("", sign), at + 1


def things(x: Expression) -> Iterator[Noun]:
    """The nouns that ``x`` names."""
    match x:
        case Thing(noun) | Measured(_, noun):
            yield noun
        case Scaled(_, inner) | Past(inner):
            yield from things(inner)
        case Sum(parts):
            for _, part in parts:
                yield from things(part)
        case Difference(first, second):
            yield from things(first)
            yield from things(second)


def _adjective(tokens: Tokens, at: int) -> Found:
    if at < len(tokens) and tokens[at].text in ADJECTIVES:
        yield ADJECTIVES[tokens[at].text], at + 1


# -- expressions ---------------------------------------------------------------


def _expression(tokens: Tokens, at: int, depth: int = 0) -> Found:
    """A term, perhaps plus or minus another expression."""
    if depth > DEEPEST or at >= len(tokens):
        return
    for first, end in _term(tokens, at, depth):
        for sign, start in _operators(tokens, end):
            for second, stop in _expression(tokens, start, depth + 1):
                yield Sum(((Fraction(1), first), (Fraction(sign), second))), stop
        for sign, start in _operators(tokens, end):
            for share, stop in SLOTS["pct"](tokens, start):
                yield Scaled(1 + sign * share, first), stop
        for words in _SCALING:
            if tuple(t.text for t in tokens[end : end + len(words)]) == words:
                for value, stop in SLOTS["n"](tokens, end + len(words)):
                    if value:
                        yield Scaled(1 / value if words[0] == "divided" else value, first), stop
        yield first, end


_OPERATORS: Final = (
    (1, ("plus",)),
    (1, ("increased", "by")),
    (-1, ("minus",)),
    (-1, ("decreased", "by")),
    (-1, ("reduced", "by")),
)
_SCALING: Final = (("multiplied", "by"), ("times",), ("divided", "by"))


def _operators(tokens: Tokens, at: int) -> Iterator[tuple[int, int]]:
    for sign, words in _OPERATORS:
        if tuple(t.text for t in tokens[at : at + len(words)]) == words:
            yield sign, at + len(words)


def _term(tokens: Tokens, at: int, depth: int) -> Found:
    at = at + 1 if at + 1 < len(tokens) and tokens[at].text == "the" else at
    yield from _scaled(tokens, at, depth)
    yield from _shifted(tokens, at, depth)
    yield from _combined(tokens, at, depth)
    yield from _ordinal(tokens, at)
    if at and tokens[at - 1].text == "the":
        at -= 1
    yield from _measure(tokens, at)
    for amount, end in SLOTS["qty"](tokens, at):
        yield Known(amount), end
    for noun, end in SLOTS["np"](tokens, at):
        yield from _past(tokens, end, Thing(noun))
        yield Thing(noun), end


def _past(tokens: Tokens, at: int, inner: Expression) -> Found:
    """``he was 5 years ago``; ``Ann will be in 3 years``."""
    texts = [t.text for t in tokens[at : at + 6]]
    if texts[:1] == ["was"] and texts[2:4] == ["years", "ago"] and tokens[at + 1].kind == "num":
        yield Past(inner, -tokens[at + 1].value), at + 4
    if (
        texts[:3] == ["will", "be", "in"]
        and texts[4:5] == ["years"]
        and tokens[at + 3].kind == "num"
    ):
        yield Past(inner, tokens[at + 3].value), at + 5
    if texts[:1] in (["is"], ["are"], ["will"], ["am"]):
        end = at + 2 if texts[:2] == ["will", "be"] else at + 1
        if end < len(tokens) and tokens[end].text in {"now", "then"}:
            end += 1
        yield inner, end


def _scaled(tokens: Tokens, at: int, depth: int) -> Found:
    """``twice a number``, ``half of it``, ``three times as old as Ann``, ``its double``."""
    for factor, end in SLOTS["times"](tokens, at):
        text = tokens[end].text if end < len(tokens) else ""
        if text == "as":
            yield from _as_many(tokens, end + 1, factor.value, depth)
            continue
        start = end + 1 if text == "of" else end
        for inner, stop in _term(tokens, start, depth + 1) if depth < DEEPEST else ():
            if not isinstance(inner, Known):
                yield Scaled(factor.value, inner), stop
    texts = [t.text for t in tokens[at : at + 2]]
    if len(texts) == 2 and texts[0] in {"its", "itself"} and texts[1] in _ITS:
        yield Scaled(_ITS[texts[1]], Thing(Noun((), "it"))), at + 2


_ITS: Final = {
    "double": Fraction(2),
    "triple": Fraction(3),
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
}


def _as_many(tokens: Tokens, at: int, factor: Fraction, depth: int) -> Found:
    """After ``twice as``: ``old as Ann``, ``many (marbles) as Tom``, ``much as a pen``."""
    text = tokens[at].text if at < len(tokens) else ""
    measure = ADJECTIVES.get(text, "")
    if not measure and text not in {"many", "much", "big", "large", "great"}:
        return
    for noun, end in _maybe_noun(tokens, at + 1) if text in {"many", "much"} else [(None, at + 1)]:
        if end < len(tokens) and tokens[end].text == "as":
            for inner, stop in _expression(tokens, end + 1, depth + 1):
                yield Scaled(factor, inner, measure, noun), stop


def _maybe_noun(tokens: Tokens, at: int) -> list[tuple[Noun | None, int]]:
    return [*SLOTS["thing"](tokens, at), (None, at)]


def _shifted(tokens: Tokens, at: int, depth: int) -> Found:
    """``5 more than a number``, ``$3 more than the pen``, ``3 years older than Ann``."""
    for amount, end in SLOTS["qty"](tokens, at):
        if amount.noun is not None and amount.noun.name != "point":
            continue
        for comparative, after in _comparative(tokens, end):
            for noun, start in _maybe_noun(tokens, after):
                if start >= len(tokens) or tokens[start].text != "than":
                    continue
                for inner, stop in _expression(tokens, start + 1, depth + 1):
                    parts = ((Fraction(1), inner), (Fraction(comparative.sign), Known(amount)))
                    yield Sum(parts, comparative.measure, noun), stop


def _combined(tokens: Tokens, at: int, depth: int) -> Found:
    """``the sum of A and B``, ``the difference between A and B``."""
    texts = [t.text for t in tokens[at : at + 2]]
    if len(texts) < 2 or texts[1] not in {"of", "between"} or texts[0] not in {"sum", "difference"}:
        return
    for first, end in _expression(tokens, at + 2, depth + 1):
        for parts, stop in _listed(tokens, end, (first,), depth):
            if texts[0] == "sum":
                yield Sum(tuple((Fraction(1), part) for part in parts)), stop
            elif len(parts) == 2:
                yield Difference(*parts), stop


def _listed(tokens: Tokens, at: int, parts: tuple[Expression, ...], depth: int) -> Found:
    if at >= len(tokens):
        return
    last = tokens[at].text == "and"
    if tokens[at].text not in {"and", ","}:
        return
    start = at + 1
    if tokens[at].text == "," and start < len(tokens) and tokens[start].text == "and":
        start, last = start + 1, True
    for part, end in _expression(tokens, start, depth + 1):
        if last:
            yield (*parts, part), end
        else:
            yield from _listed(tokens, end, (*parts, part), depth)


def _measure(tokens: Tokens, at: int) -> Found:
    """``Ann's age``, ``her width``, ``the price of a pen``, ``the width``."""
    for noun, end in SLOTS["np"](tokens, at):
        measured = owner_of(noun)
        if measured is not None:
            yield measured, end
        after = tokens[end].text if end < len(tokens) else ""
        if after == "of" and noun.head in MEASURES and len(noun.words) == 1:
            for owner, stop in SLOTS["np"](tokens, end + 1):
                yield Measured(noun.head, owner), stop


def owner_of(noun: Noun) -> Measured | None:
    """``noun`` as the measure of something, if it names one."""
    words = noun.words
    if len(words) == 1 and words[0] in MEASURES and not noun.plural:
        if noun.owner is not None:
            return Measured(noun.head, noun.owner)
        if noun.lead in _OWNERS or noun.lead in {"the", ""}:
            return Measured(noun.head, Noun((), _OWNERS.get(noun.lead, "it")))
    if len(words) > 2 and words[1] == "of" and words[0] in MEASURES and noun.lead != "a":
        return Measured(words[0], Noun(words[2:]))
    return None


_OWNERS: Final = {"his": "he", "her": "she", "its": "it", "my": "i", "their": "they", "your": "you"}


def _ordinal(tokens: Tokens, at: int) -> Found:
    """``one number``, ``another``, ``the other``, ``the larger number``, ``the first one``."""
    word = _ORDER.get(tokens[at].text) if at < len(tokens) else None
    if word is None:
        return
    end = at + 1
    if end < len(tokens) and tokens[end].text in {"number", "integer", "1"}:
        yield Thing(Noun((word, "number"), "the")), end + 1
        return
    if end < len(tokens) and [t.text for t in tokens[end : end + 2]] == ["of", "them"]:
        yield Thing(Noun((word, "number"), "the")), end + 2
    yield Thing(Noun((word, "number"), "the")), end


_ORDER: Final = {
    "1": "first",
    "first": "first",
    "another": "second",
    "other": "second",
    "second": "second",
    "third": "third",
    "larger": "largest",
    "bigger": "largest",
    "greater": "largest",
    "largest": "largest",
    "greatest": "largest",
    "biggest": "largest",
    "smaller": "smallest",
    "smallest": "smallest",
    "lesser": "smallest",
}


def _basket(tokens: Tokens, at: int) -> Found:
    """``3 apples, 2 pears and a plum``: amounts, each with a noun."""
    for first, end in _item(tokens, at):
        yield from _basket_from(tokens, end, (first,))


def _item(tokens: Tokens, at: int) -> Found:
    article = at < len(tokens) and tokens[at].text in {"a", "an"}
    for value, start in [(Fraction(1), at + 1)] if article else SLOTS["n"](tokens, at):
        for noun, end in SLOTS["thing"](tokens, start):
            yield Amount(value, None, noun), end


def _basket_from(tokens: Tokens, at: int, items: tuple[Amount, ...]) -> Found:
    yield items, at
    start = at
    if start < len(tokens) and tokens[start].text == ",":
        start += 1
    if start < len(tokens) and tokens[start].text == "and":
        start += 1
    if start > at and len(items) < 8:
        for item, end in _item(tokens, start):
            yield from _basket_from(tokens, end, (*items, item))


EXPRESSION_SLOTS: Final[dict[str, Slot]] = {
    "ex": _expression,
    "comp": _comparative,
    "adj": _adjective,
    "basket": _basket,
}
"""Slots for expressions, beside those for words and numbers."""
