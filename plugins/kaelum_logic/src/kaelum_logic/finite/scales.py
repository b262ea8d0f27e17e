"""The orders that things stand in, and the words for directions along them.

An *axis* is an order of places numbered from 1: a row from left to right, the
order in which things come, heights from bottom to top, or the scale of an
adjective from least to most. A :class:`Direction` points along one: towards
place 1 (sign -1) or away from it (+1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

__all__ = [
    "ORDER",
    "ROW",
    "VERTICAL",
    "Axis",
    "Direction",
    "Plan",
    "amount_extreme",
    "axis_named",
    "comparative",
    "direction_phrase",
    "make_plan",
    "superlative",
]

ROW, ORDER, VERTICAL = "row", "order", "vertical"


@frozen
class Direction:
    """A way along an axis."""

    axis: str
    sign: int


@frozen
class Axis:
    """An axis as shown to the asker: its name and the words for its ends."""

    name: str
    low: str
    high: str


_SCALES: Mapping[str, tuple[str, str]] = {
    # scale: (adjectives for much of it, adjectives for little of it)
    "height": ("tall", "short"),
    "length": ("long", "short"),
    "age": ("old elder aged senior ancient", "young new recent modern junior"),
    "cost": ("expensive costly pricey dear", "cheap affordable inexpensive economical"),
    "weight": ("heavy", "light"),
    "size": ("big large huge great", "small little tiny"),
    "speed": ("fast quick swift rapid", "slow"),
    "wits": ("smart clever intelligent wise", "dumb stupid foolish"),
    "strength": ("strong powerful", "weak"),
    "wealth": ("rich wealthy", "poor"),
    "heat": ("hot warm", "cold cool chilly"),
    "brightness": ("bright luminous", "dim dark"),
    "hardness": ("hard", "soft"),
    "loudness": ("loud noisy", "quiet silent"),
    "width": ("wide broad", "narrow"),
    "thickness": ("thick fat", "thin skinny slim slender"),
    "depth": ("deep", "shallow"),
    "distance": ("far distant", "near close"),
    "difficulty": ("difficult tough", "easy simple"),
    "quality": ("good", "bad"),
    "happiness": ("happy", "sad"),
    "level": ("high", "low"),
}
_ADJECTIVES: dict[str, Direction] = {}
for _name, (_much, _little) in _SCALES.items():
    for _sign, _words in ((1, _much), (-1, _little)):
        for _word in _words.split():
            _ADJECTIVES.setdefault(_word, Direction(_name, _sign))
_ADJECTIVES |= {
    f"{side}ern": Direction(axis, sign)
    for side, axis, sign in (
        ("north", "northing", 1), ("south", "northing", -1), ("east", "easting", 1), ("west", "easting", -1)
    )
}  # fmt: skip
_ADJECTIVES |= {"early": Direction(ORDER, -1), "soon": Direction(ORDER, -1),
                "late": Direction(ORDER, 1)}  # fmt: skip

_IRREGULAR = {
    "better": "good", "best": "good", "worse": "bad", "worst": "bad", "farther": "far",
    "further": "far", "farthest": "far", "furthest": "far", "elder": "old", "eldest": "old",
    "older": "old", "latest": "late", "later": "late", "latter": "late",
}  # fmt: skip
_NOT_SUPERLATIVE = frozenset(
    "rest guest forest west test chest nest interest request contest harvest honest priest quest "
    "crest pest vest jest arrest invest suggest protest conquest modest tempest digest".split()
)
_NOT_COMPARATIVE = frozenset(
    "other rather ever never over under after either whether together".split()
)


def _base(word: str, ending: str) -> str | None:
    """The adjective that ``word`` is the comparative or superlative of."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith(ending) or len(word) < len(ending) + 3:
        return None
    plain = word[: -len(ending)]
    candidates = [plain, plain + "e", plain[:-1] + "y" if plain.endswith("i") else plain]
    if len(plain) > 3 and plain[-1] == plain[-2]:
        candidates.append(plain[:-1])
    return next((item for item in candidates if item in _ADJECTIVES), candidates[2])


def adjective(word: str) -> Direction:
    """The direction of more of ``word``, on a scale of its own if it is not known."""
    return _ADJECTIVES.get(word, Direction(word, 1))


def _turned(direction: Direction, sign: int) -> Direction:
    return Direction(direction.axis, direction.sign * sign)


_AMOUNT_VERBS = {
    "weigh": "heavy", "weighs": "heavy", "weighed": "heavy", "cost": "expensive",
    "costs": "expensive", "earn": "rich", "earns": "rich", "earned": "rich",
    "scored": "score", "score": "score", "scores": "score",
}  # fmt: skip


