"""What is read off a polynomial: its degree and leading coefficient; of a quadratic, its square
completed, vertex, axis and discriminant, and for which parameter it has how many roots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import Add, Expr, Neg, Relation, free_symbols, number, show
from kaelum_math.expr.poly import Poly, identical, polynomial, try_polynomial
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text

__all__ = ["PHRASES", "CompletedSquare", "Discriminant", "Feature", "Vertex"]


def _quadratic(expr: Expr, name: str) -> tuple[Poly, Poly, Poly]:
    """``(a, b, c)`` of ``a*x**2 + b*x + c``; parameters may stand in them.

    Raises:
        NotUnderstood: it is no quadratic.
    """
    parts = polynomial(expr).coefficients(name)
    if len(parts) != 3:
        raise NotUnderstood("A quadratic expression is expected.")
    return parts[2], parts[1], parts[0]


def _numbers(expr: Expr, name: str) -> tuple[Fraction, Fraction, Fraction]:
    _quadratic(expr, name)
    c, b, a = polynomial(expr).numbers(name)
    return a, b, c


def _turning_point(expr: Expr, name: str) -> tuple[Fraction, Fraction, Fraction]:
    """``(a, h, k)`` with ``expr == a*(x - h)**2 + k``."""
    a, b, c = _numbers(expr, name)
    return a, -b / (2 * a), c - b * b / (4 * a)


def _signed(value: Fraction) -> str:
    return f" {'-' if value < 0 else '+'} {abs(value)}" if value else ""


@frozen
class CompletedSquare(Task):
    """A quadratic as ``a*(x - h)**2 + k``."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"write {show(self.expr)} as a*({self.name} - h)**2 + k"

    def solve(self) -> Solution:
        a, h, k = _turning_point(self.expr, self.name)
        inner = f"({self.name}{_signed(-h)})" if h else self.name
        text = f"{_factor(a)}{inner}**2{_signed(k)}"
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.expression(answer)
        yield proof("multiplied out, it is the quadratic", "one evaluation beyond the coefficient "
                    "bound", identical(self.expr, claimed))  # fmt: skip
        head = claimed.terms[0] if isinstance(claimed, Add) else claimed
        rest = claimed.terms[1:] if isinstance(claimed, Add) else ()
        plain = not any(free_symbols(term) for term in rest) and free_symbols(head) == {self.name}
        yield claim("it is a square with a constant beside it", "reading it",
                    plain and "**2" in show(head))  # fmt: skip


def _factor(a: Fraction) -> str:
    if abs(a) == 1:
        return "-" if a < 0 else ""
    return f"{a}*" if a.denominator == 1 else f"({a})*"


@frozen
class Vertex(Task):
    """The vertex of a parabola ``y = expr``, or its axis of symmetry."""

    expr: Expr
    name: str
    axis: bool = False

    def describe(self) -> str:
        what = "axis of symmetry" if self.axis else "vertex"
        return f"{what} of y = {show(self.expr)}"

    def solve(self) -> Solution:
        _, h, k = _turning_point(self.expr, self.name)
        return Solution(f"{self.name} = {h}" if self.axis else f"({h}, {k})")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        poly = polynomial(self.expr)
        if self.axis:
            h = answers.value(answer.removeprefix(f"{self.name} = "))
            k = poly.evaluate({self.name: h})
        else:
            h, k = (answers.value(part) for part in answer.strip("()").split(", "))
        mirrored = all(
            poly.evaluate({self.name: h + d}) == poly.evaluate({self.name: h - d}) for d in (1, 2)
        )
        yield proof("the parabola is symmetric about it, and passes through it", "values on both sides",
                    mirrored and poly.degree() == 2 and poly.evaluate({self.name: h}) == k)  # fmt: skip
        yield same_text(answer, f"{self.name} = {h}" if self.axis else f"({h}, {k})")


