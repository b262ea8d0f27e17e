"""How an answer is reached, told step by step: what ``kaelum ask --explain`` shows.

A family's tasks need not know of it. A *teller* takes a task and its solution and gives
short lines, each a computation that was carried out and that a reader can follow; it is
named in :data:`TELLERS` and imported when steps are asked for. The steps are worked out
anew from the task, by the method that a person would use.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Final

from kaelum_math.errors import MathError
from kaelum_math.task import Solution, Task

__all__ = ["MAX_STEPS", "TELLERS", "tell"]

MAX_STEPS: Final = 30
"""Steps shown at most; the middle of a longer way is left out."""

MAX_WIDTH: Final = 300
"""Characters of a step shown at most."""

TELLERS: Final = {
    "arithmetic.Evaluate": "arithmetic:evaluation",
    "forms.Shaped": "arithmetic:form",
    "digits.Convert": "arithmetic:base",
    "digits.Round": "arithmetic:rounding",
    "integers.BaseChange": "arithmetic:base",
    "surds.SimplifySurd": "arithmetic:root",
    "numbers.CommonDivisor": "integers:common_divisor",
    "numbers.CommonMultiple": "integers:common_multiple",
    "numbers.Divides": "integers:division",
    "numbers.Remainder": "integers:division",
    "numbers.Primality": "integers:primality",
    "numbers.PrimeFactors": "integers:factors",
    "integers.PrimeFactors": "integers:factors",
    "numbers.Divisors": "integers:divisors",
    "modular.PowerRemainder": "integers:power",
    "algebra.SolveFor": "equations:unknown",
    "algebra.SolveSystem": "equations:system",
    "real_roots.RealRoots": "equations:roots",
    "inequalities.SolutionSet": "equations:inequality",
    "polynomials.Expand": "polynomials:expansion",
    "polynomials.Factor": "polynomials:factors",
    "calculus.Derivative": "calculus:derivative",
    "analysis.GeneralDerivative": "calculus:derivative",
    "analysis.Antiderivative": "calculus:antiderivative",
    "analysis.DefiniteIntegral": "calculus:definite",
    "geometry.Measure": "formulas:measure",
    "reckoning.Reckoning": "formulas:measure",
    "reckoning.Compound": "formulas:compound",
    "reckoning.Shares": "formulas:shares",
    "chance.DiceSum": "counting:dice",
    "chance.Trials": "counting:trials",
    "chance.Draws": "counting:draws",
    "probability.DrawSequence": "counting:sequence",
    "combinatorics.Selections": "counting:selections",
    "combinatorics.Arrangements": "counting:arrangements",
    "statistics.Summary": "formulas:summary",
    "task.Story": "stories:quantities",
}
"""Task (module and class) -> teller (module of this package and function)."""


def tell(task: Task, solution: Solution) -> tuple[str, ...]:
    """The steps from ``task`` to ``solution``; none where there is no teller, or nothing to tell.

    Steps that the solution brought along come first.
    """
    name = f"{type(task).__module__.rpartition('.')[2]}.{type(task).__name__}"
    told: Iterable[str] = ()
    if name in TELLERS:
        module, _, function = TELLERS[name].partition(":")
        try:
            told = tuple(getattr(import_module(f"{__name__}.{module}"), function)(task, solution))
        except MathError:
            told = ()
    steps = [*solution.steps, *told]
    if len(steps) > MAX_STEPS:
        left_out = len(steps) - MAX_STEPS + 1
        half = MAX_STEPS // 2
        steps[half : half + left_out] = [f"({left_out} steps like these are left out)"]
    return tuple(map(_shortened, steps))


def _shortened(step: str) -> str:
    return step if len(step) <= MAX_WIDTH else f"{step[: MAX_WIDTH - 4]} ..."
