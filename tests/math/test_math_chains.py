"""Operations one after the other on the result so far."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("add 3 to 5 and multiply by 2", "16"),
        ("add 3 to 5, then double it, then subtract 1", "15"),
        ("multiply 4 by 5 and then take away 6", "14"),
        ("multiply 4 by 5 then subtract the result from 30", "10"),
        ("Start with 5. Add 3. Double it. What do you get?", "16"),
        ("Take 5 from 8 then double it", "6"),
        ("take the sum of 3 and 4, then triple it", "21"),
        ("increase 100 by 10% and then decrease by 10%", "99"),
        ("add 10% to 50, then subtract 5", "50"),
        ("the sum of 3 and 4, divided by 2", "7/2"),
        ("2 plus 3, times 4", "20"),
        ("divide 100 by 4, then add 5, and finally take the square root", "sqrt(30)"),
    ],
)
def test_each_operation_changes_the_result_so_far(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize(
    "question",
    [
        "add 3 to 5, then double the 7",
        "multiply 4 by 5, then subtract 3 from 9",
        "Let x = 3. Add 2, then double it.",
        "I think of a number, then double it and add 3.",
        "add 3 to 5, then jump",
    ],
)
def test_what_is_not_done_to_the_result_so_far_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None
