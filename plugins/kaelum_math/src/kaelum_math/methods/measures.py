"""Exact sizes of figures: sums of powers of pi with surds as coefficients; and in decimals.

Both kinds of arithmetic evaluate the same formulae, given as expressions: the exact one
gives answers, the one with 60-digit decimals checks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, show
from kaelum_math.expr.surd import Surd

__all__ = ["PI", "Size", "decimal_value", "size"]

CONTEXT: Final = Context(prec=60)
PI: Final = Decimal("3.14159265358979323846264338327950288419716939937510582097494")
"""Pi to 59 places (OEIS A000796)."""
_PI_BELOW: Final = Fraction(PI) - Fraction(1, 10**58)
_PI_ABOVE: Final = Fraction(PI) + Fraction(1, 10**58)


class Size:
    """A sum of powers of pi; ``parts`` maps the power to its coefficient, a real surd."""

    __slots__ = ("parts",)

    def __init__(self, parts: Mapping[int, Surd]) -> None:
        self.parts = {power: surd for power, surd in parts.items() if surd}

    @classmethod
    def of(cls, value: Fraction | int) -> Size:
        """The rational number."""
        return cls({0: Surd.of(value)})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Size) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(frozenset(self.parts.items()))

    def __neg__(self) -> Size:
        return Size({power: -surd for power, surd in self.parts.items()})

    def __add__(self, other: Size) -> Size:
        parts = dict(self.parts)
        for power, surd in other.parts.items():
            parts[power] = parts.get(power, Surd({})) + surd
        return Size(parts)

    def __mul__(self, other: Size) -> Size:
        parts: dict[int, Surd] = {}
        for a, x in self.parts.items():
            for b, y in other.parts.items():
                parts[a + b] = parts.get(a + b, Surd({})) + x * y
        return Size(parts)

    def inverse(self) -> Size:
        """One over it.

        Raises:
            Undefined: it is zero.
            OutOfReach: it mixes powers of pi.
        """
        if not self.parts:
            raise Undefined("It divides by zero.")
        if len(self.parts) > 1:
            raise OutOfReach("A sum with pi stands under a fraction.")
        ((power, surd),) = self.parts.items()
        return Size({-power: surd.inverse()})

    def root(self, degree: int = 2) -> Size:
        """The real root of a rational number, times an even power of pi; 3 for cube roots.

        Raises:
            Undefined: it is negative.
            OutOfReach: it has no such form.
        """
        if not self.parts:
            return self
        if len(self.parts) == 1:
            ((power, surd),) = self.parts.items()
            value = surd.rational()
            if value is not None and power % degree == 0:
                if value < 0:
                    raise Undefined("The figure is impossible: a length would not be real.")
                if degree == 2:
                    return Size({power // 2: Surd.root(value)})
                cube = _cube_root(value)
                if cube is not None:
                    return Size({power // 3: Surd.of(cube)})
        raise OutOfReach("A root in it has no simple exact form.")

    def rational(self) -> Fraction | None:
        """The value if it is rational."""
        if not self.parts:
            return Fraction(0)
        return self.parts[0].rational() if set(self.parts) == {0} else None

    def bounds(self) -> tuple[Fraction, Fraction]:
        """Rational numbers just below and above it."""
        low = high = Fraction(0)
        for power, surd in self.parts.items():
            pis = sorted((_PI_BELOW**power, _PI_ABOVE**power))
            products = [a * b for a in surd.bounds(50) for b in pis]
            low, high = low + min(products), high + max(products)
        return low, high

    def text(self) -> str:
        """As people write it: ``25*pi``, ``3*sqrt(2)``, ``12 + 2*pi``."""
        pieces = []
        for power in sorted(self.parts):
            surd = self.parts[power].text()
            pi = "" if power == 0 else "pi" if power == 1 else f"pi^{power}" if power > 0 else None
            if pi is None:
                pieces.append(f"({surd})/pi" if power == -1 else f"({surd})/pi^{-power}")
            elif not pi or surd == "1":
                pieces.append(pi or surd)
            elif " " in surd:
                pieces.append(f"({surd})*{pi}")
            else:
                head, bar, tail = surd.partition("/")
                pieces.append(f"{'' if head == '1' else head + '*'}{pi}{bar}{tail}")
        text = " + ".join(pieces) or "0"
        return text.replace("+ -", "- ")


def _cube_root(value: Fraction) -> Fraction | None:
    roots = []
    for part in (value.numerator, value.denominator):
        guess = round(float(part) ** (1 / 3)) if part < 10**40 else 0
        exact = next((k for k in (guess - 1, guess, guess + 1) if k**3 == part), None)
        if exact is None:
            return None
        roots.append(exact)
    return Fraction(roots[0], roots[1])


def size(expr: Expr, values: Mapping[str, Size]) -> Size:
    """The exact value of ``expr`` with names replaced by ``values``.

    Raises:
        MathError: it has none of this form.
    """
    match expr:
        case Num(value):
            return Size.of(value)
        case Sym("pi"):
            return values.get("pi", Size({1: Surd.of(1)}))
        case Sym(name):
            return values[name]
        case Neg(arg):
            return -size(arg, values)
        case Add(terms):
            total = Size({})
            for term in terms:
                total = total + size(term, values)
            return total
        case Mul(factors):
            product = Size.of(1)
            for factor in factors:
                product = product * size(factor, values)
            return product
        case Div(num, den):
            return size(num, values) * size(den, values).inverse()
        case Pow(base, Num(exponent)) if exponent in {2, 3}:
            once = size(base, values)
            return once * once if exponent == 2 else once * once * once
        case Call("sqrt", (arg,)):
            return size(arg, values).root()
        case Call("cbrt", (arg,)):
            return size(arg, values).root(3)
    raise OutOfReach(f"{show(expr)} is not computed here.")


def decimal_value(expr: Expr, values: Mapping[str, Decimal]) -> Decimal:
    """The value of ``expr`` to about 55 digits, in decimal arithmetic.

    Raises:
        OutOfReach: it holds something else than the four operations, powers and roots.
    """
    match expr:
        case Num(value):
            return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
        case Sym("pi"):
            return values.get("pi", PI)
        case Sym(name) if name in values:
            return values[name]
        case Neg(arg):
            return CONTEXT.minus(decimal_value(arg, values))
        case Add(terms):
            total = Decimal(0)
            for term in terms:
                total = CONTEXT.add(total, decimal_value(term, values))
            return total
        case Mul(factors):
            product = Decimal(1)
            for factor in factors:
                product = CONTEXT.multiply(product, decimal_value(factor, values))
            return product
        case Div(num, den):
            bottom = decimal_value(den, values)
            if not bottom:
                raise Undefined("It divides by zero.")
            return CONTEXT.divide(decimal_value(num, values), bottom)
        case Pow(base, Num(exponent)) if exponent.denominator == 1 and abs(exponent) <= 9:
            return CONTEXT.power(decimal_value(base, values), int(exponent))
        case Call("sqrt", (arg,)):
            return CONTEXT.sqrt(decimal_value(arg, values))
        case Call("cbrt", (arg,)):
            return _decimal_cube_root(decimal_value(arg, values))
    raise OutOfReach(f"{show(expr)} is not computed here.")


def _decimal_cube_root(value: Decimal) -> Decimal:
    """By Newton's iteration."""
    if not value:
        return value
    root = Decimal(float(value) ** (1 / 3))
    for _ in range(8):
        square = CONTEXT.multiply(root, root)
        step = CONTEXT.divide(CONTEXT.subtract(CONTEXT.multiply(square, root), value), 3 * square)
        root = CONTEXT.subtract(root, step)
    return root
