"""Symmetric functions of the roots of a polynomial, without the roots, each in two ways.

Coefficients run from the constant upwards. The first ways are Newton's identities and Gauss's
algorithm (a symmetric polynomial in elementary ones, leading term by leading term); the second
ones are the trace and the determinant of the companion matrix, and division by Cauchy's moduli
(the divided differences of the polynomial at its roots, which vanish).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from kaelum_math.errors import NotUnderstood, TooLarge, Undefined
from kaelum_math.expr.poly import Poly

__all__ = [
    "by_elementary",
    "by_moduli",
    "companion_trace",
    "elementary",
    "power_sum",
]

MAX_DEGREE: Final = 12
MAX_ROUNDS: Final = 2_000

Coefficients = Sequence[Fraction]


def elementary(coefficients: Coefficients) -> list[Fraction]:
    """The elementary symmetric functions of the roots, that of order 0 (which is 1) first."""
    lead = coefficients[-1]
    return [(-1) ** k * c / lead for k, c in enumerate(reversed(coefficients))]


def _upright(coefficients: Coefficients, power: int) -> tuple[Coefficients, int]:
    """For a negative power the polynomial whose roots are the reciprocals.

    Raises:
        Undefined: a root is 0.
        TooLarge: the power is.
    """
    if abs(power) > 50:
        raise TooLarge("The power is too large.")
    if power >= 0:
        return coefficients, power
    if not coefficients[0]:
        raise Undefined("One of the roots is 0, which has no reciprocal.")
    return coefficients[::-1], -power


def power_sum(coefficients: Coefficients, power: int) -> Fraction:
    """The sum of the ``power``-th powers of the roots, each as often as it occurs (Newton)."""
    plain, order = _upright(coefficients, power)
    e = elementary(plain)
    degree = len(e) - 1
    sums = [Fraction(degree)]
    for k in range(1, order + 1):
        total = (-1) ** (k - 1) * k * e[k] if k <= degree else Fraction(0)
        for j in range(1, min(k - 1, degree) + 1):
            total += (-1) ** (j - 1) * e[j] * sums[k - j]
        sums.append(total)
    return sums[order]


def companion_trace(coefficients: Coefficients, power: int) -> Fraction:
    """The same as the trace of a power of the companion matrix: multiply by x, and reduce."""
    plain, order = _upright(coefficients, power)
    degree = len(plain) - 1
    tail = [-c / plain[-1] for c in plain[:-1]]
    trace = Fraction(0)
    for column in range(degree):
        image = [Fraction(k == column) for k in range(degree)]
        for _ in range(order):
            top = image[-1]
            image = [a + top * b for a, b in zip([Fraction(0), *image[:-1]], tail, strict=True)]
        trace += image[column]
    return trace


Exponents = tuple[int, ...]


def _dense(poly: Poly, names: Sequence[str]) -> dict[Exponents, Fraction]:
    return {
        tuple(dict(monomial).get(name, 0) for name in names): c
        for monomial, c in poly.terms.items()
    }


def by_elementary(poly: Poly, names: Sequence[str], coefficients: Coefficients) -> Fraction:
    """The value of a symmetric polynomial at all the roots, by Gauss's algorithm.

    Raises:
        NotUnderstood: it is not symmetric: its value depends on which root is which.
        TooLarge: it has too many terms.
    """
    values = elementary(coefficients)
    basis = [Poly.constant(1)]
    for size in range(1, len(names) + 1):
        total = Poly({})
        for chosen in combinations(names, size):
            term = Poly.constant(1)
            for name in chosen:
                term = term * Poly.variable(name)
            total = total + term
        basis.append(total)
    result = Fraction(0)
    for _ in range(MAX_ROUNDS):
        if not poly:
            return result
        terms = _dense(poly, names)
        lead = max(terms)
        if list(lead) != sorted(lead, reverse=True):
            raise NotUnderstood("The value depends on which root is which.")
        c, product = terms[lead], Poly.constant(terms[lead])
        for k, (here, following) in enumerate(zip(lead, (*lead[1:], 0), strict=True), start=1):
            product = product * basis[k] ** (here - following)
            c *= values[k] ** (here - following)
        result += c
        poly = poly - product
    raise TooLarge("The expression in the roots is too long.")


def by_moduli(poly: Poly, names: Sequence[str], coefficients: Coefficients) -> Fraction:
    """The same by division: what is left of it modulo the divided differences is its value.

    Raises:
        NotUnderstood: it is not a number: the polynomial is not symmetric.
    """
    for place in range(len(names), 0, -1):
        modulus = _divided_difference(coefficients, names[:place])
        poly = _remainder(poly, modulus, names[place - 1])
    value = poly.constant_value()
    if value is None:
        raise NotUnderstood("The value depends on which root is which.")
    return value


def _divided_difference(coefficients: Coefficients, names: Sequence[str]) -> Poly:
    """Of x**j it is the sum of all monomials of degree ``j - len(names) + 1`` in the names."""
    complete = [Poly.constant(1)] + [Poly({})] * (len(coefficients) - 1)
    for name in names:
        for k in range(1, len(complete)):
            complete[k] = complete[k] + complete[k - 1] * Poly.variable(name)
    total = Poly({})
    for j, c in enumerate(coefficients):
        if j >= len(names) - 1:
            total = total + complete[j - len(names) + 1].scale(c)
    return total


def _remainder(poly: Poly, modulus: Poly, name: str) -> Poly:
    """The remainder in ``name``; the leading coefficient of ``modulus`` in it is a number."""
    degree = modulus.degree(name)
    lead = modulus.coefficients(name)[-1].constant_value()
    assert lead, "the modulus is monic up to a number"
    while poly and (height := poly.degree(name)) >= degree:
        top = poly.coefficients(name)[-1].scale(1 / lead)
        poly = poly - top * Poly.variable(name) ** (height - degree) * modulus
        if degree == 0:
            return Poly({})
    return poly
