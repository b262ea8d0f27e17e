"""What the engine costs, and that workers really run side by side.

    python benchmarks/engine.py [--queries N] [--write]

Two workers that each wait 200 ms are timed against one of them, and a worker
that answers at once shows what the engine adds to a query, on both event loops.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import types

import anyio
from reporting import add_write_flag, table, write_block

from kaelum_core import (
    Check,
    CheckOutcome,
    Classification,
    ClassifierInfo,
    Engine,
    Settings,
    WorkerInfo,
    WorkerResult,
    hookimpl,
)
from kaelum_core.plugins import PluginHost

CHECKED = [Check("claim", "method", CheckOutcome.PASSED)]


class Waits:
    """Answers after ``delay`` seconds."""

    delay = 0.0

    async def solve(self, query, context):
        if self.delay:
            await anyio.sleep(self.delay)
        return WorkerResult.answered("4", checks=CHECKED)


class WaitsLong(Waits):
    delay = 0.2


class Sure:
    """Always of the same opinion."""

    def classify(self, query):
        return Classification({"math": 0.9}, complexity=0.9)


def engine(*workers: str) -> Engine:
    """An engine with only these workers."""
    module = types.ModuleType("benchmark_plugin")
    sys.modules[module.__name__] = module
    module.Waits, module.WaitsLong, module.Sure = Waits, WaitsLong, Sure
    infos = [
        WorkerInfo(f"w{i}", domains={"math"}, factory=f"benchmark_plugin:{kind}", isolation="task")
        for i, kind in enumerate(workers)
    ]
    module.kaelum_workers = hookimpl(specname="kaelum_workers")(lambda: infos)
    sure = ClassifierInfo("sure", "benchmark_plugin:Sure", domains={"math"})
    module.kaelum_classifiers = hookimpl(specname="kaelum_classifiers")(lambda: [sure])
    host = PluginHost(extra={"benchmark": module}, installed=False)
    return Engine(Settings.load(flags={"ledger.path": "off"}), host=host)


async def median(engine: Engine, count: int) -> float:
    """Median seconds of a query."""
    await engine.answer("warm up")
    times = []
    for _ in range(count):
        began = time.perf_counter()
        answer = await engine.answer("How much is it?")
        times.append(time.perf_counter() - began)
        assert answer.text == "4"
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=200)
    add_write_flag(parser)
    options = parser.parse_args()
    rows = []
    for backend in ("asyncio", "trio"):
        alone = anyio.run(median, engine("WaitsLong"), 10, backend=backend)
        both = anyio.run(median, engine("WaitsLong", "WaitsLong"), 10, backend=backend)
        added = anyio.run(median, engine("Waits"), options.queries, backend=backend)
        rows.append(
            (backend, f"{1000 * alone:.1f}", f"{1000 * both:.1f}", f"{both / alone:.3f}",
             f"{1000 * added:.2f}")
        )  # fmt: skip
    head = ("event loop", "one waits 200 ms", "two wait 200 ms", "ratio (at most 1.05)",
            "engine adds, ms (under 2)")  # fmt: skip
    text = table(head, rows)
    print(text)
    if options.write:
        write_block("engine", text, f"python benchmarks/engine.py --queries {options.queries}")


if __name__ == "__main__":
    main()
