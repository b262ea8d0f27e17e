"""Digits written down when numbers are: how often a 9 from 1 to 100, how many for 250 pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr.nodes import number
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "AllDigits", "DigitSum", "Tally"]

_LARGEST: Final = 10**18
"""Largest number of a range."""


def _up_to(digit: int, high: int) -> int:
    """How often ``digit`` is written in the numbers 1 to ``high``, place by place.

    At the place of ``unit`` a digit stands once in each run of ``unit`` numbers of
    every block of ten runs; a leading zero is not written.
    """
    total, unit = 0, 1
    while unit <= high:
        block, rest = divmod(high, 10 * unit)
        total += block * unit + min(max(rest - digit * unit + 1, 0), unit)
        if digit == 0:
            total -= unit
        unit *= 10
    return total


def _walked(high: int) -> list[int]:
    """How often each digit is written in the numbers 1 to ``high``, prefix by prefix.

    Numbers that share all digits before the place where they first fall short of
    ``high`` are counted together: what stands before, and what varies behind.
    """
    counts = [0] * 10
    digits = [int(c) for c in str(high + 1)]
    for at, digit in enumerate(digits):
        free = len(digits) - at - 1
        for smaller in range(1 if at == 0 else 0, digit):
            for seen in (*digits[:at], smaller):
                counts[seen] += 10**free
            if free:
                for any_digit in range(10):
                    counts[any_digit] += free * 10 ** (free - 1)
    for length in range(1, len(digits)):
        free = length - 1
        for lead in range(1, 10):
            counts[lead] += 10**free
        if free:
            for any_digit in range(10):
                counts[any_digit] += 9 * free * 10 ** (free - 1)
    return counts


@frozen
class _Written(TwoWays):
    """Something about the digits of the numbers from ``low`` to ``high``, both included."""

    low: int
    high: int

    method = "numbers counted together by the digits that they begin with"

    def _walk(self) -> list[int]:
        return [b - a for a, b in zip(_walked(self.low - 1), _walked(self.high), strict=True)]

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Tally(_Written):
    """How often one digit is written."""

    digit: int

    def describe(self) -> str:
        return f"how often the digit {self.digit} is written in the numbers from {self.low} to {self.high}"

    def first(self) -> int:
        return _up_to(self.digit, self.high) - _up_to(self.digit, self.low - 1)

    def second(self) -> int:
        return self._walk()[self.digit]


@frozen
class AllDigits(_Written):
    """How many digits are written."""

    def describe(self) -> str:
        return f"how many digits are written in the numbers from {self.low} to {self.high}"

    def first(self) -> int:
        total, start = 0, 1
        while start <= self.high:
            inside = min(self.high, 10 * start - 1) - max(self.low, start) + 1
            total += max(inside, 0) * len(str(start))
            start *= 10
        return total

    def second(self) -> int:
        return sum(self._walk())


@frozen
class DigitSum(_Written):
    """The sum of all digits that are written."""

    def describe(self) -> str:
        return f"sum of all digits of the numbers from {self.low} to {self.high}"

    def first(self) -> int:
        return sum(
            digit * (_up_to(digit, self.high) - _up_to(digit, self.low - 1))
            for digit in range(1, 10)
        )

    def second(self) -> int:
        return sum(digit * count for digit, count in enumerate(self._walk()))


# -- phrases -----------------------------------------------------------------

_NAMES: Final = {
    name: digit
    for digit, names in enumerate(
        "zeros|zeroes ones twos threes fours fives sixes|sixs sevens eights nines".split()
    )
    for name in names.split("|")
}


def _range(m: Slots, *, between: bool) -> tuple[int, int]:
    low, high = m.integer("a"), m.integer("b")
    if high > _LARGEST:
        raise TooLarge("The numbers are too large to be written down.")
    if between:
        low, high = m.choices.pick([(low, high), (low + 1, high - 1)])
    if not 1 <= low <= high:
        raise NotUnderstood("The numbers go from 1 or more upwards.")
    return low, high


def _digit(m: Slots) -> int:
    name = m.raw("d").lower().replace(" ", "").replace("'", "")
    digit = _NAMES.get(name)
    if digit is None and name.rstrip("s").isdecimal():
        digit = int(name.rstrip("s"))
    if digit is None or digit > 9:
        raise NotUnderstood(f"{m.raw('d')!r} is no digit.")
    return digit


def _tally(*, between: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        digit = _digit(m)
        return Tally(*_range(m, between=between), digit)

    return build


def _all(*, between: bool) -> Callable[[Slots], Task | None]:
    return lambda m: AllDigits(*_range(m, between=between))


def _sum(*, between: bool) -> Callable[[Slots], Task | None]:
    return lambda m: DigitSum(*_range(m, between=between))


def _pages(m: Slots) -> Task | None:
    if not 1 <= m.integer("b") <= _LARGEST:
        raise NotUnderstood("Pages are counted from 1 upwards.")
    return AllDigits(1, m.integer("b"))


_NUMBERS: Final = "[all] [the] [whole|natural|counting] (numbers|integers)"
_FROM: Final = "from {a} (to|through|up to) {b} [inclusive|, inclusive|\\( inclusive \\)]"
_BETWEEN: Final = "between {a} and {b}"
_WRITING: Final = "(when|while|if) [you|we|i] (writing|writing down|writing out|write|write down|write out|listing|list|counting|count)"
_APPEARS: Final = "(appear|occur|show up|get written|get used)"

PHRASES = tuple(
    phrase
    for between, span in ((False, _FROM), (True, _BETWEEN))
    for phrase in (
        *clause(_tally(between=between),
                f"how (many times|often) (does|do|will|would) [the] (digit|number|numeral) {{d}} {_APPEARS} (in|among) {_NUMBERS} {span}",
                f"how (many times|often) (does|do|will|would) [the] (digit|number|numeral) {{d}} {_APPEARS} {span}",
                f"how (many times|often) is [the] (digit|number|numeral) {{d}} (written|used) {_WRITING} {_NUMBERS} {span}",
                f"how many {{d}} are [there] (written|used|needed) {_WRITING} {_NUMBERS} {span}",
                f"how many {{d}} are [there] in {_NUMBERS} {span}",
                f"how many {{d}} are there {span}"),
        *noun(_tally(between=between),
              f"number of times [that] [the] (digit|number|numeral) {{d}} (appears|occurs|shows up|is written|is used) (in|among) {_NUMBERS} {span}",
              f"number of times [that] [the] (digit|number|numeral) {{d}} (appears|occurs|is written|is used) {_WRITING} {_NUMBERS} {span}"),
        *clause(_all(between=between),
                f"how many digits are [there] (written|used|needed) {_WRITING} {_NUMBERS} {span}",
                f"how many digits are [there] (needed|used|required) to write [down|out] {_NUMBERS} {span}"),
        *noun(_sum(between=between),
              f"sum of [all] [the] digits (of|in) {_NUMBERS} {span}",
              f"sum of [all] [the] digits (used|written) {_WRITING} {_NUMBERS} {span}"),
    )
) + clause(_pages,
           "how many digits are [there] (needed|used|required) to number [all] [the] pages of a [book (with|of)] {b} [-] [page|pages] [book]",
           "how many digits are [there] (needed|used|required) to number [the] pages [from] 1 to {b}")  # fmt: skip
