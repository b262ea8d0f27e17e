"""Accuracy, coverage, precision and speed on the 56 modules of DeepMind's mathematics dataset.

``--data DIR`` reads ``*deepmind*.jsonl[.gz]`` files with the fields ``module``,
``question``, ``answer``. ``--generate N`` draws N fresh questions per module and
regime (train-easy, -medium, -hard, interpolate, extrapolate) with the PyPI
package ``mathematics-dataset``, which needs an older set of libraries and so
gets a virtual environment of its own, made on first use.

Accuracy is strict equality with the dataset's own answer text. Coverage is the
share of questions answered; precision the share of those that are right.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import recorded
from attrs import define, field
from reporting import add_write_flag, table, write_block

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

BLOCK = "math_deepmind"
HEAD = ("module", "questions", "accuracy", "coverage", "precision", "proved", "proved precision",
        "median ms", "p99 ms")  # fmt: skip

GENERATOR = """
import json, random, sys
import numpy, sympy
from sympy.solvers.diophantine.diophantine import base_solution_linear
sys.modules["sympy.solvers.diophantine"].base_solution_linear = base_solution_linear
from mathematics_dataset import generate
from mathematics_dataset.modules import modules
numpy.random.seed(seed := int(sys.argv[1])); random.seed(seed)
per_module, wanted = int(sys.argv[2]), sys.argv[3]
regimes = {
    **{f"train-{name}": lambda k=k: modules.train(generate._make_entropy_fn(k, 3))
       for k, name in enumerate(("easy", "medium", "hard"))},
    "interpolate": modules.test, "extrapolate": modules.test_extra,
}
generate.FLAGS(["generate"])
for regime, make in regimes.items():
    if wanted not in ("all", regime):
        continue
    for name, module in generate._filter_and_flatten(make()).items():
        for _ in range(per_module):
            try:
                problem, _ = generate.sample_from_module(module)
            except Exception:
                continue
            print(json.dumps({"module": name, "difficulty": regime,
                              "question": str(problem.question), "answer": str(problem.answer)}))
"""


@define
class Tally:
    total: int = 0
    right: int = 0
    wrong: int = 0
    proved: int = 0
    proved_wrong: int = 0
    times: list[float] = field(factory=list)


def rows_from_files(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.rglob("*deepmind*.jsonl*")):
        yield from recorded.rows(path)


def generated(per_module: int, seed: int, regime: str) -> Iterator[dict[str, str]]:
    home = Path(os.environ.get("KAELUM_BENCH_ENV", Path(tempfile.gettempdir()) / "kaelum-deepmind"))
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        install = [python, "-m", "pip", "install", "-q"]
        subprocess.run([*install, "--no-deps", "mathematics-dataset"], check=True)
        subprocess.run([*install, "sympy", "numpy", "absl-py", "six"], check=True)
    command = [python, "-W", "ignore", "-c", GENERATOR, str(seed), str(per_module), regime]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield from map(json.loads, process.stdout)


def run(rows: Iterable[dict[str, str]], failures: Path | None) -> dict[str, Tally]:
    worker = MathWorker()
    worker.solve(Query("What is 1 + 1?"), None)
    tallies: dict[str, Tally] = defaultdict(Tally)
    with (failures or Path(os.devnull)).open("w", encoding="utf-8") as log:
        for row in rows:
            extrapolated = row.get("difficulty") == "extrapolate"
            tally = tallies[("extrapolate " if extrapolated else "") + row["module"]]
            start = time.perf_counter()
            result = worker.solve(Query(row["question"]), None)
            tally.times.append(time.perf_counter() - start)
            right = result.answer == row["answer"]
            proved = result.answer is not None and result.verdict is Verdict.PROVED
            tally.total += 1
            tally.right += right
            tally.wrong += result.answer is not None and not right
            tally.proved += proved
            tally.proved_wrong += proved and not right
            if not (right and proved):
                got = {"got": result.answer, "verdict": result.verdict, "reason": result.reason}
                print(json.dumps({**row, **got, "read": result.interpretation}), file=log)
    return tallies


def cells(name: str, tally: Tally) -> list[str]:
    answered = tally.right + tally.wrong
    times = sorted(tally.times)
    p99 = times[min(len(times) - 1, int(0.99 * len(times)))]
    return [
        name,
        str(tally.total),
        f"{tally.right / tally.total:.1%}",
        f"{answered / tally.total:.1%}",
        f"{tally.right / answered:.1%}" if answered else "-",
        f"{tally.proved / tally.total:.1%}",
        f"{(tally.proved - tally.proved_wrong) / tally.proved:.1%}" if tally.proved else "-",
        f"{1000 * statistics.median(times):.1f}",
        f"{1000 * p99:.1f}",
    ]


def lines(tallies: dict[str, Tally]) -> Iterator[list[str]]:
    """A line for each module, interpolation first, and one for all of each kind."""
    for prefix, title in (("", "all interpolation"), ("extrapolate ", "all extrapolation")):
        names = [n for n in sorted(tallies) if n.startswith("extrapolate ") == bool(prefix)]
        yield from (cells(name, tallies[name]) for name in names)
        if names:
            yield cells(f"**{title}**", total(tallies[n] for n in names))


def total(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.total += tally.total
        whole.right += tally.right
        whole.wrong += tally.wrong
        whole.proved += tally.proved
        whole.proved_wrong += tally.proved_wrong
        whole.times += tally.times
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="folder with *deepmind*.jsonl[.gz]")
    source.add_argument("--generate", type=int, metavar="N", help="draw N questions per module")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--regime", default="all")
    parser.add_argument("--module", default="", help="only modules whose name contains this")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="every K-th row only")
    parser.add_argument("--failures", type=Path, help="write what went wrong to this file")
    add_write_flag(parser)
    args = parser.parse_args()
    if args.data:
        rows = rows_from_files(args.data)
    else:
        rows = generated(args.generate, args.seed, args.regime)
    chosen = (r for at, r in enumerate(rows) if args.module in r["module"] and at % args.every == 0)
    text = table(HEAD, lines(run(chosen, args.failures)))
    print(text)
    if args.write:
        source = "--data DIR" if args.data else f"--generate {args.generate} --seed {args.seed}"
        sampled = f" --every {args.every}" if args.every > 1 else ""
        block = BLOCK if args.data else f"{BLOCK}_fresh"
        write_block(block, text, f"python benchmarks/math_deepmind.py {source}{sampled}")


if __name__ == "__main__":
    main()
