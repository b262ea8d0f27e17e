"""Events of several dice, as nested tuples, decided roll by roll and counted in two ways.

``("sum", c)``, ``("product", c)``, ``("difference", c)``, ``("largest", c)``, ``("smallest", c)``
and ``("place", k, c)`` say that a figure of the roll meets a condition on integers
(:mod:`~kaelum_math.methods.integer_sets`); ``("faces", sign, n, c)`` that so many dice do;
``("alike", sign, n)`` that so many dice show one number; ``("order", i, sign, j)`` compares two of
the dice; ``("not", e)``, ``("and", e, f)`` and ``("or", e, f)`` combine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement, product
from typing import Any, Final, TypeAlias

from kaelum_math.errors import TooLarge
from kaelum_math.methods.counting import COMPARE
from kaelum_math.methods.integer_sets import holds, shown

__all__ = ["Event", "by_counts", "by_rolls", "happens", "ordered", "written"]

Event: TypeAlias = tuple[Any, ...]
Roll: TypeAlias = tuple[int, ...]

MAX_ROLLS: Final = 8_000

_FIGURES: Final[Mapping[str, Callable[[Roll], int]]] = {
    "sum": sum,
    "product": math.prod,
    "difference": lambda roll: max(roll) - min(roll),
    "largest": max,
    "smallest": min,
}


@lru_cache(maxsize=20_000)
def _meets(value: int, condition: Any) -> bool:
    return holds(value, condition)


def happens(event: Event, roll: Roll) -> bool:
    """Whether ``event`` does at a roll."""
    match event:
        case ("not", inner):
            return not happens(inner, roll)
        case ("and", left, right):
            return happens(left, roll) and happens(right, roll)
        case ("or", left, right):
            return happens(left, roll) or happens(right, roll)
        case ("place", place, condition):
            return _meets(roll[place], condition)
        case ("faces", sign, count, condition):
            return COMPARE[sign](sum(_meets(face, condition) for face in roll), count)
        case ("alike", sign, count):
            return COMPARE[sign](max(Counter(roll).values()), count)
        case ("order", one, sign, other):
            return COMPARE[sign](roll[one], roll[other])
    return _meets(_FIGURES[event[0]](roll), event[1])


def ordered(event: Event) -> bool:
    """Whether it matters which die shows what."""
    if event[0] in {"not", "and", "or"}:
        return any(ordered(inner) for inner in event[1:])
    return event[0] in {"place", "order"}


def written(event: Event) -> str:
    """``event`` in words."""
    match event:
        case ("not", inner):
            return f"not {written(inner)}"
        case ("and" | "or" as name, left, right):
            return f"({written(left)} {name} {written(right)})"
        case ("place", place, condition):
            return f"die {place + 1} is {shown(condition)}"
        case ("faces", sign, count, condition):
            return f"number of dice that are {shown(condition)} {sign} {count}"
        case ("alike", sign, count):
            return f"dice alike {sign} {count}"
        case ("order", one, sign, other):
            return f"die {one + 1} {sign} die {other + 1}"
    return f"{event[0]} is {shown(event[1])}"


def by_rolls(event: Event, under: Event | None, dice: int, sides: int) -> Fraction | None:
    """The probability of ``event`` given ``under``, roll by roll; None if ``under`` is impossible.

    Raises:
        TooLarge: there are too many rolls.
    """
    if sides**dice > MAX_ROLLS:
        raise TooLarge("There are too many rolls to go through.")
    whole = good = 0
    for roll in product(range(1, sides + 1), repeat=dice):
        if under is None or happens(under, roll):
            whole += 1
            good += happens(event, roll)
    return Fraction(good, whole) if whole else None


def by_counts(event: Event, under: Event | None, dice: int, sides: int) -> Fraction | None:
    """The same by unordered rolls, weighted; where order matters, from the last die backwards."""
    if ordered(event) or (under is not None and ordered(under)):
        return _by_tree(event, under, dice, sides)
    whole = good = 0
    for roll in combinations_with_replacement(range(1, sides + 1), dice):
        if under is None or happens(under, roll):
            weight = math.factorial(dice)
            for count in Counter(roll).values():
                weight //= math.factorial(count)
            whole += weight
            good += weight * happens(event, roll)
    return Fraction(good, whole) if whole else None


def _by_tree(event: Event, under: Event | None, dice: int, sides: int) -> Fraction | None:
    def chances(rest: Roll) -> tuple[Fraction, Fraction]:
        if len(rest) == dice:
            whole = under is None or happens(under, rest)
            return Fraction(whole), Fraction(whole and happens(event, rest))
        parts = [chances((face, *rest)) for face in range(sides, 0, -1)]
        return (
            sum((a for a, _ in parts), Fraction(0)) / sides,
            sum((b for _, b in parts), Fraction(0)) / sides,
        )

    whole, good = chances(())
    return good / whole if whole else None
