"""``kaelum batch``: many questions, one output row per input row, whatever happens."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kaelum_core.cli.common import engine_options, flags, read_bytes
from kaelum_core.cli.rows import Row, parse_row
from kaelum_core.errors import KaelumError, UsageError

if TYPE_CHECKING:
    from kaelum_core.engine import Engine
    from kaelum_core.types import Answer


@click.command()
@click.argument("source", metavar="IN.jsonl")
@click.option("-o", "--output", required=True, metavar="OUT.jsonl", help="Where the rows go.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), help="Queries at once [default: CPUs].")
@click.option("--restart", is_flag=True, help="Begin anew instead of resuming OUT.jsonl.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@engine_options
def command(
    source: str,
    output: str,
    jobs: int | None,
    restart: bool,
    quiet: bool,
    strategy: str | None,
    deadline: float | None,
    no_ledger: bool,
) -> None:
    """Answer every row of IN.jsonl ("-" is standard input) into OUT.jsonl.

    Rows in: {"id", "query", "context"?, "options"?}. Rows out, in the same
    order: {"id", "answer", "verdict", "confidence", "domain", "worker",
    "strategy", "interpretation", "elapsed_ms", "error"}. A run that was
    stopped, even killed, goes on where it was when started again.
    """
    from kaelum_core.engine import Engine

    lines = [line for line in read_bytes(source).splitlines() if line.strip()]
    rows = [parse_row(line, number) for number, line in enumerate(lines, 1)]
    path = Path(output)
    if restart:
        path.unlink(missing_ok=True)
    done = _resume(path, rows)
    if done and not quiet:
        click.echo(f"kaelum: {done} of {len(rows)} rows were there already", err=True)
    settings = flags(strategy=strategy, deadline=deadline, no_ledger=no_ledger)
    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error
    with file, Engine.from_settings(**settings) as engine, _progress(len(rows), done, quiet) as bar:
        import anyio

        anyio.run(_run, engine, rows[done:], file, jobs or os.cpu_count() or 1, bar)


def _resume(path: Path, rows: list[Row]) -> int:
    """How many rows of ``path`` are complete; cuts off one that was torn by a kill.

    Raises:
        UsageError: the file holds rows of another input.
    """
    if not path.exists():
        return 0
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    whole = content[: content.rfind(b"\n") + 1]
    written = whole.splitlines()
    for line, row in zip(written, rows, strict=False):
        try:
            same = json.loads(line)["id"] == row.id
        except (ValueError, TypeError, KeyError):
            same = False
        if not same:
            raise UsageError(f"{path} holds rows of another input; --restart replaces it")
    if len(written) > len(rows):
        raise UsageError(f"{path} has more rows than the input; --restart replaces it")
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return len(written)


async def _run(engine: Engine, rows: list[Row], file: IO[str], jobs: int, bar: Any) -> None:
    """Answer ``rows``, at most ``jobs`` at a time, and write them in their order."""
    import anyio

    finished: dict[int, dict[str, Any]] = {}
    slots = anyio.Semaphore(jobs)
    written = 0

    async def one(index: int) -> None:
        nonlocal written
        try:
            finished[index] = await _answer(engine, rows[index])
        finally:
            slots.release()
        while written in finished:
            file.write(json.dumps(finished.pop(written), ensure_ascii=False) + "\n")
            written += 1
        file.flush()
        bar(1)

    async with anyio.create_task_group() as tasks:
        for index in range(len(rows)):
            await slots.acquire()
            tasks.start_soon(one, index)


async def _answer(engine: Engine, row: Row) -> dict[str, Any]:
    """The output row of ``row``; nothing that goes wrong with it reaches the others."""
    if row.query is None:
        return _output(row, None, row.error)
    try:
        return _output(row, await engine.answer(row.query), None)
    except KaelumError as error:
        return _output(row, None, str(error))
    except Exception as error:  # noqa: BLE001 - one row per row, whatever happens
        return _output(row, None, f"{type(error).__name__}: {error}")


def _output(row: Row, answer: Answer | None, error: str | None) -> dict[str, Any]:
    verdict = answer.verdict if answer else None
    troubles = (
        [r.reason for r in answer.results if r.outcome in {"failed", "timed out"}] if answer else []
    )
    if answer is not None and answer.text is None and troubles:
        error = "; ".join(filter(None, troubles))
    return {
        "id": row.id,
        "answer": answer.text if answer else None,
        "verdict": verdict.value if verdict else None,
        "confidence": answer.confidence if answer else 0.0,
        "domain": answer.decision.domain if answer and answer.decision else None,
        "worker": answer.worker if answer else None,
        "strategy": answer.strategy if answer else None,
        "interpretation": answer.interpretation if answer else None,
        "elapsed_ms": round(1000 * answer.elapsed, 3) if answer else 0.0,
        "error": error,
    }


@contextlib.contextmanager
def _progress(total: int, done: int, quiet: bool) -> Iterator[Any]:
    """A function that advances the bar; the bar is only there in a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:3], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("answering", total=total, completed=done)
        yield lambda count: progress.advance(task, count)
