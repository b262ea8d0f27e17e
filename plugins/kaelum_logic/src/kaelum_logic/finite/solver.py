"""Finding assignments by constraint propagation and search.

Domains are bit sets. Constraints on one variable filter its domain once;
those on two are kept arc consistent; *all different* removes taken values and
places a value that has one place left; larger constraints filter the last
variable that is open. Search branches on the variable with the fewest values.
The textbook account is Russell and Norvig, *Artificial Intelligence*, 4th
ed., chapter 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from attrs import frozen

from kaelum_core.errors import KaelumError
from kaelum_logic.finite.constraints import (
    AllDifferent,
    Constraint,
    Variable,
    flatten,
    holds,
    negation,
    scope,
)

__all__ = ["MAX_NODES", "Network", "TooLargeError"]

MAX_NODES = 20_000
"""Branches after which a search is given up; the hardest sudokus need a few hundred."""


class TooLargeError(KaelumError):
    """The search was given up after :data:`MAX_NODES` branches."""


@frozen
class Network:
    """Variables and the constraints that hold between them."""

    variables: tuple[Variable, ...]
    constraints: tuple[Constraint, ...]

    def solutions(self, *, also: Sequence[Constraint] = ()) -> Iterator[dict[str, int]]:
        """Every assignment under which all constraints, and those in ``also``, hold.

        Raises:
            TooLargeError: there was too much to search.
        """
        return _Search(self.variables, (*self.constraints, *also)).run()

    def solution(self, *also: Constraint) -> dict[str, int] | None:
        """One assignment, or None if there is none; raises as :meth:`solutions`."""
        return next(self.solutions(also=also), None)

    def entails(self, claim: Constraint) -> bool:
        """Whether ``claim`` holds in every solution; raises as :meth:`solutions`."""
        return self.solution(negation(claim)) is None

    def count(self, limit: int) -> int:
        """The number of solutions, counted up to ``limit``; raises as :meth:`solutions`."""
        return sum(1 for _ in islice(self.solutions(), limit))


Domains = dict[str, int]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class _Search:
    """One search; bit ``i`` of a domain stands for the value ``i + shift``."""

    def __init__(self, variables: Sequence[Variable], constraints: Iterable[Constraint]) -> None:
        self.shift = min((value for item in variables for value in item.domain), default=0)
        self.start: Domains = {
            item.name: sum(1 << (value - self.shift) for value in set(item.domain))
            for item in variables
        }
        self.nodes = 0
        self.possible = True
        self.arcs: dict[str, list[tuple[str, Mapping[int, int]]]] = {}
        self.groups: dict[str, list[AllDifferent]] = {}
        self.wide: dict[str, list[Constraint]] = {}
        for constraint in flatten(constraints):
            self._add(constraint)

    def _add(self, constraint: Constraint) -> None:
        names = tuple(sorted(scope(constraint)))
        if not names:
            self.possible = self.possible and holds(constraint, {})
        elif len(names) == 1:
            (name,) = names
            self.start[name] = self._filtered(constraint, name, self.start[name], {})
        elif isinstance(constraint, AllDifferent):
            for name in names:
                self.groups.setdefault(name, []).append(constraint)
        elif len(names) == 2:
            for name, other in (names, names[::-1]):
                supports = {
                    bit: self._filtered(
                        constraint, other, self.start[other], {name: bit + self.shift}
                    )
                    for bit in _bits(self.start[name])
                }
                self.arcs.setdefault(name, []).append((other, supports))
        else:
            for name in names:
                self.wide.setdefault(name, []).append(constraint)

    def _filtered(
        self, constraint: Constraint, name: str, mask: int, values: dict[str, int]
    ) -> int:
        """The bits of ``mask`` that ``name`` may have, all others being given."""
        return sum(
            1 << bit for bit in _bits(mask) if holds(constraint, {**values, name: bit + self.shift})
        )

    def run(self) -> Iterator[dict[str, int]]:
        domains = dict(self.start)
        if self.possible and all(domains.values()) and self._propagate(domains, list(domains)):
            yield from self._branch(domains)

    def _branch(self, domains: Domains) -> Iterator[dict[str, int]]:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise TooLargeError(f"the search was given up after {MAX_NODES} branches")
        still_open = [name for name, mask in domains.items() if mask & (mask - 1)]
        if not still_open:
            yield {name: mask.bit_length() - 1 + self.shift for name, mask in domains.items()}
            return
        name = min(still_open, key=lambda name: domains[name].bit_count())
        for bit in _bits(domains[name]):
            attempt = {**domains, name: 1 << bit}
            if self._propagate(attempt, [name]):
                yield from self._branch(attempt)

    def _propagate(self, domains: Domains, changed: list[str]) -> bool:
        """Narrow ``domains`` in place; False when one of them becomes empty."""
        queue = dict.fromkeys(changed)
        while queue:
            name = next(iter(queue))
            del queue[name]
            for other, mask in self._narrowed(name, domains):
                if not mask:
                    return False
                if mask != domains[other]:
                    domains[other] = mask
                    queue[other] = None
        return True

    def _narrowed(self, name: str, domains: Domains) -> Iterator[tuple[str, int]]:
        """Domains that follow from the present one of ``name``."""
        for other, supports in self.arcs.get(name, ()):
            allowed = 0
            for bit in _bits(domains[name]):
                allowed |= supports.get(bit, 0)
            yield other, domains[other] & allowed
        for group in self.groups.get(name, ()):
            yield from _distinct(group.names, name, domains)
        for constraint in self.wide.get(name, ()):
            yield from self._wide(constraint, domains)

    def _wide(self, constraint: Constraint, domains: Domains) -> Iterator[tuple[str, int]]:
        values: dict[str, int] = {}
        still_open: list[str] = []
        for name in scope(constraint):
            mask = domains[name]
            if mask & (mask - 1):
                still_open.append(name)
            else:
                values[name] = mask.bit_length() - 1 + self.shift
        if len(still_open) == 1:
            (name,) = still_open
            yield name, self._filtered(constraint, name, domains[name], values)
        elif not still_open and not holds(constraint, values):
            yield next(iter(values)), 0


def _distinct(names: Sequence[str], name: str, domains: Domains) -> Iterator[tuple[str, int]]:
    """What *all different* says about its variables once ``name`` has changed."""
    mask = domains[name]
    if not mask & (mask - 1):
        for other in names:
            if other != name:
                yield other, domains[other] & ~mask
    once = twice = 0
    for other in names:
        twice |= once & domains[other]
        once |= domains[other]
    if once.bit_count() < len(names):
        yield name, 0
    elif once.bit_count() == len(names):
        for other in names:
            if only := domains[other] & ~twice:
                yield other, only
