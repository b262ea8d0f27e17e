"""Calculus beyond polynomials: derivatives, integrals, limits and Taylor series.

The methods of a first course (:mod:`~kaelum_math.methods.integration`) find integrals, and
SymPy what they do not; rules written out here (:mod:`~kaelum_math.expr.derive`,
:mod:`~kaelum_math.expr.series`) check. SymPy is imported when first needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.derive import derive
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Expr,
    Neg,
    Relation,
    free_symbols,
    number,
    show,
    substitute,
)
from kaelum_math.expr.poly import identical, try_polynomial
from kaelum_math.families.absolute_integrals import absolute_integral
from kaelum_math.methods.identities import vanishes
from kaelum_math.methods.integration import antiderivative
from kaelum_math.phrases import clause, noun
from kaelum_math.scope import Scope
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, undecided
from kaelum_math.text.tokens import Token

__all__ = [
    "PHRASES",
    "Antiderivative",
    "DefiniteIntegral",
    "GeneralDerivative",
    "bound_size",
    "equal_check",
    "signed_integral",
]


def _zero(expr: Expr) -> bool | None:
    """Whether an expression is identically zero; None if undecided."""
    try:
        if try_polynomial(expr) is not None:
            return identical(expr, number(0))
    except MathError:
        pass
    if vanishes(expr):
        return True
    from kaelum_math.expr import symbolic

    return symbolic.is_zero(symbolic.to_sympy(expr))


def equal_check(left: Expr, right: Expr, what: str, method: str, *, final: bool = True) -> Check:
    """A check that two expressions are identical, inconclusive where that is not decided."""
    same = _zero(Add((left, Neg(right))))
    if same is None:
        return undecided(what, method)
    return claim(what, method, same, independent=True, complete=final)


@frozen
class GeneralDerivative(Task):
    """The derivative of an elementary function."""

    expr: Expr
    name: str
    order: int

    def describe(self) -> str:
        power = f"**{self.order}" if self.order > 1 else ""
        return f"d{power}/d{self.name}{power} ({show(self.expr)})"

    def solve(self) -> Solution:
        from sympy import diff, factor_terms

        from kaelum_math.expr import symbolic

        if self.order > 12:
            raise OutOfReach("Derivatives of so high an order are not taken of such functions.")
        plain = diff(symbolic.to_sympy(self.expr), symbolic.symbol(self.name), self.order)
        best = min((plain, factor_terms(plain)), key=lambda e: len(symbolic.text(e)))
        return Solution(symbolic.text(best), symbolic.from_sympy(best))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        expr = self.expr
        for _ in range(self.order):
            expr = derive(expr, self.name)
        yield equal_check(expr, answers.expression(answer), "the rules of differentiation give it",
                           "textbook rules")  # fmt: skip


@frozen
class Antiderivative(Task):
    """All antiderivatives of a function, with the constant ``C``."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"integral of {show(self.expr)} d{self.name}"

    def solve(self) -> Solution:
        text, found = _antiderivative(self.expr, self.name)
        constant = "C" if self.name != "C" else "K"
        return Solution(constant if text == "0" else f"{text} + {constant}", found)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        constant = "C" if self.name != "C" else "K"
        if answer == constant:
            text = "0"
        else:
            text = answer.removesuffix(f" + {constant}")
            yield claim("the constant of integration is there", "comparison", text != answer)
        found = answers.expression(text)
        yield claim("the constant is free", "comparison", constant not in free_symbols(self.expr))
        yield equal_check(derive(found, self.name), self.expr,
                           "its derivative is the integrand", "differentiation")  # fmt: skip


def _antiderivative(expr: Expr, name: str) -> tuple[str, Expr]:
    poly = try_polynomial(expr)
    if poly is not None:
        found = poly.antiderivative(name)
        return found.text(), found.expr()
    by_rule = antiderivative(expr, name)
    if by_rule is not None:
        return show(by_rule), by_rule
    from sympy import Integral, integrate

    from kaelum_math.expr import symbolic

    result = integrate(symbolic.to_sympy(expr), symbolic.symbol(name))
    if result.has(Integral):
        raise OutOfReach("No antiderivative in elementary functions was found.")
    text = symbolic.text(result)
    return text, symbolic.from_sympy(result)


