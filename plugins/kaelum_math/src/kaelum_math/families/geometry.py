"""Measures of figures: areas, perimeters, volumes, sides, diagonals, angles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import Relation, decimal_text, free_symbols, number, number_text, show
from kaelum_math.expr.parser import parse_text
from kaelum_math.methods import figures
from kaelum_math.methods.figures import POWERS
from kaelum_math.methods.measures import CONTEXT, Size, decimal_value, size
from kaelum_math.task import Solution, Task, Value, claim
from kaelum_math.words import form
from kaelum_math.words.form import PLAIN, Form
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.task import TwoWays
from kaelum_math.words.units import UNITS, Unit

__all__ = ["Measure", "MissingAngle", "read"]


@frozen
class Measure(Task):
    """One measure of a figure from others, by formulae that the reading shows.

    ``doubtful`` if the two "sides" of a right triangle were taken to be its legs.
    """

    figure: str
    given: tuple[tuple[str, Fraction], ...]
    asked: str
    unit: str = ""
    form: Form = PLAIN
    pi: Fraction | None = None
    doubtful: bool = False

    def _chain(self) -> tuple[figures.Formula, ...]:
        names = frozenset(name for name, _ in self.given)
        steps = figures.chain(self.figure, names, self.asked)
        if not steps:
            raise OutOfReach(f"The {self.asked} does not follow from what is given.")
        return steps

    def describe(self) -> str:
        given = ", ".join(f"{name} {number_text(v, decimal=True)}" for name, v in self.given)
        steps = "; ".join(f"{name} = {show(expr)}" for name, expr in self._chain())
        pi = f", pi taken as {number_text(self.pi, decimal=True)}" if self.pi else ""
        return f"{self.figure} with {given}: {steps}{pi}"

    def solve(self) -> Solution:
        values = {name: Size.of(value) for name, value in self.given}
        if self.pi:
            values["pi"] = Size.of(self.pi)
        for name, expr in self._chain():
            values[name] = size(expr, values)
            self._accept(name, values[name])
        _must_exist(self.figure, values)
        _must_agree(self.figure, values)
        result = values[self.asked]
        rational = result.rational()
        low, high = result.bounds()
        notes = [] if rational is not None else [f"about {PLAIN_PLACES.write((low + high) / 2)}"]
        if self.doubtful:
            notes.append("The sides given are taken to be the legs.")
        value = None if rational is None else number(rational)
        return Solution(self._dressed(self._written(result)), value, notes=tuple(notes))

    def _accept(self, name: str, value: Size) -> None:
        """Refuse what no figure can have."""
        if value.bounds()[1] <= 0:
            raise Undefined(f"There is no such {self.figure}: its {name} would not be positive.")

    def _dressed(self, text: str) -> str:
        """``text`` with its unit."""
        return f"{text}{self._unit()}"

    def _bare(self, answer: str) -> str | None:
        """An answer text without its unit; None if the unit is another."""
        unit = self._unit()
        return answer.removesuffix(unit) if answer.endswith(unit) else None

    def _digits(self) -> Form:
        """The form of the number in the answer."""
        return self.form

    def _written(self, result: Size) -> str:
        rational = result.rational()
        if rational is not None:
            return self._digits().write(rational, decimal=decimal_text(rational) is not None)
        if self.form.places is None and self.form.digits is None and self.form.style != "decimal":
            return result.text()
        texts = {self.form.write(bound, decimal=True) for bound in result.bounds()}
        if len(texts) > 1:
            raise OutOfReach("The value is too close to a half to be rounded.")
        return texts.pop()

    def _unit(self) -> str:
        power = POWERS.get(self.asked, 1)
        if self.form.unitless or power < 0:
            return ""
        if power == 0:
            return "°" if self.unit == "°" else ""
        if not self.unit or self.unit == "°":
            return ""
        symbol = f" {self.unit}" if self.unit != "units" else " units"
        return symbol if power == 1 else f"{symbol}^{power}"

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        values = {
            name: CONTEXT.divide(Decimal(v.numerator), Decimal(v.denominator))
            for name, v in self.given
        }
        if self.pi:
            values["pi"] = CONTEXT.divide(Decimal(self.pi.numerator), Decimal(self.pi.denominator))
        for name, expr in self._chain():
            values[name] = decimal_value(expr, values)
        expected = values[self.asked]
        bare = self._bare(answer)
        claimed = None if bare is None else _claimed(bare)
        exact = self._digits().places is None and self._digits().digits is None
        slack = abs(expected) / Decimal(10) ** 40
        if not exact or self.form.style == "decimal":
            places = -int(claimed.as_tuple().exponent) if claimed is not None else 0
            slack = Decimal(10) ** -places / 2 + slack
        holds = claimed is not None and abs(claimed - expected) <= slack
        yield claim(
            f"the formulae give this {self.asked} in decimals too",
            "evaluation with 60 digits",
            holds,
            independent=True,
            complete=not self.doubtful,
            detail=f"{expected:.15g}",
        )


PLAIN_PLACES: Final = Form(digits=10)


def _claimed(text: str) -> Decimal | None:
    """The value that an answer text states."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return Decimal(text)
    try:
        expr = parse_text(text)
        return None if isinstance(expr, Relation) else decimal_value(expr, {})
    except MathError:
        return None


