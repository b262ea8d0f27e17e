"""Other means, quartiles, scores, weights, correlation, and several figures at once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.families.descriptive import Correlation, Figure, Weighted
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("find the z-score of 60 if the mean is 50 and the standard deviation is 4", "2.5"),
        ("The mean of 4 numbers is 10. Three of them are 8, 9 and 12. What is the fourth?", "11"),
        ("harmonic mean of 3 and 6", "4"),
        ("geometric mean of 3, 9, 27", "9"),
        ("geometric mean of 2 and 3", "sqrt(6)"),
        ("correlation coefficient of x = 1, 2, 3 and y = 6, 4, 2", "-1"),
        ("root mean square of 1, 7 to 1 decimal place", "5.0"),
        ("mean absolute deviation of 1, 3, 5, 7", "2"),
        ("The average of 3 numbers is 20. If one more number, 40, is added, what is the new average?", "25"),
        ("the data set is {4, 1, 4, 7}. Find its mean, median and mode.", "mean = 4, median = 4, mode = 4"),
        ("weighted average of 70 (weight 3) and 90 (weight 1)", "75"),
        ("The mean of six numbers is 7. What is their sum?", "42"),
        ("upper quartile of 1,2,3,4,5,6,7,8", "6.5"),
        ("interquartile range of 1, 2, 3, 4, 5, 6, 7", None),
        ("The mean of 4 numbers is 10. Two of them are 8 and 9. What is the third?", None),
    ],
)  # fmt: skip
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


def test_a_spread_among_several_figures_is_only_checked() -> None:
    result = MathWorker().solve(Query("find the mean and variance of 1, 3, 5"), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == ("mean = 3, variance = 8/3", Verdict.CHECKED)


numbers = st.lists(st.fractions(1, 60, max_denominator=6), min_size=4, max_size=9).map(tuple)


@settings(deadline=None)
@given(numbers, st.booleans())
def test_both_ways_to_a_figure_agree(values: tuple[Fraction, ...], inner: bool) -> None:
    for what in ("geometric mean", "harmonic mean", "root mean square", "mean absolute deviation",
                 "midrange", "first quartile", "third quartile", "interquartile range"):  # fmt: skip
        task = Figure(values, what, inner)
        assert task.first() == task.second(), what


@settings(deadline=None)
@given(numbers)
def test_both_ways_to_weights_and_correlation_agree(values: tuple[Fraction, ...]) -> None:
    weighted = Weighted(tuple(zip(values, values[::-1], strict=True)))
    assert weighted.first() == weighted.second()
    if len(set(values)) > 1:
        pair = Correlation(values, values[::-1])
        assert pair.first() == pair.second()
