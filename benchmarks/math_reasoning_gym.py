"""How well the math expert solves reasoning-gym's number families.

Every family of reasoning-gym (https://github.com/open-thought/reasoning-gym, Apache-2.0)
that asks for arithmetic, algebra, calculus, geometry, calendar or number work, in two
settings: *easy*, the generator's defaults, and *hard*, the parameters under which the
project reports language models (its ``eval/yaml``). Questions are drawn afresh from a
seed; answers go to reasoning-gym's own scorers, which give 1 for right, less for close.

reasoning-gym is needed for this benchmark only and is no dependency of Kaelum: install it
(``pip install reasoning-gym``) beside kaelum and kaelum-math in an environment of its own.

    python benchmarks/math_reasoning_gym.py --size 50
    python benchmarks/math_reasoning_gym.py --family dice countdown --level hard --show-misses
    python benchmarks/math_reasoning_gym.py --size 100 --write

Columns: *score* is the mean of the scorer's marks, abstentions counting 0; *right* the share
marked at least 0.99; *answered* the share not abstained from; *precision* the share of
answers that were right; *proved* the share proved; *proved wrong* how many proved answers
the scorer did not accept; *ms* the median and the 99th percentile of wall time per question.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from attrs import field, frozen
from gym import Attempt, attempts, milliseconds, percent, show_misses
from recorded import Context
from reporting import add_write_flag, table, write_block

from kaelum_core import Query, WorkerResult
from kaelum_math.worker import MathWorker

RIGHT = 0.99
"""A mark of at least this counts as right: some scorers deduct for the last float digit."""

HARD: dict[str, dict[str, Any]] = {
    "advanced_geometry": {"min_coord": -100, "max_coord": 100},
    "base_conversion": {"min_base": 9, "max_base": 18, "min_value": 10000, "max_value": 100000},
    "basic_arithmetic": {"min_terms": 5, "max_terms": 10, "min_digits": 2, "max_digits": 5},
    "bitwise_arithmetic": {"difficulty": 5},
    "calendar_arithmetic": {"offset_upper_bound": 200},
    "chain_sum": {"min_terms": 5, "max_terms": 8, "min_digits": 4, "max_digits": 6},
    "coin_flip": {"min_trials": 10, "max_trials": 15},
    "complex_arithmetic": {
        "min_real": -100,
        "max_real": 100,
        "min_imag": -100,
        "max_imag": 100,
        "operations_weights": [0.25, 0.25, 0.25, 0.25],
    },
    "count_bits": {"min_n": 1_000_000, "max_n": 100_000_000},
    "count_primes": {"min_n": 10_000, "max_n": 50_000},
    "countdown": {
        "min_numbers": 6,
        "max_numbers": 9,
        "min_target": 100,
        "max_target": 1000,
        "max_value": 250,
    },
    "decimal_arithmetic": {
        "min_num_decimal_places": 5,
        "max_num_decimal_places": 8,
        "precision": 10,
        "min_terms": 5,
        "max_terms": 8,
    },
    "decimal_chain_sum": {
        "min_terms": 5,
        "max_terms": 8,
        "min_digits": 4,
        "max_digits": 8,
        "min_decimal_places": 4,
        "max_decimal_places": 6,
    },
    "dice": {"num_dice": 6, "max_dice_size": 25},
    "fraction_simplification": {
        "min_value": 100,
        "max_value": 1000,
        "min_factor": 10,
        "max_factor": 100,
    },
    "gcd": {"min_numbers": 3, "max_numbers": 4, "min_value": 1000, "max_value": 10_000},
    "intermediate_integration": {"problem_type_weights": [0, 0, 0, 1, 0, 0, 0, 0]},
    "lcm": {"min_numbers": 3, "max_numbers": 4, "min_value": 1000, "max_value": 10_000},
    "leg_counting": {
        "min_animals": 20,
        "max_animals": 30,
        "min_instances": 64,
        "max_instances": 256,
    },
    "number_filtering": {
        "min_numbers": 50,
        "max_numbers": 100,
        "min_decimals": 2,
        "max_decimals": 4,
        "min_value": -500,
        "max_value": 500,
    },
    "number_format": {
        "min_num_candidates": 25,
        "max_num_candidates": 100,
        "min_n": 100_000,
        "max_n": 1_000_000,
        "max_delta": 0.001,
    },
    "number_sequence": {
        "min_terms": 8,
        "max_terms": 12,
        "min_value": -500,
        "max_value": 500,
        "max_complexity": 3,
    },
    "number_sorting": {
        "min_numbers": 50,
        "max_numbers": 100,
        "min_decimals": 2,
        "max_decimals": 4,
        "min_value": -500,
        "max_value": 500,
    },
    "polynomial_equations": {"min_degree": 2, "max_degree": 3, "min_terms": 3, "max_terms": 4},
    "polynomial_multiplication": {
        "min_terms": 4,
        "max_terms": 8,
        "min_value": 10,
        "max_value": 10_000,
        "min_degree": 1,
        "max_degree": 4,
        "min_polynomials": 3,
        "max_polynomials": 6,
    },
    "power_function": {"min_exponent": 4, "max_exponent": 8},
    "prime_factorization": {"min_value": 1000, "max_value": 5000},
    "products": {"min_terms": 4, "max_terms": 8, "min_digits": 4, "max_digits": 8},
    "simple_equations": {
        "min_terms": 3,
        "max_terms": 10,
        "min_value": 10,
        "max_value": 10_000,
        "operators_weights": [0.35, 0.35, 0.3],
    },
    "simple_geometry": {"min_sides": 10, "max_sides": 15},
    "simple_integration": {"min_terms": 3, "max_terms": 4},
    "time_intervals": {"max_time_difference_seconds": 21_600, "max_date_difference_days": 30},
}
"""Family -> its hard parameters; the easy ones are the generator's defaults."""


