"""Stories in which something is only wished, planned or of another time, or cannot have been."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, WorkerResult
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "told",
    [
        "She wants to buy 5 more stamps.",
        "She has to sell 5 stamps.",
        "She could sell 5 stamps.",
        "Tomorrow she will buy 5 more stamps.",
        "Next week she buys 5 more stamps.",
        "Last year she had 5 stamps.",
        "In May she had 5 stamps.",
        "She would have 20 stamps if she bought 8 more.",
        "Ann wants to give her 3 stamps.",
    ],
)
def test_what_has_not_happened_changes_nothing(told: str) -> None:
    question = f"Lisa has 12 stamps. {told} How many stamps does Lisa have now?"
    assert _solved(question).answer is None


@pytest.mark.parametrize(
    "question",
    [
        "Lisa has 5 stamps. She loses 8 stamps and finds 10 stamps. How many stamps does Lisa have?",
        "A bus has 5 passengers. At the first stop 7 get off and 15 get on. How many passengers are on the bus now?",
        "I have 20 coins, all nickels and dimes, worth $5. How many are dimes?",
        "5 workers take 6 days. How long would 3 workers take?",
        "4 painters need 6 hours. How many hours do 8 painters need?",
        "A coat costs $40 now that it is 20% off. What does it cost now?",
    ],
)
def test_what_cannot_be_or_be_told_is_not_answered(question: str) -> None:
    assert _solved(question).answer is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Lisa has 12 stamps. She buys 5 more stamps. How many stamps does she have now?", "17"),
        (
            "Lisa had 12 stamps. She lost 8 stamps and found 10. How many stamps does she have?",
            "14",
        ),
    ],
)
def test_what_has_happened_counts(question: str, answer: str) -> None:
    assert _solved(question).answer == answer
