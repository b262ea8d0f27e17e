"""The syntax tree of mathematical expressions, and how it is written.

The tree says what was typed: ``0.50`` stays a decimal, ``6/4`` stays a
quotient. Values are computed from it by :mod:`kaelum_math.expr.exact` and
:mod:`kaelum_math.expr.poly`; nothing is simplified on construction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

__all__ = [
    "Add",
    "Call",
    "Div",
    "Expr",
    "Mul",
    "Neg",
    "Num",
    "Pow",
    "Relation",
    "Sym",
    "children",
    "free_symbols",
    "has_decimal",
    "number",
    "rebuild",
    "show",
    "substitute",
    "walk",
]


@frozen
class Num:
    """A number; ``decimal`` if it was typed, or came about, as a decimal."""

    value: Fraction
    decimal: bool = False


@frozen
class Sym:
    """A variable or a named constant (``pi``, ``e``)."""

    name: str


@frozen
class Add:
    """A sum of two or more terms."""

    terms: tuple[Expr, ...]


@frozen
class Mul:
    """A product of two or more factors."""

    factors: tuple[Expr, ...]


@frozen
class Div:
    """A quotient."""

    num: Expr
    den: Expr


@frozen
class Pow:
    """A power."""

    base: Expr
    exp: Expr


@frozen
class Neg:
    """A negated expression."""

    arg: Expr


@frozen
class Call:
    """A function applied to arguments."""

    name: str
    args: tuple[Expr, ...]


@frozen
class Relation:
    """Two expressions compared: ``op`` is one of ``= != < <= > >=``."""

    op: str
    left: Expr
    right: Expr


Expr: TypeAlias = Num | Sym | Add | Mul | Div | Pow | Neg | Call


def number(value: int | Fraction, *, decimal: bool = False) -> Num:
    """The node for ``value``."""
    return Num(Fraction(value), decimal)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The direct parts of ``expr``."""
    match expr:
        case Add(terms):
            return terms
        case Mul(factors):
            return factors
        case Div(num, den):
            return (num, den)
        case Pow(base, exp):
            return (base, exp)
        case Neg(arg):
            return (arg,)
        case Call(_, args):
            return args
    return ()


def rebuild(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    """``expr`` with its direct parts replaced by ``parts``."""
    match expr:
        case Add():
            return Add(parts)
        case Mul():
            return Mul(parts)
        case Div():
            return Div(*parts)
        case Pow():
            return Pow(*parts)
        case Neg():
            return Neg(*parts)
        case Call(name):
            return Call(name, parts)
    return expr


def walk(expr: Expr) -> Iterator[Expr]:
    """``expr`` and all its parts, parents first."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


CONSTANTS = frozenset({"pi", "e", "oo"})
"""Names that stand for themselves unless a question defines them."""


def free_symbols(expr: Expr) -> frozenset[str]:
    """Names of the variables in ``expr``, constants left out."""
    names = {node.name for node in walk(expr) if isinstance(node, Sym)}
    return frozenset(names - CONSTANTS)


def has_decimal(expr: Expr) -> bool:
    """Whether a number in ``expr`` was typed as a decimal."""
    return any(isinstance(node, Num) and node.decimal for node in walk(expr))


def substitute(
    expr: Expr,
    values: Mapping[str, Expr],
    functions: Mapping[str, Callable[[tuple[Expr, ...]], Expr]] | None = None,
) -> Expr:
    """``expr`` with names replaced by ``values`` and calls by what ``functions`` give."""
    if isinstance(expr, Sym):
        return values.get(expr.name, expr)
    parts = children(expr)
    if not parts:
        return expr
    new = tuple(substitute(part, values, functions) for part in parts)
    if functions and isinstance(expr, Call) and expr.name in functions:
        return functions[expr.name](new)
    return expr if new == parts else rebuild(expr, new)


def decimal_text(value: Fraction) -> str | None:
    """``value`` as a finite decimal without trailing zeros, or None if it has none."""
    num, den = value.numerator, value.denominator
    twos = (den & -den).bit_length() - 1
    rest, fives = den >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = str(abs(num) * 10**places // den).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if num < 0 else text


def number_text(value: Fraction, *, decimal: bool = False) -> str:
    """``value`` as an integer, as a decimal where wanted and finite, else as ``p/q``."""
    if decimal and value.denominator != 1:
        text = decimal_text(value)
        if text is not None:
            return text
    return str(value)


_ADD, _MUL, _NEG, _POW, _ATOM = range(5)


def show(expr: Expr | Relation) -> str:
    """``expr`` in ``**`` notation, with no more brackets than needed."""
    if isinstance(expr, Relation):
        return f"{show(expr.left)} {expr.op} {show(expr.right)}"
    return _show(expr)[0]


def _wrap(expr: Expr, least: int) -> str:
    text, level = _show(expr)
    return text if level >= least else f"({text})"


def _show(expr: Expr) -> tuple[str, int]:
    match expr:
        case Num(value, decimal):
            text = number_text(value, decimal=decimal)
            return text, _NEG if value < 0 else _MUL if "/" in text else _ATOM
        case Sym(name):
            return name, _ATOM
        case Add(terms):
            pieces = [_wrap(terms[0], _MUL)]
            for term in terms[1:]:
                if isinstance(term, Neg):
                    pieces += ["-", _wrap(term.arg, _MUL)]
                else:
                    pieces += ["+", _wrap(term, _MUL)]
            return " ".join(pieces), _ADD
        case Mul(factors):
            head = _wrap(factors[0], _MUL)
            return "*".join([head, *(_wrap(f, _POW) for f in factors[1:])]), _MUL
        case Div(num, den):
            return f"{_wrap(num, _MUL)}/{_wrap(den, _POW)}", _MUL
        case Pow(base, exp):
            return f"{_wrap(base, _ATOM)}**{_wrap(exp, _ATOM)}", _POW
        case Neg(arg):
            return f"-{_wrap(arg, _MUL)}", _NEG
        case Call(name, args):
            return f"{name}({', '.join(map(show, args))})", _ATOM
