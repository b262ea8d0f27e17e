"""Tables written into a text, and conditions on their rows in English.

A table is lines with commas or bars, the first of them the header; the lines may have run
together (``name, age Ann, 7 Bob, 9``). A condition is about one column: ``more than 8 years
old``, ``taller than Gwen``, ``weighs 11 kg``.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from kaelum_logic.finite.scales import comparative, superlative
from kaelum_logic.finite.text import number, ordinal, singular, words
from kaelum_logic.problem import strings

__all__ = [
    "Column",
    "Condition",
    "Extreme",
    "Row",
    "Table",
    "read_conditions",
    "read_extreme",
    "read_tables",
]

MAX_ROWS = 200
Operator = Literal["<", "<=", "=", ">=", ">"]
_SCALE_OF = {"age": "age", "height": "height", "weight": "weight", "price": "cost", "cost": "cost",
             "length": "length", "speed": "speed", "size": "size", "distance": "distance", "width": "width"}  # fmt: skip
"""The scale of adjectives that goes with a column."""


@frozen
class Column:
    """A column: its name, and the unit of its numbers if that is told."""

    name: str
    unit: str = ""


@frozen
class Row:
    """What a line is about, of which kind that is, and its other cells."""

    name: str
    kind: str
    cells: tuple[str, ...] = field(converter=strings)

    def amount(self, column: int) -> Fraction | None:
        """The number in a cell, if it is one."""
        cell = self.cells[column]
        return Fraction(cell) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,6})?", cell) else None


@frozen
class Table:
    """Columns (without the first, which names the rows) and rows, of all tables of a text."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        head = ", ".join(column.name for column in self.columns)
        return f"name, {head}; " + "; ".join(", ".join((row.name, *row.cells)) for row in self.rows)

    def row(self, name: str) -> Row | None:
        """The row of that name."""
        found = [row for row in self.rows if row.name.lower() == name.lower()]
        return found[0] if len(found) == 1 else None

    def column(self, name: str) -> int | None:
        """The number of the column of that name."""
        wanted = singular(name.strip().lower())
        names = [singular(column.name) for column in self.columns]
        return names.index(wanted) if names.count(wanted) == 1 else None

    def of_scale(self, scale: str) -> int | None:
        """The number of the column whose amounts a scale's adjectives compare."""
        fitting = [
            at for at, column in enumerate(self.columns) if _SCALE_OF.get(column.name) == scale
        ]
        return fitting[0] if len(fitting) == 1 else None


@frozen
class Condition:
    """That the amount in a column compares so with ``than``."""

    column: int
    operator: Operator
    than: Fraction

    def holds(self, row: Row) -> bool:
        """Whether it does in ``row``; a cell that is no number fits nothing."""
        amount = row.amount(self.column)
        if amount is None:
            return False
        found = {"<": amount < self.than, "<=": amount <= self.than, "=": amount == self.than}
        found |= {">=": amount >= self.than, ">": amount > self.than}
        return found[self.operator]


@frozen
class Extreme:
    """The row that is ``rank``-th from the end of a column that ``sign`` points to."""

    column: int
    sign: int
    rank: int = 1


# Tables

_HEADER = re.compile(r"\b(?i:name)((?:,[ \t]*[a-zA-Z]+(?: \([^()\n]{1,12}\))?){1,6})(?=\s)")
_BARS = re.compile(r"(?m)^[ \t]*\|?(?:[^|\n]+\|)+[^|\n]*$")
_RULE = re.compile(r"^[\s|:-]+$")
_KIND = re.compile(
    r"(?i)(?:each (?:subsequent |following |other )?(?:line|row) is an?|listing|a table of|table lists) ([a-z]+)"
)
_ADDED = re.compile(
    r"(?i)\bwe (?:now |then |also )*add an? (?P<kind>[a-z]+) to (?:the|this|that) (?:first |second )?table\s*:\s*(?P<line>[^\n.]+?)(?=\s*(?:\n|\.\s|\.$|$|(?-i:How|What|Which|We|Who)\b))"
)
_DELETED = re.compile(
    r"(?i)\bwe (?:now |then |also )*(?:delete|remove) the [a-z]+ (?:named |called )?(?P<name>(?-i:[A-Z][\w'-]*)) from (?:the|this|that) table\.?"
)
_FRAME = (
    re.compile(r"(?i)\b(?:and )?here is (?:a|another|the) (?:similar )?table\b[^:\n]*:"),
    re.compile(r"(?i)\bfor example:\s*(?:,?\s*(?:and )?the [a-z]+ of [A-Z][\w'-]* is [\d.]+(?: ?[a-z]+)?)+\."),
    re.compile(r"(?i)\b(?:the )?(?:following )?table (?:below )?(?:lists|shows|gives)\b[^:.\n]*[:.]"),
)  # fmt: skip


