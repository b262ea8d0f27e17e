"""Lines and curves given by equations: what lies on them, where they meet and cut the axes,
slopes of parallel and perpendicular lines, how far a point is away."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaelum_math.errors import MathError, NotUnderstood, Undefined
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Relation,
    Sym,
    free_symbols,
    number,
    substitute,
)
from kaelum_math.expr.poly import polynomial
from kaelum_math.families.comparison import Compare
from kaelum_math.families.reals import value_task
from kaelum_math.phrases import Builder, clause, noun, text
from kaelum_math.slots import Slots
from kaelum_math.task import Task
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES"]

_AXES = ("x", "y")


def _point(tokens: Sequence[Token], m: Slots) -> tuple[Expr, Expr]:
    values = [item.expr for item in m.list_of(tokens)]
    if len(values) != 2 or tokens[0].text != "(" or any(free_symbols(v) for v in values):
        raise NotUnderstood("A point such as (2, 3) is expected.")
    return values[0], values[1]


def _curve(m: Slots, name: str) -> Relation:
    """An equation in x and y, where ``f(x) = ...`` stands for ``y = ...``."""
    try:
        found = m.relation(name, free=_AXES)
    except NotUnderstood:
        found = Relation("=", Sym("y"), m.expr(name, free=_AXES))
    if found.op != "=" or not free_symbols(found.left) | free_symbols(found.right) <= set(_AXES):
        raise NotUnderstood("An equation in x and y is expected.")
    return found


def _line(m: Slots, name: str) -> tuple[Fraction, Fraction, Fraction]:
    """The a, b and c of ``a x + b y + c = 0``."""
    curve = _curve(m, name)
    poly = polynomial(curve.left) - polynomial(curve.right)
    if poly.degree() != 1:
        raise NotUnderstood("The equation of a line is expected.")
    a, b = (poly.terms.get(((axis, 1),), Fraction(0)) for axis in _AXES)
    return a, b, poly.terms.get((), Fraction(0))


def _lies_on(m: Slots) -> Task | None:
    x, y = _point(m.tokens("p"), m)
    curve = _curve(m, "e")
    values = {"x": x, "y": y}
    return Compare(Relation("=", substitute(curve.left, values), substitute(curve.right, values)))


def _is_root(m: Slots) -> Task | None:
    """``Is 2 a root of x^3 - 8?``"""
    value = m.expr("v")
    try:
        relation = m.relation("e")
    except NotUnderstood:
        relation = Relation("=", m.expr("e"), number(0))
    names = free_symbols(relation.left) | free_symbols(relation.right)
    if relation.op != "=" or len(names) != 1 or free_symbols(value):
        return None
    known = dict.fromkeys(names, value)
    return Compare(
        Relation("=", substitute(relation.left, known), substitute(relation.right, known))
    )


def _related(*, turned: bool) -> Builder:
    """Whether two lines are parallel, or perpendicular."""

    def build(m: Slots) -> Task | None:
        (a, b, c), (d, e, f) = _line(m, "e"), _line(m, "f")
        if not turned and a * e == b * d and a * f == c * d and b * f == c * e:
            raise Undefined("Both equations are of the same line.")
        products = (a * d, b * e) if turned else (a * e, -b * d)
        left = Add(tuple(map(number, products)))
        return Compare(Relation("=", left, number(0)))

    return build


def _slope(*, turned: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        a, b, _ = _line(m, "e")
        top, bottom = (b, a) if turned else (-a, b)
        if not bottom:
            raise Undefined("An upright line has no slope.")
        return value_task(Div(number(top), number(bottom)))

    return build


def _intercept(axis: str) -> Builder:
    """Where a curve cuts the ``axis``: the other coordinate is 0 there."""

    def build(m: Slots) -> Task | None:
        from kaelum_math.families.equations import Domain, equation_task

        curve = _curve(m, "e")
        other = {"x": "y", "y": "x"}[axis]
        zero = {other: number(0)}
        here = Relation("=", substitute(curve.left, zero), substitute(curve.right, zero))
        if free_symbols(here.left) | free_symbols(here.right) != {axis}:
            raise NotUnderstood(f"The curve does not cut the {axis}-axis in single points.")
        if here.left == Sym(axis):
            return value_task(here.right)
        return equation_task(here, axis, Domain("real"))

    return build


def _distance(m: Slots) -> Task | None:
    x, y = _point(m.tokens("p"), m)
    a, b, c = _line(m, "e")
    top = Call("abs", (Add((Mul((number(a), x)), Mul((number(b), y)), number(c))),))
    return value_task(Div(top, Call("sqrt", (number(a * a + b * b),))))


def _meeting(m: Slots) -> Task | None:
    """Where two lines meet: as the solution of both equations."""
    from kaelum_math.families.algebra import SolveSystem

    lines = _line(m, "e"), _line(m, "f")
    (a, b, _), (d, e, _) = lines
    if a * e == b * d:
        raise Undefined("The lines are parallel.")
    try:
        return SolveSystem((_curve(m, "e"), _curve(m, "f")), _AXES)
    except MathError as error:
        raise NotUnderstood("Two lines are expected.") from error


_THE = (
    "[the] [line|curve|graph|graph of|circle|parabola|equation|function] [with equation|given by]"
)
_PAIR = "[the] [two] [lines] {e} and [the line] {f}"
_MEET = "(intersect|meet|cross)"

PHRASES = (
    *clause(_lies_on, f"is [the point] {{p}} (on|a point on|a solution of|a solution to) {_THE} {{e}}",
            f"does [the point] {{p}} (lie on|satisfy) {_THE} {{e}}", f"does {_THE} {{e}} (pass|go) through [the point] {{p}}"),
    *clause(_is_root, "is [x =] {v} a (root|solution|zero) (of|to) [the] [equation|polynomial|function] {e}",
            "does x = {v} (satisfy|solve) [the] [equation] {e}"),
    *clause(_related(turned=False), f"are {_PAIR} parallel [lines]", "is [the line] {e} parallel to [the line] {f}"),
    *clause(_related(turned=True), f"are {_PAIR} (perpendicular|orthogonal) [lines]", "is [the line] {e} (perpendicular|orthogonal) to [the line] {f}"),
    *noun(_slope(turned=False), "(slope|gradient) of (a|any|the|every) line parallel to [the line] {e}"),
    *text(_slope(turned=False), "[a|the] line is parallel to [the line] {e} ; [its] (slope|gradient)"),
    *text(_slope(turned=True), "[a|the] line is perpendicular to [the line] {e} ; [its] (slope|gradient)"),
    *noun(_slope(turned=True), "(slope|gradient) of (a|any|the|every) line perpendicular to [the line] {e}"),
    *(phrase for axis in _AXES for phrase in noun(_intercept(axis), f"{axis} - (intercept|intercepts) of {_THE} {{e}}", f"{axis} (intercept|intercepts) of {_THE} {{e}}")),
    *noun(_distance, "[shortest|perpendicular] distance (from|between) [the point] {p} (to|and) [the line] {e}"),
    *noun(_meeting, f"[coordinates of] [the] (point|intersection|intersection point|point of intersection) (where|at which) {_PAIR} {_MEET}",
          f"[coordinates of] [the] (intersection|intersection point|point of intersection|intersection of the lines) (of|between) {_PAIR}"),
    *clause(_meeting, f"(where|at what point|at which point) do {_PAIR} {_MEET}"),
)  # fmt: skip
