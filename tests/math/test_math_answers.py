"""Questions with their answers: every family, in formulae and in people's words."""

from __future__ import annotations

import pytest

from kaelum_core.types import Outcome, Query, Verdict
from kaelum_math.worker import MathWorker

WORKER = MathWorker()

ARITHMETIC = [
    ("What is 3 + 4*5?", "23"),
    ("twelve times eleven minus four", "128"),
    ("17% of 2,450", "416.5"),
    ("Add 18049 and 0.5.", "18049.5"),
    ("Work out -2 - -0.6248.", "-1.3752"),
    ("-0.3*-124", "37.2"),
    ("What is 35 divided by 66?", "35/66"),
    ("What is 5 less than 12?", "7"),
    ("What do you get when you multiply 6 by 7?", "42"),
    ("Can you tell me what 7 times 8 is?", "56"),
    ("What is the difference between 3/4 and 1/2?", "1/4"),
    ("increase 50 by 10%", "55"),
    ("15 is what percent of 60?", "25%"),
    ("what is half of 17", "17/2"),
    ("5!", "120"),
    ("What is 1/0?", "undefined"),
    ("What is 2 to the power of 10?", "1024"),
    ("3 1/2 + 2", "11/2"),
    ("What is nine tenths of 40?", "36"),
    (r"\frac{1}{2} + \frac{1}{3}", "5/6"),
    ("½ + ¼", "3/4"),
    ("5 choose 2", "10"),
    ("How many ways can you choose 3 items from 10?", "120"),
]

ALGEBRA = [
    ("Solve 34 - 7 = -3*b for b.", "-9"),
    ("Solve 2*v = -2*n - 22, -27*v + 24*v + 5*n = 1 for v.", "-7"),
    ("What are the roots of x^2 - 5x + 6?", "x = 2 or x = 3"),
    ("Solve x^2 = 2", "x = -sqrt(2) or x = sqrt(2)"),
    ("Solve x = x + 1", "no solution"),
    ("Solve x^2 + 1 = 0", "x = -i or x = i"),
    ("Solve 2x + y = 7, x - y = 2", "x = 3, y = 1"),
    ("Solve the system: 2x + y = 7, x - y = 2 for x and y", "x = 3, y = 1"),
    ("Let -2*p**5/5 + 152*p**4/5 - 148*p**3/5 - 152*p**2/5 + 30*p = 0. What is p?", "-1, 0, 1, 75"),
    ("Solve 10/7*h + 0 + 2/7*h**2 = 0.", "-5, 0"),
    ("Solve 1/x + 1/(x+1) = 3/2 for x", "-2/3, 1"),
    ("Solve 2x + y = 7 for y", "7 - 2*x"),
    ("If 2x + 3 = 11, what is x?", "4"),
    ("Solve 3x - 4 > 5", "x > 3"),
    ("Solve x^2 < 9", "-3 < x < 3"),
    ("Solve x^2 >= 9", "x <= -3 or x >= 3"),
    ("Solve (x-1)/(x+2) <= 0", "-2 < x <= 1"),
    ("Factor h**4/6 - 5*h**3/3 - 11*h**2/6.", "h**2*(h - 11)*(h + 1)/6"),
    ("Expand (x+1)^3", "x**3 + 3*x**2 + 3*x + 1"),
    ("Collect the terms in -20*c**3 - 6214*c + 19*c**3 + 6214*c.", "-c**3"),
    ("Rearrange 2*t**2 - t**2 - 6*t**3 to r*t + o*t**2 + n + b*t**3 and give o.", "1"),
    ("What is the coefficient of x^2 in (x+1)^5?", "10"),
    ("simplify (x^2-1)/(x-1)", "x + 1"),
    ("Simplify ((g**(1/2)/g)/g**(3/2))**(-14/9) assuming g is positive.", "g**(28/9)"),
    ("sqrt(x^2)", "abs(x)"),
    ("simplify (x^6)^(1/3)", "x**2"),
    ("simplify sqrt(x^4)/x", "x"),
    ("Simplify -6*((2*sqrt(243))**2 + sqrt(3)).", "-5832 - 6*sqrt(3)"),
    ("What is the k'th term of -20, -93, -220, -401?", "-27*k**2 + 8*k - 1"),
    ("What is the next term in 2, 4, 8, 16?", "32"),
    ("What comes next: 34, 35, 36, 37, 38?", "39"),
]

