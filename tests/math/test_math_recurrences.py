"""Sequences given by first terms and a rule, in the notations that people use."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.families.recurrences import read
from kaelum_math.text.normalise import normalise
from kaelum_math.worker import MathWorker

ANSWERED = [
    ("A sequence is defined by a_1 = 1 and a_{n+1} = 2a_n + 1. Find a_5.", "31"),
    ("A sequence is defined by a_0 = 1 and a_{n+1} = 2a_n + 1. Find a_5.", "63"),
    ("Let a_1 = 1, a_2 = 1, a_n = a_{n-1} + a_{n-2} for n >= 3. What is a_10?", "55"),
    ("a(1) = 2, a(n) = 3a(n-1) - 2. Find a(4).", "28"),
    ("u_1 = 3 and u_{n+1} = u_n + n. Find u_4.", "9"),
    ("u_1 = 3 and u_n = u_{n-1} + n. Find u_4.", "12"),
    ("The sequence a_n satisfies a_1 = 2 and a_{n+1} = a_n^2. Find a_4.", "256"),
]

REFUSED = [
    "A sequence is defined by a_1 = 1 and a_{n+1} = 2b_n + 1. Find a_5.",
    "A sequence is defined by a_1 = 1 and a_{n+2} = a_{n+1} + a_n. Find a_5.",
    "A sequence is defined by a_1 = 1 and a_{n+1} = 2a_n + k. Find a_5.",
    "A bounded sequence is defined by a_1 = 1 and a_{n+1} = 2a_n. Find a_5.",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_term_follows_from_the_rule(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_rule_leaves_open_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


def test_a_false_term_is_noticed() -> None:
    task = read(normalise("a_1 = 1 and a_{n+1} = 2a_n + 1. Find a_3."))
    assert task is not None
    assert task.solve().answer == "7"
    forged = {"terms": {"1": "1", "2": "3", "3": "8"}}
    assert any(check.outcome == "failed" for check in task.check("8", forged))
