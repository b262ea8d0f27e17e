"""Overlapping groups, sets with dots, repeating decimals, quantities in several units, clocks."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.repeating import Repeating
from kaelum_math.families.venn import Overlap
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In a class of 30 students, 18 like tea, 10 like coffee and 4 like both. How many like neither?", "6"),
        ("Of 50 people, 30 speak English, 25 speak French and 10 speak both. How many speak only French?", "15"),
        ("A survey of 60 people: 40 own a dog, 25 own a cat, 5 own neither. How many own both?", "10"),
        ("In a group of 20 people, 12 play chess and 9 play go. 3 play neither. How many play exactly one?", "13"),
        ("n(A) = 8, n(B) = 7, n(A ∪ B) = 12. Find n(A ∩ B).", "3"),
        ("Cartesian product of {1} and {a,b}", "{(1, a), (1, b)}"),
        ("If U = {1,...,6} and A = {2, 4}, what is the complement of A?", "{1, 3, 5, 6}"),
        ("power set of {p, q}", "{{}, {p}, {q}, {p, q}}"),
        ("turn 0.363636... into a fraction", "4/11"),
        ("write 0.(6) as a fraction", "2/3"),
        ("0.8(3) as a fraction", "5/6"),
        ("200 minutes in hours and minutes", "3 hours 20 minutes"),
        ("61 inches in feet and inches", "5 feet 1 inch"),
        ("what time is it 2h 30 after 11:00 pm", "1:30 AM"),
        ("It's 1:00 pm in UTC+1. What time is it in UTC-4?", "8:00 AM"),
        ("a film starts at 8:15 pm and lasts 1 hour 50 minutes. When does it end?", "10:05 PM"),
        ("Use the numbers 2, 3, 5 each exactly once with + - * / to get 30.", "2*3*5"),
        ("what's larger: 7/8 or 0.9", "0.9"),
        ("In a class of 30, 20 like tea, 25 like coffee and 10 like both. How many like neither?", None),
        ("In a class of 30, 20 like tea and 5 like coffee. How many like both?", None),
        ("In a class of 30, 20 like tea, 5 like coffee and 2 like milk. How many like neither?", None),
        ("turn 0.123... into a fraction", None),
    ],
)  # fmt: skip
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_parts_of_two_groups(first: int, second: int, both: int, neither: int) -> None:
    given_sizes = (("total", first + second + both + neither), ("first", first + both),
                   ("second", second + both), ("both", both))  # fmt: skip
    for asked, size in (
        ("neither", neither),
        ("only first", first),
        ("exactly one", first + second),
    ):
        task = Overlap(given_sizes, asked, ("a", "b"))
        assert task.first() == task.second() == size


@given(
    st.integers(0, 99),
    st.text("0123456789", max_size=3),
    st.text("0123456789", min_size=1, max_size=4),
)
def test_repeating_decimals(whole: int, start: str, period: str) -> None:
    task = Repeating(str(whole), start, period)
    assert task.first() == task.second()
    shown = Fraction(f"{whole}.{start}{period * 8}")
    assert abs(task.first() - shown) < Fraction(1, 10 ** (len(start) + 8 * len(period) - 1))
