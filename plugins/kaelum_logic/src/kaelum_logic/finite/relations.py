"""Constraints between places: which side, how far apart, the same, in between."""

from __future__ import annotations

from attrs import frozen

from kaelum_logic.finite.cast import Cast, Entity
from kaelum_logic.finite.constraints import (
    AllOf,
    AnyOf,
    Apart,
    Compare,
    Constraint,
    Member,
    Operator,
    compare,
    separation,
)
from kaelum_logic.finite.scales import Direction

__all__ = ["Place", "Relations"]

TRUE, FALSE = AllOf(()), AnyOf(())
_MIRRORED: dict[Operator, Operator] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


@frozen
class Place:
    """Where something is: the place of an entity, or place 0, plus an offset."""

    entity: Entity | None
    offset: int = 0


class Relations:
    """Builds the constraints between places of one cast; None for what makes no sense there."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def _variable(self, place: Place, axis: str | None) -> str | None:
        return self.cast.variable(place.entity, axis) if place.entity else None

    def at(self, subject: Place, axis: str | None, values: frozenset[int]) -> Constraint:
        """``subject`` is at one of the places ``values`` along ``axis``."""
        name = self._variable(subject, axis)
        if name is None:
            return TRUE if subject.offset in values else FALSE
        return Member(name, [value - subject.offset for value in values])

    def same(self, left: Place, right: Place) -> Constraint | None:
        """Both are one and the same; impossible within a category, unclear with two axes."""
        if left.entity and right.entity and left.entity.category == right.entity.category:
            return None
        if len(self.cast.axes) > 1:
            return None
        return self.compared(left, "=", right, 0, self.cast.axes[0])

    def compared(
        self, left: Place, symbol: Operator, right: Place, extra: int, axis: str | None
    ) -> Constraint | None:
        """``left symbol right + extra``; None for a thing compared with itself."""
        name, other = self._variable(left, axis), self._variable(right, axis)
        shift = right.offset + extra - left.offset
        if name is None and other is None:
            return TRUE if compare(0, symbol, shift) else FALSE
        if name is None:
            assert other is not None
            return Compare(other, _MIRRORED.get(symbol, symbol), -shift)
        if other is None:
            return Compare(name, symbol, shift)
        return None if name == other else Compare(name, symbol, other, shift)

    def toward(
        self, left: Place, right: Place, way: Direction, symbol: Operator, amount: int
    ) -> Constraint | None:
        """``left`` lies from ``right`` on the side ``way``, by this many places."""
        if way.axis not in self.cast.axes:
            return None
        if self.cast.circle:
            return self._around(left, right, way, symbol, amount)
        mirrored = symbol if way.sign > 0 else _MIRRORED.get(symbol, symbol)
        found = self.compared(left, mirrored, right, way.sign * amount, way.axis)
        if symbol in ("<", "<=") and found is not None:
            side = self.compared(left, ">" if way.sign > 0 else "<", right, 0, way.axis)
            return None if side is None else AllOf((found, side))
        return found

    def _around(
        self, left: Place, right: Place, way: Direction, symbol: Operator, amount: int
    ) -> Constraint | None:
        """A place to the left or right around a circle, which only an exact distance names."""
        if symbol != "=" and amount != 1:
            return None
        steps = way.sign * amount
        cases = [
            self.compared(left, "=", right, turn, way.axis)
            for turn in (steps, steps - way.sign * self.cast.places)
        ]
        return AnyOf([case for case in cases if case is not None]) if None not in cases else None

    def apart(self, left: Place, right: Place, symbol: Operator, amount: int) -> Constraint | None:
        """Their distance, in either direction, compares with ``amount``."""
        if len(self.cast.axes) > 1:
            return None
        circle = self.cast.places if self.cast.circle else None
        if left.entity and right.entity:
            if left.entity == right.entity:
                return None
            name, other = self.cast.variable(left.entity), self.cast.variable(right.entity)
            return Apart(name, other, symbol, amount, circle)
        if left.entity is None and right.entity is None:
            steps = separation(left.offset, right.offset, circle)
            return TRUE if compare(steps, symbol, amount) else FALSE
        entity, fixed = (left.entity, right) if left.entity else (right.entity, left)
        assert entity is not None
        places = range(1, self.cast.places + 1)
        return Member(
            self.cast.variable(entity),
            [p for p in places if compare(separation(p, fixed.offset, circle), symbol, amount)],
        )

    def between(
        self, subject: Place, left: Place, right: Place, *, tight: bool
    ) -> Constraint | None:
        """``subject`` lies between the others, right beside both if ``tight``."""
        if self.cast.circle:
            tight = True
        if tight:
            sides = (self.apart(subject, left, "=", 1), self.apart(subject, right, "=", 1))
            known = [side for side in sides if side is not None]
            return AllOf(known) if len(known) == 2 else None
        axis = self.cast.plan.default or self.cast.axes[0]
        chains = []
        for low, high in ((left, right), (right, left)):
            chain = (
                self.compared(low, "<", subject, 0, axis),
                self.compared(subject, "<", high, 0, axis),
            )
            known = [part for part in chain if part is not None]
            if len(known) < 2:
                return None
            chains.append(AllOf(known))
        return AnyOf(chains)
