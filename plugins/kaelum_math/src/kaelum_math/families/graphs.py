"""Functions as such: inverse, domain, range, intercepts, asymptotes, symmetry, composition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Neg,
    Pow,
    Relation,
    Sym,
    free_symbols,
    number,
    show,
    substitute,
    walk,
)
from kaelum_math.expr.poly import Poly, try_polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import divide
from kaelum_math.families.analysis import equal_check
from kaelum_math.families.equations import Domain, equation_task
from kaelum_math.families.inequalities import SolutionSet
from kaelum_math.families.rational import common_divisor
from kaelum_math.families.reals import value_task
from kaelum_math.families.subjects import subject
from kaelum_math.methods import pieces
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, proof

__all__ = ["PHRASES", "Asymptotes", "Everywhere", "Inverse", "Range", "Symmetry"]


@frozen
class Inverse(Task):
    """The inverse function, in the same variable."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"inverse of the function {self.name} -> {show(self.expr)}"

    def solve(self) -> Solution:
        image = "y" if self.name != "y" else "x"
        found = subject(Relation("=", Sym(image), self.expr), self.name).solve()
        value = found.value
        if value is None or isinstance(value, (bool, str, tuple, Relation)):
            raise OutOfReach("The function takes some values twice, so it has no inverse.")
        text = show(substitute(answers.expression(found.answer), {image: Sym(self.name)}))
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        inverse = answers.expression(answer)
        there = substitute(self.expr, {self.name: inverse})
        back = substitute(inverse, {self.name: self.expr})
        for composed in (there, back):
            yield equal_check(composed, Sym(self.name), "one after the other, they give the variable",
                              "composition")  # fmt: skip


@frozen
class Everywhere(Task):
    """The domain of a function that is defined for all real numbers."""

    expr: Expr

    def describe(self) -> str:
        return f"domain of {show(self.expr)}"

    def solve(self) -> Solution:
        return Solution(pieces.EVERY)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        yield proof("it has no denominator, root or logarithm of the variable", "reading it",
                    answer == pieces.EVERY and not _conditions(self.expr))  # fmt: skip


def _conditions(expr: Expr) -> tuple[Relation, ...]:
    """What must hold for ``expr`` to be defined.

    Raises:
        OutOfReach: it has a function whose domain is not known here.
    """
    zero = number(0)
    found: list[Relation] = []
    for node in walk(expr):
        match node:
            case Div(_, den) if free_symbols(den):
                found.append(Relation("!=", den, zero))
            case Pow(base, exp) if free_symbols(base) and (power := try_rational(exp)) is not None:
                if power < 0:
                    found.append(Relation("!=", base, zero))
                if power.denominator % 2 == 0:
                    found.append(Relation(">=", base, zero))
            case Call("sqrt", (arg,)) if free_symbols(arg):
                found.append(Relation(">=", arg, zero))
            case Call("ln" | "log", args) if free_symbols(args[0]):
                found.append(Relation(">", args[0], zero))
            case Call("asin" | "acos", (arg,)) if free_symbols(arg):
                found += [Relation(">=", arg, number(-1)), Relation("<=", arg, number(1))]
            case Call(name, _) if name not in _TOTAL and free_symbols(node):
                raise OutOfReach(f"The domain of {name} is not worked out here.")
    return tuple(dict.fromkeys(found))


_TOTAL: Final = frozenset(
    "sin cos exp abs atan sinh cosh tanh cbrt sign floor ceiling sqrt ln log asin acos".split()
)


