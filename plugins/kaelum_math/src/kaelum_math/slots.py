"""What a phrase caught in its slots, read as expressions, numbers, lists or relations.

Where a slot has several readings, :meth:`Choices.pick` takes one of them, and
:func:`explore` runs the builder again for every other: nothing is picked
silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import frozen

from kaelum_math.errors import MathError, NotUnderstood
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Expr, Relation, Sym
from kaelum_math.phrases import Match
from kaelum_math.text import numerals
from kaelum_math.text.tokens import Token, join

if TYPE_CHECKING:
    from kaelum_math.scope import Scope

__all__ = ["Choices", "Item", "Slots", "explore", "split"]

T = TypeVar("T")
MAX_READINGS: Final = 8
_COMPARING: Final = frozenset({"<", "<=", ">", ">=", "="})
_SAYING: Final = _COMPARING | {"==", "!=", "is", "equals", "equal"}


class Choices:
    """The alternatives taken on one run of a builder."""

    def __init__(self, path: Sequence[int] = ()) -> None:
        self.path = tuple(path)
        self.sizes: list[int] = []

    def pick(self, options: Sequence[T]) -> T:
        """One of ``options``; the others are taken on later runs."""
        if len(options) == 1:
            return options[0]
        at = len(self.sizes)
        self.sizes.append(len(options))
        return options[self.path[at] if at < len(self.path) else 0]


def explore(run: Callable[[Choices], T]) -> tuple[list[T], list[MathError]]:
    """What ``run`` gives for every combination of choices, and the errors it met."""
    found: list[T] = []
    errors: list[MathError] = []
    paths: list[tuple[int, ...]] = [()]
    for _ in range(MAX_READINGS):
        if not paths:
            break
        path = paths.pop(0)
        choices = Choices(path)
        try:
            found.append(run(choices))
        except MathError as error:
            errors.append(error)
        for depth in range(len(path), len(choices.sizes)):
            head = path + (0,) * (depth - len(path))
            paths += [(*head, other) for other in range(1, choices.sizes[depth])]
    return found, errors


@frozen
class Item:
    """An expression with the words it was written in."""

    expr: Expr
    text: str

    @property
    def value(self) -> Fraction:
        """Its exact rational value.

        Raises:
            MathError: it has none.
        """
        return rational(self.expr)


def split(tokens: Sequence[Token], *separators: str) -> list[Sequence[Token]]:
    """The pieces of ``tokens`` between ``separators`` outside brackets; none is empty."""
    pieces: list[Sequence[Token]] = []
    depth, start = 0, 0
    for at, token in enumerate(tokens):
        if token.kind == "op":
            depth += (token.text in "([{") - (token.text in ")]}")
        if depth == 0 and token.text in separators:
            if start < at:
                pieces.append(tokens[start:at])
            start = at + 1
    if start < len(tokens):
        pieces.append(tokens[start:])
    return pieces


def _goes_on(tokens: Sequence[Token], piece: Sequence[Token]) -> bool:
    """Whether ``piece`` is an operation on a list before it: ``3 and 5, plus 4``."""
    if piece[0].text != "minus":
        return piece[0].text in {"plus", "times"}
    return any(t.text == "," and t.end <= piece[0].start <= t.end + 1 for t in tokens)


def _before(tokens: Sequence[Token], pieces: Sequence[Sequence[Token]]) -> list[Token]:
    """The separators right before each of ``pieces``."""
    places = {token.start: k for k, token in enumerate(tokens)}
    return [tokens[places[piece[0].start] - 1] for piece in pieces]


class Slots:
    """The slots of one match, read in a scope. Methods raise ``MathError`` for what is not there."""

    def __init__(
        self, match: Match, scope: Scope, choices: Choices, *, whole: bool = False
    ) -> None:
        self._match = match
        self.scope = scope
        self.choices = choices
        self._whole = whole

    def has(self, name: str) -> bool:
        """Whether the slot took part in the match."""
        return name in self._match

    def tokens(self, name: str) -> Sequence[Token]:
        """The tokens in the slot."""
        return self._match[name]

    def raw(self, name: str) -> str:
        """The text in the slot, as written."""
        return join(self._match[name])

    def text(self, name: str) -> str:
        """The text in the slot, in lower case."""
        return self.raw(name).lower()

    def expr(self, name: str, *, free: Sequence[str] = ()) -> Expr:
        """The expression in the slot, definitions filled in except for names in ``free``."""
        tokens = self._match[name]
        if not self._whole:
            tokens = self._body(tokens)
        return self.scope.value(tokens, self.choices, free=free, whole=self._whole)

    def _body(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The right side of ``f(x) = x^2`` where a function is named by its definition."""
        head = [t.text for t in tokens[:5]]
        named = len(tokens) > 5 and tokens[0].raw not in self.scope.functions
        if named and tokens[0].kind == tokens[2].kind == "word" and head[1::2] == ["(", ")"]:
            return tokens[5:] if head[4] == "=" else tokens
        if len(tokens) > 2 and head[:2] == ["y", "="] and "y" not in self.scope.names():
            return tokens[2:]
        return tokens

    def item(self, name: str) -> Item:
        """The expression in the slot together with its text."""
        return Item(self.expr(name), self.raw(name))

    def number(self, name: str) -> Fraction:
        """The exact rational value of the slot."""
        return rational(self.expr(name))

    def integer(self, name: str) -> int:
        """The integer value of the slot."""
        value = self.number(name)
        if value.denominator != 1:
            raise NotUnderstood(f"A whole number is needed, not {value}.")
        return value.numerator

    def value_of(self, tokens: Sequence[Token]) -> Expr:
        """The expression that some tokens of a slot stand for."""
        return self.scope.value(tokens, self.choices)

    def items(self, name: str) -> tuple[Item, ...]:
        """The expressions of a list: ``1, 2 and x`` or ``[1, 2, x]``."""
        return self.list_of(self._match[name])

    def list_of(self, tokens: Sequence[Token]) -> tuple[Item, ...]:
        """The expressions of a list in some tokens of a slot."""
        brackets = {"[": "]", "{": "}", "(": ")"}
        if len(tokens) > 2 and brackets.get(tokens[0].text) == tokens[-1].text:
            inner = tokens[1:-1]
            if len(split(inner, ",")) > 1 and len(split(tokens, ",")) == 1:
                tokens = inner
        pieces = split(tokens, ",", "and", "or", ";")
        if any(_goes_on(tokens, piece) for piece in pieces):
            raise NotUnderstood("A list ends before an operation.")
        if len(pieces) == 1 and len(tokens) == 1 and "," in tokens[0].text:
            raise NotUnderstood("It is unclear whether the commas separate numbers or thousands.")
        return tuple(self._items(tokens, pieces))

    def _items(self, tokens: Sequence[Token], pieces: Sequence[Sequence[Token]]) -> Iterator[Item]:
        """An item per piece; a piece that is nothing alone is taken with what follows it."""
        places = {token.start: k for k, token in enumerate(tokens)}
        at = 0
        while at < len(pieces):
            start = places[pieces[at][0].start]
            for last in range(at, len(pieces)):
                span = tokens[start : places[pieces[last][-1].start] + 1]
                try:
                    value = self.value_of(span)
                except NotUnderstood:
                    if last == len(pieces) - 1:
                        raise
                    continue
                if (
                    last > at
                    and [t.text for t in _before(tokens, pieces[1 : at + 1])].count("and") > 1
                ):
                    raise NotUnderstood("It is unclear where the list ends.")
                yield Item(value, join(span))
                at = last + 1
                break

    def relation(self, name: str, *, free: Sequence[str] = ()) -> Relation:
        """The equation or inequality in the slot."""
        return self.scope.relation(self._match[name], self.choices, free=free)

    def relations(self, name: str, *, free: Sequence[str] = ()) -> tuple[Relation, ...]:
        """The equations or inequalities in the slot, separated by commas, ``and`` or ``;``."""
        if not self.compares(name):
            raise NotUnderstood("An equation is expected.")
        pieces = split(self._match[name], ",", "and", ";")
        return tuple(self.scope.relation(p, self.choices, free=free) for p in pieces)

    def compares(self, name: str) -> bool:
        """Whether there is a sign or word of comparison in the slot: a cheap look before reading."""
        return any(token.text in _SAYING for token in self._match[name])

    def chain(self, name: str, *, free: Sequence[str] = ()) -> tuple[Relation, ...]:
        """As :meth:`relations`, where each may be a chain such as ``0 < x <= 2``."""
        if not self.compares(name):
            raise NotUnderstood("An equation or inequality is expected.")
        found: list[Relation] = []
        for piece in split(self._match[name], ",", "and", ";"):
            signs = [k for k, token in enumerate(piece) if token.text in _COMPARING]
            if len(signs) < 2:
                found.append(self.scope.relation(piece, self.choices, free=free))
                continue
            ends = [-1, *signs, len(piece)]
            sides = [
                self.scope.value(piece[a + 1 : b], self.choices, free=free)
                for a, b in pairwise(ends)
            ]
            ops = [piece[at].text for at in signs]
            found += [Relation(op, *pair) for op, pair in zip(ops, pairwise(sides), strict=True)]
        return tuple(found)

    def variable(self, name: str) -> str:
        """The name of the variable in the slot."""
        expr = self.scope.parse_name(self._match[name])
        if not isinstance(expr, Sym):
            raise NotUnderstood(f"A variable is expected, not {self.raw(name)!r}.")
        return expr.name

    def other_variable(self, name: str, expected: str) -> bool:
        """Whether the slot took part in the match and names another variable than ``expected``."""
        return self.has(name) and self.variable(name) != expected

    def ordinal(self, name: str) -> int:
        """The number of an ordinal such as ``third`` or ``4th``."""
        number = numerals.ordinal(self.text(name).replace(" ", ""))
        if number is None:
            raise NotUnderstood(f"{self.raw(name)!r} is no ordinal number.")
        return number
