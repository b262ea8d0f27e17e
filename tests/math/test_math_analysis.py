"""Algebra and calculus as people ask for them: notation, curves, sums, functions, complex numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core import Query, Verdict
from kaelum_core.types import derive_verdict
from kaelum_math import certificates
from kaelum_math.expr.exact import rational
from kaelum_math.expr.parser import parse_text
from kaelum_math.methods.growth import converges, radius
from kaelum_math.methods.telescope import difference_holds, geometric_parts, geometric_sum
from kaelum_math.worker import MathWorker

WORKER = MathWorker()

ALGEBRA = [
    ("Complete the square for x^2 - 8x + 3", "(x - 4)**2 - 13"),
    ("write 2x^2 + 12x + 7 in vertex form", "2*(x + 3)**2 - 11"),
    ("vertex of the parabola y = -2(x+1)^2 + 5", "(-1, 5)"),
    ("axis of symmetry of y = 3x^2 - 12x + 5", "x = 2"),
    ("discriminant of 3x^2 - 2x + 1", "-8"),
    ("degree of (x^2+1)^3 * x", "7"),
    ("leading coefficient of 7 - 3x^4 + x^2?", "-3"),
    ("What must be added to x^2 + 10x to make a perfect square?", "25"),
    ("Divide 2x^3 + 3x^2 - x + 5 by x + 2.", "2*x**2 - x + 1 remainder 3"),
    ("Is x - 2 a factor of x^3 - 3x^2 + 4?", "yes"),
    ("gcd of x^2 - 1 and x^2 - 3x + 2", "x - 1"),
    ("partial fractions of 1/(x^2-1)", "1/(2*(x - 1)) - 1/(2*(x + 1))"),
    ("partial fraction decomposition of $\\frac{x^2+1}{x(x-1)^2}$", "1/x + 2/(x - 1)**2"),
    ("constant term in (x + 1/x)^6", "20"),
    ("simplify (a^3 b^2)/(a b^5)", "a**2/b**3"),
    ("Simplify $\\sqrt[3]{54}$", "3*2**(1/3)"),
    ("write ln 8 + ln 2 as a single logarithm", "ln(16)"),
    ("factor x^4 - 16 completely over the reals", "(x - 2)*(x + 2)*(x**2 + 4)"),
]  # fmt: skip
FUNCTIONS = [
    ("inverse of f(x) = (2x+1)/(x-3)", "(3*x + 1)/(x - 2)"),
    ("If f(x) = x^3 + 1, what is f^{-1}(9)?", "2"),
    ("domain of 1/(x^2 - 9)", "x < -3 or -3 < x < 3 or x > 3"),
    ("Find the domain of f(x) = sqrt(x - 2)", "x >= 2"),
    ("What is the range of f(x) = x^2 + 4?", "y >= 4"),
    ("Let f(x) = 2x - 3 and g(x) = x^2 + 1. Find (f ∘ g)(2).", "7"),
    ("Is f(x) = x^3 - x even, odd or neither?", "odd"),
    ("x-intercepts of y = x^2 - x - 12", "x = -3 or x = 4"),
    ("y-intercept of y = 2x^2 - 5x + 7", "7"),
    ("horizontal asymptote of (2x+1)/(x-4)", "y = 2"),
    ("vertical asymptotes of $f(x)=\\frac{x}{x^2-1}$", "x = -1 and x = 1"),
]
CALCULUS = [
    ("\\frac{d}{dx} \\left( x^2 + 1 \\right)", "2*x"),
    ("d²/dx² of sin(3x)", "-9*sin(3*x)"),
    ("∂/∂x (x^3 y^2)", "3*x**2*y**2"),
    ("Find $\\frac{dy}{dx}$ if $y = x^4$.", "4*x**3"),
    ("f(x)=x^3-4x, f''(2)=?", "12"),
    ("Given f(x)=x^5, find f''(x).", "20*x**3"),
    ("implicit differentiation: x^2 + y^2 = 25, find dy/dx", "-x/y"),
    ("gradient of f(x,y) = x^2 y + 3y", "(2*x*y, x**2 + 3)"),
    ("tangent line to y = x^3 at x = 2", "y = 12*x - 16"),
    ("Equation of the normal to y = x^2 at the point (1, 1)", "y = 3/2 - x/2"),
    ("critical points of x^3 - 3x", "x = -1 or x = 1"),
    ("Find the local maximum of f(x) = x^3 - 12x", "(-2, 16)"),
    ("maximum of x^3 - 3x on [0, 3]", "18"),
    ("minimum of x + 1/x for x > 0", "2"),
    ("At which x does f(x) = x^2 - 8x + 3 attain its minimum?", "x = 4"),
    ("On which interval is f(x) = x^2 - 6x increasing?", "x > 3"),
    ("inflection point of x^3 - 6x^2 + 1", "(2, -15)"),
    ("Find the area enclosed by y = 4 - x^2 and the x-axis", "32/3"),
    ("average value of x^2 on [0, 3]", "3"),
    ("volume when y = x^2, 0 <= x <= 1 is rotated about the x-axis", "pi/5"),
    ("first four terms of the Maclaurin series for cos x", "1 - x**2/2 + x**4/24 - x**6/720"),
]
SUMS = [
    ("$\\sum_{k=1}^{20} (3k - 2)$", "590"),
    ("\\sum_{k=1}^{3} k + 1", "7"),
    ("sum_{k=1}^{10} k^2 + k", "440"),
    ("sum of k^2 for k = 1 to 10", "385"),
    ("sum_{k=1}^n k", "n*(n + 1)/2"),
    ("Evaluate $\\prod_{k=1}^{5} (2k-1)$", "945"),
    ("Σ 1/(n(n+1)) from n = 1 to ∞", "1"),
    ("sum from n=0 to infinity of (1/3)^n", "3/2"),
    ("What is 1 + 1/2 + 1/4 + ... ?", "2"),
    ("2 + 4 + 6 + ... + 50", "650"),
    ("sum of the first 10 terms of the geometric series 1, 2, 4, ...", "1023"),
]
COMPLEX = [
    ("argument of 1 + i", "pi/4"),
    ("arg(-1-i)", "-3*pi/4"),
    ("write -1 + i*sqrt(3) in polar form", "2*(cos(2*pi/3) + i*sin(2*pi/3))"),
    ("cube roots of unity", "1, -1/2 + sqrt(3)*i/2, -1/2 - sqrt(3)*i/2"),
    ("find the square roots of -5+12i", "2 + 3*i, -2 - 3*i"),
    ("Let z = 3 - 4i. Find |z|.", "5"),
]
NOT_PROVED = [
    ("$\\sum_{n=1}^{\\infty} \\frac{1}{n^2}$", "pi**2/6"),
    ("does sum 1/n^3 converge or diverge", "yes"),
    ("Does the harmonic series converge?", "no"),
    ("radius of convergence of sum x^n/n!", "infinity"),
    ("y'' + y = 0, y(0) = 0, y'(0) = 1", "y = sin(x)"),
    ("dy/dx = x/y, y(0)=2, find y", "y = sqrt(x**2 + 4)"),
    ("e^(i*pi)", "-1"),
]
NOT_ANSWERED = [
    "What is the vertex of y = 2x + 1?",
    "maximum of x^3",
    "inverse of f(x) = x^2",
    "derivative of f at 2",
    "1 + 2 + 5 + ...",
    "2 + 4 + 6 + ... + 51",
    "sum of k^2 for k",
    "Simplify the thing I sent you yesterday about x^2 + 1",
]


def answered(question):
    result = WORKER.solve(Query(question), None)
    return result.answer, derive_verdict(result.checks)


@pytest.mark.parametrize(("question", "answer"), ALGEBRA + FUNCTIONS + CALCULUS + SUMS + COMPLEX)
def test_the_answer_is_right_and_proved(question, answer):
    assert answered(question) == (answer, Verdict.PROVED)


@pytest.mark.parametrize(("question", "answer"), NOT_PROVED)
def test_what_has_no_complete_check_is_checked_only(question, answer):
    assert answered(question) == (answer, Verdict.CHECKED)


@pytest.mark.parametrize("question", NOT_ANSWERED)
def test_what_is_not_understood_or_has_no_answer_is_not_answered(question):
    assert WORKER.solve(Query(question), None).answer is None


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("vertex of the parabola y = -2(x+1)^2 + 5", "(1, 5)"),
        ("Divide 2x^3 + 3x^2 - x + 5 by x + 2.", "2*x**2 - x + 1 remainder 4"),
        ("maximum of x^3 - 3x on [0, 3]", "17"),
        ("Find the local maximum of f(x) = x^3 - 12x", "(2, -16)"),
        ("tangent line to y = x^3 at x = 2", "y = 12*x - 15"),
        ("area between y = x^2 and y = 2x", "2/3"),
        ("$\\sum_{k=1}^{20} (3k - 2)$", "591"),
        ("sum from n=0 to infinity of (1/3)^n", "2"),
        ("argument of 1 + i", "-pi/4"),
        ("cube roots of unity", "1, 1, 1"),
        ("gcd of x^2 - 1 and x^2 - 3x + 2", "1"),
        ("inverse of f(x) = (2x+1)/(x-3)", "(3*x - 1)/(x - 2)"),
    ],
)
def test_a_wrong_answer_is_refuted(question, wrong):
    readings = certificates.read_query(Query(question))
    evidence = [dict(reading.task.solve().evidence) for reading in readings]
    assert derive_verdict(certificates.verify(readings, wrong, evidence)) is Verdict.REFUTED


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("1/n", False), ("1/n^2", True), ("1/sqrt(n)", False), ("(-1)^n/n", True), ("2^n/n!", True),
        ("n^2/3^n", True), ("1/(n*ln(n)^2)", True), ("1/(n*ln(n))", False), ("n/(n+1)", False),
        ("(2*n)!/(n!)^2/4^n", False), ("(2*n)!/(n!)^2/5^n", True), ("(-1)^n", False), ("e^(-n)", True),
        ("(n^2+1)/(n^4-3)", True),
    ],
)  # fmt: skip
def test_convergence(terms, expected):
    assert converges(parse_text(terms), "n")[0] is expected


def test_radius_is_the_limit_of_the_roots():
    assert radius(parse_text("n^3*2^n"), "n") == 2
    assert radius(parse_text("n!"), "n") is None


@settings(max_examples=30, deadline=None)
@given(
    coefficients=st.lists(st.integers(-4, 4), min_size=1, max_size=4).filter(any),
    base=st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 3), Fraction(-1, 2)]),
    count=st.integers(1, 12),
)
def test_a_closed_sum_is_the_sum_of_its_terms(coefficients, base, count):
    body = parse_text(
        f"({' + '.join(f'({c})' + '*k' * j for j, c in enumerate(coefficients))})*({base})^k"
    )
    poly, ratio = geometric_parts(body, "k")
    found = geometric_sum(poly, ratio, "k")
    assert difference_holds(found, body, "k")
    ends = [rational(found, {"k": Fraction(k)}) for k in (count, 0)]
    assert ends[0] - ends[1] == sum(rational(body, {"k": Fraction(k)}) for k in range(count))
