"""Derivatives, of any order and partial."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import Expr, Sym, free_symbols, has_decimal, show
from kaelum_math.expr.poly import Poly, polynomial, try_polynomial
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof

__all__ = ["PHRASES", "Derivative"]


@frozen
class Derivative(Task):
    """The derivative of a polynomial, of some order, in one variable."""

    expr: Expr
    name: str
    order: int

    def describe(self) -> str:
        power = f"**{self.order}" if self.order > 1 else ""
        return f"d{power}/d{self.name}{power} ({show(self.expr)})"

    def _text(self, poly: Poly) -> str:
        return poly.text(decimal=has_decimal(self.expr))

    def solve(self) -> Solution:
        poly = polynomial(self.expr)
        for _ in range(self.order):
            poly = poly.derivative(self.name)
        return Solution(self._text(poly), poly.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = polynomial(answers.expression(answer))
        back = claimed
        for _ in range(self.order):
            back = back.antiderivative(self.name)
        left = polynomial(self.expr) - back
        yield proof(
            "integrated back, it differs only by terms that the derivative removes",
            "integration",
            left.degree(self.name) < self.order or not left,
        )
        yield claim("the answer is multiplied out", "rewriting it", self._text(claimed) == answer)


def derivative(expr: Expr, name: str, order: int) -> Task:
    """The task of differentiating ``expr``."""
    if not 1 <= order <= 1000:
        raise NotUnderstood("The order of a derivative is a positive number.")
    if try_polynomial(expr) is not None:
        return Derivative(expr, name, order)
    from kaelum_math.families.analysis import GeneralDerivative

    return GeneralDerivative(expr, name, order)


def _here(m: Slots, expr: Expr, name: str, order: int) -> Task | None:
    """The derivative, or its value where the question has fixed the variable's."""
    task = derivative(expr, name, order)
    value = m.scope.fill(Sym(name)) if name in m.scope.names() else Sym(name)
    if free_symbols(value):
        return task
    from kaelum_math.families.analysis import taken_at

    return taken_at(task, name, value, m.scope)


def _order(m: Slots) -> int:
    return m.ordinal("n") if m.has("n") else 1


def _derivative(m: Slots) -> Task | None:
    if m.has("v"):
        name = m.variable("v")
        return _here(m, m.expr("f", free=(name,)), name, _order(m))
    expr = m.expr("f")
    names = sorted(free_symbols(expr))
    if len(names) != 1:
        raise NotUnderstood("It is not said in which variable to differentiate.")
    return derivative(expr, names[0], _order(m))


def _operator(m: Slots) -> Task | None:
    """``d/dx (x^2 + 1)`` and ``d^2/dx^2 ...``: the operator reaches to the end."""
    order = m.integer("n") if m.has("n") else 1
    bottom = m.raw("q")
    if len(bottom) != 2 or bottom[0] != "d" or (m.has("k") and m.integer("k") != order):
        return None
    name = bottom[1]
    return _here(m, m.expr("f", free=(name,)), name, order)


def _marked(m: Slots) -> Task | None:
    """``f''(x)`` of a function that was given, where the variable has no value."""
    name = m.raw("f")
    given = m.scope.functions.get(name.rstrip("'"))
    order = len(name) - len(name.rstrip("'"))
    if given is None or not order or len(given.parameters) != 1:
        return None
    variable = m.variable("v")
    if variable in m.scope.names():
        return None
    body = given((Sym(variable),))
    return derivative(body, variable, order)


def _higher_leibniz(m: Slots) -> Task | None:
    """``d^2y/dx^2``, of a ``y`` that was given."""
    bottom = m.raw("q")
    if len(bottom) != 2 or bottom[0] != "d" or m.integer("n") != m.integer("k"):
        return None
    return _here(m, m.scope.fill(Sym(m.raw("y")), free=(bottom[1],)), bottom[1], m.integer("n"))


def _of_equation(m: Slots) -> Task | None:
    """``dy/dx`` of ``y = x^2 + 1``, both in one clause."""
    top, bottom = m.raw("p"), m.raw("q")
    if len(top) != 2 or len(bottom) != 2 or top[0] != "d" or bottom[0] != "d":
        return None
    return _here(m, m.expr("f", free=(bottom[1],)), bottom[1], 1)


def _leibniz(m: Slots) -> Task | None:
    """``dy/dx``, of a ``y`` that was given."""
    top, bottom = m.raw("p"), m.raw("q")
    if len(top) != 2 or len(bottom) != 2 or top[0] != "d" or bottom[0] != "d":
        return None
    return _here(m, m.scope.fill(Sym(top[1]), free=(bottom[1],)), bottom[1], 1)


_WRT = "(wrt|with respect to|w . r . t .|in|for)"

PHRASES = (
    *noun(_leibniz, "{p} / {q}", rank=2),
    *noun(_marked, "{f} \\( {v} \\)", rank=2),
    *noun(_higher_leibniz, "d \\^ {n} {y} / {q} \\^ {k}", rank=2),
    *noun(_operator, "d / {q} [of] {f}", "d \\^ {n} / {q} \\^ {k} [of] {f}", rank=2),
    *noun(_of_equation, "{p} / {q} [,] (for|of|if|when|where|given|given that) {f}", rank=2),
    *noun(_derivative,
          f"[partial] [{{n}}] [partial] derivative (of|for) [the] [function] {{f}} [{_WRT} {{v}}]",
          f"[{{n}}] [partial] derivative {_WRT} {{v}} of {{f}}",
          "rate of change of {f} [with respect to {v}]", "slope function of {f}"),
    *clause(_derivative,
            f"(differentiate|derive|diff|derivate) [the] [function] [:] {{f}} [,] [{_WRT} {{v}}]"),
    *clause(lambda m: derivative(m.expr("f"), m.variable("v"), 2),
            f"differentiate {{f}} twice {_WRT} {{v}}"),
)  # fmt: skip
