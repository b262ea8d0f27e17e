"""First-order formulae held against the English beside them.

Models confuse a few connectives systematically. Where a formula and its own
gloss disagree on one of these, the gloss is taken: inclusive *or* written as
exclusive, *neither ... nor* written as a choice, *some* written as *all*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve

from kaelum_logic.formula import (
    And,
    Const,
    Equals,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Var,
    Xor,
    names_in,
    predicates,
    subformulas,
)
from kaelum_logic.programs.names import normal
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["as_worded", "domain_assumptions", "identities"]

_EITHER = re.compile(r"\beither\b|\bnot both\b|\bwhether\b", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b.*\bnor\b", re.IGNORECASE)
_SOME = re.compile(r"\b(?:some|certain)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every|each|any|no|none|if|when|whenever|only|every\w+|any\w+|some(?:one|body|thing))\b",
    re.IGNORECASE,
)


def as_worded(formula: Formula, gloss: str, repairs: Repairs) -> Formula:
    """``formula``, or what ``gloss`` says where the two disagree on a connective."""
    if not gloss:
        return formula
    exclusive = any(isinstance(part, Xor) for part in subformulas(formula))
    if exclusive and _NEITHER.search(gloss) and not _EITHER.search(gloss):
        repairs.note(f"a choice was read as neither ... nor: {gloss}")
        return _without_xor(formula, _neither)
    if exclusive and re.search(r"\bor\b", gloss) and not _EITHER.search(gloss):
        repairs.note(f"or was read as inclusive, there being no either: {gloss}")
        return _without_xor(formula, _inclusive)
    match formula:
        case ForAll(variables, Implies(left, right)) if _SOME.search(gloss):
            if not _ALL.search(gloss):
                repairs.note(f"all was read as some: {gloss}")
                return Exists(variables, And((left, right)))
    return formula


def _neither(left: Formula, right: Formula) -> Formula:
    return And([part if isinstance(part, Not) else Not(part) for part in (left, right)])


def _inclusive(left: Formula, right: Formula) -> Formula:
    return Or((left, right))


def _without_xor(formula: Formula, make: Callable[[Formula, Formula], Formula]) -> Formula:
    def go(part: Formula) -> Formula:
        return _without_xor(part, make)

    match formula:
        case Xor(left, right):
            return make(go(left), go(right))
        case Not(body) | ForAll(_, body) | Exists(_, body):
            return evolve(formula, body=go(body))
        case And(parts) | Or(parts):
            return evolve(formula, parts=[go(part) for part in parts])
        case Implies(left, right) | Iff(left, right):
            return evolve(formula, left=go(left), right=go(right))
        case _:
            return formula


_PROPER = re.compile(r"^\s*[a-z]\w?\s+is\s+(?P<name>[A-Z][\w'’]*(?:\s+[\w'’]+)*)\W*$")


def identities(
    declared: Sequence[Line], formulas: Sequence[Formula], repairs: Repairs
) -> list[Formula]:
    """For a predicate that is a proper name ("x is Breaking Bad") of which the program also
    makes an individual: to be it is to be that individual."""
    named = {normal(name): name for name in sorted(names_in(formulas))}
    used = {name for formula in formulas for name, arity in predicates(formula) if arity == 1}
    known: list[Formula] = []
    for line in declared:
        predicate = line.text.split("(")[0].strip()
        match = _PROPER.match(line.gloss)
        individual = named.get(normal(match["name"])) if match else None
        if individual is not None and predicate in used and normal(predicate) in named:
            repairs.note(f"{predicate} was taken to be the individual {individual} alone")
            x = Var("x")
            same = Iff(Pred(predicate, [x]), Equals(x, Const(individual)))
            known.append(ForAll([x], same))
    return known


def domain_assumptions(formulas: Sequence[Formula], repairs: Repairs) -> list[Formula]:
    """What must be assumed for rules that offer a choice to be of any use.

    "A man is either kind or evil" says nothing of anybody in a program that
    says of nobody that he is a man. If such a rule's condition appears nowhere
    else, it stands for the things that the program is about.
    """
    assumed: list[Formula] = []
    for formula in formulas:
        match formula:
            case ForAll((variable,), Implies(Pred(name, (Var(argument),)), Or() | Xor())):
                mentions = sum(
                    isinstance(part, Pred) and part.name == name
                    for other in formulas
                    for part in subformulas(other)
                )
                if argument == variable.name and mentions == 1:
                    repairs.note(f"everything was taken to be {name}, which nothing is said to be")
                    assumed.append(ForAll([variable], Pred(name, [variable])))
    return assumed
