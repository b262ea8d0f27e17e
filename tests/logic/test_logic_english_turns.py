"""Possession, pronouns that may mean one or another, and turns of phrase, read and answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core import Query
from kaelum_logic import registry
from kaelum_logic.english.adjuncts import adjuncts, measures
from kaelum_logic.english.people import is_person
from kaelum_logic.finite.kin_stories import retold
from kaelum_logic.formula import Const, Pred
from kaelum_logic.problem import NotUnderstood, UnsolvedError
from kaelum_logic.solving import Status, decide


def answer(text: str) -> str | None:
    """The logic expert's answer to ``text``; None where it abstains."""
    read = registry.read(Query(text))
    if read is None or isinstance(read, NotUnderstood):
        return None
    try:
        return read.problem.solve().answer
    except UnsolvedError:
        return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose it is
        (
            ("Ann has a car. Her car is red. Bob has a car. His car is blue. Nothing blue is red. "
            "Is Ann's car blue?"),
            "false",
        ),
        ("Bob is Ann's friend. Carl is Ann's friend. Is Bob Carl?", "uncertain"),
        ("Bob is a friend of Ann. Is Bob Ann's friend?", "true"),
        ("Ann's boss is rich. Bob is Ann's boss. Is Bob rich?", "true"),
        ("Ann's cats are white. Tom is Ann's cat. Is Tom white?", "true"),
        ("Every dog's tail is long. Rex is a dog. Is Rex's tail long?", "true"),
        (
            ("If a player's king is captured, the player loses. Max is a player. "
            "Max's king is captured. Does Max lose?"),
            "true",
        ),
        ("Whenever Zoe is late, her boss is angry. Her boss is not angry. Is Zoe late?", "false"),
        ("Ann's brother Ed loves cake. Everyone who loves cake is happy. Is Ed happy?", "true"),
        # who is meant
        ("Ann met Bob. He was happy. Was Bob happy?", "true"),
        ("Ann met Bob. She was happy. Was Bob happy?", "uncertain"),
        (
            ("If a patient has a fever and a rash, the nurse isolates him. Joe is a patient. "
            "Joe has a fever and a rash. Does the nurse isolate Joe?"),
            "true",
        ),
        # two clauses in one
        ("If Anna comes, Ben comes, and vice versa. Ben comes. Does Anna come?", "true"),
        ("If Anna comes, Ben comes. Ben comes. Does Anna come?", "uncertain"),
        ("Kim and Lee are taller than Mia and Nora, respectively. Is Lee taller than Nora?", "true"),
        ("Either the lamp or the fuse is broken. The former is not broken. Is the fuse broken?", "true"),
        ("Tom and Ann like each other. Does Ann like Tom?", "true"),
        ("If it rains, we stay; otherwise we go. It does not rain. Do we go?", "true"),
        ("Because it rains, Tom stays. Does Tom stay?", "true"),
        ("Max does not play chess, and neither does Mia. Does Mia play chess?", "false"),
        ("Cy leaves if Ana comes, unless Bo comes. Ana comes. Bo does not come. Does Cy leave?", "true"),
        # who alone, and who not
        ("Ana likes only Bo. Does Ana like Cy?", "false"),
        ("Ann alone passed. Did Bob pass?", "false"),
        ("Ann, not Bob, passed. Did Bob pass?", "false"),
        ("The only students who passed are Kim and Lee. Mia is a student. Did Mia pass?", "false"),
        ("Kim is the student who won. Lee is a student. Did Lee win?", "false"),
        ("All dogs bark, except Rex. Rex is a dog. Does Rex bark?", "false"),
        ("Anyone but a doctor needs a pass. Lena does not need a pass. Is Lena a doctor?", "true"),
        ("Neither of the boys passed. Tim is a boy. Did Tim pass?", "false"),
        ("Only one guest paid. Ed is a guest. Ed paid. Flo is a guest. Did Flo pay?", "false"),
        # one for any
        ("Someone is calm if he is neither sad nor wild. Bob is not sad. Bob is not wild. Is Bob calm?", "true"),
        ("Someone who is tall or shy is never loud. Bob is tall. Is Bob loud?", "false"),
        ("A witness who lies is punished. Every witness lies. Kim is a witness. Is Kim punished?", "true"),
        ("Every dog and cat sleeps. Tom is a cat. Does Tom sleep?", "true"),
        ("Anyone tall or rich may board first. Ivy is rich. May Ivy board first?", "true"),
        # amounts
        ("Anyone over 18 may vote. Joe is over 21. May Joe vote?", "true"),
        ("Anyone over 18 may vote. Joe is under 16. Is Joe over 18?", "false"),
        (
            "Whoever works more than five hours rests. Tom works more than six hours. Does Tom rest?",
            "true",
        ),
        # what is asked
        ("Mice are afraid of cats. Jessica is a mouse. What is Jessica afraid of?", "cats"),
        ('Does "All X are Y" follow from "All Y are X"?', "No"),
        (
            ("Premise: No pupil failed. Hypothesis: Some pupil failed. "
            "Entailment, contradiction or neutral?"),
            "contradiction",
        ),
        (
            ("Premise: A man is sleeping in a chair. Hypothesis: A man is sleeping. "
            "Entailment, contradiction or neutral?"),
            "Entailment",
        ),
        (
            ("Either he is at home or he is at work. He is at work. So he is not at home. "
            "Which fallacy is it?"),
            "affirming a disjunct",
        ),
        # kin by the way
        ("Dan fished with his son Eric. Eric's sister Fay stayed. How is Fay related to Dan?", "daughter"),
    ],
)  # fmt: skip
def test_answered(text: str, expected: str) -> None:
    assert answer(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The fox chased the hen. It was hungry. Was the fox hungry?",
        (
            "If a customer complains to a clerk, she helps him. Ned is a customer. Ida is a clerk. "
            "Ned complains to Ida. Does Ida help Ned?"
        ),
        "Bob has a car. Ann washed his car. Did Ann wash her car?",
        "The match was not cancelled because it rained. Was the match cancelled?",
        (
            "Premise: A dog runs in the park. Hypothesis: An animal is outside. "
            "Entailment, contradiction or neutral?"
        ),
        "All goblins are greedy. No greedy creature is trusted. Is any goblin trusted?",
        (
            "Patients are treated only when they have signed. Mrs. Lund was treated. "
            "Has Mrs. Lund signed?"
        ),
        "Ed must be a guest or a waiter. Ed is not a guest. Is Ed a waiter?",
        "Anyone over 18 may vote. Joe is 20. May Joe vote?",
    ],
)
def test_open_to_two_readings_is_not_answered(text: str) -> None:
    assert answer(text) is None


