"""Certificates: the envelope, the checker, and what is no certificate."""

from __future__ import annotations

import json
import sys

import pytest
from attrs import evolve

from kaelum_core.certificates import parse_certificate
from kaelum_core.engine import Engine
from kaelum_core.errors import CertificateError
from kaelum_core.hookspecs import CertificateCheckerInfo
from kaelum_core.serialize import dumps, to_json
from kaelum_core.settings import Settings
from kaelum_core.types import Answer, Certificate, Query, Verdict

pytestmark = pytest.mark.anyio

CHECKER = """
from kaelum_core.types import Check, CheckOutcome

def even(certificate):
    right = certificate.answer == "yes" and int(certificate.query.text) % 2 == 0
    outcome = CheckOutcome.PASSED if right else CheckOutcome.FAILED
    return [Check("it is even", "remainder", outcome, independent=True, complete=True)]

def partial(certificate):
    return [Check("some of it", "sampling", CheckOutcome.PASSED)]

def broken(certificate):
    raise ValueError("no")

def rubbish(certificate):
    return ["fine"]

def endless(certificate):
    while True:
        pass
"""


@pytest.fixture
def engine(tmp_path, monkeypatch, make_plugin, make_host):
    (tmp_path / "checker_for_tests.py").write_text(CHECKER)
    monkeypatch.syspath_prepend(str(tmp_path))
    module = make_plugin(
        "verify_plugin",
        kaelum_certificate_checkers=lambda: [
            CertificateCheckerInfo(name, f"checker_for_tests:{name}")
            for name in ("even", "partial", "broken", "rubbish", "endless")
        ],
    )
    with Engine(Settings.load(flags={"deadline": 2}), host=make_host(module)) as engine:
        yield engine
    sys.modules.pop("checker_for_tests", None)


def issue(checker="even", text="12", answer="yes"):
    return Certificate.issue(
        checker=checker, query=Query(text), answer=answer, interpretation="even?", evidence={"n": 12},
        issuer="test 1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("checker", "verdict", "holds"),
    [
        ("even", Verdict.PROVED, True),
        ("partial", Verdict.CHECKED, True),
        ("broken", Verdict.UNVERIFIED, False),
        ("rubbish", Verdict.UNVERIFIED, False),
        ("endless", Verdict.UNVERIFIED, False),
        ("missing", Verdict.UNVERIFIED, False),
    ],
)
async def test_the_checker_decides(engine, checker, verdict, holds):
    outcome = await engine.verify(issue(checker))
    assert (outcome.verdict, outcome.holds) == (verdict, holds)


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "no"},
        {"interpretation": "odd?"},
        {"evidence": {"n": 13}},
        {"issuer": "someone else"},
        {"query": Query("13")},
        {"query": Query("12", context="x")},
        {"query": Query("12", options=("a",))},
        {"query": Query("12", id="x")},
        {"checker": "partial"},
        {"digest": "0" * 64},
    ],
)
async def test_an_altered_field_is_rejected_by_the_digest(engine, change):
    outcome = await engine.verify(evolve(issue(), **change))
    assert outcome.verdict is Verdict.REFUTED
    assert not outcome.holds


@pytest.mark.parametrize("change", [{"answer": "no"}, {"text": "13"}])
async def test_a_lie_with_a_correct_digest_is_rejected_by_the_checker(engine, change):
    assert not (await engine.verify(issue(**change))).holds


def test_the_digest_is_canonical():
    one, two = issue(), issue()
    assert one.digest == two.digest == one.compute_digest()
    reordered = evolve(one, evidence=dict(reversed(list({"b": 1, "n": 12}.items()))))
    again = evolve(one, evidence={"b": 1, "n": 12})
    assert reordered.compute_digest() == again.compute_digest()


def test_json_there_and_back():
    assert parse_certificate(dumps(issue())) == issue()
    answer = Answer(Query("12"), "yes", interpretation="even?", certificate=issue())
    assert parse_certificate(dumps(answer)) == issue()


@pytest.mark.parametrize("change", [{"text": "no"}, {"interpretation": "odd?"}])
def test_an_answer_must_say_what_its_certificate_says(change):
    answer = Answer(Query("12"), "yes", interpretation="even?", certificate=issue())
    with pytest.raises(CertificateError, match="not the one"):
        parse_certificate(json.dumps(to_json(answer) | change))


@pytest.mark.parametrize(
    "text",
    [
        "", "nonsense", "[]", "7", "null", "{}", '{"certificate": null}', '{"checker": "even"}',
        "[" * 100_000, b"\xff\xfe", '{"checker": 7, "query": []}',
    ],
)  # fmt: skip
def test_what_is_no_certificate_is_refused(text):
    with pytest.raises(CertificateError):
        parse_certificate(text)


def test_missing_and_unknown_fields_are_refused():
    whole = to_json(issue())
    for field in whole:
        if field != "format":
            with pytest.raises(CertificateError):
                parse_certificate(json.dumps({k: v for k, v in whole.items() if k != field}))
    with pytest.raises(CertificateError):
        parse_certificate(json.dumps(whole | {"verdict": "proved"}))
    with pytest.raises(CertificateError, match="unknown format"):
        parse_certificate(json.dumps(whole | {"format": "kaelum-certificate/2"}))
