"""The workers at work on one query, and their results in order of completion."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial

import anyio
from anyio.abc import TaskGroup
from attrs import evolve

from kaelum_core.equivalence import partition
from kaelum_core.errors import UnknownNameError
from kaelum_core.events import Event, WorkerFinished, WorkerStarted
from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.protocols import Equivalence
from kaelum_core.types import (
    Answer,
    Outcome,
    Query,
    RoutingDecision,
    Verdict,
    WorkerResult,
)

__all__ = ["Attempt", "WorkerPanel"]

Attempt = Callable[[WorkerInfo, Query, float], Awaitable[WorkerResult]]
"""Lets one worker try a query within so many seconds: ``attempt(info, query, budget)``."""

MAX_ANSWER = 100_000
"""The longest answer text, in characters, that is passed on."""


class WorkerPanel:
    """The :class:`~kaelum_core.protocols.Panel` that strategies see.

    Args:
        query: what was asked.
        decision: which workers to ask.
        roster: every worker that may be consulted, by name, best first.
        attempt: how one worker is asked.
        emit: hears about workers starting and finishing.
        tasks: the task group that the workers run in; the owner cancels it.
        deadline: on anyio's clock, when the workers are stopped; those that the
            decision names have only its ``budget`` of the time until then.
        equivalences: canonicalising functions of plugins.
    """

    def __init__(
        self,
        query: Query,
        decision: RoutingDecision,
        *,
        roster: Mapping[str, WorkerInfo],
        attempt: Attempt,
        emit: Callable[[type[Event], Mapping[str, object]], None],
        tasks: TaskGroup,
        deadline: float,
        equivalences: Callable[[], Sequence[Equivalence]] = tuple,
    ) -> None:
        self.query = query
        self.decision = decision
        self._roster = roster
        self._attempt = attempt
        self._emit = emit
        self._tasks = tasks
        self._deadline = deadline
        self._equivalences = equivalences
        self._asked: dict[str, float] = {}
        self._results: list[WorkerResult] = []
        self._pending = 0
        self._arrived: deque[WorkerResult] = deque()
        self._news = anyio.Event()
        first = deadline - (1.0 - decision.budget) * max(0.0, deadline - anyio.current_time())
        for worker in decision.workers:
            if worker in roster:  # a decision may be older than what is installed now
                self._ask(worker, first)

    # -- what strategies use ---------------------------------------------------

    @property
    def results(self) -> Sequence[WorkerResult]:
        """Results so far, in order of completion."""
        return tuple(self._results)

    @property
    def candidates(self) -> Sequence[str]:
        """Workers that were not asked yet, best first."""
        return tuple(name for name in self._roster if name not in self._asked)

    def consult(self, worker: str) -> None:
        """Ask ``worker`` too; asking one twice changes nothing.

        Raises:
            UnknownNameError: there is no such worker.
        """
        if worker not in self._roster:
            raise UnknownNameError(f"no worker named {worker!r}")
        self._ask(worker, self._deadline)

    def __aiter__(self) -> AsyncIterator[WorkerResult]:
        # Not an async generator: those want explicit closing when a loop is left early.
        return self

    async def __anext__(self) -> WorkerResult:
        if not self._pending:
            raise StopAsyncIteration
        while not self._arrived:
            self._news = anyio.Event()
            await self._news.wait()
        self._pending -= 1
        return self._arrived.popleft()

    def groups(self) -> Sequence[Sequence[WorkerResult]]:
        """Answered, unrefuted results by answer equivalence: largest, then best-checked, first."""
        plugins = tuple(self._equivalences())
        sound = [
            r for r in self._results if r.answer is not None and r.verdict is not Verdict.REFUTED
        ]
        answers = [result.answer or "" for result in sound]
        groups = partition(answers, self.query.options, plugins=plugins)
        return sorted(([sound[at] for at in group] for group in groups), key=_group_order)

    def best(self) -> WorkerResult | None:
        """The best answered, unrefuted result: by verdict, then confidence, then order."""
        answered = [r for r in self._results if r.answer is not None]
        sound = [r for r in answered if r.verdict is not Verdict.REFUTED]
        return max(sound, key=_merit, default=None)

    def answer(self, result: WorkerResult | None, *, notes: Sequence[str] = ()) -> Answer:
        """The answer that rests on ``result``; None abstains with the panel's reasons."""
        if result is None:
            return Answer(self.query, None, reason=self._why_nothing(), notes=notes)
        answer = Answer.from_result(self.query, result)
        return evolve(answer, notes=(*answer.notes, *notes))

    # -- what the engine uses --------------------------------------------------

    def finish(self) -> tuple[WorkerResult, ...]:
        """Every result, the workers that were cut off included."""
        done = {result.worker for result in self._results}
        for worker, since in self._asked.items():
            if worker not in done:
                elapsed = anyio.current_time() - since
                self._record(
                    WorkerResult(Outcome.CANCELLED, reason="no longer needed"), worker, elapsed
                )
        return tuple(self._results)

    # -- inside ----------------------------------------------------------------

    def _ask(self, worker: str, deadline: float) -> None:
        if worker in self._asked:
            return
        self._asked[worker] = anyio.current_time()
        self._pending += 1
        self._emit(WorkerStarted, {"worker": worker})
        attend = partial(self._attend, self._roster[worker], deadline)
        self._tasks.start_soon(attend, name=f"worker {worker}")

    async def _attend(self, info: WorkerInfo, deadline: float) -> None:
        """Ask one worker; whatever happens becomes a result."""
        since = anyio.current_time()
        budget = max(0.0, deadline - since)
        result: object = WorkerResult(Outcome.TIMED_OUT, reason=f"no result within {budget:.3g} s")
        with anyio.move_on_at(deadline):
            try:
                result = await self._attempt(info, self.query, budget)
            except anyio.get_cancelled_exc_class():
                raise
            except (Exception, SystemExit, BaseExceptionGroup) as error:  # noqa: BLE001 - anything
                result = WorkerResult(Outcome.FAILED, reason=describe(error))
        self._record(validated(result), info.name, anyio.current_time() - since)
        self._arrived.append(self._results[-1])
        self._news.set()

    def _record(self, result: WorkerResult, worker: str, elapsed: float) -> None:
        result = evolve(result, worker=worker, elapsed=elapsed)
        self._results.append(result)
        self._emit(WorkerFinished, {"result": result})

    def _why_nothing(self) -> str:
        refuted = [r for r in self._results if r.verdict is Verdict.REFUTED]
        if refuted:
            names = ", ".join(r.worker for r in refuted)
            return f"the answer found by {names} did not survive its checks"
        reasons = [
            f"{r.worker} {r.outcome}: {sentence(r.reason)}" for r in self._results if r.reason
        ]
        return "; ".join(reasons) or "no worker had anything to say"


