"""Primes: factorisation, primality, and certificates of primality.

Found with deterministic Miller-Rabin and Pollard-Brent; proved with trial
division (small numbers) or Pratt certificates (V. Pratt, "Every prime has a
succinct certificate", SIAM J. Comput. 4, 1975).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from kaelum_core.types import JSON
from kaelum_math.errors import TooLarge

__all__ = ["divisors", "factorint", "is_prime", "pratt", "proves_prime"]

_BASES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
_CERTAIN: Final = 3_317_044_064_679_887_385_961_981
"""Below this, those bases decide (Sorenson and Webster, Math. Comp. 86, 2017)."""

TRIAL: Final = 10**7
"""Numbers up to this are proved prime by trial division."""

MAX_PRIME_BITS: Final = 600


def is_prime(n: int) -> bool:
    """Whether ``n`` is prime, by Miller-Rabin with fixed bases.

    Certain below 3.3e24; above, a "yes" is near certain, and a proof is what
    :func:`pratt` is for.

    Raises:
        TooLarge: ``n`` has more than :data:`MAX_PRIME_BITS` bits.
    """
    if n < 2:
        return False
    if n.bit_length() > MAX_PRIME_BITS:
        raise TooLarge("The number is too large to test for primality here.")
    for p in _BASES:
        if n % p == 0:
            return n == p
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_strong(n, base, odd, twos) for base in _BASES)


def _strong(n: int, base: int, odd: int, twos: int) -> bool:
    x = pow(base, odd, n)
    if x in {1, n - 1}:
        return True
    for _ in range(twos - 1):
        x = x * x % n
        if x == n - 1:
            return True
    return False


def factorint(n: int) -> dict[int, int]:
    """The prime factors of ``n`` >= 1 with their powers, ascending.

    Raises:
        TooLarge: the number resists for too long.
    """
    found: dict[int, int] = {}
    for p in _small_primes():
        if p * p > n:
            break
        while n % p == 0:
            n //= p
            found[p] = found.get(p, 0) + 1
    todo = [n] if n > 1 else []
    while todo:
        m = todo.pop()
        if is_prime(m):
            found[m] = found.get(m, 0) + 1
        else:
            part = _split(m)
            todo += [part, m // part]
    return dict(sorted(found.items()))


def _small_primes() -> list[int]:
    if not _SMALL:
        sieve = bytearray([1]) * 2000
        for p in range(2, 2000):
            if sieve[p]:
                _SMALL.append(p)
                sieve[p * p :: p] = bytes(len(range(p * p, 2000, p)))
    return _SMALL


_SMALL: list[int] = []


def _split(n: int) -> int:
    """A proper factor of a composite ``n`` without factors below 2000; Pollard's rho, Brent's cycle."""
    root = math.isqrt(n)
    if root * root == n:
        return root
    budget = 400_000
    for c in range(1, 20):
        y, power, factor, product = 2, 1, 1, 1
        x = saved = y
        while factor == 1:
            x = y
            for _ in range(power):
                y = (y * y + c) % n
            done = 0
            while done < power and factor == 1:
                saved = y
                for _ in range(min(128, power - done)):
                    y = (y * y + c) % n
                    product = product * abs(x - y) % n
                factor = math.gcd(product, n)
                done += 128
                budget -= 128
            power *= 2
            if budget < 0:
                raise TooLarge("The number is too hard to factor here.")
        if factor == n:
            factor = 1
            while factor == 1:
                saved = (saved * saved + c) % n
                factor = math.gcd(abs(x - saved), n)
        if factor != n:
            return factor
    raise TooLarge("The number is too hard to factor here.")


def divisors(factors: Mapping[int, int]) -> list[int]:
    """All positive divisors of the number with these prime factors, ascending.

    Raises:
        TooLarge: there are more than 5000.
    """
    if math.prod(k + 1 for k in factors.values()) > 5000:
        raise TooLarge("The number has too many divisors to list.")
    found = [1]
    for p, k in factors.items():
        found = [d * p**j for d in found for j in range(k + 1)]
    return sorted(found)


def pratt(p: int) -> dict[str, JSON]:
    """A certificate that the prime ``p`` is prime; ``{}`` where trial division suffices.

    It maps each prime above the trial limit to a primitive root and the prime
    factors of its predecessor.

    Raises:
        TooLarge: a predecessor is too hard to factor.
    """
    certificate: dict[str, JSON] = {}
    todo = [p]
    while todo:
        q = todo.pop()
        if q <= TRIAL or str(q) in certificate:
            continue
        factors = list(factorint(q - 1))
        base = 2
        while any(pow(base, (q - 1) // f, q) == 1 for f in factors) or pow(base, q - 1, q) != 1:
            base += 1
        certificate[str(q)] = [base, [str(f) for f in factors]]
        todo += factors
    return certificate


def proves_prime(p: int, certificate: Mapping[str, JSON]) -> bool:
    """Whether ``certificate`` (untrusted), with trial division for small numbers, proves ``p`` prime."""
    todo, seen = [p], set[int]()
    while todo:
        q = todo.pop()
        if q in seen:
            continue
        seen.add(q)
        if q <= TRIAL:
            if q < 2 or any(q % d == 0 for d in (2, *range(3, math.isqrt(q) + 1, 2)) if d < q):
                return False
            continue
        entry = certificate.get(str(q))
        if not isinstance(entry, list) or len(entry) != 2 or len(seen) > 500:
            return False
        base, factors = int(entry[0]), [int(f) for f in entry[1]]
        rest = q - 1
        for f in factors:
            if f < 2 or rest % f:
                return False
            while rest % f == 0:
                rest //= f
        if rest != 1 or pow(base, q - 1, q) != 1:
            return False
        if any(pow(base, (q - 1) // f, q) == 1 for f in factors):
            return False
        todo += factors
    return True