def test_a_gender_told_by_a_name_is_shown() -> None:
    read = registry.read(Query("Ann met Bob. He was happy. Was Bob happy?"))
    assert read is not None
    assert not isinstance(read, NotUnderstood)
    assert "taken so: bob is male, by the name" in read.problem.describe()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Dan went fishing with his son Eric", ["Eric is Dan's son"]),
        ("Ann's daughter, Lily, asked her mom for a story", ["Lily is Ann's daughter"]),
        (
            "Kristin and her son Justin visited her mother Carol",
            ["Justin is Kristin's son", "Carol is Kristin's mother"],
        ),
        ("Ann has two sons, Tim and Tom", ["Tim is Ann's son", "Tom is Ann's son"]),
        ("Dan has no son Eric", []),
        ("Dan would like his son Eric to come", []),
        ("Dan or his son Eric came", []),
        ("Tim and Tom met his son Eric", []),
    ],
)
def test_kin_told_by_the_way(sentence: str, told: list[str]) -> None:
    assert retold(sentence) == told


@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.sampled_from(["over", "at_least", "under", "at_most"]),
)
def test_amounts_are_related_as_numbers_are(one: int, other: int, how: str) -> None:
    first, second = (Pred(f"{how}_{number}", (Const("joe"),)) for number in (one, other))
    premises = [first, *measures((first, second))]
    rising = how in {"over", "at_least"}
    follows = one >= other if rising else one <= other
    expected = Status.TRUE if follows else Status.UNCERTAIN
    assert decide(premises, second).status is expected


def test_who_acts_somewhere_acts() -> None:
    joe, chair = Const("joe"), Const("chair")
    somewhere, acts = Pred("sleep_in", (joe, chair)), Pred("sleep", (joe,))
    assert decide([somewhere, *adjuncts((somewhere, acts))], acts).status is Status.TRUE
    believes, lives = Pred("believe_in", (joe, chair)), Pred("believe", (joe,))
    assert not list(adjuncts((believes, lives)))


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("patient", True), ("player", True), ("dentist", True), ("rash", False), ("computer", False)],
)
def test_nouns_for_people(noun: str, expected: bool) -> None:
    assert is_person(noun) is expected
