"""Rational functions as a quotient of two polynomials, not reduced."""

from __future__ import annotations

from fractions import Fraction

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Add, Div, Expr, Mul, Neg, Pow, free_symbols
from kaelum_math.expr.poly import Poly, polynomial

__all__ = ["ratio"]


def ratio(expr: Expr) -> tuple[Poly, Poly]:
    """``(numerator, denominator)`` of ``expr``; every zero of a denominator in it stays one.

    Raises:
        OutOfReach: it is no rational function.
        Undefined: a denominator is zero everywhere.
    """
    one = Poly.constant(1)
    match expr:
        case Add(terms):
            top, bottom = Poly({}), one
            for term in terms:
                num, den = ratio(term)
                if den == bottom:
                    top = top + num
                else:
                    top, bottom = top * den + num * bottom, bottom * den
            return top, bottom
        case Mul(factors):
            top, bottom = one, one
            for factor in factors:
                num, den = ratio(factor)
                top, bottom = top * num, bottom * den
            return top, bottom
        case Neg(arg):
            num, den = ratio(arg)
            return -num, den
        case Div(above, below):
            num, den = ratio(above)
            under, over = ratio(below)
            if not under:
                raise Undefined("The expression divides by zero.")
            value = under.constant_value()
            if value is not None and over == one:
                return num.scale(Fraction(1) / value), den
            return num * over, den * under
        case Pow(base, exp) if free_symbols(base):
            return _power(base, exp)
    return polynomial(expr), one


def _power(base: Expr, exp: Expr) -> tuple[Poly, Poly]:
    if free_symbols(exp):
        raise OutOfReach("The exponent is variable.")
    exponent = rational(exp)
    if exponent.denominator != 1:
        raise OutOfReach("The exponent is no integer.")
    num, den = ratio(base)
    power = abs(exponent.numerator)
    if exponent >= 0:
        return num**power, den**power
    if not num:
        raise Undefined("The expression divides by zero.")
    return den**power, num**power
