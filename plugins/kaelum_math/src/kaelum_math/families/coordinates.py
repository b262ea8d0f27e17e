"""Points in the plane: triangles by their corners, distances, midpoints, slopes."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import decimal_text, number_text
from kaelum_math.expr.surd import Surd
from kaelum_math.methods.angles import angle_bounds, angle_by_tangent
from kaelum_math.methods.measures import CONTEXT
from kaelum_math.words import form
from kaelum_math.words.form import PLAIN, Form
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.task import TwoWays

__all__ = ["Angle", "Distance", "Location", "Polygon", "Radius", "Slope", "read"]

Point = tuple[Fraction, Fraction]


def _show(points: tuple[Point, ...]) -> str:
    return ", ".join(f"({number_text(x)}, {number_text(y)})" for x, y in points)


def _minus(p: Point, q: Point) -> Point:
    return p[0] - q[0], p[1] - q[1]


def _dot(u: Point, v: Point) -> Fraction:
    return u[0] * v[0] + u[1] * v[1]


def _cross(u: Point, v: Point) -> Fraction:
    return u[0] * v[1] - u[1] * v[0]


def _square(p: Point, q: Point) -> Fraction:
    """The square of the distance."""
    return _dot(_minus(p, q), _minus(p, q))


@frozen
class _OfPoints(TwoWays):
    points: tuple[Point, ...]
    form: Form

    def _number(self, value: Fraction) -> str:
        return self.form.write(value, decimal=decimal_text(value) is not None)

    def _surd(self, value: Surd) -> str:
        rational = value.rational()
        if rational is not None:
            return self._number(rational)
        if self.form.places is None and self.form.digits is None:
            return value.text()
        texts = {self.form.write(bound) for bound in value.bounds(60)}
        if len(texts) > 1:
            raise OutOfReach("The value is too close to a half to be rounded.")
        return texts.pop()

    def _triangle(self) -> tuple[Point, Point, Point]:
        a, b, c = self.points
        if _cross(_minus(b, a), _minus(c, a)) == 0:
            raise Undefined("The three points lie on a line.")
        return a, b, c


@frozen
class Location(_OfPoints):
    """A point of a triangle (``orthocenter``, ``circumcenter``, ``centroid``), or a ``midpoint``."""

    what: str

    method = "Cramer's rule on another pair of lines, or the Euler line"

    def describe(self) -> str:
        return f"{self.what} of {_show(self.points)}"

    def first(self) -> Point:
        if self.what == "midpoint":
            p, q = self.points
            return (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
        a, b, c = self._triangle()
        if self.what == "centroid":
            return (a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3
        center = _circumcenter(a, b, c)
        if self.what == "circumcenter":
            return center
        # Sylvester: the orthocenter is the sum of the corners seen from the circumcenter.
        return a[0] + b[0] + c[0] - 2 * center[0], a[1] + b[1] + c[1] - 2 * center[1]

    def second(self) -> Point:
        if self.what == "midpoint":
            p, q = self.points
            return p[0] + (q[0] - p[0]) / 2, p[1] + (q[1] - p[1]) / 2
        a, b, c = self._triangle()
        if self.what == "centroid":
            middle = ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
            return a[0] + (middle[0] - a[0]) * Fraction(2, 3), a[1] + (middle[1] - a[1]) * Fraction(
                2, 3
            )
        if self.what == "orthocenter":
            # On the altitudes through a and b: (h - a).(c - b) = 0 and (h - b).(c - a) = 0.
            u, v = _minus(c, b), _minus(c, a)
            return _meet(u, _dot(a, u), v, _dot(b, v))
        # On two bisectors: 2 p.(b - a) = b.b - a.a and 2 p.(c - a) = c.c - a.a.
        u, v = _minus(b, a), _minus(c, a)
        return _meet(u, (_dot(b, b) - _dot(a, a)) / 2, v, (_dot(c, c) - _dot(a, a)) / 2)

    def write(self, result: Any) -> str:
        return f"({self._number(result[0])}, {self._number(result[1])})"


def _circumcenter(a: Point, b: Point, c: Point) -> Point:
    """By the formula with squares of the coordinates."""
    twice = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]))
    aa, bb, cc = _dot(a, a), _dot(b, b), _dot(c, c)
    x = aa * (b[1] - c[1]) + bb * (c[1] - a[1]) + cc * (a[1] - b[1])
    y = aa * (c[0] - b[0]) + bb * (a[0] - c[0]) + cc * (b[0] - a[0])
    return x / twice, y / twice


def _meet(u: Point, p: Fraction, v: Point, q: Fraction) -> Point:
    """The point with ``u.x = p`` and ``v.x = q``."""
    det = _cross(u, v)
    return (p * v[1] - q * u[1]) / det, (u[0] * q - v[0] * p) / det


@frozen
class Radius(_OfPoints):
    """The radius of a triangle's incircle (``inner``) or circumcircle."""

    inner: bool

    method = "distances in 60-digit decimals"

    def describe(self) -> str:
        return f"{'inradius' if self.inner else 'circumradius'} of {_show(self.points)}"

    def first(self) -> Surd:
        a, b, c = self._triangle()
        twice = abs(_cross(_minus(b, a), _minus(c, a)))
        sides = [Surd.root(_square(p, q)) for p, q in ((a, b), (b, c), (c, a))]
        if self.inner:
            return Surd.of(twice) * (sides[0] + sides[1] + sides[2]).inverse()
        return sides[0] * sides[1] * sides[2] * Surd.of(1 / (2 * twice))

    def second(self) -> Decimal:
        a, b, c = self._triangle()
        sides = [
            CONTEXT.sqrt(CONTEXT.divide(Decimal(s.numerator), Decimal(s.denominator)))
            for s in (_square(a, b), _square(b, c), _square(c, a))
        ]
        half = CONTEXT.divide(CONTEXT.add(CONTEXT.add(*sides[:2]), sides[2]), Decimal(2))
        product = Decimal(1)
        for side in sides:
            product = CONTEXT.multiply(product, CONTEXT.subtract(half, side))
        inner = CONTEXT.sqrt(CONTEXT.divide(product, half))
        if self.inner:
            return inner
        area = CONTEXT.multiply(inner, half)
        product = CONTEXT.multiply(CONTEXT.multiply(sides[0], sides[1]), sides[2])
        return CONTEXT.divide(product, CONTEXT.multiply(Decimal(4), area))

    def write(self, result: Any) -> str:
        if isinstance(result, Surd):
            return self._surd(result)
        if self.form.places is not None or self.form.digits is not None:
            return self.form.write(Fraction(result))
        exact = self.first()
        low, high = exact.bounds(60)
        slack = Fraction(1, 10**40)
        near = low - slack <= Fraction(result) <= high + slack
        return self._surd(exact) if near else str(result)