CALCULUS = [
    ("What is the second derivative of -6*f**3 + 68*f**2 + 17303*f?", "136 - 36*f"),
    ("What is the derivative of ln(x^2+1)?", "2*x/(x**2 + 1)"),
    ("derivative of x^3 + 2x at x = 2", "14"),
    ("What is the integral of x^2 from 0 to 3?", "9"),
    (r"\int_0^{\pi} \sin(x)\,dx", "2"),
    (r"$\int \sin(x)\,dx$", "-cos(x) + C"),
    ("integrate 1/(1+x^2) with respect to x", "atan(x) + C"),
    ("limit of sin(x)/x as x approaches 0", "1"),
    ("limit sin(x)/x at 0", "1"),
    (r"\lim_{x \to \infty} \frac{2x^2+1}{x^2-3}", "2"),
    ("limit of 1/x as x approaches 0", "does not exist"),
    ("Find the Taylor series of sin(x) up to degree 5", "x - x**3/6 + x**5/120"),
    ("Let f(x) = x^2 + 3x. Find f'(2).", "7"),
]

NUMBERS = [
    ("Is 7919 prime?", "True"),
    ("Is 153403 a composite number?", "True"),
    ("What is 2^50 mod 7?", "4"),
    ("last three digits of 7^(10^9)", "001"),
    ("What is the highest common factor of 159 and 265?", "53"),
    ("What is the common denominator of 125/42 and -60/77?", "462"),
    ("List the prime factors of 1210.", "2, 5, 11"),
    ("What are the factors of 36?", "1, 2, 3, 4, 6, 9, 12, 18, 36"),
    ("Does 24 divide 275?", "False"),
    ("What is the remainder when 2913 is divided by 583?", "581"),
    ("What is the ten thousands digit of 22521608?", "2"),
    ("Round 13882000 to the nearest one million.", "14000000"),
    ("Round 0.000014623236 to 6 dps.", "0.000015"),
    ("What is -637 (base 12) in base 16?", "-38b"),
    ("In base 7, what is 4 - 26?", "-22"),
    ("What is the third root of 2322 to the nearest integer?", "13"),
    ("Is 21561 a multiple of 17?", "False"),
]

OTHERS = [
    ("Put 2/5, 0.3, 2 in descending order.", "2, 2/5, 0.3"),
    ("Which is the closest to 0.14?  (a) -2/3  (b) 3/7  (c) 7  (d) -0.3", "b"),
    ("What is the third biggest value in -2/3, -0.17, -0.3?", "-2/3"),
    ("Which is greater: 0.6 or 2/3?", "2/3"),
    ("Is 0.1 + 0.2 = 0.3?", "True"),
    ("Are 3 and -8 nonequal?", "True"),
    ("What is 121 minutes before 9:39 PM?", "7:38 PM"),
    ("How many minutes are there between 4:06 PM and 3:51 AM?", "705"),
    ("How many milligrams are there in 56981.79ng?", "0.05698179"),
    ("What is nine tenths of a centimeter in micrometers?", "9000"),
    ("convert 5 feet 3 inches to cm", "160.02"),
    (
        (
            "What is prob of picking 1 v and 1 p when two letters picked without replacement from "
            "{v: 5, p: 7}?"
        ),
        "35/66",
    ),
    (
        "Four letters picked without replacement from {q: 3, e: 4}. Give prob of picking 1 e and 3 q.",
        "4/35",
    ),
    ("What is the determinant of [[1,2],[3,4]]?", "-2"),
    ("inverse of [[1,2],[3,4]]", "[[-2, 1], [3/2, -1/2]]"),
    ("eigenvalues of [[2,0],[0,3]]", "2, 3"),
    ("What is sin(pi/6)?", "1/2"),
    ("log base 2 of 8", "3"),
    ("What is log(100)?", "2"),
    ("What is the square root of 2 to 3 decimal places?", "1.414"),
    ("What is pi to 5 decimal places?", "3.14159"),
    ("Is 7919 prime? Answer yes or no.", "yes"),
    ("What is 123456 in scientific notation?", "1.23456 * 10^5"),
    ("What is 7/2 as a mixed number?", "3 1/2"),
]

