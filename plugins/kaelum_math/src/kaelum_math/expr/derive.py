"""Differentiation by the textbook rules, on the tree itself: the check on SymPy's results."""

from __future__ import annotations

from kaelum_math.errors import OutOfReach
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
    free_symbols,
    number,
)

__all__ = ["derive"]

_ZERO, _ONE, _TWO = number(0), number(1), number(2)


def _square(x: Expr) -> Expr:
    return Pow(x, _TWO)


def _outer(name: str, x: Expr) -> Expr:
    """The derivative of a function at ``x``."""
    one_plus, one_minus = Add((_ONE, _square(x))), Add((_ONE, Neg(_square(x))))
    rules: dict[str, Expr] = {
        "sin": Call("cos", (x,)),
        "cos": Neg(Call("sin", (x,))),
        "tan": Div(_ONE, _square(Call("cos", (x,)))),
        "cot": Neg(Div(_ONE, _square(Call("sin", (x,))))),
        "sec": Div(Call("sin", (x,)), _square(Call("cos", (x,)))),
        "csc": Neg(Div(Call("cos", (x,)), _square(Call("sin", (x,))))),
        "asin": Div(_ONE, Call("sqrt", (one_minus,))),
        "acos": Neg(Div(_ONE, Call("sqrt", (one_minus,)))),
        "atan": Div(_ONE, one_plus),
        "sinh": Call("cosh", (x,)),
        "cosh": Call("sinh", (x,)),
        "tanh": Div(_ONE, _square(Call("cosh", (x,)))),
        "asinh": Div(_ONE, Call("sqrt", (one_plus,))),
        "atanh": Div(_ONE, one_minus),
        "exp": Call("exp", (x,)),
        "ln": Div(_ONE, x),
        "log": Div(_ONE, x),
        "sqrt": Div(_ONE, Mul((_TWO, Call("sqrt", (x,))))),
        "abs": Div(x, Call("abs", (x,))),
    }
    if name not in rules:
        raise OutOfReach(f"The function {name} is not differentiated here.")
    return rules[name]


def derive(expr: Expr, name: str) -> Expr:
    """The derivative of ``expr`` in the variable ``name``, not simplified.

    Raises:
        OutOfReach: a function has no rule here.
    """
    if name not in free_symbols(expr):
        return _ZERO
    match expr:
        case Sym():
            return _ONE
        case Neg(arg):
            return _negated(derive(arg, name))
        case Add(terms):
            return _sum(*(derive(t, name) for t in terms))
        case Mul(factors):
            rest = factors[1] if len(factors) == 2 else Mul(factors[1:])
            head = derive(factors[0], name)
            return _sum(_product(head, rest), _product(factors[0], derive(rest, name)))
        case Div(num, den):
            if name not in free_symbols(den):
                return Div(derive(num, name), den)
            top = _sum(_product(derive(num, name), den), _negated(_product(num, derive(den, name))))
            return Div(top, _square(den))
        case Pow(base, exp):
            return _power(base, exp, name)
        case Call("log", (arg, base)) if not free_symbols(base):
            return Div(derive(arg, name), Mul((arg, Call("ln", (base,)))))
        case Call(function, (arg,)):
            return _product(_outer(function, arg), derive(arg, name))
    raise OutOfReach("The expression is not differentiated here.")


def _negated(x: Expr) -> Expr:
    return x.arg if isinstance(x, Neg) else x if x == _ZERO else Neg(x)


def _sum(*terms: Expr) -> Expr:
    kept = tuple(t for t in terms if t != _ZERO)
    return _ZERO if not kept else kept[0] if len(kept) == 1 else Add(kept)


def _product(*factors: Expr) -> Expr:
    if _ZERO in factors:
        return _ZERO
    kept = tuple(f for f in factors if f != _ONE)
    return _ONE if not kept else kept[0] if len(kept) == 1 else Mul(kept)


def _power(base: Expr, exp: Expr, name: str) -> Expr:
    if name not in free_symbols(exp):
        lower = Pow(base, Add((exp, number(-1))))
        if isinstance(exp, Num):
            lower = Pow(base, number(exp.value - 1))
        return _product(exp, lower, derive(base, name))
    slope = derive(exp, name)
    if base == Sym("e"):
        return _product(Pow(base, exp), slope)
    log = Call("ln", (base,))
    inner = _sum(_product(slope, log), _product(exp, Div(derive(base, name), base)))
    return _product(Pow(base, exp), inner)