@frozen
class Angle(_OfPoints):
    """The angle at the middle one of three points, in degrees."""

    method = "arc tangent of the cross product instead of arc cosine bounds"

    def describe(self) -> str:
        return f"angle at the second of {_show(self.points)}, in degrees"

    def _vectors(self) -> tuple[Point, Point]:
        a, b, c = self.points
        u, v = _minus(a, b), _minus(c, b)
        if not any(u) or not any(v):
            raise Undefined("Two of the points are the same.")
        return u, v

    def first(self) -> tuple[Fraction, Fraction]:
        """Bounds of the angle."""
        u, v = self._vectors()
        return angle_bounds(_dot(u, v), abs(_cross(u, v)))

    def second(self) -> tuple[Fraction, Fraction]:
        u, v = self._vectors()
        value = angle_by_tangent(_dot(u, v), abs(_cross(u, v)))
        return value, value

    def write(self, result: Any) -> str:
        written = (
            evolve(self.form, places=3)
            if self.form.digits is None and self.form.places is None
            else self.form
        )
        nearest = round(result[0])
        if abs(result[0] - nearest) < Fraction(1, 10**20):
            return f"{nearest}°"
        texts = {written.write(bound) for bound in result}
        if len(texts) > 1:
            raise OutOfReach("The angle is too close to a half to be rounded.")
        return f"{texts.pop()}°"


@frozen
class Distance(_OfPoints):
    """The distance between two points."""

    method = "Pythagoras on the differences, squared back"

    def describe(self) -> str:
        return f"distance between {_show(self.points)}"

    def first(self) -> Surd:
        return Surd.root(_square(*self.points))

    def second(self) -> Surd:
        (a, b), (c, d) = self.points
        square = a * a - 2 * a * c + c * c + b * b - 2 * b * d + d * d
        return Surd.root(square)

    def write(self, result: Any) -> str:
        return self._surd(result)


@frozen
class Slope(_OfPoints):
    """The slope of the line through two points."""

    method = "stepping from the second point back to the first"

    def describe(self) -> str:
        return f"slope through {_show(self.points)}"

    def first(self) -> Fraction | None:
        (a, b), (c, d) = self.points
        if (a, b) == (c, d):
            raise Undefined("The two points are the same.")
        return None if a == c else (d - b) / (c - a)

    def second(self) -> Fraction | None:
        (a, b), (c, d) = reversed(self.points)
        return None if a == c else -((b - d) / (c - a))

    def write(self, result: Any) -> str:
        return "undefined" if result is None else self._number(result)


