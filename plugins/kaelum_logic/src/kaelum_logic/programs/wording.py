"""First-order formulae held against the English beside them.

Models confuse a few connectives systematically. Where a formula and its own
gloss disagree on one of these, the gloss is taken. A conditional is held
against its gloss half by half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import evolve

from kaelum_logic.formula import (
    And,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Xor,
    subformulas,
)
from kaelum_logic.programs.text import Repairs

__all__ = ["as_worded"]

_CONDITIONAL = re.compile(r"^\s*if\b(?P<when>.+?),?\s+then\b(?P<then>.+)$", re.IGNORECASE)
_VERB = r"\b(?:is|are|was|were|do|does|did|has|have|had|can|will|would|could|should|must)"
_NOT = r"(?:\s+not|n['’]t|not)\b"
_EITHER = re.compile(r"\beither\b|\bnot both\b|\bwhether\b", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b.*\bnor\b", re.IGNORECASE)
_ONE_CHOICE = re.compile(
    r"^(?:(?!\b(?:either|or|not|nor|both)\b|n['’]t).)*\beither\b(?:(?!\b(?:either|or)\b).)*\bor\b"
    r"(?:(?!\b(?:or|both)\b).)*$",
    re.IGNORECASE,
)
_NOT_ANY = re.compile(
    rf"^(?:(?!\b(?:either|if|or|nor|not)\b).)*{_VERB}{_NOT}(?:(?!\bnot\b|[;:]).)*\bor\b"
    r"(?:(?!\bnot\b).)*$",
    re.IGNORECASE,
)
_NO = re.compile(
    rf"^\s*(?:no|(?:an?|the)\s+(?:(?!\bnot\b|n['’]t).)*{_VERB}{_NOT})\s+"
    r"(?!.*\b(?:unless|without|not|but|except)\b)",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:some|certain)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every|each|any|no|none|if|when|whenever|only|every\w+|any\w+|some(?:one|body|thing))\b",
    re.IGNORECASE,
)
_DONE_BY = re.compile(r"^\s*\w+s\s+are\s+\w+\s+by\s+\w+s\W*$", re.IGNORECASE)
_GENERIC = re.compile(
    r"^\s*an?\s+(?!certain\b)(?:(?!\bthat\b|,).)*?\b(?:is|are|has|have|can)\b", re.IGNORECASE
)


def as_worded(formula: Formula, gloss: str, repairs: Repairs) -> Formula:
    """``formula``, or what ``gloss`` says where the two disagree on a connective."""
    halves = _CONDITIONAL.match(gloss)
    match formula:
        case ForAll(_, Implies() as body) if halves:
            return evolve(formula, body=as_worded(body, gloss, repairs))
        case Implies(left, right) if halves:
            return Implies(
                as_worded(left, halves["when"], repairs), as_worded(right, halves["then"], repairs)
            )
    for rule, repair in _RULES.items():
        read = rule(formula, gloss) if gloss else None
        if read is not None:
            repairs.note(f"{repair}: {gloss.strip()}")
            return read
    return formula


def _neither_nor(formula: Formula, gloss: str) -> Formula | None:
    if _NEITHER.search(gloss) and not _EITHER.search(gloss) and _count(formula, Xor):
        return _rebuilt(formula, Xor, lambda parts: And([_denied(part) for part in parts]))
    return None


def _not_any(formula: Formula, gloss: str) -> Formula | None:
    """``~a | b`` and ``~a | ~b`` for *is not a or b*."""
    parts = _alternatives(formula)
    denied = [isinstance(part, Not) for part in parts]
    if denied[:1] == [True] and (all(denied) or not any(denied[1:])) and _NOT_ANY.match(gloss):
        return And([_denied(part) for part in parts])
    return None


def _inclusive(formula: Formula, gloss: str) -> Formula | None:
    if re.search(r"\bor\b", gloss) and not _EITHER.search(gloss) and _count(formula, Xor):
        return _rebuilt(formula, Xor, Or)
    return None


def _exclusive(formula: Formula, gloss: str) -> Formula | None:
    choices = [part for part in subformulas(formula) if isinstance(part, Or)]
    if not _ONE_CHOICE.match(gloss) or len(choices) != 1 or _count(formula, Xor):
        return None
    if len(choices[0].parts) != 2 or Not(choices[0]) in set(subformulas(formula)):
        return None
    return _rebuilt(formula, Or, lambda parts: Xor(*parts))


def _none(formula: Formula, gloss: str) -> Formula | None:
    """``~a -> b`` for *no a is b*."""
    match formula:
        case ForAll(variables, body):
            inner = _none(body, gloss)
            return None if inner is None else ForAll(variables, inner)
        case Implies(Not(left), right) if not isinstance(right, Not) and _NO.match(gloss):
            return Implies(left, Not(right))
    return None


def _some(formula: Formula, gloss: str) -> Formula | None:
    match formula:
        case ForAll(variables, Implies(left, right)) if _SOME.search(gloss):
            return None if _ALL.search(gloss) else Exists(variables, And((left, right)))
    return None


def _generic(formula: Formula, gloss: str) -> Formula | None:
    """*Some a is b* for *an a is b*, which is said of any."""
    match formula:
        case Exists(variables, And((kind, *rest))) if rest and _GENERIC.match(gloss):
            return ForAll(variables, Implies(kind, rest[0] if len(rest) == 1 else And(rest)))
    return None


def _done_by(formula: Formula, gloss: str) -> Formula | None:
    """``a(x) -> some y. (b(y) & r(y, x))`` for *as are done by bs*: whoever does it is a b."""
    match formula:
        case ForAll(outer, Implies(left, Exists(inner, And((Pred() as kind, Pred() as act))))):
            if _DONE_BY.match(gloss):
                doer = ForAll([*outer, *inner], Implies(And((left, act)), kind))
                return And((formula, doer))
    return None


_RULES: Mapping[Callable[[Formula, str], Formula | None], str] = {
    _neither_nor: "a choice was read as neither ... nor",
    _not_any: "not this or that was read as neither of them",
    _inclusive: "or was read as inclusive, there being no either",
    _exclusive: "either ... or was read as a choice between the two",
    _none: "no was read as denying what follows",
    _some: "all was read as some",
    _generic: "some was read as any",
    _done_by: "it was taken that nobody else does it",
}
"""Each gives what a formula should have said by its gloss, or None where the two agree."""


def _denied(formula: Formula) -> Formula:
    return formula if isinstance(formula, Not) else Not(formula)


def _alternatives(formula: Formula) -> tuple[Formula, ...]:
    match formula:
        case Or(parts):
            return parts
        case Xor(left, right):
            return left, right
    return ()


def _count(formula: Formula, kind: type[Formula]) -> int:
    return sum(isinstance(part, kind) for part in subformulas(formula))


def _rebuilt(
    formula: Formula, kind: type[Formula], make: Callable[[tuple[Formula, ...]], Formula]
) -> Formula:
    """``formula`` with what ``make`` gives for each of its choices of that kind."""

    def go(part: Formula) -> Formula:
        return _rebuilt(part, kind, make)

    if isinstance(formula, kind):
        return make(tuple(map(go, _alternatives(formula))))
    match formula:
        case Not(body) | ForAll(_, body) | Exists(_, body):
            return evolve(formula, body=go(body))
        case And(parts) | Or(parts):
            return evolve(formula, parts=[go(part) for part in parts])
        case Implies(left, right) | Iff(left, right) | Xor(left, right):
            return evolve(formula, left=go(left), right=go(right))
        case _:
            return formula
