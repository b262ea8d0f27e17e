"""Rectangles with their perimeters and areas, and things cut into pieces."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.expressions import (
    Comparative,
)
from kaelum_math.story.linear import variable
from kaelum_math.story.numbers import GRAMMAR
from kaelum_math.story.quantities import (
    Comparisons,
    how_many,
    named_in,
    sum_of_numbers,
)
from kaelum_math.story.slots import Amount, Factor, Noun

__all__ = ["GRAMMAR", "ask_area", "close_figures"]

says, asks = GRAMMAR.says, GRAMMAR.asks


@asks("how much (fence | fencing | rope | ribbon | wire | edging) (do i need | is needed | does {who:np} need)"
      " (around | for | to go around | to fence | to enclose) (a | the)? {q:length} by {k:length} {what:thing}")  # fmt: skip
def _around(state: Comparisons, q: Amount, k: Amount, what: Noun, who: Noun | None = None) -> None:
    """The perimeter of what measures so much by so much."""
    del who
    owner = f"rectangular {what.name}"
    for side, amount in (("length", q), ("width", k)):
        state.equate(variable(f"{side}({owner})"), state.value(amount, "length"))
    state.ask(variable(f"perimeter({owner})"), unit=state.unit_of("length"))


@says("{who:np} {q:measured} (long | in length)? is cut into {n:n} {what:thing}",
      "{who:np} (that | which) is {q:measured} long is cut into {n:n} {what:thing}")  # fmt: skip
def _cut(state: Comparisons, who: Noun, q: Amount, n: Fraction, what: Noun) -> None:
    if what.words[0] == "equal" or not what.plural:
        raise NotUnderstood("Equal pieces are not read here.")
    state.declare(how_many(n))
    state.cast.add(who.name)
    state.pieces = what.head
    state.equate(sum_of_numbers(state), state.value(q, "length"))


@says("1 {what:thing}? (is | being)? {q:measured} {c:comp} than the other ({what:thing})?",
      "1 {what:thing}? (is | being)? {k:times} as long as the other {what:thing}?")  # fmt: skip
def _one_longer(
    state: Comparisons,
    q: Amount | None = None,
    c: Comparative | None = None,
    k: Factor | None = None,
    what: Noun | None = None,
) -> None:
    """``one 4 m longer than the other``."""
    del what
    if not state.pieces or len(state.group) != 2:
        raise NotUnderstood("It is unclear what is compared.")
    first, second = (variable(name) for name in state.group)
    if k is not None:
        state.equate(first, second.times(k.value))
    elif q is not None and c is not None:
        state.equate(first, second + state.value(q, "length").times(Fraction(c.sign)))


@asks(
    "how long @be the (longer | longest) {what:thing}?",
    "how long @be the (shorter | shortest) {less:thing}?",
)
def _which_piece(state: Comparisons, what: Noun | None = None, less: Noun | None = None) -> None:
    piece = what or less
    if piece is None or piece.head != state.pieces:
        raise NotUnderstood("It is unclear which piece is meant.")
    state.ask(*(variable(name) for name in state.group), unit=state.unit_of("length"))
    state.pick = "max" if what else "min"


def ask_area(state: Comparisons, noun: Noun) -> None:
    """The area of a rectangle, from its sides."""
    owner = state.cast.find(noun)
    if not _RECTANGLE.intersection(owner.split()):
        raise NotUnderstood(f"It is unclear what figure {owner} is.")
    state.pick = "product"
    unit = state.unit_of("perimeter") or state.unit_of("length") or state.unit_of("width")
    sides = [variable(f"{side}({owner})") for side in ("length", "width")]
    state.ask(*sides, unit=f"{unit}^2" if unit else "")


_RECTANGLE: Final = frozenset({"rectangle", "rectangular"})


def close_figures(state: Comparisons) -> None:
    """What the perimeter of a rectangle or square has to do with its sides."""
    names = named_in(state) | {name for asked in state.asked for name in asked.names()}
    for name in sorted(n for n in names if n.startswith("perimeter(")):
        owner = name.removeprefix("perimeter(").removesuffix(")")
        if not _RECTANGLE.intersection(owner.split()):
            raise NotUnderstood(f"It is unclear what figure {owner} is.")
        sides = variable(f"length({owner})") + variable(f"width({owner})")
        state.equate(variable(name), sides.times(Fraction(2)))
