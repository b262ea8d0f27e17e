"""Questions about a table that the text gives: how many rows, which of them, how much in all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.tables import (
    Condition,
    Extreme,
    Row,
    Table,
    read_conditions,
    read_extreme,
    read_tables,
)
from kaelum_logic.finite.text import sentences, singular
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Rows", "read"]

_ANYTHING = frozenset(
    "row person people animal student employee product item entry name one".split()
)
_TABLE = (
    r"(?: (?:are )?(?:there|listed|left))?(?: in| on)?(?: (?:the|this|that|both|these) tables?)?"
)
_ALL = re.compile(rf"(?i)^how many (?P<kind>[a-z]+) (?:are|do we have){_TABLE}$")
_HOW_MANY = re.compile(r"(?i)^how many (?:of the )?(?P<kind>[a-z]+) (?P<what>.+)$")
_WHICH = re.compile(
    r"(?i)^(?:which|what) (?P<kind>[a-z]+) (?P<what>(?:is|are|has|have|weighs?|costs?) .+)$"
)
_NAMED = re.compile(
    r"(?i)^(?:what is the name of|(?:which|what|who) (?:is|was)) the (?P<what>.+?)(?: in (?:the|this) table)?$"
)
_LAST = re.compile(
    r"(?i)^(?P<end>first|last) (?P<kind>[a-z]+)(?P<sorted>,? (?:when )?(?:sorted|ordered) (?:by|in) alphabetic(?:al)? order| alphabetically| in alphabetic(?:al)? order)?$"
)
_SUM = re.compile(
    r"(?i)^what is the (?P<how>cumulated|total|combined|average|mean|sum of the) (?P<column>[a-z]+?) of (?:all )?(?:the )?(?P<kind>[a-z]+)$"
)
_CELL = re.compile(
    r"(?i)^what is the (?P<column>[a-z]+) of (?P<name>[A-Z][\w'-]*)$|^what is (?P<of>[A-Z][\w'-]*)'s (?P<cell>[a-z]+)$"
)


@frozen
class Rows:
    """A table, which of its rows are meant, and what is asked of them.

    Attributes:
        table: all rows, after any changes.
        kind: what the rows meant are ("" for any).
        conditions: what holds of them; at most one of them an extreme.
        goal: ``count``, ``names``, ``first``, ``last`` (by the alphabet if ``sorted``), or what is
            done with the numbers of ``column``: ``cell``, ``total``, ``average``.
        column: the column that is asked for, or -1.
        asked: the form of the answer.
    """

    table: Table
    kind: str
    conditions: tuple[Condition | Extreme, ...]
    goal: str
    column: int
    asked: Asked

    def describe(self) -> str:
        """The table, the conditions, what is asked."""
        names = [column.name for column in self.table.columns]
        parts = [
            f"{names[item.column]} {item.operator} {item.than}"
            if isinstance(item, Condition)
            else f"number {item.rank} by {'most' if item.sign > 0 else 'least'} {names[item.column]}"
            for item in self.conditions
        ]
        what = f" of {names[self.column]}" if self.column >= 0 else ""
        return f"{self.table}\n? {self.goal}{what}: {self.kind or 'all'} {' and '.join(parts)}".rstrip()

    def solve(self) -> Solution:
        """Keep the rows that fit, one condition after the other."""
        rows = [row for row in self.table.rows if not self.kind or row.kind == self.kind]
        for condition in self.conditions:
            if isinstance(condition, Condition):
                rows = [row for row in rows if condition.holds(row)]
            else:
                rows = _extreme(rows, condition)
        return Solution(self._phrased(rows), {"rows": [row.name for row in rows]})

    def _phrased(self, rows: Sequence[Row]) -> str:
        if self.goal == "count":
            return self._chosen(str(len(rows)))
        if not rows:
            raise UnsolvedError("there is no such row")
        if self.goal in ("total", "average", "cell"):
            amounts = [row.amount(self.column) for row in rows]
            if self.goal == "cell" and len(rows) == 1:
                return self._chosen(rows[0].cells[self.column])
            known = [amount for amount in amounts if amount is not None]
            if len(known) < len(amounts):
                raise UnsolvedError("not every cell is a number")
            total = sum(known, Fraction())
            return self._chosen(str(total / len(rows) if self.goal == "average" else total))
        names = [row.name for row in rows]
        if self.goal in ("first", "last"):
            return self._chosen(names[0] if self.goal == "first" else names[-1])
        if self.goal in ("first sorted", "last sorted"):
            return self._chosen((min if self.goal == "first sorted" else max)(names, key=str.lower))
        return self._chosen(
            names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        )

    def _chosen(self, text: str) -> str:
        if not self.asked.options:
            return text
        label = self.asked.choose(text)
        if label is None:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return label

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Each row named fits, each other row does not, and the answer says what they give."""
        given = evidence.get("rows")
        names = given if isinstance(given, list) and set(evidence) == {"rows"} else [None]
        rows = [row for name in names if isinstance(name, str) and (row := self.table.row(name))]
        fitting = [row for row in self.table.rows if self._fits(row)]
        try:
            right = len(rows) == len(names) and rows == fitting and self._phrased(rows) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                f"{len(fitting)} of {len(self.table.rows)} rows fit, each looked at by itself",
                "row by row",
                outcome(right),
                independent=True,
                complete=True,
            ),
        )

    def _fits(self, row: Row) -> bool:
        """Whether ``row`` is meant, from how many rows of its kind lie beyond it."""
        if self.kind and row.kind != self.kind:
            return False
        plain = [item for item in self.conditions if isinstance(item, Condition)]
        rivals = [
            other
            for other in self.table.rows
            if (not self.kind or other.kind == self.kind) and all(c.holds(other) for c in plain)
        ]
        if row not in rivals:
            return False
        return all(
            _beyond(row, rivals, item) for item in self.conditions if isinstance(item, Extreme)
        )


