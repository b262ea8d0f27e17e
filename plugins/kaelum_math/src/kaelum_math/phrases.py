r"""Patterns of phrases: literal words with optional parts, alternatives and slots.

``"remainder when {a} [is] divided by {b}"`` matches tokens from end to end:
words stand for themselves, ``[...]`` may be missing, ``(one|two words)`` is a
choice, ``{a}`` is a slot for at least one token, ``\(`` is a bracket itself. A slot takes as few tokens as
the rest allows, and every way to match is tried, since only the expressions in
the slots tell which one is meant. A slot never splits brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import field, frozen

from kaelum_math.effort import Effort
from kaelum_math.text.tokens import Token

if TYPE_CHECKING:
    from kaelum_math.slots import Slots
    from kaelum_math.task import Task

__all__ = ["Match", "Pattern", "Phrase", "clause", "noun", "text"]

MAX_MATCHES: Final = 40
"""Ways to match one pattern that are tried at most."""


@frozen
class _Word:
    word: str


@frozen
class _Slot:
    name: str


@frozen
class _Choice:
    branches: tuple[tuple[_Node, ...], ...]


_Node: TypeAlias = _Word | _Slot | _Choice
Match: TypeAlias = Mapping[str, Sequence[Token]]

_PIECE: Final = re.compile(r"\{(\w+)\}|\\\S|[\[\]()|]|[^\s\[\]()|{}\\]+")


def _compile(source: str) -> tuple[_Node, ...]:
    pieces = _PIECE.findall(source)
    texts = [match.group() for match in _PIECE.finditer(source)]
    nodes, end = _sequence(list(zip(texts, pieces, strict=True)), 0, "")
    if end != len(texts):
        raise ValueError(f"unbalanced pattern: {source!r}")
    return nodes


def _sequence(
    pieces: Sequence[tuple[str, str]], at: int, closing: str
) -> tuple[tuple[_Node, ...], int]:
    nodes: list[_Node] = []
    while at < len(pieces) and pieces[at][0] not in {closing, "|"}:
        text, slot = pieces[at]
        at += 1
        if slot:
            nodes.append(_Slot(slot))
        elif text in {"(", "["}:
            close = ")" if text == "(" else "]"
            branches = []
            while True:
                branch, at = _sequence(pieces, at, close)
                branches.append(branch)
                if at >= len(pieces):
                    raise ValueError("a bracket in a pattern is never closed")
                at += 1
                if pieces[at - 1][0] == close:
                    break
            nodes.append(_Choice((*branches, ()) if text == "[" else tuple(branches)))
        else:
            nodes.append(_Word(text.removeprefix("\\")))
    return tuple(nodes), at


Needs: TypeAlias = tuple[frozenset[str], ...]
"""Sets of words; whatever matches contains a word of each."""


def _needs(nodes: Sequence[_Node]) -> Needs:
    """What every match contains: a lone word is a set of one, a choice a set of alternatives."""
    found: dict[frozenset[str], None] = {}
    for node in nodes:
        if isinstance(node, _Word):
            found[frozenset({node.word})] = None
        elif isinstance(node, _Choice):
            branches = [_needs(branch) for branch in node.branches]
            for need in branches[0]:
                if all(need in branch for branch in branches):
                    found[need] = None
            if all(branches):
                found[frozenset().union(*(min(branch, key=len) for branch in branches))] = None
    return tuple(found)


_OPENING: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


_ANYTHING: Final = "*"


def _edge(nodes: Sequence[_Node], at: int) -> frozenset[str]:
    """Words that a match can begin (``at`` 0) or end (-1) with; with "*" if it can be any."""
    left = list(nodes)
    words: set[str] = set()
    while left:
        node = left.pop(at)
        if isinstance(node, _Word):
            return frozenset(words | {node.word})
        if isinstance(node, _Slot):
            return frozenset(words | {_ANYTHING})
        for branch in node.branches:
            words |= _edge(branch, at) if branch else set()
        if all(branch and not _may_be_empty(branch) for branch in node.branches):
            return frozenset(words)
    return frozenset(words)


def _may_be_empty(nodes: Sequence[_Node]) -> bool:
    return all(
        isinstance(node, _Choice) and any(_may_be_empty(branch) for branch in node.branches)
        for node in nodes
    )


@frozen
class Pattern:
    """A compiled pattern; see the module."""

    source: str
    nodes: tuple[_Node, ...]
    needs: Needs
    first: frozenset[str]
    last: frozenset[str]

    @classmethod
    def compile(cls, source: str, needs: str = "") -> Pattern:
        """Raises ValueError for unbalanced brackets."""
        nodes = _compile(source)
        required = (*_needs(nodes), *([frozenset(needs.split())] if needs else []))
        return cls(source, nodes, required, _edge(nodes, 0), _edge(nodes, -1))

    @property
    def bare(self) -> bool:
        """Whether it is a lone slot, without a word of its own."""
        return len(self.nodes) == 1 and isinstance(self.nodes[0], _Slot)

    def matches(self, tokens: Sequence[Token], effort: Effort) -> Iterator[Match]:
        """Every way to match all of ``tokens``, short slots first; at most :data:`MAX_MATCHES`.

        Raises:
            TooLarge: ``effort`` is spent.
        """
        if not tokens or not self._fits(tokens):
            return
        for count, found in enumerate(_match(self.nodes, tokens, 0, effort)):
            if count >= MAX_MATCHES:
                return
            yield found

    def _fits(self, tokens: Sequence[Token]) -> bool:
        """Whether the first and the last token can be those of a match: cheap, and rarely so."""
        return (tokens[0].text in self.first or _ANYTHING in self.first) and (
            tokens[-1].text in self.last or _ANYTHING in self.last
        )


def _match(
    nodes: tuple[_Node, ...], tokens: Sequence[Token], at: int, effort: Effort
) -> Iterator[dict[str, Sequence[Token]]]:
    size = len(tokens)
    start = 0
    while start < len(nodes):
        node = nodes[start]
        if not isinstance(node, _Word):
            break
        if at >= size or tokens[at].text != node.word:
            return
        start, at = start + 1, at + 1
    if start == len(nodes):
        if at == size:
            yield {}
        return
    head, rest = nodes[start], nodes[start + 1 :]
    if isinstance(head, _Choice):
        for branch in head.branches:
            first = branch[0] if branch else rest[0] if rest else None
            if isinstance(first, _Word) and (at >= size or tokens[at].text != first.word):
                continue
            yield from _match((*branch, *rest), tokens, at, effort)
    elif isinstance(head, _Slot):
        yield from _filled(head.name, rest, tokens, at, effort)


def _filled(
    name: str, rest: tuple[_Node, ...], tokens: Sequence[Token], at: int, effort: Effort
) -> Iterator[dict[str, Sequence[Token]]]:
    """The matches in which the slot ``name`` begins at ``at``."""
    depth, size = 0, len(tokens)
    effort.spend(size - at + 1)
    following = rest[0].word if rest and isinstance(rest[0], _Word) else None
    for end in range(at + 1, size + 1):
        token = tokens[end - 1]
        if token.kind == "op":
            depth += _OPENING.get(token.text, 0)
            if depth < 0:
                return
        if depth or (not rest and end < size):
            continue
        if following is not None and (end == size or tokens[end].text != following):
            continue
        for found in _match(rest, tokens, end, effort):
            found[name] = tokens[at:end]
            yield found


Builder: TypeAlias = "Callable[[Slots], Task | None]"


@frozen
class Phrase:
    """A way to ask for something, and what it asks for.

    Attributes:
        kind: ``noun``: names a value ("the remainder when ..."), usable as a
            question, in a definition or inside another phrase.
            ``clause``: a whole question or order ("sort ...", "is ... prime").
            ``text``: matches the whole question across its sentences, which
            are joined by ``;``.
        pattern: what it looks like, in lower case.
        build: makes the task from the filled slots; None, or a raised
            :class:`~kaelum_math.errors.NotUnderstood`, if this is not its kind.
        rank: a reading of a higher rank hides those of lower ranks.
        outermost: a noun that is never part of another phrase: in "the square root of 50
            rounded to a tenth" it is the root that is rounded.
    """

    kind: Literal["noun", "clause", "text"]
    pattern: Pattern = field()
    build: Builder
    rank: int = 0
    outermost: bool = False


def noun(
    build: Builder, *patterns: str, rank: int = 0, needs: str = "", outermost: bool = False
) -> tuple[Phrase, ...]:
    """Phrases that name a value, without article; see :class:`Phrase`.

    ``needs`` lists words one of which a text must have besides what the patterns ask for.
    """
    return tuple(
        Phrase("noun", Pattern.compile(p, needs), build, rank, outermost) for p in patterns
    )


def clause(build: Builder, *patterns: str, rank: int = 0, needs: str = "") -> tuple[Phrase, ...]:
    """Phrases that are a whole question or order; see :class:`Phrase` and :func:`noun`."""
    return tuple(Phrase("clause", Pattern.compile(p, needs), build, rank) for p in patterns)


def text(build: Builder, *patterns: str, rank: int = 0, needs: str = "") -> tuple[Phrase, ...]:
    """Phrases that span several sentences; see :class:`Phrase` and :func:`noun`."""
    return tuple(Phrase("text", Pattern.compile(p, needs), build, rank) for p in patterns)
