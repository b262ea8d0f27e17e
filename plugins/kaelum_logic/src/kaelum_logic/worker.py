"""The logic worker: reads a query, solves it, checks the answer, and signs for it."""

from __future__ import annotations

from kaelum_core.protocols import WorkerContext
from kaelum_core.types import Query, Verdict, WorkerResult, derive_verdict
from kaelum_logic import certificates, registry
from kaelum_logic.problem import NotUnderstood, UnsolvedError

__all__ = ["MAX_CHARACTERS", "LogicWorker"]

MAX_CHARACTERS = 20_000
"""Longest query that is read; the longest puzzles known to us have a tenth of it."""

_SHOWN_SENTENCES = 5


class LogicWorker:
    """Deduction, puzzles and formulae, each by the family that understands it."""

    def solve(self, query: Query, context: WorkerContext) -> WorkerResult:
        """Answer ``query``, or abstain with a reason.

        Runs in a killable process, so the deadline of ``context`` is kept by
        whoever calls.
        """
        if len(query.full_text) > MAX_CHARACTERS:
            return WorkerResult.abstained(
                f"the text has more than {MAX_CHARACTERS} characters; a shorter one can be read"
            )
        context.report("reading")
        read = registry.read(query)
        if read is None:
            return WorkerResult.abstained("there is nothing to deduce here that could be read")
        if isinstance(read, NotUnderstood):
            return WorkerResult.abstained(_what_was_not_understood(read))
        interpretation = read.problem.describe()
        context.report("solving")
        try:
            solution = read.problem.solve()
        except UnsolvedError as error:
            return WorkerResult.abstained(str(error), interpretation=interpretation)
        context.report("checking")
        certificate = certificates.issue(query, read, solution)
        checks = certificates.check(certificate)
        verdict = derive_verdict(checks)
        if verdict is Verdict.REFUTED:
            failed = next(check for check in checks if not check.passed)
            return WorkerResult.abstained(
                f"an answer was found, but it failed its own check: {failed.claim}",
                interpretation=interpretation,
            )
        return WorkerResult.answered(
            solution.answer,
            interpretation=interpretation,
            checks=checks,
            certificate=certificate if verdict is Verdict.PROVED else None,
            steps=solution.steps,
            notes=solution.notes,
        )


def _what_was_not_understood(reading: NotUnderstood) -> str:
    shown = "; ".join(f'"{sentence}"' for sentence in reading.sentences[:_SHOWN_SENTENCES])
    more = len(reading.sentences) - _SHOWN_SENTENCES
    tail = f", and {more} more" if more > 0 else ""
    hint = f" ({reading.hint})" if reading.hint else ""
    return f"not understood: {shown}{tail}{hint}"
