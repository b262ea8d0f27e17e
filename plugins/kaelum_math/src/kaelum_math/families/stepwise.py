"""Arithmetic carried out with a limited number of digits at every step."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import MathError, NotUnderstood, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Add, Div, Expr, Mul, Neg, Num, Relation, number_text, show
from kaelum_math.expr.parser import parse_text
from kaelum_math.text import announce
from kaelum_math.words import form
from kaelum_math.words.rounding import half_up, to_digits
from kaelum_math.words.task import TwoWays

__all__ = ["Stepwise", "read"]

MAX_DIGITS: Final = 50


@frozen
class Stepwise(TwoWays):
    """An expression with every intermediate result rounded, halves up, to ``digits`` digits."""

    expr: Expr
    digits: int

    method = "rounding exact fractions step by step instead of decimal arithmetic"

    def describe(self) -> str:
        return f"{show(self.expr)}, every step with at most {self.digits} significant digits"

    def first(self) -> str:
        context = Context(prec=self.digits, rounding=ROUND_HALF_UP)
        return number_text(Fraction(_decimal(self.expr, context)), decimal=True)

    def second(self) -> str:
        return number_text(_fraction(self.expr, self.digits), decimal=True)

    def _at_the_end(self) -> str:
        return to_digits(rational(self.expr), self.digits)

    def sure(self) -> bool:
        return self.first() == self._at_the_end()

    def notes(self) -> tuple[str, ...]:
        if self.sure():
            return ()
        return (f"rounded only at the end it would be {self._at_the_end()}",)

    def write(self, result: Any) -> str:
        return str(result)


def _decimal(expr: Expr, context: Context) -> Decimal:
    match expr:
        case Num(value) if not _long(value):
            return Context(prec=60).divide(Decimal(value.numerator), Decimal(value.denominator))
        case Neg(arg):
            return context.minus(_decimal(arg, context))
        case Add(terms):
            total = _decimal(terms[0], context)
            for term in terms[1:]:
                total = context.add(total, _decimal(term, context))
            return total
        case Mul(factors):
            product = _decimal(factors[0], context)
            for factor in factors[1:]:
                product = context.multiply(product, _decimal(factor, context))
            return product
        case Div(num, den):
            bottom = _decimal(den, context)
            if not bottom:
                raise Undefined("It divides by zero.")
            return context.divide(_decimal(num, context), bottom)
    raise NotUnderstood("Only the four operations are done step by step.")


def _long(value: Fraction) -> bool:
    """Whether a typed number is no short finite decimal."""
    return len(str(value.numerator)) + len(str(value.denominator)) > 25


def _fraction(expr: Expr, digits: int) -> Fraction:
    match expr:
        case Num(value):
            return value
        case Neg(arg):
            return -_fraction(arg, digits)
        case Add(terms):
            total = _fraction(terms[0], digits)
            for term in terms[1:]:
                total = _cut(total + _fraction(term, digits), digits)
            return total
        case Mul(factors):
            product = _fraction(factors[0], digits)
            for factor in factors[1:]:
                product = _cut(product * _fraction(factor, digits), digits)
            return product
        case Div(num, den):
            return _cut(_fraction(num, digits) / _fraction(den, digits), digits)
    raise NotUnderstood("Only the four operations are done step by step.")


def _cut(value: Fraction, digits: int) -> Fraction:
    """``value`` rounded to so many significant digits."""
    if value == 0:
        return value
    unit = Fraction(1)
    while abs(value) / unit >= 10**digits:
        unit *= 10
    while abs(value) / unit < 10 ** (digits - 1):
        unit /= 10
    return half_up(value / unit) * unit


_WORKING: Final = re.compile(
    r"^\s*(?:please\s+)?(?:solve|calculate|compute|evaluate|work out|do)\s+(?:this|the following)\b.*"
    r"\bto a maximum of (?P<n>\d{1,2}) significant (?:digits|figures)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(text: str) -> Stepwise | None:
    """The task in normalised ``text``, or None.

    Working "to a maximum of so many digits" limits the digits carried, not only those shown.

    Raises:
        NotUnderstood: the expression is not understood.
    """
    working = _WORKING.match(text)
    if working is None or not 1 <= int(working["n"]) <= MAX_DIGITS:
        return None
    core = announce.plain(form.split(text)[0])
    try:
        expr = parse_text(core.removeprefix("Calculate ").strip())
    except MathError as error:
        raise NotUnderstood(f"{core!r} was not understood.") from error
    return None if isinstance(expr, Relation) else Stepwise(expr, int(working["n"]))
