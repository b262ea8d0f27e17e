"""Functions named without an argument: combined and applied, never variables of their own."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

GIVEN = "If f(x) = x^2 + 1 and g(x) = 2x, find "

ANSWERED = [
    (f"{GIVEN}(f+g)(3).", "16"),
    (f"{GIVEN}(fg)(3).", "60"),
    (f"{GIVEN}(f/g)(3).", "5/3"),
    (f"{GIVEN}2(f+g)(3).", "32"),
    (f"{GIVEN}(f-g)(x).", "x**2 - 2*x + 1"),
    (f"{GIVEN}f + g.", "x**2 + 2*x + 1"),
    (f"{GIVEN}f(3)^2.", "100"),
    ("Let f(x) = x^2. Solve f = 4.", "x = -2 or x = 2"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_a_name_of_a_function_stands_for_its_value(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


def test_functions_of_different_variables_are_not_added() -> None:
    question = "If f(x) = x^2 + 1 and g(t) = 2t, find f + g."
    assert MathWorker().solve(Query(question), None).answer is None
