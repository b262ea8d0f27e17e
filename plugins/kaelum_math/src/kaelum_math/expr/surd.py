"""Sums of square roots with rational coefficients, complex ones included, exactly.

A :class:`Surd` maps squarefree integers ``d`` to the coefficient of
``sqrt(d)``; ``sqrt(-3)`` means ``i*sqrt(3)``. These numbers are closed under
the four operations, and a sum is zero only if every coefficient is
(square roots of different squarefree numbers are linearly independent).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach, TooLarge, Undefined
from kaelum_math.expr.exact import apply, rational
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, number

MAX_BITS = 14_000
"""Largest numerator or denominator written out; CPython itself stops near 4,300 digits."""

__all__ = ["Surd", "squarefree", "surd"]

MAX_TRIAL: Final = 200_000
MAX_KEYS: Final = 64
MAX_POWER: Final = 200


def squarefree(value: int) -> tuple[int, int]:
    """``(k, d)`` with ``value == k*k*d`` and ``d`` squarefree; the sign stays with ``d``.

    Raises:
        TooLarge: that would need the factors of too large a number.
    """
    outside, inside, rest = 1, -1 if value < 0 else 1, abs(value)
    p = 2
    while p * p * p <= rest:
        if p > MAX_TRIAL:
            raise TooLarge("The number under the root is too large to take apart.")
        count = 0
        while rest % p == 0:
            rest, count = rest // p, count + 1
        outside *= p ** (count // 2)
        inside *= p ** (count % 2)
        p += 1 if p == 2 else 2
    root = math.isqrt(rest)
    if root * root == rest:
        return outside * root, inside
    # rest has at most two prime factors above its cube root, and is no square
    return outside, inside * rest


class Surd:
    """An immutable sum of square roots; ``parts`` maps squarefree numbers to coefficients."""

    __slots__ = ("parts",)

    def __init__(self, parts: Mapping[int, Fraction]) -> None:
        self.parts = {d: c for d, c in parts.items() if c}

    @classmethod
    def of(cls, value: Fraction | int) -> Surd:
        """The rational number."""
        return cls({1: Fraction(value)})

    @classmethod
    def root(cls, value: Fraction) -> Surd:
        """The principal square root of a rational number."""
        if value == 0:
            return cls({})
        outside, inside = squarefree(value.numerator * value.denominator)
        return cls({inside: Fraction(outside, value.denominator)})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surd) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(frozenset(self.parts.items()))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __neg__(self) -> Surd:
        return Surd({d: -c for d, c in self.parts.items()})

    def __add__(self, other: Surd) -> Surd:
        parts = dict(self.parts)
        for d, c in other.parts.items():
            parts[d] = parts.get(d, Fraction(0)) + c
        return Surd(parts)

    def __sub__(self, other: Surd) -> Surd:
        return self + (-other)

    def __mul__(self, other: Surd) -> Surd:
        if len(self.parts) * len(other.parts) > MAX_KEYS * MAX_KEYS:
            raise TooLarge("The expression has too many different roots.")
        parts: dict[int, Fraction] = {}
        for a, x in self.parts.items():
            for b, y in other.parts.items():
                common = math.gcd(a, b)
                d = abs(a * b) // (common * common)
                sign = -1 if a < 0 and b < 0 else 1
                key = -d if (a < 0) != (b < 0) else d
                parts[key] = parts.get(key, Fraction(0)) + sign * common * x * y
        return Surd(parts)

    def inverse(self) -> Surd:
        """One over it, by multiplying with conjugates until it is rational.

        Raises:
            Undefined: it is zero.
        """
        if not self.parts:
            raise Undefined("The expression divides by zero.")
        top, bottom = Surd.of(1), self
        for prime in self._generators():
            conjugate = Surd({d: -c if _contains(d, prime) else c for d, c in bottom.parts.items()})
            top, bottom = top * conjugate, bottom * conjugate
        value = bottom.parts[1]
        return Surd({d: c / value for d, c in top.parts.items()})

    def _generators(self) -> list[int]:
        """-1 and the primes under the roots: flipping the sign of each root conjugates."""
        found = [-1] if any(d < 0 for d in self.parts) else []
        for d in self.parts:
            rest, p = abs(d), 2
            while p * p <= rest:
                if p > MAX_TRIAL:
                    raise TooLarge("The number under the root is too large to take apart.")
                if rest % p == 0:
                    rest //= p
                    found.append(p)
                p += 1
            if rest > 1:
                found.append(rest)
        if len(found) > 40:
            raise TooLarge("The expression has too many different roots.")
        return list(dict.fromkeys(found))

    def power(self, exponent: int) -> Surd:
        """An integer power."""
        if abs(exponent) > MAX_POWER:
            raise TooLarge("The power is too large to write out.")
        base = self if exponent >= 0 else self.inverse()
        result = Surd.of(1)
        for _ in range(abs(exponent)):
            result = result * base
        return result

    def square_root(self) -> Surd:
        """The principal square root of a sum ``a + b*sqrt(d)``, where that is such a sum itself.

        ``sqrt(a + b*sqrt(d)) = sqrt((a + r)/2) +- sqrt((a - r)/2)`` with ``r*r = a*a - b*b*d``.

        Raises:
            OutOfReach: it is none.
        """
        value = self.rational()
        if value is not None:
            return Surd.root(value)
        rest = [d for d in self.parts if d != 1]
        if len(rest) > 1:
            raise OutOfReach("The root is no sum of square roots.")
        (d,), a = rest, self.parts.get(1, Fraction(0))
        b = self.parts[d]
        inner = Surd.root(a * a - b * b * d).rational()
        if inner is None:
            raise OutOfReach("The root is no sum of square roots.")
        first, second = Surd.root((a + inner) / 2), Surd.root((a - inner) / 2)
        found = (
            first + second if (first * second).parts.get(d, Fraction(0)) * b > 0 else first - second
        )
        if found * found != self:
            raise OutOfReach("The root is no sum of square roots.")
        return -found if found.is_real() and found.sign() < 0 else found

    def rational(self) -> Fraction | None:
        """The value, if it is rational."""
        if not self.parts:
            return Fraction(0)
        return self.parts.get(1) if set(self.parts) == {1} else None

    def is_real(self) -> bool:
        """Whether no imaginary part is left."""
        return all(d > 0 for d in self.parts)

    def real_part(self) -> Surd:
        """The part without ``i``."""
        return Surd({d: c for d, c in self.parts.items() if d > 0})

    def imaginary_part(self) -> Surd:
        """The factor of ``i``."""
        return Surd({-d: c for d, c in self.parts.items() if d < 0})

    def bounds(self, digits: int = 30) -> tuple[Fraction, Fraction]:
        """Rational numbers just below and above a real surd."""
        low = high = Fraction(0)
        scale = 10**digits
        for d, c in self.parts.items():
            root = math.isqrt(d * scale * scale)
            below = Fraction(root, scale)
            above = below if root * root == d * scale * scale else Fraction(root + 1, scale)
            low += c * (below if c > 0 else above)
            high += c * (above if c > 0 else below)
        return low, high

    def sign(self) -> int:
        """The sign of a real surd, decided exactly."""
        if not self.parts:
            return 0
        digits = 30
        while True:
            low, high = self.bounds(digits)
            if low > 0:
                return 1
            if high < 0:
                return -1
            digits *= 2
            if digits > 20_000:
                raise TooLarge("The sign of the number is too hard to decide.")

    def _ordered(self) -> list[tuple[int, Fraction]]:
        def size(part: tuple[int, Fraction]) -> tuple[bool, Fraction]:
            d, c = part
            return d < 0, c * abs(c) * abs(d)  # in the order of c*sqrt(|d|), exactly

        parts = sorted(self.parts.items(), key=size)
        if len(parts) == 2:
            first = next((p for p in parts if p[0] == 1), None)
            other = next((p for p in parts if p[0] != 1), None)
            if first and other and first[1] > 0 > other[1]:
                return [first, other]
        return parts

    def text(self) -> str:
        """As people write it: ``5 + 6*sqrt(19)``, ``-1/2 + sqrt(3)*i/2``."""
        pieces: list[str] = []
        for d, c in self._ordered():
            body = _part(d, abs(c))
            if not pieces:
                pieces.append(f"-{body}" if c < 0 else body)
            else:
                pieces += ["-" if c < 0 else "+", body]
        return " ".join(pieces) or "0"

    def expr(self) -> Expr:
        """As an expression."""
        terms: list[Expr] = []
        for d, c in self._ordered():
            factors: list[Expr] = [number(abs(c))] if abs(c) != 1 or d == 1 else []
            if abs(d) != 1:
                factors.append(Call("sqrt", (number(abs(d)),)))
            if d < 0:
                factors.append(Sym("i"))
            body = factors[0] if len(factors) == 1 else Mul(tuple(factors))
            terms.append(Neg(body) if c < 0 else body)
        if not terms:
            return number(0)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _contains(d: int, generator: int) -> bool:
    return d < 0 if generator == -1 else d % generator == 0


def _part(d: int, c: Fraction) -> str:
    if max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_BITS:
        raise TooLarge("The number has too many digits to be written out.")
    factors = [f"sqrt({abs(d)})"] if abs(d) != 1 else []
    factors += ["i"] if d < 0 else []
    if not factors:
        return str(c)
    head = [str(c.numerator)] if c.numerator != 1 else []
    tail = f"/{c.denominator}" if c.denominator != 1 else ""
    return "*".join([*head, *factors]) + tail


def surd(expr: Expr, *, imaginary: str | None = None) -> Surd:
    """The exact value of ``expr``; the name ``imaginary`` stands for the imaginary unit.

    Raises:
        OutOfReach: it is no sum of square roots.
        Undefined: it divides by zero.
        TooLarge: it has too many or too large roots.
    """
    match expr:
        case Num(value):
            return Surd.of(value)
        case Sym(name):
            if name == imaginary:
                return Surd({-1: Fraction(1)})
            raise OutOfReach(f"{name} has no value here.")
        case Add(terms):
            total = Surd({})
            for term in terms:
                total = total + surd(term, imaginary=imaginary)
            return total
        case Mul(factors):
            product = Surd.of(1)
            for factor in factors:
                product = product * surd(factor, imaginary=imaginary)
            return product
        case Neg(arg):
            return -surd(arg, imaginary=imaginary)
        case Div(num, den):
            below = surd(den, imaginary=imaginary)
            return surd(num, imaginary=imaginary) * below.inverse()
        case Pow(base, exp):
            return _power(surd(base, imaginary=imaginary), rational(exp))
        case Call(name, args):
            return _call(name, tuple(surd(a, imaginary=imaginary) for a in args))


def _power(base: Surd, exponent: Fraction) -> Surd:
    value = base.rational()
    if value is not None and exponent.denominator == 1:
        return Surd.of(rational(Pow(number(value), number(exponent))))
    if exponent.denominator == 1:
        return base.power(exponent.numerator)
    if exponent.denominator == 2 and value is not None:
        return Surd.root(value).power(exponent.numerator)
    if value is not None:
        return Surd.of(rational(Pow(number(value), number(exponent))))
    raise OutOfReach("The power is no sum of square roots.")


def _call(name: str, args: tuple[Surd, ...]) -> Surd:
    if name == "sqrt":
        return args[0].square_root()
    if name == "conjugate":
        return Surd({d: -c if d < 0 else c for d, c in args[0].parts.items()})
    if name == "re":
        return args[0].real_part()
    if name == "im":
        return args[0].imaginary_part()
    if name == "abs":
        return _modulus(args[0])
    values = [a.rational() for a in args]
    if any(v is None for v in values):
        raise OutOfReach("The value is no sum of square roots.")
    return Surd.of(apply(name, tuple(v for v in values if v is not None)))


def _modulus(value: Surd) -> Surd:
    if value.is_real():
        return value if value.sign() >= 0 else -value
    re, im = value.real_part(), value.imaginary_part()
    square = (re * re + im * im).rational()
    if square is None:
        raise OutOfReach("The absolute value is no sum of square roots.")
    return Surd.root(square)
