"""Numbers in names keep their signs, and what holds of numbers is no open question of logic."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query
from kaelum_logic.english.discourse import join_words
from kaelum_logic.families.deduction import Deduction, read
from kaelum_logic.problem import UnsolvedError


def _answer(text: str) -> str:
    problem = read(Query(text))
    assert isinstance(problem, Deduction)
    return problem.solve().answer


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["1/2"], "1_over_2"),
        (["3.5"], "3_point_5"),
        (["50%"], "50_percent"),
        (["3-4"], "3_dash_4"),
        (["1,000"], "1000"),
        (["well-known"], "wellknown"),
        (["room", "12"], "room_12"),
    ],
)
def test_signs_in_numbers_are_spelled(words: list[str], name: str) -> None:
    assert join_words(words) == name


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Room 12 is free. Is room 12 free?", "true"),
        ("Room 12 is free. Is room 1.2 free?", "uncertain"),
        ("Code 34 is valid. Is code 3-4 valid?", "uncertain"),
        ("All even numbers are integers. 12 is an even number. Is 12 an integer?", "true"),
    ],
)
def test_different_numbers_are_different_things(text: str, answer: str) -> None:
    assert _answer(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "12 is even. Is 1/2 even?",
        "All primes greater than 2 are odd. Is 9 a prime?",
        "Every integer is rational. 13 is an integer. Is 1/3 an integer?",
    ],
)
def test_what_arithmetic_settles_is_not_called_uncertain(text: str) -> None:
    problem = read(Query(text))
    if isinstance(problem, Deduction):
        with pytest.raises(UnsolvedError):
            problem.solve()
