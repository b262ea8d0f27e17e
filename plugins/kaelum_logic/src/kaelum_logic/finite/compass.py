"""Words for directions in the plane, as the signs of the steps along its two axes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

__all__ = ["COMPASS", "RELATIONS", "Way", "phrased", "way_named"]

COMPASS = (
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
)  # fmt: skip
"""The eight points of the compass, clockwise."""


@frozen
class Way:
    """A direction: which way along each axis, and in which words.

    Attributes:
        x, y: -1, 0 or 1; east and right, north and above are positive.
        compass: whether it was said with a point of the compass.
    """

    x: int
    y: int
    compass: bool = False

    @property
    def back(self) -> Way:
        """The opposite direction."""
        return Way(-self.x, -self.y, self.compass)


_SIGNS = ((0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1))
_PICTURE = (
    "above", "upper right", "right", "lower right", "below", "lower left", "left", "upper left",
)  # fmt: skip
_UP = r"(?:above|over|on top|higher|up|upper|top)"
_DOWN = r"(?:below|beneath|under(?:neath)?|lower|down|bottom)"
_CLOCK = (
    (0, 1), None, None, (1, 0), None, None, (0, -1), None, None, (-1, 0), None, None,
)  # fmt: skip
_JOINED = r"(?:\s*-\s*|\s+)?"
_SIDE = r"(?:to|on|at|in|toward|towards)\s+(?:the\s+|its\s+)?"
_ENDS = r"(?:\s+(?:side|hand side|corner|part))?\s+(?:of|from|to)"
RELATIONS: Mapping[str, Way] = {
    **{
        rf"(?:{_SIDE})?{name[:5]}{_JOINED}{name[5:]}(?:\s+side)?\s+of"
        if len(name) > 5
        else rf"(?:{_SIDE})?{name}(?:\s+side)?\s+of": Way(*sign, compass=True)
        for name, sign in zip(COMPASS, _SIGNS, strict=True)
    },
    **{
        pattern: Way(x, y)
        for side, x in (("left", -1), ("right", 1))
        for vertical, y in ((_UP, 1), (_DOWN, -1))
        for pattern in (
            rf"(?:diagonally\s+)?(?:(?:{_SIDE})|at\s+)?(?:{vertical}){_JOINED}{side}{_ENDS}",
            rf"(?:diagonally\s+)?(?:{vertical})\s+and\s+(?:{_SIDE})?(?:the\s+)?{side}{_ENDS}",
            rf"(?:{_SIDE})?{side}\s+(?:of\s+)?and\s+{vertical}(?:\s+of)?",
            rf"{_SIDE}{side}\s+and\s+{vertical}",
        )
    },
    **{
        rf"(?:{_SIDE})?{side}(?:{_ENDS})": Way(x, 0)
        for side, x in (("left", -1), ("right", 1))
    },
    r"(?:above|over|on\s+top\s+of)": Way(0, 1),
    r"(?:below|beneath|under|underneath)": Way(0, -1),
    **{
        rf"(?:at|in)\s+(?:the\s+)?{hour}\s*(?:o'clock|:00)(?:\s+position)?\s+(?:of|from|to)": Way(*sign)
        for hour, sign in zip((12, *range(1, 12)), _CLOCK, strict=True)
        if sign is not None
    },
}  # fmt: skip
"""What stands between a thing and another one that it is seen from, as patterns."""

_NAMED = tuple(
    (re.compile(rf"(?i)(?:to\s+|in\s+)?(?:the\s+)?{name[:5]}{_JOINED}{name[5:]}(?:wards?)?"), sign)
    if len(name) > 5
    else (re.compile(rf"(?i)(?:to\s+|in\s+)?(?:the\s+)?{name}(?:wards?)?"), sign)
    for name, sign in zip(COMPASS, _SIGNS, strict=True)
)


def way_named(text: str) -> Way | None:
    """The point of the compass that ``text`` names, or None."""
    for pattern, sign in _NAMED:
        if pattern.fullmatch(text.strip()):
            return Way(*sign, compass=True)
    return None


def phrased(x: int, y: int, *, compass: bool, hyphen: bool = False) -> str:
    """The name of the direction with these signs; ``overlap`` where there is none."""
    if (x, y) == (0, 0):
        return "overlap"
    index = _SIGNS.index((x, y))
    if not compass:
        return _PICTURE[index]
    name = COMPASS[index]
    return f"{name[:5]}-{name[5:]}" if hyphen and len(name) > len("north") else name
