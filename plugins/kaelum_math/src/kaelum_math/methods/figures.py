"""Figures and the formulae between their measures.

A formula gives one measure from others. What a question gives is chained through them until
what it asks for is reached; the chain is part of the formal reading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kaelum_math.expr.nodes import Expr, Relation, Sym, free_symbols
from kaelum_math.expr.parser import parse
from kaelum_math.methods.models import MODELS
from kaelum_math.text.tokens import tokenize

__all__ = ["FIGURES", "POWERS", "Formula", "chain", "formulae"]

FIGURES: Final[dict[str, str]] = {
    "square": """
        area = side^2; perimeter = 4*side; diagonal = side*sqrt(2); side = perimeter/4;
        side = sqrt(area); side = diagonal*sqrt(2)/2; area = diagonal^2/2""",
    "rectangle": """
        area = length*width; perimeter = 2*(length + width); diagonal = sqrt(length^2 + width^2);
        width = area/length; length = area/width; width = perimeter/2 - length;
        length = perimeter/2 - width; width = sqrt(diagonal^2 - length^2);
        length = sqrt(diagonal^2 - width^2)""",
    "circle": """
        diameter = 2*radius; radius = diameter/2; perimeter = 2*pi*radius; area = pi*radius^2;
        radius = perimeter/(2*pi); radius = sqrt(area/pi)""",
    "semicircle": """
        radius = diameter/2; diameter = 2*radius; area = pi*radius^2/2;
        perimeter = pi*radius + 2*radius""",
    "sector": """
        radius = diameter/2; area = angle/360*pi*radius^2; arc = angle/360*2*pi*radius""",
    "triangle": """
        area = base*height/2; base = 2*area/height; height = 2*area/base;
        perimeter = side + side2 + side3; semi = perimeter/2;
        area = sqrt(semi*(semi - side)*(semi - side2)*(semi - side3));
        angle3 = 180 - angle - angle2""",
    "right triangle": """
        hypotenuse = sqrt(leg^2 + leg2^2); leg2 = sqrt(hypotenuse^2 - leg^2);
        area = leg*leg2/2; perimeter = leg + leg2 + hypotenuse; leg = base; leg2 = height;
        angle2 = 90 - angle""",
    "equilateral triangle": """
        perimeter = 3*side; side = perimeter/3; height = side*sqrt(3)/2; area = side^2*sqrt(3)/4""",
    "parallelogram": """
        area = base*height; base = area/height; height = area/base; perimeter = 2*(side + side2)""",
    "trapezoid": """
        area = (base + base2)*height/2; height = 2*area/(base + base2);
        base2 = 2*area/height - base""",
    "rhombus": """
        area = diagonal*diagonal2/2; perimeter = 4*side; side = perimeter/4; area = side*height;
        side = sqrt(diagonal^2 + diagonal2^2)/2; diagonal2 = 2*area/diagonal""",
    "kite": "area = diagonal*diagonal2/2; diagonal2 = 2*area/diagonal",
    "ellipse": "area = pi*semiaxis*semiaxis2",
    "cube": """
        volume = side^3; surface = 6*side^2; diagonal = side*sqrt(3); side = cbrt(volume);
        side = sqrt(surface/6)""",
    "cuboid": """
        volume = length*width*height; surface = 2*(length*width + length*height + width*height);
        diagonal = sqrt(length^2 + width^2 + height^2); height = volume/(length*width);
        length = volume/(width*height); width = volume/(length*height)""",
    "sphere": """
        radius = diameter/2; diameter = 2*radius; volume = 4*pi*radius^3/3;
        surface = 4*pi*radius^2; radius = cbrt(3*volume/(4*pi)); radius = sqrt(surface/(4*pi))""",
    "hemisphere": """
        radius = diameter/2; volume = 2*pi*radius^3/3; surface = 3*pi*radius^2;
        lateral = 2*pi*radius^2""",
    "cylinder": """
        radius = diameter/2; volume = pi*radius^2*height; lateral = 2*pi*radius*height;
        surface = 2*pi*radius*(radius + height); height = volume/(pi*radius^2);
        radius = sqrt(volume/(pi*height))""",
    "cone": """
        radius = diameter/2; volume = pi*radius^2*height/3; slant = sqrt(radius^2 + height^2);
        lateral = pi*radius*slant; surface = pi*radius^2 + pi*radius*slant;
        height = sqrt(slant^2 - radius^2); height = 3*volume/(pi*radius^2)""",
    "pyramid": """
        volume = basearea*height/3; basearea = side^2; height = 3*volume/basearea""",
    "polygon": """
        anglesum = 180*(sides - 2); perimeter = sides*side; diagonals = sides*(sides - 3)/2;
        angle = 180*(sides - 2)/sides; exterior = 360/sides; sides = 360/exterior;
        exterior = 180 - angle; central = 360/sides; exteriorsum = 360; sides = anglesum/180 + 2; side = perimeter/sides""",
}
"""Figure -> its formulae; the first that applies is taken."""

POWERS: Final = {
    "area": 2, "surface": 2, "lateral": 2, "basearea": 2, "volume": 3, "angle": 0, "angle2": 0,
    "angle3": 0, "anglesum": 0, "exterior": 0, "central": 0,
    "exteriorsum": 0, "sides": -1, "diagonals": -1,
}  # fmt: skip
"""Measure -> exponent of the length unit; 0 for degrees, -1 for plain numbers; others are lengths."""

Formula = tuple[str, Expr]


@lru_cache(maxsize=64)
def formulae(figure: str) -> tuple[Formula, ...]:
    """The formulae of ``figure``, or of one of the models: measure and expression."""
    sources = FIGURES.get(figure) or MODELS[figure]
    names = frozenset(re.findall(r"[a-z]\w*", sources)) - {"sqrt", "cbrt", "pi"}
    found = []
    for source in sources.split(";"):
        relation = parse(tokenize(source), {}, names)
        assert isinstance(relation, Relation)
        assert isinstance(relation.left, Sym)
        found.append((relation.left.name, relation.right))
    return tuple(found)


def chain(figure: str, given: frozenset[str], asked: str) -> tuple[Formula, ...] | None:
    """The formulae that lead from what is given to what is asked, or None."""
    known, steps = set(given), list[Formula]()
    grew = True
    while grew and asked not in known:
        grew = False
        for name, expr in formulae(figure):
            if name not in known and free_symbols(expr) <= known:
                known.add(name)
                steps.append((name, expr))
                grew = True
    return _needed(steps, asked) if asked in known else None


def _needed(steps: list[Formula], asked: str) -> tuple[Formula, ...]:
    """The steps that ``asked`` rests on."""
    wanted, kept = {asked}, list[Formula]()
    for name, expr in reversed(steps):
        if name in wanted:
            kept.append((name, expr))
            wanted |= free_symbols(expr)
    return tuple(reversed(kept))
