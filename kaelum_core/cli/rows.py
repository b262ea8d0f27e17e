"""Input rows of ``batch`` and ``route --jsonl``."""

from __future__ import annotations

import json
from typing import Any

from attrs import frozen

from kaelum_core.types import Query

__all__ = ["Row", "parse_row"]


@frozen
class Row:
    """One input row: its id, and the query or what is wrong with it."""

    id: Any
    query: Query | None
    error: str | None = None


def parse_row(line: str | bytes, number: int) -> Row:
    """The row in ``line``; a bad one becomes a row with an error, never an exception.

    Args:
        line: JSON ``{"id", "query", "context"?, "options"?}``.
        number: counts from 1; stands in for a missing id.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Row(number, None, f"line {number} is not JSON: {error}")
    if not isinstance(data, dict):
        return Row(number, None, f"line {number} is not a JSON object")
    identity = data.get("id", number)
    text, context, options = data.get("query"), data.get("context"), data.get("options")
    if not isinstance(text, str):
        return Row(identity, None, 'the row has no text under "query"')
    if context is not None and not isinstance(context, str):
        return Row(identity, None, '"context" is not a text')
    options = [] if options is None else options
    if not isinstance(options, list) or not all(isinstance(item, str) for item in options):
        return Row(identity, None, '"options" is not a list of texts')
    return Row(identity, Query(text, context or None, tuple(options), id=str(identity)))