@frozen
class Range(Task):
    """The values that a polynomial of even degree, or one of odd degree, takes."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"range of {show(self.expr)}"

    def _end(self) -> tuple[str, Expr] | None:
        """The bound of its values, above or below; None if there is none."""
        from kaelum_math.families.curves import Extremum

        poly = try_polynomial(self.expr)
        if poly is None or not poly.degree():
            raise OutOfReach("Only the range of polynomials is worked out here.")
        if poly.degree() % 2:
            return None
        greatest = poly.numbers(self.name)[-1] < 0
        value = Extremum(self.expr, self.name, greatest).solve().answer
        return ("<=" if greatest else ">="), answers.expression(value)

    def solve(self) -> Solution:
        end = self._end()
        return Solution(pieces.EVERY if end is None else f"y {end[0]} {show(end[1])}")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == pieces.EVERY:
            yield proof("a polynomial of odd degree takes every value", "intermediate values",
                        self._end() is None)  # fmt: skip
            return
        _, op, text = answer.split(" ", 2)
        value = answers.expression(text)
        beyond = Relation("<" if op == ">=" else ">", self.expr, value)
        taken = pieces.solve((Relation("=", self.expr, value),), self.name)
        yield proof("the end is taken, no value lies beyond it, and the polynomial is unbounded on "
                    "the other side", "solving the inequality",
                    bool(taken) and not pieces.solve((beyond,), self.name))  # fmt: skip


@frozen
class Asymptotes(Task):
    """The asymptotes of a quotient of polynomials: ``vertical``, ``horizontal`` or ``oblique``."""

    expr: Expr
    name: str
    what: str

    def describe(self) -> str:
        return f"{self.what} asymptotes of {show(self.expr)}"

    def _lowest(self) -> tuple[list[Fraction], list[Fraction]]:
        num, den = ratio(self.expr)
        top, bottom = num.numbers(self.name), den.numbers(self.name)
        common = common_divisor(top, bottom)
        return divide(top, common)[0], divide(bottom, common)[0]

    def solve(self) -> Solution:
        from kaelum_math.families.algebra import all_roots

        top, bottom = self._lowest()
        if self.what == "vertical":
            roots = (
                all_roots(Poly.univariate(self.name, bottom), self.name) if len(bottom) > 1 else []
            )
            texts = [f"{self.name} = {r.text()}" for r, _ in roots if r.is_real()]
            return Solution(" and ".join(texts) or "there is none")
        line = self._line(top, bottom)
        return Solution(f"y = {line.text()}" if line is not None else "there is none")

    def _line(self, top: list[Fraction], bottom: list[Fraction]) -> Poly | None:
        if len(bottom) < 2:
            return None
        whole = divide(top, bottom)[0] if len(top) >= len(bottom) else []
        line = Poly.univariate(self.name, whole)
        return line if line.degree() == (1 if self.what == "oblique" else 0) else None

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        top, bottom = self._lowest()
        if self.what == "vertical":
            zeros = pieces.solve(
                (Relation("=", Poly.univariate(self.name, bottom).expr(), number(0)),), self.name
            )
            texts = [f"{self.name} = {low.text()}" for low, *_ in zeros if low is not None]
            yield proof("in lowest terms, the denominator is zero there and nowhere else", "Sturm's theorem",
                        answer == (" and ".join(texts) or "there is none"))  # fmt: skip
            return
        if answer == "there is none":
            gap = len(top) - len(bottom)
            yield proof("the degrees leave none", "comparing degrees",
                        len(bottom) < 2 or (gap > 0 if self.what == "horizontal" else gap != 1))  # fmt: skip
            return
        line = answers.expression(answer.removeprefix("y = "))
        num, den = ratio(Add((self.expr, Neg(line))))
        yield proof("the difference from it tends to zero", "comparing degrees",
                    num.degree() < den.degree())  # fmt: skip


@frozen
class Symmetry(Task):
    """Whether a function is ``even``, ``odd`` or ``neither``."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"is {show(self.expr)} even, odd or neither?"

    def solve(self) -> Solution:
        from kaelum_math.expr import symbolic

        mirrored = symbolic.to_sympy(substitute(self.expr, {self.name: Neg(Sym(self.name))}))
        plain = symbolic.to_sympy(self.expr)
        for word, difference in (("even", mirrored - plain), ("odd", mirrored + plain)):
            zero = symbolic.is_zero(difference)
            if zero is None:
                raise OutOfReach("The symmetry of the function could not be decided.")
            if zero:
                return Solution(word)
        return Solution("neither")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        mirrored = substitute(self.expr, {self.name: Neg(Sym(self.name))})
        if answer != "neither":
            other = self.expr if answer == "even" else Neg(self.expr)
            yield equal_check(mirrored, other, f"f(-{self.name}) is as it should be", "expansion")
            return
        from kaelum_math.expr.real import bounds

        at = {self.name: Fraction(7, 5)}
        (a, b), (c, d) = bounds(self.expr, 30, at), bounds(mirrored, 30, at)
        apart = (b < c or d < a) and (b < -d or -c < a)
        yield proof("at 7/5 and -7/5 the values are neither equal nor opposite", "interval arithmetic",
                    apart)  # fmt: skip


# -- phrases -------------------------------------------------------------------


def _function(m: Slots) -> tuple[Expr, str]:
    expr = m.expr("f")
    names = sorted(free_symbols(expr))
    if len(names) != 1 or expr == Sym(names[0]):
        raise NotUnderstood("A function of one variable is expected.")
    return expr, names[0]


def _inverse(m: Slots) -> Task | None:
    return Inverse(*_function(m))


