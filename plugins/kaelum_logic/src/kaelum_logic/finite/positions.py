"""Positions in English: ``second from the right``, ``the third-cheapest``, ``house 4``, ``last``."""

from __future__ import annotations

from collections.abc import Sequence

from kaelum_logic.finite.cast import ARTICLES, LOGICAL, Cast
from kaelum_logic.finite.constraints import Operator
from kaelum_logic.finite.scales import (
    ORDER,
    ROW,
    VERTICAL,
    Direction,
    amount_extreme,
    superlative,
)
from kaelum_logic.finite.text import number, ordinal, ordinal_word

__all__ = ["Positions", "quantity"]

_NOUNS = frozenset(
    "place position seat spot house chair slot floor lane room office rank storey level desk locker "
    "number no stool bench row line spot apartment cabin stall bed table".split()
)
_SIDES = {
    "left": Direction(ROW, -1), "right": Direction(ROW, 1), "front": Direction(ORDER, -1),
    "start": Direction(ORDER, -1), "beginning": Direction(ORDER, -1), "back": Direction(ORDER, 1),
    "end": Direction(ORDER, 1), "top": Direction(VERTICAL, 1), "bottom": Direction(VERTICAL, -1),
    "last": Direction(ORDER, 1),
}  # fmt: skip
_WHOLE = {
    ("winner",): 1, ("won",): 1, ("wins",): 1, ("champion",): 1, ("won", "the", "race"): 1,
    ("gold", "medal"): 1, ("silver", "medal"): 2, ("bronze", "medal"): 3, ("runner", "up"): 2,
    ("penultimate",): -2, ("next", "to", "last"): -2, ("last", "but", "one"): -2,
    ("dead", "last"): -1, ("gold",): 1, ("silver",): 2, ("bronze",): 3,
}  # fmt: skip
_ENDING_VERBS = {
    "won": 1, "win": 1, "wins": 1, "opens": 1, "opened": 1, "open": 1, "starts": 1, "started": 1,
    "closes": -1, "closed": -1, "close": -1,
}  # fmt: skip
"""Verbs for being first or last in something: ``opens the show``."""
_TAILS = (
    "of all", "of them all", "of the group", "overall", "in the race", "in the row", "in line",
    "in the line", "in the queue", "in the group", "in the order", "among them", "to finish",
    "to arrive", "in the competition", "in the contest", "of the lot", "in the tournament", "of them",
    "of the bunch", "person", "in the house", "in place", "to cross the finish line", "on the shelf",
    "on the branch", "of the two", "of the three", "of the four", "of the five", "of the six", "of the seven",
    "in the building", "among the group", "in the picture", "in the photo", "to perform", "one",
    "to go", "in the sequence", "in the stack", "to speak", "to be seen", "of the row",
    "of the line", "of the queue", "of the stack", "of the shelf", "of the building", "in the stack",
    "of the table", "of the race",
)  # fmt: skip
_TAIL_WORDS = tuple(sorted((tuple(tail.split()) for tail in _TAILS), key=len, reverse=True))
_SKIP = ARTICLES | {"in", "at", "on", "to", "very", "of", "as", "absolute"}
_PERSONS = frozenset(
    "person one man woman house people resident owner occupant individual lives living sits sitting "
    "lived who that is in was finished came placed the a at on standing stands works runner "
    "located sat seated which student child".split()
)


def quantity(tokens: Sequence[object]) -> tuple[Operator, int, int] | None:
    """A count at the start of ``tokens``: how to compare, with what, and its length in words."""
    heads: tuple[tuple[tuple[str, ...], Operator], ...] = (
        (("exactly",), "="), (("precisely",), "="), (("only",), "="), (("just",), "="),
        (("at", "least"), ">="), (("at", "most"), "<="), (("no", "more", "than"), "<="),
        (("no", "fewer", "than"), ">="), (("more", "than"), ">"), (("fewer", "than"), "<"),
        (("less", "than"), "<"), ((), "="),
    )  # fmt: skip
    if tokens and tokens[0] in ("no", "nobody", "noone", "none"):
        if tuple(tokens[:2]) == ("no", "one"):
            return "=", 0, 2
        if tuple(tokens[1:2]) not in (("more",), ("fewer",)):
            return "=", 0, 1
    for head, symbol in heads:
        size = len(head)
        if tuple(tokens[:size]) == head and len(tokens) > size:
            word = tokens[size]
            amount = number(word) if isinstance(word, str) else None
            if amount is not None:
                return symbol, amount, size + 1
    return None


