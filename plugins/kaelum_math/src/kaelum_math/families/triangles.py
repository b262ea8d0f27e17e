"""Triangles by sides and angles, regular polygons, similar figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.expr.surd import Surd
from kaelum_math.families.angles import polygon, shown
from kaelum_math.methods.angles import angle_bounds, angle_by_tangent
from kaelum_math.phrases import clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Task, Value
from kaelum_math.words import rounding
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Judged", "RegularArea", "Triangle"]

Builder: TypeAlias = Callable[[Slots], Task | None]

_COSINES: Final = {
    0: Surd.of(1), 30: Surd.root(Fraction(3, 4)), 45: Surd.root(Fraction(1, 2)),
    60: Surd.of(Fraction(1, 2)), 90: Surd.of(0), 15: (Surd.root(Fraction(6)) + Surd.root(Fraction(2))) * Surd.of(Fraction(1, 4)),
    75: (Surd.root(Fraction(6)) - Surd.root(Fraction(2))) * Surd.of(Fraction(1, 4)),
}  # fmt: skip


def _cosine(degrees: Fraction) -> Surd:
    """The exact cosine of a multiple of 15 degrees between 0 and 180."""
    if degrees > 90:
        return -_cosine(180 - degrees)
    found = _COSINES.get(int(degrees)) if degrees.denominator == 1 else None
    if found is None:
        raise OutOfReach("Only multiples of 15 degrees are computed exactly here.")
    return found


def _sine(degrees: Fraction) -> Surd:
    return _cosine(abs(90 - degrees))


@frozen
class Triangle(TwoWays):
    """A side, an angle or the area of a triangle from three parts.

    Sides are ``a``, ``b``, ``c``, the angles across from them ``A``, ``B``, ``C`` in degrees.
    """

    parts: tuple[tuple[str, Fraction], ...]
    asked: str

    method = "placing the triangle on coordinates instead of the laws of sines and cosines"

    def describe(self) -> str:
        listed = ", ".join(f"{name} = {shown(value)}" for name, value in self.parts)
        return f"{self.asked} of the triangle with {listed}"

    def _known(self) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
        """Sides and angles by the letter of the corner, the third angle with two others."""
        sides = {name.upper(): v for name, v in self.parts if name.islower()}
        angles = {name: v for name, v in self.parts if name.isupper()}
        if any(v <= 0 for v in (*sides.values(), *angles.values())) or sum(angles.values()) >= 180:
            raise Undefined("There is no such triangle.")
        if len(angles) == 2:
            (last,) = set("ABC") - set(angles)
            angles[last] = 180 - sum(angles.values(), Fraction(0))
        return sides, angles

    def first(self) -> Any:
        sides, angles = self._known()
        if len(sides) == 3:
            return self._from_sides(sides)
        if len(sides) == 2:
            return self._from_two(sides, angles)
        if self.asked.isupper() or self.asked == "area":
            raise OutOfReach("This part of the triangle is not worked out here.")
        (corner, side), *_ = sides.items()
        ratio = _sine(angles[self.asked.upper()]) * _sine(angles[corner]).inverse()
        return ratio * Surd.of(side)

    def _from_sides(self, sides: dict[str, Fraction]) -> Any:
        a, b, c = sorted(sides.values())
        if a + b <= c:
            raise Undefined("There is no triangle with these sides.")
        if self.asked == "area":
            half = (a + b + c) / 2
            return Surd.root(half * (half - a) * (half - b) * (half - c))
        if not self.asked.isupper():
            raise OutOfReach("All sides are given.")
        opposite = sides[self.asked]
        one, other = (v for name, v in sides.items() if name != self.asked)
        dot = one * one + other * other - opposite * opposite
        square = 4 * one * one * other * other - dot * dot
        exact = _EXACT.get((dot * dot / (4 * one * one * other * other), dot >= 0))
        return exact or angle_bounds(dot, Surd.root(square).bounds(60)[0])

    def _from_two(self, sides: dict[str, Fraction], angles: dict[str, Fraction]) -> Surd:
        """Two sides and the angle between them."""
        (corner,) = set("ABC") - set(sides)
        if corner not in angles or len(angles) != 1:
            raise OutOfReach(
                "The angle given is not between the two sides: there may be two triangles."
            )
        one, other = (Surd.of(v) for v in sides.values())
        if self.asked == "area":
            return one * other * _sine(angles[corner]) * Surd.of(Fraction(1, 2))
        if self.asked.upper() != corner or self.asked.isupper():
            raise OutOfReach("This part of the triangle is not worked out here.")
        square = one * one + other * other - Surd.of(2) * one * other * _cosine(angles[corner])
        return square.square_root()

    def second(self) -> Any:
        sides, angles = self._known()
        if len(sides) == 3:
            return self._angle_again(sides) if self.asked.isupper() else self._area_again(sides)
        if len(sides) == 2:
            # one corner at the origin, one side along the first axis
            (corner,) = set("ABC") - set(sides)
            one, other = (Surd.of(v) for v in sides.values())
            x, y = other * _cosine(angles[corner]), other * _sine(angles[corner])
            if self.asked == "area":
                return one * y * Surd.of(Fraction(1, 2))
            return ((x - one) * (x - one) + y * y).square_root()
        # the height over the third side, from both sides
        (corner, side), *_ = sides.items()
        height = Surd.of(side) * _sine(angles[self.asked.upper()])
        return height * _sine(angles[corner]).inverse()

    def _area_again(self, sides: dict[str, Fraction]) -> Surd:
        a, b, c = sides.values()
        x = (a * a + c * c - b * b) / (2 * c)
        return Surd.root(a * a - x * x) * Surd.of(c / 2)

    def _angle_again(self, sides: dict[str, Fraction]) -> Any:
        opposite = sides[self.asked]
        one, other = (v for name, v in sides.items() if name != self.asked)
        x = (one * one + other * other - opposite * opposite) / (2 * other)
        height = Surd.root(one * one - x * x)
        value = angle_by_tangent(x, height.bounds(60)[0])
        nearest = round(value)
        return nearest if abs(value - nearest) < Fraction(1, 10**20) else (value, value)

    def write(self, result: Any) -> str:
        if isinstance(result, Surd):
            rational = result.rational()
            return result.text() if rational is None else shown(rational)
        if isinstance(result, int):
            return f"{result}°"
        texts = {rounding.to_places(bound, 2) for bound in result}
        if len(texts) > 1:
            raise OutOfReach("The angle is too close to a half to be rounded.")
        return f"{texts.pop()}°"

    def worth(self, result: Any) -> Value:
        return result.expr() if isinstance(result, Surd) else None


_EXACT: Final = {
    (Fraction(k, 4), sharp): angle if sharp else 180 - angle
    for k, angle in ((0, 90), (1, 60), (2, 45), (3, 30))
    for sharp in (True, False)
}


@frozen
class Judged(TwoWays):
    """What three lengths are as sides: ``possible``, ``right``, ``acute``, ``obtuse``, a ``kind``."""

    sides: tuple[Fraction, ...]
    what: str

    method = "signs of the cosines instead of comparing squares"

    def describe(self) -> str:
        listed = ", ".join(map(shown, self.sides))
        question = (
            "kind of the triangle" if self.what == "kind" else f"whether a triangle is {self.what}"
        )
        return f"{question} with sides {listed}"

    def _judge(self, signs: list[int], *, possible: bool) -> Any:
        if self.what == "possible":
            return possible
        if not possible:
            raise Undefined("There is no triangle with these sides.")
        kind = {1: "acute", 0: "right", -1: "obtuse"}[min(signs)]
        if self.what == "kind":
            equal = {1: "equilateral", 2: "isosceles", 3: "scalene"}[len(set(self.sides))]
            return "equilateral" if equal == "equilateral" else f"{kind} {equal}"
        return kind == self.what

    def first(self) -> Any:
        a, b, c = sorted(self.sides)
        gap = a * a + b * b - c * c
        return self._judge([(gap > 0) - (gap < 0)], possible=a > 0 and a + b > c)

    def second(self) -> Any:
        """Heron's product tells whether there is a triangle, the law of cosines its angles."""
        a, b, c = self.sides
        product = (a + b + c) * (a + b - c) * (a - b + c) * (b + c - a)
        signs = []
        for x, y, z in ((a, b, c), (b, c, a), (c, a, b)):
            cosine = (x * x + y * y - z * z) / (2 * x * y) if x and y else Fraction(0)
            signs.append((cosine > 0) - (cosine < 0))
        return self._judge(signs, possible=min(self.sides) > 0 and product > 0)

    def write(self, result: Any) -> str:
        if isinstance(result, bool):
            return "yes" if result else "no"
        return str(result)

    def worth(self, result: Any) -> Value:
        return result if isinstance(result, bool) else None


