"""Everyday questions where one word, sign or place changes the answer: each answered as it says, or refused."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

ANSWERED = [
    # What follows a list after a comma is an operation on all of it.
    ("the product of 3 and 5, plus 4", "19"),
    ("the product of 3, 5 and 4", "60"),
    ("the product of 3 and 5, minus 4", "11"),
    ("the product of 3 and -4", "-12"),
    ("the sum of 3 and 4, squared", "49"),
    ("square root of 16 squared", "16"),
    ("0.3 of 50", "15"),
    # Equal numbers.
    ("Which is smaller: 0.5 or 1/2?", "they are equal"),
    ("Which is smaller: 0.5 or 1/3?", "1/3"),
    ("What is the second largest of 4, 17, 9?", "9"),
    ("which numbers are strictly between 3 and 8: 2, 3, 5, 8, 9", "5"),
    # A clock of 12 or of 24 hours.
    ("What is 3 pm in 24 hour time plus 2 hours?", "17:00"),
    ("What time is 24 hours after 3 pm?", "3:00 PM"),
    ("What is 14:30 plus 3 hours in 12-hour format?", "5:30 PM"),
    ("convert 3:45 pm to 24-hour time", "15:45"),
    ("What is 00:10 in 12-hour time?", "12:10 AM"),
]

REFUSED = [
    "200 minus 10%",
    "the square of 3 plus 4",
    "half of 10 of 20",
    "log base 2 of 8 squared",
    "the gcd of 12 and 18 squared",
    "10 m / 2 s",
    "2x/3y",
    "What is the second largest of 4, 17, 17, 2?",
    "which numbers are between 3 and 8: 2, 3, 5, 8, 9",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_every_word_counts(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize("question", REFUSED)
def test_what_may_mean_two_things_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None
