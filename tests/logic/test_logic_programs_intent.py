"""Arrangement programs whose statements say less than the English beside them."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic.families import programs
from kaelum_logic.problem import UnsolvedError

FIVE = tuple(f"{letter}) option" for letter in "ABCDE")
PLACES = ["cats = EnumSort([Ada, Bo, Cy, Di])", "beds = EnumSort([1, 2, 3, 4])"]
BED = [*PLACES, "bed = Function([cats] -> [beds])"]
SLEEP = ["cats = EnumSort([Ada, Bo, Cy, Di])", "rooms = EnumSort([hall, attic])",
         "room = Function([cats] -> [rooms])"]  # fmt: skip
APART = "Distinct([c:cats], bed(c))"


def solved(declarations, constraints, options, question="which?", texts=FIVE):
    lines = ["# Declarations", *declarations, "# Constraints", *constraints, "# Options"]
    labelled = [f"{o} ::: ({letter})" for letter, o in zip("ABCDE", options, strict=False)]
    program = "\n".join([*lines, f"Question ::: {question}", *labelled])
    problem = programs.read(Query(question, program, texts))
    solution = problem.solve()
    checks = problem.check(solution.answer, solution.evidence)
    assert derive_verdict(checks) is (Verdict.CHECKED if solution.notes else Verdict.PROVED)
    return solution.answer, " ".join(solution.notes)


@pytest.mark.parametrize(
    ("constraints", "options", "answer", "note"),
    [
        # of other things than the thing
        (["ForAll([c:cats], bed(Ada) != bed(c)) ::: Ada shares with no one.", "bed(Bo) == 1"],
         ["is_sat(bed(Ada) == 1)", "is_sat(bed(Ada) == 2)"], "B", "other things than the thing"),
        (["Exists([c:cats], bed(Ada) == bed(c)) ::: Ada shares.",
          "And(bed(Bo) != bed(Ada), bed(Cy) != bed(Ada))"],
         ["bed(Di) == bed(Ada)", "bed(Di) != bed(Ada)"], "A", "other things than the thing"),
        (["ForAll([c:cats], Implies(c != Ada, bed(Ada) != bed(c)))", "bed(Bo) == 1"],
         ["is_sat(bed(Ada) == 1)", "is_sat(bed(Ada) == 2)"], "B", ""),
        (["ForAll([c:cats], Count([d:cats], bed(c) == bed(d)) == 1)", "bed(Bo) == 1"],
         ["is_sat(bed(Ada) == 1)", "is_sat(bed(Ada) == 2)"], "B", ""),
        # on either side
        ([APART, "bed(Ada) == bed(Bo) + 1 ::: Ada lies next to Bo.", "bed(Bo) == 4"],
         ["is_sat(bed(Ada) == 3)", "is_sat(bed(Ada) == 1)"], "A", "either side"),
        ([APART, "bed(Ada) == bed(Bo) + 1 ::: Ada lies right after Bo.", "bed(Bo) == 3"],
         ["is_sat(bed(Ada) == 2)", "is_sat(bed(Ada) == 4)"], "B", ""),
        # only
        (["bed(Ada) == 3 ::: bed 3 is for Ada only"],
         ["is_sat(bed(Bo) == 3)", "is_sat(bed(Bo) == 1)"], "B", "nothing else"),
        (["bed(Ada) == 3 ::: Ada can lie only in bed 3", "bed(Bo) == 1"],
         ["is_sat(And(bed(Bo) == 3))", "is_sat(bed(Cy) == 3)"], "B", ""),
    ],
)  # fmt: skip
def test_what_english_says_in_a_word(constraints, options, answer, note):
    got, notes = solved(BED, constraints, options)
    assert got == answer
    assert (note in notes) if note else not notes


def test_a_list_is_complete_where_the_question_asks_for_the_list():
    constraints = ["Count([c:cats], room(c) == hall) == 3", "room(Ada) == hall"]
    options = [
        "is_sat(And(room(Ada) == hall, room(Bo) == hall))",
        "is_sat(And(room(Ada) == hall, room(Bo) == hall, room(Cy) == hall))",
        "is_sat(And(room(Ada) == hall, room(Di) == hall))",
    ]
    question = "Which one could be a complete and accurate list of the cats in the hall?"
    got, notes = solved(SLEEP, constraints, options, question)
    assert got == "B"
    assert "does not list" in notes
    with pytest.raises(UnsolvedError, match="3 of the options"):
        solved(SLEEP, constraints, options, "Which cats could be in the hall?")


def test_a_list_of_what_is_true_is_complete():
    declarations = [PLACES[0], "fed = Function([cats] -> [bool])"]
    options = ["is_sat(And(fed(Ada), fed(Bo)))", "is_sat(And(fed(Ada), fed(Bo), fed(Di)))"]
    question = "Which could be the list of the cats that are fed?"
    assert solved(declarations, ["Not(fed(Di))"], options, question)[0] == "A"
    assert solved(declarations, ["Count([c:cats], fed(c)) == 3"], options, question)[0] == "B"


def test_more_things_than_places_fill_every_place():
    declarations = [PLACES[0], "beds = EnumSort([1, 2, 3])", "bed = Function([cats] -> [beds])"]
    constraints = [APART, "And(bed(Ada) == 1, bed(Bo) == 1)"]
    options = ["is_valid(bed(Cy) != bed(Di))", "is_valid(bed(Cy) == 2)"]
    got, notes = solved(declarations, constraints, options)
    assert got == "A"
    assert "every place was filled" in notes


ROW = [PLACES[0], "place = Function([cats] -> [int])",
       "ForAll([c:cats], And(1 <= place(c), place(c) <= 4))"]  # fmt: skip


@pytest.mark.parametrize(
    ("constraints", "options", "question", "answer", "note"),
    [
        # of those possible, the extreme one
        (["place(Ada) < place(Bo)", "place(Bo) < place(Cy)"],
         ["is_sat(place(Cy) == 2)", "is_sat(place(Cy) == 3)", "is_sat(place(Cy) == 4)"],
         "What is the earliest place in which Cy could be?", "B", "of the options that pass"),
        # bounds whose number stands in the option's text
        (["place(Ada) + 2 == place(Bo)"],
         ["is_max(place(Ada))", "is_max(place(Ada))", "is_max(place(Ada))"], "What?", "B", ""),
        # as many places as things
        (["place(Ada) < place(Bo)", "place(Bo) < place(Cy)", "place(Di) == 1"],
         ["is_valid(place(Bo) == 2)", "is_valid(place(Bo) == 3)"], "Which?", "B", "place of its own"),
        # a contradiction that goes with one statement, by whichever
        (["place(Ada) == 1", "place(Ada) == 2 ::: Ada is second", "place(Bo) == 3"],
         ["is_valid(place(Bo) == 3)", "is_valid(place(Bo) == 2)"], "Which?", "A", "left out"),
        # substitutes for a statement
        (["Distinct([c:cats], place(c))", "And(place(Ada) == 1, place(Bo) == 2)",
          "place(Cy) == 3 ::: Cy sits in place 3"],
         ["is_equivalent(place(Cy) == 4)", "is_equivalent(place(Di) == 4)"],
         "Which, if substituted for the rule that Cy sits in place 3, would do the same?", "B", ""),
        # around a circle
        (["Distinct([c:cats], place(c))", "place(Ada) == (place(Bo) + 2) mod 4", "place(Bo) == 2"],
         ["is_sat(place(Ada) == 4)", "is_sat(place(Ada) == 1)"], "Which?", "A", "circle"),
    ],
)  # fmt: skip
def test_what_a_program_leaves_to_its_question(constraints, options, question, answer, note):
    texts = ("A) one", "B) two", "C) 3")
    got, notes = solved(ROW, constraints, options, question, texts)
    assert got == answer
    assert (note in notes) if note else not notes


def test_contradictions_that_leave_the_answer_open_are_named():
    constraints = ["place(Ada) == 1", "place(Ada) == 2"]
    with pytest.raises(UnsolvedError, match="contradict"):
        solved(ROW, constraints, ["is_valid(place(Ada) == 1)", "is_valid(place(Ada) == 2)"])
    supposed = ["place(Ada) == 1 ::: if Ada is first", "place(Ada) == 2"]
    got, notes = solved(ROW, supposed, ["is_valid(place(Ada) == 1)", "is_valid(place(Ada) == 2)"])
    assert got == "A"
    assert "number 3 was left out" in notes


def test_a_part_of_a_sort_has_the_same_members():
    declarations = [PLACES[0], "kittens = EnumSort([Cy, Di])", "fed = Function([cats] -> [bool])"]
    constraints = ["ForAll([k:kittens], fed(k))", "Count([c:cats], fed(c)) == 2"]
    assert solved(declarations, constraints, ["fed(Ada)", "fed(Di)"])[0] == "B"


def test_bounds_hold_where_there_is_a_value():
    declarations = [PLACES[0], "beds = EnumSort([1, 2, 3])", "bed = Function([cats] -> [beds])",
                    "ForAll([c:cats], And(1 <= bed(c), bed(c) <= 3))"]  # fmt: skip
    constraints = [APART, "bed(Ada) == None", "And(bed(Bo) == 1, bed(Cy) == 2)"]
    got, _ = solved(declarations, constraints, ["is_valid(bed(Di) == 3)", "is_valid(bed(Di) == 2)"])
    assert got == "A"


def test_forged_readings_are_refuted():
    lines = ["# Declarations", *ROW, "# Constraints", "place(Ada) == 1", "# Options"]
    program = "\n".join([*lines, "is_valid(place(Ada) == 1)", "is_valid(place(Ada) == 2)"])
    problem = programs.read(Query("which?", program, FIVE[:2]))
    solution = problem.solve()
    assert solution.evidence["reading"] == "as written"
    for reading in (*problem.arrangement.fuller(), *problem.arrangement.weaker(), "none"):
        forged = {**solution.evidence, "reading": reading}
        assert derive_verdict(problem.check(solution.answer, forged)) is Verdict.REFUTED


@pytest.mark.parametrize(
    ("question", "options", "answer"),
    [
        (
            "Which is a complete and accurate list of the beds any one of which could be Ada's?",
            ["bed(Ada) == 1", "bed(Ada) == 1, bed(Ada) == 2", "bed(Ada) == 1, bed(Ada) == 3"],
            "B",
        ),
        (
            "Which is a complete and accurate list of the beds each of which CANNOT be Ada's?",
            ["Not(bed(Ada) == 3)", "Not(bed(Ada) == 2)", "bed(Ada) == 3, bed(Ada) == 4"],
            "C",
        ),
        (
            "Which is a complete and accurate list of the cats that must lie in bed 4 or beyond?",
            ["bed(Bo) >= 4, bed(Cy) >= 4", "bed(Ada) >= 4, bed(Bo) >= 4", "bed(Bo) >= 4"],
            "C",
        ),
    ],
)
def test_lists_are_held_against_each_other(question, options, answer):
    tests = [f"is_accurate_list([{claims}])" for claims in options]
    constraints = ["bed(Ada) in [1, 2]", "bed(Bo) == 4", "bed(Cy) >= 3"]
    assert solved(BED, constraints, tests, question)[0] == answer
