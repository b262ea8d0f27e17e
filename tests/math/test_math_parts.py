"""A part as a fraction of a whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.families.parts import Part
from kaelum_math.words.form import PLAIN
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("3 is what fraction of 12?", "1/4"),
        ("what fraction of an hour is 25 minutes?", "5/12"),
        ("Express 45 minutes as a fraction of 2 hours", "3/8"),
        ("write 75 cents as a fraction of $3", "1/4"),
        ("what fraction is 8 out of 20", "2/5"),
        ("What part of a day is 6 hours?", "1/4"),
        ("1/4 is what fraction of 3/4", "1/3"),
    ],
)
def test_parts(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "question",
    [
        "What fraction of 0 is 5?",
        "What fraction of 3 kg is 2 hours?",
        "What fraction of a pizza is 2 slices?",
        "What fraction of 20 is not 5?",
    ],
)
def test_no_part_no_answer(question: str) -> None:
    assert _solved(question).answer is None


@given(st.fractions(), st.fractions().filter(bool))
def test_both_ways_agree(part: Fraction, whole: Fraction) -> None:
    task = Part(part, whole, ("part", "whole"), PLAIN)
    assert task.first() == task.second()
    assert task.first() * whole == part
