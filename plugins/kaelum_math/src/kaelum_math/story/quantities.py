"""What has been said of quantities that are compared, and the grammar in which it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.expressions import (
    MEASURES,
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
from kaelum_math.story.grammar import Grammar
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.people import Cast
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.text.tokens import Token

__all__ = [
    "GRAMMAR",
    "PICKS",
    "PLACES",
    "Comparisons",
    "how_many",
    "named_in",
    "plain_measure",
    "same_price",
    "sum_of_numbers",
]

_AGES: Final = frozenset("old age ages older younger".split())
_TALL: Final = frozenset("tall taller height".split())
_LONG: Final = frozenset("long longer length".split())


PLACES: Final = ("first", "second", "third", "fourth", "fifth")
_ONES: Final = (None, "number", "integer")
PICKS: Final = {"largest": "max", "smallest": "min"}


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
            return self.quantity(same_price(owned.measure), owned.noun)
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
            if word in PICKS:
                return f"{word} number"
            if word in PLACES:
                self.declare(PLACES.index(word) + 1)
                return self.group[PLACES.index(word)]
        if noun.head in {"number", "integer"} and len(noun.words) == 1 and not noun.plural:
            return "number"
        if not noun.words and noun.lead == "it" and "number" not in self.cast.names:
            return "number" if not self.cast.names else ""
        return ""

    def declare(self, count: int) -> None:
        """There are at least ``count`` numbers."""
        for place in PLACES[len(self.group) : count]:
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
        if noun.words or noun.lead in {"i", "you"}:
            return noun
        if noun.lead in {"who", "which"}:
            return Noun((self.cast.find(noun),))
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
                return self.quantity(same_price(of), noun)
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


def same_price(measure: str) -> str:
    """``measure``; a cost is a price."""
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


def named_in(state: Comparisons) -> set[str]:
    """The quantities that the equations speak of so far."""
    return {name for equation in state.equations for name in equation.gap().names()}


def plain_measure(measure: str) -> str:
    """``measure``, unless it is a count of something, which nothing *is*."""
    if measure and measure not in MEASURES:
        raise NotUnderstood(f"It is unclear what has so many {measure}.")
    return measure


def sum_of_numbers(state: Comparisons) -> Linear:
    """All numbers spoken of, added up."""
    if len(state.group) < 2:
        raise NotUnderstood("It is unclear which numbers are meant.")
    return total([variable(name) for name in state.group])


def how_many(n: Fraction) -> int:
    """``n`` as a number of numbers. Raises NotUnderstood for too many."""
    if n.denominator != 1 or not 2 <= n <= len(PLACES):
        raise NotUnderstood("So many numbers are not read here.")
    return int(n)
