"""Slips of the pen are put right only where one word of mathematics alone is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core import Query
from kaelum_math.registry import vocabulary
from kaelum_math.text.spelling import corrected
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sovle 2x+1=9", "solve 2x+1=9"),
        ("derivitive of x", "derivative of x"),
        ("the intergral of x", "the integral of x"),
        ("Differenciate x", "differentiate x"),
        ("what is the difference of 3 and 2", "what is the difference of 3 and 2"),
        ("\\sqaure", "\\sqaure"),
    ],
)
def test_words_are_restored(typed, meant):
    assert corrected(typed, {"difference"}) == meant


@given(st.text(max_size=40))
def test_what_is_known_stays(text):
    assert corrected(text, set(text.lower().split()) | vocabulary()) is not None


def test_a_misspelt_order_is_carried_out():
    assert MathWorker().solve(Query("sovle 2x+1=9"), None).answer == "x = 4"
