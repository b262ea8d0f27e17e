"""``kaelum verify``: re-check a certificate."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from kaelum_core.cli.common import read_bytes
from kaelum_core.errors import CertificateError
from kaelum_core.settings import Settings
from kaelum_core.types import Certificate


@click.command()
@click.argument("source", metavar="CERTIFICATE")
@click.option("--json", "as_json", is_flag=True, help="Print checks and verdict as JSON.")
@click.option("--deadline", type=float, metavar="SECONDS", help="Time for the checks.")
def command(source: str, as_json: bool, deadline: float | None) -> None:
    """Re-check CERTIFICATE: a file, "-" for standard input, or the id of a recorded answer.

    Needs no network, no model and no trust in whoever issued it. Exits with 0
    when the claim stands, and with 1 when it was altered, is wrong, or cannot
    be checked here.
    """
    from kaelum_core.engine import verify
    from kaelum_core.serialize import to_json

    settings = Settings.load(flags={"deadline": deadline})
    outcome = verify(_certificate(source, settings), deadline=deadline)
    certificate = outcome.certificate
    word = outcome.verdict.value if outcome.holds else "REJECTED"
    if as_json:
        body = {"holds": outcome.holds, "verdict": outcome.verdict.value}
        body |= {"checks": to_json(outcome.checks), "query": certificate.query.text}
        import json

        click.echo(json.dumps(body | {"answer": certificate.answer}, indent=2))
    else:
        click.echo(f"{word}: {certificate.answer}")
        click.echo(f"  query       {certificate.query.text}")
        click.echo(f"  read as     {certificate.interpretation}")
        for check in outcome.checks:
            detail = f" ({check.detail})" if check.detail else ""
            click.echo(f"  {check.outcome.value:<12}{check.claim}, by {check.method}{detail}")
        click.echo(f"  issued by   {certificate.issuer}")
    sys.exit(0 if outcome.holds else 1)


def _certificate(source: str, settings: Settings) -> Certificate:
    """The certificate in a file, on standard input, or in the ledger."""
    from kaelum_core.certificates import parse_certificate

    if source == "-" or Path(source).exists() or not re.fullmatch(r"[0-9a-f]{3,32}", source):
        return parse_certificate(read_bytes(source))
    path = settings.ledger.file
    if path is None:
        raise CertificateError(f"there is no file {source}, and the ledger is off")
    from kaelum_core.ledger import Ledger

    ledger = Ledger.open(path)
    try:
        found = ledger.certificate(source)
    finally:
        ledger.close()
    if found is None:
        raise CertificateError(f"the ledger has no answer {source} with a certificate")
    return found
