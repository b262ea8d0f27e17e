"""Integrals of polynomials with absolute values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.expr.nodes import Add, Call, Mul, Sym, number
from kaelum_math.families.absolute_integrals import AbsoluteIntegral
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("integral of |x| from -4 to 4", "16"),
        ("integrate |x-1| + x from 0 to 3", "7"),
        ("integral of |x^2 - 1| from -2 to 2", "4"),
        (r"\int_0^5 |2x-3| dx", "29/2"),
        ("integral of |x| from 4 to -4", "-16"),
    ],
)
def test_pieces_add_up(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


_NUMBERS = st.fractions(min_value=-9, max_value=9, max_denominator=6)


@given(_NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS)
def test_both_rules_agree_and_parts_add_up(
    slope: Fraction, shift: Fraction, low: Fraction, high: Fraction
) -> None:
    x = Sym("x")
    inner = Add((Mul((number(slope), x)), number(shift)))
    expr = Add((Call("abs", (inner,)), Mul((x, x))))
    task = AbsoluteIntegral(expr, "x", low, high)
    middle = (low + high) / 2
    halves = (AbsoluteIntegral(expr, "x", low, middle), AbsoluteIntegral(expr, "x", middle, high))
    assert task.first() == task.second() == sum(half.first() for half in halves)
