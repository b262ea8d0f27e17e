"""Square roots of rationals in simplest form."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from attrs import frozen

from kaelum_math.errors import Undefined
from kaelum_math.words.form import Form
from kaelum_math.words.rounding import half_up

__all__ = ["Root", "square_root"]

MAX_TRIAL = 100_000


@frozen
class Root:
    """``factor * sqrt(radicand)``."""

    factor: Fraction
    radicand: int

    def write(self, form: Form | None = None) -> str:
        """In simplest form, or as ``form`` says."""
        if self.radicand == 1:
            return (form or Form()).write(self.factor)
        if form is not None and (form.places is not None or form.digits is not None):
            return form.write(self.approximate(max(form.places or 0, form.digits or 0) + 40))
        root = f"sqrt({self.radicand})"
        top = root if self.factor.numerator == 1 else f"{self.factor.numerator}*{root}"
        return top if self.factor.denominator == 1 else f"{top}/{self.factor.denominator}"

    def approximate(self, places: int) -> Fraction:
        """The value, rounded to ``places`` digits after the point."""
        scale = 10**places
        square = self.factor**2 * self.radicand * scale * scale
        return Fraction(isqrt(half_up(square)), scale) * (-1 if self.factor < 0 else 1)


def square_root(value: Fraction) -> Root:
    """The square root of ``value``, squares drawn out by trial division.

    Raises:
        Undefined: ``value`` is negative.
    """
    if value < 0:
        raise Undefined("A negative number has no real square root.")
    # sqrt(p/q) = sqrt(p q)/q
    radicand, outside = value.numerator * value.denominator, 1
    whole = isqrt(radicand)
    if whole * whole == radicand:
        return Root(Fraction(whole, value.denominator), 1)
    factor = 2
    while factor * factor <= radicand and factor < MAX_TRIAL:
        while radicand % (factor * factor) == 0:
            radicand //= factor * factor
            outside *= factor
        factor += 1
    return Root(Fraction(outside, value.denominator), radicand)
