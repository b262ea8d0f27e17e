"""Whether a whole number meets a condition in words, and which of several do.

::

    is 15 divisible by 3 and 5
    which of 3, 8, 12 is divisible by 4 but not by 8
    how many of 4, 7, 9, 11 are prime

The conditions are those of :mod:`kaelum_math.families.integer_words`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from kaelum_math.errors import Ambiguous, NotUnderstood
from kaelum_math.expr.nodes import number
from kaelum_math.families.integer_words import parse_condition
from kaelum_math.methods.integer_sets import Condition, generated, holds, shown
from kaelum_math.phrases import clause
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "EvenOrOdd", "Meets", "Those"]


@frozen
class Meets(TwoWays):
    """Whether ``value``, a natural number, meets ``condition``."""

    value: int
    condition: Condition

    method = "generating the numbers that meet the condition"

    def describe(self) -> str:
        return f"whether {self.value} is {shown(self.condition)}"

    def first(self) -> bool:
        return holds(self.value, self.condition)

    def second(self) -> bool:
        return self.value in generated(self.value, self.value, self.condition)

    def worth(self, result: Any) -> Value:
        return bool(result)


@frozen
class Those(TwoWays):
    """The members of ``values`` that meet ``condition``; with ``count``, how many they are."""

    values: tuple[int, ...]
    condition: Condition
    count: bool = False

    method = "generating the numbers that meet the condition"

    def describe(self) -> str:
        what = "how many" if self.count else "those"
        return f"{what} of {', '.join(map(str, self.values))} that are {shown(self.condition)}"

    def first(self) -> list[int]:
        return [value for value in self.values if holds(value, self.condition)]

    def second(self) -> list[int]:
        return [v for v in self.values if v in generated(v, v, self.condition)]

    def write(self, result: Any) -> str:
        return str(len(result)) if self.count else ", ".join(map(str, result)) or "none"

    def worth(self, result: Any) -> Value:
        return number(len(result)) if self.count else tuple(number(value) for value in result)


def _condition(m: Slots) -> Condition:
    """What is said of the numbers; before a list without a colon, it may not end in a number."""
    tokens = m.tokens("c" if m.has("c") else "word")
    if not m.has("c") and tokens[-1].kind != "word":
        raise NotUnderstood("It is unclear where the list begins.")
    if len(tokens) == 1 and tokens[0].kind == "num":
        raise NotUnderstood("A number is compared in other words.")
    return parse_condition(tokens, m)


def _natural(value: int) -> int:
    if value < 0:
        raise NotUnderstood("Conditions are tested on natural numbers only.")
    return value


def _meets(m: Slots) -> Task | None:
    condition = _condition(m)
    match condition:
        case ("or", (left, *_), (right, *_)) if {left, right} != {"multiple"}:
            raise Ambiguous("It is unclear whether one of both is asked for, or which one.")
    return Meets(_natural(m.integer("n")), condition)


@frozen
class EvenOrOdd(TwoWays):
    """Which of the two an integer is."""

    value: int

    method = "the last binary digit"

    def describe(self) -> str:
        return f"whether {self.value} is even or odd"

    def first(self) -> str:
        return "odd" if self.value % 2 else "even"

    def second(self) -> str:
        return "odd" if self.value & 1 else "even"


def _those(*, count: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        items = m.items("xs")
        if len(items) < 2 or any(item.value.denominator != 1 for item in items):
            raise NotUnderstood("Several whole numbers are needed.")
        return Those(tuple(_natural(int(item.value)) for item in items), _condition(m), count)

    return build


_THESE = "(these|the following) [numbers]"

PHRASES = (
    *clause(lambda m: EvenOrOdd(m.integer("n")), "is [the number] {n} [an] (even or [an] odd|odd or [an] even) [number]"),
    *clause(_meets, "is [the number] {n} {c}", rank=-1),
    *clause(_those(count=False),
            f"(which|which one|which ones|what) of {_THESE} (is|are) ({{c}} (:|?)|{{word}} [,]) {{xs}}",
            "(which|which one|which ones) of [the numbers] {xs} (is|are) {c}",
            "which (number|numbers|one|ones) (is|are) ({c} (:|?)|{word} [,]) {xs}",
            "which (number|numbers|one|ones) (in|of|among|from) [the list] {xs} (is|are) {c}", rank=-1),
    *clause(_those(count=True), "how many of [the numbers] {xs} are {c}",
            f"how many of {_THESE} are ({{c}} (:|?)|{{word}} [,]) {{xs}}", rank=-1),
)  # fmt: skip
