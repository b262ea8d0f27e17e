"""When two mathematical answers are the same answer: their canonical form."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kaelum_math.errors import MathError
from kaelum_math.expr.nodes import Expr, Num, Relation, free_symbols, walk
from kaelum_math.expr.parser import parse_text
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import divide
from kaelum_math.expr.surd import surd
from kaelum_math.text.normalise import normalise

__all__ = ["canonical"]

MAX_LENGTH: Final = 400
MAX_NODES: Final = 200
MAX_DEGREE: Final = 40


def canonical(text: str) -> str | None:
    """The canonical form of an answer that is a formula, or None if it is none that is decided here.

    Polynomials are multiplied out and sorted, fractions of polynomials in one
    variable reduced, numbers with square roots brought to simplest form. Total,
    quick, and safe on any text: nothing is evaluated beyond small bounds.
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    try:
        found = parse_text(normalise(text))
        if isinstance(found, Relation):
            return _relation(found)
        return _expression(found)
    except (MathError, ArithmeticError, RecursionError, ValueError):
        return None


def _relation(found: Relation) -> str | None:
    left, right = _expression(found.left), _expression(found.right)
    if left is None or right is None:
        return None
    op = found.op
    if op in {">", ">="}:
        left, right, op = right, left, op.replace(">", "<")
    elif op in {"=", "!="}:
        left, right = sorted((left, right), key=lambda side: (not side.isidentifier(), side))
    return f"{left} {op} {right}"


def _expression(found: Expr) -> str | None:
    nodes = list(walk(found))
    if len(nodes) > MAX_NODES:
        return None
    if any(isinstance(n, Num) and max(abs(n.value.numerator), n.value.denominator) > 10**80
           for n in nodes):  # fmt: skip
        return None
    if not free_symbols(found):
        return surd(found).text()
    num, den = ratio(found)
    if max(num.degree(), den.degree()) > MAX_DEGREE:
        return None
    return _fraction(num, den)


def _fraction(num: Poly, den: Poly) -> str:
    names = sorted({*num.variables(), *den.variables()})
    if len(names) == 1 and den.degree():
        top, bottom = _reduced(num.numbers(names[0]), den.numbers(names[0]))
        num, den = Poly.univariate(names[0], top), Poly.univariate(names[0], bottom)
    value = den.constant_value()
    if value is not None:
        return num.scale(1 / value).text()
    lead = den.ordered()[0][1] if den.ordered()[0][0] else den.ordered()[-1][1]
    return f"({num.scale(1 / lead).text()})/({den.scale(1 / lead).text()})"


def _reduced(top: list[Fraction], bottom: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    """Numerator and denominator without their greatest common divisor."""
    a, b = bottom, divide(top, bottom)[1] if len(top) >= len(bottom) else top
    while b and any(b):
        while b[-1] == 0:
            b.pop()
        a, b = b, divide(a, b)[1] if len(a) >= len(b) else a
    return divide(top, a)[0], divide(bottom, a)[0]
