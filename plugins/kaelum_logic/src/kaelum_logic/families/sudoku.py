"""Sudoku of any usual size, and Latin squares: a grid of symbols with gaps to fill."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import ask
from kaelum_logic.families.sudoku_questions import Fillings, asked_of
from kaelum_logic.finite.constraints import AllDifferent, Constraint, Member, Not, Variable, holds
from kaelum_logic.finite.solver import Network, TooLargeError
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Grid", "read"]

SIZES = range(2, 17)
_GAP = frozenset("_.0?*x-")
_ABOUT = re.compile(r"(?i)\bsudoku\b|\blatin squares?\b")
_ONE_LINE = re.compile(r"(?<![\w.*])(?:[\d.*_?x]{81}|[0-6.*_?x]{36}|[0-4.*_?x]{16})(?![\w.*])")
"""A whole grid in one line."""
_BOX = re.compile(r"(?i)\b(\d)\s*[x×]\s*(\d)\s+(?:sub-?grid|box|block|region|square)")


_CELL = re.compile(
    r"(?i)\brow (\d{1,2}),? ?(?:and )?col(?:umn)? (\d{1,2})\b|\br(\d{1,2})c(\d{1,2})\b"
)
_CORNER = re.compile(
    r"(?i)\b(top|upper|bottom|lower)[- ](left|right)(?:[- ]hand)?[- ](?:corner|cell|square)\b(?! of (?:the|each|every) (?:box|block))"
)
_LETTERS = "ABCDEFGHIJKLMNOP"


def read(query: Query) -> Reading:
    """The grid in ``query``, if there is one and the words speak of sudoku or a Latin square."""
    text = query.full_text
    about = _ABOUT.search(text)
    if about is None:
        return None
    rows, spaced = _rows(text)
    size = len(rows)
    if size not in SIZES or any(len(row) != size for row in rows):
        return None
    latin = about.group().lower().startswith("latin")
    box = None if latin else _box(text, size)
    if box is None and not latin:
        return None
    lettered = any(cell.isupper() for row in rows for cell in row)
    symbols = tuple(_LETTERS[:size]) if lettered else tuple(map(str, range(1, size + 1)))
    if any(cell not in symbols and cell not in _GAP for row in rows for cell in row):
        return None
    cells = tuple(
        tuple(symbols.index(cell) + 1 if cell in symbols else 0 for cell in row) for row in rows
    )
    cell = _cell_asked(text, size)
    if cell is None:
        return None
    asks = asked_of(_ONE_LINE.sub(" ", text), cell=bool(cell))
    grid = Grid(cells, box, " " if spaced else "", symbols, cell)
    if not asks:
        return grid
    if asks == "unclear":
        return NotUnderstood(("what is asked of the grid",), understood=1, exclusive=True)
    return Fillings(grid.describe(), cells, box, grid.network(), asks, ask(query))


def _cell_asked(text: str, size: int) -> tuple[int, ...] | None:
    """The row and column asked for, () if there are none; None if they are outside the grid."""
    asked = [tuple(int(number) for number in cell if number) for cell in _CELL.findall(text)]
    asked += [
        (size if at.lower() in ("bottom", "lower") else 1, size if side.lower() == "right" else 1)
        for at, side in _CORNER.findall(text)
    ]
    cell = asked[0] if len(asked) == 1 else ()
    return cell if all(1 <= number <= size for number in cell) else None


def _rows(text: str) -> tuple[list[list[str]], bool]:
    """The longest run of lines that look like rows of a grid; whether cells are spaced."""
    if match := _ONE_LINE.search(text):
        side = math.isqrt(len(match.group()))
        return [list(match.group()[at : at + side]) for at in range(0, side * side, side)], False
    best: list[list[str]] = []
    spaced = True
    current: list[list[str]] = []
    for line in (*text.splitlines(), ""):
        plain = re.sub(r"[|\[\],;]", " ", line).strip()
        if current and re.fullmatch(r"[-+=\s]*", plain) and plain:
            continue
        cells = plain.split()
        compact = bool(cells) and (len(cells) == 1 or all(len(cell) > 1 for cell in cells))
        compact = compact and not all(cell.isdecimal() and len(cell) == 2 for cell in cells)
        compact = compact or (
            len(cells) > 1 and "|" in line and len(set(map(len, cells))) == 1 and len(cells[0]) > 1
        )
        if compact and len("".join(cells)) in SIZES:
            cells = list("".join(cells))
        if len(cells) > 1 and all(_is_cell(cell) for cell in cells):
            if current and len(current[0]) != len(cells):
                current = []
            current.append(cells)
            if len(current) > len(best):
                best, spaced = list(current), not compact
        elif plain:
            current = []
    return best, spaced


def _is_cell(cell: str) -> bool:
    return cell.isdecimal() or cell in _GAP or (len(cell) == 1 and cell in _LETTERS)


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
    """A square to be filled.

    Attributes:
        cells: the numbers 1 to n of the symbols that are given, 0 for a gap.
        box: height and width of the boxes (None: a Latin square has none).
        separator: what stands between cells in an answer.
        symbols: what the numbers stand for.
        cell: the row and column asked for; () for the whole square.
    """

    cells: tuple[tuple[int, ...], ...]
    box: tuple[int, int] | None
    separator: str = " "
    symbols: tuple[str, ...] = ()
    cell: tuple[int, ...] = ()

    def describe(self) -> str:
        """The rules and the given cells."""
        size = len(self.cells)
        boxes = f", box of {self.box[0]}x{self.box[1]}" if self.box else ""
        rows = "\n".join(
            " ".join(self.symbols[value - 1] if value else "_" for value in row)
            for row in self.cells
        )
        goal = f"\n? row {self.cell[0]}, column {self.cell[1]}" if self.cell else ""
        symbols = f"{self.symbols[0]} to {self.symbols[size - 1]}"
        return f"each row, column{boxes} holds {symbols}, each once\n{rows}{goal}"

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
            self.separator.join(self.symbols[values[f"r{row}c{column}"] - 1] for column in size)
            for row in size
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
        if self.cell:
            return self._one_cell(first)
        notes = () if second is None else ("other solutions exist; this is one of them",)
        return Solution(self._written(first), {"unique": second is None}, notes=notes)

    def _one_cell(self, first: Mapping[str, int]) -> Solution:
        """The symbol of the cell asked for, if it is the same in every solution."""
        name = f"r{self.cell[0]}c{self.cell[1]}"
        if self.network().solution(Not(Member(name, (first[name],)))) is not None:
            raise UnsolvedError("the given numbers leave that cell open")
        filled = self._written(first)
        return Solution(self.symbols[first[name] - 1], {"filled": filled}, steps=(filled,))

    def _check_cell(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        from kaelum_logic.finite.proof import Prover

        values = self._values(str(evidence.get("filled")))
        name = f"r{self.cell[0]}c{self.cell[1]}"
        network = self.network()
        fits = (
            values is not None
            and set(evidence) == {"filled"}
            and all(holds(rule, values) for rule in network.constraints)
            and self.symbols[values[name] - 1] == answer
        )
        claim = "the filled grid keeps every rule and has this in the cell asked for"
        checks = [Check(claim, "evaluation", outcome(fits), independent=True)]
        if values is not None and fits:
            other = Prover(network).possible(Not(Member(name, (values[name],))))
            found = CheckOutcome.INCONCLUSIVE if other is None else outcome(not other)
            claim = "nothing else fits in that cell"
            checks.append(Check(claim, "z3", found, independent=True, complete=True))
        return checks

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Test the filled grid against every rule, and uniqueness by Z3."""
        from kaelum_logic.finite.proof import Prover

        if self.cell:
            return self._check_cell(answer, evidence)
        network = self.network()
        values = self._values(answer)
        fits = values is not None and all(holds(rule, values) for rule in network.constraints)
        claim = "every row, column and box holds each number once, and the given numbers stand"
        # One of several ways to fill the grid is a solution, but not proved to be the one meant.
        alone = evidence.get("unique") is True
        checks = [Check(claim, "evaluation", outcome(fits), independent=True, complete=alone)]
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
        if not all(cell in self.symbols for row in rows for cell in row):
            return None
        return {
            f"r{row + 1}c{column + 1}": self.symbols.index(rows[row][column]) + 1
            for row in range(size)
            for column in range(size)
        }
