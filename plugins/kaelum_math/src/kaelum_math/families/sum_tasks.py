"""Sums and products over a range, infinite series, and whether they converge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import OutOfReach, TooLarge
from kaelum_math.expr.exact import rational, recompute
from kaelum_math.expr.nodes import (
    Add,
    Expr,
    Neg,
    Sym,
    number,
    show,
    substitute,
)
from kaelum_math.expr.poly import Poly, try_polynomial
from kaelum_math.methods.growth import converges, radius
from kaelum_math.methods.telescope import (
    difference_holds,
    geometric_parts,
    geometric_sum,
    rational_sum,
)
from kaelum_math.task import Solution, Task, claim, proof, undecided

__all__ = ["ClosedSum", "Converges", "FiniteSum", "InfiniteSum", "Radius"]

MAX_TERMS: Final = 20_000
DIVERGES: Final = "the series diverges"
INFINITY: Final = Sym("oo")


@frozen
class FiniteSum(Task):
    """The sum, or the product, of a formula's values at consecutive integers."""

    body: Expr
    name: str
    low: int
    high: int
    product: bool = False

    def describe(self) -> str:
        what = "product" if self.product else "sum"
        return f"{what} of {show(self.body)} for {self.name} = {self.low} to {self.high}"

    def _terms(self) -> Iterable[Fraction]:
        if self.high - self.low >= MAX_TERMS:
            raise TooLarge(f"More than {MAX_TERMS} terms are not added up here.")
        for k in range(self.low, self.high + 1):
            yield rational(self.body, {self.name: Fraction(k)})

    def solve(self) -> Solution:
        total = Fraction(1 if self.product else 0)
        try:
            if not self.product:
                total = self._by_differences()
                return Solution(str(total), number(total))
        except OutOfReach:
            pass
        for term in self._terms():
            total = total * term if self.product else total + term
            if max(total.numerator.bit_length(), total.denominator.bit_length()) > 12_000:
                raise TooLarge("The result has too many digits.")
        return Solution(str(total), number(total))

    def _by_differences(self) -> Fraction:
        poly, base = geometric_parts(self.body, self.name)
        found = geometric_sum(poly, base, self.name)
        ends = (rational(found, {self.name: Fraction(k)}) for k in (self.high + 1, self.low))
        above, below = ends
        return above - below

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.value(answer)
        if self.high - self.low < MAX_TERMS:
            # Each value is worked out by a stack machine on unreduced pairs, last term first.
            total = Fraction(1 if self.product else 0)
            for k in range(self.high, self.low - 1, -1):
                value = recompute(substitute(self.body, {self.name: number(k)}))
                total = total * value if self.product else total + value
            yield proof("recomputed backwards, term by term", "recomputation", total == claimed)
            return
        poly, base = geometric_parts(self.body, self.name)
        found = geometric_sum(poly, base, self.name)
        yield proof("the terms are the differences of a function with these values at the ends",
                    "telescoping", difference_holds(found, self.body, self.name)
                    and self._by_differences() == claimed)  # fmt: skip


@frozen
class ClosedSum(Task):
    """The sum of a formula's values up to a place that is a variable."""

    body: Expr
    name: str
    low: Expr
    high: Expr

    def describe(self) -> str:
        return f"sum of {show(self.body)} for {self.name} = {show(self.low)} to {show(self.high)}"

    def _difference(self) -> Expr:
        try:
            poly, base = geometric_parts(self.body, self.name)
        except OutOfReach:
            return rational_sum(self.body, self.name)
        return geometric_sum(poly, base, self.name)

    def solve(self) -> Solution:
        from kaelum_math.expr import symbolic

        found = self._difference()
        top = substitute(found, {self.name: Add((self.high, number(1)))})
        total: Expr = Add((top, Neg(substitute(found, {self.name: self.low}))))
        poly = try_polynomial(total)
        if poly is not None:
            text = _factored(poly)
        else:
            from sympy import factor

            text = symbolic.text(factor(symbolic.to_sympy(total)))
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.families.analysis import equal_check

        if not isinstance(self.high, Sym):
            yield undecided("it grows by one term with every step", "differences")
            return
        claimed, name = answers.expression(answer), self.high.name
        before = substitute(claimed, {name: Add((Sym(name), number(-1)))})
        step = substitute(self.body, {self.name: Sym(name)})
        yield equal_check(Add((claimed, Neg(before))), step, "it grows by one term with every step",
                          "differences")  # fmt: skip
        start = Add(
            (
                substitute(claimed, {name: self.low}),
                Neg(substitute(self.body, {self.name: self.low})),
            )
        )
        yield claim("it begins with the first term", "substitution", rational(start) == 0,
                    independent=True)  # fmt: skip


def _factored(poly: Poly) -> str:
    from kaelum_math.families.polynomials import Factor

    if len(poly.variables()) != 1:
        return poly.text()
    return Factor(poly.expr(), poly.variables()[0]).solve().answer