@frozen
class Discriminant(Task):
    """The discriminant of a quadratic; parameters may stand in its coefficients."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"discriminant of {show(self.expr)} in {self.name}"

    def solve(self) -> Solution:
        a, b, c = _quadratic(self.expr, self.name)
        value = b * b - a * c.scale(Fraction(4))
        return Solution(value.text(), value.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        # (2ax + b)**2 - 4a(ax**2 + bx + c) is the discriminant.
        poly, x = polynomial(self.expr), Poly.variable(self.name)
        a, b, _ = _quadratic(self.expr, self.name)
        slope = a * x.scale(Fraction(2)) + b
        value = polynomial(answers.expression(answer))
        yield proof("it is (2ax + b)**2 - 4a*(ax**2 + bx + c)", "completing the square",
                    slope * slope - a.scale(Fraction(4)) * poly == value)  # fmt: skip
        yield same_text(answer, value.text())


@frozen
class Feature(Task):
    """The ``degree`` of a polynomial, or its ``leading coefficient``."""

    expr: Expr
    what: str

    def describe(self) -> str:
        return f"{self.what} of {show(self.expr)}"

    def _value(self, poly: Poly) -> Fraction:
        if self.what == "degree":
            return Fraction(poly.degree())
        name = poly.variables()[0]
        return poly.numbers(name)[-1]

    def solve(self) -> Solution:
        poly = polynomial(self.expr)
        if not poly.variables() or (len(poly.variables()) > 1 and self.what != "degree"):
            raise NotUnderstood("A polynomial in one variable is expected.")
        value = self._value(poly)
        return Solution(str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value, poly = answers.value(answer), polynomial(self.expr)
        # Differentiated as often as its degree along every variable times t, a constant is left.
        t = Poly.variable("t_")
        along = sum(
            (Poly({m: c}) * t ** sum(k for _, k in m) for m, c in poly.terms.items()), Poly({})
        )
        top = along.coefficients("t_")
        if self.what == "degree":
            yield proof("no higher powers, and some of this one", "scaling every variable",
                        value == len(top) - 1)  # fmt: skip
        else:
            lead = top[-1].evaluate(dict.fromkeys(poly.variables(), Fraction(1)))
            yield proof(
                "the part of the highest degree has it", "scaling the variable", value == lead
            )


# -- phrases -------------------------------------------------------------------


def _of_one(m: Slots, make: Callable[[Expr, str], Task]) -> Task | None:
    """The task for an expression in one variable, which may be given as ``y = ...`` or ``... = 0``."""
    expr = _expression(m)
    names = sorted(free_symbols(expr))
    if m.has("v") and m.variable("v") in names:
        return make(expr, m.variable("v"))
    if "x" in names and len(names) > 1:
        return make(expr, "x")
    if len(names) != 1 or try_polynomial(expr) is None:
        return None
    return make(expr, names[0])


def _expression(m: Slots) -> Expr:
    try:
        return m.expr("e")
    except NotUnderstood:
        relation = m.relation("e")
        if relation.op != "=":
            raise
        return Add((relation.left, Neg(relation.right)))


def _numeric(make: Callable[[Expr, str], Task]) -> Builder:
    def build(m: Slots) -> Task | None:
        task = _of_one(m, make)
        expr = _expression(m)
        return task if len(free_symbols(expr)) == 1 and polynomial(expr).degree() == 2 else None

    return build


def _feature(what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        expr = m.expr("e")
        return (
            Feature(expr, what) if free_symbols(expr) and try_polynomial(expr) is not None else None
        )

    return build


_ROOTS: Final = {
    "=": "(exactly one [real] [solution|root]|one [real] (solution|root)|a (double|repeated) (root|solution)"
    "|equal roots|two equal [real] roots|only one [real] (solution|root)|exactly one (solution|root))",
    "<": "(no real (solutions|roots|solution|root)|no solutions|no solution|no roots|two complex roots|complex roots)",
    ">": "(two [distinct|different] real (solutions|roots)|two (distinct|different) (solutions|roots)"
    "|two [real] (solutions|roots))",
}  # fmt: skip


def _parameter(op: str) -> Builder:
    """``For what values of k does x^2 + kx + 4 = 0 have exactly one solution?``"""

    def build(m: Slots) -> Task | None:
        from kaelum_math.families.equations import Domain, domain_of, equation_task
        from kaelum_math.families.inequalities import SolutionSet

        name = m.variable("k")
        expr = _expression(m)
        others = sorted(free_symbols(expr) - {name})
        if len(others) != 1 or name not in free_symbols(expr):
            return None
        a, _, _ = _quadratic(expr, others[0])
        if a.constant_value() is None:
            return None  # where the leading coefficient vanishes, it is no quadratic any more
        value = m.scope.solve(Discriminant(expr, others[0])).solution.value
        if value is None or isinstance(value, (bool, str, tuple, Relation)):
            return None
        relation = Relation(op, value, number(0))
        where = domain_of(m, name)
        if op != "=":
            return SolutionSet((relation, *where.conditions), name)
        return equation_task(relation, name, Domain("real", where.conditions))

    return build


def _added(m: Slots) -> Task | None:
    """What makes ``x^2 + 10x`` a perfect square: the constant that is missing."""
    from kaelum_math.families.reals import value_task

    expr = m.expr("e")
    names = sorted(free_symbols(expr))
    if len(names) != 1:
        return None
    a, b, c = _numbers(expr, names[0])
    return value_task(number(b * b / (4 * a) - c))


_Q: Final = (
    "[the] [quadratic] [expression|equation|polynomial|function|parabola|curve|graph of|graph]"
)
_PERFECT: Final = (
    "[to] (make|makes|get|obtain|form|complete) [it] (a|the) (perfect square|square) [trinomial]"
)
_FORM: Final = "(vertex form|completed square form|the form a \\( x - h \\) \\^ 2 + k|the form a \\( x + h \\) \\^ 2 + k)"
_OF: Final = f"(of|for) {_Q}"

PHRASES = (
    *clause(_numeric(CompletedSquare), f"complete the square [for|of|in|on|:] {_Q} [:] {{e}}",
            f"(write|express|rewrite|put|convert) {{e}} (in|to|into|as) {_FORM}",
            "(write|express|rewrite|put) {e} by completing the square"),
    *noun(_numeric(CompletedSquare), f"(vertex form|completed square form) {_OF} {{e}}",
          f"{{e}} in {_FORM}", f"completed square {_OF} {{e}}"),
    *noun(_numeric(Vertex), f"[coordinates of] [the] (vertex|turning point) {_OF} {{e}}"),
    *noun(_numeric(lambda e, n: Vertex(e, n, axis=True)),
          f"[equation of] [the] (axis|line) of symmetry {_OF} {{e}}"),
    *noun(lambda m: _of_one(m, Discriminant), f"discriminant {_OF} {{e}}"),
    *noun(_feature("degree"), "degree of [the] [polynomial] {e}"),
    *noun(_feature("leading coefficient"), "leading coefficient (of|in) [the] [polynomial] {e}"),
    *(phrase
      for op, words in _ROOTS.items()
      for phrase in (
          *clause(_parameter(op), f"for (what|which) [real] [{{f}}] (value|values|value \\( s \\)) of {{k}} (does|will|do) {_Q} {{e}} have {words}",
                  f"for (what|which) {{k}} does {_Q} {{e}} have {words}"),
          *noun(_parameter(op), f"[all] [the] [{{f}}] (value|values) of {{k}} (for which|such that|so that|if) {_Q} {{e}} has {words}",
                f"{{k}} (such that|so that|if|for which|when) {_Q} {{e}} has {words}"),
      )),
    *noun(_parameter("="), "[{f}] (value|values) of {k} (makes|make|for which|such that|so that) {e} [is|be] a perfect square [trinomial]",
          "[{f}] (value|values) of {k} (makes|make|for which|such that|so that) {e} [is|be] a perfect square [trinomial] [,|if|and|where|with|given] {c}"),
    *clause(_added, f"what [number|constant|value] (must|should|do you|needs to|has to|do we|do i) [be] (added|add) to {{e}} {_PERFECT}"),
    *noun(_added, f"(number|constant|value|term) (to add|added|to be added|that must be added|which must be added) to {{e}} {_PERFECT}"),
)  # fmt: skip
