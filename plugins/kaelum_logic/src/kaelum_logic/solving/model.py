"""Finite models: what a formula means in one, by plain evaluation.

Evaluation shares nothing with the engines that find models, and so serves as
the independent check of every model that they find.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from kaelum_core.errors import InvalidValueError
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
)

__all__ = ["Model"]

Row = tuple[str, ...]
Symbol = tuple[str, int]


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen
class Model:
    """A finite structure: who exists, what the names denote, what holds.

    Attributes:
        universe: the individuals, by name; never empty.
        constants: constant -> individual.
        functions: (name, number of arguments) -> arguments -> individual.
        predicates: (name, number of arguments) -> the rows for which it holds;
            a predicate that is absent holds for nothing.
    """

    universe: tuple[str, ...] = field(converter=_strings)
    constants: Mapping[str, str] = field(factory=dict)
    predicates: Mapping[Symbol, frozenset[Row]] = field(factory=dict)
    functions: Mapping[Symbol, Mapping[Row, str]] = field(factory=dict)

    @universe.validator
    def _somebody_exists(self, _attribute: Any, value: tuple[str, ...]) -> None:
        if not value:
            raise InvalidValueError("a model needs at least one individual")

    def satisfies(self, formula: Formula) -> bool:
        """Whether the closed ``formula`` is true here.

        Raises:
            InvalidValueError: a name without a denotation, or a free variable.
        """
        return _evaluate(self, formula, {})

    def cost(self, formula: Formula) -> int:
        """About how many steps it takes to evaluate ``formula`` here."""
        return _cost(formula, len(self.universe))

    def to_json(self) -> dict[str, Any]:
        """As JSON; symbols are written ``name/arity``."""
        return {
            "universe": list(self.universe),
            "constants": dict(sorted(self.constants.items())),
            "predicates": {
                f"{name}/{arity}": sorted(map(list, rows))
                for (name, arity), rows in sorted(self.predicates.items())
            },
            "functions": {
                f"{name}/{arity}": [[*row, value] for row, value in sorted(table.items())]
                for (name, arity), table in sorted(self.functions.items())
            },
        }

    @classmethod
    def from_json(cls, data: Any) -> Model:
        """The model that :meth:`to_json` wrote.

        Raises:
            InvalidValueError: ``data`` does not describe a model.
        """
        try:
            return cls(
                tuple(map(str, data["universe"])),
                {str(k): str(v) for k, v in data["constants"].items()},
                {
                    _symbol(key): frozenset(tuple(map(str, row)) for row in rows)
                    for key, rows in data["predicates"].items()
                },
                {
                    _symbol(key): {tuple(map(str, row[:-1])): str(row[-1]) for row in rows}
                    for key, rows in data["functions"].items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise InvalidValueError(f"not a model: {error}") from error

    def describe(self) -> str:
        """In one line: what holds, for ``--explain``."""
        facts = [
            f"{name}({', '.join(row)})" if row else name
            for (name, _), rows in sorted(self.predicates.items())
            for row in sorted(rows)
        ]
        return ", ".join(facts) if facts else "nothing holds"


def _cost(formula: Formula, individuals: int) -> int:
    match formula:
        case Not(body):
            return 1 + _cost(body, individuals)
        case And(parts) | Or(parts):
            return 1 + sum(_cost(part, individuals) for part in parts)
        case Xor(left, right) | Implies(left, right) | Iff(left, right):
            return 1 + _cost(left, individuals) + _cost(right, individuals)
        case ForAll(variables, body) | Exists(variables, body):
            rows: int = individuals ** len(variables)
            return 1 + rows * _cost(body, individuals)
        case _:
            return 1


def _symbol(key: str) -> Symbol:
    name, _, arity = key.rpartition("/")
    return name, int(arity)


def _evaluate(model: Model, formula: Formula, scope: dict[str, str]) -> bool:
    match formula:
        case Truth(value):
            return value
        case Pred(name, args):
            row = tuple(_denotation(model, arg, scope) for arg in args)
            return row in model.predicates.get((name, len(args)), ())
        case Equals(left, right):
            return _denotation(model, left, scope) == _denotation(model, right, scope)
        case Not(body):
            return not _evaluate(model, body, scope)
        case And(parts):
            return all(_evaluate(model, part, scope) for part in parts)
        case Or(parts):
            return any(_evaluate(model, part, scope) for part in parts)
        case Xor(left, right):
            return _evaluate(model, left, scope) != _evaluate(model, right, scope)
        case Implies(left, right):
            return not _evaluate(model, left, scope) or _evaluate(model, right, scope)
        case Iff(left, right):
            return _evaluate(model, left, scope) == _evaluate(model, right, scope)
        case ForAll(variables, body):
            return all(_evaluate(model, body, s) for s in _scopes(model, variables, scope))
        case Exists(variables, body):
            return any(_evaluate(model, body, s) for s in _scopes(model, variables, scope))


def _scopes(
    model: Model, variables: Iterable[Var], scope: dict[str, str]
) -> Iterable[dict[str, str]]:
    names = [variable.name for variable in variables]
    for row in itertools.product(model.universe, repeat=len(names)):
        yield scope | dict(zip(names, row, strict=True))


def _denotation(model: Model, term: Term, scope: dict[str, str]) -> str:
    try:
        match term:
            case Var(name):
                return scope[name]
            case Const(name):
                return model.constants[name]
            case App(name, args):
                row = tuple(_denotation(model, arg, scope) for arg in args)
                return model.functions[name, len(args)][row]
    except KeyError as error:
        raise InvalidValueError(f"{term} denotes nothing in this model") from error
