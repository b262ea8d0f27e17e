"""``kaelum feedback``: tell the ledger whether an answer was right."""

from __future__ import annotations

import click

from kaelum_core.errors import UsageError
from kaelum_core.settings import Settings


@click.command()
@click.argument("name", metavar="ID")
@click.argument("word", metavar="good|bad", type=click.Choice(["good", "bad"]))
@click.option("--domain", metavar="NAME", help="The domain it belongs to, if the router erred.")
def command(name: str, word: str, domain: str | None) -> None:
    """Say whether the answer ID was good or bad; the last word on it holds.

    ID is what "keep" shows below an answer, or its beginning. Workers with bad
    words in a domain are asked less about it.
    """
    from kaelum_core.ledger import Ledger

    path = Settings.load().ledger.file
    if path is None:
        raise UsageError("the ledger is off, so there is no answer to speak of")
    with Ledger.open(path) as ledger:
        full = ledger.feedback(name, good=word == "good", domain=domain)
        answer = ledger.answer(full)
    about = f" to {answer.query.text[:60]!r}" if answer else ""
    click.echo(f"noted: answer {full}{about} was {word}")
