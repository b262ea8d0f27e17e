"""Calculus beyond polynomials: derivatives, integrals, limits and Taylor series.

SymPy finds; rules written out here (:mod:`~kaelum_math.expr.derive`,
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
from kaelum_math.expr.exact import rational, try_rational
from kaelum_math.expr.nodes import (
    Add,
    Expr,
    Neg,
    Relation,
    Sym,
    free_symbols,
    number,
    show,
    substitute,
)
from kaelum_math.expr.poly import identical, polynomial, try_polynomial
from kaelum_math.expr.series import expand
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, undecided
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "Antiderivative", "DefiniteIntegral", "GeneralDerivative", "Limit", "Taylor"]


def _zero(expr: Expr) -> bool | None:
    """Whether an expression is identically zero; None if undecided."""
    try:
        if try_polynomial(expr) is not None:
            return identical(expr, number(0))
    except MathError:
        pass
    from kaelum_math.expr import symbolic

    return symbolic.is_zero(symbolic.to_sympy(expr))


def _equal_check(left: Expr, right: Expr, what: str, method: str, *, final: bool = True) -> Check:
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
        yield _equal_check(expr, answers.expression(answer), "the rules of differentiation give it",
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
        yield _equal_check(derive(found, self.name), self.expr,
                           "its derivative is the integrand", "differentiation")  # fmt: skip


def _antiderivative(expr: Expr, name: str) -> tuple[str, Expr]:
    poly = try_polynomial(expr)
    if poly is not None:
        found = poly.antiderivative(name)
        return found.text(), found.expr()
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
        value = simplify(integrate(integrand, limits))
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
        slope = _equal_check(derive(inner, self.name), self.expr,
                             "the antiderivative differentiates back", "differentiation",
                             final=False)  # fmt: skip
        yield slope
        continuous = try_polynomial(inner) is not None or self._continuous(inner)
        if not continuous or not slope.passed:
            yield from self._numeric(answer)
            return
        above = substitute(inner, {self.name: self.high})
        below = substitute(inner, {self.name: self.low})
        yield _equal_check(Add((above, Neg(below))), claimed,
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


@frozen
class Limit(Task):
    """The limit of a function; ``side`` is ``+``, ``-`` or "" for both."""

    expr: Expr
    name: str
    point: Expr
    side: str = ""

    def describe(self) -> str:
        return f"limit of {show(self.expr)} as {self.name} -> {show(self.point)}{self.side}"

    def solve(self) -> Solution:
        from sympy import AccumBounds, limit, oo, zoo

        from kaelum_math.expr import symbolic

        x, at = symbolic.symbol(self.name), symbolic.to_sympy(self.point)
        body = symbolic.to_sympy(self.expr)
        sides = [self.side] if self.side else ["+"] if at in {oo, -oo} else ["+", "-"]
        try:
            found = [limit(body, x, at, side) for side in sides]
        except (NotImplementedError, ValueError, TypeError) as error:
            raise OutOfReach("The limit was not found.") from error
        if len(set(found)) > 1 or found[0] is zoo or isinstance(found[0], AccumBounds):
            return Solution("does not exist")
        text = {oo: "infinity", -oo: "-infinity"}.get(found[0], symbolic.text(found[0]))
        return Solution(text, symbolic.from_sympy(found[0]))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        expr, at, side = self._moved()
        try:
            series = expand(expr, self.name, at).trimmed()
        except MathError as error:
            yield undecided("the series at the point has this limit", "series", detail=str(error))
            yield self._numeric(answer)
            return
        if not series.c:
            yield undecided("the series at the point has this limit", "series")
            return
        if series.low < 0:
            up = series.c[0] > 0
            both = series.low % 2 == 0
            upper = "infinity" if up else "-infinity"
            lower = upper if both else "-infinity" if up else "infinity"
            wanted = {"+": upper, "-": lower}.get(side, upper if both else "does not exist")
            yield proof(
                "the series at the point has this limit", "Laurent series", answer == wanted
            )
            return
        value = series.coefficient(0)
        yield proof("the series at the point has this limit", "Laurent series",
                    try_rational(answers.expression(answer)) == value)  # fmt: skip

    def _moved(self) -> tuple[Expr, Fraction, str]:
        """The function, the point and the side, infinity moved to zero."""
        from kaelum_math.expr.nodes import Div

        for point, head in ((Sym("oo"), number(1)), (Neg(Sym("oo")), number(-1))):
            if self.point == point:
                return (
                    substitute(self.expr, {self.name: Div(head, Sym(self.name))}),
                    Fraction(0),
                    "+",
                )
        value = try_rational(self.point)
        if value is None:
            moved = Add((Sym(self.name), self.point))
            return substitute(self.expr, {self.name: moved}), Fraction(0), self.side
        return self.expr, value, self.side

    def _numeric(self, answer: str) -> Check:
        from kaelum_math.expr.real import bounds

        what, method = "values near the point come close to it", "interval arithmetic"
        try:
            wanted = bounds(answers.expression(answer), 20)[0]
            expr, at, side = self._moved()
            gap = Fraction(1, 10**9)
            near = (
                [at + gap] if side == "+" else [at - gap] if side == "-" else [at + gap, at - gap]
            )
            values = [bounds(expr, 40, {self.name: point})[0] for point in near]
        except MathError as error:
            return undecided(what, method, detail=str(error))
        close = all(abs(v - wanted) < Fraction(1, 10**4) * (1 + abs(wanted)) for v in values)
        return claim(what, method, close) if close else undecided(what, method)


@frozen
class Taylor(Task):
    """The Taylor polynomial of a function."""

    expr: Expr
    name: str
    at: Fraction
    degree: int

    def describe(self) -> str:
        return f"Taylor polynomial of {show(self.expr)} in {self.name} at {self.at} to degree {self.degree}"

    def _coefficients(self) -> list[Fraction]:
        series = expand(self.expr, self.name, self.at, self.degree + 4)
        if series.trimmed().low < 0 and series.trimmed().c:
            raise OutOfReach("The function has no Taylor series there.")
        return [series.coefficient(k) for k in range(self.degree + 1)]

    def solve(self) -> Solution:
        step = (
            self.name
            if self.at == 0
            else f"({self.name} {'-' if self.at > 0 else '+'} {abs(self.at)})"
        )
        pieces: list[str] = []
        for k, c in enumerate(self._coefficients()):
            if c:
                size = abs(c)
                power = "" if k == 0 else step if k == 1 else f"{step}**{k}"
                head = "*".join(
                    t
                    for t in (str(size.numerator) if size.numerator != 1 or not k else "", power)
                    if t
                )
                body = head + (f"/{size.denominator}" if size.denominator != 1 else "")
                pieces.append(f"{'-' if c < 0 else '+'} {body}")
        text = " ".join(pieces).removeprefix("+ ")
        text = f"-{text[2:]}" if text.startswith("- ") else text or "0"
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.expr import symbolic

        poly = polynomial(answers.expression(answer))
        body, same = self.expr, poly.degree() <= self.degree
        part, point = poly, {self.name: self.at}
        for _ in range(self.degree + 1):
            value = symbolic.to_sympy(substitute(body, {self.name: number(self.at)}))
            wanted = part.evaluate(point)
            same = same and symbolic.is_zero(value - symbolic.to_sympy(number(wanted))) is True
            body, part = derive(body, self.name), part.derivative(self.name)
        yield proof("it has the same derivatives at the point", "textbook rules", same)


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
        return DefiniteIntegral(expr, name, m.expr("a"), m.expr("b"))
    return Antiderivative(expr, name)


def _signed_integral(m: Slots) -> Task | None:
    r"""``\int_0^1 f dx``: the bounds stand before the integrand, without words between."""
    tokens = list(m.tokens("body"))
    bounds: list[list[Token]] = []
    for mark in ("_", "^"):
        if not tokens or tokens[0].text != mark:
            return None
        size = _bound_size(tokens[1:])
        bounds.append(tokens[1 : 1 + size])
        tokens = tokens[1 + size :]
    inner = Slots({"f": tokens}, m.scope, m.choices)
    expr, name = _integrand(inner)
    low, high = (m.value_of(tokens) for tokens in bounds)
    return DefiniteIntegral(expr, name, low, high)


def _bound_size(tokens: list[Token]) -> int:
    """How many tokens the first bound takes: a bracket, or a signed number or name."""
    if tokens and tokens[0].text in {"{", "("}:
        depth = 0
        for k, token in enumerate(tokens):
            depth += (token.text in {"{", "("}) - (token.text in {"}", ")"})
            if depth == 0:
                return k + 1
    return 2 if tokens and tokens[0].text in {"-", "+"} else 1


def _limit(m: Slots) -> Task | None:
    name = m.variable("v") if m.has("v") else _variable_of(m.expr("f"))
    expr = m.expr("f", free=(name,))
    tokens = list(m.tokens("a"))
    side = ""
    if len(tokens) > 1 and tokens[-1].text in {"+", "-"}:
        side = tokens.pop().text
        tokens = tokens[:-1] if tokens[-1].text == "^" else tokens
    words = [t.text for t in tokens]
    for phrase, sign in (("right", "+"), ("left", "-"), ("above", "+"), ("below", "-")):
        if len(words) > 3 and words[-3:] == ["from", "the", phrase]:
            tokens, side = tokens[:-3], sign
        elif len(words) > 2 and words[-2:] == ["from", phrase]:
            tokens, side = tokens[:-2], sign
    return Limit(expr, name, m.value_of(tokens), side)


def _taylor(m: Slots) -> Task | None:
    expr = m.expr("f")
    name = _variable_of(expr)
    at = rational(m.expr("a")) if m.has("a") else Fraction(0)
    degree = m.integer("n") if m.has("n") else m.ordinal("k") if m.has("k") else 5
    if not 0 <= degree <= 30:
        raise NotUnderstood("The degree of the Taylor polynomial is too high.")
    return Taylor(expr, name, at, degree)


def _derivative_at(m: Slots) -> Task | None:
    """``the derivative of x^2 at x = 3``."""
    from kaelum_math.families.calculus import derivative

    name = m.variable("v") if m.has("v") else _variable_of(m.expr("f"))
    order = m.ordinal("n") if m.has("n") else 1
    found = m.scope.solve(derivative(m.expr("f", free=(name,)), name, order)).solution.value
    if found is None or isinstance(found, (bool, str, tuple, Relation)):
        return None
    from kaelum_math.families.reals import value_task

    return value_task(substitute(found, {name: m.expr("a")}))


_WRT = "(wrt|with respect to)"
_KIND = "[definite|indefinite] (integral|antiderivative|primitive)"
_TO = "(->|approaches|tends to|goes to|to|- >|=)"
_SERIES = "(taylor|maclaurin|power) (series|polynomial|expansion) [expansion]"

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
    *noun(_signed_integral, "\\\\ int {body}", rank=1),
    *noun(_integral, "\\\\ int {f}", rank=1),
    *noun(_limit, f"limit of {{f}} [,] (as|when|for) {{v}} {_TO} {{a}}",
          f"limit as {{v}} {_TO} {{a}} of {{f}}", "limit of {f} at {v} = {a}", "limit [of] {f} at {a}",
          f"(lim|limit) _ \\{{ {{v}} {_TO} {{a}} \\}} {{f}}",
          f"(lim|limit) {{v}} {_TO} {{a}} [of] {{f}}",
          f"(lim|limit) \\( {{v}} {_TO} {{a}} \\) [of] {{f}}"),
    *noun(_derivative_at, "[{n}] derivative of {f} (at|when|for) {v} = {a}",
          "slope of [the] [tangent line to] [the curve] {f} at {v} = {a}"),
    *noun(_taylor, f"{_SERIES} (of|for) {{f}} [about [{{v}} =] {{a}}|around [{{v}} =] {{a}}|at [{{v}} =] {{a}}|near [{{v}} =] {{a}}|centered at [{{v}} =] {{a}}] "
          "[,] [to degree {n}|to order {n}|up to degree {n}|up to order {n}|of degree {n}|of order {n}]",
          f"{_SERIES} of (degree|order) {{n}} (of|for) {{f}} [about [{{v}} =] {{a}}|around [{{v}} =] {{a}}|at [{{v}} =] {{a}}|near [{{v}} =] {{a}}]",
          f"{{k}} (degree|order) {_SERIES} (of|for) {{f}} [about [{{v}} =] {{a}}|around [{{v}} =] {{a}}|at [{{v}} =] {{a}}|near [{{v}} =] {{a}}]"),
)  # fmt: skip
