"""What stands behind a verb: amounts, times, places, people, and words without a number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from attrs import evolve

from kaelum_math.story.lexicon import CLASSES, CLOSED
from kaelum_math.story.scene.clauses import (
    Allotted,
    Beside,
    Item,
    Tries,
)
from kaelum_math.story.scene.moments import moments
from kaelum_math.story.scene.phrases import amounts, per, prices
from kaelum_math.story.scene.subjects import PERIOD_WORDS
from kaelum_math.story.scene.things import MONEY, Phrase, Tokens, texts
from kaelum_math.story.scene.verbs import AUXILIARIES, VERBS
from kaelum_math.story.slots import SLOTS, Noun
from kaelum_math.words.units import UNITS

__all__ = ["beside", "complements", "span"]

_WORDS: Final = (
    ("in", "total"), ("in", "all"), ("in", "the", "beginning"), ("at", "the", "beginning"), ("at", "first"),
    ("to", "start", "with"), ("at", "the", "start"), ("to", "begin", "with"), ("so", "far"), ("on", "average"),
    ("all", "together"), ("at", "the", "end"), ("in", "the", "end"), ("left", "over"), ("a", "total", "of"), ("a", "combined", "total", "of"),
    ("he", "has"), ("she", "has"), ("they", "have"), ("that", "he", "has"), ("that", "she", "has"),
    ("both", "together"), ("at", "the", "moment"), ("right", "now"), ("as", "well"), ("by", "herself"),
    ("by", "himself"), ("on", "foot"), ("by", "foot"), ("in", "dollars"), ("in", "cents"), ("so", "far"), ("this", "time"), ("at", "the", "same", "rate"), ("at", "this", "rate"),
    *(
        (word,)
        for word in "left altogether now also too again already together remaining originally initially more"
        " combined total each still currently there yesterday today back inside long equally evenly".split()
    ),
)  # fmt: skip


_AT: Final = (
    ("at",),
    ("at", "a", "speed", "of"),
    ("at", "a", "rate", "of"),
    ("at", "the", "rate", "of"),
    ("with",),
)
"""Words before an amount that is a rate, or what is paid with."""


_SPANS: Final = frozenset("for in over after during within".split())


_BESIDE: Final = frozenset(
    "to from for in on at with into of by about around near inside along through".split()
)


def complements(
    tokens: Tokens, at: int, tries: Tries, most: int = 9, counted: bool = False
) -> Iterator[tuple[tuple[Item, ...], int]]:
    """Every way to read what stands behind a verb, the longest first."""
    tries.one()
    if most and at < len(tokens):
        for item, end in _item(tokens, at):
            amount = item.kind == "amount"
            if amount and counted:
                continue
            for more, stop in complements(tokens, end, tries, most - 1, counted=amount):
                yield (item, *more), stop
        joined = at
        if texts(tokens, joined, 1) == (",",):
            joined += 1
        if texts(tokens, joined, 1) in (("and",), ("plus",)):
            joined += 1
        if joined > at:
            for phrase, end in amounts(tokens, joined):
                if _starts_clause(tokens, end):
                    continue
                for more, stop in complements(tokens, end, tries, most - 1, counted=True):
                    yield (Item("amount", phrase), *more), stop
    yield (), at


def _starts_clause(tokens: Tokens, at: int) -> bool:
    """Whether what stands before ``at`` is rather the subject of a verb there."""
    word = texts(tokens, at, 1)
    return bool(word) and (
        (word[0] in VERBS and word[0] != "left")
        or word[0] in CLASSES["be"] | CLASSES["have"] | AUXILIARIES
    )


def _item(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    for words in _WORDS:
        end = at + len(words)
        whole = words == ("each",) and texts(tokens, end, 1) == ("of",)
        if texts(tokens, at, len(words)) == words and not whole:
            yield Item("word", " ".join(words)), end
    for moment, end in moments(tokens, at):
        yield Item("moment", moment), end
    for time, end in span(tokens, at):
        yield Item("span", time), end
    for phrase, end in amounts(tokens, at):
        yield Item("amount", phrase), end
    for words in _AT:
        if texts(tokens, at, len(words)) == words:
            for phrase, end in amounts(tokens, at + len(words)):
                if phrase.per or (words == ("with",) and phrase.noun in MONEY):
                    yield Item("amount", phrase), end
    for one, end in per(tokens, at):
        yield Item("per", one), end
    for times, end in SLOTS["times"](tokens, at):
        if times.value >= 1 and texts(tokens, end - 1, 1) in (("times",), ("twice",)):
            yield Item("times", times.value), end
    if texts(tokens, at, 1) == ("once",):
        yield Item("times", Fraction(1)), at + 1
    for cost, end in prices(tokens, at):
        yield Item("price", cost), end
    yield from _for(tokens, at)
    yield from beside(tokens, at)
    for noun, end in SLOTS["np"](tokens, at):
        if (
            noun.lead in CLASSES["possessive"] | {"the", "them", "it", "this", "that", "him", "her"}
            or noun.plural
        ):
            yield Item("noun", noun), end
    yield from _doing(tokens, at)


def span(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``for 5 days``, ``in 4 weeks``, ``over the next 3 hours``, ``for a week``."""
    start = at
    if texts(tokens, start, 1) and tokens[start].text in _SPANS:
        start += 1
        for words in (
            ("the", "next"),
            ("the", "last"),
            ("the", "first"),
            ("a", "period", "of"),
            ("the",),
            ("a", "full"),
        ):
            if texts(tokens, start, len(words)) == words:
                if words == ("a", "full"):
                    start += 1
                    break
                start += len(words)
                break
        if texts(tokens, start - 1, 2) == (
            "full",
            texts(tokens, start, 1)[0] if texts(tokens, start, 1) else "",
        ):
            for unit, end in SLOTS["unit"](tokens, start):
                if unit.dimension in {"time", "months"}:
                    yield Phrase(unit.symbol), end
        for amount, end in SLOTS["time"](tokens, start):
            if amount.unit is not None:
                span = Phrase(amount.unit.symbol, amount.value)
                for one, stop in per(tokens, end):
                    yield evolve(span, per=(one,)), stop
                yield span, end


