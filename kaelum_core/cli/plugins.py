"""``kaelum plugins``: what is installed, what it offers, what failed and why."""

from __future__ import annotations

import json

import attrs
import click

from kaelum_core.plugins import PluginHost, PluginReport
from kaelum_core.settings import Settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON.")
def command(as_json: bool) -> None:
    """Show every plugin: what it offers, or why it is not in use and what to do."""
    from kaelum_core.registry import Registry

    chosen = Settings.load().plugins
    host = PluginHost(disabled=chosen.disabled, only=chosen.only)
    if as_json:
        click.echo(json.dumps([attrs.asdict(report) for report in host.reports], indent=2))
        return
    for report in host.reports:
        _show(report)
    if not Registry(host).workers:
        click.echo("\nNo expert is installed yet: pip install kaelum-math kaelum-logic")


def _show(report: PluginReport) -> None:
    colour = {"loaded": "green", "blocked": "yellow"}.get(report.stage, "red")
    state = report.stage if report.stage in {"loaded", "blocked"} else f"failed at {report.stage}"
    click.echo(f"{click.style(report.title, bold=True)}  {click.style(state, fg=colour)}")
    if report.offers:
        click.echo(f"  offers  {', '.join(report.offers)}")
    if report.error:
        click.echo(f"  error   {report.error}")
        click.echo(f"  remedy  {report.remedy}")
