"""``kaelum route --replay``: which recorded decisions the present router would change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kaelum_core.errors import KaelumError, UsageError

if TYPE_CHECKING:
    from kaelum_core.engine import Engine

__all__ = ["changes", "print_replay"]

_COMPARED = ("domain", "workers", "strategy")


def changes(engine: Engine) -> Iterator[tuple[str, str, dict[str, tuple[Any, Any]]]]:
    """Id, query and what changes (field -> then, now) for every recorded decision.

    Raises:
        UsageError: the ledger is off.
    """
    if engine.ledger is None:
        raise UsageError("the ledger is off, so there is nothing to replay")
    for past in engine.ledger.decisions():
        try:
            now = engine.route(past.query)
        except KaelumError:
            continue  # it was read once, but is no longer within the limits
        pairs = {name: (getattr(past.decision, name), getattr(now, name)) for name in _COMPARED}
        yield past.id, past.query.text, {k: pair for k, pair in pairs.items() if pair[0] != pair[1]}


def print_replay(engine: Engine, *, as_json: bool) -> None:
    """Print one line per decision that would change, then the count."""
    total = changed = 0
    for identity, text, differences in changes(engine):
        total += 1
        if not differences:
            continue
        changed += 1
        if as_json:
            click.echo(json.dumps({"id": identity, "query": text, "changes": differences}))
            continue
        shown = "; ".join(f"{k}: {_word(a)} -> {_word(b)}" for k, (a, b) in differences.items())
        click.echo(f"{identity}  {text[:60]!r}  {shown}")
    if not as_json:
        click.echo(f"{changed} of {total} recorded decisions would change")


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "none"
