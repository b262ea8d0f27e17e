"""What must be assumed for a first-order program to mean what its English says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaelum_logic.formula import (
    Const,
    Equals,
    ForAll,
    Formula,
    Iff,
    Implies,
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

__all__ = ["domain_assumptions", "identities", "membership"]

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


def membership(formulas: Sequence[Formula], repairs: Repairs) -> list[Formula]:
    """To be *in* what has the name of a kind (``romance`` beside ``Romance(x)``), where a program
    says of something that it is in another, is to be of the kind."""
    used = {pair for formula in formulas for pair in predicates(formula)}
    if ("in", 2) not in used:
        return []
    individuals = {normal(name): name for name in sorted(names_in(formulas))}
    known: list[Formula] = []
    for kind in sorted(name for name, arity in used if arity == 1):
        individual = individuals.get(normal(kind))
        if individual is not None:
            repairs.note(f"what is in {individual} was taken to be {kind}, and the reverse")
            x = Var("x")
            inside = Pred("in", [x, Const(individual)])
            known.append(ForAll([x], Iff(Pred(kind, [x]), inside)))
    return known
