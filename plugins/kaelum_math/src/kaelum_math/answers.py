"""Reads answer texts back, for checks: an answer is never trusted, always parsed."""

from __future__ import annotations

from fractions import Fraction

from kaelum_math.errors import MathError, NotUnderstood
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Expr, Relation, free_symbols
from kaelum_math.expr.parser import parse_text

__all__ = ["expression", "integer", "value", "values"]


def expression(text: str) -> Expr:
    """The expression that ``text`` is.

    Raises:
        MathError: it is none.
    """
    found = parse_text(text)
    if isinstance(found, Relation):
        raise NotUnderstood("The answer is an equation, not a value.")
    return found


def value(text: str) -> Fraction:
    """The rational number that ``text`` is.

    Raises:
        MathError: it is none.
    """
    found = expression(text)
    if free_symbols(found):
        raise NotUnderstood("The answer contains variables.")
    return rational(found)


def integer(text: str) -> int | None:
    """The integer that ``text`` is, or None."""
    try:
        number = value(text)
    except MathError:
        return None
    return number.numerator if number.denominator == 1 else None


def values(text: str) -> list[Fraction] | None:
    """The rational numbers of a comma-separated list, or None."""
    try:
        return [value(piece.strip()) for piece in text.split(",")]
    except MathError:
        return None
