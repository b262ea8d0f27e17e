"""Angles in degrees from a dot and a cross product, to more than forty digits, in two ways."""

from __future__ import annotations

from fractions import Fraction
from math import atan2, degrees, isqrt
from typing import Final

from kaelum_math.methods.measures import PI

__all__ = ["angle_bounds", "angle_by_tangent"]

DIGITS: Final = 45
_SCALE: Final = 10**DIGITS
_PI: Final = int(PI * _SCALE)


def _arc_tangent(value: int) -> int:
    """The arc tangent of ``value / _SCALE`` in [0, 1], scaled, by halving the angle and the series."""
    halvings = 0
    while value * 20 > _SCALE:
        # tan(t/2) = tan t / (1 + sqrt(1 + tan^2 t))
        root = isqrt(_SCALE * _SCALE + value * value)
        value = value * _SCALE // (_SCALE + root)
        halvings += 1
    square = value * value // _SCALE
    total, term, k = 0, value, 1
    while term:
        total += term // k if k % 4 == 1 else -(term // k)
        term = term * square // _SCALE
        k += 2
    return total << halvings


def angle_by_tangent(dot: Fraction, cross: Fraction) -> Fraction:
    """The angle with these products, 0 to 180 degrees; ``cross`` is not negative."""
    size = abs(dot)
    steep = cross > size
    low, high = (size, cross) if steep else (cross, size)
    radians = _arc_tangent(int(low * _SCALE / high))
    if steep:
        radians = _PI // 2 - radians
    if dot < 0:
        radians = _PI - radians
    return Fraction(radians * 180, _PI)


def angle_bounds(dot: Fraction, cross: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of the same angle, from a floating-point guess improved by rotations.

    The guess is refined by Newton's step on the sine of the difference, with sine and
    cosine from their series; the error left is far below the margin taken.
    """
    guess = Fraction(degrees(atan2(float(cross), float(dot))))
    for _ in range(2):
        sine, cosine = _sine_cosine(guess)
        off = (cross * cosine - dot * sine) / (dot * cosine + cross * sine)
        # off is the tangent of what is missing; for so small an angle t - t^3/3 is enough
        missing = off - off**3 / 3
        guess += Fraction(int(missing * 180 * _SCALE / (Fraction(_PI, _SCALE))), _SCALE)
    margin = Fraction(1, 10**35)
    return guess - margin, guess + margin


def _sine_cosine(angle: Fraction) -> tuple[Fraction, Fraction]:
    """Sine and cosine of ``angle`` degrees by their series, to about forty digits."""
    x = int(angle * _PI / 180)
    sums = [0, 0]
    term, k = _SCALE, 0
    while term:
        sums[k % 2] += term if k % 4 < 2 else -term
        k += 1
        term = term * x // (_SCALE * k)
    return Fraction(sums[1], _SCALE), Fraction(sums[0], _SCALE)
