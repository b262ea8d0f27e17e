"""Orders and places in English, held against the statements beside which they stand.

A program for an order says what its ends are (``1: oldest``, ``5: newest``), and
each statement what it means (``a > b ::: The a is newer than the b.``). Where a
statement has it the wrong way round, the program contradicts itself, and its
English is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from kaelum_logic.programs.expressions import Expression
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["Scale"]

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_TOP = frozenset(["first", "high", "top", "best"])
_ABOVE = frozenset(["above", "before", "ahead"])
_BELOW = frozenset(["below", "after", "behind"])
_RELATION = re.compile(
    r"\b(?:(?P<more>more|less)\s+(?P<long>\w+)\s+than|(?P<short>\w+er)\s+than|"
    r"to\s+the\s+(?P<side>left|right)\s+of|(?P<order>above|below|before|after|ahead|behind))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(?:(?P<nth>{'|'.join(_ORDINALS)})[\s-]+)?(?:from\s+the\s+(?P<side>left|right)|"
    r"(?:to[\s-]+)?(?P<end>last|leftmost|rightmost|\w+est|most\s+\w+|least\s+\w+))\b",
    re.IGNORECASE,
)
_NTH = re.compile(rf"\bfinished\s+(?P<nth>{'|'.join(_ORDINALS)})\b(?![\s-]*to\b)", re.IGNORECASE)
_TURNED: Mapping[str, str] = {"<": ">", ">": "<"}


def _stem(word: str) -> str:
    """``new`` for newest and newer, ``expensive`` for most expensive, ``left`` for leftmost."""
    word = word.lower().strip()
    word = re.sub(r"^(?:most|more)\s+", "", word)
    return re.sub(r"(?<=\w)(?:most|iest|est|ier|er)$", "", word)


@frozen
class Scale:
    """The ends of an order, by the stems of what they are called."""

    low: str
    high: str
    size: int

    @classmethod
    def read(cls, domain: Sequence[Line], size: int) -> Scale | None:
        """The scale whose ends a program's domain names, if it names both."""
        named = {
            int(match[1]): match[2]
            for line in domain
            if (match := re.match(r"(\d+)\s*:\s*(.+)", line.text))
        }
        if 1 not in named or size not in named or size < 2:
            return None
        return cls(_stem(named[1]), _stem(named[size]), size)

    def checked(self, statement: Expression, gloss: str, repairs: Repairs) -> Expression:
        """``statement``, or what ``gloss`` says where that is the opposite."""
        if statement.kind != "compared" or len(statement.items) != 2:
            return statement
        left, right = statement.items
        if statement.text in _TURNED and left.kind == right.kind == "name":
            wanted = self._order(left.text, right.text, gloss)
            if wanted is not None and wanted != statement.text:
                repairs.note(f"a comparison was turned round: {gloss}")
                return evolve(statement, text=wanted)
        elif statement.text == "==" and left.kind == "name" and right.kind == "number":
            place = self._place(gloss)
            if place is not None and str(place) != right.text:
                repairs.note(f"{right.text} was read as {place}: {gloss}")
                return evolve(statement, items=(left, Expression("number", str(place))))
        return statement

    def _end(self, word: str) -> int:
        """-1 for a word that points to the low end, 1 to the high end, 0 for neither."""
        stem = _stem(word)
        if stem in (self.low, self.high):
            return -1 if stem == self.low else 1
        towards_top = 1 if self.high in _TOP else -1 if self.low in _TOP else 0
        if stem in _ABOVE:
            return towards_top
        return -towards_top if stem in _BELOW else 0

    def _order(self, left: str, right: str, gloss: str) -> str | None:
        """How ``left`` compares with ``right`` by one plain sentence about the two."""
        found = list(_RELATION.finditer(gloss))
        flat = re.sub(r"[\s_]+", " ", gloss.lower())
        first, second = (flat.find(name.replace("_", " ").lower()) for name in (left, right))
        if len(found) != 1 or min(first, second) < 0 or re.search(r"\bnot\b|n't\b", flat):
            return None
        (match,) = found
        word = match["long"] or match["short"] or match["side"] or match["order"]
        end = self._end(word) * (-1 if (match["more"] or "").lower() == "less" else 1)
        if end == 0:
            return None
        return "<" if (end < 0) == (first < second) else ">"

    def _place(self, gloss: str) -> int | None:
        """The place that one plain sentence gives to something."""
        if match := _NTH.search(gloss):
            nth, end = match["nth"], "first"
        elif match := _PLACE.search(gloss):
            nth, end = match["nth"] or "first", match["side"] or match["end"]
        else:
            return None
        number = _ORDINALS.index(nth.lower()) + 1
        side = self._end(end)
        if side == 0 and _stem(end) in _TOP:
            side = -1 if self.low in _TOP else 1 if self.high in _TOP else 0
        if side == 0 or number > self.size or re.search(r"\bnot\b|n't\b", gloss):
            return None
        return number if side < 0 else self.size + 1 - number
