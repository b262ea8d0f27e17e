"""Negation normal form and Skolemisation, for grounding.

Only what stands above a quantifier is brought into negation normal form; a
quantifier-free formula is kept as it is, so that long equivalences do not
explode.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

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
    Truth,
    Var,
    Xor,
    free_variables,
    subformulas,
)
from kaelum_logic.solving.findings import TooLargeError

__all__ = ["Skolemizer"]

_MOST_STEPS = 20_000


class Skolemizer:
    """Replaces existential quantifiers by witnesses with fresh names.

    Args:
        taken: names that witnesses must not have.
        nested: also replace those below a universal quantifier, by functions;
            otherwise these stay, and only outermost ones become constants.
    """

    def __init__(self, taken: frozenset[str], *, nested: bool) -> None:
        self._numbers = itertools.count(1)
        self._steps = 0
        self._names = (name for name in _fresh_names() if name not in taken)
        self._nested = nested

    def __call__(self, formula: Formula) -> Formula:
        """A formula that is satisfiable exactly when ``formula`` is, with
        negations pushed down to its quantifier-free parts.

        Raises:
            TooLargeError: it has become too large.
        """
        return self._normal(formula, positive=True, scope=(), witness={})

    def _normal(
        self,
        formula: Formula,
        *,
        positive: bool,
        scope: tuple[Var, ...],
        witness: Mapping[Var, Term],
    ) -> Formula:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise TooLargeError("equivalences of quantified formulas are nested too deep")
        if not _quantified(formula):
            kept = _substitute(formula, witness) if witness else formula
            return kept if positive else Not(kept)

        def go(part: Formula, sign: bool) -> Formula:
            return self._normal(part, positive=sign, scope=scope, witness=witness)

        match formula:
            case Not(body):
                return go(body, not positive)
            case And(parts) | Or(parts):
                build = And if isinstance(formula, And) is positive else Or
                return build([go(part, positive) for part in parts])
            case Implies(left, right):
                build = Or if positive else And
                return build([go(left, not positive), go(right, positive)])
            case Iff(left, right) | Xor(left, right):
                same = isinstance(formula, Iff) is positive
                return And(
                    [
                        Or([go(left, False), go(right, same)]),
                        Or([go(left, True), go(right, not same)]),
                    ]
                )
            case ForAll(variables, body) | Exists(variables, body):
                universal = isinstance(formula, ForAll) is positive
                if not universal and (self._nested or not scope):
                    return self._witnessed(formula, positive, scope, witness)
                bound = [self._apart(variable, scope) for variable in variables]
                inner = {**witness, **dict(zip(variables, bound, strict=True))}
                part = self._normal(body, positive=positive, scope=(*scope, *bound), witness=inner)
                return ForAll(bound, part) if universal else Exists(bound, part)
            case _:
                raise AssertionError(formula)

    def _apart(self, variable: Var, scope: tuple[Var, ...]) -> Var:
        """``variable`` under a name that nothing in ``scope`` has, so that no witness
        that mentions an outer variable is caught by an inner namesake."""
        return variable if variable not in scope else Var(f"{variable}_{next(self._numbers)}")

    def _witnessed(
        self,
        formula: ForAll | Exists,
        positive: bool,
        scope: tuple[Var, ...],
        witness: Mapping[Var, Term],
    ) -> Formula:
        free = {
            variable
            for outer in free_variables(formula)
            for variable in (_variables(witness[outer]) if outer in witness else (outer,))
        }
        arguments = [variable for variable in scope if variable in free]
        fresh: dict[Var, Term] = dict(witness)
        for variable in formula.variables:
            name = next(self._names)
            fresh[variable] = App(name, arguments) if arguments else Const(name)
        return self._normal(formula.body, positive=positive, scope=scope, witness=fresh)


def _fresh_names() -> Iterator[str]:
    return (f"someone_{number}" for number in itertools.count(1))


def _quantified(formula: Formula) -> bool:
    return any(isinstance(part, ForAll | Exists) for part in subformulas(formula))


def _variables(term: Term) -> frozenset[Var]:
    match term:
        case Var():
            return frozenset((term,))
        case App(_, args):
            return frozenset().union(*map(_variables, args))
        case _:
            return frozenset()


def _replace(term: Term, witness: Mapping[Var, Term]) -> Term:
    match term:
        case Var():
            return witness.get(term, term)
        case App(name, args):
            return App(name, [_replace(arg, witness) for arg in args])
        case _:
            return term


def _substitute(formula: Formula, witness: Mapping[Var, Term]) -> Formula:
    match formula:
        case Pred(name, args):
            return Pred(name, [_replace(arg, witness) for arg in args])
        case Equals(left, right):
            return Equals(_replace(left, witness), _replace(right, witness))
        case Not(body):
            return Not(_substitute(body, witness))
        case And(parts) | Or(parts):
            return evolve(formula, parts=[_substitute(part, witness) for part in parts])
        case Xor(left, right) | Implies(left, right) | Iff(left, right):
            return evolve(
                formula, left=_substitute(left, witness), right=_substitute(right, witness)
            )
        case Truth():
            return formula
        case _:
            raise AssertionError(formula)
