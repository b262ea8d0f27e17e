"""Days of months, leap years, angles in other units, tests for diseases, draws with replacement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.calendar_counts import LeapYears, MonthDays
from kaelum_math.worker import MathWorker

BAYES = (
    "2% of people have a disease. A test is 98% sensitive and has a 2% false positive rate. "
    "What is the probability that someone who tests positive has the disease?"
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how many leap years are there from 1896 to 1904", "2"),
        ("how many leap years are there between 2000 and 2024", None),  # do the ends count?
        ("How many days does February have in 2024?", "29"),
        ("how many weekdays are there in June 2024", "20"),
        ("60 degrees in radians", "pi/3"),
        ("convert 5pi/6 radians to degrees", "150°"),
        ("Two angles of a triangle measure 50° and 60°. Find the third.", "70°"),
        ("is 97 a prime number or not?", "True"),
        ("round 2.345 to the hundredths place", "2.35"),
        ("Two cards are drawn with replacement from a deck of 52. Find the probability that both are spades.",
         "1/16"),
        (BAYES, "1/2"),
    ],
)  # fmt: skip
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


@given(st.integers(1583, 3000), st.integers(0, 300))
def test_leap_years_agree(low: int, span: int) -> None:
    task = LeapYears(low, low + span)
    assert task.first() == task.second()


@given(st.integers(1583, 3000), st.integers(1, 12), st.booleans())
def test_days_agree(year: int, month: int, working: bool) -> None:
    task = MonthDays(year, month, working)
    assert task.first() == task.second()
