"""Numbers with a name, and arithmetic modulo a number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.congruences import Combination, Congruence, Multiplicity, Order
from kaelum_math.methods.sequences import FUNCTIONS, SEQUENCES
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what's the 12th triangular number", "78"),
        ("What is the 20th Fibonacci number?", "6765"),
        ("Is 55 in the Fibonacci sequence?", "True"),
        ("is 56 a Fibonacci number", "False"),
        ("phi(36), Euler's totient", "12"),
        ("Is 28 a perfect number?", "True"),
        ("is 30 abundant", "True"),
        ("is 81 a perfect cube", "False"),
        ("Is 370 an Armstrong number?", "True"),
        ("is 1234321 a palindrome", "True"),
        ("digital root of 493", "7"),
        ("derangements of 4 objects", "9"),
        ("number of partitions of 6", "11"),
        ("What is the mobius function of 42?", "-1"),
        ("modular inverse of 3 mod 11", "4"),
        ("modular inverse of 4 mod 10", "does not exist"),
        ("solve 4x = 6 mod 10", "x = 4 (mod 5)"),
        ("solve 4x = 5 (mod 10)", "no solution"),
        ("multiplicative order of 3 modulo 7", "6"),
        ("find the smallest positive integer x such that x = 2 mod 5 and x = 3 mod 7", "17"),
        ("how many zeros does 30! end in", "7"),
        ("find the number of trailing zeros of 50!", "12"),
        ("Number of trailing zeros in 26 factorial", "6"),
        ("the highest power of 3 that divides 20!", "3^8"),
        ("express 65 as a sum of two squares", "1^2 + 8^2"),
        ("express 21 as a sum of two squares", "impossible"),
        ("find integers x and y with 7x + 5y = 1", "x = -2, y = 3"),
        ("find the gcd and lcm of 12 and 18", "gcd = 6, lcm = 36"),
        ("the lcm of 1 through 8", "840"),
        ("use the euclidean algorithm to find gcd(252, 105)", "21"),
    ],
)
def test_answers_are_proved(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("name", sorted(SEQUENCES))
def test_both_ways_to_a_sequence_agree(name: str) -> None:
    rule = SEQUENCES[name]
    assert all(rule.first(n) == rule.second(n) for n in range(rule.start, 40))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_both_ways_to_a_function_agree(name: str) -> None:
    rule = FUNCTIONS[name]
    assert all(rule.first(n) == rule.second(n) for n in range(rule.start, 130))


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(2, 60))
def test_a_congruence_passes_its_check(factor: int, rest: int, modulus: int) -> None:
    task = Congruence(factor % modulus, rest % modulus, modulus, "x")
    solution = task.solve()
    assert all(check.passed for check in task.check(solution.answer, solution.evidence))


@given(st.integers(-30, 30).filter(bool), st.integers(-30, 30).filter(bool), st.integers(-50, 50))
def test_an_equation_in_integers_passes_its_check(a: int, b: int, c: int) -> None:
    task = Combination(a, b, c)
    solution = task.solve()
    assert all(check.passed for check in task.check(solution.answer, solution.evidence))


@given(st.integers(1, 200), st.integers(2, 60), st.booleans())
def test_both_ways_to_a_multiplicity_agree(value: int, divisor: int, factorial: bool) -> None:
    task = Multiplicity(value, divisor, factorial)
    if factorial:
        assert task.first() == task.second()
    assert divisor ** task.second() <= value or factorial


@pytest.mark.parametrize(("base", "modulus"), [(2, 7), (10, 17), (3, 100), (7, 360)])
def test_an_order_is_the_least(base: int, modulus: int) -> None:
    task = Order(base, modulus)
    assert task.first() == task.second()
