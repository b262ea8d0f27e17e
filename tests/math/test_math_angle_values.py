"""One value of a trigonometric function, and what it says about the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.angle_values import AngleValue
from kaelum_math.worker import MathWorker

ANSWERED = [
    (r"If \sin\theta = 3/5 and \theta is in the second quadrant, find \cos\theta.", "-4/5"),
    (r"If $\sin\theta = \frac{3}{5}$ and $\theta$ is in quadrant I, find $\cos\theta$.", "4/5"),
    ("If sin x = 3/5 and x is acute, find tan x.", "3/4"),
    ("If sin x = 3/5 and x is obtuse, find tan x.", "-3/4"),
    ("If cos x = 1/3, find cos 2x.", "-7/9"),
    ("If tan x = 2, find tan 2x.", "-4/3"),
    ("Given that cos t = -4/5 and pi < t < 3pi/2, find sin t.", "-3/5"),
]

REFUSED = [
    "If sin x = 3/5, find tan x.",
    "If cos x = 1/3, find sin 2x.",
    "If sin x = 2, find cos x.",
    "If sin x = 3/5 and y is acute, find cos x.",
    "If sin x = 3/5 and x is in the second quadrant, find cos 3x.",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_value_follows(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", REFUSED)
def test_what_leaves_it_open_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@given(
    st.sampled_from(["sin", "cos", "tan"]),
    st.integers(1, 6),
    st.integers(7, 12),
    st.integers(1, 4),
    st.sampled_from(["sin", "cos", "tan", "sec"]),
    st.integers(1, 2),
)
def test_both_ways_agree(known, top, bottom, quadrant, asked, times):
    signs = {"sin": (1, 1, -1, -1), "cos": (1, -1, -1, 1), "tan": (1, -1, 1, -1)}[known]
    value = f"{signs[quadrant - 1] * top}/{bottom}"
    task = AngleValue(known, value, (quadrant,), asked, times)
    assert task.write(task.first()) == task.write(task.second())
