"""``kaelum ask``: answer one question."""

from __future__ import annotations

import sys

import click

from kaelum_core.cli.common import ABSTAINED, QuestionCommand, engine_options, flags, read_text


@click.command(cls=QuestionCommand)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("-c", "--context", help="Passage that the question is about; @FILE reads one.")
@click.option("-o", "--option", "options", multiple=True, help="An answer option; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option("-e", "--explain", is_flag=True, help="Show steps, every check and dissent.")
@click.option(
    "--certificate",
    type=click.Path(dir_okay=False, writable=True),
    help="Write the certificate to this file.",
)
@engine_options
def command(
    words: tuple[str, ...],
    context: str | None,
    options: tuple[str, ...],
    as_json: bool,
    explain: bool,
    certificate: str | None,
    strategy: str | None,
    deadline: float | None,
    no_ledger: bool,
) -> None:
    """Answer QUERY, or what standard input says if QUERY is "-".

    Exits with 0 when there is an answer and with 3 when Kaelum abstains.

    \b
    kaelum ask "Solve 3x + 4 = 19"
    kaelum ask --explain "If it rains, the ground gets wet. It rains. Is the ground wet?"
    cat question.txt | kaelum ask -
    """  # noqa: D301 - \b is click's mark for a paragraph to keep
    from kaelum_core.cli.render import print_answer
    from kaelum_core.engine import Engine
    from kaelum_core.serialize import dumps
    from kaelum_core.types import Query

    text = read_text("-") if words == ("-",) else " ".join(words).strip()
    if context is not None and context.startswith("@"):
        context = read_text(context[1:])
    query = Query(text, context=context, options=options)
    settings = flags(strategy=strategy, deadline=deadline, no_ledger=no_ledger)
    with Engine.from_settings(explain=explain, **settings) as engine:
        engine.pool.prepare()
        answer = engine.ask(query)
    if as_json:
        click.echo(dumps(answer, indent=2))
    else:
        print_answer(answer, explain=explain)
    if certificate is not None:
        _write(certificate, dumps(answer.certificate, indent=2) if answer.certificate else None)
    sys.exit(0 if answer.text is not None else ABSTAINED)


def _write(path: str, text: str | None) -> None:
    if text is None:
        click.echo("kaelum: there is no certificate to write", err=True)
        return
    with click.open_file(path, "w", encoding="utf-8") as file:
        file.write(text + "\n")
