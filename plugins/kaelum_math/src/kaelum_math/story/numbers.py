"""Numbers as such: a number that is worked on, sums and differences of several, consecutive ones.

The rules are added to the grammar of :mod:`~kaelum_math.story.quantities`, before broader ones.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.expressions import (
    Expression,
)
from kaelum_math.story.linear import Linear, constant, variable
from kaelum_math.story.quantities import (
    GRAMMAR,
    Comparisons,
    how_many,
    sum_of_numbers,
)
from kaelum_math.story.slots import Factor

__all__ = ["GRAMMAR"]

says, asks = GRAMMAR.says, GRAMMAR.asks


# -- a number that is worked on -------------------------------------------------

_IT: Final = "(a number | the number | my number | it | the result | that | this)"


def _worked_on(state: Comparisons) -> Linear:
    return state.chain if state.chain is not None else variable("number")


@says("i? (am thinking | think) of a number", "thinking of a number", "think of a number")
def _thought(state: Comparisons) -> None:
    if state.chain is not None or state.equations:
        raise NotUnderstood("It is unclear which number is thought of.")
    state.chain = variable("number")


@says(f"(i | you)? multiply {_IT} by {{n:n}}", f"(i | you)? {{k:times}} {_IT}",
      "multiply by {n:n}")  # fmt: skip
def _multiply(state: Comparisons, n: Fraction | None = None, k: Factor | None = None) -> None:
    state.chain = _worked_on(state).times(k.value if k is not None else n or Fraction(0))


@says(f"(i | you)? divide {_IT} by {{n:n}}", "divide by {n:n}")
def _divide(state: Comparisons, n: Fraction) -> None:
    if n == 0:
        raise NotUnderstood("Nothing can be divided by 0.")
    state.chain = _worked_on(state).times(1 / n)


@says(f"(i | you)? add {{n:n}} to {_IT}", "(i | you)? add {n:n}")
def _add(state: Comparisons, n: Fraction) -> None:
    state.chain = _worked_on(state).plus(n)


@says(f"(i | you)? (subtract | take) {{n:n}} (away from | from) {_IT}",
      "(i | you)? subtract {n:n}")  # fmt: skip
def _subtract(state: Comparisons, n: Fraction) -> None:
    state.chain = _worked_on(state).plus(-n)


@says("{n:n} @be added to {x:ex}", "{n:n} @be added to {x:ex} the result @be {m:n}")
def _added(state: Comparisons, n: Fraction, x: Expression, m: Fraction | None = None) -> None:
    state.chain = state.worth(x, "").plus(n)
    if m is not None:
        _got(state, m)


@says("(i | you | we)? (get | end up with) {n:n}", "(the | my) (result | answer) @be {n:n}")
def _got(state: Comparisons, n: Fraction) -> None:
    if state.chain is None:
        raise NotUnderstood("It is unclear what was done to the number.")
    state.equate(state.chain, constant(n))
    state.signed = True


# -- numbers -------------------------------------------------------------------


@says("the? sum of {n:n} numbers/integers @be/equals {x:ex}",
      "{n:n} numbers/integers (add up? to | sum to | have a sum of | total) {x:ex}",
      "{n:n} numbers/integers whose sum @be {x:ex}",
      "(they | the {n:n}? numbers)? (add up? to | sum up? to) {x:ex}",
      "(their | the) sum @be/equals {x:ex}")  # fmt: skip
def _numbers_sum(state: Comparisons, x: Expression, n: Fraction | None = None) -> None:
    if n is not None:
        state.declare(how_many(n))
    state.equate(sum_of_numbers(state), state.worth(x, ""))


@says("(their | the) difference @be/equals {x:ex}",
      "(they | the {n:n}? numbers | {n:n} numbers/integers)? differ by {x:ex}",
      "the? difference (of | between) {n:n} numbers/integers @be/equals {x:ex}")  # fmt: skip
def _numbers_differ(state: Comparisons, x: Expression, n: Fraction | None = None) -> None:
    """The first of two numbers is the larger one: that is but a matter of their names."""
    state.declare(how_many(n or Fraction(2)))
    if len(state.group) != 2:
        raise NotUnderstood("A difference is of two numbers.")
    state.equate(variable(state.group[0]) - variable(state.group[1]), state.worth(x, ""))


_RUN: Final = (
    "{n:n} consecutive (positive | natural | whole)? {p:parity}? positive? numbers/integers"
)


@says(f"the? sum of {_RUN} @be/equals {{x:ex}}",
      f"{_RUN} (add up? to | sum up? to | have a sum of | total) {{x:ex}}")  # fmt: skip
def _consecutive(state: Comparisons, n: Fraction, x: Expression, p: int | None = None) -> None:
    state.declare(how_many(n))
    step = 1 if p is None else 2
    if p is not None:
        state.multiple = (2, p)
    for before, after in zip(state.group, state.group[1:], strict=False):
        state.equate(variable(after), variable(before).plus(Fraction(step)))
    state.equate(sum_of_numbers(state), state.worth(x, ""))
    state.whole = state.signed = True


@asks(f"find? {_RUN} (whose sum @be | that add up? to | that sum to | with a? sum of?) {{x:ex}}",
      f"find? {_RUN} (which add up? to | having a sum of | adding up? to) {{x:ex}}")  # fmt: skip
def _which_consecutive(
    state: Comparisons, n: Fraction, x: Expression, p: int | None = None
) -> None:
    _consecutive(state, n, x, p)
    state.ask(*(variable(name) for name in state.group))


@asks("find {n:n} numbers (whose sum is | with a sum of | with sum) {x:ex} and"
      " (whose difference is | difference | a difference of | with a difference of) {y:ex}")  # fmt: skip
def _sum_and_difference(state: Comparisons, n: Fraction, x: Expression, y: Expression) -> None:
    _numbers_sum(state, x, n)
    _numbers_differ(state, y, n)
    _what_are_they(state)


@asks("(what are | find | give | calculate | determine) (they | the {n:n}? numbers/integers"
      " | them | both numbers? | the 2)", "what are the numbers")  # fmt: skip
def _what_are_they(state: Comparisons, n: Fraction | None = None) -> None:
    if len(state.group) < 2 or (n is not None and n != len(state.group)):
        raise NotUnderstood("It is unclear which numbers are meant.")
    state.ask(*(variable(name) for name in state.group))


@asks("(what | which) number @be (it | that | this)", "what number (am i | @be i) thinking of",
      "what @be @possessive number")  # fmt: skip
def _what_number(state: Comparisons) -> None:
    state.ask(variable("number"))
