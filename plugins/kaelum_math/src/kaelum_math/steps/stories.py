"""Steps of a word problem: one quantity after the other from what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kaelum_math.expr.nodes import number_text
from kaelum_math.steps.equations import elimination
from kaelum_math.task import Solution

__all__ = ["quantities"]


def quantities(task: Any, solution: Solution) -> Iterator[str]:
    """Each equation that leaves one quantity open gives it; the rest go together."""
    values: dict[str, Fraction] = {}
    left = list(task.equations)
    while left:
        ready = next((e for e in left if len(_open(e, values)) == 1), None)
        if ready is None:
            break
        left.remove(ready)
        (name,) = _open(ready, values)
        gap = ready.gap()
        factor = dict(gap.terms)[name]
        rest = gap.offset + sum(
            (f * values[n] for n, f in gap.terms if n != name), start=Fraction(0)
        )
        values[name] = -rest / factor
        found = f"{name} = {number_text(values[name], decimal=True)}"
        yield found if str(ready) == found else f"{ready}, so {found}"
    together = [equation for equation in left if _open(equation, values)]
    if together:
        names = list(dict.fromkeys(name for e in together for name in _open(e, values)))
        yield from elimination([_row(e, names, values) for e in together], names)
    if any(len(asked.terms) > 1 or asked.offset for asked in task.asked) or not task.equations:
        yield f"{', '.join(map(str, task.asked))} = {solution.answer}"


def _open(equation: Any, values: dict[str, Fraction]) -> list[str]:
    """The quantities of ``equation`` that are not known yet."""
    return [name for name in equation.gap().names() if name not in values]


def _row(equation: Any, names: list[str], values: dict[str, Fraction]) -> list[Fraction]:
    gap = equation.gap()
    factors = dict(gap.terms)
    known = sum((f * values[n] for n, f in gap.terms if n in values), start=gap.offset)
    return [*(factors.get(name, Fraction(0)) for name in names), -known]
