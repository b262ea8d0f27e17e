"""Walking by instructions, or riding in a lift: where does one end up?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.walking import HEADINGS, WAYS, Goal, Step, read_walk
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Walk", "read"]

MAX_STEPS = 100_000
_ASKED = {
    "back": "is it the starting point", "far": "how far off", "grid": "how many steps off",
    "facing": "facing where", "home": "where from here is the start", "away": "in which direction from the start",
    "both": "how far off, and in which direction", "place": "at which coordinates",
    "offset": "where, seen from the start", "floor": "on which floor",
}  # fmt: skip


@frozen
class Walk:
    """The steps of a walk, and what is asked about its end.

    Attributes:
        steps: turns and walks, in order.
        goal: what is asked, see :data:`~kaelum_logic.finite.walking.Goal`.
        start: the coordinates of the start (a floor is the second of them).
        unit: the unit of length, or "".
        asked: the form of the answer.
    """

    steps: tuple[Step, ...]
    goal: Goal
    start: tuple[int, int]
    unit: str
    asked: Asked

    def describe(self) -> str:
        """The steps, and what is asked."""
        steps = "; ".join(map(str, self.steps))
        facing = "" if any(step.way in HEADINGS for step in self.steps) else ", facing north"
        return f"from {self.start}{facing}: {steps}; ? {_ASKED[self.goal]}"

    def solve(self) -> Solution:
        """Follow the steps with a heading on the plane."""
        x, y = self.start
        heading = 0  # quarters to the left of north
        for step in self.steps:
            if step.way and not step.length:
                heading = HEADINGS.index(step.way)
            heading = (heading + step.turn) % 4
            dx, dy = WAYS[step.way or HEADINGS[(heading + step.side) % 4]]
            x, y = x + dx * step.length, y + dy * step.length
        return Solution(self._phrased(x, y, heading), {"x": x, "y": y, "heading": heading})

    def _phrased(self, x: int, y: int, heading: int) -> str:
        dx, dy = x - self.start[0], y - self.start[1]
        match self.goal:
            case "back":
                return self.asked.truth((dx, dy) == (0, 0), YES_NO)
            case "facing":
                return self._chosen(HEADINGS[heading])
            case "place":
                return self._chosen(f"({x}, {y})")
            case "floor":
                return self._chosen(str(y))
            case "home":
                return self._chosen(_direction(-dx, -dy))
            case "away":
                return self._chosen(_direction(dx, dy))
            case "offset":
                return self._chosen(self._offset(dx, dy))
            case "both":
                return f"{self._distance(dx, dy)} {_direction(dx, dy)}"
        return self._chosen(self._distance(dx, dy))

    def _chosen(self, text: str) -> str:
        """``text``, or the option that says it."""
        if not self.asked.options:
            return text
        label = self.asked.choose(text)
        if label is None:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return label

    def _offset(self, dx: int, dy: int) -> str:
        """``2 m south``, ``4 km north and 3 km east``."""
        ways = ((dy, "north", "south"), (dx, "east", "west"))
        unit = f" {self.unit}" if self.unit else ""
        parts = [f"{abs(d)}{unit} {plus if d > 0 else minus}" for d, plus, minus in ways if d]
        return " and ".join(parts) or "at the starting point"

    def _distance(self, dx: int, dy: int) -> str:
        if self.goal == "grid" and dx and dy:
            raise UnsolvedError(
                "the steps may be counted along a grid or straight, which is not said"
            )
        square = dx * dx + dy * dy
        root = round(square**0.5)
        length = str(root) if root * root == square else f"sqrt({square})"
        return f"{length} {self.unit}" if self.unit and self.goal != "grid" else length

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Add up the steps as complex numbers, turning the plane instead of the walker."""
        position, facing = complex(*self.start), complex(0, 1)
        absolute = {
            "north": 1j,
            "south": -1j,
            "east": 1 + 0j,
            "west": -1 + 0j,
            "up": 1j,
            "down": -1j,
        }
        for step in self.steps:
            if step.way and not step.length:
                facing = absolute[step.way]
            facing *= 1j**step.turn
            way = absolute[step.way] if step.way else facing * 1j**step.side
            position += step.length * way
        heading = [1j, -1 + 0j, -1j, 1 + 0j].index(complex(round(facing.real), round(facing.imag)))
        x, y = round(position.real), round(position.imag)
        right = evidence == {"x": x, "y": y, "heading": heading}
        try:
            right = right and self._phrased(x, y, heading) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                f"the steps add up to ({x}, {y})",
                "complex numbers",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )


def _direction(dx: int, dy: int) -> str:
    """The compass direction of a way on the plane.

    Raises:
        UnsolvedError: it is no way at all, or none that has a name.
    """
    if (dx, dy) == (0, 0):
        raise UnsolvedError("it is the starting point itself, so there is no direction")
    if dx and dy and abs(dx) != abs(dy):
        raise UnsolvedError("the direction lies between those that have a name")
    vertical = "" if not dy else "north" if dy > 0 else "south"
    return vertical + ("" if not dx else "east" if dx > 0 else "west")


def read(query: Query) -> Reading:
    """The walk in ``query``, if it gives steps and asks where they lead."""
    asked = ask(query)
    told = read_walk(asked.text)
    if told is None:
        return None
    lost = list(told.lost)
    steps = _oriented(told.steps, told.goal)
    if steps is None:
        lost.append("which way one faces at first, or after a step to the side")
    ways = {step.way for step in told.steps}
    if ways & {"up", "down"} and (ways & {*HEADINGS} or told.goal in _ON_THE_MAP - {"place"}):
        lost.append("up or down beside points of the compass")
    if lost or sum(step.length for step in told.steps) > MAX_STEPS:
        return NotUnderstood(lost or ["so many steps"], understood=len(told.steps))
    return Walk(steps or told.steps, told.goal, told.start, told.unit, asked)


_ON_THE_MAP = frozenset({"facing", "home", "away", "both", "place", "offset"})
"""Goals whose answers hang on which way one faces at first."""


def _oriented(steps: Sequence[Step], goal: Goal) -> tuple[Step, ...] | None:
    """``steps`` with what they leave to be understood: who walks north faces north.

    None if a turn or a step ahead counts from a direction that is not said: nothing is
    said where points of the compass matter, or one faced a certain way and then went
    another way, perhaps sideways.
    """
    turned = any(step.turn for step in steps)
    drawn = goal == "place" and not turned  # up, left, down: as in a picture
    mapped = (goal in _ON_THE_MAP and not drawn) or any(
        step.way in HEADINGS or (turned and step.way) for step in steps
    )
    heading: str | None = None  # "" where it is not clear any more
    said = False
    found: list[Step] = []
    for step in steps:
        if step.way and not step.length:
            heading, said = step.way, True
        elif step.way in HEADINGS:
            if said:
                heading = heading if heading == step.way else ""
            elif heading != step.way:
                heading = step.way
                found.append(Step(way=heading))
        elif not step.way and mapped and not heading:
            return None
        elif heading and step.turn:
            heading = HEADINGS[(HEADINGS.index(heading) + step.turn) % len(HEADINGS)]
        found.append(step)
    return None if goal == "facing" and not heading else tuple(found)
