"""Sums written with dots whose terms share a shape."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("1^2+2^2+...+10^2", "385"),
        ("1*2 + 2*3 + ... + 4*5", "40"),
        ("1^3 + 2^3 + 3^3 + ... + 5^3", "225"),
        ("1/2 + 1/3 + ... + 1/5", "77/60"),
        ("2 + 4 + ... + 10", "30"),
        ("1/2 + 1/4 + ... + 1/64", None),  # halves, or every other unit fraction?
    ],
)
def test_terms_of_one_shape_go_on_as_their_numbers_do(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED
