"""Numbers that are mere names here: what arithmetic may decide is not called open."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_logic.answers import ask
from kaelum_logic.english.looseness import numbers_said
from kaelum_logic.english.reading import TextReading, read_text
from kaelum_logic.families import deduction
from kaelum_logic.problem import UnsolvedError
from kaelum_logic.solving import Decision, Status
from kaelum_logic.worker import LogicWorker


class Context:
    def report(self, message):
        pass


@pytest.mark.parametrize(
    "question",
    [
        "A guest is rich if and only if she is at least 21. Vera is a guest and is 20. Is Vera rich?",
        "Anyone who is at least 65 travels free. Gus is 70. Does Gus travel free?",
        "Anyone who is at least 65 travels free. Gus is 65. Does Gus travel free?",
        "A guest is rich only if she is at least 21. Vera is a guest and is 20 years old. Is Vera rich?",
        "Everyone who earns 500 dollars pays. Ann earns 600 dollars. Does Ann pay?",
    ],
)
def test_what_arithmetic_may_settle_is_not_called_uncertain(question):
    result = LogicWorker().solve(Query(question), Context())
    assert result.answer is None
    assert "arithmetic may settle" in str(result.reason)


@pytest.mark.parametrize(
    "question",
    [
        "Room 12 is free. Room 13 is not free. Is room 14 free?",
        "Gus is 70. All rich people travel free. Does Gus travel free?",
    ],
)
def test_a_number_in_a_name_or_alone_is_compared_with_nothing(question):
    result = LogicWorker().solve(Query(question), Context())
    assert (result.answer, result.verdict) == ("uncertain", Verdict.PROVED)


def test_the_numbers_that_are_said():
    text = read_text(ask(Query("Anyone who is at least 65 is glad. Gus is 70. Is Gus glad?")))
    assert isinstance(text, TextReading)
    assert numbers_said(text.first.premises, text.first.goal) == ["65", "70"]


def test_another_reading_that_is_not_decided_is_named_as_such(monkeypatch):
    query = Query("Tom is not tall and rich. Is Tom tall?")
    problem = deduction.read(query)
    assert isinstance(problem, deduction.Deduction)
    assert problem.text.touched
    decided = iter([deduction.decide(problem.premises, problem.argument.goal)])
    open_ = Decision(Status.UNKNOWN, reason="no time")
    monkeypatch.setattr(deduction, "decide", lambda *_, **__: next(decided, open_))
    with pytest.raises(UnsolvedError, match="could not be found out"):
        problem.settle()
