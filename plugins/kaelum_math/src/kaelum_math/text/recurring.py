"""Decimals that go on for ever by repeating: ``0.333...`` is one third, ``0.1666...`` one sixth."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["block", "value"]

_AFTER_OTHERS = 3
"""Times that a digit must be written after other digits to be taken as one that repeats."""


def block(digits: str) -> tuple[str, str] | None:
    """``(start, period)`` of the ``digits`` before ``...``, or None if it is unclear how they go on.

    From the point on, the digits are one block written twice or more; or, after other
    digits, a single digit is written three times or more. Zeros are no block.
    """
    for size in range(1, len(digits) // 2 + 1):
        times, rest = divmod(len(digits), size)
        period = digits[:size]
        if rest == 0 and period * times == digits:
            return ("", period) if period.strip("0") else None
    last = digits[-1:]
    start = digits.rstrip(last)
    if last in {"", "0"} or len(digits) - len(start) < _AFTER_OTHERS:
        return None
    return start, last


def value(whole: str, start: str, period: str) -> Fraction:
    """The number ``whole.start`` with ``period`` repeated for ever: a geometric series."""
    scale = 10 ** len(start)
    tail = Fraction(int(period), scale * (10 ** len(period) - 1))
    return Fraction(int(whole or 0)) + Fraction(int(start or 0), scale) + tail
