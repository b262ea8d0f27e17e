"""Conformance of workers and strategies: what third parties run in their own tests.

::

    from kaelum_core.testing import check_strategy, check_worker

    def test_conformance():
        check_worker(ChemistryWorker, own=["What is the molar mass of H2O?"],
                     foreign=["Who wrote Hamlet?"], checker=check)

Needs the extra ``kaelum[testing]`` (Hypothesis).
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import anyio
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.panel import WorkerPanel, validated
from kaelum_core.protocols import CertificateChecker, Strategy, Worker
from kaelum_core.serialize import from_json, to_json
from kaelum_core.types import (
    Answer,
    Check,
    CheckOutcome,
    Outcome,
    Query,
    RoutingDecision,
    Verdict,
    WorkerResult,
    derive_verdict,
)

__all__ = ["check_strategy", "check_worker", "queries", "results", "solve"]


class _Context:
    """A worker's context for tests: no sandbox, progress kept."""

    sandbox = None

    def __init__(self, budget: float) -> None:
        self.settings: Mapping[str, Any] = {}
        self.explain = True
        self.progress: list[str] = []
        self._end = time.monotonic() + budget

    def remaining(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def report(self, message: str) -> None:
        self.progress.append(message)


def solve(worker: Worker, query: Query | str, *, budget: float = 10.0) -> WorkerResult:
    """What ``worker`` makes of ``query``, in this process, whether it is asynchronous or not.

    Raises:
        AssertionError: it returned something that no panel would pass on.
    """
    query = Query(query) if isinstance(query, str) else query

    async def run() -> Any:
        outcome = worker.solve(query, _Context(budget))
        return await outcome if inspect.isawaitable(outcome) else outcome

    returned: object = anyio.run(run)
    result = validated(returned)
    assert result is returned, result.reason
    return result


queries = st.builds(
    Query,
    st.one_of(
        st.text(min_size=1, max_size=200),
        st.text("0123456789+-*/^()=.,% xyz", min_size=1, max_size=60),
        st.lists(
            st.sampled_from("if all some no is are not what who the a of 2 x cats dogs ?".split()),
            min_size=1,
            max_size=25,
        ).map(" ".join),
    ),
    context=st.none() | st.text(max_size=80),
    options=st.lists(st.text(max_size=20), max_size=4),
)
"""Hypothesis: queries of every kind, most of them nonsense."""

_checks = st.lists(
    st.builds(
        Check,
        claim=st.just("claim"),
        method=st.just("method"),
        outcome=st.sampled_from(CheckOutcome),
        independent=st.booleans(),
        complete=st.booleans(),
    ),
    max_size=3,
)

results = st.one_of(
    st.builds(
        WorkerResult.answered,
        st.sampled_from(["1/2", "0.5", "2", "yes", "no"]),
        checks=_checks,
        confidence=st.floats(0, 1),
    ),
    st.just(WorkerResult.abstained("not mine")),
    st.just(WorkerResult(Outcome.FAILED, reason="broken")),
)
"""Hypothesis: results of workers, answered and not."""


def check_worker(
    factory: Callable[[], Worker],
    *,
    own: Sequence[str | Query] = (),
    foreign: Sequence[str | Query] = (),
    checker: CertificateChecker | None = None,
    examples: int = 50,
) -> None:
    """Hold a worker to its contract.

    Args:
        factory: makes the worker.
        own: queries that it must answer, without refuting itself.
        foreign: queries that it must abstain from.
        checker: the function behind its certificates; the ones on ``own``
            queries must hold, and must not once their answer is altered.
        examples: how many arbitrary queries to try.

    Raises:
        AssertionError: it broke the contract; the message says where.
    """
    worker = factory()
    for query in foreign:
        result = solve(worker, query)
        assert result.outcome is Outcome.ABSTAINED, f"answered the foreign query {query!r}"
        assert result.reason, f"abstained from {query!r} without a reason"
    for query in own:
        _check_own(solve(worker, query), query, checker)

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,  # several come as a group, which is no AssertionError
    )
    @given(queries)
    def survives(query: Query) -> None:
        result = solve(worker, query)
        assert result.outcome in {Outcome.ANSWERED, Outcome.ABSTAINED}
        assert result.answer is not None or result.reason, "abstained without a reason"
        assert from_json(WorkerResult, to_json(result)) == result

    survives()


def _check_own(
    result: WorkerResult, query: str | Query, checker: CertificateChecker | None
) -> None:
    assert result.answer is not None, f"did not answer {query!r}: {result.reason}"
    assert result.verdict is not Verdict.REFUTED, f"answered {query!r} against its own checks"
    assert from_json(WorkerResult, to_json(result)) == result
    certificate = result.certificate
    if checker is None or certificate is None:
        return
    assert certificate.answer == result.answer, "the certificate is for another answer"
    assert derive_verdict(checker(certificate)) is result.verdict, "the verdict does not repeat"
    altered = evolve(certificate, answer=f"{certificate.answer} and more")
    assert derive_verdict(checker(altered)) is not Verdict.PROVED, "an altered answer was proved"


def check_strategy(factory: Callable[[], Strategy], *, examples: int = 100) -> None:
    """Hold a strategy to its contract, on panels of arbitrary results.

    It must return an answer that is some worker's or an abstention, never one
    that was refuted, whatever the panel says, an empty one included.

    Raises:
        AssertionError: it broke the contract; the message says where.
    """

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,  # several come as a group, which is no AssertionError
    )
    @given(st.lists(results, max_size=4))
    def holds(script: list[WorkerResult]) -> None:
        answer = anyio.run(_combine, factory(), script)
        assert isinstance(answer, Answer), f"returned a {type(answer).__name__}"
        if answer.text is not None:
            texts = {r.answer for r in script if r.verdict is not Verdict.REFUTED}
            assert answer.text in texts, f"nobody said {answer.text!r}, or it was refuted"
            assert answer.verdict is not Verdict.REFUTED

    holds()


async def _combine(strategy: Strategy, script: Sequence[WorkerResult]) -> Answer:
    table = {f"worker{i}": result for i, result in enumerate(script)}

    async def attempt(info: WorkerInfo, _query: Query, _budget: float) -> WorkerResult:
        await anyio.lowlevel.checkpoint()
        return table[info.name]

    async with anyio.create_task_group() as tasks:
        panel = WorkerPanel(
            Query("?"),
            RoutingDecision("any", {}, 0.5, tuple(table), "tested"),
            roster={name: WorkerInfo(name, domains={"any"}, factory="a:b") for name in table},
            attempt=attempt,
            emit=lambda _kind, _fields: None,
            tasks=tasks,
            deadline=anyio.current_time() + 10,
        )
        answer = await strategy.combine(panel)
        tasks.cancel_scope.cancel()
    return answer
