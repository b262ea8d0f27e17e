"""Exact polynomials in any number of variables over the rationals.

Small and plain on purpose: school questions have few terms, and a dictionary
from monomials to fractions beats a general system for them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from kaelum_math.errors import OutOfReach, TooLarge
from kaelum_math.expr.exact import MAX_BITS, rational
from kaelum_math.expr.nodes import (
    CONSTANTS,
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Sym,
    decimal_text,
    free_symbols,
    number,
)

__all__ = ["Monomial", "Poly", "identical", "polynomial", "try_polynomial"]

Monomial: TypeAlias = tuple[tuple[str, int], ...]
"""Variables with their exponents (at least 1), sorted by name; ``()`` is the constant."""

MAX_TERMS: Final = 3000
MAX_DEGREE: Final = 600


def _times(left: Monomial, right: Monomial) -> Monomial:
    if not left:
        return right
    if not right:
        return left
    powers = dict(left)
    for name, exponent in right:
        powers[name] = powers.get(name, 0) + exponent
    return tuple(sorted(powers.items()))


class Poly:
    """An immutable polynomial; ``terms`` maps monomials to coefficients that are not zero."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[Monomial, Fraction]) -> None:
        self.terms = {monomial: c for monomial, c in terms.items() if c}

    @classmethod
    def constant(cls, value: Fraction | int) -> Poly:
        """The constant polynomial."""
        return cls({(): Fraction(value)})

    @classmethod
    def variable(cls, name: str) -> Poly:
        """The polynomial that is the variable ``name``."""
        return cls({((name, 1),): Fraction(1)})

    @classmethod
    def univariate(cls, name: str, coefficients: Iterable[Fraction | int]) -> Poly:
        """The polynomial with ``coefficients`` of ``name``, from the constant upwards."""
        pairs = enumerate(coefficients)
        return cls({(((name, k),) if k else ()): Fraction(c) for k, c in pairs})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Poly) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __repr__(self) -> str:
        return f"Poly({self.text()})"

    def __neg__(self) -> Poly:
        return Poly({m: -c for m, c in self.terms.items()})

    def __add__(self, other: Poly) -> Poly:
        terms = dict(self.terms)
        for monomial, c in other.terms.items():
            terms[monomial] = terms.get(monomial, Fraction(0)) + c
        return Poly(terms)

    def __sub__(self, other: Poly) -> Poly:
        return self + (-other)

    def __mul__(self, other: Poly) -> Poly:
        if len(self.terms) * len(other.terms) > 40 * MAX_TERMS:
            raise TooLarge("The product has too many terms.")
        terms: dict[Monomial, Fraction] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = _times(left, right)
                terms[monomial] = terms.get(monomial, Fraction(0)) + a * b
        if len(terms) > MAX_TERMS:
            raise TooLarge("The product has too many terms.")
        return Poly(terms)

    def __pow__(self, exponent: int) -> Poly:
        size = len(self.terms)
        if size > 1 and math.comb(min(exponent, 4000) + size - 1, size - 1) > MAX_TERMS:
            raise TooLarge("The power has too many terms.")
        bits = max((_bits(c) for c in self.terms.values()), default=0)
        if self.degree() * exponent > MAX_DEGREE * 20 or bits * exponent > 4 * MAX_BITS:
            raise TooLarge("The power is too large to write out.")
        result, square = Poly.constant(1), self
        while exponent:
            if exponent & 1:
                result = result * square
            exponent >>= 1
            square = square * square if exponent else square
        return result

    def scale(self, factor: Fraction) -> Poly:
        """The polynomial times a number."""
        return Poly({m: c * factor for m, c in self.terms.items()})

    def variables(self) -> tuple[str, ...]:
        """Names that occur, sorted."""
        return tuple(sorted({name for monomial in self.terms for name, _ in monomial}))

    def degree(self, name: str | None = None) -> int:
        """The degree in ``name``, or the total degree; 0 for constants."""
        if name is None:
            return max((sum(e for _, e in m) for m in self.terms), default=0)
        return max((dict(m).get(name, 0) for m in self.terms), default=0)

    def constant_value(self) -> Fraction | None:
        """The value, if the polynomial is a constant."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get(()) if len(self.terms) == 1 else None

    def coefficients(self, name: str) -> list[Poly]:
        """Coefficients by powers of ``name``, from the constant upwards."""
        found: list[dict[Monomial, Fraction]] = [{} for _ in range(self.degree(name) + 1)]
        for monomial, c in self.terms.items():
            power = dict(monomial).get(name, 0)
            found[power][tuple(p for p in monomial if p[0] != name)] = c
        return [Poly(terms) for terms in found]

    def numbers(self, name: str) -> list[Fraction]:
        """Coefficients by powers of ``name``, which is the only variable.

        Raises:
            OutOfReach: there are other variables.
        """
        values = [c.constant_value() for c in self.coefficients(name)]
        if any(v is None for v in values):
            raise OutOfReach("The polynomial has further variables.")
        return [v for v in values if v is not None]

    def derivative(self, name: str) -> Poly:
        """The partial derivative in ``name``."""
        return self._shifted(name, -1, Fraction)

    def antiderivative(self, name: str) -> Poly:
        """The antiderivative in ``name`` without constant."""
        return self._shifted(name, 1, lambda power: Fraction(1, power + 1))

    def _shifted(self, name: str, by: int, factor: Callable[[int], Fraction]) -> Poly:
        """Every term with the power of ``name`` raised ``by``, times ``factor`` of that power.

        Terms without ``name`` count as power 0; a factor of 0 drops the term.
        """
        terms: dict[Monomial, Fraction] = {}
        for monomial, c in self.terms.items():
            powers = dict(monomial)
            power = powers.pop(name, 0)
            if value := factor(power):
                raised = {**powers, name: power + by} if power + by else powers
                terms[tuple(sorted(raised.items()))] = c * value
        return Poly(terms)

    def evaluate(self, values: Mapping[str, Fraction]) -> Fraction:
        """The value at a point that gives every variable a value."""
        total = Fraction(0)
        for monomial, c in self.terms.items():
            for name, exponent in monomial:
                c *= values[name] ** exponent  # noqa: PLW2901
            total += c
        return total

    def ordered(self) -> list[tuple[Monomial, Fraction]]:
        """Terms in lexicographic order of their exponents, highest first."""
        names = self.variables()

        def key(term: tuple[Monomial, Fraction]) -> tuple[int, ...]:
            powers = dict(term[0])
            return tuple(-powers.get(name, 0) for name in names)

        terms = sorted(self.terms.items(), key=key)
        if len(terms) == 2 and not terms[1][0] and terms[1][1] > 0 > terms[0][1]:
            monomial, c = terms[0]
            if len(monomial) == 1 and c < 0:
                return [terms[1], terms[0]]
        return terms

    def text(self, *, decimal: bool = False) -> str:
        """The polynomial as SymPy writes it: ``8 - 3*x``, ``x**2/2 - 3*x*y + 1``."""
        pieces: list[str] = []
        for monomial, c in self.ordered():
            body = _term(monomial, abs(c), decimal=decimal)
            if not pieces:
                pieces.append(f"-{body}" if c < 0 else body)
            else:
                pieces += ["-" if c < 0 else "+", body]
        return " ".join(pieces) or "0"

    def expr(self) -> Expr:
        """The polynomial as an expression."""
        terms: list[Expr] = []
        for monomial, c in self.ordered():
            powers = [Sym(n) if e == 1 else Pow(Sym(n), number(e)) for n, e in monomial]
            body = _product(abs(c), powers)
            terms.append(Neg(body) if c < 0 and not isinstance(body, Num) else body)
            if c < 0 and isinstance(body, Num):
                terms[-1] = number(c)
        if not terms:
            return number(0)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _product(c: Fraction, powers: Sequence[Expr]) -> Expr:
    if not powers:
        return number(c)
    head = [number(c.numerator)] if c.numerator != 1 else []
    factors = (*head, *powers)
    top = factors[0] if len(factors) == 1 else Mul(factors)
    return top if c.denominator == 1 else Div(top, number(c.denominator))


def _term(monomial: Monomial, c: Fraction, *, decimal: bool) -> str:
    powers = [name if exponent == 1 else f"{name}**{exponent}" for name, exponent in monomial]
    written = decimal_text(c) if decimal else None
    if written is not None:
        return "*".join([written, *powers] if c != 1 or not powers else powers)
    if not powers:
        return str(c)
    head = [str(c.numerator)] if c.numerator != 1 else []
    tail = f"/{c.denominator}" if c.denominator != 1 else ""
    return "*".join([*head, *powers]) + tail


def polynomial(expr: Expr) -> Poly:
    """``expr`` multiplied out.

    Raises:
        OutOfReach: it is no polynomial with rational coefficients.
        Undefined: it divides by zero.
        TooLarge: it has too many terms.
    """
    match expr:
        case Num(value):
            return Poly.constant(value)
        case Sym(name):
            if name in CONSTANTS:
                raise OutOfReach(f"{name} is irrational.")
            return Poly.variable(name)
        case Add(terms):
            return _sum(terms)
        case Mul(factors):
            product = polynomial(factors[0])
            for factor in factors[1:]:
                product = product * polynomial(factor)
            return product
        case Neg(arg):
            return -polynomial(arg)
        case Div(num, den):
            return _quotient(polynomial(num), den)
        case Pow(base, exp):
            return _raise(base, exp)
        case Call():
            if free_symbols(expr):
                raise OutOfReach("The expression is no polynomial.")
            return Poly.constant(rational(expr))


def _sum(terms: Sequence[Expr]) -> Poly:
    total: dict[Monomial, Fraction] = {}
    for term in terms:
        for monomial, c in polynomial(term).terms.items():
            total[monomial] = total.get(monomial, Fraction(0)) + c
    return Poly(total)


def _quotient(num: Poly, den: Expr) -> Poly:
    divisor = polynomial(den)
    value = divisor.constant_value()
    if value is None:
        raise OutOfReach("The expression is a quotient of polynomials.")
    return num.scale(rational(Div(number(1), number(value))))


def _raise(base: Expr, exp: Expr) -> Poly:
    exponent = polynomial(exp).constant_value()
    if exponent is None:
        raise OutOfReach("The exponent is variable.")
    body = polynomial(base)
    value = body.constant_value()
    if value is not None:
        return Poly.constant(rational(Pow(number(value), number(exponent))))
    if exponent.denominator != 1 or exponent < 0:
        raise OutOfReach("The exponent is no natural number.")
    if exponent == 0:
        return Poly.constant(1)
    return body**exponent.numerator


def try_polynomial(expr: Expr) -> Poly | None:
    """:func:`polynomial`, or None where ``expr`` is none."""
    try:
        return polynomial(expr)
    except OutOfReach:
        return None


def identical(left: Expr, right: Expr) -> bool:
    """Whether two polynomial expressions are equal, decided by one evaluation each.

    Both are evaluated at a point so large that no cancellation between terms is
    possible (Kronecker's substitution): the difference, cleared of
    denominators, has integer coefficients below a bound found from the trees,
    so it is zero exactly if its value beyond that bound is. Nothing is
    multiplied out.

    Raises:
        MathError: one is no polynomial, or too large.
    """
    names = sorted(free_symbols(left) | free_symbols(right))
    size, den, degree = _measure(Add((left, Neg(right))))
    bound = 2 * math.ceil(size * den) + 3
    if bound.bit_length() * (degree + 1) ** len(names) > 400_000:
        raise TooLarge("The expressions are too large to compare.")
    point, values = bound, {}
    for name in names:
        values[name] = Fraction(point)
        point = point ** (degree + 1)
    return _plain_value(left, values) == _plain_value(right, values)


def _measure(expr: Expr) -> tuple[Fraction, int, int]:
    """Bounds on the sum of absolute coefficients, a common denominator, and the total degree."""
    match expr:
        case Num(value):
            return abs(value), value.denominator, 0
        case Sym(name) if name not in CONSTANTS:
            return Fraction(1), 1, 1
        case Neg(arg):
            return _measure(arg)
        case Add(terms):
            sizes = [_measure(t) for t in terms]
            den = math.lcm(*(s[1] for s in sizes))
            return sum((s[0] for s in sizes), Fraction(0)), den, max(s[2] for s in sizes)
        case Mul(factors):
            size, den, degree = Fraction(1), 1, 0
            for factor in factors:
                s, d, g = _measure(factor)
                size, den, degree = size * s, den * d, degree + g
            return size, den, degree
        case Div(num, den_expr):
            divisor = rational(den_expr)
            s, d, g = _measure(num)
            return s / abs(divisor), d * abs(divisor.numerator), g
        case Pow(base, exp):
            exponent = rational(exp)
            s, d, g = _measure(base)
            if free_symbols(base) and (
                exponent.denominator != 1 or not 0 <= exponent <= MAX_DEGREE
            ):
                raise OutOfReach("The exponent is no small natural number.")
            if not free_symbols(base):
                value = rational(expr)
                return abs(value), value.denominator, 0
            power = exponent.numerator
            return s**power, d**power, g * power
    value = rational(expr)
    return abs(value), value.denominator, 0


def _plain_value(expr: Expr, values: Mapping[str, Fraction]) -> Fraction:
    """The value at a point, by plain recursion without the bounds of everyday evaluation."""
    match expr:
        case Num(value):
            return value
        case Sym(name):
            return values[name]
        case Neg(arg):
            return -_plain_value(arg, values)
        case Add(terms):
            return sum((_plain_value(t, values) for t in terms), Fraction(0))
        case Mul(factors):
            return math.prod((_plain_value(f, values) for f in factors), start=Fraction(1))
        case Div(num, den):
            return _plain_value(num, values) / rational(den)
        case Pow(base, exp):
            if not free_symbols(base):
                return rational(expr)
            return _plain_value(base, values) ** rational(exp).numerator
    return rational(expr)
