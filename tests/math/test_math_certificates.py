"""Certificates: each is accepted as issued, and rejected once any field is altered."""

from __future__ import annotations

import pytest
from attrs import evolve

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_math.certificates import check
from kaelum_math.worker import MathWorker

QUESTIONS = [
    ("What is 3 + 4*5?", "24"),
    ("Solve 2x + 3 = 11 for x", "5"),
    ("What are the roots of x^2 - 5x + 6?", "x = 2"),
    ("Solve 2x + y = 7, x - y = 2", "x = 1, y = 3"),
    ("Is 100000007 prime?", "False"),
    ("Is 1000000000039 prime?", "False"),
    ("What is the greatest common divisor of 84 and 30?", "3"),
    ("List the prime factors of 1210.", "2, 5, 10"),
    ("Factor x^2 - 9", "(x - 9)*(x + 1)"),
    ("Expand (x+1)^3", "x**3 + 1"),
    ("What is the integral of x^2 from 0 to 3?", "27"),
    ("What is the derivative of x^3?", "3*x"),
    ("Simplify sqrt(8) + sqrt(2)", "4*sqrt(2)"),
    ("Let f(x) = x^2. What is f(3)?", "10"),
    ("Round 2.449 to 1 decimal place", "2.5"),
    ("Put 3, 1, 2 in ascending order.", "1, 3, 2"),
    ("Solve x^2 < 9", "x < 3"),
    ("inverse of [[1,2],[3,4]]", "[[1, 0], [0, 1]]"),
    ("What is the square root of 2 to 3 decimal places?", "1.415"),
    ("convert 5 km to miles", "3.2"),
    ("What is the next term in 1, 4, 9, 16?", "24"),
]
WORKER = MathWorker()


def issued(question):
    result = WORKER.solve(Query(question), None)
    assert result.certificate is not None, result.reason
    return result.certificate


def resigned(certificate, **changes):
    altered = evolve(certificate, **changes)
    return evolve(altered, digest=altered.compute_digest())


@pytest.mark.parametrize(("question", "wrong"), QUESTIONS)
def test_accepted_as_issued_and_rejected_with_another_answer(question, wrong):
    certificate = issued(question)
    assert derive_verdict(check(certificate)) is Verdict.PROVED
    for answer in (wrong, "", "nonsense", f"{certificate.answer} "):
        assert derive_verdict(check(resigned(certificate, answer=answer))) is Verdict.REFUTED


@pytest.mark.parametrize("question", [question for question, _ in QUESTIONS])
def test_rejected_with_another_reading_evidence_issuer_or_query(question):
    certificate = issued(question)
    empty = {"readings": []}
    more = {"readings": [*certificate.evidence["readings"], {}]}
    odd = {"readings": [{"other": "1"}]}
    for changes in (
        {"interpretation": certificate.interpretation + " "},
        {"interpretation": "2 + 2"},
        {"evidence": empty},
        {"evidence": more},
        {"evidence": odd},
        {"evidence": {}},
        {"evidence": {**certificate.evidence, "extra": 1}},
        {"issuer": "someone-else 1.0"},
        {"query": Query("What is 1 + 1?")},
        {"query": Query("Write a haiku about the sea")},
    ):
        assert derive_verdict(check(resigned(certificate, **changes))) is Verdict.REFUTED


@pytest.mark.parametrize(
    ("question", "key", "value"),
    [
        ("Is 1000000000039 prime?", "pratt", {}),
        ("Is 1000000000039 prime?", "pratt", {"1000000000039": [2, ["2"]]}),
        ("Is 100000008 prime?", "factor", "7"),
        ("What is the greatest common divisor of 84 and 30?", "weights", ["1", "1"]),
        ("Solve 2x + 3 = 11 for x", "witness", ["3"]),
        ("Solve x^2 = 4 for x", "multiplicities", [2, 1]),
        ("What is the integral of x^2 from 0 to 3?", "antiderivative", "x**3"),
    ],
)
def test_rejected_with_altered_evidence(question, key, value):
    certificate = issued(question)
    (evidence,) = certificate.evidence["readings"]
    assert key in evidence
    altered = {"readings": [{**evidence, key: value}]}
    assert derive_verdict(check(resigned(certificate, evidence=altered))) is Verdict.REFUTED
