"""Polynomials: multiplied out, collected, factored; their coefficients; products of powers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import (
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Sym,
    free_symbols,
    has_decimal,
    number,
    number_text,
    show,
)
from kaelum_math.expr.poly import Poly, identical, polynomial, try_polynomial
from kaelum_math.expr.roots import factorise
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text, undecided

__all__ = ["PHRASES", "Coefficient", "Expand", "Factor", "PowerProduct"]

KRONECKER = "one evaluation beyond the coefficient bound"


@frozen
class Expand(Task):
    """A polynomial expression multiplied out, like terms collected."""

    expr: Expr

    def describe(self) -> str:
        return f"expand {show(self.expr)}"

    def _text(self, poly: Poly) -> str:
        return poly.text(decimal=has_decimal(self.expr))

    def solve(self) -> Solution:
        poly = polynomial(self.expr)
        return Solution(self._text(poly), poly.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.expression(answer)
        yield proof("the two expressions are identical", KRONECKER, identical(self.expr, claimed))
        yield claim("the answer is multiplied out", "rewriting it",
                    self._text(polynomial(claimed)) == answer)  # fmt: skip


@frozen
class Factor(Task):
    """A polynomial in one variable as a product of irreducible factors over the rationals."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"factor {show(self.expr)} over the rational numbers"

    def solve(self) -> Solution:
        poly = polynomial(self.expr)
        if poly.degree() == 0:
            raise NotUnderstood("There is no variable to factor.")
        content, factors = factorise(poly.numbers(self.name))
        listed = [[[str(c) for c in factor], count] for factor, count in factors]
        text = self._text(content, factors)
        return Solution(
            text, answers.expression(text), {"content": str(content), "factors": listed}
        )

    def _text(self, content: Fraction, factors: list[tuple[list[int], int]]) -> str:
        polys = [(Poly.univariate(self.name, f), k) for f, k in factors]
        polys.sort(key=lambda pair: _factor_key(pair[0], pair[1]))
        if len(polys) == 1 and polys[0][1] == 1 and abs(content) == 1:
            return polys[0][0].scale(content).text()
        alone = len(polys) == 1 and content == 1
        pieces = []
        for poly, count in polys:
            body = poly.text()
            if len(poly.terms) > 1 and not (alone and count == 1):
                body = f"({body})"
            pieces.append(body if count == 1 else f"{body}**{count}")
        size = abs(content)
        head = [str(size.numerator)] if size.numerator != 1 else []
        tail = f"/{size.denominator}" if size.denominator != 1 else ""
        return ("-" if content < 0 else "") + "*".join([*head, *pieces]) + tail

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        content = Fraction(evidence["content"])
        factors = [([int(c) for c in f], int(k)) for f, k in evidence["factors"]]
        product = Poly.constant(content)
        for factor, count in factors:
            product = product * Poly.univariate(self.name, factor) ** count
        whole = identical(self.expr, answers.expression(answer))
        known = [_irreducible(factor) for factor, _ in factors]
        yield claim("the product of the factors is the polynomial", KRONECKER,
                    whole and product == polynomial(answers.expression(answer)),
                    independent=True, complete=all(known))  # fmt: skip
        if all(known):
            yield claim(
                "no factor splits further", "discriminants and reduction modulo primes", True
            )
        else:
            yield undecided("no factor splits further", "reduction modulo primes")
        yield same_text(answer, self._text(content, factors))


def _factor_key(poly: Poly, count: int) -> tuple[Any, ...]:
    """SymPy's order of factors: the variable, then sums by length, then term by term."""
    terms = poly.ordered()
    keys = [((1, m[0][1]) if m else (0, 0), c) for m, c in terms]
    return (len(terms) > 1, len(terms), keys, count)


def _irreducible(factor: list[int]) -> bool:
    """Whether a primitive polynomial is proved irreducible: by degree, discriminant, or modulo a prime."""
    degree = len(factor) - 1
    if degree <= 1:
        return True
    if degree == 2:
        c, b, a = factor
        discriminant = b * b - 4 * a * c
        return discriminant < 0 or math.isqrt(discriminant) ** 2 != discriminant
    from kaelum_math.expr.modular import irreducible_modulo_some_prime

    return irreducible_modulo_some_prime(factor)


