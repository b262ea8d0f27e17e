"""Lines and circles in the plane: equations of lines, centres and radii of circles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import Expr, Relation
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.surd import Surd
from kaelum_math.phrases import noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Circle", "Line"]

Point: TypeAlias = tuple[Fraction, Fraction]


@frozen
class Line(TwoWays):
    """The equation of the line through a point in a direction, solved for y where it can be."""

    point: Point
    step: Point

    method = "the determinant of two points and (x, y)"

    def describe(self) -> str:
        (x, y), (u, v) = self.point, self.step
        return f"line through ({x}, {y}) in the direction ({u}, {v})"

    def first(self) -> tuple[Fraction | None, Fraction]:
        """The slope and the intercept; no slope and the abscissa of an upright line."""
        (x, y), (u, v) = self.point, self.step
        if not u and not v:
            raise Undefined("The two points are the same.")
        return (None, x) if not u else (v / u, y - v / u * x)

    def second(self) -> tuple[Fraction | None, Fraction]:
        (x, y), (u, v) = self.point, self.step
        # a*X + b*Y + c is the determinant of (X, Y, 1), the point and the next one
        a, b = y - (y + v), (x + u) - x
        c = x * (y + v) - (x + u) * y
        return (None, -c / a) if b == 0 else (-a / b, -c / b)

    def write(self, result: Any) -> str:
        slope, rest = result
        if slope is None:
            return f"x = {rest}"
        return f"y = {Poly.univariate('x', [rest, slope]).text()}"


@frozen
class Circle(TwoWays):
    """The centre or the radius of ``x^2 + y^2 + d x + e y + f = 0``."""

    d: Fraction
    e: Fraction
    f: Fraction
    what: str

    method = "putting the centre, and points at the distance of the radius, into the equation"

    def describe(self) -> str:
        return f"{self.what} of x^2 + y^2 + {self.d}*x + {self.e}*y + {self.f} = 0"

    def first(self) -> Any:
        square = (self.d**2 + self.e**2) / 4 - self.f
        if square <= 0:
            raise Undefined("The equation is not that of a circle.")
        return (-self.d / 2, -self.e / 2) if self.what == "center" else square

    def second(self) -> Any:
        """The centre halves every chord: those parallel to the axes, through roots far out."""
        x = -(self._value(Fraction(1), Fraction(0)) - self._value(Fraction(-1), Fraction(0))) / 4
        y = -(self._value(Fraction(0), Fraction(1)) - self._value(Fraction(0), Fraction(-1))) / 4
        return (x, y) if self.what == "center" else -self._value(x, y)

    def _value(self, x: Fraction, y: Fraction) -> Fraction:
        return x * x + y * y + self.d * x + self.e * y + self.f

    def write(self, result: Any) -> str:
        if self.what == "center":
            return f"({result[0]}, {result[1]})"
        return Surd.root(result).text()

    def worth(self, result: Any) -> Value:
        return Surd.root(result).expr() if self.what == "radius" else None


# -- phrases -----------------------------------------------------------------


def _point(tokens: Sequence[Token], m: Slots) -> Point:
    if len(tokens) < 5 or tokens[0].text != "(" or tokens[-1].text != ")":
        raise NotUnderstood("A point such as (2, 3) is expected.")
    values = [item.value for item in m.list_of(tokens)]
    if len(values) != 2:
        raise NotUnderstood("A point such as (2, 3) is expected.")
    return values[0], values[1]


def _through(m: Slots) -> Task | None:
    (x, y), (u, v) = _point(m.tokens("p"), m), _point(m.tokens("q"), m)
    return Line((x, y), (u - x, v - y))


def _sloped(m: Slots) -> Task | None:
    return Line(_point(m.tokens("p"), m), (Fraction(1), m.number("s")))


def _intercept(m: Slots) -> Task | None:
    return Line((Fraction(0), m.number("b")), (Fraction(1), m.number("s")))


def _direction(line: Relation) -> Point:
    """The direction of a line given by an equation."""
    poly = polynomial(line.left) - polynomial(line.right)
    if line.op != "=" or poly.degree() != 1 or not set(poly.variables()) <= {"x", "y"}:
        raise NotUnderstood("The equation of a line is expected.")
    a, b = (poly.terms.get(((name, 1),), Fraction(0)) for name in "xy")
    return b, -a


def _along(*, turned: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        u, v = _direction(m.relation("e", free=("x", "y")))
        return Line(_point(m.tokens("p"), m), (-v, u) if turned else (u, v))

    return build


def _bisector(m: Slots) -> Task | None:
    (x, y), (u, v) = _point(m.tokens("p"), m), _point(m.tokens("q"), m)
    return Line(((x + u) / 2, (y + v) / 2), (y - v, u - x))


def _circle(what: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        relation = m.relation("e", free=("x", "y"))
        poly = _zero(relation.left, relation.right)
        squares = [poly.terms.get(((name, 2),), Fraction(0)) for name in "xy"]
        known = {((name, k),) for name in "xy" for k in (1, 2)} | {()}
        if (
            relation.op != "="
            or not set(poly.terms) <= known
            or squares[0] != squares[1]
            or not squares[0]
        ):
            raise NotUnderstood("The equation of a circle is expected.")
        d, e, f = (
            poly.terms.get(key, Fraction(0)) / squares[0] for key in ((("x", 1),), (("y", 1),), ())
        )
        return Circle(d, e, f, what)

    return build


def _zero(left: Expr, right: Expr) -> Poly:
    return polynomial(left) - polynomial(right)


_LINE = "equation (of|for) [a|the] [straight] line"
_VIA = "(through|passing through|that passes through|which passes through|going through|that goes through|connecting|joining|containing|between)"
_POINTS = "[the] [points|point]"

PHRASES = (
    *noun(_through, f"{_LINE} {_VIA} {_POINTS} {{p}} and {{q}}", f"line {_VIA} {_POINTS} {{p}} and {{q}}"),
    *noun(_sloped, f"{_LINE} with [a] (slope|gradient) [of] {{s}} [and] {_VIA} {_POINTS} {{p}}",
          f"{_LINE} {_VIA} {_POINTS} {{p}} with [a] (slope|gradient) [of] {{s}}",
          f"{_LINE} (of|with) (slope|gradient) {{s}} {_VIA} {_POINTS} {{p}}"),
    *noun(_intercept, f"{_LINE} with [a] (slope|gradient) [of] {{s}} and [a] [y] [-] intercept [of] {{b}}"),
    *noun(_along(turned=False), f"{_LINE} parallel to [the line] {{e}} [and] [that] {_VIA} {_POINTS} {{p}}", f"{_LINE} {_VIA} {_POINTS} {{p}} [and] parallel to [the line] {{e}}"),
    *noun(_along(turned=True), f"{_LINE} perpendicular to [the line] {{e}} [and] [that] {_VIA} {_POINTS} {{p}}", f"{_LINE} {_VIA} {_POINTS} {{p}} [and] perpendicular to [the line] {{e}}"),
    *noun(_bisector, "[equation of the] perpendicular bisector of [the] [segment] [line segment] [from|between|joining] [the points] {p} (and|to) {q}"),
    *noun(_circle("radius"), "radius of [the] circle [given by|with equation] {e}"),
    *noun(_circle("center"), "(center|centre) of [the] circle [given by|with equation] {e}", "coordinates of the (center|centre) of [the] circle [given by|with equation] {e}"),
)  # fmt: skip
