"""Certain bounds on real expressions, by interval arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kaelum_math.errors import OutOfReach, TooLarge, Undefined
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym
from kaelum_math.expr.surd import surd

__all__ = ["bounds"]


def bounds(
    expr: Expr, digits: int = 30, values: Mapping[str, Fraction] | None = None
) -> tuple[Fraction, Fraction]:
    """Rational numbers that certainly enclose the real value of ``expr``.

    Sums of square roots are enclosed with integer square roots, everything else
    with mpmath's interval arithmetic, whose operations round outwards.

    Raises:
        OutOfReach: a function is not known here, or the value is not real.
        Undefined: a quotient or a logarithm is undefined.
        TooLarge: a number is too large.
    """
    if not values:
        try:
            exact = surd(expr)
        except OutOfReach:
            pass
        else:
            if not exact.is_real():
                raise OutOfReach("The value is not real.")
            return exact.bounds(digits)
    from mpmath import iv

    before = iv.dps
    try:
        iv.dps = digits + 15
        found = _interval(expr, iv, values or {})
        low, high = _fraction(found.a), _fraction(found.b)
    except (ZeroDivisionError, ValueError) as error:
        raise Undefined("The expression is undefined.") from error
    except (OverflowError, NotImplementedError, AttributeError, TypeError) as error:
        raise OutOfReach("The value cannot be enclosed here.") from error
    finally:
        iv.dps = before
    return low, high


def _fraction(end: Any) -> Fraction:
    sign, man, exp, _ = end._mpi_[0]
    if man == 0 and exp != 0:
        raise OutOfReach("The value is not bounded.")
    if abs(exp) > 12_000 or int(man).bit_length() + exp > 12_000:
        raise TooLarge("The value is too large.")
    value = Fraction(int(man)) * Fraction(2) ** int(exp)
    return -value if sign else value


_FUNCTIONS = frozenset({"sin", "cos", "tan", "exp", "sqrt"})


def _interval(expr: Expr, iv: Any, values: Mapping[str, Fraction]) -> Any:
    match expr:
        case Num(value):
            return _number(value, iv)
        case Sym("pi"):
            return iv.pi
        case Sym("e"):
            return iv.e
        case Sym(name) if name in values:
            return _number(values[name], iv)
        case Add(terms):
            return sum((_interval(t, iv, values) for t in terms), iv.mpf(0))
        case Mul(factors):
            product = iv.mpf(1)
            for factor in factors:
                product = product * _interval(factor, iv, values)
            return product
        case Neg(arg):
            return -_interval(arg, iv, values)
        case Div(num, den):
            below = _interval(den, iv, values)
            if 0 in below:
                raise Undefined("The expression divides by zero, or by something close to it.")
            return _interval(num, iv, values) / below
        case Pow(base, exp):
            return _power(_interval(base, iv, values), exp, iv, values)
        case Call(name, args):
            return _call(name, [_interval(a, iv, values) for a in args], iv)
    raise OutOfReach("The expression has variables.")


def _number(value: Fraction, iv: Any) -> Any:
    return iv.mpf(value.numerator) / iv.mpf(value.denominator)


def _power(base: Any, exp: Expr, iv: Any, values: Mapping[str, Fraction]) -> Any:
    if isinstance(exp, Num) and exp.value.denominator == 1:
        if abs(exp.value) > 100_000:
            raise TooLarge("The power is too large.")
        return base ** int(exp.value)
    if base.a <= 0:
        raise OutOfReach("A power of a number that is not positive is not enclosed here.")
    return iv.exp(_interval(exp, iv, values) * iv.log(base))


def _call(name: str, args: list[Any], iv: Any) -> Any:
    x = args[0]
    if name in _FUNCTIONS:
        if name == "sqrt" and x.a < 0:
            raise OutOfReach("The root of a negative number is not real.")
        return getattr(iv, name)(x)
    if name in {"ln", "log"}:
        if x.a <= 0:
            raise Undefined("The logarithm of a number that is not positive is undefined.")
        base = args[1] if len(args) > 1 else iv.mpf(10) if name == "log" else None
        return iv.log(x) if base is None else iv.log(x) / iv.log(base)
    if name in {"atan", "asin", "acos"}:
        return _arc(name, x, iv)
    if name == "cbrt" and x.a > 0:
        return iv.exp(iv.log(x) / 3)
    reciprocals = {"sec": "cos", "csc": "sin"}
    if name in reciprocals:
        return 1 / getattr(iv, reciprocals[name])(x)
    if name == "cot":
        return iv.cos(x) / iv.sin(x)
    if name in {"sinh", "cosh", "tanh"}:
        up, down = iv.exp(x), iv.exp(-x)
        sinh, cosh = (up - down) / 2, (up + down) / 2
        return {"sinh": sinh, "cosh": cosh, "tanh": sinh / cosh}[name]
    if name == "abs":
        return abs(x)
    raise OutOfReach(f"The function {name} is not enclosed here.")


def _arc(name: str, x: Any, iv: Any) -> Any:
    if name == "atan":
        return _atan(x, iv)
    if x.a <= -1 or x.b >= 1:
        raise OutOfReach("The angle is not enclosed at the ends of its domain.")
    angle = _atan(x / iv.sqrt(1 - x * x), iv)
    return angle if name == "asin" else iv.pi / 2 - angle


def _atan(x: Any, iv: Any) -> Any:
    """By the alternating series, once ``atan(x) = 2*atan(x/(1 + sqrt(1 + x*x)))`` has made x small."""
    halvings = 6
    for _ in range(halvings):
        x = x / (1 + iv.sqrt(1 + x * x))
    square, power, total, k = x * x, x, iv.mpf(0), 0
    while abs(power).b > iv.mpf(10) ** -(iv.dps + 5):
        total = total + (power / (2 * k + 1) if k % 2 == 0 else -power / (2 * k + 1))
        power, k = power * square, k + 1
    rest = abs(power).b  # the terms fall, so the rest is smaller than the first term left out
    return (total + iv.mpf([-rest, rest])) * 2**halvings
