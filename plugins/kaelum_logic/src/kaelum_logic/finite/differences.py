"""Orders along one axis: differences that are positive, or known, and what they add up to.

A *fact* says of two points that the one lies beyond the other, or by how much. Facts are
closed under addition (the longest paths of Floyd and Warshall); a bound is proved by the
path of facts that add up to it, and a sign is shown to be open by two models.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

__all__ = ["Difference", "Order", "holds", "implied"]

Bound = tuple[Fraction, int]
"""A lower bound, and how many of the facts that add up to it are strict."""


@frozen
class Difference:
    """``high`` minus ``low``: exactly ``amount``, or more than nothing if that is None."""

    high: str
    low: str
    amount: Fraction | None = None

    def __str__(self) -> str:
        if self.amount is None:
            return f"{self.high} > {self.low}"
        return f"{self.high} = {self.low}" + (f" + {self.amount}" if self.amount else "")


def holds(facts: Sequence[Difference], model: Mapping[str, Fraction]) -> bool:
    """Whether ``model`` satisfies every one of ``facts``."""
    gaps = ((fact, model[fact.high] - model[fact.low]) for fact in facts)
    return all(gap > 0 if fact.amount is None else gap == fact.amount for fact, gap in gaps)


def _edge(fact: Difference, start: str, end: str) -> Bound | None:
    """The bound that ``fact`` gives for ``start`` minus ``end``, if it gives one."""
    if (start, end) == (fact.high, fact.low):
        return (Fraction(0), 1) if fact.amount is None else (fact.amount, 0)
    if (start, end) == (fact.low, fact.high) and fact.amount is not None:
        return -fact.amount, 0
    return None


def implied(facts: Sequence[Difference], path: Sequence[str]) -> Bound | None:
    """What the facts along ``path`` add up to, as a bound for its first point minus its last.

    None if some step of the path is no fact.
    """
    total: Bound = (Fraction(0), 0)
    for start, end in itertools.pairwise(path):
        bounds = [bound for fact in facts if (bound := _edge(fact, start, end)) is not None]
        if not bounds:
            return None
        best = max(bounds)
        total = total[0] + best[0], total[1] + best[1]
    return total


class Order:
    """Every bound that follows from ``facts`` about ``points``.

    Attributes:
        consistent: whether the facts can all be true.
    """

    def __init__(self, points: Sequence[str], facts: Sequence[Difference]) -> None:
        self._points, self._facts = tuple(points), tuple(facts)
        self._paths: dict[tuple[str, str], tuple[str, ...]] = {}
        self._bounds: dict[tuple[str, str], Bound] = {}
        for fact in facts:
            for pair in ((fact.high, fact.low), (fact.low, fact.high)):
                bound = _edge(fact, *pair)
                if bound is not None and bound > self._bounds.get(pair, (bound[0] - 1, 0)):
                    self._bounds[pair], self._paths[pair] = bound, pair
        self.consistent = self._close()

    def _close(self) -> bool:
        for middle, start, end in itertools.product(self._points, repeat=3):
            first, second = self._bounds.get((start, middle)), self._bounds.get((middle, end))
            if first is None or second is None:
                continue
            bound = first[0] + second[0], first[1] + second[1]
            if start == end:
                if bound > (0, 0):
                    return False
            elif bound > self._bounds.get((start, end), (bound[0] - 1, 0)):
                self._bounds[start, end] = bound
                self._paths[start, end] = (
                    *self._paths[start, middle],
                    *self._paths[middle, end][1:],
                )
        return True

    def path(self, first: str, second: str) -> tuple[str, ...] | None:
        """The facts, as points passed, that bound ``first`` minus ``second`` best from below."""
        return (first,) if first == second else self._paths.get((first, second))

    def sign(self, first: str, second: str) -> int | None:
        """The sign of ``first`` minus ``second``; None if it is open."""
        if first == second:
            return 0
        below, above = self._bounds.get((first, second)), self._bounds.get((second, first))
        if below is not None and below > (0, 0):
            return 1
        if above is not None and above > (0, 0):
            return -1
        return 0 if below == above == (0, 0) else None

    def gap(self, first: str, second: str) -> Fraction | None:
        """``first`` minus ``second``, if it is known exactly."""
        if first == second:
            return Fraction(0)
        below, above = self._bounds.get((first, second)), self._bounds.get((second, first))
        if below is None or above is None or below[1] or above[1] or below[0] != -above[0]:
            return None
        return below[0]

    def model(self) -> dict[str, Fraction]:
        """Places for the points in which every fact is true; they must be consistent."""
        lowest = {
            point: max(
                [(Fraction(0), 0), *(b for (p, _), b in self._bounds.items() if p == point)]
            )
            for point in self._points
        }
        small = Fraction(1, 2)
        while True:
            found = {point: value + small * steps for point, (value, steps) in lowest.items()}
            if holds(self._facts, found):
                return found
            small /= 4
