"""Counting outcomes of dice, repeated trials and draws, each in two ways."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from kaelum_math.errors import TooLarge

__all__ = [
    "COMPARE",
    "binomial_by_paths",
    "binomial_by_sum",
    "dice_by_convolution",
    "dice_by_exclusion",
    "draws_by_formula",
    "draws_by_steps",
]

COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "=": lambda a, b: a == b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "!=": lambda a, b: a != b,
    "even": lambda a, _: a % 2 == 0,
    "odd": lambda a, _: a % 2 == 1,
}
"""Conditions on a count: the count and the bound."""

MAX_TOTAL: Final = 20_000
"""Largest possible sum of dice, and most trials."""


def dice_by_convolution(dice: Iterable[int]) -> dict[int, int]:
    """Sum of the dice -> in how many ways, one die after the other.

    Raises:
        TooLarge: the dice are too many or too big.
    """
    dice = tuple(dice)
    if sum(dice) > MAX_TOTAL or len(dice) > 200:
        raise TooLarge("There are too many dice, or too many sides.")
    ways = [1]
    for sides in dice:
        sums = [0, *itertools.accumulate(ways)]
        size = len(ways) + sides - 1
        ways = [sums[min(k + 1, len(ways))] - sums[max(0, k - sides + 1)] for k in range(size)]
    return {total + len(dice): count for total, count in enumerate(ways)}


def dice_by_exclusion(dice: Iterable[int]) -> dict[int, int]:
    """The same by inclusion and exclusion: faces without a bound, less those beyond it."""
    dice = tuple(dice)
    lost: Counter[int] = Counter({0: 1})
    for sides in dice:
        for amount, count in list(lost.items()):
            lost[amount + sides] -= count
    count_of = len(dice)
    return {
        total: sum(
            sign * math.comb(total - amount - 1, count_of - 1)
            for amount, sign in lost.items()
            if total - amount >= count_of
        )
        for total in range(count_of, sum(dice) + 1)
    }


def binomial_by_sum(trials: int, chance: Fraction, condition: str, bound: int) -> Fraction:
    """The probability that the number of successes meets the condition, by the formula."""
    if trials > 2000:
        raise TooLarge("There are too many trials.")
    holds = COMPARE[condition]
    return sum(
        (
            math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k)
            for k in range(trials + 1)
            if holds(k, bound)
        ),
        Fraction(0),
    )


def binomial_by_paths(trials: int, chance: Fraction, condition: str, bound: int) -> Fraction:
    """The same by following the number of successes from trial to trial, in whole numbers."""
    win, whole = chance.numerator, chance.denominator
    state = [1]
    for _ in range(trials):
        stay = [count * (whole - win) for count in state] + [0]
        step = [0] + [count * win for count in state]
        state = [a + b for a, b in zip(stay, step, strict=True)]
    holds = COMPARE[condition]
    good = sum(count for k, count in enumerate(state) if holds(k, bound))
    return Fraction(good, whole**trials)


def draws_by_formula(total: int, good: int, draws: int, condition: str, bound: int) -> Fraction:
    """The probability that draws without replacement hold so many good ones (hypergeometric)."""
    holds = COMPARE[condition]
    ways = sum(
        math.comb(good, k) * math.comb(total - good, draws - k)
        for k in range(draws + 1)
        if holds(k, bound)
    )
    return Fraction(ways, math.comb(total, draws))


def draws_by_steps(total: int, good: int, draws: int, condition: str, bound: int) -> Fraction:
    """The same draw by draw."""
    state = {0: Fraction(1)}
    for drawn in range(draws):
        after: dict[int, Fraction] = {}
        for k, chance in state.items():
            hit = Fraction(good - k, total - drawn)
            after[k + 1] = after.get(k + 1, Fraction(0)) + chance * hit
            after[k] = after.get(k, Fraction(0)) + chance * (1 - hit)
        state = after
    holds = COMPARE[condition]
    return sum((chance for k, chance in state.items() if holds(k, bound)), Fraction(0))
