"""Questions in people's own words: what was once read wrongly."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_logic.worker import LogicWorker

KNIGHTS = "Knights always tell the truth and knaves always lie. "
BOXES = "Exactly one of the three boxes contains gold. Boxes 1 and 2 contain no gold. "

ANSWERED = [
    (f'{KNIGHTS}John says "Bill and I are both knaves". What is Bill?', "knight"),
    (f'{KNIGHTS}You meet A and B. A says: "At least one of us is a knave." What is A?', "knight"),
    ("Alice says that Bob lies. Bob is always truthful. Is Alice telling the truth?", "No"),
    ("If I win I celebrate. I won. Hence I celebrate. Is this argument valid?", "valid"),
    ("At least two of Jo, Kit and Lou passed. Kit failed. Did Jo pass?", "true"),
    ("Tom saw Ann. She was happy. Was Ann happy?", "true"),
    ("Alex is Kim's parent. What is Alex to Kim?", "parent"),
    ("Jan was a nurse. Was Jan a nurse?", "true"),
    ("Jan was a cat. All cats are mortal. Is Jan mortal?", "true"),
    ("Jan will be a nurse. All nurses are kind. Will Jan be kind?", "true"),
    (
        "Jan is older than Kit. Lou is not older than Kit. They differ in age. Who is the youngest?",
        "Lou",
    ),
    ("Jan was born before Kit. Lou was born after Kit. Who is the youngest?", "Lou"),
]

NOT_READ = [
    '"This statement is false." Is it true?',
    "Ann is taller than Bob. Who is the tallest in the class?",
    "All the marbles in the bag are glass. This marble is not glass. Can it be from the bag?",
    f"{BOXES}Does box 3 contain gold?",
    "9^9^9^9",
    "x^3 = 2",
    "y^5 = y + 2",
    "6 | 9",
    "0^0",
    "A farmer has chickens and cows. There are 30 heads and 86 legs. How many cows are there?",
    "Jan finished before Kit. Lou finished after Kit. Who is the tallest?",
    "One of Jan, Kit and Lou is the thief. Who is it?",
    "Either Jan or Kit is tall. Jan is short. Is Kit tall?",
    "At least two of Jo, Kit and Lou passed the test. Kit failed the test. Did Jo pass the test?",
    "Ice melts in the sun. Does it snow?",
    "All geese are grey. Can I drink tea?",
    "My cat is ill. Should I ring the vet?",
    "Jan was a nurse. Is Jan a nurse?",
    "Jan will be a nurse. All nurses are kind. Is Jan kind?",
    "It will rain. If it rains, the street is wet. Is the street wet?",
    "Kit danced. Does Kit dance?",
    "It is a lie that all cats bark. Rex is a cat. Does Rex bark?",
    "Everyone other than Jan is a nurse. Kit is a person. Is Kit a nurse?",
    "Jan is twice as old as Kit. Is Jan older than Kit?",
    "Jan is Kit's half-sister. Is Jan Kit's sister?",
    "Jan is heavier than Kit. Lou is not heavier than Kit. Who is the lightest?",
    "Ann is not tall, nor is Kit. Is Kit tall?",
    "Ann is not necessarily tall. Is Ann tall?",
    "Ann is too young to be a judge. Is Ann a judge?",
    "Students, who study, pass. Kit is a student. Does Kit pass?",
    "Man is a species. Socrates is a man. Is Socrates a species?",
    "Nothing is better than tea. Bread is better than nothing. Is bread better than tea?",
    "Everything red or round is mine. The ball is red. Is the ball mine?",
    "Rome is in Italy. Italy is in Europe. Is Rome in Europe?",
    "Kit lives with Lou. Does Lou live with Kit?",
    "Ann shut the door. Is the door shut?",
    "The lamp is on. Ann turned it off. Is the lamp on?",
    "Ann saw Mary. She was happy. Was Ann happy?",
    "Ann tells the truth. Bob might say that Ann lies. Does Bob tell the truth?",
    "Ann tells the truth. Bob did not say that Ann lies. Does Bob tell the truth?",
    "Jan has no brothers. How many sisters does Jan have?",
]


class Context:
    def report(self, message):
        pass


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_the_answer_is_right_and_proved(question, answer):
    result = LogicWorker().solve(Query(question), Context())
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize("question", NOT_READ)
def test_what_is_not_understood_is_not_answered(question):
    assert LogicWorker().solve(Query(question), Context()).answer is None
