"""Many processes write one ledger at once, some of them are killed: what is lost, what is torn?

    python benchmarks/ledger.py [--decisions 10000] [--processes 4] [--write]

Each writer tells the name of an answer (to a pipe, unbuffered) after the ledger
took it. Whatever was told must be there afterwards, whole; whatever is there
must be whole. Exit code 1 if anything was lost or torn.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from attrs import evolve
from reporting import add_write_flag, table, write_block

from kaelum_core.ledger import Ledger
from kaelum_core.types import Answer, Check, CheckOutcome, Query, RoutingDecision, WorkerResult

HEAD = ("case", "told", "there", "lost", "torn", "seconds", "per second")
CHECK = Check("2 + 2 - 4 is 0", "subtraction", CheckOutcome.PASSED, True, True)


def answer(writer: int, number: int) -> Answer:
    """The ``number``-th answer of a writer, told apart by its query's id."""
    query = Query(f"What is {number} + {writer}?", id=f"{writer}-{number}")
    worked = WorkerResult.answered(str(number + writer), checks=[CHECK])
    results = [evolve(worked, worker=name, elapsed=0.01) for name in ("math", "logic")]
    decision = RoutingDecision("math", {"math": 0.9}, 0.2, ["math", "logic"], "verification")
    return Answer.from_result(query, results[0], results=results, decision=decision, elapsed=0.02)


def write(path: Path, writer: int, count: int) -> None:
    """Record ``count`` answers, telling each name on standard output."""
    with Ledger.open(path) as ledger:
        for number in range(count):
            name = ledger.record(answer(writer, number))
            os.write(1, f"{name} {writer}-{number}\n".encode())


def run(path: Path, processes: int, count: int, *, kill: bool) -> tuple[dict[str, str], float]:
    """Let them write; with ``kill`` half of them die by SIGKILL in the middle. What was told."""
    started = time.perf_counter()
    base = [sys.executable, __file__, "--writer", str(path)]
    writers = [
        subprocess.Popen([*base, str(writer), str(count // processes)], stdout=subprocess.PIPE)
        for writer in range(processes)
    ]
    told: dict[str, str] = {}
    for index, writer in enumerate(writers):
        if kill and index % 2 == 0:
            for _ in range(count // processes // 3):
                note(told, writer.stdout.readline())
            writer.kill()
    for writer in writers:
        for line in writer.communicate()[0].splitlines(keepends=True):
            note(told, line)
    return told, time.perf_counter() - started


def note(told: dict[str, str], line: bytes) -> None:
    """Remember a whole line; a kill may leave half of one."""
    if line.endswith(b"\n"):
        name, query = line.decode().split()
        told[name] = query


def examine(path: Path, told: dict[str, str]) -> tuple[int, int, int]:
    """How many answers are there, how many are lost, how many torn."""
    torn = 0
    there = {}
    with Ledger.open(path) as ledger:
        for past in ledger.decisions():
            found = ledger.answer(past.id)
            there[past.id] = past.query.id
            writer, number = map(int, past.query.id.split("-"))
            torn += found is None or evolve(found, id=None) != answer(writer, number)
        records = ledger.worker_records()
    torn += any(records[name, "math"].asked != len(there) for name in ("math", "logic"))
    with sqlite3.connect(path) as connection:
        torn += connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
    connection.close()
    lost = sum(there.get(name) != query for name, query in told.items())
    return len(there), lost, torn


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--decisions", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=4)
    add_write_flag(parser)
    parser.add_argument("--writer", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.writer:
        write(Path(arguments.writer[0]), *map(int, arguments.writer[1:]))
        return 0
    bad, rows = 0, []
    for case, kill in (("undisturbed", False), ("kill -9", True)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.sqlite3"
            told, seconds = run(path, arguments.processes, arguments.decisions, kill=kill)
            there, lost, torn = examine(path, told)
            expected = arguments.decisions // arguments.processes * arguments.processes
            lost += 0 if kill else expected - len(told)
            bad += lost + torn
            rate = f"{there / seconds:.0f}"
            rows.append((case, len(told), there, lost, torn, f"{seconds:.1f}", rate))
    text = table(HEAD, rows)
    print(text)
    if arguments.write:
        asked = f"--decisions {arguments.decisions} --processes {arguments.processes}"
        write_block("ledger", text, f"python benchmarks/ledger.py {asked}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
