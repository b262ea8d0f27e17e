"""Quantities with units that combine by multiplication: rates, contents, unit prices, proportions.

Every number of the text is a quantity with units ("6 eggs per hen and week", "5 hens",
"4 weeks"). What is asked has a unit, too. The answer is the product in which every quantity
occurs exactly once, as a factor or a divisor, and whose units are those asked for; if there
is no such product, or two of different values, the question is not answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import evolve

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.lexicon import base
from kaelum_math.story.linear import Equation, constant, variable
from kaelum_math.story.people import Cast
from kaelum_math.story.products import Quantity, combined, taken_apart, units
from kaelum_math.story.rate_slots import DRAINING, LEFT, OWNING, RATE_SLOTS, VERBS, Content, aside
from kaelum_math.story.slots import Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.words.units import UNITS

__all__ = ["read"]


MOST_QUANTITIES: Final = 7
_MEASURES: Final = frozenset("cup teaspoon tablespoon spoon gallon pint quart ton acre".split())
"""Nouns that measure: parts of one make sense."""


_RELATIVES: Final = frozenset("brother sister sibling parent grandparent cousin twin".split())


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
        plain = [piece for unit, e in parts for piece in taken_apart(unit, e)]
        if any(unit in _RELATIVES for unit, _ in plain):
            raise NotUnderstood("Brothers and sisters are each other's: they do not multiply.")
        self.quantities.append(Quantity(value, units(*plain)))
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


GRAMMAR: Final = Grammar[Rates](aside, slots=RATE_SLOTS)
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
    if v in OWNING and who is None:
        raise NotUnderstood("It is unclear how the two quantities go together.")
    if v in _TAKING and _is_time(q) and _may_work(a):
        raise NotUnderstood("It is unclear whether more of them take longer or are sooner done.")
    del v
    state.agent(who)
    state.add(q.value / a.value, state.content(q), state.content(a, -1))


_TAKING: Final = frozenset("take takes took need needs needed require requires required".split())
_WORKING: Final = frozenset(
    "people person man men woman women boy girl child children student pupil friend machine pump tap"
    " pipe robot cow horse hen goat cat dog hand team crew".split()
)


def _is_time(amount: Content) -> bool:
    unit = UNITS.get(amount.unit)
    return unit is not None and unit.dimension in {"time", "months"}


def _may_work(amount: Content) -> bool:
    """Whether the things counted may be those that do the work: workers, taps, machines."""
    words = amount.unit.split()
    head = base(words[-1]) if words else ""
    return head in _WORKING or head.endswith(("er", "or", "ist", "man", "woman"))


@says("{who:np} {v:verb} {q:content} {p:per}", "{who:np} {v:verb} {p:per} {q:content}",
      "(it | {who:np})? takes {q:content} {p:per}")  # fmt: skip
def _rate(state: Rates, q: Content, p: Content, who: Noun | None = None, v: str = "") -> None:
    state.drains = state.drains or v in DRAINING
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
    if who is not None and who.lead in {"a", "an"} and v not in OWNING - {"has"}:
        state.optional.append((len(state.quantities), who.name))
    else:
        state.agent(who)
    state.drains = state.drains or v in DRAINING
    state.add(q.value, state.content(q))


@says("{q:content} {p:per}")
def _elided(state: Rates, q: Content, p: Content) -> None:
    """``..., 6 hours a day``."""
    state.add(q.value / p.value, state.content(q), state.content(p, -1))


@says("{who:np} {v:verb} {f:money} plus {q:content} {p:per}")
def _fixed(state: Rates, v: str, f: Amount, q: Content, p: Content, who: Noun) -> None:
    del v
    state.agent(who)
    state.fixed = Quantity(f.value, units((f.money, 1)))
    state.add(q.value / p.value, state.content(q), state.content(p, -1))


# -- questions -----------------------------------------------------------------


@asks("{t:target} {rest:tail}", "at this/that rate {t:target} {rest:tail}")
def _question(state: Rates, t: Content, rest: tuple[Any, ...]) -> None:
    words = {item for item in rest if isinstance(item, str)}
    verbs = (words & VERBS) - {"is", "are", "was", "were", "has", "have"}
    state.needed = bool(words & {"need", "needed", "needs", "required", "require", "take"})
    state.left = bool(words & LEFT)
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
    named = [unit for q in state.quantities for unit, _ in q.units]
    given = {a.unit for a in amounts}
    match target.unit:
        case "money":
            found = [u for u in named if u in {"$", "£", "€", "₹", "¥"}]
            if "weigh" in verbs or not found:
                raise NotUnderstood("It is unclear what is asked.")
        case "length":
            found = [u for u in named if u in _LENGTHS]
        case "time":
            found = [u for u in named if u in {"h", "min", "s", "days", "weeks", "months"}]
            found = [u for u in found if u not in given] or [u for u in named if u in _LENGTHS]
        case "any":
            found = [u for u in named if u.endswith(f" of {target.of}")]
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


def _with_optional(state: Rates) -> list[Quantity]:
    """The quantities; "a box holds 12" is per box if boxes are spoken of elsewhere."""
    spoken = {unit for q in state.quantities for unit, _ in q.units} | {state.asked}
    quantities = list(state.quantities)
    for at, name in state.optional:
        if name in spoken:
            quantity = quantities[at]
            quantities[at] = evolve(quantity, units=units(*quantity.units, (name, -1)))
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
        held = [q for q in quantities if q.units == units((state.asked, 1))]
        if len(held) != 1:
            raise NotUnderstood("It is unclear how much there was at first.")
        start, sign = held[0], -1
        quantities.remove(start)
    if start is not None and start.units != units((state.asked, 1)):
        raise NotUnderstood("The fixed part is not of what is asked.")
    value, everything, exponents = combined(quantities, state.asked, state.each)
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
