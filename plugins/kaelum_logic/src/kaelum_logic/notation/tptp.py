"""TPTP problems: annotated first-order and clause-normal formulae."""

from __future__ import annotations

import re

from kaelum_logic.formula import FALSE, ForAll, Formula, Var, conjunction, names_in
from kaelum_logic.notation.binding import bind
from kaelum_logic.notation.parser import Annotated, NotationError, Sequent, run

__all__ = ["looks_like_tptp", "parse_tptp"]

_START = re.compile(r"\s*(?:%[^\n]*\n\s*)*(?:fof|cnf|tff)\s*\(")
_GOALS = frozenset(["conjecture", "question"])


def looks_like_tptp(text: str) -> bool:
    """Whether ``text`` begins as a TPTP problem does."""
    return _START.match(text) is not None


def parse_tptp(text: str) -> Sequent:
    """The axioms and the conjecture of a TPTP problem.

    Several conjectures are joined; a negated conjecture is a premise, and
    without a conjecture the claim is that the formulae contradict each other
    (its conclusion is *false*).

    Raises:
        NotationError: ``text`` is no such problem, or includes files.
    """
    problem: list[Annotated] = run(text, "problem")
    goals: list[Formula] = []
    axioms: list[Formula] = []
    for annotated in problem:
        formula = _closed(annotated) if annotated.kind == "cnf" else annotated.formula
        (goals if annotated.role in _GOALS else axioms).append(formula)
    if not problem:
        raise NotationError("no annotated formula")
    goal = conjunction(goals) if goals else FALSE
    *premises, conclusion = bind([*axioms, goal])
    return Sequent(premises, conclusion)


def _closed(annotated: Annotated) -> Formula:
    """A clause, in which names with a capital are variables, bound in front."""
    names = sorted(name for name in names_in([annotated.formula]) if name[0].isupper())
    return ForAll([Var(name) for name in names], annotated.formula) if names else annotated.formula