@frozen
class RegularArea(TwoWays):
    """The area of a regular polygon with 3, 4, 6, 8 or 12 sides."""

    sides: int
    side: Fraction

    method = "cutting it into squares and equilateral triangles"

    def describe(self) -> str:
        return f"area of the regular polygon with {self.sides} sides of {shown(self.side)}"

    def first(self) -> Surd:
        cotangents = {3: Surd.root(Fraction(1, 3)), 4: Surd.of(1), 6: Surd.root(Fraction(3)),
                      8: Surd.of(1) + Surd.root(Fraction(2)), 12: Surd.of(2) + Surd.root(Fraction(3))}  # fmt: skip
        if self.sides not in cotangents:
            raise OutOfReach("The area of this polygon has no simple exact form.")
        return cotangents[self.sides] * Surd.of(self.sides * self.side**2 / 4)

    def second(self) -> Surd:
        triangle = Surd.root(Fraction(3, 16))
        pieces = {3: triangle, 4: Surd.of(1), 6: Surd.of(6) * triangle,
                  12: Surd.of(6) + Surd.of(12) * triangle}  # fmt: skip
        if self.sides == 8:  # a square without its corners
            width = Surd.of(1) + Surd.root(Fraction(2))
            return (width * width - Surd.of(1)) * Surd.of(self.side**2)
        return pieces[self.sides] * Surd.of(self.side**2)

    def write(self, result: Any) -> str:
        rational = result.rational()
        return result.text() if rational is None else shown(rational)

    def worth(self, result: Any) -> Value:
        found: Surd = result
        return found.expr()


