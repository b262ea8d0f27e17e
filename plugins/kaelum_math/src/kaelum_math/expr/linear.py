"""Systems of linear equations over the rationals, with proofs as multipliers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from kaelum_math.errors import OutOfReach
from kaelum_math.expr.poly import Poly

__all__ = ["Implied", "System", "implied", "system"]


@frozen
class System:
    """Rows ``coefficients . unknowns = constant``."""

    unknowns: tuple[str, ...]
    rows: tuple[tuple[Fraction, ...], ...]
    constants: tuple[Fraction, ...]


@frozen
class Implied:
    """What the equations say about one unknown.

    Attributes:
        kind: ``value`` (one value), ``none`` (the equations contradict each
            other), or ``free`` (they do not determine it).
        value: the value.
        multipliers: the combination of the equations that says so: it adds up
            to ``unknown = value``, or to ``0 = something else``.
        witness: values of all unknowns that satisfy the equations.
    """

    kind: str
    value: Fraction
    multipliers: tuple[Fraction, ...]
    witness: tuple[Fraction, ...]


def system(equations: Sequence[Poly], unknowns: Sequence[str]) -> System:
    """The linear system of ``equations``, each a polynomial that is to be zero.

    Raises:
        OutOfReach: one is not linear.
    """
    rows, constants = [], []
    for poly in equations:
        if poly.degree() > 1:
            raise OutOfReach("The equations are not linear.")
        rows.append(tuple(poly.terms.get(((n, 1),), Fraction(0)) for n in unknowns))
        constants.append(-poly.terms.get((), Fraction(0)))
    return System(tuple(unknowns), tuple(rows), tuple(constants))


def implied(given: System, target: str) -> Implied:
    """What ``given`` implies about ``target``, by elimination that ends with the target."""
    order = [k for k, n in enumerate(given.unknowns) if n != target]
    order.append(given.unknowns.index(target))
    size, count = len(order), len(given.rows)
    table = [
        [*(row[k] for k in order), constant, *(Fraction(i == j) for j in range(count))]
        for i, (row, constant) in enumerate(zip(given.rows, given.constants, strict=True))
    ]
    pivots = _reduce(table, size)
    for row in table[len(pivots) :]:
        if row[size] != 0:
            return Implied("none", row[size], tuple(row[size + 1 :]), ())
    witness = [Fraction(0)] * size
    for row, column in zip(table, pivots, strict=False):
        witness[order[column]] = row[size]
    if not pivots or pivots[-1] != size - 1:
        return Implied("free", Fraction(0), (), tuple(witness))
    row = table[len(pivots) - 1]
    return Implied("value", row[size], tuple(row[size + 1 :]), tuple(witness))


def _reduce(table: list[list[Fraction]], size: int) -> list[int]:
    """Gauss-Jordan elimination in place; the columns of the pivots."""
    pivots: list[int] = []
    for column in range(size):
        at = len(pivots)
        found = next((r for r in range(at, len(table)) if table[r][column]), None)
        if found is None:
            continue
        table[at], table[found] = table[found], table[at]
        head = table[at][column]
        table[at] = [c / head for c in table[at]]
        for r, row in enumerate(table):
            if r != at and row[column]:
                factor = row[column]
                table[r] = [c - factor * p for c, p in zip(row, table[at], strict=True)]
        pivots.append(column)
    return pivots
