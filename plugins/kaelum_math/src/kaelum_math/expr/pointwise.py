"""Sums, products and quotients of functions: ``(f + g)(3)``, and ``f + g`` for ``f(x) + g(x)``.

A formula reads the name of a function without an argument as a variable. Where functions of that
name are defined it is never one: it is applied to what follows, or stands for its value at the
parameter that all functions in the expression share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import Expr, Mul, Num, children, free_symbols, rebuild, substitute

__all__ = ["Defined", "pointwise"]


class Defined(Protocol):
    """A function that was defined; see :class:`~kaelum_math.scope.Function`."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its arguments."""

    @property
    def body(self) -> Expr:
        """Its value."""

    def __call__(self, arguments: tuple[Expr, ...], /) -> Expr:
        """Its value at ``arguments``."""


def pointwise(expr: Expr, functions: Mapping[str, Defined]) -> Expr:
    """``expr`` without bare names of ``functions``.

    Raises:
        NotUnderstood: the functions named have different parameters, or several.
    """
    named = free_symbols(expr) & functions.keys()
    if not named:
        return expr
    expr = _applied(expr, functions)
    named = free_symbols(expr) & functions.keys()
    parameters = {functions[name].parameters for name in named}
    if len(parameters) > 1 or any(len(names) != 1 for names in parameters):
        raise NotUnderstood("It is unclear what a function is applied to.")
    return substitute(expr, {name: functions[name].body for name in named})


def _applied(expr: Expr, functions: Mapping[str, Defined]) -> Expr:
    """With every combination of functions before an argument applied to it."""
    if isinstance(expr, Mul):
        start = next((k for k, f in enumerate(expr.factors) if not isinstance(f, Num)), 0)
        numbers, combined, argument = (
            expr.factors[:start], expr.factors[start:-1], expr.factors[-1],
        )  # fmt: skip
        if _of_functions(combined, functions) and not free_symbols(argument) & functions.keys():
            values = {
                name: functions[name]((argument,)) for f in combined for name in free_symbols(f)
            }
            found = (*numbers, *(substitute(f, values) for f in combined))
            return found[0] if len(found) == 1 else Mul(found)
    parts = children(expr)
    return rebuild(expr, tuple(_applied(part, functions) for part in parts)) if parts else expr


def _of_functions(factors: Sequence[Expr], functions: Mapping[str, Defined]) -> bool:
    """Whether ``factors`` are made of functions alone: (f + g), or f and g, but not one name."""
    names = [free_symbols(factor) for factor in factors]
    return all(n and n <= functions.keys() for n in names) and sum(map(len, names)) > 1
