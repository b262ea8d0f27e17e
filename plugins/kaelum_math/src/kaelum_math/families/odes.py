"""Simple ordinary differential equations for ``y`` as a function of ``x`` (or ``t``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.derive import derive
from kaelum_math.expr.nodes import Add, Expr, Neg, Relation, Sym, free_symbols, show, substitute
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots, split
from kaelum_math.task import Solution, Task, claim, undecided
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "DifferentialEquation"]

MARKS = ("y", "y'", "y''")


@frozen
class DifferentialEquation(Task):
    """The solutions of an equation in ``y`` and its first two derivatives.

    Attributes:
        equation: with ``y'`` and ``y''`` as names.
        name: the independent variable.
        start: ``(x0, y0)`` of a condition ``y(x0) = y0``, if there is one.
    """

    equation: Relation
    name: str
    start: tuple[Expr, Expr] | None = None

    def describe(self) -> str:
        begin = f", y({show(self.start[0])}) = {show(self.start[1])}" if self.start else ""
        return f"solve {show(self.equation)}{begin} for y as a function of {self.name}"

    def _difference(self) -> Expr:
        return Add((self.equation.left, Neg(self.equation.right)))

    def solve(self) -> Solution:
        from sympy import Function, dsolve

        from kaelum_math.expr import symbolic

        x = symbolic.symbol(self.name)
        unknown = Function("y")(x)
        body = symbolic.to_sympy(self._difference())
        for order, mark in reversed(list(enumerate(MARKS))):
            body = body.subs(symbolic.symbol(mark), unknown.diff(x, order) if order else unknown)
        given: dict[Any, Any] = {}
        if self.start is not None:
            at, value = map(symbolic.to_sympy, self.start)
            given[unknown.subs(x, at)] = value
        try:
            found = dsolve(body, unknown, ics=given or None)
        except (NotImplementedError, ValueError, TypeError, IndexError) as error:
            raise OutOfReach("The differential equation was not solved.") from error
        if isinstance(found, list) or found.lhs != unknown or found.rhs.has(unknown):
            raise OutOfReach("The solution is no single formula for y.")
        return Solution(f"y = {symbolic.text(found.rhs)}", symbolic.from_sympy(found.rhs))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.expr import symbolic

        found = answers.expression(answer.removeprefix("y = "))
        slopes = [found, derive(found, self.name)]
        slopes.append(derive(slopes[1], self.name))
        put = substitute(self._difference(), dict(zip(MARKS, slopes, strict=True)))
        what = "put back, it satisfies the equation"
        zero = symbolic.is_zero(symbolic.to_sympy(put))
        yield (
            undecided(what, "differentiation")
            if zero is None
            else claim(
                what, "differentiation", zero and answer.startswith("y = "), independent=True
            )
        )
        constants = sum(1 for n in free_symbols(found) if n in {"C1", "C2"})
        used = free_symbols(self.equation.left) | free_symbols(self.equation.right)
        order = max(k for k, mark in enumerate(MARKS) if mark in used)
        if self.start is not None:
            begin = Add((substitute(found, {self.name: self.start[0]}), Neg(self.start[1])))
            right = symbolic.is_zero(symbolic.to_sympy(begin)) is True
            yield claim("it starts where it should", "substitution", right, independent=True)
        else:
            yield claim("it has as many constants as the order", "counting", constants == order)


def _marked(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """``tokens`` with ``dy/dx`` written ``y'``, and the independent variable."""
    out: list[Token] = []
    name, at = "", 0
    while at < len(tokens):
        texts = [t.text for t in tokens[at : at + 3]]
        if len(texts) == 3 and texts[0] == "dy" and texts[1] == "/" and texts[2] in {"dx", "dt"}:
            out.append(evolve(tokens[at], text="y'", raw="y'", end=tokens[at + 2].end))
            name, at = texts[2][1], at + 3
            continue
        out.append(tokens[at])
        at += 1
    return out, name


def _solve(m: Slots) -> Task | None:
    pieces = split(m.tokens("eq"), ",", "and")
    tokens, name = _marked(pieces[0])
    if not any(t.raw in {"y'", "y''"} for t in tokens):
        return None
    scope = m.scope.copy()
    scope.values.update({mark: Sym(mark) for mark in MARKS})
    equation = scope.relation(tokens, m.choices)
    names = (free_symbols(equation.left) | free_symbols(equation.right)) - set(MARKS)
    if len(names | ({name} if name else set())) > 1 or equation.op != "=":
        raise NotUnderstood("The differential equation has more than one independent variable.")
    conditions = [*pieces[1:], *([m.tokens("begin")] if m.has("begin") else [])]
    if len(conditions) > 1:
        return None
    start = _start(conditions[0], m) if conditions else None
    return DifferentialEquation(equation, name or next(iter(names), "x"), start)


def _start(tokens: Sequence[Token], m: Slots) -> tuple[Expr, Expr]:
    """``y(0) = 1``."""
    texts = [t.text for t in tokens]
    if texts[:2] != ["y", "("] or ")" not in texts or "=" not in texts:
        raise NotUnderstood("A condition such as y(0) = 1 is expected.")
    close = texts.index(")")
    return m.value_of(tokens[2:close]), m.value_of(tokens[close + 2 :])


PHRASES = (
    *clause(_solve, "solve [the] [following] [differential equation|ode|initial value problem] {eq} "
            "[with [the] [initial] [condition|value] {begin}]",
            rank=1),
    *noun(_solve, "[general] solution (of|to) [the] [differential equation|ode] {eq}", rank=1),
)  # fmt: skip
