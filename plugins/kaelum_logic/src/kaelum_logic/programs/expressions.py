"""Expressions over finite domains, as values; one grammar for both finite notations."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from typing import Any

import lark
from attrs import field, frozen

from kaelum_logic.notation import NotationError

__all__ = ["Expression", "parse_expression"]

_MOST_CHARACTERS = 2_000
_MOST_DEPTH = 40


def _items(values: Iterable[Expression]) -> tuple[Expression, ...]:
    return tuple(values)


@frozen
class Expression:
    """One node.

    Attributes:
        kind: ``number``, ``name``, ``call``, ``list``, ``binder``, ``typed``,
            ``signature``, ``declaration``, or an operator's name.
        text: the number, the name, the operators (separated by blanks) or "".
        items: the parts.
    """

    kind: str
    text: str = ""
    items: tuple[Expression, ...] = field(default=(), converter=_items)

    def depth(self) -> int:
        """How deep it is nested."""
        return 1 + max((item.depth() for item in self.items), default=0)


def parse_expression(text: str) -> Expression:
    """The expression that ``text`` writes.

    Raises:
        NotationError: it writes none, or one that is too long or too deep.
    """
    if len(text) > _MOST_CHARACTERS or text.count("(") + text.count("[") > 4 * _MOST_DEPTH:
        raise NotationError("the expression is too long")
    try:
        parsed: Any = _parser().parse(text)
    except lark.exceptions.UnexpectedInput as error:
        raise NotationError(f"{text!r} cannot be read", error.pos_in_stream or 0) from error
    built: Expression = parsed
    if built.depth() > _MOST_DEPTH:
        raise NotationError("the expression is too deep")
    return built


@functools.cache
def _parser() -> lark.Lark:
    grammar = resources.files(__package__).joinpath("expressions.lark").read_text("utf-8")
    return lark.Lark(grammar, parser="lalr", transformer=_Builder(), maybe_placeholders=False)


def _node(kind: str) -> Callable[[_Builder, list[Any]], Expression]:
    def build(_self: _Builder, children: list[Any]) -> Expression:
        tokens = (str(child) for child in children if isinstance(child, lark.Token))
        items = (child for child in children if isinstance(child, Expression))
        return Expression(kind, " ".join(tokens), items)

    return build


class _Builder(lark.Transformer[lark.Token, Expression]):
    """Builds expressions while the text is parsed."""

    declaration = _node("declaration")
    implies = _node("implies")
    iff = _node("iff")
    disjunction = _node("disjunction")
    conjunction = _node("conjunction")
    negated = _node("negated")
    compared = _node("compared")
    member = _node("member")
    not_member = _node("not_member")
    of_sort = _node("of_sort")
    not_of_sort = _node("not_of_sort")
    plus = _node("plus")
    minus = _node("minus")
    times = _node("times")
    modulo = _node("modulo")
    number = _node("number")
    call = _node("call")
    signature = _node("signature")
    list = _node("list")
    tuple = _node("tuple")
    index = _node("index")
    binder = _node("binder")
    typed = _node("typed")

    def name(self, children: Sequence[lark.Token]) -> Expression:
        (token,) = children
        return Expression("name", token.strip("\"'") if token[0] in "\"'" else str(token))

    def minus_number(self, children: Sequence[lark.Token]) -> Expression:
        (token,) = children
        return Expression("number", f"-{token}")
