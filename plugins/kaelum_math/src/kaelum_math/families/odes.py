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
        starts: ``(k, x0, y0)`` for each condition that the k-th derivative is ``y0`` at ``x0``.
    """

    equation: Relation
    name: str
    starts: tuple[tuple[int, Expr, Expr], ...] = ()

    def describe(self) -> str:
        begin = "".join(f", {MARKS[k]}({show(at)}) = {show(value)}" for k, at, value in self.starts)
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
        for k, at, value in self.starts:
            place = symbolic.to_sympy(at)
            mark = unknown.diff(x, k).subs(x, place) if k else unknown.subs(x, place)
            given[mark] = symbolic.to_sympy(value)
        try:
            found = dsolve(body, unknown, ics=given or None)
        except (NotImplementedError, ValueError, TypeError, IndexError) as error:
            raise OutOfReach("The differential equation was not solved.") from error
        if isinstance(found, list) and len(found) == 1:
            (found,) = found
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
        for k, at, value in self.starts:
            begin = Add((substitute(slopes[k], {self.name: at}), Neg(value)))
            right = symbolic.is_zero(symbolic.to_sympy(begin)) is True
            yield claim("it starts where it should", "substitution", right, independent=True)
        yield claim("it has a constant for every order without a condition", "counting",
                    constants == max(0, order - len(self.starts)))  # fmt: skip


def _marked(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """``tokens`` with ``dy/dx`` written ``y'``, and the independent variable."""
    out: list[Token] = []
    name, at = "", 0
    while at < len(tokens):
        texts = [t.text for t in tokens[at : at + 3]]
        high = [t.text for t in tokens[at : at + 2]]
        if high[:2] == ["d", "^"]:
            found = _second([t.text for t in tokens[at : at + 12]])
            if found is not None:
                size, name = found
                out.append(evolve(tokens[at], text="y''", raw="y''", end=tokens[at + size - 1].end))
                at += size
                continue
        if len(texts) == 3 and texts[0] == "dy" and texts[1] == "/" and texts[2] in {"dx", "dt"}:
            out.append(evolve(tokens[at], text="y'", raw="y'", end=tokens[at + 2].end))
            name, at = texts[2][1], at + 3
            continue
        out.append(tokens[at])
        at += 1
    return out, name


def _second(texts: Sequence[str]) -> tuple[int, str] | None:
    """How many tokens ``d^2y/dx^2`` takes, with or without brackets, and its variable."""
    for square in (["^", "2"], ["^", "(", "2", ")"]):
        for name in ("x", "t"):
            for top in (["d", *square, "y"], ["d", *square, "*", "y"]):
                whole = [*top, "/", f"d{name}", *square]
                if list(texts[: len(whole)]) == whole:
                    return len(whole), name
    return None


def _solve(m: Slots) -> Task | None:
    if not m.compares("eq"):
        return None
    pieces = split(m.tokens("eq"), ",", "and")
    if not pieces:
        return None
    tokens, name = _marked(pieces[0])
    if not any(t.raw in {"y'", "y''"} for t in tokens):
        return None
    if m.has("y") and m.raw("y") not in {"y", "y(x)", "y(t)"}:
        return None
    scope = m.scope.copy()
    scope.values.update({mark: Sym(mark) for mark in MARKS})
    equation = scope.relation(tokens, m.choices)
    names = (free_symbols(equation.left) | free_symbols(equation.right)) - set(MARKS)
    if len(names | ({name} if name else set())) > 1 or equation.op != "=":
        raise NotUnderstood("The differential equation has more than one independent variable.")
    conditions = [*pieces[1:], *(split(m.tokens("begin"), ",", "and") if m.has("begin") else [])]
    starts = tuple(_start(condition, m) for condition in conditions)
    return DifferentialEquation(equation, name or next(iter(names), "x"), starts)


def _start(tokens: Sequence[Token], m: Slots) -> tuple[int, Expr, Expr]:
    """``y(0) = 1`` or ``y'(0) = 2``."""
    texts = [t.text for t in tokens]
    if texts[0] not in MARKS or texts[1:2] != ["("] or ")" not in texts or "=" not in texts:
        raise NotUnderstood("A condition such as y(0) = 1 is expected.")
    close = texts.index(")")
    if texts[close + 1] != "=":
        raise NotUnderstood("A condition such as y(0) = 1 is expected.")
    return MARKS.index(texts[0]), m.value_of(tokens[2:close]), m.value_of(tokens[close + 2 :])


_MARKED = "y' y'' dy d"
"""How a derivative shows: a text without one of these has no differential equation."""

_BEGIN = "[,] (with|where|given|given that|subject to|satisfying|and|if) [the] [initial] [condition|conditions|value|values] {begin}"
_KIND = "[differential equation|ode|initial value problem|ivp|differential equation :|ode :|initial value problem :]"

PHRASES = (
    *clause(_solve, f"solve [the|this] [following] {_KIND} [:] {{eq}}",
            f"solve [the|this] [following] {_KIND} [:] {{eq}} {_BEGIN}", "{eq}",
            "solve {eq} for {y}", "{eq} [,] (find|solve for|what is|solve) {y}", rank=1, needs=_MARKED),
    *noun(_solve, f"[general|particular] solution (of|to) [the] {_KIND} {{eq}}",
          f"[general|particular] solution (of|to) [the] {_KIND} {{eq}} {_BEGIN}",
          "{y} (if|given|given that|such that|when|where) {eq}", rank=1, needs=_MARKED),
)  # fmt: skip