@frozen
class Coefficient(Task):
    """The coefficient of one monomial of an expression that is multiplied out."""

    expr: Expr
    monomial: tuple[tuple[str, int], ...]

    def describe(self) -> str:
        name = "*".join(f"{n}**{k}" if k > 1 else n for n, k in self.monomial) or "1"
        return f"coefficient of {name} in {show(self.expr)}"

    def solve(self) -> Solution:
        poly = polynomial(self.expr)
        value = poly.terms.get(self.monomial, Fraction(0))
        text = number_text(value, decimal=has_decimal(self.expr))
        return Solution(text, number(value), {"expanded": poly.text()})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        expanded = answers.expression(str(evidence["expanded"]))
        poly = polynomial(expanded)
        same = poly.text() == evidence["expanded"] and identical(self.expr, expanded)
        value = poly.terms.get(self.monomial, Fraction(0))
        yield proof("the expanded polynomial is identical and has this coefficient", KRONECKER,
                    same and value == answers.value(answer))  # fmt: skip


@frozen
class PowerProduct(Task):
    """A product of rational powers of one positive variable, as a single power."""

    expr: Expr
    name: str

    def describe(self) -> str:
        return f"simplify {show(self.expr)} for {self.name} > 0"

    def solve(self) -> Solution:
        factor, exponent = _power_product(self.expr, self.name)
        text = _power_text(factor, exponent, self.name)
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value, slope = _dual(self.expr, self.name)
        claimed, steepness = _dual(answers.expression(answer), self.name)
        yield proof("both have the same value and slope at 1, which fixes a product of powers",
                    "dual numbers", (value, slope) == (claimed, steepness))  # fmt: skip
        exponent = slope / value
        yield same_text(answer, _power_text(value, exponent, self.name))


def _power_product(expr: Expr, name: str) -> tuple[Fraction, Fraction]:
    """``(c, k)`` with ``expr == c * name**k`` for positive values of the variable."""
    match expr:
        case Sym(symbol) if symbol == name:
            return Fraction(1), Fraction(1)
        case Mul(factors):
            c, k = Fraction(1), Fraction(0)
            for factor in factors:
                d, j = _power_product(factor, name)
                c, k = c * d, k + j
            return c, k
        case Div(num, den):
            (c, k), (d, j) = _power_product(num, name), _power_product(den, name)
            if d == 0:
                raise Undefined("The expression divides by zero.")
            return c / d, k - j
        case Pow(base, exp) if free_symbols(base):
            c, k = _power_product(base, name)
            exponent = rational(exp)
            return rational(Pow(number(c), number(exponent))), k * exponent
        case Call("sqrt", (arg,)):
            return _power_product(Pow(arg, number(Fraction(1, 2))), name)
        case Neg(arg):
            c, k = _power_product(arg, name)
            return -c, k
    if free_symbols(expr):
        raise OutOfReach("The expression is no product of powers.")
    return rational(expr), Fraction(0)


def _power_text(factor: Fraction, exponent: Fraction, name: str) -> str:
    if exponent == 0 or factor == 0:
        return str(factor)
    half = Fraction(1, 2)
    power = {
        Fraction(1): name,
        half: f"sqrt({name})",
    }.get(abs(exponent))
    if power is None:
        whole = exponent.denominator == 1 and exponent > 0
        power = f"{name}**{exponent}" if whole else f"{name}**({exponent})"
    elif exponent < 0:
        return (
            f"{factor.numerator}/{power}"
            if factor.denominator == 1
            else (f"{factor.numerator}/({factor.denominator}*{power})")
        )
    head = {1: "", -1: "-"}.get(factor.numerator, f"{factor.numerator}*")
    return head + power + (f"/{factor.denominator}" if factor.denominator != 1 else "")


def _dual(expr: Expr, name: str) -> tuple[Fraction, Fraction]:
    """Value and derivative of a product of powers at 1, by arithmetic on dual numbers."""
    match expr:
        case Sym(symbol) if symbol == name:
            return Fraction(1), Fraction(1)
        case Mul(factors):
            value, slope = Fraction(1), Fraction(0)
            for factor in factors:
                other, rise = _dual(factor, name)
                value, slope = value * other, slope * other + value * rise
            return value, slope
        case Div(num, den):
            (a, b), (c, d) = _dual(num, name), _dual(den, name)
            return a / c, (b * c - a * d) / (c * c)
        case Pow(base, exp) if free_symbols(base):
            value, slope = _dual(base, name)
            exponent = rational(exp)
            power = rational(Pow(number(value), number(exponent)))
            return power, exponent * power / value * slope
        case Call("sqrt", (arg,)):
            return _dual(Pow(arg, number(Fraction(1, 2))), name)
        case Neg(arg):
            value, slope = _dual(arg, name)
            return -value, -slope
    return rational(expr), Fraction(0)


