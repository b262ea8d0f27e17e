"""Sines and cosines of multiples of 15 and 36 degrees, as sums of square roots."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import (
    Call,
    Div,
    Expr,
    Mul,
    Num,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    substitute,
)
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import Surd

__all__ = ["proved", "replaced", "turn"]

_HALF, _QUARTER = Fraction(1, 2), Fraction(1, 4)
_COSINES: Final = {
    Fraction(0): Surd.of(1),
    Fraction(1, 12): Surd({6: _QUARTER, 2: _QUARTER}),
    Fraction(1, 6): Surd({3: _HALF}),
    Fraction(1, 5): Surd({1: _QUARTER, 5: _QUARTER}),
    Fraction(1, 4): Surd({2: _HALF}),
    Fraction(1, 3): Surd({1: _HALF}),
    Fraction(2, 5): Surd({1: -_QUARTER, 5: _QUARTER}),
    Fraction(5, 12): Surd({6: _QUARTER, 2: -_QUARTER}),
    Fraction(1, 2): Surd({}),
}
"""Cosines of ``k*pi`` for the angles up to a right angle."""

_NAMES: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


def turn(angle: Expr) -> Fraction | None:
    """``k`` where ``angle`` is ``k*pi`` for a rational ``k``, else None."""
    if not free_symbols(angle):
        try:
            zero = rational(substitute(angle, {"pi": number(0)}))
            one = rational(substitute(angle, {"pi": number(1)}))
            two = rational(substitute(angle, {"pi": number(2)}))
        except (OutOfReach, Undefined):
            return None
        if zero == 0 and two == 2 * one and _linear(angle):
            return one
    return None


def _linear(angle: Expr) -> bool:
    """Whether ``pi`` stands in no function, power or denominator."""
    match angle:
        case Num() | Sym():
            return True
        case Mul(factors):
            return sum(_has_pi(f) for f in factors) <= 1 and all(map(_linear, factors))
        case Div(num, den):
            return not _has_pi(den) and _linear(num)
        case Call():
            return not _has_pi(angle)
    if type(angle).__name__ == "Pow":
        return not _has_pi(angle)
    return all(_linear(part) for part in children(angle))


def _has_pi(expr: Expr) -> bool:
    return expr == Sym("pi") or any(_has_pi(part) for part in children(expr))


def _cosine(k: Fraction) -> Surd:
    k = abs(k) % 2
    k = 2 - k if k > 1 else k
    sign, k = (-1, 1 - k) if k > _HALF else (1, k)
    if k not in _COSINES:
        raise OutOfReach("The value has no form in square roots that is known here.")
    return _COSINES[k] if sign > 0 else -_COSINES[k]


def value(name: str, k: Fraction) -> Surd:
    """The function at ``k*pi``.

    Raises:
        OutOfReach: the value is not in the table.
        Undefined: the function has a pole there.
    """
    one = Surd.of(1)
    match name:
        case "cos":
            return _cosine(k)
        case "sin":
            return _cosine(_HALF - k)
        case "tan":
            return _cosine(_HALF - k) * _cosine(k).inverse()
        case "cot":
            return _cosine(k) * _cosine(_HALF - k).inverse()
        case "sec":
            return one * _cosine(k).inverse()
    return one * _cosine(_HALF - k).inverse()


def replaced(expr: Expr) -> tuple[Expr, list[tuple[str, Fraction, Surd]]]:
    """``expr`` with the functions of rational multiples of pi as square roots, and what was replaced."""
    uses: list[tuple[str, Fraction, Surd]] = []

    def walk(node: Expr) -> Expr:
        if isinstance(node, Call) and node.name in _NAMES and len(node.args) == 1:
            k = turn(node.args[0])
            if k is not None:
                found = value(node.name, k)
                uses.append((node.name, k, found))
                return found.expr()
        parts = children(node)
        return rebuild(node, tuple(walk(p) for p in parts)) if parts else node

    return walk(expr), uses


def proved(name: str, k: Fraction, found: Surd) -> bool:
    """Whether ``name(k*pi) == found``, from enough digits.

    Twice a cosine of a rational multiple of pi is an algebraic integer whose
    conjugates lie within 2. Times the common denominator of ``found``, so is
    the difference of the two, and the product of its conjugates is an integer:
    it is zero, or the difference is no smaller than a bound that intervals can
    rule out.
    """
    if name in {"tan", "cot", "sec", "csc"}:
        sin, cos = _cosine(_HALF - k), _cosine(k)
        quotients = {"tan": (sin, cos), "cot": (cos, sin), "sec": (Surd.of(1), cos),
                     "csc": (Surd.of(1), sin)}  # fmt: skip
        top, bottom = quotients[name]
        return proved("sin", k, sin) and proved("cos", k, cos) and found * bottom == top
    den = math.lcm(*(c.denominator for c in found.parts.values())) if found.parts else 1
    size = sum(abs(c) * (math.isqrt(abs(d)) + 1) for d, c in found.parts.items()) + 1
    degree = 4 * k.denominator * 2 ** max(1, len(found.parts))
    digits = math.ceil(degree * math.log10(float(2 * den * (size + 2)))) + 10
    if digits > 3000:
        return False
    angle = Mul((Num(k), Sym("pi")))
    low, high = bounds(Call(name, (angle,)), digits)
    below, above = found.bounds(digits)
    return low <= above and below <= high
