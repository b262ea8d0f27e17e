"""Polynomials divided: quotient and remainder, common divisors, partial fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import Add, Expr, Neg, free_symbols, number, show
from kaelum_math.expr.poly import Poly, identical, polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import divide, factorise, primitive
from kaelum_math.families.rational import common_divisor
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text

__all__ = ["PHRASES", "CommonDivisor", "Division", "IsFactor", "PartialFractions"]


@frozen
class Division(Task):
    """A polynomial divided by another: ``both``, the ``quotient`` or the ``remainder``."""

    dividend: Expr
    divisor: Expr
    name: str
    what: str = "both"

    def describe(self) -> str:
        what = "quotient and remainder" if self.what == "both" else self.what
        return f"{what} of {show(self.dividend)} divided by {show(self.divisor)}"

    def _parts(self) -> tuple[Poly, Poly]:
        below = polynomial(self.divisor).numbers(self.name)
        if not any(below):
            raise Undefined("It divides by zero.")
        above = polynomial(self.dividend).numbers(self.name)
        if len(above) < len(below):
            return Poly({}), polynomial(self.dividend)
        found = divide(above, below)
        return Poly.univariate(self.name, found[0]), Poly.univariate(self.name, found[1])

    def solve(self) -> Solution:
        quotient, rest = self._parts()
        evidence = {"quotient": quotient.text(), "remainder": rest.text()}
        if self.what == "both" and rest:
            return Solution(f"{quotient.text()} remainder {rest.text()}", None, evidence)
        wanted = rest if self.what == "remainder" else quotient
        return Solution(wanted.text(), wanted.expr(), evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        quotient, rest = (
            polynomial(answers.expression(str(evidence[key]))) for key in ("quotient", "remainder")
        )
        divisor = polynomial(self.divisor)
        back = divisor * quotient + rest == polynomial(self.dividend)
        small = rest.degree(self.name) < divisor.degree(self.name) or not rest
        yield proof("divisor times quotient plus remainder is the dividend, and the remainder is of "
                    "lower degree", "multiplication", back and small)  # fmt: skip
        both = f"{quotient.text()} remainder {rest.text()}" if rest else quotient.text()
        wanted = {"both": both, "quotient": quotient.text(), "remainder": rest.text()}
        yield same_text(answer, wanted[self.what])


@frozen
class IsFactor(Task):
    """Whether one polynomial divides another."""

    divisor: Expr
    dividend: Expr
    name: str

    def describe(self) -> str:
        return f"does {show(self.divisor)} divide {show(self.dividend)}?"

    def solve(self) -> Solution:
        rest = Division(self.dividend, self.divisor, self.name, "remainder").solve()
        return Solution("no" if rest.answer != "0" else "yes", rest.answer == "0", rest.evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        task = Division(self.dividend, self.divisor, self.name, "remainder")
        rest = str(evidence["remainder"])
        yield from task.check(rest, evidence)
        yield claim("the answer says whether a remainder is left", "comparison",
                    answer == ("yes" if rest == "0" else "no"))  # fmt: skip


@frozen
class CommonDivisor(Task):
    """The greatest common divisor of polynomials in one variable, without common factors of its
    coefficients."""

    exprs: tuple[Expr, ...]
    name: str

    def describe(self) -> str:
        return f"greatest common divisor of {' and '.join(map(show, self.exprs))}"

    def solve(self) -> Solution:
        found = polynomial(self.exprs[0]).numbers(self.name)
        for expr in self.exprs[1:]:
            found = common_divisor(found, polynomial(expr).numbers(self.name))
        whole = primitive(found)[1]
        sign = -1 if whole[-1] < 0 else 1
        poly = Poly.univariate(self.name, [sign * c for c in whole])
        return Solution(poly.text(), poly.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = polynomial(answers.expression(answer))
        each = [factorise(polynomial(e).numbers(self.name))[1] for e in self.exprs]
        shared = sum(
            (len(factor) - 1) * min(dict(_keyed(part)).get(tuple(factor), 0) for part in each)
            for factor, _ in each[0]
        )
        divides = all(
            not any(divide(polynomial(e).numbers(self.name), claimed.numbers(self.name))[1])
            for e in self.exprs
        )
        yield proof("it divides all of them, and has the degree of their common factors",
                    "factorisation", divides and claimed.degree() == shared)  # fmt: skip


def _keyed(factors: Sequence[tuple[list[int], int]]) -> Iterable[tuple[tuple[int, ...], int]]:
    return ((tuple(factor), count) for factor, count in factors)


@frozen
class PartialFractions(Task):
    """A quotient of polynomials as a sum of simple ones, over the rational numbers."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"partial fractions of {show(self.expr)}"

    def solve(self) -> Solution:
        num, den = ratio(self.expr)
        top, bottom = num.numbers(self.name), den.numbers(self.name)
        common = common_divisor(top, bottom)
        top, bottom = divide(top, common)[0], divide(bottom, common)[0]
        if len(bottom) < 2:
            raise OutOfReach("There is no denominator to take apart.")
        whole, top = divide(top, bottom) if len(top) >= len(bottom) else ([], top)
        lead, factors = factorise(bottom)
        unknowns = [
            (f, k, j)
            for f, count in factors
            for k in range(1, count + 1)
            for j in range(len(f) - 1)
        ]
        values = self._solved([c / lead for c in top], factors, unknowns)
        text = self._text(Poly.univariate(self.name, whole), unknowns, values)
        return Solution(text, answers.expression(text))

    def _solved(
        self, top: Sequence[Fraction], factors: Sequence[tuple[list[int], int]],
        unknowns: Sequence[tuple[list[int], int, int]],
    ) -> list[Fraction]:  # fmt: skip
        """The numerators' coefficients: multiplied out, both sides agree in every power."""
        size = sum((len(f) - 1) * count for f, count in factors)
        columns = []
        for factor, k, j in unknowns:
            column = Poly.variable(self.name) ** j if j else Poly.constant(1)
            for other, count in factors:
                times = count - k if other == factor else count
                column = column * Poly.univariate(self.name, other) ** times
            parts = column.numbers(self.name)
            columns.append([*parts, *[Fraction(0)] * (size - len(parts))])
        rows = [[column[row] for column in columns] for row in range(size)]
        target = [*top, *[Fraction(0)] * (size - len(top))]
        return _eliminated(rows, target)

    def _text(
        self,
        whole: Poly,
        unknowns: Sequence[tuple[list[int], int, int]],
        values: Sequence[Fraction],
    ) -> str:
        tops: dict[tuple[tuple[int, ...], int], list[Fraction]] = {}
        for (factor, k, _), value in zip(unknowns, values, strict=True):
            tops.setdefault((tuple(factor), k), []).append(value)
        pieces = [whole.text()] if whole else []
        for (below, k), coefficients in tops.items():
            if any(coefficients):
                pieces.append(_fraction(self.name, coefficients, below, k))
        pieces.sort(key=lambda piece: piece.startswith("-"))
        return " + ".join(pieces).replace("+ -", "- ")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.expression(answer)
        num, den = ratio(Add((self.expr, Neg(claimed))))
        yield proof("the sum of the fractions is the quotient", "one evaluation beyond the "
                    "coefficient bound", bool(den) and identical(num.expr(), number(0)))  # fmt: skip
        terms = claimed.terms if isinstance(claimed, Add) else (claimed,)
        yield claim("each fraction has a power of one factor below", "factorisation",
                    all(_is_simple(term, self.name) for term in terms))  # fmt: skip


