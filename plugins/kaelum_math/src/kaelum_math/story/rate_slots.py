"""What fills the slots of sentences about rates: contents, rates, verbs, the rest of a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.story.pattern import Slot
from kaelum_math.story.slots import SLOTS
from kaelum_math.text.tokens import Token

__all__ = ["DRAINING", "LEFT", "OWNING", "RATE_SLOTS", "VERBS", "Content", "aside"]


@frozen
class Content:
    """An amount, and perhaps of what: ``300 g of flour``."""

    value: Fraction
    unit: str
    of: str = ""
    per: str = ""


def content(tokens: Sequence[Token], at: int) -> Iterator[tuple[Content, int]]:
    """An amount with a unit or noun: ``300 g of flour``, ``12 pencils``, ``$5``."""
    for amount, end in SLOTS["measured"](tokens, at):
        symbol = amount.unit.symbol if amount.unit else ""
        if end + 1 < len(tokens) and tokens[end].text == "of":
            for noun, stop in SLOTS["thing"](tokens, end + 1):
                yield Content(amount.value, symbol, noun.name), stop
        yield Content(amount.value, symbol), end
    for value, end in SLOTS["n"](tokens, at):
        if next(SLOTS["unit"](tokens, end), None) is not None:
            continue
        start = end + 1 if end < len(tokens) and tokens[end].text in {"such", "more"} else end
        for noun, stop in SLOTS["thing"](tokens, start):
            if VERBS.isdisjoint(t.text for t in tokens[start:stop]):
                yield Content(value, noun.name), stop


def _per(tokens: Sequence[Token], at: int) -> Iterator[tuple[Content, int]]:
    """``per hour``, ``a week``, ``each day``, ``in 3 hours``, ``for every 2 boxes``, ``/km``."""
    texts = [t.text for t in tokens[at : at + 2]]
    lead = 2 if texts in (["for", "each"], ["for", "every"], ["in", "each"], ["in", "a"]) else 1
    if texts[:1] and (lead == 2 or texts[0] in {"per", "a", "an", "each", "every", "/", "the"}):
        if texts[0] != "the":
            for unit, end in SLOTS["unit"](tokens, at + lead):
                yield Content(Fraction(1), unit.symbol), end
            for noun, end in SLOTS["thing"](tokens, at + lead):
                yield Content(Fraction(1), noun.name), end
        if lead == 2 or texts[0] in {"per", "every"}:
            yield from content(tokens, at + lead)
    doing = texts[:1] == ["to"] and len(texts) > 1 and texts[1] in VERBS
    lead = 2 if doing or texts == ["out", "of"] else 1
    if texts[:1] and (lead == 2 or texts[0] in {"in", "for", "on", "over", "from", "with"}):
        yield from content(tokens, at + lead)


def _in_time(tokens: Sequence[Token], at: int) -> Iterator[tuple[Content, int]]:
    """``in 8 days``."""
    if at < len(tokens) and tokens[at].text == "in":
        for amount, end in SLOTS["time"](tokens, at + 1):
            yield Content(amount.value, amount.unit.symbol if amount.unit else ""), end


def _verb(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """A verb of :data:`VERBS`, in any of its forms, perhaps with an auxiliary."""
    start = at
    while start < len(tokens) and tokens[start].text in {"can", "will", "could", "would", "to"}:
        start += 1
    if [t.text for t in tokens[start : start + 2]] in (["is", "paid"], ["gets", "paid"]):
        yield "paid", start + 2
    if start < len(tokens) and tokens[start].text in VERBS:
        yield tokens[start].text, start + 1


_IRREGULAR_VERBS: Final = (
    "catch catches caught drinks dig digs has have had costs cost is are was were eats ate reads read drives drove rides rode runs ran"
    " goes go went makes made gets got takes took gives gave holds held flies flew sells sold"
    " buys bought pays paid spends spent builds built lays laid drinks drank keeps kept weighs"
    " equals means needs grows grew sees saw writes wrote swims swam drive ride run fly eat buy"
    " pay spend get take give hold sell read lay build drink keep make grow write swim weigh need"
)
_REGULAR_VERBS: Final = (
    "use work earn walk travel move cover type print produce fill charge save pack plant pick"
    " contain carry serve represent require type bake burn consume cycle jog knit paint pump leak"
    " lose drip cost show yield climb deliver assemble process count cook collect want tutor wash"
    " mow clean seat transport load harvest manufacture stand"
)


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    ending = "es" if verb.endswith(("sh", "s", "ch")) else "s"
    return verb, f"{verb}{ending}", f"{verb}ed", f"{verb}{verb[-1]}ed"


VERBS: Final = frozenset(_IRREGULAR_VERBS.split()) | {
    form for verb in _REGULAR_VERBS.split() for form in _forms(verb)
}
DRAINING: Final = frozenset("leaks leaked loses lost uses used drips burns consumes".split())
OWNING: Final = frozenset("has have had keeps kept is are was were".split())


def aside(tokens: Sequence[Token], at: int) -> Iterator[tuple[None, int]]:
    """What says when or where, and changes no number: ``last week``, ``on a map``, ``on Monday``."""
    texts = [t.text for t in tokens[at : at + 3]]
    if texts[:1] and texts[0] in {"yesterday", "today", "tomorrow"}:
        yield None, at + 1
    if texts[:2] in (["last", "week"], ["last", "month"], ["last", "year"], ["this", "week"]):
        yield None, at + 2
    if texts[:1] == ["on"] and texts[1:2] and texts[1].removesuffix("s") in _DAYS:
        yield None, at + 2
    if texts[:2] in (["on", "a"], ["on", "the"], ["at", "the"], ["at", "a"]):
        for _, end in SLOTS["thing"](tokens, at + 2):
            yield None, end


_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


_AUX: Final = frozenset("do does did will would can could should is are was were be".split())
_FILLER: Final = frozenset(
    """
    i we you he she they it there need needed needs required require to for in on at with after until
    has have at from this that rate same speed so altogether together total cost costs all
    the of out used then is does order get them must should could same feed last finish
    """.split()
)
LEFT: Final = frozenset("left remain remaining".split())


def _per_each(tokens: Sequence[Token], at: int, unit: str) -> Iterator[tuple[Content, int]]:
    """After ``how many miles``: ``per gallon``."""
    if at < len(tokens) and tokens[at].text == "per":
        for name, end in SLOTS["unit"](tokens, at + 1):
            yield Content(Fraction(1), unit, per=name.symbol), end
        for noun, end in SLOTS["thing"](tokens, at + 1):
            yield Content(Fraction(1), unit, per=noun.name), end


def _target(tokens: Sequence[Token], at: int) -> Iterator[tuple[Content, int]]:
    """What is asked for: ``how many boxes``, ``how much``, ``how far``, ``how long``."""
    texts = [t.text for t in tokens[at : at + 2]]
    if texts == ["how", "many"]:
        for unit, end in SLOTS["unit"](tokens, at + 2):
            if end + 1 < len(tokens) and tokens[end].text == "of":
                for noun, stop in SLOTS["thing"](tokens, end + 1):
                    yield Content(Fraction(1), unit.symbol, noun.name), stop
            yield Content(Fraction(1), unit.symbol), end
            yield from _per_each(tokens, end, unit.symbol)
        for noun, end in SLOTS["thing"](tokens, at + 2):
            yield Content(Fraction(1), noun.name), end
            yield from _per_each(tokens, end, noun.name)
    elif texts == ["how", "much"]:
        if [t.text for t in tokens[at + 2 : at + 3]] == ["money"]:
            yield Content(Fraction(1), "money"), at + 3
        for noun, end in SLOTS["thing"](tokens, at + 2):
            yield Content(Fraction(1), "any", noun.name), end
        yield Content(Fraction(1), "money"), at + 2
    elif texts in (["how", "far"], ["how", "long"]):
        yield Content(Fraction(1), "length" if texts[1] == "far" else "time"), at + 2
    elif texts[:1] == ["what"]:
        for start in (at + 2, at + 1):
            if start == at + 1 or texts[1:] in (["is"], ["will"]):
                for word in (("the", "fare"), ("the", "cost"), ("the", "price"), ()):
                    if tuple(t.text for t in tokens[start : start + len(word)]) == word:
                        yield Content(Fraction(1), "money"), start + len(word)


MAX_TAILS: Final = 64
"""Ways to read the rest of a question that are tried at most."""

_Tail = tuple[Any, ...]


def _tail(tokens: Sequence[Token], at: int) -> Iterator[tuple[_Tail, int]]:
    """The rest of a question: amounts and noun phrases among verbs and small words."""
    for found in _tails(tokens, at, {len(tokens): [()]}):
        yield found, len(tokens)


def _tails(tokens: Sequence[Token], at: int, known: dict[int, list[_Tail]]) -> list[_Tail]:
    """The first ways to read everything from ``at`` on; each place is worked out once."""
    if at not in known:
        ways = (
            (item, *rest) for item, end in _items(tokens, at) for rest in _tails(tokens, end, known)
        )
        known[at] = list(islice(ways, MAX_TAILS))
    return known[at]


def _items(tokens: Sequence[Token], at: int) -> Iterator[tuple[Any, int]]:
    """What may stand at ``at``, and where it ends."""
    text = tokens[at].text
    yield from content(tokens, at)
    if text in {"a", "an", "the"}:
        for amount, end in content(tokens, at + 1):
            for _, stop in SLOTS["thing"](tokens, end):
                yield amount, stop
    for value, end in SLOTS["n"](tokens, at):
        if end >= len(tokens) or tokens[end].text in VERBS:
            yield Content(value, ""), end
    if text in _FILLER or text in _AUX or text in VERBS or text in LEFT:
        yield text, at + 1
    if text in {"each", "every"}:
        for noun, end in SLOTS["thing"](tokens, at + 1):
            yield evolve(noun, lead="each"), end
    for noun, end in SLOTS["np"](tokens, at):
        if noun.words and noun.words[0] not in VERBS:
            if end < len(tokens) and tokens[end].text == "of" and noun.lead in {"a", "the"}:
                yield from content(tokens, end + 1)
            yield noun, end


RATE_SLOTS: Final[dict[str, Slot]] = {
    "content": content,
    "per": _per,
    "verb": _verb,
    "in_time": _in_time,
    "target": _target,
    "tail": _tail,
}
"""Slots for sentences about rates, beside the common ones."""
