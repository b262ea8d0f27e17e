"""Canonical forms of answers: equal exactly where the answers mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_math.equivalence import canonical


@pytest.mark.parametrize(
    "same",
    [
        ("x^2-5x+6", "(x-2)(x-3)", "6 - 5*x + x**2"),
        ("1/2", "0.5", r"\frac{1}{2}", "50%"),
        ("sqrt(8)", r"2\sqrt{2}", "2*sqrt(2)"),
        ("(x^2-1)/(x-1)", "x+1", "1 + x"),
        ("x = 2", "2 = x"),
        ("x < 3", "3 > x"),
        ("2*x + y", "y + 2x"),
    ],
)
def test_equal_answers_have_one_form(same):
    assert len({canonical(text) for text in same}) == 1
    assert canonical(same[0]) is not None


@pytest.mark.parametrize(
    ("left", "right"), [("x + 1", "x - 1"), ("x", "y"), ("x < 3", "x > 3"), ("sqrt(2)", "1.4142")]
)
def test_different_answers_have_different_forms(left, right):
    assert canonical(left) != canonical(right)


@pytest.mark.parametrize("text", ["Paris", "", "[[[", "9^9^9^9", "x" * 1000, "sin(x) + 1 ="])
def test_what_is_no_decided_formula_has_none(text):
    assert canonical(text) is None


@given(st.text(max_size=80))
def test_total_on_any_text(text):
    form = canonical(text)
    assert form is None or isinstance(form, str)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=4))
def test_idempotent_on_polynomials(coefficients):
    text = " + ".join(f"({c})*x^{k}" for k, c in enumerate(coefficients))
    form = canonical(text)
    assert form is not None
    assert canonical(form) == form