# -- phrases -----------------------------------------------------------------


def _formula(m: Slots) -> Task | None:
    """A formula by itself: it must look like one, and ``i`` in it is no variable.

    What a defined function is applied to may have any name, ``i`` too.
    """
    if all(token.kind == "word" for token in m.tokens("e")):
        raise NotUnderstood("There is no formula here that could be worked out.")
    expr = m.expr("e")
    if not free_symbols(expr) or ("i" in free_symbols(expr) and not m.scope.functions):
        return None
    poly = try_polynomial(expr)
    return None if poly is None else Expand(expr)


def _expand(m: Slots) -> Task | None:
    expr = m.expr("e")
    if not free_symbols(expr):
        return None
    return Expand(expr) if try_polynomial(expr) is not None else None


def _factor(m: Slots) -> Task | None:
    expr = m.expr("e")
    poly = try_polynomial(expr)
    if poly is None or len(poly.variables()) != 1:
        return None
    return Factor(expr, poly.variables()[0])


def _named_coefficient(m: Slots) -> Task | None:
    """``Express E as a + b*x and give b``."""
    names = [item.text for item in m.items("c")]
    expr = m.expr("e")
    shape = m.expr("form", free=_letters(m, "form"))
    target = m.variable("c")
    variables = set(free_symbols(expr)) & set(free_symbols(shape))
    form = polynomial(shape)
    if target in variables or len(names) != 1:
        return None
    for monomial in form.terms:
        labels = [n for n, _ in monomial if n not in variables]
        if labels == [target]:
            return Coefficient(expr, tuple((n, k) for n, k in monomial if n != target))
    return None


def _letters(m: Slots, name: str) -> list[str]:
    return [token.raw for token in m.tokens(name) if token.kind == "word"]


def _coefficient(m: Slots) -> Task | None:
    place = polynomial(m.expr("x", free=_letters(m, "x")))
    if len(place.terms) != 1 or set(place.terms.values()) != {Fraction(1)}:
        return None
    (monomial,) = place.terms
    expr = m.expr("e")
    return Coefficient(expr, monomial) if try_polynomial(expr) is not None else None


def _constant_term(m: Slots) -> Task | None:
    expr = m.expr("e")
    return Coefficient(expr, ()) if try_polynomial(expr) is not None else None


def _positive_power(m: Slots) -> Task | None:
    expr, name = m.expr("e"), m.variable("v")
    if free_symbols(expr) != {name}:
        return None
    _power_product(expr, name)
    return PowerProduct(expr, name)


def _plain_power(m: Slots) -> Task | None:
    """``Simplify x**3/x``: only whole exponents, so nothing is assumed."""
    expr = m.expr("e")
    names = sorted(free_symbols(expr))
    if len(names) != 1 or try_polynomial(expr) is not None:
        return None
    _, exponent = _power_product(expr, names[0])
    return PowerProduct(expr, names[0]) if exponent.denominator == 1 else None


_FORM = "(as|to|in the form|to the form|in form|into the form|into)"

PHRASES = (
    *noun(_formula, "{e}"),
    *clause(_expand, "expand [out] [and simplify] [the] [expression|product|brackets] [in] [:] {e}",
            "multiply out {e}", "(collect|combine) [the] [like] terms [in|of] {e}",
            "simplify [the] [expression] [:] {e}", "(expand|simplify|distribute) {e} [fully|completely]"),
    *noun(_expand, "(expansion|expanded form|simplified form) of {e}", "{e} (expanded|simplified|multiplied out)"),
    *clause(_factor, "(factor|factorise|factorize) [out] [the] [polynomial|expression|quadratic] [:] "
            "{e} [completely|fully]", "completely factor {e}", "write {e} in factored form"),
    *noun(_factor, "{e} (factored|factorised|factorized)", "(factorization|factorisation|factored form) of {e}"),
    *clause(_named_coefficient, f"(express|rearrange|write|put) {{e}} {_FORM} {{form}} and "
            "(give|state|find|determine|calculate) {c}"),
    *noun(_coefficient, "coefficient of [the] {x} [term] (in|of) [the] [expansion of] {e}"),
    *noun(_constant_term, "constant term (in|of) [the] [expansion of] {e}"),
    *clause(_positive_power, "simplify {e} [,] (assuming|given|if|where|when) [that] {v} is positive",
            "simplify {e} [,] (assuming|given|if|where|for|when) [that] {v} > 0"),
    *clause(_plain_power, "simplify [the] [expression] [:] {e}"),
    *noun(_plain_power, "{e}"),
)  # fmt: skip
