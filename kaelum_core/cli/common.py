"""What several commands share: reading input, choosing how to print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kaelum_core.errors import InvalidQueryError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["engine_options", "fancy", "read_bytes", "read_text", "terminal"]

F = TypeVar("F", bound=Callable[..., Any])

ABSTAINED = 3
"""Exit code for a question that Kaelum did not answer."""


def engine_options(function: F) -> F:
    """Add the flags that every answering command takes."""
    for option in (
        click.option("--no-ledger", is_flag=True, help="Record nothing."),
        click.option("--deadline", type=float, metavar="SECONDS", help="Time for each query."),
        click.option("--strategy", metavar="NAME", help="How results become one answer."),
    ):
        function = option(function)
    return function


def flags(*, strategy: str | None, deadline: float | None, no_ledger: bool) -> dict[str, Any]:
    """The settings that the flags of :func:`engine_options` stand for."""
    return {
        "strategy": strategy,
        "deadline": deadline,
        "ledger.path": "off" if no_ledger else None,
    }


def read_bytes(source: str) -> bytes:
    """The bytes of the file ``source``; ``-`` is standard input.

    Raises:
        UsageError: it cannot be read.
    """
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {source}: {error.strerror or error}") from error


def read_text(source: str) -> str:
    """The text of the file ``source``; ``-`` is standard input.

    Raises:
        UsageError: it cannot be read.
        InvalidQueryError: it is no UTF-8 text.
    """
    try:
        return read_bytes(source).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if source == "-" else source
        raise InvalidQueryError(f"{name} is not UTF-8 text (byte {error.start})") from error


def fancy() -> bool:
    """Whether standard output is a terminal for colours and tables."""
    return sys.stdout.isatty()


def terminal() -> Console:
    """A rich console on standard output."""
    from rich.console import Console

    return Console(highlight=False)
