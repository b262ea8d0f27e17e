"""Orders along one axis: differences that are known, or only known to be positive.

Facts are closed under addition by the longest paths of Floyd and Warshall
(:class:`Order`). :func:`possible` decides in another way, by Bellman and Ford's
relaxation, whether facts can all be true, and evaluates the places that it finds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

__all__ = ["Difference", "Order", "holds", "possible"]

_Bound = tuple[Fraction, int]
"""A lower bound, and how many of the facts that add up to it are strict."""


@frozen
class Difference:
    """``high`` minus ``low`` is ``amount``; more than that, if ``strict``."""

    high: str
    low: str
    amount: Fraction = Fraction(0)
    strict: bool = True

    def __str__(self) -> str:
        more = f" + {self.amount}" if self.amount else ""
        return f"{self.high} {'>' if self.strict else '='} {self.low}{more}"


def holds(facts: Sequence[Difference], places: Mapping[str, Fraction]) -> bool:
    """Whether ``places`` make every one of ``facts`` true."""
    gaps = ((fact, places[fact.high] - places[fact.low] - fact.amount) for fact in facts)
    return all(gap > 0 if fact.strict else gap == 0 for fact, gap in gaps)


def _bounds(facts: Sequence[Difference]) -> Iterator[tuple[str, str, _Bound]]:
    """Each fact as lower bounds for a first point minus a second one."""
    for fact in facts:
        yield fact.high, fact.low, (fact.amount, int(fact.strict))
        if not fact.strict:
            yield fact.low, fact.high, (-fact.amount, 0)


def _sum(first: _Bound, second: _Bound) -> _Bound:
    return first[0] + second[0], first[1] + second[1]


class Order:
    """Every bound that follows from ``facts``.

    Attributes:
        consistent: whether the facts can all be true.
    """

    def __init__(self, points: Sequence[str], facts: Sequence[Difference]) -> None:
        zero = (Fraction(0), 0)
        self._bounds: dict[tuple[str, str], _Bound] = {(point, point): zero for point in points}
        for first, second, bound in _bounds(facts):
            self._tighten(first, second, bound)
        for middle, first, second in itertools.product(points, repeat=3):
            left, right = self._bounds.get((first, middle)), self._bounds.get((middle, second))
            if left is not None and right is not None:
                self._tighten(first, second, _sum(left, right))
        self.consistent = all(self._bounds[point, point] <= zero for point in points)

    def _tighten(self, first: str, second: str, bound: _Bound) -> None:
        known = self._bounds.get((first, second))
        if known is None or bound > known:
            self._bounds[first, second] = bound

    def sign(self, first: str, second: str) -> int | None:
        """The sign of ``first`` minus ``second``; None if it is open."""
        zero = (Fraction(0), 0)
        below, above = self._bounds.get((first, second)), self._bounds.get((second, first))
        if below is not None and below > zero:
            return 1
        if above is not None and above > zero:
            return -1
        return 0 if below == above == zero else None

    def gap(self, first: str, second: str) -> Fraction | None:
        """``first`` minus ``second``, if it is known exactly."""
        below, above = self._bounds.get((first, second)), self._bounds.get((second, first))
        if below is None or above is None or below[1] or above[1] or below[0] != -above[0]:
            return None
        return below[0]


def possible(points: Sequence[str], facts: Sequence[Difference]) -> bool:
    """Whether there are places for ``points`` in which all of ``facts`` are true."""
    lowest: dict[str, _Bound] = {point: (Fraction(0), 0) for point in points}
    bounds = list(_bounds(facts))
    for _ in points:
        moved = False
        for first, second, bound in bounds:
            needed = _sum(lowest[second], bound)
            if needed > lowest[first]:
                lowest[first], moved = needed, True
        if not moved:
            return _evaluated(facts, lowest)
    return False


def _evaluated(facts: Sequence[Difference], lowest: Mapping[str, _Bound]) -> bool:
    """Whether the facts hold where a strict step is one small enough."""
    whole = [value for value, _ in lowest.values()] + [fact.amount for fact in facts]
    denominators = 1
    for value in whole:
        denominators *= value.denominator
    small = Fraction(1, 2 * denominators * (len(facts) + 1))
    return holds(facts, {point: value + small * steps for point, (value, steps) in lowest.items()})