def _beyond(row: Row, rivals: Sequence[Row], extreme: Extreme) -> bool:
    """Whether just ``rank - 1`` of the rivals have more of the column (less, for sign -1)."""
    own = row.amount(extreme.column)
    amounts = [other.amount(extreme.column) for other in rivals]
    if own is None:
        return False
    more = [one for one in amounts if one is not None and (one - own) * extreme.sign > 0]
    return len(more) == extreme.rank - 1


def _extreme(rows: Sequence[Row], extreme: Extreme) -> list[Row]:
    """The row at that rank.

    Raises:
        UnsolvedError: a cell is no number, or several rows are level there.
    """
    amounts = {row.name: row.amount(extreme.column) for row in rows}
    known = {name: amount for name, amount in amounts.items() if amount is not None}
    if len(known) < len(rows) or extreme.rank > len(rows):
        raise UnsolvedError("not every cell is a number, or there are too few rows")
    ordered = sorted(rows, key=lambda row: known[row.name] * -extreme.sign)
    at = ordered[extreme.rank - 1]
    if list(known.values()).count(known[at.name]) > 1:
        raise UnsolvedError("several rows are level there")
    return [at]


def read(query: Query) -> Reading:
    """The table of ``query`` and what is asked of it, if it has one."""
    asked = ask(query)
    found = read_tables(asked.text)
    if found is None:
        return None
    table, rest = found
    parts = [part.strip() for part in sentences(rest) if re.search(r"\w", part)]
    questions = [part for part in parts if part.endswith("?")]
    if len(questions) != 1:
        return None
    text = re.sub(r"(?i)\bthat's\b", "that is", questions[0].rstrip("? "))
    problem = _question(text, table, asked)
    lost = [part for part in parts if part not in questions]
    if problem is None:
        lost.append(questions[0])
    if lost or problem is None:
        return NotUnderstood(lost, understood=len(table.rows))
    return problem


def _question(text: str, table: Table, asked: Asked) -> Rows | None:
    """What ``text`` asks of ``table``."""
    if match := _ALL.match(text):
        return _rows(table, match["kind"], (), "count", asked)
    if match := _SUM.match(text):
        column = table.column(match["column"])
        goal = "average" if match["how"].lower() in ("average", "mean") else "total"
        return None if column is None else _rows(table, match["kind"], (), goal, asked, column)
    if match := _CELL.match(text):
        return _cell(match["column"] or match["cell"], match["name"] or match["of"], table, asked)
    if match := _NAMED.match(text):
        return _named(match["what"], table, asked)
    match = _HOW_MANY.match(text) or _WHICH.match(text)
    if match is None:
        return None
    what = match["what"]
    if top := re.match(r"(?i)^(?:is|has|have) the (.+)$", what):
        extreme = read_extreme(top[1], table)
        conditions: tuple[Condition | Extreme, ...] | None = (
            (extreme[0],) if extreme and not extreme[1] else None
        )
    else:
        conditions = read_conditions(what, table)
    if conditions is None:
        return None
    goal = "count" if match.re is _HOW_MANY else "names"
    return _rows(table, match["kind"], conditions, goal, asked)


def _named(what: str, table: Table, asked: Asked) -> Rows | None:
    """``the oldest penguin``, ``the last penguin in alphabetical order``, ``penguin that is ...``."""
    if match := _LAST.match(what):
        goal = f"{match['end'].lower()}{' sorted' if match['sorted'] else ''}"
        return _rows(table, match["kind"], (), goal, asked)
    if match := re.match(r"(?i)^(?P<kind>[a-z]+) (?:that|who|which) (?P<what>.+)$", what):
        conditions = read_conditions(match["what"], table)
        return _rows(table, match["kind"], conditions, "names", asked) if conditions else None
    extreme = read_extreme(what, table)
    return _rows(table, extreme[1] or "one", (extreme[0],), "names", asked) if extreme else None


def _cell(column: str, name: str, table: Table, asked: Asked) -> Rows | None:
    """The problem of one cell."""
    at, row = table.column(column), table.row(name)
    if at is None or row is None:
        return None
    only = Table(table.columns, (row,))
    return Rows(only, "", (), "cell", at, asked)


def _rows(
    table: Table,
    kind: str,
    conditions: tuple[Condition | Extreme, ...],
    goal: str,
    asked: Asked,
    column: int = -1,
) -> Rows | None:
    """The problem, if ``kind`` names rows of the table."""
    noun = singular(kind.lower())
    kinds = {row.kind for row in table.rows}
    if noun in kinds:
        return Rows(table, noun, conditions, goal, column, asked)
    if noun in _ANYTHING or kinds == {"row"}:
        return Rows(table, "", conditions, goal, column, asked)
    return None