@frozen
class MissingAngle(TwoWays):
    """The last interior angle of a polygon whose other angles are given."""

    sides: int
    angles: tuple[Fraction, ...]
    convex: bool
    form: Form

    method = "turning by the exterior angles, once around"

    def describe(self) -> str:
        listed = ", ".join(number_text(a, decimal=True) for a in self.angles)
        return f"last interior angle of a polygon with {self.sides} sides and angles {listed}"

    def first(self) -> Fraction:
        return 180 * (self.sides - 2) - sum(self.angles, Fraction(0))

    def second(self) -> Fraction:
        turned = sum((180 - angle for angle in self.angles), Fraction(0))
        return 180 - (360 - turned)

    def write(self, result: Any) -> str:
        text = self.form.write(result, decimal=True)
        return text if self.form.unitless else f"{text}°"

    def worth(self, result: Any) -> Value:
        return number(result)

    def sure(self) -> bool:
        return 0 < self.first() < (180 if self.convex else 360)

    def notes(self) -> tuple[str, ...]:
        kind = "convex polygon" if self.convex else "polygon"
        return () if self.sure() else (f"no {kind} has such angles; this is what the sum leaves",)


_POLYGONS: Final = {
    "pentagon": 5, "hexagon": 6, "heptagon": 7, "octagon": 8, "nonagon": 9, "decagon": 10,
    "dodecagon": 12, "quadrilateral": 4, "regular pentagon": 5, "regular hexagon": 6,
    "regular heptagon": 7, "regular octagon": 8, "regular nonagon": 9, "regular decagon": 10,
    "regular dodecagon": 12,
}  # fmt: skip
_SHAPES: Final = {
    "square": "square|square room|square garden",
    "rectangle": "rectangle|rectangular|oblong",
    "circle": "circle|circular|disk|disc|round",
    "semicircle": "semicircle|semi - circle|half circle|semicircular",
    "sector": "sector|sector of a circle|circular sector",
    "triangle": "triangle|triangular",
    "right triangle": "right triangle|right - angled triangle|right angled triangle|right - angle triangle",
    "equilateral triangle": "equilateral triangle|equilateral",
    "parallelogram": "parallelogram",
    "trapezoid": "trapezoid|trapezium",
    "rhombus": "rhombus|rhombuse",
    "kite": "kite",
    "ellipse": "ellipse",
    "cube": "cube|cubical|cubic box",
    "cuboid": "cuboid|rectangular prism|box|rectangular box|rectangular tank|rectangular solid"
    "|rectangular pool|rectangular container|rectangular aquarium|right rectangular prism",
    "sphere": "sphere|ball|spherical|globe",
    "hemisphere": "hemisphere",
    "cylinder": "cylinder|cylindrical|cylindrical tank|can|right circular cylinder|cylindrical can",
    "cone": "cone|conical|right circular cone",
    "pyramid": "pyramid|square pyramid|square - based pyramid",
    "polygon": "polygon|regular polygon|convex polygon|" + "|".join(_POLYGONS),
}
_ROLES: Final = {
    "side": "side|edge|side length|edge length|length of one side|length of each side"
    "|length of a side|length of its side|sidelength|side of length|each side|one side|edge of length",
    "width": "width|breadth",
    "height": "height|altitude|depth|how tall|how high|perpendicular height",
    "base": "base|parallel side",
    "radius": "radius|radii",
    "diameter": "diameter",
    "perimeter": "perimeter|circumference|distance around|how far around|fence|fencing|border"
    "|how much fencing|total length of its sides",
    "area": "area|how much space|how much carpet|how much grass|total area",
    "surface": "surface area|total surface area|area of the surface|total surface",
    "lateral": "lateral surface area|lateral area|curved surface area",
    "volume": "volume|capacity|how much can it hold|how much water can it hold",
    "diagonal": "diagonal|length of the diagonal|length of its diagonal|how long is the diagonal"
    "|length of a diagonal|space diagonal",
    "hypotenuse": "hypotenuse|length of the hypotenuse|how long is the hypotenuse"
    "|length of its hypotenuse",
    "leg": "leg|cathetus|leg of length|shorter side",
    "other": "other leg|other side|missing side|missing leg|remaining side|third side"
    "|length of the other leg|length of the other side|second leg|length of the missing side",
    "slant": "slant height",
    "arc": "arc length|length of the arc|arc",
    "central": "central angle",
    "angle": "angle|interior angle|each interior angle|each angle|inside angle"
    "|measure of each interior angle|size of each interior angle",
    "exterior": "exterior angle|each exterior angle|outside angle",
    "exteriorsum": "sum of the exterior angles|sum of exterior angles|sum of its exterior angles"
    "|sum of all exterior angles|sum of all the exterior angles|exterior angle sum"
    "|total of the exterior angles|total of all exterior angles|all exterior angles together"
    "|sum of the measures of the exterior angles",
    "missing": "third angle|remaining angle|other angle|missing angle|last angle|last interior angle"
    "|remaining interior angle|measure of the remaining angle|fourth angle|missing interior angle"
    "|other acute angle|final angle|final interior angle",
    "anglesum": "sum of the interior angles|sum of interior angles|sum of its interior angles"
    "|angle sum|sum of the angles|interior angle sum|sum of the measures of the interior angles"
    "|sum of all interior angles|sum of all the interior angles|sum of all angles|sum of its angles"
    "|total of the interior angles|total of all interior angles|all interior angles together",
    "diagonals": "how many diagonals|number of diagonals|how many diagonals in total|how many diagonals altogether",
    "sides": "how many sides|number of sides",
    "semiaxis": "semi - axis|semi - axes|semi - major axis|semi - minor axis|semiaxis|semiaxes",
}
_LEXICON: Final = Lexicon(
    {
        "SHAPE": "|".join(_SHAPES.values()),
        "ROLE": "|".join(_ROLES.values()),
        "LEN": "length|how long",
        "LONG": "long",
        "WIDE": "wide|broad",
        "HIGH": "high|tall|deep|in height",
        "ACROSS": "across|in diameter",
        "BY": "by|x|*",
        "FIRST": "first|other",
        "CONVEX": "convex",
        "MANY": "both|two|three|all",
        "TIMES": "sum|total|combined|double|twice|half|every|triple|quarter|third",
        "PI": "pi =|pi as|pi is|value of pi is|use pi|take pi",
        "-": "measures|measuring|measure|measured|regular|whose|size|dimension|dimensions|sides of"
        "|garden|field|room|floor|table|park|yard|lawn|plot|swimming|pool|wall|pizza|tank|paper"
        "|piece|sheet|lengths|each|plot of land|land|need|needed|put|enclose|surround|cover"
        "|around|go around|units|unit|exact|long is|has lengths|vertices|in degrees|degrees|degree"
        "|one|shape|figure|its sides|interior|equal|given that|farmer|much|many|far|cm"
        "|circle's|rectangle's|square's|triangle's|use|value|meter|inside|approximation",
    },
    values={
        **{name: shape for shape, names in _SHAPES.items() for name in names.split("|")},
        **{name: role for role, names in _ROLES.items() for name in names.split("|")},
    },
    keep="*",
)
_SEVERAL: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+)\s+(?:[a-z-]+\s+)?"
    rf"(?:{'|'.join(name.split()[-1] for name in _SHAPES)})s\b",
    re.IGNORECASE,
)
_GON: Final = re.compile(r"\b(\d{1,3})-gon\b")


