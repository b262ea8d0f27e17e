"""Reading a query once: a bounded sample, its tokens, their kinds and its sentences.

What the classifiers must not depend on is taken away here, in one place:
surrounding white space, trailing punctuation and the case of the first letter.
Long texts are cut to their head and their tail, where people put what they ask
for, so that classifying costs the same for a megabyte as for a page.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kaelum_core.routing.lexicon import CONDITIONS, EXCEPTIONS, FUNCTION_WORDS, WORD_KINDS, WORDS
from kaelum_core.types import Query

__all__ = ["Reading", "Remembered", "read"]

HEAD = 2600
"""Characters read from the beginning of a long text."""

TAIL = 1400
"""Characters read from the end of a long text."""

MAX_TOKENS = 1200

_TRAILING = " \t\r\n\f\v.,;:!?…"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|\n|[^\w\s]|_")
_ASCII_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[0-9]+(?:[.,][0-9]+)*|[^a-z0-9 \t\r\f\v\x1c-\x1f]")
"""The same for lower-case ASCII text, in half the time."""

_ENDS = frozenset((".", "?", "!", ":", ";", "\n"))
_BREAK = "\n"

_VARIABLES = frozenset("bcdefghjklmnpqrstuvwxyz")
"""Letters that are no words: names of unknowns, mostly."""

_DIGIT = re.compile(r"\d")

_MEMBERS: tuple[tuple[str, frozenset[str]], ...] = (
    *((kind, frozenset(word for word in WORDS if WORDS[word] == kind)) for kind in WORD_KINDS),
    ("letter", _VARIABLES),
    ("small", FUNCTION_WORDS),
    ("condition", CONDITIONS),
    ("exception", EXCEPTIONS),
)
"""Kinds of words that are counted, and their members."""

_LANE_BITS = 16
_REMEMBERED = 16_384
_KINDS = tuple(kind for kind, _members in _MEMBERS)
_FORMAT = struct.Struct(f"<{len(_MEMBERS)}H")


def _listed() -> dict[str, int]:
    """Word -> an integer with a one in the lane of each kind that lists it."""
    listed: dict[str, int] = {}
    for place, (_kind, members) in enumerate(_MEMBERS):
        for word in members:
            listed[word] = listed.get(word, 0) + (1 << _LANE_BITS * place)
    return listed


_LISTED = _listed()


class Remembered(dict[str, int]):
    """Token -> the integer that stands for it, computed when first asked for.

    Forgets everything when it has grown too large. Quicker than a cache that
    keeps track of which entry was used last.

    Args:
        compute: the integer for a token.
    """

    def __init__(self, compute: Callable[[str], int]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, token: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        number = self[token] = self._compute(token)
        return number


def _counts(tokens: Iterable[str]) -> dict[str, int]:
    """How many of at most ``MAX_TOKENS`` tokens are of each kind."""
    total = sum(filter(None, map(_LISTED.get, tokens)))
    return dict(zip(_KINDS, _FORMAT.unpack(total.to_bytes(_FORMAT.size, "little")), strict=True))


class Reading(NamedTuple):
    """A query as the classifiers see it. A tuple, since one is made for every query.

    Attributes:
        text: the sample, first letter lowered, ends trimmed.
        tokens: its words (lower case), numbers, signs and line breaks.
        different: the same, each once.
        starts: index in ``tokens`` where each sentence or line begins.
        length: characters of the whole trimmed text, sampled or not.
        plain: the tokens with every number as ``0`` and every line break as ``¶``.
        pairs: neighbours among those, joined by a space; of the pairs that span two
            sentences, and of the first word, ``^`` and the word that opens the sentence.
        counts: how many tokens are of each kind, numbers and words among them.
        numbers: the tokens that are numbers.
    """

    text: str
    tokens: tuple[str, ...]
    different: frozenset[str]
    starts: tuple[int, ...]
    length: int
    plain: Sequence[str]
    pairs: Sequence[str]
    counts: Mapping[str, int]
    numbers: Sequence[str]


def _trim(text: str) -> str:
    return text.rstrip(_TRAILING).strip()


def _sample(text: str) -> str:
    """A trimmed text, or its head and tail."""
    if len(text) > 2 * (HEAD + TAIL):
        return f"{text[:HEAD].rstrip()}\n{text[-TAIL:].lstrip()}"
    return text


def _lower_first(text: str) -> str:
    if text[:1].isalpha():
        return text[0].lower() + text[1:]
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.lower() + text[index + 1 :]
    return text


def _whole(query: Query) -> str:
    text = query.full_text
    return "\n".join((text, *query.options)) if query.options else text


def _starts(tokens: Sequence[str], different: frozenset[str]) -> tuple[int, ...]:
    """Where each sentence begins: after an end, at a token that is none."""
    if _ENDS.isdisjoint(different):
        return (0,) if tokens else ()
    ends = [-1, *[place for place, token in enumerate(tokens) if token in _ENDS], len(tokens)]
    return tuple([before + 1 for before, after in pairwise(ends) if after > before + 1])


def _pairs(plain: Sequence[str], starts: Sequence[int]) -> list[str]:
    pairs = list(map(" ".join, pairwise(plain)))
    for start in starts:
        if start:
            pairs[start - 1] = f"^ {plain[start]}"
    if plain:
        pairs.append(f"^ {plain[0]}")
    return pairs


def read(query: Query) -> Reading:
    """The reading of ``query``: its context, its text and its options."""
    whole = _trim(_whole(query))
    text = _lower_first(_sample(whole))
    pattern = _ASCII_TOKEN if text.isascii() else _TOKEN
    tokens = tuple(pattern.findall(text.lower())[:MAX_TOKENS])
    different = frozenset(tokens)
    starts = _starts(tokens, different)
    numbers = [token for token in tokens if token[0].isdigit()] if _DIGIT.search(text) else []
    counted = _counts(tokens)
    counted["number"] = len(numbers)
    counted["word"] = sum(map(str.isalpha, tokens))
    plain: Sequence[str] = tokens
    if numbers or _BREAK in different:
        plain = [
            "0" if token[0].isdigit() else "¶" if token == _BREAK else token for token in tokens
        ]
    return Reading(
        text=text,
        tokens=tokens,
        different=different,
        starts=starts,
        length=len(whole),
        plain=plain,
        pairs=_pairs(plain, starts),
        counts=counted,
        numbers=numbers,
    )
