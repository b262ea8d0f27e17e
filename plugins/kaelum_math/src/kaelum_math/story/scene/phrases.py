"""Amounts of a scene with what stands behind them: what each costs or holds, how often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from kaelum_math.story.scene.compared import compared, shares
from kaelum_math.story.scene.things import MONEY, Per, Phrase, Tokens, counted, money, texts, things
from kaelum_math.story.slots import SLOTS

__all__ = ["amounts", "per", "prices"]


def per(tokens: Tokens, at: int) -> Iterator[tuple[Per, int]]:
    """``per hour``, ``a day``, ``every week``, ``each month``, ``every 15 minutes``, ``in each box``."""
    lead = texts(tokens, at, 2)
    skip = (
        2
        if lead
        in (
            ("in", "each"),
            ("in", "every"),
            ("for", "each"),
            ("for", "every"),
            ("on", "each"),
            ("to", "each"),
            ("to", "every"),
            ("from", "each"),
            ("in", "1"),
        )
        else 1
    )
    if not lead or (
        skip == 1
        and lead[0] not in {"per", "a", "an", "each", "every", "/", "daily", "weekly", "monthly"}
    ):
        return
    if lead[0] in _ADVERBS:
        yield Per(_ADVERBS[lead[0]]), at + 1
        return
    start = at + skip
    if skip == 2 or lead[0] in {"per", "every"}:
        for value, end in SLOTS["n"](tokens, start):
            for name, _, stop in things(tokens, end):
                if value >= 1:
                    yield Per(name, value), stop
    for unit, end in SLOTS["unit"](tokens, start):
        if lead[0] not in {"a", "an"} or unit.dimension in {
            "time",
            "months",
            "volume",
            "mass",
            "length",
        }:
            yield Per(unit.symbol), end
    if lead[0] not in {"a", "an"} or skip == 2:
        for noun, end in () if lead == ("in", "1") else SLOTS["thing"](tokens, start):
            yield Per("days" if noun.name in _DAILY else noun.name), end


_DAILY: Final = frozenset("morning afternoon evening night".split())


_ADVERBS: Final = {"daily": "days", "weekly": "weeks", "monthly": "months"}


_EACH: Final = ("each", "apiece")


def amounts(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """Every way to read an amount at ``at``, with what stands behind it."""
    if at >= len(tokens):
        return
    for phrase, end in (*compared(tokens, at), *shares(tokens, at), *counted(tokens, at)):
        yield from _followed(tokens, end, phrase)
    yield from _goods(tokens, at)


def _goods(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``apples for $2 each``, ``apples at 3 for $2``: any such thing, with its price."""
    for name, of, end in things(tokens, at):
        goods = Phrase(name, None, of, any=True)
        if of == "" and texts(tokens, end, 1) == ("of",):
            for inner, stop in counted(tokens, end + 1):
                if inner.value and inner.noun not in MONEY and not inner.them:
                    last = stop + 1 if texts(tokens, stop, 1) == ("each",) else stop
                    yield evolve(goods, inner=inner), last
        for cost, stop in prices(tokens, end):
            yield evolve(goods, price=cost), stop
        if texts(tokens, end, 1) in (("at",), ("for",)):
            for value, stop in SLOTS["n"](tokens, end + 1):
                if texts(tokens, stop, 1) == ("for",):
                    for price, last in money(tokens, stop + 1):
                        if price.value is not None and value:
                            yield (
                                evolve(
                                    goods, price=evolve(price, value=price.value / value, each=True)
                                ),
                                last,
                            )


def _followed(tokens: Tokens, at: int, phrase: Phrase) -> Iterator[tuple[Phrase, int]]:
    """``phrase`` with a price, contents, "each" and "per" behind it."""
    if len(phrase.per) < 2:
        for one, end in per(tokens, at):
            if not phrase.price or one.noun:
                yield from _followed(tokens, end, evolve(phrase, per=(*phrase.per, one)))
    word = texts(tokens, at, 1)
    if word and word[0] in _EACH and not phrase.each:
        yield from _followed(tokens, at + 1, evolve(phrase, each=True))
    if phrase.price is None and phrase.noun not in MONEY:
        for cost, end in prices(tokens, at):
            plain = texts(tokens, at, 1) == ("at",) and not (cost.each or cost.per)
            if not plain or phrase.value == 1 or phrase.any:  # "3 pens at $2": each, or all?
                yield from _followed(tokens, end, evolve(phrase, price=cost))
    if phrase.inner is None and phrase.noun:
        for inner, end in _inner(tokens, at):
            yield from _followed(tokens, end, evolve(phrase, inner=inner))
    yield phrase, at


def prices(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``for $3 each``, ``at $2 apiece``, ``costing $5 each``, ``that cost $4 each``, ``for $1.50 a kilo``."""
    for words in _PRICED:
        if texts(tokens, at, len(words)) != words:
            continue
        for price, end in money(tokens, at + len(words)):
            if texts(tokens, end, 1) and tokens[end].text in _EACH:
                yield evolve(price, each=True), end + 1
            if texts(tokens, end, 2) in (("a", "piece"), ("per", "piece"), ("per", "item")):
                yield evolve(price, each=True), end + 2
            if "each" in words:
                yield evolve(price, each=True), end
                continue
            for one, stop in per(tokens, end):
                if one.value == 1:
                    yield evolve(price, per=(one,)), stop
            yield price, end


_PRICED: Final = (
    ("for",),
    ("at",),
    ("costing",),
    ("priced", "at"),
    ("worth",),
    (",", "each", "of", "which", "cost"),
    (",", "each", "costing"),
    ("that", "cost"),
    ("that", "costs"),
    ("which", "are", "sold", "at"),
    ("that", "are", "sold", "for"),
    ("which", "can", "be", "sold", "at"),
    ("that", "sell", "for"),
    ("which", "cost"),
    ("which", "costs"),
    ("at", "a", "price", "of"),
    ("at", "a", "cost", "of"),
)


def _inner(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``with 15 candles each``, ``of 12 pens``, ``containing 6 eggs each``, ``with 50 marbles in each box``."""
    for words in _HOLDING:
        if texts(tokens, at, len(words)) != words:
            continue
        for inner, end in counted(tokens, at + len(words)):
            if inner.value is None or not inner.noun or inner.noun in MONEY or inner.them:
                continue
            stop = end
            if texts(tokens, stop, 1) and tokens[stop].text in _EACH:
                stop += 1
            else:
                for one, last in per(tokens, stop):
                    if texts(tokens, stop, 1) == ("in",) and one.value == 1:
                        yield inner, last
            yield inner, stop


_HOLDING: Final = (
    ("with",),
    ("of",),
    ("containing",),
    ("holding",),
    ("that", "measure"),
    ("measuring",),
    ("that", "hold"),
    ("that", "contain"),
    ("which", "contain"),
)
