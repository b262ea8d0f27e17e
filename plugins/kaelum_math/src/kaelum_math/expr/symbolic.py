"""Between the syntax tree and SymPy, by explicit constructors only. Import it lazily.

SymPy objects are made from the tree, never from text; what SymPy finds comes
back as text that the expression grammar reads.
"""

from __future__ import annotations

from typing import Any, Final

import sympy
from sympy.printing.str import StrPrinter

from kaelum_math.errors import OutOfReach, TooLarge
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, walk
from kaelum_math.expr.parser import parse_text

__all__ = ["from_sympy", "is_zero", "symbol", "text", "to_sympy"]

MAX_NODES: Final = 400

_FUNCTIONS: Final = {
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "cot": sympy.cot, "sec": sympy.sec,
    "csc": sympy.csc, "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan,
    "sinh": sympy.sinh, "cosh": sympy.cosh, "tanh": sympy.tanh, "asinh": sympy.asinh,
    "acosh": sympy.acosh, "atanh": sympy.atanh, "exp": sympy.exp, "ln": sympy.log,
    "sqrt": sympy.sqrt, "abs": sympy.Abs, "sign": sympy.sign, "floor": sympy.floor,
    "ceiling": sympy.ceiling, "gamma": sympy.gamma, "binomial": sympy.binomial,
    "factorial": sympy.factorial,
}  # fmt: skip
_CONSTANTS: Final = {"pi": sympy.pi, "e": sympy.E, "oo": sympy.oo}


def symbol(name: str) -> Any:
    """The SymPy symbol of a variable; real."""
    return sympy.Symbol(name, real=True)


def to_sympy(expr: Expr) -> Any:
    """``expr`` as a SymPy expression.

    Raises:
        TooLarge: it is too large for symbolic work, or has huge powers.
        OutOfReach: it has a function that is not known there.
    """
    nodes = list(walk(expr))
    if len(nodes) > MAX_NODES:
        raise TooLarge("The expression is too large for symbolic work.")
    for node in nodes:
        if (
            isinstance(node, Num)
            and max(abs(node.value.numerator), node.value.denominator) > 10**60
        ):
            raise TooLarge("A number is too large for symbolic work.")
        if isinstance(node, Pow) and isinstance(node.exp, Num) and abs(node.exp.value) > 200:
            raise TooLarge("A power is too large for symbolic work.")
    return _convert(expr)


def _convert(expr: Expr) -> Any:
    match expr:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Sym(name):
            return _CONSTANTS.get(name, symbol(name))
        case Add(terms):
            return sympy.Add(*map(_convert, terms))
        case Mul(factors):
            return sympy.Mul(*map(_convert, factors))
        case Neg(arg):
            return -_convert(arg)
        case Div(num, den):
            return _convert(num) / _convert(den)
        case Pow(base, exp):
            return sympy.Pow(_convert(base), _small(_convert(exp)))
        case Call("log", args):
            return sympy.log(*map(_convert, args))
        case Call("cbrt", (arg,)):
            return sympy.real_root(_convert(arg), 3)
        case Call("factorial", (arg,)):
            return sympy.factorial(_small(_convert(arg)))
        case Call(name, args) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*map(_convert, args))
    raise OutOfReach("The expression has a function that is not known here.")


def _small(value: Any) -> Any:
    if value.is_number and value.is_real and abs(value) > 1000:
        raise TooLarge("A power is too large for symbolic work.")
    return value


class _Printer(StrPrinter):  # type: ignore[misc]
    """SymPy's text form with ``ln``, ``e`` and ``i``, as the expression grammar reads them."""

    def _print_log(self, expr: Any) -> str:
        return f"ln({self._print(expr.args[0])})"

    def _print_Exp1(self, _expr: Any) -> str:  # noqa: N802 - SymPy dispatches on names
        return "e"

    def _print_ImaginaryUnit(self, _expr: Any) -> str:  # noqa: N802
        return "i"

    def _print_Abs(self, expr: Any) -> str:  # noqa: N802
        return f"abs({self._print(expr.args[0])})"


def text(value: Any) -> str:
    """A SymPy expression as text that the grammar reads."""
    return str(_Printer().doprint(value))


def from_sympy(value: Any) -> Expr:
    """A SymPy expression as a tree.

    Raises:
        OutOfReach: it has parts that the tree does not know.
    """
    found = parse_text(text(value))
    if not isinstance(found, (Num, Sym, Add, Mul, Div, Pow, Neg, Call)):
        raise OutOfReach("The result is no expression.")
    return found


def is_zero(value: Any) -> bool | None:
    """Whether a SymPy expression is zero: True only if it simplifies to 0, None if undecided."""
    if value == 0:
        return True
    for rewrite in (sympy.expand, sympy.simplify, lambda v: sympy.simplify(v.rewrite(sympy.exp))):
        value = rewrite(value)
        if value == 0:
            return True
    names = sorted(value.free_symbols, key=str)
    for base in (sympy.Rational(7, 5), sympy.Rational(12, 5), sympy.Rational(3, 7)):
        point = {n: base + sympy.Rational(k, 3) for k, n in enumerate(names)}
        number = value.subs(point).evalf(30)
        if number.is_number and number.is_finite and abs(number) > 1e-12:
            return False
    return None
