"""Well-known sequences and functions of whole numbers, each computed in two ways.

The first way is a formula or a fast rule, the second counts, adds up or follows another
recurrence. Sources: the sequences' entries in the On-Line Encyclopedia of Integer Sequences.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from attrs import frozen

from kaelum_math.errors import TooLarge, Undefined
from kaelum_math.expr import primes

__all__ = ["FUNCTIONS", "SEQUENCES", "Rule"]


@frozen
class Rule:
    """A function of one natural number, in two ways, for arguments from ``start`` to ``limit``."""

    name: str
    first: Callable[[int], int]
    second: Callable[[int], int]
    start: int = 0
    limit: int = 2000

    def fits(self, n: int) -> None:
        """Raises TooLarge or Undefined for an argument out of range."""
        if n < self.start:
            raise Undefined(f"{self.name} begins at {self.start}.")
        if n > self.limit:
            raise TooLarge(f"{self.name} is computed up to {self.limit} here.")


# -- Fibonacci and the like ---------------------------------------------------------


def _doubling(n: int) -> tuple[int, int]:
    """F(n) and F(n + 1) by F(2k) = F(k) (2 F(k+1) - F(k)), F(2k+1) = F(k)^2 + F(k+1)^2."""
    if n == 0:
        return 0, 1
    a, b = _doubling(n // 2)
    c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n % 2 else (c, d)


def _added(a: int, b: int) -> Callable[[int], int]:
    def term(n: int) -> int:
        one, two = a, b
        for _ in range(n):
            one, two = two, one + two
        return one

    return term


def _sum_of(term: Callable[[int], int]) -> Callable[[int], int]:
    return lambda n: sum(map(term, range(n + 1)))


def _lucas(n: int) -> int:
    a, b = _doubling(n)
    return 2 * b - a


# -- counting sequences -------------------------------------------------------------


def _catalan_sum(n: int) -> int:
    found = [1]
    for k in range(n):
        found.append(sum(found[i] * found[k - i] for i in range(k + 1)))
    return found[n]


def _bell(n: int) -> int:
    """By the triangle of Aitken."""
    row = [1]
    for _ in range(n):
        following = [row[-1]]
        for value in row:
            following.append(following[-1] + value)
        row = following
    return row[0]


def _bell_sum(n: int) -> int:
    """By the sum of Stirling numbers, each from its recurrence."""
    row = [1]
    for _ in range(n):
        row = [k * (row[k] if k < len(row) else 0) + (row[k - 1] if k else 0)
               for k in range(len(row) + 1)]  # fmt: skip
    return sum(row)


def _derangements(n: int) -> int:
    a, b = 1, 0
    for k in range(2, n + 2):
        a, b = b, (k - 1) * (a + b)
    return a


def _derangements_sum(n: int) -> int:
    """By inclusion and exclusion over the fixed points."""
    return sum((-1) ** k * math.perm(n, n - k) for k in range(n + 1))


def _partitions(n: int) -> int:
    """By Euler's pentagonal recurrence."""
    found = [1]
    for m in range(1, n + 1):
        total, k = 0, 1
        while k * (3 * k - 1) // 2 <= m:
            sign = 1 if k % 2 else -1
            total += sign * found[m - k * (3 * k - 1) // 2]
            other = m - k * (3 * k + 1) // 2
            total += sign * found[other] if other >= 0 else 0
            k += 1
        found.append(total)
    return found[n]


def _partitions_by_parts(n: int) -> int:
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]


def _product(n: int) -> int:
    result = 1
    for k in range(2, n + 1):
        result *= k
    return result


# -- figurate numbers ---------------------------------------------------------------


def _polygonal(sides: int) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """The formula, and adding up the gnomons."""
    return (
        lambda n: ((sides - 2) * n * n - (sides - 4) * n) // 2,
        lambda n: sum(1 + (sides - 2) * k for k in range(n)),
    )


