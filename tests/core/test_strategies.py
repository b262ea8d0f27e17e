"""Panel and strategies on both event loops, with workers that answer after set delays."""

from __future__ import annotations

import anyio
import pytest

from kaelum_core.builtin.strategies import Confidence, Consensus, Synthesis, Verification
from kaelum_core.errors import UnknownNameError
from kaelum_core.events import WorkerFinished, WorkerStarted
from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.panel import WorkerPanel
from kaelum_core.types import (
    Answer,
    Check,
    CheckOutcome,
    Outcome,
    Query,
    RoutingDecision,
    Verdict,
    WorkerResult,
)

pytestmark = pytest.mark.anyio

PASSED, FAILED, OPEN = CheckOutcome.PASSED, CheckOutcome.FAILED, CheckOutcome.INCONCLUSIVE


def proved(text, **more):
    check = Check("claim", "method", PASSED, independent=True, complete=True)
    return WorkerResult.answered(text, checks=[check], **more)


def checked(text, **more):
    return WorkerResult.answered(text, checks=[Check("claim", "method", PASSED)], **more)


def unverified(text, **more):
    return WorkerResult.answered(text, **more)


def refuted(text, **more):
    return WorkerResult.answered(text, checks=[Check("claim", "method", FAILED)], **more)


def abstained(reason="not mine"):
    return WorkerResult.abstained(reason)


async def run(strategy, script, *, asked=None, deadline=5.0, options=()):
    """The strategy's answer on workers that follow ``script``: name -> (delay, result or error).

    Returns the answer, every result by worker, and the events.
    """
    events = []

    async def attempt(info, query, budget):
        delay, outcome = script[info.name]
        await anyio.sleep(delay)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    asked = tuple(script) if asked is None else asked
    async with anyio.create_task_group() as tasks:
        panel = WorkerPanel(
            Query("?", options=options),
            RoutingDecision("math", {}, 0.5, asked, "s"),
            roster={name: WorkerInfo(name, domains={"d"}, factory="a:b") for name in script},
            attempt=attempt,
            emit=lambda kind, fields: events.append((kind, fields)),
            tasks=tasks,
            deadline=anyio.current_time() + deadline,
        )
        answer = await strategy.combine(panel)
        tasks.cancel_scope.cancel()
    results = {result.worker: result for result in panel.finish()}
    return answer, results, events


async def test_verification_stops_at_the_first_proof_and_cancels_the_rest():
    answer, results, _ = await run(
        Verification(), {"fast": (0.01, proved("4")), "slow": (60, proved("5"))}
    )
    assert (answer.text, answer.verdict, answer.worker) == ("4", Verdict.PROVED, "fast")
    assert results["slow"].outcome is Outcome.CANCELLED


async def test_verification_prefers_the_better_checked_to_the_quicker():
    answer, _, _ = await run(
        Verification(), {"quick": (0, unverified("1")), "sound": (0.02, checked("2"))}
    )
    assert (answer.text, answer.verdict) == ("2", Verdict.CHECKED)
    assert any("quick" in note and "1" in note for note in answer.notes)


async def test_verification_never_answers_what_was_refuted():
    answer, _, _ = await run(Verification(), {"wrong": (0, refuted("5", confidence=1.0))})
    assert answer.text is None
    assert "did not survive its checks" in answer.reason


async def test_verification_abstains_between_rivals_that_are_checked_equally_well():
    answer, _, _ = await run(Verification(), {"a": (0, checked("1")), "b": (0, checked("2"))})
    assert answer.text is None
    assert "disagree" in answer.reason


async def test_verification_counts_equivalent_answers_as_one():
    answer, _, _ = await run(Verification(), {"a": (0, checked("1/2")), "b": (0, checked("0.5"))})
    assert answer.text in {"1/2", "0.5"}


async def test_verification_consults_another_worker_when_nobody_answered():
    script = {"first": (0, abstained()), "second": (0, proved("7"))}
    answer, results, _ = await run(Verification(), script, asked=["first"])
    assert answer.text == "7"
    assert set(results) == {"first", "second"}


async def test_verification_leaves_candidates_alone_once_there_is_an_answer():
    script = {"first": (0, checked("7")), "second": (0, proved("7"))}
    _, results, _ = await run(Verification(), script, asked=["first"])
    assert set(results) == {"first"}


async def test_an_abstention_gives_every_workers_reason():
    answer, _, _ = await run(
        Verification(), {"a": (0, abstained("no numbers")), "b": (0, ValueError("broken"))}
    )
    assert answer.text is None
    assert "a abstained: no numbers" in answer.reason
    assert "b failed: ValueError: broken" in answer.reason


async def test_consensus_takes_the_majority_and_its_share():
    script = {"a": (0, unverified("3")), "b": (0, unverified("4")), "c": (0, unverified("3.0"))}
    answer, _, _ = await run(Consensus(), script)
    assert answer.text in {"3", "3.0"}
    assert answer.confidence == pytest.approx(2 / 3)
    assert any("b said instead: 4" in note for note in answer.notes)


