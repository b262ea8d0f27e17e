"""Angles of regular polygons, of pairs and triangles, between the hands of a clock, in radians."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import Sym, decimal_text, number, substitute
from kaelum_math.expr.poly import polynomial
from kaelum_math.phrases import clause, noun, text
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "AngleSum", "ClockAngle", "polygon", "shown"]

Builder: TypeAlias = Callable[[Slots], Task | None]


def shown(value: Fraction) -> str:
    """``value`` as a decimal if it is a finite one, else as a fraction."""
    return decimal_text(value) or str(value)


@frozen
class AngleSum(TwoWays):
    """The angle that is left of a whole: ``90`` or ``180`` for a pair, or a polygon's interior one."""

    whole: Fraction
    part: Fraction
    name: str

    method = "adding it back"

    def describe(self) -> str:
        return f"{self.name}: {shown(self.whole)} - {shown(self.part)} degrees"

    def first(self) -> Fraction:
        found = self.whole - self.part
        if found < 0:
            raise Undefined("The angle is larger than the whole.")
        return found

    def second(self) -> Fraction:
        found = -(self.part + -self.whole)
        return found if found + self.part == self.whole else Fraction(-1)

    def write(self, result: Any) -> str:
        return f"{shown(result)}°"

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class ClockAngle(TwoWays):
    """The smaller angle between the hands of a clock."""

    hour: int
    minute: int

    method = "minutes since the hands last met"

    def describe(self) -> str:
        return f"angle between the hands at {self.hour}:{self.minute:02d}"

    def first(self) -> Fraction:
        apart = abs(Fraction(30 * (self.hour % 12)) - Fraction(11, 2) * self.minute)
        return min(apart, 360 - apart)

    def second(self) -> Fraction:
        since = Fraction(60 * (self.hour % 12) + self.minute) % Fraction(720, 11)
        apart = since * Fraction(11, 2)
        return min(apart, 360 - apart)

    def write(self, result: Any) -> str:
        return f"{shown(result)}°"

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class AngleUnit(TwoWays):
    """Degrees in radians, as a part of pi; or a part of pi in degrees."""

    value: Fraction
    to_radians: bool

    method = "in whole turns instead of half ones"

    def describe(self) -> str:
        return (
            f"{self.value} degrees in radians"
            if self.to_radians
            else f"{self.value}*pi radians in degrees"
        )

    def first(self) -> Fraction:
        return self.value / 180 if self.to_radians else self.value * 180

    def second(self) -> Fraction:
        turns = self.value / 360 if self.to_radians else self.value / 2
        return turns * 2 if self.to_radians else turns * 360

    def write(self, result: Any) -> str:
        if not self.to_radians:
            return f"{shown(result)}°"
        if not result:
            return "0"
        top = {1: "pi", -1: "-pi"}.get(result.numerator, f"{result.numerator}*pi")
        return top if result.denominator == 1 else f"{top}/{result.denominator}"


# -- phrases -----------------------------------------------------------------

_POLYGONS: Final = {
    "triangle": 3, "equilateral triangle": 3, "square": 4, "quadrilateral": 4, "pentagon": 5, "hexagon": 6,
    "heptagon": 7, "octagon": 8, "nonagon": 9, "decagon": 10, "dodecagon": 12,
}  # fmt: skip


def polygon(m: Slots) -> int:
    """The number of sides of the polygon that the slot ``shape`` names.

    Raises:
        NotUnderstood: it is none that is known.
    """
    sides = _POLYGONS.get(m.text("shape"))
    if sides is None:
        raise NotUnderstood("The polygon is not known.")
    return sides


def _interior(m: Slots) -> Task | None:
    sides = polygon(m)
    return AngleSum(
        Fraction(180),
        Fraction(360, sides),
        f"interior angle of a regular polygon with {sides} sides",
    )


def _pair(whole: int, name: str) -> Builder:
    return lambda m: AngleSum(Fraction(whole), m.number("x"), name)


def _third(m: Slots) -> Task | None:
    first, second = m.number("a"), m.number("b")
    if first <= 0 or second <= 0 or first + second >= 180:
        raise Undefined("There is no such triangle.")
    return AngleSum(Fraction(180), first + second, "third angle of a triangle")


def _turned(*, to_radians: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        if to_radians:
            return AngleUnit(m.number("x"), to_radians=True)
        poly = polynomial(substitute(m.expr("x"), {"pi": Sym("p")}))
        if set(poly.terms) - {(("p", 1),)}:
            raise OutOfReach("Only parts of pi are turned into degrees exactly.")
        return AngleUnit(poly.terms.get((("p", 1),), Fraction(0)), to_radians=False)

    return build


def _clock(m: Slots) -> Task | None:
    tokens = [t for t in m.tokens("t") if t.text not in {"o'clock", "pm", "am"}]
    values = [int(t.value) for t in tokens if t.kind == "num" and t.value.denominator == 1]
    shape = [t.text for t in tokens if t.kind != "num"]
    if not (len(values) == 1 and not shape) and not (len(values) == 2 and shape == [":"]):
        raise NotUnderstood("A time such as 3:40 is expected.")
    hour, minute = (*values, 0)[:2]
    return ClockAngle(hour, minute) if hour < 24 and minute < 60 else None


_HANDS: Final = "[the] [hour] [and] [the] [minute] hands of a clock"

PHRASES = (
    *clause(_interior, "how many degrees (is|are in|are there in) [each|one|an] interior angle of a regular {shape}",
            "each interior angle of a regular {shape} (is|measures|has) how many degrees"),
    *noun(_interior, "(each|one) interior angle of a regular {shape}"),
    *noun(_pair(180, "supplement"), "supplement of [an] [angle] [of] {x} (degrees|degree)", "supplement of {x}", "supplementary angle (of|to) {x} degrees"),
    *noun(_pair(90, "complement"), "complement of [an] [angle] [of] {x} (degrees|degree)", "complementary angle (of|to) {x} degrees"),
    *text(_third, "two angles (of|in) a triangle (measure|are) {a} (and|degrees and) {b} ; third [angle]", "two angles (of|in) a triangle (measure|are) {a} degrees and {b} degrees ; third [angle]"),
    *noun(_turned(to_radians=True), "{x} (degrees|degree) (in|to|into|as) radians"),
    *clause(_turned(to_radians=True), "(convert|change|express|write) {x} (degrees|degree) (in|to|into|as) radians"),
    *noun(_turned(to_radians=False), "{x} (radians|radian|rad) (in|to|into|as) degrees"),
    *clause(_turned(to_radians=False), "(convert|change|express|write) {x} (radians|radian|rad) (in|to|into|as) degrees"),
    *noun(_clock, f"[smaller] angle between {_HANDS} at {{t}}", f"[smaller] angle [that is] (formed|made) by {_HANDS} at {{t}}"),
)  # fmt: skip
