"""Arithmetic of complex numbers, exact over the rationals."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import MathError, NotUnderstood, Undefined
from kaelum_math.expr.nodes import (
    Add,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Relation,
    Sym,
    has_decimal,
    show,
)
from kaelum_math.expr.parser import parse_text
from kaelum_math.expr.surd import Surd
from kaelum_math.words import form
from kaelum_math.words.form import PLAIN, Form
from kaelum_math.words.rounding import to_digits
from kaelum_math.words.task import TwoWays

__all__ = ["ComplexValue", "read"]

Gauss = tuple[Fraction, Fraction]
"""Real and imaginary part."""

MAX_EXPONENT: Final = 200


@frozen
class ComplexValue(TwoWays):
    """What is asked about a complex expression: ``value``, ``conjugate``, ``real``, ``imaginary``,
    or ``modulus``."""

    expr: Expr
    what: str = "value"
    form: Form = PLAIN
    decimal: bool = False

    method = "2x2 matrices [[a, -b], [b, a]] instead of pairs"

    def describe(self) -> str:
        return f"{self.what} of {show(self.expr)}, i^2 = -1"

    def first(self) -> Any:
        return self._asked(_pair(self.expr))

    def second(self) -> Any:
        return self._asked(_from_matrix(self.expr))

    def _asked(self, z: Gauss) -> Any:
        real, imaginary = z
        if self.what == "conjugate":
            return real, -imaginary
        if self.what == "real":
            return real, Fraction(0)
        if self.what == "imaginary":
            return imaginary, Fraction(0)
        if self.what == "modulus":
            return real * real + imaginary * imaginary
        return z

    def write(self, result: Any) -> str:
        if self.what == "modulus":
            return self._root(result)
        real, imaginary = result
        if imaginary == 0:
            return self._part(real)
        size = self._part(abs(imaginary))
        times = "*" if "/" in size else ""
        unit = "i" if size == "1" and not self.decimal else f"{size}{times}i"
        if real == 0:
            return f"-{unit}" if imaginary < 0 else unit
        return f"{self._part(real)} {'-' if imaginary < 0 else '+'} {unit}"

    def _part(self, value: Fraction) -> str:
        if self.decimal and self.form == PLAIN:
            text = to_digits(value, 15)
            return f"{text}.0" if "." not in text else text
        return self.form.write(value, decimal=self.decimal)

    def _root(self, square: Fraction) -> str:
        root = Surd.root(square)
        if self.form == PLAIN:
            return root.text()
        low, high = root.bounds(60)
        return self.form.write((low + high) / 2)


def _add(a: Gauss, b: Gauss) -> Gauss:
    return a[0] + b[0], a[1] + b[1]


def _multiply(a: Gauss, b: Gauss) -> Gauss:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _divide(a: Gauss, b: Gauss) -> Gauss:
    norm = b[0] * b[0] + b[1] * b[1]
    if norm == 0:
        raise Undefined("It divides by zero.")
    return _multiply(a, (b[0] / norm, -b[1] / norm))


def _exponent(expr: Expr) -> int:
    sign = 1
    while isinstance(expr, Neg):
        sign, expr = -sign, expr.arg
    if not isinstance(expr, Num) or expr.value.denominator != 1 or abs(expr.value) > MAX_EXPONENT:
        raise NotUnderstood(f"Only whole exponents up to {MAX_EXPONENT} are computed here.")
    return sign * expr.value.numerator


def _pair(expr: Expr) -> Gauss:
    """The value of ``expr`` as real and imaginary part."""
    match expr:
        case Num(value):
            return value, Fraction(0)
        case Sym("i"):
            return Fraction(0), Fraction(1)
        case Neg(arg):
            real, imaginary = _pair(arg)
            return -real, -imaginary
        case Add(terms):
            return reduce(_add, [_pair(term) for term in terms])
        case Mul(factors):
            return reduce(_multiply, [_pair(factor) for factor in factors])
        case Div(num, den):
            return _divide(_pair(num), _pair(den))
        case Pow(base, exp):
            exponent = _exponent(exp)
            power: Gauss = (Fraction(1), Fraction(0))
            for _ in range(abs(exponent)):
                power = _multiply(power, _pair(base))
            return power if exponent >= 0 else _divide((Fraction(1), Fraction(0)), power)
    raise NotUnderstood(f"{show(expr)} is no complex number.")


Matrix = tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]


def _from_matrix(expr: Expr) -> Gauss:
    """The value of ``expr`` by matrices, read off the first column."""
    matrix = _matrix(expr)
    return matrix[0][0], matrix[1][0]


def _product(a: Matrix, b: Matrix) -> Matrix:
    rows = [[sum((a[i][k] * b[k][j] for k in (0, 1)), Fraction(0)) for j in (0, 1)] for i in (0, 1)]
    return (rows[0][0], rows[0][1]), (rows[1][0], rows[1][1])


def _inverse(a: Matrix) -> Matrix:
    det = a[0][0] * a[1][1] - a[0][1] * a[1][0]
    if det == 0:
        raise Undefined("It divides by zero.")
    return (a[1][1] / det, -a[0][1] / det), (-a[1][0] / det, a[0][0] / det)


def _scaled(a: Matrix, factor: Fraction) -> Matrix:
    return (a[0][0] * factor, a[0][1] * factor), (a[1][0] * factor, a[1][1] * factor)


def _sum(a: Matrix, b: Matrix) -> Matrix:
    return (a[0][0] + b[0][0], a[0][1] + b[0][1]), (a[1][0] + b[1][0], a[1][1] + b[1][1])


def _matrix(expr: Expr) -> Matrix:
    one, nil = Fraction(1), Fraction(0)
    match expr:
        case Num(value):
            return (value, nil), (nil, value)
        case Sym("i"):
            return (nil, -one), (one, nil)
        case Neg(arg):
            return _scaled(_matrix(arg), -one)
        case Add(terms):
            return reduce(_sum, [_matrix(term) for term in terms])
        case Mul(factors):
            return reduce(_product, [_matrix(factor) for factor in factors])
        case Div(num, den):
            return _product(_matrix(num), _inverse(_matrix(den)))
        case Pow(base, exp):
            exponent = _exponent(exp)
            base_matrix = _matrix(base) if exponent >= 0 else _inverse(_matrix(base))
            power: Matrix = ((one, nil), (nil, one))
            for digit in f"{abs(exponent):b}":
                power = _product(power, power)
                if digit == "1":
                    power = _product(power, base_matrix)
            return power
    raise NotUnderstood(f"{show(expr)} is no complex number.")


_WHAT: Final = {
    "conjugate": r"(?:complex )?conjugate of",
    "modulus": r"(?:modulus|magnitude|absolute value|norm) of",
    "real": r"real part of",
    "imaginary": r"imaginary part of",
}
_ASKING: Final = (
    r"(?:(?:please|what(?:'s| is| are)|find|calculate|compute|evaluate|determine|work out|give|tell"
    r"|state|write|me|us|the|simplify|down)\s+)*"
)
"""Words before the part that is asked for; "square of the" and "twice the" are none of them."""
_OPENING: Final = re.compile(
    r"^(?:please )?(?:what(?:'s| is)|find|calculate|compute|evaluate|simplify|determine|work out|add|subtract"
    r"|multiply|divide|give me)?\s*(?:the )?(?:(?:complex )?(?:numbers?|expression|value|result|product|sum"
    r"|difference|quotient)\s*(?:of)?)?\s*:?\s*(?:complex numbers?\s*(?:of)?\s*:?)?\s*"
)


def read(text: str) -> ComplexValue | None:
    """The task in normalised ``text``, or None if it holds no imaginary unit.

    Raises:
        NotUnderstood: it is not read completely.
    """
    plain, wanted = form.split(text)
    plain = plain.strip().rstrip("?.= ")
    if not re.search(r"(?<![A-Za-z])i(?![A-Za-z])|\di\b|\bcomplex\b", plain):
        return None
    rest = _OPENING.sub("", plain, count=1) if plain[:1].isalpha() else plain
    rest = _OPENING.sub("", plain.lower(), count=1) if rest == plain else rest
    what = "value"
    lowered = plain.lower()
    for name, pattern in _WHAT.items():
        match = re.match(rf"{_ASKING}{pattern}\s+(?:the )?(?:complex )?(?:number )?", lowered)
        if match:
            what, rest = name, plain[match.end() :]
    rest = rest.replace(" and ", ",")
    try:
        expr = parse_text(rest.strip(" :"))
    except MathError as error:
        raise NotUnderstood(f"{rest!r} is not understood as complex numbers.") from error
    if isinstance(expr, Relation):
        return None
    _pair(expr)  # what is no arithmetic of complex numbers is another family's
    return ComplexValue(expr, what, wanted, has_decimal(expr))
