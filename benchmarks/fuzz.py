"""Fuzzing of both experts: exceptions, hangs, crashes, growth of memory, proofs that do not repeat.

    python benchmarks/fuzz.py [--inputs N] [--expert math logic] [--data DIR] [--seed N] [--jobs N] [--write]

Inputs are mutated questions (see ``fuzz_inputs.py``), with ``--data DIR`` those recorded in
DIR/math and DIR/logic too. They go one after another to a worker in a process of its own
with its memory capped, as in the sandbox. A process that is silent for the deadline is killed and
the input named; the rest goes on in a new one. *Unstable* counts proved answers whose certificate, checked
again, is not proved; *grown* is what the process gained (resident memory) from its first tenth of the
inputs on; *MiB* and *grown* are those of the largest process. Exit code 1 if there was an exception, a hang, a crash or an unstable proof.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import importlib
import json
import random
import resource
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from attrs import define, field
from fuzz_inputs import inputs
from recorded import Context
from reporting import add_write_flag, table, write_block

from kaelum_core.types import Query, Verdict, derive_verdict

WORKERS = {"math": "MathWorker", "logic": "LogicWorker"}
WARM = {"math": ("What is 1 + 1?", "Differentiate sin(2*x)."), "logic": ("p & q |= p",)}
"""Asked first: what loads a solver."""

MEMORY = 2048 * 1024 * 1024
SLOW_MS = 1000.0
HEAD = ("expert", "inputs", "answered", "proved", "exceptions", "hangs", "crashes", "unstable",
        "over 1 s", "p50 ms", "p99 ms", "max ms", "MiB", "grown MiB")  # fmt: skip


# -- the child -----------------------------------------------------------------


def _mebibytes() -> float:
    """Resident memory of this process (Linux; 0 elsewhere)."""
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 2**20
    return 0.0


def _attempt(worker: Any, check: Any, query: Query) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        result = worker.solve(query, Context(10.0))
    except BaseException as error:  # noqa: BLE001 - any exception is a finding
        return {"error": "".join(traceback.format_exception(error)[-4:])}
    ms = 1000 * (time.perf_counter() - began)
    proved = result.answer is not None and result.verdict is Verdict.PROVED
    stable = True
    if proved:
        checks = check(result.certificate) if result.certificate is not None else ()
        stable = derive_verdict(checks) is Verdict.PROVED
    return {"ms": ms, "answer": result.answer, "proved": proved, "stable": stable}


def child(expert: str) -> None:
    """Answer one query a line until the input ends; tell where it is when asked to by a signal."""
    faulthandler.register(signal.SIGUSR1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    worker = getattr(importlib.import_module(f"kaelum_{expert}.worker"), WORKERS[expert])()
    check = importlib.import_module(f"kaelum_{expert}.certificates").check
    for text in WARM[expert]:
        worker.solve(Query(text), Context(10.0))
    for line in sys.stdin:
        text, context, options = json.loads(line)
        report = _attempt(worker, check, Query(text, context, tuple(options)))
        print(json.dumps(report | {"mib": _mebibytes()}), flush=True)


# -- the parent ----------------------------------------------------------------


@define
class Process:
    """One child; it is replaced when it hangs or dies."""

    expert: str
    deadline: float
    _errors: Any = field(init=False)
    _process: Any = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--child", self.expert],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True,
        )  # fmt: skip

    def ask(self, query: Query) -> dict[str, Any]:
        """The child's report, or what became of the child."""
        line = json.dumps([query.text, query.context, list(query.options)])
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], self.deadline)[0]:
            self._process.send_signal(signal.SIGUSR1)
            time.sleep(0.2)
            return {"end": "hang", "where": self._where()}
        answer = self._process.stdout.readline()
        return json.loads(answer) if answer else {"end": "crash", "where": self._where()}

    def _where(self) -> str:
        """The innermost lines of the traceback that the child left."""
        self._errors.seek(0)
        lines = [line.strip() for line in self._errors if "File" in line or "rror" in line]
        return "\n    ".join(lines[:25])

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()
        self._errors.close()