async def test_consensus_without_majority_abstains():
    answer, _, _ = await run(Consensus(), {"a": (0, unverified("3")), "b": (0, proved("4"))})
    assert answer.text is None
    assert "no majority" in answer.reason


async def test_consensus_counts_only_those_who_answered():
    script = {"a": (0, unverified("3")), "b": (0, abstained()), "c": (0, RuntimeError("x"))}
    answer, _, _ = await run(Consensus(), script)
    assert (answer.text, answer.confidence) == ("3", 1.0)


async def test_consensus_matches_option_letter_with_option_text():
    script = {"a": (0, unverified("B")), "b": (0, unverified("blue")), "c": (0, unverified("A"))}
    answer, _, _ = await run(Consensus(), script, options=("A) red", "B) blue"))
    assert answer.text in {"B", "blue"}


async def test_confidence_takes_the_surest():
    script = {
        "a": (0, unverified("3", confidence=0.4)),
        "b": (0.01, unverified("4", confidence=0.9)),
        "c": (0, refuted("5", confidence=1.0)),
    }
    answer, _, _ = await run(Confidence(), script)
    assert (answer.text, answer.confidence) == ("4", 0.9)


async def test_synthesis_merges_checks_and_raises_confidence_by_agreement():
    script = {
        "a": (0, checked("1/2", confidence=0.8, notes=["from a"])),
        "b": (0.01, checked("0.5", confidence=0.5, steps=["step of b"])),
        "c": (0.01, unverified("2", confidence=0.9)),
    }
    answer, _, _ = await run(Synthesis(), script)
    assert answer.text == "1/2"
    assert len(answer.checks) == 2
    assert answer.confidence == pytest.approx(0.9 * 2 / 3)
    assert "step of b" in answer.steps
    assert {"from a", "a, b agree", "c said instead: 2"} <= set(answer.notes)


@pytest.mark.parametrize("strategy", [Verification(), Consensus(), Confidence(), Synthesis()])
async def test_every_strategy_survives_an_empty_and_a_failing_panel(strategy):
    answer, _, _ = await run(strategy, {})
    assert isinstance(answer, Answer)
    assert answer.text is None
    answer, results, _ = await run(
        strategy, {"a": (0, ExceptionGroup("g", [ValueError("v"), KeyError("k")]))}
    )
    assert answer.text is None
    assert "ValueError: v" in results["a"].reason
    assert "KeyError: 'k'" in results["a"].reason


async def test_a_worker_past_the_deadline_is_timed_out_and_the_others_count():
    script = {"slow": (60, proved("1")), "fine": (0, checked("2"))}
    answer, results, _ = await run(Verification(), script, deadline=0.1)
    assert answer.text == "2"
    assert results["slow"].outcome is Outcome.TIMED_OUT


@pytest.mark.parametrize(
    ("rubbish", "complaint"),
    [
        (None, "NoneType"),
        ("42", "returned a str"),
        ({"answer": "42"}, "returned a dict"),
        (WorkerResult.answered(42), "not text"),
        (WorkerResult.answered("x" * 200_000), "200,000 characters"),
    ],
)
async def test_rubbish_costs_only_its_own_result(rubbish, complaint):
    answer, results, _ = await run(
        Verification(), {"odd": (0, rubbish), "fine": (0.01, proved("2"))}
    )
    assert answer.text == "2"
    assert results["odd"].outcome is Outcome.FAILED
    assert complaint in results["odd"].reason


async def test_results_come_in_order_of_completion():
    seen = []

    class Watch:
        async def combine(self, panel):
            async for result in panel:
                seen.append(result.worker)  # noqa: PERF401 - the loop is what is tested
            return panel.answer(panel.best())

    await run(Watch(), {"c": (0.06, proved("1")), "a": (0, proved("1")), "b": (0.03, proved("1"))})
    assert seen == ["a", "b", "c"]


async def test_consulting_twice_asks_once_and_an_unknown_worker_is_refused():
    class Insist:
        async def combine(self, panel):
            panel.consult("b")
            panel.consult("b")
            with pytest.raises(UnknownNameError):
                panel.consult("nobody")
            async for _ in panel:
                pass
            return panel.answer(panel.best())

    _, results, events = await run(
        Insist(), {"a": (0, abstained()), "b": (0, proved("1"))}, asked=["a"]
    )
    started = [fields["worker"] for kind, fields in events if kind is WorkerStarted]
    assert started == ["a", "b"]
    assert set(results) == {"a", "b"}


async def test_every_started_worker_has_exactly_one_finish():
    _, _, events = await run(
        Verification(),
        {"a": (0, proved("1")), "b": (60, proved("1")), "c": (0, ValueError("x"))},
    )
    started = sorted(fields["worker"] for kind, fields in events if kind is WorkerStarted)
    finished = sorted(f["result"].worker for kind, f in events if kind is WorkerFinished)
    assert started == finished == ["a", "b", "c"]
