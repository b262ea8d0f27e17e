"""Integer points that satisfy polynomial equations and inequalities, where they are finitely many.

A constraint is a polynomial with integer coefficients and ``=``, ``<=`` or ``!=``, compared
with 0. :func:`box` bounds every unknown: by interval arithmetic over the terms, and for an
equation in two unknowns by its factors (``(ax + c)(ay + b) = n``, a difference of squares) or
its discriminant. :func:`points` runs through all unknowns but one and solves for that one;
:func:`all_tested` tries the whole box, or runs through it the other way round.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import OutOfReach, TooLarge
from kaelum_math.expr.poly import Poly

__all__ = ["Box", "Constraint", "all_tested", "box", "count_linear", "count_linear_again", "points"]

Box: TypeAlias = Mapping[str, tuple[float, float]]
"""The least and the greatest value of each unknown: integers, or an infinity."""

Point: TypeAlias = tuple[int, ...]

MAX_TRIED: Final = 60_000
_ROUNDS: Final = 40
_LARGEST: Final = 10**12
_NONE: Final = (1, 0)
"""An interval without a number."""


@frozen
class Constraint:
    """``poly op 0``, where ``op`` is ``=``, ``<=`` or ``!=``; the coefficients are integers."""

    poly: Poly
    op: str

    def terms(self) -> list[tuple[int, tuple[tuple[str, int], ...]]]:
        """Coefficient and powers of each term."""
        return [(int(c), monomial) for monomial, c in self.poly.terms.items()]

    def holds(self, values: Mapping[str, int]) -> bool:
        """Whether it does at a point."""
        total = 0
        for c, monomial in self.terms():
            total += c * math.prod(values[name] ** power for name, power in monomial)
        return total == 0 if self.op == "=" else total <= 0 if self.op == "<=" else total != 0


# -- bounds ------------------------------------------------------------------------


def box(constraints: Sequence[Constraint], start: Box) -> Box | None:
    """Bounds within ``start`` for every unknown; None if there is no point at all.

    Raises:
        OutOfReach: an unknown is left without bounds.
    """
    found = dict(start)
    for constraint in constraints:
        if constraint.op == "=":
            for name, (low, high) in _by_structure(constraint.poly).items():
                found[name] = max(found[name][0], low), min(found[name][1], high)
    for _ in range(_ROUNDS):
        before = dict(found)
        for constraint in constraints:
            if constraint.op != "!=":
                _tighten(constraint.terms(), found)
            if constraint.op == "=":
                _tighten([(-c, monomial) for c, monomial in constraint.terms()], found)
        if any(low > high for low, high in found.values()):
            return None
        if any(
            abs(end) > _LARGEST for ends in found.values() for end in ends if abs(end) != math.inf
        ):
            raise OutOfReach("The unknowns may be too large.")
        if found == before:
            break
    if any(math.isinf(end) for ends in found.values() for end in ends):
        raise OutOfReach("What is given does not bound the unknowns.")
    return found


def _tighten(terms: Sequence[tuple[int, tuple[tuple[str, int], ...]]], found: dict[str, tuple[float, float]]) -> None:  # fmt: skip
    """Narrow the intervals so that the sum of ``terms`` can be at most 0."""
    least = [min(c * end for end in _range(monomial, found)) if monomial else c for c, monomial in terms]  # fmt: skip
    for at, (c, monomial) in enumerate(terms):
        rest = [value for k, value in enumerate(least) if k != at]
        if not monomial or any(math.isinf(value) for value in rest):
            continue
        room = -int(sum(rest))  # c * monomial is at most this
        if len(monomial) == 1:
            ((name, power),) = monomial
            low, high = _for_power(c, power, room, *found[name])
            found[name] = max(found[name][0], low), min(found[name][1], high)
        elif c > 0 and all(found[name][0] >= 1 for name, _ in monomial):
            for name, power in monomial:
                others = math.prod(int(found[n][0]) ** p for n, p in monomial if n != name)
                high = _root(room // c // others, power) if room >= c else 0
                found[name] = found[name][0], min(found[name][1], high)


def _range(monomial: Sequence[tuple[str, int]], found: Box) -> tuple[float, float]:
    low: float = 1
    high: float = 1
    for name, power in monomial:
        ends = _power(*found[name], power)
        all_ends = [_times(a, b) for a in (low, high) for b in ends]
        low, high = min(all_ends), max(all_ends)
    return low, high


def _times(a: float, b: float) -> float:
    return 0 if a == 0 or b == 0 else a * b


def _power(low: float, high: float, power: int) -> tuple[float, float]:
    if power % 2 or low >= 0:
        return low**power, high**power
    if high <= 0:
        return high**power, low**power
    return 0, max(-low, high) ** power


def _root(value: int, power: int) -> int:
    """The largest natural number whose power is at most ``value``, which is no negative."""
    if power == 1:
        return value
    if power == 2:
        return math.isqrt(value)
    low, high = 0, 1 << (value.bit_length() // power + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**power <= value else (low, middle - 1)
    return low


def _for_power(c: int, power: int, room: int, low: float, high: float) -> tuple[float, float]:
    """The x with ``c * x**power <= room``, as far as an interval says it."""
    if c > 0:
        most = room // c
        if power % 2:
            return -math.inf, _root(most, power) if most >= 0 else -_up(-most, power)
        return (-_root(most, power), _root(most, power)) if most >= 0 else _NONE
    least = -(room // -c)  # x**power is at least this
    if power % 2:
        return (_up(least, power) if least > 0 else -_root(-least, power)), math.inf
    if least <= 0:
        return -math.inf, math.inf
    if low > -_up(least, power):
        return _up(least, power), math.inf
    return -math.inf, (-_up(least, power) if high < _up(least, power) else math.inf)


def _up(value: int, power: int) -> int:
    """The smallest natural number whose power is at least ``value``, which is positive."""
    return _root(value - 1, power) + 1


def _by_structure(poly: Poly) -> Box:
    """What the form of an equation says about its unknowns."""
    names = poly.variables()
    varying = [(coefficient, m) for m, coefficient in poly.terms.items() if m]
    constant = int(poly.terms.get((), 0))
    if len(varying) == 1 and constant:  # x*y*z = n
        ((only, monomial),) = varying
        most = abs(constant // int(only))
        return {name: (-_root(most, k), _root(most, k)) for name, k in monomial}
    if len(names) != 2 or poly.degree() > 2:
        return {}
    x, y = names
    part = {m: int(coefficient) for m, coefficient in poly.terms.items()}
    a, b, c = part.get(((x, 2),), 0), part.get(((x, 1), (y, 1)), 0), part.get(((y, 2),), 0)
    d, e = part.get(((x, 1),), 0), part.get(((y, 1),), 0)
    if not a and not c and b:  # (b x + e)(b y + d) = d e - b f
        most = abs(d * e - b * constant)
        return {} if not most else {x: _between(b, e, most), y: _between(b, d, most)}
    if b * b - 4 * a * c < 0:
        return {x: _where(b * b - 4 * a * c, 2 * b * e - 4 * c * d, e * e - 4 * c * constant),
                y: _where(b * b - 4 * a * c, 2 * b * d - 4 * a * e, d * d - 4 * a * constant)}  # fmt: skip
    if not b and not d and not e and a * c < 0 and constant:
        s, t = math.isqrt(abs(a)), math.isqrt(abs(c))
        if s * s == abs(a) and t * t == abs(c):  # both s x + t y and s x - t y divide the constant
            return {x: (-(abs(constant) // s), abs(constant) // s),
                    y: (-(abs(constant) // t), abs(constant) // t)}  # fmt: skip
    return {}


def _between(factor: int, shift: int, most: int) -> tuple[int, int]:
    """The x with ``|factor * x + shift| <= most``."""
    ends = Fraction(-most - shift, factor), Fraction(most - shift, factor)
    return math.ceil(min(ends)), math.floor(max(ends))


def _where(a: int, b: int, c: int) -> tuple[int, int]:
    """Integers around all x with ``a x**2 + b x + c >= 0``, where ``a`` is negative."""
    square = b * b - 4 * a * c
    if square < 0:
        return _NONE
    reach = math.isqrt(square) + 1
    ends = Fraction(-b - reach, 2 * a), Fraction(-b + reach, 2 * a)
    return math.ceil(min(ends)), math.floor(max(ends))


# -- points ------------------------------------------------------------------------


def points(constraints: Sequence[Constraint], found: Box, names: Sequence[str]) -> Iterator[Point]:
    """Every point: all unknowns but the one with the widest range are tried, that one is solved for.

    Raises:
        TooLarge: there is too much to try.
    """
    order = sorted(names, key=lambda name: found[name][1] - found[name][0])
    yield from _run(constraints, found, names, order)


def all_tested(constraints: Sequence[Constraint], found: Box, names: Sequence[str]) -> Iterator[Point]:  # fmt: skip
    """Every point of the box is tested; of a large one, in the other order than :func:`points`."""
    ranges = [_span(found[name]) for name in names]
    if math.prod(map(len, ranges)) > MAX_TRIED:
        order = sorted(names, key=lambda name: found[name][1] - found[name][0])
        yield from _run(constraints, found, names, [order[-1], *order[:-1]])
        return
    for values in product(*ranges):
        here = dict(zip(names, values, strict=True))
        if all(constraint.holds(here) for constraint in constraints):
            yield values


def _span(ends: tuple[float, float]) -> range:
    return range(int(ends[0]), int(ends[1]) + 1)


def _run(
    constraints: Sequence[Constraint], found: Box, names: Sequence[str], order: Sequence[str]
) -> Iterator[Point]:
    last = order[-1]
    equations = [c for c in constraints if c.op == "=" and last in c.poly.variables()]
    ranges = [_span(found[name]) for name in order[:-1]]
    each = 1 if equations else len(_span(found[last]))
    if math.prod(map(len, ranges)) * each > MAX_TRIED:
        raise TooLarge("There are too many numbers to try.")
    for values in product(*ranges):
        here = dict(zip(order[:-1], values, strict=True))
        options = _solved(equations[0], here, last) if equations else None
        for value in _span(found[last]) if options is None else options:
            here[last] = value
            within = found[last][0] <= value <= found[last][1]
            if within and all(constraint.holds(here) for constraint in constraints):
                yield tuple(here[name] for name in names)


def _solved(equation: Constraint, here: Mapping[str, int], name: str) -> list[int] | None:
    """The integers for ``name`` that an equation allows; None if it says nothing quickly."""
    numbers: dict[int, int] = {}
    for c, monomial in equation.terms():
        power = dict(monomial).get(name, 0)
        known = math.prod(here[other] ** k for other, k in monomial if other != name)
        numbers[power] = numbers.get(power, 0) + c * known
    degree = max((k for k, c in numbers.items() if c), default=0)
    a, b, c = (numbers.get(k, 0) for k in (2, 1, 0))
    if degree == 0:
        return [] if c else None
    if degree == 1:
        return [-c // b] if c % b == 0 else []
    if degree > 2:
        return None
    square = b * b - 4 * a * c
    root = math.isqrt(square) if square >= 0 else -1
    if root < 0 or root * root != square:
        return []
    return [top // (2 * a) for top in {-b - root, -b + root} if top % (2 * a) == 0]


# -- one linear equation -------------------------------------------------------------


def count_linear(weights: Sequence[int], total: int) -> int:
    """How many natural numbers, weighted, have the ``total``: one unknown after the other.

    Raises:
        TooLarge: the total is.
    """
    if total > MAX_TRIED:
        raise TooLarge("The total is too large.")
    if total < 0:
        return 0
    ways = [1] + [0] * total
    for weight in weights:
        for amount in range(weight, total + 1):
            ways[amount] += ways[amount - weight]
    return ways[total]


def count_linear_again(weights: Sequence[int], total: int) -> int:
    """The same: binomial coefficients where all weights are 1, else by the number of the last."""
    if total < 0:
        return 0
    if all(weight == 1 for weight in weights):
        return math.comb(total + len(weights) - 1, len(weights) - 1)
    if total * len(weights) > 2_000:
        raise TooLarge("The total is too large.")

    @cache
    def made(amount: int, kinds: int) -> int:
        if not kinds:
            return int(amount == 0)
        weight = weights[kinds - 1]
        return sum(made(amount - k * weight, kinds - 1) for k in range(amount // weight + 1))

    return made(total, len(weights))
