"""What is asked of the roots of a polynomial: which of them, and whether a double one counts twice."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import Sym
from kaelum_math.expr.poly import Poly
from kaelum_math.families.root_figures import ChosenRoots, RootCount, RootExpression, RootFigure
from kaelum_math.methods.symmetric import by_elementary, by_moduli, companion_trace, power_sum
from kaelum_math.worker import MathWorker

ANSWERED = [
    ("What is the sum of the squares of the roots of x^2 - 5x + 6 = 0?", "13"),
    ("What is the square of the sum of the roots of x^2 - 5x + 6 = 0?", "25"),
    ("What is the sum of the reciprocals of the roots of x^2 - 5x + 6 = 0?", "5/6"),
    ("What is the product of the roots of x^4 - 16 = 0?", "-16"),
    ("What is the product of the real roots of x^4 - 16 = 0?", "-4"),
    ("What is the sum of the positive roots of x^4 - 16 = 0?", "2"),
    ("What is the sum of the distinct roots of (x-1)^2(x+2) = 0?", "-1"),
    ("What is the sum of the roots of (x-1)^2(x+2) = 0, counted with multiplicity?", "0"),
    ("How many real roots does (x-1)^2(x+2)^3 = 0 have?", "2"),
    ("How many real roots does (x-1)^2(x+2)^3 = 0 have, counting multiplicity?", "5"),
    ("How many negative real roots does x^3 - x - 7 have?", "0"),
    ("Find the largest root of x^3 - 6x^2 + 11x - 6 = 0", "3"),
    ("Find the largest negative root of (x+1)(x+2)(x-3) = 0", "-1"),
    ("What is the sum of the solutions of |x - 1| = 3?", "2"),
    ("Let r, s, t be the roots of x^3 - 2x^2 + 3x - 4 = 0. Compute 1/r + 1/s + 1/t.", "3/4"),
    ("If a and b are the roots of x^2 - 5x + 3 = 0, find a/b + b/a.", "19/3"),
]

REFUSED = [
    "What is the sum of the roots of (x-1)^2(x+2) = 0?",
    "If a and b are the roots of x^2 - 5x + 3 = 0, find a - b.",
    "If a and b are the roots of x^3 - 5x + 3 = 0, find a + b.",
    "What is the sum of the even roots of x^2 - 5x + 6 = 0?",
    "What is the sum of the reciprocals of the roots of x^2 - 5x = 0?",
]

FACTORS = st.lists(st.integers(-4, 4), min_size=2, max_size=5)


def _with_roots(roots: list[int]) -> tuple[Fraction, ...]:
    poly = Poly.constant(1)
    for root in roots:
        poly = poly * (Poly.variable("x") - Poly.constant(root))
    return tuple(poly.numbers("x"))


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_each_word_about_the_roots_counts(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_does_not_say_which_roots_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@given(FACTORS, st.integers(0, 5))
def test_sums_of_powers_are_those_of_the_roots(roots: list[int], power: int) -> None:
    coefficients = _with_roots(roots)
    expected = sum(root**power for root in roots)
    assert power_sum(coefficients, power) == companion_trace(coefficients, power) == expected
    assert RootFigure(coefficients, "sum", power).second() == expected


@given(FACTORS)
def test_counts_are_those_of_the_roots(roots: list[int]) -> None:
    coefficients = _with_roots(roots)
    positive = [root for root in roots if root > 0]
    for kinds, found in (((), roots), (("positive",), positive), (("integer", "real"), roots)):
        for distinct, size in ((True, len(set(found))), (False, len(found))):
            task = RootCount(coefficients, kinds, distinct)
            assert task.first() == task.second() == size


@given(st.lists(st.integers(-4, 4), min_size=3, max_size=3))
def test_symmetric_polynomials_have_one_value_and_others_none(roots: list[int]) -> None:
    coefficients = _with_roots(roots)
    a, b, c = (Poly.variable(name) for name in "abc")
    symmetric = a * b * c * (a * b + b * c + c * a) + a * a + b * b + c * c
    x, y, z = roots
    expected = x * y * z * (x * y + y * z + z * x) + x * x + y * y + z * z
    assert by_elementary(symmetric, "abc", coefficients) == expected
    assert by_moduli(symmetric, "abc", coefficients) == expected
    with pytest.raises(NotUnderstood):
        by_elementary(a + b.scale(Fraction(2)), "abc", coefficients)


def test_a_false_claim_about_chosen_roots_fails() -> None:
    task = ChosenRoots(_with_roots([1, 2, -3]), "sum", ("positive",))
    solution = task.solve()
    assert solution.answer == "3"
    missing = {"roots": ["1"], "times": [1]}
    assert any(check.outcome == "failed" for check in task.check("1", missing))


def test_a_quotient_that_divides_by_zero_has_no_value() -> None:
    task = RootExpression(_with_roots([0, 2]), ("a", "b"), Sym("a"))
    with pytest.raises(NotUnderstood):
        task.first()
