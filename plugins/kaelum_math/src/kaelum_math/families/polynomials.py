"""Polynomials: multiplied out, collected, factored; their coefficients."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.nodes import (
    Expr,
    free_symbols,
    has_decimal,
    number,
    number_text,
    show,
)
from kaelum_math.expr.poly import Poly, identical, polynomial, try_polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import factorise
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text, undecided

__all__ = ["PHRASES", "Coefficient", "Expand", "Factor"]

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


def _factor_real(m: Slots) -> Task | None:
    """Over the real numbers, where the factors over the rational ones do not split further."""
    task = _factor(m)
    if not isinstance(task, Factor):
        return None
    factors = factorise(polynomial(task.expr).numbers(task.name))[1]
    if any(len(f) > 3 or (len(f) == 3 and f[1] ** 2 >= 4 * f[0] * f[2]) for f, _ in factors):
        raise OutOfReach("The factors over the real numbers have irrational coefficients.")
    return task


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
    return _coefficient_task(m.expr("e"), monomial)


def _constant_term(m: Slots) -> Task | None:
    expr = m.expr("e")
    return _coefficient_task(expr, ()) if free_symbols(expr) else None


def _coefficient_task(expr: Expr, monomial: tuple[tuple[str, int], ...]) -> Task | None:
    """A coefficient, also of ``(x + 1/x)**6``: times a power of x, that is a polynomial."""
    if try_polynomial(expr) is not None:
        return Coefficient(expr, monomial)
    num, den = ratio(expr)
    if len(den.terms) != 1:
        return None
    ((below, factor),) = den.terms.items()
    powers = dict(monomial)
    for name, power in below:
        powers[name] = powers.get(name, 0) + power
    whole = tuple(sorted((n, k) for n, k in powers.items() if k))
    return Coefficient(num.scale(1 / factor).expr(), whole)


_FORM = "(as|to|in the form|to the form|in form|into the form|into)"

PHRASES = (
    *noun(_formula, "{e}"),
    *clause(_expand, "expand [out] [and simplify] [the] [expression|product|brackets] [in] [:] {e}",
            "multiply out {e}", "(collect|combine) [the] [like] terms [in|of] {e}",
            "simplify [the] [expression] [:] {e}", "(expand|simplify|distribute) {e} [fully|completely]"),
    *noun(_expand, "(expansion|expanded form|simplified form) of {e}", "{e} (expanded|simplified|multiplied out)"),
    *clause(_factor, "(factor|factorise|factorize) [out] [the] [polynomial|expression|quadratic] [:] "
            "{e} [completely|fully] [over the (integers|rationals|rational numbers)]", "(completely|fully) (factor|factorise|factorize) {e}", "(factor|factorise|factorize) (completely|fully) [:] {e}", "write {e} in factored form"),
    *clause(_factor_real, "(factor|factorise|factorize) {e} [completely|fully] over the (reals|real numbers)"),
    *noun(_factor, "{e} (factored|factorised|factorized)", "(factorization|factorisation|factored form) of {e}"),
    *clause(_named_coefficient, f"(express|rearrange|write|put) {{e}} {_FORM} {{form}} and "
            "(give|state|find|determine|calculate) {c}"),
    *noun(_coefficient, "coefficient of [the] {x} [term] (in|of) [the] [[binomial] expansion of|polynomial] {e}",
          "{x} coefficient (in|of) [the] [[binomial] expansion of|polynomial] {e}"),
    *noun(_constant_term, "(constant term|term independent of x) (in|of) [the] [[binomial] expansion of|polynomial] {e}"),
)  # fmt: skip
