"""Quantities that are compared: ages, heights, prices, possessions, and numbers as such."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.expressions import (
    Comparative,
    Expression,
    Known,
    Measured,
    Sum,
    Thing,
    owner_of,
)
from kaelum_math.story.grammar import Sentence
from kaelum_math.story.linear import Linear, constant, total, variable
from kaelum_math.story.pieces import GRAMMAR, ask_area, close_figures
from kaelum_math.story.quantities import (
    PICKS,
    Comparisons,
    named_in,
    plain_measure,
    same_price,
)
from kaelum_math.story.slots import Amount, Factor, Noun
from kaelum_math.story.task import Story

__all__ = ["read"]

says, asks = GRAMMAR.says, GRAMMAR.asks


# -- statements ----------------------------------------------------------------


@says("(you add | you sum | adding)? @possessive/the ages @be/add/sum up? to? {n:n} years? old?",
      "@possessive/the (combined | total) age @be {n:n} years? old?",
      "the? sum of @possessive ages @will? @be {n:n} years? old?",
      "(@altogether they | they together) @be {n:n} years? old?",
      "they @be {n:n} years? old? @altogether")  # fmt: skip
def _ages_together(state: Comparisons, n: Fraction) -> None:
    state.equate(total(_all(state, "age")), constant(n))


@says("the? sum of? the ages of {who:nps} @will? @be {n:n} years? old?",
      "the (combined | total) age of {who:nps} @be {n:n} years? old?",
      "the ages of {who:nps} (add up | sum | add) to {n:n}",
      "{who:nps} @be (@altogether {n:n} years old | {n:n} years old @altogether)")  # fmt: skip
def _ages_of(state: Comparisons, who: tuple[Noun, ...], n: Fraction) -> None:
    state.equate(total([state.quantity("age", noun) for noun in who]), constant(n))


def _all(state: Comparisons, measure: str) -> list[Linear]:
    """That measure of everyone."""
    if len(state.cast.names) < 2:
        raise NotUnderstood("It is unclear who is meant.")
    return [state.quantity(measure, Noun((name,))) for name in state.cast.names]


@says("{who:np} @be {x:ex} (years old | years of age | year old)?",
      "{who:np} @will be {x:ex} (years old)?")  # fmt: skip
def _is(state: Comparisons, who: Noun, x: Expression) -> None:
    """Someone's age, or a number, by a comparison."""
    if isinstance(x, Thing):
        raise NotUnderstood("It is unclear what is said to be the same.")
    state.subject = who
    owned = owner_of(who)
    default = owned.measure if owned else "age" if state.ages and _is_being(who) else ""
    measure = plain_measure(state.measure_in(x) or default)
    who = state.subject_of(who, x)
    state.equate(state.quantity(measure, who), state.worth(x, measure))


def _is_being(noun: Noun) -> bool:
    return (bool(noun.head) and noun.head not in {"number", "integer"}) or noun.lead in _PERSONAL


_PERSONAL: Final = frozenset({"i", "he", "she", "you", "who"})


@says("{who:np} @be {q:qty} {c:comp}")
def _is_more(state: Comparisons, who: Noun, q: Amount, c: Comparative) -> None:
    """``Her brother is 3 years older``, than who was spoken of before."""
    if state.subject is None:
        raise NotUnderstood("It is unclear with what it is compared.")
    measure = c.measure or "age"
    than = state.quantity(measure, state.subject)
    amount = state.value(q, measure).times(Fraction(c.sign))
    state.equate(state.quantity(measure, who), than + amount)


@says("{who:np} @be {q:measured} {d:adj}")
def _is_so(state: Comparisons, who: Noun, q: Amount, d: str) -> None:
    state.subject = who
    state.equate(state.quantity(d, who), state.value(q, d))


@says("{who:np} @be {q:measured} {c:comp} than it @be {d:adj}")
def _longer_than_wide(state: Comparisons, who: Noun, q: Amount, c: Comparative, d: str) -> None:
    amount = state.value(q, "length").times(Fraction(c.sign))
    state.equate(state.quantity(c.measure, who), state.quantity(d, who) + amount)


@says("{who:np} @be {k:times} as {c:adj} as it @be {d:adj}")
def _times_as_long(state: Comparisons, who: Noun, k: Factor, c: str, d: str) -> None:
    state.equate(state.quantity(c, who), state.quantity(d, who).times(k.value))


@says("{x:ex} @be/equals/gives/makes (equal to)? {y:ex}", "{x:ex} = {y:ex}")
def _equals(state: Comparisons, x: Expression, y: Expression) -> None:
    measure = plain_measure(state.measure_in(x) or state.measure_in(y))
    state.equate(state.worth(x, measure), state.worth(y, measure))
    state.signed = state.signed or not measure


# -- prices and possessions ----------------------------------------------------


@says("{b:basket} @cost/are {m:money} @altogether?", "{b:basket} together @cost {m:money}",
      "{b:basket} @cost a total of {m:money}", "{b:basket} @cost {m:money} in total")  # fmt: skip
def _basket(state: Comparisons, b: tuple[Amount, ...], m: Amount) -> None:
    items = [(item.value, item.noun) for item in b if item.noun is not None]
    prices = [state.quantity("price", noun).times(count) for count, noun in items]
    state.equate(total(prices), state.value(m, "price"))


@says("{who:np} @cost {x:ex}")
def _costs(state: Comparisons, who: Noun, x: Expression) -> None:
    state.equate(state.quantity("price", who), state.worth(x, "price"))


@says("{who:np} @have {x:ex}")
def _has(state: Comparisons, who: Noun, x: Expression) -> None:
    measure = _counted(state, x)
    state.equate(state.quantity(measure, who), state.worth(x, measure))