def read(text: str) -> Task | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood, or a measure is given twice.
    """
    plain, wanted = form.split(text)
    if match := _SEVERAL.search(plain):
        raise NotUnderstood(f"Only one figure is measured at a time, not {match.group()!r}.")
    row = _LEXICON.scan(_GON.sub(r"polygon with \1 sides", plain))
    pi = row.take(r"PI (?P<n>N )")
    if pi is not None:
        row = pi[1]
    angle = _missing_angle(row, wanted)
    if angle is not None:
        return angle
    shapes = [mention.text for mention in row.of("SHAPE")]
    figure = _figure(row)
    if figure is None:
        return None
    given, rest = _given(row.without("CONVEX", "FIRST"), figure)
    if figure == "polygon":
        given += [
            ("sides", Mention("N", Fraction(_POLYGONS[s]))) for s in shapes[:1] if s in _POLYGONS
        ]
    asked = _asked(rest, figure, {name for name, _ in given})
    if asked is None:
        return None
    names = [name for name, _ in given]
    if len(set(names)) < len(names) or asked in names:
        raise NotUnderstood("A measure of the figure is given twice.")
    values, unit = _in_one_unit(given)
    pi_value = pi[0]["n"][0].value if pi is not None else None
    sides = any(m.kind == "ROLE" and m.value == "side" for m in row.of("ROLE"))
    doubtful = figure == "right triangle" and sides and asked not in {"hypotenuse", "leg2"}
    task = Measure(figure, values, asked, unit, evolve(wanted, pi=False), pi_value, doubtful)
    task.describe()  # raises what stands in the way
    return task


def _figure(row: Row) -> str | None:
    """The one figure that is mentioned; a solid outranks its rectangular or circular attribute."""
    found = dict.fromkeys(mention.value for mention in row.of("SHAPE"))
    for attribute in ("rectangle", "circle", "square"):
        if len(found) == 2 and attribute in found:
            del found[attribute]
    return next(iter(found)) if len(found) == 1 else None


_PLURALS: Final = {
    "triangle": ("side", "side2", "side3"),
    "right triangle": ("leg", "leg2"),
    "rectangle": ("length", "width"),
    "cuboid": ("length", "width", "height"),
    "parallelogram": ("side", "side2"),
}
"""Figure -> what several numbers after "sides", or joined by "by", stand for."""


def _must_exist(figure: str, values: Mapping[str, Size]) -> None:
    """Raises Undefined for a side as long as the others, or a broken number of corners."""
    known = {name: value.rational() for name, value in values.items()}
    sides = [known.get(name) for name in ("side", "side2", "side3")]
    lengths = [side for side in sides if side is not None]
    if figure == "triangle" and len(lengths) == 3 and 2 * max(lengths) >= sum(lengths):
        raise Undefined("There is no such triangle: one side is as long as the others together.")
    corners = known.get("sides")
    if figure == "polygon" and corners is not None and (corners < 3 or corners.denominator > 1):
        raise Undefined("There is no such polygon: its number of sides would not be whole.")


def _must_agree(figure: str, values: Mapping[str, Size]) -> None:
    """Raises Undefined if two measures contradict each other by a formula of the figure."""
    if figure not in figures.FIGURES:
        return
    known = dict(values)
    for _ in range(2):  # once to know all that follows, once to compare
        for name, expr in figures.formulae(figure):
            if not free_symbols(expr) - {"pi"} <= known.keys():
                continue
            again = size(expr, known)
            low, high = known.setdefault(name, again).bounds()
            if again.bounds()[0] > high or again.bounds()[1] < low:
                raise Undefined(f"There is no such {figure}: its {name} is given otherwise.")


def _role(figure: str, name: str) -> str:
    """The measure that a role word means in ``figure``."""
    if name == "central":
        return "central" if figure == "polygon" else "angle"
    if figure == "right triangle":
        return {"side": "leg", "other": "leg2"}.get(name, name)
    if figure in {"triangle", "right triangle"} and name == "missing":
        return "angle3" if figure == "triangle" else "angle2"
    if figure == "cuboid" and name == "surface":
        return "surface"
    if figure in {"cube", "sphere", "cuboid", "cylinder", "cone"} and name == "area":
        return "surface"
    return name


def _given(row: Row, figure: str) -> tuple[list[tuple[str, Mention]], Row]:
    """The measures with numbers, and the row without them."""
    given: list[tuple[str, Mention]] = []
    dims = _PLURALS.get(figure, ())
    while found := row.take(r"(?P<ns>N (?:(?:LONG |WIDE |HIGH )?BY N )+)(?:LONG |WIDE |HIGH )?"):
        values = [mention for mention in found[0]["ns"] if mention.kind == "N"]
        if len(values) > len(dims):
            raise NotUnderstood("The measures do not fit the figure.")
        given += zip(dims, values, strict=False)
        row = found[1]
    adjectives = {"LONG": "length", "WIDE": "width", "HIGH": "height", "ACROSS": "diameter"}
    while found := row.take(r"(?P<n>N )(?P<adj>LONG |WIDE |HIGH |ACROSS )"):
        role = adjectives[found[0]["adj"][0].kind]
        given.append((_side_for_length(figure, role), found[0]["n"][0]))
        row = found[1]
    found = row.take(r"(?P<n>N )(?P<side>ROLE )") if figure == "polygon" else None
    if found and found[0]["side"][0].value == "side" and found[0]["n"][0].unit is None:
        given.append(("sides", found[0]["n"][0]))
        row = found[1]
    while found := row.take(r"(?:MANY )?(?P<role>ROLE |LEN )(?:LEN |SHAPE )?(?P<ns>(?:N )+)"):
        mention, values = found[0]["role"][0], list(found[0]["ns"])
        name = mention.value if mention.kind == "ROLE" else _side_for_length(figure, "length")
        given += _several(figure, _role(figure, name), values)
        row = found[1]
    return given, row.without("SHAPE")


def _side_for_length(figure: str, role: str) -> str:
    """``length`` of a figure that has sides or a height is that."""
    if role == "length" and figure not in {"rectangle", "cuboid"}:
        return "height" if figure in {"cylinder", "cone"} else "side"
    return role


def _several(figure: str, name: str, values: list[Mention]) -> list[tuple[str, Mention]]:
    if len(values) == 1:
        return [(name, values[0])]
    if name in {"side", "leg"} and figure in _PLURALS:
        names = _PLURALS[figure]
    elif name in {"base", "diagonal", "semiaxis", "angle"}:
        names = (name, f"{name}2")
    else:
        raise NotUnderstood(f"Several numbers are given for the {name}.")
    if len(values) > len(names):
        raise NotUnderstood("There are more numbers than the figure has measures.")
    return list(zip(names, values, strict=False))


def _asked(rest: Row, figure: str, given: set[str]) -> str | None:
    """The measure that is mentioned without a number."""
    if rest.fits("LEN"):
        return _side_for_length(figure, "length")
    if not rest.fits("ROLE+ LEN*"):
        return None
    names = list(dict.fromkeys(_role(figure, mention.value) for mention in rest.of("ROLE")))
    if rest.has("LEN") and names == ["side"]:
        return "side"
    asked = names[0] if len(names) == 1 else None
    return "leg2" if asked == "leg" and "leg" in given else asked


def _in_one_unit(
    given: list[tuple[str, Mention]],
) -> tuple[tuple[tuple[str, Fraction], ...], str]:
    """The values in powers of one length unit, and its symbol."""
    linear: Unit | None = None
    for name, mention in given:
        if mention.unit is not None and POWERS.get(name, 1) >= 1 and linear is None:
            linear = UNITS.get(mention.unit.symbol.partition("^")[0])
    degrees = any(m.unit is not None and m.unit.dimension == "angle" for _, m in given)
    values = []
    for name, mention in given:
        power = POWERS.get(name, 1)
        value = mention.value
        wanted = {1: "length", 2: "area", 3: "volume"}.get(power, "angle")
        if mention.unit is not None:
            if mention.unit.dimension != wanted:
                raise NotUnderstood(f"{mention.text} {mention.unit.symbol} is no {name}.")
            if power >= 1 and linear is not None:
                value = value * mention.unit.size / linear.size**power
        if value <= 0:
            raise NotUnderstood("A measure has to be positive.")
        values.append((name, value))
    return tuple(values), linear.symbol if linear is not None else "°" if degrees else ""


def _missing_angle(row: Row, wanted: Form) -> MissingAngle | None:
    asks = [m for m in row.of("ROLE") if m.value == "missing"]
    if not asks:
        return None
    found = row.without("CONVEX", "MANY").match(
        r"(?:N |ROLE )*(?P<shape>SHAPE )(?:(?P<sides>N )ROLE )?(?:FIRST |ROLE )*(?:(?P<count>N )ROLE )?"
        r"(?P<angles>(?:N )+)(?P<asked>ROLE )+"
    )
    if found is None:
        return None
    shape, angles = found["shape"][0], tuple(m.value for m in found["angles"])
    sides = _POLYGONS.get(shape.text) or {"triangle": 3, "rectangle": 4}.get(shape.value)
    if found["sides"]:
        sides = int(found["sides"][0].value)
    if sides is None or sides < 3 or len(angles) != sides - 1:
        return None
    if found["count"] and found["count"][0].value != len(angles):
        return None
    convex = row.has("CONVEX") or "convex" in shape.text
    unitless = wanted.unitless or all(m.unit is None for m in found["angles"])
    return MissingAngle(sides, angles, convex, evolve(wanted, unitless=unitless))