@frozen
class DefiniteIntegral(Task):
    """The integral of a function between two bounds."""

    expr: Expr
    name: str
    low: Expr
    high: Expr

    def describe(self) -> str:
        return (
            f"integral of {show(self.expr)} d{self.name} from {show(self.low)} to {show(self.high)}"
        )

    def solve(self) -> Solution:
        poly = try_polynomial(self.expr)
        ends = try_rational(self.low), try_rational(self.high)
        if poly is not None and poly.variables() in {(), (self.name,)} and None not in ends:
            found = poly.antiderivative(self.name)
            below, above = ({self.name: e or Fraction(0)} for e in ends)
            value = found.evaluate(above) - found.evaluate(below)
            return Solution(str(value), number(value), {"antiderivative": found.text()})
        return self._symbolic()

    def _symbolic(self) -> Solution:
        from sympy import Integral, integrate, simplify

        from kaelum_math.expr import symbolic

        x = symbolic.symbol(self.name)
        integrand = symbolic.to_sympy(self.expr)
        limits = (x, symbolic.to_sympy(self.low), symbolic.to_sympy(self.high))
        try:
            value = simplify(integrate(integrand, limits))
        except (AttributeError, NotImplementedError, TypeError, ValueError) as error:
            # SymPy meets bounds such as oo..pi unprepared.
            raise OutOfReach("No closed form of the integral was found.") from error
        if value.has(Integral):
            raise OutOfReach("The integral has no closed form that was found.")
        text = symbolic.text(value)
        if not value.is_finite and value.is_number:
            return Solution("the integral diverges", None, {"antiderivative": ""})
        inner = integrate(integrand, x)
        known = "" if inner.has(Integral) else symbolic.text(inner)
        return Solution(text, symbolic.from_sympy(value), {"antiderivative": known})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        text = str(evidence["antiderivative"])
        if answer == "the integral diverges" or not text:
            yield from self._numeric(answer)
            return
        inner = answers.expression(text)
        claimed = answers.expression(answer)
        slope = equal_check(derive(inner, self.name), self.expr,
                             "the antiderivative differentiates back", "differentiation",
                             final=False)  # fmt: skip
        yield slope
        continuous = try_polynomial(inner) is not None or self._continuous(inner)
        if not continuous or not slope.passed:
            yield from self._numeric(answer)
            return
        above = substitute(inner, {self.name: self.high})
        below = substitute(inner, {self.name: self.low})
        yield equal_check(Add((above, Neg(below))), claimed,
                           "its difference between the bounds is the answer",
                           "fundamental theorem of calculus")  # fmt: skip

    def _continuous(self, inner: Expr) -> bool:
        """Whether integrand and antiderivative are continuous between finite bounds."""
        from sympy import Interval, oo
        from sympy.calculus.util import continuous_domain

        from kaelum_math.expr import symbolic

        low, high = symbolic.to_sympy(self.low), symbolic.to_sympy(self.high)
        if oo in {abs(low), abs(high)} or not (low.is_real and high.is_real and low < high):
            return False
        x, interval = symbolic.symbol(self.name), Interval(low, high)
        try:
            return all(
                continuous_domain(symbolic.to_sympy(part), x, interval) == interval
                for part in (self.expr, inner)
            )
        except NotImplementedError:
            return False

    def _numeric(self, answer: str) -> Iterable[Check]:
        from mpmath import mp, quad

        from kaelum_math.expr import symbolic

        what = "numerical integration gives the same"
        if answer == "the integral diverges":
            yield undecided(what, "quadrature")
            return
        x = symbolic.symbol(self.name)
        ends = [symbolic.to_sympy(e) for e in (self.low, self.high)]
        integrand = symbolic.to_sympy(self.expr)

        def at(point: Any) -> Any:
            return mp.mpmathify(integrand.subs(x, point).evalf(20))

        try:
            value = quad(at, [mp.mpmathify(e.evalf(20)) for e in ends])
            wanted = mp.mpmathify(symbolic.to_sympy(answers.expression(answer)).evalf(20))
            near = abs(value - wanted) < 1e-8 * (1 + abs(wanted))
        except (TypeError, ValueError, ZeroDivisionError):
            yield undecided(what, "quadrature")
            return
        yield claim(what, "quadrature", holds=True) if near else undecided(what, "quadrature")


# -- phrases -----------------------------------------------------------------


def _variable_of(expr: Expr) -> str:
    names = sorted(free_symbols(expr))
    if len(names) > 1:
        raise NotUnderstood("It is not said in which variable to work.")
    return names[0] if names else "x"


