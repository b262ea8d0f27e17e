"""Which of two quantities is the larger: "which is heavier, 1 kg or 2 lbs", "is 30 C hotter than 85 F"."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import decimal_text
from kaelum_math.families.comparison import EQUAL
from kaelum_math.families.measurement import quantity
from kaelum_math.phrases import Phrase, clause
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.text.units import Unit
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Compared"]

Parts: TypeAlias = tuple[tuple[Fraction, Unit], ...]

_UP: Final = {
    "longer": ("length", "time"), "taller": ("length",), "farther": ("length",), "further": ("length",),
    "wider": ("length",), "higher": ("length", "temperature"), "heavier": ("mass",), "hotter": ("temperature",),
    "warmer": ("temperature",), "faster": ("speed",), "more": (), "bigger": (), "larger": (), "greater": (),
}  # fmt: skip
_DOWN: Final = {
    "shorter": ("length", "time"), "nearer": ("length",), "lighter": ("mass",), "colder": ("temperature",),
    "cooler": ("temperature",), "slower": ("speed",), "less": (), "smaller": (), "lower": ("temperature",),
}  # fmt: skip
"""Comparative -> the dimensions that it is said of; none for any."""


@frozen
class Compared(TwoWays):
    """Which of two quantities is the larger, or with ``judge`` whether the first is.

    Attributes:
        left, right: the quantities, sums of values with units of one dimension.
        texts: both as written.
        down: the smaller one is asked for.
        judge: the answer is yes or no.
    """

    left: Parts
    right: Parts
    texts: tuple[str, str]
    down: bool = False
    judge: bool = False

    method = "comparing both in the unit of the second"

    def describe(self) -> str:
        shown = [
            " + ".join(f"{decimal_text(v) or v} {u.name}" for v, u in parts)
            for parts in (self.left, self.right)
        ]
        sign = "<" if self.down else ">"
        return f"whether {shown[0]} {sign} {shown[1]}" + (
            "" if self.judge else ", or the other way round"
        )

    def _said(self, sign: int) -> Any:
        """The answer where ``sign`` is that of the first less the second."""
        sign = -sign if self.down else sign
        if self.judge:
            return sign > 0
        return EQUAL if sign == 0 else self.texts[0 if sign > 0 else 1]

    def first(self) -> Any:
        gap = _base(self.left) - _base(self.right)
        return self._said((gap > 0) - (gap < 0))

    def second(self) -> Any:
        unit = self.right[0][1]
        one, other = ((_base(parts) - unit.offset) / unit.size for parts in (self.left, self.right))
        return self._said((one > other) - (one < other))

    def worth(self, result: Any) -> Value:
        return result if self.judge else None


def _base(parts: Parts) -> Fraction:
    """The quantity in base units of its dimension."""
    return sum((value * unit.size + unit.offset for value, unit in parts), Fraction(0))


def _build(word: str, *, judge: bool) -> Callable[[Slots], Task | None]:
    dimensions = {**_UP, **_DOWN}[word]

    def build(m: Slots) -> Task | None:
        left, right = quantity(m.tokens("a"), m), quantity(m.tokens("b"), m)
        kinds = {unit.dimension for _, unit in (*left, *right)}
        if len(kinds) != 1 or not (not dimensions or kinds <= set(dimensions)):
            raise NotUnderstood("The quantities measure different things.")
        if kinds == {"temperature"} and len(left) + len(right) > 2:
            raise NotUnderstood("A temperature is one number with its unit.")
        return Compared(left, right, (m.raw("a"), m.raw("b")), word in _DOWN, judge)

    return build


def _phrases(word: str) -> tuple[Phrase, ...]:
    return (
        *clause(_build(word, judge=False), f"(which|what) is {word} [:|,|?] {{a}} or {{b}}", f"what's {word} [:|,] {{a}} or {{b}}"),
        *clause(_build(word, judge=True), f"is {{a}} {word} than {{b}}", f"are {{a}} {word} than {{b}}"),
    )  # fmt: skip


PHRASES = tuple(phrase for word in (*_UP, *_DOWN) for phrase in _phrases(word))
