"""Complex numbers beyond arithmetic: argument, polar form, roots, Euler's formula, defined names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr import trig
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
    show,
    substitute,
    walk,
)
from kaelum_math.expr.real import bounds
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.complex_numbers import ComplexValue
from kaelum_math.methods.circle import angle_at, turns
from kaelum_math.phrases import Builder, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text, undecided

__all__ = ["PHRASES", "Argument", "ComplexRoots", "ComplexSurd", "Polar"]

MAX_DEGREE: Final = 24
_I: Final = Sym("i")


def _value(expr: Expr) -> Surd:
    """The exact value, ``e**(i*k*pi)`` by Euler's formula.

    Raises:
        MathError: it is no sum of square roots.
    """
    return surd(trig.replaced(_euler(expr))[0], imaginary="i")


def _euler(expr: Expr) -> Expr:
    parts = tuple(map(_euler, children(expr)))
    expr = rebuild(expr, parts) if parts else expr
    exponent = None
    if isinstance(expr, Pow) and expr.base == Sym("e"):
        exponent = expr.exp
    elif isinstance(expr, Call) and expr.name == "exp":
        exponent = expr.args[0]
    if exponent is None or "i" not in free_symbols(exponent):
        return expr
    turn = trig.turn(substitute(exponent, {"i": number(1)}))
    double = trig.turn(substitute(exponent, {"i": number(2)}))
    if turn is None or double != 2 * turn:
        raise OutOfReach("The exponent is no imaginary multiple of pi.")
    cos, sin = trig.value("cos", turn), trig.value("sin", turn)
    return Add((cos.expr(), Mul((_I, sin.expr()))))


@frozen
class ComplexSurd(Task):
    """The value of a complex expression, in square roots."""

    expr: Expr

    def describe(self) -> str:
        return f"value of {show(self.expr)}, i^2 = -1"

    def solve(self) -> Solution:
        value = _value(self.expr)
        return Solution(value.text(), value.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from mpmath import mp

        claimed = surd(answers.expression(answer), imaginary="i")
        with mp.workdps(30):
            try:
                near = abs(_numeric(self.expr) - _numeric(claimed.expr())) < mp.mpf(10) ** -25
            except (MathError, ValueError, ZeroDivisionError):
                yield undecided("both agree to 25 digits", "floating point")
                return
        yield claim("both agree to 25 digits", "floating point", near, independent=True)
        yield same_text(answer, claimed.text())


def _numeric(expr: Expr) -> Any:
    """The value in mpmath's complex numbers, by the tree."""
    from mpmath import mp

    functions = {"sqrt": mp.sqrt, "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan,
                 "conjugate": mp.conj, "re": mp.re, "im": mp.im, "abs": abs, "arg": mp.arg}  # fmt: skip
    match expr:
        case Sym(name):
            return {"i": mp.mpc(0, 1), "e": mp.e, "pi": mp.pi}[name]
        case Add(terms):
            return mp.fsum(map(_numeric, terms))
        case Mul(factors):
            return mp.fprod(map(_numeric, factors))
        case Neg(arg):
            return mp.fneg(_numeric(arg))
        case Div(num, den):
            return mp.fdiv(_numeric(num), _numeric(den))
        case Pow(base, exp):
            return mp.power(_numeric(base), _numeric(exp))
        case Call(name, (arg,)) if name in functions:
            return functions[name](_numeric(arg))
    value = try_rational(expr)
    if value is None:
        raise OutOfReach("The expression is not evaluated here.")
    return mp.mpf(value.numerator) / value.denominator


def _modulus(value: Surd) -> Surd:
    re, im = value.real_part(), value.imaginary_part()
    return (re * re + im * im).square_root()


def _angle(value: Surd) -> Fraction | Expr:
    """The principal argument: ``k`` where it is ``k*pi``, else an expression.

    Raises:
        OutOfReach: the value is zero.
    """
    re, im = value.real_part(), value.imaginary_part()
    if not value:
        raise OutOfReach("Zero has no argument.")
    if not im and re.sign() < 0:
        return Fraction(1)
    found = angle_at(im * (_modulus(value) + re).inverse())
    if isinstance(found, Fraction):
        return found - 2 if found > 1 else found
    inner = Call("atan", ((im * re.inverse()).expr(),))
    if re.sign() > 0:
        return inner
    return Add((inner, Sym("pi"))) if im.sign() > 0 else Add((inner, Neg(Sym("pi"))))


