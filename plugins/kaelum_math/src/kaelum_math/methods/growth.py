"""How fast a function of n grows: ``(n!)**f * b**n * n**a * ln(n)**l``, perhaps with alternating sign.

Enough to decide whether a series converges, by the ratio test, the comparison with
``1/n**p``, the integral test for ``1/(n*ln(n)**p)`` and Leibniz's test.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from kaelum_math.errors import OutOfReach
from kaelum_math.expr.exact import rational, try_rational
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Pow, Sym, free_symbols, number
from kaelum_math.expr.real import bounds

__all__ = ["Growth", "converges", "growth", "radius"]


@frozen(order=False)
class Growth:
    """The order of growth of the absolute value, with ``alternating`` for ``(-1)**n``.

    Attributes:
        factorials: the exponent of ``n!``.
        base: the base of the power of n, positive; ``euler`` more factors of e in it.
        euler: the power of e in the base.
        degree, logs: the exponents of ``n`` and of ``ln(n)``.
    """

    factorials: Fraction = Fraction(0)
    base: Fraction = Fraction(1)
    euler: Fraction = Fraction(0)
    degree: Fraction = Fraction(0)
    logs: Fraction = Fraction(0)
    alternating: bool = False

    def times(self, other: Growth) -> Growth:
        """Of a product."""
        return Growth(
            self.factorials + other.factorials,
            self.base * other.base,
            self.euler + other.euler,
            self.degree + other.degree,
            self.logs + other.logs,
            self.alternating != other.alternating,
        )

    def power(self, exponent: Fraction) -> Growth:
        """Of a power.

        Raises:
            OutOfReach: the base becomes irrational.
        """
        base = _rational_power(self.base, exponent)
        odd = self.alternating and exponent.numerator % 2 == 1
        if self.alternating and exponent.denominator != 1:
            raise OutOfReach("A root of an alternating term is not real.")
        return Growth(self.factorials * exponent, base, self.euler * exponent,
                      self.degree * exponent, self.logs * exponent, odd)  # fmt: skip

    def exponential(self) -> int:
        """Whether the base is above (1), at (0) or below (-1) one."""
        if not self.euler:
            return (self.base > 1) - (self.base < 1)
        low, high = bounds(Mul((Pow(Sym("e"), number(self.euler)), number(self.base))), 40)
        return 1 if low > 1 else -1 if high < 1 else 0

    def key(self) -> tuple[Fraction, Fraction, Fraction, Fraction, Fraction]:
        """Comparable between functions with the same power of e."""
        return self.factorials, self.euler, self.base, self.degree, self.logs


def _rational_power(base: Fraction, exponent: Fraction) -> Fraction:
    value = try_rational(Pow(number(base), number(exponent)))
    if value is None:
        raise OutOfReach("The base of the power is irrational.")
    return value


def growth(expr: Expr, name: str) -> Growth:
    """The growth of ``expr`` as ``name`` runs to infinity.

    Raises:
        OutOfReach: it is not of this kind, or its leading parts may cancel.
    """
    if name not in free_symbols(expr):
        value = bounds(expr, 30)
        if value[0] <= 0 <= value[1]:
            raise OutOfReach("A factor is zero.")
        return Growth()
    match expr:
        case Sym():
            return Growth(degree=Fraction(1))
        case Neg(arg):
            return growth(arg, name)
        case Mul(factors):
            total = Growth()
            for factor in factors:
                total = total.times(growth(factor, name))
            return total
        case Div(num, den):
            return growth(num, name).times(growth(den, name).power(Fraction(-1)))
        case Add(terms):
            return _sum(terms, name)
        case Pow(base, exp):
            return _power(base, exp, name)
        case Call(function, args):
            return _call(function, args[0], name)
    raise OutOfReach("The growth of the terms is not known.")


def _sum(terms: tuple[Expr, ...], name: str) -> Growth:
    """The fastest of the terms; where several lead, they are polynomials, whose sum is looked at."""
    from kaelum_math.expr.poly import try_polynomial

    total: Expr = Add(terms)
    poly = try_polynomial(total)
    if poly is not None and poly.variables() == (name,):
        return Growth(degree=Fraction(poly.degree(name)))
    found = sorted((growth(term, name) for term in terms), key=Growth.key, reverse=True)
    lead = found[0]
    if any(other.key() == lead.key() for other in found[1:]):
        raise OutOfReach("The leading parts of the terms may cancel.")
    return lead


def _power(base: Expr, exp: Expr, name: str) -> Growth:
    if name not in free_symbols(exp):
        return growth(base, name).power(rational(exp))
    zero, one, two = (rational(exp, {name: Fraction(k)}) for k in (0, 1, 2))
    step = one - zero
    if two - one != step:
        raise OutOfReach("The exponent is not linear.")
    if base == Sym("e"):
        return Growth(euler=step)
    if name in free_symbols(base):
        raise OutOfReach("A power with the place in base and exponent is not compared here.")
    value = rational(base)
    if not value or step.denominator != 1 or abs(step) > 100:
        raise OutOfReach("The growth of the terms is not known.")
    return Growth(base=abs(value) ** int(step), alternating=value < 0 and step.numerator % 2 == 1)


def _call(function: str, arg: Expr, name: str) -> Growth:
    if function == "sqrt":
        return growth(arg, name).power(Fraction(1, 2))
    if function == "exp":
        return _power(Sym("e"), arg, name)
    inner = growth(arg, name)
    if (
        function in {"ln", "log"}
        and inner == evolve(Growth(), degree=inner.degree)
        and inner.degree > 0
    ):
        return Growth(logs=Fraction(1))
    if function == "factorial":
        return _factorial(arg, name)
    if function == "cos" and _is_pi_times(arg, name):
        return Growth(alternating=True)
    if function == "atan" and inner.degree > 0:
        return Growth()
    raise OutOfReach("The growth of the terms is not known.")


def _factorial(arg: Expr, name: str) -> Growth:
    """``(c*n + d)!``, which is ``(n!)**c * c**(c*n)`` times a power of n."""
    zero, one, two = (rational(arg, {name: Fraction(k)}) for k in (0, 1, 2))
    step = one - zero
    if two - one != step or step.denominator != 1 or not 1 <= step <= 10:
        raise OutOfReach("The factorial is not of a multiple of the place.")
    whole = int(step)
    # Stirling: (cn)! ~ (n!)**c * c**(cn) * n**((1 - c)/2), constants left out.
    return Growth(step, Fraction(whole**whole), Fraction(0), Fraction(1 - whole, 2) + zero)


def _is_pi_times(arg: Expr, name: str) -> bool:
    return isinstance(arg, Mul) and set(arg.factors) == {Sym("pi"), Sym(name)}


def converges(expr: Expr, name: str) -> tuple[bool, str]:
    """Whether the sum of ``expr`` over ``name`` to infinity converges, and by which test.

    Raises:
        OutOfReach: the growth of the terms is not known, or the tests do not decide.
    """
    found = growth(expr, name)
    if found.factorials:
        return found.factorials < 0, "ratio test"
    speed = found.exponential()
    if speed:
        return speed < 0, "ratio test"
    if (found.logs if found.degree == -1 else found.degree) < -1:
        return True, "comparison with 1/n^p"
    falls = found.degree < 0 or (found.degree == 0 and found.logs < 0)
    if found.alternating:
        return falls, "Leibniz's test" if falls else "terms that do not tend to zero"
    if not falls:
        return False, "terms that do not tend to zero"
    return False, "comparison with 1/n"


def radius(expr: Expr, name: str) -> Fraction | None:
    """The limit of the n-th root of the absolute value; None for infinity.

    Raises:
        OutOfReach: it is not known, or irrational.
    """
    found = growth(expr, name)
    if found.factorials:
        return None if found.factorials > 0 else Fraction(0)
    if found.euler:
        raise OutOfReach("The base of the power is irrational.")
    return found.base
