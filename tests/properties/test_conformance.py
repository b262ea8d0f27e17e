"""The conformance kit: the built-ins pass it, and what breaks the contract does not."""

from __future__ import annotations

import pytest

from kaelum_core.builtin.strategies import Confidence, Consensus, Synthesis, Verification
from kaelum_core.testing.workers import check_strategy, check_worker
from kaelum_core.types import Answer, Query, WorkerResult
from kaelum_logic.certificates import check as check_logic
from kaelum_logic.worker import LogicWorker
from kaelum_math.certificates import check as check_math
from kaelum_math.worker import MathWorker


def test_the_math_worker_conforms():
    check_worker(
        MathWorker,
        own=["What is 2 + 2?", "Solve x^2 = 2", "Is 7919 prime?", "gcd of 84 and 30"],
        foreign=["Write a haiku about the sea", "Who won the world cup in 1998?", "asdf qwer"],
        checker=check_math,
    )


def test_the_logic_worker_conforms():
    check_worker(
        LogicWorker,
        own=[
            "All men are mortal. Socrates is a man. Is Socrates mortal?",
            "(p -> q) and (not q) -> not p",
        ],
        foreign=["Write a haiku about the sea", "What is 2 + 2?", "asdf qwer"],
        checker=check_logic,
    )


@pytest.mark.parametrize("strategy", [Verification, Consensus, Confidence, Synthesis])
def test_the_built_in_strategies_conform(strategy):
    check_strategy(strategy)


class Says:
    def __init__(self, result):
        self.result = result

    def solve(self, query, context):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.mark.parametrize(
    "result", ["rubbish", None, WorkerResult.answered("x" * 200_000), WorkerResult.abstained("")]
)
def test_a_worker_that_breaks_the_contract_fails(result):
    with pytest.raises(AssertionError):
        check_worker(lambda: Says(result))


def test_a_worker_that_raises_or_answers_what_is_foreign_fails():
    with pytest.raises(ValueError, match="no"):
        check_worker(lambda: Says(ValueError("no")))
    with pytest.raises(AssertionError, match="foreign"):
        check_worker(lambda: Says(WorkerResult.answered("4")), foreign=["Who?"])
    with pytest.raises(AssertionError, match="did not answer"):
        check_worker(lambda: Says(WorkerResult.abstained("no")), own=["Who?"])


class Invents:
    async def combine(self, panel):
        return Answer(Query("?"), "invented")


class Careless:
    async def combine(self, panel):
        async for result in panel:
            if result.answer is not None:
                return panel.answer(result)
        return panel.answer(None)


@pytest.mark.parametrize("strategy", [Invents, Careless])
def test_a_strategy_that_invents_or_gives_what_was_refuted_fails(strategy):
    with pytest.raises(AssertionError):
        check_strategy(strategy)
