"""Arithmetic of quantities with units."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families import quantities
from kaelum_math.families.quantities import Measured
from kaelum_math.text.normalise import normalise
from kaelum_math.words.units import UNITS
from kaelum_math.worker import MathWorker

WORKER = MathWorker()
_SIZES = {"h": 3600, "min": 60, "s": 1}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("3 m + 40 cm", "3.4 m"),
        ("what is 2 hours 30 minutes minus 45 minutes?", "1 h 45 min"),
        ("5 ft 3 inches + 2 ft 11 inches", "8 ft 2 in"),
        ("$5 + 10 cents", "$5.10"),
        ("3 dollars and 20 cents times 3", "$9.60"),
        ("half an hour plus 20 minutes", "50 min"),
        ("45 minutes times 3 in hours", "2.25"),
        ("1 year - 2 months", "10 months"),
        ("50% of 3 hours", "1.5 h"),
        ("1 kg - 250 g in grams", "750"),
        ("30 min - 1 h 10 min", "-40 min"),
        ("what percent of 3 hours is 45 minutes", "25%"),
    ],
)
def test_answers(question, answer):
    result = WORKER.solve(Query(question), None)
    assert result.answer == answer, result.reason
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "question",
    ["5 kg + 3 s", "$5 + €3", "5 ft + 3", "2 km * 3 km", "what percent of 2 m is 3 kg", "3 cm"],
)
def test_what_has_no_meaning_is_not_answered(question):
    assert WORKER.solve(Query(question), None).answer is None


@pytest.mark.parametrize("text", ["3 + 4", "solve 3x = 4", "the sea", "2 m", "5 apples + 3 m"])
def test_what_is_not_of_the_family_is_left_to_others(text):
    assert quantities.read(normalise(text)) is None


@given(
    st.lists(
        st.tuples(st.fractions(-99, 99), st.sampled_from([UNITS["h"], UNITS["min"], UNITS["sec"]])),
        min_size=1,
        max_size=5,
    )
)
def test_the_text_of_a_duration_is_worth_the_duration(terms):
    task = Measured(tuple(terms), (UNITS["h"], UNITS["min"], UNITS["sec"]))
    text = task.write(task.first())
    words = text.removeprefix("-").split()
    total = sum(
        (Fraction(n) * _SIZES[u] for n, u in zip(words[::2], words[1::2], strict=True)),
        Fraction(0),
    )
    assert (-total if text.startswith("-") else total) == task.first() == task.second()
