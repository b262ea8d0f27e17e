"""Parses expressions with a LALR grammar into the tree of :mod:`kaelum_math.expr.nodes`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from lark import Lark, Transformer, v_args
from lark import Token as LarkToken
from lark.exceptions import LarkError
from lark.lexer import Lexer

from kaelum_math.errors import Ambiguous, NotUnderstood
from kaelum_math.expr.lexer import Lexeme, Prefix, lex, readings
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Relation,
    free_symbols,
    walk,
)
from kaelum_math.text.tokens import Token, tokenize

if TYPE_CHECKING:
    _inline: Any
else:
    _inline = v_args(inline=True)

__all__ = ["parse", "parse_all", "parse_text"]


class _Stream(Lexer):
    """Hands terminals that are already made to the parser."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, data: Any) -> Iterator[LarkToken]:  # type: ignore[override]
        for lexeme in data:
            token = LarkToken(lexeme.type, "")
            token.value = lexeme.value
            yield token


@_inline
class _Build(Transformer):  # type: ignore[type-arg]
    """Builds the tree while the parser runs."""

    def relation(self, left: Expr, op: LarkToken, right: Expr) -> Relation:
        return Relation(str(op.value), left, right)

    def add(self, left: Expr, _sign: object, right: Expr) -> Expr:
        return Add((*left.terms, right)) if isinstance(left, Add) else Add((left, right))

    def subtract(self, left: Expr, sign: object, right: Expr) -> Expr:
        return self.add(left, sign, Neg(right))

    def multiply(self, left: Expr, _sign: object, right: Expr) -> Expr:
        return Mul((*left.factors, right)) if isinstance(left, Mul) else Mul((left, right))

    def divide(self, left: Expr, _sign: object, right: Expr) -> Expr:
        return Div(left, right)

    def modulo(self, left: Expr, _sign: object, right: Expr) -> Expr:
        return Call("mod", (left, right))

    def negate(self, _sign: object, arg: Expr) -> Expr:
        return Num(-arg.value, arg.decimal) if isinstance(arg, Num) else Neg(arg)

    def keep(self, _sign: object, arg: Expr) -> Expr:
        return arg

    def raise_to(self, base: Expr, _sign: object, exp: Expr) -> Expr:
        return Pow(base, exp)

    def factorial(self, arg: Expr, _sign: object) -> Expr:
        return Call("factorial", (arg,))

    def percent(self, arg: Expr, _sign: object) -> Expr:
        return Div(arg, _HUNDRED)

    def number(self, token: LarkToken) -> Any:
        return token.value

    def name(self, token: LarkToken) -> Any:
        return token.value

    def call(self, token: LarkToken, _open: object, arguments: Any, _close: object) -> Expr:
        return Call(str(token.value), arguments)

    def arguments(self, *items: Any) -> tuple[Expr, ...]:
        return items[::2]

    def prefix(self, token: LarkToken, arg: Expr) -> Expr:
        head: Prefix = token.value
        call = Call(head.name, (arg, *head.first))
        return call if head.power is None else Pow(call, head.power)

    def group(self, _open: object, inner: Expr, _close: object) -> Expr:
        return inner

    def absolute(self, _open: object, inner: Expr, _close: object) -> Expr:
        return Call("abs", (inner,))


_ILL_FORMED: Final = "The expression is not complete or not well formed."
_INSIDE: Final = frozenset("* / ** ^ = == != < <= > >= ) ] } ,".split())
"""Signs that begin no formula."""
_BEFORE: Final = frozenset("+ - * / ** ^ = == != < <= > >= ( [ { ,".split())
"""Signs that end none."""


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = resources.files("kaelum_math.expr").joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=_Stream, transformer=_Build())


def _run(lexemes: Sequence[Lexeme]) -> Expr | Relation:
    try:
        return _parser().parse(lexemes)  # type: ignore[return-value]
    except LarkError as error:
        raise NotUnderstood(_ILL_FORMED) from error


def _refuse_bare_shares(tree: Expr | Relation) -> None:
    """``100 + 10%`` is 100.1 to some and 110 to others.

    Raises:
        Ambiguous: a percentage is added to what is none.
    """
    sides = (tree.left, tree.right) if isinstance(tree, Relation) else (tree,)
    for node in (node for side in sides for node in walk(side)):
        if (
            isinstance(node, Add)
            and len({_is_share(term) for term in node.terms if term != _ONE}) > 1
        ):
            raise Ambiguous("It is unclear what the percentage that is added is a part of.")


def _refuse_loose_remainders(tree: Expr | Relation) -> None:
    """``x^2 + 1 mod 2`` is a remainder of all of it to most; 1/2 has none, or an inverse.

    Raises:
        NotUnderstood: a remainder is added to unknowns, or taken of a fraction.
    """
    sides = (tree.left, tree.right) if isinstance(tree, Relation) else (tree,)
    for node in (node for side in sides for node in walk(side)):
        if isinstance(node, Add) and free_symbols(node) and _is_remainder(node.terms[-1]):
            raise NotUnderstood("It is unclear how much the remainder is taken of.")
        if _is_remainder(node) and isinstance(node.args[0], Div):
            raise NotUnderstood("It is unclear whether an inverse is meant.")


def _is_remainder(node: Expr) -> TypeGuard[Call]:
    return isinstance(node, Call) and node.name == "mod"


def _is_share(term: Expr) -> bool:
    inner = term.arg if isinstance(term, Neg) else term
    return isinstance(inner, Div) and inner.den == _HUNDRED and isinstance(inner.num, Num)


_HUNDRED = Num(Fraction(100), decimal=True)
_ONE = Num(Fraction(1))


def parse_all(
    tokens: Sequence[Token], functions: Collection[str] = (), names: Collection[str] = ()
) -> list[Expr | Relation]:
    """Every reading of ``tokens`` as one expression or relation, the usual one first.

    Raises:
        NotUnderstood: there is none.
        Ambiguous: it means one thing to some and another to others.
        TooLarge: the expression is nested too deeply.
    """
    if not tokens:
        raise NotUnderstood("An expression is missing.")
    if tokens[0].text in _INSIDE or tokens[-1].text in _BEFORE:
        raise NotUnderstood(_ILL_FORMED)  # most of what a pattern cuts out, and quickly seen
    found: list[Expr | Relation] = []
    for lexemes in readings(lex(tokens, functions, names)):
        tree = _run(lexemes)
        _refuse_bare_shares(tree)
        _refuse_loose_remainders(tree)
        if tree not in found:
            found.append(tree)
    return found


def parse(
    tokens: Sequence[Token], functions: Collection[str] = (), names: Collection[str] = ()
) -> Expr | Relation:
    """The usual reading of ``tokens``; see :func:`parse_all`."""
    return parse_all(tokens, functions, names)[0]


def parse_text(text: str) -> Expr | Relation:
    """The usual reading of ``text``, which is already normalised."""
    return parse(tokenize(text))