def _merit(result: WorkerResult) -> tuple[int, float]:
    return (result.verdict.rank, result.confidence)


def _group_order(group: Sequence[WorkerResult]) -> tuple[int, int, float]:
    rank, confidence = max(map(_merit, group))
    return (-len(group), -rank, -confidence)


def sentence(text: str) -> str:
    """``text`` as a part of a longer sentence: no full stop, no capital that is only the first."""
    text = text.strip().rstrip(".")
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first[1:].islower() or first in {"A", "I"} else text


def describe(error: BaseException) -> str:
    """One line that names ``error``, and every error inside if it is a group."""
    if isinstance(error, BaseExceptionGroup):
        return f"{len(error.exceptions)} errors: " + "; ".join(map(describe, error.exceptions))
    first = str(error).strip().partition("\n")[0][:500]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def validated(result: object) -> WorkerResult:
    """``result`` itself if it is one that can be passed on, else a failed result that says why."""
    if not isinstance(result, WorkerResult):
        reason = f"broke its contract: returned a {type(result).__name__}, not a WorkerResult"
        return WorkerResult(Outcome.FAILED, reason=reason)
    if result.answer is not None and not isinstance(result.answer, str):
        reason = f"broke its contract: its answer is a {type(result.answer).__name__}, not text"
        return WorkerResult(Outcome.FAILED, reason=reason)
    if result.answer is not None and len(result.answer) > MAX_ANSWER:
        reason = f"its answer has {len(result.answer):,} characters; at most {MAX_ANSWER:,} pass"
        return WorkerResult(Outcome.FAILED, reason=reason)
    return result
