"""Times at which something is said to hold, where a question asks about another time.

A rule holds at all times, and a tale in the past tense is asked about in any.
But that Ann was a student does not make her one now, nor does it follow from
what she will be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaelum_logic.english.tree import VP, Act, Be, Clause, Fact, JoinVP, NotVP, Said
from kaelum_logic.formula import Const, Formula, predicates, terms

__all__ = ["changed_since", "other_time", "tense_of"]

_CHANGES = frozenset(
    "turn switch open close shut break fix repair lock unlock fill empty clean paint move put take "
    "remove kill cure heal marry divorce leave sell buy lose find become stop start begin wake".split()
)
"""Verbs for making something otherwise than it was."""
_FUTURE = re.compile(r"(?i)\b(?:will|'ll|won't|going\s+to)\b")
_PAST = re.compile(r"(?i)^\W*(?:(?:so|then|and|now)\s*,?\s*)?(?:was|were|did|had|has|have)\b")


def other_time(
    premises: Sequence[str],
    clauses: Sequence[Clause],
    formulas: Sequence[Formula],
    question: str,
    goal: Formula,
) -> str | None:
    """The premise that tells of somebody, for another time, what ``question`` asks of him.

    The first three go together: the sentences, their trees and their formulae.
    """
    asked = _time_of_question(question)
    for sentence, clause, formula in zip(premises, clauses, formulas, strict=False):
        match clause:
            case Said(_, vp) if _individuals(formula):
                told = "future" if _FUTURE.search(sentence) else tense_of(vp)
            case Fact() if _FUTURE.search(sentence):
                told = "future"
            case _:
                continue
        if told == asked or (told == "now" and asked == "present"):
            continue
        same = predicates(formula) & predicates(goal) and _individuals(formula) & _individuals(goal)
        if same or (told == "future" and asked == "present"):
            return sentence
    return None


def changed_since(
    sentences: Sequence[str], clauses: Sequence[Clause], formulas: Sequence[Formula], goal: Formula
) -> str | None:
    """The sentence by which somebody does something to what ``goal`` is about, and changes it."""
    for sentence, clause, formula in zip(sentences, clauses, formulas, strict=False):
        match clause:
            case Said(_, Act((str() as verb, *_), _, "past")) if verb in _CHANGES:
                if _individuals(formula) & _individuals(goal):
                    return sentence
    return None


def _time_of_question(question: str) -> str:
    if _FUTURE.search(question):
        return "future"
    return "past" if _PAST.match(question) else "present"


def _individuals(formula: Formula) -> set[str]:
    return {term.name for term in terms(formula) if isinstance(term, Const)}


def tense_of(vp: VP) -> str:
    """``past``, ``present`` or ``now``."""
    match vp:
        case Act(_, _, tense) | Be(_, tense):
            return tense
        case NotVP(body, _):
            return tense_of(body)
        case JoinVP(_, parts):
            return tense_of(parts[0])
        case _:
            return "present"
