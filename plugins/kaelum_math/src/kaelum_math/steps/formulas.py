"""Steps through formulae: what is put in, and what comes out, one formula at a time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kaelum_math.expr.nodes import number, number_text, show, substitute
from kaelum_math.methods.measures import Size, size
from kaelum_math.task import Solution

__all__ = ["compound", "measure", "shares", "summary"]


def _text(value: Fraction) -> str:
    return number_text(value, decimal=True)


def measure(task: Any, solution: Solution) -> Iterator[str]:
    """Each formula of the reading with its numbers."""
    values = {name: Size.of(value) for name, value in task.given}
    if task.pi:
        values["pi"] = Size.of(task.pi)
    names = frozenset(values)
    exact = dict(task.given)
    for name, expr in _chain(task, names):
        values[name] = size(expr, values)
        filled = substitute(expr, {n: number(v, decimal=True) for n, v in exact.items()})
        rational = values[name].rational()
        result = values[name].text() if rational is None else _text(rational)
        if rational is not None:
            exact[name] = rational
        yield f"{name} = {show(expr)} = {show(filled)} = {result}"
    if solution.answer != result:
        yield f"{task.asked}: {solution.answer}"


def _chain(task: Any, names: frozenset[str]) -> Any:
    from kaelum_math.methods import figures

    return figures.chain(task.figure, names - {"pi"}, task.asked)


def compound(task: Any, solution: Solution) -> Iterator[str]:
    """The growth of one period, its power, and the amount."""
    periods = task.years * task.periods
    growth = 1 + task.rate / (100 * task.periods)
    yield f"in one period it grows by the factor 1 + {_text(task.rate)}/{100 * task.periods} = {_text(growth)}"
    total = task.principal * growth ** int(periods)
    shown = _text(total) if len(_text(total)) < 40 else f"{float(total):.6f}..."
    yield f"after {periods} periods: {_text(task.principal)} * {_text(growth)}**{periods} = {shown}"
    if task.interest:
        yield f"less what was put in, {_text(task.principal)}: {solution.answer}"
    else:
        yield f"rounded to cents: {solution.answer}"


def shares(task: Any, _solution: Solution) -> Iterator[str]:
    """What one part is worth, and each share of it."""
    whole = sum(task.parts, Fraction(0))
    part = task.total / whole
    yield f"{' + '.join(map(_text, task.parts))} = {_text(whole)} parts"
    yield f"one part is {_text(task.total)}/{_text(whole)} = {_text(part)}"
    for count in task.parts:
        yield f"{_text(count)} * {_text(part)} = {_text(count * part)}"


def summary(task: Any, solution: Solution) -> Iterator[str]:
    """The figures that a mean, a median, a range or a variance is made of."""
    values, count = task.values, len(task.values)
    total = sum(values, Fraction(0))
    added = " + ".join(map(_text, values)).replace("+ -", "- ")
    match task.what:
        case "mean":
            yield f"{added} = {_text(total)}"
            yield f"{_text(total)}/{count} = {_text(total / count)}"
        case "sum":
            yield f"{added} = {_text(total)}"
        case "median":
            ordered = sorted(values)
            yield f"in order: {', '.join(map(_text, ordered))}"
            low, high = ordered[(count - 1) // 2], ordered[count // 2]
            if count % 2:
                yield f"the middle one of {count} is {_text(low)}"
            else:
                yield f"the middle two: ({_text(low)} + {_text(high)})/2 = {_text((low + high) / 2)}"
        case "range":
            low, high = min(values), max(values)
            yield f"{_text(high)} - {_text(low)} = {_text(high - low)}"
        case "mode":
            for value in sorted(set(values)):
                yield f"{_text(value)} occurs {values.count(value)} times"
        case "variance" | "standard deviation":
            mean = total / count
            squares = sum(((v - mean) ** 2 for v in values), Fraction(0))
            divisor = count - 1 if task.divisor == "sample" else count
            yield f"mean: {_text(total)}/{count} = {_text(mean)}"
            yield f"squared distances from it add up to {_text(squares)}"
            yield f"divided by {divisor}: {_text(squares / divisor)}"
            if task.what != "variance":
                yield f"its square root: {solution.answer}"
