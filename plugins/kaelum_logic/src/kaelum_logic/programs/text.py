"""The sections of a program and their lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

__all__ = ["Line", "Repairs", "program_in", "sections"]

_NAMES = (
    "predicates premises conclusion facts rules query domain variables constraints "
    "declarations options"
)
_HEADING = re.compile(
    rf"^[ \t#*>]*({'|'.join(name.title() + '?' for name in _NAMES.split())})[ \t*]*:?[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_KINDS: tuple[frozenset[str], ...] = (
    frozenset(["premises", "conclusion"]),
    frozenset(["facts", "query"]),
    frozenset(["rules", "query"]),
    frozenset(["variables", "query"]),
    frozenset(["declarations", "options"]),
)


class Repairs(list[str]):
    """What was put right, in the order in which it was found; nothing twice."""

    def note(self, repair: str) -> None:
        """Report ``repair``."""
        if repair not in self:
            self.append(repair)


@frozen
class Line:
    """One statement.

    Attributes:
        text: the statement itself.
        gloss: what stands behind ``:::``, or "".
    """

    text: str
    gloss: str = ""


def program_in(text: str) -> str | None:
    """``text`` from the first heading of a program on; None when there is no program in it."""
    text = _FENCE.sub("", text)
    first = _HEADING.search(text)
    if first is None:
        return None
    program = text[first.start() :]
    found = set(sections(program))
    return program if any(kind <= found for kind in _KINDS) else None


def sections(program: str) -> Mapping[str, tuple[Line, ...]]:
    """The lines under each heading, by its name in small letters and in full."""
    lines: dict[str, list[Line]] = {}
    current: list[Line] = []
    for raw in program.splitlines():
        heading = _HEADING.match(raw)
        if heading:
            current = lines.setdefault(_full(heading.group(1)), [])
            continue
        text, _, gloss = raw.partition(":::")
        text = re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+", "", text)
        if text.strip() or gloss.strip():
            current.append(Line(text.strip(), gloss.strip()))
    return {name: tuple(found) for name, found in lines.items()}


def _full(heading: str) -> str:
    names = _NAMES.split()
    return next(name for name in names if name.startswith(heading.lower()))
