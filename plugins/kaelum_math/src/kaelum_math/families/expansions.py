"""Division carried out: quotient with remainder, and the digits that follow the point."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.expr.primes import factorint
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "DecimalDigit", "PeriodLength", "QuotientRest"]

_LONGEST: Final = 200_000
"""Steps of long division that are carried out."""
_LARGEST: Final = 10**12
"""Largest denominator whose period is looked for."""


@frozen
class QuotientRest(TwoWays):
    """The quotient and the remainder of whole numbers; the remainder is not negative."""

    dividend: int
    divisor: int

    method = "quotient times divisor plus remainder, and the size of the remainder"

    def describe(self) -> str:
        return f"{self.dividend} divided by {self.divisor}, with remainder"

    def first(self) -> tuple[int, int]:
        rest = self.dividend % abs(self.divisor)
        return (self.dividend - rest) // self.divisor, rest

    def second(self) -> tuple[int, int]:
        """Shift and subtract, digit by digit; a negative dividend is turned round."""
        size, quotient, rest = abs(self.divisor), 0, 0
        for digit in str(abs(self.dividend)):
            rest = 10 * rest + int(digit)
            times = 0
            while rest >= size:
                rest, times = rest - size, times + 1
            quotient = 10 * quotient + times
        if self.dividend < 0:
            quotient, rest = (-quotient, 0) if rest == 0 else (-quotient - 1, size - rest)
        return (quotient if self.divisor > 0 else -quotient), rest

    def write(self, result: Any) -> str:
        return "{} remainder {}".format(*result)


@frozen
class DecimalDigit(TwoWays):
    """The digit of ``value`` that stands ``place`` places after the point."""

    value: Fraction
    place: int

    method = "long division up to where the remainders repeat"

    def describe(self) -> str:
        return f"decimal digit {self.place} of {self.value}"

    def first(self) -> int:
        below = self.value.denominator
        rest = abs(self.value.numerator) * pow(10, self.place - 1, below) % below
        return 10 * rest // below

    def second(self) -> int:
        below = self.value.denominator
        rest, seen, digits = abs(self.value.numerator) % below, dict[int, int](), list[int]()
        while rest not in seen and len(digits) < min(self.place, _LONGEST):
            seen[rest] = len(digits)
            digit, rest = divmod(10 * rest, below)
            digits.append(digit)
        if self.place <= len(digits):
            return digits[self.place - 1]
        if rest not in seen:
            raise TooLarge("The decimal goes on too long before it repeats.")
        start = seen[rest]
        return digits[start + (self.place - 1 - start) % (len(digits) - start)]

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class PeriodLength(TwoWays):
    """How many digits repeat in the decimal of ``value``; 0 if it comes to an end."""

    value: Fraction

    method = "the least divisor of Carmichael's number that 10 is brought to 1 by"

    def describe(self) -> str:
        return f"length of the period of the decimal of {self.value}"

    def _coprime(self) -> int:
        below = self.value.denominator
        for prime in (2, 5):
            while below % prime == 0:
                below //= prime
        return below

    def first(self) -> int:
        below = self._coprime()
        if below == 1:
            return 0
        rest, length = 10 % below, 1
        while rest != 1 % below:
            rest, length = 10 * rest % below, length + 1
            if length > _LONGEST:
                raise TooLarge("The period is too long to be counted.")
        return length

    def second(self) -> int:
        below = self._coprime()
        if below == 1:
            return 0
        order = 1
        for prime, power in factorint(below).items():
            order *= prime ** (power - 1) * (prime - 1)
        for prime in factorint(order):
            while order % prime == 0 and pow(10, order // prime, below) == 1 % below:
                order //= prime
        return order

    def worth(self, result: Any) -> Value:
        return number(result)


# -- phrases -----------------------------------------------------------------


def _with_rest(m: Slots) -> Task | None:
    if not m.integer("b"):
        raise Undefined("Nothing is divided by zero.")
    return QuotientRest(m.integer("a"), m.integer("b"))


def _fraction(m: Slots) -> Fraction:
    value = m.number("x")
    if value.denominator > _LARGEST:
        raise TooLarge("The denominator is too large for its decimal to be followed.")
    return value


def _digit(m: Slots) -> Task | None:
    place = m.ordinal("n")
    if place < 1:
        raise NotUnderstood("Digits are counted from the first.")
    return DecimalDigit(_fraction(m), place)


def _period(m: Slots) -> Task | None:
    return PeriodLength(_fraction(m))


_OF: Final = "(of|in) [the] [decimal] [expansion|representation|form] [of] {x}"
_POINT: Final = "(after|to the right of|past|behind) the decimal point"
_BOTH: Final = "quotient and [the] remainder"

PHRASES = (
    *noun(_with_rest, f"{_BOTH} when {{a}} is divided by {{b}}", f"{_BOTH} (of|for|in) {{a}} (divided by|/) {{b}}",
          f"{_BOTH} when dividing {{a}} by {{b}}", "{a} (divided by|/) {b} with [a] remainder",
          f"{{a}} (divided by|/) {{b}} [,] (giving|with|as) [the] {_BOTH}"),
    *clause(_with_rest, "divide {a} by {b} with [a] remainder", f"divide {{a}} by {{b}} [,] (giving|and give|and find|and state) [the|a] {_BOTH}"),
    *noun(_digit, f"{{n}} (digit|number) {_POINT} {_OF}", f"{{n}} (decimal|decimal digit|digit of the decimal) {_OF}",
          f"digit in the {{n}} (place|position) {_POINT} {_OF}", "{n} digit (of|in) [the] decimal (expansion|representation|form) of {x}"),
    *noun(_period, f"length of [the] (period|repetend|cycle|repeating block|repeating part|recurring part) {_OF}",
          "(period|period length) of [the] decimal [expansion|representation|form] of {x}",
          f"number of (repeating|recurring) digits {_OF}"),
    *clause(_period, f"how many digits (repeat|recur|are in the repeating block|are in the period) {_OF}", f"how long is [the] (period|repeating block|repetend) {_OF}"),
)  # fmt: skip