def read_tables(text: str) -> tuple[Table, str] | None:
    """The rows of all tables in ``text``, and what is left of it; None if there is no table."""
    columns: tuple[Column, ...] = ()
    rows: list[Row] = []
    kinds = [singular(match.lower()) for match in _KIND.findall(text)]
    rest = text
    for found in _run_together(text) or _with_bars(text):
        head, lines, span = found
        if columns and head != columns:
            return None
        columns = head
        kind = kinds[0] if kinds else "row"
        kinds = kinds[1:] or kinds
        rows += [Row(name, kind, cells) for name, cells in lines]
        rest = rest.replace(span, " ")
    if len(rows) < 2 or len(rows) > MAX_ROWS or len({row.name for row in rows}) < len(rows):
        return None
    changed = _changed(Table(columns, tuple(rows)), rest)
    if changed is None:
        return None
    table, rest = changed
    for pattern in _FRAME:
        rest = pattern.sub(" ", rest)
    return table, rest


_Lines = list[tuple[str, tuple[str, ...]]]


def _run_together(text: str) -> list[tuple[tuple[Column, ...], _Lines, str]]:
    """Tables with commas, whose lines may follow each other without a break."""
    found = []
    for header in _HEADER.finditer(text):
        columns = tuple(_column(cell) for cell in header[1].split(",")[1:])
        line = re.compile(
            rf"\s*([A-Z][\w'-]*)((?:,[ \t]*-?\d+(?:\.\d+)?){{{len(columns)}}})(?![\d,])"
        )
        at, lines = header.end(), []
        while match := line.match(text, at):
            cells = tuple(cell.strip() for cell in match[2].split(",")[1:])
            lines.append((match[1], cells))
            at = match.end()
        if lines:
            found.append((columns, lines, text[header.start() : at]))
    return found


def _column(cell: str) -> Column:
    match = re.fullmatch(r"\s*([\w ]+?)\s*(?:\(([^()]*)\))?\s*", cell)
    return Column(match[1].lower(), match[2] or "") if match else Column(cell.strip().lower())


def _with_bars(text: str) -> list[tuple[tuple[Column, ...], _Lines, str]]:
    """The one table with bars, if all its lines have the same number of cells."""
    lines = [match.group() for match in _BARS.finditer(text)]
    cells = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in lines
        if not _RULE.match(line)
    ]
    if len(cells) < 3 or len({len(line) for line in cells}) != 1 or len(cells[0]) < 2:
        return []
    start, end = text.index(lines[0]), text.index(lines[-1]) + len(lines[-1])
    columns = tuple(_column(cell) for cell in cells[0][1:])
    return [(columns, [(line[0], line[1:]) for line in cells[1:]], text[start:end])]


def _changed(table: Table, text: str) -> tuple[Table, str] | None:
    """``table`` with the lines that are added and deleted later on, in their order."""
    changes = [*_ADDED.finditer(text), *_DELETED.finditer(text)]
    for match in sorted(changes, key=lambda match: match.start()):
        if match.re is _ADDED:
            name, *cells = (cell.strip() for cell in match["line"].split(","))
            if len(cells) != len(table.columns) or table.row(name):
                return None
            row = Row(name, singular(match["kind"].lower()), cells)
            table = evolve(table, rows=(*table.rows, row))
        else:
            kept = tuple(row for row in table.rows if row.name != match["name"])
            if len(kept) != len(table.rows) - 1:
                return None
            table = evolve(table, rows=kept)
    return table, _DELETED.sub(" ", _ADDED.sub(" ", text))


# Conditions

