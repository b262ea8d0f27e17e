"""Solutions in integers of equations with several unknowns: one word decides how many there are."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import OutOfReach
from kaelum_math.expr.poly import Poly
from kaelum_math.methods.integer_points import (
    Constraint,
    all_tested,
    box,
    count_linear,
    count_linear_again,
    points,
)
from kaelum_math.worker import MathWorker

ANSWERED = [
    ("Find the number of ordered pairs of positive integers (x, y) such that x + y = 10.", "9"),
    ("Find the number of ordered pairs of nonnegative integers (x, y) such that x + y = 10.", "11"),
    ("How many unordered pairs of positive integers {x, y} satisfy x + y = 10?", "5"),
    ("How many ordered pairs of distinct positive integers (x, y) satisfy x + y = 10?", "8"),
    ("How many ordered pairs of odd positive integers (x, y) satisfy x + y = 10?", "5"),
    ("How many ordered pairs of integers (x,y) satisfy x^2 + y^2 = 25?", "12"),
    ("How many ordered pairs of positive integers (x,y) satisfy x^2 + y^2 = 25?", "2"),
    ("How many ordered pairs of positive integers (m, n) satisfy 1/m + 1/n = 1/4?", "5"),
    ("How many ordered pairs of integers (m, n) satisfy 1/m + 1/n = 1/4?", "9"),
    ("How many ordered pairs of integers (x, y) satisfy x^2 - y^2 = 24?", "8"),
    ("How many ordered triples of positive integers (a, b, c) satisfy abc = 12?", "18"),
    ("How many positive integer solutions does 2x + 3y = 20 have?", "3"),
    ("How many nonnegative integer solutions does 2x + 3y = 20 have?", "4"),
    ("How many positive integer solutions are there to x_1 + x_2 + x_3 + x_4 = 12?", "165"),
    ("Find all ordered pairs of positive integers (x, y) such that xy + x + y = 14.", "(2, 4), (4, 2)"),
    ("If x and y are positive integers such that xy = 36, what is the smallest possible value of x + y?", "12"),
]  # fmt: skip

REFUSED = [
    "How many ordered pairs of integers (x, y) satisfy x + y = 7?",
    "How many ordered pairs of natural numbers (x, y) satisfy x + y = 10?",
    "How many pairs of positive integers x and y satisfy x + y = 10?",
    "How many ordered pairs of coprime positive integers (x, y) satisfy x + y = 10?",
    "How many ordered triples of positive integers (x, y) satisfy x + y = 10?",
]

SMALL = st.integers(-4, 4)


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_number_of_solutions_is_that_of_the_integers_meant(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_leaves_them_open_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@settings(max_examples=150)
@given(st.lists(SMALL, min_size=5, max_size=5), st.integers(-30, 30), st.booleans())
def test_no_point_lies_outside_of_the_box(parts: list[int], constant: int, positive: bool) -> None:
    monomials = ((("x", 2),), (("x", 1), ("y", 1)), (("y", 2),), (("x", 1),), (("y", 1),))
    poly = Poly({m: Fraction(c) for m, c in zip(monomials, parts, strict=True) if c})
    constraints = [Constraint(poly + Poly.constant(constant), "=")]
    if set(poly.variables()) != {"x", "y"}:
        return
    low = 1 if positive else -float("inf")
    try:
        found = box(constraints, dict.fromkeys("xy", (low, float("inf"))))
    except OutOfReach:
        return
    near = range(1 if positive else -25, 26)
    expected = [
        (x, y) for x, y in itertools.product(near, near) if constraints[0].holds({"x": x, "y": y})
    ]
    within = [] if found is None else sorted(set(points(constraints, found, "xy")))
    assert set(expected) <= set(within)
    assert within == ([] if found is None else sorted(set(all_tested(constraints, found, "xy"))))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(-2, 20))
def test_both_ways_to_count_weighted_sums_agree(weights: list[int], total: int) -> None:
    ranges = [range(max(total, 0) // weight + 1) for weight in weights]
    expected = sum(
        sum(w * k for w, k in zip(weights, chosen, strict=True)) == total
        for chosen in itertools.product(*ranges)
    )
    assert count_linear(weights, total) == count_linear_again(weights, total) == expected
