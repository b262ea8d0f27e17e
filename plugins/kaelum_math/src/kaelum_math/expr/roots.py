"""Rational roots and factors of polynomials in one variable, over the rationals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach

__all__ = ["Factorisation", "factorise", "primitive", "rational_roots"]

_PRIMES: Final = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79,
                  83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157)  # fmt: skip

MAX_DEGREE: Final = 100
"""Of what is factored here, in about a second at most."""

Factorisation = tuple[Fraction, list[tuple[list[int], int]]]
"""A number, and primitive integer polynomials (constant first, leading one positive) with powers."""


def primitive(coefficients: Sequence[Fraction]) -> tuple[Fraction, list[int]]:
    """``(content, integers)``: coprime integers with positive leading one, times the content."""
    den = math.lcm(*(c.denominator for c in coefficients))
    whole = [int(c * den) for c in coefficients]
    common = math.gcd(*whole)
    if whole[-1] < 0:
        common = -common
    return Fraction(common, den), [c // common for c in whole]


def _value(coefficients: Sequence[int], x: int, modulus: int) -> int:
    total = 0
    for c in reversed(coefficients):
        total = (total * x + c) % modulus
    return total


def _derivative(coefficients: Sequence[int]) -> list[int]:
    return [k * c for k, c in enumerate(coefficients)][1:]


def _integer_roots(monic: Sequence[int]) -> list[int]:
    """Integer roots of a monic squarefree integer polynomial, by Hensel lifting.

    Modulo a prime where every root is simple, each lifts uniquely to any power
    of the prime; beyond the Cauchy bound the lifted residue is the root itself.
    """
    slope = _derivative(monic)
    for p in _PRIMES:
        residues = [r for r in range(p) if _value(monic, r, p) == 0]
        if all(_value(slope, r, p) for r in residues):
            break
    else:
        raise OutOfReach("The roots could not be separated.")
    bound = 2 * (2 + max(abs(c) for c in monic))
    roots: list[int] = []
    for residue in residues:
        x, modulus = residue, p
        while modulus <= bound:
            modulus *= modulus
            x = (x - _value(monic, x, modulus) * pow(_value(slope, x, modulus), -1, modulus)) % (
                modulus
            )
        x = x - modulus if 2 * x > modulus else x
        total = 0
        for c in reversed(monic):
            total = total * x + c
        if total == 0:
            roots.append(x)
    return roots


def divide(
    top: Sequence[Fraction], bottom: Sequence[Fraction]
) -> tuple[list[Fraction], list[Fraction]]:
    """Quotient and remainder of polynomials given by coefficients, constant first."""
    rest = list(top)
    quotient = [Fraction(0)] * max(0, len(top) - len(bottom) + 1)
    for shift in range(len(top) - len(bottom), -1, -1):
        factor = rest[shift + len(bottom) - 1] / bottom[-1]
        quotient[shift] = factor
        for k, c in enumerate(bottom):
            rest[shift + k] -= factor * c
    rest = rest[: len(bottom) - 1]
    while rest and rest[-1] == 0:
        rest.pop()
    return quotient, rest


def _gcd(left: list[Fraction], right: list[Fraction]) -> list[Fraction]:
    while right:
        left, right = right, divide(left, right)[1]
        if right:
            right = [Fraction(c) for c in primitive(right)[1]]
    return left


def _squarefree(coefficients: Sequence[int]) -> list[int]:
    poly = [Fraction(c) for c in coefficients]
    common = _gcd(poly, [Fraction(c) for c in _derivative(coefficients)])
    return primitive(divide(poly, common)[0])[1]


def rational_roots(coefficients: Sequence[Fraction]) -> list[tuple[Fraction, int]]:
    """Every rational root with its multiplicity, ascending; the leading coefficient is not zero.

    Raises:
        OutOfReach: the degree is above :data:`MAX_DEGREE`, powers of the variable aside, or no
            prime separates the roots (it does not happen for sane input).
    """
    _, whole = primitive(coefficients)
    zeros = next(k for k, c in enumerate(whole) if c)
    whole = whole[zeros:]
    if len(whole) > MAX_DEGREE + 1:
        raise OutOfReach(f"Polynomials of a degree above {MAX_DEGREE} are not factored here.")
    found = [(Fraction(0), zeros)] if zeros else []
    if len(whole) > 1:
        free = _squarefree(whole)
        lead, degree = free[-1], len(free) - 1
        monic = [c * lead ** (degree - 1 - k) if k < degree else 1 for k, c in enumerate(free)]
        for y in _integer_roots(monic):
            root = Fraction(y, lead)
            found.append((root, _multiplicity(whole, root)))
    return sorted(found)


def _multiplicity(coefficients: Sequence[int], root: Fraction) -> int:
    poly = [Fraction(c) for c in coefficients]
    count = 0
    while len(poly) > 1:
        poly, rest = divide(poly, [-root, Fraction(1)])
        if rest:
            break
        count += 1
    return count


def factorise(coefficients: Sequence[Fraction]) -> Factorisation:
    """The factors over the rationals: linear ones found here, the rest of degree 4 up by SymPy."""
    content, whole = primitive(coefficients)
    factors: list[tuple[list[int], int]] = []
    rest = [Fraction(c) for c in whole]
    for root, count in rational_roots(coefficients):
        linear = [-root.numerator, root.denominator]
        factors.append((linear, count))
        for _ in range(count):
            rest = divide(rest, [Fraction(c) for c in linear])[0]
    left = primitive(rest)[1]
    if len(left) in {3, 4}:
        factors.append((left, 1))
    elif len(left) > 4:
        factors += _by_sympy(left)
    return content, factors


def _by_sympy(coefficients: Sequence[int]) -> list[tuple[list[int], int]]:
    from sympy import Poly, Symbol

    poly = Poly(list(reversed(coefficients)), Symbol("x"))
    _, factors = poly.factor_list()
    return [([int(c) for c in reversed(f.all_coeffs())], int(k)) for f, k in factors]
