"""How well the complexity score tracks difficulty that somebody measured."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from routing_theories import theories

from kaelum_core.routing.complexity import complexity
from kaelum_core.routing.text import read
from kaelum_core.types import Query

_DIFFICULTY = {"train-easy": 0, "train-medium": 1, "train-hard": 2}
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def _ranks(values: Sequence[float]) -> Any:
    """Ranks, ties sharing the mean of theirs."""
    array = np.asarray(values, dtype=float)
    _distinct, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2.0)[inverse]


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Spearman's rank correlation; 0 when one side does not vary."""
    if len(set(first)) < 2 or len(set(second)) < 2:
        return 0.0
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def measure(text: str, context: str | None = None) -> float:
    """The complexity of a query."""
    return complexity(read(Query(text, context=context)))[0]


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    for line in text.decode("utf-8").splitlines():
        yield json.loads(line)


def _number(text: Any) -> float | None:
    found = _NUMBER.findall(str(text).replace("$", ""))
    return float(found[-1].replace(",", "")) if found else None


def _reply(row: dict[str, Any]) -> float | None:
    """The number a recorded reply ends with, or gives as its JSON answer."""
    if "pred" in row:
        return _number(row["pred"][-1] if isinstance(row["pred"], list) else row["pred"])
    output = row["output"][0] if isinstance(row["output"], list) else row["output"]
    answer = re.search(r'"answer"\s*:\s*"?([^"\n}]*)', str(output))
    return _number(answer.group(1) if answer else output)


def failures(data: Path) -> tuple[list[float], list[float]]:
    """Complexity of each GSM8K problem, and the share of recorded models that failed it."""
    problems = {row["id"]: row for row in _rows(data / "gsm8k" / "dev.jsonl")}
    failed: dict[Any, list[bool]] = defaultdict(list)
    for path in sorted((data / "transcripts" / "gsm8k").glob("*.gz")):
        for row in _rows(path):
            said, right = _reply(row), _number(problems[row["id"]]["answer"])
            failed[row["id"]].append(
                said is None or right is None or abs(said - right) > 1e-4 * max(1.0, abs(right))
            )
    return (
        [measure(problem["question"]) for problem in problems.values()],
        [float(np.mean(failed[name])) for name in problems],
    )


def chains() -> tuple[list[float], list[float], list[float]]:
    """Complexity of theories drawn here, their depth, and how deep the question lies.

    The development half of ProofWriter has theories of one depth only.
    """
    drawn = list(theories())
    scores = [measure(theory.question, theory.text) for theory in drawn]
    return scores, [float(t.depth) for t in drawn], [float(t.asked) for t in drawn]


def objects(data: Path) -> tuple[list[float], list[float]]:
    """Complexity of logical deduction problems, and how many objects they have."""
    scores, sizes = [], []
    for size, word in ((3, "three"), (5, "five"), (7, "seven")):
        for row in _rows(data / "logic" / f"bbh_logical_deduction_{word}_objects.jsonl"):
            scores.append(measure(row["question"], row["context"] or None))
            sizes.append(float(size))
    return scores, sizes


def modules(data: Path) -> dict[str, tuple[list[float], list[float]]]:
    """Per DeepMind module: complexity of each question, and its difficulty from 0 to 2."""
    found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for row in _rows(data / "math" / "deepmind_dev.jsonl.gz"):
        scores, difficulty = found[row["module"]]
        scores.append(measure(row["question"]))
        difficulty.append(float(_DIFFICULTY[row["difficulty"]]))
    return dict(found)


def summary(data: Path) -> list[tuple[str, int, str]]:
    """Rows of the table: what it is measured against, on how many, Spearman's rho."""
    rows = []
    scores, depths, asked = chains()
    for what, (measured, truth) in (
        ("share of 13 recorded models that fail a GSM8K problem", failures(data)),
        ("depth of a theory, ProofWriter's kind, drawn here", (scores, depths)),
        ("depth of the question in such a theory", (scores, asked)),
        ("three, five, seven objects in logical deduction", objects(data)),
    ):
        rows.append((what, len(measured), f"{spearman(measured, truth):.2f}"))
    per_module = modules(data)
    every = [list(chain(*side)) for side in zip(*per_module.values(), strict=True)]
    within = [spearman(*pair) for pair in per_module.values()]
    means = [
        (float(np.mean([s for s, d in zip(*pair, strict=True) if d == level])), level)
        for pair in per_module.values()
        for level in (0.0, 1.0, 2.0)
    ]
    rows += [
        (
            "DeepMind difficulty, within a module (mean of 56)",
            len(every[0]),
            f"{np.mean(within):.2f}",
        ),
        (
            "DeepMind difficulty, means of modules",
            len(means),
            f"{spearman(*zip(*means, strict=True)):.2f}",
        ),
        (
            "DeepMind difficulty, all questions in one heap",
            len(every[0]),
            f"{spearman(*every):.2f}",
        ),
    ]
    return rows
