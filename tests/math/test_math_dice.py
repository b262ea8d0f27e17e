"""Several dice: each word of an event changes its probability, and none may be lost."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.methods.dice import by_counts, by_rolls, happens
from kaelum_math.worker import MathWorker

TWO = "Two fair dice are rolled. What is the probability that "
THREE = "Three dice are rolled. What is the probability that "

ANSWERED = [
    (f"{TWO}the sum is 7 or 11?", "2/9"),
    (f"{TWO}the sum is prime?", "5/12"),
    (f"{TWO}the product is even?", "3/4"),
    (f"{TWO}the first is greater than the second?", "5/12"),
    (f"{TWO}the larger of the two numbers is 4?", "7/36"),
    (f"{TWO}both show even numbers?", "1/4"),
    (f"{TWO}neither shows a 6?", "25/36"),
    (f"{TWO}at least one die shows a 6?", "11/36"),
    (f"{TWO}exactly one die shows a 6?", "5/18"),
    (f"{TWO}the sum is 7 given that the first is 3?", "1/6"),
    (f"{TWO}the sum is 7 and the first die is even?", "1/12"),
    (f"{TWO}at least one die shows a 6 given that the sum is 8?", "2/5"),
    (f"{THREE}all show the same number?", "1/36"),
    (f"{THREE}all show different numbers?", "5/9"),
    (f"{THREE}at least two show the same number?", "4/9"),
    (f"{THREE}exactly two show the same number?", "5/12"),
    ("A die is rolled three times. What is the probability that the largest number is 5?", "61/216"),
    ("Two 8-sided dice are rolled. What is the probability that the sum is 9?", "1/8"),
    ("If two fair dice are rolled, what is the probability of rolling doubles?", "1/6"),
]  # fmt: skip

REFUSED = [
    f"{TWO}one of them is a 6?",
    f"{TWO}the third is a 6?",
    f"{TWO}the sum is lucky?",
    "Two loaded dice are rolled. What is the probability that the sum is 7?",
    "Dice are rolled. What is the probability that the sum is 7?",
    "Two dice are rolled twice. What is the probability that the sum is 7?",
    f"{THREE}both show a 6?",
]

CONDITIONS = st.sampled_from([("multiple", 2), ("prime",), ("equal", 4), ("from", 5), ("to", 3)])
ATOMS = st.one_of(
    st.tuples(st.sampled_from(["sum", "product", "largest", "smallest", "difference"]), CONDITIONS),
    st.tuples(st.just("place"), st.integers(0, 2), CONDITIONS),
    st.tuples(st.just("faces"), st.sampled_from(["=", ">=", "<"]), st.integers(0, 3), CONDITIONS),
    st.tuples(st.just("alike"), st.sampled_from(["=", ">="]), st.integers(1, 3)),
    st.tuples(st.just("order"), st.integers(0, 2), st.just(">"), st.integers(0, 2)),
)
EVENTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    ),
    max_leaves=3,
)


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_event_is_the_one_described(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_is_not_an_event_of_these_dice_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@given(EVENTS, EVENTS, st.integers(2, 4))
def test_both_ways_of_counting_agree(event, under, sides):
    rolls = [r for r in product(range(1, sides + 1), repeat=3) if happens(under, r)]
    found = by_rolls(event, under, 3, sides)
    assert found == by_counts(event, under, 3, sides)
    if rolls:
        assert found == sum(happens(event, roll) for roll in rolls) / type(found)(len(rolls))
    else:
        assert found is None