def _is_simple(term: Expr, name: str) -> bool:
    num, den = ratio(term)
    if den.degree() == 0:
        return True
    factors = factorise(den.numbers(name))[1]
    return len(factors) == 1 and num.degree() < len(factors[0][0]) - 1


def _fraction(name: str, top: Sequence[Fraction], factor: Sequence[int], power: int) -> str:
    content, whole = primitive([Fraction(c) for c in top])
    above = Poly.univariate(name, [c * content.numerator for c in whole])
    below = Poly.univariate(name, list(factor)).text()
    below = below if len([c for c in factor if c]) == 1 and below == name else f"({below})"
    below = below if power == 1 else f"{below}**{power}"
    below = f"({content.denominator}*{below})" if content.denominator != 1 else below
    text = above.text()
    return f"{text}/{below}" if len(above.terms) == 1 else f"({text})/{below}"


def _eliminated(rows: list[list[Fraction]], target: list[Fraction]) -> list[Fraction]:
    """The solution of a regular system of equations, by Gauss's elimination."""
    size = len(rows)
    rows = [[*row, value] for row, value in zip(rows, target, strict=True)]
    for k in range(size):
        pivot = next(r for r in range(k, size) if rows[r][k])
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [c / rows[k][k] for c in rows[k]]
        for r in range(size):
            if r != k and rows[r][k]:
                factor = rows[r][k]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[k], strict=True)]
    return [row[-1] for row in rows]


