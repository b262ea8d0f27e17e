"""Units that questions in words use, by name, each with its dimension and exact size."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import frozen

__all__ = ["UNITS", "Unit"]


@frozen
class Unit:
    """A unit: ``size`` of the dimension's base unit, written ``symbol`` in answers.

    Dimensions: length (m), area (m²), volume (m³), mass (kg), time (s), angle (degree),
    money (one dimension per currency), count.
    """

    symbol: str
    dimension: str
    size: Fraction

    def power(self, exponent: int) -> Unit:
        """The area (2) or volume (3) unit of a length unit."""
        name = {1: "length", 2: "area", 3: "volume"}[exponent]
        symbol = self.symbol if exponent == 1 else f"{self.symbol}^{exponent}"
        return Unit(symbol, name, self.size**exponent)


_LENGTHS: Final = {
    "mm|millimetre|millimeter": ("mm", "1/1000"),
    "cm|centimetre|centimeter": ("cm", "1/100"),
    "m|metre|meter": ("m", "1"),
    "km|kilometre|kilometer": ("km", "1000"),
    "inch|inche": ("in", "0.0254"),
    "ft|foot|feet": ("ft", "0.3048"),
    "yd|yard": ("yd", "0.9144"),
    "mile|mi": ("mi", "1609.344"),
    "unit": ("units", "1"),
}
_OTHERS: Final = {
    "second|sec": ("s", "time", "1"),
    "minute|min": ("min", "time", "60"),
    "hour|hr|h": ("h", "time", "3600"),
    "day": ("days", "time", "86400"),
    "week": ("weeks", "time", "604800"),
    "month": ("months", "months", "1"),
    "year|yr": ("years", "months", "12"),
    "gram|g|gramme": ("g", "mass", "1/1000"),
    "kilogram|kg|kilo": ("kg", "mass", "1"),
    "tonne": ("t", "mass", "1000"),
    "pound of weight|lb": ("lb", "mass", "0.45359237"),
    "ounce|oz": ("oz", "mass", "0.028349523125"),
    "litre|liter|l": ("L", "volume", "1/1000"),
    "millilitre|milliliter|ml": ("mL", "volume", "1/1000000"),
    "degree|deg": ("°", "angle", "1"),
    "dollar|usd|buck|$": ("$", "money $", "1"),
    "cent": ("cents", "money $", "1/100"),
    "pound|gbp|quid|£": ("£", "money £", "1"),
    "pence|p": ("p", "money £", "1/100"),
    "euro|eur|€": ("€", "money €", "1"),
    "rupee|₹|rs": ("₹", "money ₹", "1"),
    "yen|¥": ("¥", "money ¥", "1"),
}
_SPEEDS: Final = {
    "mph|miles per hour|miles an hour|mile per hour|miles/hour|miles/h": ("mph", "1609.344", 3600),
    "km/h|kph|kmh|kmph|kilometers per hour|kilometres per hour|km per hour|kilometers an hour"
    "|kilometres an hour|km an hour": ("km/h", "1000", 3600),
    "m/s|meters per second|metres per second|m per second|meters a second|metres a second": (
        "m/s",
        "1",
        1,
    ),
    "feet per second|ft/s": ("ft/s", "0.3048", 1),
}


def _names(names: str) -> list[str]:
    singular = names.split("|")
    return [*singular, *(f"{name}s" for name in singular if len(name) > 1)]


def _table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for names, (symbol, size) in _LENGTHS.items():
        unit = Unit(symbol, "length", Fraction(size))
        for name in _names(names):
            table[name] = unit
            for exponent, words in ((2, ("square", "sq")), (3, ("cubic", "cu"))):
                for word in words:
                    table[f"{word} {name}"] = table[f"{word}. {name}"] = unit.power(exponent)
                table[f"{name}^{exponent}"] = unit.power(exponent)
                table[f"{name}^({exponent})"] = unit.power(exponent)
            table[f"{name} squared"] = unit.power(2)
            table[f"{name} cubed"] = unit.power(3)
    for names, (symbol, dimension, size) in _OTHERS.items():
        for name in _names(names):
            table[name] = Unit(symbol, dimension, Fraction(size))
    for names, (symbol, length, seconds) in _SPEEDS.items():
        for name in names.split("|"):
            table[name] = Unit(symbol, "speed", Fraction(length) / seconds)
    return table


UNITS: Final[dict[str, Unit]] = _table()
"""Unit name, singular or plural, as people write it -> the unit."""
