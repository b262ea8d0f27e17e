"""Questions about a grid that do not ask for the filled grid: how many ways there are to fill it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome
from kaelum_logic.answers import YES_NO, Asked
from kaelum_logic.finite.solver import Network, TooLargeError
from kaelum_logic.problem import Solution, UnsolvedError, outcome

__all__ = ["Fillings", "asked_of"]

MAX_COUNTED = {4: 1000}
"""Solutions that are counted at most, by the size of the grid; 100 in larger ones."""
_RECOUNTED = 20_000
"""Cells that are filled at most to count again."""
_Asks = Literal["", "count", "unique", "several", "some", "none", "unclear"]

_WORDED = re.compile(r"[a-z]{2,}")
_ASKING = re.compile(
    r"(?i)[a-z\"')]\?|\d\?\s*$|\b(?:determine|decide|check|tell me|state|say|find out|show|prove) (?:whether|if|how many|the number|that)\b|^(?:count|find the number)\b"
)
_COUNT = re.compile(
    r"(?i)\b(?:how many|number of|count)\b[\w ,]*?\b(?:solutions?|ways?|completions?|fillings?)\b"
)
_ONE = r"(?:unique|(?:exactly |only |just |precisely )(?:one|1)|single|one and only one)"
_SEVERAL = r"(?:more than (?:one|1)|multiple|several|two or more|at least two|another|a second)"
_FILLED = (
    r"(?:valid |possible |different )?(?:solutions?|way to (?:fill|solve|complete)|completions?)"
)
_KINDS: tuple[tuple[_Asks, re.Pattern[str]], ...] = (
    ("count", _COUNT),
    ("unique", re.compile(rf"(?i)\b{_ONE} {_FILLED}|\bsolutions?\b[\w ]* (?:unique|the only (?:one|solution))\b|\buniquely (?:solvable|determined)\b")),
    ("several", re.compile(rf"(?i)\b{_SEVERAL} {_FILLED}|\bsolved in {_SEVERAL} ways?\b")),
    ("none", re.compile(r"(?i)\b(?:no (?:valid )?solutions?|unsolvable|impossible to (?:solve|fill|complete))\b")),
    ("some", re.compile(r"(?i)\b(?:an?|any|at least one) (?:valid )?solutions?\b|\bsolvable\b|\b(?:be|possible to) (?:solved|solve|fill|filled|complete|completed)\b")),
)  # fmt: skip
_DENIED = re.compile(r"(?i)\bnot\b|n't\b|\bwithout\b")
_YES_NO = re.compile(r"(?i)(?:is|are|does|do|must|has|would|will)\b")
_SOLVE = re.compile(r"(?i)\b(?:solv\w+|solution|fill\w*|complet\w+|finish\w*|answer)\b")
_PART = re.compile(
    r"(?i)\b(?:sum|total|product|how many|number of|valid|correct|corners?|diagonals?|which|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last|middle|top|bottom|left|right|left-?most|right-?most) (?:row|column|box|block)|"
    r"(?:row|column|box|block) (?:number )?\d)\b"
)
"""What asks for a part of the grid, or something of it."""


def asked_of(text: str, *, cell: bool) -> _Asks:
    """What the words around a grid ask: "" for the grid itself (or the ``cell`` that was found)."""
    lines = [line for line in text.splitlines() if _WORDED.search(line)]
    sentences = re.split(r"(?<=[a-z\"')][?.!])\s+|(?<=\d[?.!])\s+|(?<=:)\s+|\n", "\n".join(lines))
    found: set[_Asks] = set()
    filled = False
    for sentence in filter(_WORDED.search, sentences):
        if not _ASKING.search(sentence):
            filled = filled or bool(
                re.match(r"(?i)(?:please )?(?:solve|fill|complete)\b", sentence)
            )
            if (
                not cell
                and _PART.search(sentence)
                and re.match(r"(?i)(?:what|give|find|add|tell)\b", sentence)
            ):
                found.add("unclear")
            continue
        kinds: list[_Asks] = [kind for kind, pattern in _KINDS if pattern.search(sentence)]
        kind = kinds[0] if kinds else ""
        if kind:
            found.add("unclear" if _DENIED.search(sentence) else kind)
        elif cell:
            found |= {"unclear"} if _YES_NO.match(sentence) else set()
        else:
            plain = _SOLVE.search(sentence) and not _PART.search(sentence)
            found.add("" if plain else "unclear")
    if len(found) == 1 and not (filled and found != {""}) and not (cell and found != {""}):
        return found.pop()
    return "unclear" if found else ""


@frozen
class Fillings:
    """How many ways there are to fill a grid, or whether there is one, or another.

    Attributes:
        about: the grid and its rules, for people.
        cells: its numbers, 0 for a gap.
        box: height and width of the boxes, if it has any.
        network: its cells and rules, for the search.
        asks: what is asked.
        asked: the form of the answer.
    """

    about: str
    cells: tuple[tuple[int, ...], ...]
    box: tuple[int, int] | None
    network: Network
    asks: _Asks
    asked: Asked

    def describe(self) -> str:
        """The grid, and what is asked of it."""
        goals = {
            "count": "how many solutions",
            "unique": "exactly one solution",
            "several": "more than one solution",
            "some": "at least one solution",
            "none": "no solution",
        }
        return f"{self.about}\n? {goals[self.asks]}"

    @property
    def _most(self) -> int:
        return 2 if self.asks != "count" else MAX_COUNTED.get(len(self.cells), 100)

    def solve(self) -> Solution:
        """Count the solutions, as far as the question needs.

        Raises:
            UnsolvedError: there are too many, or too much to search.
        """
        try:
            count = self.network.count(self._most + 1)
        except TooLargeError as error:
            raise UnsolvedError(str(error)) from error
        if self.asks == "count" and count > self._most:
            raise UnsolvedError(f"there are more than {self._most} solutions, too many to count")
        return Solution(self._phrased(count))

    def _phrased(self, count: int) -> str:
        if self.asks == "count":
            if not self.asked.options:
                return str(count)
            label = self.asked.choose(str(count))
            if label is None:
                raise UnsolvedError(f"the answer is {count}, which is not among the options")
            return label
        so = {"unique": count == 1, "several": count > 1, "some": count > 0, "none": count == 0}
        return self.asked.truth(so[self.asks], YES_NO)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Count again with bit masks, filling first where the fewest numbers fit."""
        count = _Recount(self.cells, self.box).solutions(self._most + 1)
        if count is None:
            found = CheckOutcome.INCONCLUSIVE
        else:
            found = outcome(not evidence and self._phrased(count) == answer)
        claim = "counted again, there are as many solutions"
        return (Check(claim, "backtracking", found, independent=True, complete=True),)


