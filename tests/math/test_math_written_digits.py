"""Digits written in ranges of numbers, and proportions."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.families.proportions import Proportion
from kaelum_math.families.written_digits import AllDigits, DigitSum, Tally
from kaelum_math.worker import MathWorker

TABLE = [
    ("How many times does the digit 9 appear in the numbers from 1 to 100?", "20"),
    ("How many 1s are written when writing the numbers from 1 to 99?", "20"),
    ("How many 9s are there between 1 and 100", "20"),
    ("how many sevens are there from 1 to 100 inclusive?", "20"),
    ("How many times is the digit 2 used when writing all the numbers from 1 to 50?", "15"),
    ("How many digits are needed to number the pages of a 250-page book?", "642"),
    ("What is the sum of the digits of all numbers from 1 to 100?", "901"),
    ("Six is to three as eight is to what?", "4"),
    ("x is to 12 as 5 is to 20", "3"),
    ("6:3 = 8:x", "4"),
    ("1/2 is to 3/4 as 2 is to what number?", "3"),
]


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "answer"), TABLE)
def test_questions(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


def test_ends_that_matter_are_an_ambiguity() -> None:
    result = _solved("How many 1s are there between 1 and 100?")
    assert result.answer is None
    assert "several ways" in str(result.reason)


@pytest.mark.parametrize(
    "question",
    ["6 is to 0 as 8 is to x", "x is to 3 as 8 is to x", "6 is to 3 as 8 is to 4", "6 is to 3 as 8 is to what less 1"],
)  # fmt: skip
def test_no_single_term_no_answer(question: str) -> None:
    assert _solved(question).answer is None


@given(st.integers(1, 3000), st.integers(0, 3000))
def test_tallies_agree_with_writing_the_numbers(low: int, more: int) -> None:
    high = low + more
    written = Counter(digit for n in range(low, high + 1) for digit in str(n))
    for digit in range(10):
        task = Tally(low, high, digit)
        assert task.first() == task.second() == written[str(digit)]
    assert AllDigits(low, high).first() == AllDigits(low, high).second() == written.total()
    total = sum(int(digit) * count for digit, count in written.items())
    assert DigitSum(low, high).first() == DigitSum(low, high).second() == total


@given(st.lists(st.fractions().filter(bool), min_size=3, max_size=3), st.integers(0, 3))
def test_a_proportion_holds_with_its_term(known: list[Fraction], at: int) -> None:
    terms = [*known[:at], None, *known[at:]]
    task = Proportion((terms[0], terms[1], terms[2], terms[3]))
    found = task.first()
    a, b, c, d = (found if term is None else term for term in terms)
    assert a * d == b * c
    assert found == task.second()
