"""A part as a fraction of a whole: what fraction of an hour is 25 minutes?"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import number, number_text
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.scan import Lexicon, Mention
from kaelum_math.words.task import TwoWays
from kaelum_math.words.units import UNITS

__all__ = ["Part", "read"]


@frozen
class Part(TwoWays):
    """``part`` of ``whole``, both in one unit, as a fraction in its lowest terms.

    ``names`` are the two as they were written, with their units.
    """

    part: Fraction
    whole: Fraction
    names: tuple[str, str]
    form: form.Form

    method = "multiplied by the whole it is the part, and the terms are coprime"

    def describe(self) -> str:
        return "{} as a fraction of {}".format(*self.names)

    def first(self) -> Fraction:
        if not self.whole:
            raise Undefined("Nothing is a fraction of zero.")
        return self.part / self.whole

    def second(self) -> Fraction:
        scale = math.lcm(self.part.denominator, self.whole.denominator)
        part, whole = int(self.part * scale), int(self.whole * scale)
        common = math.gcd(part, whole)
        found = Fraction(part // common, whole // common)
        return found if found * self.whole == self.part else Fraction(-1)

    def write(self, result: Any) -> str:
        return self.form.write(result)

    def worth(self, result: Any) -> Value:
        return number(result)


_ONE: Final = re.compile(r"an?\s+([a-z]+)\b")


def _one(text: str, at: int) -> tuple[Mention, int] | None:
    """``an hour`` as one hour."""
    found = _ONE.match(text, at)
    unit = UNITS.get(found[1]) if found else None
    if found is None or unit is None:
        return None
    return Mention("N", Fraction(1), found[0], unit), found.end()


_LEXICON: Final = Lexicon(
    {
        "OF": "of",
        "IS": "is|are|does|represents|represent",
        "WHICH": "what fraction|which fraction|what part|what simplified fraction",
        "AS": "as a fraction of|as fraction of|as a simplified fraction of",
        "WRITE": "express|write",
    },
    readers=(_one,),
)
_PATTERNS: Final = (
    r"(?P<part>N )IS WHICH OF (?P<whole>N )",
    r"WHICH OF (?P<whole>N )IS (?P<part>N )",
    r"WHICH IS (?P<part>N )OF (?P<whole>N )",
    r"(?:WRITE |IS )?(?P<part>N )AS (?P<whole>N )",
)


def read(text: str) -> Part | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood, or the two are of different kinds.
    """
    plain, wanted = form.split(text)
    row = _LEXICON.scan(plain)
    found = next((hit for pattern in _PATTERNS if (hit := row.match(pattern))), None)
    if found is None:
        return None
    (part,), (whole,) = found["part"], found["whole"]
    if (part.unit and part.unit.dimension) != (whole.unit and whole.unit.dimension):
        raise NotUnderstood("The part and the whole are of different kinds.")
    return Part(_size(part), _size(whole), (_name(part), _name(whole)), wanted)


def _size(mention: Mention) -> Fraction:
    size: Fraction = mention.value * (mention.unit.size if mention.unit else 1)
    return size


def _name(mention: Mention) -> str:
    written = number_text(mention.value, decimal=mention.decimal)
    return f"{written} {mention.unit.symbol}" if mention.unit else written
