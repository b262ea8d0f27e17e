"""Real roots of polynomials with rational coefficients: isolated, refined, and counted.

Coefficients run from the constant upwards. Roots are isolated between the roots of the
derivative and refined by bisection; Sturm's theorem counts them independently.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from kaelum_math.expr.roots import divide

__all__ = ["isolate", "refine", "sturm_count", "value", "without_multiples"]

Coefficients = Sequence[Fraction]


def value(coefficients: Coefficients, x: Fraction) -> Fraction:
    """The polynomial's value at ``x``."""
    total = Fraction(0)
    for coefficient in reversed(coefficients):
        total = total * x + coefficient
    return total


def _derivative(coefficients: Coefficients) -> list[Fraction]:
    return [k * c for k, c in enumerate(coefficients)][1:]


def _bound(coefficients: Coefficients) -> Fraction:
    """Cauchy's bound: every root is smaller in absolute value."""
    lead = abs(coefficients[-1])
    return 1 + max((abs(c) / lead for c in coefficients[:-1]), default=Fraction(0))


def isolate(coefficients: Coefficients) -> list[tuple[Fraction, Fraction]]:
    """Intervals with one sign change each, one for every real root of odd multiplicity.

    The polynomial must have no multiple roots. An interval of length 0 is a root itself.
    """
    if len(coefficients) < 2:
        return []
    bound = _bound(coefficients)
    if len(coefficients) == 2:
        root = -coefficients[0] / coefficients[1]
        return [(root, root)]
    derivative = _derivative(coefficients)
    cuts = [-bound]
    for low, high in isolate(without_multiples(derivative)):
        narrow = refine(derivative, low, high, Fraction(1, 10**30))
        cuts += [narrow[0], narrow[1]] if narrow[0] != narrow[1] else [narrow[0]]
    cuts.append(bound)
    found = []
    for low, high in itertools.pairwise(cuts):
        left, right = value(coefficients, low), value(coefficients, high)
        if left == 0:
            found.append((low, low))
        elif right != 0 and (left < 0) != (right < 0):
            found.append((low, high))
    return found


def without_multiples(coefficients: Sequence[Fraction]) -> list[Fraction]:
    """A polynomial with the same roots, each once."""
    common, rest = list(coefficients), _derivative(coefficients)
    while any(rest):
        rest = _stripped(rest)
        common, rest = rest, divide(common, rest)[1]
    common = _stripped(common)
    return _stripped(divide(coefficients, common)[0]) if len(common) > 1 else list(coefficients)


def _stripped(coefficients: Sequence[Fraction]) -> list[Fraction]:
    found = list(coefficients)
    while found and found[-1] == 0:
        found.pop()
    return found


def refine(
    coefficients: Coefficients, low: Fraction, high: Fraction, width: Fraction
) -> tuple[Fraction, Fraction]:
    """The part of the interval with the sign change, halved until it is at most ``width`` wide."""
    rising = value(coefficients, high) > 0
    while high - low > width:
        middle = (low + high) / 2
        at = value(coefficients, middle)
        if at == 0:
            return middle, middle
        if (at > 0) == rising:
            high = middle
        else:
            low = middle
    return low, high


def sturm_count(coefficients: Coefficients, low: Fraction | None, high: Fraction | None) -> int:
    """How many different real roots lie in ``(low, high]``; None stands for infinity."""
    chain = [_stripped(coefficients), _stripped(_derivative(coefficients))]
    while len(chain[-1]) > 1:
        rest = _stripped(divide(chain[-2], chain[-1])[1])
        if not rest:
            break
        chain.append([-c for c in rest])
    return _changes(chain, low, -1) - _changes(chain, high, 1)


def _changes(chain: list[list[Fraction]], at: Fraction | None, side: int) -> int:
    signs = []
    for poly in chain:
        end = value(poly, at) if at is not None else poly[-1] * (side if len(poly) % 2 == 0 else 1)
        if end:
            signs.append(end > 0)
    return sum(a != b for a, b in itertools.pairwise(signs))
