"""What several commands share: reading input, choosing how to print."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from kaelum_core.errors import InvalidQueryError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["QuestionCommand", "engine_options", "fancy", "read_bytes", "read_text", "terminal"]

F = TypeVar("F", bound=Callable[..., Any])

ABSTAINED = 3
"""Exit code for a question that Kaelum did not answer."""

_NEGATIVE: Final = re.compile(r"-+\s*[^\sA-Za-z-]|-[A-Za-z]+\s*[\^*/+(=<>]|-[A-Za-z]\s+-")
"""How a question begins that begins with a minus sign, as no option does: -3^2, -(1 + 2), -x*y."""


class QuestionCommand(click.Command):
    """A command that takes a question, which may begin with a minus sign."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but ``-3^2`` is a question: a blank before it says so."""
        return super().parse_args(ctx, [f" {a}" if _NEGATIVE.match(a) else a for a in args])


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
