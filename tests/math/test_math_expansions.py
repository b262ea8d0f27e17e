"""Division with remainder, digits after the point, and how many of them repeat."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.families.expansions import DecimalDigit, PeriodLength, QuotientRest
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the quotient and remainder when 17 is divided by 5?", "3 remainder 2"),
        ("-17 divided by 5 with remainder", "-4 remainder 3"),
        ("divide 100 by 7, giving quotient and remainder", "14 remainder 2"),
        ("What is the 100th digit after the decimal point of 1/7?", "8"),
        ("what is the 50th decimal digit of 3/13", "3"),
        ("how long is the period of 1/17?", "16"),
        ("how many digits repeat in the decimal expansion of 1/12", "1"),
    ],
)
def test_questions(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "question", ["17 divided by 0 with remainder", "What is the 3rd decimal digit of sqrt(2) + x?"]
)
def test_no_division_no_answer(question: str) -> None:
    assert _solved(question).answer is None


@given(st.integers(), st.integers().filter(bool))
def test_the_remainder_is_what_is_left(dividend: int, divisor: int) -> None:
    task = QuotientRest(dividend, divisor)
    quotient, rest = task.first()
    assert quotient * divisor + rest == dividend
    assert 0 <= rest < abs(divisor)
    assert task.second() == (quotient, rest)


@given(st.fractions(max_denominator=400), st.integers(1, 2000))
def test_digits_are_those_of_the_decimal(value: Fraction, place: int) -> None:
    task = DecimalDigit(value, place)
    assert task.first() == task.second() == int(abs(value) * 10**place) % 10


@given(st.fractions(max_denominator=3000))
def test_the_period_is_the_least_that_repeats(value: Fraction) -> None:
    task = PeriodLength(value)
    length = task.first()
    assert length == task.second()
    scaled = value * 10**20
    if length:
        assert (scaled * 10**length - scaled).denominator == 1
    else:
        assert scaled.denominator == 1
