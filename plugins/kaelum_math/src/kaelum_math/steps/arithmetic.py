"""Steps of arithmetic: one operation after the other, digits of another base, square roots."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    children,
    has_decimal,
    number_text,
    rebuild,
    show,
)
from kaelum_math.expr.surd import squarefree
from kaelum_math.task import Solution

__all__ = ["base", "evaluation", "form", "root", "rounding"]

MAX_OPERATIONS: Final = 400


def evaluation(task: Any, _solution: Solution) -> Iterator[str]:
    """Every operation in turn, what stands in brackets first, and what is left after it."""
    yield from reductions(task.expr)


def reductions(expr: Expr) -> Iterator[str]:
    """``3 + 4 = 7: 2*7**2 - 10/4``, until one number is left."""
    decimal = has_decimal(expr)
    expr = _signed(expr)
    for _ in range(MAX_OPERATIONS):
        if isinstance(expr, Num):
            return
        before = show(expr)
        expr, done = _reduced(expr, decimal=decimal)
        expr = _signed(expr)
        if done and show(expr) != before:
            whole = done == f"{before} = {show(expr)}"
            yield done if whole else f"{done}: {show(expr)}"


def _signed(expr: Expr) -> Expr:
    """``expr`` with each negated number as one negative number, except where it is subtracted."""
    parts = tuple(
        part
        if isinstance(expr, Add) and at and isinstance(part, Neg) and isinstance(part.arg, Num)
        else _signed(part)
        for at, part in enumerate(children(expr))
    )
    whole = rebuild(expr, parts) if parts else expr
    if isinstance(whole, Neg) and isinstance(whole.arg, Num):
        return Num(-whole.arg.value, whole.arg.decimal)
    return whole


def _value(expr: Expr) -> Fraction | None:
    """The value of a number that may be negated."""
    match expr:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
    return None


def _reduced(expr: Expr, *, decimal: bool) -> tuple[Expr, str]:
    """``expr`` with its first innermost operation carried out, and that operation."""
    parts = children(expr)
    for at, part in enumerate(parts):
        if _value(part) is None:
            new, done = _reduced(part, decimal=decimal)
            return rebuild(expr, (*parts[:at], new, *parts[at + 1 :])), done
    if isinstance(expr, (Add, Mul)) and len(parts) > 2:
        first: Expr = type(expr)(parts[:2])
        value = Num(rational(first), decimal)
        return type(expr)((value, *parts[2:])), f"{show(first)} = {show(value)}"
    value = Num(rational(expr), decimal)
    return value, f"{show(expr)} = {show(value)}"


def form(task: Any, solution: Solution) -> Iterator[str]:
    """The steps to the exact value, and how it is written."""
    from kaelum_math.steps import tell

    inner = task.task.solve()
    yield from tell(task.task, inner)
    if inner.answer != solution.answer:
        yield f"{inner.answer}, {task.shape.describe()}: {solution.answer}"


def rounding(task: Any, _solution: Solution) -> Iterator[str]:
    """The multiples of the last place just below and above, and which is nearer."""
    unit = Fraction(10) ** task.power
    below = task.value // unit * unit
    if below == task.value:
        yield f"{task.value} has nothing after that place"
        return
    low, high = (number_text(v, decimal=True) for v in (below, below + unit))
    rest = (task.value - below) / unit
    side = "in the middle, and halves go away from zero" if rest * 2 == 1 else (
        f"nearer to {high if rest * 2 > 1 else low}"
    )  # fmt: skip
    yield f"{low} < {number_text(task.value, decimal=True)} < {high}, {side}"


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def base(task: Any, solution: Solution) -> Iterator[str]:
    """Place values, then division by the base until nothing is left."""
    if hasattr(task, "target"):
        source, target = task.source, task.target
        digits = task.digits.lstrip("-").lower()
        value = sum(_DIGITS.index(d) * source**k for k, d in enumerate(reversed(digits)))
        if source != 10:
            places = (
                f"{_DIGITS.index(d)}*{source}**{k}"
                for k, d in reversed(list(enumerate(reversed(digits))))
            )
            yield f"{' + '.join(places)} = {value}"
    else:
        value, target = abs(task.value), task.base
    if target == 10:
        return
    while value:
        rest, digit = divmod(value, target)
        yield f"{value} = {rest}*{target} + {digit}" + (f" ({_DIGITS[digit]})" if digit > 9 else "")
        value = rest
    yield f"the remainders from the last to the first: {solution.answer}"


def root(task: Any, solution: Solution) -> Iterator[str]:
    """The largest square under each root is taken out."""
    for node in _roots(task.expr):
        value = rational(node.args[0])
        if value.denominator == 1 and value > 0:
            outside, inside = squarefree(value.numerator)
            if outside > 1 and inside > 1:
                yield f"{show(node)} = sqrt({outside}**2*{inside}) = {outside}*sqrt({inside})"
            elif outside > 1:
                yield f"{show(node)} = {outside}"
    yield f"all together: {solution.answer}"


def _roots(expr: Expr) -> Iterator[Call]:
    """The square roots of plain numbers in ``expr``, each once, inner ones first."""
    seen: set[Expr] = set()

    def walk(node: Expr) -> Iterator[Call]:
        for part in children(node):
            yield from walk(part)
        if isinstance(node, Call) and node.name == "sqrt" and node not in seen:
            seen.add(node)
            if isinstance(node.args[0], (Num, Mul, Add, Pow, Div)) and not any(
                isinstance(part, Call) for part in children(node.args[0])
            ):
                yield node

    yield from walk(expr)
