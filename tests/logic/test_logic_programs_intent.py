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
