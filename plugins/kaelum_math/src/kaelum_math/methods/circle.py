"""Equations between sines, cosines and tangents of multiples of one angle, on the circle.

With ``t = tan(angle/2)`` both functions are quotients of polynomials in ``t``
(Weierstrass's substitution), so that the solutions on a circle are the real
roots of one polynomial, and perhaps the half turn, where ``t`` is infinite.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache, reduce
from math import gcd, lcm
from typing import Final

from attrs import frozen

from kaelum_math.errors import MathError, OutOfReach, TooLarge, Undefined
from kaelum_math.expr import trig
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    substitute,
    walk,
)
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.surd import Surd, surd

__all__ = ["FUNCTIONS", "Circle", "angle_at", "turns"]

FUNCTIONS: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
MAX_MULTIPLE: Final = 12
_T: Final = "√t"
"""The unknown ``tan(angle/2)``; no question can contain this name."""


@frozen
class Circle:
    """An equation ``body == 0`` in an angle ``slope*x + offset*pi``.

    Attributes:
        body: the difference of its sides, the angle written as the name ``x``.
        name: the unknown.
        slope, offset: of the angle, in terms of the unknown.
    """

    body: Expr
    name: str
    slope: Fraction
    offset: Fraction

    @classmethod
    def read(cls, difference: Expr, name: str) -> Circle:
        """The equation ``difference == 0`` for ``name``.

        Raises:
            OutOfReach: the unknown stands outside these functions, or their
                arguments have no common angle.
        """
        arguments = [_argument(arg, name) for arg in _arguments(difference, name)]
        if not arguments:
            raise OutOfReach("The equation has no sine, cosine or tangent of the unknown.")
        slope, offset = arguments[0]
        if any(pair != (slope, offset) for pair in arguments):
            if any(shift for _, shift in arguments):
                raise OutOfReach("The angles in the equation have no common measure here.")
            slopes = [a for a, _ in arguments]
            below = lcm(*(a.denominator for a in slopes))
            slope = Fraction(reduce(gcd, (int(abs(a) * below) for a in slopes)), below)
        body = _rewritten(difference, name, slope)
        return cls(body, name, slope, offset)

    def polynomial(self) -> tuple[Poly, Poly]:
        """Numerator and denominator of the body in ``t``."""
        return ratio(_in_t(self.body))

    def half_turn(self) -> bool:
        """Whether the half turn, which has no ``t``, is a solution."""
        try:
            return not surd(_at(self.body, Fraction(1)))
        except (Undefined, ZeroDivisionError):
            return False

    def value(self, turn: Fraction) -> Surd:
        """The body at the angle ``turn*pi``, from a table of cosines.

        Raises:
            Undefined: a function has a pole there.
            OutOfReach: the angle is not in the table.
        """
        return surd(_at(self.body, turn))

    def angles(self) -> Iterator[Fraction | Expr]:
        """The solutions on one circle: ``k`` where it is ``k*pi``, else an expression."""
        from kaelum_math.families.algebra import all_roots, value_at

        num, den = self.polynomial()
        if not num:
            raise OutOfReach("The equation holds for every angle.")
        roots = [r for r, _ in all_roots(num, _T) if r.is_real() and value_at(den, _T, r)]
        for root in roots:
            yield angle_at(root)
        if self.half_turn():
            yield Fraction(1)

    def count(self) -> int:
        """How many solutions there are on a circle, by Sturm's theorem."""
        from kaelum_math.families.rational import common_divisor
        from kaelum_math.methods.real_roots import sturm_count

        num, den = self.polynomial()
        total = sturm_count(num.numbers(_T), None, None) if num.degree() else 0
        common = common_divisor(
            num.numbers(_T), den.numbers(_T)
        )  # where both are zero, the equation has no sides
        lost = sturm_count(common, None, None) if len(common) > 1 else 0
        return total - lost + int(self.half_turn())


def _arguments(expr: Expr, name: str) -> Iterator[Expr]:
    """The arguments of the functions that hold the unknown; it must not stand elsewhere."""
    if isinstance(expr, Call) and expr.name in FUNCTIONS and name in free_symbols(expr):
        yield expr.args[0]
        return
    if expr == Sym(name):
        raise OutOfReach("The unknown stands outside the functions of angles.")
    for part in children(expr):
        yield from _arguments(part, name)