_AMOUNT = r"(?P<how>more than|less than|fewer than|at least|at most|exactly|over|under|above|below|not more than|no more than)?\s*(?P<amount>\d+(?:\.\d+)?|[a-z]+)\s*(?P<unit>years?|cm|kg|m|g|km|lbs?|meters?|metres?|kilograms?|centimet(?:er|re)s?)?"
_HOW: dict[str, Operator] = {
    "more than": ">", "over": ">", "above": ">", "less than": "<", "fewer than": "<", "under": "<",
    "below": "<", "at least": ">=", "at most": "<=", "exactly": "=", "": "=", "not more than": "<=",
    "no more than": "<=",
}  # fmt: skip
_MEASURED = re.compile(
    rf"^(?:is|are|was|were|aged) {_AMOUNT} (?P<adjective>old|tall|long|high|heavy|wide)$"
)
_WEIGHS = re.compile(rf"^(?P<verb>weigh|cost)[st]? {_AMOUNT}$")
_HAS = re.compile(rf"^(?:has|have|with|having) an? (?P<column>[a-z]+) (?:of )?{_AMOUNT}$")
_COMPARED = re.compile(
    r"^(?:is|are) (?P<denied>not )?(?P<comparative>[a-z]+er|(?:more|less) [a-z]+) than (?P<than>.+)$"
)
_SCALE_WORDS = {"old": "age", "tall": "height", "high": "height", "long": "length", "heavy": "weight",
                "wide": "width", "weigh": "weight", "cost": "cost"}  # fmt: skip
_OTHERS = (
    "the other ones",
    "the others",
    "all others",
    "all the others",
    "everyone else",
    "the rest",
)
_VERBLESS = re.compile(r"(?:not |more |less |\w+er than )")
_TURNED: dict[Operator, Operator] = {"<": ">=", ">": "<="}


def read_conditions(text: str, table: Table) -> tuple[Condition | Extreme, ...] | None:
    """``are more than 5 years old and weigh less than 12 kg``; None if a part is not understood."""
    first, *others = re.split(r"\s*,?\s+(?:and|but)\s+", text.strip())
    verb = first.partition(" ")[0]  # it serves "and not older than Ann" too
    parts = [first, *(f"{verb} {part}" if _VERBLESS.match(part) else part for part in others)]
    found = [_condition(part, table) for part in parts]
    known = tuple(item for item in found if item is not None)
    return known if len(known) == len(found) else None


def _condition(text: str, table: Table) -> Condition | Extreme | None:
    if (match := _COMPARED.match(text)) is not None:
        return _compared(match, table)
    match = _MEASURED.match(text) or _WEIGHS.match(text) or _HAS.match(text)
    if match is None:
        return None
    if match.re is _HAS:
        column = table.column(match["column"])
    else:
        word = match["adjective" if match.re is _MEASURED else "verb"]
        column = table.of_scale(_SCALE_WORDS[word])
    than = _number(match["amount"])
    if column is None or than is None or not _same_unit(match["unit"], table.columns[column]):
        return None
    return Condition(column, _HOW[match["how"] or ""], than)


def _compared(match: re.Match[str], table: Table) -> Condition | Extreme | None:
    named = comparative((*match["comparative"].split(), "than"), 0)
    column = table.of_scale(named[0].axis) if named else None
    if named is None or column is None:
        return None
    sign = named[0].sign
    if match["than"] in _OTHERS:
        return None if match["denied"] else Extreme(column, sign)
    other = table.row(match["than"])
    amount = other.amount(column) if other else None
    if amount is None:
        given = re.fullmatch(_AMOUNT, match["than"])
        if given is None or given["how"] or not _same_unit(given["unit"], table.columns[column]):
            return None
        amount = _number(given["amount"])
    operator: Operator = ">" if sign > 0 else "<"
    if amount is None:
        return None
    return Condition(column, _TURNED[operator] if match["denied"] else operator, amount)


def _number(text: str) -> Fraction | None:
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", text):
        return Fraction(text)
    value = number(text)
    return None if value is None else Fraction(value)


def _same_unit(unit: str | None, column: Column) -> bool:
    """Whether a unit is the column's; where the header has none, any that fits its name."""
    if not unit:
        return True
    if unit.startswith("year"):
        return column.name == "age"
    return not column.unit or unit == column.unit or unit.startswith(column.unit[0])


def read_extreme(text: str, table: Table) -> tuple[Extreme, str] | None:
    """``the second oldest penguin``: which row, and the words for what it is."""
    found = [word for word in words(text) if word not in ("the", "of")]
    rank = 1
    if found and (place := ordinal(found[0])) is not None:
        rank, found = place, found[1:]
    if (
        found[:1] in (["highest"], ["lowest"], ["greatest"], ["largest"], ["smallest"])
        and len(found) > 1
    ):
        column = table.column(found[1])
        sign = 1 if found[0] in ("highest", "greatest", "largest") else -1
        return (Extreme(column, sign, rank), " ".join(found[2:])) if column is not None else None
    top = superlative(found, 0) if found else None
    column = table.of_scale(top[0].axis) if top else None
    if top is None or column is None:
        return None
    return Extreme(column, top[0].sign, rank), " ".join(found[top[1] :])
