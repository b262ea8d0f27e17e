"""Decimals that repeat, as fractions: 0.121212..., 0.(3), 0.1(6)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.text import recurring
from kaelum_math.words.task import TwoWays

__all__ = ["Repeating", "read"]


@frozen
class Repeating(TwoWays):
    """The fraction that ``whole.start`` with ``period`` repeated for ever is."""

    whole: str
    start: str
    period: str

    method = "the difference of two shifted decimals, and long division"

    def describe(self) -> str:
        return f"{self.whole}.{self.start}({self.period}) as a fraction"

    def first(self) -> Fraction:
        """A geometric series."""
        return recurring.value(self.whole, self.start, self.period)

    def second(self) -> Fraction:
        long, short = int(self.whole + self.start + self.period), int(self.whole + self.start)
        value = Fraction(
            long - short, 10 ** (len(self.start) + len(self.period)) - 10 ** len(self.start)
        )
        return value if self._divided(value) else Fraction(-1)

    def _divided(self, value: Fraction) -> bool:
        """Whether long division gives the digits back."""
        whole, rest = divmod(value.numerator, value.denominator)
        digits = ""
        for _ in range(len(self.start) + 2 * len(self.period)):
            digit, rest = divmod(10 * rest, value.denominator)
            digits += str(digit)
        nines = set(self.period) == {"9"}
        return nines or (whole == int(self.whole) and digits == self.start + 2 * self.period)

    def worth(self, result: Any) -> Value:
        return number(result)


_ASKED: Final = re.compile(
    r"^(?:please\s+)?(?:(?:convert|write|express|turn|change|what is|what's|give)\s+)?(?:the\s+)?(?:repeating\s+|recurring\s+)?"
    r"(?:decimal\s+)?(?P<sign>-?)(?P<whole>\d{1,12})\.(?:(?P<start>\d{0,40})\((?P<period>\d{1,40})\)|(?P<digits>\d{2,60})\s?\.\.\.)"
    r"\s*(?:,\s*)?(?:as|in|into|to)\s+(?:an?\s+)?(?:(?:simplified|reduced|common|simple|proper)\s+)?"
    r"(?:fractions?)(?:\s+(?:in|to)\s+(?:its\s+)?(?:lowest|simplest)\s+(?:terms|form))?[\s.?]*$",
    re.IGNORECASE,
)


def read(text: str) -> Repeating | None:
    """The task in normalised ``text``, or None.

    How digits before ``...`` go on is for :func:`~kaelum_math.text.recurring.block` to say.

    Raises:
        NotUnderstood: it is unclear how they do.
    """
    found = _ASKED.match(text)
    if found is None or found["sign"]:
        return None
    if found["period"]:
        return Repeating(found["whole"], found["start"], found["period"])
    block = recurring.block(found["digits"])
    if block is None:
        digits = found["digits"]
        raise NotUnderstood(f"It is unclear how the digits of {found['whole']}.{digits}... go on.")
    return Repeating(found["whole"], *block)
