"""Proportions: 6 is to 3 as 8 is to what; a : b = c : x."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import number
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Proportion"]

_TERMS: Final = "abcd"


@frozen
class Proportion(TwoWays):
    """The term that is None in a : b = c : d."""

    terms: tuple[Fraction | None, Fraction | None, Fraction | None, Fraction | None]

    method = "both ratios are equal with the term put back, and it is the only such term"

    def describe(self) -> str:
        a, b, c, d = ("?" if term is None else str(term) for term in self.terms)
        return f"{a} : {b} = {c} : {d}"

    def first(self) -> Fraction:
        at = self.terms.index(None)
        others = [t for t in (self.terms[k] for k in _crossed(at)) if t is not None]
        across = self.terms[3 - at]
        if not across or not all(others):
            raise Undefined("A term of a proportion is zero.")
        return others[0] * others[1] / across

    def second(self) -> Fraction:
        """The terms scaled: the known ratio gives the factor from one term to its neighbour."""
        a, b, c, d = self.terms
        if a is not None and b is not None:
            factor = b / a
            return c * factor if c is not None else (d or Fraction(0)) / factor
        factor = (d or Fraction(0)) / (c or Fraction(1))
        return a * factor if a is not None else (b or Fraction(0)) / factor

    def write(self, result: Any) -> str:
        return str(result)

    def worth(self, result: Any) -> Value:
        return number(result)


def _crossed(at: int) -> tuple[int, int]:
    """The terms whose product is that of term ``at`` and the one across: inner or outer."""
    return (1, 2) if at in {0, 3} else (0, 3)


def _proportion(m: Slots) -> Task | None:
    terms: list[Fraction | None] = []
    for name in _TERMS:
        if m.raw(name).strip().lower() in {
            "what",
            "what number",
            "x",
            "?",
            "y",
            "n",
            "which number",
            "_",
        }:
            terms.append(None)
        else:
            terms.append(rational(m.expr(name)))
    if terms.count(None) != 1:
        raise NotUnderstood("One term of a proportion is asked for.")
    a, b, c, d = terms
    return Proportion((a, b, c, d))


PHRASES = (
    *clause(_proportion, "{a} (is|are) to {b} [,] as {c} (is|are) to {d}", "{a} (is|are) to {b} [,] as {c} to {d}",
            "if {a} (is|are) to {b} [,] as {c} (is|are) to {d} [,] (what is x|find x|then what is x|x = ?)"),
    *noun(_proportion, "{a} (is|are) to {b} [,] as {c} (is|are) to {d}", "{a} : {b} = {c} : {d}", "{a} : {b} :: {c} : {d}",
          "[the] proportion {a} : {b} = {c} : {d}"),
)  # fmt: skip
