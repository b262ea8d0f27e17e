"""What a query is made of and what it asks for: named features in [0, 1].

Every feature is a property of the text that a reader could point at: the verb
a sentence opens with, the thing that verb asks for, quantified sentences,
equations, lines of code. A feature that is absent is zero and is not listed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from kaelum_core.routing.lexicon import FUNCTION_WORDS, OBJECTS, PHRASES, POLITE, VERBS, WORDS
from kaelum_core.routing.text import Reading

__all__ = ["features"]

_LOOK_AHEAD = 9
"""Tokens after the verb of a request in which its object is looked for."""

_SKIP = 8
"""Polite words that may stand before the verb."""

_OPENERS = {
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("when", "where", "which", "what", "why", "how", "if"), ""),
    **dict.fromkeys(("is", "are", "was", "were", "am"), "be?"),
    **dict.fromkeys(("do", "does", "did", "can", "could", "would", "should", "has", "have"), "do?"),
}

_QUANTIFIERS = frozenset(
    "all every each no some any most everyone nobody everything nothing".split()
)

_LATEX = re.compile(r"\\[a-zA-Z]+|\$")
_EQUATION = re.compile(r"[\w)}\]]\s*=\s*[-\w({\\]")
_ARITHMETIC = re.compile(r"\d\s*[-+*/^×÷]\s*[\d(]|\d[a-z]\b|\b[a-z]\s?[\^*/+]\s?[\da-z(]")
_FUNCTION_OF = re.compile(r"\b[a-z]\([a-z\d]\)")
_CODE_LINE = re.compile(
    r"^[ \t]*(?:def \w+\(|class \w+|import \w+|from [\w.]+ import|return\b|for \w+ in |while ?\(|if ?\(.*\)\s*\{"
    r"|#include|public |private |const |let \w+ ?=|var \w+|function ?\w*\(|@\w+|SELECT |select \w+.* from "
    r"|\$ \w+|sudo |>>> |<\w+[^>]*>|int \w+|void |package |using |fn \w+|func )",
    re.MULTILINE,
)
_CALL = re.compile(r"\(\)|\.\w+\(|\[\w*\]|[=!+]=|=>|->|&&|\|\||::|</|/>|;\s*$", re.MULTILINE)
_SNAKE = re.compile(
    r"[a-z]_[a-z\d]|[a-z][A-Z]|\.(?:py|js|java|cpp|html|css|json|txt|csv|sh|sql|ts)\b"
)
_OPTION = re.compile(r"(?:^|\s)\(?[A-Ea-e1-5][).:]\s?\S", re.MULTILINE)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:%|percent)")
_BLANK = re.compile(r"_{2,}|\?\?")


_VARIABLES = frozenset("bcdefghjklmnpqrstuvwxyz")
"""Letters that are no words: names of unknowns, mostly."""

_ASKING = frozenset(("verb:", "open:", "ask:c", "ask:h", "ask:f", "ask:e", "ask:t", "ask:m"))
"""How the names of features begin that show a request."""


def _share(count: float, scale: float) -> float:
    """``count`` on a scale from 0 to 1 that is half full at ``scale``."""
    return count / (count + scale)


def _requests(reading: Reading, found: dict[str, float]) -> None:
    """What each sentence asks for, by its opening word and that word's object."""
    tokens = reading.tokens
    last = len(reading.starts) - 1
    for number, start in enumerate(reading.starts[:40]):
        place = start
        while place < start + _SKIP and place < len(tokens) and tokens[place] in POLITE:
            place += 1
        if place >= len(tokens):
            continue
        word = tokens[place]
        kind = VERBS.get(word)
        if kind is None:
            opener = _OPENERS.get(tokens[start])
            if opener is not None:
                name = f"open:{opener or tokens[start]}"
                found[name] = 1.0
                if number == last:
                    found[f"last-{name}"] = 1.0
            elif tokens[start] in _QUANTIFIERS:
                found["quantified"] = found.get("quantified", 0.0) + 1.0
            continue
        found[f"verb:{kind}"] = 1.0
        if number == 0:
            found[f"first-verb:{kind}"] = 1.0
        for token in tokens[place + 1 : place + _LOOK_AHEAD]:
            wanted = OBJECTS.get(token)
            if wanted is not None:
                found[f"want:{kind}:{wanted}"] = 1.0
                break


