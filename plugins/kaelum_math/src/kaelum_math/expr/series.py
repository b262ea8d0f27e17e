"""Laurent series with rational coefficients, by plain recurrences.

An independent way to limits and Taylor coefficients: functions whose series at
the point has rational coefficients are expanded term by term.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, free_symbols

__all__ = ["Series", "expand"]

MAX_TERMS: Final = 64


@frozen
class Series:
    """``sum(c[k] * t**(low + k)) + O(t**(low + len(c)))``."""

    low: int
    c: tuple[Fraction, ...]

    def trimmed(self) -> Series:
        """Without leading zeros."""
        skip = next((k for k, c in enumerate(self.c) if c), len(self.c))
        return Series(self.low + skip, self.c[skip:])

    def coefficient(self, power: int) -> Fraction:
        """The coefficient of ``t**power``.

        Raises:
            OutOfReach: the power lies beyond what was computed.
        """
        if power >= self.low + len(self.c):
            raise OutOfReach("The series was not computed that far.")
        return self.c[power - self.low] if power >= self.low else Fraction(0)


class _Expander:
    def __init__(self, name: str, at: Fraction, terms: int) -> None:
        self.name = name
        self.at = at
        self.n = min(terms, MAX_TERMS)

    def constant(self, value: Fraction) -> Series:
        return Series(0, (value, *([Fraction(0)] * (self.n - 1))))

    def run(self, expr: Expr) -> Series:
        if self.name not in free_symbols(expr):
            return self.constant(rational(expr))
        match expr:
            case Sym():
                tail = [Fraction(0)] * (self.n - 2)
                return Series(0, (self.at, Fraction(1), *tail))
            case Neg(arg):
                inner = self.run(arg)
                return Series(inner.low, tuple(-c for c in inner.c))
            case Add(terms):
                total = self.run(terms[0])
                for term in terms[1:]:
                    total = _add(total, self.run(term))
                return total
            case Mul(factors):
                product = self.run(factors[0])
                for factor in factors[1:]:
                    product = _mul(product, self.run(factor))
                return product
            case Div(num, den):
                return _mul(self.run(num), _inverse(self.run(den)))
            case Pow(base, exp):
                return self.power(base, exp)
            case Call(name, (arg,)):
                return self.call(name, self.run(arg))
        raise OutOfReach("The expression is not expanded here.")

    def power(self, base: Expr, exp: Expr) -> Series:
        if base == Sym("e"):
            return self.call("exp", self.run(exp))
        if self.name in free_symbols(exp):
            log = self.call("ln", self.run(base))
            return self.call("exp", _mul(self.run(exp), log))
        exponent = rational(exp)
        inner = self.run(base)
        if exponent.denominator == 1 and abs(exponent) <= 200:
            result = self.constant(Fraction(1))
            for _ in range(abs(exponent.numerator)):
                result = _mul(result, inner)
            return result if exponent >= 0 else _inverse(result)
        inner = inner.trimmed()
        if inner.low or not inner.c:
            raise OutOfReach("A root of a zero is not expanded here.")
        head = rational(Pow(Num(inner.c[0]), Num(exponent)))
        return _scaled(_binomial(inner, exponent), head)

    def call(self, name: str, inner: Series) -> Series:
        if inner.low < 0:
            raise OutOfReach("A function of an infinite value is not expanded here.")
        padded = Series(0, (*([Fraction(0)] * inner.low), *inner.c))
        value = padded.c[0]
        if name in {"ln", "log"} and len(padded.c):
            if value != 1:
                raise OutOfReach("The logarithm is irrational there.")
            return _log(padded)
        if name == "sqrt":
            return self._root(padded)
        if name in {"tan", "sec", "cot", "csc", "tanh"}:
            return self._quotient(name, padded)
        if value != 0:
            raise OutOfReach("The value of the function is irrational there.")
        return _compose(_TAYLOR[name], padded) if name in _TAYLOR else self._unknown()

    def _unknown(self) -> Series:
        raise OutOfReach("The function is not expanded here.")

    def _root(self, inner: Series) -> Series:
        trimmed = inner.trimmed()
        if trimmed.low or not trimmed.c:
            raise OutOfReach("A root of a zero is not expanded here.")
        head = rational(Call("sqrt", (Num(trimmed.c[0]),)))
        return _scaled(_binomial(trimmed, Fraction(1, 2)), head)

    def _quotient(self, name: str, inner: Series) -> Series:
        if inner.c[0] != 0:
            raise OutOfReach("The value of the function is irrational there.")
        h = "h" if name == "tanh" else ""
        sin, cos = _compose(_TAYLOR[f"sin{h}"], inner), _compose(_TAYLOR[f"cos{h}"], inner)
        one = self.constant(Fraction(1))
        tops = {"tan": (sin, cos), "tanh": (sin, cos), "cot": (cos, sin), "sec": (one, cos),
                "csc": (one, sin)}  # fmt: skip
        top, bottom = tops[name]
        return _mul(top, _inverse(bottom))


def _add(a: Series, b: Series) -> Series:
    low = min(a.low, b.low)
    end = min(a.low + len(a.c), b.low + len(b.c))
    return Series(low, tuple(a.coefficient(k) + b.coefficient(k) for k in range(low, end)))


def _mul(a: Series, b: Series) -> Series:
    size = min(len(a.c), len(b.c))
    product = [sum((a.c[j] * b.c[k - j] for j in range(k + 1)), Fraction(0)) for k in range(size)]
    return Series(a.low + b.low, tuple(product))


def _scaled(a: Series, factor: Fraction) -> Series:
    return Series(a.low, tuple(c * factor for c in a.c))


def _inverse(a: Series) -> Series:
    a = a.trimmed()
    if not a.c:
        raise Undefined("The expression divides by zero.")
    found = [1 / a.c[0]]
    for k in range(1, len(a.c)):
        rest = sum((a.c[j] * found[k - j] for j in range(1, k + 1)), Fraction(0))
        found.append(-rest / a.c[0])
    return Series(-a.low, tuple(found))


def _binomial(a: Series, exponent: Fraction) -> Series:
    """``(a / a[0]) ** exponent`` for a series that starts with a constant, by Euler's recurrence."""
    unit = [c / a.c[0] for c in a.c]
    found = [Fraction(1)]
    for k in range(1, len(unit)):
        total = sum(
            ((exponent * j - (k - j)) * unit[j] * found[k - j] for j in range(1, k + 1)),
            Fraction(0),
        )
        found.append(total / k)
    return Series(0, tuple(found))


