"""Polynomials beyond square roots: real roots as radicals or decimals, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Final

from attrs import field, frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import Add, Call, Expr, Neg, Pow, Relation, number, show
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.real import bounds
from kaelum_math.expr.roots import factorise
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.real_roots import RealRoots
from kaelum_math.methods.pieces import NONE
from kaelum_math.methods.real_roots import sturm_count
from kaelum_math.task import Solution, Task, claim, proof
from kaelum_math.words.form import PLAIN

__all__ = ["RadicalRoots", "SolutionCount", "polynomial_roots"]

DIGITS: Final = 40


@frozen
class RadicalRoots(Task):
    """The real roots of a polynomial whose factors are polynomials in some power of the unknown."""

    coefficients: tuple[Fraction, ...]
    name: str
    equation: Relation
    named: bool = field(default=True, eq=False)

    def describe(self) -> str:
        return f"solve {show(self.equation)} for {self.name} over the real numbers"

    def roots(self) -> Iterator[Expr]:
        """The real roots, in no order.

        Raises:
            OutOfReach: a factor is no quadratic in a power of the unknown.
        """
        from kaelum_math.families.algebra import all_roots

        for factor, _ in factorise(self.coefficients)[1]:
            step = gcd(*(k for k, c in enumerate(factor) if c)) or 1
            inner = Poly.univariate(self.name, factor[::step])
            for root, _ in all_roots(inner, self.name):
                if root.is_real():
                    yield from _taken(root, step)

    def solve(self) -> Solution:
        found = sorted(self.roots(), key=lambda value: bounds(value, DIGITS))
        head = f"{self.name} = " if self.named else ""
        text = (" or " if self.named else ", ").join(head + show(value) for value in found)
        total = len(self.coefficients) - 1
        notes = ("Over the complex numbers there are more.",) if len(found) < total else ()
        values = found[0] if len(found) == 1 else tuple(found) or None
        return Solution(text or NONE, values, notes=notes)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        head, joint = (f"{self.name} = ", " or ") if self.named else ("", ", ")
        texts = [] if answer == NONE else answer.split(joint)
        if any(not text.startswith(head) for text in texts):
            raise NotUnderstood("The answer is not in the expected form.")
        values = [answers.expression(text.removeprefix(head)) for text in texts]
        yield claim("each value put back gives zero", "powers of its radicals",
                    all(self._vanishes(v) for v in values), independent=True)  # fmt: skip
        apart = len({bounds(v, DIGITS) for v in values}) == len(values)
        yield proof(f"there are {len(values)} real roots, so no others", "Sturm's theorem",
                    apart and sturm_count(self.coefficients, None, None) == len(values)
                    and all(self._vanishes(v) for v in values))  # fmt: skip

    def _vanishes(self, value: Expr) -> bool:
        """Whether the polynomial is zero at ``value``, decided by its powers alone."""
        inner, step = _radicand(value)
        for factor, _ in factorise(self.coefficients)[1]:
            if any(c for k, c in enumerate(factor) if k % step):
                continue
            total = Surd({})
            for c in reversed(factor[::step]):
                total = total * inner + Surd.of(c)
            if not total:
                return True
        return False


def _taken(value: Surd, degree: int) -> Iterator[Expr]:
    """The real roots of ``value`` to a degree."""
    sign = value.sign()
    if degree == 1 or not sign:
        yield value.expr()
        return
    if degree % 2 == 0 and sign < 0:
        return
    size = _root((value if sign > 0 else -value), degree)
    if degree % 2 == 0 or sign < 0:
        yield Neg(size)
    if sign > 0:
        yield size


def _root(value: Surd, degree: int) -> Expr:
    if degree == 2:
        try:
            return value.square_root().expr()
        except OutOfReach:
            return Call("sqrt", (value.expr(),))
    exact = try_rational(Pow(value.expr(), number(Fraction(1, degree))))
    if exact is not None:
        return number(exact)
    return Pow(value.expr(), number(Fraction(1, degree)))


def _radicand(value: Expr) -> tuple[Surd, int]:
    """``(inner, n)`` with ``inner`` the n-th power of ``value``, a sum of square roots."""
    match value:
        case Neg(arg):
            inner, step = _radicand(arg)
            return (-inner if step % 2 else inner), step
        case Call("sqrt", (arg,)):
            return surd(arg), 2
        case Pow(base, exp) if (try_rational(exp) or Fraction(1)).numerator == 1:
            step = (try_rational(exp) or Fraction(1)).denominator
            return surd(base), step
    return surd(value), 1


def polynomial_roots(num: Poly, name: str, equation: Relation, *, named: bool = True) -> Task:
    """The task of finding the real roots of a polynomial that square roots do not solve."""
    coefficients = tuple(num.numbers(name))
    task = RadicalRoots(coefficients, name, equation, named)
    try:
        list(task.roots())
    except OutOfReach:
        return RealRoots(coefficients, name, show(equation), PLAIN)
    return task


@frozen
class SolutionCount(Task):
    """How many different solutions an equation in one unknown has.

    Attributes:
        field: ``real`` or ``complex``.
    """

    equation: Relation
    name: str
    field: str

    def describe(self) -> str:
        return f"number of {self.field} solutions of {show(self.equation)}"

    def _parts(self) -> tuple[list[Fraction], list[Fraction]]:
        """Numerator and denominator of the difference of both sides."""
        num, den = ratio(Add((self.equation.left, Neg(self.equation.right))))
        if not num:
            raise OutOfReach("Every number is a solution.")
        return num.numbers(self.name), den.numbers(self.name)

    def solve(self) -> Solution:
        from kaelum_math.families.algebra import all_roots, value_at

        num, den = (Poly.univariate(self.name, c) for c in self._parts())
        try:
            roots = all_roots(num, self.name) if num.degree() else []
        except OutOfReach:
            count = self._by_factors()
        else:
            count = sum(
                1
                for r, _ in roots
                if value_at(den, self.name, r) and (self.field == "complex" or r.is_real())
            )
        return Solution(str(count), number(count))

    def _by_factors(self) -> int:
        num, den = self._parts()
        if len(den) > 1:
            raise OutOfReach("The equation has a denominator that is not settled here.")
        factors = [f for f, _ in factorise(num)[1]]
        if self.field == "complex":
            return sum(len(f) - 1 for f in factors)
        return sum(sturm_count([Fraction(c) for c in f], None, None) for f in factors)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.families.rational import common_divisor

        num, den = self._parts()
        slope = [k * c for k, c in enumerate(num)][1:]
        if self.field == "complex":
            lost = len(common_divisor(num, slope)) - 1 if slope else 0
            poles = len(common_divisor(num, den)) - 1 if len(den) > 1 else 0
            total = len(num) - 1 - lost
            if poles and lost:
                raise OutOfReach("Repeated zeros of the denominator are not settled here.")
            total -= poles
        else:
            total = _real(num) - (_real(common_divisor(num, den)) if len(den) > 1 else 0)
        yield proof("as many different roots", "Euclid's algorithm and Sturm's theorem",
                    answer == str(total))  # fmt: skip


def _real(coefficients: Sequence[Fraction]) -> int:
    return sturm_count(coefficients, None, None) if len(coefficients) > 1 else 0
