"""``kaelum routing-stats``: the ledger as a dashboard."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from kaelum_core.cli.common import fancy
from kaelum_core.errors import InvalidValueError, UsageError
from kaelum_core.settings import Settings

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from kaelum_core.ledger import DayStats, Latency, Stats

_AGO = re.compile(r"(\d{1,6})\s*(m|h|d|w)")
_UNIT = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PLAIN_WIDTH = 120
_BARS = 14
_BAR_WIDTH = 40
_VERDICTS = {"proved": "green", "checked": "cyan", "unverified": "yellow", "refuted": "red"}


@click.command()
@click.option("--since", metavar="TIME", help="From then on: 7d, 24h, 2026-01-31, ...")
@click.option("--until", metavar="TIME", help="Before then.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print one figure a line, as CSV.")
def command(since: str | None, until: str | None, as_json: bool, as_csv: bool) -> None:
    """Show what became of the queries: by domain, by worker, by strategy, day by day.

    TIME is a date or time (ISO 8601; your time zone unless it names one), or
    how long ago: 90m, 24h, 7d, 2w.
    """
    from kaelum_core.ledger import Ledger
    from kaelum_core.serialize import dumps, to_json

    if as_json and as_csv:
        raise UsageError("give either --json or --csv")
    path = Settings.load().ledger.file
    if path is None:
        raise UsageError("the ledger is off, so there is nothing to show")
    now = datetime.now(UTC)
    with Ledger.open(path) as ledger:
        stats = ledger.stats(_time(since, now), _time(until, now))
    if as_json:
        click.echo(dumps(stats, indent=2))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("section", "name", "figure", "value"))
        writer.writerows(_figures(to_json(stats)))
    elif not stats.queries:
        span = " in this span of time" if since or until else ""
        click.echo(f'The ledger {path} has no answers{span}. Try: kaelum ask "..."')
    else:
        _show(stats)


def _time(text: str | None, now: datetime) -> datetime | None:
    """The moment that ``text`` names.

    Raises:
        InvalidValueError: it names none.
    """
    if text is None:
        return None
    try:
        if ago := _AGO.fullmatch(text.strip()):
            return now - timedelta(**{_UNIT[ago[2]]: int(ago[1])})
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidValueError(
            f"{text!r} is no time: give 90m, 24h, 7d, 2w, or a date such as 2026-01-31"
        ) from None


def _figures(stats: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Section, name, figure and value of every figure."""
    sections = {"domains": "domain", "workers": "worker", "strategies": "strategy", "trend": "day"}
    total = {name: value for name, value in stats.items() if name not in sections}
    for figure, value in _flat(total):
        yield "total", "", figure, value
    for section, named_by in sections.items():
        for row in stats[section]:
            for figure, value in _flat({k: v for k, v in row.items() if k != named_by}):
                yield named_by, row[named_by], figure, value


def _flat(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


# -- dashboard -------------------------------------------------------------------


def _show(stats: Stats) -> None:
    from rich.console import Console

    console = Console(highlight=False, width=None if fancy() else _PLAIN_WIDTH)
    parts = (_totals(stats), _domains(stats), _workers(stats), _strategies(stats), _trend(stats))
    for part in parts:
        console.print(part)
        console.print()


def _totals(stats: Stats) -> Text:
    from rich.text import Text

    text = Text()
    for figure, label, style in (
        (f"{stats.queries:,}", "queries", "bold"),
        (_percent(stats.answered / stats.queries), "answered", "bold cyan"),
        (_percent(stats.proved / stats.queries), "proved", "bold green"),
        (str(stats.good), "good", "green"),
        (str(stats.bad), "bad", "red" if stats.bad else ""),
        (_seconds(stats.latency.p50), "median", "bold"),
    ):
        text.append(figure, style).append(f" {label}   ", "dim")
    return text


def _table(title: str, first: str, *headings: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.header_style = "dim"
    table.add_column(first, style="bold", overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _domains(stats: Stats) -> RenderableType:
    table = _table("By domain", "domain", "asked", "share", "proved", "abstained", "right",
                   "routed", "p50", "p90", "p99")  # fmt: skip
    for domain in stats.domains:
        table.add_row(
            domain.domain,
            f"{domain.queries:,}",
            _percent(domain.share),
            _graded(domain.proved),
            _percent(domain.abstained),
            _graded(domain.accuracy),
            _graded(domain.routed),
            *_percentiles(domain.latency),
        )
    return table


def _workers(stats: Stats) -> RenderableType:
    from rich.text import Text

    table = _table("By worker", "worker", "asked", "answered", "won", "p50", "p90", "p99", "total")
    table.add_column("verdicts, and why not")
    for worker in stats.workers:
        told = Text()
        for verdict, style in _VERDICTS.items():
            if count := worker.verdicts.get(verdict):
                told.append(f"{count:,} {verdict}", style).append("  ")
        for outcome, count in worker.outcomes.items():
            if outcome != "answered":
                told.append(f"{count:,} {outcome}  ", "dim")
        table.add_row(
            worker.worker,
            f"{worker.asked:,}",
            f"{worker.answered:,}",
            _percent(worker.win_rate),
            *_percentiles(worker.latency),
            _seconds(worker.seconds),
            told,
        )
    return table


def _strategies(stats: Stats) -> RenderableType:
    table = _table("By strategy", "strategy", "queries", "share", "answered")
    for strategy in stats.strategies:
        table.add_row(
            strategy.strategy,
            f"{strategy.queries:,}",
            _percent(strategy.share),
            _percent(strategy.answered),
        )
    return table


def _trend(stats: Stats) -> RenderableType:
    """A bar per day, or per span of days when there are many: proved, answered, abstained."""
    from rich.text import Text

    table = _table("Over time (UTC)", "days")
    table.add_column("\u2588 proved  \u2593 answered otherwise  \u2591 abstained")
    table.add_column("queries", justify="right")
    spans = list(_spans(stats.trend))
    most = max(sum(day.queries for day in span) for span in spans)
    for span in spans:
        queries, answered, proved = (
            sum(getattr(day, name) for day in span) for name in ("queries", "answered", "proved")
        )
        ends = [round(_BAR_WIDTH * count / most) for count in (proved, answered, queries)]
        bar = Text("\u2588" * ends[0], "green")
        bar.append("\u2593" * (ends[1] - ends[0]), "cyan")
        bar.append("\u2591" * (ends[2] - ends[1]), "yellow")
        first, last = span[0].day, span[-1].day
        table.add_row(first if first == last else f"{first} - {last[5:]}", bar, f"{queries:,}")
    return table


def _spans(days: Sequence[DayStats]) -> Iterator[Sequence[DayStats]]:
    """Equal spans, but for the first: the latest are whole, and can be compared."""
    size = -(-len(days) // _BARS)
    for end in range(len(days) % size or size, len(days) + 1, size):
        yield days[max(0, end - size) : end]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f}%"


def _graded(share: float | None) -> Text:
    from rich.text import Text

    if share is None:
        return Text("-", "dim")
    return Text(_percent(share), "green" if share >= 0.9 else "yellow" if share >= 0.7 else "red")


def _seconds(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    if seconds < 1:
        return f"{1000 * seconds:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 600 else f"{seconds / 60:,.0f} min"


def _percentiles(latency: Latency) -> tuple[str, str, str]:
    return _seconds(latency.p50), _seconds(latency.p90), _seconds(latency.p99)
