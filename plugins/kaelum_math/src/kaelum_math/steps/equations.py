"""Steps of solving equations: collecting terms, the quadratic formula, factors, elimination."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from kaelum_math.expr.linear import system as linear_system
from kaelum_math.expr.nodes import Relation, show
from kaelum_math.expr.poly import Poly, polynomial, try_polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.surd import Surd
from kaelum_math.steps.polynomials import factor_steps
from kaelum_math.task import Solution

__all__ = ["elimination", "inequality", "roots", "system", "unknown"]


def unknown(task: Any, solution: Solution) -> Iterator[str]:
    """One equation in one unknown, or elimination where there are several."""
    names = sorted({name for poly in _sides(task.equations) for name in poly.variables()})
    if len(task.equations) > 1:
        yield from _eliminated(task.equations, names, last=task.name)
    elif len(names) <= 1:
        yield from _one(task.equations[0], task.name, solution)
    else:
        poly = _difference(task.equations[0])
        parts = poly.coefficients(task.name)
        rest = -parts[0]
        head = parts[1].constant_value()
        if head is not None and head != 1:
            term = Poly.variable(task.name).scale(head).text()
            yield f"everything else to the right: {term} = {rest.text()}"
            yield f"divide by {head}: {task.name} = {rest.scale(1 / head).text()}"
        else:
            yield f"everything else to the right: {task.name} = {rest.text()}"


def _sides(equations: Sequence[Relation]) -> Iterator[Poly]:
    for equation in equations:
        for side in (equation.left, equation.right):
            top, bottom = ratio(side)
            yield top
            yield bottom


def _difference(equation: Relation) -> Poly:
    return polynomial(equation.left) - polynomial(equation.right)


def _one(equation: Relation, name: str, solution: Solution) -> Iterator[str]:
    left, right = try_polynomial(equation.left), try_polynomial(equation.right)
    if left is None or right is None:
        top, bottom = _cleared(equation)
        yield f"multiply by {bottom.text()}, which must not be zero: {top.text()} = 0"
        yield from _polynomial(top, name, solution)
        return
    poly = left - right
    if poly.degree(name) <= 1:
        yield from _linear(equation, left, right, name)
    else:
        if equation.right != polynomial(equation.right).expr() or right:
            yield f"everything to the left: {poly.text()} = 0"
        yield from _polynomial(poly, name, solution)


def _cleared(equation: Relation) -> tuple[Poly, Poly]:
    left, under = ratio(equation.left)
    right, below = ratio(equation.right)
    if under == below:
        return left - right, under
    return left * below - right * under, under * below


def _linear(equation: Relation, left: Poly, right: Poly, name: str) -> Iterator[str]:
    common = math.lcm(*(c.denominator for p in (left, right) for c in p.terms.values()), 1)
    shown = show(equation)
    for factor, what in ((common, f"multiply by {common}"), (1, "collect like terms")):
        text = f"{left.scale(Fraction(factor)).text()} = {right.scale(Fraction(factor)).text()}"
        if text != shown and (factor != 1 or common == 1):
            yield f"{what}: {text}"
            shown = text
    left, right = left.scale(Fraction(common)), right.scale(Fraction(common))
    slope, rest = _slope(left - right, name), (right - left).terms.get((), Fraction(0))
    text = f"{Poly.variable(name).scale(slope).text()} = {rest}"
    if text != shown:
        yield f"unknowns to the left, numbers to the right: {text}"
    if not slope:
        yield "which is never so" if rest else f"which is so for every {name}"
    elif slope != 1:
        yield f"divide by {slope}: {name} = {rest / slope}"


def _slope(poly: Poly, name: str) -> Fraction:
    return poly.terms.get(((name, 1),), Fraction(0))


def _polynomial(poly: Poly, name: str, solution: Solution) -> Iterator[str]:
    """The roots of a polynomial: by the formula, or from its factors."""
    coefficients = poly.numbers(name)
    if len(coefficients) == 3:
        yield from _quadratic(coefficients, name)
    elif len(coefficients) > 3:
        yield from factor_steps(poly, name)
        yield f"a product is zero where a factor is: {solution.answer}"
    elif len(coefficients) == 2:
        yield f"{name} = {-coefficients[0] / coefficients[1]}"


def _quadratic(coefficients: Sequence[Fraction], name: str) -> Iterator[str]:
    c, b, a = coefficients
    under = b * b - 4 * a * c
    yield f"a = {a}, b = {b}, c = {c}: discriminant b**2 - 4*a*c = {under}"
    root = Surd.root(abs(under)).text()
    root = root if under >= 0 else f"i*{root}" if root != "1" else "i"
    yield f"{name} = (-b +- sqrt({under}))/(2*a) = ({-b} +- {root})/{2 * a}"
    exact = Surd.root(abs(under)).rational()
    if under == 0:
        yield f"the discriminant is zero, so there is one solution: {name} = {-b / (2 * a)}"
    elif exact is not None and under > 0:
        values = sorted({(-b - exact) / (2 * a), (-b + exact) / (2 * a)})
        yield " or ".join(f"{name} = {value}" for value in values)
    elif under < 0:
        yield "the discriminant is negative, so no solution is real"


def roots(task: Any, solution: Solution) -> Iterator[str]:
    """The real roots of a polynomial."""
    yield from _polynomial(
        Poly.univariate(task.variable, task.coefficients), task.variable, solution
    )


# -- systems -------------------------------------------------------------------


def system(task: Any, _solution: Solution) -> Iterator[str]:
    """Elimination, then the values from the last equation upwards."""
    names = list(task.order)
    yield from _eliminated(task.equations, names, last=names[-1])


def _eliminated(equations: Sequence[Relation], names: Sequence[str], *, last: str) -> Iterator[str]:
    order = [name for name in names if name != last] + [last]
    given = linear_system([_difference(e) for e in equations], order)
    rows = [[*row, constant] for row, constant in zip(given.rows, given.constants, strict=True)]
    yield from elimination(rows, order)


def elimination(rows: list[list[Fraction]], order: Sequence[str]) -> Iterator[str]:
    """Rows ``coefficients of order, constant``, reduced from the top, solved from the bottom."""
    for at, row in enumerate(rows, 1):
        yield f"({at}) {_row(row, order)}"
    labels = list(range(1, len(rows) + 1))
    done: list[int] = []
    for column, name in enumerate(order):
        pivot = next((r for r in range(len(done), len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        at = len(done)
        rows[at], rows[pivot] = rows[pivot], rows[at]
        labels[at], labels[pivot] = labels[pivot], labels[at]
        for r in range(at + 1, len(rows)):
            if rows[r][column]:
                factor = rows[r][column] / rows[at][column]
                rows[r] = [c - factor * p for c, p in zip(rows[r], rows[at], strict=True)]
                yield f"{name} out of ({labels[r]}), {_times(labels[r], factor, labels[at])}: \
{_row(rows[r], order)}"
        done.append(column)
    yield from _upwards(rows, order, labels, done)


def _times(target: int, factor: Fraction, source: int) -> str:
    size = "" if abs(factor) == 1 else f"{abs(factor)}*"
    return f"({target}) {'-' if factor > 0 else '+'} {size}({source})"


def _row(row: Sequence[Fraction], names: Sequence[str]) -> str:
    left = Poly({((name, 1),): c for name, c in zip(names, row, strict=False) if c})
    return f"{left.text()} = {row[-1]}"


def _upwards(
    rows: Sequence[Sequence[Fraction]], names: Sequence[str], labels: Sequence[int], done: list[int]
) -> Iterator[str]:
    for row in rows[len(done) :]:
        if row[-1]:
            yield f"which is never so: 0 = {row[-1]}"
            return
    values: dict[str, Fraction] = {}
    for at in reversed(range(len(done))):
        row, name = rows[at], names[done[at]]
        others = [(n, c) for n, c in zip(names, row, strict=False) if c and n != name]
        if any(n not in values for n, _ in others):
            return
        rest = row[-1] - sum((c * values[n] for n, c in others), Fraction(0))
        values[name] = rest / row[done[at]]
        yield f"({labels[at]}) gives {name} = {values[name]}"


def inequality(task: Any, solution: Solution) -> Iterator[str]:
    """A linear inequality term by term; another by where its sides are equal."""
    if len(task.relations) != 1:
        return
    relation = task.relations[0]
    top, bottom = _cleared(relation)
    degree = top.degree(task.name)
    if bottom.degree() == 0 and degree == 1 and (scale := bottom.constant_value()):
        slope = _slope(top, task.name) / scale
        rest = -top.terms.get((), Fraction(0)) / scale
        turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(relation.op, relation.op)
        yield f"{Poly.variable(task.name).scale(slope).text()} {relation.op} {rest}"
        if slope < 0:
            yield f"divide by {slope}, which turns the sign: {task.name} {turned} {rest / slope}"
        elif slope != 1:
            yield f"divide by {slope}: {task.name} {relation.op} {rest / slope}"
        return
    if bottom.degree() > 0:
        yield f"on one side: ({top.text()})/({bottom.text()}) {relation.op} 0"
    else:
        yield f"on one side: {top.text()} {relation.op} 0"
    yield f"between the places where that is zero or undefined its sign stays the same, and one \
value from each stretch decides: {solution.answer}"