@frozen
class Similar(TwoWays):
    """The area, perimeter or volume of a similar figure: ``measure`` times a power of the ratio."""

    small: Fraction
    large: Fraction
    measure: Fraction
    power: int

    method = "scaling step by step"

    def describe(self) -> str:
        return f"{shown(self.measure)} scaled by ({shown(self.large)}/{shown(self.small)})^{self.power}"

    def first(self) -> Fraction:
        if self.small <= 0 or self.large <= 0:
            raise Undefined("Sides are positive.")
        return self.measure * (self.large / self.small) ** self.power

    def second(self) -> Fraction:
        value = self.measure
        for _ in range(self.power):
            value = value * self.large / self.small
        return value

    def write(self, result: Any) -> str:
        return shown(result)

    def worth(self, result: Any) -> Value:
        return number(result)


# -- phrases -----------------------------------------------------------------


def _triangle(m: Slots) -> Task | None:
    """``a = 7, b = 8 and C = 60 degrees``, and a part that is asked for."""
    parts: dict[str, Fraction] = {}
    for piece in split(m.tokens("parts"), ",", "and"):
        words = [t for t in piece if t.text not in {"angle", "side", "degrees", "degree", "the"}]
        name = words[0].raw if words else ""
        if (
            len(words) < 3
            or words[1].text not in {"=", "is"}
            or not re.fullmatch("[a-cA-C]", name)
            or name in parts
        ):
            raise NotUnderstood("Sides a, b, c and angles A, B, C are expected.")
        if any(t.text == "degrees" for t in piece) and name.islower():
            raise NotUnderstood("A side is given in degrees.")
        parts[name] = m.list_of(words[2:])[0].value
    asked = [t.raw for t in m.tokens("x") if t.text not in {"side", "angle", "the", "length", "of"}]
    if asked == ["area"]:
        return Triangle(tuple(parts.items()), "area")
    if (
        len(asked) != 1
        or not re.fullmatch("[a-cA-C]", asked[0])
        or asked[0] in parts
        or len(parts) != 3
    ):
        raise NotUnderstood("Three parts are needed, and one that is asked for.")
    return Triangle(tuple(parts.items()), asked[0])


def _sides(m: Slots) -> tuple[Fraction, ...]:
    values = tuple(item.value for item in m.items("xs"))
    if len(values) != 3:
        raise NotUnderstood("Three sides are expected.")
    return values


