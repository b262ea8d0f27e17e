"""The math worker: reads a question, solves it, checks the answer, certifies it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from attrs import evolve

from kaelum_core._version import __version__
from kaelum_core.protocols import WorkerContext
from kaelum_core.types import Certificate, Query, Verdict, WorkerResult, derive_verdict
from kaelum_math import certificates
from kaelum_math.effort import OutOfTime, allowance, limited
from kaelum_math.errors import MathError
from kaelum_math.reader import Reading
from kaelum_math.task import Solution

__all__ = ["MathWorker"]


class MathWorker:
    """Solves what is computable from the question, and proves it. Needs no model."""

    def __init__(self) -> None:
        self._answered = 0

    def solve(self, query: Query, context: WorkerContext) -> WorkerResult:
        """The checked answer to ``query``, or an abstention that says what stood in the way."""
        self._answered += 1
        if self._answered % _TIDY_EVERY == 0:
            _tidy()
        seconds = allowance()
        if context is not None:
            seconds = min(seconds, _SHARE * context.remaining())
        try:
            with limited(seconds):
                return _solve(query, explain=context is not None and context.explain)
        except OutOfTime as error:
            _tidy()  # what was cut off may have left half a result behind
            return WorkerResult.abstained(str(error))
        except MathError as error:
            return WorkerResult.abstained(str(error))
        except RecursionError:
            return WorkerResult.abstained("The question is nested too deeply.")


_SHARE = 0.8
"""Part of the time that is left which is used; the rest is for handing over the result."""


_TIDY_EVERY = 500
"""Questions after which what SymPy remembers is forgotten."""


def _tidy() -> None:
    """Empty SymPy's caches: a thousand expressions for each of its functions, of any size.

    A worker that lives for long would grow by tens of mebibytes without coming to an end.
    """
    cache = sys.modules.get("sympy.core.cache")
    if cache is not None:
        cache.clear_cache()


def _solve(query: Query, *, explain: bool) -> WorkerResult:
    readings = certificates.read_query(query)
    shown = certificates.interpretation(readings)
    try:
        solutions = [reading.task.solve() for reading in readings]
    except MathError as error:
        return WorkerResult.abstained(str(error), interpretation=shown)
    if len({solution.answer for solution in solutions}) > 1:
        return _ambiguous(readings, solutions)
    result = _answered(query, readings, solutions, shown)
    if explain and result.answer is not None:
        return evolve(result, steps=_told(readings[0], solutions[0]))
    return result


def _ambiguous(readings: Sequence[Reading], solutions: Sequence[Solution]) -> WorkerResult:
    ways = "; ".join(
        f"read as {r.describe()}, the answer is {s.answer}"
        for r, s in zip(readings, solutions, strict=True)
    )
    return WorkerResult.abstained(f"The question can be read in several ways: {ways}.")


def _answered(
    query: Query, readings: Sequence[Reading], solutions: Sequence[Solution], shown: str
) -> WorkerResult:
    answer = solutions[0].answer
    evidence = [dict(solution.evidence) for solution in solutions]
    checks = certificates.verify(readings, answer, evidence)
    if derive_verdict(checks) is Verdict.REFUTED:
        return WorkerResult.abstained(
            "The answer that was found did not pass its own check.", interpretation=shown
        )
    certificate = Certificate.issue(
        checker="math",
        query=query,
        answer=answer,
        interpretation=shown,
        evidence={"readings": evidence},
        issuer=f"{certificates.ISSUER} {__version__}",
    )
    return WorkerResult.answered(
        answer,
        interpretation=shown,
        checks=checks,
        certificate=certificate,
        notes=solutions[0].notes,
    )


def _told(reading: Reading, solution: Solution) -> tuple[str, ...]:
    """How the values on the way and the answer were reached."""
    from kaelum_math import steps

    told: list[str] = []
    for step in reading.steps:
        told += [*steps.tell(step.task, step.solution), step.describe()]
    return (*told, *steps.tell(reading.task, solution))
