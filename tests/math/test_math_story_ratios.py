"""Ratios in their simplest form."""

import pytest

from kaelum_core.types import Verdict, derive_verdict
from kaelum_math.errors import NotUnderstood
from kaelum_math.families.ratios import read


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Simplify the ratio 18:24.", "3:4"),
        ("What is the ratio of 45 minutes to 2 hours in simplest form?", "3:8"),
        ("Reduce the ratio 12 : 18 : 30", "2:3:5"),
        ("What is the ratio of 1.5 to 2 in its simplest form?", "3:4"),
        ("the ratio of 30 cm to 2 m", "3:20"),
    ],
)
def test_simplest_form(text, answer):
    task = read(text)
    assert task.solve().answer == answer
    assert derive_verdict(list(task.check(answer, {}))) is Verdict.PROVED
    assert derive_verdict(list(task.check("1:9", {}))) is Verdict.REFUTED


@pytest.mark.parametrize("text", ["the ratio of 3 minutes to 2 m", "Simplify the ratio 0:4"])
def test_no_ratio(text):
    with pytest.raises(NotUnderstood):
        read(text)


def test_other_questions_are_not_ratios():
    assert read("Simplify 18/24") is None
