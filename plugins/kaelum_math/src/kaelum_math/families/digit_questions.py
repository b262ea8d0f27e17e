"""Questions about some of the digits of a number: the even ones, the largest, what one is worth."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.families.digits import Place, place_power
from kaelum_math.phrases import Phrase, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "DigitFigure", "DigitWorth"]

_KINDS: Final[dict[str, Callable[[int], bool]]] = {
    "even": lambda digit: digit % 2 == 0,
    "odd": lambda digit: digit % 2 == 1,
    "nonzero": lambda digit: digit > 0,
    "prime": lambda digit: digit in {2, 3, 5, 7},
    "any": lambda digit: digit >= 0,
}  # fmt: skip
_FIGURES: Final[dict[str, Callable[[list[int]], int]]] = {
    "number": len, "sum": sum, "product": math.prod, "largest": max, "smallest": min,
}  # fmt: skip


@frozen
class DigitFigure(TwoWays):
    """A figure of those decimal digits of ``value`` that are of some kind."""

    value: int
    figure: str
    kind: str

    method = "repeated division by ten"

    def describe(self) -> str:
        kind = "" if self.kind == "any" else f"{self.kind} "
        return f"{self.figure} of the {kind}digits of {self.value}"

    def first(self) -> int:
        return self._figure([int(c) for c in str(abs(self.value))])

    def second(self) -> int:
        rest = abs(self.value)
        digits: list[int] = []
        while rest or not digits:
            rest, digit = divmod(rest, 10)
            digits.append(digit)
        return self._figure(digits)

    def _figure(self, digits: list[int]) -> int:
        chosen = [digit for digit in digits if _KINDS[self.kind](digit)]
        if not chosen and self.figure != "number":
            raise Undefined("There is no such digit.")
        return _FIGURES[self.figure](chosen)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class DigitWorth(TwoWays):
    """What the only digit ``digit`` of ``value`` is worth at its place."""

    value: int
    digit: int

    method = "what the number loses when the digit becomes 0"

    def describe(self) -> str:
        return f"worth of the digit {self.digit} in {self.value}"

    def first(self) -> int:
        text = str(self.value)
        return self.digit * int(10 ** (len(text) - 1 - text.index(str(self.digit))))

    def second(self) -> int:
        return self.value - int(str(self.value).replace(str(self.digit), "0"))

    def worth(self, result: Any) -> Value:
        return number(result)


def _figured(figure: str, kind: str) -> Callable[[Slots], Task | None]:
    return lambda m: DigitFigure(m.integer("n"), figure, kind)


def _worth(m: Slots) -> Task | None:
    digit, value = m.integer("d"), m.integer("n")
    if not 0 < digit < 10 or value < 10 or str(value).count(str(digit)) != 1:
        raise NotUnderstood("The digit does not stand just once in the number.")
    return DigitWorth(value, digit)


def _kind_phrases(kind: str, said: str) -> tuple[Phrase, ...]:
    return (
        *clause(_figured("number", kind), f"how many {said} digits (are in|are there in|does|do) {{n}} [have]",
                f"how many {said} digits in {{n}}"),
        *noun(_figured("number", kind), f"number of {said} digits (of|in) {{n}}"),
        *noun(_figured("sum", kind), f"sum of [all] [the] {said} digits (of|in) {{n}}"),
        *noun(_figured("product", kind), f"product of [all] [the] {said} digits (of|in) {{n}}"),
    )  # fmt: skip


PHRASES = (
    *_kind_phrases("even", "even"),
    *_kind_phrases("odd", "odd"),
    *_kind_phrases("prime", "prime"),
    *_kind_phrases("nonzero", "(nonzero|non - zero)"),
    *noun(_figured("largest", "any"), "(largest|biggest|greatest|highest) digit (of|in) [the number] {n}"),
    *noun(_figured("smallest", "any"), "(smallest|least|lowest) digit (of|in) [the number] {n}"),
    *clause(lambda m: Place(m.number("n"), place_power(m.text("place"))),
            "(which|what) digit is in the {place} place (of|in) [the number] {n}"),
    *noun(_worth, "[place] value of [the] [digit] {d} in [the number] {n}"),
    *clause(_worth, "(what is|what's) the [place] value of [the] [digit] {d} in [the number] {n}"),
)  # fmt: skip