def _angle_text(angle: Fraction | Expr) -> str:
    return turns(angle) if isinstance(angle, Fraction) else show(angle)


def _points_there(value: Surd, angle: Expr) -> bool:
    """Whether ``|value|*(cos(angle) + i*sin(angle))`` is ``value``, by intervals, and the angle principal."""
    size = _modulus(value).expr()
    for name, part in (("cos", value.real_part()), ("sin", value.imaginary_part())):
        low, high = bounds(Add((Mul((size, Call(name, (angle,)))), Neg(part.expr()))), 40)
        if not low <= 0 <= high:
            return False
    low, high = bounds(angle, 30)
    return Fraction(-31416, 10000) < low and high < Fraction(31416, 10000)


@frozen
class Argument(Task):
    """The principal argument of a complex number, in radians."""

    expr: Expr

    def describe(self) -> str:
        return f"argument of {show(self.expr)}, in (-pi, pi]"

    def solve(self) -> Solution:
        text = _angle_text(_angle(_value(self.expr)))
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        angle, value = answers.expression(answer), _value(self.expr)
        turn = trig.turn(angle) if "pi" in answer else Fraction(0) if answer == "0" else None
        if turn is None:
            yield claim("a number of this size and argument is the given one", "interval arithmetic",
                        _points_there(value, angle), independent=True)  # fmt: skip
            return
        size = _modulus(value)
        exact = (
            size * trig.value("cos", turn) == value.real_part()
            and size * trig.value("sin", turn) == value.imaginary_part()
        )
        yield proof("a number of this size and argument is the given one", "a table of cosines",
                    exact and -1 < turn <= 1)  # fmt: skip


@frozen
class Polar(Task):
    """A complex number as ``r*(cos(a) + i*sin(a))``, or as ``r*e**(i*a)``."""

    expr: Expr
    exponential: bool = False

    def describe(self) -> str:
        return f"{'exponential' if self.exponential else 'polar'} form of {show(self.expr)}"

    def solve(self) -> Solution:
        value = _value(self.expr)
        size, angle = _modulus(value).text(), _angle_text(_angle(value))
        size = f"({size})" if " " in size else size
        head = "" if size == "1" else f"{size}*"
        if self.exponential:
            inner = f"({angle})" if " " in angle else angle
            return Solution(f"{head}e**(i*{inner})", None, {"angle": angle})
        text = f"cos({angle}) + i*sin({angle})"
        return Solution(f"{head}({text})" if head else text, None, {"angle": angle})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        yield from Argument(self.expr).check(str(evidence["angle"]), {})
        yield same_text(answer, self.solve().answer)


@frozen
class ComplexRoots(Task):
    """All complex n-th roots of a number."""

    expr: Expr
    degree: int

    def describe(self) -> str:
        return f"all complex {self.degree}th roots of {show(self.expr)}"

    def _roots(self) -> Iterator[Surd]:
        value = _value(self.expr)
        if self.degree == 2:
            try:
                root = value.square_root()
            except OutOfReach:
                pass
            else:
                yield from (root, -root)
                return
        size, angle = _modulus(value).rational(), _angle(value)
        length = None if size is None else _real_root(size, self.degree)
        if not isinstance(angle, Fraction) or length is None:
            raise OutOfReach("The roots have no form in square roots that is known here.")
        for k in range(self.degree):
            turn = (angle + 2 * k) / self.degree
            cos, sin = trig.value("cos", turn), trig.value("sin", turn)
            yield length * (cos + Surd({-1: Fraction(1)}) * sin)

    def solve(self) -> Solution:
        found = list(self._roots())
        return Solution(", ".join(r.text() for r in found), tuple(r.expr() for r in found))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        roots = [surd(answers.expression(text), imaginary="i") for text in answer.split(", ")]
        value = _value(self.expr)
        right = all(r.power(self.degree) == value for r in roots)
        yield proof(f"the power of each is the number, and there are {self.degree} different ones",
                    "powers and the degree", right and len(set(roots)) == self.degree == len(roots))  # fmt: skip


