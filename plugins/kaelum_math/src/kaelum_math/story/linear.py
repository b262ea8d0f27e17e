"""Linear expressions in named quantities, and equations between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_math.expr.nodes import number_text

__all__ = ["ZERO", "Equation", "Linear", "constant", "total", "variable"]

Term = tuple[str, Fraction]


@frozen
class Linear:
    """``sum(factor * quantity) + offset``; the terms are sorted by name, no factor is zero."""

    terms: tuple[Term, ...] = ()
    offset: Fraction = Fraction(0)

    def __add__(self, other: Linear) -> Linear:
        factors = dict(self.terms)
        for name, factor in other.terms:
            factors[name] = factors.get(name, Fraction(0)) + factor
        return _linear(factors, self.offset + other.offset)

    def __sub__(self, other: Linear) -> Linear:
        return self + other.times(Fraction(-1))

    def times(self, factor: Fraction) -> Linear:
        """Every term and the offset, ``factor`` times."""
        return _linear({name: f * factor for name, f in self.terms}, self.offset * factor)

    def plus(self, offset: Fraction) -> Linear:
        """``offset`` more."""
        return Linear(self.terms, self.offset + offset)

    def names(self) -> Iterator[str]:
        """The quantities that occur."""
        return (name for name, _ in self.terms)

    def at(self, values: Mapping[str, Fraction]) -> Fraction:
        """The value for ``values`` of the quantities. Raises KeyError if one is missing."""
        return sum((factor * values[name] for name, factor in self.terms), self.offset)

    def __str__(self) -> str:
        text = ""
        for name, factor in self.terms:
            size = "" if abs(factor) == 1 else f"{_plain(abs(factor))}*"
            sign = "-" if factor < 0 else "+" if text else ""
            text += f" {sign} {size}{name}" if text else f"{sign}{size}{name}"
        if self.offset or not text:
            sign = "-" if self.offset < 0 else "+"
            size = _plain(abs(self.offset) if text else self.offset)
            text += f" {sign} {size}" if text else size
        return text


def _plain(value: Fraction) -> str:
    return number_text(value, decimal=True)


def _linear(factors: Mapping[str, Fraction], offset: Fraction) -> Linear:
    return Linear(tuple(sorted((n, f) for n, f in factors.items() if f)), offset)


ZERO: Final = Linear()


def variable(name: str) -> Linear:
    """The quantity ``name``."""
    return Linear(((name, Fraction(1)),))


def constant(value: Fraction | int) -> Linear:
    """A number."""
    return Linear((), Fraction(value))


def total(parts: Iterator[Linear] | list[Linear] | tuple[Linear, ...]) -> Linear:
    """The sum of ``parts``."""
    return sum(parts, ZERO)


@frozen
class Equation:
    """``left = right``, as the text says it."""

    left: Linear
    right: Linear

    def gap(self) -> Linear:
        """What is zero when the equation holds."""
        return self.left - self.right

    def __str__(self) -> str:
        return f"{self.left} = {self.right}"