def _argument(arg: Expr, name: str) -> tuple[Fraction, Fraction]:
    """``(a, k)`` where ``arg == a*name + k*pi``."""
    try:
        zero = substitute(arg, {name: number(0)})
        shift = Fraction(0) if _is_zero(zero) else trig.turn(zero)
        plain = substitute(arg, {"pi": number(0)})
        one = rational(substitute(plain, {name: number(1)}))
        two = rational(substitute(plain, {name: number(2)}))
    except MathError as error:
        raise OutOfReach("The angle in the equation is not linear in the unknown.") from error
    if shift is None or two != 2 * one or not one:
        raise OutOfReach("The angle in the equation is not linear in the unknown.")
    whole = substitute(Add((arg, Neg(Mul((number(one), Sym(name)))))), {name: number(7)})
    if not _is_zero(Add((whole, Neg(Mul((number(shift), Sym("pi"))))))):
        raise OutOfReach("The angle in the equation is not linear in the unknown.")
    return one, shift


def _is_zero(expr: Expr) -> bool:
    """Whether a multiple of pi plus a number is zero."""
    return all(rational(substitute(expr, {"pi": number(value)})) == 0 for value in (0, 1))


def _rewritten(expr: Expr, name: str, slope: Fraction) -> Expr:
    """``expr`` with each argument as a multiple of the common angle, called ``name``."""
    if isinstance(expr, Call) and expr.name in FUNCTIONS and name in free_symbols(expr):
        times = _argument(expr.args[0], name)[0] / slope
        if abs(times) > MAX_MULTIPLE:
            raise TooLarge("The multiple of the angle is too large.")
        return Call(expr.name, (Mul((number(times), Sym(name))),))
    parts = children(expr)
    return rebuild(expr, tuple(_rewritten(p, name, slope) for p in parts)) if parts else expr


@lru_cache(maxsize=64)
def _multiple(times: int) -> tuple[Poly, Poly, Poly]:
    """Numerators of cosine and sine of ``times`` angles in ``t``, and their denominator."""
    t, one = Poly.variable(_T), Poly.constant(1)
    c, s = one, Poly({})
    x, y = one - t * t, t.scale(Fraction(2))
    for _ in range(abs(times)):
        c, s = c * x - s * y, c * y + s * x
    return c, s if times >= 0 else -s, (one + t * t) ** abs(times)


def _in_t(expr: Expr) -> Expr:
    if isinstance(expr, Call) and expr.name in FUNCTIONS and free_symbols(expr):
        ((factor, _),) = [arg.factors for arg in expr.args if isinstance(arg, Mul)]
        cos, sin, den = (p.expr() for p in _multiple(int(rational(factor))))
        tops = {"cos": (cos, den), "sin": (sin, den), "tan": (sin, cos), "cot": (cos, sin),
                "sec": (den, cos), "csc": (den, sin)}  # fmt: skip
        return Div(*tops[expr.name])
    parts = children(expr)
    return rebuild(expr, tuple(map(_in_t, parts))) if parts else expr


def _at(expr: Expr, turn: Fraction) -> Expr:
    """``expr`` with the angle ``turn*pi``, its functions as square roots."""
    names = [n for n in walk(expr) if isinstance(n, Call) and n.name in FUNCTIONS]
    angle = Mul((number(turn), Sym("pi")))
    values = {name: angle for call in names for name in free_symbols(call)}
    return trig.replaced(substitute(expr, values))[0]


_STEPS: Final = sorted({Fraction(k, n) for n in (12, 10) for k in range(-n, n + 1)})


@lru_cache(maxsize=1)
def _table() -> dict[tuple[Surd, Surd], Fraction]:
    """Points of the circle whose angle is a multiple of 15 or 36 degrees."""
    found: dict[tuple[Surd, Surd], Fraction] = {}
    for k in _STEPS:
        try:
            found[trig.value("cos", k), trig.value("sin", k)] = k % 2
        except OutOfReach:
            continue
    return found


def angle_at(t: Surd) -> Fraction | Expr:
    """The angle whose half has the tangent ``t``: ``k`` where it is ``k*pi``, else an expression."""
    one = Surd.of(1)
    below = (one + t * t).inverse()
    cos, sin = (one - t * t) * below, (t + t) * below
    special = _table().get((cos, sin))
    if special is not None:
        return special
    right, up = cos.sign() > 0, sin.sign() > 0
    pi = Sym("pi")
    if sin.rational() is not None:
        inner = Call("asin", (sin.expr(),))
        return inner if right else Add((pi, Neg(inner)))
    if cos.rational() is not None:
        inner = Call("acos", (cos.expr(),))
        return inner if up else Neg(inner)
    slope = sin * cos.inverse()
    inner = Call("atan", (slope.expr(),))
    return inner if right else Add((inner, pi))


def turns(turn: Fraction) -> str:
    """``turn*pi`` as people write it: ``5*pi/6``."""
    if not turn:
        return "0"
    head = {1: "pi", -1: "-pi"}.get(turn.numerator, f"{turn.numerator}*pi")
    return head if turn.denominator == 1 else f"{head}/{turn.denominator}"
