"""Rounding up, rounding down, cutting digits off, and rounding to multiples of any number."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import decimal_text, number
from kaelum_math.families.digits import unit_power
from kaelum_math.phrases import Phrase, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, Value, proof, same_text
from kaelum_math.words.rounding import half_up
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Directed", "ToMultiple"]

MAX_PLACES: Final = 500

_WAYS: Final[dict[str, Callable[[Fraction], int]]] = {
    "up": math.ceil,
    "down": math.floor,
    "off": math.trunc,
}


@frozen
class Directed(Task):
    """A number rounded to a multiple of a power of ten: ``up``, ``down`` or ``off``, towards zero."""

    value: Fraction
    power: int
    way: str

    def describe(self) -> str:
        shown = decimal_text(self.value) or str(self.value)
        ways = {"up": "round {} up", "down": "round {} down", "off": "cut off the digits of {}"}
        return f"{ways[self.way].format(shown)} to a multiple of {Fraction(10) ** self.power}"

    def solve(self) -> Solution:
        scaled = self.value / Fraction(10) ** self.power
        value = _WAYS[self.way](scaled) * Fraction(10) ** self.power
        return Solution(decimal_text(value) or str(value), number(value, decimal=True))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value, unit = answers.value(answer), Fraction(10) ** self.power
        gap = value - self.value
        if self.way == "off":
            inside = abs(gap) < unit and abs(value) <= abs(self.value) and value * self.value >= 0
        else:
            inside = 0 <= (gap if self.way == "up" else -gap) < unit
        yield proof("it is a multiple of the unit, less than one unit away on the side asked for",
                    "bounds", (value / unit).denominator == 1 and inside)  # fmt: skip
        yield same_text(answer, decimal_text(value) or "")


@frozen
class ToMultiple(TwoWays):
    """A number rounded to the nearest multiple of ``step``, halves away from zero."""

    value: Fraction
    step: Fraction

    method = "the nearer of the multiples on both sides"

    def describe(self) -> str:
        shown = decimal_text(self.value) or str(self.value)
        return f"round {shown} to the nearest multiple of {decimal_text(self.step) or self.step}"

    def first(self) -> Fraction:
        return half_up(self.value / self.step) * self.step

    def second(self) -> Fraction:
        below = abs(self.value) - abs(self.value) % self.step
        near = (
            below
            if abs(self.value) - below < below + self.step - abs(self.value)
            else below + self.step
        )
        return -near if self.value < 0 else near

    def write(self, result: Fraction) -> str:
        return decimal_text(result) or str(result)

    def worth(self, result: Fraction) -> Value:
        return number(result, decimal=True)


def _multiple(m: Slots) -> Task | None:
    step = m.number("u")
    power = step
    while power > 1 and power % 10 == 0:
        power /= 10
    if step <= 0 or power == 1:
        return None  # powers of ten have a family of their own
    return ToMultiple(m.number("x"), step)


def _build(way: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        power = unit_power(m) if m.has("u") else 0
        if m.has("d"):
            power = -m.integer("d")
            if not -MAX_PLACES <= power <= 0:
                raise NotUnderstood("Too many decimal places.")
        return Directed(m.number("x"), power, way)

    return build


_TO = "[to [the] [nearest|next] {u}|to {d} (decimal places|decimal place|dp|decimals)]"
_CUT = "[to {d} (decimal places|decimal place|dp|decimals|digits after the decimal point)]"


def _ways(way: str) -> tuple[Phrase, ...]:
    return (
        *clause(_build(way), f"round {{x}} {way} {_TO}", f"round {way} {{x}} {_TO}"),
        *noun(_build(way), f"{{x}} [,] rounded {way} {_TO}", outermost=True),
    )


PHRASES = (
    *clause(_multiple, "round [off] [the number] {x} to [the] nearest [multiple of] {u}"),
    *noun(_multiple, "{x} [,] rounded [off] to [the] nearest [multiple of] {u}", outermost=True),
    *_ways("up"),
    *_ways("down"),
    *clause(_build("off"), f"truncate {{x}} {_CUT}"),
    *noun(_build("off"), f"{{x}} [,] truncated {_CUT}", outermost=True),
)
