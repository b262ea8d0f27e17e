"""Arc functions: exact where the angle is known, in degrees, composed with their inverses."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaelum_core.types import Query, Verdict, WorkerResult, derive_verdict
from kaelum_math.expr import trig
from kaelum_math.expr.nodes import Call, Mul, Sym, number
from kaelum_math.families.inverse_trig import arc_value
from kaelum_math.families.reals import value_task
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("arctan(1)", "pi/4"),
        ("arccos(-1/2)", "2*pi/3"),
        ("arcsin(-1)", "-pi/2"),
        ("sin^-1(1/2)", "pi/6"),
        ("What is the inverse tangent of 1?", "pi/4"),
        ("arctan(sqrt(3)/3)", "pi/6"),
        ("2*arcsin(1/2) + 1", "pi/3 + 1"),
        ("What is arcsin(0.5) in degrees?", "30"),
        ("express arccos(-1/2) in degrees", "120"),
        ("arctan(2) in degrees", "63.43494882"),
        ("cos(arccos(1/3))", "1/3"),
        ("tan(arcsin(3/5))", "3/4"),
        ("sin(arctan(1))", "sqrt(2)/2"),
        ("arctan(0.5)", "0.463647609"),
        ("sin 30 in degrees", "1/2"),
        ("cos(60) using radians", "-0.9524129804"),
        ("Exact value of cos 120°", "-1/2"),
        ("sin 1", "0.8414709848"),
    ],
)
def test_values(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize("question", ["sin 45", "cos 60 + sin 30", "2 sin(30)"])
def test_angles_without_a_unit_may_be_degrees(question: str) -> None:
    result = _solved(question)
    assert result.answer is None
    assert "several ways" in str(result.reason)


def test_beyond_one_there_is_no_arcsine() -> None:
    assert _solved("arcsin(2)").answer is None


@pytest.mark.parametrize("name", ["sin", "cos", "tan"])
@pytest.mark.parametrize("twelfths", [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
def test_an_arc_function_turns_its_function_round(name: str, twelfths: int) -> None:
    k = Fraction(twelfths, 12)
    principal = 0 <= k <= 1 if name == "cos" else abs(k) < Fraction(1, 2)
    if not principal:
        return
    task = arc_value(Call("a" + name, (trig.value(name, k).expr(),)), value_task)
    angle = value_task(Mul((number(k), Sym("pi"))))
    assert task is not None
    assert angle is not None
    assert task.solve().answer == angle.solve().answer
    assert derive_verdict(list(task.check(task.solve().answer, {}))) is Verdict.PROVED
