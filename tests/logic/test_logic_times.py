"""What was so is not taken to be so: premises in the past tense, questions about the present."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_logic.english.tense import asks_of_past
from kaelum_logic.worker import LogicWorker

OF_ANOTHER_TIME = [
    "Tom was a doctor. All doctors are rich. Is Tom rich?",
    "Tom smoked. Everyone who smokes coughs. Does Tom cough?",
    "Ida had a passport. Everyone who has a passport may travel. May Ida travel?",
    "Ida had been a pilot. All pilots can swim. Can Ida swim?",
    "Sue has been a nurse. All nurses wear white. Does Sue wear white?",
    "Tom was married. No bachelor is married. Is Tom a bachelor?",
    "Tom was not a doctor. Everyone is a doctor or rich. Is Tom rich?",
    "The lamp was on. Whenever the lamp is on, the room is bright. Is the room bright?",
    "The box was in the attic. Everything in the attic is dusty. Is the box dusty?",
    "If it rained, the grass is wet. It is raining. Is the grass wet?",
    "It was raining. If it is raining, the match is off. Is the match off?",
    "Bob was red. All red things were round. Is Bob round?",
    "If Tom smokes, he coughs. Tom smoked. Does Tom cough?",
    "If Tom opens the door, the cat escapes. Tom opened the door. Does the cat escape?",
    "Bruno was the king. The king is powerful. Is Bruno powerful?",
    "There was a fire. If there is a fire, the house is empty. Is the house empty?",
    "Tom was a doctor. All doctors are rich. Who is rich?",
    "Tom was rich. Tom is not rich. All dogs bark. Is Tom happy?",
]

OF_ONE_TIME = [
    ("Bob was red. All red things were round. Was Bob round?", "true"),
    ("Bob was red. All red things are round. Was Bob round?", "true"),
    ("Tom is a doctor. All doctors are rich. Is Tom rich?", "true"),
    ("If Tom was tired, he is asleep. Tom was tired. Is Tom asleep?", "true"),
    (
        "All doctors were invited. All who were invited are glad. Tom is a doctor. Is Tom glad?",
        "true",
    ),
    ("Ann was born in Rome. Everyone born in Rome is Italian. Is Ann Italian?", "true"),
    ("It rained. If it rains, the ground gets wet. Is the ground wet?", "true"),
    ("If it rains, the ground gets wet. The ground is wet. Did it rain?", "uncertain"),
    ("Whenever Jo sings, Max leaves. Max did not leave. Is Jo singing?", "false"),
    ("Kai won. Everyone who wins is happy. Is Kai happy?", "true"),
    ("All aces beat all kings. Ax is an ace. Kx is a king. Does Ax beat Kx?", "true"),
    ("Tom was a doctor. All doctors were rich. Who was rich?", "Tom"),
    ("Tom is a doctor. All doctors are rich. Who is rich?", "Tom"),
    ("Ann was taller than Bob. Bob was taller than Cid. Was Ann taller than Cid?", "Yes"),
    ("Ann was taller than Bob. Bob was taller than Cid. Who was the tallest?", "Ann"),
    ("Ann is taller than Bob. Bob is taller than Cid. Is Ann taller than Cid?", "Yes"),
    ("Ida was a woman. All women are mortal. Is Ida mortal?", "true"),
]


class Context:
    def report(self, message):
        pass


@pytest.mark.parametrize(
    "question",
    [
        "Ann was taller than Bob. Bob is taller than Cid. Is Ann taller than Cid?",
        "Ann was taller than Bob. Bob was taller than Cid. Is Ann taller than Cid?",
        "Ann is richer than Bob. Bob was richer than Cid. Who is the richest?",
    ],
)
def test_a_comparison_of_the_past_is_not_put_beside_one_of_the_present(question):
    result = LogicWorker().solve(Query(question), Context())
    assert result.answer is None
    assert "still so" in str(result.reason)


@pytest.mark.parametrize("question", OF_ANOTHER_TIME)
def test_the_past_is_not_taken_for_the_present(question):
    result = LogicWorker().solve(Query(question), Context())
    assert result.answer is None
    assert "tells of the past" in str(result.reason)


@pytest.mark.parametrize(("question", "answer"), OF_ONE_TIME)
def test_what_is_of_one_time_is_concluded(question, answer):
    result = LogicWorker().solve(Query(question), Context())
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize(
    ("question", "past"), [("Was Bob round?", True), ("Did it rain?", True), ("Is it so?", False)]
)
def test_the_time_that_a_question_asks_about(question, past):
    assert asks_of_past(question) is past