def _opposite(m: Slots) -> Task | None:
    sides, across = _sides(m), m.number("s")
    if sides.count(across) < 1:
        raise NotUnderstood("The side named is none of the three.")
    place = sides.index(across)
    return Triangle(tuple(zip("abc", sides, strict=True)), "ABC"[place])


def _extreme_angle(*, largest: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        sides = _sides(m)
        across = max(sides) if largest else min(sides)
        return Triangle(tuple(zip("abc", sides, strict=True)), "ABC"[sides.index(across)])

    return build


def _judged(what: str) -> Builder:
    return lambda m: Judged(_sides(m), what)


_LARGER: Final = frozenset({"larger", "bigger", "large"})
_SMALLER: Final = frozenset({"smaller", "small"})
_POWERS: Final = {"area": 2, "surface area": 2, "perimeter": 1, "volume": 3}


def _similar(m: Slots) -> Task | None:
    power = _POWERS.get(m.text("what"))
    a, b = m.number("a"), m.number("b")
    if power is None or m.text("what") != m.text("what2") or a == b:
        return None
    small, large = min(a, b), max(a, b)
    if m.text("known") not in _LARGER | _SMALLER:
        raise NotUnderstood("It is unclear of which figure the measure is known.")
    if m.text("known") in _LARGER:
        small, large = large, small
    return Similar(small, large, m.number("v"), power)


_ASK: Final = "[what is|find|calculate|determine]"
_ONE: Final = "[one|triangle|figure|solid]"

PHRASES = (
    *text(_triangle, "in [a] triangle abc [,] {parts} ; [length of] {x}", "triangle abc has {parts} ; {x}", "in triangle abc {parts} ; [the] {x} of the triangle"),
    *noun(_triangle, "{x} in triangle abc if {parts}", "{x} of triangle abc if {parts}"),
    *text(_opposite, "[a] triangle has sides {xs} ; [the] angle opposite [to] [the] side [of] [length] {s}",
          "[a] triangle has sides of length[s] {xs} ; [the] angle opposite [to] [the] side [of] [length] {s}".replace("length[s]", "(length|lengths)")),
    *text(_extreme_angle(largest=True), "[a] triangle has sides [of] [length|lengths] {xs} ; (largest|biggest|greatest) angle"),
    *text(_extreme_angle(largest=False), "[a] triangle has sides [of] [length|lengths] {xs} ; smallest angle"),
    *noun(_extreme_angle(largest=True), "(largest|biggest|greatest) angle (of|in) [a|the] triangle (with|of) [sides] [side] [lengths] {xs}"),
    *clause(_judged("possible"), "can {xs} be [the] [lengths of] [the] [sides|side lengths] of a triangle", "can {xs} form a triangle",
            "(do|can) [sides|lengths] [of] {xs} (form|make) a triangle", "is there a triangle with sides {xs}", "can a triangle have sides [of] [length|lengths] {xs}",
            "is a triangle with sides {xs} possible"),
    *(phrase for what in ("right", "acute", "obtuse") for phrase in clause(_judged(what),
      f"is [a|the] triangle with sides [of] [length|lengths] {{xs}} [a|an] {what} [-] [angled] [triangle]", f"(do|does) {{xs}} (form|make) [a|an] {what} triangle",
      f"is {{xs}} [a|an] {what} triangle", f"are {{xs}} [the] sides of [a|an] {what} triangle")),
    *clause(_judged("kind"), "what (kind|type) of triangle has sides {xs}", "what (kind|type) of triangle is a triangle with sides {xs}"),
    *noun(lambda m: RegularArea(polygon(m), m.number("s")), "area of [a|the] regular {shape} (with|of|whose) side [length] [is|of] {s}",
          "area of [a|the] regular {shape} with sides [of] [length] {s}"),
    *text(_similar, f"two similar (triangles|figures|polygons|solids|rectangles) have corresponding (sides|lengths|heights) [of] [length] {{a}} and {{b}} ; if the {{what}} of the {{known}} {_ONE} is {{v}} , {_ASK} [the] {{what2}} of the (larger|smaller|bigger|other|large|small|second) {_ONE}",
          f"two similar (triangles|figures|polygons|solids|rectangles) have corresponding (sides|lengths|heights) [of] [length] {{a}} and {{b}} ; the {{what}} of the {{known}} {_ONE} is {{v}} ; [the] {{what2}} of the (larger|smaller|bigger|other|large|small|second) {_ONE}"),
)  # fmt: skip
