"""Texts with brackets: where one closes, and what a list in words consists of."""

from __future__ import annotations

import re

from kaelum_core.equivalence import numerals

__all__ = ["PAIRS", "closes", "split"]

PAIRS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = set(PAIRS.values())


def closes(text: str, start: int) -> int | None:
    """Where the bracket at ``start`` is closed; intervals may mix ``(`` and ``]``."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] in PAIRS:
            depth += 1
        elif text[index] in _CLOSING:
            depth -= 1
            if depth == 0:
                return index
    return None


_SEPARATOR = re.compile(
    r"[(\[{]|[)\]}]|\s*[,;]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*\u222a\s*", re.IGNORECASE
)


def split(text: str) -> tuple[list[str], list[str]]:
    """The entries of a list, and what stands between them: ``,``, ``and``, ``or``, ``\u222a``.

    Brackets keep their contents together; when they do not match, so does everything.
    """
    entries, marks, depth, start = [], [], 0, 0
    within_numbers = {
        number.start() + offset
        for number in numerals.GROUPED.finditer(text)
        for offset, character in enumerate(number[0])
        if character == ","
    }
    for match in _SEPARATOR.finditer(text):
        mark = match[0].strip().lower()
        if mark in PAIRS:
            depth += 1
        elif mark in _CLOSING:
            depth -= 1
        elif depth == 0 and match.start() not in within_numbers:
            entries.append(text[start : match.start()].strip())
            start = match.end()
            marks.append(mark.lstrip(",; ") or ",")
        if depth < 0:
            return [text], []
    return ([*entries, text[start:].strip()], marks) if depth == 0 else ([text], [])
