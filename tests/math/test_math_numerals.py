"""Roman numerals, digits after the point in other bases, arithmetic in a base."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.numerals import (
    BaseArithmetic,
    FromRoman,
    ToRoman,
    read_digits,
    write_digits,
)
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("write 1949 in Roman numerals", "MCMXLIX"),
        ("what number is MCMXC", "1990"),
        ("convert XIV to a number", "14"),
        ("0b1101 in decimal", "13"),
        ("Convert 101.01 from binary to decimal", "5.25"),
        ("write 0.375 in base 2", "0.011"),
        ("Add 111 and 101 in binary", "1100"),
        ("multiply 13_4 by 2_4 and give the result in base 4", "32"),
        ("subtract 1A from 2F in hex", "15"),
        ("In what base is 33 equal to 15 in base 10?", "4"),
        ("1/3 in base 3", None),
        ("what number is IIX", None),
        ("Add 12 and 11 in binary", None),
    ],
)
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(value: int) -> None:
    text = ToRoman(value).first()
    assert text == ToRoman(value).second()
    assert FromRoman(text).first() == value


@given(st.fractions(0, 50, max_denominator=64), st.integers(2, 16))
def test_written_digits_stand_for_the_number(value: Fraction, base: int) -> None:
    text = write_digits(value, base)
    if "(" not in text:
        assert read_digits(text, base) == value


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("+-*"), st.integers(2, 36))
def test_both_ways_to_calculate_agree(a: int, b: int, sign: str, base: int) -> None:
    left, right = (write_digits(Fraction(n), base) for n in (a, b))
    task = BaseArithmetic(left, right, sign, base)
    assert task.first() == task.second()
