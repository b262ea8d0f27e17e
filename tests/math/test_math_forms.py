"""Answers in the form that was asked for, whatever family found them."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("mean of 1, 2 and 4 as a mixed number", "2 1/3"),
        ("Convert 9/4 to a mixed number.", "2 1/4"),
        ("Write 3 1/2 as an improper fraction", "7/2"),
        ("hypotenuse of right triangle with legs 1 and 2 in exact form", "sqrt(5)"),
        ("sqrt(72) in simplest radical form", "6*sqrt(2)"),
        ("Express 3,200 in standard form (scientific notation)", "3.2 * 10^3"),
        ("write 2.5 x 10^-2 as an ordinary number", "0.025"),
    ],
)
def test_the_form_is_honoured(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason
