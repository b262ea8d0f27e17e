"""Conditions on whole numbers, decided number by number, and as sets that are generated.

A :data:`Condition` is a nested tuple: ``("prime",)``, ``("multiple", 7)``, ``("not", c)``,
``("and", c, d)``, ``("or", c, d)``. :func:`holds` tests one number; :func:`generated` builds
the set without testing any: multiples by stepping, squares by squaring, primes by a sieve.
The two share nothing, so that one checks the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import count as counting
from itertools import takewhile
from typing import Any, Final, TypeAlias

from kaelum_math.errors import TooLarge, Undefined
from kaelum_math.expr import primes

__all__ = [
    "LIMIT",
    "Condition",
    "Progression",
    "bounds",
    "generated",
    "holds",
    "multiple",
    "progression",
    "shown",
]

Condition: TypeAlias = tuple[Any, ...]
Progression: TypeAlias = tuple[int, int]
"""A residue and its modulus."""

LIMIT: Final = 1_000_000
"""Most numbers that are looked at one by one."""

_MAX_DIVIDED: Final = 10**12

_SIMPLE: Final = {
    "prime": "prime", "composite": "composite", "square": "a perfect square",
    "cube": "a perfect cube", "triangular": "triangular", "fibonacci": "a Fibonacci number",
    "palindrome": "a palindrome", "distinct": "with distinct digits", "any": "whole",
    "perfect": "perfect",
}  # fmt: skip
_WITH_NUMBER: Final = {
    "multiple": "divisible by {}", "divisor": "a divisor of {}", "coprime": "coprime to {}",
    "digits": "with {} digits", "remainder": "{} mod {}", "power": "a power of {}",
    "digit sum": "with digit sum {}", "divisors": "with exactly {} divisors",
    "equal": "equal to {}", "from": "at least {}", "to": "at most {}",
    "digit": "containing the digit {}", "ending": "ending in the digit {}",
}  # fmt: skip


def shown(condition: Condition) -> str:
    """``condition`` in words."""
    match condition:
        case ("not", inner):
            return f"not {shown(inner)}"
        case ("and" | "or" as name, left, right):
            return f"({shown(left)} {name} {shown(right)})"
        case (name,):
            return _SIMPLE[name]
        case (name, *numbers):
            return _WITH_NUMBER[name].format(*numbers)
    raise ValueError(condition)


# -- one number at a time ----------------------------------------------------------


def holds(n: int, condition: Condition) -> bool:
    """Whether ``n``, a natural number, meets ``condition``."""
    match condition:
        case ("not", inner):
            return not holds(n, inner)
        case ("and", left, right):
            return holds(n, left) and holds(n, right)
        case ("or", left, right):
            return holds(n, left) or holds(n, right)
        case ("multiple", k):
            return bool(n % k == 0)
        case ("remainder", rest, k):
            return bool(n % k == rest)
        case ("divisor", k):
            return n > 0 and bool(k % n == 0)
    return _TESTS[condition[0]](n, *condition[1:])


def _is_triangular(n: int) -> bool:
    return n > 0 and math.isqrt(8 * n + 1) ** 2 == 8 * n + 1


def _is_fibonacci(n: int) -> bool:
    """By Gessel's test: 5 n^2 + 4 or 5 n^2 - 4 is a square."""
    return any(math.isqrt(v) ** 2 == v for v in (5 * n * n + 4, 5 * n * n - 4) if v >= 0)


def _is_cube(n: int) -> bool:
    root = round(n ** (1 / 3))
    return any(k**3 == n for k in (root - 1, root, root + 1))


def _is_power(n: int, base: int) -> bool:
    while n > 1 and n % base == 0:
        n //= base
    return n == 1


def _count_divisors(n: int) -> int:
    return math.prod(k + 1 for k in primes.factorint(n).values()) if n > 0 else 0


