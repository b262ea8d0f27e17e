"""Calculus beyond polynomials, on SymPy: derivatives, integrals, limits, series, differential equations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen
from kaelum_core.types import JSON, Check

from kaelum_math.errors import OutOfReach
from kaelum_math.expr.nodes import Expr, show
from kaelum_math.task import Solution, Task

__all__ = ["PHRASES", "GeneralDerivative"]


@frozen
class GeneralDerivative(Task):
    """The derivative of an elementary function."""

    expr: Expr
    name: str
    order: int

    def describe(self) -> str:
        power = f"**{self.order}" if self.order > 1 else ""
        return f"d{power}/d{self.name}{power} ({show(self.expr)})"

    def solve(self) -> Solution:
        raise OutOfReach("Such derivatives are not taken yet.")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        raise OutOfReach("Such derivatives are not taken yet.")


PHRASES = ()