@frozen
class Row:
    """The attempts at one family in one setting, and their figures."""

    family: str
    level: str
    attempts: Sequence[Attempt] = field(repr=False)

    def cells(self) -> list[str]:
        tried, answered = self.attempts, [one for one in self.attempts if one.answered]
        right = sum(one.mark >= RIGHT for one in tried)
        return [
            self.family,
            self.level,
            str(len(tried)),
            percent(sum(one.mark for one in tried), len(tried)),
            percent(right, len(tried)),
            percent(len(answered), len(tried)),
            percent(sum(one.mark >= RIGHT for one in answered), len(answered)),
            percent(sum(one.proved for one in tried), len(tried)),
            str(sum(one.proved and one.mark < RIGHT for one in tried)),
            *milliseconds(tried),
        ]


HEAD = (
    "family",
    "setting",
    "n",
    "score",
    "right",
    "answered",
    "precision",
    "proved",
    "proved wrong",
    "ms",
    "ms p99",
)


def solve(worker: MathWorker, question: str, *, seconds: float) -> WorkerResult:
    """What the expert says to ``question``, whether its ``solve`` is a coroutine or not."""
    outcome = worker.solve(Query(question), Context(seconds))

    async def awaited() -> WorkerResult:
        return await outcome  # type: ignore[misc]

    return asyncio.run(awaited()) if inspect.isawaitable(outcome) else outcome


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--family", nargs="+", default=sorted(HARD), choices=sorted(HARD))
    parser.add_argument("--level", nargs="+", default=["easy", "hard"], choices=["easy", "hard"])
    parser.add_argument("--size", type=int, default=50, help="questions per family and setting")
    parser.add_argument("--seed", type=int, default=None, help="default: from the clock")
    parser.add_argument("--seconds", type=float, default=30.0, help="deadline per question")
    parser.add_argument("--show-misses", type=int, nargs="?", const=5, default=0)
    add_write_flag(parser)
    options = parser.parse_args(None if arguments is None else list(arguments))
    seed = options.seed if options.seed is not None else int(time.time())
    worker = MathWorker()
    solve(worker, "What is 1 + 1?", seconds=options.seconds)  # imports are not the question's time
    rows = []
    for family in options.family:
        for level in options.level:
            parameters = HARD[family] if level == "hard" else {}
            asked = partial(solve, worker, seconds=options.seconds)
            tried = list(attempts(asked, family, parameters, size=options.size, seed=seed))
            row = Row(family, level, tried)
            rows.append(row)
            missed = [one for one in tried if one.mark < RIGHT]
            show_misses(f"{family} {level}", missed, options.show_misses)
            print(" ".join(row.cells()), file=sys.stderr)
    everything = Row("all", "", [one for row in rows for one in row.attempts])
    lines = table(HEAD, [row.cells() for row in (*rows, everything)])
    text = f"Seed {seed}, {options.size} questions a row.\n\n{lines}"
    print(text)
    if options.write:
        command = f"python benchmarks/math_reasoning_gym.py --size {options.size} --seed {seed}"
        write_block("math_reasoning_gym", text, command)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
