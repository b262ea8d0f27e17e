"""Walks in English: turns and steps, rides in a lift, and what is asked about where they lead."""

from __future__ import annotations

import re

from attrs import frozen

from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.text import NUMBERS, number, ordinal, sentences

__all__ = ["HEADINGS", "WAYS", "Goal", "Step", "Told", "read_walk"]

HEADINGS = ("north", "west", "south", "east")
"""Where one faces after so many quarter turns to the left from north."""
WAYS = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0), "up": (0, 1), "down": (0, -1)}  # fmt: skip
_TURNS = {"left": 1, "right": 3, "around": 2, "back": 2, "round": 2}
_SIDES = {
    "forward": 0, "forwards": 0, "ahead": 0, "straight": 0, "left": 1, "backward": 2,
    "backwards": 2, "back": 2, "right": 3,
}  # fmt: skip
_NUMBER = rf"\d{{1,5}}|an?|{'|'.join(NUMBERS)}"
_MORE = r"(?:another |a further |exactly )?"
_UNIT = (
    r"(?:more )?(?:steps?|paces?|meters?|metres?|miles?|blocks?|feet|foot|km|kilomet(?:er|re)s?|yards?|units?|"
    r"squares?|floors?|stor(?:ey|y|eys|ies)|levels?|m|cm|inches)"
)
_WAY = r"forwards?|backwards?|back|straight ahead|straight|ahead|left|right|north|south|east|west|up|down"
_TOWARDS = r"(?:(?:to|toward|towards|in) (?:the |your |my |his |her )?|due |straight )?"
_VERB = (
    r"(?:takes?|walks?|go(?:es)?|moves?|steps?|travels?|runs?|drives?|heads?|hikes?|rides?|flies|fly|climbs?|"
    r"walked|went|moved|stepped|travelled|ran|drove|headed|rode|flew|climbed|continues?|sails?|swims?|cycles?|rolls?|crawls?)"
)
_MOVE = re.compile(
    rf"(?:{_VERB} )?{_MORE}(?P<n>{_NUMBER}) {_UNIT}(?: {_TOWARDS}(?P<way>{_WAY}))?", re.IGNORECASE
)
_MOVE_WAY = re.compile(
    rf"(?:{_VERB} )?{_TOWARDS}(?P<way>{_WAY})(?: for)? {_MORE}(?P<n>{_NUMBER})(?: {_UNIT})?",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:turns?|turned|makes? a|rotates?|spins?)(?: to (?:the|your|my|his|her|its))?(?: (?P<deg>90|180|270) degrees)?"
    r"(?: to (?:the|your|my|his|her|its))? ?(?P<way>left|right|around|round|back|clockwise|counter-?clockwise|anti-?clockwise)?"
    r"(?: turn)?(?: (?:by )?(?P<after>90|180|270) degrees)?(?: again| once more)?|(?P<bare>90|180|270) degrees(?: (?P<turn>clockwise|counter-?clockwise|left|right))?|makes? a u-turn",
    re.IGNORECASE,
)
_FACE = re.compile(
    r"(?:(?:start|begin)s? (?:by |out |off )?)?(?:(?:am|is|are|was|were|stand|stands|standing) )?(?:face|facing|faces|faced|looking|look)(?: to the| due)? (?P<way>north|south|east|west)(?:wards?)?(?: to start| at first| initially)?",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"always face (?:forward|the same (?:way|direction)|north|ahead)", re.IGNORECASE
)
_SUBJECT = r"(?:(?i:you are|i am|i'm|you|he|she|it|they|we|i)|(?i:the|a|an|my|our) [a-z]+(?: [a-z]+)??|[A-Z][a-z]+)"
_LEAD = re.compile(
    rf"^(?:(?i:first|next|then|finally|after (?:that|this)|now|later|lastly|and|from there|there)|{_SUBJECT})\s+(?=\S)"
)
_FRAMING = re.compile(
    r"(?ix)(?:if\s+you\s+)?follow(?:ing)?\s+these\s+(?:instructions|directions)(?:\s+exactly)?"
    r"|you\s+are\s+at\s+.{0,30}|.{0,20}start(?:s|ing)?\s+(?:out\s+)?(?:at|from)\s+(?:the\s+|her\s+|his\s+|my\s+|a\s+)?(?:origin|home|house|.{0,20}point|park|.{0,12}door|camp|\(0,\s*0\))"
    r"|(?:i|you|he|she)\s+leaves?\s+(?:home|the\s+house|camp)"
)
_ANNOUNCED = re.compile(r"(?i)^follow(?:ing)? these (?:instructions|directions)\s*:\s*")
_SIDE = re.compile(r"(?i)(?:left|right|around)(?: again| once more)?")
"""A turn without its verb, after another one: ``turn left, then right``."""
_ORIGIN = re.compile(r"\(\s*(-?\d{1,4})\s*,\s*(-?\d{1,4})\s*\)|\borigin\b")
_FLOOR = re.compile(
    r"(?i)\b(?:lift|elevator|get(?:s)? in|starts?|begins?|is|am|enters?|boards?|standing)\b[^.]*?\b(?:on|at|from|in) (?:the )?(?:(?P<ground>ground|lobby)(?: floor| level)?|floor (?:number )?(?P<n>\d{1,3}|\w+)|(?P<nth>\w+) floor)"
)

