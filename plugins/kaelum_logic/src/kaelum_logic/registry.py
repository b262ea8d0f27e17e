"""The families of problems, in one place, and the reading of a query by them.

To add a family: write ``families/<name>.py`` with a function

    def read(query: Query) -> Reading

(see :mod:`kaelum_logic.problem`; take the query apart with
:func:`kaelum_logic.answers.ask`, which keeps instructions about the answer's
form away from the premises and phrases the answer), and add one line to
:data:`FAMILIES`. Nothing else changes: the worker, the certificates and the
benchmarks go through :func:`read`.

Families are asked in order, the most particular first, and the first that
understands the whole query has it. A family must return None at once, and
cheaply, for what is not its own, and import its solver inside its problems'
methods, not at the top of its module.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import cast

from attrs import frozen

from kaelum_core.types import Query
from kaelum_logic.problem import NotUnderstood, Problem, Reading

__all__ = ["FAMILIES", "Family", "ReadProblem", "read"]


@frozen
class Family:
    """One family of problems.

    Attributes:
        name: its name in certificates and benchmarks.
        summary: what it is about, in a few words.
    """

    name: str
    summary: str

    def reader(self) -> Callable[[Query], Reading]:
        """The family's ``read``; imports its module."""
        module = importlib.import_module(f"kaelum_logic.families.{self.name}")
        return cast("Callable[[Query], Reading]", module.read)


FAMILIES: tuple[Family, ...] = (
    Family("programs", "programs that a model wrote, in Logic-LM's notations"),
    Family("conclusion", "what follows from formulae, when nothing is proposed"),
    Family("normal_forms", "formulae in normal forms, simplified or negated"),
    Family("conditionals", "the converse, inverse, contrapositive or negation of a statement"),
    Family("formal", "formulae: validity, satisfiability, equivalence, entailment"),
    Family("self_reference", "statements about how many of them are true"),
    Family("truth_tellers", "truth-tellers and liars: knights and knaves, webs of lies"),
    Family("labels", "boxes with wrong labels: what is in which"),
    Family("testimony", "who did it, who lies, which box hides the prize"),
    Family("sudoku", "sudoku and other Latin squares"),
    Family("circles", "siblings, friends and colleagues, counted"),
    Family("siblings", "brothers and sisters of one family, counted"),
    Family("family_tree", "who is what to whom"),
    Family("kin_chains", "riddles of kin: my father's brother's son"),
    Family("strings", "words in alphabetical order, brackets that close"),
    Family("tables", "tables written into the text: counted, compared, looked up"),
    Family("objects", "things laid out, told from one another by their looks and places"),
    Family("counting", "listed things, counted by kind"),
    Family("weekdays", "days of the week told from one another"),
    Family("dates", "dates told in words"),
    Family("navigation", "walks by instructions"),
    Family("tracking", "who has what after swaps"),
    Family("windows", "the free hours of a day"),
    Family("ranks", "places counted from both ends of a row"),
    Family("selection", "who is chosen, and who is put into which group"),
    Family("directions", "where things lie from one another in the plane, turns on the spot"),
    Family("arrangement", "orders, seats, grids: who is where and who has what"),
    Family("consistency", "whether statements in English can all be true"),
    Family("naming", "the fallacy that an argument commits, or the rule that it applies"),
    Family("deduction_choice", "which of several statements follows, or of whom one does"),
    Family("deduction_rules", "facts and rules in English, applied forwards"),
    Family("deduction", "what follows from premises in English"),
)
"""Every family, in the order in which they are asked."""


@frozen
class ReadProblem:
    """A query that one family understood."""

    family: str
    problem: Problem


@functools.lru_cache(maxsize=8)
def read(query: Query) -> ReadProblem | NotUnderstood | None:
    """``query`` as the first family that understands it does.

    When none does, the sentences not understood by the family that came
    closest; None when no family recognises the query at all. Reading is a pure
    function of the query, so the last few readings are kept.
    """
    closest: NotUnderstood | None = None
    for family in FAMILIES:
        reading = family.reader()(query)
        if reading is None:
            continue
        if not isinstance(reading, NotUnderstood):
            return ReadProblem(family.name, reading)
        if reading.exclusive:
            return reading
        if closest is None or reading.share > closest.share:
            closest = reading
    return closest
