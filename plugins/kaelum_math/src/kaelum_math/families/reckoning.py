"""Tasks of everyday reckoning: one quantity from others, compound interest, shares in a ratio."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import decimal_text, number_text
from kaelum_math.families.geometry import Measure
from kaelum_math.methods.measures import Size
from kaelum_math.words.form import Form
from kaelum_math.words.task import TwoWays

__all__ = ["Compound", "Reckoning", "Shares", "dressed"]


def dressed(text: str, unit: str) -> str:
    """``text`` as an amount of ``unit``: a currency sign stands before it."""
    if unit in {"$", "£", "€", "₹", "¥"}:
        return f"-{unit}{text[1:]}" if text.startswith("-") else f"{unit}{text}"
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}" if unit else text


@frozen
class Reckoning(Measure):
    """One quantity from others by an everyday formula; money comes in whole cents."""

    def _accept(self, name: str, value: Size) -> None:
        """Nothing is an amount, too; less than nothing is not."""
        if value.bounds()[1] < 0:
            raise Undefined(f"There is no such {self.figure}: its {name} would be negative.")

    def _is_money(self) -> bool:
        return self.unit in {"$", "£", "€", "₹", "¥"}

    def _digits(self) -> Form:
        if self.form.places is not None or self.form.digits is not None or self.form.style:
            return self.form
        return evolve(self.form, places=2) if self._is_money() and not self._whole() else self.form

    def _whole(self) -> bool:
        values = {name: Size.of(value) for name, value in self.given}
        from kaelum_math.methods.measures import size

        for name, expr in self._chain():
            values[name] = size(expr, values)
        exact = values[self.asked].rational()
        return exact is not None and exact.denominator == 1

    def _dressed(self, text: str) -> str:
        return text if self.form.unitless else dressed(text, self.unit)

    def _bare(self, answer: str) -> str | None:
        if self.form.unitless or not self.unit:
            return answer
        if self._is_money():
            bare = answer.replace(self.unit, "", 1)
            return bare if dressed(bare, self.unit) == answer else None
        return answer.removesuffix(self.unit).rstrip() if answer.endswith(self.unit) else None


@frozen
class Compound(TwoWays):
    """What a sum grows to with compound interest; ``interest`` asks for the growth only."""

    principal: Fraction
    rate: Fraction
    years: Fraction
    periods: int
    interest: bool
    unit: str
    form: Form

    method = "adding the interest period by period"

    def describe(self) -> str:
        what = "interest" if self.interest else "total"
        return (
            f"{what} of {number_text(self.principal, decimal=True)} at {number_text(self.rate, decimal=True)}%"
            f" a year, compounded {self.periods} times a year for {number_text(self.years)} years"
        )

    def _count(self) -> int:
        count = self.years * self.periods
        if count.denominator != 1 or not 0 < count <= 2000:
            raise NotUnderstood("The time has to be a whole number of periods, at most 2000.")
        return int(count)

    def first(self) -> Fraction:
        total = self.principal * (1 + self.rate / (100 * self.periods)) ** self._count()
        return total - self.principal if self.interest else total

    def second(self) -> Fraction:
        total = self.principal
        for _ in range(self._count()):
            total += total * self.rate / (100 * self.periods)
        return total - self.principal if self.interest else total

    def write(self, result: Any) -> str:
        wanted = self.form
        if wanted.places is None and wanted.digits is None and result.denominator != 1:
            wanted = evolve(wanted, places=2)
        return dressed(wanted.write(result, decimal=True), self.unit)


@frozen
class Shares(TwoWays):
    """An amount divided in a ratio; ``pick`` asks for the largest or smallest share only."""

    total: Fraction
    parts: tuple[Fraction, ...]
    unit: str
    form: Form

    method = "shares that add up and stand in the ratio"

    def describe(self) -> str:
        ratio = ":".join(number_text(p, decimal=True) for p in self.parts)
        return f"{number_text(self.total, decimal=True)} in the ratio {ratio}"

    def first(self) -> tuple[Fraction, ...]:
        whole = sum(self.parts, Fraction(0))
        return tuple(self.total * part / whole for part in self.parts)

    def second(self) -> tuple[Fraction, ...]:
        """The first share from the others' multiples of it, the rest from the first."""
        head = self.parts[0]
        first = self.total / sum((part / head for part in self.parts), Fraction(0))
        return tuple(first * part / head for part in self.parts)

    def write(self, result: Any) -> str:
        return ", ".join(
            dressed(self.form.write(v, decimal=decimal_text(v) is not None), self.unit)
            for v in result
        )