class Positions:
    """Reads positions among the places of one cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def starts(self, tokens: Sequence[object], at: int) -> bool:
        """Whether a light word at ``at`` belongs to a position (``won``, ``rank 3``)."""
        rest = tuple(tokens[at:])
        if rest[:1] in (("place",), ("rank",)) or (rest and rest[0] in _ENDING_VERBS):
            return self.values(rest) is not None
        return False

    def values(
        self, tokens: Sequence[object], *, mention: bool = False
    ) -> tuple[str | None, frozenset[int]] | None:
        """The axis and the places that ``tokens`` name as a whole, or None.

        With ``mention``, words for whoever is there are passed over.
        """
        if not all(isinstance(token, str) for token in tokens):
            return None
        words = [str(token) for token in tokens]
        if mention:
            words = self._inside(words)
        whole = tuple(words)
        if whole in _WHOLE:
            return self._end_or_place(_WHOLE[whole])
        words = self._trimmed(words)
        if not words:
            return None
        if (ranged := self._range(words)) is not None:
            return ranged
        if tuple(words) in _WHOLE:
            return self._end_or_place(_WHOLE[tuple(words)])
        if words[0] in _ENDING_VERBS and not LOGICAL & set(words):
            return self._end_or_place(_ENDING_VERBS[words[0]])
        return (
            self._named(words) or self._at_end(words) or self._counted(words) or self._middle(words)
        )

    def _inside(self, words: list[str]) -> list[str]:
        start = 0
        while start < len(words) and words[start] in _PERSONS - {"house"}:
            start += 1
        return words[start:]

    def _trimmed(self, words: list[str]) -> list[str]:
        start = 0
        while start < len(words) and words[start] in _SKIP:
            start += 1
        words = words[start:]
        if len(words) > 2 and words[-2] == "of" and number(words[-1]) is not None:
            return self._trimmed(words[:-2])
        if "of" in words[1:] and self._is_whole(words[words.index("of", 1) + 1 :]):
            return self._trimmed(words[: words.index("of", 1)])
        for tail in _TAIL_WORDS:
            if len(words) > len(tail) and tuple(words[-len(tail) :]) == tail:
                kept = words[: -len(tail)]
                if not (tail == ("one",) and kept[-1] in ("number", "position", "but")):
                    return self._trimmed(kept)
        return words

    def _range(self, words: list[str]) -> tuple[str | None, frozenset[int]] | None:
        """``no later than third``, ``fourth or later``, ``after second place``."""
        axis = self.cast.plan.default
        later: bool | None = None
        if (
            words[:1] == ["no"]
            and words[1:2] in (["later"], ["earlier"])
            and words[2:3] == ["than"]
        ):
            later, rest = words[1] == "earlier", words[3:]
        elif words[-2:-1] == ["or"] and words[-1] in ("later", "earlier", "better", "worse"):
            later, rest = words[-1] in ("later", "worse"), words[:-2]
        else:
            return None
        place = ordinal(rest[0]) if rest and rest[0] != "last" else None
        if axis is None or place is None or any(word not in _NOUNS for word in rest[1:]):
            return None
        span = range(place, self.cast.places + 1) if later else range(1, place + 1)
        return self._on(axis, *span)

    def _is_whole(self, words: list[str]) -> bool:
        """Whether ``the three siblings``, ``the four`` speak of all there are."""
        counts = [value for word in words if (value := number(word)) is not None]
        plain = [word for word in words if word not in ARTICLES and number(word) is None]
        return len(counts) == 1 and len(plain) <= 1 and not LOGICAL & set(plain)

    def _end_or_place(self, place: int) -> tuple[str | None, frozenset[int]] | None:
        axis = self.cast.plan.default
        if axis is None:
            return None
        value = place if place > 0 else self.cast.places + 1 + place
        return self._on(axis, value)

    def _on(self, axis: str, *values: int) -> tuple[str | None, frozenset[int]] | None:
        if axis not in self.cast.axes:
            if len(self.cast.axes) > 1 or self.cast.plan.names:
                return None
            axis = self.cast.axes[0]
        inside = frozenset(value for value in values if 1 <= value <= self.cast.places)
        return (axis, inside) if inside else None

    def _from_end(
        self, direction: Direction, count: int
    ) -> tuple[str | None, frozenset[int]] | None:
        """The ``count``-th place from the end that ``direction`` points to."""
        way = self.cast.plan.apply(direction)
        return self._on(way.axis, count if way.sign < 0 else self.cast.places + 1 - count)

    def _named(self, words: list[str]) -> tuple[str | None, frozenset[int]] | None:
        """``house 4``, ``position number four``, ``number 4``."""
        at = 0
        while at < len(words) and words[at] in _NOUNS:
            at += 1
        if not at or at != len(words) - 1:
            return None
        value = number(words[at])
        axis = self.cast.plan.default or self.cast.axes[0]
        return None if value is None else self._on(axis, value)

    def _counted(self, words: list[str]) -> tuple[str | None, frozenset[int]] | None:
        """``second``, ``second place``, ``second tallest``, ``third from the left``, ``last but one``."""
        if words[-2:-1] == ["but"] and (passed := number(words[-1])) and not ordinal(words[0]):
            return self._counted([ordinal_word(passed + 1), *words[:-2]])
        count = ordinal(words[0])
        rest = words[1:] if count is not None else words
        while rest and rest[0] in _NOUNS and count is not None:
            rest = rest[1:]
        if count is not None and not rest:
            axis = self.cast.plan.default
            return None if axis is None else self._on(axis, count)
        if rest == ["last"]:
            axis = self.cast.plan.default
            return None if axis is None else self._on(axis, self.cast.places + 1 - (count or 1))
        if rest and rest[0] == "last" and all(word in _NOUNS for word in rest[1:]) and not count:
            return self._end_or_place(-1)
        if count is not None and rest[0] in ("from", "to"):
            side = [word for word in rest[1:] if word not in ARTICLES]
            if side and side[0] in ("far", "very"):
                side = side[1:]
            if len(side) == 1 and side[0] in _SIDES:
                return self._ordinal_side(rest[0], side[0], count)
            return None
        if rest in (["most"], ["least"], ["fewest"]):
            return self._of_amounts(1 if rest == ["most"] else -1, count or 1)
        top = amount_extreme(tuple(rest)) or superlative(tuple(rest), 0)
        if top is None or not all(word in _NOUNS or self._is_kind(word) for word in rest[top[1] :]):
            return None
        return self._from_end(top[0], count or 1)

    def _of_amounts(self, sign: int, count: int) -> tuple[str | None, frozenset[int]] | None:
        """``the most``, ``the second fewest`` of the one thing that is told in amounts."""
        (axis, *others) = self.cast.axes
        amount = not others and axis not in (ROW, ORDER, VERTICAL, "place")
        return self._from_end(Direction(axis, sign), count) if amount else None

    def _ordinal_side(
        self, link: str, side: str, count: int
    ) -> tuple[str | None, frozenset[int]] | None:
        """``third from the left``; ``second to last`` and ``third from last`` count alike."""
        direction = _SIDES[side]
        if direction.axis == VERTICAL and VERTICAL not in self.cast.axes:
            direction = Direction(ORDER, -direction.sign)
        if side == "last":
            axis = self.cast.plan.default
            return None if axis is None else self._on(axis, self.cast.places + 1 - count)
        return None if link == "to" else self._from_end(direction, count)

    def _is_kind(self, word: str) -> bool:
        """Whether ``word`` just says again what is arranged (``the oldest vehicle``)."""
        return word.isalpha() and word not in LOGICAL | {"in", "of", "at", "on", "from"}

    def _at_end(self, words: list[str]) -> tuple[str | None, frozenset[int]] | None:
        """``far left``, ``left end``, ``one of the ends``, ``front of the line``."""
        plain = [word for word in words if word not in _SKIP and word not in ("far", "extreme")]
        ends = {
            ("one", "end"),
            ("one", "ends"),
            ("end",),
            ("either", "end"),
            ("ends",),
            ("two", "ends"),
            ("opposite", "ends"),
            ("both", "ends"),
        }
        if (
            len(plain) == 2
            and plain[0] == "end"
            and plain[1] in _NOUNS
            and words[0] in ("an", "end")
        ):
            plain = ["one", "end"]  # "an end seat"
        if plain == ["end"] and words[0] == "end" and ROW in self.cast.axes:
            return None if self.cast.circle else self._on(ROW, 1, self.cast.places)
        if tuple(plain) in ends and (
            words[0] in ("one", "either", "an", "ends") or plain != ["end"]
        ):
            axis = self.cast.plan.default or self.cast.axes[0]
            return None if self.cast.circle else self._on(axis, 1, self.cast.places)
        if plain and plain[0] in ("left", "right") and plain[1:] in (
            [], ["end"], ["position"], ["seat"], ["house"], ["side"], ["most"], ["hand", "end"],
        ):  # fmt: skip
            if len(plain) == 1 and not {"far", "extreme"} & set(words):
                return None
            return self._from_end(_SIDES[plain[0]], 1)
        if len(plain) == 1 and plain[0] in ("front", "back", "top", "bottom"):
            direction = _SIDES[plain[0]]
            if direction.axis == VERTICAL and VERTICAL not in self.cast.axes:
                direction = Direction(ORDER, -direction.sign)
            return self._from_end(direction, 1)
        if (
            plain
            and plain[-1] in ("floor", "storey")
            and plain[:-1] in (["top"], ["bottom"], ["ground"])
        ):
            return self._from_end(Direction(VERTICAL, 1 if plain[0] == "top" else -1), 1)
        return None

    def _middle(self, words: list[str]) -> tuple[str | None, frozenset[int]] | None:
        plain = [word for word in words if word not in _SKIP]
        names = ("middle", "center", "centre", "central")
        axis = self.cast.plan.default or self.cast.axes[0]
        said = plain[1:] if len(plain) < 3 else ["too much"]
        if plain and plain[0] in names and all(w in _NOUNS or self._is_kind(w) for w in said):
            odd = self.cast.places % 2 == 1
            return self._on(axis, (self.cast.places + 1) // 2) if odd else None
        if (
            plain
            and plain[0] in ("odd", "even")
            and plain[1:2] in (["numbered"], ["position"], ["place"])
        ):
            start = 1 if plain[0] == "odd" else 2
            return self._on(axis, *range(start, self.cast.places + 1, 2))
        return None
