"""Sums of consecutive terms in closed form: a function whose differences are the terms.

``T(k + 1) - T(k) = f(k)`` gives every sum of ``f`` by two values of ``T``, and the sum to
infinity where ``T`` falls to zero. Terms may be polynomials times powers ``r**k``, or
quotients of polynomials whose denominators have different rational roots, whole numbers apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaelum_math.errors import OutOfReach
from kaelum_math.expr.exact import rational, try_rational
from kaelum_math.expr.nodes import (
    Add,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Sym,
    free_symbols,
    number,
    substitute,
)
from kaelum_math.expr.poly import Poly, identical
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import rational_roots

__all__ = ["difference_holds", "geometric_parts", "geometric_sum", "rational_sum"]


def geometric_parts(expr: Expr, name: str) -> tuple[Poly, Fraction]:
    """``(P, r)`` with ``expr == P(name) * r**name``.

    Raises:
        OutOfReach: it is no such product.
    """
    if name not in free_symbols(expr):
        return Poly.constant(rational(expr)), Fraction(1)
    match expr:
        case Sym():
            return Poly.variable(name), Fraction(1)
        case Neg(arg):
            poly, base = geometric_parts(arg, name)
            return -poly, base
        case Mul(factors):
            poly, base = Poly.constant(1), Fraction(1)
            for factor in factors:
                part, other = geometric_parts(factor, name)
                poly, base = poly * part, base * other
            return poly, base
        case Div(num, den):
            poly, base = geometric_parts(num, name)
            below, other = geometric_parts(den, name)
            value = below.constant_value()
            if not value or not other:
                raise OutOfReach("The terms are no polynomials times powers.")
            return poly.scale(1 / value), base / other
        case Add(terms):
            pairs = [geometric_parts(term, name) for term in terms]
            if len({base for _, base in pairs}) > 1:
                raise OutOfReach("The terms are powers of different bases.")
            return sum((poly for poly, _ in pairs), Poly({})), pairs[0][1]
        case Pow(base, exp):
            return _power_parts(base, exp, name)
    raise OutOfReach("The terms are no polynomials times powers.")


def _power_parts(base: Expr, exp: Expr, name: str) -> tuple[Poly, Fraction]:
    if name not in free_symbols(exp):
        times = rational(exp)
        if times.denominator != 1 or not 0 <= times <= 60:
            raise OutOfReach("The terms are no polynomials times powers.")
        poly, ratio_ = geometric_parts(base, name)
        return poly ** int(times), ratio_ ** int(times)
    value = try_rational(base) if name not in free_symbols(base) else None
    zero, one, two = (rational(exp, {name: Fraction(k)}) for k in (0, 1, 2))
    step = one - zero
    if not value or two - one != step or step.denominator != 1 or zero.denominator != 1:
        raise OutOfReach("The terms are no polynomials times powers.")
    if max(abs(step), abs(zero)) > 200:
        raise OutOfReach("The exponents are too large.")
    return Poly.constant(value ** int(zero)), value ** int(step)


def geometric_sum(poly: Poly, base: Fraction, name: str) -> Expr:
    """``T`` for the terms ``P(k) * r**k``: a polynomial times ``r**k``, found power by power."""
    parts = poly.numbers(name)
    # T = Q*r**k with r*Q(k + 1) - Q(k) = P(k); for r == 1 the degree goes up by one.
    size = len(parts) + (base == 1)
    x = Poly.variable(name)
    shifted = [(x + Poly.constant(1)) ** j if j else Poly.constant(1) for j in range(size)]
    found = [Fraction(0)] * size
    rest = [*parts, *[Fraction(0)] * (size - len(parts))]
    for power in range(len(parts) - 1, -1, -1):
        at = power + 1 if base == 1 else power
        head = Fraction(at) if base == 1 else base - 1
        c = rest[power] / head
        found[at] += c
        image = shifted[at].scale(base * c) - (x**at if at else Poly.constant(1)).scale(c)
        for k, value in enumerate(image.numbers(name)):
            rest[k] -= value
    whole = Poly.univariate(name, found).expr()
    return whole if base == 1 else Mul((whole, Pow(number(base), Sym(name))))


def rational_sum(expr: Expr, name: str) -> Expr:
    """``T`` for a quotient of polynomials that telescopes, falling to zero at infinity.

    Raises:
        OutOfReach: it does not.
    """
    num, den = ratio(expr)
    top, bottom = num.numbers(name), den.numbers(name)
    if len(top) >= len(bottom):
        raise OutOfReach("The terms do not fall to zero.")
    roots = rational_roots(bottom)
    if sum(k for _, k in roots) != len(bottom) - 1 or any(k > 1 for _, k in roots):
        raise OutOfReach("The denominator has no different rational roots.")
    slope = [k * c for k, c in enumerate(bottom)][1:]
    groups: dict[Fraction, list[tuple[Fraction, Fraction]]] = {}
    for root, _ in roots:
        residue = _at(top, root) / _at(slope, root)
        groups.setdefault(root % 1, []).append((root, residue))
    terms: list[Expr] = []
    for group in groups.values():
        if sum(residue for _, residue in group):
            raise OutOfReach("The terms do not telescope.")
        lowest = min(root for root, _ in group)
        for root, residue in group:
            # 1/(k - root) - 1/(k - lowest) is the difference of these sums, one place apart.
            for step in range(int(root - lowest)):
                place = Add((Sym(name), number(-(lowest + step + 1))))
                terms.append(Div(number(-residue), place))
    if not terms:
        raise OutOfReach("The terms do not telescope.")
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]


def _at(coefficients: Sequence[Fraction], x: Fraction) -> Fraction:
    total = Fraction(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def difference_holds(found: Expr, expr: Expr, name: str) -> bool:
    """Whether ``found`` at the next place minus ``found`` is ``expr``, for every place."""
    following = substitute(found, {name: Add((Sym(name), number(1)))})
    try:
        poly, base = geometric_parts(expr, name)
        sides = [geometric_parts(side, name) for side in (following, found)]
        if all(b == base for _, b in sides) or base == 1:
            return sides[0][0] - sides[1][0] == poly
    except OutOfReach:
        pass
    num, den = ratio(Add((following, Neg(found), Neg(expr))))
    return bool(den) and identical(num.expr(), number(0))