def _wording(reading: Reading, found: dict[str, float]) -> None:
    """Shares of the kinds of words, and the phrases."""
    tokens = reading.tokens
    kinds = Counter(kind for token in tokens if (kind := WORDS.get(token)) is not None)
    for kind, count in kinds.items():
        found[f"words:{kind}"] = min(1.0, 4.0 * count / (len(tokens) + 4))
        found[f"has:{kind}"] = _share(count, 1.5)
    pairs = map(" ".join, pairwise(tokens))
    said = Counter(kind for pair in pairs if (kind := PHRASES.get(pair)) is not None)
    for kind, count in said.items():
        found[kind] = found.get(kind, 0.0) + count
    for kind in ("constraint", "truth-teller", "quantified"):
        if kind in found:
            found[kind] = _share(found[kind], 1.0)
    for kind in said:
        found[kind] = min(1.0, found[kind])


def _shape(reading: Reading, found: dict[str, float]) -> None:
    """Signs, numbers, code, mathematics, names, options and length."""
    text, tokens = reading.text, reading.tokens
    total = len(tokens) + 4
    numbers = sum(token[0].isdigit() for token in tokens)
    words = sum(map(str.isalpha, tokens))
    singles = sum(map(_VARIABLES.__contains__, tokens))
    found["numbers"] = _share(numbers, 2.0)
    found["number-share"] = min(1.0, 2.0 * numbers / total)
    found["letters"] = min(1.0, 3.0 * singles / total)
    found["signs"] = min(1.0, 1.5 * (len(tokens) - words - numbers) / total)
    found["function-words"] = sum(map(FUNCTION_WORDS.__contains__, tokens)) / (words + 1)
    if not any(name[:5] in _ASKING for name in found):
        found["no-request"] = 1.0
    found["short"] = 1.0 / (1.0 + words / 8.0)
    found["long"] = min(1.0, math.log1p(reading.length) / 9.0)
    found["sentences"] = _share(len(reading.starts), 4.0)
    if not text.isascii():
        foreign = sum(char > "\u024f" and char.isalpha() for char in text)
        found["foreign"] = min(1.0, 2.0 * foreign / (len(text) + 1))
    _patterns(text, found)


_DIGITS = "0123456789"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_PATTERNS = tuple(
    (name, pattern, frozenset(signs), scale)
    for name, pattern, signs, scale in (
        ("latex", _LATEX, "\\$", 2.0),
        ("equation", _EQUATION, "=", 1.0),
        ("function-of", _FUNCTION_OF, "(", 1.0),
        ("code-signs", _CALL, "([=>;/:|&", 2.0),
        ("money", _MONEY, "$€£%" + _DIGITS, 1.0),
        ("options", _OPTION, "):.", 3.0),
        ("blank", _BLANK, "_?", 1.0),
        ("identifiers", _SNAKE, "_." + _CAPITALS, 1.5),
        ("code-lines", _CODE_LINE, "", 1.0),
        ("arithmetic", _ARITHMETIC, "+*^/-×÷" + _DIGITS, 1.0),
        ("names", _NAME, _CAPITALS, 3.0),
    )
)
"""Name, pattern, signs one of which must occur (a quick test), count at half scale."""

_NOT_IN_LATEX = frozenset(("code-signs", "identifiers"))


def _patterns(text: str, found: dict[str, float]) -> None:
    present = frozenset(text)
    for name, pattern, signs, scale in _PATTERNS:
        if signs and signs.isdisjoint(present):
            continue
        if name in _NOT_IN_LATEX and "latex" in found:
            continue
        count = len(pattern.findall(text))
        if count:
            found[name] = _share(count, scale)
    if "```" in text or "~~~" in text:
        found["fence"] = 1.0


def features(reading: Reading) -> dict[str, float]:
    """The features of ``reading`` that are not zero, each in (0, 1]."""
    found: dict[str, float] = {}
    if reading.tokens:
        _requests(reading, found)
        _wording(reading, found)
        _shape(reading, found)
    return found
