"""Things laid out, tables, labels and ranks; and what one word changes in the older puzzles."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.testing.workers import solve
from kaelum_core.types import CheckOutcome, Query, Verdict, derive_verdict
from kaelum_logic.problem import NotUnderstood, Problem
from kaelum_logic.worker import LogicWorker

ROW = "On the shelf you see several things arranged in a row: a purple clip, a pink ball, a brown keychain and a gray cap. "
PENS = "On the desk there are three red pens, two blue pens, a red stapler and four green erasers. "
TABLE = "Here is a table: name, age, weight (kg) Louis, 7, 11 Ben, 5, 13 Gwen, 8, 15 "
BOXES = (
    "There are three boxes, labelled 'Apples', 'Oranges' and 'Apples and Oranges'. All labels are wrong. "
    "You take one fruit from the box labelled 'Apples and Oranges' and it is an apple. "
)
RACE = "In a race of seven runners, Ann was fifth, Bob was first and Cy was last. "
DAYS = "Five talks - art, botany, chess, dance and engines - are given from Monday to Friday, one per day. "

FAMILIES = [
    ("objects", f"{ROW}What is the color of the thing directly to the right of the pink ball?", "brown"),
    ("objects", f"{ROW}What is the color of the object furthest from the cap?", "purple"),
    ("objects", f"{ROW}How many objects are neither pink nor brown?", "2"),
    ("objects", f"{ROW}Is the cap grey?", "Yes"),
    ("objects", f"{PENS}How many red things are there?", "4"),
    ("objects", f"{PENS}If I remove all the pens from the desk, how many red things remain?", "1"),
    ("objects", f"{PENS}How many pens are not red?", "2"),
    ("tables", f"{TABLE}Who is the second oldest?", "Louis"),
    ("tables", f"{TABLE}How many people are more than 6 years old?", "2"),
    ("tables", f"{TABLE}Which person is older than Ben but not older than Louis?", "Louis"),
    ("tables", f"{TABLE}What is the average weight of the people?", "13"),
    ("tables", "| Name | Price |\n|---|---|\n| Pen | 2 |\n| Cup | 9 |\nWhich item has the highest price?", "Cup"),
    ("strings", "Sort the following words alphabetically: List: oven costume counterpart", "costume counterpart oven"),
    ("strings", "Complete the rest of the sequence, making sure that the parentheses are closed properly. Input: [ { [", "] } ]"),
    ("labels", f"{BOXES}What is in the box labelled 'Oranges'?", "apples and oranges"),
    ("labels", f"{BOXES}What is in the box labelled 'Apples'?", "oranges"),
    ("ranks", "Ravi is 8th from the left and 13th from the right in a row. How many children are in the row?", "20"),
    ("ranks", "In a class of 45 students, Ravi is 12th from the top. What is Ravi's rank from the bottom?", "34th"),
    ("selection", "From Al, Bo, Cy and Di, exactly two are chosen. Al and Bo cannot both go. Cy goes if and only if Di goes. Al does not go. Who goes?", "Cy and Di"),
]  # fmt: skip


@pytest.mark.parametrize(("family", "text", "answer"), FAMILIES)
def test_family(family: str, text: str, answer: str) -> None:
    problem = importlib.import_module(f"kaelum_logic.families.{family}").read(Query(text))
    assert isinstance(problem, Problem), problem
    solution = problem.solve()
    assert solution.answer == answer
    assert derive_verdict(problem.check(answer, dict(solution.evidence))) is Verdict.PROVED
    wrong = problem.check(f"{answer}1", dict(solution.evidence))
    assert any(check.outcome is CheckOutcome.FAILED for check in wrong)
    assert derive_verdict(problem.check(answer, {"forged": 1})) is Verdict.REFUTED


ANSWERED = [
    # those who are there but not named
    (f"{RACE}How many runners finished before Ann?", "4"),
    ("Seven books are on a shelf. The atlas is third from the right. The novel is third from the left. How many books are between the novel and the atlas?", "1"),
    ("There are eight houses in a row. Ann lives in house 3. Bob lives two houses to the right of Ann. How many houses are to the right of Bob?", "3"),
    # one word
    ("Of five hills, Alpha is higher than Beta, Gamma is lower than Beta, Delta is the highest but one, and Epsilon is the lowest. Which hill is the highest?", "Alpha"),
    ("Five cars are in a row. The Audi is right of the BMW. The Fiat is left of the BMW. Which car is second from the right, if the Seat is at the right end and the Opel is at the left end?", "Audi"),
    ("Ann, Bob and Cy ran. Ann was not first but beat Cy. Who won?", "Bob"),
    ("Kira is not the tallest, but she is taller than both Lou and Mo. Nat is taller than Lou. Who is the tallest?", "Nat"),
    ("Nobody except Tom is taller than Una. Vic is shorter than Wes. Who is the second tallest of the four?", "Una"),
    ("Mia has more stickers than Noah. Noah has fewer stickers than Olga. Olga has more than Mia has. Who has the fewest?", None),
    ("Mia has more stickers than Noah. Noah has fewer stickers than Olga. Olga has more stickers than Mia. Who has the fewest?", "Noah"),
    # circles
    ("Five people, P, Q, R, S and T, sit around a circular table. P is immediately clockwise of Q. R is immediately clockwise of P. S is immediately counterclockwise of Q. Who sits between R and S?", "T"),
    ("Four friends sit around a round table facing the centre: Al, Bo, Cy and Di. Bo is immediately clockwise of Al. Cy is opposite Bo. Who is on Al's immediate left?", "Bo"),
    ("Four friends sit around a round table facing outward: Al, Bo, Cy and Di. Bo is immediately clockwise of Al. Cy is opposite Bo. Who is on Al's immediate left?", "Cy"),
    # days and hours
    (f"{DAYS}Art is on Tuesday. Chess is the day after botany. Dance is before art. Engines is on Wednesday. On which day is chess?", "Friday"),
    ("Ann arrived two days after Bob. Cy arrived after Bob. Dee arrived before Bob. Who arrived third?", None),
    # what is told beside and must not be dropped
    ("Al has a red ball, Bo has a blue ball and Cy has a green ball. Al and Bo swap. Then everyone is switching with the person on their right. What does Cy have?", None),
    ("Al has a red ball, Bo a blue one and Cy a green one. Al and Bo swap. Then Bo and Cy swap. What does Cy have?", "red ball"),
    ("Exactly two of the following are true. (1) Statement 2 is true. (2) Statement 3 is false. (3) Statement 1 is false. Which one is false?", "statement 3"),
    ("At least one of Al, Bo and Cy is guilty. If Al is guilty, so is Bo. If Bo is guilty, then Cy is innocent. Cy is guilty only if Al is guilty. Who is certainly guilty?", "Bo"),
    ("A knight always tells the truth and a knave always lies. Of Dee, Eli and Flo exactly one is a knight. Dee says Eli is a knight. Eli says Flo is a knave. Who is the knight?", "Flo"),
    ("Moe: 'I am innocent.' Larry: 'Moe is guilty.' Curly: 'Larry is lying.' Exactly one of them is guilty, and the guilty one is the only liar. Who is guilty?", "Larry"),
    ("Exactly two of the sisters Ida, Joy, Kim and Liv are coming. Kim comes if and only if Liv doesn't come. Joy comes. Ida is not coming. Liv is not coming. Who is coming?", "Joy and Kim"),
    ("Five seats in a row are numbered 1 to 5 from right to left. Ann is in seat 1. Bob is in seat 3. Cy is immediately to the left of Bob. Which seat is Cy in?", None),
    ("From Al, Bo, Cy and Di, two or three are chosen. Al and Bo are chosen together or not at all. Cy is not chosen. Di is chosen. Who is chosen?", None),
    ("Liz, Moe and Ned ride a bike, a horse and a scooter. Liz is afraid of horses. Moe rides the bike. What does Liz ride?", None),
    ("In a row of boys and girls, Asha is 8th from the left and 13th from the right. How many boys are in the row?", None),
    ("Al is faster than either Bo or Cy, but slower than Di. Bo is slower than Cy. Who is third fastest?", "Cy"),
    # who says what
    ('There are two robots. One always tells the truth, the other always lies. Robot A says, "Robot B is the liar." Robot B says, "We are both truthful." Which robot tells the truth?', "A"),
    ("Facing south, I turn left, then left again, then right. Which direction am I facing?", "east"),
    ("My birthday was three days ago. Tomorrow is Friday. On what day of the week was my birthday?", "Monday"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), ANSWERED)
def test_one_word(text: str, answer: str | None) -> None:
    result = solve(LogicWorker(), text)
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


OPEN = [
    ("objects", f"{PENS}Two of the pens are mine. How many red things are there?"),
    ("objects", "I see a ball pen and two pens. How many blue things are there?"),
    ("tables", f"{TABLE}Ben moves away. Who is the oldest?"),
    ("ranks", "Meg is 7th from the front and 9th from the back. Two people leave. How many people are in the queue?"),
    ("strings", "Sort the runners by speed: Ann, Bob, Cy"),
    ("labels", "Two boxes are labelled 'Tea' and 'Coffee'. The shop is closed. What is in the box labelled 'Tea'?"),
]  # fmt: skip


@pytest.mark.parametrize(("family", "text"), OPEN)
def test_not_read(family: str, text: str) -> None:
    reading = importlib.import_module(f"kaelum_logic.families.{family}").read(Query(text))
    assert reading is None or isinstance(reading, NotUnderstood)


def test_a_name_that_is_not_there() -> None:
    result = solve(LogicWorker(), f"{RACE}Who was third?")
    assert result.answer is None
    assert "named" in (result.reason or "")


def test_one_of_several_fillings_is_not_proved() -> None:
    result = solve(LogicWorker(), "Solve this 4x4 sudoku:\n1 _ _ _\n_ _ 1 _\n_ 1 _ _\n_ _ _ 1")
    assert result.verdict is Verdict.CHECKED
    assert any("other solutions" in note for note in result.notes)


COLOURS = st.sampled_from(["red", "blue", "green"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(COLOURS, st.integers(2, 9)), min_size=1, max_size=6), COLOURS)
def test_things_are_counted_by_colour(things: list[tuple[str, int]], asked: str) -> None:
    listed = ", ".join(f"{count} {colour} pens" for colour, count in things)
    result = solve(
        LogicWorker(), f"There are {listed} and a red cup. How many {asked} pens are there?"
    )
    assert result.answer == str(sum(count for colour, count in things if colour == asked))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200))
def test_ranks_from_both_ends_add_up(first: int, last: int) -> None:
    text = f"Tim is {_nth(first)} from the top and {_nth(last)} from the bottom. How many students are in the class?"
    assert solve(LogicWorker(), text).answer == str(first + last - 1)


def _nth(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10 if value % 100 not in (11, 12, 13) else 0)
    return f"{value}{ending or 'th'}"
