"""Some of the digits of a number, and what a digit is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.digit_questions import DigitFigure
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many even digits are in 123456?", "3"),
        ("How many digits are in 123456?", "6"),
        ("How many nonzero digits are in 1000500?", "2"),
        ("sum of the odd digits of 123456", "9"),
        ("sum of the digits of 123456", "21"),
        ("product of the nonzero digits of 2035", "30"),
        ("What is the largest digit in 52793?", "9"),
        ("Which digit is in the tens place of 5678?", "7"),
        ("Which digit is in the tenths place of 56.78?", "7"),
        ("What is the value of the 7 in 5678?", "70"),
        ("What is the place value of 8 in 48293?", "8000"),
        ("What is the value of the 7 in 5778?", None),
        ("product of the even digits of 1357", None),
    ],
)
def test_question(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)
    assert result.answer == answer
    assert answer is None or result.verdict is Verdict.PROVED


@given(st.integers(0, 10**30), st.sampled_from(["number", "sum", "largest", "smallest"]))
def test_both_ways_agree(value: int, figure: str) -> None:
    task = DigitFigure(value, figure, "any")
    assert task.first() == task.second()
