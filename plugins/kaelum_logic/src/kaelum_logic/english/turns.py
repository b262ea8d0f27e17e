"""Turns of phrase that stand for clauses of their own: "vice versa", "respectively", "each other"."""

from __future__ import annotations

from attrs import evolve

from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    Clause,
    Compare,
    If,
    Join,
    JoinNP,
    JoinVP,
    Name,
    NotVP,
    Pronoun,
    Quantified,
    Said,
    The,
)

__all__ = ["converse_of", "one_by_one", "without_reciprocals"]

_GENERAL = frozenset({"every", "bare", "no"})
_RECIPROCAL = (("each", "other"), ("one", "another"))


def converse_of(clause: Clause) -> Clause | None:
    """What "and vice versa" adds to ``clause``; None where that is not clear."""
    match clause:
        case If(condition, then):
            return If(then, condition)
        case Said(Quantified(det, nominal) as subject, Be(Quantified("bare", other))) if (
            det in _GENERAL
        ):
            return Said(evolve(subject, nominal=other), Be(Quantified("bare", nominal)))
        case Said(Name() as subject, Act((*words, Name() as other)) as act):
            return Said(other, evolve(act, parts=(*words, subject)))
        case _:
            return None


def one_by_one(clause: Clause) -> Clause | None:
    """``clause``, to which "respectively" was added, taken apart; None where that is not clear."""
    match clause:
        case Said(JoinNP("and", subjects), vp):
            vps = _distributed(vp, len(subjects))
            if vps is None:
                return None
            return Join("and", tuple(map(Said, subjects, vps)))
        case _:
            return None


def _distributed(vp: VP, count: int) -> tuple[VP, ...] | None:
    """``vp`` with one of its ``count`` joined parts at a time."""
    match vp:
        case Compare(word, JoinNP("and", others), tense) if len(others) == count:
            return tuple(Compare(word, other, tense) for other in others)
        case Be(JoinNP("and", others), tense) if len(others) == count:
            return tuple(Be(other, tense) for other in others)
        case JoinVP("and", parts) if len(parts) == count:
            return parts
        case Act((*words, JoinNP("and", others))) if len(others) == count:
            return tuple(evolve(vp, parts=(*words, other)) for other in others)
        case _:
            return None


def without_reciprocals(subject: NP, vp: VP) -> Clause | None:
    """What each of several does to each other one; None if nothing is said to be reciprocal."""
    body = vp.body if isinstance(vp, NotVP) else vp
    if not isinstance(body, Act) or body.parts[-2:] not in _RECIPROCAL:
        return None
    people = subject.parts if isinstance(subject, JoinNP) and subject.kind == "and" else ()
    if not people or not all(isinstance(one, Name | The | Pronoun) for one in people):
        return None
    pairs = [(one, other) for one in people for other in people if one != other]
    said = [Said(one, evolve(body, parts=(*body.parts[:-2], other))) for one, other in pairs]
    if isinstance(vp, NotVP):
        said = [Said(each.subject, NotVP(each.vp)) for each in said]
    return Join("and", tuple(said))
