"""Lines and curves given by equations: what lies on them, meets them, and how far they are."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

ANSWERED = [
    ("Is 2 a root of x^3 - 8 = 0?", "True"),
    ("Is 3 a root of x^3 - 8 = 0?", "False"),
    ("Is (1, 2) on the line y = 2x?", "True"),
    ("Does the circle x^2 + y^2 = 25 pass through (3, 5)?", "False"),
    ("Are the lines y = 2x + 1 and y = 2x - 3 parallel?", "True"),
    ("Are the lines y = 2x + 1 and y = 2x - 3 perpendicular?", "False"),
    ("Find the slope of a line perpendicular to 3x + 4y = 12.", "4/3"),
    ("Find the slope of a line parallel to 3x + 4y = 12.", "-3/4"),
    ("Find the x-intercept of 2x + 3y = 12.", "x = 6"),
    ("Find the y-intercept of 2x + 3y = 12.", "y = 4"),
    ("Find the distance from the point (3, 4) to the line 3x + 4y = 5.", "4"),
    ("Find the point where the lines y = 2x + 1 and y = -x + 4 intersect.", "x = 1, y = 3"),
]

REFUSED = [
    "Where do the lines y = 2x + 1 and y = 2x - 3 intersect?",
    "Are the lines y = 2x + 1 and 2y = 4x + 2 parallel?",
    "Find the slope of a line perpendicular to y = 3.",
    "Are the lines y = x^2 and y = 2x parallel?",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_what_the_equations_say(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_has_no_answer_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None
