"""Equations in sines, cosines and tangents of multiples of one angle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr import trig
from kaelum_math.expr.nodes import (
    Add,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Relation,
    Sym,
    number,
    show,
    substitute,
)
from kaelum_math.expr.real import bounds
from kaelum_math.methods.circle import Circle, turns
from kaelum_math.methods.pieces import NONE
from kaelum_math.task import Solution, Task, claim, undecided

__all__ = ["Arc", "TrigEquation", "trig_equation"]

MAX_LISTED: Final = 60
_PI: Final = Sym("pi")
Angle = Fraction | Expr
"""A multiple of pi, or an expression."""


@frozen
class Arc:
    """The interval in which solutions are wanted; ends are expressions."""

    low: Expr
    low_in: bool
    high: Expr
    high_in: bool

    def describe(self) -> str:
        """In the notation of inequalities, the unknown left out."""
        left, right = "[" if self.low_in else "(", "]" if self.high_in else ")"
        return f"{left}{show(self.low)}, {show(self.high)}{right}"

    def has(self, angle: Angle) -> bool:
        """Whether ``angle`` lies in it."""
        low, high = _side(angle, self.low), _side(angle, self.high)
        return (low > 0 or (low == 0 and self.low_in)) and (
            high < 0 or (high == 0 and self.high_in)
        )


def _side(angle: Angle, end: Expr) -> int:
    """Whether ``angle`` is above (1), at (0) or below (-1) ``end``."""
    turn = trig.turn(end)
    if isinstance(angle, Fraction) and turn is not None:
        return (angle > turn) - (angle < turn)
    low, high = bounds(Add((_expr(angle), Neg(end))), 40)
    if low <= 0 <= high:
        raise OutOfReach("A solution is too close to the end of the interval.")
    return 1 if low > 0 else -1


def _expr(angle: Angle) -> Expr:
    return Mul((number(angle), _PI)) if isinstance(angle, Fraction) else angle


@frozen
class TrigEquation(Task):
    """The real solutions of an equation in functions of one angle.

    Attributes:
        equation: what holds.
        name: the unknown.
        arc: where solutions are wanted; None for all of them.
        degrees: whether to write them in degrees.
    """

    equation: Relation
    name: str
    arc: Arc | None = None
    degrees: bool = False

    def describe(self) -> str:
        where = f" in {self.arc.describe()}" if self.arc else " over the real numbers"
        unit = ", in degrees" if self.degrees else ""
        return f"solve {show(self.equation)} for {self.name}{where}{unit}"

    def circle(self) -> Circle:
        """The equation in one angle.

        Raises:
            OutOfReach: it is none.
        """
        return Circle.read(Add((self.equation.left, Neg(self.equation.right))), self.name)

    def _base(self, circle: Circle) -> list[Angle]:
        """The solutions within one period of the unknown, ascending."""
        found: list[Angle] = []
        for angle in circle.angles():
            if isinstance(angle, Fraction):
                found.append((angle - circle.offset) / circle.slope % (2 / abs(circle.slope)))
            else:
                shifted = Add((angle, Neg(_expr(circle.offset)))) if circle.offset else angle
                plain = circle.slope == 1
                found.append(shifted if plain else Div(shifted, number(circle.slope)))
        return sorted(found, key=lambda a: bounds(_expr(a), 20))

    def solve(self) -> Solution:
        circle = self.circle()
        base, period = self._base(circle), 2 / abs(circle.slope)
        if not base:
            return Solution(NONE)
        if self.arc is None:
            return Solution(self._general(base, period))
        found = self._inside(base, period, self.arc)
        texts = [self._text(angle) for angle in found]
        values = tuple(_expr(angle) for angle in found)
        text = " or ".join(f"{self.name} = {t}" for t in texts)
        return Solution(text or NONE, values[0] if len(values) == 1 else values or None)

    def _inside(self, base: list[Angle], period: Fraction, arc: Arc) -> list[Angle]:
        ends = [bounds(end, 20)[0] for end in (arc.low, arc.high)]
        width = period * Fraction(math.pi)
        first, last = math.floor(ends[0] / width) - 2, math.ceil(ends[1] / width) + 2
        if (last - first) * len(base) > 10 * MAX_LISTED:
            raise TooLarge("The interval holds too many solutions to list.")
        shifted = [
            angle + k * period
            if isinstance(angle, Fraction)
            else Add((angle, _expr(k * period)))
            if k
            else angle
            for k in range(first, last + 1)
            for angle in base
        ]
        found = [angle for angle in shifted if arc.has(angle)]
        return sorted(found, key=lambda a: bounds(_expr(a), 20))

    def _text(self, angle: Angle) -> str:
        if self.degrees:
            if not isinstance(angle, Fraction):
                raise OutOfReach("The solutions are no exact number of degrees.")
            return f"{angle * 180}°"
        return turns(angle) if isinstance(angle, Fraction) else _shown(angle)

    def _general(self, base: list[Angle], period: Fraction) -> str:
        base, period = _shortest(base, period)
        letter = "k" if self.name != "k" else "n"
        step = f"{period * 180}°" if self.degrees else turns(period)
        pieces = []
        for angle in base:
            start = self._text(angle)
            head = f"{start} + " if start not in {"0", "0°"} else ""
            pieces.append(f"{self.name} = {head}{_times(step, letter)}")
        return f"{' or '.join(pieces)} for every integer {letter}"

    # -- checking ------------------------------------------------------------

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        circle = self.circle()
        base, period = self._base(circle), 2 / abs(circle.slope)
        exact = [self._satisfied(circle, angle) for angle in base]
        if None in exact:
            yield undecided("each solution put back satisfies the equation", "substitution")
        else:
            yield claim("each solution put back satisfies the equation",
                        "a table of cosines", all(exact), independent=True)  # fmt: skip
        # ``slope`` periods of the unknown make one turn of the angle.
        yield claim(f"there are {len(base)} on a circle, so no others", "Sturm's theorem",
                    circle.count() == len(base), independent=True,
                    complete=all(exact))  # fmt: skip
        expected = (
            NONE
            if not base
            else self._general(base, period)
            if self.arc is None
            else " or ".join(
                f"{self.name} = {self._text(a)}" for a in self._inside(base, period, self.arc)
            )
            or NONE
        )
        yield claim("the answer lists them", "comparison", answer == expected)

    def _satisfied(self, circle: Circle, angle: Angle) -> bool | None:
        """Whether the equation holds at an angle; None if that is not decided."""
        if isinstance(angle, Fraction):
            return not circle.value(angle * circle.slope + circle.offset)
        from kaelum_math.expr import symbolic

        put = Add((self.equation.left, Neg(self.equation.right)))
        try:
            return symbolic.is_zero(symbolic.to_sympy(substitute(put, {self.name: angle})))
        except MathError:
            return None


def _shortest(base: list[Angle], period: Fraction) -> tuple[list[Angle], Fraction]:
    """The same solutions with the shortest period: those of tan(x) = 1 repeat after pi."""
    special = [a for a in base if isinstance(a, Fraction)]
    if len(special) < len(base):
        return base, period
    whole = set(special)
    for parts in range(len(whole), 1, -1):
        step = period / parts
        if {(a + step) % period for a in whole} == whole:
            return sorted({a % step for a in whole}), step
    return base, period


def _times(step: str, letter: str) -> str:
    top, _, bottom = step.partition("/")
    return f"{top}*{letter}/{bottom}" if bottom else f"{top}*{letter}".replace("°*", "°·")


def _shown(angle: Expr) -> str:
    text = show(angle)
    answers.expression(text)  # what cannot be read back is not said
    return text


def trig_equation(
    equation: Relation, name: str, arc: Arc | None = None, *, degrees: bool = False
) -> TrigEquation | None:
    """The task, or None if the equation is not of this kind.

    Raises:
        NotUnderstood: the ends of the interval look like degrees, and none are spoken of.
    """
    task = TrigEquation(equation, name, arc, degrees)
    try:
        task.circle()
    except OutOfReach:
        return None
    ends = () if arc is None or degrees else (arc.low, arc.high)
    if any(isinstance(end, Num) and end.value and end.value % 90 == 0 for end in ends):
        raise NotUnderstood("It is unclear whether the interval is one of degrees or radians.")
    return task
