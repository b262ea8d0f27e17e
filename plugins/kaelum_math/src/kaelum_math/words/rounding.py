"""Exact rounding of rationals, halves away from zero, as schools teach it."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["half_up", "to_digits", "to_places"]


def half_up(value: Fraction) -> int:
    """The nearest integer; a half goes away from zero."""
    doubled = abs(value) * 2 + 1
    whole = doubled.numerator // (doubled.denominator * 2)
    return -whole if value < 0 else whole


def to_places(value: Fraction, places: int) -> str:
    """``value`` with exactly ``places`` digits after the point."""
    scaled = half_up(value * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if scaled < 0 else text


def to_digits(value: Fraction, digits: int) -> str:
    """``value`` to at most ``digits`` significant digits, without trailing zeros."""
    if value == 0:
        return "0"
    size = abs(value)
    exponent = len(str(size.numerator)) - len(str(size.denominator))
    if size >= Fraction(10) ** (exponent + 1):
        exponent += 1
    elif size < Fraction(10) ** exponent:
        exponent -= 1
    places = digits - 1 - exponent
    if places >= 0:
        text = to_places(value, places)
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(half_up(value / 10**-places) * 10**-places)
