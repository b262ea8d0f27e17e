"""Arithmetic and geometric sequences from what is said about them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import Undefined
from kaelum_math.families.progressions import Progression
from kaelum_math.words.form import PLAIN
from kaelum_math.worker import MathWorker

FIFTH = "The 5th term of an arithmetic sequence is 17 and the 9th term is 33. "
THIRD = "The third term of a geometric sequence is 12 and the sixth is 96. "

ANSWERED = [
    (f"{FIFTH}What is the first term?", "1"),
    (f"{FIFTH}What is the common difference?", "4"),
    (f"{FIFTH}Find the sum of the first 20 terms.", "780"),
    (f"{THIRD}Find the first term.", "3"),
    (f"{THIRD}Find the common ratio.", "2"),
    ("How many terms are in the sequence 3, 7, 11, ..., 99?", "25"),
    ("Find the sum of the arithmetic sequence 3, 7, 11, ..., 99.", "1275"),
    ("Which term of the arithmetic sequence 3, 7, 11, ... is 99?", "25"),
    ("Find the sum of the first 10 terms of the sequence 3, 6, 12, ...", "3069"),
    ("A geometric series has first term 4 and its sum to infinity is 6. Find the common ratio.", "1/3"),
    ("In an arithmetic sequence, a_1 = 3 and a_4 = 12. Find a_10.", "30"),
    ("sum of the first 5 terms of a geometric series with first term 3 and ratio 2", "93"),
]  # fmt: skip

REFUSED = [
    "The second term of a geometric sequence is 6 and the fourth term is 54. Find the first term.",
    f"{FIFTH}What is the common ratio?",
    "Which term of the arithmetic sequence 3, 7, 11, ... is 100?",
    "Find the sum of the even terms of the sequence 3, 6, 12, ...",
    "How many terms of the sequence 3, 7, 11, ..., 99 are prime?",
    "The 5th term of an arithmetic sequence is 17. Find the first term.",
    "sum of the even terms of a geometric series with first term 1 and ratio 1/2",
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_figure_follows_from_the_facts(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_does_not_follow_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@given(
    st.integers(-9, 9), st.integers(-5, 5), st.integers(1, 8), st.integers(1, 8), st.integers(1, 12)
)
def test_two_terms_determine_an_arithmetic_sequence(start, step, one, other, place):
    assume(one != other)
    facts = tuple(("term", n, Fraction(start + (n - 1) * step)) for n in (one, other))
    for asked, value in (
        ("term", start + (place - 1) * step),
        ("sum", sum(start + k * step for k in range(place))),
    ):
        task = Progression("arithmetic", facts, asked, place, Fraction(0), PLAIN)
        assert task.first() == task.second() == value


def test_facts_that_contradict_each_other_are_noticed() -> None:
    facts = tuple(("term", n, Fraction(v)) for n, v in ((1, 1), (2, 3), (3, 9)))
    task = Progression("arithmetic", facts, "term", 4, Fraction(0), PLAIN)
    with pytest.raises(Undefined, match="contradicts"):
        task.first()
