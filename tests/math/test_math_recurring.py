"""Decimals that go on with dots, as numbers anywhere in a question."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.text import recurring
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is 0.999... equal to 1?", "True"),
        ("Is 0.999... less than 1?", "False"),
        ("0.333... + 0.666...", "1"),
        ("What is 0.1666... as a fraction?", "1/6"),
        ("what is 0.1212... times 33", "4"),
        ("sum of 2, 4, 6, ..., 50", "650"),
    ],
)
def test_dots_repeat_what_shows(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "question",
    [
        "3.14159... * 2",
        "1.111, 2.222, 3.333...",
        "0.25, 0.5, 0.75...",
        "2.500... + 1",
        "1, 2, 3, ...",
    ],
)
def test_what_may_go_on_otherwise_is_left_alone(question: str) -> None:
    assert _solved(question).answer is None


@given(
    st.from_regex("[0-9]{0,4}", fullmatch=True),
    st.from_regex("[0-9]{0,2}[1-9]", fullmatch=True),
    st.integers(0, 99),
)
def test_the_value_is_that_of_the_decimal(start: str, period: str, whole: int) -> None:
    value = recurring.value(str(whole), start, period)
    digits = start + period * 20
    written = Fraction(f"{whole}.{digits}")
    assert 0 <= value - written <= Fraction(1, 10 ** len(digits))


@given(st.from_regex("[0-9]{0,3}[1-9]", fullmatch=True), st.integers(2, 5))
def test_a_block_written_several_times_is_found(period: str, times: int) -> None:
    found = recurring.block(period * times)
    assert found is not None
    start, again = found
    assert recurring.value("0", start, again) == recurring.value("0", "", period)
