"""How hard a query is, in [0, 1], from what has to be kept in mind to answer it.

Nine quantities, each of them general: different words to understand, statements
to combine, different quantities, digits to carry, brackets within brackets, conditions,
exceptions, how far the rules of the text lead, and how many steps off what is asked lies. Each enters by its
logarithm, since the tenth of a kind adds less than the second. Their cubes are
added and the cube root taken, since what is hardest about a query decides and
the rest adds little; a logistic curve takes that to [0, 1]. ``docs/ROUTING.md`` says how well it tracks difficulty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set as AbstractSet

from kaelum_core.routing.chains import depth
from kaelum_core.routing.text import Reading
from kaelum_core.types import Signal

__all__ = ["complexity"]

_WEIGHTS = {
    "words": 0.25,
    "statements": 0.12,
    "quantities": 0.42,
    "digits": 0.6,
    "nesting": 0.5,
    "conditions": 0.15,
    "exceptions": 0.15,
    "chain": 0.95,
    "asked": 0.7,
}
_MIDDLE, _SLOPE = 1.06, 5.0

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LIST = re.compile(r"-?\d[\d./]*(?:,\s+(?:and\s+)?-?\d[\d./]*)+")


def _digits(number: str) -> int:
    """Significant digits of a number as written."""
    return len(number.replace(".", "").replace(",", "").strip("0"))


def _carried(numbers: AbstractSet[str], text: str) -> int:
    """Digits beyond the first of the different numbers; of a list of numbers, the longest's."""
    listed: set[str] = set()
    total = 0
    if len(numbers) > 2 and "," in text:
        for found in _LIST.finditer(text):
            members = _NUMBER.findall(found.group())
            total += max(map(_digits, members)) - 1
            listed.update(members)
    return max(0, total) + sum(max(0, _digits(number) - 1) for number in numbers - listed)


def _nesting(reading: Reading) -> int:
    """The most brackets that are open at one time."""
    if _OPENING.isdisjoint(reading.different):
        return 0
    deepest = level = 0
    for token in reading.tokens:
        if token in _OPENING:
            level += 1
            deepest = max(deepest, level)
        elif token in _CLOSING and level:
            level -= 1
    return deepest


def complexity(reading: Reading) -> tuple[float, tuple[Signal, ...]]:
    """The complexity of a query and what it is made of.

    Returns:
        A number in [0, 1], and one signal for each quantity that plays a part.
    """
    seen = reading.counts
    chain = depth(reading)
    different = reading.different
    numbers = frozenset(reading.numbers)
    counts = {
        "words": sum(map(str.isalpha, different)),
        "statements": len(reading.starts),
        "quantities": len(numbers),
        "digits": _carried(numbers, reading.text) if numbers else 0,
        "nesting": _nesting(reading),
        "conditions": seen["condition"],
        "exceptions": seen["exception"],
        "chain": chain.longest,
        "asked": chain.asked,
    }
    parts = sorted(
        [(-_WEIGHTS[name] * math.log1p(count), name) for name, count in counts.items() if count]
    )
    effort = math.fsum([-(part**3) for part, _name in parts]) ** (1 / 3)
    signals = [
        Signal(f"complexity:{name}", None, round(-1000.0 * part) / 1000.0, str(counts[name]))
        for part, name in parts
    ]
    return 1.0 / (1.0 + math.exp(-_SLOPE * (effort - _MIDDLE))), tuple(signals)
