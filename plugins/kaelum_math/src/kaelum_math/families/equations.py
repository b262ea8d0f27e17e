"""Equations beyond polynomials: powers, roots, logarithms, absolute values, sines.

SymPy solves over the real numbers; every solution is put back. That nothing was
lost is proved for equations that a polynomial settles, and otherwise left open:
the verdict is then "checked".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.nodes import Add, Expr, Neg, Relation, free_symbols, show, substitute
from kaelum_math.expr.ratio import ratio
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, undecided

__all__ = ["PHRASES", "RealSolutions"]

NONE = "no real solution"


@frozen
class RealSolutions(Task):
    """The real solutions of an equation in one unknown that is no polynomial equation."""

    equation: Relation
    name: str
    named: bool = True

    def describe(self) -> str:
        return f"solve {show(self.equation)} for {self.name} over the real numbers"

    def _difference(self) -> Expr:
        return Add((self.equation.left, Neg(self.equation.right)))

    def solve(self) -> Solution:
        from sympy import FiniteSet, S, simplify, solveset

        from kaelum_math.expr import symbolic

        body = symbolic.to_sympy(self._difference())
        try:
            found = solveset(body, symbolic.symbol(self.name), S.Reals)
        except (NotImplementedError, ValueError, TypeError) as error:
            raise OutOfReach("The equation was not solved.") from error
        if found is S.EmptySet:
            return Solution(NONE)
        if not isinstance(found, FiniteSet):
            raise OutOfReach("The solutions are no finite list.")
        values = sorted((simplify(v) for v in found), key=lambda v: v.evalf())
        texts = [symbolic.text(v) for v in values]
        exprs = tuple(answers.expression(t) for t in texts)
        head = f"{self.name} = " if self.named else ""
        text = (" or " if self.named else ", ").join(head + t for t in texts)
        return Solution(text, exprs[0] if len(exprs) == 1 else exprs)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.expr import symbolic

        if answer == NONE:
            yield undecided("there is no real solution", "substitution")
            return
        head = f"{self.name} = " if self.named else ""
        texts = answer.split(" or " if self.named else ", ")
        if any(not t.startswith(head) for t in texts):
            raise NotUnderstood("The answer is not in the expected form.")
        for text in texts:
            value = answers.expression(text.removeprefix(head))
            put = symbolic.to_sympy(substitute(self._difference(), {self.name: value}))
            what = f"{self.name} = {show(value)} satisfies the equation"
            zero = symbolic.is_zero(put)
            yield (
                undecided(what, "substitution")
                if zero is None
                else claim(what, "substitution", zero, independent=True)
            )


def _solve(m: Slots) -> Task | None:
    named = not m.has("v")
    free = () if named else (m.variable("v"),)
    equation = m.relation("r", free=free)
    names = sorted(free_symbols(equation.left) | free_symbols(equation.right))
    if equation.op != "=" or len(names) != 1:
        return None
    try:
        for side in (equation.left, equation.right):
            ratio(side)
    except OutOfReach:
        return RealSolutions(equation, names[0], named)
    except MathError:
        return None
    return None


_KIND = "[exponential|logarithmic|radical|trigonometric|absolute value]"

PHRASES = (
    *clause(_solve, f"solve [the|this] [following] {_KIND} [equation] [:] {{r}} [for {{v}}]",
            f"solve [the] {_KIND} [equation] analytically [:] {{r}}", "{r}",
            "solve for {v} [in|if|where|given] {r}"),
    *noun(_solve, "{v} (such that|so that|given that|given|if|where|in) {r}",
          "(real solutions|solutions|solution|roots) (of|to) [the] [equation] {r}",
          "(value|values) of {v} (such that|if|that satisfies|that satisfy|in|for which) {r}"),
)  # fmt: skip
