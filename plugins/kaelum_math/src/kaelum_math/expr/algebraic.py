"""Functions made of the four operations, absolute values and square roots, exactly.

Where such a function is zero, undefined, or changes its formula is a root of
one of a few polynomials: absolute values and roots are new unknowns ``t`` with
``t*t`` rational, and multiplying with the conjugate removes them one by one.
At any of these points and between them the sign is decided exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_math.errors import MathError, OutOfReach, TooLarge, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    substitute,
)
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import Surd

__all__ = ["candidates", "sign_at", "value_of"]

MAX_ROOTS: Final = 4
_HALF: Final = Fraction(1, 2)


@frozen
class _Root:
    """A new unknown whose square is ``num/den``; ``inner`` stands under the sign."""

    name: str
    inner: Expr
    num: Poly
    den: Poly


def _opened(expr: Expr, name: str, roots: list[_Root]) -> Expr:
    """``expr`` with a new unknown for every absolute value and square root of ``name``."""
    parts = tuple(_opened(part, name, roots) for part in children(expr))
    expr = rebuild(expr, parts) if parts else expr
    match expr:
        case Call("abs", (arg,)) if free_symbols(arg):
            top, bottom = ratio(arg)
            return _new(arg, top * top, bottom * bottom, roots)
        case Call("sqrt", (arg,)) if free_symbols(arg):
            return _new(arg, *ratio(arg), roots)
        case Pow(base, exp) if free_symbols(base) and not free_symbols(exp):
            power = rational(exp)
            if power.denominator == 2:
                return Pow(_new(base, *ratio(base), roots), number(power.numerator))
    return expr


def _new(inner: Expr, num: Poly, den: Poly, roots: list[_Root]) -> Expr:
    known = next((r for r in roots if r.inner == inner and r.num == num), None)
    if known is None:
        if len(roots) >= MAX_ROOTS:
            raise TooLarge("The formula has too many different roots and absolute values.")
        known = _Root(f"√{len(roots) + 1}", inner, num, den)
        roots.append(known)
    return Sym(known.name)


def candidates(expr: Expr, name: str) -> list[Poly]:
    """Polynomials in ``name`` among whose real roots is every point where ``expr`` is zero,

    undefined, at the edge of its domain, or at a kink. Constant ones are left out.

    Raises:
        OutOfReach: it has other functions, or other unknowns.
        TooLarge: it has too many roots.
    """
    roots: list[_Root] = []
    plain = _opened(expr, name, roots)
    found: list[Poly] = []
    for part in (plain, *(root.inner for root in roots)):
        for poly in ratio(part):
            found += _norms(poly, roots)
    if any(set(poly.variables()) - {name} for poly in found):
        raise OutOfReach("The formula has more than one unknown.")
    return [poly for poly in dict.fromkeys(found) if poly.degree() > 0]


def _norms(poly: Poly, roots: Sequence[_Root]) -> list[Poly]:
    """Polynomials without the new unknowns that are zero wherever ``poly`` is."""
    for at in range(len(roots) - 1, -1, -1):
        root = roots[at]
        parts = poly.coefficients(root.name)
        if len(parts) == 1:
            continue
        height = (len(parts) - 1) // 2
        even = odd = Poly({})
        for k, part in enumerate(parts):
            term = part * root.num ** (k // 2) * root.den ** (height - k // 2)
            even, odd = (even, odd + term) if k % 2 else (even + term, odd)
        poly = even * even * root.den - odd * odd * root.num
        if not poly:  # one of the two conjugates is zero everywhere, the other where both parts are
            return [p for part in (even, odd) for p in _norms(part, roots[:at])]
    return [poly]


def value_of(expr: Expr, name: str, at: Surd) -> Surd:
    """The real value of ``expr`` where ``name`` is ``at``.

    Raises:
        Undefined: it has none: a division by zero, or the root of a negative number.
        OutOfReach: it is no sum of square roots.
    """
    match expr:
        case Num(value):
            return Surd.of(value)
        case Sym(other) if other == name:
            return at
        case Add(terms):
            return sum((value_of(t, name, at) for t in terms), Surd({}))
        case Mul(factors):
            product = Surd.of(1)
            for factor in factors:
                product = product * value_of(factor, name, at)
            return product
        case Neg(arg):
            return -value_of(arg, name, at)
        case Div(num, den):
            return value_of(num, name, at) * value_of(den, name, at).inverse()
        case Pow(base, exp):
            power = rational(exp)
            inner = value_of(base, name, at)
            if power.denominator == 2:
                return _root(inner).power(power.numerator)
            if power < 0 and not inner:
                raise Undefined("The expression divides by zero.")
            if power.denominator == 1:
                return inner.power(power.numerator)
        case Call("abs", (arg,)):
            inner = value_of(arg, name, at)
            return inner if inner.sign() >= 0 else -inner
        case Call("sqrt", (arg,)):
            return _root(value_of(arg, name, at))
    raise OutOfReach("The formula has a function that is not evaluated here.")


def _root(value: Surd) -> Surd:
    if value.sign() < 0:
        raise Undefined("The square root of a negative number is not real.")
    return value.square_root()


def sign_at(expr: Expr, name: str, at: Surd) -> int | None:
    """The sign of ``expr`` where ``name`` is ``at``; None where it has no real value.

    Raises:
        OutOfReach: it could not be decided.
    """
    try:
        return value_of(expr, name, at).sign()
    except Undefined:
        return None
    except OutOfReach:
        put = substitute(expr, {name: at.expr()})
    for digits in (30, 120):
        try:
            low, high = bounds(put, digits)
        except MathError as error:
            raise OutOfReach("The sign of the formula could not be decided.") from error
        if low > 0 or high < 0:
            return 1 if low > 0 else -1
    raise OutOfReach("The sign of the formula could not be decided.")