COMPOSED = [
    ("Let d be the greatest common divisor of 84 and 30. Solve d*x = 42 for x.", "7"),
    (
        (
            "Suppose -4*k - 147 = -171. Suppose 3*f + 3*g = 3, 0 = -4*f - 0*g - 3*g + k. "
            "Solve 0 = 4*t - 7*t - f for t."
        ),
        "-1",
    ),
    (
        (
            "Let t(d) be the first derivative of -d**4 + d**3 + d**2 + 2*d + 7. Let j(x) = -21*x**3 + "
            "16*x**2 + 11*x + 11. Determine -2*j(p) + 11*t(p)."
        ),
        "-2*p**3 + p**2",
    ),
    ("Given f(x)=2x+1 and g(x)=x^2, find f(g(3))", "19"),
    ("Evaluate 3x + 2 when x = 4", "14"),
    ("f(x) = 2x, find f(3)", "6"),
    ("Let w = 0.511 - 0.5076. What is w rounded to three decimal places?", "0.003"),
    ("Let h = -42.8 - -43. What is the closest to -0.1 in -2, -7, h?", "h"),
]


@pytest.mark.parametrize(
    ("question", "answer"), ARITHMETIC + ALGEBRA + CALCULUS + NUMBERS + OTHERS + COMPOSED
)
def test_answer_is_right_and_proved(question, answer):
    result = WORKER.solve(Query(question), None)
    assert result.answer == answer, result.reason
    assert result.verdict is Verdict.PROVED
    assert result.certificate is not None
    assert result.interpretation


@pytest.mark.parametrize(
    "question",
    [
        "Write a haiku about the sea",
        "Who won the world cup in 1998?",
        "asdf qwer zxcv",
        "",
        "?",
        "__import__('os').system('true')",
        "9^9^9^9",
        "factorial(10^9)",
        "(" * 5000 + "1" + ")" * 5000,
        "-" * 3000 + "1",
        "1 + 1\x00",
        "\u202e1 + 1",
        "9" * 100_000,
        "a" * 1_000_000,
        "Solve f(x) = 3 for x",
        "What is the sum of 3 and 4 times the product of 2 and 5?",
        "sin",
        r"\unknowncommand{3}",
        "Let x = 3. Let x = 4. What is x?",
    ],
)
def test_what_is_not_understood_or_too_large_is_abstained_from(question):
    result = WORKER.solve(Query(question), None)
    assert result.outcome is Outcome.ABSTAINED
    assert result.reason
    assert len(result.reason) < 400


def test_two_readings_with_different_answers_are_both_named():
    result = WORKER.solve(Query("What is the sum of 2 and 3 times the sum of 4 and 5?"), None)
    assert result.outcome is Outcome.ABSTAINED


def test_the_context_is_read_before_the_question():
    result = WORKER.solve(Query("What is f(2)?", context="Let f(x) = x^2 + 1."), None)
    assert result.answer == "5"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Solve y' = y", "y = C1*exp(x)"),
        ("Solve dy/dx = 2x, y(0) = 1", "y = x**2 + 1"),
    ],
)
def test_what_is_checked_but_not_proved_to_be_all(question, answer):
    result = WORKER.solve(Query(question), None)
    assert result.answer == answer
    assert result.verdict is Verdict.CHECKED