# -- phrases -------------------------------------------------------------------


def _one_name(*exprs: Expr) -> str:
    names = sorted({n for expr in exprs for n in free_symbols(expr)})
    if len(names) != 1:
        raise NotUnderstood("Polynomials in one variable are expected.")
    return names[0]


def _divided(what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        a, b = m.expr("a"), m.expr("b")
        name = _one_name(a, b)
        polynomial(a), polynomial(b)
        return Division(a, b, name, what)

    return build


def _is_factor(m: Slots) -> Task | None:
    a, b = m.expr("a"), m.expr("b")
    name = _one_name(a, b)
    polynomial(a), polynomial(b)
    return IsFactor(a, b, name)


def _common(m: Slots) -> Task | None:
    exprs = tuple(item.expr for item in m.items("xs"))
    if len(exprs) < 2 or not any(free_symbols(e) for e in exprs):
        return None
    name = _one_name(*exprs)
    if not all(polynomial(e) for e in exprs):
        return None
    return CommonDivisor(exprs, name)


def _partial(m: Slots) -> Task | None:
    expr = m.expr("e")
    name = _one_name(expr)
    ratio(expr)
    return PartialFractions(expr, name)


_DIVIDED = "{a} (is divided by|divided by|is divided with) {b}"
_ASK = "[,] [give|find|state] [the] [both] [quotient and [the] remainder]"

PHRASES = (
    *clause(_divided("both"), "divide {a} by {b}", f"divide {{a}} by {{b}} {_ASK}",
            "(use|using) [polynomial] (long|synthetic) division [to] divide {a} by {b}"),
    *noun(_divided("both"), f"quotient and [the] remainder (when|of|if) {_DIVIDED}",
          "quotient and [the] remainder (when|of) dividing {a} by {b}"),
    *noun(_divided("quotient"), f"quotient (when|of|if) {_DIVIDED}"),
    *noun(_divided("remainder"), f"remainder (when|of|if) {_DIVIDED}",
          "remainder of {a} (when|if) [it is] divided by {b}", "remainder (when|of) dividing {a} by {b}",
          "remainder (when|if) {b} divides {a}"),
    *clause(_is_factor, "is {a} a (factor|divisor) of {b}", "(does|is) {a} (divide|divides) {b}"),
    *noun(_common, "(gcd|hcf|gcf|greatest common divisor|highest common factor|greatest common factor) of [the polynomials] {xs}"),
    *clause(_partial, "(decompose|split|resolve|break|expand|write|express) {e} (into|in|as|as a sum of) [a sum of] partial fractions",
            "(use|find|do) partial (fractions|fraction decomposition) (on|for|of) {e}"),
    *noun(_partial, "partial (fractions|fraction) [decomposition|expansion] (of|for) {e}"),
)  # fmt: skip