def _speaks_of_money(x: Expression) -> bool:
    match x:
        case Known(amount):
            return bool(amount.money)
        case Sum(parts):
            return any(_speaks_of_money(part) for _, part in parts)
    return False


def _counted(state: Comparisons, x: Expression) -> str:
    """What is counted in ``x``: what it names, or the one thing counted so far."""
    measure = state.measure_in(x) or ("money" if _speaks_of_money(x) else "")
    if measure:
        if measure not in state.counted:
            state.counted.append(measure)
        return measure
    if len(state.counted) != 1:
        raise NotUnderstood("It is unclear what is counted.")
    return state.counted[0]


@says("@altogether they/we @have {q:qty}", "they/we @altogether @have {q:qty}",
      "they/we @have (a total of)? {q:qty} (@altogether | in total)",
      "{who:nps} (share | @altogether @have) {q:qty}",
      "(@altogether | between them) {who:nps} @have {q:qty}",
      "{who:nps} @have (a total of)? {q:qty} (@altogether | in total | between them)")  # fmt: skip
def _have_together(state: Comparisons, q: Amount, who: tuple[Noun, ...] | None = None) -> None:
    measure = _counted(state, Known(q))
    parts = [state.quantity(measure, noun) for noun in who] if who else _all(state, measure)
    state.equate(total(parts), state.value(q, measure))


# -- questions -----------------------------------------------------------------


@asks("how {d:adj} @be {who:np}", "how {d:adj} @will {who:np} be")
def _how_old(state: Comparisons, d: str, who: Noun) -> None:
    state.ask(state.quantity(d, who), unit=state.unit_of(d))


@asks("how much @do/@will {who:np} cost", "how much @cost {who:np}", "what @do {who:np} cost",
      "how much @be {who:np}")  # fmt: skip
def _how_much(state: Comparisons, who: Noun) -> None:
    one = Noun(who.words[1:], "a") if who.lead == "1" else who
    if one.plural:
        raise NotUnderstood("It is unclear how many are meant.")
    state.ask(state.quantity("price", one), unit=state.unit_of("price"))


@asks("how much @do/@will {b:basket} cost")
def _how_much_basket(state: Comparisons, b: tuple[Amount, ...]) -> None:
    items = [(item.value, item.noun) for item in b if item.noun is not None]
    prices = [state.quantity("price", noun).times(count) for count, noun in items]
    state.ask(total(prices), unit=state.unit_of("price"))


@asks("how much money? @do {who:np} have", "how much money? @have {who:np}")
def _how_much_money(state: Comparisons, who: Noun) -> None:
    if "money" not in state.counted:
        raise NotUnderstood("It is unclear what is asked.")
    state.ask(state.quantity("money", who), unit=state.unit_of("money"))


@asks("how many {thing:thing} @do {who:np} have", "how many {thing:thing} @have {who:np}",
      "how many @do {who:np} have")  # fmt: skip
def _how_many(state: Comparisons, who: Noun, thing: Noun | None = None) -> None:
    measure = _asked_count(state, thing)
    state.whole = True
    state.ask(state.quantity(measure, who))


def _asked_count(state: Comparisons, thing: Noun | None) -> str:
    if thing is None and len(state.counted) == 1:
        return state.counted[0]
    if thing is None or thing.name not in state.counted:
        raise NotUnderstood("It is unclear what is counted.")
    return thing.name


@asks("how many {thing:thing} @do (they | {who:nps}) have (@altogether | in total | in all)?")
def _how_many_together(
    state: Comparisons, thing: Noun, who: tuple[Noun, ...] | None = None
) -> None:
    measure = _asked_count(state, thing)
    state.whole = True
    parts = [state.quantity(measure, noun) for noun in who] if who else _all(state, measure)
    state.ask(total(parts))


@asks("how many more {thing:thing} @do {who:np} have than {than:np}")
def _how_many_more(state: Comparisons, thing: Noun, who: Noun, than: Noun) -> None:
    measure = _asked_count(state, thing)
    state.whole = True
    state.ask(state.quantity(measure, who) - state.quantity(measure, than))


@asks("in how many years @will {who:np} be {k:times} as old as {than:np}")
def _when(state: Comparisons, who: Noun, k: Factor, than: Noun) -> None:
    years = variable("years from now")
    state.equate(
        state.quantity("age", who) + years, (state.quantity("age", than) + years).times(k.value)
    )
    state.ask(years)


@asks("(what | which) {x:ex} gives/is/equals/makes {y:ex}")
def _what_gives(state: Comparisons, x: Expression, y: Expression) -> None:
    _equals(state, x, y)
    state.ask(variable("number"))


@asks("(what @be | find | calculate | determine | whats) {x:ex}")
def _what_is(state: Comparisons, x: Expression) -> None:
    picked = PICKS.get(x.noun.words[0]) if isinstance(x, Thing) and x.noun.words else None
    if picked and isinstance(x, Thing) and x.noun.name not in named_in(state):
        if len(state.group) < 2:
            raise NotUnderstood("It is unclear which numbers are meant.")
        state.ask(*(variable(name) for name in state.group))
        state.pick = picked
        return
    if isinstance(x, Measured) and x.measure == "area":
        ask_area(state, x.noun)
        return
    measure = plain_measure(state.measure_in(x))
    state.ask(state.worth(x, measure), unit=state.unit_of(same_price(measure)))


# -- putting it together -------------------------------------------------------


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    words = {token.text for sentence in sentences for token in sentence.tokens}
    state = Comparisons(words)
    if not GRAMMAR.run(sentences, state):
        return None
    close_figures(state)
    return Story(
        tuple(state.equations),
        state.asked,
        unit=state.unit,
        whole=state.whole,
        signed=state.signed,
        multiple=state.multiple,
        pick=state.pick,
    )
