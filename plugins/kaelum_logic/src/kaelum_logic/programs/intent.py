"""Statements about arrangements held against the English beside them.

What models leave out when they translate a puzzle is mostly what English says in
one word: *only*, *exactly*, *next to*, *the list*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from kaelum_logic.programs.expand import Function
from kaelum_logic.programs.expressions import Expression
from kaelum_logic.programs.text import Repairs

__all__ = ["as_meant", "claims", "completed"]

_EXACTLY_ONE = re.compile(r"\bexactly (?:one|once)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:next to|adjacent|beside)\b", re.IGNORECASE)
_ONE_SIDE = re.compile(
    r"\b(?:before|after|left|right|above|below|earlier|later|higher|lower)\b", re.IGNORECASE
)
_ONLY = re.compile(
    r"\b(?:is|are|as|be|has|have) the (?:only|sole)\b|\bonly\W*$|\balone\b|\bno(?:body| one|thing) else\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:the|an?) (?:complete (?:and accurate )?|accurate )?(?:list|assignment|selection|set) of\b",
    re.IGNORECASE,
)
_PART_OF_LIST = re.compile(
    r"\b(?:each|any|any one|one) of (?:which|whom)\b|\bpartial\b", re.IGNORECASE
)


def as_meant(
    expression: Expression, gloss: str, functions: Mapping[str, Function], repairs: Repairs
) -> Expression:
    """``expression``, or what ``gloss`` says where it says more."""
    if _EXACTLY_ONE.search(gloss):
        expression = _exactly_one(expression, gloss, functions, repairs)
    if _BESIDE.search(gloss) and not _ONE_SIDE.search(gloss):
        expression = _beside(expression, functions, repairs)
    if _ONLY.search(gloss):
        atoms = [_atom(part, functions) for part in _conjuncts(expression)]
        told = [atom for atom in atoms if atom is not None]
        if len(told) == len(atoms) and len({atom.group for atom in told}) == 1:
            repairs.note(f"nothing else was taken to be so, as it says beside it: {gloss}")
            expression = _and(expression, _others(told, functions))
    return expression


def _exactly_one(
    expression: Expression, gloss: str, functions: Mapping[str, Function], repairs: Repairs
) -> Expression:
    """*Some* as *exactly one*, of what is true or false.

    (A function that is no predicate has one value as it is.)
    """
    match expression:
        case Expression("call", "ForAll", (binder, body)):
            inner = _exactly_one(body, gloss, functions, repairs)
            return evolve(expression, items=(binder, inner))
        case Expression("call", "Exists", (_, body)) if _mentions_predicate(body, functions):
            repairs.note(f"some was read as exactly one, as it says beside it: {gloss}")
            count = evolve(expression, text="Count")
            return Expression("compared", "==", (count, Expression("number", "1")))
    return expression


def _mentions_predicate(expression: Expression, functions: Mapping[str, Function]) -> bool:
    function = functions.get(expression.text) if expression.kind == "call" else None
    if function is not None and function.codomain.name == "bool":
        return True
    return any(_mentions_predicate(item, functions) for item in expression.items)


def _beside(
    expression: Expression, functions: Mapping[str, Function], repairs: Repairs
) -> Expression:
    """``f(a) == f(b) + 1`` as being one apart, on either side."""
    match expression:
        case Expression(
            "compared",
            "==" | "!=",
            (
                Expression("call", one) as left,
                Expression("plus" | "minus", _, (Expression("call", other) as right, step)),
            ),
        ) if one == other and one in functions and step.kind == "number":
            repairs.note("next to was read as being on either side")
            gap = Expression("call", "Abs", (Expression("minus", "", (left, right)),))
            return evolve(expression, items=(gap, step))
    return evolve(
        expression, items=[_beside(item, functions, repairs) for item in expression.items]
    )


@frozen
class _Atom:
    """``function(argument) == value``; the value of a predicate is "True"."""

    function: str
    argument: str
    value: str

    @property
    def group(self) -> tuple[str, str]:
        return self.function, self.value


def _atom(expression: Expression, functions: Mapping[str, Function]) -> _Atom | None:
    match expression:
        case Expression("compared", "==", (call, Expression("name" | "number", value))):
            pass
        case Expression("call") as call:
            value = "True"
        case _:
            return None
    function = functions.get(call.text)
    if function is None or len(function.domain) != 1 or len(call.items) != 1:
        return None
    argument = call.items[0].text
    known = argument in function.domain[0].members
    return _Atom(call.text, argument, value) if known else None


def _others(atoms: Sequence[_Atom], functions: Mapping[str, Function]) -> Iterator[Expression]:
    """That no other member of the domain has the value that those in ``atoms`` have."""
    first = atoms[0]
    listed = {atom.argument for atom in atoms}
    for member in functions[first.function].domain[0].members:
        if member not in listed:
            call = Expression("call", first.function, (Expression("name", member),))
            if first.value == "True":
                yield Expression("negated", "", (call,))
            else:
                yield Expression("compared", "!=", (call, Expression("name", first.value)))


def _conjuncts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Expression("call", "And", items) | Expression("conjunction", _, items):
            return tuple(part for item in items for part in _conjuncts(item))
    return (expression,)


def _and(expression: Expression, others: Iterator[Expression]) -> Expression:
    return Expression("conjunction", "", (expression, *others))


def claims(option: Expression) -> Expression:
    """What an option's test is about: ``x`` of ``is_sat(x)`` and of ``is_exception(is_sat(x))``."""
    while option.kind == "call" and option.text.startswith("is_") and len(option.items) == 1:
        (option,) = option.items
    return option


def completed(
    options: Sequence[Expression],
    question: str,
    functions: Mapping[str, Function],
    repairs: Repairs,
) -> list[Expression]:
    """``options`` that list all there are, where the question asks for *the list*: what an
    option does not list is not so."""
    if not _LIST.search(question) or _PART_OF_LIST.search(question):
        return list(options)
    parts = [_conjuncts(claims(option)) for option in options]
    common = set.intersection(*map(set, parts)) if parts else set()
    lists = [[_atom(part, functions) for part in own if part not in common] for own in parts]
    told = [[atom for atom in atoms if atom is not None] for atoms in lists]
    groups = {atom.group for atoms in told for atom in atoms}
    if list(map(len, told)) != list(map(len, lists)) or len(groups) != 1:
        return list(options)
    repairs.note("what an option does not list was taken not to be so, as the question asks")
    (group,) = groups
    shared = [atom for part in common if (atom := _atom(part, functions)) and atom.group == group]
    found: list[Expression] = []
    for option, atoms in zip(options, told, strict=True):
        others = _others([*shared, *atoms], functions) if shared or atoms else iter(())
        found.append(_with_claim(option, _and(claims(option), others)))
    return found


def _with_claim(option: Expression, claim: Expression) -> Expression:
    if claims(option) is option:
        return claim
    return evolve(option, items=(_with_claim(option.items[0], claim),))
