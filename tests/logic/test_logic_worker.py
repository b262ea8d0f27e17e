"""The worker, the registry and the certificates."""

from __future__ import annotations

import attrs
import pytest

from kaelum_core import Certificate
from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic import certificates, registry
from kaelum_logic.problem import NotUnderstood
from kaelum_logic.worker import MAX_CHARACTERS, LogicWorker

QUERIES = [
    Query("All men are mortal. Socrates is a man. Is Socrates mortal?"),
    Query("If it rains, the ground gets wet. The ground is wet. Did it rain?"),
    Query(
        "Is the following statement true, false, or unknown? Rex is cold.",
        "Rex is a dog. If something is a dog then it is not cold.",
    ),
    Query(
        'Knights always tell the truth and knaves always lie. Al says "Bo is a knave". '
        'Bo says "We are both knights". Who is a knight and who is a knave?'
    ),
    Query("If p then q. p. Therefore q. Is the argument valid?"),
]


class Context:
    settings: dict[str, object] = {}  # noqa: RUF012
    explain = False
    sandbox = None

    def remaining(self):
        return 30.0

    def report(self, message):
        pass


def certificate(query) -> Certificate:
    result = LogicWorker().solve(query, Context())
    assert result.certificate is not None, result.reason
    return result.certificate


def reissued(original: Certificate, **changes) -> Certificate:
    """``original`` with ``changes`` and a digest that fits them."""
    changed = attrs.evolve(original, **changes)
    return attrs.evolve(changed, digest=changed.compute_digest())


def verdict(changed: Certificate) -> Verdict:
    return derive_verdict(certificates.check(changed))


@pytest.mark.parametrize("query", QUERIES)
def test_a_certificate_checks_out(query):
    assert verdict(certificate(query)) is Verdict.PROVED


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    "change",
    [
        {"answer": "perhaps"},
        {"interpretation": "1. p"},
        {"evidence": {}},
        {"evidence": {"family": "deduction", "decision": None, "smt_lib": ""}},
        {"issuer": "somebody 1.0"},
        {"query": Query("All men are mortal. Zeus is a god. Is Zeus mortal?")},
        {"query": Query("Lorem ipsum")},
    ],
)
def test_a_certificate_that_was_tampered_with_is_rejected(query, change):
    assert verdict(reissued(certificate(query), **change)) is Verdict.REFUTED


@pytest.mark.parametrize("query", QUERIES)
def test_every_field_of_the_evidence_matters(query):
    original = certificate(query)
    for key in original.evidence:
        for value in (None, [], {}, "x", 0):
            changed = {**original.evidence, key: value}
            assert verdict(reissued(original, evidence=changed)) is Verdict.REFUTED
        fewer = {k: v for k, v in original.evidence.items() if k != key}
        assert verdict(reissued(original, evidence=fewer)) is Verdict.REFUTED
    more = {**original.evidence, "more": 1}
    assert verdict(reissued(original, evidence=more)) is Verdict.REFUTED


def test_the_opposite_answer_is_rejected():
    original = certificate(QUERIES[0])
    assert original.answer == "true"
    for answer in ("false", "uncertain"):
        assert verdict(reissued(original, answer=answer)) is Verdict.REFUTED


def test_a_wrong_digest_is_rejected():
    assert verdict(attrs.evolve(certificate(QUERIES[0]), digest="0" * 64)) is Verdict.REFUTED


def test_the_worker_shows_what_the_certificate_shows():
    result = LogicWorker().solve(QUERIES[0], Context())
    assert result.interpretation == result.certificate.interpretation
    assert result.steps
    assert "mortal(socrates)" in result.interpretation


def test_long_texts_are_refused():
    result = LogicWorker().solve(Query("a" * (MAX_CHARACTERS + 1)), Context())
    assert result.answer is None
    assert str(MAX_CHARACTERS) in result.reason


def test_every_family_has_a_reader_that_leaves_other_texts_alone():
    names = [family.name for family in registry.FAMILIES]
    assert len(names) == len(set(names))
    for family in registry.FAMILIES:
        reading = family.reader()(Query("Write a haiku about the sea"))
        assert reading is None or isinstance(reading, NotUnderstood)
