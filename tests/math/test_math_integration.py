"""Integration by hand-made rules: each result differentiates back, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_math.expr.derive import derive
from kaelum_math.expr.nodes import Add, Call, Div, Mul, Neg, Num, Pow, Sym, number, show
from kaelum_math.expr.parser import parse_text
from kaelum_math.methods.identities import vanishes
from kaelum_math.methods.integration import antiderivative


@pytest.mark.parametrize(
    ("integrand", "found"),
    [
        ("2*sin(x) + 3*cos(x)", "-2*cos(x) + 3*sin(x)"),
        ("x**2*sin(x)", "2*cos(x) - x**2*cos(x) + 2*x*sin(x)"),
        ("x*e**(2*x)", "x*exp(2*x)/2 - exp(2*x)/4"),
        ("exp(x)*cos(x)", "exp(x)*cos(x)/2 + exp(x)*sin(x)/2"),
        ("1/(2*x + 3)", "ln(2*x + 3)/2"),
        ("x**2/(2*x + 1)", "x**2/4 - x/4 + ln(2*x + 1)/8"),
        ("x/(x**2 + 1)", "ln(x**2 + 1)/2"),
        ("(2*x + 1)/(x**2 + x + 5)**3", "-1/(2*(x**2 + x + 5)**2)"),
        ("5/x**2", "-5/x"),
        ("-3*sqrt(5 - 3*x)", "2*(5 - 3*x)**(3/2)/3"),
        ("x*sqrt(x + 1)", "2*(x + 1)**(5/2)/5 - 2*(x + 1)**(3/2)/3"),
        ("x*exp(-x**2)", "-exp(-x**2)/2"),
        ("sin(x)**2", "x/2 - sin(x)*cos(x)/2"),
        ("7*sin(7*x + 1)**2*cos(7*x + 1)", "sin(7*x + 1)**3/3"),
        ("ln(x)", "x*ln(x) - x"),
        ("x**2*ln(3*x + 2)", "x**3*ln(3*x + 2)/3 + 8*ln(3*x + 2)/81 - x**3/9 + x**2/9 - 4*x/27"),
        ("-asin(2*x)", "-x*asin(2*x) - sqrt(1 - 4*x**2)/2"),
        ("atan(x)", "x*atan(x) - ln(x**2 + 1)/2"),
    ],
)
def test_antiderivatives(integrand, found):
    expr = parse_text(integrand)
    result = antiderivative(expr, "x")
    assert result is not None
    assert show(result) == found
    assert parse_text(found) is not None
    assert vanishes(Add((derive(result, "x"), Neg(expr))))


@pytest.mark.parametrize(
    "integrand", ["exp(x)/x", "y*sin(x)", "tan(x)", "sin(x**2)", "abs(x)", "1/(x*ln(x))"]
)
def test_what_fits_no_rule_is_left_alone(integrand):
    assert antiderivative(parse_text(integrand), "x") is None


@pytest.mark.parametrize(
    "zero",
    [
        "sin(x)**2 + cos(x)**2 - 1", "sin(2*x) - 2*sin(x)*cos(x)", "cos(3*x) - 4*cos(x)**3 + 3*cos(x)",
        "exp(2*x) - exp(x)**2", "exp(x/2)**2 - e**x", "tan(x)*cos(x) - sin(x)", "sqrt(x + 1)**2 - x - 1",
        "cosh(x)**2 - sinh(x)**2 - 1", "sin(-x) + sin(x)", "cos(-x) - cos(x)", "sec(x)*cos(x) - 1",
        "x**(3/2) - x*sqrt(x)", "ln(x) - ln(x)", "exp(x)*exp(-x) - 1", "2**x*2**x - 2**(2*x)",
    ],
)  # fmt: skip
def test_identities(zero):
    assert vanishes(parse_text(zero))


@pytest.mark.parametrize(
    "other",
    ["sin(x) - cos(x)", "sqrt(x**2) - x", "ln(x**2) - 2*ln(x)", "exp(x) - x", "asin(sin(x)) - x",
     "sin(20*x) - sin(x)", "x - y", "sqrt(x)*sqrt(y) - sqrt(x*y)", "oo - oo", "e - 2"],
)  # fmt: skip
def test_what_is_not_identically_zero_is_not_said_to_be(other):
    assert not vanishes(parse_text(other))


coefficients = st.integers(-5, 5).filter(bool).map(number)
linear = st.builds(lambda a, b: Add((Mul((a, Sym("x"))), b)), coefficients, coefficients)
outer = st.one_of(
    st.builds(
        lambda name, u: Call(name, (u,)), st.sampled_from(["sin", "cos", "exp", "ln"]), linear
    ),
    st.builds(lambda u, k: Pow(u, number(k)), linear, st.integers(-4, -1)),
    st.builds(lambda u: Call("sqrt", (u,)), linear),
    st.builds(lambda u, v: Mul((Call("exp", (u,)), Call("cos", (v,)))), linear, linear),
)
integrands = st.builds(
    lambda c, n, f: Div(Mul((Pow(Sym("x"), number(n)), f)), Num(c.value)),
    coefficients, st.integers(0, 3), outer,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(integrands)
def test_what_is_found_differentiates_back(expr):
    result = antiderivative(expr, "x")
    assert result is not None, show(expr)
    assert vanishes(Add((derive(result, "x"), Neg(expr))))
    assert vanishes(Add((parse_text(show(result)), Neg(result))))
