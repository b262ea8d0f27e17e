"""Sums of square roots a second way: coordinates in a tower of quadratic extensions.

With the primes under the roots (and -1) as generators, the products of subsets
of their square roots are a basis over the rationals. An element is its list of
coordinates, subsets coded as bit masks; products follow the masks, and
quotients come from solving linear equations. Nothing is shared with
:mod:`kaelum_math.expr.surd`, which this checks.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, walk
from kaelum_math.expr.primes import factorint

__all__ = ["equal"]

MAX_GENERATORS: Final = 5
MAX_POWER: Final = 64

Vector = list[Fraction]


def equal(left: Expr, right: Expr) -> bool:
    """Whether two expressions in square roots, ``i`` the imaginary unit, have the same value.

    Raises:
        OutOfReach: one is no such expression, or they have too many different primes.
        Undefined: one divides by zero.
    """
    tower = _Tower(sorted(_generators(left) | _generators(right)))
    return tower.value(left) == tower.value(right)


def _radicand(node: Expr) -> Expr | None:
    if isinstance(node, Call) and node.name == "sqrt":
        return node.args[0]
    if isinstance(node, Pow):
        return node.base if rational(node.exp).denominator == 2 else None
    return None


def _generators(expr: Expr) -> set[int]:
    found: set[int] = set()
    for node in walk(expr):
        inner = _radicand(node)
        if inner is not None:
            value = rational(inner)
            found |= {p for p, k in _factors(value).items() if k % 2}
        elif node == Sym("i"):
            found.add(-1)
    return found


def _factors(value: Fraction) -> dict[int, int]:
    whole = value.numerator * value.denominator
    found = {-1: 1} if whole < 0 else {}
    if abs(whole) > 1:
        found.update(factorint(abs(whole)))
    return found


class _Tower:
    def __init__(self, generators: list[int]) -> None:
        if len(generators) > MAX_GENERATORS:
            raise OutOfReach("The expression has roots of too many different primes.")
        self.generators = generators
        self.size = 1 << len(generators)
        self.products = [1] * self.size
        for mask in range(self.size):
            for k, p in enumerate(generators):
                if mask >> k & 1:
                    self.products[mask] *= p

    def number(self, value: Fraction) -> Vector:
        return [value, *([Fraction(0)] * (self.size - 1))]

    def root(self, value: Fraction) -> Vector:
        result = [Fraction(0)] * self.size
        if value == 0:
            return result
        mask, outside = 0, Fraction(1, value.denominator)
        for p, k in _factors(value).items():
            outside *= abs(p) ** (k // 2)
            if k % 2:
                mask |= 1 << self.generators.index(p)
        result[mask] = outside
        return result

    def times(self, left: Vector, right: Vector) -> Vector:
        result = [Fraction(0)] * self.size
        for a, x in enumerate(left):
            if x:
                for b, y in enumerate(right):
                    if y:
                        result[a ^ b] += x * y * self.products[a & b]
        return result

    def over(self, top: Vector, bottom: Vector) -> Vector:
        """The solution of ``bottom * x = top``, by elimination."""
        table = [[Fraction(0)] * self.size + [top[row]] for row in range(self.size)]
        for a, x in enumerate(bottom):
            for b in range(self.size):
                table[a ^ b][b] += x * self.products[a & b]
        for column in range(self.size):
            found = next((r for r in range(column, self.size) if table[r][column]), None)
            if found is None:
                raise Undefined("The expression divides by zero.")
            table[column], table[found] = table[found], table[column]
            head = table[column][column]
            table[column] = [c / head for c in table[column]]
            for r in range(self.size):
                factor = table[r][column]
                if r != column and factor:
                    table[r] = [
                        c - factor * p for c, p in zip(table[r], table[column], strict=True)
                    ]
        return [row[-1] for row in table]

    def value(self, expr: Expr) -> Vector:
        match expr:
            case Num(value):
                return self.number(value)
            case Sym("i"):
                return self.root(Fraction(-1))
            case Add(terms):
                columns = zip(*(self.value(t) for t in terms), strict=True)
                return [sum(column, Fraction(0)) for column in columns]
            case Neg(arg):
                return [-c for c in self.value(arg)]
            case Mul(factors):
                result = self.number(Fraction(1))
                for factor in factors:
                    result = self.times(result, self.value(factor))
                return result
            case Div(num, den):
                return self.over(self.value(num), self.value(den))
            case Pow(base, exp):
                return self.power(base, rational(exp))
            case Call("sqrt", (arg,)):
                return self.root(rational(arg))
            case Call():
                return self.number(rational(expr))
        raise OutOfReach("The expression has variables.")

    def power(self, base: Expr, exponent: Fraction) -> Vector:
        if exponent.denominator == 1:
            element = self.value(base)
        elif exponent.denominator == 2:
            element = self.root(rational(base))
        else:
            return self.number(rational(Pow(base, Num(exponent))))
        if abs(exponent.numerator) > MAX_POWER:
            raise OutOfReach("The power is too large for this method.")
        result = self.number(Fraction(1))
        for _ in range(abs(exponent.numerator)):
            result = self.times(result, element)
        return result if exponent >= 0 else self.over(self.number(Fraction(1)), result)
