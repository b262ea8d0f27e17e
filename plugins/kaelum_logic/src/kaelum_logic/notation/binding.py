"""Which names are variables: those below a quantifier that binds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from kaelum_logic.formula import (
    And,
    App,
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
    Term,
    Var,
    Xor,
)

__all__ = ["bind"]

_TEXTBOOK = re.compile(r"[A-Z][a-z]{1,3}")
_Heads = frozenset[tuple[str, int]]
_Scope = frozenset[str]


def bind(formulas: Sequence[Formula]) -> list[Formula]:
    """``formulas`` with every constant that a quantifier around it names made its variable.

    Textbooks write ``Fx`` for ``F(x)``: a proposition of that shape is read so
    when its small letters are bound variables, or when its capital is used
    with bound variables elsewhere.
    """
    none: _Scope = frozenset()
    heads = frozenset(head for formula in formulas for head in _heads(formula, none))
    return [_bind(formula, none, heads) for formula in formulas]


def _bind(formula: Formula, scope: _Scope, heads: _Heads) -> Formula:
    match formula:
        case Pred(name, args):
            if not args and (name[0], len(name) - 1) in heads and _TEXTBOOK.fullmatch(name):
                name, args = name[0], tuple(Const(letter) for letter in name[1:])
            return Pred(name, [_term(arg, scope) for arg in args])
        case Equals(left, right):
            return Equals(_term(left, scope), _term(right, scope))
        case Not(body):
            return Not(_bind(body, scope, heads))
        case And(parts) | Or(parts):
            return evolve(formula, parts=[_bind(part, scope, heads) for part in parts])
        case Xor(left, right) | Implies(left, right) | Iff(left, right):
            return evolve(formula, left=_bind(left, scope, heads), right=_bind(right, scope, heads))
        case ForAll(variables, body) | Exists(variables, body):
            inner = scope | {variable.name for variable in variables}
            return evolve(formula, body=_bind(body, inner, heads))
        case _:
            return formula


def _term(term: Term, scope: _Scope) -> Term:
    match term:
        case Const(name) if name in scope:
            return Var(name)
        case App(name, args):
            return App(name, [_term(arg, scope) for arg in args])
        case _:
            return term


def _heads(formula: Formula, scope: _Scope) -> Iterable[tuple[str, int]]:
    """Capitals that stand before bound variables, and how many."""
    match formula:
        case Pred(name, ()) if _TEXTBOOK.fullmatch(name) and scope.issuperset(name[1:]):
            yield name[0], len(name) - 1
        case Not(body):
            yield from _heads(body, scope)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _heads(part, scope)
        case Xor(left, right) | Implies(left, right) | Iff(left, right):
            yield from _heads(left, scope)
            yield from _heads(right, scope)
        case ForAll(variables, body) | Exists(variables, body):
            yield from _heads(body, scope | {variable.name for variable in variables})
