"""Quantities with units, and the one product of them that has the units asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number_text

__all__ = ["Quantity", "Units", "combined", "taken_apart", "units"]

Units = tuple[tuple[str, int], ...]

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


def units(*parts: tuple[str, int]) -> Units:
    """Units with their exponents: equal ones together, none with exponent 0."""
    counts: Counter[str] = Counter()
    for unit, exponent in parts:
        counts[unit] += exponent
    return tuple(sorted((unit, e) for unit, e in counts.items() if e))


_SPEEDS: Final = {"mph": ("mi", "h"), "km/h": ("km", "h"), "m/s": ("m", "s"), "ft/s": ("ft", "s")}


def taken_apart(unit: str, exponent: int) -> tuple[tuple[str, int], ...]:
    """A speed as length over time."""
    if unit not in _SPEEDS:
        return ((unit, exponent),)
    length, time = _SPEEDS[unit]
    return (length, exponent), (time, -exponent)


def _products(quantities: Sequence[Quantity], wanted: Units) -> Iterator[tuple[int, ...]]:
    """The exponents of every product of all ``quantities`` that has the ``wanted`` units."""
    for exponents in product((1, -1), repeat=len(quantities)):
        parts = [
            (unit, e * sign)
            for quantity, sign in zip(quantities, exponents, strict=True)
            for unit, e in quantity.units
        ]
        if units(*parts) == wanted:
            yield exponents


def combined(
    quantities: Sequence[Quantity], asked: str, each: str
) -> tuple[Fraction, tuple[Quantity, ...], tuple[int, ...]]:
    """The value of the one product that gives ``asked``; unit conversions come in if need be.

    Raises:
        NotUnderstood: there is none, or two of different values.
    """
    wanted = units((asked, 1), *([(each, -1)] if each else []))
    present = {unit for q in quantities for unit, _ in q.units} | {asked}
    helpers = [
        Quantity(Fraction(size), units((small, 1), (large, -1)))
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
