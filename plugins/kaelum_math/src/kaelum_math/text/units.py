"""Units of measurement by name, with exact sizes.

Sizes of customary units are the international definitions (inch 25.4 mm, pound
0.45359237 kg, US gallon 231 cubic inches, calorie 4.184 J); a year is taken as
365 days only where it is converted to days or less.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from attrs import frozen

__all__ = ["Unit", "find"]


@frozen
class Unit:
    """A unit: ``size`` base units of its dimension, plus ``offset`` for temperatures."""

    name: str
    dimension: str
    size: Fraction
    offset: Fraction = Fraction(0)


_PREFIXES: Final = {
    "nano": ("n", "1e-9"), "micro": ("u", "1e-6"), "milli": ("m", "1e-3"), "centi": ("c", "1e-2"),
    "deci": ("d", "1e-1"), "": ("", "1"), "deca": ("da", "10"), "hecto": ("h", "100"),
    "kilo": ("k", "1e3"), "mega": ("M", "1e6"), "giga": ("G", "1e9"), "tera": ("T", "1e12"),
    "pico": ("p", "1e-12"),
}  # fmt: skip
_METRIC: Final = {
    "meter metre": ("m", "length", "1"),
    "gram gramme": ("g", "mass", "1/1000"),
    "second": ("s", "time", "1"),
    "litre liter": ("l", "volume", "1/1000"),
    "joule": ("j", "energy", "1"),
    "watt": ("w", "power", "1"),
    "pascal": ("pa", "pressure", "1"),
    "hertz": ("hz", "frequency", "1"),
    "newton": ("n", "force", "1"),
    "volt": ("v", "voltage", "1"),
    "calorie": ("cal", "energy", "4.184"),
}
_OTHERS: Final = {
    "minute min": ("time", "60"), "hour hr h": ("time", "3600"), "day": ("time", "86400"),
    "week": ("time", "604800"), "leap year": ("time", "31622400"), "fortnight": ("time", "1209600"), "sec": ("time", "1"),
    "month": ("months", "1"), "quarter": ("months", "3"), "year yr": ("months", "12"),
    "decade": ("months", "120"), "century": ("months", "1200"), "millennium": ("months", "12000"),
    "inch in": ("length", "0.0254"), "foot ft feet": ("length", "0.3048"),
    "yard yd": ("length", "0.9144"), "mile mi": ("length", "1609.344"),
    "nautical mile": ("length", "1852"), "furlong": ("length", "201.168"),
    "ounce oz": ("mass", "0.028349523125"), "pound lb": ("mass", "0.45359237"),
    "stone": ("mass", "6.35029318"), "tonne t": ("mass", "1000"), "metric ton": ("mass", "1000"),
    "gallon gal": ("volume", "0.003785411784"), "quart qt": ("volume", "0.000946352946"),
    "pint pt": ("volume", "0.000473176473"), "cup": ("volume", "0.0002365882365"),
    "fluid ounce": ("volume", "0.0000295735295625"), "tablespoon tbsp": ("volume",
    "0.00001478676478125"), "teaspoon tsp": ("volume", "0.00000492892159375"),
    "cc": ("volume", "0.000001"), "acre": ("area", "4046.8564224"), "hectare ha": ("area", "10000"),
    "knot": ("speed", "1852/3600"), "mph": ("speed", "0.44704"), "kph kmh": ("speed", "5/18"),
    "bar": ("pressure", "100000"), "atmosphere atm": ("pressure", "101325"),
    "degree deg": ("angle", "1"), "right angle": ("angle", "90"), "revolution turn": ("angle", "360"),
    "dollar": ("money $", "1"), "cent": ("money $", "0.01"), "nickel": ("money $", "0.05"),
    "dime": ("money $", "0.10"), "dozen": ("count", "12"), "kilowatt hour": ("energy", "3600000"), "kwh": ("energy", "3600000"),
    "byte": ("data", "8"), "bit": ("data", "1"), "score": ("count", "20"), "gross": ("count", "144"),
}  # fmt: skip
_TEMPERATURES: Final = {
    "celsius degree celsius c degrees c degree c centigrade": ("1", "273.15"),
    "fahrenheit degree fahrenheit f degrees f degree f": ("5/9", "45967/180"),
    "kelvin k": ("1", "0"),
}
_PLURALS: Final = {"centuries": "century", "millennia": "millennium", "inches": "inch",
                   "feet": "foot", "henries": "henry", "hertz": "hertz"}  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for names, (symbol, dimension, size) in _METRIC.items():
        for prefix, (letter, factor) in _PREFIXES.items():
            value = Fraction(size) * Fraction(factor)
            main = prefix + names.split()[0]
            for name in names.split():
                table[prefix + name] = Unit(main, dimension, value)
            if (letter + symbol).lower() not in table or not prefix:
                table[letter.lower() + symbol] = Unit(main, dimension, value)
    for names, (dimension, size) in _OTHERS.items():
        known = [names] if " " in names and not names.startswith(_PAIRED) else names.split()
        for name in known:
            table[name] = Unit(known[0], dimension, Fraction(size))
    for names, (size, offset) in _TEMPERATURES.items():
        main = names.split()[0]
        unit = Unit(main, "temperature", Fraction(size), Fraction(offset))
        for name in (main, names.split()[-1], main[0], f"degree {main}", f"degree {main[0]}"):
            table[name] = unit
    for symbol in ("mm", "ms", "mg", "ml"):  # milli, not mega
        prefix, name = "milli", {"m": "meter", "s": "second", "g": "gram", "l": "litre"}[symbol[1]]
        table[symbol] = table[prefix + name]
    table["m"], table["min"] = table["meter"], table["minute"]
    return table


_PAIRED: Final = tuple(
    "minute hour year inch foot yard mile ounce pound tonne gallon quart pint tablespoon teaspoon "
    "hectare atmosphere degree revolution kph".split()
)


def _named(name: str) -> Unit | None:
    table = _table()
    for candidate in (name, _PLURALS.get(name, name), name.removesuffix("s")):
        if candidate in table:
            return table[candidate]
    return None


def find(words: Sequence[str]) -> Unit | None:
    """The unit that ``words`` (lower case) name: ``square metres``, ``km``, ``miles per hour``."""
    name = " ".join(words).removeprefix("degrees ").strip()
    if "per" in words or "/" in words:
        mark = "per" if "per" in words else "/"
        at = list(words).index(mark)
        top, bottom = find(words[:at]), find([w for w in words[at + 1 :] if w not in {"a", "an"}])
        if top is None or bottom is None or (top.dimension, bottom.dimension) != ("length", "time"):
            return None
        return Unit(f"{top.name} per {bottom.name}", "speed", top.size / bottom.size)
    for prefix, power, dimension in (("square", 2, "area"), ("cubic", 3, "volume")):
        if words and words[0] == prefix:
            base = find(words[1:])
            if base is None or base.dimension != "length":
                return None
            return Unit(f"{prefix} {base.name}", dimension, base.size**power)
    if len(words) == 3 and words[1] == "^" and words[2] in {"2", "3"}:
        base = _named(words[0])
        if base is not None and base.dimension == "length":
            power = int(words[2])
            return Unit(
                f"{base.name}^{power}", "area" if power == 2 else "volume", base.size**power
            )
    return _named(name)
