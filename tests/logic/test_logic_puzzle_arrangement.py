"""Arrangement puzzles in people's words: read, solved, and checked by the other route."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query
from kaelum_logic.families.arrangement import read
from kaelum_logic.problem import NotUnderstood, Problem, UnsolvedError


def answer(text: str, options: tuple[str, ...] = ()) -> str:
    problem = read(Query(text, options=options))
    assert isinstance(problem, Problem), problem
    solution = problem.solve()
    checks = problem.check(solution.answer, dict(solution.evidence))
    assert all(check.passed for check in checks), checks
    assert any(check.independent and check.complete for check in checks)
    return solution.answer


ORDERING = [
    (
        (
            "Five runners: Ann finished before Bob, Bob finished before Cal, Dan finished last, "
            "and Eve finished first. Who was third?"
        ),
        "Bob",
    ),
    (
        (
            "Five runners, Ann, Bob, Cal, Dan and Eve, ran a race. Ann finished before Bob. Cal was "
            "last. Dan finished immediately after Bob. Eve won. Who was third?"
        ),
        "Bob",
    ),
    ("Tom is taller than Jim; Jim is taller than Sue. Who is shortest?", "Sue"),
    ("Tom is taller than Jim. Jim is taller than Sue. Is Tom taller than Sue?", "Yes"),
    ("Tom is taller than Jim. Tom is taller than Sue. Is Jim taller than Sue?", "uncertain"),
    ("Alice is older than Bob but younger than Carol. Who is the oldest?", "Carol"),
    (
        (
            "In a line, Mia stands directly behind Leo. Noah is ahead of Leo. Olga is last. "
            "Who is first?"
        ),
        "Noah",
    ),
    ("In a race, Paul came third, Quinn came second, and Rita beat Quinn. Who won?", "Rita"),
    (
        (
            "Five students took a test. Ana scored higher than Ben. Ben scored higher than Cid. Dot "
            "scored lower than Cid. Eli scored higher than Ana. Who scored the second highest?"
        ),
        "Ana",
    ),
    ("Who is the tallest? Mark is taller than Lou. Lou is taller than Kit.", "Mark"),
    (
        (
            "The blue car is more expensive than the red car. The green car is cheaper than the red "
            "car. Which car is the most expensive?"
        ),
        "blue car",
    ),
    (
        (
            "Neither Ann nor Bob finished first. Cal did not finish last. Ann finished before Bob. "
            "Who came first: Ann, Bob or Cal?"
        ),
        "Cal",
    ),
    (
        (
            "The elephant is heavier than the horse. The horse is heavier than the dog. Is the dog "
            "lighter than the elephant? Answer yes or no."
        ),
        "yes",
    ),
    (
        (
            "Sam is faster than Tim. Tim is slower than Una. Una is faster than Sam. List them from "
            "slowest to fastest."
        ),
        "Tim, Sam, Una",
    ),
    (
        (
            "Five people were in a queue. Ann was in front of Bob and behind Cal. Dan was directly "
            "behind Bob. Eva was at the back. How many people were in front of Dan?"
        ),
        "3",
    ),
    ("Either Ann or Bob finished first. Cal finished before Bob. Who finished first?", "Ann"),
    (
        (
            "If Ann is first, then Bob is last. Ann is first. There are three runners: Ann, Bob, and "
            "Cal. Who is second?"
        ),
        "Cal",
    ),
    ("Wei is taller than Xia. Who is taller, Wei or Xia?", "Wei"),
]

PLACES = [
    (
        (
            "Six friends, A, B, C, D, E, and F, sit around a circular table. A sits opposite D. B "
            "sits next to A. C sits opposite B. E sits next to A. Who sits opposite E?"
        ),
        "F",
    ),
    (
        (
            "Four people sit in a row: Kim, Lee, Max, and Nia. Kim is at the far left. Lee is next to "
            "Kim. Max is not next to Lee. Who is at the far right?"
        ),
        "Max",
    ),
    (
        (
            "There are four houses in a row: red, blue, green, and yellow. The red house is "
            "immediately to the left of the blue house. The green house is at one end. The yellow "
            "house is third from the left. Which house is rightmost?"
        ),
        "green",
    ),
    (
        (
            "Ann, Bob, and Cal live on different floors of a three-storey building. Ann lives above "
            "Bob. Cal lives on the second floor. Who lives on the top floor?"
        ),
        "Ann",
    ),
    (
        (
            "There are five books on a shelf: red, green, blue, black, and white. The red book is two "
            "places to the left of the blue book. The green book is leftmost. The white book is "
            "rightmost. What position is the blue book in?"
        ),
        "fourth",
    ),
    (
        (
            "On a shelf there are three books: a red book, a blue book and a green book. The blue "
            "book is to the right of the red book. The green book is to the left of the red book. "
            "Which book is in the middle?"
        ),
        "red book",
    ),
    (
        (
            "Three boxes are stacked. The red box is above the blue box. The green box is below the "
            "blue box. Which box is at the bottom?"
        ),
        "green box",
    ),
    (
        (
            "Four cars, a Ford, a Honda, a Kia and a Tesla, are parked in a row. The Honda is parked "
            "between the Ford and the Kia. The Tesla is to the right of the Kia. The Ford is "
            "leftmost. What is the order from left to right?"
        ),
        "Ford, Honda, Kia, Tesla",
    ),
    (
        (
            "Anna, Ben, Carl, Dora and Emil are standing in a queue. Carl is in front of Dora. Ben is "
            "between Anna and Emil. Anna is first. Dora is second to last. Is Emil last?"
        ),
        "Yes",
    ),
]

MATCHING = [
    (
        (
            "Three friends, Ann, Bob and Cara, each have a different pet: a cat, a dog, or a fish. "
            "Ann does not have the dog. Bob has the fish. Who has the cat?"
        ),
        "Ann",
    ),
    (
        (
            "Anna, Bill and Cora are a doctor, a lawyer and a teacher, not necessarily in that order. "
            "Anna is not the doctor. Cora is the teacher. Who is the lawyer?"
        ),
        "Anna",
    ),
    (
        (
            "Ann, Ben, and Cat wore red, blue, and green hats. Ann did not wear red. Ben wore green. "
            "What color hat did Cat wear?"
        ),
        "red",
    ),
    (
        (
            "Lectures by Ann, Bob, Cy, Di and Ed are given on Monday through Friday, one each day. "
            "Ann's lecture is on Tuesday. Bob lectures the day before Cy. Di lectures on Friday. On "
            "what day does Ed lecture?"
        ),
        "Monday",
    ),
]


EINSTEIN = """There are five houses in a row, each of a different color: red, green, white, yellow \
and blue. In each house lives a person of a different nationality: Brit, Swede, Dane, Norwegian and \
German. Each owner drinks a different beverage: tea, coffee, milk, beer and water. Each smokes a \
different brand of cigar: Pall Mall, Dunhill, Blends, BlueMaster and Prince. Each keeps a different \
pet: dogs, birds, cats, horses and fish.
The Brit lives in the red house.
The Swede keeps dogs as pets.
The Dane drinks tea.
The green house is on the left of the white house, next to it.
The green house's owner drinks coffee.
The person who smokes Pall Mall rears birds.
The owner of the yellow house smokes Dunhill.
The man living in the center house drinks milk.
The Norwegian lives in the first house.
The man who smokes Blends lives next to the one who keeps cats.
The man who keeps horses lives next to the man who smokes Dunhill.
The owner who smokes BlueMaster drinks beer.
The German smokes Prince.
The Norwegian lives next to the blue house.
The man who smokes Blends has a neighbor who drinks water.
Who owns the fish?"""
"""The puzzle ascribed to Einstein, in one of its usual wordings."""


def test_the_zebra_puzzle():
    assert answer(EINSTEIN) == "German"


RELATIVE = [
    (
        "Ann is richer than Bob, who is richer than Cal. Dan is poorer than Cal. Who is the poorest?",
        "Dan",
    ),
    ("Ann, who is richer than Bob, is poorer than Cal. Who is the poorest?", "Bob"),
    ("Alice is two years older than Bob. Bob is older than Carl. Who is the oldest?", "Alice"),
    ("Nobody is taller than Gus. Ike is shorter than Hal. Who is the tallest?", "Gus"),
    (
        "Ali, Bo, Cy and Di sit in a row of four chairs. Ali and Bo are at the two ends. Cy is next to Ali. Who is next to Bo?",
        "Di",
    ),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_clauses_and_counts(text, expected):
    assert answer(text) == expected


PETS = (
    "Three friends, Ann, Bob and Cara, each have a different pet: a cat, a dog, or a fish. "
    "Bob has the fish. {} Who has the cat?"
)


@pytest.mark.parametrize(
    "clue",
    [
        "Ann hates dogs.",
        "Ann is scared of the dog.",
        "Ann fed the dog.",
        "Ann relies on cats.",
        "Ann may have the dog.",
        "Ann's sister has the dog.",
    ],
)
def test_no_clue_is_made_of_what_is_none(clue):
    assert isinstance(read(Query(PETS.format(clue))), NotUnderstood)


@pytest.mark.parametrize(
    "clue",
    [
        "Ann's brother is taller than Bob.",
        "Ann used to be taller than Bob.",
        "Ann may be taller than Bob.",
        "Ann thinks Bob is taller than Cal.",
        "The friend of Ann is taller than Bob.",
        "Yesterday Ann was taller than Bob.",
        "Ann is almost as tall as Bob.",
        "Half of them are taller than Ann.",
    ],
)
def test_hedges_and_strangers_are_not_passed_over(clue):
    text = f"Bob is taller than Cal. Cal is taller than Dan. {clue} Who is the tallest?"
    assert not isinstance(read(Query(text)), Problem)


def test_unnamed_runners_count():
    assert (
        answer("Five runners ran a race. Ann beat Bob. Bob beat Cal. Who was first?") == "uncertain"
    )


@pytest.mark.parametrize(("text", "expected"), [*ORDERING, *PLACES, *MATCHING])
def test_answers_in_peoples_words(text, expected):
    assert answer(text) == expected


def test_contradictory_clues_are_named():
    problem = read(Query("Ann finished before Bob. Bob finished before Ann. Who was first?"))
    assert isinstance(problem, Problem)
    with pytest.raises(UnsolvedError, match=r"contradict.*Ann finished before Bob"):
        problem.solve()


@pytest.mark.parametrize(
    "text",
    [
        "Ann is taller than Bob. Bob hardly ever agrees with anyone left of him. Who is tallest?",
        "Ann finished two full places before Bob. Cal was last. Who was first?",
    ],
)
def test_what_is_not_understood_is_named(text):
    reading = read(Query(text))
    assert isinstance(reading, NotUnderstood)
    assert reading.sentences


@pytest.mark.parametrize(
    "text",
    [
        "Write a haiku about the sea.",
        "Who won the world cup in 1998?",
        "What is 2 + 2?",
        "All men are mortal. Socrates is a man. Is Socrates mortal?",
        "",
    ],
)
def test_what_is_no_arrangement_is_left_alone(text):
    assert not isinstance(read(Query(text)), Problem)
