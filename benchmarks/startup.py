"""Cold start as ratios: whole processes, interleaved, medians of one run.

    python benchmarks/startup.py [--runs N] [--write]

Compares ``kaelum --help`` with importing what it rests on, and ``kaelum ask``
with importing SymPy, and lists by ``python -X importtime`` which of the heavy
packages each of them imports.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time

from reporting import add_write_flag, table, write_block

HEAVY = ("anyio", "cattrs", "lark", "pint", "rich", "sqlite3", "sympy", "z3")
KAELUM = (sys.executable, "-m", "kaelum_core")
PAIRS = {
    "`kaelum --help`": (
        (*KAELUM, "--help"),
        (sys.executable, "-c", "import click, attrs, pluggy"),
        1.6,
    ),
    '`kaelum ask "Solve x^2 = 2"`': (
        (*KAELUM, "ask", "Solve x^2 = 2"),
        (sys.executable, "-c", "import sympy"),
        2.0,
    ),
}


def seconds(command: tuple[str, ...]) -> float:
    """Wall time of one whole process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def imported(command: tuple[str, ...]) -> list[str]:
    """Which heavy packages the process itself imports."""
    python, *rest = command
    process = subprocess.run(
        [python, "-X", "importtime", *rest], check=False, capture_output=True, text=True
    )
    names = set(re.findall(r"\|\s+([a-z0-9_]+)$", process.stderr, re.MULTILINE))
    return [name for name in HEAVY if name in names]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    add_write_flag(parser)
    options = parser.parse_args()
    os.environ["KAELUM_LEDGER"] = "off"
    rows = []
    for name, (ours, theirs, limit) in PAIRS.items():
        seconds(ours), seconds(theirs)  # fill the disk cache
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(options.runs)]
        one, two = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        what = " ".join(theirs[1:])
        rows.append(
            (name, f"{1000 * one:.0f}", f"`python {what}`", f"{1000 * two:.0f}", f"{ratio:.2f}",
             f"{limit}", ", ".join(imported(ours)) or "none")
        )  # fmt: skip
    head = ("command", "ms", "against", "ms", "ratio", "at most", "heavy imports in its process")
    text = table(head, rows)
    print(text)
    if options.write:
        write_block("startup", text, f"python benchmarks/startup.py --runs {options.runs}")


if __name__ == "__main__":
    main()
