"""Units that :mod:`~kaelum_math.text.units` does not list, from pint's registry.

pint computes with fractions here, so sizes are exact. Units whose size rests on
an approximated irrational number (parsec, arc minute) or on the retired US
survey foot (fathom) are refused rather than given almost right, and so are
abbreviations that only guess at a prefix ("cat" is no centi-atmosphere).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from kaelum_math.text.units import Unit, find

__all__ = ["look_up"]

_DIMENSIONS: Final[dict[tuple[tuple[str, int], ...], str]] = {
    (("[length]", 1),): "length",
    (("[length]", 2),): "area",
    (("[length]", 3),): "volume",
    (("[mass]", 1),): "mass",
    (("[time]", 1),): "time",
    (("[time]", -1),): "frequency",
    (("[length]", 1), ("[time]", -1)): "speed",
    (("[length]", 1), ("[mass]", 1), ("[time]", -2)): "force",
    (("[length]", -1), ("[mass]", 1), ("[time]", -2)): "pressure",
    (("[length]", 2), ("[mass]", 1), ("[time]", -2)): "energy",
    (("[length]", 2), ("[mass]", 1), ("[time]", -3)): "power",
}
_SURVEY: Final = 3937
"""The US survey foot is 1200/3937 m."""
_LARGEST: Final = 10**15
"""Denominators beyond this come from truncated irrational numbers."""
_LONGEST: Final = 40


def look_up(words: Sequence[str]) -> Unit | None:
    """The unit that ``words`` (lower case) name, common or rare."""
    name = "_".join(words)
    rare = name.isidentifier() and name.isascii() and 3 <= len(name) <= _LONGEST
    return find(words) or (_from_pint(name) if rare else None)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint  # a third of a second, spent on the first unit that is not common

    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


@lru_cache(maxsize=512)
def _from_pint(name: str) -> Unit | None:
    registry = _registry()
    found = registry.parse_unit_name(name) or registry.parse_unit_name(name, case_sensitive=False)
    if len(found) != 1:
        return None
    prefix, unit, _suffix = found[0]
    if prefix and not name.startswith(prefix):
        return None
    root = registry.Quantity(Fraction(1), prefix + unit).to_root_units()
    exponents = {str(name): Fraction(power) for name, power in root.dimensionality.items()}
    kind = tuple(sorted((name, int(power)) for name, power in exponents.items()))
    data = [str(base) for base, _ in root.unit_items()] == ["bit"]
    dimension = "data" if data else _DIMENSIONS.get(kind)
    # pint counts mass in grams, we in kilograms.
    size = Fraction(root.magnitude) / Fraction(1000) ** int(exponents.get("[mass]", 0))
    inexact = size.denominator > _LARGEST or size.denominator % _SURVEY == 0
    return (
        None
        if dimension is None or inexact
        else Unit((prefix + unit).replace("_", " "), dimension, size)
    )
