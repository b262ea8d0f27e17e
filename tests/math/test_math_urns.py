"""Draws from a bag of coloured things, and numbers in a fixed number of bits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import Undefined
from kaelum_math.families.signed_bits import Bits, FromBits
from kaelum_math.families.urns import Urn
from kaelum_math.worker import MathWorker

BAG = "A bag has 3 red and 2 blue marbles."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (f"{BAG} Two are drawn without replacement. What's the probability that they are different colours?", "3/5"),
        (f"{BAG} You draw 2 without replacement. What is the probability both are red?", "3/10"),
        (f"{BAG} Two marbles are drawn with replacement. What is the probability that both are the same color?", "13/25"),
        (f"{BAG} One marble is drawn at random. Find the probability that it is not red.", "2/5"),
        ("two's complement of 3 in 4 bits", "1101"),
        ("represent -5 as an 8-bit two's complement number", "11111011"),
        ("What decimal number does the 4-bit two's complement 1000 represent?", "-8"),
        ("NOT 0b0110 in 4 bits", "1001"),
        (f"{BAG} Two are drawn. What is the probability that both are red?", None),
        (f"{BAG} Two are drawn without replacement. What is the probability that both are shiny?", None),
        ("represent 200 as an 8-bit two's complement number", None),
    ],
)  # fmt: skip
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


events = st.one_of(
    st.sampled_from([("same",), ("different",)]),
    st.tuples(
        st.just("count"), st.just(("red",)), st.sampled_from(["=", ">=", "<="]), st.integers(0, 3)
    ),
    st.just(("each", (("red", 1), ("blue", 1)))),
)


@settings(deadline=None)
@given(st.tuples(*[st.integers(1, 6)] * 3), st.integers(1, 4), st.booleans(), events)
def test_draws_agree(
    sizes: tuple[int, ...], draws: int, replaced: bool, event: tuple[object, ...]
) -> None:
    task = Urn(tuple(zip(("red", "blue", "green"), sizes, strict=True)), draws, replaced, event)
    try:
        assert task.first() == task.second()
    except Undefined:
        assert draws > sum(sizes)


@given(st.integers(-128, 127), st.booleans())
def test_bits_are_read_back(value: int, inverted: bool) -> None:
    task = Bits(value, 8, inverted)
    assert task.first() == task.second()
    if not inverted:
        back = FromBits(task.first())
        assert back.first() == back.second() == value
