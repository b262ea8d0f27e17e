"""Stories of which the question asks only a part: for whom, where, by whom, which deed."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, WorkerResult
from kaelum_math.worker import MathWorker


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Ann bought 3 pens in Rome and 5 pens in Paris. How many pens did she buy in Paris?", "8"),
        ("Gus gave 15 nuts to Bob and 8 to Cid. How many nuts did he give to Cid?", "23"),
        ("Ann ate 4 plums for breakfast and 6 for lunch. How many did she eat for lunch?", "10"),
        ("I spent $15 on hats and $8 on scarves. How much did I spend on hats?", "$23"),
        ("Ann saw 4 birds in the tree and 6 on the roof. How many birds did she see on the roof?", "10"),
        ("I spent 40% of my money and lost 10% of it, and have $90 left. How much did I spend?", "$90"),
        ("Sara bought 4 packs of 6 batteries and used 5 batteries. How many batteries did she use?", "29"),
        ("Ann bought 3 hats at $5 each and Bob bought 2 scarves at $4 each. How much did Ann spend?", "$23"),
        ("I bought 3 notebooks at $2 each and 2 pens at $4 each. How much did I pay for the pens?", "$14"),
        ("Four years ago Ada was half as old as she is now. How old is she?", "4"),
        ("Nina is 8. Her brother was twice as old as she was 2 years ago. How old is he now?", "12"),
        ("How long does a 200 km trip and back take at 80 km/h?", "2.5 h"),
        ("In how many ways can a captain and two deputies be chosen from 7 people?", "42"),
        ("sin 2*30°", "0.4759602489"),
        ("Write 0.35 as a fraction over 100.", "7/2000"),
        ("Area of a circle with twice the radius 3", "9*pi"),
    ],
)  # fmt: skip
def test_the_answer_to_another_question_is_not_given(question: str, whole: str) -> None:
    assert _solved(question).answer != whole


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Ann bought 3 pens in Rome and 5 pens in Paris. How many pens did she buy in total?", "8"),
        ("Four years ago Ann was twice as old as Ben. Ben is 10 now. How old is Ann now?", "16"),
        ("sin π/6", "1/2"),
        ("cos 2π/3", "-1/2"),
    ],
)
def test_what_is_asked_of_everything_is_answered(question: str, answer: str) -> None:
    assert _solved(question).answer == answer
