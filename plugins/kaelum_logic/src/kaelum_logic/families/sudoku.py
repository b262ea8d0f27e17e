"""Sudoku of any usual size, and Latin squares: a grid of symbols with gaps to fill."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.finite.constraints import AllDifferent, Constraint, Member, Variable, holds
from kaelum_logic.finite.solver import Network, TooLargeError
from kaelum_logic.problem import Reading, Solution, UnsolvedError, outcome

__all__ = ["Grid", "read"]

SIZES = range(2, 17)
_GAP = frozenset("_.0?*x-")
_ABOUT = re.compile(r"(?i)\bsudoku\b|\blatin squares?\b")
_BOX = re.compile(r"(?i)\b(\d)\s*[x×]\s*(\d)\s+(?:sub-?grid|box|block|region|square)")


def read(query: Query) -> Reading:
    """The grid in ``query``, if there is one and the words speak of sudoku or a Latin square."""
    text = query.full_text
    about = _ABOUT.search(text)
    if about is None:
        return None
    rows, spaced = _rows(text)
    if len(rows) not in SIZES or any(len(row) != len(rows) for row in rows):
        return None
    latin = about.group().lower().startswith("latin")
    box = None if latin else _box(text, len(rows))
    if box is None and not latin:
        return None
    cells = tuple(tuple(_value(cell) for cell in row) for row in rows)
    if any(value > len(rows) for row in cells for value in row):
        return None
    return Grid(cells, box, " " if spaced else "")


def _rows(text: str) -> tuple[list[list[str]], bool]:
    """The longest run of lines that look like rows of a grid; whether cells are spaced."""
    best: list[list[str]] = []
    spaced = True
    current: list[list[str]] = []
    for line in (*text.splitlines(), ""):
        plain = re.sub(r"[|\[\],;]", " ", line).strip()
        if current and re.fullmatch(r"[-+=\s]*", plain) and plain:
            continue
        cells = plain.split()
        compact = len(cells) == 1 and len(plain) in SIZES
        if compact:
            cells = list(plain)
        if len(cells) > 1 and all(cell.isdecimal() or cell in _GAP for cell in cells):
            if current and len(current[0]) != len(cells):
                current = []
            current.append(cells)
            if len(current) > len(best):
                best, spaced = list(current), not compact
        elif plain:
            current = []
    return best, spaced


def _value(cell: str) -> int:
    return int(cell) if cell.isdecimal() else 0


def _box(text: str, size: int) -> tuple[int, int] | None:
    """Height and width of the boxes: as stated, else the squarest that fit."""
    for match in _BOX.finditer(text):
        high, wide = int(match.group(1)), int(match.group(2))
        if high * wide == size:
            return high, wide
    root = math.isqrt(size)
    return next(((high, size // high) for high in range(root, 1, -1) if size % high == 0), None)


@frozen
class Grid:
    """A square of numbers 1 to n, 0 for a gap, and the shape of its boxes (None: Latin square)."""

    cells: tuple[tuple[int, ...], ...]
    box: tuple[int, int] | None
    separator: str = " "

    def describe(self) -> str:
        """The rules and the given cells."""
        size = len(self.cells)
        boxes = f", box of {self.box[0]}x{self.box[1]}" if self.box else ""
        rows = "\n".join(" ".join(str(value or "_") for value in row) for row in self.cells)
        return f"each row, column{boxes} holds 1 to {size}, each once\n{rows}"

    def network(self) -> Network:
        """A variable per cell, a rule per row, column and box."""
        size = range(len(self.cells))
        names = [[f"r{row + 1}c{column + 1}" for column in size] for row in size]
        groups = [*names, *([row[column] for row in names] for column in size)]
        if self.box:
            high, wide = self.box
            groups += [
                [names[top + r][left + c] for r in range(high) for c in range(wide)]
                for top in size[::high]
                for left in size[::wide]
            ]
        values = tuple(range(1, len(self.cells) + 1))
        given: list[Constraint] = [
            Member(names[row][column], (self.cells[row][column],))
            for row in size
            for column in size
            if self.cells[row][column]
        ]
        rules: list[Constraint] = [AllDifferent(tuple(group)) for group in groups]
        variables = tuple(Variable(name, values) for row in names for name in row)
        return Network(variables, (*rules, *given))

    def _written(self, values: Mapping[str, int]) -> str:
        size = range(1, len(self.cells) + 1)
        return "\n".join(
            self.separator.join(str(values[f"r{row}c{column}"]) for column in size) for row in size
        )

    def solve(self) -> Solution:
        """Fill the gaps by propagation and search; a second solution is looked for."""
        network = self.network()
        try:
            found = network.solutions()
            first = next(found, None)
            second = next(found, None) if first else None
        except TooLargeError as error:
            raise UnsolvedError(str(error)) from error
        if first is None:
            raise UnsolvedError("the given numbers contradict each other: the grid has no solution")
        notes = () if second is None else ("other solutions exist; this is one of them",)
        return Solution(self._written(first), {"unique": second is None}, notes=notes)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Test the filled grid against every rule, and uniqueness by Z3."""
        from kaelum_logic.finite.proof import Prover

        network = self.network()
        values = self._values(answer)
        fits = values is not None and all(holds(rule, values) for rule in network.constraints)
        claim = "every row, column and box holds each number once, and the given numbers stand"
        checks = [Check(claim, "evaluation", outcome(fits), independent=True, complete=True)]
        if values is None or set(evidence) != {"unique"}:
            return (*checks, Check("the evidence is as issued", "reading", CheckOutcome.FAILED))
        other = Prover(network).another(values)
        says = "there is no other solution" if evidence["unique"] else "there is another solution"
        agreed = other is not None and other is not evidence["unique"]
        found = CheckOutcome.INCONCLUSIVE if other is None else outcome(agreed)
        return (*checks, Check(says, "z3", found, independent=True))

    def _values(self, answer: str) -> dict[str, int] | None:
        rows = [
            row.split(self.separator) if self.separator else list(row) for row in answer.split("\n")
        ]
        size = len(self.cells)
        if len(rows) != size or any(len(row) != size for row in rows):
            return None
        if not all(cell.isdecimal() and 1 <= int(cell) <= size for row in rows for cell in row):
            return None
        return {
            f"r{row + 1}c{column + 1}": int(rows[row][column])
            for row in range(size)
            for column in range(size)
        }
