"""A command of a plugin."""

from __future__ import annotations

import click

from sample_chemistry.worker import MASS


@click.command()
def elements():
    """List known elements."""
    click.echo(" ".join(sorted(MASS)))
