"""Quantities that are compared: ages, heights, prices, possessions, and numbers as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.expressions import (
    MEASURES,
    Comparative,
    Difference,
    Expression,
    Known,
    Measured,
    Past,
    Scaled,
    Sum,
    Thing,
    owner_of,
    things,
)
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.people import Cast
from kaelum_math.story.slots import SLOTS, Amount, Factor, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

_PLACES: Final = ("first", "second", "third", "fourth", "fifth")
_ONES: Final = (None, "number", "integer")
_PICKS: Final = {"largest": "max", "smallest": "min"}


class Comparisons:
    """What has been said so far in a text of these ``words``."""

    def __init__(self, words: AbstractSet[str]) -> None:
        self.ages = not words.isdisjoint(_AGES)
        self._upright = not words.isdisjoint(_TALL) and words.isdisjoint(_LONG)
        self.cast = Cast()
        self.equations: list[Equation] = []
        self.group: list[str] = []
        self.asked: tuple[Linear, ...] = ()
        self.pick = ""
        self.unit = ""
        self.whole = False
        self.signed = False
        self.multiple = (1, 0)
        self.shift = Fraction(0)
        self.subject: Noun | None = None
        self.chain: Linear | None = None
        self.counted: list[str] = []
        self.pieces = ""
        self._units: dict[str, str] = {}

    def begin(self, adjunct: Any) -> None:
        """A clause begins, about a moment ``adjunct`` years from now."""
        self.shift = adjunct or Fraction(0)

    # -- quantities ------------------------------------------------------------

    def quantity(self, measure: str, noun: Noun) -> Linear:
        """The ``measure`` of what ``noun`` stands for, at the moment spoken of."""
        owned = owner_of(noun)
        if owned is not None and measure in {"", "number", owned.measure}:
            return self.quantity(_same_price(owned.measure), owned.noun)
        if noun.lead == "both" or (not noun.words and noun.lead in {"they", "them"}):
            raise NotUnderstood("It is unclear whether they together or each is meant.")
        if measure == "length" and self._upright:
            measure = "height"  # "shorter" is said of both
        name = self._number(noun) if measure in {"", "number"} else ""
        if name:
            return variable(name)
        owner = self.cast.find(noun)
        if measure in {"", "number"} and noun.words and noun.head not in _ONES:
            raise NotUnderstood(f"It is unclear what about {owner} is meant.")
        moved = self.shift if measure == "age" else Fraction(0)
        if self.shift and measure != "age":
            raise NotUnderstood("Only ages are known to change with time here.")
        return variable(f"{measure}({owner})" if measure else owner).plus(moved)

    def _number(self, noun: Noun) -> str:
        """The name of a number among those spoken of, or ""."""
        if len(noun.words) == 2 and noun.words[1] == "number":
            word = noun.words[0]
            if word in _PICKS:
                return f"{word} number"
            if word in _PLACES:
                self.declare(_PLACES.index(word) + 1)
                return self.group[_PLACES.index(word)]
        if noun.head in {"number", "integer"} and len(noun.words) == 1 and not noun.plural:
            return "number"
        if not noun.words and noun.lead == "it" and "number" not in self.cast.names:
            return "number" if not self.cast.names else ""
        return ""

    def declare(self, count: int) -> None:
        """There are at least ``count`` numbers."""
        for place in _PLACES[len(self.group) : count]:
            self.group.append(f"{place} number")

    def value(self, amount: Amount, measure: str) -> Linear:
        """A number as a value of ``measure``; its unit must be that of the others."""
        unit = amount.unit.symbol if amount.unit else ""
        if measure == "age":
            if unit not in {"", "years"}:
                raise NotUnderstood("Ages are in years here.")
            return constant(amount.value)
        if unit == "cents":
            unit, amount = "$", Amount(amount.value / 100)
        if unit and self._units.setdefault(_kind(measure), unit) != unit:
            raise NotUnderstood("The units do not agree.")
        return constant(amount.value)

    def unit_of(self, measure: str) -> str:
        """The unit in which values of ``measure`` were given."""
        return self._units.get(_kind(measure), "")

    def subject_of(self, noun: Noun, x: Expression) -> Noun:
        """What a pronoun stands for as the subject: none of those that ``x`` names."""
        if noun.words or noun.lead in {"who", "which", "i", "you"}:
            return noun
        others = {self.cast.find(n) for n in things(x) if n.words}
        return Noun((self.cast.find(noun, others),)) if others else noun

    # -- expressions -----------------------------------------------------------

    def measure_in(self, expression: Expression) -> str:
        """The measure that ``expression`` names, or ""."""
        match expression:
            case Measured(measure):
                return measure
            case Scaled(_, inner, measure, noun):
                return measure or self._count(noun) or self.measure_in(inner)
            case Sum(parts, measure, noun):
                named = [self.measure_in(part) for _, part in parts]
                return measure or self._count(noun) or next(filter(None, named), "")
            case Difference(first, second):
                return self.measure_in(first) or self.measure_in(second)
            case Past(inner):
                return self.measure_in(inner)
            case Known(Amount(_, _, noun)) if noun is not None:
                return self._count(noun)
        return ""

    def _count(self, noun: Noun | None) -> str:
        return noun.name if noun is not None else ""

    def worth(self, expression: Expression, measure: str) -> Linear:
        """The value of ``expression``, whose things are measured by ``measure``."""
        named = expression.amount.noun if isinstance(expression, Known) else None
        if named is not None and named.name != measure:
            raise NotUnderstood("It is unclear what is counted.")
        match expression:
            case Known(amount):
                return self.value(amount, measure)
            case Thing(noun):
                return self.quantity(measure, noun)
            case Measured(of, noun):
                return self.quantity(_same_price(of), noun)
            case Scaled(factor, inner, of):
                return self.worth(inner, of or measure).times(factor)
            case Sum(parts, of):
                kind = of or measure
                return total([self.worth(part, kind).times(sign) for sign, part in parts])
            case Difference(first, second):
                return self.worth(first, measure) - self.worth(second, measure)
            case Past(inner, years):
                kept, self.shift = self.shift, years
                found = self.worth(inner, measure)
                self.shift = kept
                return found
        raise NotUnderstood("An expression was not understood.")

    def equate(self, left: Linear, right: Linear) -> None:
        """They are equal."""
        self.equations.append(Equation(left, right))

    def ask(self, *asked: Linear, unit: str = "") -> None:
        """What the question wants. Raises NotUnderstood if it wants several things."""
        if self.asked:
            raise NotUnderstood("Several things are asked.")
        self.asked, self.unit = asked, unit


def _kind(measure: str) -> str:
    """Measures in the same unit are of one kind: widths and perimeters are lengths."""
    return "length" if measure in _LENGTHS else measure


_LENGTHS: Final = frozenset("length width height depth perimeter circumference".split())


def _same_price(measure: str) -> str:
    return "price" if measure == "cost" else measure


# -- the moment spoken of ------------------------------------------------------


def _moment(tokens: Sequence[Token], at: int) -> Iterator[tuple[Fraction, int]]:
    """``now``, ``in 5 years``, ``5 years ago``, ``3 years from now``: years from now."""
    if at < len(tokens) and tokens[at].text in {"now", "today", "currently", "presently"}:
        yield Fraction(0), at + 1
    start = at + 1 if at < len(tokens) and tokens[at].text in {"in", "after"} else at
    for value, end in SLOTS["n"](tokens, start):
        texts = [t.text for t in tokens[end : end + 4]]
        if texts[:1] not in (["years"], ["year"]):
            continue
        if start > at:
            stop = end + 3 if texts[1:3] == ["from", "now"] else end + 1
            yield value, stop
        elif texts[1:2] == ["ago"]:
            yield -value, end + 2
        elif texts[1:3] == ["from", "now"]:
            yield value, end + 3
        elif texts[1:2] == ["later"]:
            yield value, end + 2


GRAMMAR: Final = Grammar[Comparisons](_moment)
says, asks = GRAMMAR.says, GRAMMAR.asks


# -- a number that is worked on -------------------------------------------------

_IT: Final = "(a number | the number | my number | it | the result | that | this)"


def _worked_on(state: Comparisons) -> Linear:
    return state.chain if state.chain is not None else variable("number")


@says("i? (am thinking | think) of a number", "thinking of a number", "think of a number")
def _thought(state: Comparisons) -> None:
    if state.chain is not None or state.equations:
        raise NotUnderstood("It is unclear which number is thought of.")
    state.chain = variable("number")


@says(f"(i | you)? multiply {_IT} by {{n:n}}", f"(i | you)? {{k:times}} {_IT}",
      "multiply by {n:n}")  # fmt: skip
def _multiply(state: Comparisons, n: Fraction | None = None, k: Factor | None = None) -> None:
    state.chain = _worked_on(state).times(k.value if k is not None else n or Fraction(0))


@says(f"(i | you)? divide {_IT} by {{n:n}}", "divide by {n:n}")
def _divide(state: Comparisons, n: Fraction) -> None:
    if n == 0:
        raise NotUnderstood("Nothing can be divided by 0.")
    state.chain = _worked_on(state).times(1 / n)


@says(f"(i | you)? add {{n:n}} to {_IT}", "(i | you)? add {n:n}")
def _add(state: Comparisons, n: Fraction) -> None:
    state.chain = _worked_on(state).plus(n)


@says(f"(i | you)? (subtract | take) {{n:n}} (away from | from) {_IT}",
      "(i | you)? subtract {n:n}")  # fmt: skip
def _subtract(state: Comparisons, n: Fraction) -> None:
    state.chain = _worked_on(state).plus(-n)


@says("{n:n} @be added to {x:ex}", "{n:n} @be added to {x:ex} the result @be {m:n}")
def _added(state: Comparisons, n: Fraction, x: Expression, m: Fraction | None = None) -> None:
    state.chain = state.worth(x, "").plus(n)
    if m is not None:
        _got(state, m)


@says("(i | you | we)? (get | end up with) {n:n}", "(the | my) (result | answer) @be {n:n}")
def _got(state: Comparisons, n: Fraction) -> None:
    if state.chain is None:
        raise NotUnderstood("It is unclear what was done to the number.")
    state.equate(state.chain, constant(n))
    state.signed = True


# -- statements ----------------------------------------------------------------


@says("(you add | you sum | adding)? @possessive/the ages @be/add/sum up? to? {n:n} years? old?",
      "@possessive/the (combined | total) age @be {n:n} years? old?",
      "the? sum of @possessive ages @will? @be {n:n} years? old?",
      "(@altogether they | they together) @be {n:n} years? old?",
      "they @be {n:n} years? old? @altogether")  # fmt: skip
def _ages_together(state: Comparisons, n: Fraction) -> None:
    state.equate(total(_all(state, "age")), constant(n))


@says("the? sum of? the ages of {who:nps} @will? @be {n:n} years? old?",
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
    measure = _plain_measure(state.measure_in(x) or default)
    other = state.worth(x, measure)
    who = state.subject_of(who, x)
    state.equate(state.quantity(measure, who), other)


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


# -- numbers -------------------------------------------------------------------


def _sum(state: Comparisons) -> Linear:
    if len(state.group) < 2:
        raise NotUnderstood("It is unclear which numbers are meant.")
    return total([variable(name) for name in state.group])


@says("the? sum of {n:n} numbers/integers @be/equals {x:ex}",
      "{n:n} numbers/integers (add up? to | sum to | have a sum of | total) {x:ex}",
      "{n:n} numbers/integers whose sum @be {x:ex}",
      "(they | the {n:n}? numbers)? (add up? to | sum up? to) {x:ex}",
      "(their | the) sum @be/equals {x:ex}")  # fmt: skip
def _numbers_sum(state: Comparisons, x: Expression, n: Fraction | None = None) -> None:
    if n is not None:
        state.declare(_count(n))
    state.equate(_sum(state), state.worth(x, ""))


@says("(their | the) difference @be/equals {x:ex}",
      "(they | the {n:n}? numbers | {n:n} numbers/integers)? differ by {x:ex}",
      "the? difference (of | between) {n:n} numbers/integers @be/equals {x:ex}")  # fmt: skip
def _numbers_differ(state: Comparisons, x: Expression, n: Fraction | None = None) -> None:
    """The first of two numbers is the larger one: that is but a matter of their names."""
    state.declare(_count(n or Fraction(2)))
    if len(state.group) != 2:
        raise NotUnderstood("A difference is of two numbers.")
    state.equate(variable(state.group[0]) - variable(state.group[1]), state.worth(x, ""))


def _count(n: Fraction) -> int:
    if n.denominator != 1 or not 2 <= n <= len(_PLACES):
        raise NotUnderstood("So many numbers are not read here.")
    return int(n)


_RUN: Final = (
    "{n:n} consecutive (positive | natural | whole)? {p:parity}? positive? numbers/integers"
)


@says(f"the? sum of {_RUN} @be/equals {{x:ex}}",
      f"{_RUN} (add up? to | sum up? to | have a sum of | total) {{x:ex}}")  # fmt: skip
def _consecutive(state: Comparisons, n: Fraction, x: Expression, p: int | None = None) -> None:
    state.declare(_count(n))
    step = 1 if p is None else 2
    if p is not None:
        state.multiple = (2, p)
    for before, after in zip(state.group, state.group[1:], strict=False):
        state.equate(variable(after), variable(before).plus(Fraction(step)))
    state.equate(_sum(state), state.worth(x, ""))
    state.whole = state.signed = True


@asks(f"find? {_RUN} (whose sum @be | that add up? to | that sum to | with a? sum of?) {{x:ex}}",
      f"find? {_RUN} (which add up? to | having a sum of | adding up? to) {{x:ex}}")  # fmt: skip
def _which_consecutive(
    state: Comparisons, n: Fraction, x: Expression, p: int | None = None
) -> None:
    _consecutive(state, n, x, p)
    state.ask(*(variable(name) for name in state.group))


@says("{x:ex} @be/equals/gives/makes (equal to)? {y:ex}", "{x:ex} = {y:ex}")
def _equals(state: Comparisons, x: Expression, y: Expression) -> None:
    measure = _plain_measure(state.measure_in(x) or state.measure_in(y))
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


def _plain_measure(measure: str) -> str:
    """``measure``, unless it is a count of something, which nothing *is*."""
    if measure and measure not in MEASURES:
        raise NotUnderstood(f"It is unclear what has so many {measure}.")
    return measure


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


@says("@altogether they @have {q:qty}", "they @altogether @have {q:qty}",
      "they @have (a total of)? {q:qty} (@altogether | in total)",
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


@asks("find {n:n} numbers (whose sum is | with a sum of | with sum) {x:ex} and"
      " (whose difference is | difference | a difference of | with a difference of) {y:ex}")  # fmt: skip
def _sum_and_difference(state: Comparisons, n: Fraction, x: Expression, y: Expression) -> None:
    _numbers_sum(state, x, n)
    _numbers_differ(state, y, n)
    _what_are_they(state)


@asks("(what are | find | give | calculate | determine) (they | the {n:n}? numbers/integers"
      " | them | both numbers? | the 2)", "what are the numbers")  # fmt: skip
def _what_are_they(state: Comparisons, n: Fraction | None = None) -> None:
    if len(state.group) < 2 or (n is not None and n != len(state.group)):
        raise NotUnderstood("It is unclear which numbers are meant.")
    state.ask(*(variable(name) for name in state.group))


@asks("(what | which) number @be (it | that | this)", "what number (am i | @be i) thinking of",
      "what @be @possessive number")  # fmt: skip
def _what_number(state: Comparisons) -> None:
    state.ask(variable("number"))


@asks("(what | which) {x:ex} gives/is/equals/makes {y:ex}")
def _what_gives(state: Comparisons, x: Expression, y: Expression) -> None:
    _equals(state, x, y)
    state.ask(variable("number"))


@asks("(what @be | find | calculate | determine | whats) {x:ex}")
def _what_is(state: Comparisons, x: Expression) -> None:
    picked = _PICKS.get(x.noun.words[0]) if isinstance(x, Thing) and x.noun.words else None
    if picked and isinstance(x, Thing) and x.noun.name not in _named(state):
        if len(state.group) < 2:
            raise NotUnderstood("It is unclear which numbers are meant.")
        state.ask(*(variable(name) for name in state.group))
        state.pick = picked
        return
    if isinstance(x, Measured) and x.measure == "area":
        _ask_area(state, x.noun)
        return
    measure = _plain_measure(state.measure_in(x))
    state.ask(state.worth(x, measure), unit=state.unit_of(_same_price(measure)))


def _ask_area(state: Comparisons, noun: Noun) -> None:
    """The area of a rectangle, from its sides."""
    owner = state.cast.find(noun)
    if not _RECTANGLE.intersection(owner.split()):
        raise NotUnderstood(f"It is unclear what figure {owner} is.")
    state.pick = "product"
    unit = state.unit_of("perimeter") or state.unit_of("length") or state.unit_of("width")
    sides = [variable(f"{side}({owner})") for side in ("length", "width")]
    state.ask(*sides, unit=f"{unit}^2" if unit else "")


_RECTANGLE: Final = frozenset({"rectangle", "rectangular"})


@asks("how much (fence | fencing | rope | ribbon | wire | edging) (do i need | is needed | does {who:np} need)"
      " (around | for | to go around | to fence | to enclose) (a | the)? {q:length} by {k:length} {what:thing}")  # fmt: skip
def _around(state: Comparisons, q: Amount, k: Amount, what: Noun, who: Noun | None = None) -> None:
    """The perimeter of what measures so much by so much."""
    del who
    owner = f"rectangular {what.name}"
    for side, amount in (("length", q), ("width", k)):
        state.equate(variable(f"{side}({owner})"), state.value(amount, "length"))
    state.ask(variable(f"perimeter({owner})"), unit=state.unit_of("length"))


@says("{who:np} {q:measured} (long | in length)? is cut into {n:n} {what:thing}",
      "{who:np} (that | which) is {q:measured} long is cut into {n:n} {what:thing}")  # fmt: skip
def _cut(state: Comparisons, who: Noun, q: Amount, n: Fraction, what: Noun) -> None:
    if what.words[0] == "equal" or not what.plural:
        raise NotUnderstood("Equal pieces are not read here.")
    state.declare(_count(n))
    state.cast.add(who.name)
    state.pieces = what.head
    state.equate(_sum(state), state.value(q, "length"))


@says("1 {what:thing}? (is | being)? {q:measured} {c:comp} than the other ({what:thing})?",
      "1 {what:thing}? (is | being)? {k:times} as long as the other {what:thing}?")  # fmt: skip
def _one_longer(
    state: Comparisons,
    q: Amount | None = None,
    c: Comparative | None = None,
    k: Factor | None = None,
    what: Noun | None = None,
) -> None:
    """``one 4 m longer than the other``."""
    del what
    if not state.pieces or len(state.group) != 2:
        raise NotUnderstood("It is unclear what is compared.")
    first, second = (variable(name) for name in state.group)
    if k is not None:
        state.equate(first, second.times(k.value))
    elif q is not None and c is not None:
        state.equate(first, second + state.value(q, "length").times(Fraction(c.sign)))


@asks(
    "how long @be the (longer | longest) {what:thing}?",
    "how long @be the (shorter | shortest) {less:thing}?",
)
def _which_piece(state: Comparisons, what: Noun | None = None, less: Noun | None = None) -> None:
    piece = what or less
    if piece is None or piece.head != state.pieces:
        raise NotUnderstood("It is unclear which piece is meant.")
    state.ask(*(variable(name) for name in state.group), unit=state.unit_of("length"))
    state.pick = "max" if what else "min"


def _figures(state: Comparisons) -> None:
    """What the perimeter of a rectangle or square has to do with its sides."""
    names = _named(state) | {name for asked in state.asked for name in asked.names()}
    for name in sorted(n for n in names if n.startswith("perimeter(")):
        owner = name.removeprefix("perimeter(").removesuffix(")")
        if not _RECTANGLE.intersection(owner.split()):
            raise NotUnderstood(f"It is unclear what figure {owner} is.")
        sides = variable(f"length({owner})") + variable(f"width({owner})")
        state.equate(variable(name), sides.times(Fraction(2)))


def _named(state: Comparisons) -> set[str]:
    return {name for equation in state.equations for name in equation.gap().names()}


# -- putting it together -------------------------------------------------------

_AGES: Final = frozenset("old age ages older younger".split())
_TALL: Final = frozenset("tall taller height".split())
_LONG: Final = frozenset("long longer length".split())


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    words = {token.text for sentence in sentences for token in sentence.tokens}
    state = Comparisons(words)
    if not GRAMMAR.run(sentences, state):
        return None
    _figures(state)
    return Story(
        tuple(state.equations),
        state.asked,
        unit=state.unit,
        whole=state.whole,
        signed=state.signed,
        multiple=state.multiple,
        pick=state.pick,
    )
