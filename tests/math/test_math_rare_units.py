"""Units that only pint's registry knows: exact, or refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaelum_core.testing import solve
from kaelum_core.types import Verdict
from kaelum_math.text.rare_units import look_up
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("convert 2 gigabytes to megabytes", "2000"),
        ("convert 5 newtons to dynes", "500000"),
        ("convert 1 light year to km", "9460730472580.8"),
        ("convert 100 psi to kPa", "689.4757"),
        ("how many dynes are there in 3 newtons?", "300000"),
    ],
)
def test_a_rare_unit_is_converted_and_proved(question, answer):
    result = solve(MathWorker(), question, budget=60)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize(
    "question", ["convert 7 cats to dogs", "how many eggs in 3 boxes", "convert 3 psi to meters"]
)
def test_what_is_no_unit_or_no_match_is_refused(question):
    assert solve(MathWorker(), question, budget=60).answer is None


@pytest.mark.parametrize("name", ["parsec", "fathom", "arcminute", "cat", "eggs", "gb", "x" * 99])
def test_inexact_and_doubtful_names_are_no_units(name):
    assert look_up([name]) is None


def test_sizes_agree_with_the_common_table():
    assert look_up(["international_foot"]).size == look_up(["foot"]).size == Fraction("0.3048")
    assert look_up(["slug"]).dimension == "mass"
