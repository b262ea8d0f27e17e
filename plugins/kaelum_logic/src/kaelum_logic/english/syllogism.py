"""Categorical syllogisms, and what their traditional reading takes for granted."""

from __future__ import annotations

from kaelum_logic.english.reading import TextReading
from kaelum_logic.english.tree import Be, Clause, Nominal, NotVP, Quantified, Said
from kaelum_logic.formula import Exists, ForAll, Formula, Implies, Pred, Var

__all__ = ["existence_assumed"]

_MOST_PREMISES = 3


def existence_assumed(text: TextReading, goal: Formula) -> tuple[Formula, ...]:
    """That each class has members, for a pure syllogism that asks what follows.

    Traditional logic takes it for granted (so that "All A are B" yields "Some
    B are A"); modern logic does not. A plain question about all members of a
    class presupposes that there are some. A text is a pure syllogism if all its
    sentences relate two plain classes.
    """
    passage = text.passage
    if passage.is_question:
        return _presupposed(goal)
    if not (passage.asks_whether_follows or passage.about_argument):
        return ()
    if not 1 <= len(text.clauses) <= _MOST_PREMISES:
        return ()
    names: set[str] = set()
    for clause in (*text.clauses, text.goal):
        pair = _terms(clause)
        if pair is None:
            return ()
        names |= {"_".join(nominal.words) for nominal in pair}
    return tuple(Exists((Var("x"),), Pred(name, (Var("x"),))) for name in sorted(names))


def _presupposed(goal: Formula) -> tuple[Formula, ...]:
    """That there are penguins, when it is asked whether penguins are birds."""
    match goal:
        case ForAll(variables, Implies(restriction, _)):
            return (Exists(variables, restriction),)
        case _:
            return ()


def _terms(clause: Clause) -> tuple[Nominal, Nominal] | None:
    match clause:
        case Said(Quantified("every" | "no" | "some" | "bare", subject), vp):
            body = vp.body if isinstance(vp, NotVP) else vp
            if isinstance(body, Be) and isinstance(body.what, Quantified):
                predicate = body.what.nominal
                if body.what.det == "bare" and _is_plain(subject) and _is_plain(predicate):
                    return subject, predicate
    return None


def _is_plain(nominal: Nominal) -> bool:
    return len(nominal.words) == 1 and not nominal.extras and not nominal.alternatives
