"""Patterns over the words of a clause, with slots for quantities and noun phrases.

A pattern is text: ``{who:np} @have {n:qty} left/remaining?``. A word stands for itself,
``@name`` for any word of a class of :data:`~kaelum_math.story.lexicon.CLASSES`, ``a/b`` is a
choice of words, ``(a b | c)`` one of longer parts, ``?`` makes the item before it optional,
and ``{name:kind}`` is a slot, filled by a function of :data:`~kaelum_math.story.slots.SLOTS`.
A pattern always matches from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

from kaelum_math.story.lexicon import CLASSES
from kaelum_math.text.tokens import Token

__all__ = ["Pattern", "Slot"]

Tokens = Sequence[Token]
Captures = dict[str, Any]
Slot = Callable[[Tokens, int], Iterator[tuple[Any, int]]]
"""Reads a slot at a place: every value it may have, and where it ends."""

_PIECE: Final = re.compile(
    r"\{(?P<name>\w+):(?P<kind>\w+)\}|(?P<sign>[()|?])|(?P<word>[^\s(){}|?]+)"
)


@frozen
class _Hole:
    name: str
    kind: str


@frozen
class _Choice:
    options: tuple[tuple[_Node, ...], ...]


_Node = frozenset[str] | _Hole | _Choice
"""The words of which one has to come next; a slot; a choice."""


class Pattern:
    """A compiled pattern.

    Attributes:
        required: sets of words; a clause without a word of each cannot match.
    """

    def __init__(self, source: str, slots: Mapping[str, Slot]) -> None:
        pieces = list(_PIECE.finditer(source))
        options, end = _options(pieces, 0)
        if end != len(pieces):
            raise ValueError(f"unbalanced brackets in {source!r}")
        self.source = source
        self._slots = slots
        self._nodes = options[0] if len(options) == 1 else (_Choice(options),)
        self.required = tuple(n for n in self._nodes if isinstance(n, frozenset))

    def matches(self, tokens: Tokens) -> Iterator[Captures]:
        """The captures of each way in which the pattern covers all of ``tokens``."""
        for captures, end in self._run(self._nodes, 0, tokens, {}, 0):
            if end == len(tokens):
                yield captures

    def _run(
        self, nodes: tuple[_Node, ...], at: int, tokens: Tokens, captures: Captures, start: int
    ) -> Iterator[tuple[Captures, int]]:
        if at == len(nodes):
            yield captures, start
            return
        node = nodes[at]
        match node:
            case frozenset():
                if start < len(tokens) and tokens[start].text in node:
                    yield from self._run(nodes, at + 1, tokens, captures, start + 1)
            case _Hole(name, kind):
                for value, end in self._slots[kind](tokens, start):
                    filled = {**captures, name: value}
                    yield from self._run(nodes, at + 1, tokens, filled, end)
            case _Choice(options):
                for option in options:
                    for inner, end in self._run(option, 0, tokens, captures, start):
                        yield from self._run(nodes, at + 1, tokens, inner, end)


def _options(pieces: Sequence[re.Match[str]], at: int) -> tuple[tuple[tuple[_Node, ...], ...], int]:
    """The alternatives from ``at`` to the closing bracket, and its place."""
    options: list[tuple[_Node, ...]] = []
    nodes: list[_Node] = []
    while at < len(pieces) and pieces[at]["sign"] != ")":
        piece = pieces[at]
        if piece["sign"] == "(":
            inner, at = _options(pieces, at + 1)
            nodes.append(_Choice(inner))
        elif piece["sign"] == "|":
            options.append(tuple(nodes))
            nodes = []
        elif piece["sign"] == "?":
            nodes[-1] = _Choice(((nodes[-1],), ()))
        elif piece["name"]:
            nodes.append(_Hole(piece["name"], piece["kind"]))
        else:
            nodes.append(_words(piece["word"]))
        at += 1
    return (*options, tuple(nodes)), at


@lru_cache(maxsize=2048)
def _words(source: str) -> frozenset[str]:
    words: set[str] = set()
    for word in source.split("/"):
        words |= CLASSES[word[1:]] if word.startswith("@") else {word}
    return frozenset(words)
