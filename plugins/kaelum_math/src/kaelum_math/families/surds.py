"""Square roots: expressions of them in simplest form, and roots to the nearest integer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr import tower
from kaelum_math.expr.exact import integer_root, rational
from kaelum_math.expr.nodes import Call, Expr, Neg, Pow, free_symbols, number, show, walk
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.arithmetic import Evaluate
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text, undecided

__all__ = ["PHRASES", "NearestRoot", "SimplifySurd"]


@frozen
class SimplifySurd(Task):
    """The value of an expression with square roots, as a sum of roots of squarefree integers."""

    expr: Expr

    def describe(self) -> str:
        return f"simplify {show(self.expr)}"

    def solve(self) -> Solution:
        value = surd(self.expr)
        return Solution(value.text(), value.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = surd(answers.expression(answer), imaginary="i")
        yield same_text(answer, claimed.text())
        try:
            same = tower.equal(self.expr, answers.expression(answer))
        except OutOfReach as error:
            yield undecided("both sides are equal", "coordinates", detail=str(error))
            yield from _same_by_bounds(self.expr, claimed)
        else:
            yield proof("both sides are equal", "coordinates in a tower of square roots", same)


def _same_by_bounds(expr: Expr, claimed: Surd) -> Iterable[Check]:
    if claimed.is_real():
        low, high = bounds(expr, 40)
        below, above = claimed.bounds(40)
        yield claim("both sides agree to 30 digits", "interval arithmetic",
                    low <= above and below <= high, independent=True)  # fmt: skip


def simplify_surd(expr: Expr) -> Task | None:
    """The task, or None where ``expr`` is rational or no sum of square roots."""
    if free_symbols(expr) or not _has_root(expr):
        return None
    try:
        value = surd(expr)
    except OutOfReach:
        return None
    return SimplifySurd(expr) if value.rational() is None else None


def _has_root(expr: Expr) -> bool:
    return any(
        (isinstance(node, Call) and node.name in {"sqrt", "abs"}) or isinstance(node, Pow)
        for node in walk(expr)
    )


@frozen
class SurdEvaluate(SimplifySurd):
    """As its base, where the roots cancel and the value is rational."""


def _simplify(m: Slots) -> Task | None:
    expr = m.expr("e")
    if free_symbols(expr):
        return None
    try:
        value = surd(expr)
    except OutOfReach:
        return None
    if value.rational() is None:
        return SimplifySurd(expr)
    try:
        rational(expr)
    except OutOfReach:
        return SurdEvaluate(expr)
    return Evaluate(expr)


def _value(m: Slots) -> Task | None:
    expr = m.expr("e")
    if free_symbols(expr):
        return None
    try:
        rational(expr)
    except OutOfReach:
        return _simplify(m)
    return None


@frozen
class NearestRoot(Task):
    """A root of a number, rounded to the nearest integer."""

    value: Fraction
    degree: int

    def describe(self) -> str:
        return f"{self.value}**(1/{self.degree}) to the nearest integer"

    def solve(self) -> Solution:
        size = abs(self.value)
        if self.value < 0 and self.degree % 2 == 0:
            raise NotUnderstood("An even root of a negative number is not real.")
        doubled = integer_root(int(size * 2**self.degree), self.degree)
        root = (doubled + 1) // 2
        root = -root if self.value < 0 else root
        return Solution(str(root), number(root))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        root = answers.integer(answer)
        if root is None:
            yield claim("the answer is an integer", "reading it", holds=False)
            return
        root = -root if self.value < 0 else root
        size = abs(self.value) * 2**self.degree
        low, high = max(0, 2 * root - 1), 2 * root + 1
        yield proof("half below and half above enclose the root", "exact powers of the bounds",
                    root >= 0 and low**self.degree <= size < high**self.degree)  # fmt: skip


def _nearest(m: Slots) -> Task | None:
    names = {"square": 2, "cube": 3, "cubic": 3}
    word = m.text("n") if m.has("n") else "square"
    degree = names.get(word) or m.ordinal("n")
    return NearestRoot(m.number("x"), degree)


def _nearest_power(m: Slots) -> Task | None:
    exponent = m.number("p")
    if exponent.numerator != 1 or not 2 <= exponent.denominator <= 1000:
        return None
    return NearestRoot(m.number("x"), exponent.denominator)


def _root(m: Slots) -> Task | None:
    """A root; of a negative number, the real one if the degree is odd."""
    names = {"square": 2, "cube": 3, "cubic": 3}
    degree = names.get(m.text("n")) or m.ordinal("n")
    inner = m.expr("x")
    if free_symbols(inner) or not 2 <= degree <= 1000:
        return None
    if degree % 2 and _is_negative(inner):
        return _exactly(Neg(Pow(number(-rational(inner)), number(Fraction(1, degree)))))
    if degree == 2:
        return _exactly(Call("sqrt", (inner,)))
    return _exactly(Pow(inner, number(Fraction(1, degree))))


def _exactly(root: Expr) -> Task | None:
    """The value of a root, or its simplest form where it is irrational."""
    try:
        rational(root)
    except OutOfReach:
        simple = simplify_surd(root)
        if simple is not None:
            return simple
        from kaelum_math.families.simplifying import root_product  # seldom needed

        return root_product(root)
    return Evaluate(root)


def _positive_root(m: Slots) -> Task | None:
    return None if _is_negative(m.expr("x")) else _root(m)


def _is_negative(expr: Expr) -> bool:
    try:
        return rational(expr) < 0
    except MathError:
        return False


_INT = "[,] [rounded] to [the] nearest (integer|whole number)"

PHRASES = (
    *clause(_simplify, "simplify [the] [surd|expression|radical|square root|root] [:] {e}",
            "(rationalize|rationalise) [the denominator] [of|in] [:] {e}"),
    *noun(_value, "{e}"),
    *noun(_simplify, "{e} in (simplest|simplified) [radical|surd] form"),
    *noun(_nearest, f"{{n}} root of {{x}} {_INT}"),
    *noun(_nearest_power, f"{{x}} to the power of {{p}} {_INT}"),
    *noun(_root, "[real] {n} root of {x}"),
    *noun(_positive_root, "(principal|positive) {n} root of {x}"),
)  # fmt: skip
