"""Percentages added to an amount or taken from it, in a row, and percentages between two amounts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.markups import Markups
from kaelum_math.worker import MathWorker

PAIRS = [
    ("$50 plus 8% tax", "$54"),
    ("8% tax on $50", "$4"),
    ("$200 minus 10%", "$180"),
    ("80 kg minus 5%", "76 kg"),
    ("a $45 shirt with 30% off", "$31.50"),
    ("how much do I save with 30% off a $45 shirt", "$13.50"),
    ("a $45 shirt with 30% off, then another 10% off", "$28.35"),
    ("A coat costs $90 after a 25% discount. What was the original price?", "$120"),
    ("A coat costs $90 before a 25% discount. What is the sale price?", None),
    ("I paid $54 including 8% tax. What was the price before tax?", "$50"),
    ("15 is what percent more than 12?", "25%"),
    ("12 is what percent less than 15?", "20%"),
    ("12 is what percent more than 15?", None),
    ("what percent more than 12 is 15", "25%"),
    ("60 is 20% more than what number?", "50"),
    ("40 is 20% less than what number?", "50"),
    ("percent change from 40 to 30", "-25%"),
    ("percent change from 40 to 50", "25%"),
    ("A price rises 20% and then falls 20%. What is the net change?", "-4%"),
    (
        "Two successive discounts of 20% and 10% are equal to a single discount of what percent?",
        "28%",
    ),
    ("18 out of 24 is what percent?", "75%"),
    ("200 minus 10%", None),
    ("$50 with 8% tax, 20% tip", None),
    ("30% off a $45 shirt if you spend $100", None),
]


@pytest.mark.parametrize(("question", "answer"), PAIRS)
def test_question(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)
    assert result.answer == answer
    assert answer is None or result.verdict is Verdict.PROVED


@given(
    st.lists(st.integers(-99, 200).map(Fraction), min_size=1, max_size=6),
    st.sampled_from(["end", "start", "saved", "added", "net", "fall"]),
    st.fractions(1, 1000, max_denominator=100),
)
def test_both_ways_agree(steps: list[Fraction], asked: str, amount: Fraction) -> None:
    task = Markups(tuple(steps), asked, amount)
    assert task.first() == task.second()
