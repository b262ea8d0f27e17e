"""What the words of a puzzle warrant: one thing for each, who is there, how many, and in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.testing.workers import solve
from kaelum_core.types import Query, Verdict
from kaelum_logic.families.arrangement import read
from kaelum_logic.finite.lists import declared, ordered
from kaelum_logic.problem import NotUnderstood
from kaelum_logic.worker import LogicWorker

UNWARRANTED = [
    # several may do the same, and one may do several
    "Eva, Finn and Gil study Latin, Greek and Hebrew. Eva studies Latin. Does Finn study Latin?",
    "Eva, Finn and Gil speak Thai, Greek, Irish and Malay. Eva speaks Thai. Does Gil speak Malay?",
    "Three friends, Eva, Finn and Gil, like jazz, rock and soul. Eva likes jazz. Does Gil like jazz?",
    "Eva, Finn and Gil are good at chess, golf and tennis. Eva is good at chess. Is Gil good at chess?",
    "Eva, Finn and Gil were in Rome, Oslo and Bern. Eva was in Rome. Was Finn in Rome?",
    "Eva, Finn and Gil are members of the chess club, the drama club and the ski club. Eva is in the chess club. Is Finn in the chess club?",
    "Eva, Finn and Gil ordered soup, salad and pasta. Eva ordered soup. Finn ordered salad. What did Gil order?",
    "Eva, Finn and Gil each chose one dish from soup, salad and pasta. Eva chose soup. Finn chose salad. What did Gil choose?",
    "Each of Eva, Finn and Gil lives in Rome, Oslo or Bern. Eva lives in Rome. Finn lives in Oslo. Where does Gil live?",
    "Eva, Finn and Gil each own at least one pet: a dog, a hen, a pig and a cow. Eva owns the dog. Finn owns the pig. Gil owns the hen. Who owns the cow?",
    "Eva, Finn and Gil own a dog, a hen, a pig and a cow. Eva owns the dog. Finn owns the pig. Gil owns the hen. Who owns the cow?",
    "Eva and Finn share three rooms: red, blue and grey. Eva has red. Finn has blue. Who has the grey room?",
    "Eva, Finn and Gil each bought a lamp, a desk and a sofa. Eva bought the lamp. Did Finn buy the lamp?",
    "Eva, Finn and Gil have a dog, a hen and a pig each. Eva has the dog. Does Finn have the dog?",
    "Eva, Finn and Gil work on Monday, Tuesday and Friday. Eva works on Monday. Does Finn work on Monday?",
    "Eva works on Monday. Finn works on Tuesday. Does Eva work on Tuesday?",
    "Eva works on Monday. Finn works on Monday or Tuesday. On which day does Finn work?",
    "Three different people, Eva, Finn and Gil, like jazz, rock and soul. Eva likes jazz. Does Finn like jazz?",
    "In one house, Eva, Finn and Gil speak Thai, Greek and Irish. Eva speaks Thai. Does Finn speak Thai?",
    "Eva, Finn and Gil stand in a row and like jazz, rock and soul. Eva likes jazz. Does Finn like jazz?",
    # others are there
    "P, Q and R sit in a circle with two other people. P sits next to Q. Does Q sit next to R?",
    "Eva, Finn and Gil sit in a row with three other guests. Eva is directly left of Finn and Gil is right of Finn. Who is at the right end?",
    "Eva, Finn and Gil ran a race against five others. Eva beat Finn and Finn beat Gil. Who won the race?",
    "Among others, Eva, Finn and Gil stand in a row. Eva is left of Finn, Finn is left of Gil. Is Eva at the left end?",
    "The runners included Eva, Finn and Gil. Eva beat Finn. Finn beat Gil. Who won?",
    "Eva, Finn and Gil sat on a bench with a stranger. Eva was left of Finn. Finn was left of Gil. Who was at the left end?",
    # not as many as there are said to be
    "Three houses in a row, colours red, green, white, owners a Dane, a Finn, a Pole. The Dane lives in the red house. The green house is immediately to the right of the white house. The Pole lives in house 2. Who lives in the green house?",
    "Five boats, alpha, bravo, candy and delta, raced. Alpha beat bravo. Bravo beat candy. Candy beat delta. Who came last?",
    # no row
    "Eva sits next to Finn. Finn sits next to Gil. Does Eva sit next to Gil?",
    "Eva's house is next to Finn's house. Finn's house is next to Gil's house. Is Eva's house next to Gil's house?",
    "P is adjacent to Q. Q is adjacent to R. Is P adjacent to R?",
]  # fmt: skip


@pytest.mark.parametrize("text", UNWARRANTED)
def test_more_than_the_words_say(text: str) -> None:
    assert isinstance(read(Query(text)), NotUnderstood)
    result = solve(LogicWorker(), text)
    assert result.answer is None
    assert result.reason


WARRANTED = [
    ("Eva, Finn and Gil drink tea, milk and juice, a different drink each. Eva drinks tea. Finn drinks milk. Who drinks juice?", "Gil"),
    ("Eva, Finn and Gil study art, law and music, one subject each. Eva studies art. Does Finn study art?", "No"),
    ("Eva, Finn and Gil each have one pet: a dog, a hen or a pig. No two have the same pet. Eva has the dog. Finn does not have the pig. Who has the pig?", "Gil"),
    ("Eva, Finn and Gil each own exactly one pet: a dog, a hen, a pig. Eva owns the pig. Finn doesn't own the dog. What does Finn own?", "hen"),
    ("Eva, Finn and Gil are a cook, a nurse and a pilot. Eva is not the cook. Gil is the pilot. Who is the cook?", "Finn"),
    ("Four hats: red, blue, green, grey. Eva, Finn and Gil each wear a different one of them. Eva wears red. Finn wears green. Gil wears blue. Who wears the grey hat?", "none"),
    ("Three tests - latin, greek, sport - take place on Monday, Wednesday and Friday. Latin is before greek and greek is before sport. When is sport?", "Friday"),
    ("Three tests (latin, greek, sport) take place at 9, 10, and 11. Latin is before greek and greek is before sport. At what time is greek?", "10"),
    ("Talks by Eva, Finn and Gil are at 9:00, 10:30 and 13:00, one each. Eva speaks before Finn, Gil speaks after Finn. At what time does Finn speak?", "10:30"),
    ("Talks by Eva, Finn and Gil are on Monday, Tuesday or Friday. Eva's talk is before Finn's talk. Gil's talk is after Finn's talk. When is Finn's talk?", "Tuesday"),
    ("Three meetings - sales, budget and staff - are held in rooms 1, 2 and 3, one per room. Sales isn't in room 1. Budget is in a room with a higher number than sales. In which room is the staff meeting?", "1"),
    ("Three horses, arrow, blitz and comet, ran a race. Arrow was before blitz and blitz was before comet. Who came last?", "comet"),
    ("Four plants, fern, ivy, moss and oak, stand in a row from left to right. Fern is immediately left of ivy. Oak is at the left end. Ivy is immediately left of moss. Which plant is at the right end?", "moss"),
    ("Eva, Finn and Gil stand side by side. Eva stands next to Finn. Finn stands next to Gil. Does Eva stand next to Gil?", "No"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), WARRANTED)
def test_what_the_words_say(text: str, answer: str) -> None:
    result = solve(LogicWorker(), text)
    assert result.answer == answer, result.reason
    assert result.verdict is Verdict.PROVED


def test_a_list_after_brackets_is_read() -> None:
    lists = declared(
        "Three tests (art, music, sport) are held on Monday, Tuesday and Friday.", set()
    )
    assert [item.values for item in lists] == [
        ("art", "music", "sport"),
        ("Monday", "Tuesday", "Friday"),
    ]


TIMES = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=5, unique=True)


@given(TIMES)
def test_times_of_day_are_in_order_when_the_minutes_are(minutes: list[int]) -> None:
    shown = [f"{minute // 60}:{minute % 60:02d}" for minute in minutes]
    assert ordered(shown) == (minutes == sorted(minutes))