def comparative(tokens: Sequence[object], at: int) -> tuple[Direction, int] | None:
    """The direction of ``taller than``, ``less expensive than`` at ``at``, and where it ends."""
    head = tokens[at]
    if not isinstance(head, str):
        return None
    if head in ("more", "less", "fewer"):
        sign = 1 if head == "more" else -1
        verb = next((t for t in reversed(tokens[:at]) if t in _AMOUNT_VERBS), None)
        if verb and tokens[at + 2 : at + 3] == ("than",):
            return _turned(adjective(_AMOUNT_VERBS[str(verb)]), sign), at + 3
        if tokens[at + 1 : at + 2] == ("than",):
            base = _AMOUNT_VERBS.get(str(verb))
            return (_turned(adjective(base), sign), at + 2) if base else None
        if tokens[at + 2 : at + 3] == ("than",) and isinstance(tokens[at + 1], str):
            return _turned(adjective(str(tokens[at + 1])), sign), at + 3
        return None
    if tokens[at + 1 : at + 2] != ("than",) or head in _NOT_COMPARATIVE:
        return None
    base = _base(head, "er")
    return (adjective(base), at + 2) if base else None


def amount_extreme(tokens: Sequence[object]) -> tuple[Direction, int] | None:
    """The direction of ``scored the most points``, ``weighs least``, and where it ends."""
    verb = _AMOUNT_VERBS.get(str(tokens[0])) if tokens else None
    rest = [word for word in tokens[1:] if word != "the"]
    if verb is None or not rest or rest[0] not in ("most", "least") or len(rest) > 2:
        return None
    return _turned(adjective(verb), 1 if rest[0] == "most" else -1), len(tokens)


def superlative(tokens: Sequence[object], at: int) -> tuple[Direction, int] | None:
    """The direction of ``tallest``, ``least expensive`` at ``at``, and where it ends."""
    head = tokens[at] if at < len(tokens) else None
    if not isinstance(head, str):
        return None
    if head in ("most", "least", "fewest") and at + 1 < len(tokens):
        word = tokens[at + 1]
        if isinstance(word, str) and word.isalpha() and word not in ("of", "one", "two"):
            return _turned(adjective(word), 1 if head == "most" else -1), at + 2
        return None
    if head in _COMPASS_ENDS:
        return _COMPASS_ENDS[head], at + 1
    if head in ("furthest", "farthest") and tokens[at + 1 : at + 2]:
        return (_FURTHEST[str(tokens[at + 1])], at + 2) if tokens[at + 1] in _FURTHEST else None
    if head in ("leftmost", "rightmost"):
        return Direction(ROW, -1 if head == "leftmost" else 1), at + 1
    if head in ("topmost", "bottommost", "uppermost"):
        return Direction(VERTICAL, -1 if head == "bottommost" else 1), at + 1
    if head in _NOT_SUPERLATIVE or head == "fewest":
        return None
    base = _base(head, "est") or (_IRREGULAR.get(head) if head in ("best", "worst") else None)
    return (adjective(base), at + 1) if base and base != head else None


_LEFT, _RIGHT = Direction(ROW, -1), Direction(ROW, 1)
_BEFORE, _AFTER = Direction(ORDER, -1), Direction(ORDER, 1)
_UP, _DOWN = Direction(VERTICAL, 1), Direction(VERTICAL, -1)
_CLOCKWISE = Direction("turning", 1)

_COMPASS = {
    "north": Direction("northing", 1), "south": Direction("northing", -1),
    "east": Direction("easting", 1), "west": Direction("easting", -1),
}  # fmt: skip
_COMPASS_ENDS = {
    f"{side}{end}": way for side, way in _COMPASS.items() for end in ("ernmost", "most")
}
_FURTHEST = {
    **_COMPASS, "left": _LEFT, "right": _RIGHT, "ahead": _BEFORE, "forward": _BEFORE,
    "back": _AFTER, "behind": _AFTER, "up": _UP, "down": _DOWN,
}  # fmt: skip

_PHRASES: dict[tuple[str, ...], Direction] = {}
for _side, _direction in (("left", _LEFT), ("right", _RIGHT)):
    for _text in (
        "{} of", "to the {} of", "to {} of", "on the {} of", "at the {} of", "on the {} side of",
        "to the {} side of", "on the {} hand side of", "further {} than", "farther {} than",
        "further to the {} than", "farther to the {} than", "more to the {} than",
    ):  # fmt: skip
        _PHRASES[tuple(_text.format(_side).split())] = _direction
for _text, _direction in {
    "before": _BEFORE, "ahead of": _BEFORE, "in front of": _BEFORE, "prior to": _BEFORE,
    "preceding": _BEFORE, "precedes": _BEFORE, "preceded": _BEFORE, "precede": _BEFORE,
    "beats": _BEFORE, "beat": _BEFORE, "defeated": _BEFORE, "defeats": _BEFORE,
    "outran": _BEFORE, "outranks": _BEFORE, "outranked": _BEFORE, "outscored": _BEFORE,
    "outpaced": _BEFORE, "after": _AFTER, "behind": _AFTER, "lost to": _AFTER,
    "loses to": _AFTER, "lose to": _AFTER, "follows": _AFTER, "followed": _AFTER,
    "following": _AFTER, "follow": _AFTER, "in back of": _AFTER, "above": _UP, "over": _UP,
    "on top of": _UP, "below": _DOWN, "under": _DOWN, "beneath": _DOWN, "underneath": _DOWN,
    "subsequent to": _AFTER,
}.items():  # fmt: skip
    _PHRASES[tuple(_text.split())] = _direction
