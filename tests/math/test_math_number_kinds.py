"""Whether a number is whole, natural, rational, irrational."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult, derive_verdict
from kaelum_math.expr.nodes import Add, Call, Mul, number
from kaelum_math.families.number_kinds import Kind
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer", "verdict"),
    [
        ("is -3 a natural number", "no", Verdict.PROVED),
        ("is 2.5 an integer", "no", Verdict.PROVED),
        ("is sqrt(2) rational?", "no", Verdict.PROVED),
        ("is sqrt(16) an irrational number?", "no", Verdict.PROVED),
        ("is the cube root of 9 irrational?", "yes", Verdict.PROVED),
        ("is 2 + sqrt(3) a rational number?", "no", Verdict.PROVED),
        ("is 0.333... rational?", "yes", Verdict.PROVED),
        ("is pi irrational?", "yes", Verdict.CHECKED),
        ("is sqrt(2)*sqrt(8) rational", "yes", Verdict.UNVERIFIED),
    ],
)
def test_kinds(question: str, answer: str, verdict: Verdict) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is verdict


@pytest.mark.parametrize(
    "question",
    ["is 0 a natural number", "is -5 a whole number", "is pi + e irrational?", "is x rational?"],
)
def test_what_is_convention_or_unknown_is_left_alone(question: str) -> None:
    assert _solved(question).answer is None


@example(2, Fraction(1), Fraction(0))
@example(0, Fraction(1), Fraction(0))
@given(
    st.integers(0, 5000),
    st.fractions(max_denominator=50).filter(bool),
    st.fractions(max_denominator=50),
)
def test_a_root_is_rational_only_of_a_square(n: int, times: Fraction, plus: Fraction) -> None:
    root = Call("sqrt", (number(n),))
    task = Kind(Add((Mul((number(times), root)), number(plus))), "a rational number")
    square = any(k * k == n for k in range(72))
    answer = task.solve().answer
    assert answer == ("yes" if square else "no")
    assert derive_verdict(list(task.check(answer, {}))) is Verdict.PROVED
    wrong = "no" if square else "yes"
    assert derive_verdict(list(task.check(wrong, {}))) is Verdict.REFUTED
