"""Systems of polynomial equations that are not linear, by substitution and resultants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.nodes import Relation, show
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.roots import divide
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.algebra import all_roots
from kaelum_math.methods.pieces import NONE
from kaelum_math.task import Solution, Task, claim, proof

__all__ = ["PolynomialSystem"]

MAX_DEGREE: Final = 8
MAX_PAIRS: Final = 64
Point = dict[str, Surd]


@frozen
class PolynomialSystem(Task):
    """The common real solutions of polynomial equations, every unknown named."""

    equations: tuple[Relation, ...]
    order: tuple[str, ...]

    def describe(self) -> str:
        what = ", ".join(map(show, self.equations))
        return f"solve {what} for {', '.join(self.order)} over the real numbers"

    def _polys(self) -> list[Poly]:
        return [polynomial(e.left) - polynomial(e.right) for e in self.equations]

    def solve(self) -> Solution:
        found = [p for p in _points(self._polys()) if all(v.is_real() for v in p.values())]
        if any(set(point) != set(self.order) for point in found):
            raise OutOfReach("The equations leave an unknown open.")
        found.sort(key=lambda point: [point[name].bounds(60) for name in self.order])
        return Solution(" or ".join(map(self._text, found)) or NONE)

    def _text(self, point: Point) -> str:
        return ", ".join(f"{name} = {point[name].text()}" for name in self.order)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        points: list[Point] = []
        for text in [] if answer == NONE else answer.split(" or "):
            pairs = [piece.split(" = ") for piece in text.split(", ")]
            if [name for name, _ in pairs] != list(self.order):
                raise NotUnderstood("The answer names other unknowns.")
            points.append({name: surd(answers.expression(value)) for name, value in pairs})
        polys = self._polys()
        held = all(not _value(p, point) for p in polys for point in points)
        yield claim("put back, the values satisfy every equation", "substitution", held,
                    independent=True)  # fmt: skip
        candidates = [
            p for p in _points(polys, by_euclid=True) if all(v.is_real() for v in p.values())
        ]
        yield proof("every solution is among the roots of two resultants, all of which were tried",
                    "resultants by Euclid's algorithm and interpolation",
                    held and _same(candidates, points))  # fmt: skip


def _same(left: Sequence[Point], right: Sequence[Point]) -> bool:
    return len(left) == len(right) and all(point in right for point in left)


def _value(poly: Poly, point: Mapping[str, Surd]) -> Surd:
    total = Surd({})
    for monomial, c in poly.terms.items():
        term = Surd.of(c)
        for name, power in monomial:
            term = term * point[name].power(power)
        total = total + term
    return total


def _points(polys: Sequence[Poly], *, by_euclid: bool = False) -> list[Point]:
    """All common zeros, complex ones included.

    Raises:
        OutOfReach: they are infinitely many, or no sums of square roots.
    """
    polys = [p for p in polys if p]
    if any(p.degree() == 0 for p in polys):
        return []
    linear = _linear(polys)
    if linear is not None:
        at, name, value = linear
        rest = [_put(p, name, value) for k, p in enumerate(polys) if k != at]
        known = _points(rest, by_euclid=by_euclid) if any(rest) else [{}]
        if not any(rest) and value.variables():
            raise OutOfReach("The equations have infinitely many solutions.")
        return [{**point, name: _value(value, point)} for point in known]
    names = sorted({n for p in polys for n in p.variables()})
    if len(names) == 1:
        return [{names[0]: r} for r in _common_roots(polys, names[0])]
    if len(names) != 2 or len(polys) < 2:
        raise OutOfReach("Such a system of equations is beyond the methods here.")
    return list(_pairs(polys, names, by_euclid=by_euclid))


def _linear(polys: Sequence[Poly]) -> tuple[int, str, Poly] | None:
    """An equation that gives one unknown by the others: its place, the unknown, its value."""
    for at, poly in enumerate(polys):
        for name in poly.variables():
            parts = poly.coefficients(name)
            head = parts[1].constant_value() if len(parts) == 2 else None
            if head:
                return at, name, (-parts[0]).scale(1 / head)
    return None


def _put(poly: Poly, name: str, value: Poly) -> Poly:
    total = Poly({})
    for part in reversed(poly.coefficients(name)):
        total = total * value + part
    return total


def _common_roots(polys: Sequence[Poly], name: str) -> list[Surd]:
    roots = [r for r, _ in all_roots(polys[0], name)]
    return [r for r in roots if all(not _value(p, {name: r}) for p in polys[1:])]


def _pairs(polys: Sequence[Poly], names: Sequence[str], *, by_euclid: bool) -> Iterator[Point]:
    first, second = polys[:2]
    if max(first.degree(), second.degree()) > MAX_DEGREE:
        raise TooLarge("The equations are of too high a degree.")
    resultant = _interpolated if by_euclid else _sylvester
    options = []
    for name, other in (names, list(reversed(names))):
        found = resultant(first, second, other, name)
        if not found:
            raise OutOfReach("The equations have a factor in common.")
        options.append([r for r, _ in all_roots(found, name)] if found.degree() else [])
    if len(options[0]) * len(options[1]) > MAX_PAIRS:
        raise TooLarge("The equations have too many candidates for a solution.")
    for x in options[0]:
        for y in options[1]:
            point = {names[0]: x, names[1]: y}
            if all(not _value(p, point) for p in polys):
                yield point


def _sylvester(left: Poly, right: Poly, name: str, _kept: str) -> Poly:
    """The resultant in ``name``: the determinant of Sylvester's matrix, by cofactors."""
    a, b = left.coefficients(name)[::-1], right.coefficients(name)[::-1]
    m, n = len(a) - 1, len(b) - 1
    zero = Poly({})
    rows = [[zero] * k + a + [zero] * (n - 1 - k) for k in range(n)]
    rows += [[zero] * k + b + [zero] * (m - 1 - k) for k in range(m)]
    return _determinant(tuple(map(tuple, rows)), {})


