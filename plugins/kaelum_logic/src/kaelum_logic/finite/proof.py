"""Questions about a network answered by Z3: the independent route to what the solver found.

Each variable becomes one Boolean per value, of which exactly one holds, so
that nothing of :mod:`kaelum_logic.finite.solver` is shared but the
constraints. They are written in SMT-LIB, which Z3
reads much faster than it builds terms from Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import z3

from kaelum_logic.finite.constraints import (
    AllDifferent,
    AllOf,
    AnyOf,
    Apart,
    Assignment,
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

__all__ = ["Prover"]

TIMEOUT_MS = 10_000
"""Milliseconds for one question to Z3; past them the answer is *don't know*."""


class Prover:
    """A network in Z3, to be asked what holds in it."""

    def __init__(self, network: Network) -> None:
        self._solver = z3.SolverFor("QF_FD")
        self._solver.set("timeout", TIMEOUT_MS)
        self._atoms: dict[str, dict[int, str]] = {
            variable.name: {value: f"v{number}_{value}" for value in variable.domain}
            for number, variable in enumerate(network.variables)
        }
        lines: list[str] = []
        for atoms in self._atoms.values():
            lines += (f"(declare-const {atom} Bool)" for atom in atoms.values())
            lines.append(f"(assert {_any(atoms.values())})")
            lines.append(f"(assert {_at_most(1, atoms.values())})")
        lines += (f"(assert {self._formula(item)})" for item in network.constraints)
        self._solver.from_string("\n".join(lines))

    def possible(self, *claims: Constraint) -> bool | None:
        """Whether the claims can hold together in the network; None if Z3 cannot tell."""
        self._solver.push()
        if claims:
            self._solver.from_string(
                "\n".join(f"(assert {self._formula(claim)})" for claim in claims)
            )
        answer = self._solver.check()
        self._solver.pop()
        return None if answer == z3.unknown else bool(answer == z3.sat)

    def necessary(self, claim: Constraint) -> bool | None:
        """Whether the claim must hold in the network; None if Z3 cannot tell."""
        possible = self.possible(Not(claim))
        return None if possible is None else not possible

    def another(self, values: Assignment) -> bool | None:
        """Whether there is a solution besides ``values``; None if Z3 cannot tell."""
        return self.possible(AnyOf([Compare(name, "!=", value) for name, value in values.items()]))

    def _formula(self, constraint: Constraint) -> str:
        """``constraint`` as an SMT-LIB term."""
        match constraint:
            case Compare(left, symbol, int(number), offset):
                return self._values(left, lambda value: compare(value, symbol, number + offset))
            case Compare(left, symbol, str(right), offset):
                return self._pairs(left, right, lambda a, b: compare(a, symbol, b + offset))
            case Apart(left, right, symbol, distance, circle):
                return self._pairs(
                    left, right, lambda a, b: compare(separation(a, b, circle), symbol, distance)
                )
            case Member(name, values):
                return self._values(name, lambda value: value in values)
            case AllDifferent(names):
                return self._different(names)
            case Not(body):
                return f"(not {self._formula(body)})"
            case AllOf(parts):
                return _all(map(self._formula, parts))
            case AnyOf(parts):
                return _any(map(self._formula, parts))
            case Count(parts, symbol, number):
                return _counted([self._formula(part) for part in parts], symbol, number)
        raise AssertionError(constraint)

    def _values(self, name: str, allowed: Callable[[int], bool]) -> str:
        return _any(atom for value, atom in self._atoms[name].items() if allowed(value))

    def _pairs(self, left: str, right: str, allowed: Callable[[int, int], bool]) -> str:
        """For each value of ``left``, some value of ``right`` that goes with it."""
        return _all(
            f"(=> {atom} {_any(other for b, other in self._atoms[right].items() if allowed(a, b))})"
            for a, atom in self._atoms[left].items()
        )

    def _different(self, names: tuple[str, ...]) -> str:
        takers: dict[int, list[str]] = {}
        for name in names:
            for value, atom in self._atoms[name].items():
                takers.setdefault(value, []).append(atom)
        return _all(_at_most(1, atoms) for atoms in takers.values() if len(atoms) > 1)


def _any(terms: Iterable[str]) -> str:
    return f"(or false {' '.join(terms)})"


def _all(terms: Iterable[str]) -> str:
    return f"(and true {' '.join(terms)})"


def _at_most(number: int, terms: Iterable[str]) -> str:
    return f"((_ at-most {number}) {' '.join(terms)})"


def _counted(terms: list[str], symbol: Operator, number: int) -> str:
    """How many of ``terms`` hold, compared with ``number``."""
    if not terms or not 0 <= number <= len(terms):
        allowed = {compare(count, symbol, number) for count in range(len(terms) + 1)}
        return "true" if allowed == {True} else "false"
    at_most = _at_most(number, terms)
    below = _at_most(number - 1, terms) if number else "false"
    match symbol:
        case "=":
            return f"(and {at_most} (not {below}))"
        case "!=":
            return f"(or (not {at_most}) {below})"
        case "<":
            return below
        case "<=":
            return at_most
        case ">":
            return f"(not {at_most})"
        case ">=":
            return f"(not {below})"
