"""Powers, roots, changes and roundings as they are spoken."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2 to the tenth power", "1024"),
        ("2 to the 10th", "1024"),
        ("what is ten to the third power?", "1000"),
        ("2 raised to the 5th power", "32"),
        ("x to the fourth power when x = 3", "81"),
        ("cube root of -27", "-3"),
        ("cube root of -54", "-3*2**(1/3)"),
        ("fourth root of 48", "2*3**(1/4)"),
        ("increase 80 by a quarter", "100"),
        ("reduce 60 by two thirds", "20"),
        ("increase 80 by 0.5", "80.5"),
        ("round 2.5", "3"),
        ("7/8 ÷ 1/2", "7/4"),
        ("Make a the subject of v = u + at", "(-u + v)/t"),
        ("0.000037 in standard form", "3.7 * 10^-5"),
        ("Convert 2.5 m² to cm²", "25000"),
        ("gradient of y = x^3 - 4x + 7 at x = 2", "8"),
        ("Factorise fully 3x^2 - 12", "3*(x - 2)*(x + 2)"),
        ("Solve simultaneously 2x + 3y = 3 and x - y = 4", "x = 3, y = -1"),
        ("7/8 / 1/2", "7/4"),
        ("2 1/2 ÷ 1 1/4", "2"),
        ("1/2 × 3/4 ÷ 5/6", "9/20"),
        ("7/8/1/2", "7/16"),
        ("round 3.14159 to the second decimal place", "3.14"),
    ],
)
def test_spoken(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "question",
    [
        "round 45.6 to the tenth",
        "3^2 to the third power",
        "increase 80 by 1/4",
        "principal cube root of -8",
    ],
)
def test_what_can_be_meant_in_two_ways_is_left_alone(question: str) -> None:
    assert _solved(question).answer is None
