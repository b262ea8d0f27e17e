"""The logic expert on recorded problems: how many it answers, how well, how fast.

    python benchmarks/logic.py --data DIR [--sample N] [--write]

DIR, or DIR/logic, holds JSON lines files; each row has ``question`` and ``answer``, and may have
``context`` and ``options``. Coverage is the share of problems that were answered at all,
accuracy the share answered rightly, and precision the share of the ``proved`` answers
that are right. Reading, solving and checking happen in this process, with the solver
loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from attrs import Factory, define
from recorded import Context, folder, rows
from reporting import add_write_flag, table, write_block

from kaelum_core.equivalence import equivalent
from kaelum_core.types import Query, Verdict
from kaelum_logic.worker import LogicWorker

HEAD = ("problems", "rows", "answered", "right", "proved", "proved right", "median ms", "p99 ms")


@define
class Tally:
    """What came of one file."""

    rows: int = 0
    answered: int = 0
    right: int = 0
    proved: int = 0
    proved_right: int = 0
    seconds: list[float] = Factory(list)

    def cells(self, name: str) -> tuple[str, ...]:
        times = sorted(self.seconds)
        return (
            name,
            str(self.rows),
            share(self.answered, self.rows),
            share(self.right, self.rows),
            share(self.proved, self.rows),
            share(self.proved_right, self.proved),
            f"{1000 * statistics.median(times):.1f}",
            f"{1000 * times[int(0.99 * (len(times) - 1))]:.0f}",
        )


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def queries(path: Path, sample: int | None) -> Iterator[tuple[Query, str]]:
    """The problems of a file, or ``sample`` of them, always the same ones."""
    found = list(rows(path))
    if sample is not None and sample < len(found):
        found = random.Random(0).sample(found, sample)
    for row in found:
        options = tuple(row.get("options") or ())
        yield Query(row["question"], row.get("context") or None, options), str(row["answer"])


def same(answer: str, wanted: str) -> bool:
    """Whether two answers agree; "(A)" and "A" do."""
    if answer.strip("()").casefold() == wanted.strip("()").casefold():
        return True
    return equivalent(answer, wanted)


def measure(path: Path, sample: int | None) -> Tally:
    """Solve every problem of a file."""
    worker, tally = LogicWorker(), Tally()
    for query, wanted in queries(path, sample):
        start = time.perf_counter()
        result = worker.solve(query, Context())
        tally.seconds.append(time.perf_counter() - start)
        tally.rows += 1
        if result.answer is None:
            continue
        right = same(result.answer, wanted)
        proved = result.verdict is Verdict.PROVED
        tally.answered += 1
        tally.right += right
        tally.proved += proved
        tally.proved_right += proved and right
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of JSON lines files")
    parser.add_argument("--sample", type=int, help="at most so many problems of each file")
    parser.add_argument("--only", default="", help="files whose name contains this")
    add_write_flag(parser)
    arguments = parser.parse_args()
    found = folder(arguments.data, "logic").glob("*.jsonl*")
    files = sorted(path for path in found if arguments.only in path.name)
    if not files:
        print(f"no JSON lines files in {arguments.data}", file=sys.stderr)
        return 1
    LogicWorker().solve(Query("p & q |= p"), Context())
    cells = [measure(path, arguments.sample).cells(path.stem) for path in files]
    text = table(HEAD, cells)
    print(text)
    if arguments.write:
        sampled = f" --sample {arguments.sample}" if arguments.sample else ""
        write_block("logic", text, f"python benchmarks/logic.py --data DIR{sampled}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
