"""What polynomial equations say about a polynomial: a value that it has at all their solutions.

If ``top - c * bottom`` is a combination of the polynomials that vanish, with polynomials as
multipliers, then ``top / bottom`` is ``c`` wherever ``bottom`` is not 0. Up to a given degree of
the multipliers that is a linear system. A combination proves itself: it is multiplied out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.poly import Monomial, Poly
from kaelum_math.methods.linear import echelon

__all__ = ["combination", "holds"]

MAX_COLUMNS: Final = 160
MAX_ROWS: Final = 200
_EXTRA: Final = 2
"""How much higher the degree of a product may be than that of what it adds up to."""


def _monomials(names: Sequence[str], degree: int) -> Iterator[Monomial]:
    """All monomials up to a degree."""
    if not names:
        yield ()
        return
    for power in range(degree + 1):
        for rest in _monomials(names[1:], degree - power):
            yield (((names[0], power), *rest) if power else rest)


def combination(
    equations: Sequence[Poly], top: Poly, bottom: Poly
) -> tuple[Fraction, tuple[Poly, ...]]:
    """A ``c`` and multipliers for which ``top - c * bottom`` is the sum of the multiplied equations.

    Raises:
        OutOfReach: there are none of a moderate degree.
        Undefined: every ``c`` would do, since the equations contradict each other.
    """
    names = sorted({name for poly in (*equations, top, bottom) for name in poly.variables()})
    height = max(top.degree(), bottom.degree(), *(e.degree() for e in equations))
    for extra in range(_EXTRA + 1):
        columns = [
            (at, monomial)
            for at, equation in enumerate(equations)
            for monomial in _monomials(names, height + extra - equation.degree())
        ]
        if len(columns) > MAX_COLUMNS:
            break
        found = _solved(equations, columns, top, bottom)
        if found is not None:
            return found
    raise OutOfReach("The equations do not give this one value.")


def _solved(
    equations: Sequence[Poly], columns: Sequence[tuple[int, Monomial]], top: Poly, bottom: Poly
) -> tuple[Fraction, tuple[Poly, ...]] | None:
    products = [equations[at] * Poly({m: Fraction(1)}) for at, m in columns]
    polys = [*products, bottom, top]  # what c stands before is the last unknown
    rows = sorted({m for poly in polys for m in poly.terms})
    if len(rows) > MAX_ROWS:
        raise OutOfReach("The equations are too large.")
    table = tuple(tuple(p.terms.get(m, Fraction(0)) for p in polys) for m in rows)
    reduced, pivots, _ = echelon(table)
    last = len(polys) - 1
    if last in pivots:
        return None
    if last - 1 not in pivots:
        raise Undefined("What is given contradicts itself, or does not determine this.")
    values = dict(zip(pivots, (row[-1] for row in reduced), strict=False))
    multipliers = [Poly({}) for _ in equations]
    for place, (at, monomial) in enumerate(columns):
        if values.get(place):
            multipliers[at] = multipliers[at] + Poly({monomial: values[place]})
    return values[last - 1], tuple(multipliers)


def holds(
    equations: Sequence[Poly], multipliers: Sequence[Poly], top: Poly, bottom: Poly, value: Fraction
) -> bool:
    """Whether the combination, multiplied out, is ``top - value * bottom``."""
    total = Poly({})
    for equation, multiplier in zip(equations, multipliers, strict=True):
        total = total + equation * multiplier
    return total == top - bottom.scale(value)