def _inverse_of_named(m: Slots) -> Task | None:
    """``f^{-1}(x)`` and ``f^{-1}(9)`` of a function that was given."""
    name = m.raw("g")
    if name not in m.scope.functions:
        return None
    given = m.scope.functions[name]
    if len(given.parameters) != 1:
        raise NotUnderstood("Only functions of one variable have an inverse here.")
    (parameter,) = given.parameters
    if not m.has("x") or m.raw("x") == parameter:
        return Inverse(given.body, parameter)
    equation = Relation("=", given.body, m.expr("x"))
    task = equation_task(equation, parameter, Domain("real"), named=False)
    return task if not isinstance(task.solve().value, tuple) else None


def _domain(m: Slots) -> Task | None:
    expr, name = _function(m)
    found = _conditions(expr)
    return SolutionSet(found, name) if found else Everywhere(expr)


def _range(m: Slots) -> Task | None:
    return Range(*_function(m))


def _steepness(m: Slots) -> Task | None:
    """The slope of a line, given by ``y = 3x + 2`` or ``2x + 3y = 6``."""
    try:
        expr, name = _function(m)
    except NotUnderstood:
        relation = m.relation("f", free=("x", "y"))
        found = subject(relation, "y").solve().value
        if relation.op != "=" or found is None or isinstance(found, (bool, str, tuple, Relation)):
            return None
        expr, name = found, "x"
    poly = try_polynomial(expr)
    if poly is None or poly.degree() > 1 or poly.variables() not in {(), (name,)}:
        return None
    return value_task(number(poly.derivative(name).constant_value() or 0))


def _zeros(m: Slots) -> Task | None:
    expr, name = _function(m)
    return equation_task(Relation("=", expr, number(0)), name, Domain("real"))


def _height(m: Slots) -> Task | None:
    expr, name = _function(m)
    return value_task(substitute(expr, {name: number(0)}))


def _asymptotes(what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        expr, name = _function(m)
        ratio(expr)
        return Asymptotes(expr, name, what)

    return build


def _symmetry(m: Slots) -> Task | None:
    return Symmetry(*_function(m))


def _composed(m: Slots) -> Task | None:
    """``(f ∘ g)(2)``."""
    from kaelum_math.families.polynomials import Expand
    from kaelum_math.families.rational import Reduce

    names = [m.raw(slot) for slot in ("g", "h")]
    if any(name not in m.scope.functions for name in names):
        return None
    outer, inner = (m.scope.functions[name] for name in names)
    argument = m.expr("x") if m.has("x") else Sym(inner.parameters[0])
    value = outer((inner((argument,)),))
    if not free_symbols(value):
        return value_task(value)
    return Expand(value) if try_polynomial(value) is not None else Reduce(value)


_F: Final = "[the] [function|curve|graph of|parabola|line] {f}"

PHRASES = (
    *noun(_inverse, f"inverse [function] (of|for) {_F}"),
    *noun(_inverse_of_named, "{g} \\^ \\( - 1 \\) \\( {x} \\)", "{g} \\^ \\{ - 1 \\} \\( {x} \\)", "{g} \\^ - 1 \\( {x} \\)", "{g} \\^ \\( - 1 \\)",
          "inverse of {g}", rank=1),
    *noun(_domain, f"[natural] domain of {_F}"),
    *clause(_domain, f"(for which|for what) (x|values of x|real x) is {_F} defined"),
    *noun(_range, f"range of {_F}"),
    *noun(_steepness, "(slope|gradient) of [the] [straight] line [with equation|given by|whose equation is] {f}"),
    *noun(_zeros, f"[all] [the] (x - intercepts|x - intercept|x intercept|x intercepts) of {_F}"),
    *noun(_height, f"(y - intercept|y intercept) of {_F}"),
    *noun(_asymptotes("vertical"), f"[all] [the] [equation of] [equations of] [the] vertical (asymptote|asymptotes) of {_F}"),
    *noun(_asymptotes("horizontal"), f"[all] [the] [equation of] [the] horizontal (asymptote|asymptotes) of {_F}"),
    *noun(_asymptotes("oblique"), f"[all] [the] [equation of] [the] (oblique|slant) (asymptote|asymptotes) of {_F}"),
    *clause(_symmetry, f"is {_F} [an] even [,|or] [an] [odd] [,] [or] [odd] [or] [neither] [function]",
            f"is {_F} [an] (odd|odd or even|odd , even or neither|odd , even , or neither) [function]"),
    *noun(_composed, "\\( {g} ∘ {h} \\) \\( {x} \\)", "{g} ∘ {h} \\( {x} \\)", "{g} ∘ {h}",
          "{g} of {h} of {x}"),
)  # fmt: skip
