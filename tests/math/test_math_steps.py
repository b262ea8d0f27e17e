"""Steps: each line is a computation that was carried out, and the last one is the answer."""

from __future__ import annotations

import math
from importlib import import_module

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Add, Div, Mul, Neg, Num, number, number_text
from kaelum_math.steps import MAX_STEPS, MAX_WIDTH, TELLERS, tell
from kaelum_math.steps.arithmetic import reductions
from kaelum_math.worker import MathWorker


@frozen
class Asked:
    """A context in which steps are asked for, or not."""

    explain: bool = True
    settings = None
    sandbox = None

    def remaining(self):
        return 10.0

    def report(self, message):
        pass


def steps(question):
    result = MathWorker().solve(Query(question), Asked())
    assert result.answer is not None, result.reason
    return result.steps


CASES = {
    "What is 2*(3+4)^2 - 10/4?": (
        "3 + 4 = 7: 2*7**2 - 10/4", "7**2 = 49: 2*49 - 10/4", "2*49 = 98: 98 - 10/4",
        "10/4 = 5/2: 98 - 5/2", "98 - 5/2 = 191/2",
    ),
    "What is the gcd of 84 and 30?": (
        "84 = 2*30 + 24", "30 = 1*24 + 6", "24 = 4*6 + 0", "so the greatest common divisor is 6",
    ),
    "Solve x/3 + 1/2 = 5/6 for x": (
        "multiply by 6: 2*x + 3 = 5", "unknowns to the left, numbers to the right: 2*x = 2",
        "divide by 2: x = 1",
    ),
    "Solve x^2 - 5x + 6 = 0": (
        "a = 1, b = -5, c = 6: discriminant b**2 - 4*a*c = 1",
        "x = (-b +- sqrt(1))/(2*a) = (5 +- 1)/2", "x = 2 or x = 3",
    ),
    "Solve 2x + 3y = 7, x - y = 1": (
        "(1) 2*x + 3*y = 7", "(2) x - y = 1", "x out of (2), (2) - 1/2*(1): -5*y/2 = -5/2",
        "(2) gives y = 1", "(1) gives x = 2",
    ),
    "What is the integral of x^3 from 0 to 2?": (
        "antiderivative: F(x) = x**4/4", "F(2) = 2**4/4 = 4", "F(0) = 0**4/4 = 0", "F(2) - F(0) = 4",
    ),
    "Differentiate x^5 + 2x": ("(x**5)' = 5*x**4", "(2*x)' = 2", "sum: 5*x**4 + 2"),
    "What is 15% of 80?": ("part = whole*percent/100 = 80*15/100 = 12",),
    "What is the probability of rolling a sum of 7 with two dice?": (
        "6 * 6 = 36 throws, all equally likely", "6 of them have a sum = 7", "6/36 = 1/6",
    ),
    "Is 91 prime?": ("91 = 7*13, so it is not prime",),
    "Factor x^2 - 9": ("x = -3 makes it zero, so x + 3 divides it, leaving x - 3",),
    "Expand (x+2)*(x-3)": ("x*x + x*(-3) + 2*x + 2*(-3) = x**2 - x - 6",),
    "Solve 4 - 2x > 10": ("-2*x > 6", "divide by -2, which turns the sign: x < -3"),
    "The sum of two numbers is 20 and their difference is 4. Find the numbers.": (
        "(1) first number + second number = 20", "(2) first number - second number = 4",
        "first number out of (2), (2) - (1): -2*second number = -16",
        "(2) gives second number = 8", "(1) gives first number = 12",
    ),
    "What is the mean of 3, 5, 10?": ("3 + 5 + 10 = 18", "18/3 = 6"),
}  # fmt: skip


