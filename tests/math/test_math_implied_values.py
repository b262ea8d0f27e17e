"""What equations say of an expression whose unknowns they leave open, and of names they settle."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import OutOfReach
from kaelum_math.expr.poly import Poly
from kaelum_math.methods.ideals import combination, holds
from kaelum_math.worker import MathWorker

ANSWERED = [
    ("If x + y = 5 and xy = 6, find x^2 + y^2.", "13"),
    ("If x + y = 5 and xy = 6, find 1/x + 1/y.", "5/6"),
    ("If x + 1/x = 3, find x^3 + 1/x^3.", "18"),
    ("If a + b + c = 6 and ab + bc + ca = 11, what is a^2 + b^2 + c^2?", "14"),
    ("Given that x/y = 3/4, find (x+y)/(x-y).", "-7"),
    ("Suppose x^2 - 3x + 1 = 0. What is x^2 + 1/x^2?", "7"),
    ("If x + y = 5, find 2x + 2y.", "10"),
    ("If xy = 12 and x = 3, find y.", "4"),
    ("If x^2 = 9 and x = 3, find x + 1.", "4"),
    ("Let x and y be real numbers with x + y = 8 and x - y = 2. Determine xy.", "15"),
    ("Let p(x) = x^2 + bx + 6. If p(2) = 0, find b.", "-5"),
    ("Let f(x) = ax + b with f(1) = 5 and f(3) = 11. Find f(5).", "17"),
    ("If f(x) = kx^2 and f(2) = 12, find k.", "3"),
    ("Let e = 2. What is e + 1?", "3"),
    ("Let e = 3 + 4. Solve e*x = 14.", "x = 2"),
]

REFUSED = [
    "If x + y = 5 and xy = 6, find x - y.",
    "If x^2 = 5, find x^3.",
    "If x + y = 5 and x + y = 6, find 2x + 2y.",
    "If x^2 = 9 and x = 4, find x.",
    "If x > 5 and x = 3, find x^2.",
    "Let f(x) = x^2. If f(2) = 5, find f(3).",
    "Let e be the second derivative of x^3. What is 2*e?",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_what_follows_is_found(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_does_not_follow_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(2, 4))
def test_power_sums_follow_from_sum_and_product(total, product, power):
    x, y = Poly.variable("x"), Poly.variable("y")
    equations = [x + y - Poly.constant(total), x * y - Poly.constant(product)]
    value, multipliers = combination(equations, x**power + y**power, Poly.constant(1))
    sums = [2, total]
    for _ in range(power - 1):
        sums.append(total * sums[-1] - product * sums[-2])
    assert value == sums[power]
    assert holds(equations, multipliers, x**power + y**power, Poly.constant(1), Fraction(value))
    with pytest.raises(OutOfReach):
        combination(equations, x - y, Poly.constant(1))