_START = r"(?:the |your |my |his |her |its |their |our )?(?:starting|initial|original|start|beginning|where|home|origin|base)\b"
_HERE = r"(?:here|there|him|her|it|them|you|me|us|(?:the|your|my|his|her|its|their|our) (?:current|present|final|end|last)\b)"
_QUESTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i){pattern}"))
    for name, pattern in (
        ("floor", r"\b(?:what|which) (?:floor|level|storey)\b|\b(?:on|at) (?:what|which) (?:floor|level|storey)\b"),
        ("both", r"\bhow (?:far|many)\b.*\b(?:and )?in (?:what|which) direction\b"),
        ("offset", rf"\bwhere\b.*\b(?:relative to|with respect to|in relation to|seen from|from) {_START}"),
        ("home", rf"\b(?:what|which) direction\b(?:.*\b(?:is|lies|back to) {_START}|.*\b(?:does|do) {_START}.*\blie\b|.*\bfrom {_HERE}.*{_START})|\bdirection must\b"),
        ("away", rf"\b(?:what|which) direction\b.*\bfrom (?!{_HERE}).*|\b(?:what|which) direction (?:is|am|are) \w+ (?:from|of) {_START}"),
        ("grid", r"\bhow many (?:steps|blocks|squares|paces)\b"),
        ("far", r"\bhow (?:far|many)\b|\bdistance\b"),
        ("place", r"\bwhere (?:is|am|are|does|do|did|will|would)\b|\bwhat are (?:its|his|her|the|my) (?:final )?coordinates\b|\bcoordinates\b"),
        ("back", rf"\b(?:return|back|end up|get|arrive|be|are|is|am)\b.*\b(?:to|at|in|where)?\b.*{_START}|\bback (?:home|where)\b"),
    )
)  # fmt: skip
_WHICH = re.compile(r"(?i)\b(?:where|wh(?:ich|at) (?:compass |cardinal )?(?:way|direction))\b")
_FACES = re.compile(
    r"(?i)\b(?:fac(?:e|es|ed|ing)|look(?:s|ed|ing)?|pointing|headed|heading)\b"
    r"|(?<!starting )(?<!initial )(?<!original )(?<!start )(?<!same )(?<!the )\bpoints?\b"
)
"""A question with one of these is of where somebody looks, never of where he is."""
_TOWARDS_WHERE = re.compile(
    r"(?i)\b(?:north|south|east|west|up|down|above|below|ahead|behind|higher|lower)\w*\b"
)
"""Words by which only a part of the way is asked for, or whether it led a certain way."""
_NOT_BACK = re.compile(
    r"(?i)\b(?:far|further|farther|closer|nearer|near|next|within|away|than|not|never|ever|pass|cross|visit|how|what|which|when|why|who|direction|distance|left of|right of|where (?:will|would|can|has|have)|\d+)\b|n't\b"
)
"""Words of a question whether something else holds than that one is back at the start."""
_WHOLE_WAY = re.compile(
    r"(?i)\b(?:has|have|had|did|does|do) [\w ]{1,20}?\b(?:walk|travel|go|move|drive|cover|run|ride|fly|sail|hike|gone|ran|rode|driven|flown)(?:ed|led)?\b|\bin (?:all|total)\b|\baltogether\b|\btotal\b"
)
"""How long the way was, not how far off it led."""
_OF_WHAT = re.compile(
    r"(?i)\b(?:the|his|her|its|my|your|their|our|[a-z]+'s) ((?:[a-z]+ )??[a-z]+)\b(?=[ ?,.])"
)
_OF_THE_WALK = frozenset(
    "end finish walk journey trip route way ride drive day place position location spot direction distance same final "
    "current present shortest straight total last instructions directions coordinates compass opposite i north south "
    "east west floor lift elevator building lobby he she it they you where what".split()
)
_PRONOUNS = frozenset("he she it they we you i".split())
_ELSEWHEN = re.compile(
    r"(?i)\b(?:before|first|second|third|last|initially|originally|start\w*|beginning|must|should|home|origin|left|right|behind|opposite)\b"
)
"""What asks which way one faced at another time than at the end, or where something else is."""
_OFF = re.compile(
    r"(?i)\b(?:from|away|apart|off|between|straight|displacement|starting|start|home|origin|back)\b"
)
_GRIDDED = re.compile(r"(?i)\bcoordinates?\b|\(\s*-?\d+\s*,\s*-?\d+\s*\)")
_GRID_UNITS = frozenset({"step", "unit", "square", "pace", "block"})
"""Without one of the first, and with other units, a place is told from the start."""
_LENGTH = re.compile(rf"(?:{_NUMBER}) ({_UNIT})\b", re.IGNORECASE)
Goal = str
"""``back``, ``far``, ``grid``, ``facing``, ``home``, ``away``, ``both``, ``offset``, ``place`` or ``floor``."""


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
class Told:
    """What a text tells of a walk.

    Attributes:
        steps: the instructions, in order.
        goal: what is asked.
        start: where the walk begins.
        unit: the unit of length, as written, or "".
        lost: what was not understood.
    """

    steps: tuple[Step, ...]
    goal: Goal
    start: tuple[int, int]
    unit: str
    lost: tuple[str, ...]


