"""Equations: solving them for a name, or for all their unknowns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import OutOfReach
from kaelum_math.expr.nodes import Relation, show
from kaelum_math.task import Solution, Task

__all__ = ["PHRASES", "SolveFor"]


@frozen
class SolveFor(Task):
    """All values of one unknown that the equations allow."""

    equations: tuple[Relation, ...]
    name: str

    def describe(self) -> str:
        return f"solve {', '.join(map(show, self.equations))} for {self.name}"

    def solve(self) -> Solution:
        raise OutOfReach("Equations are not solved yet.")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        raise OutOfReach("Equations are not solved yet.")


PHRASES = ()