@pytest.mark.parametrize("question", CASES)
def test_the_steps_of_common_questions(question):
    assert steps(question) == CASES[question]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Differentiate x^2*sin(3x)", "product rule: (x**2*sin(3*x))' = 2*x*sin(3*x) + 3*x**2*cos(3*x)"),
        ("Solve x^3 - 6x^2 + 11x - 6 = 0", "x = 1 makes it zero, so x - 1 divides it"),
        ("Solve x^2 + x + 1 = 0", "no solution is real"),
        ("Solve 1/x = 1/4", "multiply by"),
        ("Convert 10 to binary", "5 = 2*2 + 1"),
        ("Simplify sqrt(72)", "sqrt(72) = sqrt(6**2*2) = 6*sqrt(2)"),
        ("What is the prime factorization of 360?", "360 = 2*180"),
        ("How much is $1000 at 5% compound interest for 3 years?", "1000 * 1.05**3 = 1157.625"),
        ("Is 97 prime?", "9**2 <= 97 < 10**2, and none of the primes 2, 3, 5, 7 divides it"),
        ("What is 7^100 mod 13", "100 = 64 + 32 + 4"),
        ("What is the median of 1, 9, 4, 6?", "the middle two: (4 + 6)/2 = 5"),
        ("How many ways can you choose 3 of 10 people?", "10!/(3!*(10 - 3)!)"),
        ("What is the area of a circle with radius 3?", "pi*3**2 = 9*pi"),
        ("Let d be the greatest common divisor of 84 and 30. Solve d*x = 42 for x.", "gcd(84, 30) = 6"),
        ("Round 3.14159 to 2 decimal places", "3.14 < 3.14159 < 3.15, nearer to 3.14"),
    ],
)  # fmt: skip
def test_some_step_says(question, told):
    assert any(told in step for step in steps(question)), steps(question)


def test_no_steps_unless_asked_for():
    for context in (None, Asked(explain=False)):
        assert MathWorker().solve(Query("What is 2 + 3 * 4?"), context).steps == ()


def test_every_teller_exists_and_is_for_a_task_that_exists():
    from kaelum_math.everyday import FAMILIES as EVERYDAY
    from kaelum_math.registry import FAMILIES

    modules = {name: f"kaelum_math.families.{name}" for name in (*FAMILIES, *EVERYDAY)}
    modules |= {"forms": "kaelum_math.forms", "task": "kaelum_math.story.task"}
    modules["reckoning"] = "kaelum_math.families.reckoning"
    for task, teller in TELLERS.items():
        module, name = task.split(".")
        assert hasattr(import_module(modules[module]), name), task
        module, _, function = teller.partition(":")
        assert hasattr(import_module(f"kaelum_math.steps.{module}"), function), teller


def test_many_and_long_steps_are_cut_short():
    told = steps("What is " + "+".join(map(str, range(1, 60))) + "?")
    assert len(told) == MAX_STEPS
    assert told[-1] == "1711 + 59 = 1770"
    assert all(len(step) <= MAX_WIDTH for step in steps("What is (1/3 + 10^200) * 10^150?"))


numbers = st.integers(-20, 20).map(number)
trees = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda x: Add(tuple(x))),
        st.lists(inner, min_size=2, max_size=3).map(lambda x: Mul(tuple(x))),
        st.tuples(inner, st.integers(1, 9).map(number)).map(lambda x: Div(*x)),
        inner.map(Neg),
    ),
    max_leaves=8,
)


@given(trees)
def test_the_last_operation_gives_the_value(tree):
    told = list(reductions(tree))
    value = number_text(rational(tree))
    if told:
        assert told[-1].endswith((f"= {value}", f": {value}"))
    else:
        assert isinstance(tree, (Num, Neg, Div))


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_euclid_ends_with_the_divisor(a, b):
    told = steps(f"What is the gcd of {a} and {b}?")
    assert told[-1].endswith(f" {math.gcd(a, b)}")
    for line in told[:-1]:
        if "=" in line and line[0].isdigit():
            left, right = line.split(" = ")
            factor, rest = right.split(" + ")
            q, divisor = factor.split("*")
            assert int(left) == int(q) * int(divisor) + int(rest)


def test_a_task_without_a_teller_has_the_steps_of_its_solution():
    from kaelum_math.task import Solution

    class Own:
        pass

    assert tell(Own(), Solution("1", steps=("because",))) == ("because",)
