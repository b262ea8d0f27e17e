"""The smaller puzzle families: read, solved, checked by the other route, and not fooled."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import CheckOutcome, Query, Verdict, derive_verdict
from kaelum_logic.finite.calendar import Span, day_number, from_day_number
from kaelum_logic.finite.kinship import Family
from kaelum_logic.problem import NotUnderstood, Problem, UnsolvedError


def problem_of(family: str, text: str, options: tuple[str, ...] = ()) -> Problem:
    problem = importlib.import_module(f"kaelum_logic.families.{family}").read(
        Query(text, options=options)
    )
    assert isinstance(problem, Problem), problem
    return problem


def proved(family: str, text: str, options: tuple[str, ...] = ()) -> str:
    problem = problem_of(family, text, options)
    solution = problem.solve()
    checks = problem.check(solution.answer, dict(solution.evidence))
    assert derive_verdict(checks) is Verdict.PROVED, checks
    wrong = problem.check(f"{solution.answer}1", dict(solution.evidence))
    assert any(check.outcome is CheckOutcome.FAILED for check in wrong)
    forged = problem.check(solution.answer, {"forged": 1})
    assert derive_verdict(forged) is Verdict.REFUTED
    return solution.answer


SUDOKU = """Solve this 4x4 Mini Sudoku puzzle:
_ 2 _ 3
_ 3 1 2
2 _ _ _
_ _ 2 1"""

CASES = [
    ("sudoku", SUDOKU, "1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2 1"),
    ("sudoku", "Complete the Latin square:\n1 2 3\n2 _ 1\n_ 1 _", "1 2 3\n2 3 1\n3 1 2"),
    (
        "self_reference",
        (
            "How many solutions are there, that is, what is the number of possible solutions?\n"
            "Statement 1: 'Exactly 1 of these 2 statements are true.'\n"
            "Statement 2: 'Statement 1 is false.'"
        ),
        "1",
    ),
    (
        "self_reference",
        (
            "Which of these statements is true?\n1. Exactly one of these three statements is false.\n"
            "2. Exactly two of these three statements are false.\n"
            "3. Exactly three of these three statements are false."
        ),
        "statement 2",
    ),
    (
        "circles",
        (
            "Alice has 4 sisters and she also has 1 brother. How many sisters does Alice's brother "
            "have?"
        ),
        "5",
    ),
    (
        "circles",
        "Tom has two brothers and three sisters. How many brothers does Tom's sister have?",
        "3",
    ),
    (
        "circles",
        (
            "Ana has 2 male friends and she also has 3 female friends. They all are friends with each "
            "other and have no other friends aside. How many male friends does Ana have?"
        ),
        "2",
    ),
    (
        "family_tree",
        (
            "John is married to Mary. They have a child called Anna. Anna is married to Paul. They "
            "have children called Lisa and Peter. How is Mary related to Peter?"
        ),
        "grandmother",
    ),
    (
        "family_tree",
        "Bob is the brother of Sue. Sue is the mother of Kim. What is Bob to Kim?",
        "uncle",
    ),
    (
        "family_tree",
        (
            "Ann's father is Carl. Carl's brother is Dan. Dan has a daughter named Eve. "
            "What is Eve to Ann?"
        ),
        "cousin",
    ),
    ("family_tree", "Carl is the father of Ann and Ben. Who is Ann's brother?", "Ben"),
    (
        "counting",
        (
            "I have a flute, two cats, three heads of broccoli and a trumpet. How many vegetables do "
            "I have?"
        ),
        "3",
    ),
    ("counting", "I have a lamp, and two mice. How many objects do I have?", "3"),
    ("counting", "There are four geese, a goat and a chair. How many animals are there?", "5"),
    ("counting", "Tom has 5 apples. Tom has 7 pears too. How many fruits does Tom have?", "12"),
    (
        "dates",
        "Yesterday was February 28, 2024. What is the date tomorrow in MM/DD/YYYY?",
        "03/01/2024",
    ),
    (
        "dates",
        (
            "The deadline is Jun 1, 2021, which is 2 days away from now. What is the date today in "
            "DD/MM/YYYY?"
        ),
        "30/05/2021",
    ),
    (
        "dates",
        (
            "Jane thinks today is 6/18/2019, but John thinks today is 6/19/2019. John is correct. "
            "What is the date one week from today in MM/DD/YYYY?"
        ),
        "06/26/2019",
    ),
    (
        "dates",
        (
            "Ann was born on March 31, 1990. Today is her 30th birthday. What is the date a month ago "
            "in YYYY-MM-DD?"
        ),
        "2020-02-29",
    ),
    (
        "navigation",
        (
            "If you follow these instructions, do you return to the starting point? Take 7 steps. "
            "Turn around. Take 5 steps. Take 2 steps."
        ),
        "Yes",
    ),
    (
        "navigation",
        "Walk 3 miles north, then 4 miles east. How far are you from your starting point?",
        "5 miles",
    ),
    (
        "tracking",
        (
            "Ann has a red hat. Bob has a blue hat. Cal has a green hat. Ann swaps hats with Bob. "
            "Then Bob swaps hats with Cal. Who has the red hat?"
        ),
        "Cal",
    ),
    (
        "windows",
        (
            "Today, Kim went to the park. Kim woke up at 7am. Lee saw Kim working from 7am to 11am. "
            "Mia saw Kim at the gym from 1pm to 6pm. The park was closed after 6pm. Between what "
            "times could Kim have gone to the park?"
        ),
        "11am to 1pm",
    ),
]


@pytest.mark.parametrize(("family", "text", "expected"), CASES)
def test_solved_and_proved(family, text, expected):
    assert proved(family, text) == expected


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("counting", "I have a flute and a quuxle. How many vegetables do I have?"),
        ("counting", "I have two apples. I eat one of them. How many fruits do I have?"),
        ("counting", "Tom has 3 marbles. Ann has 4 marbles. How many marbles does Tom have?"),
        ("navigation", "I walk 3 km north and 4 miles east. How far am I from the start?"),
        ("navigation", "I walk 3 km north and 4 km east. How far did I walk?"),
        ("counting", "I have 2 hot dogs and a dog. How many dogs do I have?"),
        ("family_tree", "Ann is the boss of Ben. Ben is the father of Cy. What is Ann to Cy?"),
        ("navigation", "Take 3 steps. Take a nap. Do you return to the starting point?"),
        ("dates", "The party is near 3/5/2020. What is the date today?"),
    ],
)
def test_what_is_not_understood_is_named(family, text):
    reading = importlib.import_module(f"kaelum_logic.families.{family}").read(Query(text))
    assert isinstance(reading, NotUnderstood)
    assert reading.sentences


@pytest.mark.parametrize(
    ("family", "text", "reason"),
    [
        ("sudoku", "Sudoku:\n1 1 _ _\n_ _ _ _\n_ _ _ _\n_ _ _ _", "no solution"),
        (
            "dates",
            "Today is 3/4/2020 and tomorrow is 3/9/2020. What is the date yesterday?",
            "two dates",
        ),
        (
            "family_tree",
            "Ann is married to Bob. Ann is married to Carl. What is Carl to Ann?",
            "contradicts",
        ),
    ],
)
def test_contradictions_are_named(family, text, reason):
    problem = problem_of(family, text)
    with pytest.raises(UnsolvedError, match=reason):
        problem.solve()


def test_an_inexact_option_is_not_proved():
    text = "Today is 3/4/2020. What is the date tomorrow in MM/DD/YYYY?"
    problem = problem_of("dates", text, ("(A) 03/05/2021", "(B) 03/06/2020"))
    solution = problem.solve()
    assert solution.answer == "(A)"
    assert solution.notes
    checks = problem.check(solution.answer, dict(solution.evidence))
    assert derive_verdict(checks) is Verdict.UNVERIFIED


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_day_numbers_agree_with_the_calendar(day):
    number = day_number(day.year, day.month, day.day)
    assert number - day.toordinal() == 1721425
    assert from_day_number(number) == (day.year, day.month, day.day)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(-500, 500))
def test_days_can_be_undone(day, days):
    assert Span(days=-days).from_day(Span(days=days).from_day(day)) == day


def test_siblings_share_their_parents():
    family = Family()
    assert family.fact("P", "Kim", "Ann", None)
    assert family.fact("PC", "Kim", "Lee", "male")
    assert family.path("Lee", "Ann") == "P"
    assert family.relatives("C", "Ann") == {"Kim", "Lee"}
