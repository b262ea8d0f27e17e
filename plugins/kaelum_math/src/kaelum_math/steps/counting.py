"""Steps of counting and chance: how many cases there are, and how many are good."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb, factorial, prod
from typing import Any, Final

from kaelum_math.methods import counting
from kaelum_math.methods.counting import COMPARE
from kaelum_math.task import Solution

__all__ = ["arrangements", "dice", "draws", "selections", "sequence", "trials"]

MAX_CASES: Final = 8
"""Cases shown one by one at most."""


def dice(task: Any, solution: Solution) -> Iterator[str]:
    """All throws, and those with the wanted sum."""
    ways = counting.dice_by_convolution(task.dice)
    holds = COMPARE[task.condition]
    good = {total: n for total, n in sorted(ways.items()) if holds(total, task.bound)}
    every = prod(task.dice)
    yield f"{' * '.join(map(str, task.dice))} = {every} throws, all equally likely"
    if 1 < len(good) <= MAX_CASES:
        yield "; ".join(f"sum {total}: {n}" for total, n in good.items())
    yield f"{sum(good.values())} of them have a sum {task.condition} {task.bound}"
    yield f"{sum(good.values())}/{every} = {solution.answer}"


def _cases(condition: str, bound: int, most: int) -> list[int]:
    holds = COMPARE[condition]
    return [k for k in range(most + 1) if holds(k, bound)]


def trials(task: Any, solution: Solution) -> Iterator[str]:
    """The binomial formula for each number of successes."""
    cases = _cases(task.condition, task.bound, task.trials)
    if not cases or len(cases) > MAX_CASES:
        return
    n, p = task.trials, task.chance
    for k in cases:
        chance = comb(n, k) * p**k * (1 - p) ** (n - k)
        yield f"{k} of {n}: C({n}, {k}) * ({p})**{k} * ({1 - p})**{n - k} = {chance}"
    if len(cases) > 1:
        yield f"added up: {solution.answer}"


def draws(task: Any, solution: Solution) -> Iterator[str]:
    """Good choices over all choices, for each number of good ones."""
    total, good, drawn = task.total, task.good, task.draws
    cases = [
        k for k in _cases(task.condition, task.bound, min(good, drawn)) if drawn - k <= total - good
    ]
    if not cases or len(cases) > MAX_CASES:
        return
    every = comb(total, drawn)
    yield f"C({total}, {drawn}) = {every} ways to draw {drawn} of {total}"
    for k in cases:
        ways = comb(good, k) * comb(total - good, drawn - k)
        yield f"{k} good ones: C({good}, {k}) * C({total - good}, {drawn - k}) = {ways}"
    ways = sum(comb(good, k) * comb(total - good, drawn - k) for k in cases)
    yield f"{ways}/{every} = {solution.answer}"


def sequence(task: Any, solution: Solution) -> Iterator[str]:
    """The chance of each draw, given those before."""
    left = dict(task.bag)
    chances: list[Fraction] = []
    for letter in task.sequence:
        there = left.get(letter, 0)
        chances.append(Fraction(there, max(1, sum(left.values()))))
        yield f"{letter}: {there} of {sum(left.values())} left"
        if not there:
            return
        left[letter] -= 1
    yield f"{' * '.join(map(str, chances))} = {solution.answer}"


def selections(task: Any, solution: Solution) -> Iterator[str]:
    """The formula for the kind of selection."""
    n, k = task.total, task.taken
    if task.repeats and task.ordered:
        yield f"{n} possibilities for each of {k} places: {n}**{k} = {solution.answer}"
    elif task.repeats:
        yield f"C({n} + {k} - 1, {k}) = C({n + k - 1}, {k}) = {solution.answer}"
    elif task.ordered:
        yield f"{n}!/({n} - {k})! = {_falling(n, k)} = {solution.answer}"
    else:
        yield f"{n}!/({k}!*({n} - {k})!) = ({_falling(n, k)})/{factorial(k)} = {solution.answer}"


def _falling(n: int, k: int) -> str:
    numbers = [str(n - j) for j in range(k)] or ["1"]
    return "*".join(numbers if len(numbers) <= 10 else [*numbers[:3], "...", numbers[-1]])


def arrangements(task: Any, solution: Solution) -> Iterator[str]:
    """The factorial of all, over those of the groups that are alike."""
    total = sum(task.counts)
    if task.circular:
        yield f"around a circle one place is fixed: ({total} - 1)! = {solution.answer}"
        return
    alike = [count for count in task.counts if count > 1]
    if alike:
        under = "*".join(f"{count}!" for count in alike)
        yield f"{total}!/({under}) = {factorial(total)}/{prod(map(factorial, alike))} = {solution.answer}"
    else:
        yield f"{total}! = {solution.answer}"