@frozen
class Polygon(_OfPoints):
    """The area, or the perimeter, of the polygon with these corners in this order."""

    perimeter: bool = False

    method = "fan of triangles from the first corner"

    def describe(self) -> str:
        return f"{'perimeter' if self.perimeter else 'area'} of the polygon {_show(self.points)}"

    def first(self) -> Surd:
        pairs = list(zip(self.points, (*self.points[1:], self.points[0]), strict=True))
        if self.perimeter:
            total = Surd({})
            for p, q in pairs:
                total = total + Surd.root(_square(p, q))
            return total
        return Surd.of(abs(sum((_cross(p, q) for p, q in pairs), Fraction(0))) / 2)

    def second(self) -> Surd:
        first = self.points[0]
        if self.perimeter:
            total = Surd({})
            for at in range(len(self.points)):
                x, y = _minus(self.points[at - 1], self.points[at])
                total = Surd.root(x * x + y * y) + total
            return total
        corners = [_minus(p, first) for p in self.points[1:]]
        fans = (_cross(p, q) for p, q in itertools.pairwise(corners))
        return Surd.of(abs(sum(fans, Fraction(0))) / 2)

    def write(self, result: Any) -> str:
        return self._surd(result)


_NUMBER: Final = r"-?\d+(?:\.\d+)?(?:/0*[1-9]\d*)?"
_POINT: Final = re.compile(
    rf"(?:(?:point\s+)?(?P<name>[a-z])\s*(?:=|:|is|at)?\s*)?\(\s*(?P<x>{_NUMBER})\s*,\s*(?P<y>{_NUMBER})\s*\)"
)
_ANGLE: Final = re.compile(
    r"(?:angle|∠)\s*(?:at\s+(?:the\s+)?(?:vertex\s+|point\s+)?(?P<at>[a-z])\b|(?P<abc>[a-z]{3})\b)"
)


def _point_reader(text: str, at: int) -> tuple[Mention, int] | None:
    """A point with or without a name, or an angle named by its corner or three points."""
    match = _POINT.match(text, at)
    if match is not None:
        value = (match["name"] or "", (Fraction(match["x"]), Fraction(match["y"])))
        return Mention("POINT", value, match.group()), match.end()
    match = _ANGLE.match(text, at)
    if match is None:
        return None
    if match["abc"] is not None and len(set(match["abc"])) < 3:
        return None
    return Mention("ANGLE", match["at"] or match["abc"], match.group()), match.end()


_LEXICON: Final = Lexicon(
    {
        "ORTHO": "orthocenter|orthocentre|orthocenter ( intersection of altitudes )"
        "|orthocentre ( intersection of altitudes )",
        "CIRCUMCENTER": "circumcenter|circumcentre",
        "CENTROID": "centroid",
        "MID": "midpoint|mid - point|middle point",
        "IN": "incircle radius|radius of its incircle|radius of the incircle|inradius"
        "|radius of the inscribed circle|radius of its inscribed circle",
        "OUT": "circumradius|radius of its circumcircle|radius of the circumcircle"
        "|radius of the circumscribed circle",
        "DISTANCE": "distance|how far apart|length of the segment|length of the line segment|how far"
        "|length of segment",
        "SLOPE": "slope|gradient",
        "AREA": "area",
        "PERIMETER": "perimeter",
        "-": "triangle|triangle abc|triangle pqr|triangle xyz|coordinates|coordinate|vertices|vertex"
        "|whose|point|line|segment|joining|connecting|through|passing through|measure|degrees"
        "|located|corners|in degrees|between|endpoints|two|( in degrees )|passes|are|formed|line that"
        "|polygon|quadrilateral|plane",
    },
    readers=(_point_reader,),
    units=False,
)
_SINGLE: Final = {"ORTHO": "orthocenter", "CIRCUMCENTER": "circumcenter", "CENTROID": "centroid"}


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
    """
    if "(" not in text:
        return None
    plain, wanted = form.split(text)
    row = _LEXICON.scan(plain)
    named = [mention.value for mention in row.of("POINT")]
    points = tuple(point for _, point in named)
    asked = Row([mention for mention in row.mentions if mention.kind != "POINT"])
    wanted = PLAIN if wanted.style == "fraction" else wanted
    for kind, what in _SINGLE.items():
        if asked.fits(kind) and len(points) == 3:
            return Location(points, wanted, what)
    if asked.fits("MID") and len(points) == 2:
        return Location(points, wanted, "midpoint")
    if (asked.fits("IN") or asked.fits("OUT")) and len(points) == 3:
        return Radius(points, wanted, asked.has("IN"))
    if asked.fits("DISTANCE") and len(points) == 2:
        return Distance(points, wanted)
    if asked.fits("SLOPE") and len(points) == 2:
        return Slope(points, wanted)
    if (asked.fits("AREA") or asked.fits("PERIMETER")) and len(points) == 3:
        return Polygon(points, wanted, asked.has("PERIMETER"))
    if asked.fits("ANGLE") and len(points) == 3:
        return Angle(_around(asked.of("ANGLE")[0].value, dict(named)), wanted)
    return None


def _around(name: str, named: dict[str, Point]) -> tuple[Point, Point, Point]:
    """The three points, the one at the angle in the middle."""
    corner = name[1] if len(name) == 3 else name
    others = [point for other, point in named.items() if other != corner]
    if corner not in named or len(others) != 2 or not set(name) <= set(named):
        raise NotUnderstood(f"The angle {name} is not one of the triangle's.")
    return others[0], named[corner], others[1]
