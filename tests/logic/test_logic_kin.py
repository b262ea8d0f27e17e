"""Riddles of kin, and brothers and sisters counted."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic.families import circles, family_tree, kin_chains, self_reference, siblings
from kaelum_logic.finite.kin_worlds import Link, world
from kaelum_logic.problem import NotUnderstood, UnsolvedError


def solved(family, text, verdict):
    problem = family.read(Query(text))
    solution = problem.solve()
    assert problem.describe()
    assert derive_verdict(problem.check(solution.answer, solution.evidence)) is verdict
    assert derive_verdict(problem.check("7 wrong", solution.evidence)) is Verdict.REFUTED
    return solution.answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("My mother's sister's daughter is my what?", "cousin"),
        ("What do I call my father's father's father?", "great-grandfather"),
        ("What is my husband's sister to me?", "sister-in-law"),
        ("Rob's mother's brother's daughter is Rob's what?", "cousin"),
        ("Is my cousin's mother my aunt?", "Yes"),
        ("Is my mother's father my uncle?", "No"),
        ("Is my father's son my brother?", "uncertain"),
        ("Is my brother my sister's brother?", "Yes"),
        ("If Rob is Eva's brother and Eva is Ida's mother, is Rob Ida's uncle?", "Yes"),
        ("If Rob is Eva's brother and Eva is Ida's mother, what is Ida to Rob?", "niece"),
        ("What relation is the son of my brother to me?", "nephew"),
        ("Who is my uncle's daughter?", "cousin"),
        ("What is my maternal grandmother's mother to me?", "great-grandmother"),
        (("I have no brothers or sisters, but that woman's mother is my mother's daughter. "
         "Who is that woman?"), "daughter"),
        ("If Eva's father is Rob's brother, what is Rob to Eva?", "uncle"),
        ("If my mother's brother has a daughter, what is she to me?", "cousin"),
        ("My father's only brother is a man called Ned. What is Ned to me?", "uncle"),
        ("Kate's brother's wife is called Mona. What is Mona to Kate?", "sister-in-law"),
        (('Pointing to a boy, Rita said, "He is the son of my father\'s only daughter." '
         "How is the boy related to Rita?"), "son"),
        (('Looking at a portrait, a man says: "Her mother is the wife of my son." '
         "What is the girl in the portrait to the man?"), "granddaughter"),
    ],
)  # fmt: skip
def test_riddles_of_kin(text, answer):
    assert solved(kin_chains, text, Verdict.CHECKED) == answer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What is my son's wife's mother to me?", "no one word"),
        ("My daughter's father is my what?", "the same person"),
        ("What is my grandfather's only son's daughter to me?", "cousin or sister"),
    ],
)
def test_riddles_that_several_relations_solve(text, reason):
    with pytest.raises(UnsolvedError, match=reason):
        kin_chains.read(Query(text)).solve()


@pytest.mark.parametrize(
    "text",
    ["Who is the queen of England?", "What is my dog's name?", "My brother is tall. Who is he?"],
)
def test_what_is_no_riddle_of_kin(text):
    assert not isinstance(kin_chains.read(Query(text)), kin_chains.KinRiddle)


def test_made_up_families_are_families():
    for seed in range(3):
        place = world(seed)
        assert world(seed) is place
        for person in place.people:
            parents = place.of(person, [Link("parent")])
            assert {place.gender(parent) for parent in parents} in (set(), {"male", "female"})
            assert person not in place.siblings(person)
            assert all(person in place.of(parent, [Link("child")]) for parent in parents)
            assert len(place.of(person, [Link("brother", only=True)])) <= 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Each of Mia's brothers has three sisters. How many sisters does Mia have?", "2"),
        (("Rob has two sisters. Each sister has two brothers. How many children are there in the "
         "family?"), "4"),
        (("A girl has as many brothers as sisters, but each of her brothers has twice as many "
         "sisters as brothers. How many brothers and sisters are there in the family?"),
         "3 boys and 4 girls"),
        ("A couple has four sons, and every son has two sisters. How many daughters do they have?",
         "2"),
        ("Ida has one more brother than... How many sisters does Ida have?", None),
        (("Ben has two more sisters than brothers. He has one brother. How many girls are in the "
         "family?"), "3"),
        (("In a family there are 4 sisters, and each sister has one brother. How many siblings are "
         "there in total?"), "5"),
        ("Rita has two brothers. Each of them has one sister. How many children are in the family?",
         "3"),
        (("Each brother has 3 sisters and each sister has 2 brothers. How many children are there in "
         "the family?"), "5"),
        ("Rob has two sisters. Mia has one brother. How many children are there in the family?",
         None),
    ],
)  # fmt: skip
def test_siblings_counted(text, answer):
    if answer is None:
        assert not isinstance(siblings.read(Query(text)), siblings.Siblings)
    else:
        assert solved(siblings, text, Verdict.PROVED) == answer


def test_siblings_that_are_not_determined():
    with pytest.raises(UnsolvedError, match="several families"):
        siblings.read(
            Query("Mia has as many brothers as sisters. How many sisters does Mia have?")
        ).solve()
    assert isinstance(
        siblings.read(Query("Mia has 2 brothers. Mia is tall. How many boys are in the family?")),
        NotUnderstood,
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Otto is Nina's father. Otto's wife is Greta. Is Greta Nina's mother?", "uncertain"),
        ("Otto is Nina's father. Otto's mother is Greta. Is Greta Nina's grandmother?", "Yes"),
        ("Otto is Nina's father. Nina's brother is Max. Is Otto Max's brother?", "No"),
        ("Otto is Nina's father. Max is Tom's father. Is Otto Tom's uncle?", "uncertain"),
    ],
)
def test_what_a_family_tree_leaves_open(text, answer):
    assert solved(family_tree, text, Verdict.PROVED) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (("There are three statements. 1) Exactly one statement here is false. 2) Exactly two "
         "statements here are false. 3) All three statements here are false. How many are true?"),
         "1"),
        (("A card says: (1) Both statements on this card are false. (2) Statement 1 is false. Which "
         "one is true?"), "statement 2"),
        (("Statement 1: statement 2 is true. Statement 2: both statements are true. Is statement 1 "
         "true?"), "Uncertain"),
    ],
)  # fmt: skip
def test_statements_in_a_line(text, answer):
    assert solved(self_reference, text, Verdict.PROVED).lower() == answer.lower()


def test_statements_in_a_line_that_cannot_be():
    text = (
        "Statement 1: statement 2 is false. Statement 2: statement 1 is true. Is statement 1 true?"
    )
    with pytest.raises(UnsolvedError, match="consistent"):
        self_reference.read(Query(text)).solve()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (("In a class, Emma has 4 female classmates and 3 male classmates. How many girls are in "
         "the class?"), "5"),
        ("Emma has 4 female classmates and 3 male classmates. How many students are in her class?",
         "8"),
        (("Sam has 2 male friends and 1 female friend; they are all friends with each other and "
         "have no other friends. How many male friends does Ruth, a female friend of Sam, have?"),
         "3"),
    ],
)  # fmt: skip
def test_circles(text, answer):
    assert solved(circles, text, Verdict.PROVED) == answer


def test_circles_do_not_take_others_for_their_centre():
    text = "Ann has two brothers and they have one sister. How many sisters does Ann have?"
    assert not isinstance(circles.read(Query(text)), circles.Circles)
