"""The one value of an expression whose unknowns are not known one by one: ``x^2 + y^2`` where
``x + y = 5`` and ``xy = 6``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.nodes import Add, Expr, Neg, Relation, Sym, free_symbols, number, show
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.methods.ideals import combination, holds
from kaelum_math.phrases import noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, proof, same_text

__all__ = ["PHRASES", "ImpliedValue"]

MAX_DEGREE = 8


@frozen
class ImpliedValue(Task):
    """The value of ``expr`` at every solution of ``equations``."""

    equations: tuple[Relation, ...]
    expr: Expr

    def describe(self) -> str:
        given = ", ".join(map(show, self.equations))
        return f"{show(self.expr)} wherever {given}"

    def _parts(self) -> tuple[list[Poly], Poly, Poly]:
        """The equations without denominators, and numerator and denominator of the expression."""
        sides = [ratio(Add((e.left, Neg(e.right))))[0] for e in self.equations]
        top, bottom = ratio(self.expr)
        if max(p.degree() for p in (*sides, top, bottom)) > MAX_DEGREE:
            raise OutOfReach("The equations are of too high a degree.")
        return sides, top, bottom

    def solve(self) -> Solution:
        value, multipliers = combination(*self._parts())
        evidence: dict[str, JSON] = {"multipliers": [m.text() for m in multipliers]}
        return Solution(str(value), number(value), evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.value(answer)
        multipliers = [polynomial(answers.expression(t)) for t in evidence["multipliers"]]
        sides, top, bottom = self._parts()
        yield proof("a combination of the equations says so", "multiplying out",
                    holds(sides, multipliers, top, bottom, value))  # fmt: skip
        yield same_text(answer, str(Fraction(value)))


def _implied(m: Slots) -> Task | None:
    if not m.scope.pending:
        return None
    names = tuple(m.scope.names() - set(m.scope.values))
    expr = m.expr("e", free=names)
    wanted = free_symbols(expr)
    if not wanted or not wanted <= set(names):
        return None
    related = dict.fromkeys(r for name in sorted(wanted) for r in m.scope.related(name))
    if not related or any(relation.op != "=" for relation in related):
        return None
    if all(m.scope.determined(name) for name in wanted):
        return None  # each has a value of its own
    if isinstance(expr, Sym):
        raise NotUnderstood("The unknown itself is asked for.")
    task = ImpliedValue(tuple(related), expr)
    task.solve()  # raises where they do not give it one value: no reading then
    return task


PHRASES = (*noun(_implied, "{e}", "[numerical] value of {e}"),)
