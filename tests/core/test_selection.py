"""Selection: the cheap path, the panel, the second chance, and the reasons told."""

from __future__ import annotations

import pytest

from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.routing.selection import WorkerRecord, select
from kaelum_core.settings import EngineSettings, LLMSettings, Settings
from kaelum_core.types import Classification

FOUR = ("confidence", "consensus", "synthesis", "verification")


def worker(name, *domains, **changes):
    return WorkerInfo(name, domains=domains, factory=f"m:{name}", **changes)


MATH = worker("math", "math")
QUICK = worker("quick", "math", cost=0.01)
LOGIC = worker("logic", "logic")
CHAT = worker("chat", "math", "creative", "factual", needs_model=True, cost=5)
OTHER_CHAT = worker("chat-2", "creative", "factual", needs_model=True, cost=6)
MODEL = Settings(llm=LLMSettings(base_url="http://h", model="m"))


def decide(scores, complexity=0.2, *, workers=(MATH, LOGIC), records=None, settings=None, **more):
    return select(
        Classification(scores, complexity),
        workers=workers,
        strategies=more.get("strategies", FOUR),
        records=records or {},
        settings=settings or Settings(),
    )


def test_a_clear_and_simple_query_takes_the_cheap_path():
    decision = decide({"math": 0.9, "logic": 0.1}, workers=(MATH, QUICK, LOGIC))
    assert decision.domain == "math"
    assert decision.workers == ("quick",)
    assert decision.strategy == "verification"
    assert any("one worker is enough" in reason for reason in decision.reasons)


def test_a_hard_query_gets_a_panel_and_more_time():
    easy = decide({"math": 0.9}, 0.1, workers=(MATH, QUICK, LOGIC))
    hard = decide({"math": 0.9}, 0.9, workers=(MATH, QUICK, LOGIC))
    assert hard.workers == ("quick", "math")
    assert easy.budget < hard.budget <= 1


def test_a_query_that_may_be_two_things_asks_the_best_of_both():
    decision = decide({"math": 0.8, "logic": 0.7}, workers=(MATH, QUICK, LOGIC))
    assert decision.workers == ("quick", "logic")
    assert any("rival" in reason for reason in decision.reasons)


def test_without_a_domain_nobody_is_asked():
    decision = decide({"math": 0.4, "logic": 0.3})
    assert (decision.domain, decision.workers) == ("none", ())
    assert decide({}).domain == "none"


def test_a_domain_without_a_worker_is_said_so():
    decision = decide({"factual": 0.9})
    assert (decision.domain, decision.workers) == ("factual", ())
    assert any("no worker in force serves factual" in reason for reason in decision.reasons)


def test_rivals_stand_in_for_a_domain_without_a_worker():
    assert decide({"factual": 0.6, "math": 0.5}).workers == ("math",)


def test_workers_that_need_a_model_wait_for_one():
    without = decide({"math": 0.9}, 0.9, workers=(MATH, CHAT))
    assert without.workers == ("math",)
    assert any("chat needs a chat model" in reason for reason in without.reasons)
    assert decide({"math": 0.9}, 0.9, workers=(MATH, CHAT), settings=MODEL).workers == (
        "math",
        "chat",
    )


def test_a_worker_that_keeps_failing_is_asked_less():
    records = {
        ("quick", "math"): WorkerRecord(asked=40, answered=2),
        ("math", "math"): WorkerRecord(asked=40, answered=38, proved=38),
    }
    for complexity in (0.1, 0.9):
        assert decide(
            {"math": 0.9}, complexity, workers=(MATH, QUICK), records=records
        ).workers == ("math",)


def test_feedback_weighs_more_than_results():
    records = {
        ("quick", "math"): WorkerRecord(asked=20, answered=20, proved=0, bad=15),
        ("math", "math"): WorkerRecord(asked=20, answered=15, proved=10),
    }
    assert decide({"math": 0.9}, workers=(MATH, QUICK), records=records).workers[0] == "math"


def test_a_failing_worker_is_tried_again_some_day():
    def rank(asked):
        records = {
            ("quick", "math"): WorkerRecord(asked=6, answered=2, proved=2),
            ("math", "math"): WorkerRecord(asked, answered=asked * 8 // 10, proved=asked * 8 // 10),
        }
        return decide({"math": 0.9}, 0.9, workers=(MATH, QUICK), records=records).workers

    assert rank(50)[0] == "math"
    assert rank(10**6)[0] == "quick"


def test_a_new_worker_gets_its_chances_beside_a_proven_one():
    records = {("math", "math"): WorkerRecord(asked=1000, answered=999, proved=999)}
    fresh = decide({"math": 0.9}, workers=(MATH, QUICK), records=records)
    assert set(fresh.workers) == {"math", "quick"}
    records["quick", "math"] = WorkerRecord(asked=5, answered=1, proved=1)
    assert decide({"math": 0.9}, workers=(MATH, QUICK), records=records).workers == ("math",)


def test_the_number_of_workers_is_bounded():
    many = tuple(worker(f"w{index}", "math") for index in range(9))
    settings = Settings(engine=EngineSettings(max_workers=3))
    assert len(decide({"math": 0.9}, 1.0, workers=many, settings=settings).workers) == 3


@pytest.mark.parametrize(
    ("domain", "strategy"), [("creative", "synthesis"), ("factual", "consensus")]
)
def test_where_nothing_can_be_proved_another_strategy_decides(domain, strategy):
    workers = (MATH, CHAT, OTHER_CHAT)
    assert decide({domain: 0.9}, 0.9, workers=workers, settings=MODEL).strategy == strategy


def test_a_strategy_that_was_set_is_obeyed():
    settings = Settings(
        engine=EngineSettings(strategy="confidence"), origins={"engine.strategy": "flag --strategy"}
    )
    decision = decide({"math": 0.9}, settings=settings)
    assert decision.strategy == "confidence"
    assert decision.reasons[-1] == "confidence: set by flag --strategy"


def test_a_blocked_strategy_is_replaced_by_one_in_force():
    assert decide({"math": 0.9}, strategies=("mine", "other")).strategy == "mine"


def test_unknown_complexity_is_assumed_and_told():
    decision = decide({"math": 0.9}, None)
    assert decision.complexity == 0.5
    assert any("nobody estimates" in reason for reason in decision.reasons)


def test_the_past_is_told():
    records = {("math", "math"): WorkerRecord(asked=4, answered=3, proved=2)}
    reasons = decide({"math": 0.9}, records=records).reasons
    assert "math answered 3 of 4 math queries so far, 2 with proof" in reasons
