"""Integrals of polynomials with absolute values, piece by piece between the zeros inside them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import frozen

from kaelum_math.errors import OutOfReach
from kaelum_math.expr.exact import rational, try_rational
from kaelum_math.expr.nodes import Call, Expr, Neg, children, number, rebuild, show
from kaelum_math.expr.poly import Poly, try_polynomial
from kaelum_math.task import Value
from kaelum_math.words.task import TwoWays

__all__ = ["AbsoluteIntegral", "absolute_integral"]

_MOST_PIECES = 20
_HIGHEST = 12
"""Highest degree of a piece; its rule of integration has one node more."""


@frozen
class AbsoluteIntegral(TwoWays):
    """The integral of ``expr``, a polynomial but for absolute values, between rational bounds."""

    expr: Expr
    name: str
    low: Fraction
    high: Fraction

    method = "a rule of Newton and Cotes on each piece, exact for its degree"

    def describe(self) -> str:
        return f"integral of {show(self.expr)} d{self.name} from {self.low} to {self.high}"

    def ends(self) -> list[Fraction]:
        """The ends of the pieces, in rising order."""
        low, high = sorted((self.low, self.high))
        zeros = {zero for inner in _insides(self.expr) for zero in _zeros(inner, self.name)}
        return [low, *sorted(zero for zero in zeros if low < zero < high), high]

    def first(self) -> Fraction:
        """By the antiderivative of each piece, the absolute values opened by their sign."""
        total = Fraction(0)
        for left, right in pairwise(self.ends()):
            poly = self.piece((left + right) / 2).antiderivative(self.name)
            total += poly.evaluate({self.name: right}) - poly.evaluate({self.name: left})
        return total if self.low <= self.high else -total

    def piece(self, inside: Fraction) -> Poly:
        """The polynomial that the function is on the piece that ``inside`` lies on."""
        poly = try_polynomial(_opened(self.expr, {self.name: inside}))
        if poly is None:
            raise OutOfReach("A piece of the function is no polynomial.")
        return poly

    def second(self) -> Fraction:
        """By values of the function itself at evenly spaced points of each piece."""
        total = Fraction(0)
        for left, right in pairwise(self.ends()):
            degree = max(self.piece((left + right) / 2).degree(self.name), 1)
            step = (right - left) / degree
            values = [rational(self.expr, {self.name: left + k * step}) for k in range(degree + 1)]
            weighted = zip(_weights(degree), values, strict=True)
            total += (right - left) * sum((w * v for w, v in weighted), Fraction(0))
        return total if self.low <= self.high else -total

    def worth(self, result: Any) -> Value:
        return number(result)


def _insides(expr: Expr) -> Iterator[Expr]:
    for part in children(expr):
        yield from _insides(part)
    match expr:
        case Call("abs", (inner,)):
            yield inner


def _opened(expr: Expr, at: dict[str, Fraction]) -> Expr:
    parts = tuple(_opened(part, at) for part in children(expr))
    match rebuild(expr, parts) if parts else expr:
        case Call("abs", (inner,)):
            return inner if rational(inner, at) >= 0 else Neg(inner)
        case other:
            return other


def _zeros(inner: Expr, name: str) -> list[Fraction]:
    """Where ``inner``, of degree 1 or 2 without absolute values, changes its sign.

    Raises:
        OutOfReach: it is of another kind, or changes its sign at an irrational place.
    """
    poly = try_polynomial(inner)
    if poly is None or poly.variables() not in {(), (name,)} or poly.degree(name) > 2:
        raise OutOfReach("What stands between the bars is no polynomial of degree 1 or 2.")
    numbers = [*poly.numbers(name), Fraction(0), Fraction(0)]
    c, b, a = numbers[:3]
    if not a:
        return [-c / b] if b else []
    square = b * b - 4 * a * c
    if square < 0:
        return []
    roots = [math.isqrt(part) for part in (square.numerator, square.denominator)]
    root = Fraction(roots[0], roots[1])
    if root * root != square:
        raise OutOfReach("What stands between the bars changes its sign at an irrational place.")
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


def _weights(degree: int) -> list[Fraction]:
    """The weights of the closed rule of Newton and Cotes with ``degree + 1`` nodes on [0, 1]."""
    nodes = [Fraction(k, degree) for k in range(degree + 1)]
    weights = []
    for node in nodes:
        basis = Poly.constant(1)
        for other in nodes:
            if other != node:
                line = Poly.univariate("t", [-other, 1])
                basis = basis * line.scale(1 / (node - other))
        weights.append(basis.antiderivative("t").evaluate({"t": Fraction(1)}))
    return weights


def absolute_integral(expr: Expr, name: str, low: Expr, high: Expr) -> AbsoluteIntegral | None:
    """The task, or None if ``expr`` has no absolute value or is no such polynomial."""
    ends = try_rational(low), try_rational(high)
    if ends[0] is None or ends[1] is None or not any(True for _ in _insides(expr)):
        return None
    task = AbsoluteIntegral(expr, name, ends[0], ends[1])
    try:
        pieces = task.ends()
        degrees = [task.piece((a + b) / 2).degree(name) for a, b in pairwise(pieces)]
    except OutOfReach:
        return None
    return task if len(pieces) <= _MOST_PIECES and max(degrees, default=0) <= _HIGHEST else None
