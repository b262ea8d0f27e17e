"""Polynomials modulo a prime: enough to prove irreducibility over the rationals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["irreducible_modulo_some_prime"]

_PRIMES: Final = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43)


def _trim(poly: list[int]) -> list[int]:
    while poly and poly[-1] == 0:
        poly.pop()
    return poly


def _remainder(top: Sequence[int], bottom: Sequence[int], p: int) -> list[int]:
    rest = list(top)
    inverse = pow(bottom[-1], -1, p)
    for shift in range(len(rest) - len(bottom), -1, -1):
        factor = rest[shift + len(bottom) - 1] * inverse % p
        for k, c in enumerate(bottom):
            rest[shift + k] = (rest[shift + k] - factor * c) % p
    return _trim(rest[: len(bottom) - 1])


def _times(left: Sequence[int], right: Sequence[int], poly: Sequence[int], p: int) -> list[int]:
    product = [0] * max(1, len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] = (product[i + j] + a * b) % p
    return _remainder(product, poly, p) if len(product) >= len(poly) else _trim(product)


def _gcd_is_one(left: list[int], right: list[int], p: int) -> bool:
    while right:
        left, right = right, (_remainder(left, right, p) if len(left) >= len(right) else left)
        if len(right) > len(left):
            left, right = right, left
    return len(left) == 1


def _irreducible(poly: Sequence[int], p: int) -> bool:
    """Ben-Or's test: no common factor with x^(p^k) - x for k up to half the degree."""
    degree = len(poly) - 1
    power = [0, 1]
    for _ in range(degree // 2):
        raised, base, exponent = [1], power, p
        while exponent:
            if exponent & 1:
                raised = _times(raised, base, poly, p)
            base = _times(base, base, poly, p)
            exponent >>= 1
        power = raised
        shifted = power + [0] * (2 - len(power))
        shifted[1] = (shifted[1] - 1) % p
        if not _gcd_is_one(list(poly), _trim(shifted), p):
            return False
    return True


def irreducible_modulo_some_prime(coefficients: Sequence[int]) -> bool:
    """Whether a small prime shows an integer polynomial (constant first) to be irreducible.

    A factorisation over the rationals would survive reduction modulo a prime
    that does not divide the leading coefficient. False says nothing.
    """
    for p in _PRIMES:
        reduced = [c % p for c in coefficients]
        if reduced[-1] and _irreducible(reduced, p):
            return True
    return False
