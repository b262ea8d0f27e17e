"""Figures whose measures contradict each other, and how many measures are asked for."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "Triangle with sides 3, 4, 5 and perimeter 15, area?",
        "A right triangle has legs 3 and 4 and hypotenuse 6. What is its perimeter?",
        "A square has side 5 and area 30. What is its perimeter?",
        "A circle has radius 5 and diameter 12. What is its area?",
        "A rectangle is 6 by 4 and its diagonal is 9. What is its area?",
        "A rhombus has side 10 and diagonals 6 and 8. What is its perimeter?",
        "A cylinder has radius 3, diameter 8 and height 5. What is its volume?",
        "A cone has radius 3, height 4 and slant height 6. What is its curved surface area?",
        "sum of two interior angles of a regular pentagon",
        "sum of the diagonals of a rectangle 6 by 8",
        "total length of both diagonals of a rectangle 5 by 12",
        "all exterior angles of a pentagon and all interior ones",
    ],
)
def test_no_single_figure_no_answer(question: str) -> None:
    assert _solved(question).answer is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Triangle with sides 3, 4, 5 and perimeter 12, area?", "6"),
        ("A circle has radius 5 and diameter 10. What is its area?", "25*pi"),
        ("A triangle has three sides of length 3, 4 and 5. What is its area?", "6"),
        ("Sum of the exterior angles of a nonagon in degrees", "360"),
        ("sum of all angles of a regular octagon", "1080"),
        ("exterior angle of a regular nonagon", "40"),
        ("central angle of a regular decagon", "36"),
        ("Find the area of a sector with central angle 60° and radius 6.", "6*pi"),
    ],
)
def test_figures_that_agree(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer is not None
    assert result.answer.removesuffix("°") == answer
    assert result.verdict is Verdict.PROVED
