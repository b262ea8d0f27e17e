"""Limits and Taylor polynomials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.derive import derive
from kaelum_math.expr.exact import rational, try_rational
from kaelum_math.expr.nodes import Add, Div, Expr, Neg, Sym, free_symbols, number, show, substitute
from kaelum_math.expr.poly import polynomial
from kaelum_math.expr.real import bounds
from kaelum_math.expr.series import expand
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, undecided

__all__ = ["PHRASES", "Limit", "Taylor"]


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


def _variable_of(expr: Expr) -> str:
    names = sorted(free_symbols(expr))
    if len(names) > 1:
        raise NotUnderstood("It is not said in which variable to work.")
    return names[0] if names else "x"


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


def _leading_terms(m: Slots) -> Task | None:
    """The Taylor polynomial with so many terms that are not zero."""
    expr, count = m.expr("f"), m.integer("n")
    name = _developed(m, expr)
    at = rational(m.expr("a")) if m.has("a") else Fraction(0)
    if not 1 <= count <= 15:
        raise NotUnderstood("The number of terms is too large.")
    series = expand(expr, name, at, 32)
    powers = [k for k in range(31) if series.coefficient(k)]
    if len(powers) < count:
        raise OutOfReach("The series has fewer terms than are asked for, or too many zeros.")
    return Taylor(expr, name, at, powers[count - 1])


def _developed(m: Slots, expr: Expr) -> str:
    """The variable of a function that is developed into a series; a constant is none."""
    name = _variable_of(expr)
    if name not in free_symbols(expr) or m.other_variable("v", name):
        raise NotUnderstood("A function of one variable is expected.")
    return name


def _taylor(m: Slots) -> Task | None:
    expr = m.expr("f")
    name = _developed(m, expr)
    at = rational(m.expr("a")) if m.has("a") else Fraction(0)
    degree = m.integer("n") if m.has("n") else m.ordinal("k") if m.has("k") else 5
    if m.has("p"):
        degree = polynomial(m.expr("p", free=(name,))).degree() or m.integer("p")
    if not 0 <= degree <= 30:
        raise NotUnderstood("The degree of the Taylor polynomial is too high.")
    return Taylor(expr, name, at, degree)


_NEARING = "(->|approaches|tends to|goes to|to|- >)"
_TO = f"({_NEARING}|=)"
_SERIES = "(taylor|maclaurin|power) (series|polynomial|expansion) [expansion]"

PHRASES = (
    *noun(_limit, f"limit of {{f}} [,] (as|when|for) {{v}} {_TO} {{a}}",
          f"limit as {{v}} {_TO} {{a}} of {{f}}", "limit of {f} at {v} = {a}", "limit [of] {f} at {a}",
          f"(lim|limit) _ \\{{ {{v}} {_TO} {{a}} \\}} {{f}}",
          f"(lim|limit) {{v}} {_TO} {{a}} [of] {{f}}",
          f"(lim|limit) \\( {{v}} {_TO} {{a}} \\) [of] {{f}}",
          "limit (of|for) {f} at {a}", f"{{f}} [,] (as|when) {{v}} {_NEARING} {{a}}"),
    *clause(_limit, f"what (does|do|will) {{f}} (approach|tend to|converge to|go to) [,] (as|when) {{v}} {_TO} {{a}}",
            f"{{f}} (approaches|tends to|converges to|goes to) what [value] (as|when) {{v}} {_TO} {{a}}"),
    *noun(_leading_terms, f"first {{n}} [nonzero|non-zero|non - zero] terms (of|in) [the] {_SERIES} (of|for) {{f}}",
          f"first {{n}} [nonzero|non-zero|non - zero] terms (of|in) [the] {_SERIES} (of|for) {{f}} (about|around|at|near|centered at|centred at) [{{v}} =] {{a}}"),
    *clause(_taylor, "expand {f} [as a] [power|taylor|maclaurin] [series] (up to|to|through) [the] [order|degree|term in] {p}",
            "expand {f} (as|in|into) a (power|taylor|maclaurin) series (up to|to|through) [and including] [the] [term in|terms in|order|degree] {p}"),
    *noun(_taylor, f"{_SERIES} (of|for) {{f}} (up to|to|through) [and including] [the] [term|terms] [in] {{p}}",
          f"{_SERIES} (of|for) {{f}} [about [{{v}} =] {{a}}|around [{{v}} =] {{a}}|at [{{v}} =] {{a}}|near [{{v}} =] {{a}}|centered at [{{v}} =] {{a}}] "
          "[,] [to degree {n}|to order {n}|up to degree {n}|up to order {n}|of degree {n}|of order {n}]",
          f"{_SERIES} of (degree|order) {{n}} (of|for) {{f}} [about [{{v}} =] {{a}}|around [{{v}} =] {{a}}|at [{{v}} =] {{a}}|near [{{v}} =] {{a}}]",
          f"{{k}} (degree|order) {_SERIES} (of|for) {{f}} [about [{{v}} =] {{a}}|around [{{v}} =] {{a}}|at [{{v}} =] {{a}}|near [{{v}} =] {{a}}]"),
)  # fmt: skip
