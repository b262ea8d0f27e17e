"""Steps about whole numbers: Euclid's divisions, prime factors, remainders of powers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Pow
from kaelum_math.expr.primes import divisors as all_divisors
from kaelum_math.expr.primes import factorint
from kaelum_math.task import Solution

__all__ = [
    "common_divisor",
    "common_multiple",
    "division",
    "divisors",
    "factors",
    "power",
    "primality",
]

MAX_TRIED: Final = 10_000
"""Numbers up to the square of about this many primes are shown to be prime by trial."""


def common_divisor(task: Any, solution: Solution) -> Iterator[str]:
    """Euclid's algorithm, number by number."""
    yield from _euclid_all(task.numbers)
    yield f"so the greatest common divisor is {solution.answer}"


def _euclid_all(numbers: Sequence[int]) -> Iterator[str]:
    common = abs(numbers[0])
    for n in map(abs, numbers[1:]):
        larger, smaller = max(common, n), min(common, n)
        yield from _euclid(larger, smaller)
        common = math.gcd(common, n)


def _euclid(a: int, b: int) -> Iterator[str]:
    while b:
        yield f"{a} = {a // b}*{b} + {a % b}"
        a, b = b, a % b


def common_multiple(task: Any, _solution: Solution) -> Iterator[str]:
    """The product over the greatest common divisor, number by number."""
    multiple = abs(task.numbers[0])
    for n in map(abs, task.numbers[1:]):
        yield from _euclid(max(multiple, n), min(multiple, n))
        common = math.gcd(multiple, n)
        if not common:
            return
        yield f"gcd({multiple}, {n}) = {common}, lcm = {multiple}*{n}/{common} = {multiple * n // common}"
        multiple = multiple * n // common


def division(task: Any, _solution: Solution) -> Iterator[str]:
    """The division with its remainder."""
    if task.divisor:
        quotient, rest = divmod(task.dividend, task.divisor)
        yield f"{task.dividend} = {quotient}*{task.divisor} + {rest}"
        yield f"the remainder is {rest}" + ("" if rest else ", so it divides")


def primality(task: Any, _solution: Solution) -> Iterator[str]:
    """A factor, or the primes that were tried in vain."""
    n = task.value
    if n < 2:
        yield f"{n} is below 2, where no number is prime"
        return
    found = factorint(n)
    smallest = min(found)
    if smallest < n:
        yield f"{n} = {smallest}*{n // smallest}, so it is not prime"
        return
    top = math.isqrt(n)
    if top > MAX_TRIED:
        yield f"a number of order {n - 1} modulo {n} exists (its certificate by Pratt names it), \
which only a prime has"
        return
    tried = [p for p in range(2, top + 1) if all(p % q for q in range(2, math.isqrt(p) + 1))]
    shown = ", ".join(map(str, tried if len(tried) < 12 else [*tried[:4], "...", tried[-1]]))
    why = f"none of the primes {shown} divides it" if tried else "it is the first or second prime"
    yield f"{top}**2 <= {n} < {top + 1}**2, and {why}, so {n} is prime"


def factors(task: Any, solution: Solution) -> Iterator[str]:
    """Division by one prime after the other."""
    yield from _factored(task.value if hasattr(task, "value") else task.number)
    yield f"asked for: {solution.answer}"


def _factored(n: int) -> Iterator[str]:
    found = factorint(n)
    rest = n
    for p, k in found.items():
        for _ in range(k):
            if rest > p:
                yield f"{rest} = {p}*{rest // p}"
            rest //= p
    product = " * ".join(f"{p}**{k}" if k > 1 else str(p) for p, k in found.items())
    yield f"{n} = {product}" if product != str(n) else f"{n} is prime"


def divisors(task: Any, solution: Solution) -> Iterator[str]:
    """The factorisation, and how many divisors it makes."""
    n = abs(task.value)
    if n < 2:
        return
    found = factorint(n)
    yield from _factored(n)
    if task.style == "list":
        listed = all_divisors(found)
        yield f"every product of these: {len(listed)} divisors"
    elif task.style == "count":
        product = "*".join(f"({k} + 1)" for k in found.values())
        yield f"one more than each exponent, multiplied: {product} = {solution.answer}"
    else:
        sums = "*".join(
            f"({' + '.join(str(p**j) for j in range(k + 1))})" for p, k in found.items()
        )
        yield f"the powers of each prime summed, multiplied: {sums}"


def power(task: Any, _solution: Solution) -> Iterator[str]:
    """Repeated squaring, for one power of a number."""
    if not isinstance(task.expr, Pow):
        return
    base, exponent, m = rational(task.expr.base), rational(task.expr.exp), task.modulus
    if base.denominator != 1 or exponent.denominator != 1 or exponent < 1:
        return
    square, bits, at, result, used = int(base) % m, int(exponent), 1, 1, []
    yield f"{base} mod {m} = {square}"
    while bits:
        if bits & 1:
            result = result * square % m
            used.append(str(at))
        bits >>= 1
        if bits:
            at *= 2
            yield f"power {at}: {square}**2 mod {m} = {square * square % m}"
            square = square * square % m
    if len(used) > 1:
        yield f"{exponent} = {' + '.join(reversed(used))}; those powers multiplied, mod {m}: {result}"
