"""Walks and turns, days of the week, grids: each question is answered as it was asked."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic import registry
from kaelum_logic.problem import UnsolvedError


def solved(text):
    """The answer to ``text``, which must be proved, and no other accepted in its place."""
    read = registry.read(Query(text))
    assert isinstance(read, registry.ReadProblem), read
    solution = read.problem.solve()
    checks = read.problem.check(solution.answer, solution.evidence)
    assert derive_verdict(checks) is Verdict.PROVED, checks
    assert derive_verdict(read.problem.check("elsewhere", solution.evidence)) is Verdict.REFUTED
    return solution.answer


def declined(text, *families):
    """Whether none of ``families`` gives an answer to ``text``."""
    read = registry.read(Query(text))
    if not isinstance(read, registry.ReadProblem) or read.family not in families:
        return True
    try:
        read.problem.solve()
    except UnsolvedError:
        return True
    return False


ROBOT = "A robot at the origin faces north. It moves 5 m forward, turns around, goes 7 m forward. "
CORNER = "A man walks 3 km north, then turns left and walks 3 km. "

WALKS = [
    ("You face south. Turn left, then left. Where are you looking now?", "north"),
    ("I am facing north. I turn right, then right, then right. Where am I facing?", "west"),
    ("The arrow points north. It turns left twice. In which direction does it point now?", "south"),
    (f"{ROBOT}Where is it relative to the start?", "2 m south"),
    (f"{ROBOT}Where is it now?", "2 m south"),
    (f"{ROBOT}Is it back at the start?", "No"),
    ("Take 4 steps east, then 3 steps north. Where are you relative to your starting point?", "3 steps north and 4 steps east"),
    ("Take 4 steps east, then 4 steps west. Where are you relative to the start?", "at the starting point"),
    ("Start at (0, 0) facing north. Move 3 units forward. Turn right. Move 2 units forward. Where are you?", "(2, 3)"),
    ("A man walks 3 km north, turns right, and walks 4 km. How far is he from the starting point?", "5 km"),
    ("A robot starts at the origin. The robot walks 5 m north. It then goes 3 m south. How far is the robot from the origin?", "2 m"),
    (f"{CORNER}Which way is he facing now?", "west"),
    (f"{CORNER}In which direction is he from the starting point?", "northwest"),
    (f"{CORNER}In which direction is the starting point from him?", "southeast"),
    (f"{CORNER}In which direction from him is the starting point?", "southeast"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WALKS)
def test_the_end_of_a_walk_is_told_as_it_was_asked(text, expected):
    assert solved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{CORNER}Is he facing the starting point?",
        f"{CORNER}Is the starting point north of him?",
        f"{CORNER}Are you north of the starting point?",
        f"{CORNER}How far north of the start is he?",
        f"{CORNER}In which direction must he look to see the start?",
        f"{CORNER}Where is the dog relative to the starting point?",
        f"{CORNER}Where is the man's dog relative to the starting point?",
        f"{CORNER}How far has he walked from start to finish?",
        f"{CORNER}In which direction did he walk from the start?",
        "A drone flies 10 m up, then 4 m down. Where is it relative to the start?",
        "A drone flies 3 m up, then 4 m north. How far is it from the start?",
        "Ann walks 3 km north. Bob walks 4 km east. How far is Ann from the starting point?",
        "I walk 3 km north. She walks 4 km east. How far am I from the starting point?",
        "Take 3 steps forward. Turn left. Take 2 steps. Where are you?",
        "Take 3 steps forward. Turn left. Take 2 steps. Where are you relative to the start?",
        "Face north. Take 3 steps east. Turn left. Take 2 steps. How far are you from the start?",
        "Walk 3 m. Face north. Walk 2 m. Where are you relative to the start?",
    ],
)
def test_what_a_walk_leaves_open_is_not_answered(text):
    assert declined(text, "navigation", "directions")


DAYS = [
    ("Three days ago it was the day before Saturday. What day is today?", "Monday"),
    ("Three days ago, it was the day before Friday. What is today?", "Sunday"),
    ("In three days it will be the day after Friday. What day is today?", "Wednesday"),
    ("It will be the day after Friday in three days. What day is today?", "Wednesday"),
    ("Yesterday was the day after Friday. What day is today?", "Sunday"),
    ("If tomorrow is the day before Sunday, what day was yesterday?", "Thursday"),
    ("A week ago it was the day before Friday. What day will it be in 5 days?", "Tuesday"),
    ("The day after tomorrow is two days before Sunday. What day is today?", "Wednesday"),
    ("Friday is two days after tomorrow. What day is today?", "Tuesday"),
    ("Tuesday was 3 days ago. What day is it today?", "Friday"),
    ("What day is it if 3 days ago it was Monday?", "Thursday"),
    ("My exam was yesterday. Yesterday was the day before Tuesday. On what day was my exam?", "Monday"),
    ("Which day is 3 days after the day before Monday?", "Wednesday"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_days_of_the_week_are_told_from_one_another_on_either_side(text, expected):
    assert solved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday was not Monday. What day is today?",
        "If yesterday was tomorrow, today would be Friday. What day is it?",
        "Yesterday was Monday. Tomorrow is Friday. What day is today?",
    ],
)
def test_days_that_are_not_told_are_not_answered(text):
    assert declined(text, "weekdays")


TIMES = [
    ("Three lessons (maths, music, art) take place at 9, 10, and 11. Maths is before music and music is before art. At what time is music?", "10"),
    ("Talks by Ann, Bo and Cy are at 9:00, 10:30 and 13:00, one each. Ann speaks before Bo, Cy speaks after Bo. At what time does Bo speak?", "10:30"),
    ("Three tests (maths, music, art) take place on Monday, Wednesday and Friday, one per day. Maths is before music and music is before art. When is the music test?", "Wednesday"),
    ("Five talks by Ann, Bo, Cy, Di and Ed are given on five days, one per day. Ann speaks first. Bo speaks right after Ann. Cy is last. Di is before Ed. On which day does Ed speak?", "fourth"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_a_time_is_answered_by_its_name(text, expected):
    assert solved(text) == expected


@pytest.mark.parametrize("asked", ["At what time does Cid come?", "When does Cid come?"])
def test_a_time_that_has_no_name_is_no_ordinal(asked):
    text = f"Ann, Bob and Cid see the doctor. Ann comes before Bob. Bob comes before Cid. {asked}"
    assert declined(text, "arrangement")


ROWS = "1030\n0402\n2040\n0301"
OPEN = "1...\n....\n....\n...."

GRIDS = [
    (f"Does this 4x4 sudoku have a unique solution?\n{OPEN}", "No"),
    (f"Is the solution of this 4x4 sudoku unique?\n{ROWS}", "Yes"),
    (f"Does this 4x4 sudoku have more than one solution?\n{OPEN}", "Yes"),
    (f"How many solutions does this 4x4 sudoku have?\n{OPEN}", "72"),
    ("How many solutions does this 4x4 sudoku have?\n11..\n....\n....\n....", "0"),
    ("How many ways can this Latin square be completed?\n1 2 3\n_ _ _\n_ _ _", "2"),
    ("Is this 4x4 sudoku solvable?\n11..\n....\n....\n....", "No"),
    (f"Can this 4x4 sudoku be solved?\n{ROWS}", "Yes"),
    (f"Can you solve this 4x4 sudoku?\n{ROWS}", "1234\n3412\n2143\n4321"),
    (f"This 4x4 sudoku has a unique solution. Find it.\n{ROWS}", "1234\n3412\n2143\n4321"),
    (f"In this 4x4 sudoku, which digit goes in the top right corner?\n{ROWS}", "4"),
]


@pytest.mark.parametrize(("text", "expected"), GRIDS)
def test_a_grid_is_printed_only_where_it_is_asked_for(text, expected):
    assert solved(text) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "Is this sudoku grid valid?",
        "Solve this 4x4 sudoku. Is the solution unique?",
        "How many empty cells are in this 4x4 sudoku?",
        "What is the third row of this 4x4 sudoku?",
        "What is the sum of the first row of this 4x4 sudoku?",
        "Is the digit in row 1, column 2 of this 4x4 sudoku a 2?",
    ],
)
def test_another_question_about_a_grid_is_declined(asked):
    assert declined(f"{asked}\n{ROWS}", "sudoku")


def test_so_many_fillings_are_not_counted():
    empty = "\n".join(["_ " * 9] * 9)
    assert declined(f"How many solutions does this sudoku have?\n{empty}", "sudoku")
