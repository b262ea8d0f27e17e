"""The way of a query through the engine, with plugins made of modules."""

from __future__ import annotations

import contextlib
import time

import anyio
import pytest
from attrs import evolve

from kaelum_core.engine import Engine, accept
from kaelum_core.errors import InvalidQueryError, UnknownNameError
from kaelum_core.events import AnswerReady, QueryReceived, Routed, WorkerProgress
from kaelum_core.hookspecs import ClassifierInfo, StrategyInfo, WorkerInfo
from kaelum_core.settings import Settings
from kaelum_core.types import (
    Certificate,
    Check,
    CheckOutcome,
    Classification,
    Outcome,
    Query,
    Verdict,
    WorkerResult,
)

pytestmark = pytest.mark.anyio

PROOF = Check("claim", "method", CheckOutcome.PASSED, independent=True, complete=True)


class Scripted:
    """A worker that waits, then gives its outcome."""

    def __init__(self, outcome, delay=0.0):
        self.outcome, self.delay = outcome, delay

    async def solve(self, query, context):
        context.report(f"{context.remaining() > 0}")
        await anyio.sleep(self.delay)
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome


class Always:
    """A classifier that is sure of one domain."""

    def __init__(self, domain="math", score=0.95):
        self.domain, self.score = domain, score

    def classify(self, query):
        return Classification({self.domain: self.score}, complexity=0.2)


@pytest.fixture
def make_engine(make_plugin, make_host):
    """``make_engine(workers={"name": Scripted(...)}, classifier=..., **settings)``."""
    with contextlib.ExitStack() as stack:

        def make(workers=None, classifier=None, strategies=None, **flags):
            workers, strategies = workers or {}, strategies or {}
            members = {f"make_{name}": (lambda made=made: made) for name, made in workers.items()}
            members |= {
                f"plan_{name}": (lambda made=made: made) for name, made in strategies.items()
            }
            module = make_plugin(
                "engine_plugin",
                kaelum_workers=lambda: [
                    WorkerInfo(
                        name,
                        domains={"math"},
                        factory=f"engine_plugin:make_{name}",
                        isolation="task",
                    )
                    for name in workers
                ],
                kaelum_classifiers=lambda: [
                    ClassifierInfo("sure", "engine_plugin:classify", domains={"math", "art"})
                ],
                kaelum_strategies=lambda: [
                    StrategyInfo(name, f"engine_plugin:plan_{name}") for name in strategies
                ],
                classify=lambda: classifier or Always(),
                **members,
            )
            host = make_host(module)
            settings = Settings.load(flags={"deadline": 5, **flags})
            return stack.enter_context(Engine(settings, host=host))

        yield make


async def test_an_answer_carries_everything(make_engine):
    result = WorkerResult.answered("4", interpretation="2 + 2", checks=[PROOF], steps=["add"])
    engine = make_engine({"one": Scripted(result)})
    answer = await engine.answer("What is 2 + 2?")
    assert (answer.text, answer.verdict, answer.worker) == ("4", Verdict.PROVED, "one")
    assert (answer.strategy, answer.interpretation) == ("verification", "2 + 2")
    assert answer.decision.domain == "math"
    assert [r.worker for r in answer.results] == ["one"]
    assert answer.elapsed > 0


async def test_events_tell_the_whole_way(make_engine):
    engine = make_engine({"one": Scripted(WorkerResult.answered("4", checks=[PROOF]))})
    events = [event async for event in engine.stream("What is 2 + 2?")]
    assert isinstance(events[0], QueryReceived)
    assert isinstance(events[1], Routed)
    assert any(isinstance(e, WorkerProgress) and e.message == "True" for e in events)
    assert isinstance(events[-1], AnswerReady)
    assert events[-1].answer.text == "4"
    assert [e.at for e in events] == sorted(e.at for e in events)


async def test_leaving_a_stream_early_cancels_the_query(make_engine):
    engine = make_engine({"one": Scripted(WorkerResult.answered("4"), delay=60)})
    began = time.monotonic()
    async with contextlib.aclosing(engine.stream("?")) as stream:
        async for event in stream:
            if isinstance(event, Routed):
                break
    assert time.monotonic() - began < 10


async def test_a_stream_raises_what_answering_raises(make_engine):
    with pytest.raises(InvalidQueryError):
        async for _ in make_engine().stream(""):
            pass


async def test_no_expert_at_all_is_said_kindly(make_engine):
    answer = await make_engine().answer("What is 2 + 2?")
    assert answer.text is None
    assert answer.reason == "no expert is installed"
    assert "kaelum-math" in answer.hint


async def test_a_domain_without_an_expert_is_named(make_engine):
    engine = make_engine({"one": Scripted(WorkerResult.abstained("no"))}, Always("art"))
    answer = await engine.answer("Paint the sea")
    assert answer.text is None
    assert "art" in answer.reason
    assert "'art'" in answer.hint