def _is_perfect(n: int) -> bool:
    factors = primes.factorint(n) if n > 1 else {}
    total = math.prod((p ** (k + 1) - 1) // (p - 1) for p, k in factors.items())
    return bool(total == 2 * n)


_TESTS: Final[dict[str, Callable[..., bool]]] = {
    "any": lambda n: n >= 0,
    "prime": primes.is_prime,
    "composite": lambda n: n > 3 and not primes.is_prime(n),
    "square": lambda n: math.isqrt(n) ** 2 == n,
    "cube": _is_cube,
    "triangular": _is_triangular,
    "fibonacci": _is_fibonacci,
    "palindrome": lambda n: str(n) == str(n)[::-1],
    "distinct": lambda n: len(set(str(n))) == len(str(n)),
    "perfect": _is_perfect,
    "coprime": lambda n, k: math.gcd(n, k) == 1,
    "digits": lambda n, k: len(str(n)) == k,
    "power": _is_power,
    "digit sum": lambda n, k: sum(map(int, str(n))) == k,
    "divisors": lambda n, k: _count_divisors(n) == k,
    "equal": lambda n, k: n == k,
    "from": lambda n, k: n >= k,
    "to": lambda n, k: n <= k,
    "digit": lambda n, k: str(k) in str(n),
    "ending": lambda n, k: str(n).endswith(str(k)),
}


# -- what a condition implies ------------------------------------------------------


def bounds(condition: Condition) -> tuple[int | None, int | None]:
    """The least and the greatest number that ``condition`` leaves possible, as far as it says."""
    match condition:
        case ("and", left, right):
            (a, b), (c, d) = bounds(left), bounds(right)
            lows, highs = [v for v in (a, c) if v is not None], [v for v in (b, d) if v is not None]
            return max(lows, default=None), min(highs, default=None)
        case ("digits", k):
            return (10 ** (k - 1) if k > 1 else 0), 10**k - 1
        case ("divisor", k):
            return 1, k
    return None, None


def multiple(condition: Condition) -> int | None:
    """A number that every number that meets ``condition`` divides, so that they are few."""
    match condition:
        case ("and", left, right):
            return multiple(left) or multiple(right)
        case ("divisor", k) if k > 0:
            return int(k)
    return None


def progression(condition: Condition) -> Progression:
    """A residue class that holds every number that meets ``condition``.

    Raises:
        Undefined: two congruences contradict each other.
    """
    match condition:
        case ("multiple", k):
            return 0, k
        case ("remainder", rest, k):
            return rest, k
        case ("and", left, right):
            return _joined(progression(left), progression(right))
    return 0, 1


def _joined(one: Progression, other: Progression) -> Progression:
    (a, m), (b, n) = one, other
    common = math.gcd(m, n)
    if (b - a) % common:
        raise Undefined("The remainders contradict each other: there is no such number.")
    step = pow(m // common, -1, n // common) if n > common else 0
    modulus = m // common * n
    return (a + (b - a) // common * step % (n // common) * m) % modulus, modulus


# -- whole sets --------------------------------------------------------------------


def generated(low: int, high: int, condition: Condition) -> set[int]:
    """The numbers from ``low`` to ``high`` that meet ``condition``, by generating them.

    Raises:
        TooLarge: they are too many.
    """
    match condition:
        case ("not", inner):
            return _span(low, high) - generated(low, high, inner)
        case ("and", left, right):
            if multiple(right) is not None:
                left, right = right, left
            if multiple(left) is not None:
                return {n for n in generated(low, high, left) if generated(n, n, right)}
            return generated(low, high, left) & generated(low, high, right)
        case ("or", left, right):
            return generated(low, high, left) | generated(low, high, right)
        case ("multiple", k):
            return _stepped(low, high, 0, k)
        case ("remainder", rest, k):
            return _stepped(low, high, rest, k)
        case ("ending", digit):
            return _stepped(low, high, digit, 10)
        case ("coprime", k):
            shared = (_stepped(low, high, 0, p) for p in range(2, min(k, high) + 1)
                      if k % p == 0 and all(p % q for q in range(2, math.isqrt(p) + 1)))  # fmt: skip
            return _span(low, high).difference(*shared)
    return {n for n in _GENERATORS[condition[0]](low, high, *condition[1:]) if low <= n <= high}


def _stepped(low: int, high: int, rest: int, step: int) -> set[int]:
    if (high - low) // step > 2 * LIMIT:
        raise TooLarge(f"More than {2 * LIMIT} numbers would have to be listed.")
    return set(range(low + (rest - low) % step, high + 1, step))


def _span(low: int, high: int) -> set[int]:
    return _stepped(low, high, 0, 1)


def _sieve(low: int, high: int) -> set[int]:
    """The primes from ``low`` to ``high``, by Eratosthenes' sieve of that stretch alone."""
    low = max(low, 2)
    if high - low > 2 * LIMIT or high > _MAX_DIVIDED:
        raise TooLarge(f"Primes are listed among {2 * LIMIT} numbers at most.")
    if high < low:
        return set()
    root = math.isqrt(high)
    small = bytearray([1]) * (root + 1)
    stretch = bytearray([1]) * (high - low + 1)
    for p in range(2, root + 1):
        if small[p]:
            small[p * p :: p] = bytes(len(range(p * p, root + 1, p)))
            start = max(p * p, low + -low % p) - low
            stretch[start::p] = bytes(len(range(start, high - low + 1, p)))
    return {low + k for k, flag in enumerate(stretch) if flag}


def _below(high: int, terms: Iterable[int]) -> Iterator[int]:
    return takewhile(lambda term: term <= high, terms)


def _triangular() -> Iterator[int]:
    total = 0
    for k in counting(1):
        total += k
        yield total


def _fibonacci() -> Iterator[int]:
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def _powers(base: int) -> Iterator[int]:
    power = 1
    while True:
        yield power
        power *= base


def _palindromes(high: int) -> Iterator[int]:
    """Palindromes mirrored from their first halves."""
    for half in range(10 ** ((len(str(high)) + 1) // 2)):
        text = str(half)
        yield int(text + text[::-1])
        yield int(text + text[-2::-1])


def _divisors(k: int) -> Iterator[int]:
    if k > _MAX_DIVIDED:
        raise TooLarge(f"Divisors are listed up to {_MAX_DIVIDED}.")
    for d in range(1, math.isqrt(k) + 1):
        if k % d == 0:
            yield from (d, k // d)


def _by_digits(low: int, high: int, good: Callable[[list[int]], bool]) -> Iterator[int]:
    """Numbers whose digits, split off by division, are ``good``."""
    for n in _span(low, high):
        digits, rest = [n % 10], n // 10
        while rest:
            rest, digit = divmod(rest, 10)
            digits.append(digit)
        if good(digits):
            yield n


def _with_divisors(low: int, high: int, wanted: int) -> Iterator[int]:
    """Numbers with so many divisors: each divisor is counted at its multiples."""
    if high > LIMIT:
        raise TooLarge(f"Divisors are counted up to {LIMIT}.")
    found = [0] * (high + 1)
    for d in range(1, high + 1):
        for n in range(d, high + 1, d):
            found[n] += 1
    return (n for n in range(max(low, 1), high + 1) if found[n] == wanted)


def _perfect(low: int, high: int) -> Iterator[int]:
    if high > LIMIT:
        raise TooLarge(f"Divisors are added up to {LIMIT}.")
    sums = [0] * (high + 1)
    for d in range(1, high + 1):
        for n in range(2 * d, high + 1, d):
            sums[n] += d
    return (n for n in range(max(low, 2), high + 1) if sums[n] == n)


_GENERATORS: Final[dict[str, Callable[..., Iterable[int]]]] = {
    "any": _span,
    "prime": _sieve,
    "composite": lambda low, high: _span(max(low, 4), high) - _sieve(low, high),
    "square": lambda _, high: _below(high, (k * k for k in counting())),
    "cube": lambda _, high: _below(high, (k**3 for k in counting())),
    "triangular": lambda _, high: _below(high, _triangular()),
    "fibonacci": lambda _, high: _below(high, _fibonacci()),
    "palindrome": lambda _, high: _palindromes(high),
    "distinct": lambda low, high: _by_digits(low, high, lambda d: all(d.count(c) == 1 for c in d)),
    "perfect": _perfect,
    "digits": lambda low, high, k: _span(
        max(low, 10 ** (k - 1) if k > 1 else 0), min(high, 10**k - 1)
    ),
    "power": lambda _, high, base: _below(high, _powers(base)),
    "divisor": lambda _low, _high, k: _divisors(k),
    "digit sum": lambda low, high, k: _by_digits(low, high, lambda d: sum(d) == k),
    "divisors": _with_divisors,
    "equal": lambda _low, _high, k: (k,),
    "from": lambda low, high, k: range(max(low, k), high + 1),
    "to": lambda low, high, k: range(low, min(high, k) + 1),
    "digit": lambda low, high, k: _by_digits(low, high, lambda d: k in d),
}
