"""Questions in people's own words: what was once read wrongly."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

DRAW = "Two letters are picked without replacement from abbc. "

ANSWERED = [
    ("what percentage of 50 is 8", "16%"),
    ("the sum of four, nine and thirteen", "26"),
    ("the mean of these three: 4, 5, 9", "6"),
    ("1 - 20%", "0.8"),
    ("3x4", "12"),
    ("Evaluate 2a^2 - b when a = 3 and b = 4", "14"),
    ("15% less than 200", "170"),
    ("15% more than 200", "230"),
    ("Is the sum of 3 and 4 = 7?", "True"),
    ("What is the sum of the roots of 2x^2 - 8x + 3 = 0?", "4"),
    ("10C3", "120"),
    ("5P2", "20"),
    ("i^23", "-i"),
    ("(3 + 4i)(1 - 2i)", "11 - 2i"),
    ("1.5 m + 45 cm in cm", "195"),
    (f"{DRAW}What is the probability of picking two b's?", "1/6"),
]

NOT_READ = [
    "total area of two squares with side 3",
    "100 + 10%",
    "mean of 3 and 5 = 4",
    "hi",
    "ok",
    "What is x?",
    "Solve for x.",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_answer_is_right_and_proved(question, answer):
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", NOT_READ)
def test_what_is_not_understood_is_not_answered(question):
    assert MathWorker().solve(Query(question), None).answer is None