def beside(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    """``to Paul``, ``on the table``, ``with all her friends``: a preposition and a noun."""
    if texts(tokens, at, 1) and tokens[at].text in _BESIDE:
        for noun, end in SLOTS["np"](tokens, at + 1):
            doing = tokens[at].text == "to" and tokens[at + 1].text in VERBS
            if not doing and not _is_unit(noun) and _TEMPORAL.isdisjoint(noun.words):
                yield Item("beside", Beside(tokens[at].text, noun)), end
        for words in (("all", "of"), ("all",), ("both",), ("both", "of")):
            if texts(tokens, at + 1, len(words)) == words:
                for noun, end in SLOTS["np"](tokens, at + 1 + len(words)):
                    yield Item("beside", Beside(tokens[at].text, noun)), end


def _for(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    """``for 5 apples``, ``into 4 boxes``, ``among 3 friends``: an amount behind a preposition."""
    if texts(tokens, at, 1) in (("into",), ("in",)):
        for phrase, end in amounts(tokens, at + 1):
            if phrase.any and phrase.inner is not None:
                yield Item("pieces", phrase), end
    start = at + (texts(tokens, at, 1)[0] in _ALLOTTING) if at < len(tokens) else at
    if texts(tokens, start, 2) == ("each", "of"):
        start += 2
        owned = texts(tokens, start, 1) and tokens[start].text in CLASSES["possessive"] | {"the"}
        for phrase, end in amounts(tokens, start + 1 if owned else start):
            if phrase.noun and phrase.value is not None and not (phrase.compare or phrase.share):
                yield Item("of each", phrase), end
    article = texts(tokens, at + 1, 1) in (("a",), ("an",)) and texts(tokens, at, 1) != ("for",)
    if texts(tokens, at, 1) and tokens[at].text in _ALLOTTING and not article:
        for phrase, end in amounts(tokens, at + 1):
            plain = phrase.value is not None and not (phrase.compare or phrase.share)
            if phrase.noun and phrase.noun not in MONEY and plain:
                yield Item("for", Allotted(tokens[at].text, phrase)), end


_ALLOTTING: Final = frozenset("for on into in among between to from".split())


_TEMPORAL: Final = PERIOD_WORDS | frozenset(
    "weekday weekend monday tuesday wednesday thursday friday saturday sunday afternoon night season"
    " january february march april may june july august september october november december time rest"
    " half quarter holiday average".split()
)
"""Nouns that say when or how often; they are no mere place."""


def _is_unit(noun: Noun) -> bool:
    return noun.name in UNITS and not noun.lead


def _doing(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    """``mowing lawns``, ``to make a cake``, ``walking dogs``: words that carry no number."""
    start = at
    word = texts(tokens, at, 1)
    if word == ("to",) and texts(tokens, at + 1, 1) and tokens[at + 1].text in VERBS:
        start = at + 2
    elif (
        word
        and word[0].endswith("ing")
        and tokens[at].kind == "word"
        and word[0] not in CLOSED
        and len(word[0]) > 4
    ):
        start = at + 1
    after = texts(tokens, at + 1, 1)
    if word in (("by",), ("from",), ("on",), ("for",)) and after and after[0].endswith("ing"):
        start = at + 2 if after[0] in VERBS else at
    if start == at:
        return
    for _, end in SLOTS["np"](tokens, start):
        yield Item("word", "doing"), end
    yield Item("word", "doing"), start
