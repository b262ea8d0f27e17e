"""Questions about a network answered by Z3: the independent route to what the solver found.

Each variable becomes one Boolean per value, of which exactly one holds, so
that nothing of :mod:`kaelum_logic.finite.solver` is shared but the constraints.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
        self._context = z3.Context()
        self._solver = z3.SolverFor("QF_FD", ctx=self._context)
        self._solver.set("timeout", TIMEOUT_MS)
        self._atoms: dict[str, dict[int, Any]] = {}
        for number, variable in enumerate(network.variables):
            atoms = {
                value: z3.Bool(f"v{number}_{value}", self._context) for value in variable.domain
            }
            self._atoms[variable.name] = atoms
            self._solver.add(z3.Or(*atoms.values(), False), z3.AtMost(*atoms.values(), 1))
        for constraint in network.constraints:
            self._solver.add(self._formula(constraint))

    def possible(self, *claims: Constraint) -> bool | None:
        """Whether the claims can hold together in the network; None if Z3 cannot tell."""
        answer = self._solver.check(*map(self._formula, claims))
        return None if answer == z3.unknown else bool(answer == z3.sat)

    def necessary(self, claim: Constraint) -> bool | None:
        """Whether the claim must hold in the network; None if Z3 cannot tell."""
        possible = self.possible(Not(claim))
        return None if possible is None else not possible

    def another(self, values: Assignment) -> bool | None:
        """Whether there is a solution besides ``values``; None if Z3 cannot tell."""
        return self.possible(AnyOf([Compare(name, "!=", value) for name, value in values.items()]))

    def _any(self, formulas: Iterable[Any]) -> Any:
        return z3.Or(*formulas, z3.BoolVal(val=False, ctx=self._context))

    def _all(self, formulas: Iterable[Any]) -> Any:
        return z3.And(*formulas, z3.BoolVal(val=True, ctx=self._context))

    def _formula(self, constraint: Constraint) -> Any:
        match constraint:
            case Compare(left, symbol, int(number), offset):
                return self._any(
                    atom
                    for value, atom in self._atoms[left].items()
                    if compare(value, symbol, number + offset)
                )
            case Compare(left, symbol, str(right), offset):
                return self._pairs(left, right, lambda a, b: compare(a, symbol, b + offset))
            case Apart(left, right, symbol, distance, circle):
                return self._pairs(
                    left, right, lambda a, b: compare(separation(a, b, circle), symbol, distance)
                )
            case Member(name, values):
                return self._any(
                    atom for value, atom in self._atoms[name].items() if value in values
                )
            case AllDifferent(names):
                return self._different(names)
            case Not(body):
                return z3.Not(self._formula(body), self._context)
            case AllOf(parts):
                return self._all(map(self._formula, parts))
            case AnyOf(parts):
                return self._any(map(self._formula, parts))
            case Count(parts, symbol, number):
                return self._count(list(map(self._formula, parts)), symbol, number)
        raise AssertionError(constraint)

    def _pairs(self, left: str, right: str, allowed: Any) -> Any:
        """For each value of ``left``, some value of ``right`` that goes with it."""
        return self._all(
            z3.Implies(
                atom,
                self._any(other for b, other in self._atoms[right].items() if allowed(value, b)),
                self._context,
            )
            for value, atom in self._atoms[left].items()
        )

    def _different(self, names: tuple[str, ...]) -> Any:
        takers: dict[int, list[Any]] = {}
        for name in names:
            for value, atom in self._atoms[name].items():
                takers.setdefault(value, []).append(atom)
        return self._all(z3.AtMost(*atoms, 1) for atoms in takers.values() if len(atoms) > 1)

    def _count(self, formulas: list[Any], symbol: str, number: int) -> Any:
        weighted = [(formula, 1) for formula in formulas]
        at_least = z3.PbGe(weighted, number) if formulas else None
        if at_least is None:
            return z3.BoolVal(val=compare(0, symbol, number), ctx=self._context)  # type: ignore[arg-type]
        above = z3.PbGe(weighted, number + 1)
        context = self._context
        return {
            "=": lambda: z3.And(at_least, z3.Not(above, context)),
            "!=": lambda: z3.Or(z3.Not(at_least, context), above),
            "<": lambda: z3.Not(at_least, context),
            "<=": lambda: z3.Not(above, context),
            ">": lambda: above,
            ">=": lambda: at_least,
        }[symbol]()
