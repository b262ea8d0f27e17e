"""What fuzzing found in the logic expert: each input once hung or raised."""

from __future__ import annotations

import time

import pytest

from kaelum_core import Outcome, Query
from kaelum_logic.worker import LogicWorker

PATIENCE = 20.0
"""Seconds: some of these took minutes; a busy machine may take a few."""


class Context:
    """All that the worker needs of its surroundings."""

    def report(self, message):
        pass


def solve(text):
    return LogicWorker().solve(Query(text), Context())


@pytest.mark.parametrize(
    "text",
    [
        "mod" * 5000,
        "always " * 2500,
        "the knights, who " * 800,
        "\n".join(["The Winner Is Either Good At Chess Or Bad At Far-Off Throws."] * 60),
        " and ".join(["Which cards are foreign or issued by banks and cannot be used?"] * 60),
    ],
    ids=["one word", "adverbs", "relatives", "capitals", "joined questions"],
)
def test_long_texts_are_declined_soon(text):
    began = time.perf_counter()
    assert solve(text).outcome is Outcome.ABSTAINED
    assert time.perf_counter() - began < PATIENCE


@pytest.mark.parametrize(
    "text",
    [
        "I have a !! potato, a yam, and a turnip. How many fruits do I have?",
        (
            "On a branch, there are three birds: a quail, a or jay, a, and a robin. The robin is the "
            "leftmost. The quail is the second from the left. Which bird is the rightmost?"
        ),
        "I have a yam, a carrot, and a. How \n\n many vegetables do I have?",
    ],
)
def test_an_article_by_itself_is_no_thing(text):
    assert solve(text).outcome in {Outcome.ABSTAINED, Outcome.ANSWERED}


def test_a_verb_that_is_no_word_is_not_understood():
    query = Query("Which of the following is|- true?", None, ("A) p or not p", "B) p and q"))
    assert LogicWorker().solve(query, Context()).outcome in {Outcome.ABSTAINED, Outcome.ANSWERED}


@pytest.mark.parametrize("zeros", [6, 20, 5000])
def test_days_outside_the_calendar_are_declined(zeros):
    stock = "1" + "0" * zeros
    asked = (
        f"On May 9th, 2017 Jane bought {stock} eggs. She ate one per day. "
        "Today she ran out of eggs. What is the date today in MM/DD/YYYY?"
    )
    assert solve(asked).outcome in {Outcome.ABSTAINED, Outcome.ANSWERED}
