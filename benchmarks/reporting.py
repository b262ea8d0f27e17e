"""What the benchmarks share: one table, printed and kept in docs/BENCHMARKS.md."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["DOCUMENT", "add_write_flag", "table", "write_block"]

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "BENCHMARKS.md"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; columns of numbers are aligned to the right."""
    body = [[str(cell) for cell in row] for row in rows]
    cells = [list(head), *body]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    numeric = [all(re.fullmatch(r"[-\d.,%]*", row[i]) for row in body) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        return f"| {' | '.join(padded)} |"

    rule = (
        "-" * (w - 1) + (":" if right else "-") for w, right in zip(widths, numeric, strict=True)
    )
    return "\n".join([line(head), f"| {' | '.join(rule)} |", *map(line, body)])


def add_write_flag(parser: argparse.ArgumentParser) -> None:
    """The flag ``--write``, the same in every benchmark: keep the table by :func:`write_block`."""
    parser.add_argument("--write", action="store_true", help="keep the table in docs/BENCHMARKS.md")


def write_block(name: str, text: str, command: str, *, document: Path = DOCUMENT) -> None:
    """Replace the block ``name`` of ``document``, or append it: the command, then ``text``."""
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    block = f"{begin}\n```\n{command}\n```\n\n{text}\n{end}"
    old = document.read_text(encoding="utf-8") if document.exists() else "# Benchmarks\n"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if pattern.search(old):
        new = pattern.sub(lambda _: block, old)
    else:
        new = f"{old.rstrip()}\n\n{block}\n"
    document.write_text(new, encoding="utf-8")
