"""Quantities with units that combine by multiplication: rates, contents, unit prices, proportions.

Every number of the text is a quantity with units ("6 eggs per hen and week", "5 hens",
"4 weeks"). What is asked has a unit, too. The answer is the product in which every quantity
occurs exactly once, as a factor or a divisor, and whose units are those asked for; if there
is no such product, or two of different values, the question is not answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, product
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number_text
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.linear import Equation, constant, variable
from kaelum_math.story.people import Cast
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token
from kaelum_math.words.units import UNITS

__all__ = ["read"]

Units = tuple[tuple[str, int], ...]

MOST_QUANTITIES: Final = 7
_MEASURES: Final = frozenset("cup teaspoon tablespoon spoon gallon pint quart ton acre".split())
"""Nouns that measure: parts of one make sense."""

_CONVERSIONS: Final = (
    (60, "min", "h"),
    (60, "s", "min"),
    (3600, "s", "h"),
    (7, "days", "weeks"),
    (12, "months", "years"),
    (100, "cents", "$"),
    (1000, "g", "kg"),
    (1000, "m", "km"),
    (100, "cm", "m"),
    (1000, "mL", "L"),
)
"""So many of the first unit are one of the second. Never hours of a day or days of a month:
a working day is shorter, and months differ."""


@frozen
class Quantity:
    """A value with units, each with its exponent, sorted by name."""

    value: Fraction
    units: Units

    def __str__(self) -> str:
        above = "*".join(u for u, e in self.units if e > 0)
        below = "*".join(u for u, e in self.units if e < 0)
        text = number_text(self.value, decimal=True)
        return f"{text} {above}" + (f"/{below}" if below else "")


def _units(*parts: tuple[str, int]) -> Units:
    counts: Counter[str] = Counter()
    for unit, exponent in parts:
        counts[unit] += exponent
    return tuple(sorted((unit, e) for unit, e in counts.items() if e))


_SPEEDS: Final = {"mph": ("mi", "h"), "km/h": ("km", "h"), "m/s": ("m", "s"), "ft/s": ("ft", "s")}


_RELATIVES: Final = frozenset("brother sister sibling parent grandparent cousin twin".split())


def _taken_apart(unit: str, exponent: int) -> tuple[tuple[str, int], ...]:
    """A speed as length over time."""
    if unit not in _SPEEDS:
        return ((unit, exponent),)
    length, time = _SPEEDS[unit]
    return (length, exponent), (time, -exponent)


@frozen
class Content:
    """An amount, and perhaps of what: ``300 g of flour``."""

    value: Fraction
    unit: str
    of: str = ""
    per: str = ""


class Rates:
    """What has been said so far."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.quantities: list[Quantity] = []
        self.optional: list[tuple[int, str]] = []
        self.fixed: Quantity | None = None
        self.asked: str = ""
        self.each = ""
        self.agents: set[str] = set()
        self.needed = False
        self.left = False
        self.drains = False
        self.known: list[str] = []
        self.whole = False
        self.crew = False

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def unit(self, name: str) -> str:
        """The unit ``name`` as it is written here: a noun matches itself with less said of it."""
        same = [
            known for known in self.known
            if known == name or known.startswith(f"{name} of ") or name.startswith(f"{known} of ")
            or known.endswith(f" {name}") or name.endswith(f" {known}")
        ]  # fmt: skip
        if len(same) > 1 and name in same:
            return name
        if len(same) > 1:
            raise NotUnderstood(f"It is unclear which {name} is meant.")
        if not same:
            self.known.append(name)
            return name
        return same[0]

    def content(self, content: Content, exponent: int = 1) -> tuple[str, int]:
        """The unit of ``content`` with ``exponent``."""
        if not content.unit:
            counted = {unit for q in self.quantities for unit, e in q.units if e < 0}
            if len(counted) != 1:
                raise NotUnderstood("It is unclear what is counted.")
            return counted.pop(), exponent
        name = f"{content.unit} of {content.of}" if content.of else content.unit
        return self.unit(name), exponent

    def add(self, value: Fraction, *parts: tuple[str, int]) -> None:
        """A quantity of the text. Raises NotUnderstood for what no product can use."""
        if value <= 0:
            raise NotUnderstood("A quantity is not positive.")
        plain = [piece for unit, e in parts for piece in _taken_apart(unit, e)]
        if any(unit in _RELATIVES for unit, _ in plain):
            raise NotUnderstood("Brothers and sisters are each other's: they do not multiply.")
        self.quantities.append(Quantity(value, _units(*plain)))
        if len(self.quantities) > MOST_QUANTITIES:
            raise NotUnderstood("There are too many quantities.")

    def agent(self, noun: Noun | None) -> None:
        """Someone or something does it, or has it; it must always be the same."""
        if noun is None or noun.lead in {"i", "we", "you", "it", "there", "they"}:
            return
        if not noun.words:
            if self.agents:
                self.cast.find(noun)
            return
        self.agents.add(self.cast.find(noun))

    def ask(self, unit: str) -> None:
        """What is asked. Raises NotUnderstood if something else was asked before."""
        if self.asked:
            raise NotUnderstood("Several things are asked.")
        self.asked = unit


