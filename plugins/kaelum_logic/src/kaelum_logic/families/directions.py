"""Directions in the plane: where things lie from one another, and which way somebody faces.

A statement without a distance tells signs only. "A is north of B" is read in two ways:
A lies somewhere to the north, or straight to the north. Whether something is so is
answered when both agree; which way something lies is answered for the second, which the
reading says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import isqrt

from attrs import frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.bearings import Lies, Told, read_bearings
from kaelum_logic.finite.compass import COMPASS, Way, phrased
from kaelum_logic.finite.differences import Difference, Order, possible
from kaelum_logic.finite.facing import Turning, read_turning
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Bearings", "Facing", "read"]

_MOST_FACTS = 60
_EIGHTH = 45
_Sign = Callable[[int, bool, str, str], int | None]
"""The sign of one thing's place minus another's, by axis and convention; None if open."""


def _chosen(asked: Asked, *spellings: str) -> str:
    """The first of ``spellings``, or the option that says one of them."""
    if not asked.options:
        return spellings[0]
    for text in spellings:
        if (label := asked.choose(text)) is not None:
            return label
    raise UnsolvedError(f"the answer is {spellings[0]}, which is not among the options")


def _points_checked(right: bool, claim: str, method: str) -> tuple[Check, ...]:
    return (Check(claim, method, outcome(right), independent=True, complete=True),)


@frozen
class Facing:
    """Somebody who turns on the spot."""

    turning: Turning
    asked: Asked
    hyphen: bool

    def describe(self) -> str:
        """Where he faces at first, and the turns."""
        turns = "; ".join(
            f"{abs(turn)} degrees {'right' if turn > 0 else 'left'}" for turn in self.turning.turns
        )
        return f"facing {COMPASS[self.turning.start]}: turn {turns}; ? facing where"

    def _phrased(self, index: int) -> str:
        name = COMPASS[index]
        split = re.sub(r"(?<=th)(?=east|west)", "-", name)
        return _chosen(self.asked, *((split, name) if self.hyphen else (name, split)))

    def solve(self) -> Solution:
        """Add up the degrees."""
        degrees = _EIGHTH * self.turning.start + sum(self.turning.turns)
        return Solution(self._phrased(degrees // _EIGHTH % len(COMPASS)))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Turn by an eighth at a time, from each point of the compass to its neighbour."""
        right_of = dict(zip(COMPASS, (*COMPASS[1:], COMPASS[0]), strict=True))
        left_of = {right: left for left, right in right_of.items()}
        facing = COMPASS[self.turning.start]
        for turn in self.turning.turns:
            for _ in range(abs(turn) // _EIGHTH):
                facing = (right_of if turn > 0 else left_of)[facing]
        try:
            right = not evidence and self._phrased(COMPASS.index(facing)) == answer
        except UnsolvedError:
            right = False
        return _points_checked(right, f"the turns end at {facing}", "turning by eighths")


@frozen
class Bearings:
    """Things in the plane, and what is asked about two of them, or about all.

    ``steps``: whether each statement is a step of one on a grid.
    """

    told: Told
    asked: Asked
    steps: bool

    def describe(self) -> str:
        """Each statement as signs along two axes, the convention, and the question."""
        lines = [
            f"{fact.thing} - {fact.other}: {', '.join(self._axes(fact))}"
            for fact in self.told.facts
        ]
        if self.steps:
            lines.append("each statement is taken as one step on a grid")
        elif self._takes_straight():
            lines.append('a direction is taken as straight ("north of": neither east nor west)')
        asking = self.told.asking
        if asking.kind == "which way":
            lines.append("what lies between two main directions is named after both")
        ways = " or ".join(phrased(w.x, w.y, compass=w.compass) for w in asking.ways)
        return "\n".join(
            [*lines, f"? {' '.join(filter(None, (asking.kind, asking.thing, ways, asking.other)))}"]
        )

    def _takes_straight(self) -> bool:
        open_ = [f for f in self.told.facts if 0 in {f.way.x, f.way.y} and not f.straight]
        return self.told.asking.kind == "which way" and bool(open_)

    def _axes(self, fact: Lies) -> list[str]:
        names = ("x", "y")
        found = []
        for axis, sign in enumerate((fact.way.x, fact.way.y)):
            if sign:
                shown = f"{sign * fact.distance}" if fact.distance else "> 0" if sign > 0 else "< 0"
                found.append(
                    f"{names[axis]} {shown}"
                    if fact.distance is None
                    else f"{names[axis]} = {shown}"
                )
            elif fact.straight or self.steps or self._takes_straight():
                found.append(f"{names[axis]} = 0")
        return found

    def _facts(self, axis: int, *, straight: bool) -> list[Difference]:
        """The statements along one axis: 0 to the east or the right, 1 to the north or up."""
        found = []
        for fact in self.told.facts:
            sign = (fact.way.x, fact.way.y)[axis]
            high, low = (fact.thing, fact.other) if sign > 0 else (fact.other, fact.thing)
            if sign and (fact.distance is not None or self.steps):
                found.append(Difference(high, low, fact.distance or Fraction(1), strict=False))
            elif sign:
                found.append(Difference(high, low))
            elif straight or fact.straight or self.steps:
                found.append(Difference(high, low, strict=False))
        return found

    def _points(self) -> list[str]:
        return sorted({name for fact in self.told.facts for name in (fact.thing, fact.other)})

    def solve(self) -> Solution:
        """Add up the statements along each axis.

        Raises:
            UnsolvedError: they contradict each other, or do not determine what is asked.
        """
        points = self._points()
        orders = {
            (axis, straight): Order(points, self._facts(axis, straight=straight))
            for axis in (0, 1)
            for straight in (False, True)
        }
        if not all(orders[axis, False].consistent for axis in (0, 1)):
            raise UnsolvedError("the statements contradict each other")

        def sign(axis: int, straight: bool, first: str, second: str) -> int | None:
            order = orders[axis, straight]
            return order.sign(first, second) if order.consistent else None

        if self.told.asking.kind == "how far":
            asking = self.told.asking
            gaps = [orders[a, False].gap(asking.thing, asking.other) for a in (0, 1)]
            return Solution(self._distance(gaps), {"gaps": [str(gap) for gap in gaps]})
        return Solution(self._answer(sign))

    def _answer(self, sign: _Sign) -> str:
        match self.told.asking.kind:
            case "which way":
                return self._which_way(sign)
            case "whether":
                return self._whether(sign)
            case "which of two":
                return self._which_of_two(sign)
            case _:
                return self._furthest(sign)

    def _which_way(self, sign: _Sign) -> str:
        asking = self.told.asking
        x, y = (sign(axis, True, asking.thing, asking.other) for axis in (0, 1))
        compass = self.told.facts[0].way.compass
        if x is None or y is None:
            known = phrased(x or 0, y or 0, compass=compass)
            only = f"; only that it is {known} of it" if x or y else ""
            raise UnsolvedError(f"the direction is not determined by what is said{only}")
        names = [
            phrased(x, y, compass=compass, hyphen=hyphen)
            for hyphen in (self.told.hyphen, not self.told.hyphen)
        ]
        if (x, y) == (0, 0):
            names += ["the same place", "same place", "overlapping"]
        else:
            names += [names[0].replace(" ", "-"), *_other_names(x, y)]
        return _chosen(self.asked, *names)

    def _whether(self, sign: _Sign) -> str:
        asking = self.told.asking
        (way,) = asking.ways
        loose, exact = (self._is_so(sign, way, straight=straight) for straight in (False, True))
        if loose is None and exact is not None:
            raise UnsolvedError(
                f"it is not determined, unless each direction is meant as straight; then the answer is {YES_NO.word(exact)}"
            )
        if loose is None and any(fact.straight for fact in self.told.facts):
            raise UnsolvedError("it is not determined, unless things are right beside each other")
        return self.asked.truth(loose, YES_NO)

    def _is_so(self, sign: _Sign, way: Way, *, straight: bool) -> bool | None:
        asking = self.told.asking
        signs = [
            (wanted, sign(axis, straight, asking.thing, asking.other))
            for axis, wanted in enumerate((way.x, way.y))
            if wanted
        ]
        if any(found is not None and found != wanted for wanted, found in signs):
            return False
        return True if all(found is not None for _, found in signs) else None

    def _which_of_two(self, sign: _Sign) -> str:
        asking = self.told.asking
        for way in asking.ways:
            if self._is_so(sign, way, straight=False):
                return _chosen(self.asked, phrased(way.x, way.y, compass=way.compass))
        raise UnsolvedError("which of the two it is, is not determined by what is said")

    def _furthest(self, sign: _Sign) -> str:
        (way,) = self.told.asking.ways
        axis, wanted = (0, way.x) if way.x else (1, way.y)
        points = self._points()
        for thing in points:
            if all(sign(axis, False, thing, p) == wanted for p in points if p != thing):
                return _chosen(self.asked, self.told.names[thing])
        raise UnsolvedError("which one lies furthest is not determined by what is said")

    def _distance(self, gaps: Sequence[Fraction | None]) -> str:
        x, y = gaps
        if x is None or y is None:
            raise UnsolvedError("the distance is not determined by what is said")
        square = x * x + y * y
        if square.denominator != 1:
            raise UnsolvedError("the distance is not a whole number, nor the root of one")
        root = isqrt(square.numerator)
        length = str(root) if root * root == square else f"sqrt({square})"
        return f"{length} {self.told.unit}".strip()

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Decide every sign again, by trying which ones there are places for."""
        points = self._points()

        def fits(axis: int, straight: bool, *more: Difference) -> bool:
            return possible(points, [*self._facts(axis, straight=straight), *more])

        def sign(axis: int, straight: bool, first: str, second: str) -> int | None:
            cases = {
                1: Difference(first, second),
                0: Difference(first, second, strict=False),
                -1: Difference(second, first),
            }
            left = [value for value, more in cases.items() if fits(axis, straight, more)]
            return left[0] if len(left) == 1 else None

        try:
            if self.told.asking.kind == "how far":
                right = self._far_is_so(answer, evidence, fits)
            else:
                right = not evidence and self._answer(sign) == answer
        except (UnsolvedError, ValueError, TypeError):
            right = False
        right = right and fits(0, False) and fits(1, False)
        return _points_checked(right, "no other answer fits the statements", "trying out places")

    def _far_is_so(
        self, answer: str, evidence: Mapping[str, JSON], fits: Callable[..., bool]
    ) -> bool:
        """Whether the gaps in ``evidence`` are the only ones, and give the answer."""
        shown = evidence.get("gaps")
        if set(evidence) != {"gaps"} or not isinstance(shown, list) or len(shown) != len("xy"):
            return False
        gaps = [Fraction(str(gap)) for gap in shown]
        thing, other = self.told.asking.thing, self.told.asking.other
        for axis, gap in enumerate(gaps):
            if (
                not fits(axis, False, Difference(thing, other, gap, strict=False))
                or fits(axis, False, Difference(thing, other, gap))
                or fits(axis, False, Difference(other, thing, -gap))
            ):
                return False
        return self._distance(gaps) == answer


def _other_names(x: int, y: int) -> list[str]:
    """Other ways to call a direction in a picture, for options."""
    sides = {-1: "left", 0: "", 1: "right"}[x]
    heights = {-1: ("below", "down", "bottom"), 0: ("",), 1: ("above", "up", "top")}[y]
    if not sides or not y:
        return [f"to the {sides}"] if sides else list(heights)
    return [
        text
        for h in heights
        for text in (f"{h} and to the {sides}", f"{h} {sides}", f"{h} and {sides}")
    ]


def _is_a_row(told: Told) -> bool:
    """Whether it is an order along one axis of which the family of arrangements knows more."""
    axes = {bool(fact.way.x) for fact in told.facts} | {not fact.way.y for fact in told.facts}
    next_to = any(fact.straight and fact.distance is None for fact in told.facts)
    return len(axes) == 1 and (told.asking.kind == "furthest" or next_to)


def read(query: Query) -> Reading:
    """Turns on the spot, or things in the plane, if ``query`` tells of them and asks where."""
    asked = ask(query)
    turning = read_turning(asked.text)
    hyphen = re.search(r"(?i)\b(?:north|south)-(?:east|west)", query.full_text) is not None
    if turning is not None:
        if turning.lost:
            return NotUnderstood(turning.lost, len(turning.turns))
        return Facing(turning, asked, hyphen)
    told = read_bearings(asked.text)
    if told is None or _is_a_row(told):
        return None
    lost = list(told.lost)
    if len({fact.way.compass for fact in told.facts} | {w.compass for w in told.asking.ways}) > 1:
        lost.append("points of the compass beside left, right, above or below")
    if any(fact.distance is not None and fact.way.x and fact.way.y for fact in told.facts):
        lost.append("a distance in a direction between two axes")
    if lost or len(told.facts) > _MOST_FACTS:
        return NotUnderstood(lost or ["so many statements"], len(told.facts))
    steps = re.search(r"(?i)\bagent\b", query.full_text) is not None
    return Bearings(told, asked, steps)
