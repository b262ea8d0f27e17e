"""Things on show: how they look, which of them a phrase picks, and where they lie in a row.

``a red pen, two blue cups`` are things with marks (colours, sizes, materials); ``non-red
objects``, ``cups that are neither blue nor green`` pick some of them. A mark of a kind that
a thing has no mark of (its colour, if only its size is told) is not known to be absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from kaelum_logic.finite.text import number, ordinal, singular, split_list

__all__ = ["Pick", "Spot", "Thing", "is_colour", "read_pick", "read_spot", "read_things"]

_COLOURS = frozenset(
    "red orange yellow green blue brown magenta fuchsia mauve teal turquoise burgundy silver gold black "
    "gray grey golden purple pink white violet beige crimson scarlet maroon navy cyan indigo ivory cream golden "
    "lavender lilac khaki olive tan bronze copper".split()
)
_KINDS = (
    _COLOURS,
    frozenset("big large small little tiny huge giant medium".split()),
    frozenset("wooden metal plastic glass leather rubber woolen cotton paper steel".split()),
    frozenset("striped spotted plain dotted checkered".split()),
    frozenset("round square triangular oval rectangular".split()),
    frozenset("old new".split()),
    frozenset("clean dirty".split()),
)
"""The marks that exclude each other: what has one of a kind has no other of it."""
_SAME_MARK = {"grey": "gray", "large": "big", "little": "small", "golden": "gold"}
_ANYTHING = frozenset("object item thing one".split())
_LINKING = frozenset(
    "with without in on at from for by that which who whose not no is are was were has have as than".split()
)
"""Words that say more of a thing than what it is."""
MAX_EACH = 1000


def _plain(mark: str) -> str:
    """The one of the words for the same look that they are compared by."""
    return _SAME_MARK.get(mark, mark)


def _kind(mark: str) -> frozenset[str] | None:
    return next((kind for kind in _KINDS if mark in kind), None)


def is_colour(mark: str) -> bool:
    """Whether ``mark`` is a colour."""
    return mark in _COLOURS


@frozen
class Thing:
    """So many things that look alike."""

    amount: int
    marks: frozenset[str]
    noun: str

    def __str__(self) -> str:
        looks = " ".join((*sorted(self.marks), self.noun))
        return f"{self.amount} {looks}" if self.amount > 1 else looks

    @property
    def colours(self) -> frozenset[str]:
        """Its colours, as far as they are told."""
        return self.marks & _COLOURS

    def has(self, mark: str) -> bool | None:
        """Whether it looks so; None if nothing is told of that kind of look."""
        kind = _kind(mark)
        if _plain(mark) in map(_plain, self.marks):
            return True
        return False if kind and self.marks & kind else None


@frozen
class Pick:
    """What a phrase picks: things of one noun ("" for any) with one of ``marks``, and none of ``lacking``."""

    noun: str
    marks: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    def __str__(self) -> str:
        looks = [" or ".join(self.marks)] if self.marks else []
        looks += [f"not {mark}" for mark in self.lacking]
        return " ".join((*looks, self.noun or "thing"))

    def takes(self, thing: Thing) -> bool | None:
        """Whether ``thing`` is picked; None if that cannot be told."""
        if self.noun and thing.noun != self.noun:  # a "ball pen" may be a pen
            return None if thing.noun.endswith(f" {self.noun}") else False
        found = [thing.has(mark) for mark in self.marks]
        lacks = [thing.has(mark) for mark in self.lacking]
        if True in lacks or (found and all(value is False for value in found)):
            return False
        return None if None in lacks or (found and True not in found) else True


@frozen
class Spot:
    """Where in the row: ``step`` places from an anchor (0: anywhere on that side), or from an end.

    Attributes:
        anchor: what the spot is told from; None for an end of the row.
        side: -1 for the left, 1 for the right; 0 for the place furthest from the anchor.
        step: how many places away, counting an end itself as 1; 0 for all of that side.
    """

    anchor: Pick | None
    side: int
    step: int

    def __str__(self) -> str:
        if not self.side:
            return f"furthest from the {self.anchor}"
        side = "left" if self.side < 0 else "right"
        if self.anchor is None:
            return f"number {self.step} from the {side}"
        return f"{self.step or 'anywhere'} to the {side} of the {self.anchor}"


def read_things(text: str) -> tuple[Thing, ...] | None:
    """The things in a list, or None if one of its items is not understood."""
    things = [_thing(item.lower()) for item in split_list(text)]
    known = tuple(thing for thing in things if thing is not None)
    return known if known and len(known) == len(things) else None


def _thing(text: str) -> Thing | None:
    words = text.split()
    amount = 1
    if words and words[0] in ("a", "an", "the", "one", "my"):
        words = words[1:]
    elif words and (value := number(words[0])) is not None:
        amount, words = value, words[1:]
    elif words and singular(words[-1]) != words[-1]:
        return None  # "pens" are some number of them
    marks: list[str] = []
    while len(words) > 1 and _kind(words[0]):
        marks.append(words.pop(0))
    noun = _noun(words)
    if noun is None or amount > MAX_EACH:
        return None
    return Thing(amount, frozenset(marks), noun)


def _noun(words: Sequence[str]) -> str | None:
    """The noun that ``words`` are: ``sheets of paper`` is ``sheet of paper``."""
    plain = all(re.fullmatch(r"[a-z][a-z'-]*", word) for word in words)
    if not 1 <= len(words) <= 4 or not plain or _LINKING & set(words):
        return None
    if len(words) > 2 and words[1] == "of":
        return " ".join((singular(words[0]), *words[1:]))
    return " ".join((*words[:-1], singular(words[-1])))


_SPOT = re.compile(
    r"^(?P<what>.*?)\s*(?:(?:that|which) (?:is|are) |\b(?:is|are) )?"
    r"(?:(?P<near>directly|immediately|just|right) )?(?:to|on) the (?P<side>left|right) of (?:the |a )?(?P<anchor>.+)$"
)
_FURTHEST = re.compile(
    r"^(?P<what>.*?)\s*(?:(?:that|which) is )?(?:the )?(?:furthest|farthest)(?: away)? from the (?P<anchor>.+)$"
)
_END = re.compile(
    r"^(?:the )?(?:(?P<most>left|right)-?\s?most|(?P<rank>\w+)) (?P<what>.+?)(?: from the (?P<side>left|right))?$"
)


def read_spot(text: str) -> tuple[str, Spot | None] | None:
    """``text`` without where in the row it says to look, and that; None if it makes no sense."""
    for pattern in (_SPOT, _FURTHEST):
        if match := pattern.match(text):
            anchor = read_pick(match["anchor"])
            if anchor is None:
                return None
            if pattern is _FURTHEST:
                return match["what"], Spot(anchor, 0, 1)
            way = -1 if match["side"] == "left" else 1
            return match["what"], Spot(anchor, way, 1 if match["near"] else 0)
    if (match := _END.match(text)) and (match["most"] or match["side"]):
        rank = 1 if match["most"] else ordinal(match["rank"])
        side = match["most"] or match["side"]
        return (match["what"], Spot(None, -1 if side == "left" else 1, rank)) if rank else None
    return text, None


_PREDICATE = re.compile(r"^(?P<head>.*?)\s*(?:(?:that|which) )?(?:\bare|\bis)\s+(?P<looks>.+)$")


def read_pick(text: str) -> Pick | None:
    """``red cups``, ``non-red things``, ``objects that are neither red nor blue``; None if unclear."""
    text = re.sub(r"^(?:all )?(?:of )?(?:the |these |those )?", "", text.strip())
    if (match := _PREDICATE.match(text)) or (
        match := re.match(r"^(?P<head>[\w -]+?) (?P<looks>neither .+)$", text)
    ):
        head, looks = read_pick(match["head"]), _looks(match["looks"])
        if head is None or looks is None or head.marks or head.lacking:
            return None
        return Pick(head.noun, *looks)
    words = re.sub(r"\bnon[- ]", "non-", text).replace(",", " , ").split()
    at = 0
    while at < len(words) and (
        _kind(words[at].removeprefix("non-")) or words[at] in ("or", "and", ",", "not")
    ):
        at += 1
    if at == len(words) and at:  # "paper" is a thing as well as a mark
        at -= 1
    looks = _looks(" ".join(words[:at])) if at else ((), ())
    noun = _noun(words[at:])
    if looks is None or noun is None:
        return None
    return Pick("" if noun in _ANYTHING else noun, *looks)


def _looks(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The marks of which one is wanted, and those that are not, in ``neither red nor blue``."""
    words = re.sub(r"\bnon[- ]", "non-", text).replace(",", " ").split()
    if words[:1] == ["neither"]:
        marks = [word for word in words[1:] if word not in ("nor", "or")]
        return ((), tuple(marks)) if marks and all(map(_kind, marks)) else None
    if words[:1] == ["not"] or (words and words[0].startswith("non-")):
        rest = words[1:] if words[0] == "not" else [words[0].removeprefix("non-"), *words[1:]]
        return ((), (rest[0],)) if len(rest) == 1 and _kind(rest[0]) else None
    marks = [word for word in words if word not in ("or", "and", "either")]
    joined = len(marks) == 1 or "or" in words or "and" in words
    kinds = {_kind(mark) for mark in marks}
    if not marks or None in kinds or len(kinds) > 1 or not joined:
        return None
    return tuple(marks), ()