class _Recount:
    """Counts the solutions of a grid by itself; bit ``n`` of a mask stands for the number ``n``."""

    def __init__(self, cells: Sequence[Sequence[int]], box: tuple[int, int] | None) -> None:
        self.size = len(cells)
        self.box = box
        self.used: dict[tuple[str, int, int], int] = {}
        self.gaps: list[tuple[int, int]] = []
        self.steps = 0
        self.clash = False
        for row, numbers in enumerate(cells):
            for column, value in enumerate(numbers):
                if not value:
                    self.gaps.append((row, column))
                    continue
                self.clash = self.clash or not 1 << value & self._free(row, column)
                self._toggle(row, column, value)

    def _groups(self, row: int, column: int) -> tuple[tuple[str, int, int], ...]:
        lines = (("row", row, 0), ("column", column, 0))
        return (*lines, ("box", row // self.box[0], column // self.box[1])) if self.box else lines

    def _free(self, row: int, column: int) -> int:
        taken = 0
        for group in self._groups(row, column):
            taken |= self.used.get(group, 0)
        return ((2 << self.size) - 2) & ~taken

    def _toggle(self, row: int, column: int, value: int) -> None:
        for group in self._groups(row, column):
            self.used[group] = self.used.get(group, 0) ^ 1 << value

    def solutions(self, most: int) -> int | None:
        """How many solutions there are, counted up to ``most``; None if that took too long."""
        if self.clash:
            return 0
        found = self._filled(most)
        return found if self.steps <= _RECOUNTED or found >= most else None

    def _filled(self, most: int) -> int:
        if not self.gaps:
            return 1
        self.steps += 1
        if self.steps > _RECOUNTED:
            return 0
        best = min(self.gaps, key=lambda gap: self._free(*gap).bit_count())
        free = self._free(*best)
        self.gaps.remove(best)
        found = 0
        for value in range(1, self.size + 1):
            if free >> value & 1 and found < most:
                self._toggle(*best, value)
                found += self._filled(most - found)
                self._toggle(*best, value)
        self.gaps.append(best)
        return found