def read_walk(text: str) -> Told | None:
    """The walk in ``text``; None if it gives no steps or asks nothing of where they lead."""
    asking: list[str] = []
    telling: list[str] = []
    for sentence in sentences(without_courtesies(text)):
        question = sentence.rstrip().endswith("?")
        head, _, tail = sentence.rpartition(": ") if question else ("", "", "")
        if question and head and _is_told(head):
            telling.append(head)
            asking.append(tail)
        else:
            (asking if question else telling).append(sentence)
    goal = _goal(" ".join(asking)) if len(asking) == 1 else None
    if goal is None:
        return None
    start, telling = _start(telling)
    steps: list[Step] = []
    lost = _strangers(telling, asking[0])
    fixed = False
    for sentence in telling:
        for part in _clauses(_ANNOUNCED.sub("", sentence)):
            turned = bool(steps) and bool(steps[-1].turn)
            if _FIXED.fullmatch(part):
                fixed = True
            elif (
                step := _step(f"turn {part}" if turned and _SIDE.fullmatch(part) else part)
            ) is not None:
                steps.append(step)
            elif part.lower() not in _PRONOUNS and not _FRAMING.fullmatch(part):
                lost.append(part)
    if not steps:
        return None
    if fixed and any(step.turn for step in steps):
        lost.append("always face forward")
    whole_way = _WHOLE_WAY.search(asking[0]) is not None
    if (goal in {"far", "grid", "away"} and whole_way) or (
        goal in {"far", "grid"} and not _OFF.search(asking[0])
    ):
        lost.append(asking[0].strip())  # the way that was walked, not how far off it led
    units = _LENGTH.findall(" ".join(telling))
    if goal == "place" and not _GRIDDED.search(text):
        on_grid = "origin" in text.lower() and {*map(_plain, units)} <= _GRID_UNITS
        goal = goal if on_grid else "offset"
    if len({_plain(unit) for unit in units}) > 1:
        lost.append(f"{units[0]} beside other units")
    return Told(tuple(steps), goal, start, units[0] if units else "", tuple(lost))


def _strangers(telling: list[str], question: str) -> list[str]:
    """Who walks beside the first one, and what is asked about that does not walk."""
    walkers = {
        name: None
        for sentence in telling
        for part in _clauses(_ANNOUNCED.sub("", sentence))
        if not _FIXED.fullmatch(part)
        for name in _subjects(part)
    }
    named = [name for name in walkers if name not in _PRONOUNS]
    persons = {name if name in ("i", "you", "we") else "" for name in walkers}
    several = len(named) > 1 or len(persons) > 1 or {"he", "she"} <= {*walkers}
    lost = [f"more than one who walks: {', '.join(walkers)}"] if several else []
    rest = re.sub(rf"(?i)\b{_START}", " ", question)
    asked = {_called(name) for name in re.findall(r"(?<=\s)[A-Z][a-z]+\b", rest)}
    asked |= {_called(noun) for noun in _OF_WHAT.findall(rest)}
    return [*lost, *sorted(asked - {*named} - _OF_THE_WALK)]


