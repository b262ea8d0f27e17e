"""An arrangement puzzle in formal dress: solved by search, checked by evaluation and by Z3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome
from kaelum_logic.finite.constraints import Constraint, holds
from kaelum_logic.finite.goals import Finding, Goal, SolverOracle
from kaelum_logic.finite.solver import Network, TooLargeError
from kaelum_logic.problem import Solution, UnsolvedError, outcome

__all__ = ["Arrangement", "Clue"]


@frozen
class Clue:
    """A sentence and what it says."""

    text: str
    constraint: Constraint

    def __str__(self) -> str:
        return f"{self.constraint}   [{self.text}]"


@frozen
class Arrangement:
    """Things to be put in places, clues about them, and a question.

    Attributes:
        setting: lines that say what the variables and their values stand for.
        network: the variables, with the rules of the setting.
        clues: what the sentences say.
        goal: what is asked.
        caveat: what was not reckoned with (how many years older someone is), so
            that what follows still follows, but what seems open may not be.
    """

    setting: tuple[str, ...]
    network: Network
    clues: tuple[Clue, ...]
    goal: Goal
    caveat: str = ""

    def describe(self) -> str:
        """The setting, one line per clue, and the question."""
        caveat = (self.caveat,) if self.caveat else ()
        return "\n".join((*self.setting, *map(str, self.clues), *caveat, f"? {self.goal}"))

    def whole(self) -> Network:
        """The rules and the clues together."""
        return self._with(self.clues)

    def _with(self, clues: Sequence[Clue]) -> Network:
        constraints = (*self.network.constraints, *(clue.constraint for clue in clues))
        return Network(self.network.variables, constraints)

    def solve(self) -> Solution:
        """Search for all arrangements, and decide the question on them."""
        try:
            oracle = SolverOracle(self.whole())
            if not oracle.consistent:
                raise UnsolvedError(self._contradiction())
            finding = self.goal.decide(oracle)
        except TooLargeError as error:
            raise UnsolvedError(str(error)) from error
        if self.caveat and finding.open:
            raise UnsolvedError(f"the clues leave it open, but {self.caveat}")
        count = len(oracle.listed)
        steps = (
            "the clues leave exactly one arrangement"
            if oracle.unique
            else "the clues leave more than one arrangement",
            "for example: " + _shown(oracle.listed[0]) if count > 1 else _shown(oracle.listed[0]),
        )
        return Solution(
            finding.answer,
            {"arrangement": oracle.listed[0], "unique": oracle.unique},
            steps=steps,
            notes=finding.notes,
        )

    def _contradiction(self) -> str:
        """Which clues cannot hold together: a smallest such set, found by leaving out."""
        needed = list(self.clues)
        for clue in self.clues:
            fewer = [other for other in needed if other is not clue]
            if self._with(fewer).solution() is None:
                needed = fewer
        named = "; ".join(f'"{clue.text}"' for clue in needed)
        return f"the clues contradict each other: {named}" if needed else "nothing can fit this"

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Evaluate every clue on the arrangement, and decide the question again by Z3."""
        from kaelum_logic.finite.proof import Prover

        whole = self.whole()
        values = _assignment(whole, evidence)
        if values is None or set(evidence) != {"arrangement", "unique"}:
            return (_failed("the evidence is an arrangement of these things"),)
        broken = [clue for clue in whole.constraints if not holds(clue, values)]
        fits = Check(
            f"the arrangement satisfies each of {len(whole.constraints)} rules and clues",
            "evaluation",
            outcome(not broken),
            independent=True,
            detail=str(broken[0]) if broken else _shown(values),
        )
        prover = Prover(whole)
        other = prover.another(values)
        unique = Check(
            f"it is {'the only' if evidence['unique'] else 'not the only'} arrangement",
            "z3",
            CheckOutcome.INCONCLUSIVE if other is None else outcome(other != evidence["unique"]),
            independent=True,
        )
        try:
            again: Finding | None = self.goal.decide(prover)
        except UnsolvedError:
            again = None
        follows = Check(
            f"the clues are consistent, and by them the answer is {answer!r}",
            "z3",
            outcome(
                again is not None
                and again.answer == answer
                and bool(prover.possible())
                and not (self.caveat and again.open)
            ),
            independent=True,
            complete=True,
        )
        return (fits, unique, follows)


def _failed(claim: str) -> Check:
    return Check(claim, "evaluation", CheckOutcome.FAILED)


def _assignment(network: Network, evidence: Mapping[str, JSON]) -> dict[str, int] | None:
    """The arrangement in ``evidence``, if it gives every variable a value of its domain."""
    given = evidence.get("arrangement")
    if not isinstance(given, Mapping) or not isinstance(evidence.get("unique"), bool):
        return None
    values = {str(name): value for name, value in given.items() if type(value) is int}
    domains = {variable.name: variable.domain for variable in network.variables}
    if values.keys() != domains.keys() or len(given) != len(domains):
        return None
    return values if all(values[name] in domains[name] for name in values) else None


def _shown(values: Mapping[str, int]) -> str:
    """An arrangement by place: ``1 Ann, tea; 2 Bob, milk``."""
    places: dict[int, list[str]] = {}
    for name, value in values.items():
        places.setdefault(value, []).append(name)
    return "; ".join(f"{place} {', '.join(places[place])}" for place in sorted(places))