def _real_root(size: Fraction, degree: int) -> Surd | None:
    exact = try_rational(Pow(number(size), number(Fraction(1, degree))))
    if exact is not None:
        return Surd.of(exact)
    if degree % 2 == 0:
        half = try_rational(Pow(number(size), number(Fraction(2, degree))))
        return None if half is None else Surd.root(half)
    return None


# -- phrases -------------------------------------------------------------------


def _expr(m: Slots) -> Expr:
    """The complex number in the slot; ``i`` must be its only name."""
    expr = m.expr("e")
    if free_symbols(expr) - {"i"}:
        raise NotUnderstood("A complex number is expected.")
    return expr


def _formula(m: Slots) -> Task | None:
    if "i" not in m.scope.names() and not any(t.raw == "i" for t in m.tokens("e")):
        return None
    expr = _expr(m)
    if "i" not in free_symbols(expr) or m.scope.functions:
        return None  # what a defined function is applied to may have any name
    if isinstance(expr, Call) and expr.name in _PARTS:
        return _part(_PARTS[expr.name], expr.args[0])
    if any(isinstance(node, Call) for node in walk(expr)) or Sym("e") in set(walk(expr)):
        _value(expr)
        return ComplexSurd(expr)
    try:
        task = ComplexValue(expr)
        task.solve()
    except NotUnderstood:
        _value(expr)
        return ComplexSurd(expr)
    return task


_PARTS: Final = {
    "abs": "modulus",
    "conjugate": "conjugate",
    "re": "real",
    "im": "imaginary",
    "arg": "argument",
}


def _part(what: str, expr: Expr) -> Task:
    if what == "argument":
        return Argument(expr)
    task = ComplexValue(expr, what)
    task.solve()
    return task


def _of(what: str) -> Builder:
    return lambda m: _part(what, _expr(m)) if "i" in free_symbols(_expr(m)) else None


def _argument(m: Slots) -> Task | None:
    expr = _expr(m)
    _angle(_value(expr))
    return Argument(expr)


def _polar(*, exponential: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        task = Polar(_expr(m), exponential)
        task.solve()
        return task

    return build


_NAMED: Final = {"square": 2, "cube": 3, "cubic": 3}


def _degree(m: Slots) -> int:
    word = m.text("n").replace(" ", "").replace("-", "")
    degree = _NAMED.get(word) or m.ordinal("n")
    if not 2 <= degree <= MAX_DEGREE:
        raise NotUnderstood("The degree of the root is too large.")
    return degree


def _roots(m: Slots) -> Task | None:
    expr = _expr(m) if m.has("e") else number(1)
    if m.has("e") and "i" not in free_symbols(expr):
        return None
    task = ComplexRoots(expr, _degree(m))
    task.solve()
    return task


_WRITE: Final = "[convert] {e} (in|to|into|as) [its|the] [a]"

PHRASES = (
    *noun(_formula, "{e}", "{e} in [the] [form] (a + bi|a + bi form|standard form|rectangular form|cartesian form|a + b i|a + b i form)"),
    *noun(_of("modulus"), "(modulus|magnitude|absolute value) of [the complex number] {e}"),
    *noun(_of("conjugate"), "[complex] conjugate of [the complex number] {e}"),
    *noun(_of("real"), "real part of {e}"),
    *noun(_of("imaginary"), "imaginary part of {e}"),
    *noun(_argument, "[principal] (argument|arg|phase) of [the complex number] {e}"),
    *noun(_polar(exponential=False), f"{_WRITE} (polar|trigonometric|trig|modulus - argument) form", "(polar|trigonometric) form of {e}"),
    *noun(_polar(exponential=True), f"{_WRITE} (exponential|euler) form", "exponential form of {e}"),
    *noun(_roots, "[all] [the] [complex] {n} roots of unity", "[all] [the] [complex] {n} roots of {e}"),
)  # fmt: skip
