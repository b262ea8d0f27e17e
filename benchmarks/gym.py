"""What the two reasoning-gym benchmarks share: drawing, asking, marking, and printing misses.

reasoning-gym (https://github.com/open-thought/reasoning-gym, Apache-2.0) draws questions
from a seed and scores answers itself.
"""

from __future__ import annotations

import decimal
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from kaelum_core.types import Verdict, WorkerResult

Solve = Callable[[str], WorkerResult]


@frozen
class Attempt:
    """One question put to an expert: what came back, its mark, and the seconds it took.

    ``disputed`` if the label is held not to fit the question.
    """

    entry: dict[str, Any]
    result: WorkerResult
    mark: float
    seconds: float
    disputed: bool = False

    @property
    def answered(self) -> bool:
        return self.result.answer is not None

    @property
    def proved(self) -> bool:
        return self.answered and self.result.verdict is Verdict.PROVED


def percent(part: float, whole: float) -> str:
    """``part`` of ``whole`` in per cent, or a dash if there is no whole."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def milliseconds(attempts: Sequence[Attempt]) -> tuple[str, str]:
    """The median and the 99th percentile of the times."""
    times = sorted(one.seconds * 1000 for one in attempts)
    return (
        f"{statistics.median(times):.1f}",
        f"{times[min(len(times) - 1, len(times) * 99 // 100)]:.0f}",
    )


def attempts(
    solve: Solve, family: str, parameters: Mapping[str, Any], *, size: int, seed: int
) -> Iterator[Attempt]:
    """Draw ``size`` questions of ``family`` and put each to the expert."""
    import reasoning_gym

    # One generator leaves the process-wide decimal precision changed behind it.
    decimal.setcontext(decimal.Context())
    dataset = reasoning_gym.create_dataset(family, size=size, seed=seed, **parameters)
    for entry in _entries(dataset, size):
        start = time.perf_counter()
        result = solve(entry["question"])
        elapsed = time.perf_counter() - start
        # An empty text is an answer to some scorers ("no real root"), so abstaining is not sent.
        mark = 0.0 if result.answer is None else dataset.score_answer(result.answer, entry)
        yield Attempt(entry, result, float(mark), elapsed)


def _entries(dataset: Any, size: int) -> Iterable[dict[str, Any]]:
    """The entries of ``dataset``; some generators give up on some seeds, which are passed over."""
    for index in range(size):
        try:
            yield dataset[index]
        except ValueError:
            continue


def show_misses(name: str, missed: Iterable[Attempt], limit: int) -> None:
    """Print up to ``limit`` of the attempts that ``missed``."""
    for one in list(missed)[:limit]:
        said = one.result.answer if one.answered else f"abstained: {one.result.reason}"
        print(f"--- {name} mark {one.mark:.2f} {one.result.verdict}")
        print(one.entry["question"].strip())
        print(f"expected: {one.entry['answer']}\nsaid:     {said}")
        print(f"read as:  {one.result.interpretation}")
