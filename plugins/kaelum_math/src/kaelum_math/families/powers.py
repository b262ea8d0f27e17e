"""Products of powers of one variable, as a single power: sqrt(x)*x, x**3/x, sqrt(x**2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, OutOfReach, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import (
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Sym,
    free_symbols,
    number,
    show,
    substitute,
)
from kaelum_math.expr.poly import try_polynomial
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, proof, same_text

__all__ = ["PHRASES", "PowerProduct"]

_HALF = Fraction(1, 2)


@frozen
class PowerProduct(Task):
    """A product of rational powers of one variable, as a single power.

    With ``positive`` the variable is positive; else it is any real number for which the
    expression is defined, so that sqrt(x**2) is abs(x).
    """

    expr: Expr
    name: str
    positive: bool = True

    def describe(self) -> str:
        where = f"{self.name} > 0" if self.positive else f"real {self.name}"
        return f"simplify {show(self.expr)} for {where}"

    def solve(self) -> Solution:
        factor, exponent = _power_product(self.expr, self.name)
        text = _power_text(factor, exponent, self._base(factor, exponent))
        return Solution(text, answers.expression(text))

    def _base(self, factor: Fraction, exponent: Fraction) -> str:
        """The variable, or its absolute value where the power alone has the wrong sign."""
        if self.positive or exponent.denominator != 1:
            return self.name
        mirrored = _mirrored(self.expr, self.name)
        same = mirrored is None or mirrored[0] == (-factor if int(exponent) % 2 else factor)
        return self.name if same else f"abs({self.name})"

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.expression(answer)
        value, slope = _dual(self.expr, self.name, 1)
        holds = (value, slope) == _dual(claimed, self.name, 1)
        if not self.positive:
            try:
                other = _dual(self.expr, self.name, -1)
            except MathError:
                other = None  # negative numbers are outside the domain
            holds = holds and other in {None, _dual(claimed, self.name, -1)}
        sides = "at 1" if self.positive else "at 1, and at -1 where it is defined"
        yield proof(f"both have the same value and slope {sides}, which fixes a product of powers",
                    "dual numbers", holds)  # fmt: skip
        exponent = slope / value
        yield same_text(answer, _power_text(value, exponent, self._base(value, exponent)))


def _power_product(expr: Expr, name: str) -> tuple[Fraction, Fraction]:
    """``(c, k)`` with ``expr == c * name**k`` for positive values of the variable."""
    match expr:
        case Sym(symbol) if symbol == name:
            return Fraction(1), Fraction(1)
        case Mul(factors):
            c, k = Fraction(1), Fraction(0)
            for factor in factors:
                d, j = _power_product(factor, name)
                c, k = c * d, k + j
            return c, k
        case Div(num, den):
            (c, k), (d, j) = _power_product(num, name), _power_product(den, name)
            if d == 0:
                raise Undefined("The expression divides by zero.")
            return c / d, k - j
        case Pow(base, exp) if free_symbols(base):
            c, k = _power_product(base, name)
            exponent = rational(exp)
            return rational(Pow(number(c), number(exponent))), k * exponent
        case Call("sqrt", (arg,)):
            return _power_product(Pow(arg, number(_HALF)), name)
        case Neg(arg):
            c, k = _power_product(arg, name)
            return -c, k
    if free_symbols(expr):
        raise OutOfReach("The expression is no product of powers.")
    return rational(expr), Fraction(0)


def _mirrored(expr: Expr, name: str) -> tuple[Fraction, Fraction] | None:
    """The power product of ``expr`` at ``-name``; None if it is not defined there."""
    try:
        return _power_product(substitute(expr, {name: Neg(Sym(name))}), name)
    except MathError:
        return None


def _power_text(factor: Fraction, exponent: Fraction, name: str) -> str:
    if exponent == 0 or factor == 0:
        return str(factor)
    power = {Fraction(1): name, _HALF: f"sqrt({name})"}.get(abs(exponent))
    if power is None:
        whole = exponent.denominator == 1 and exponent > 0
        power = f"{name}**{exponent}" if whole else f"{name}**({exponent})"
    elif exponent < 0:
        return (
            f"{factor.numerator}/{power}"
            if factor.denominator == 1
            else (f"{factor.numerator}/({factor.denominator}*{power})")
        )
    head = {1: "", -1: "-"}.get(factor.numerator, f"{factor.numerator}*")
    return head + power + (f"/{factor.denominator}" if factor.denominator != 1 else "")


def _dual(expr: Expr, name: str, at: int) -> tuple[Fraction, Fraction]:
    """Value and derivative of a product of powers at ``at``, by arithmetic on dual numbers."""
    match expr:
        case Sym(symbol) if symbol == name:
            return Fraction(at), Fraction(1)
        case Mul(factors):
            value, slope = Fraction(1), Fraction(0)
            for factor in factors:
                other, rise = _dual(factor, name, at)
                value, slope = value * other, slope * other + value * rise
            return value, slope
        case Div(num, den):
            (a, b), (c, d) = _dual(num, name, at), _dual(den, name, at)
            return a / c, (b * c - a * d) / (c * c)
        case Pow(base, exp) if free_symbols(base):
            value, slope = _dual(base, name, at)
            exponent = rational(exp)
            power = rational(Pow(number(value), number(exponent)))
            return power, exponent * power / value * slope
        case Call("sqrt", (arg,)):
            return _dual(Pow(arg, number(_HALF)), name, at)
        case Call("abs", (arg,)):
            value, slope = _dual(arg, name, at)
            return (value, slope) if value >= 0 else (-value, -slope)
        case Neg(arg):
            value, slope = _dual(arg, name, at)
            return -value, -slope
    return rational(expr), Fraction(0)


# -- phrases -----------------------------------------------------------------


def _positive_power(m: Slots) -> Task | None:
    expr, name = m.expr("e"), m.variable("v")
    if free_symbols(expr) != {name}:
        return None
    _power_product(expr, name)
    return PowerProduct(expr, name)


def _plain_power(m: Slots) -> Task | None:
    """``Simplify x**3/x``: the variable may have either sign, and nothing is assumed."""
    expr = m.expr("e")
    names = sorted(free_symbols(expr))
    if len(names) != 1 or try_polynomial(expr) is not None:
        return None
    factor, exponent = _power_product(expr, names[0])
    if exponent.denominator != 1 or factor == 0:
        return None
    return PowerProduct(expr, names[0], positive=False)


PHRASES = (
    *clause(_positive_power, "simplify {e} [,] (assuming|given|if|where|when) [that] {v} is positive",
            "simplify {e} [,] (assuming|given|if|where|for|when) [that] {v} > 0"),
    *clause(_plain_power, "simplify [the] [expression] [:] {e}"),
    *noun(_plain_power, "{e}"),
)  # fmt: skip
