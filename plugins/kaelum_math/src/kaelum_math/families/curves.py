"""Curves ``y = f(x)``: tangents, turning points, extrema, where they rise; slopes of F(x, y) = c."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.algebraic import sign_at, value_of
from kaelum_math.expr.derive import derive
from kaelum_math.expr.nodes import (
    Add,
    Div,
    Expr,
    Mul,
    Neg,
    Relation,
    Sym,
    free_symbols,
    number,
    show,
)
from kaelum_math.expr.poly import Poly, identical, try_polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.calculus import derivative
from kaelum_math.families.equations import domain_of
from kaelum_math.families.inequalities import SolutionSet
from kaelum_math.families.simplifying import cancelled
from kaelum_math.methods import pieces
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text

__all__ = ["PHRASES", "Extremum", "Gradient", "ImplicitSlope", "Tangent", "TurningPoints", "slope"]


def slope(expr: Expr, name: str, order: int = 1) -> Expr:
    """The derivative, multiplied out where it is a polynomial."""
    poly = try_polynomial(expr)
    for _ in range(order):
        poly = None if poly is None else poly.derivative(name)
        expr = derive(expr, name)
    return expr if poly is None else poly.expr()


def _line(steep: Surd, height: Surd, name: str) -> str:
    """``y = m*x + b``."""
    numbers = height.rational(), steep.rational()
    if None not in numbers:
        return f"y = {Poly.univariate(name, [n for n in numbers if n is not None]).text()}"
    text = steep.text()
    head = f"({text})*{name}" if " " in text else f"{text}*{name}"
    if not height:
        return f"y = {head}"
    low = height.text()
    return (
        f"y = {head} - {low[1:]}"
        if low.startswith("-") and " " not in low
        else f"y = {head} + {low}"
    )


@frozen
class Tangent(Task):
    """The tangent, or the normal, to ``y = expr`` where the variable has a value."""

    expr: Expr
    name: str
    at: Expr
    normal: bool = False

    def describe(self) -> str:
        what = "normal" if self.normal else "tangent"
        return f"{what} to y = {show(self.expr)} at {self.name} = {show(self.at)}"

    def _parts(self) -> tuple[Surd, Surd]:
        at = surd(self.at)
        steep = value_of(slope(self.expr, self.name), self.name, at)
        if self.normal:
            if not steep:
                raise OutOfReach("The normal is a vertical line.")
            steep = -steep.inverse()
        return steep, value_of(self.expr, self.name, at) - steep * at

    def solve(self) -> Solution:
        steep, height = self._parts()
        text = _line(steep, height, self.name)
        return Solution(text, answers.expression(text.removeprefix("y = ")))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        line = answers.expression(answer.removeprefix("y = "))
        at = surd(self.at)
        meets = value_of(line, self.name, at) == value_of(self.expr, self.name, at)
        steep = value_of(derive(line, self.name), self.name, at)
        rise = value_of(derive(self.expr, self.name), self.name, at)
        right = steep * rise == Surd.of(-1) if self.normal else steep == rise
        yield proof("it passes through the point with the slope that the rules of differentiation give",
                    "textbook rules", meets and right)  # fmt: skip
        yield claim("it is a line", "reading it", answer.startswith("y = ")
                    and self.name not in free_symbols(derive(line, self.name)))  # fmt: skip


@frozen
class TurningPoints(Task):
    """Points of ``y = expr`` where a derivative changes its sign.

    Attributes:
        what: ``maximum``, ``minimum``, ``turning`` or ``inflection``.
        values: whether only the values there are wanted.
    """

    expr: Expr
    name: str
    what: str
    values: bool = False

    def describe(self) -> str:
        what = {"turning": "turning points", "inflection": "points of inflection"}
        kind = what.get(self.what, f"local {self.what}") + (" values" if self.values else "")
        return f"{kind} of y = {show(self.expr)}"

    def _found(self) -> list[Surd]:
        """Where the derivative changes from plus to minus, or from minus to plus."""
        bent = slope(self.expr, self.name, 2 if self.what == "inflection" else 1)
        zero = pieces.solve((Relation("=", bent, number(0)),), self.name)
        points = [low for low, _, high, _ in zero if low is not None and low == high]
        marks = pieces.marks((Relation("=", bent, number(0)),), self.name)
        samples = pieces.between(marks)
        wanted = {"maximum": ((1, -1),), "minimum": ((-1, 1),)}.get(self.what, ((1, -1), (-1, 1)))
        found = []
        for k, mark in enumerate(marks):
            signs = tuple(value_of(bent, self.name, s).sign() for s in samples[k : k + 2])
            if mark in points and signs in wanted:
                found.append(mark)
        return found

    def _text(self, at: Surd) -> str:
        value = value_of(self.expr, self.name, at).text()
        return value if self.values else f"({at.text()}, {value})"

    def _texts(self, found: Iterable[Surd]) -> str:
        return " and ".join(dict.fromkeys(map(self._text, found))) or "there is none"

    def solve(self) -> Solution:
        return Solution(self._texts(self._found()))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        # Another way to tell: the sign of the next derivatives at the points.
        found = self._found()
        bent = 2 if self.what == "inflection" else 1
        sure = True
        for at in found:
            order = bent + 1
            curved = value_of(slope(self.expr, self.name, order), self.name, at).sign()
            while not curved and order < bent + 8:
                order += 1
                curved = value_of(slope(self.expr, self.name, order), self.name, at).sign()
            even = (order - bent) % 2 == 1
            signs = {"maximum": {-1}, "minimum": {1}}.get(self.what, {-1, 1})
            sure = sure and even and curved in signs
        yield proof("higher derivatives at the points say the same, and the sign of the derivative "
                    "was tried between all its zeros", "higher derivatives", sure)  # fmt: skip
        yield same_text(answer, self._texts(found))


@frozen
class Extremum(Task):
    """The greatest or least value of a function, or where it is taken.

    Attributes:
        greatest: which one.
        where: conditions on the variable.
        place: whether the place is wanted rather than the value.
    """

    expr: Expr
    name: str
    greatest: bool
    where: tuple[Relation, ...] = ()
    place: bool = False

    def describe(self) -> str:
        what = f"{'maximum' if self.greatest else 'minimum'} of {show(self.expr)}"
        on = f" where {' and '.join(map(show, self.where))}" if self.where else ""
        return f"{self.name} at which {what} is taken{on}" if self.place else f"{what}{on}"

    def _candidates(self) -> list[Surd]:
        bent = slope(self.expr, self.name)
        zeros = (*self.where, Relation("=", bent, number(0)))
        found: set[Surd] = set()
        for relations in (zeros, self.where):
            for low, low_in, high, high_in in pieces.solve(relations, self.name):
                found |= {
                    e for e, inside in ((low, low_in), (high, high_in)) if e is not None and inside
                }
        kinks = pieces.marks((Relation("=", bent, number(0)),), self.name)
        found |= {
            k
            for k in kinks
            if pieces.holds(self.where, self.name, k)
            and sign_at(self.expr, self.name, k) is not None
        }
        return sorted(found, key=lambda at: at.bounds(60))

    def solve(self) -> Solution:
        best: list[tuple[Surd, Surd]] = []
        for at in self._candidates():
            value = value_of(self.expr, self.name, at)
            better = (value - best[0][1]).sign() if best else 1
            if better * (1 if self.greatest or not best else -1) > 0:
                best = [(at, value)]
            elif not better:
                best.append((at, value))
        if not best or self._exceeded(best[0][1]):
            which = "greatest" if self.greatest else "least"
            raise OutOfReach(f"The function has no {which} value there.")
        value = best[0][1]
        if self.place:
            return Solution(" or ".join(f"{self.name} = {at.text()}" for at, _ in best),
                            best[0][0].expr() if len(best) == 1 else None,
                            {"places": [at.text() for at, _ in best]})  # fmt: skip
        return Solution(value.text(), value.expr(), {"places": [at.text() for at, _ in best]},
                        notes=(f"At {' and '.join(f'{self.name} = {at.text()}' for at, _ in best)}.",))  # fmt: skip

    def _exceeded(self, value: Surd) -> bool:
        """Whether some value is beyond ``value``."""
        beyond = Relation(">" if self.greatest else "<", self.expr, value.expr())
        return bool(pieces.solve((*self.where, beyond), self.name))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        places = [surd(answers.expression(str(text))) for text in evidence["places"]]
        values = {value_of(self.expr, self.name, at) for at in places}
        held = all(pieces.holds(self.where, self.name, at) for at in places)
        value = next(iter(values))
        yield proof("the value is taken, and no value lies beyond it", "solving the inequality",
                    len(values) == 1 and held and not self._exceeded(value))  # fmt: skip
        if self.place:
            same = Relation("=", self.expr, value.expr())
            taken = pieces.solve((*self.where, same), self.name)
            yield claim("it is taken nowhere else", "solving the equation",
                        {low for low, *_ in taken} == set(places) and len(taken) == len(places))  # fmt: skip
        wanted = " or ".join(f"{self.name} = {at.text()}" for at in places)
        yield same_text(answer, wanted if self.place else value.text())


@frozen
class Gradient(Task):
    """The vector of the partial derivatives of a polynomial or rational function."""

    expr: Expr
    names: tuple[str, ...]

    def describe(self) -> str:
        return f"gradient of {show(self.expr)} in ({', '.join(self.names)})"

    def solve(self) -> Solution:
        parts = [derivative(self.expr, name, 1).solve().answer for name in self.names]
        return Solution(f"({', '.join(parts)})")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        parts = answer[1:-1].split(", ")
        for name, part in zip(self.names, parts, strict=True):
            yield from derivative(self.expr, name, 1).check(part, {})


@frozen
class ImplicitSlope(Task):
    """``dy/dx`` on the curve where a polynomial equation in x and y holds."""

    equation: Relation
    of: str
    by: str

    def describe(self) -> str:
        return f"d{self.of}/d{self.by} where {show(self.equation)}"

    def _difference(self) -> Expr:
        return Add((self.equation.left, Neg(self.equation.right)))

    def solve(self) -> Solution:
        num, den = (slope(self._difference(), name) for name in (self.by, self.of))
        text = cancelled(*ratio(Div(Neg(num), den)))
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        found = answers.expression(answer)
        body = self._difference()
        along = Add((derive(body, self.by), Mul((derive(body, self.of), found))))
        num, den = ratio(along)
        yield proof("with it, the equation differentiated along the curve holds identically",
                    "textbook rules", bool(den) and identical(num.expr(), number(0)))  # fmt: skip


# -- phrases -------------------------------------------------------------------


def _function(m: Slots) -> tuple[Expr, str]:
    """The function and its variable; it may be given as ``y = ...`` or ``f(x) = ...``."""
    expr = m.expr("f")
    names = sorted(free_symbols(expr))
    if len(names) != 1 or expr == Sym(names[0]) or m.other_variable("v", names[0]):
        raise NotUnderstood("A function of one variable is expected.")
    return expr, names[0]


def _tangent(*, normal: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        expr, name = _function(m)
        task = Tangent(expr, name, m.expr("a"), normal)
        if m.has("b") and value_of(expr, name, surd(m.expr("a"))) != surd(m.expr("b")):
            raise NotUnderstood("The point does not lie on the curve.")
        return task

    return build


def _sign(op: str, order: int = 1) -> Builder:
    """Where a derivative is zero, positive or negative."""

    def build(m: Slots) -> Task | None:
        expr, name = _function(m)
        relation = Relation(op, slope(expr, name, order), number(0))
        return SolutionSet((relation,), name)

    return build


def _turning(what: str, *, values: bool = False) -> Builder:
    def build(m: Slots) -> Task | None:
        return TurningPoints(*_function(m), what, values)

    return build


def _extremum(*, greatest: bool, place: bool = False) -> Builder:
    def build(m: Slots) -> Task | None:
        expr, name = _function(m)
        where = domain_of(m, name, ("c",))
        if where.field:
            return None
        return Extremum(expr, name, greatest, where.conditions, place)

    return build


def _gradient(m: Slots) -> Task | None:
    expr = _body(m)
    names = tuple(sorted(free_symbols(expr)))
    return Gradient(expr, names) if len(names) > 1 else None


def _body(m: Slots) -> Expr:
    """The right side of ``f(x, y) = ...``, or the expression itself."""
    tokens = m.tokens("f")
    texts = [t.text for t in tokens]
    if "=" in texts and texts[1:2] == ["("] and texts.index("=") == texts.index(")") + 1:
        tokens = tokens[texts.index("=") + 1 :]
    return m.value_of(tokens)


def _implicit(m: Slots) -> Task | None:
    top, bottom = m.raw("p"), m.raw("q")
    if len(top) != 2 or len(bottom) != 2 or top[0] != "d" or bottom[0] != "d":
        return None
    of, by = top[1], bottom[1]
    equation = m.relation("r", free=(of, by))
    names = free_symbols(equation.left) | free_symbols(equation.right)
    explicit = equation.left == Sym(of) and of not in free_symbols(equation.right)
    return None if {of, by} - names or explicit else ImplicitSlope(equation, of, by)


_CURVE: Final = "[the] [curve|graph of|graph|function|parabola|line]"
_AT: Final = "(at|when|where|for) [the point] [where]"
_ON: Final = "[,] (on|over|in|for|where|with|when|if|subject to|between) {c}"
_MOST: Final = "(maximum|greatest|largest|highest|biggest|max|absolute maximum|global maximum)"
_LEAST: Final = "(minimum|smallest|least|lowest|min|absolute minimum|global minimum)"
_POINT: Final = "(points|point|values|value|numbers|number)"


def _line_phrases(word: str) -> tuple[str, ...]:
    head = f"[equation of] [the] {word} [line] (to|of|for|on) {_CURVE} {{f}}"
    return (f"{head} {_AT} {{v}} = {{a}}", f"{head} {_AT} \\( {{a}} , {{b}} \\)",
            f"{word} [line] {_AT} {{v}} = {{a}} (to|of|for) {_CURVE} {{f}}")  # fmt: skip


def _extreme_phrases(word: str) -> tuple[str, ...]:
    head = f"{word} [value] (of|for|taken by|attained by) {_CURVE} {{f}}"
    return head, f"{head} {_ON}"


def _place_phrases(word: str) -> tuple[str, ...]:
    return (f"(at|for) (which|what) [value of] {{v}} does {_CURVE} {{f}} (attain|reach|have|take|take on|achieve) [its|a|the] {word} [value]",
            f"(where|when) does {_CURVE} {{f}} (attain|reach|have|take) [its|a|the] {word} [value]",
            f"(for|at) (which|what) [value of] {{v}} is {_CURVE} {{f}} (at|a|at its) {word}",
            f"(where|for which {{v}}) is {_CURVE} {{f}} (at|a|at its) {word}")  # fmt: skip


PHRASES = (
    *noun(_tangent(normal=False), *_line_phrases("tangent")),
    *noun(_tangent(normal=True), *_line_phrases("normal")),
    *noun(_sign("="), f"[all] [the] (critical|stationary) {_POINT} (of|for) {_CURVE} {{f}}"),
    *clause(_sign(">"), f"(on|for|over) (which|what) (interval|intervals|values of x|values) is {_CURVE} {{f}} [strictly] increasing",
            f"(where|when) is {_CURVE} {{f}} [strictly] increasing"),
    *clause(_sign("<"), f"(on|for|over) (which|what) (interval|intervals|values of x|values) is {_CURVE} {{f}} [strictly] decreasing",
            f"(where|when) is {_CURVE} {{f}} [strictly] decreasing"),
    *clause(_sign(">", 2), f"(where|when) is {_CURVE} {{f}} (concave up|convex)",
            f"(on|for) (which|what) (interval|intervals) is {_CURVE} {{f}} (concave up|convex)"),
    *clause(_sign("<", 2), f"(where|when) is {_CURVE} {{f}} (concave down|concave)",
            f"(on|for) (which|what) (interval|intervals) is {_CURVE} {{f}} (concave down|concave)"),
    *noun(_sign(">"), f"[all] [the] (intervals|interval) (where|on which) {_CURVE} {{f}} is increasing"),
    *noun(_sign("<"), f"[all] [the] (intervals|interval) (where|on which) {_CURVE} {{f}} is decreasing"),
    *noun(_turning("turning"), f"[all] [the] [coordinates of] [the] (turning|extreme|local extreme) points (of|on) {_CURVE} {{f}}",
          f"[all] [the] (local|relative) (extrema|extreme values) of {_CURVE} {{f}}"),
    *noun(_turning("maximum"), f"[all] [the] (local|relative) (maximum|maxima|max) [point|points] (of|for) {_CURVE} {{f}}"),
    *noun(_turning("maximum", values=True), f"[all] [the] (local|relative) (maximum|maxima|max) (value|values) (of|for) {_CURVE} {{f}}"),
    *noun(_turning("minimum"), f"[all] [the] (local|relative) (minimum|minima|min) [point|points] (of|for) {_CURVE} {{f}}"),
    *noun(_turning("minimum", values=True), f"[all] [the] (local|relative) (minimum|minima|min) (value|values) (of|for) {_CURVE} {{f}}"),
    *noun(_turning("inflection"), f"[all] [the] (inflection|inflexion) (point|points) (of|for|on) {_CURVE} {{f}}",
          f"[all] [the] (point|points) of (inflection|inflexion) (of|for|on) {_CURVE} {{f}}"),
    *noun(_extremum(greatest=True), *_extreme_phrases(_MOST)),
    *noun(_extremum(greatest=False), *_extreme_phrases(_LEAST)),
    *clause(_extremum(greatest=True, place=True), *_place_phrases(_MOST),
            "(which|what) [value of] {v} maximizes {f}", "(which|what) [value of] {v} maximises {f}"),
    *clause(_extremum(greatest=False, place=True), *_place_phrases(_LEAST),
            "(which|what) [value of] {v} minimizes {f}", "(which|what) [value of] {v} minimises {f}"),
    *clause(_extremum(greatest=True), "(maximize|maximise) {f}", f"(maximize|maximise) {{f}} {_ON}"),
    *clause(_extremum(greatest=False), "(minimize|minimise) {f}", f"(minimize|minimise) {{f}} {_ON}"),
    *noun(_gradient, "gradient [vector] of [the] [function] {f}", "∇ {f}"),
    *noun(_implicit, "{p} / {q} [,] (if|when|for|where|given|given that|from) {r}",
          "{p} / {q} by implicit differentiation [,] [if|when|for|where|given|given that|of|from] {r}",
          "{p} / {q} for [the] curve {r}", rank=2),
    *clause(_implicit, "(implicit differentiation|differentiate implicitly|use implicit differentiation) [:|on|for|to] {r} [,] find {p} / {q}",
            "use implicit differentiation to find {p} / {q} (if|when|for|where|given) {r}", "(if|given) {r} [,] (find|what is) {p} / {q}",
            "{r} [,] find {p} / {q}"),
)  # fmt: skip