def _subjects(part: str) -> list[str]:
    """Who follows an instruction, or is at its start, by name."""
    found = []
    left = part
    while _instruction(left) is None and (lead := _LEAD.match(left)):
        if re.fullmatch(_SUBJECT, lead.group().strip()):
            found.append(_called(lead.group()))
        left = left[lead.end() :]
    return found


def _called(subject: str) -> str:
    """The last word of a subject, in lower case."""
    return subject.lower().split()[-1].split("'")[0]


def _plain(unit: str) -> str:
    """One spelling for a unit of length: ``metres``, ``meter`` and ``m`` are the same."""
    name = unit.lower().removeprefix("more ").replace("metre", "meter").removesuffix("s")
    return {"feet": "foot", "m": "meter", "km": "kilometer", "inche": "inch"}.get(name, name)


def _is_told(head: str) -> bool:
    return any(_step(part) is not None for part in _clauses(head))


def _goal(question: str) -> Goal | None:
    if _FACES.search(question):
        asks = _WHICH.search(question) and not _ELSEWHEN.search(question)
        return "facing" if asks else None
    goal = next((name for name, pattern in _QUESTIONS if pattern.search(question)), None)
    if goal in {"far", "grid", "back"} and _TOWARDS_WHERE.search(question):
        return None
    if goal == "back" and _NOT_BACK.search(question):
        return None
    return goal


def _start(telling: list[str]) -> tuple[tuple[int, int], list[str]]:
    """Where the walk begins, and the sentences without the words that say so."""
    rest: list[str] = []
    start = (0, 0)
    for sentence in telling:
        kept = sentence
        if match := _ORIGIN.search(sentence):
            start = (int(match[1] or 0), int(match[2] or 0))
            kept = re.sub(
                r"(?i)^[^,.]*?(?:\borigin|\(\s*-?\d+\s*,\s*-?\d+\s*\))[\s,]*(?:and |then )*",
                "",
                sentence,
            )
        elif match := _FLOOR.search(sentence):
            word = (match["n"] or match["nth"] or "0").lower()
            value = 0 if match["ground"] else number(word) or ordinal(word)
            if value is not None:
                start = (0, value)
                kept = sentence[match.end() :].lstrip(" ,")
                kept = re.sub(r"^(?:and|then)\s+", "", kept)
        rest.append(kept)
    return start, [item for item in rest if re.search(r"\w", item)]


def _clauses(sentence: str) -> list[str]:
    """The single instructions of a sentence, without who follows them."""
    parts = re.split(
        r"(?i)\s*(?:,|;|\.)\s*(?:and )?(?:then |next |finally )?|\s+(?:and then|and|then|before)\s+",
        sentence,
    )
    return [part.strip(" .!:") for part in parts if part.strip(" .!:")]


def _step(part: str) -> Step | None:
    while True:
        step = _instruction(part)
        if step is not None:
            return step
        shorter = _LEAD.sub("", part, count=1)
        if shorter == part:
            return None
        part = shorter


def _instruction(part: str) -> Step | None:
    match = _MOVE.fullmatch(part) or _MOVE_WAY.fullmatch(part)
    if match is not None:
        word = match["n"].lower()
        amount = 1 if word in ("a", "an") else number(word) if not word.isdecimal() else int(word)
        way = (match["way"] or "forward").lower().removesuffix(" ahead")
        if amount is None:
            return None
        return (
            Step(length=amount, way=way) if way in WAYS else Step(length=amount, side=_SIDES[way])
        )
    if match := _FACE.fullmatch(part):
        return Step(way=match["way"].lower())
    match = _TURN.fullmatch(part)
    return None if match is None else _turned(match)


def _turned(match: re.Match[str]) -> Step | None:
    degrees = match["deg"] or match["after"] or match["bare"]
    way = (match["way"] or match["turn"] or "").lower().replace("-", "")
    if not degrees:
        if not way:
            return Step(turn=2) if "u-turn" in match.group().lower() else None
        quarters = _TURNS.get(way)
        return None if quarters is None else Step(turn=quarters)
    if degrees == "180":
        return Step(turn=2)
    sign = {"left": 1, "counterclockwise": 1, "anticlockwise": 1, "right": -1, "clockwise": -1}.get(
        way
    )
    return None if sign is None else Step(turn=sign * int(degrees) // 90 % 4)