SEQUENCES: Final[dict[str, Rule]] = {
    "fibonacci": Rule("Fibonacci number (numbers 1 and 2 are 1)", lambda n: _doubling(n)[0], _added(0, 1), 0, 20_000),
    "fibonacci sum": Rule("sum of the Fibonacci numbers (numbers 1 and 2 are 1) up to number",
                          lambda n: _doubling(n + 2)[0] - 1, _sum_of(_added(0, 1)), 0, 2_000),
    "lucas": Rule("Lucas number (number 0 is 2)", _lucas, _added(2, 1), 0, 20_000),
    "triangular": Rule("triangular number", *_polygonal(3), 1, 100_000),
    "square": Rule("square number", *_polygonal(4), 1, 100_000),
    "pentagonal": Rule("pentagonal number", *_polygonal(5), 1, 100_000),
    "hexagonal": Rule("hexagonal number", *_polygonal(6), 1, 100_000),
    "cube": Rule("cube number", lambda n: n**3,
                 lambda n: sum(1 + 3 * k * (k + 1) for k in range(n)), 1, 100_000),
    "tetrahedral": Rule("tetrahedral number", lambda n: n * (n + 1) * (n + 2) // 6,
                        lambda n: sum(k * (k + 1) // 2 for k in range(n + 1)), 1, 100_000),
    "catalan": Rule("Catalan number (number 0 is 1)", lambda n: math.comb(2 * n, n) // (n + 1), _catalan_sum, 0, 300),
    "bell": Rule("Bell number (number 0 is 1)", _bell, _bell_sum, 0, 200),
    "derangement": Rule("number of derangements", _derangements, _derangements_sum, 0, 1000),
    "partition": Rule("number of partitions", _partitions, _partitions_by_parts, 0, 2000),
    "factorial": Rule("factorial", math.factorial, _product, 0, 1000),
    "mersenne": Rule("Mersenne number", lambda n: (1 << n) - 1,
                     lambda n: sum(1 << k for k in range(n)), 1, 1000),
}  # fmt: skip
"""Sequence -> its rule, indexed from ``start``."""


# -- functions of a number ----------------------------------------------------------


def _totient(n: int) -> int:
    result = n
    for p in primes.factorint(n):
        result -= result // p
    return result


def _coprime_count(n: int) -> int:
    return sum(math.gcd(n, k) == 1 for k in range(1, n + 1))


def _mobius(n: int) -> int:
    factors = primes.factorint(n) if n > 1 else {}
    return 0 if any(k > 1 for k in factors.values()) else (-1) ** len(factors)


def _mobius_sum(n: int) -> int:
    """From the sums over divisors being zero."""
    divisors = [d for d in range(1, n + 1) if n % d == 0]
    found: dict[int, int] = {}
    for d in divisors:
        found[d] = (d == 1) - sum(found[e] for e in found if d % e == 0)
    return found[n]


def _digital_root(n: int) -> int:
    return 1 + (n - 1) % 9 if n else 0


def _cast_out(n: int) -> int:
    while n > 9:
        n = sum(map(int, str(n)))
    return n


def _divisor_sum(n: int) -> int:
    factors = primes.factorint(n) if n > 1 else {}
    return math.prod((p ** (k + 1) - 1) // (p - 1) for p, k in factors.items())


def _divisor_count(n: int) -> int:
    return math.prod(k + 1 for k in (primes.factorint(n) if n > 1 else {}).values())


def _divided(n: int) -> list[int]:
    small = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    return small + [n // d for d in small if d * d != n]


def _carmichael(n: int) -> int:
    orders = []
    for p, k in (primes.factorint(n) if n > 1 else {}).items():
        order = (p - 1) * p ** (k - 1)
        orders.append(order // 2 if p == 2 and k > 2 else order)
    return math.lcm(1, *orders)


def _common_exponent(n: int) -> int:
    """The least exponent that takes every unit to 1, from the orders of all units."""
    found = 1
    for unit in range(1, n):
        if math.gcd(unit, n) == 1:
            order, power = 1, unit % n
            while power != 1 % n:
                order, power = order + 1, power * unit % n
            found = math.lcm(found, order)
    return found


def _radical(n: int) -> int:
    return math.prod(primes.factorint(n)) if n > 1 else 1


def _squarefree_divisor(n: int) -> int:
    return max(d for d in _divided(n) if all(d % (k * k) for k in range(2, math.isqrt(d) + 1)))


FUNCTIONS: Final[dict[str, Rule]] = {
    "totient": Rule("Euler's totient", _totient, _coprime_count, 1, 500_000),
    "mobius": Rule("Moebius function", _mobius, _mobius_sum, 1, 100_000),
    "digital root": Rule("digital root", _digital_root, _cast_out, 0, 10**300),
    "divisor sum": Rule("sum of divisors", _divisor_sum, lambda n: sum(_divided(n)), 1, 10**11),
    "aliquot sum": Rule("sum of proper divisors", lambda n: _divisor_sum(n) - n,
                        lambda n: sum(d for d in _divided(n) if d < n), 1, 10**11),
    "divisor count": Rule("number of divisors", _divisor_count, lambda n: len(_divided(n)), 1, 10**11),
    "carmichael": Rule("Carmichael function", _carmichael, _common_exponent, 1, 2000),
    "radical": Rule("radical", _radical, _squarefree_divisor, 1, 10**8),
}  # fmt: skip
"""Function -> its rule."""
