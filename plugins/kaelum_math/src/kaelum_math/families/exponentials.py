"""Equations with the unknown in exponents, logarithms or roots, settled by one substitution.

The equation is rational in one function ``u`` of the unknown: ``u = 2**x`` in
``4**x - 5*2**x + 4 = 0``. The values of ``u`` are roots of a polynomial, and
each one is carried back through ``u``, which is one to one where it is defined.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.exact import integer_root, rational, try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Relation,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    show,
    substitute,
)
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.methods.pieces import NONE
from kaelum_math.task import Solution, Task, claim, undecided

__all__ = ["Inner", "Substituted", "product_of_logarithms", "scaled_logarithm", "substituted"]

_U: Final = "√u"
"""The substituted function; no question can contain this name."""
_E: Final = Sym("e")
_ZERO: Final = number(0)


@frozen
class Inner:
    """``u`` as a function of the unknown: its ``kind``, and what it is applied to.

    Attributes:
        kind: ``power`` (``base**inner``), ``log`` (to ``base``) or ``root`` (``inner**exponent``).
        base: of the power or logarithm; the exponent of a root.
        inner: a polynomial of degree 1 or 2 in the unknown.
    """

    kind: str
    base: Expr
    inner: Expr

    def expr(self) -> Expr:
        """As an expression in the unknown."""
        if self.kind == "log":
            return _log(self.base, self.inner)
        return Pow(self.base, self.inner) if self.kind == "power" else Pow(self.inner, self.base)

    def low(self) -> Fraction | None:
        """The bound above which its values lie."""
        return Fraction(0) if self.kind == "power" else None

    def back(self, value: Surd) -> list[Expr]:
        """What ``inner`` is where ``u`` is ``value``."""
        if self.kind == "log":
            exponent = value.rational()
            return [_power(self.base, value.expr() if exponent is None else number(exponent))]
        if self.kind == "power":
            return [_logarithm(self.base, value)] if value.sign() > 0 else []
        return _roots(value, rational(self.base))


def _roots(value: Surd, exponent: Fraction) -> list[Expr]:
    """The real ``w`` with ``w**exponent == value``; the real root of negative numbers where it is odd."""
    sign, top, bottom = value.sign(), exponent.numerator, exponent.denominator
    if (bottom % 2 == 0 or top % 2 == 0) and sign < 0:
        return []
    size = _power((value if sign >= 0 else -value).expr(), number(1 / exponent))
    if top % 2 == 0:
        return [Neg(size), size] if sign else [_ZERO]
    return [Neg(size) if sign < 0 else size]


def _power(base: Expr, exponent: Expr) -> Expr:
    value = try_rational(Pow(base, exponent)) if base != _E else None
    if value is not None:
        return number(value)
    return (
        number(1) if exponent == _ZERO else base if exponent == number(1) else Pow(base, exponent)
    )


def _log(base: Expr, value: Expr) -> Expr:
    return Call("ln", (value,)) if base == _E else Call("log", (value, base))


def _logarithm(base: Expr, value: Surd) -> Expr:
    """``log_base(value)``: exact where it is rational, else a quotient of natural logarithms."""
    exact = value.rational()
    if exact == 1:
        return _ZERO
    if base == _E:
        return Call("ln", (value.expr(),))
    found = try_rational(Call("log", (value.expr(), base))) if exact is not None else None
    if found is not None:
        return number(found)
    return Div(Call("ln", (value.expr(),)), Call("ln", (base,)))


# -- finding the substitution --------------------------------------------------


def _parts(expr: Expr, name: str) -> Iterator[Expr]:
    """The largest parts that are no rational operation on the unknown."""
    if name not in free_symbols(expr):
        return
    match expr:
        case Add() | Mul() | Neg() | Div():
            for part in children(expr):
                yield from _parts(part, name)
        case Pow(base, exp) if try_rational(exp) is not None and rational(exp).denominator == 1:
            yield from _parts(base, name)
        case _:
            yield expr


def _inner_of(part: Expr) -> Inner:
    match part:
        case Call("exp", (arg,)):
            return Inner("power", _E, arg)
        case Pow(base, exp) if not free_symbols(base):
            return Inner("power", base, exp)
        case Call("ln", (arg,)):
            return Inner("log", _E, arg)
        case Call("log", (arg,)):
            return Inner("log", number(10), arg)
        case Call("log", (arg, base)) if not free_symbols(base):
            return Inner("log", base, arg)
        case Call("cbrt", (arg,)):
            return Inner("root", number(Fraction(1, 3)), arg)
        case Call("sqrt", (arg,)):
            return Inner("root", number(Fraction(1, 2)), arg)
        case Pow(base, exp) if not free_symbols(exp):
            return Inner("root", number(rational(exp)), base)
    raise OutOfReach("The equation has a function of the unknown that is not taken back here.")


def _common(found: Sequence[Inner], name: str) -> tuple[Inner, list[Fraction]]:
    """One ``u`` and the powers of it that ``found`` are, constant factors apart.

    Raises:
        OutOfReach: there is none.
    """
    first = found[0]
    if all(part == first for part in found):
        return first, [Fraction(1)] * len(found)
    if first.kind == "root" and all(p.kind == "root" and p.inner == first.inner for p in found):
        return _shared(first, [rational(p.base) for p in found])
    if any(part.kind != "power" for part in found):
        raise OutOfReach("The equation has several functions of the unknown.")
    bases = [_as_power(part.base) for part in found]
    if len({base for base, _ in bases}) > 1:
        raise OutOfReach("The powers have no common base.")
    slopes = []
    for part, (_, times) in zip(found, bases, strict=True):
        poly = polynomial(part.inner)
        if poly.degree() != 1 or poly.variables() != (name,):
            raise OutOfReach("The exponents are not linear.")
        slopes.append(poly.numbers(name)[1] * times)
    below = math.lcm(*(s.denominator for s in slopes))
    step = Fraction(reduce(math.gcd, (abs(int(s * below)) for s in slopes)), below)
    inner = Sym(name) if step == 1 else Mul((number(step), Sym(name)))
    return Inner("power", bases[0][0], inner), [s / step for s in slopes]


def _shared(first: Inner, exponents: list[Fraction]) -> tuple[Inner, list[Fraction]]:
    below = math.lcm(*(e.denominator for e in exponents))
    step = Fraction(reduce(math.gcd, (abs(int(e * below)) for e in exponents)), below)
    return Inner("root", number(step), first.inner), [e / step for e in exponents]


def _as_power(base: Expr) -> tuple[Expr, Fraction]:
    """``(b, k)`` with ``base == b**k``, ``b`` the smallest such integer where there is one."""
    value = try_rational(base) if base != _E else None
    if value is None:
        return base, Fraction(1)
    if value.numerator == 1 and value.denominator > 1:
        found, times = _as_power(number(value.denominator))
        return found, -times
    if value.denominator == 1 and value > 1:
        whole = value.numerator
        for k in range(whole.bit_length(), 1, -1):
            root = integer_root(whole, k)
            if root**k == whole:
                return number(root), Fraction(k)
    return base, Fraction(1)


def _replaced(expr: Expr, name: str, found: Mapping[Expr, Expr]) -> Expr:
    if expr in found:
        return found[expr]
    parts = tuple(_replaced(p, name, found) for p in children(expr))
    return rebuild(expr, parts) if parts else expr


def _rational_in_u(expr: Expr, name: str) -> tuple[Poly, Poly, Inner]:
    """Numerator and denominator of ``expr`` in ``u``, and ``u``.

    Raises:
        OutOfReach: there is no such ``u``.
    """
    parts = list(dict.fromkeys(_parts(expr, name)))
    if not parts or Sym(name) in parts:
        raise OutOfReach("The unknown stands inside and outside of a function.")
    inner, powers = _common([_inner_of(part) for part in parts], name)
    if inner.kind == "root" and rational(inner.base) < 0:
        raise OutOfReach("A root with a negative exponent is not taken back here.")
    found: dict[Expr, Expr] = {}
    for part, power in zip(parts, powers, strict=True):
        factor = rational(_factor(part, inner, name))
        found[part] = Mul((number(factor), Pow(Sym(_U), number(power))))
    num, den = ratio(_replaced(expr, name, found))
    if set(num.variables()) - {_U}:
        raise OutOfReach("The unknown stands inside and outside of a function.")
    return num, den, inner


def _factor(part: Expr, inner: Inner, name: str) -> Expr:
    """The constant that a power of ``u`` has in ``part``: for powers, their value where the unknown is zero."""
    own = _inner_of(part)
    if own.kind != "power" or own == inner:
        return number(1)
    return _power(own.base, number(polynomial(own.inner).numbers(name)[0]))


# -- the task ------------------------------------------------------------------


@frozen
class Substituted(Task):
    """The real solutions of an equation that is rational in one function of the unknown."""

    equation: Relation
    name: str

    def describe(self) -> str:
        return f"solve {show(self.equation)} for {self.name} over the real numbers"

    def _difference(self) -> Expr:
        return Add((self.equation.left, Neg(self.equation.right)))

    def values(self) -> Iterator[Expr]:
        """The solutions, in no order.

        Raises:
            OutOfReach: there is no such substitution.
        """
        from kaelum_math.families.algebra import all_roots, value_at

        num, den, inner = _rational_in_u(self._difference(), self.name)
        if not num:
            raise OutOfReach("The equation holds wherever it is defined.")
        for root, _ in all_roots(num, _U) if num.degree() else ():
            if root.is_real() and value_at(den, _U, root):
                for value in inner.back(root):
                    yield from _unwrapped(inner.inner, value, self.name)

    def solve(self) -> Solution:
        found = sorted(self.values(), key=lambda value: bounds(value, 30))
        text = " or ".join(f"{self.name} = {show(value)}" for value in found)
        return Solution(text or NONE, found[0] if len(found) == 1 else tuple(found) or None)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        head = f"{self.name} = "
        texts = [] if answer == NONE else answer.split(" or ")
        if any(not text.startswith(head) for text in texts):
            raise NotUnderstood("The answer is not in the expected form.")
        values = [answers.expression(text.removeprefix(head)) for text in texts]
        zeros = [_is_zero(substitute(self._difference(), {self.name: v})) for v in values]
        what = "each value put back satisfies the equation"
        if None in zeros:
            yield undecided(what, "substitution")
        else:
            yield claim(what, "substitution", all(zeros), independent=True)
        yield claim(f"the equation has {len(values)} real solutions", "Sturm's theorem for the "
                    "substituted function, which takes each of its values once", self._count() ==
                    len({bounds(v, 20) for v in values}), independent=True,
                    complete=all(zeros))  # fmt: skip

    def _count(self) -> int | None:
        """How many solutions there are, without finding them; None if that is not known."""
        from kaelum_math.methods.real_roots import sturm_count

        num, den, inner = _rational_in_u(self._difference(), self.name)
        linear = polynomial(inner.inner).degree() == 1
        if (
            not linear
            or den.degree()
            or (inner.kind == "root" and rational(inner.base).numerator % 2 == 0)
        ):
            return None
        if num.degree() == 0:
            return 0
        low = inner.low()
        if inner.kind == "root" and rational(inner.base).denominator % 2 == 0:
            zero = not num.evaluate({_U: Fraction(0)})
            return sturm_count(num.numbers(_U), Fraction(0), None) + int(zero)
        return sturm_count(num.numbers(_U), low, None)


def _unwrapped(inner: Expr, value: Expr, name: str) -> Iterator[Expr]:
    """The real values of ``name`` for which the polynomial ``inner`` is ``value``."""
    parts = polynomial(inner).numbers(name)
    if len(parts) == 2:
        yield _over(_minus(value, parts[0]), parts[1])
        return
    if len(parts) != 3:
        raise OutOfReach("What the function is applied to is not taken back here.")
    c, b, a = parts
    exact = try_rational(value) if value != _E else None
    if exact is not None:
        from kaelum_math.families.algebra import all_roots

        poly = Poly.univariate(name, [c - exact, b, a])
        yield from (r.expr() for r, _ in all_roots(poly, name) if r.is_real())
        return
    inside = _minus(_over(value, a), c / a - b * b / (4 * a * a))
    if bounds(inside, 30)[0] > 0:
        root = Call("sqrt", (inside,))
        for half in (Neg(root), root):
            yield _minus(half, b / (2 * a))


def _minus(value: Expr, amount: Fraction) -> Expr:
    exact = try_rational(value) if not _irrational(value) else None
    if exact is not None:
        return number(exact - amount)
    if not amount:
        return value
    return Add((value, Neg(number(amount)) if amount > 0 else number(-amount)))


def _over(value: Expr, divisor: Fraction) -> Expr:
    exact = try_rational(value) if not _irrational(value) else None
    if exact is not None:
        return number(exact / divisor)
    if divisor == 1:
        return value
    if divisor < 0:
        return Neg(_over(value, -divisor))
    if divisor.numerator == 1:
        return Mul((number(divisor.denominator), value))
    return Div(value, number(divisor))


def _irrational(value: Expr) -> bool:
    return any(node in {_E, Sym("pi")} for node in (value, *children(value)))


def _is_zero(expr: Expr) -> bool | None:
    """Whether a number is zero; None if that is not decided."""
    expr = _real_roots(expr)
    try:
        return not surd(expr)
    except MathError:
        pass
    from kaelum_math.expr import symbolic

    try:
        return symbolic.is_zero(symbolic.to_sympy(expr))
    except MathError:
        return None


def _real_roots(expr: Expr) -> Expr:
    """``expr`` with odd roots of negative numbers as the real ones."""
    parts = tuple(map(_real_roots, children(expr)))
    expr = rebuild(expr, parts) if parts else expr
    if isinstance(expr, Pow):
        base, exponent = try_rational(expr.base), try_rational(expr.exp)
        if base is not None and exponent is not None and base < 0 and exponent.denominator % 2:
            size = Pow(number(-base), number(exponent))
            return Neg(size) if exponent.numerator % 2 else size
    return expr


def substituted(equation: Relation, name: str) -> Substituted | None:
    """The task, or None if the equation is not of this kind."""
    task = Substituted(equation, name)
    try:
        list(task.values())
    except (OutOfReach, NotUnderstood):
        return None
    return task


def product_of_logarithms(equation: Relation, name: str) -> tuple[Relation, ...] | None:
    """``log2(x) + log2(x - 2) = 3`` as ``x*(x - 2) = 8`` with ``x > 0`` and ``x - 2 > 0``.

    None if the equation is no such sum, or its value is no rational power.
    """
    terms, bases, constant = [], set(), Fraction(0)
    for sign, side in ((1, equation.left), (-1, equation.right)):
        for term in side.terms if isinstance(side, Add) else (side,):
            factor, inner = scaled_logarithm(term)
            if inner is None:
                value = try_rational(term)
                if value is None or name in free_symbols(term):
                    return None
                constant += sign * value
                continue
            terms.append((inner.inner, sign * factor))
            bases.add(inner.base)
    if len(bases) != 1 or any(c.denominator != 1 for _, c in terms):
        return None
    base = bases.pop()
    amount = _power(base, number(-constant))
    if try_rational(amount) is None or amount == _E:
        return None
    product = Mul((number(1), *(Pow(g, number(c)) for g, c in terms)))
    positive = (Relation(">", g, _ZERO) for g, _ in terms if free_symbols(g))
    return (Relation("=", product, amount), *positive)


def scaled_logarithm(term: Expr) -> tuple[Fraction, Inner | None]:
    """``(c, log)`` for ``c*log(...)``; the second is None for what is no such product."""
    factor = Fraction(1)
    while True:
        match term:
            case Neg(arg):
                factor, term = -factor, arg
            case Mul((head, *rest)) if try_rational(head) is not None and len(rest) == 1:
                factor, term = factor * rational(head), rest[0]
            case Div(top, bottom) if try_rational(bottom):
                factor, term = factor / rational(bottom), top
            case Call("ln" | "log", _):
                return factor, _inner_of(term)
            case _:
                return factor, None
