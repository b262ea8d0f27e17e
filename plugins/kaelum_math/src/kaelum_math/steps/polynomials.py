"""Steps with polynomials: multiplying out, finding factors."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from kaelum_math.expr.nodes import Add, Mul, Pow, show
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.roots import divide, primitive, rational_roots
from kaelum_math.task import Solution

__all__ = ["expansion", "factor_steps", "factors"]

MAX_PRODUCTS: Final = 12


def expansion(task: Any, solution: Solution) -> Iterator[str]:
    """Each bracket multiplied in, one after the other."""
    expr = task.expr
    for part in expr.terms if isinstance(expr, Add) else (expr,):
        if isinstance(part, Mul):
            product = polynomial(part.factors[0])
            for factor in part.factors[1:]:
                other = polynomial(factor)
                if len(product.terms) > 1 or len(other.terms) > 1:
                    pieces = _products(product, other)
                    product = product * other
                    yield f"{pieces} = {product.text()}" if pieces else product.text()
                else:
                    product = product * other
        elif isinstance(part, Pow) and len(polynomial(part.base).terms) > 1:
            yield f"{show(part)} = {polynomial(part).text()}"
    if isinstance(expr, Add):
        yield f"like terms together: {solution.answer}"


def _products(left: Poly, right: Poly) -> str:
    """Every term of ``left`` times every term of ``right``; "" if they are many."""
    if len(left.terms) * len(right.terms) > MAX_PRODUCTS:
        return ""
    pieces = [
        f"{Poly({m: c}).text()}*{_bracketed(Poly({n: d}))}"
        for m, c in left.ordered()
        for n, d in right.ordered()
    ]
    return " + ".join(pieces).replace("+ -", "- ")


def _bracketed(term: Poly) -> str:
    text = term.text()
    return f"({text})" if text.startswith("-") else text


def factors(task: Any, _solution: Solution) -> Iterator[str]:
    """The common factor, then a root and its factor at a time."""
    yield from factor_steps(polynomial(task.expr), task.name)


def factor_steps(poly: Poly, name: str) -> Iterator[str]:
    """A common factor of the coefficients, then each rational root divided out."""
    content, whole = primitive(poly.numbers(name))
    rest = [Fraction(c) for c in whole]
    if abs(content) != 1:
        yield f"common factor {content}: {content}*({_text(rest, name)})"
    for root, count in rational_roots(rest):
        linear = [Fraction(-root.numerator), Fraction(root.denominator)]
        for _ in range(count):
            if len(rest) == 2:
                break
            rest = divide(rest, linear)[0]
            yield f"{name} = {root} makes it zero, so {_text(linear, name)} divides it, leaving \
{_text(rest, name)}"
    if len(rest) == 3:
        under = rest[1] ** 2 - 4 * rest[2] * rest[0]
        yield f"{_text(rest, name)} has the discriminant {under}, so it has no rational root"
    elif len(rest) > 3:
        yield f"{_text(rest, name)} has no rational root"


def _text(coefficients: list[Fraction], name: str) -> str:
    return Poly.univariate(name, coefficients).text()
