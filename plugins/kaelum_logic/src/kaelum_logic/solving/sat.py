"""A small conflict-driven SAT solver: deterministic, under assumptions, with cores.

The textbook algorithm (Marques-Silva & Sakallah 1996; two watched literals and
activities as in Chaff, assumptions and final conflicts as in MiniSat, Een &
Sorensson 2003). Literals are non-zero integers, negative when negated. Made for
some thousands of clauses, where it answers in about the time that it takes to
hand the same clauses to a larger solver.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable, Sequence

__all__ = ["SatSolver"]

_DECAY = 1.05
_RESTART = 100
_TICK = 64


class SatSolver:
    """Clauses over the variables ``1 .. variables``.

    Attributes:
        core: after an unsatisfiable :meth:`solve`, assumptions that cannot
            hold together; empty when no assumption is needed.
    """

    def __init__(self, variables: int, clauses: Iterable[Sequence[int]] = ()) -> None:
        # Lists of length 2n + 1 are indexed by literals: index -v counts from the end.
        size = 2 * variables + 1
        self._value = [0] * size
        self._watches: list[list[list[int]]] = [[] for _ in range(size)]
        self._reason: list[list[int] | None] = [None] * (variables + 1)
        self._level = [0] * (variables + 1)
        self._trail: list[int] = []
        self._limits: list[int] = []
        self._head = 0
        self._phase = [False] * (variables + 1)
        self._activity = [0.0] * (variables + 1)
        self._bump = 1.0
        self._queue = [(0.0, variable) for variable in range(1, variables + 1)]
        self._consistent = True
        self.core: tuple[int, ...] = ()
        for clause in clauses:
            self.add(clause)

    def add(self, clause: Iterable[int]) -> None:
        """Add one clause over the existing variables."""
        self._backtrack(0)
        literals = sorted(set(clause), key=abs)
        if any(-literal in literals for literal in literals):
            return
        if any(self._value[literal] == 1 for literal in literals):
            return
        literals = [literal for literal in literals if self._value[literal] == 0]
        if not literals:
            self._consistent = False
        elif len(literals) == 1:
            self._assign(literals[0], None)
        else:
            self._watch(literals)

    def solve(self, assumptions: Sequence[int] = (), *, deadline: float) -> bool | None:
        """Whether the clauses and ``assumptions`` can hold together.

        Returns None when :func:`time.monotonic` passes ``deadline`` first.
        """
        self._backtrack(0)
        self.core = ()
        conflicts, limit = 0, _RESTART
        while True:
            conflict = self._propagate() if self._consistent else []
            if conflict is not None:
                if not self._consistent or not self._limits:
                    self._consistent = False
                    return False
                self._learn(conflict)
                conflicts += 1
                if conflicts % _TICK == 0 and time.monotonic() > deadline:
                    return None
                if conflicts > limit:
                    limit += limit // 2
                    self._backtrack(0)
                continue
            literal = self._next(assumptions)
            if literal is None:
                return True
            if literal == 0:
                return False
            self._limits.append(len(self._trail))
            self._assign(literal, None)

    def true(self, variable: int) -> bool:
        """The value of ``variable`` after a satisfiable :meth:`solve`."""
        return self._value[variable] == 1

    def _next(self, assumptions: Sequence[int]) -> int | None:
        """The next literal to assume or decide; None when all have values, 0 when an
        assumption is false."""
        while len(self._limits) < len(assumptions):
            literal = assumptions[len(self._limits)]
            if self._value[literal] == 0:
                return literal
            if self._value[literal] == -1:
                self.core = self._final_conflict(literal)
                return 0
            self._limits.append(len(self._trail))
        while self._queue:
            variable = heapq.heappop(self._queue)[1]
            if self._value[variable] == 0:
                return variable if self._phase[variable] else -variable
        return None

    def _assign(self, literal: int, reason: list[int] | None) -> None:
        self._value[literal] = 1
        self._value[-literal] = -1
        variable = abs(literal)
        self._reason[variable] = reason
        self._level[variable] = len(self._limits)
        self._trail.append(literal)

    def _watch(self, clause: list[int]) -> None:
        self._watches[clause[0]].append(clause)
        self._watches[clause[1]].append(clause)

    def _propagate(self) -> list[int] | None:
        """Assign all that follows; the clause that became false, if one did."""
        value = self._value
        while self._head < len(self._trail):
            false = -self._trail[self._head]
            self._head += 1
            watching = self._watches[false]
            kept: list[list[int]] = []
            for index, clause in enumerate(watching):
                if clause[0] == false:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                if value[first] == 1:
                    kept.append(clause)
                    continue
                for position in range(2, len(clause)):
                    if value[clause[position]] != -1:
                        clause[1], clause[position] = clause[position], false
                        self._watches[clause[1]].append(clause)
                        break
                else:
                    kept.append(clause)
                    if value[first] == -1:
                        kept.extend(watching[index + 1 :])
                        self._watches[false] = kept
                        return clause
                    self._assign(first, clause)
            self._watches[false] = kept
        return None

    def _learn(self, conflict: list[int]) -> None:
        """Add the first-unique-implication-point clause, and jump back to where it acts."""
        current = len(self._limits)
        seen: set[int] = set()
        others: list[int] = []
        open_count, position, clause, pivot = 0, len(self._trail), conflict, 0
        while True:
            for literal in clause:
                variable = abs(literal)
                if literal == pivot or variable in seen or self._level[variable] == 0:
                    continue
                seen.add(variable)
                self._activity[variable] += self._bump
                if self._level[variable] == current:
                    open_count += 1
                else:
                    others.append(literal)
            while True:
                position -= 1
                pivot = self._trail[position]
                if abs(pivot) in seen:
                    break
            open_count -= 1
            if open_count == 0:
                break
            clause = self._reason[abs(pivot)] or []
        others.sort(key=lambda literal: -self._level[abs(literal)])
        self._bump *= _DECAY
        if self._bump > 1e100:
            self._rescale()
        self._backtrack(self._level[abs(others[0])] if others else 0)
        learned = [-pivot, *others]
        if others:
            self._watch(learned)
        self._assign(-pivot, learned if others else None)

    def _rescale(self) -> None:
        self._activity = [activity * 1e-100 for activity in self._activity]
        self._bump *= 1e-100

    def _backtrack(self, level: int) -> None:
        if len(self._limits) <= level:
            return
        start = self._limits[level]
        for literal in self._trail[start:]:
            variable = abs(literal)
            self._value[literal] = self._value[-literal] = 0
            self._phase[variable] = literal > 0
            heapq.heappush(self._queue, (-self._activity[variable], variable))
        del self._trail[start:]
        del self._limits[level:]
        self._head = min(self._head, start)

    def _final_conflict(self, failed: int) -> tuple[int, ...]:
        """The assumptions that made the assumption ``failed`` false, and itself."""
        core = [failed]
        seen = {abs(failed)}
        start = self._limits[0] if self._limits else len(self._trail)
        for literal in reversed(self._trail[start:]):
            variable = abs(literal)
            if variable not in seen:
                continue
            reason = self._reason[variable]
            if reason is None:
                core.append(literal)
            else:
                seen.update(abs(other) for other in reason if self._level[abs(other)] > 0)
        return tuple(core)
