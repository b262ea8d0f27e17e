"""The task of a word problem: what the equations that were read say about what is asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.linear import System, implied
from kaelum_math.expr.nodes import number
from kaelum_math.story.linear import Equation, Linear, total, variable
from kaelum_math.task import Solution, Task, Value, proof, same_text
from kaelum_math.words.form import PLAIN, Form

__all__ = ["Story"]

CURRENCIES: Final = frozenset("$£€₹¥")
MAX_UNKNOWNS: Final = 60
_ASKED: Final = "?"


@frozen
class Story(Task):
    """Values of ``asked`` under ``equations``.

    Attributes:
        equations: what the text says.
        asked: the expressions whose values are wanted.
        unit: of the values.
        form: how the values are to be written.
        whole: whether only whole numbers make sense; others mean that the text was misread.
        signed: whether a negative value makes sense.
        up: whether part of one counts as one ("how many buses are needed").
        percent: whether the values are parts of a whole, to be written as percentages.
        multiple: (m, r): every value has to leave r when divided by m.
        pick: ``max`` or ``min``: only the largest or smallest of the values is wanted;
            ``product``: their product.
        reading: how the numbers of the equations come about, to be shown.
    """

    equations: tuple[Equation, ...]
    asked: tuple[Linear, ...]
    unit: str = ""
    form: Form = PLAIN
    whole: bool = False
    signed: bool = False
    up: bool = False
    percent: bool = False
    multiple: tuple[int, int] = (1, 0)
    pick: str = ""
    reading: str = ""

    def describe(self) -> str:
        """The equations, then what is asked."""
        wanted = ", ".join(map(str, self.asked))
        rounded = ", rounded up" if self.up else ""
        if self.pick:
            wanted = f"{self.pick}({wanted})"
        reading = f" [{self.reading}]" if self.reading else ""
        return f"{'; '.join(map(str, self.equations))}; ?- {wanted}{rounded}{reading}"

    def _names(self) -> tuple[str, ...]:
        names = dict.fromkeys(name for e in self.equations for name in e.gap().names())
        names.update(dict.fromkeys(name for asked in self.asked for name in asked.names()))
        if len(names) > MAX_UNKNOWNS:
            raise OutOfReach("The text speaks of too many quantities.")
        return tuple(names)

    def _system(self, asked: Linear) -> System:
        """The equations, and one that names what is asked."""
        names = self._names()
        gaps = [equation.gap() for equation in self.equations]
        rows = [
            tuple(dict(gap.terms).get(name, Fraction(0)) for name in (*names, _ASKED))
            for gap in gaps
        ]
        last = tuple(-dict(asked.terms).get(name, Fraction(0)) for name in names)
        return System(
            (*names, _ASKED),
            (*rows, (*last, Fraction(1))),
            (*(-gap.offset for gap in gaps), asked.offset),
        )

    def solve(self) -> Solution:
        """The values, with the quantities' values and the combinations of equations that prove them.

        Raises:
            NotUnderstood: the equations contradict each other, do not determine what is
                asked, or lead to a number that cannot be meant.
        """
        values: list[Fraction] = []
        multipliers: list[list[str]] = []
        witness: tuple[Fraction, ...] = ()
        for asked in self.asked:
            found = implied(self._system(asked), _ASKED)
            if found.kind == "none":
                raise NotUnderstood(f"What was read contradicts itself: {self.describe()}.")
            if found.kind == "free":
                raise NotUnderstood(f"What was read leaves the answer open: {self.describe()}.")
            values.append(found.value)
            multipliers.append([str(m) for m in found.multipliers[:-1]])
            witness = found.witness[:-1]
        self._sensible(values)
        self._possible(witness)
        evidence: dict[str, JSON] = {
            "values": [str(value) for value in witness],
            "multipliers": [list(row) for row in multipliers],
        }
        return Solution(self.write(values), self._worth(values), evidence)

    def _sensible(self, values: Sequence[Fraction]) -> None:
        """Refuse what no question means: it is a sign of having misread it."""
        if not self.signed and any(value < 0 for value in values):
            raise NotUnderstood(f"A negative amount makes no sense: {self.describe()}.")
        if self.whole and not self.up and any(value.denominator != 1 for value in values):
            raise NotUnderstood(f"A part of one makes no sense: {self.describe()}.")
        modulus, rest = self.multiple
        if modulus > 1 and any(value % modulus != rest for value in values):
            raise NotUnderstood(f"There are no such whole numbers: {self.describe()}.")

    def _possible(self, witness: Sequence[Fraction]) -> None:
        """Refuse a story in which a quantity on the way is below nothing."""
        if self.signed or not self.whole:
            return
        for name, value in zip(self._names(), witness, strict=True):
            if value < 0 and implied(self._system(variable(name)), _ASKED).kind == "value":
                raise NotUnderstood(f"There would be less than nothing of {name}.")

    def _worth(self, values: Sequence[Fraction]) -> Value:
        chosen = self._chosen(values)
        return number(chosen[0]) if len(chosen) == 1 and not self.up else None

    def _chosen(self, values: Sequence[Fraction]) -> Sequence[Fraction]:
        match self.pick:
            case "max":
                return [max(values)]
            case "min":
                return [min(values)]
            case "product":
                return [math.prod(values, start=Fraction(1))]
        return values

    def write(self, values: Sequence[Fraction]) -> str:
        """The answer text for ``values``."""
        return ", ".join(self._one(value) for value in self._chosen(values))

    def _one(self, value: Fraction) -> str:
        from kaelum_math.families.money import dressed

        if self.up:
            value = Fraction(-(-value.numerator // value.denominator))
        if self.percent:
            return dressed(self.form.write(value * 100, decimal=True), "%")
        wanted = self.form
        given = wanted.places is not None or wanted.digits is not None or wanted.style
        money = self.unit in CURRENCIES
        if money and value.denominator != 1 and not given:
            wanted = evolve(wanted, places=2)
        text = wanted.write(value, decimal=_finite(value))
        return text if self.form.unitless else dressed(text, self.unit)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        """Put the values into every equation; add the equations up to the answer."""
        witness = [_fraction(value) for value in _list(evidence["values"])]
        named = dict(zip(self._names(), witness, strict=True))
        yield proof(
            "the values satisfy every equation that was read",
            "substitution",
            all(equation.gap().at(named) == 0 for equation in self.equations),
        )
        rows = [[_fraction(m) for m in _list(row)] for row in _list(evidence["multipliers"])]
        values = [asked.at(named) for asked in self.asked]
        yield proof(
            "no other answer satisfies them",
            "the equations, multiplied and added, say asked = answer",
            all(
                self._combined(row) == asked.plus(-value)
                for row, asked, value in zip(rows, self.asked, values, strict=True)
            ),
        )
        yield same_text(answer, self.write(values))

    def _combined(self, multipliers: Sequence[Fraction]) -> Linear:
        pairs = zip(multipliers, self.equations, strict=True)
        return total([equation.gap().times(m) for m, equation in pairs])


def _finite(value: Fraction) -> bool:
    """Whether ``value`` is a decimal of at most six places."""
    return 10**6 % value.denominator == 0


def _list(value: JSON) -> list[JSON]:
    if not isinstance(value, list | tuple):
        raise TypeError("a list is needed")
    return list(value)


def _fraction(value: JSON) -> Fraction:
    if not isinstance(value, str) or len(value) > 400:
        raise TypeError("a number is needed")
    return Fraction(value)