# -- slots ---------------------------------------------------------------------


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
            if _VERBS.isdisjoint(t.text for t in tokens[start:stop]):
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
    doing = texts[:1] == ["to"] and len(texts) > 1 and texts[1] in _VERBS
    lead = 2 if doing or texts == ["out", "of"] else 1
    if texts[:1] and (lead == 2 or texts[0] in {"in", "for", "on", "over", "from", "with"}):
        yield from content(tokens, at + lead)


def _in_time(tokens: Sequence[Token], at: int) -> Iterator[tuple[Content, int]]:
    """``in 8 days``."""
    if at < len(tokens) and tokens[at].text == "in":
        for amount, end in SLOTS["time"](tokens, at + 1):
            yield Content(amount.value, amount.unit.symbol if amount.unit else ""), end


def _verb(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """A verb of :data:`_VERBS`, in any of its forms, perhaps with an auxiliary."""
    start = at
    while start < len(tokens) and tokens[start].text in {"can", "will", "could", "would", "to"}:
        start += 1
    if [t.text for t in tokens[start : start + 2]] in (["is", "paid"], ["gets", "paid"]):
        yield "paid", start + 2
    if start < len(tokens) and tokens[start].text in _VERBS:
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


_VERBS: Final = frozenset(_IRREGULAR_VERBS.split()) | {
    form for verb in _REGULAR_VERBS.split() for form in _forms(verb)
}
_DRAINING: Final = frozenset("leaks leaked loses lost uses used drips burns consumes".split())
_OWNING: Final = frozenset("has have had keeps kept is are was were".split())


def _aside(tokens: Sequence[Token], at: int) -> Iterator[tuple[None, int]]:
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

GRAMMAR: Final = Grammar[Rates](
    _aside, slots={"content": content, "per": _per, "verb": _verb, "in_time": _in_time}
)
says, asks = GRAMMAR.says, GRAMMAR.asks


# -- statements ----------------------------------------------------------------


@says("each/every/1 {thing:thing} {v:verb} {q:content} {p:per}?",
      "each/every of {n:n} {things:thing} {v:verb} {q:content} {p:per}?")  # fmt: skip
def _each(
    state: Rates,
    q: Content,
    v: str,
    thing: Noun | None = None,
    n: Fraction | None = None,
    things: Noun | None = None,
    p: Content | None = None,
) -> None:
    del v
    noun = thing or things
    assert noun is not None
    below = [state.content(p, -1)] if p else []
    value = q.value / p.value if p else q.value
    state.add(value, state.content(q), *below, (state.unit(noun.name), -1))
    if n is not None:
        state.add(n, (state.unit(noun.name), 1))


@says("{what:noun} (come | comes | are sold | are packed) in {packs:thing} of {n:n}")
def _packs(state: Rates, what: Noun, packs: Noun, n: Fraction) -> None:
    state.add(n, (state.unit(what.name), 1), (state.unit(packs.name), -1))


@says("there are {q:content} in a/an/each/every/1 {thing:thing}",
      "{q:content} @be in a/an/each/every/1 {thing:thing}")  # fmt: skip
def _in_each(state: Rates, q: Content, thing: Noun) -> None:
    state.add(q.value, state.content(q), (state.unit(thing.name), -1))


@says("(there @be | {who:np} {v:verb}) {n:content} with {q:content} (each | in each | on each)",
      "(there @be | {who:np} {v:verb}) {n:content} (each with | of | each holding) {q:content} each?")  # fmt: skip
def _with_each(state: Rates, n: Content, q: Content, who: Noun | None = None, v: str = "") -> None:
    del v
    state.agent(who)
    state.add(n.value, state.content(n))
    state.add(q.value, state.content(q), state.content(n, -1))


@says("{who:np} for {a:content} {v:verb} {q:content}", "{a:content} {v:verb} {q:content}",
      "{who:np} {v:verb} {q:content} for {a:content}")  # fmt: skip
def _proportion(state: Rates, a: Content, v: str, q: Content, who: Noun | None = None) -> None:
    """``3 pens cost $4``, ``a recipe for 4 people needs 300 g of flour``."""
    if v in _OWNING and who is None:
        raise NotUnderstood("It is unclear how the two quantities go together.")
    del v
    state.agent(who)
    state.add(q.value / a.value, state.content(q), state.content(a, -1))


@says("{who:np} {v:verb} {q:content} {p:per}", "{who:np} {v:verb} {p:per} {q:content}",
      "(it | {who:np})? takes {q:content} {p:per}")  # fmt: skip
def _rate(state: Rates, q: Content, p: Content, who: Noun | None = None, v: str = "") -> None:
    state.drains = state.drains or v in _DRAINING
    if v in {"is", "are", "was", "cost", "costs", "sells", "sell"} and who and who.words:
        # "Milk is $1.20 a carton": of what the cartons are full
        p = evolve(p, of=who.name) if not p.of else p
    else:
        state.agent(who)
    if q.unit == p.unit:
        raise NotUnderstood("It is unclear how the two quantities go together.")
    state.add(q.value / p.value, state.content(q), state.content(p, -1))


@says("{n:content} {v:verb} {q:content} {p:in_time}")
def _crew_rate(state: Rates, n: Content, v: str, q: Content, p: Content) -> None:
    """``3 machines make 45 parts in 2 hours``."""
    del v
    value = q.value / (n.value * p.value)
    state.add(value, state.content(q), state.content(n, -1), state.content(p, -1))


@says("{n:content} can? @finish {job:np} {p:in_time}",
      "there @be enough food for {n:content} for {p:content}",
      "{job:np} @have enough {food:thing} (to feed | for) {n:content} for {p:content}",
      "{job:np} lasts {n:content} {p:content}", "it takes {n:content} {p:content} to @finish {job:np}")  # fmt: skip
def _crew(
    state: Rates, n: Content, p: Content, job: Noun | None = None, food: Noun | None = None
) -> None:
    """``6 workers finish a job in 8 days``: so many worker-days are one job."""
    del food
    if job is not None and job.plural:
        raise NotUnderstood("It is unclear how many jobs there are.")
    state.add(n.value * p.value, state.content(n), state.content(p))
    state.crew = True


@says("{who:np} {v:verb} at (an average speed of | a constant speed of | a steady speed of"
      " | a speed of | an average of)? {q:content} for {t:content}",
      "{who:np} {v:verb} for {t:content} at (an average speed of | a speed of)? {q:content}",
      "{who:np} {v:verb} {q:speed} for {t:content}")  # fmt: skip
def _at_speed(state: Rates, who: Noun, v: str, q: Content | Amount, t: Content) -> None:
    del v
    state.agent(who)
    speed = q if isinstance(q, Content) else Content(q.value, q.unit.symbol if q.unit else "")
    state.add(speed.value, state.content(speed))
    state.add(t.value, state.content(t))


@says("{who:np} {v:verb} at (an average speed of | a constant speed of | a steady speed of"
      " | a speed of | an average of)? {q:content}")  # fmt: skip
def _speed(state: Rates, who: Noun, v: str, q: Content) -> None:
    del v
    state.agent(who)
    state.add(q.value, state.content(q))


@says("{q:content} @be @pack equally/evenly? (into | in | among | between) {n:content} (equally | evenly)?",
      "{who:np} @pack {q:content} equally/evenly? (into | in | among | between) {n:content} (equally | evenly)?")  # fmt: skip
def _packed(state: Rates, q: Content, n: Content, who: Noun | None = None) -> None:
    state.agent(who)
    state.add(q.value, state.content(q))
    state.add(n.value, state.content(n))


@says("(a | the) {pack:thing} of {a:content} {v:verb} {q:content}")
def _pack_costs(state: Rates, pack: Noun, a: Content, v: str, q: Content) -> None:
    """``A pack of 6 bottles costs $4.20``."""
    del pack, v
    state.add(q.value / a.value, state.content(q), state.content(a, -1))


@says("{n:content} @pack {q:content} equally/evenly")
def _share_equally(state: Rates, n: Content, q: Content) -> None:
    _packed(state, q, n)


@asks("how many (do | does | did | will) each ({who:thing} | of them)? (get | receive | have)")
def _how_many_each(state: Rates, who: Noun | None = None) -> None:
    if len(state.quantities) != 2:
        raise NotUnderstood("It is unclear what is shared.")
    (shared, _), (sharers, _) = (quantity.units[0] for quantity in state.quantities)
    if who is not None and state.unit(who.name) != sharers:
        raise NotUnderstood("It is unclear who shares.")
    state.whole = True
    state.each = sharers
    state.ask(shared)


@says("(a | the)? {q:content} {x:thing} @be cut into {n:n} equal {w:thing}")
def _cut_equally(state: Rates, q: Content, x: Noun, n: Fraction, w: Noun) -> None:
    _cut(state, x, q, n, w)


@says("{who:np} {q:content} long @be cut into {n:n} equal {w:thing}",
      "{who:np} of {q:content} @be cut into {n:n} equal {w:thing}")  # fmt: skip
def _cut(state: Rates, who: Noun, q: Content, n: Fraction, w: Noun) -> None:
    del who
    state.add(q.value, state.content(q))
    state.add(n, (state.unit(w.name), 1))


@says("{who:np}? {v:verb} {q:content}", "there @be {q:content}")
def _plain(state: Rates, q: Content, who: Noun | None = None, v: str = "") -> None:
    """``She worked 5 days``; ``a box holds 12 pencils``: whether per box, the question says."""
    if who is not None and who.lead in {"a", "an"} and v not in _OWNING - {"has"}:
        state.optional.append((len(state.quantities), who.name))
    else:
        state.agent(who)
    state.drains = state.drains or v in _DRAINING
    state.add(q.value, state.content(q))


@says("{q:content} {p:per}")
def _elided(state: Rates, q: Content, p: Content) -> None:
    """``..., 6 hours a day``."""
    state.add(q.value / p.value, state.content(q), state.content(p, -1))


@says("{who:np} {v:verb} {f:money} plus {q:content} {p:per}")
def _fixed(state: Rates, v: str, f: Amount, q: Content, p: Content, who: Noun) -> None:
    del v
    state.agent(who)
    state.fixed = Quantity(f.value, _units((f.money, 1)))
    state.add(q.value / p.value, state.content(q), state.content(p, -1))


# -- questions -----------------------------------------------------------------

_AUX: Final = frozenset("do does did will would can could should is are was were be".split())
_FILLER: Final = frozenset(
    """
    i we you he she they it there need needed needs required require to for in on at with after until
    has have at from this that rate same speed so altogether together total cost costs all
    the of out used then is does order get them must should could same feed last finish
    """.split()
)
_LEFT: Final = frozenset("left remain remaining".split())


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
        if end >= len(tokens) or tokens[end].text in _VERBS:
            yield Content(value, ""), end
    if text in _FILLER or text in _AUX or text in _VERBS or text in _LEFT:
        yield text, at + 1
    if text in {"each", "every"}:
        for noun, end in SLOTS["thing"](tokens, at + 1):
            yield evolve(noun, lead="each"), end
    for noun, end in SLOTS["np"](tokens, at):
        if noun.words and noun.words[0] not in _VERBS:
            if end < len(tokens) and tokens[end].text == "of" and noun.lead in {"a", "the"}:
                yield from content(tokens, end + 1)
            yield noun, end


GRAMMAR.slots({"target": _target, "tail": _tail})


@asks("{t:target} {rest:tail}", "at this/that rate {t:target} {rest:tail}")
def _question(state: Rates, t: Content, rest: tuple[Any, ...]) -> None:
    words = {item for item in rest if isinstance(item, str)}
    verbs = (words & _VERBS) - {"is", "are", "was", "were", "has", "have"}
    state.needed = bool(words & {"need", "needed", "needs", "required", "require", "take"})
    state.left = bool(words & _LEFT)
    amounts = [item for item in rest if isinstance(item, Content)]
    for amount in amounts:
        state.add(amount.value, state.content(amount))
    for noun in (item for item in rest if isinstance(item, Noun)):
        if noun.lead in {"a", "an"} and _a_unit(state, noun):
            state.add(Fraction(1), (state.unit(noun.name), 1))
        elif noun.lead in {"each", "every"}:
            state.each = state.unit(noun.name)
        else:
            state.agent(noun)
    if t.per:
        state.each = state.unit(t.per)
    state.ask(_asked_unit(state, t, verbs, amounts))


def _a_unit(state: Rates, noun: Noun) -> bool:
    return any(noun.name == unit for q in state.quantities for unit, _ in q.units)


def _asked_unit(state: Rates, target: Content, verbs: set[str], amounts: Sequence[Content]) -> str:
    units = [unit for q in state.quantities for unit, _ in q.units]
    given = {a.unit for a in amounts}
    match target.unit:
        case "money":
            found = [u for u in units if u in {"$", "£", "€", "₹", "¥"}]
            if "weigh" in verbs or not found:
                raise NotUnderstood("It is unclear what is asked.")
        case "length":
            found = [u for u in units if u in _LENGTHS]
        case "time":
            found = [u for u in units if u in {"h", "min", "s", "days", "weeks", "months"}]
            found = [u for u in found if u not in given] or [u for u in units if u in _LENGTHS]
        case "any":
            found = [u for u in units if u.endswith(f" of {target.of}")]
        case unit:
            name = f"{unit} of {target.of}" if target.of else unit
            state.whole = _is_noun(unit)
            return state.unit(name)
    if len(set(found)) != 1:
        raise NotUnderstood("It is unclear in which unit the answer is wanted.")
    return found[0]


def _is_noun(unit: str) -> bool:
    """Whether ``unit`` counts things of which there are no parts."""
    return unit not in _SYMBOLS and unit.partition(" of ")[0] not in _MEASURES


_SYMBOLS: Final = frozenset(unit.symbol for unit in UNITS.values())
_LENGTHS: Final = frozenset(u.symbol for u in UNITS.values() if u.dimension == "length")


# -- the product ---------------------------------------------------------------


def _products(quantities: Sequence[Quantity], wanted: Units) -> Iterator[tuple[int, ...]]:
    """The exponents of every product of all ``quantities`` that has the ``wanted`` units."""
    for exponents in product((1, -1), repeat=len(quantities)):
        parts = [
            (unit, e * sign)
            for quantity, sign in zip(quantities, exponents, strict=True)
            for unit, e in quantity.units
        ]
        if _units(*parts) == wanted:
            yield exponents


def _combined(
    quantities: Sequence[Quantity], asked: str, each: str
) -> tuple[Fraction, tuple[Quantity, ...], tuple[int, ...]]:
    """The value of the one product that gives ``asked``; unit conversions come in if need be.

    Raises:
        NotUnderstood: there is none, or two of different values.
    """
    wanted = _units((asked, 1), *([(each, -1)] if each else []))
    present = {unit for q in quantities for unit, _ in q.units} | {asked}
    helpers = [
        Quantity(Fraction(size), _units((small, 1), (large, -1)))
        for size, small, large in _CONVERSIONS
        if small in present and large in present
    ]
    for extra in range(3):
        found: dict[Fraction, tuple[tuple[Quantity, ...], tuple[int, ...]]] = {}
        for used in combinations(helpers, extra):
            everything = (*quantities, *used)
            for exponents in _products(everything, wanted):
                value = Fraction(1)
                for quantity, sign in zip(everything, exponents, strict=True):
                    value *= quantity.value**sign
                found[value] = (everything, exponents)
        if len(found) > 1:
            raise NotUnderstood("The quantities can be combined in several ways.")
        for value, (everything, exponents) in found.items():
            return value, everything, exponents
    raise NotUnderstood("The quantities do not combine to what is asked.")


def _with_optional(state: Rates) -> list[Quantity]:
    """The quantities; "a box holds 12" is per box if boxes are spoken of elsewhere."""
    spoken = {unit for q in state.quantities for unit, _ in q.units} | {state.asked}
    quantities = list(state.quantities)
    for at, name in state.optional:
        if name in spoken:
            quantity = quantities[at]
            quantities[at] = evolve(quantity, units=_units(*quantity.units, (name, -1)))
        else:
            state.agents.discard(name)
    return quantities


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Rates()
    if not GRAMMAR.run(sentences, state):
        return None
    if len(state.quantities) < 2:
        return None
    quantities = _with_optional(state)
    if len(state.agents) > 1:
        raise NotUnderstood("It is unclear who does what.")
    start: Quantity | None = state.fixed
    sign = 1
    if state.left:
        if not state.drains:
            raise NotUnderstood("It is unclear what is left.")
        held = [q for q in quantities if q.units == _units((state.asked, 1))]
        if len(held) != 1:
            raise NotUnderstood("It is unclear how much there was at first.")
        start, sign = held[0], -1
        quantities.remove(start)
    if start is not None and start.units != _units((state.asked, 1)):
        raise NotUnderstood("The fixed part is not of what is asked.")
    value, everything, exponents = _combined(quantities, state.asked, state.each)
    return _story(state, start, value * sign, everything, exponents)


def _story(
    state: Rates,
    start: Quantity | None,
    value: Fraction,
    quantities: Sequence[Quantity],
    exponents: Sequence[int],
) -> Story:
    """``asked * divisors = factors``, with the start added."""
    name = state.asked
    top = bottom = Fraction(1)
    for quantity, exponent in zip(quantities, exponents, strict=True):
        top, bottom = (
            (top * quantity.value, bottom) if exponent > 0 else (top, bottom * quantity.value)
        )
    changed = variable(f"{name} from the rates") if start else variable(name)
    equations = [Equation(changed.times(bottom), constant(top))]
    if start is not None:
        total = constant(start.value) + (changed if value > 0 else changed.times(Fraction(-1)))
        equations.append(Equation(variable(name), total))
    parts = [
        f"{'/ ' if e < 0 else '* ' if k else ''}({q})"
        for k, (q, e) in enumerate(
            sorted(zip(quantities, exponents, strict=True), key=lambda pair: -pair[1])
        )
    ]
    unit = name if name in _SYMBOLS else ""
    return Story(
        tuple(equations),
        (variable(name),),
        unit=unit,
        whole=state.whole,
        up=state.whole and state.needed and not state.crew,
        reading=" ".join(parts),
    )
