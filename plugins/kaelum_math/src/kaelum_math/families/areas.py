"""What integrals measure: areas between curves, mean values, lengths of arcs, solids of revolution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.algebraic import sign_at, value_of
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Relation,
    Sym,
    free_symbols,
    number,
    show,
)
from kaelum_math.expr.poly import polynomial, try_polynomial
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.analysis import DefiniteIntegral
from kaelum_math.families.curves import slope
from kaelum_math.families.reals import value_task
from kaelum_math.methods import pieces
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text

__all__ = ["PHRASES", "Area", "Improper"]


@frozen
class Area(Task):
    """The area between two curves, over an interval or between the outermost points where they meet."""

    upper: Expr
    lower: Expr
    name: str
    low: Expr | None = None
    high: Expr | None = None

    def describe(self) -> str:
        on = f" from {show(self.low)} to {show(self.high)}" if self.low and self.high else ""
        return f"area between y = {show(self.upper)} and y = {show(self.lower)}{on}"

    def _difference(self) -> Expr:
        return polynomial(Add((self.upper, Neg(self.lower)))).expr()

    def _cuts(self) -> list[Surd]:
        """The ends and the points between them where the curves meet."""
        relation = Relation("=", self._difference(), number(0))
        meets = pieces.marks((relation,), self.name)
        if self.low is None or self.high is None:
            if len(meets) < 2:
                raise OutOfReach("The curves enclose no bounded area.")
            return meets
        low, high = surd(self.low), surd(self.high)
        inner = [x for x in meets if (x - low).sign() > 0 and (high - x).sign() > 0]
        return [low, *inner, high]

    def _antiderivative(self) -> Expr:
        return polynomial(self._difference()).antiderivative(self.name).expr()

    def _parts(self) -> Iterator[Surd]:
        inner = self._antiderivative()
        for a, b in pairwise(self._cuts()):
            yield value_of(inner, self.name, b) - value_of(inner, self.name, a)

    def solve(self) -> Solution:
        total = Surd({})
        for part in self._parts():
            total = total + (part if part.sign() >= 0 else -part)
        return Solution(total.text(), total.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        difference, cuts = self._difference(), self._cuts()
        inner = self._antiderivative()
        back = polynomial(inner).derivative(self.name) == polynomial(difference)
        relation = Relation("=", difference, number(0))
        samples = [s for s in pieces.between(sorted({*cuts, *pieces.marks((relation,), self.name)}, key=lambda r: r.bounds(60)))
                   if (s - cuts[0]).sign() > 0 and (cuts[-1] - s).sign() > 0]  # fmt: skip
        signs = [sign_at(difference, self.name, s) for s in samples]
        signed = all(
            (part.sign() or 1) == sign for part, sign in zip(self._parts(), signs, strict=True)
        )
        total = Surd({})
        for part, sign in zip(self._parts(), signs, strict=True):
            total = total + (part if (sign or 1) > 0 else -part)
        yield proof("the pieces have the signs of the difference there, and the antiderivative "
                    "differentiates back", "sample points and differentiation",
                    back and signed and surd(answers.expression(answer)) == total)  # fmt: skip
        yield same_text(answer, total.text())


@frozen
class Improper(Task):
    """Whether an integral converges."""

    integral: DefiniteIntegral

    def describe(self) -> str:
        return f"does the {self.integral.describe()} converge?"

    def solve(self) -> Solution:
        found = self.integral.solve()
        finite = found.value is not None
        return Solution(
            "yes" if finite else "no",
            finite,
            {"value": found.answer, "inner": dict(found.evidence)},
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = str(evidence["value"])
        yield from self.integral.check(value, evidence["inner"])
        yield claim("the answer says so", "comparison",
                    answer == ("no" if value == "the integral diverges" else "yes"))  # fmt: skip


# -- phrases -------------------------------------------------------------------


def _curves(m: Slots) -> tuple[Expr, Expr, str]:
    """Two curves, of which one may be the x-axis."""
    exprs: list[Expr] = []
    for slot in ("f", "g"):
        words = [t.text for t in m.tokens(slot)]
        axis = words in (
            ["x", "-", "axis"],
            ["the", "x", "-", "axis"],
            ["x", "axis"],
            ["the", "x", "axis"],
        )
        exprs.append(number(0) if axis else m.expr(slot))
    names = sorted({n for e in exprs for n in free_symbols(e)})
    if len(names) != 1 or m.other_variable("v", names[0]):
        raise NotUnderstood("Two curves over one variable are expected.")
    return exprs[0], exprs[1], names[0]


def _area(m: Slots) -> Task | None:
    upper, lower, name = _curves(m)
    if try_polynomial(upper) is None or try_polynomial(lower) is None:
        return None
    if m.has("a"):
        return Area(upper, lower, name, *_ends(m, name))
    return Area(upper, lower, name)


def _under(m: Slots) -> Task | None:
    """``the area under y = x^2 between x = 1 and x = 2``."""
    expr, name = _function(m)
    low, high = _ends(m, name)
    if try_polynomial(expr) is not None:
        return Area(expr, number(0), name, low, high)
    return DefiniteIntegral(expr, name, low, high)


def _function(m: Slots) -> tuple[Expr, str]:
    expr = m.expr("f")
    names = sorted(free_symbols(expr))
    if len(names) != 1 or expr == Sym(names[0]) or m.other_variable("v", names[0]):
        raise NotUnderstood("A function of one variable is expected.")
    return expr, names[0]


def _of_integral(make: str) -> Builder:
    """A value made from an integral: the mean, the length of an arc, the volume of a solid."""

    def build(m: Slots) -> Task | None:
        expr, name = _function(m)
        low, high = _ends(m, name)
        inner: Expr
        factor: Expr
        if make == "mean":
            inner, factor = expr, Div(number(1), Add((high, Neg(low))))
        elif make == "length":
            rise = slope(expr, name)
            inner, factor = (
                Call("sqrt", (_tidy(Add((number(1), Pow(rise, number(2))))),)),
                number(1),
            )
        else:
            inner, factor = _tidy(Pow(expr, number(2))), Sym("pi")
        task = DefiniteIntegral(inner, name, low, high)
        value = m.scope.solve(task).solution.value
        if value is None or isinstance(value, (bool, str, tuple, Relation)):
            raise OutOfReach("The integral has no finite value that was found.")
        if make == "length":
            return value_task(value)
        return value_task(Mul((factor, value)))

    return build


def _tidy(expr: Expr) -> Expr:
    poly = try_polynomial(expr)
    return expr if poly is None else poly.expr()


def _ends(m: Slots, name: str) -> tuple[Expr, Expr]:
    """The interval, given by its ends or as a chain ``0 <= x <= 1``."""
    if m.has("a"):
        if m.compares("a") or m.compares("b"):
            raise NotUnderstood("The ends of the interval are not those of the variable.")
        return m.expr("a"), m.expr("b")
    relations = m.chain("c", free=(name,))
    if len(relations) == 2 and relations[0].right == Sym(name) == relations[1].left:
        return relations[0].left, relations[1].right
    raise NotUnderstood("An interval is expected.")


def _converges(m: Slots) -> Task | None:
    """``Does the integral of 1/x from 1 to infinity converge?``"""
    if m.has("body"):
        from kaelum_math.families.analysis import signed_integral

        task = signed_integral(m)
        return Improper(task) if isinstance(task, DefiniteIntegral) else None
    expr, name = _function(m)
    return Improper(DefiniteIntegral(expr, name, *_ends(m, name)))


_CURVE: Final = "[the] [curve|curves|graph of|graphs of|line|parabola|function|region]"
_FROM: Final = "[,] (from|between|for) [{v} =] {a} (to|and) [{v} =] {b}"
_ON: Final = "(on|over|in) [the] [interval] \\[ {a} , {b} \\]"
_OVER: Final = "[,] (for|where|with|,) {c}"
_AREA: Final = "area [of the region] [that is] (between|enclosed by|bounded by|enclosed between|of the region between|of the region bounded by)"
_ABOUT: Final = "(about|around) the x [-] axis"

PHRASES = (
    *noun(_area, f"{_AREA} {_CURVE} {{f}} and {_CURVE} {{g}}",
          f"{_AREA} {_CURVE} {{f}} and {_CURVE} {{g}} {_FROM}",
          f"{_AREA} {_CURVE} {{f}} and {_CURVE} {{g}} {_ON}"),
    *noun(_under, f"area (under|below|beneath) {_CURVE} {{f}} {_FROM}", f"area (under|below) {_CURVE} {{f}} {_ON}",
          f"area between {_CURVE} {{f}} and the x [-] axis {_FROM}"),
    *noun(_of_integral("mean"), f"(average|mean) value of {_CURVE} {{f}} {_ON}", f"(average|mean) value of {_CURVE} {{f}} {_FROM}"),
    *noun(_of_integral("length"), f"(arc length|length|length of the arc|arclength) of {_CURVE} {{f}} {_FROM}",
          f"(arc length|length) of {_CURVE} {{f}} {_ON}", f"(arc length|length) of {_CURVE} {{f}} {_OVER}"),
    *noun(_of_integral("volume"), f"volume (when|if) {_CURVE} {{f}} [,] [for] {{c}} [,] is (rotated|revolved) {_ABOUT}",
          f"volume [of the solid] (when|if|obtained when|formed when|generated when) {_CURVE} {{f}} {_FROM} [,] is (rotated|revolved) {_ABOUT}",
          f"volume [of the solid] [of revolution] [obtained|formed|generated] (by|of|when) (rotating|revolving) {_CURVE} {{f}} {_FROM} {_ABOUT}",
          f"volume [of the solid] [of revolution] [obtained|formed|generated] (by|of|when) (rotating|revolving) {_CURVE} {{f}} {_ABOUT} {_FROM}",
          f"volume of revolution of {_CURVE} {{f}} {_ABOUT} {_FROM}"),
    *clause(_converges, f"does [the] [improper] integral [of] {{f}} {_FROM} (converge|converge or diverge|diverge or converge)",
            f"is [the] [improper] integral [of] {{f}} {_FROM} convergent",
            "does [the] [improper] [integral] \\\\ int {body} (converge|converge or diverge)"),
)  # fmt: skip
