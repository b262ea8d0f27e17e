"""What benchmarks of one worker share: its surroundings, and rows from files."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["Context", "folder", "rows"]


class Context:
    """What a worker may use when it is called directly: ``seconds``, and no sandbox to hide its
    time in."""

    settings: dict[str, Any] = {}  # noqa: RUF012 - read by nobody
    explain = False
    sandbox = None

    def __init__(self, seconds: float = 30.0) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        return self._end - time.monotonic()

    def report(self, message: str) -> None:
        """Nobody listens."""


def folder(data: Path, inner: str) -> Path:
    """``inner`` of the folder ``data``, or ``data`` itself where that was meant already."""
    return data / inner if (data / inner).is_dir() else data


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
