"""Formulae solved for one of their letters: ``make r the subject of C = 2*pi*r``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Relation,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    show,
    substitute,
    walk,
)
from kaelum_math.expr.poly import identical
from kaelum_math.expr.ratio import ratio
from kaelum_math.families.simplifying import cancelled
from kaelum_math.phrases import clause
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, undecided

__all__ = ["PHRASES", "Subject"]

_CONSTANTS = {"pi": "π", "e": "ε"}
"""How constants are called while they are variables: no question can contain these names."""


@frozen
class Subject(Task):
    """An equation in several letters, solved for one of them.

    Attributes:
        equation: the formula.
        name: the letter wanted.
        positive: whether only its positive values are wanted.
    """

    equation: Relation
    name: str
    positive: bool = False

    def describe(self) -> str:
        extra = f", {self.name} > 0" if self.positive else ""
        return f"solve {show(self.equation)} for {self.name}{extra}"

    def _linear(self) -> tuple[Expr, Expr] | None:
        """``(a, b)`` where the formula says ``a*name + b = 0`` after clearing denominators."""
        try:
            num, _ = ratio(_opened(Add((self.equation.left, Neg(self.equation.right)))))
        except OutOfReach:
            return None
        parts = num.coefficients(self.name)
        return (parts[1].expr(), parts[0].expr()) if len(parts) == 2 else None

    def solve(self) -> Solution:
        linear = self._linear()
        if linear is not None:
            text = _closed_text(cancelled(*ratio(Div(Neg(linear[1]), linear[0]))))
            return Solution(text, answers.expression(text))
        found = list(_isolated(self.equation, self.name))
        if self.positive and len(found) == 2:
            found = found[1:]
        text = " or ".join(show(value) for value in found)
        return Solution(text, found[0] if len(found) == 1 else tuple(found))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        values = [answers.expression(text) for text in answer.split(" or ")]
        free = all(self.name not in free_symbols(value) for value in values)
        what = "put back, it satisfies the formula"
        linear = self._linear()
        if linear is not None:
            a, b = linear
            num, den = ratio(Add((Mul((a, _opened(values[0]))), b)))
            yield proof(f"{what}, which is linear in the letter", "substitution",
                        free and len(values) == 1 and bool(den)
                        and identical(num.expr(), number(0)))  # fmt: skip
            return
        from sympy import Symbol

        from kaelum_math.expr import symbolic

        difference = Add((self.equation.left, Neg(self.equation.right)))
        for value in values:
            put = symbolic.to_sympy(substitute(difference, {self.name: value}))
            names = {s: Symbol(s.name, positive=True) for s in put.free_symbols}
            zero = symbolic.is_zero(put.subs(names))
            yield (
                undecided(what, "substitution")
                if zero is None
                else claim(what, "substitution", zero and free, independent=True)
            )


def _opened(expr: Expr) -> Expr:
    """``expr`` with constants as variables."""
    if isinstance(expr, Sym):
        return Sym(_CONSTANTS.get(expr.name, expr.name))
    parts = children(expr)
    return rebuild(expr, tuple(map(_opened, parts))) if parts else expr


def _closed_text(text: str) -> str:
    for name, sign in _CONSTANTS.items():
        text = text.replace(sign, name)
    return text


def _isolated(equation: Relation, name: str) -> Iterator[Expr]:
    """The letter's values, by undoing one operation after another on the only side that has it.

    Raises:
        OutOfReach: the letter occurs more than once, or in a function that is not undone here.
    """
    sides = (equation.left, equation.right)
    if sum(node == Sym(name) for side in sides for node in walk(side)) != 1:
        raise OutOfReach("The letter occurs more than once in the formula.")
    inner, value = sides if name in free_symbols(equation.left) else reversed(sides)
    yield from _undone(inner, value, name)


def _undone(inner: Expr, value: Expr, name: str) -> Iterator[Expr]:
    if inner == Sym(name):
        yield value
        return
    match inner:
        case Add(parts) | Mul(parts):
            mine = next(p for p in parts if name in free_symbols(p))
            others = tuple(p for p in parts if p is not mine)
            rest = others[0] if len(others) == 1 else rebuild(inner, others)
            following: Expr = (
                Add((value, Neg(rest))) if isinstance(inner, Add) else Div(value, rest)
            )
            yield from _undone(mine, following, name)
        case Neg(arg):
            yield from _undone(arg, Neg(value), name)
        case Div(num, den) if name in free_symbols(num):
            yield from _undone(num, Mul((value, den)), name)
        case Div(num, den):
            yield from _undone(den, Div(num, value), name)
        case Pow(base, exp) if name in free_symbols(base):
            power = try_rational(exp)
            if not power:
                raise OutOfReach("The exponent is no number.")
            root = _root(value, 1 / power)
            if power.numerator % 2 == 0:
                yield from _undone(base, Neg(root), name)
            yield from _undone(base, root, name)
        case Pow(base, exp):
            log = Call("ln", (value,))
            yield from _undone(
                exp, log if base == Sym("e") else Div(log, Call("ln", (base,))), name
            )
        case Call("sqrt", (arg,)):
            yield from _undone(arg, Pow(value, number(2)), name)
        case Call("ln", (arg,)):
            yield from _undone(arg, Pow(Sym("e"), value), name)
        case Call("exp", (arg,)):
            yield from _undone(arg, Call("ln", (value,)), name)
        case _:
            raise OutOfReach("The formula has a function that is not undone here.")


def _root(value: Expr, exponent: Fraction) -> Expr:
    if exponent == Fraction(1, 2):
        return Call("sqrt", (value,))
    return Pow(value, number(exponent))


def subject(equation: Relation, name: str, *, positive: bool = False) -> Subject:
    """The task of solving a formula for one of its letters.

    Raises:
        OutOfReach: it is not solved here.
    """
    task = Subject(equation, name, positive)
    task.solve()
    return task


def _subject(m: Slots) -> Task | None:
    name = m.variable("v")
    equation = m.relation("r", free=(name,))
    names = free_symbols(equation.left) | free_symbols(equation.right)
    if equation.op != "=" or name not in names:
        return None
    if len(names) == 1 and "pi" not in {
        n.name for s in (equation.left, equation.right) for n in walk(s) if isinstance(n, Sym)
    }:
        return None
    if m.has("w"):
        condition = [t.text for t in m.tokens("w")]
        if condition not in (
            [name.lower(), ">", "0"],
            [name.lower(), "is", "positive"],
            ["positive", name.lower()],
        ):
            raise NotUnderstood("The condition on the letter is not understood.")
    return subject(equation, name, positive=m.has("w"))


_COND = "[, {w}|where {w}|if {w}|given {w}|assuming {w}|for {w}|with {w}]"

PHRASES = (
    *clause(_subject, f"make {{v}} the subject [of] [the] [formula|equation] [:] [in] {{r}} {_COND}",
            f"(rearrange|transpose|solve) [the] [formula|equation] {{r}} (to make {{v}} the subject|for {{v}}|in terms of {{v}}) {_COND}",
            f"solve for {{v}} [:|in|if|when|where|given|,] {{r}} {_COND}",
            f"{{r}} [,] (make {{v}} the subject|solve for {{v}}|find {{v}}) {_COND}"),
)  # fmt: skip