def _integrand(m: Slots) -> tuple[Expr, str]:
    """The integrand and its variable, from ``f dx``, ``f with respect to x`` or ``f``."""
    tokens = list(m.tokens("f"))
    if m.has("v"):
        name = m.variable("v")
        if len(tokens) > 1 and tokens[-1].raw == f"d{name}":
            tokens = tokens[:-1]
        return m.scope.value(tokens, m.choices, free=(name,)), name
    name = ""
    last = tokens[-1]
    if len(last.raw) == 2 and last.raw[0] == "d" and last.kind == "word":
        name, tokens = last.raw[1], tokens[:-1]
    elif len(tokens) > 1 and tokens[-2].raw == "d" and len(last.raw) == 1:
        name, tokens = last.raw, tokens[:-2]
    if name and not tokens:
        return number(1), name
    if tokens and tokens[-1].text == "*" and name:
        tokens = tokens[:-1]
    expr = m.scope.value(tokens, m.choices, free=(name,) if name else ())
    return expr, name or _variable_of(expr)


def _integral(m: Slots) -> Task | None:
    expr, name = _integrand(m)
    if m.has("a"):
        return definite_integral(expr, name, m.expr("a"), m.expr("b"))
    return Antiderivative(expr, name)


def signed_integral(m: Slots) -> Task | None:
    r"""``\int_0^1 f dx``: the bounds stand before the integrand, without words between."""
    tokens = list(m.tokens("body"))
    bounds: list[list[Token]] = []
    for mark in ("_", "^"):
        if not tokens or tokens[0].text != mark:
            return None
        size = bound_size(tokens[1:])
        bounds.append(tokens[1 : 1 + size])
        tokens = tokens[1 + size :]
    if not tokens:
        raise NotUnderstood("An integral has nothing under its sign.")
    inner = Slots({"f": tokens}, m.scope, m.choices)
    expr, name = _integrand(inner)
    low, high = (m.value_of(tokens) for tokens in bounds)
    return definite_integral(expr, name, low, high)


def definite_integral(expr: Expr, name: str, low: Expr, high: Expr) -> Task:
    """The task of integrating ``expr``; with absolute values, piece by piece if that is possible."""
    return absolute_integral(expr, name, low, high) or DefiniteIntegral(expr, name, low, high)


def bound_size(tokens: list[Token]) -> int:
    """How many tokens the first bound takes: a bracket, or a signed number or name."""
    if tokens and tokens[0].text in {"{", "("}:
        depth = 0
        for k, token in enumerate(tokens):
            depth += (token.text in {"{", "("}) - (token.text in {"}", ")"})
            if depth == 0:
                return k + 1
    return 2 if tokens and tokens[0].text in {"-", "+"} else 1


def _derivative_at(m: Slots) -> Task | None:
    """``the derivative of x^2 at x = 3``."""
    from kaelum_math.families.calculus import derivative

    name = m.variable("v") if m.has("v") else _variable_of(m.expr("f"))
    order = m.ordinal("n") if m.has("n") else 1
    return taken_at(derivative(m.expr("f", free=(name,)), name, order), name, m.expr("a"), m.scope)


def taken_at(task: Task, name: str, value: Expr, scope: Scope) -> Task | None:
    """The value at ``name = value`` of the function that ``task`` finds."""
    found = scope.solve(task).solution.value
    if found is None or isinstance(found, (bool, str, tuple, Relation)):
        return None
    from kaelum_math.families.reals import value_task

    return value_task(substitute(found, {name: value}))


_WRT = "(wrt|with respect to)"
_KIND = "[definite|indefinite] (integral|antiderivative|primitive)"

PHRASES = (
    *noun(_integral, f"{_KIND} of {{f}} [,] [{_WRT} {{v}}] [,] (from|between) {{a}} (to|and) {{b}}",
          f"{_KIND} of {{f}} (from|between) {{v}} = {{a}} (to|and) [{{v}} =] {{b}}",
          f"{_KIND} from {{a}} to {{b}} of {{f}}", f"{_KIND} of {{f}} [,] {_WRT} {{v}}",
          f"{_KIND} of {{f}}", f"{_KIND} of {{f}} over \\[ {{a}} , {{b}} \\]",
          f"{_KIND} of {{f}} on \\[ {{a}} , {{b}} \\]"),
    *clause(_integral, f"integrate {{f}} [,] [{_WRT} {{v}}] [,] (from|between) {{a}} (to|and) {{b}}",
            "integrate {f} (from|between) {v} = {a} (to|and) [{v} =] {b}",
            f"integrate {{f}} [,] {_WRT} {{v}}", "integrate {f}"),
    # An integral sign reaches to its "dx": not "the integral of the first term, plus 2 d x".
    *noun(signed_integral, "\\\\ int {body}", rank=1),
    *noun(_integral, "\\\\ int {f}", rank=1),
    *noun(_derivative_at, "[{n}] derivative of {f} (at|when|for) {v} = {a}",
          "(slope|gradient) of [the] [tangent line to|tangent to|tangent of] [the curve|the graph of|the function|curve] {f} (at|when|where) {v} = {a}"),
)  # fmt: skip
