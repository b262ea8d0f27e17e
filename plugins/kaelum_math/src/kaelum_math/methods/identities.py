"""Whether an elementary expression is identically zero, decided by exact polynomials.

Every function of an argument becomes a variable of its own, with the relations that hold
for it: the square of a cosine is one less the square of the sine, a root to its degree is
what stands under it, and exponentials and angles that are multiples of one another are
powers and polynomials of one. What then reduces to the zero polynomial is zero everywhere
it is defined; of what does not, nothing is said.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from kaelum_math.errors import MathError, OutOfReach
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
    Sym,
    children,
    free_symbols,
    number,
    rebuild,
)
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio

__all__ = ["vanishes"]

MAX_MULTIPLE: Final = 12
"""The largest multiple of an angle that is expanded."""

_RECIPROCAL: Final = {"sec": "cos", "csc": "sin"}
_HALF: Final = Num(Fraction(1, 2))


def vanishes(expr: Expr) -> bool:
    """Whether ``expr`` is shown to be zero wherever it is defined; False if it is not shown."""
    kernels = _Kernels()
    try:
        kernels.plain(expr)  # finds what the arguments are multiples of
        top, _ = ratio(kernels.plain(expr))
        return not kernels.reduced(top)
    except MathError:
        return False


class _Kernels:
    """The variables that stand for functions, and what is known of each."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._shares: dict[str, int] = {}
        self._powers: dict[str, tuple[int, Poly]] = {}

    def reduced(self, poly: Poly) -> Poly:
        """``poly`` with no more powers than the relations leave."""
        for name, (degree, value) in reversed(self._powers.items()):
            while poly.degree(name) >= degree:
                low = Poly({})
                for power, part in enumerate(poly.coefficients(name)):
                    times, rest = divmod(power, degree)
                    low = low + part * value**times * Poly.variable(name) ** rest
                poly = low
        return poly

    def plain(self, expr: Expr) -> Expr:
        """``expr`` with a variable, or a polynomial in some, for every function in it."""
        match expr:
            case Sym("e"):
                return self._exponential(number(1))
            case Sym("oo"):
                raise OutOfReach("Infinity is no number.")
            case Pow(base, exp) if base == Sym("e"):
                return self._exponential(self.plain(exp))
            case Pow(base, exp) if free_symbols(exp):
                log = self.plain(Call("ln", (base,)))
                return self._exponential(Mul((self.plain(exp), log)))
            case Pow(base, exp):
                value = rational(exp)
                inner = self.plain(base)
                return Pow(self._root(inner, value.denominator), number(value.numerator))
            case Call(name, args):
                return self._call(name, tuple(map(self.plain, args)))
        parts = children(expr)
        return rebuild(expr, tuple(map(self.plain, parts))) if parts else expr

    def _call(self, name: str, args: tuple[Expr, ...]) -> Expr:
        match name:
            case "exp":
                return self._exponential(args[0])
            case "sqrt":
                return self._root(args[0], 2)
            case "cbrt":
                return self._opaque(name, args)
            case "sin" | "cos":
                return self._angle(args[0])[name == "cos"]
            case "tan":
                return Div(*self._angle(args[0]))
            case "cot":
                return Div(*reversed(self._angle(args[0])))
            case "sec" | "csc":
                return Div(number(1), self._angle(args[0])[name == "sec"])
            case "sinh" | "cosh" | "tanh":
                return self._hyperbolic(name, args[0])
        return self._opaque(name, args)

    def _opaque(self, name: str, args: tuple[Expr, ...]) -> Sym:
        """The variable for a function of which nothing else is known."""
        tops = (ratio(arg) for arg in args)
        return Sym(self._name(name, "; ".join(f"{a.text()} / {b.text()}" for a, b in tops)))

    def _name(self, kind: str, text: str) -> str:
        return self._names.setdefault((kind, text), f"{kind}_{len(self._names)}!")

    def _root(self, inner: Expr, degree: int) -> Expr:
        if degree == 1:
            return inner
        top, bottom = ratio(inner)
        value = bottom.constant_value()
        if not value:
            return Div(self._root(top.expr(), degree), self._root(bottom.expr(), degree))
        under = top.scale(1 / value)
        name = self._name(f"root{degree}", under.text())
        self._powers[name] = (degree, under)
        return Sym(name)

    def _multiple(self, kind: str, arg: Expr) -> tuple[str, int, Poly]:
        """``arg`` as a whole multiple of a share of a primitive polynomial: its key, how often, and it."""
        top, bottom = ratio(arg)
        value = bottom.constant_value()
        if not value:
            raise OutOfReach("The argument is no polynomial.")
        poly = top.scale(1 / value)
        if not poly:
            return "", 0, poly
        size = Fraction(
            math.gcd(*(c.numerator for c in poly.terms.values())),
            math.lcm(*(c.denominator for c in poly.terms.values())),
        )
        size = -size if poly.ordered()[0][1] < 0 else size
        whole = poly.scale(1 / size)
        key = f"{kind} {whole.text()}"
        self._shares[key] = math.lcm(self._shares.get(key, 1), size.denominator)
        return f"{whole.text()} / {self._shares[key]}", int(size * self._shares[key]), whole

    def _exponential(self, arg: Expr) -> Expr:
        text, times, _ = self._multiple("exp", arg)
        return Pow(Sym(self._name("exp", text)), number(times)) if times else number(1)

    def _angle(self, arg: Expr) -> tuple[Expr, Expr]:
        """The sine and the cosine of ``arg``."""
        text, times, _ = self._multiple("angle", arg)
        if not times:
            return number(0), number(1)
        if abs(times) > MAX_MULTIPLE:
            raise OutOfReach("The angle is too large a multiple of another.")
        sine, cosine = self._name("sin", text), self._name("cos", text)
        s, c = Poly.variable(sine), Poly.variable(cosine)
        self._powers[cosine] = (2, Poly.constant(1) - s * s)
        above, below = (s, c), (Poly({}), Poly.constant(1))
        for _ in range(abs(times) - 1):
            above, below = (
                (c * above[0] * Poly.constant(2) - below[0], c * above[1] * Poly.constant(2) - below[1]),
                above,
            )  # fmt: skip
        return (above[0] if times > 0 else -above[0]).expr(), above[1].expr()

    def _hyperbolic(self, name: str, arg: Expr) -> Expr:
        up, down = self._exponential(arg), self._exponential(Neg(arg))
        if name == "tanh":
            return Div(Add((up, Neg(down))), Add((up, down)))
        return Mul((_HALF, Add((up, down if name == "cosh" else Neg(down)))))
