"""Variables with finite domains and constraints between them, as plain values.

A variable takes one of finitely many integers. A constraint is a frozen value
with a scope and a truth value for every assignment (:func:`holds`), written
by :func:`str` in the way it is shown to the asker: ``Ann < Bob``, ``Eve = 3``,
``|Ann - Bob| = 1``. Nothing here searches; see :mod:`kaelum_logic.finite.solver`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from attrs import field, frozen

__all__ = [
    "AllDifferent",
    "AllOf",
    "AnyOf",
    "Apart",
    "Assignment",
    "Compare",
    "Constraint",
    "Count",
    "Member",
    "Not",
    "Operator",
    "Variable",
    "flatten",
    "holds",
    "negation",
    "scope",
]

Operator = Literal["=", "!=", "<", "<=", ">", ">="]

_OPERATORS: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_OPPOSITE: Mapping[Operator, Operator] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}

Assignment = Mapping[str, int]
"""A value for every variable, by name."""


def _ascending(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(values)))


def _parts(constraints: Iterable[Constraint]) -> tuple[Constraint, ...]:
    return tuple(constraints)


@frozen
class Variable:
    """A named unknown and the values it may take."""

    name: str
    domain: tuple[int, ...]


@frozen
class Compare:
    """``left`` compared with ``right + offset``, another variable or a number."""

    left: str
    operator: Operator
    right: str | int
    offset: int = 0

    def __str__(self) -> str:
        tail = f" {'+' if self.offset > 0 else '-'} {abs(self.offset)}" if self.offset else ""
        return f"{self.left} {self.operator} {self.right}{tail}"


@frozen
class Apart:
    """The distance between two variables; around a circle of ``circle`` places, if given."""

    left: str
    right: str
    operator: Operator
    distance: int
    circle: int | None = None

    def __str__(self) -> str:
        around = f" around {self.circle}" if self.circle else ""
        return f"|{self.left} - {self.right}|{around} {self.operator} {self.distance}"


@frozen
class Member:
    """A variable has one of some values."""

    name: str
    values: tuple[int, ...] = field(converter=_ascending)

    def __str__(self) -> str:
        if len(self.values) == 1:
            return f"{self.name} = {self.values[0]}"
        return f"{self.name} in {{{', '.join(map(str, self.values))}}}"


@frozen
class AllDifferent:
    """No two of the variables have the same value."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.names)} all different"


@frozen
class Not:
    """Negation."""

    body: Constraint

    def __str__(self) -> str:
        return f"not ({self.body})"


@frozen
class AllOf:
    """Conjunction; of no parts, true."""

    parts: tuple[Constraint, ...] = field(converter=_parts)

    def __str__(self) -> str:
        return " and ".join(map(_wrap, self.parts)) or "true"


@frozen
class AnyOf:
    """Disjunction; of no parts, false."""

    parts: tuple[Constraint, ...] = field(converter=_parts)

    def __str__(self) -> str:
        return " or ".join(map(_wrap, self.parts)) or "false"


@frozen
class Count:
    """How many of the parts hold, compared with a number."""

    parts: tuple[Constraint, ...] = field(converter=_parts)
    operator: Operator
    number: int

    def __str__(self) -> str:
        return f"#[{'; '.join(map(str, self.parts))}] {self.operator} {self.number}"


Constraint = Compare | Apart | Member | AllDifferent | Not | AllOf | AnyOf | Count


def _wrap(constraint: Constraint) -> str:
    compound = isinstance(constraint, AllOf | AnyOf) and len(constraint.parts) > 1
    return f"({constraint})" if compound else str(constraint)


def compare(left: int, symbol: Operator, right: int) -> bool:
    """Whether ``left symbol right``."""
    return _OPERATORS[symbol](left, right)


def separation(left: int, right: int, circle: int | None) -> int:
    """Steps between two places, the short way around if they lie on a circle."""
    steps = abs(left - right)
    return steps if circle is None else min(steps, circle - steps)


def holds(constraint: Constraint, values: Assignment) -> bool:
    """Whether ``constraint`` is true under ``values``.

    Raises:
        KeyError: a variable in its scope has no value.
    """
    match constraint:
        case Compare(left, symbol, right, offset):
            base = values[right] if isinstance(right, str) else right
            return compare(values[left], symbol, base + offset)
        case Apart(left, other, symbol, distance, circle):
            return compare(separation(values[left], values[other], circle), symbol, distance)
        case Member(name, allowed):
            return values[name] in allowed
        case AllDifferent(names):
            return len({values[name] for name in names}) == len(names)
        case Not(body):
            return not holds(body, values)
        case AllOf(parts):
            return all(holds(part, values) for part in parts)
        case AnyOf(parts):
            return any(holds(part, values) for part in parts)
        case Count(parts, symbol, number):
            return compare(sum(holds(part, values) for part in parts), symbol, number)


def scope(constraint: Constraint) -> frozenset[str]:
    """The names of the variables that ``constraint`` is about."""
    match constraint:
        case Compare(left, _, right, _):
            return frozenset((left, right) if isinstance(right, str) else (left,))
        case Apart(left, other, _, _, _):
            return frozenset((left, other))
        case Member(name, _):
            return frozenset((name,))
        case AllDifferent(names):
            return frozenset(names)
        case Not(body):
            return scope(body)
        case AllOf(parts) | AnyOf(parts) | Count(parts, _, _):
            return frozenset[str]().union(*map(scope, parts))


def negation(constraint: Constraint) -> Constraint:
    """The opposite of ``constraint``, with the *not* pushed inwards where that is simple."""
    match constraint:
        case Compare(left, symbol, right, offset):
            return Compare(left, _OPPOSITE[symbol], right, offset)
        case Apart(left, other, symbol, distance, circle):
            return Apart(left, other, _OPPOSITE[symbol], distance, circle)
        case Not(body):
            return body
        case AllOf(parts):
            return AnyOf(map(negation, parts))
        case AnyOf(parts):
            return AllOf(map(negation, parts))
        case Count(parts, symbol, number):
            return Count(parts, _OPPOSITE[symbol], number)
        case _:
            return Not(constraint)


def flatten(constraints: Iterable[Constraint]) -> list[Constraint]:
    """``constraints`` with every outermost conjunction taken apart."""
    flat: list[Constraint] = []
    stack = list(constraints)[::-1]
    while stack:
        constraint = stack.pop()
        if isinstance(constraint, AllOf):
            stack.extend(reversed(constraint.parts))
        else:
            flat.append(constraint)
    return flat