@frozen
class InfiniteSum(Task):
    """The sum of a formula's values at all integers from some place on."""

    body: Expr
    name: str
    low: int

    def describe(self) -> str:
        return f"sum of {show(self.body)} for {self.name} = {self.low} to infinity"

    def _telescoped(self) -> Expr:
        """A function whose differences are the terms, and which falls to zero.

        Raises:
            OutOfReach: there is none of the kinds known here.
        """
        try:
            poly, base = geometric_parts(self.body, self.name)
        except OutOfReach:
            return rational_sum(self.body, self.name)
        if abs(base) >= 1:
            raise OutOfReach("The terms do not fall to zero.")
        return geometric_sum(poly, base, self.name)

    def solve(self) -> Solution:
        try:
            total = -rational(self._telescoped(), {self.name: Fraction(self.low)})
        except OutOfReach:
            return self._by_sympy()
        return Solution(str(total), number(total), {"method": "telescoping"})

    def _by_sympy(self) -> Solution:
        from sympy import Sum, oo, simplify

        from kaelum_math.expr import symbolic

        if not converges(self.body, self.name)[0]:
            return Solution(DIVERGES, None, {"method": "growth"})
        x = symbolic.symbol(self.name)
        try:
            value = Sum(symbolic.to_sympy(self.body), (x, self.low, oo)).doit()
        except (NotImplementedError, ValueError, TypeError) as error:
            raise OutOfReach("The sum has no closed form that was found.") from error
        if value.has(Sum) or not value.is_finite:
            raise OutOfReach("The sum has no closed form that was found.")
        value = simplify(value)
        return Solution(symbolic.text(value), symbolic.from_sympy(value), {"method": "table"})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == DIVERGES:
            convergent, test = converges(self.body, self.name)
            yield claim("the series diverges", test, not convergent, independent=True)
            return
        if evidence["method"] == "telescoping":
            found = self._telescoped()
            start = rational(found, {self.name: Fraction(self.low)})
            yield proof("the terms are the differences of a function that falls to zero",
                        "telescoping", difference_holds(found, self.body, self.name)
                        and answers.value(answer) == -start)  # fmt: skip
            return
        yield self._numeric(answer)

    def _numeric(self, answer: str) -> Check:
        """Whether partial sums, extrapolated, come close."""
        from mpmath import mp, nsum

        from kaelum_math.expr import symbolic

        what, method = "the partial sums tend to it", "Richardson's and Levin's extrapolation"
        x, body = symbolic.symbol(self.name), symbolic.to_sympy(self.body)
        wanted = mp.mpmathify(symbolic.to_sympy(answers.expression(answer)).evalf(20))

        def term(k: Any) -> Any:
            # The extrapolation raises the precision in force, and needs the terms as exactly.
            return mp.mpmathify(body.subs(x, int(k)).evalf(mp.dps + 5))

        try:
            with mp.workdps(20):
                near = abs(nsum(term, [self.low, mp.inf]) - wanted) < 1e-8 * (1 + abs(wanted))
        except (TypeError, ValueError, ZeroDivisionError, ArithmeticError):
            return undecided(what, method)
        return claim(what, method, holds=True) if near else undecided(what, method)


@frozen
class Converges(Task):
    """Whether the series of a formula converges."""

    body: Expr
    name: str

    def describe(self) -> str:
        return f"does the sum of {show(self.body)} over {self.name} to infinity converge?"

    def solve(self) -> Solution:
        found, test = converges(self.body, self.name)
        return Solution("yes" if found else "no", found,
                        notes=(f"The series {'converges' if found else 'diverges'}: {test}.",))  # fmt: skip

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        found, test = converges(self.body, self.name)
        yield claim("the growth of the terms decides", test, answer == ("yes" if found else "no"))


@frozen
class Radius(Task):
    """The radius of convergence of a power series."""

    body: Expr
    name: str
    variable: str

    def describe(self) -> str:
        return f"radius of convergence of the sum of {show(self.body)} over {self.name}"

    def solve(self) -> Solution:
        limit = radius(substitute(self.body, {self.variable: number(1)}), self.name)
        if limit is None:
            return Solution("0", number(0))
        return (
            Solution("infinity", INFINITY)
            if not limit
            else Solution(str(1 / limit), number(1 / limit))
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        # Inside the radius the series converges, outside it diverges.
        sides = []
        if answer != "infinity":
            edge = answers.value(answer)
            sides.append(not self._converges(edge * 2 or Fraction(1, 1000)))
        if answer != "0":
            sides.append(self._converges(Fraction(1000) if answer == "infinity" else edge / 2))
        yield claim("inside it the series converges, outside it does not", "growth of the terms",
                    all(sides), independent=True)  # fmt: skip

    def _converges(self, x: Fraction) -> bool:
        return converges(substitute(self.body, {self.variable: number(x)}), self.name)[0]
