"""Assignments found by the SAT solver: every value of every variable is a proposition."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Sequence

from kaelum_core.errors import KaelumError
from kaelum_logic.finite.constraints import (
    AllDifferent,
    AllOf,
    AnyOf,
    Apart,
    Compare,
    Constraint,
    Count,
    Member,
    Not,
    Operator,
    compare,
    separation,
)
from kaelum_logic.finite.solver import Network
from kaelum_logic.solving.sat import SatSolver

__all__ = ["Finder", "OutOfTimeError"]


class OutOfTimeError(KaelumError):
    """The search passed its deadline."""


class Finder:
    """A network, to be asked for assignments under which a claim holds as well."""

    def __init__(self, network: Network, claims: Sequence[Constraint]) -> None:
        self._clauses: list[list[int]] = []
        self._size = 0
        self._gates: dict[tuple[str, tuple[int, ...]], int] = {}
        self._known: dict[Constraint, int] = {}
        self._true = self._new()
        self._clauses.append([self._true])
        self._values = {
            variable.name: {value: self._new() for value in variable.domain}
            for variable in network.variables
        }
        for values in self._values.values():
            literals = list(values.values())
            self._clauses.append(literals)
            self._clauses.extend([-a, -b] for a, b in itertools.combinations(literals, 2))
        for constraint in network.constraints:
            self._clauses.append([self._literal(constraint)])
        self._claims = {claim: self._literal(claim) for claim in claims}
        self._solver = SatSolver(self._size, self._clauses)

    def solution(self, *claims: Constraint, deadline: float) -> dict[str, int] | None:
        """An assignment under which the network and ``claims`` hold, or None if there is none.

        A claim must be among those given at the start, or the negation of one.

        Raises:
            OutOfTimeError: :func:`time.monotonic` passed ``deadline`` first.
        """
        assumed = [self._assumption(claim) for claim in claims]
        found = self._solver.solve(assumed, deadline=deadline)
        if found is None or time.monotonic() > deadline:
            raise OutOfTimeError("the search passed its deadline")
        if not found:
            return None
        return {
            name: next(value for value, atom in values.items() if self._solver.true(atom))
            for name, values in self._values.items()
        }

    def _assumption(self, claim: Constraint) -> int:
        if claim not in self._claims and isinstance(claim, Not):
            return -self._claims[claim.body]
        return self._claims[claim]

    def _new(self) -> int:
        self._size += 1
        return self._size

    def _literal(self, constraint: Constraint) -> int:
        """A literal that is equivalent to ``constraint``."""
        if constraint not in self._known:
            self._known[constraint] = self._encode(constraint)
        return self._known[constraint]

    def _encode(self, constraint: Constraint) -> int:
        match constraint:
            case Compare(left, operator, str(right), offset):
                return self._pairs(left, right, lambda a, b: compare(a, operator, b + offset))
            case Compare(left, operator, int(number), offset):
                return self._some(
                    atom
                    for value, atom in self._values[left].items()
                    if compare(value, operator, number + offset)
                )
            case Apart(left, right, operator, distance, circle):
                return self._pairs(
                    left, right, lambda a, b: compare(separation(a, b, circle), operator, distance)
                )
            case Member(name, values):
                return self._some(
                    atom for value, atom in self._values[name].items() if value in values
                )
            case AllDifferent(names):
                pairs = itertools.combinations(names, 2)
                return self._every(-self._pairs(a, b, lambda x, y: x == y) for a, b in pairs)
            case Not(body):
                return -self._literal(body)
            case AllOf(parts):
                return self._every(map(self._literal, parts))
            case AnyOf(parts):
                return self._some(map(self._literal, parts))
            case Count(parts, operator, number):
                return self._count([self._literal(part) for part in parts], operator, number)
        raise AssertionError(constraint)

    def _pairs(self, left: str, right: str, allowed: Callable[[int, int], bool]) -> int:
        return self._some(
            self._every([a, self._some(b for w, b in self._values[right].items() if allowed(v, w))])
            for v, a in self._values[left].items()
        )

    def _every(self, literals: Iterable[int]) -> int:
        parts = tuple(sorted(set(literals) - {self._true}))
        if -self._true in parts or any(-part in parts for part in parts):
            return -self._true
        if len(parts) < 2:
            return parts[0] if parts else self._true
        gate = self._gates.get(("&", parts))
        if gate is None:
            gate = self._gates["&", parts] = self._new()
            self._clauses.extend([-gate, part] for part in parts)
            self._clauses.append([gate, *(-part for part in parts)])
        return gate

    def _some(self, literals: Iterable[int]) -> int:
        return -self._every(-literal for literal in literals)

    def _count(self, literals: Sequence[int], operator: Operator, number: int) -> int:
        """Exactly so many of the literals so far, for each number: one row for each literal."""
        exactly = [self._true]
        for literal in literals:
            more = [-self._true, *exactly]
            same = [*exactly, -self._true]
            exactly = [
                self._some([self._every([literal, a]), self._every([-literal, b])])
                for a, b in zip(more, same, strict=True)
            ]
        return self._some(
            exact for count, exact in enumerate(exactly) if compare(count, operator, number)
        )