def _determinant(rows: tuple[tuple[Poly, ...], ...], known: dict[tuple[int, ...], Poly]) -> Poly:
    """By cofactors along the rows, each minor once."""
    size = len(rows)

    def minor(columns: tuple[int, ...]) -> Poly:
        if not columns:
            return Poly.constant(1)
        if columns not in known:
            row, total = rows[size - len(columns)], Poly({})
            for k, column in enumerate(columns):
                if row[column]:
                    term = row[column] * minor(columns[:k] + columns[k + 1 :])
                    total = total - term if k % 2 else total + term
            known[columns] = total
        return known[columns]

    return minor(tuple(range(size)))


def _interpolated(left: Poly, right: Poly, name: str, kept: str) -> Poly:
    """The resultant in ``name``, from its values at enough points of ``kept``."""
    degree = left.degree(name) * right.degree(kept) + right.degree(name) * left.degree(kept)
    points: list[tuple[Fraction, Fraction]] = []
    at = 0
    while len(points) <= degree:
        x = Fraction(at)
        a, b = (_at(p, kept, x, name) for p in (left, right))
        points.append((x, _resultant(a, b, left.degree(name), right.degree(name))))
        at = -at if at > 0 else 1 - at
    return _through(points, kept)


def _at(poly: Poly, kept: str, x: Fraction, name: str) -> list[Fraction]:
    """The coefficients in ``name`` where ``kept`` is ``x``, at the full degree."""
    return [part.evaluate({kept: x}) for part in poly.coefficients(name)]


def _resultant(a: list[Fraction], b: list[Fraction], m: int, n: int) -> Fraction:
    """The resultant of two polynomials taken to be of degrees ``m`` and ``n``, by Euclid's algorithm."""
    a, b = _stripped(a), _stripped(b)
    if not a or not b:
        return Fraction(0) if m + n else Fraction(1)
    if len(a) - 1 < m and len(b) - 1 < n:
        return Fraction(0)
    if len(a) - 1 < m:  # a leading coefficient that vanished: expand along the column it left
        gap = m - len(a) + 1
        return _signed(n * gap, b[-1], gap) * _resultant(a, b, len(a) - 1, n)
    if len(b) - 1 < n:
        gap = n - len(b) + 1
        return _signed(0, a[-1], gap) * _resultant(a, b, m, len(b) - 1)
    if m == 0 or n == 0:
        return _signed(0, a[0], n) if m == 0 else _signed(0, b[0], m)
    if m < n:
        return _signed(m * n, Fraction(1), 0) * _resultant(b, a, n, m)
    rest = _stripped(divide(a, b)[1])
    if not rest:
        return Fraction(0)
    k = len(rest) - 1
    return _signed(m * n, b[-1], m - k) * _resultant(b, rest, n, k)


def _signed(swaps: int, base: Fraction, exponent: int) -> Fraction:
    """``base**exponent``, negated after an odd number of swaps."""
    value = Fraction(1)
    for _ in range(exponent):
        value *= base
    return -value if swaps % 2 else value


def _stripped(c: list[Fraction]) -> list[Fraction]:
    while c and not c[-1]:
        c = c[:-1]
    return c


def _through(points: Sequence[tuple[Fraction, Fraction]], name: str) -> Poly:
    """The polynomial through ``points``, by Newton's divided differences."""
    xs = [x for x, _ in points]
    table = [y for _, y in points]
    heads = []
    for level in range(len(points)):
        heads.append(table[0])
        table = [
            (table[k + 1] - table[k]) / (xs[k + level + 1] - xs[k]) for k in range(len(table) - 1)
        ]
    x = Poly.variable(name)
    pairs = list(zip(xs, heads, strict=True))
    return reduce(lambda total, p: total * (x - Poly.constant(p[0])) + Poly.constant(p[1]),
                  reversed(pairs), Poly({}))  # fmt: skip
