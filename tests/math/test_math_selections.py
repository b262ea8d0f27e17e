"""Counting under conditions, as people ask for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.selection_tasks import Boxes, Committee, DigitNumbers, Row
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("From 5 boys and 3 girls, in how many ways can a team of 3 be picked with at least one girl?", "46"),
        ("A committee of 3 is to be chosen from 4 men and 3 women. How many committees have exactly 1 woman?", "18"),
        ("how many subsets of {a,b,c,d} have exactly 2 elements", "6"),
        ("How many 2 letter license plates followed by 2 digits are possible if repetition is allowed?", "67600"),
        ("how many three digit odd numbers can be formed from the digits 1,2,3,4 without repetition", "12"),
        ("How many ways are there to put 6 identical balls into 3 boxes if no box may be empty?", "10"),
        ("how many ways to distribute 5 identical candies among 3 kids", "21"),
        ("In how many ways can a president, a secretary and a treasurer be elected from a club of 10?", "720"),
        ("How many ways can 5 people line up if Ann and Bob must stand next to each other?", "48"),
        ("In how many ways can 3 boys and 2 girls stand in a row so that no two girls are adjacent?", "72"),
        ("how many binary strings of length 5 contain exactly two 1s", "10"),
        ("In a tournament of 8 teams everyone plays everyone once; number of games?", "28"),
        ("how many paths are there from (0,0) to (2,3) moving only right or up", "10"),
        ("How many different 2-letter codes can be made from the letters A to D without repetition?", "12"),
        ("How many 3-digit PINs are there if digits may repeat?", "1000"),
        ("How many proper subsets does a set with 4 elements have?", "15"),
        ("how many ways can you make change for 10 cents using pennies, nickels and dimes", "4"),
        ("20 nCr 2", "190"),
    ],
)  # fmt: skip
def test_answers_are_proved(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize(
    "question",
    [
        "how many ways to distribute 5 identical candies among 3 kids if Tom gets two",
        "how many 3 digit numbers can be formed from the digits 1, 2, 3",
        "From 5 boys and 3 girls, in how many ways can a team of 3 be picked with at least one goalkeeper?",
    ],
)
def test_what_is_not_understood_is_not_answered(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None  # type: ignore[arg-type]


def test_codes_without_a_word_on_repetition_are_only_checked() -> None:
    result = MathWorker().solve(Query("How many 4-digit PIN codes are possible?"), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == ("10000", Verdict.CHECKED)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6),
       st.sampled_from([">=", "<=", "=", ">", "<"]), st.integers(0, 4))  # fmt: skip
def test_committees_agree(others: int, kind: int, size: int, sign: str, bound: int) -> None:
    task = Committee(others, kind, size, sign, bound)
    assert task.first() == task.second()


@given(st.integers(0, 12), st.integers(1, 5), st.integers(0, 2))
def test_boxes_agree(things: int, boxes: int, least: int) -> None:
    task = Boxes(things, boxes, least)
    assert task.first() == task.second()


@settings(deadline=None)
@given(st.sets(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 4), st.booleans(),
       st.sampled_from(["", "even", "odd"]))  # fmt: skip
def test_numbers_from_digits_agree(
    digits: set[int], places: int, repeats: bool, parity: str
) -> None:
    task = DigitNumbers(tuple(sorted(digits)), places, repeats, parity)
    assert task.first() == task.second()


@given(st.integers(1, 5), st.integers(1, 5), st.sampled_from(["together", "apart", "alternating"]))
def test_rows_agree(others: int, last: int, rule: str) -> None:
    task = Row((others, last), rule)
    assert task.first() == task.second()
