"""Probabilities of events, of numbers and cards at random, and expected values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.distributions import _POKER as POKER
from kaelum_math.families.distributions import Distinct, Expected, OneCard, PokerHand
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("P(A)=0.4, P(B)=0.5, A and B are independent. Find P(A and B).", "0.2"),
        ("If P(A) = 1/2, P(B) = 1/3 and P(A and B) = 1/4, what is P(A or B)?", "7/12"),
        ("Given P(A and B) = 0.1 and P(B) = 0.4, find P(A|B)", "0.25"),
        ("P(A)=0.3. What's P(not A)?", "0.7"),
        ("P(A)=0.5, P(B|A)=0.2, P(B|A')=0.6. Find P(A|B).", "0.25"),
        ("P(A)=0.3, P(B)=0.2, A and B are mutually exclusive. What is P(A or B)?", "0.5"),
        ("expected value of a roll of a fair die", "7/2"),
        ("X ~ Binomial(4, 0.5). Find P(X = 1).", "1/4"),
        ("Mean and variance of a binomial distribution with n=100 and p=0.2", "mean = 20, variance = 16"),
        ("A fair die is rolled. Given that the result is odd, what is the probability that it is a 5?", "1/3"),
        ("A family has 2 children. What's the probability that both are boys?", None),
        ("A family has 4 children. What's the probability that all are girls?", "1/16"),
        ("chance of drawing a queen or a spade from a deck", "4/13"),
        ("If I roll two dice, what is the probability that all show different numbers?", "5/6"),
        ("A number is picked at random from 1 to 10. What is the probability that it's prime?", "2/5"),
        ("A card is drawn from a standard deck. What is the probability that it is a black king?", "1/26"),
        ("what's the probability of getting at least one six in two rolls of a die", "11/36"),
        ("probability of a flush in poker", "1277/649740"),
        ("a biased coin lands heads with probability 0.5. it's tossed 3 times. probability of exactly 3 heads?", "1/8"),
        ("P(A) = 0.7 and P(B) = 0.6. What is P(A and B)?", None),
        ("P(A)=1.2. What's P(not A)?", None),
        ("P(A)=0.2, P(B)=0.5 and P(A and B)=0.3. Find P(A or B).", None),
    ],
)  # fmt: skip
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


@pytest.mark.parametrize("hand", sorted(POKER))
def test_poker_hands_are_counted_alike(hand: str) -> None:
    task = PokerHand(hand, counted=True)
    assert task.first() == task.second()


words = st.sampled_from(["ace", "7", "king", "spade", "heart", "red", "black", "face"])
conditions = st.recursive(
    words.map(lambda word: ("is", word)),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner), st.tuples(st.sampled_from(["and", "or"]), inner, inner)
    ),
    max_leaves=4,
)


@given(conditions)
def test_cards_are_counted_alike(condition: tuple[object, ...]) -> None:
    task = OneCard(condition)
    assert task.first() == task.second()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(1, 5)), min_size=1, max_size=3),
    st.integers(1, 40),
)
def test_moments_agree(weights: list[tuple[int, int]], trials: int) -> None:
    whole = sum(weight for _, weight in weights)
    outcomes = tuple((Fraction(value), Fraction(weight, whole)) for value, weight in weights)
    task = Expected(outcomes, ("mean",), trials)
    assert task.first() == task.second()


@given(st.integers(1, 30), st.integers(0, 12), st.booleans())
def test_different_picks_agree(values: int, picks: int, different: bool) -> None:
    task = Distinct(values, picks, different)
    assert task.first() == task.second()
