"""What follows from what: decided by one engine, checked again by another.

Facts and rules are decided by applying the rules; the grounding engine decides
most other questions in a few milliseconds; Z3 takes what is left. Whatever one
of them found, the check is made by other means: models are evaluated,
refutations are found a second time by an engine that did not find them.
"""

from __future__ import annotations

import enum
import functools
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve, field, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import Check, CheckOutcome
from kaelum_logic.formula import Formula, Not, free_variables
from kaelum_logic.solving import ground, horn, smt
from kaelum_logic.solving.findings import Finding, Satisfied, Undecided, Unsatisfiable
from kaelum_logic.solving.model import Model

__all__ = ["Decision", "Status", "decide", "jointly", "recheck", "smt_script"]

_MOST_STEPS = 1_000_000
"""Most steps spent on evaluating models, which is some seconds."""

_ENGINES: dict[str, Callable[..., Finding]] = {
    "chaining": horn.search,
    "grounding": ground.search,
    "Z3": smt.search,
}


class Status(enum.StrEnum):
    """What premises say about a goal."""

    TRUE = "true"
    FALSE = "false"
    UNCERTAIN = "uncertain"
    CONTRADICTORY = "contradictory premises"
    UNKNOWN = "unknown"


def _indices(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(values)


@frozen
class Decision:
    """Whether a goal follows, with what shows it.

    Attributes:
        status: true, false, uncertain, contradictory premises, or unknown
            (no engine decided within the budget).
        core: indices of premises that suffice for *true*, *false* or
            *contradictory*; none of them can be left out.
        with_goal: premises and goal hold here; absent for *false*.
        without_goal: premises hold here and the goal fails; absent for *true*.
        engine: which engine found the refutation, or both models.
        reason: why the status is *unknown*.
    """

    status: Status
    core: tuple[int, ...] = field(default=(), converter=_indices)
    with_goal: Model | None = None
    without_goal: Model | None = None
    engine: str = ""
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """As JSON, for the evidence of a certificate."""
        return {
            "status": str(self.status),
            "core": list(self.core),
            "with_goal": self.with_goal and self.with_goal.to_json(),
            "without_goal": self.without_goal and self.without_goal.to_json(),
            "engine": self.engine,
        }

    @classmethod
    def from_json(cls, data: Any) -> Decision:
        """The decision that :meth:`to_json` wrote.

        Raises:
            InvalidValueError: ``data`` does not describe a decision.
        """
        try:
            with_goal, without_goal = data["with_goal"], data["without_goal"]
            return cls(
                Status(data["status"]),
                [int(index) for index in data["core"]],
                None if with_goal is None else Model.from_json(with_goal),
                None if without_goal is None else Model.from_json(without_goal),
                str(data["engine"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidValueError(f"not a decision: {error}") from error


def decide(premises: Sequence[Formula], goal: Formula, *, budget: float = 5.0) -> Decision:
    """What the closed ``premises`` say about the closed ``goal``, in ``budget`` seconds.

    Raises:
        InvalidValueError: a formula has a free variable.
    """
    for formula in (*premises, goal):
        if free := free_variables(formula):
            names = ", ".join(sorted(variable.name for variable in free))
            raise InvalidValueError(f"free variable {names} in {formula}")
    deadline = time.monotonic() + budget
    affirmed, engine_1 = _search([*premises, goal], deadline)
    denied, engine_2 = _search([*premises, Not(goal)], deadline)
    for finding, engine in ((affirmed, engine_1), (denied, engine_2)):
        if (clash := _clash(premises, finding)) is not None:
            return Decision(Status.CONTRADICTORY, clash, engine=engine)
    match affirmed, denied:
        case Unsatisfiable(), Unsatisfiable():
            return _contradiction(premises, deadline)
        case Satisfied(with_goal), Satisfied(without_goal):
            engine = ", ".join(sorted({engine_1, engine_2}))
            return Decision(Status.UNCERTAIN, (), with_goal, without_goal, engine)
        case _, Unsatisfiable(core):
            witness = affirmed.model if isinstance(affirmed, Satisfied) else None
            return Decision(Status.TRUE, core[:-1], with_goal=witness, engine=engine_2)
        case Unsatisfiable(core), _:
            witness = denied.model if isinstance(denied, Satisfied) else None
            return Decision(Status.FALSE, core[:-1], without_goal=witness, engine=engine_1)
        case _:
            reasons = [f.reason for f in (affirmed, denied) if isinstance(f, Undecided)]
            return Decision(Status.UNKNOWN, reason="; ".join(dict.fromkeys(reasons)))


def recheck(
    premises: Sequence[Formula], goal: Formula, decision: Decision, *, budget: float = 5.0
) -> tuple[Check, ...]:
    """Test ``decision`` by means that had no part in it.

    Models are evaluated; a refutation is sought again, from the core alone, by
    the engine that did not find it. Together the checks are complete, unless
    an engine gave up or a model is missing.
    """
    deadline = time.monotonic() + budget
    if any(not 0 <= index < len(premises) for index in decision.core):
        return (_check("the core names premises", "reading", CheckOutcome.FAILED),)
    core = [premises[index] for index in decision.core]
    match decision.status:
        case Status.UNCERTAIN:
            return (_evaluated(premises, goal, decision),)
        case Status.TRUE:
            consistent = _consistent(premises, goal, decision.with_goal)
            refuted = _refuted([*core, Not(goal)], decision, "denied", deadline)
        case Status.FALSE:
            consistent = _consistent(premises, Not(goal), decision.without_goal)
            refuted = _refuted([*core, goal], decision, "affirmed", deadline)
        case Status.CONTRADICTORY:
            clash = _refuted(core, decision, "together", deadline)
            return (evolve(clash, complete=True),)
        case _:
            return ()
    return (consistent, evolve(refuted, complete=consistent.passed))


def jointly(checks: Iterable[Sequence[Check]]) -> tuple[Check, ...]:
    """The checks of several decisions that together make one answer: none of them is
    complete unless every decision has a complete check that passed."""
    groups = [tuple(group) for group in checks]
    complete = all(any(c.complete and c.passed for c in group) for group in groups)
    return tuple(
        evolve(check, complete=check.complete and complete) for group in groups for check in group
    )


def smt_script(premises: Sequence[Formula], goal: Formula) -> str:
    """The question whether ``goal`` follows, as SMT-LIB: it does if the script is unsat."""
    return _smt_script(tuple(premises), goal)


@functools.lru_cache(maxsize=8)
def _smt_script(premises: tuple[Formula, ...], goal: Formula) -> str:
    # Kept for a while: what is issued is checked right afterwards.
    labels = [*(f"premise_{number}" for number in range(1, len(premises) + 1)), "goal_denied"]
    return smt.smt_lib([*premises, Not(goal)], labels)


def _search(formulas: Sequence[Formula], deadline: float) -> tuple[Finding, str]:
    return _first_finding(_ENGINES, formulas, deadline)


def _first_finding(
    engines: Iterable[str], formulas: Sequence[Formula], deadline: float
) -> tuple[Finding, str]:
    """The finding of the first of ``engines`` that decides; the last one's if none does."""
    finding: Finding = Undecided("out of time")
    engine = ""
    for engine in engines:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            break
        finding = _ENGINES[engine](formulas, budget=remaining / 3)
        if not isinstance(finding, Undecided):
            break
    return finding, engine


def _clash(premises: Sequence[Formula], finding: Finding) -> tuple[int, ...] | None:
    """The core of ``finding`` if it lies within the premises."""
    if isinstance(finding, Unsatisfiable) and len(premises) not in finding.core:
        return finding.core
    return None


def _contradiction(premises: Sequence[Formula], deadline: float) -> Decision:
    finding, engine = _search(premises, deadline)
    core = finding.core if isinstance(finding, Unsatisfiable) else range(len(premises))
    return Decision(Status.CONTRADICTORY, tuple(core), engine=engine)


def _check(claim: str, method: str, outcome: CheckOutcome, detail: str = "") -> Check:
    return Check(claim, method, outcome, independent=True, detail=detail)


def _holds(model: Model, formulas: Sequence[Formula]) -> Formula | None:
    """The first of ``formulas`` that fails in ``model``; None when all hold."""
    return next((formula for formula in formulas if not model.satisfies(formula)), None)


def _consistent(premises: Sequence[Formula], goal: Formula, model: Model | None) -> Check:
    claim = "the premises are consistent" if premises else "there is a model"
    method = "evaluating a model"
    if model is None:
        return _check(claim, method, CheckOutcome.INCONCLUSIVE, "no model was found")
    return _outcome(claim, method, [(model, [*premises, goal])])


def _evaluated(premises: Sequence[Formula], goal: Formula, decision: Decision) -> Check:
    claim = "the premises hold in a model with the goal and in one without it"
    if not premises:
        claim = "it is true in one model and false in another"
    method = "evaluating both models"
    with_goal, without_goal = decision.with_goal, decision.without_goal
    if with_goal is None or without_goal is None:
        return _check(claim, method, CheckOutcome.INCONCLUSIVE, "a model was too large to show")
    tested = [(with_goal, [*premises, goal]), (without_goal, [*premises, Not(goal)])]
    return evolve(_outcome(claim, method, tested), complete=True)


def _outcome(claim: str, method: str, tested: Sequence[tuple[Model, Sequence[Formula]]]) -> Check:
    cost = sum(model.cost(formula) for model, formulas in tested for formula in formulas)
    if cost > _MOST_STEPS:
        return _check(claim, method, CheckOutcome.INCONCLUSIVE, "too much to evaluate")
    try:
        failing = next((f for model, formulas in tested if (f := _holds(model, formulas))), None)
    except InvalidValueError as error:
        return _check(claim, method, CheckOutcome.FAILED, str(error))
    if failing is None:
        return _check(claim, method, CheckOutcome.PASSED)
    return _check(claim, method, CheckOutcome.FAILED, f"{failing} fails")


def _refuted(formulas: Sequence[Formula], decision: Decision, how: str, deadline: float) -> Check:
    claim = f"the premises in the core cannot hold {how}"
    if decision.status is not Status.CONTRADICTORY:
        claim = f"the premises in the core cannot hold with the goal {how}"
        if not decision.core:
            claim = f"there is no model with it {how}"
    others = [engine for engine in _ENGINES if engine != decision.engine]
    finding, engine = _first_finding(others, formulas, deadline)
    match finding:
        case Unsatisfiable():
            return _check(claim, f"refutation by {engine}", CheckOutcome.PASSED)
        case Satisfied():
            return _check(claim, f"refutation by {engine}", CheckOutcome.FAILED, "they can")
        case Undecided(reason):
            return _check(claim, f"refutation by {engine}", CheckOutcome.INCONCLUSIVE, reason)
