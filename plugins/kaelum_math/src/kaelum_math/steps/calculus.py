"""Steps of calculus: which rule was applied where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaelum_math import answers
from kaelum_math.expr.derive import derive
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Sym,
    children,
    free_symbols,
    rebuild,
    show,
    substitute,
)
from kaelum_math.expr.poly import Poly, try_polynomial
from kaelum_math.task import Solution

__all__ = ["antiderivative", "definite", "derivative"]


def derivative(task: Any, solution: Solution) -> Iterator[str]:
    """Term by term for a polynomial, by the rules of differentiation otherwise."""
    poly = try_polynomial(task.expr)
    if poly is None:
        if task.order == 1:
            yield from _rules(task.expr, task.name)
        expr = task.expr
        for order in range(1, task.order + 1):
            expr = derive(expr, task.name)
            if task.order > 1:
                yield f"derivative {order}: {_text(expr)}"
        yield f"simplified: {solution.answer}"
        return
    if poly.expr() != task.expr and poly.text() != show(task.expr):
        yield f"multiplied out: {poly.text()}"
    for order in range(1, min(task.order, poly.degree(task.name) + 1) + 1):
        if order == 1:
            yield from _term_by_term(poly, task.name)
        poly = poly.derivative(task.name)
        yield f"derivative {order}: {poly.text()}" if task.order > 1 else f"sum: {poly.text()}"


def _term_by_term(poly: Poly, name: str) -> Iterator[str]:
    for monomial, c in poly.ordered():
        term = Poly({monomial: c})
        yield f"({term.text()})' = {term.derivative(name).text()}"


def _rules(expr: Expr, name: str) -> Iterator[str]:
    """The rule for ``expr``, then those for its parts, outermost first."""
    if name not in free_symbols(expr) or isinstance(expr, (Num, Sym)):
        return
    result = f"({show(expr)})' = {_text(derive(expr, name))}"
    match expr:
        case Add(terms):
            yield f"sum rule: {result}"
            parts: tuple[Expr, ...] = terms
        case Neg(arg):
            parts = (arg,)
        case Mul(factors):
            constant = sum(name not in free_symbols(f) for f in factors)
            rule = "constant factor" if constant == len(factors) - 1 else "product rule"
            yield f"{rule}: {result}"
            parts = factors
        case Div(num, den):
            rule = "quotient rule" if name in free_symbols(den) else "constant factor"
            yield f"{rule}: {result}"
            parts = (num, den)
        case Pow(base, exp):
            rule = "exponential rule" if name in free_symbols(exp) else "power rule"
            yield f"{rule}: {result}"
            parts = (base, exp)
        case Call(_, args):
            rule = "chain rule" if args[0] != Sym(name) else "table"
            yield f"{rule}: {result}"
            parts = args
        case _:
            return
    for part in parts:
        if not isinstance(part, Pow) or not _plain_power(part, name):
            yield from _rules(part, name)


def _text(expr: Expr) -> str:
    """``expr`` without powers of one and brackets around products in a product."""
    return show(_tidy(expr))


def _tidy(expr: Expr) -> Expr:
    parts = tuple(_tidy(part) for part in children(expr))
    whole = rebuild(expr, parts) if parts else expr
    match whole:
        case Pow(base, Num(value)) if value == 1:
            return base
        case Neg(Neg(arg)):
            return arg
        case Add(terms):
            return Add(tuple(t for x in terms for t in (x.terms if isinstance(x, Add) else (x,))))
        case Mul(factors):
            flat = [f for x in factors for f in (x.factors if isinstance(x, Mul) else (x,))]
            return Mul(tuple(sorted(flat, key=lambda f: not isinstance(f, Num))))
    return whole


def _plain_power(expr: Pow, name: str) -> bool:
    return expr.base == Sym(name) and isinstance(expr.exp, Num)


def antiderivative(task: Any, solution: Solution) -> Iterator[str]:
    """Term by term for a polynomial; otherwise what was found, and that it differentiates back."""
    poly = try_polynomial(task.expr)
    if poly is not None:
        for monomial, c in poly.ordered():
            term = Poly({monomial: c})
            yield f"{term.text()} comes from {term.antiderivative(task.name).text()}"
        yield f"sum, with a constant: {solution.answer}"
        return
    found = solution.value
    if isinstance(found, (Num, Sym, Add, Mul, Div, Pow, Neg, Call)):
        yield f"F = {show(found)} was found"
        yield f"it differentiates back: F' = {_text(derive(found, task.name))}"
        yield f"which is {show(task.expr)}"


def definite(task: Any, solution: Solution) -> Iterator[str]:
    """An antiderivative, and its difference between the bounds."""
    text = solution.evidence.get("antiderivative")
    if not text:
        return
    inner = answers.expression(str(text))
    above = substitute(inner, {task.name: task.high})
    below = substitute(inner, {task.name: task.low})
    yield f"antiderivative: F({task.name}) = {text}"
    for bound, value in ((task.high, above), (task.low, below)):
        exact = try_rational(value)
        result = show(value) if exact is None else f"{show(value)} = {exact}"
        yield f"F({show(bound)}) = {result}"
    yield f"F({show(task.high)}) - F({show(task.low)}) = {solution.answer}"