async def test_two_workers_wait_side_by_side(make_engine):
    slow = WorkerResult.answered("4", checks=[Check("c", "m", CheckOutcome.PASSED)])
    engine = make_engine({"a": Scripted(slow, 0.2), "b": Scripted(slow, 0.2)}, Always(score=0.6))

    async def all_of_them():
        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(engine.answer, "?")

    with anyio.fail_after(1.9):  # one after another would take two seconds
        await all_of_them()


async def test_every_failure_is_data(make_engine):
    engine = make_engine(
        {
            "bad": Scripted(ExceptionGroup("both", [ValueError("v"), KeyError("k")])),
            "odd": Scripted("rubbish"),
            "good": Scripted(WorkerResult.answered("4", checks=[PROOF]), 0.05),
        },
        Always(score=0.6),
        max_workers=3,
        strategy="consensus",
    )
    answer = await engine.answer("?")
    outcomes = {r.worker: r.outcome for r in answer.results}
    if len(outcomes) == 3:
        assert outcomes == {
            "bad": Outcome.FAILED,
            "odd": Outcome.FAILED,
            "good": Outcome.ANSWERED,
        }
    assert answer.text == "4"


async def test_the_deadline_bounds_the_whole_answer(make_engine):
    engine = make_engine({"one": Scripted(WorkerResult.answered("4"), 60)}, deadline=0.3)
    began = time.monotonic()
    answer = await engine.answer("?")
    assert time.monotonic() - began < 2
    assert answer.text is None
    assert answer.results[0].outcome is Outcome.TIMED_OUT


class Broken:
    async def combine(self, panel):
        async for _ in panel:
            pass
        raise RuntimeError("strategy bug")


class Stubborn:
    async def combine(self, panel):
        await anyio.sleep(60)


class Odd:
    async def combine(self, panel):
        async for _ in panel:
            pass
        return "4"


@pytest.mark.parametrize(
    ("strategy", "complaint"),
    [(Broken(), "strategy bug"), (Stubborn(), "ran out of time"), (Odd(), "returned a str")],
)
async def test_a_strategy_that_misbehaves_leaves_the_best_result(make_engine, strategy, complaint):
    engine = make_engine(
        {"one": Scripted(WorkerResult.answered("4", checks=[PROOF]))},
        strategies={"mine": strategy},
        strategy="mine",
        deadline=0.5 if isinstance(strategy, Stubborn) else 30,
    )
    answer = await engine.answer("What is 2 + 2?")
    assert any(complaint in note for note in answer.notes)
    if not isinstance(strategy, Stubborn):
        assert answer.text == "4"


async def test_an_unknown_strategy_is_an_error(make_engine):
    engine = make_engine({"one": Scripted(WorkerResult.answered("4"))}, strategy="concensus")
    with pytest.raises(UnknownNameError, match="consensus"):
        await engine.answer("?")


async def test_a_broken_classifier_harms_nobody(make_engine):
    class Bad:
        def classify(self, query):
            raise ValueError("cannot")

    engine = make_engine({"one": Scripted(WorkerResult.answered("4", checks=[PROOF]))}, Bad())
    answer = await engine.answer("What is 2 + 2?")
    assert answer.text == "4"
    report = next(r for r in engine.host.reports if r.name == "engine-plugin")
    assert "ValueError: cannot" in report.error


async def test_settings_derive_a_second_worker(make_engine, monkeypatch):
    engine = make_engine({"one": Scripted(WorkerResult.abstained("no"))})
    extra = {"other": {"type": "one", "model": "small"}}
    engine.settings = evolve(engine.settings, workers=extra)
    assert set(engine.workers) == {"one", "other"}
    answer = await engine.answer("?")
    assert {r.worker for r in answer.results} == {"one", "other"}


def test_the_door_for_code_that_is_not_async(make_engine):
    engine = make_engine({"one": Scripted(WorkerResult.answered("4", checks=[PROOF]))})
    assert engine.ask("?").text == "4"
    assert engine.ask(Query("?"), backend="trio").text == "4"


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("a\0b", "U\\+0000"),
        ("\x1b[31mred", "U\\+001B"),
        ("\udcff", "U\\+DCFF"),
        ("x" * 101, "101 characters"),
        (Query("ok", context="y" * 101), "105 characters"),
        (Query("ok", options=("\0",)), "U\\+0000"),
    ],
)
def test_what_is_no_query_is_refused(query, complaint):
    with pytest.raises(InvalidQueryError, match=complaint):
        accept(query, limit=100)


@pytest.mark.parametrize("text", ["مرحبا؟", "\u202eabc", "tab\tand\nline", "é" * 100])
def test_unusual_text_is_still_text(text):
    assert accept(text, limit=100).text == text


async def test_a_certificate_of_an_unknown_checker_does_not_hold(make_engine):
    certificate = Certificate.issue(
        checker="nobody",
        query=Query("?"),
        answer="4",
        interpretation="x",
        evidence={},
        issuer="t 1",
    )
    outcome = await make_engine().verify(certificate)
    assert not outcome.holds
    assert outcome.verdict is Verdict.UNVERIFIED
