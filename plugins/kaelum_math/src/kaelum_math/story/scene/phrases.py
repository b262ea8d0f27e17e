"""Phrases of a scene: amounts with what they count, what each costs or holds, what they compare to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from kaelum_math.story.lexicon import CLASSES, base
from kaelum_math.story.scene.verbs import VERBS
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
    "amounts",
    "moments",
    "per",
    "prices",
    "reference",
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


# -- what is counted ---------------------------------------------------------------

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


def _money(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``$5``, ``80 cents``, ``20 euros``; never "pounds", which may be a weight."""
    for amount, end in SLOTS["measured"](tokens, at):
        if amount.money and not _POUND.intersection(texts(tokens, at, end - at)):
            name = amount.unit.dimension.removeprefix("money ") if amount.unit else ""
            yield Phrase(name, amount.size), end


def _counted(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``5 apples``, ``3 bags of flour``, ``2 hours``, ``a pen``, ``some apples``, ``12``."""
    yield from _money(tokens, at)
    yield from _notes(tokens, at)
    text = tokens[at].text if at < len(tokens) else ""
    if text in {"a", "an"} and texts(tokens, at + 1, 1) in (("extra",), ("additional",)):
        yield from _counted(tokens, at + 2)
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
        for phrase, end in _counted(tokens, at + 1):
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
        for phrase, end in _money(tokens, start):
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


# -- comparisons and shares -----------------------------------------------------------


def _compared(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``twice as many marbles as Tom``, ``5 more than Ben``, ``3 fewer than twice as many``."""
    yield from _as_many(tokens, at)
    for factor, end in SLOTS["times"](tokens, at):
        for phrase, stop in _times(tokens, end, factor.value):
            after = end + 1 if texts(tokens, end, 1) == ("of",) else end
            owned = texts(tokens, after, 1) == ("what",) or texts(tokens, after, 2) in (
                ("the", "number"),
                ("the", "amount"),
                ("the", "money"),
            )
            if owned or "'s" in texts(tokens, end, stop - end):
                yield phrase, stop
    for offset, name, sign, end in _gap(tokens, at):
        for noun, stop in _maybe_thing(tokens, end):
            for _, after in moments(tokens, stop):
                if texts(tokens, after, 1) == ("than",):
                    # "30 fewer on Sunday than on Saturday": the moment is left to the clause
                    for compare, last in reference(tokens, after + 1):
                        yield (
                            _later(
                                tokens[stop:after],
                                noun or name,
                                evolve(compare, offset=sign * offset),
                            ),
                            last,
                        )
            if texts(tokens, stop, 1) != ("than",):
                if next(moments(tokens, stop), None) is not None:
                    bare = Compare(Fraction(1), sign * offset)
                    yield Phrase(noun or name, compare=bare), stop
                continue
            for scaled, last in _scaled(tokens, stop + 1):
                yield _with(scaled, sign * offset, noun or name or scaled.noun), last
            for compare, last in reference(tokens, stop + 1):
                shifted = evolve(compare, offset=sign * offset)
                yield Phrase(noun or name, compare=shifted), last
    for share, end in SLOTS["pct"](tokens, at):
        for word, sign in (("more", 1), ("less", -1), ("fewer", -1)):
            if texts(tokens, end, 1) == (word,):
                for noun, stop in _maybe_thing(tokens, end + 1):
                    factor = 1 + sign * share
                    if texts(tokens, stop, 1) == ("than",):
                        for compare, last in reference(tokens, stop + 1):
                            yield Phrase(noun, compare=evolve(compare, factor=factor)), last
                    yield Phrase(noun, compare=Compare(factor, Fraction(0))), stop


def _later(when: Tokens, noun: str, compare: Compare) -> Phrase:
    moment = next(name for name, end in moments(when, 0) if end == len(when))
    return Phrase(noun, compare=compare, moment=moment)


def _with(phrase: Phrase, offset: Fraction, noun: str) -> Phrase:
    assert phrase.compare is not None
    return evolve(phrase, noun=noun, compare=evolve(phrase.compare, offset=offset))


def _gap(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, str, int, int]]:
    """``5 more``, ``$15 more``, ``3 kg less``, ``10 apples fewer``: size, thing, sign, end."""
    for phrase, end in _counted(tokens, at):
        if phrase.value is None or phrase.them:
            continue
        for start in (end - 1, end):
            word = texts(tokens, start, 1)
            if start > at and word in (("more",), ("less",), ("fewer",)):
                if start == end - 1 and tokens[start - 1].kind != "num":
                    continue
                yield phrase.value, phrase.noun, (1 if word == ("more",) else -1), start + 1


