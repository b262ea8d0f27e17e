"""Directions in the plane, and turns on the spot."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic import registry
from kaelum_logic.families import directions
from kaelum_logic.finite.compass import COMPASS, Way, phrased, way_named
from kaelum_logic.finite.differences import Difference, Order, holds, possible
from kaelum_logic.problem import NotUnderstood, UnsolvedError


def answer(text):
    """The answer to ``text``, which must be proved."""
    read = directions.read(Query(text))
    assert read is not None
    assert not isinstance(read, NotUnderstood), read
    solution = read.solve()
    assert derive_verdict(read.check(solution.answer, solution.evidence)) is Verdict.PROVED
    assert derive_verdict(read.check("elsewhere", solution.evidence)) is Verdict.REFUTED
    return solution.answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If A is north of B and C is west of B, in which direction is C from A?", "southwest"),
        ("The mill is north-east of the inn. The inn is east of the bay. Which direction is the bay from the mill?", "south-west"),
        ("X is to the lower left of Y. Z is to the lower left of X. What is the position of Z relative to Y?", "lower left"),
        ("The star is above the circle and the square is to the right of the star. What is the square's position relative to the circle?", "upper right"),
        ("House A is 3 km north of house B. House C is 3 km east of house A. In which direction is C from B?", "northeast"),
        ("House A is 3 km north of house B. House C is 4 km east of house A. How far is C from B?", "5 km"),
        ("A is 2 m east of B. C is 3 m east of B. In which direction is A from C?", "west"),
        ("A is 5 m east of B. C is 5 m west of A. Where is C relative to B?", "overlap"),
        ("A is 2 miles north of B. C is 5 miles south of A. Is C north or south of B?", "south"),
        ("Town P is north-east of town Q. Town R is north-west of town Q. Is P east of R?", "Yes"),
        ("Point A is above and to the right of point B. Point C is below B. Is C above A?", "No"),
        ("The park is south of the zoo and east of the lake. Which direction is the lake from the zoo?", "southwest"),
        ("B is to the south-west of A and C is to the east of A. In which direction of B is C located?", "north-east"),
        ("Bob lives north of Amy. Cal lives east of Bob. In what direction must Amy go to reach Cal?", "northeast"),
        ("The agent H is to the left of the agent K. The agent Z is to the right of the agent H. What is the relation of the agent Z to the agent K?", "overlap"),
        ("The well is north of the house. The barn is east of the well. Which direction is the house from the barn? A) north-east B) south-west C) north-west", "B"),
    ],
)  # fmt: skip
def test_bearings(text, expected):
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bob is facing north. He turns right twice and then left once. Which direction is he facing?", "east"),
        ("Sara is facing south and does an about-face. Which way is she facing now?", "north"),
        ("Tom faces north-east. He turns 90 degrees to the left. Which direction is he facing?", "north-west"),
        ("You face north. You turn 45 degrees clockwise. Where are you facing?", "northeast"),
        ("A compass needle points north. It is rotated 270 degrees anticlockwise. Which way does it point now?", "east"),
        ("Starting facing east, Jo turns left three times. Which way does Jo face?", "south"),
        ("Mia stands facing east. She makes a right turn, then another right turn. What direction does she face?", "west"),
        ("If I face north and turn right, which direction am I facing?", "east"),
    ],
)  # fmt: skip
def test_turns_on_the_spot(text, expected):
    assert answer(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Town P is north-east of Q. Town R is north-west of Q. In which direction is P from R?",
        "A is north of B. C is north of B. Which direction is A from C?",
        "A is north of B. C is east of D. In which direction is A from C?",
        "A is north of B. B is north of A. In which direction is A from B?",
        "The shop is west of the church. The mill is north of the shop. Is the mill east of the church?",
        "A is north of B. C is east of A. How far is C from B?",
    ],
)
def test_what_is_not_determined_is_not_answered(text):
    read = directions.read(Query(text))
    assert read is not None
    assert not isinstance(read, NotUnderstood)
    with pytest.raises(UnsolvedError):
        read.solve()


@pytest.mark.parametrize(
    "text",
    [
        "A is north of B. B is not east of C. Which direction is A from C?",
        "A is north of B. C is to the left of B. Which direction is A from C?",
        "A is north of B. B walks 3 km east. In which direction is A from B?",
        "P is 6 km north of Q. R is 8 miles west of P. How far is R from Q?",
        "A is 5 km north-east of B. C is 2 km west of A. Which direction is C from B?",
        "Bob is facing north. She turns left. Which way is he facing?",
        "Bob is facing north. Ann turns left. Which way is Bob facing?",
        "Bob is facing north. He nearly turns right. Which direction is he facing?",
        "Bob faces north and turns 90 degrees. Which way is he facing?",
        "Bob is facing north. He turns right 100 degrees. Which way is he facing?",
    ],
)
def test_what_is_not_understood_is_named(text):
    assert isinstance(directions.read(Query(text)), NotUnderstood)


@pytest.mark.parametrize(
    "text",
    [
        "Is east to the right of north?",
        "Bob is facing north. He turns left. Which direction was he facing before that?",
        "A is left of B. B is left of C. Who is furthest left?",
        "Which is the way to the station?",
    ],
)
def test_what_is_of_another_kind(text):
    assert directions.read(Query(text)) is None


def test_the_registry_asks_it():
    read = registry.read(Query("If A is north of B and C is west of B, where is C relative to A?"))
    assert isinstance(read, registry.ReadProblem)
    assert read.family == "directions"
    assert "straight" in read.problem.describe()


# -- laws ----------------------------------------------------------------------

POINTS = "abcd"
differences = st.builds(
    Difference,
    st.sampled_from(POINTS),
    st.sampled_from(POINTS),
    st.integers(0, 2).map(Fraction),
    st.booleans(),
).filter(lambda fact: fact.high != fact.low)


@settings(max_examples=60, deadline=None)
@given(st.lists(differences, max_size=5), st.sampled_from(POINTS), st.sampled_from(POINTS))
def test_two_algorithms_agree(facts, first, second):
    order = Order(POINTS, facts)
    assert order.consistent is possible(POINTS, facts)
    if not order.consistent or first == second:
        return
    cases = {
        1: Difference(first, second),
        0: Difference(first, second, strict=False),
        -1: Difference(second, first),
    }
    fitting = [sign for sign, more in cases.items() if possible(POINTS, [*facts, more])]
    assert order.sign(first, second) == (fitting[0] if len(fitting) == 1 else None)


@settings(max_examples=40, deadline=None)
@given(st.lists(differences, max_size=4))
def test_no_place_breaks_what_follows(facts):
    order = Order(POINTS, facts)
    for row in itertools.product(range(4), repeat=len(POINTS)):
        places = dict(zip(POINTS, map(Fraction, row), strict=True))
        if holds(facts, places):
            assert order.consistent
            for first, second in itertools.permutations(POINTS, 2):
                gap = places[first] - places[second]
                assert order.sign(first, second) in {None, (gap > 0) - (gap < 0)}


@given(st.sampled_from(COMPASS))
def test_names_of_directions_are_read_back(name):
    way = way_named(name)
    assert way is not None
    assert phrased(way.x, way.y, compass=True) == name
    assert way.back.back == way == Way(way.x, way.y, compass=True)


@given(
    st.sampled_from(COMPASS), st.lists(st.sampled_from(["left", "right"]), min_size=1, max_size=6)
)
def test_turns_back_lead_to_where_one_faced(start, sides):
    there = ". He turns ".join(sides)
    back = ". He turns ".join("left" if side == "right" else "right" for side in sides)
    text = f"Bob faces {start}. He turns {there}. He turns {back}. Which way is Bob facing?"
    assert answer(text) == start
