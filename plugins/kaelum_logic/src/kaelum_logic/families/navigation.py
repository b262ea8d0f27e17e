"""Walking by instructions: where does one end up, and is it the starting point?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.text import NUMBERS, number, sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, outcome

__all__ = ["Walk", "read"]

MAX_STEPS = 100_000
_COMPASS = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
_TURNS = {"left": 1, "right": 3, "around": 2, "back": 2}
_SIDES = {
    "forward": 0,
    "forwards": 0,
    "ahead": 0,
    "left": 1,
    "backward": 2,
    "backwards": 2,
    "back": 2,
    "right": 3,
}
_NUMBER = rf"\d{{1,5}}|an?|{'|'.join(NUMBERS)}"
_UNIT = r"(?:steps?|paces?|meters?|metres?|miles?|blocks?|feet|foot|km|kilometers?|yards?|units?|squares?|m)"
_VERB = r"(?:take|walk|go|move|step|travel|run|drive|head|hike|ride)s?(?: another)?"
_MOVE = re.compile(
    rf"(?:{_VERB} )?(?P<n>{_NUMBER}) {_UNIT}(?: (?:to the |to your |toward the |towards the |due )?(?P<way>forwards?|backwards?|back|ahead|left|right|north|south|east|west))?",
    re.IGNORECASE,
)
_MOVE_WAY = re.compile(
    rf"{_VERB} (?:to the |due )?(?P<way>forwards?|backwards?|ahead|left|right|north|south|east|west)(?: for)? (?P<n>{_NUMBER})(?: {_UNIT})?",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:turns?|makes? a|rotates?)(?: to (?:the|your))? (?P<way>left|right|around|back)(?: turn)?(?: (?P<deg>90|180|270) degrees)?|(?:turn|rotate) (?P<deg2>90|180|270) degrees(?: to (?:the|your))?(?: (?P<way2>left|right|clockwise|counterclockwise))?|makes? a u-turn",
    re.IGNORECASE,
)
_FACE = re.compile(
    r"(?:(?:start|begin)s? (?:by |out )?)?(?:face|facing|faces)(?: to the| due)? (?P<way>north|south|east|west)(?: to start)?",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"always face (?:forward|the same (?:way|direction)|north|ahead)", re.IGNORECASE
)
_LEAD = re.compile(
    r"^(?:(?:[Ff]irst|[Nn]ext|[Tt]hen|[Ff]inally|[Aa]fter that|[Nn]ow|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|I|[A-Z][a-z]+)\s+)+"
)
_QUESTION = re.compile(
    r"(?i)(?:if you follow these instructions|following these instructions|after (?:this|that|all (?:this|that))|in the end|at the end|finally)?,?\s*"
    r"(?:(?P<back>(?:do|does|did|will|are|is|would) (?:you|he|she|they|I|it|[A-Z]\w+) (?:(?:return|get|come|end up|go|be|arrive)(?:ed)? ?(?:back )?(?:to|at|in|where)?|back (?:at|to|where)) ?(?:the |your |his |her |their |my |you |he |she |they )?(?:starting|initial|original|start|started|began)(?: ?(?:point|position|place|spot|location))?)"
    r"|(?P<far>how (?:far|many \w+) (?:away )?(?:from (?:the |your |his |her |their |my )?(?:starting|initial|original|start)(?: ?(?:point|position|place|spot))? )?(?:are|is|am) (?:you|he|she|they|I|[A-Z]\w+)(?: now)?(?: (?:away )?from (?:the |your |his |her |their |my |where )?(?:starting|initial|original|start|\w+ started)(?: ?(?:point|position|place|spot))?)?)"
    r"|(?P<facing>(?:which|what) (?:way|direction) (?:are|is|am|will|do|does) (?:you|he|she|they|I|[A-Z]\w+)(?: be)? (?:now )?(?:facing|face)(?: now)?))(?: now)?\s*\?"
)


@frozen
class Step:
    """A turn (quarters to the left), then a walk; ``way`` is absolute if given."""

    turn: int = 0
    length: int = 0
    side: int = 0
    way: str = ""

    def __str__(self) -> str:
        if self.way and not self.length:
            return f"face {self.way}"
        if not self.length:
            return f"turn {90 * self.turn} degrees left"
        return f"{self.length} {self.way or ('forward', 'left', 'back', 'right')[self.side]}"


@frozen
class Walk:
    """The steps of a walk, and the question: ``back``, ``far`` or ``facing``."""

    steps: tuple[Step, ...]
    goal: str
    asked: Asked

    def describe(self) -> str:
        """The steps, and what is asked."""
        asked = {"back": "is it the starting point", "far": "how far off", "facing": "facing where"}
        return f"from (0, 0), facing north: {'; '.join(map(str, self.steps))}; ? {asked[self.goal]}"

    def solve(self) -> Solution:
        """Follow the steps with a heading on the plane."""
        x, y = 0, 0
        heading = 0  # quarters to the left of north
        for step in self.steps:
            if step.way and not step.length:
                heading = ("north", "west", "south", "east").index(step.way)
            heading = (heading + step.turn) % 4
            if step.way and step.length:
                dx, dy = _COMPASS[step.way]
            else:
                dx, dy = ((0, 1), (-1, 0), (0, -1), (1, 0))[(heading + step.side) % 4]
            x, y = x + dx * step.length, y + dy * step.length
        return Solution(self._phrased(x, y, heading), {"x": x, "y": y, "heading": heading})

    def _phrased(self, x: int, y: int, heading: int) -> str:
        if self.goal == "back":
            return self.asked.truth((x, y) == (0, 0), YES_NO)
        if self.goal == "facing":
            return ("north", "west", "south", "east")[heading]
        square = x * x + y * y
        root = round(square**0.5)
        return str(root) if root * root == square else f"sqrt({square})"

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Add up the steps as complex numbers, turning the plane instead of the walker."""
        position, facing = complex(0, 0), complex(0, 1)
        absolute = {"north": 1j, "south": -1j, "east": 1 + 0j, "west": -1 + 0j}
        for step in self.steps:
            if step.way and not step.length:
                facing = absolute[step.way]
            facing *= 1j**step.turn
            way = absolute[step.way] if step.way else facing * 1j**step.side
            position += step.length * way
        heading = [1j, -1 + 0j, -1j, 1 + 0j].index(complex(round(facing.real), round(facing.imag)))
        x, y = round(position.real), round(position.imag)
        right = evidence == {"x": x, "y": y, "heading": heading}
        right = right and self._phrased(x, y, heading) == answer
        return (
            Check(
                f"the steps add up to ({x}, {y})",
                "complex numbers",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )


def read(query: Query) -> Reading:
    """The walk in ``query``, if it gives steps and asks where they lead."""
    asked = ask(query)
    question = _QUESTION.search(asked.text)
    if question is None:
        return None
    story = f"{asked.text[: question.start()]}. {asked.text[question.end() :]}"
    steps: list[Step] = []
    lost: list[str] = []
    fixed = False
    for sentence in sentences(story):
        for part in _clauses(sentence):
            bare = _LEAD.sub("", part)
            if _FIXED.fullmatch(part):
                fixed = True
            elif (step := _step(part) or _step(bare)) is not None:
                steps.append(step)
            elif not _is_framing(part):
                lost.append(part)
    if not steps:
        return None
    goal = next(name for name, value in question.groupdict().items() if value)
    if fixed and any(step.turn for step in steps):
        lost.append("always face forward")
    if lost or sum(step.length for step in steps) > MAX_STEPS:
        return NotUnderstood(lost or ["so many steps"], understood=len(steps))
    return Walk(tuple(steps), goal, asked)


def _clauses(sentence: str) -> list[str]:
    """The single instructions of a sentence, without who follows them."""
    parts = re.split(
        r"(?i)\s*(?:,|;|\.)\s*(?:and )?(?:then |next |finally )?|\s+(?:and then|and|then)\s+",
        sentence,
    )
    return [part.strip(" .!") for part in parts if part.strip(" .!")]


def _is_framing(part: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?i)(?:if you )?follow(?:ing)? these instructions|you are at .{0,30}|start(?:ing)? (?:at|from) .{0,30}point",
            part,
        )
    )


def _step(part: str) -> Step | None:
    match = _MOVE.fullmatch(part) or _MOVE_WAY.fullmatch(part)
    if match is not None:
        word = match["n"].lower()
        amount = 1 if word in ("a", "an") else number(word) if not word.isdecimal() else int(word)
        way = (match["way"] or "forward").lower()
        if amount is None:
            return None
        if way in _COMPASS:
            return Step(length=amount, way=way)
        return Step(length=amount, side=_SIDES[way])
    if match := _FACE.fullmatch(part):
        return Step(way=match["way"].lower())
    match = _TURN.fullmatch(part)
    if match is None:
        return None
    if match["deg2"]:
        way = (match["way2"] or ("" if match["deg2"] != "180" else "left")).lower()
        sign = {"left": 1, "counterclockwise": 1, "right": -1, "clockwise": -1}.get(way)
        return None if sign is None else Step(turn=sign * int(match["deg2"]) // 90 % 4)
    if match["deg"]:
        sign = 1 if (match["way"] or "").lower() == "left" else -1
        return Step(turn=sign * int(match["deg"]) // 90 % 4)
    return Step(turn=_TURNS[(match["way"] or "around").lower()])