def _maybe_thing(tokens: Tokens, at: int) -> Iterator[tuple[str, int]]:
    if texts(tokens, at, 1) == ("money",):
        yield "money", at + 1
        return
    for name, _, end in things(tokens, at):
        yield name, end
    yield "", at


def _scaled(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``twice as many as Tom``, ``half the number of apples``, ``twice Tom``'s."""
    yield from _as_many(tokens, at)
    for factor, end in SLOTS["times"](tokens, at):
        yield from _times(tokens, end, factor.value)


def _times(tokens: Tokens, at: int, factor: Fraction) -> Iterator[tuple[Phrase, int]]:
    """After ``twice`` or ``2/3 of``: ``what Harry slept``, ``Raymond's jewels``, ``Tom's``."""
    start = at + 1 if texts(tokens, at, 1) == ("of",) else at
    for words in (("the", "number", "of"), ("the", "amount", "of"), ("the", "money")):
        if texts(tokens, start, len(words)) == words:
            for noun, end in _maybe_thing(tokens, start + len(words)):
                after = end + 1 if texts(tokens, end, 1) in (("as",), ("that",)) else end
                yield from (
                    (Phrase(noun, compare=evolve(compare, factor=factor)), stop)
                    for compare, stop in reference(tokens, after)
                )
    for compare, stop in reference(tokens, start):
        yield Phrase("", compare=evolve(compare, factor=factor)), stop


def _as_many(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    for factor, end in SLOTS["times"](tokens, at):
        if texts(tokens, end, 2) not in (
            ("as", "many"),
            ("as", "much"),
            ("as", "far"),
            ("as", "long"),
        ):
            continue
        for noun, stop in _maybe_thing(tokens, end + 2):
            if texts(tokens, stop, 1) == ("as",):
                for compare, last in reference(tokens, stop + 1):
                    yield Phrase(noun, compare=evolve(compare, factor=factor.value)), last
            yield Phrase(noun, compare=Compare(factor.value, Fraction(0))), stop
    if texts(tokens, at, 3) in (("the", "same", "number"), ("the", "same", "amount")):
        for noun, stop in _things_of(tokens, at + 3):
            if texts(tokens, stop, 1) == ("as",):
                for compare, last in reference(tokens, stop + 1):
                    yield Phrase(noun, compare=compare), last


def _things_of(tokens: Tokens, at: int) -> Iterator[tuple[str, int]]:
    if texts(tokens, at, 1) == ("of",):
        for name, _, end in things(tokens, at + 1):
            yield name, end
    else:
        yield "", at


def reference(tokens: Tokens, at: int) -> Iterator[tuple[Compare, int]]:
    """``Tom``, ``Tom has``, ``what Harry slept``, ``geraniums``, ``on Saturday``, ``Ben's apples``."""
    plain = Compare(Fraction(1), Fraction(0))
    for moment, end in moments(tokens, at):
        yield evolve(plain, moment=moment), end
    start = at + 1 if texts(tokens, at, 1) == ("what",) else at
    for noun, end in SLOTS["np"](tokens, start):
        if noun.owner is not None:
            yield evolve(plain, who=noun), end
            continue
        stop = end
        word = texts(tokens, stop, 1)
        if word == ("'s",):
            yield evolve(plain, who=noun), stop + 1
        if word and word[0] in _REPEATED:
            for moment, last in moments(tokens, stop + 1):
                yield evolve(plain, moment=moment), last
        if word and (word[0] in _REPEATED or (word[0] in VERBS and VERBS[word[0]].kind != "cost")):
            yield evolve(plain, who=noun), stop + 1
        if start == at:
            yield evolve(plain, who=noun), stop


_REPEATED: Final = frozenset("has have had did does do".split())


def _shares(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``half of them``, ``1/3 of the apples``, ``20% of the rest``, ``the rest``, ``all of it``."""
    for words in _REST:
        if texts(tokens, at, len(words)) == words:
            end = at + len(words)
            if words[-1] == "remaining":
                for name, _, stop in things(tokens, end):
                    yield Phrase(name, share=Share(None, rest=True)), stop
            else:
                yield Phrase("", share=Share(None, rest=True)), end
    for words in _ALL:
        if texts(tokens, at, len(words)) == words:
            yield Phrase("", share=Share(Fraction(1), Noun((), "them"))), at + len(words)
    for value, end in _parts(tokens, at):
        after = end + 1 if texts(tokens, end, 1) == ("of",) else end
        for rest, stop in _shares(tokens, after):
            if rest.share is not None and rest.share.value is None and rest.share.rest:
                yield Phrase(rest.noun, share=Share(value, rest=True)), stop
        if after == end:
            if texts(tokens, end, 1) not in (("more",), ("less",), ("fewer",), ("as",)):
                yield Phrase("", share=Share(value)), end
            continue
        for noun, stop in SLOTS["np"](tokens, after):
            definite = (noun.lead or noun.owner) and noun.lead not in {"a", "an"}
            if definite and (noun.words or noun.lead in {"them", "it"}):
                yield Phrase(noun.name, share=Share(value, noun)), stop


def _parts(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, int]]:
    """``2/3``, ``20%``, ``half``, ``a third``."""
    yield from SLOTS["share"](tokens, at)
    words = texts(tokens, at, 2)
    if len(words) == 2 and words[0] == "a" and words[1] in _NTHS:
        yield Fraction(1, _NTHS[words[1]]), at + 2


_NTHS: Final = {
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_ALL: Final[Sequence[tuple[str, ...]]] = (
    ("all", "of", "them"), ("them", "all"), ("them",), ("all", "of", "it"), ("it", "all"),
)  # fmt: skip
_REST: Final[Sequence[tuple[str, ...]]] = (
    ("the", "rest"),
    ("the", "remaining"),
    ("the", "remainder"),
    ("what", "is", "left"),
    ("what", "was", "left"),
    ("the", "others"),
)

# -- what stands after an amount ---------------------------------------------------------


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
    for phrase, end in (*_compared(tokens, at), *_shares(tokens, at), *_counted(tokens, at)):
        yield from _followed(tokens, end, phrase)
    yield from _goods(tokens, at)


def _goods(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``apples for $2 each``, ``apples at 3 for $2``: any such thing, with its price."""
    for name, of, end in things(tokens, at):
        goods = Phrase(name, None, of, any=True)
        if of == "" and texts(tokens, end, 1) == ("of",):
            for inner, stop in _counted(tokens, end + 1):
                if inner.noun and inner.value and inner.noun not in MONEY and not inner.them:
                    last = stop + 1 if texts(tokens, stop, 1) == ("each",) else stop
                    yield evolve(goods, inner=inner), last
        for cost, stop in prices(tokens, end):
            yield evolve(goods, price=cost), stop
        if texts(tokens, end, 1) in (("at",), ("for",)):
            for value, stop in SLOTS["n"](tokens, end + 1):
                if texts(tokens, stop, 1) == ("for",):
                    for price, last in _money(tokens, stop + 1):
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
        for price, end in _money(tokens, at + len(words)):
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
        for inner, end in _counted(tokens, at + len(words)):
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


# -- moments ---------------------------------------------------------------------------

_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_TIMES: Final = frozenset(
    "day week month year hour minute morning afternoon evening night weekend season game round lap stop"
    " class shift trip test".split()
)
_ORDINALS: Final = frozenset("first second third fourth fifth last next".split())
_BARE: Final = frozenset("yesterday today tomorrow".split())
_ON: Final = frozenset("on in during at for".split())


def moments(tokens: Tokens, at: int) -> Iterator[tuple[str, int]]:
    """When: ``on Monday``, ``in March``, ``the first day``, ``last week``, ``in the morning``."""
    start = at + 1 if texts(tokens, at, 1) and tokens[at].text in _ON else at
    words = texts(tokens, start, 3)
    if not words:
        return
    if words[0] in _BARE and start == at:
        yield words[0], start + 1
    if words[0] in _DAYS or (words[0] in _MONTHS and start > at):
        yield words[0], start + 1
    if words[0] in {"last", "this", "next"} and words[1:2] and words[1] in _TIMES:
        yield " ".join(words[:2]), start + 2
    if words[0] in CLASSES["possessive"] | {"the"} and len(words) > 1:
        if len(words) > 2 and words[1] in _ORDINALS and words[2] in _TIMES:
            yield " ".join(words[1:3]), start + 3
        if base(words[1]) in {"morning", "afternoon", "evening", "night", "weekend"} and start > at:
            yield words[1], start + 2