for _side, _direction in _COMPASS.items():
    for _text in ("{} of", "to the {} of", "due {} of", "further {} than", "farther {} than"):
        _PHRASES[tuple(_text.format(_side).split())] = _direction
for _side, _direction in (
    ("clockwise", _CLOCKWISE),
    *((word, _turned(_CLOCKWISE, -1)) for word in ("counterclockwise", "anticlockwise")),
    *((f"{word} clockwise", _turned(_CLOCKWISE, -1)) for word in ("counter", "anti")),
):
    for _text in ("{} of", "{} from", "{} to", "in the {} direction from", "in {} direction from"):
        _PHRASES[tuple(_text.format(_side).split())] = _direction
_LONGEST = max(map(len, _PHRASES))


def direction_phrase(tokens: Sequence[object], at: int) -> tuple[Direction, int] | None:
    """The direction of ``to the left of``, ``before``, ``taller than`` at ``at``, and its end."""
    if tokens[at] == "following" and at and tokens[at - 1] == "the":
        return None
    for size in range(_LONGEST, 0, -1):
        phrase = tuple(tokens[at : at + size])
        if len(phrase) == size and phrase in _PHRASES:
            return _PHRASES[phrase], at + size  # type: ignore[index]
    return comparative(tokens, at)


_ENDS = {
    ROW: ("leftmost", "rightmost"),
    ORDER: ("first", "last"),
    VERTICAL: ("lowest", "highest"),
}


def axis_named(name: str) -> Axis:
    """The axis called ``name``, with words for its ends."""
    if name in _ENDS:
        return Axis(name, *_ENDS[name])
    if name in _SCALES:
        much, little = (words.split()[0] for words in _SCALES[name])
        return Axis(name, f"least {much} / most {little}", f"most {much}")
    return Axis(name, f"least {name}", f"most {name}")


@frozen
class Plan:
    """Which axes a text uses, several words for one and the same being merged.

    Attributes:
        names: the axes, after merging.
        turns: for an axis that was merged, the one it went into and the sign.
        floors: whether places are floors, counted from the bottom.
    """

    names: tuple[str, ...]
    turns: Mapping[str, Direction]
    floors: bool = False

    def apply(self, direction: Direction) -> Direction:
        """``direction`` on the axes of this plan."""
        turn = self.turns.get(direction.axis)
        return direction if turn is None else _turned(turn, direction.sign)

    @property
    def default(self) -> str | None:
        """The axis that bare ordinals count along, if there is one."""
        for name in (ROW, ORDER, VERTICAL if self.floors else ORDER):
            if name in self.names:
                return name
        return None if self.names else ORDER


_CONTEST = frozenset(
    "race finish finished finishes finishing tournament contest competition ranked rank ranks "
    "marathon league championship winner won runner golfer golfers runners podium".split()
)
_MEASURES = {
    "temperature": "heat", "price": "cost", "cost": "cost", "salary": "wealth", "income": "wealth",
    "weight": "weight", "age": "age", "speed": "speed",
}  # fmt: skip
"""What a thing has of a scale, where it is *higher* or *lower*."""
_OUTWARD = frozenset("outward outwards outside away".split())
_FLOORS = frozenset("floor floors storey storeys story stories level levels building".split())


def make_plan(used: Iterable[str], tokens: Iterable[object]) -> Plan:
    """The plan for a text with ``tokens`` in which the axes ``used`` are mentioned."""
    names = set(used)
    seen = {token for token in tokens if isinstance(token, str)}
    turns: dict[str, Direction] = {}
    measured = {_MEASURES[word] for word in seen & _MEASURES.keys()}
    if "level" in names and len(measured) == 1 and not seen & _FLOORS:
        turns["level"] = Direction(measured.pop(), 1)  # "the temperature was higher"
    elif seen & _CONTEST and not (seen & _FLOORS and VERTICAL in names and ORDER not in names):
        for name, sign in ((VERTICAL, -1), ("level", -1), ("speed", -1), ("quality", -1)):
            if name in names:
                turns[name] = Direction(ORDER, sign)
    elif "score" in names and seen & {"came", "first", "second", "third", "last", "place"}:
        turns["score"] = Direction(ORDER, -1)
    elif "level" in names:
        turns["level"] = Direction(VERTICAL, 1)
    if {"length", "height"} <= names and not seen & {"tall", "taller", "tallest"}:
        turns["height"] = Direction("length", 1)
    if "turning" in names:  # whoever faces the centre has the next one clockwise on the left
        turns["turning"] = Direction(ROW, 1 if seen & _OUTWARD else -1)
    names = {turns[name].axis if name in turns else name for name in names}
    if ROW in names and ORDER in names:
        turns |= {
            key: Direction(ROW, turn.sign) for key, turn in turns.items() if turn.axis == ORDER
        }
        turns[ORDER] = Direction(ROW, 1)
        names.discard(ORDER)
    return Plan(tuple(sorted(names)), turns, floors=bool(seen & _FLOORS))
