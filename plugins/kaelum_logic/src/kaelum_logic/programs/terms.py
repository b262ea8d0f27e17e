"""What terms of a finite program denote: values, each with the condition under which it is meant."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from kaelum_logic.finite.constraints import (
    AllOf,
    AnyOf,
    Compare,
    Constraint,
    Not,
    Operator,
    compare,
)

__all__ = [
    "FALSE",
    "TRUE",
    "TURNED",
    "Term",
    "arithmetic",
    "compared",
    "constant",
    "merged",
    "same",
    "settled",
]

TRUE: Constraint = AllOf(())
FALSE: Constraint = AnyOf(())


@frozen
class Term:
    """What a term may denote: values with the condition for each; a variable if it is one."""

    alternatives: tuple[tuple[Constraint, int], ...]
    variable: str | None = None
    offset: int = 0

    @property
    def constant(self) -> int | None:
        """The one value that it has under all conditions, if there is one."""
        only = len(self.alternatives) == 1 and self.alternatives[0][0] == TRUE
        return self.alternatives[0][1] if only else None


TURNED: Mapping[Operator, Operator] = {
    "=": "=",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
"""Each comparison read from its right side."""


def constant(value: int) -> Term:
    """The term that is ``value`` come what may."""
    return Term(((TRUE, value),))


def same(one: Constraint, other: Constraint) -> Constraint:
    """That both hold or neither."""
    return AnyOf((AllOf((one, other)), AllOf((Not(one), Not(other)))))


def merged(alternatives: Iterable[tuple[Constraint, int]]) -> Term:
    """One alternative for each value."""
    by_value: dict[int, list[Constraint]] = {}
    for guard, value in alternatives:
        by_value.setdefault(value, []).append(guard)
    return Term(
        tuple(
            (guards[0] if len(guards) == 1 else AnyOf(guards), value)
            for value, guards in sorted(by_value.items())
        )
    )


_ARITHMETIC: Mapping[str, Callable[[int, int], int]] = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a * b,
    "modulo": lambda a, b: a % b if b else a,
}


def arithmetic(kind: str, left: Term, right: Term) -> Term:
    """``left`` and ``right`` put together by plus, minus, times or modulo."""
    operate = _ARITHMETIC[kind]
    pairs = itertools.product(left.alternatives, right.alternatives)
    result = merged((_both(g, h), operate(a, b)) for (g, a), (h, b) in pairs)
    if left.variable and right.constant is not None and kind in ("plus", "minus"):
        shift = operate(0, right.constant)
        return Term(result.alternatives, left.variable, left.offset + shift)
    return result


def _both(one: Constraint, other: Constraint) -> Constraint:
    if one == TRUE:
        return other
    return one if other == TRUE else AllOf((one, other))


def compared(left: Term, operator: Operator, right: Term) -> Constraint:
    """The comparison of two terms; of a variable with itself, its truth value."""
    if left.variable and left.variable == right.variable:
        return TRUE if compare(left.offset, operator, right.offset) else FALSE
    if left.variable and right.variable:
        return Compare(left.variable, operator, right.variable, right.offset - left.offset)
    if left.variable and right.constant is not None:
        return Compare(left.variable, operator, right.constant - left.offset)
    if right.variable and left.constant is not None:
        return Compare(right.variable, TURNED[operator], left.constant - right.offset)
    pairs = itertools.product(left.alternatives, right.alternatives)
    return AnyOf([_both(g, h) for (g, a), (h, b) in pairs if compare(a, operator, b)])


def settled(constraint: Constraint) -> bool | None:
    """The truth value that ``constraint`` has by its form alone; None if it has none."""
    match constraint:
        case Not(body):
            inner = settled(body)
            return None if inner is None else not inner
        case AllOf(parts) | AnyOf(parts):
            values = {settled(part) for part in parts}
            decisive = isinstance(constraint, AnyOf)
            if decisive in values:
                return decisive
            return None if None in values else not decisive
    return None
