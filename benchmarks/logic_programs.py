"""Programs recorded from models: the share that runs, and how often the answer is right.

    python benchmarks/logic_programs.py --data DIR [--sample N] [--only TEXT] [--write]

DIR, or DIR/transcripts/logic_programs, holds ``<problems>.<model>.jsonl.gz`` (or ``.jsonl``); each row has ``question``,
``options``, ``answer`` and ``program``. A program runs when it is read and its reading
can be solved to one answer. No model is asked, and nothing is guessed: what does not run
counts as wrong. The figures beside are Logic-LM's own with GPT-4 (Pan et al. 2023, table 2),
in which a program that does not run is repaired by asking the model again, and else
answered by chain of thought or at random.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import define, field
from logic import same, share
from recorded import Context, folder, rows
from reporting import add_write_flag, table, write_block

from kaelum_core.types import Query, Verdict
from kaelum_logic.worker import LogicWorker

PUBLISHED = {
    "ProntoQA": 83.2,
    "ProofWriter": 79.7,
    "FOLIO": 78.9,
    "LogicalDeduction": 87.6,
    "AR-LSAT": 43.0,
}
REMARK = (
    "Recorded programs, read, repaired and solved without asking a model again; what does not run "
    "counts as wrong. *Repaired* are answers with a note on how the program was read. The last "
    "column is Logic-LM's own accuracy with GPT-4, with the model asked again for programs that "
    "fail, and chain of thought or a random guess for those that still do."
)
HEAD = (
    "problems",
    "model",
    "rows",
    "runs",
    "right",
    "right of those run",
    "repaired",
    "proved",
    "median ms",
    "Logic-LM, GPT-4",
)


@define
class Tally:
    """What came of one file."""

    rows: int = 0
    ran: int = 0
    right: int = 0
    repaired: int = 0
    proved: int = 0
    seconds: list[float] = field(factory=list)


def recorded(path: Path, sample: int | None) -> list[dict[str, Any]]:
    """The rows of a file, or ``sample`` of them, always the same ones."""
    found = list(rows(path))
    return random.Random(0).sample(found, sample) if sample and sample < len(found) else found


def measure(problems: list[dict[str, Any]], *, verbose: bool) -> Tally:
    """Solve every program."""
    worker, tally = LogicWorker(), Tally()
    for row in problems:
        query = Query(row["question"], row["program"], tuple(row.get("options") or ()))
        start = time.perf_counter()
        result = worker.solve(query, Context())
        tally.seconds.append(time.perf_counter() - start)
        tally.rows += 1
        right = result.answer is not None and same(result.answer, row["answer"])
        if verbose and not right:
            print(row["id"], result.answer, row["answer"], result.reason or "", *result.notes)
        tally.right += right
        if result.answer is not None:
            tally.ran += 1
            tally.repaired += bool(result.notes)
            tally.proved += result.verdict is Verdict.PROVED
    return tally


def rows_of(files: list[Path], sample: int | None, *, verbose: bool) -> Iterator[tuple[str, ...]]:
    for path in files:
        problems, model = path.name.split(".jsonl")[0].split(".", 1)
        tally = measure(recorded(path, sample), verbose=verbose)
        yield (
            problems,
            model,
            str(tally.rows),
            share(tally.ran, tally.rows),
            share(tally.right, tally.rows),
            share(tally.right, tally.ran),
            share(tally.repaired, tally.rows),
            share(tally.proved, tally.ran),
            f"{1000 * statistics.median(tally.seconds):.1f}",
            f"{PUBLISHED[problems]}%" if problems in PUBLISHED and model == "gpt-4" else "-",
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of recorded programs")
    parser.add_argument("--sample", type=int, help="at most so many programs of each file")
    parser.add_argument("--only", default="", help="files whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="show what went wrong")
    add_write_flag(parser)
    arguments = parser.parse_args()
    found = sorted(folder(arguments.data, "transcripts/logic_programs").glob("*.jsonl*"))
    files = [path for path in found if arguments.only in path.name]
    if not files:
        print(f"no recorded programs in {arguments.data}", file=sys.stderr)
        return 1
    LogicWorker().solve(Query("p & q |= p"), Context())
    text = table(HEAD, rows_of(files, arguments.sample, verbose=arguments.verbose))
    print(text)
    if arguments.write:
        write_block(
            "logic_programs",
            f"{REMARK}\n\n{text}",
            "python benchmarks/logic_programs.py --data DIR",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
