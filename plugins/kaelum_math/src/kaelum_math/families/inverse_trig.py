"""Arc functions: exact multiples of pi where they are known, and in degrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr import trig
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    show,
    walk,
)
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, undecided

__all__ = ["PHRASES", "ArcValue", "arc_value"]

_FORWARD: Final = {"asin": "sin", "acos": "cos", "atan": "tan"}
_PI: Final = Sym("pi")
_ONE: Final = number(1)

Use = tuple[str, Fraction, Surd]
"""A function, ``k`` and its value at ``k*pi``."""


@lru_cache(maxsize=1)
def _angles() -> tuple[Fraction, ...]:
    """The ``k`` from -1/2 to 1 for which functions of ``k*pi`` are known."""
    steps = {Fraction(j, n) for n in (12, 5, 10) for j in range(-n // 2, n + 1)}
    return tuple(sorted(steps))


def _angle(name: str, size: Surd) -> Fraction | None:
    """``k`` with ``name(size) == k*pi`` in the range of the arc function, or None."""
    low, high = (Fraction(0), Fraction(1)) if name == "acos" else (Fraction(-1, 2), Fraction(1, 2))
    for k in _angles():
        inside = low <= k <= high and not (name == "atan" and abs(k) == high)
        try:
            if inside and trig.value(_FORWARD[name], k) == size:
                return k
        except OutOfReach:
            continue
    return None


def _without_arcs(expr: Expr, uses: list[Use]) -> Expr:
    """``expr`` with arc functions as multiples of pi, and functions of arc functions as roots."""
    parts = tuple(_without_arcs(part, uses) for part in children(expr))
    expr = rebuild(expr, parts) if parts else expr
    match expr:
        case Call("sin" | "cos" | "tan" as name, (Call("asin" | "acos" | "atan" as arc, (arg,)),)):
            return _COMPOSED[name, arc](arg)
        case Call("asin" | "acos" | "atan" as arc, (arg,)) if not free_symbols(arg):
            return _multiple(expr, arc, arg, uses)
    return expr


def _multiple(expr: Expr, arc: str, arg: Expr, uses: list[Use]) -> Expr:
    try:
        size = surd(arg)
    except (OutOfReach, Undefined):
        return expr
    k = _angle(arc, size)
    if k is None:
        return expr
    uses.append((_FORWARD[arc], k, size))
    return Mul((number(k), _PI))


def _leg(x: Expr) -> Expr:
    """The other leg of a right triangle with hypotenuse 1 and a leg ``x``."""
    return Call("sqrt", (Add((_ONE, Neg(Mul((x, x))))),))


def _hypotenuse(x: Expr) -> Expr:
    return Call("sqrt", (Add((_ONE, Mul((x, x)))),))


_COMPOSED: Final[dict[tuple[str, str], Callable[[Expr], Expr]]] = {
    ("sin", "asin"): lambda x: x,
    ("cos", "acos"): lambda x: x,
    ("tan", "atan"): lambda x: x,
    ("cos", "asin"): _leg,
    ("sin", "acos"): _leg,
    ("tan", "asin"): lambda x: Div(x, _leg(x)),
    ("tan", "acos"): lambda x: Div(_leg(x), x),
    ("sin", "atan"): lambda x: Div(x, _hypotenuse(x)),
    ("cos", "atan"): lambda x: Div(_ONE, _hypotenuse(x)),
}
"""A function of an arc function, read off a right triangle."""


@frozen
class ArcValue(Task):
    """The exact value of an expression with arc functions; ``plain`` is it without them."""

    expr: Expr
    plain: Task
    uses: tuple[Use, ...]

    def describe(self) -> str:
        return f"value of {show(self.expr)}"

    def solve(self) -> Solution:
        return self.plain.solve()

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        known = all(trig.proved(*use) for use in self.uses)
        yield claim("the arcs have these sines, cosines and tangents, and are in range",
                    "digits beyond the separation of algebraic numbers", known, independent=True)  # fmt: skip
        yield self._enclosed()
        yield from self.plain.check(answer, evidence)

    def _enclosed(self) -> Check:
        said, how = "the question as it was put has this value", "interval arithmetic"
        value = self.plain.solve().value
        if not isinstance(value, Expr):
            return undecided(said, how)
        try:
            low, high = bounds(Add((self.expr, Neg(value))), 40)
        except MathError:
            return undecided(said, how)
        return claim(said, how, low <= 0 <= high, independent=True)


def _has_arc(expr: Expr) -> bool:
    return any(isinstance(node, Call) and node.name in _FORWARD for node in walk(expr))


def _in_domain(expr: Expr) -> None:
    """Raises Undefined where an arcsine or arccosine of a number beyond 1 is taken."""
    for node in walk(expr):
        if isinstance(node, Call) and node.name in {"asin", "acos"}:
            size = try_rational(node.args[0])
            if size is not None and abs(size) > 1:
                raise Undefined(f"There is no real {show(node)}.")


def arc_value(expr: Expr, value_task: Callable[[Expr], Task | None]) -> Task | None:
    """The task of giving ``expr`` exactly, ``value_task`` giving what has no arcs; else None.

    Raises:
        Undefined: an arc function has no value there.
    """
    if not _has_arc(expr):
        return None
    _in_domain(expr)
    uses: list[Use] = []
    plain = _without_arcs(expr, uses)
    if _has_arc(plain):
        return None
    try:
        task = value_task(plain)
    except MathError:
        return None
    return ArcValue(expr, task, tuple(uses)) if task is not None else None


# -- phrases -----------------------------------------------------------------


def _degrees(m: Slots) -> Task | None:
    """An expression that is an arc, in degrees."""
    from kaelum_math.families.reals import value_task  # which asks this module

    expr = m.expr("e")
    if not _has_arc(expr):
        return None
    return value_task(Div(Mul((number(180), expr)), _PI))


def _inverse(m: Slots) -> Task | None:
    from kaelum_math.families.reals import value_task  # which asks this module

    names = {"sine": "asin", "sin": "asin", "cosine": "acos", "cos": "acos", "tangent": "atan", "tan": "atan"}  # fmt: skip
    name = names.get(m.text("f"))
    if name is None:
        raise NotUnderstood("Sine, cosine and tangent have inverses here.")
    return value_task(Call(name, (m.expr("x"),)))


PHRASES = (
    *noun(_degrees, "{e} in degrees", "degrees of {e}"),
    *clause(_degrees, "(express|give|write|find|convert|evaluate|calculate) {e} (in|to) degrees"),
    *noun(_inverse, "inverse {f} of {x}", "arc {f} of {x}"),
)  # fmt: skip