@define
class Tally:
    """What came of one expert's inputs."""

    expert: str
    total: int = 0
    answered: int = 0
    proved: int = 0
    exceptions: int = 0
    hang: int = 0
    crash: int = 0
    unstable: int = 0
    times: list[float] = field(factory=list)
    memory: list[float] = field(factory=list)
    largest: float = 0.0
    grown: float = 0.0

    def add(self, other: Tally) -> None:
        """Count what ``other`` counted as well."""
        for name in ("total", "answered", "proved", "exceptions", "hang", "crash", "unstable"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.times += other.times
        self.largest = max(self.largest, other.largest)
        self.grown = max(self.grown, other.grown)

    def note(self, report: dict[str, Any]) -> str | None:
        """Count ``report``; why it is worth showing, or None."""
        self.total += 1
        if end := report.get("end"):
            setattr(self, end, getattr(self, end) + 1)
            return f"{end}\n    {report['where']}"
        self.memory.append(report["mib"])
        if error := report.get("error"):
            self.exceptions += 1
            return f"exception\n{error}"
        self.times.append(report["ms"])
        self.answered += report["answer"] is not None
        self.proved += report["proved"]
        self.unstable += not report["stable"]
        if not report["stable"]:
            return f"unstable proof of {report['answer'][:200]!r}"
        return f"took {report['ms']:.0f} ms" if report["ms"] > SLOW_MS else None

    def close_process(self) -> None:
        """The process has ended: keep the largest growth of any."""
        if self.memory:
            self.largest = max(self.largest, *self.memory)
            self.grown = max(self.grown, self.memory[-1] - self.memory[len(self.memory) // 10])

    @property
    def bad(self) -> int:
        return self.exceptions + self.hang + self.crash + self.unstable

    def cells(self) -> tuple[object, ...]:
        times = sorted(self.times)
        return (
            self.expert, self.total, self.answered, self.proved, self.exceptions, self.hang,
            self.crash, self.unstable, sum(ms > SLOW_MS for ms in times),
            f"{statistics.median(times):.1f}", f"{times[int(0.99 * (len(times) - 1))]:.0f}",
            f"{times[-1]:.0f}", f"{self.largest:.0f}", f"{self.grown:.0f}",
        )  # fmt: skip


def fuzz(expert: str, queries: Iterator[Query], deadline: float) -> Tally:
    """Put every query to ``expert``; findings are printed as they come."""
    tally = Tally(expert)
    process = Process(expert, deadline)
    for query in queries:
        report = process.ask(query)
        finding = tally.note(report)
        if finding:
            shown = [query.text[:1500], (query.context or "")[:1500], *query.options]
            print(f"--- {expert} {tally.total}: {finding}\n    {shown!r}", flush=True)
        if "end" in report:
            process.stop()
            tally.close_process()
            tally.memory.clear()
            process = Process(expert, deadline)
    process.stop()
    tally.close_process()
    return tally


def side_by_side(expert: str, seed: int, options: argparse.Namespace) -> Tally:
    """The inputs of several seeds, ``seed`` the first, each in a process of its own."""
    jobs = options.jobs

    def one(job: int) -> Tally:
        count = options.inputs // jobs + (job < options.inputs % jobs)
        queries = inputs(expert, count, seed=seed + job, data=options.data)
        return fuzz(expert, queries, options.deadline)

    whole = Tally(expert)
    with ThreadPoolExecutor(jobs) as threads:
        for tally in threads.map(one, range(jobs)):
            whole.add(tally)
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=2000, help="for each expert")
    parser.add_argument("--expert", nargs="+", default=list(WORKERS), choices=list(WORKERS))
    parser.add_argument("--data", type=Path, help="folder of recorded questions to mutate as well")
    parser.add_argument("--seed", type=int, default=None, help="default: drawn anew")
    parser.add_argument("--jobs", type=int, default=1, help="processes for each expert")
    parser.add_argument("--deadline", type=float, default=10.0, help="seconds until it is a hang")
    add_write_flag(parser)
    parser.add_argument("--child", choices=list(WORKERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return 0
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    bad = False
    for expert in options.expert:
        tally = side_by_side(expert, seed, options)
        text = f"Seed {seed}.\n\n{table(HEAD, [tally.cells()])}"
        print(text, flush=True)
        if options.write:
            data = " --data DIR" if options.data else ""
            jobs = f" --jobs {options.jobs}" if options.jobs > 1 else ""
            arguments = f"--expert {expert} --inputs {options.inputs}{jobs} --seed {seed}{data}"
            write_block(f"fuzz_{expert}", text, f"python benchmarks/fuzz.py {arguments}")
        bad = bad or tally.bad > 0
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
