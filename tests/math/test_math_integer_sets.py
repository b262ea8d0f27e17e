"""Sets of whole numbers in words: how many, their sum, the largest, the n-th."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.integer_sets import SetFigure
from kaelum_math.families.integer_words import IntegerSet
from kaelum_math.methods.integer_sets import Condition, generated, holds, progression
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the sum of all primes under 40?", "197"),
        ("sum of the proper divisors of 284", "220"),
        ("How many positive integers less than 36 are coprime to 36?", "12"),
        ("the biggest prime below 500", "499"),
        ("next prime after 113", "127"),
        ("What is the 10th prime number?", "29"),
        ("how many numbers from 1 to 50 are multiples of 4 or 6", "16"),
        ("how many 2-digit numbers are divisible by 7", "13"),
        ("sum of the first 10 odd numbers", "100"),
        ("list the primes between 10 and 20", "11, 13, 17, 19"),
        ("first 5 multiples of 7", "7, 14, 21, 28, 35"),
        ("how many perfect squares are there between 10 and 50", "4"),
        ("smallest number with exactly 6 divisors", "12"),
        ("largest 3 digit number divisible by 17", "986"),
        ("How many even divisors does 24 have?", "6"),
        ("smallest number that's divisible by every number from 1 to 6", "60"),
        ("How many numbers from 1 to 60 are divisible by 2 or 3 but not both?", "30"),
        ("how many numbers below 30 are not divisible by 2 or 3", "10"),
        ("How many integers from 1 to 100 are divisible by neither 2 nor 3?", "33"),
        ("smallest number that leaves remainder 1 when divided by 3 and remainder 2 when divided by 5",
         "7"),
        ("how many primes under 50 end in 3", "4"),
    ],
)  # fmt: skip
def test_figures_are_proved(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize(
    "question",
    [
        "what is the largest prime number?",
        "how many integers less than 10 are even",
        "How many integers between 10 and 20 are divisible by 5?",  # do the ends count?
        "how many numbers below 100 are multiples of 4 and 6 and lucky",
        "how many numbers below 30 are not divisible by 2 and 3",
    ],
)
def test_what_is_open_is_not_answered(question: str) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer is None


leaves = st.one_of(
    st.sampled_from([("prime",), ("composite",), ("square",), ("cube",), ("triangular",),
                     ("fibonacci",), ("palindrome",), ("distinct",), ("perfect",)]),
    st.tuples(st.sampled_from(["multiple", "divisor", "coprime", "divisors"]), st.integers(1, 40)),
    st.tuples(st.just("power"), st.integers(2, 9)),
    st.tuples(st.just("digits"), st.integers(1, 3)),
    st.tuples(st.just("digit sum"), st.integers(0, 20)),
    st.tuples(st.sampled_from(["digit", "ending"]), st.integers(0, 9)),
)  # fmt: skip
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner), st.tuples(st.sampled_from(["and", "or"]), inner, inner)
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(conditions, st.integers(1, 200), st.integers(0, 300))
def test_testing_and_generating_agree(condition: Condition, low: int, width: int) -> None:
    high = low + width
    tested = {n for n in range(low, high + 1) if holds(n, condition)}
    assert generated(low, high, condition) == tested


@given(st.integers(0, 11), st.integers(0, 16))
def test_congruences_are_joined(a: int, b: int) -> None:
    rest, step = progression(("and", ("remainder", a, 12), ("remainder", b, 17)))
    assert (rest % 12, rest % 17, step) == (a, b, 204)


def test_a_set_without_members_has_no_largest() -> None:
    members = IntegerSet(("and", ("prime",), ("multiple", 4)), 1, 100)
    assert SetFigure(members, "count").solve().answer == "0"
    assert SetFigure(members, "list").solve().answer == "none"