def _log(a: Series) -> Series:
    found = [Fraction(0)]
    for k in range(1, len(a.c)):
        rest = sum((j * found[j] * a.c[k - j] for j in range(1, k)), Fraction(0))
        found.append(a.c[k] - rest / k)
    return Series(0, tuple(found))


def _compose(coefficient: Callable[[int], Fraction], inner: Series) -> Series:
    """The series of a function with value at zero, at an inner series without constant."""
    total = [Fraction(0)] * len(inner.c)
    power = Series(0, (Fraction(1), *([Fraction(0)] * (len(inner.c) - 1))))
    for k in range(len(inner.c)):
        factor = coefficient(k)
        if factor:
            total = [t + factor * p for t, p in zip(total, power.c, strict=True)]
        power = _mul(power, inner)
    return Series(0, tuple(total))


def _factorial(k: int) -> int:
    product = 1
    for j in range(2, k + 1):
        product *= j
    return product


def _alternating(k: int, *, odd: bool, signed: bool) -> Fraction:
    if k % 2 != odd:
        return Fraction(0)
    return Fraction((-1) ** (k // 2) if signed else 1, _factorial(k))


def _arcsine(k: int) -> Fraction:
    if k % 2 == 0:
        return Fraction(0)
    j = k // 2
    return Fraction(_factorial(2 * j), 4**j * _factorial(j) ** 2 * (2 * j + 1))


_TAYLOR: Final[Mapping[str, Callable[[int], Fraction]]] = {
    "exp": lambda k: Fraction(1, _factorial(k)),
    "sin": lambda k: _alternating(k, odd=True, signed=True),
    "cos": lambda k: _alternating(k, odd=False, signed=True),
    "sinh": lambda k: _alternating(k, odd=True, signed=False),
    "cosh": lambda k: _alternating(k, odd=False, signed=False),
    "atan": lambda k: Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0),
    "atanh": lambda k: Fraction(1, k) if k % 2 else Fraction(0),
    "asin": _arcsine,
}


def expand(expr: Expr, name: str, at: Fraction, terms: int = 12) -> Series:
    """The Laurent series of ``expr`` in ``name`` at ``at``, to about ``terms`` terms.

    Raises:
        OutOfReach: it has no such series with rational coefficients, or a function
            without a rule here.
        Undefined: it divides by zero identically.
    """
    return _Expander(name, at, terms).run(expr)
