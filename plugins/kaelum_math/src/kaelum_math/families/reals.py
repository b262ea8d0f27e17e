"""Real numbers beyond square roots: values of sine, exponential, logarithm, and of pi and e."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr import tower, trig
from kaelum_math.expr.nodes import (
    Call,
    Div,
    Expr,
    Mul,
    Num,
    Pow,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    show,
    walk,
)
from kaelum_math.expr.poly import identical, polynomial, try_polynomial
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import surd
from kaelum_math.families.arithmetic import evaluate
from kaelum_math.families.inverse_trig import ArcValue, arc_value
from kaelum_math.families.surds import simplify_surd
from kaelum_math.phrases import noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text
from kaelum_math.words import rounding

__all__ = ["PHRASES", "Approximate", "PiMultiple", "TrigValue"]

DIGITS: Final = 10
"""Significant digits of an approximate answer."""


@frozen
class TrigValue(Task):
    """The exact value of an expression with sines and cosines of common angles."""

    expr: Expr

    def describe(self) -> str:
        return f"value of {show(self.expr)}"

    def solve(self) -> Solution:
        try:
            value = surd(trig.replaced(self.expr)[0])
        except Undefined as error:
            return Solution("undefined", notes=(str(error),))
        return Solution(value.text(), value.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == "undefined":
            yield claim("the expression is undefined", "recomputation",
                        self.solve().answer == answer)  # fmt: skip
            return
        plain, uses = trig.replaced(self.expr)
        known = all(trig.proved(name, k, found) for name, k, found in uses)
        yield claim("the values of the functions are right", "digits beyond the separation of "
                    "algebraic numbers", known, independent=True)  # fmt: skip
        same = tower.equal(plain, answers.expression(answer))
        yield proof("with them, both sides are equal", "coordinates in a tower of square roots",
                    same and known)  # fmt: skip
        yield same_text(answer, surd(answers.expression(answer), imaginary="i").text())


@frozen
class PiMultiple(Task):
    """A polynomial in pi with rational coefficients."""

    expr: Expr

    def describe(self) -> str:
        return f"simplify {show(self.expr)}"

    def solve(self) -> Solution:
        text = polynomial(_opened(self.expr)).text().replace(_PI, "pi")
        found = answers.expression(text)
        return Solution(text, found, notes=_about(found))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.expression(answer)
        yield proof("both are the same polynomial in pi", "one evaluation beyond the coefficient bound",
                    identical(_opened(self.expr), _opened(claimed)))  # fmt: skip
        yield same_text(answer, polynomial(_opened(claimed)).text().replace(_PI, "pi"))


def _opened(expr: Expr) -> Expr:
    """``expr`` with pi as a variable."""
    if expr == Sym("pi"):
        return Sym(_PI)
    parts = children(expr)
    return rebuild(expr, tuple(_opened(p) for p in parts)) if parts else expr


_PI: Final = "π"
"""How pi is called while it is a variable: no question can contain this name."""


def _about(expr: Expr) -> tuple[str, ...]:
    low, _ = bounds(expr, 30)
    return (f"About {rounding.to_digits(low, DIGITS)}.",)


@frozen
class Approximate(Task):
    """The value of a real expression to ten significant digits."""

    expr: Expr

    def describe(self) -> str:
        return f"{show(self.expr)} to {DIGITS} significant digits"

    def solve(self) -> Solution:
        for digits in (30, 60, 120):
            low, high = bounds(self.expr, digits)
            texts = {rounding.to_digits(low, DIGITS), rounding.to_digits(high, DIGITS)}
            if len(texts) == 1:
                return Solution(texts.pop(), self.expr, notes=(f"Exactly {show(self.expr)}.",))
        raise OutOfReach("The digits of the number could not be decided.")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.value(answer)
        low, high = bounds(self.expr, 60)
        digits = answer.lstrip("-").replace(".", "").lstrip("0")
        after = len(answer.partition(".")[2]) if "." in answer else 0
        unit = Fraction(1, 10**after) * Fraction(1, 10 ** max(0, DIGITS - len(digits)))
        if not after:
            unit = Fraction(10) ** max(0, len(digits) - DIGITS)
        yield proof("the value lies within half a unit of the last digit", "interval arithmetic",
                    value - unit / 2 <= low and high <= value + unit / 2)  # fmt: skip


def _logarithms(expr: Expr) -> Expr:
    """``expr`` with ``log`` of one argument to base 10, and ``ln(e**k)`` as ``k``."""
    parts = tuple(_logarithms(p) for p in children(expr))
    expr = rebuild(expr, parts) if parts else expr
    match expr:
        case Call("log", (arg,)):
            return Call("log", (arg, number(10)))
        case Call("ln", (Sym("e"),)):
            return number(1)
        case Call("ln", (Pow(Sym("e"), k),)) | Call("ln", (Call("exp", (k,)),)):
            return k
        case Call("ln", (Div(Num(one), Sym("e")),)) if one == 1:
            return number(-1)
        case Pow(Sym("e"), Call("ln", (k,))) | Call("exp", (Call("ln", (k,)),)):
            return k
    return expr


def value_task(expr: Expr) -> Task | None:
    """The task of giving the value of an expression without variables, in the form that fits it.

    Raises:
        MathError: it is too large.
    """
    if free_symbols(expr):
        return None
    return evaluate(expr) or simplify_surd(expr) or _irrational(expr)


def _irrational(expr: Expr) -> Task | None:
    plain = _logarithms(expr)
    if plain != expr:
        found = evaluate(plain) or simplify_surd(plain)
        if found is not None:
            return found
    exact = arc_value(plain, value_task)
    if exact is not None:
        return exact
    try:
        surd(trig.replaced(plain)[0])
    except Undefined:
        return TrigValue(plain)
    except OutOfReach:
        pass
    else:
        return TrigValue(plain)
    names = {n.name for n in walk(plain) if isinstance(n, (Sym, Call))}
    if names == {"pi"} and try_polynomial(_opened(plain)) is not None:
        return PiMultiple(expr)
    try:
        bounds(plain, 30)
    except OutOfReach:
        return None
    return Approximate(plain)


_IN_DEGREES: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


def _angles_of(expr: Expr) -> set[Fraction]:
    """The plain numbers whose sine, cosine or tangent is taken."""
    return {
        node.args[0].value
        for node in walk(expr)
        if isinstance(node, Call) and node.name in _IN_DEGREES and isinstance(node.args[0], Num)
    }


def _in_degrees(expr: Expr) -> Expr:
    parts = tuple(_in_degrees(part) for part in children(expr))
    match rebuild(expr, parts) if parts else expr:
        case Call(name, (Num(angle),)) if name in _IN_DEGREES:
            return Call(name, (Mul((Div(Num(angle), number(180)), Sym("pi"))),))
        case other:
            return other


def _angle_unit(m: Slots, expr: Expr) -> Expr:
    """``expr`` itself or, as another reading of ``sin 45``, with its angles in degrees."""
    angles = _angles_of(expr)
    whole = all(angle and angle.denominator == 1 and angle % 15 == 0 for angle in angles)
    return m.choices.pick((expr, _in_degrees(expr))) if angles and whole else expr


def _value(m: Slots) -> Task | None:
    found = value_task(_angle_unit(m, m.expr("e")))
    return (
        found
        if isinstance(found, (TrigValue, PiMultiple, ArcValue, Approximate))
        else _logarithm(m)
    )


def _with_unit(*, degrees: bool) -> Callable[[Slots], Task | None]:
    """``sin 30 in degrees``: plain angles with their unit said behind."""

    def build(m: Slots) -> Task | None:
        expr = m.expr("e")
        if not _angles_of(expr):
            return None
        return value_task(_in_degrees(expr) if degrees else expr)

    return build


def _logarithm(m: Slots) -> Task | None:
    """``log(100)``, which is rational only once its base is known."""
    expr = m.expr("e")
    logs = any(isinstance(n, Call) and n.name in {"log", "ln", "exp"} for n in walk(expr))
    return value_task(expr) if logs else None


PHRASES = (
    *noun(_value, "{e}", "exact value of {e}"),
    *noun(_with_unit(degrees=True), "{e} (in|using) degrees"),
    *noun(_with_unit(degrees=False), "{e} (in|using) radians"),
)  # fmt: skip
