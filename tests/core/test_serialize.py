"""JSON both ways: nothing lost, nothing believed, everything wrong named."""

from __future__ import annotations

import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.errors import InvalidValueError
from kaelum_core.serialize import dumps, from_json, loads, to_json
from kaelum_core.types import (
    Answer,
    Certificate,
    Check,
    CheckOutcome,
    Classification,
    Outcome,
    Query,
    RoutingDecision,
    Signal,
    WorkerResult,
)

texts = st.text(max_size=12)
optional_texts = st.none() | texts
tuples = st.lists(texts, max_size=2).map(tuple)
unit = st.floats(0, 1)
finite = st.floats(0, 1e6)
scores = st.dictionaries(texts, unit, max_size=3)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=5,
)  # fmt: skip
queries = st.builds(Query, texts, optional_texts, tuples, optional_texts)
signals = st.builds(Signal, texts, optional_texts, st.floats(-9, 9), texts)
classifications = st.builds(
    Classification, scores, st.none() | unit, st.lists(signals, max_size=2).map(tuple)
)
decisions = st.builds(
    RoutingDecision, texts, scores, unit, tuples, texts, st.just(()), tuples, st.floats(0.1, 1)
)
checks = st.builds(
    Check, texts, texts, st.sampled_from(CheckOutcome), st.booleans(), st.booleans(), texts
)
certificates = st.builds(
    Certificate.issue,
    checker=texts,
    query=queries,
    answer=texts,
    interpretation=texts,
    evidence=st.dictionaries(texts, json_values, max_size=2),
    issuer=texts,
)
answered = st.builds(
    WorkerResult.answered,
    texts,
    interpretation=optional_texts,
    checks=st.lists(checks, max_size=2),
    certificate=st.none() | certificates,
    confidence=unit,
    steps=tuples,
)
others = st.builds(
    WorkerResult,
    st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.ANSWERED]),
    reason=texts,
    worker=texts,
    elapsed=finite,
)
results = answered | others
answers = st.builds(
    Answer.from_result,
    queries,
    results,
    results=st.lists(results, max_size=2),
    decision=st.none() | decisions,
    elapsed=finite,
    id=optional_texts,
)


@given(answers | results | certificates | decisions | classifications | queries)
def test_what_is_written_is_read_back(value):
    assert loads(type(value), dumps(value)) == value
    assert from_json(type(value), to_json(value)) == value


@given(certificates)
def test_a_certificate_keeps_its_digest(certificate):
    read = loads(Certificate, dumps(certificate, indent=2))
    assert read.digest == read.compute_digest()


PROVEN = WorkerResult.answered("4", checks=[Check("c", "m", CheckOutcome.PASSED, True, True)])
ANSWER = Answer.from_result(Query("2+2"), PROVEN, results=(PROVEN,), decision=None)


def test_the_verdict_is_written_and_never_believed():
    data = to_json(ANSWER)
    assert data["verdict"] == data["results"][0]["verdict"] == "proved"
    assert type(data["verdict"]) is str
    data["checks"] = []
    assert data["verdict"] == "proved"
    assert from_json(Answer, data).verdict == "unverified"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"foo": 1}, "foo @ $"),
        ({"query": None}, "expected an object, not NoneType @ $.query"),
        ({"query": {"text": 3}}, "expected str, not int @ $.query.text"),
        ({"text": 3}, "expected str, not int @ $.text"),
        ({"checks": "ab"}, "expected a list, not str @ $.checks"),
        ({"checks": [{}]}, "field 'claim' is missing"),
        ({"confidence": 7}, "confidence must lie in [0, 1]"),
        ({"confidence": "1"}, "expected float, not str @ $.confidence"),
        ({"confidence": True}, "expected float, not bool @ $.confidence"),
        ({"results": [[]]}, "expected an object, not list @ $.results[0]"),
        ({"decision": {"verdict": "proved"}}, "verdict @ $.decision"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(change, message):
    with pytest.raises(InvalidValueError) as caught:
        from_json(Answer, {**to_json(ANSWER), **change})
    assert "not an Answer: " in str(caught.value)
    assert message in str(caught.value)


def test_a_check_must_have_a_known_outcome():
    with pytest.raises(InvalidValueError, match="not a valid CheckOutcome"):
        from_json(Check, {"claim": "c", "method": "m", "outcome": "won"})


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "NaN", "[1e999, Infinity]", b"\xff\xfe"])
def test_what_is_not_json_is_refused(text):
    with pytest.raises(InvalidValueError, match="not JSON"):
        loads(Answer, text)


@pytest.mark.parametrize("evidence", [{"a": float("nan")}, {"a": object()}, {"a": {1, 2}}])
def test_what_json_cannot_say_is_refused(evidence):
    certificate = Certificate("c", Query("q"), "a", "i", evidence, "me", "d")
    with pytest.raises(InvalidValueError, match="cannot be written as JSON"):
        dumps(certificate)


def test_read_only_mappings_inside_are_written():
    certificate = Certificate("c", Query("q"), "a", "i", MappingProxyType({"a": 1}), "me", "d")
    assert json.loads(dumps({"certificate": certificate}))["certificate"]["evidence"] == {"a": 1}
