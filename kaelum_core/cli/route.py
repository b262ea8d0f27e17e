"""``kaelum route``: where a question would go, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kaelum_core.cli.common import QuestionCommand, fancy, read_text, terminal
from kaelum_core.errors import KaelumError, UsageError

if TYPE_CHECKING:
    from kaelum_core.engine import Engine
    from kaelum_core.types import RoutingDecision


@click.command(cls=QuestionCommand)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--jsonl", "rows", type=str, metavar="FILE", help="Route every row of FILE (- is stdin)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole decision as JSON.")
@click.option("--replay", is_flag=True, help="Say which recorded decisions would change now.")
def command(words: tuple[str, ...], rows: str | None, as_json: bool, replay: bool) -> None:
    """Show the routing decision for QUERY: scores, signals, complexity, workers, strategy.

    Nothing is solved. With --jsonl, one JSON row a line is printed for each
    input row {"id", "query", "context"?, "options"?}.
    """
    from kaelum_core.engine import Engine

    chosen = sum((bool(words), rows is not None, replay))
    if chosen != 1:
        raise UsageError("give either a query, or --jsonl FILE, or --replay")
    with Engine.from_settings() as engine:
        if rows is not None:
            for row in _routed(engine, read_text(rows)):
                click.echo(json.dumps(row, ensure_ascii=False))
        elif replay:
            from kaelum_core.cli.replay import print_replay

            print_replay(engine, as_json=as_json)
        else:
            text = read_text("-") if words == ("-",) else " ".join(words).strip()
            decision = engine.route(text)
            _show(decision, text, as_json=as_json)


def _routed(engine: Engine, text: str) -> Iterator[dict[str, Any]]:
    """One output row per input row, whatever is wrong with it."""
    from kaelum_core.cli.rows import parse_row

    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        row = parse_row(line, number)
        empty: dict[str, Any] = {"domain": None, "scores": {}, "workers": [], "complexity": None}
        if row.query is None:
            yield {"id": row.id, **empty, "error": row.error}
            continue
        try:
            decision = engine.route(row.query)
        except KaelumError as error:
            yield {"id": row.id, **empty, "error": str(error)}
            continue
        yield {
            "id": row.id,
            "domain": decision.domain,
            "scores": dict(decision.scores),
            "workers": list(decision.workers),
            "complexity": decision.complexity,
        }


def _show(decision: RoutingDecision, text: str, *, as_json: bool) -> None:
    if as_json:
        from kaelum_core.serialize import dumps

        click.echo(dumps(decision, indent=2))
    elif fancy():
        _show_tables(decision, text)
    else:
        _show_plain(decision)


def _ranked(decision: RoutingDecision) -> list[tuple[str, float]]:
    return sorted(decision.scores.items(), key=lambda item: (-item[1], item[0]))


def _show_plain(decision: RoutingDecision) -> None:
    click.echo(f"domain      {decision.domain}")
    click.echo("scores      " + ", ".join(f"{d} {score:.3f}" for d, score in _ranked(decision)))
    click.echo(f"complexity  {decision.complexity:.2f}")
    click.echo(f"workers     {', '.join(decision.workers) or 'none'}")
    click.echo(f"strategy    {decision.strategy}")
    for reason in decision.reasons:
        click.echo(f"because     {reason}")
    for signal in decision.signals[:12]:
        seen = f"  {signal.evidence!r}" if signal.evidence else ""
        click.echo(
            f"signal      {signal.domain or 'complexity':<10}{signal.weight:+.2f}  {signal.name}{seen}"
        )


def _show_tables(decision: RoutingDecision, text: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    console = terminal()
    shown = text if len(text) <= 200 else text[:197] + "..."
    console.print(f"[dim]query[/]  {escape(shown)}")
    scores = Table(title=None, box=None, pad_edge=False)
    for heading in ("domain", "score", ""):
        scores.add_column(heading, style="bold" if heading == "domain" else None)
    for domain, score in _ranked(decision):
        bar = "█" * round(30 * score)
        scores.add_row(
            domain, f"{score:.3f}", f"[{'green' if domain == decision.domain else 'blue'}]{bar}[/]"
        )
    console.print(scores)
    signals = Table(box=None, pad_edge=False)
    for heading in ("signal", "speaks for", "weight", "seen"):
        signals.add_column(heading)
    for signal in decision.signals[:12]:
        colour = "green" if signal.weight > 0 else "red"
        signals.add_row(
            signal.name, signal.domain or "complexity", f"[{colour}]{signal.weight:+.2f}[/]",
            escape(signal.evidence),
        )  # fmt: skip
    console.print(signals)
    console.print(f"complexity [bold]{decision.complexity:.2f}[/]")
    console.print(
        f"workers [bold]{', '.join(decision.workers) or 'none'}[/], strategy [bold]{decision.strategy}[/]"
    )
    for reason in decision.reasons:
        console.print(f"  [dim]because[/] {escape(reason)}")
