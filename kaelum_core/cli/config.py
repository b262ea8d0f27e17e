"""``kaelum config``: the settings in force, and where each came from."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from typing import Any

import click

from kaelum_core.cli.common import fancy, terminal
from kaelum_core.errors import UsageError
from kaelum_core.settings import Setting, Settings, file_places

_SECRET = re.compile(r"(?:key|token|secret|password|credential)s?$", re.IGNORECASE)
"""Names in the free tables whose values are never shown."""


@click.command()
@click.argument("table", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the settings as JSON.")
def command(table: str | None, as_json: bool) -> None:
    """Show every setting, its value and its origin; of one TABLE, if named.

    Weaker to stronger: defaults, kaelum.toml in the user's configuration
    folder, kaelum.toml in the working directory, environment variables, flags.
    """
    settings = Settings.load()
    rows = [row for row in settings if table in {None, row.key.partition(".")[0]}]
    if not rows and table != "workers":
        tables = sorted({row.key.partition(".")[0] for row in settings} | {"workers"})
        raise UsageError(f"there is no table {table!r}; there are {', '.join(tables)}")
    if as_json:
        fields = ("key", "value", "origin", "variable", "summary")
        listed = [{name: _field(row, name) for name in fields} for row in rows]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    if fancy():
        _show_table(rows)
    else:
        _show_plain(rows)
    for remark in settings.remarks:
        click.echo(remark, err=True)


def _field(row: Setting, name: str) -> Any:
    return _shown(row) if name == "value" else getattr(row, name)


def _shown(row: Setting) -> Any:
    """The value, unless it is a secret."""
    return "(hidden)" if _SECRET.search(row.key) else row.value


def _text(row: Setting) -> str:
    value = _shown(row)
    if row.key == "llm.api_key_env" and value:
        return f"{value} ({'set' if os.environ.get(value) else 'not set'})"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    if value is None or value == "":
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _show_plain(rows: Sequence[Setting]) -> None:
    width = max((len(row.key) for row in rows), default=0)
    values = max((len(_text(row)) for row in rows), default=0)
    for row in rows:
        click.echo(f"{row.key:<{width}}  {_text(row):<{min(values, 48)}}  {row.origin}")


def _show_table(rows: Sequence[Setting]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("setting", no_wrap=True)
    for heading in ("value", "origin", "meaning"):
        table.add_column(heading, overflow="fold")
    group = None
    for row in rows:
        first, _, name = row.key.rpartition(".")
        if first != group:
            table.add_row(*([] if group is None else [""]))
            table.add_row(Text(f"[{first}]", style="bold cyan"))
            group = first
        default = row.origin == "default"
        table.add_row(
            Text(f"  {name}"),
            Text(_text(row), style="" if default else "bold green"),
            Text(row.origin, style="dim" if default else "green"),
            Text(row.summary, style="dim"),
        )
    console = terminal()
    console.print(table)
    for path in file_places():
        found = path.exists()
        style = "green" if found else "dim"
        console.print(Text(f"\n{'read' if found else 'no file'}  {path}", style=style), end="")
    console.print()
