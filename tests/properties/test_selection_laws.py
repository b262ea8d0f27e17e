"""Laws of selection."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.routing.merge import THRESHOLD
from kaelum_core.routing.selection import WorkerRecord, select
from kaelum_core.settings import EngineSettings, LLMSettings, Settings
from kaelum_core.types import Classification

DOMAINS = ("code", "creative", "logic", "math")
NAMES = ("a", "b", "c", "d", "e")

unit = st.floats(0, 1)
scores = st.dictionaries(st.sampled_from(DOMAINS), unit)
classifications = st.builds(Classification, scores, st.none() | unit)
infos = st.lists(
    st.builds(
        WorkerInfo,
        st.sampled_from(NAMES),
        domains=st.sets(st.sampled_from(DOMAINS), min_size=1),
        factory=st.just("m:f"),
        cost=st.sampled_from([0.01, 0.1, 1]),
        needs_model=st.booleans(),
    ),
    unique_by=lambda info: info.name,
)
small = st.integers(0, 40)
records = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(DOMAINS)),
    st.builds(
        lambda asked, answered, proved, good, bad: WorkerRecord(
            asked, min(asked, answered), min(asked, answered, proved), good, bad
        ),
        small, small, small, small, small,
    ),
)  # fmt: skip
strategies = st.lists(st.sampled_from(["verification", "consensus", "mine"]), unique=True)
settings = st.builds(
    lambda limit, model: Settings(
        engine=EngineSettings(max_workers=limit),
        llm=LLMSettings(base_url="http://h", model="m") if model else LLMSettings(),
    ),
    st.integers(1, 5),
    st.booleans(),
)


@given(classifications, infos, strategies, records, settings, st.randoms(use_true_random=False))
def test_deterministic_and_blind_to_order(opinion, workers, names, past, how, random):
    first = select(opinion, workers=workers, strategies=names, records=past, settings=how)
    shuffled = select(
        evolve(
            opinion, scores=dict(random.sample(list(opinion.scores.items()), len(opinion.scores)))
        ),
        workers=random.sample(workers, len(workers)),
        strategies=random.sample(names, len(names)),
        records=dict(random.sample(list(past.items()), len(past))),
        settings=how,
    )
    assert first == shuffled


@given(classifications, infos, strategies, records, settings)
def test_only_what_is_in_force_and_never_nobody_without_need(opinion, workers, names, past, how):
    decision = select(opinion, workers=workers, strategies=names, records=past, settings=how)
    usable = {info.name: info for info in workers if how.llm.configured or not info.needs_model}
    assert set(decision.workers) <= set(usable)
    assert len(set(decision.workers)) == len(decision.workers) <= how.engine.max_workers
    assert 0 < decision.budget <= 1
    assert not names or decision.strategy in names
    assert decision.reasons
    serving = [name for name, info in usable.items() if decision.domain in info.domains]
    assert decision.workers or not serving
    if serving:
        assert decision.domain in usable[decision.workers[0]].domains
    clear = [name for name, score in opinion.scores.items() if score >= THRESHOLD]
    assert (decision.domain == "none") == (not clear)
    assert decision.domain != "none" or not decision.workers


@given(classifications, infos, records, settings, unit)
def test_raising_the_score_of_the_domain_keeps_it_and_its_first_worker(
    opinion, workers, past, how, more
):
    before = select(opinion, workers=workers, strategies=(), records=past, settings=how)
    if before.domain == "none":
        return
    raised = {**opinion.scores, before.domain: max(more, opinion.scores[before.domain])}
    after = select(
        evolve(opinion, scores=raised), workers=workers, strategies=(), records=past, settings=how
    )
    assert after.domain == before.domain
    if before.workers and any(before.domain in info.domains for info in workers):
        usable = [i for i in workers if how.llm.configured or not i.needs_model]
        if any(before.domain in info.domains for info in usable):
            assert after.workers[0] == before.workers[0]


@given(classifications, infos, records, settings, unit)
def test_a_harder_query_gets_no_fewer_workers_and_no_less_time(opinion, workers, past, how, more):
    easy = evolve(opinion, complexity=opinion.complexity or 0.0)
    hard = evolve(opinion, complexity=max(more, opinion.complexity or 0.0))
    low, high = (
        select(each, workers=workers, strategies=(), records=past, settings=how)
        for each in (easy, hard)
    )
    assert len(low.workers) <= len(high.workers)
    assert low.budget <= high.budget
