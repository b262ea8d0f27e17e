"""Quotients of polynomials: reduced to lowest terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import OutOfReach
from kaelum_math.expr.nodes import Add, Expr, Mul, Neg, free_symbols, number, show
from kaelum_math.expr.poly import Poly, identical, try_polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import divide, primitive
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, undecided

__all__ = ["PHRASES", "Reduce", "common_divisor"]


@frozen
class Reduce(Task):
    """A quotient of polynomials without common factors."""

    expr: Expr

    def describe(self) -> str:
        return f"reduce {show(self.expr)} to lowest terms"

    def solve(self) -> Solution:
        text = _reduced(*ratio(self.expr))
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        num, den = ratio(self.expr)
        top, bottom = ratio(answers.expression(answer))
        cross = Add((Mul((num.expr(), bottom.expr())), Neg(Mul((top.expr(), den.expr())))))
        names = {*top.variables(), *bottom.variables()}
        lowest = bottom.degree() == 0 or (len(names) == 1 and _coprime(top, bottom, names.pop()))
        yield claim("the cross products agree", "one evaluation beyond the coefficient bound",
                    identical(cross, number(0)), independent=True, complete=lowest)  # fmt: skip
        if lowest:
            yield claim("no common factor is left", "Euclid's algorithm", holds=True)
        else:
            yield undecided("no common factor is left", "Euclid's algorithm")


def common_divisor(left: Sequence[Fraction], right: Sequence[Fraction]) -> list[Fraction]:
    """A greatest common divisor of two polynomials, coefficients from the constant upwards."""
    a, b = list(left), list(right)
    while b:
        rest = divide(a, b)[1] if len(a) >= len(b) else a
        a, b = b, [Fraction(c) for c in primitive(rest)[1]] if any(rest) else []
    return a


def _gcd(num: Poly, den: Poly, name: str) -> Poly:
    return Poly.univariate(name, common_divisor(num.numbers(name), den.numbers(name)))


def _coprime(num: Poly, den: Poly, name: str) -> bool:
    return _gcd(num, den, name).degree() == 0


def _reduced(num: Poly, den: Poly) -> str:
    names = sorted({*num.variables(), *den.variables()})
    if len(names) != 1:
        raise OutOfReach("Quotients in several variables are not reduced here.")
    name = names[0]
    common = _gcd(num, den, name).numbers(name)
    top = Poly.univariate(name, divide(num.numbers(name), common)[0])
    bottom = Poly.univariate(name, divide(den.numbers(name), common)[0])
    content, whole = primitive(bottom.numbers(name))
    bottom, top = Poly.univariate(name, whole), top.scale(1 / content)
    if bottom.degree() == 0:
        return top.scale(1 / bottom.numbers(name)[0]).text()
    above = top.text() if len(top.terms) == 1 and "/" not in top.text() else f"({top.text()})"
    below = (
        bottom.text()
        if len(bottom.terms) == 1 and bottom.text().isalnum()
        else f"({bottom.text()})"
    )
    return f"{above}/{below}"


def _reduce(m: Slots) -> Task | None:
    expr = m.expr("e")
    if not free_symbols(expr) or try_polynomial(expr) is not None:
        return None
    try:
        _reduced(*ratio(expr))
    except OutOfReach:
        return None
    return Reduce(expr)


def _formula(m: Slots) -> Task | None:
    """A quotient by itself, where ``i`` is no variable."""
    return None if "i" in free_symbols(m.expr("e")) else _reduce(m)


PHRASES = (
    *clause(_reduce, "(simplify|reduce) [the] [fraction|expression] [:] {e} [to lowest terms|fully]"),
    *noun(_formula, "{e}", rank=-1),
    *noun(_reduce, "simplified form of {e}"),
)  # fmt: skip
