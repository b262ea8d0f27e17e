"""What a query is made of and what it asks for: named features in [0, 1].

Every feature is a property of the text that a reader could point at: the verb
a sentence opens with, the thing that verb asks for, quantified sentences,
equations, lines of code. A feature that is absent is zero and is not listed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from kaelum_core.routing.lexicon import OBJECTS, PHRASES, POLITE, VERBS, WORD_KINDS
from kaelum_core.routing.text import Reading

__all__ = ["features"]

_LOOK_AHEAD = 9
"""Tokens after the verb of a request in which its object is looked for."""

_SKIP = 8
"""Polite words that may stand before the verb."""

_SENTENCES = 40
"""Sentences, and verbs within them, that are looked at."""

_MAKING = frozenset(word for word, kind in VERBS.items() if kind in {"make", "tell", "prove"})
"""Verbs that show a request wherever they stand, if what they ask for follows."""

_OPENERS = {
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("when", "where", "which", "what", "why", "how", "if"), ""),
    **dict.fromkeys(("is", "are", "was", "were", "am"), "be?"),
    **dict.fromkeys(("do", "does", "did", "can", "could", "would", "should", "has", "have"), "do?"),
}

_QUANTIFIERS = frozenset(
    "all every each no some any most everyone nobody everything nothing".split()
)

_LATEX = re.compile(r"[\\$](?:(?<=\\)[a-zA-Z]+|(?<=\$))")
_EQUATION = re.compile(r"[\w)}\]]\s*=\s*[-\w({\\]")
_OPERATORS = r"[-+*/^×÷]"
_ARITHMETIC = re.compile(
    rf"[-+*/^×÷\d](?:(?<=\d)[a-z]\b"
    rf"|(?:(?<=\d{_OPERATORS})|(?<=\d\s{_OPERATORS}))\s?[\d(]"
    r"|(?:(?<=\b[a-z][\^*/+])|(?<=\b[a-z]\s[\^*/+]))\s?[\da-z(])"
)
_FUNCTION_OF = re.compile(r"\b[a-z]\([a-z\d]\)")
_CODE_LINE = re.compile(
    r"^[ \t]*(?:def \w+\(|class \w+|import \w+|from [\w.]+ import|return\b|for \w+ in |while ?\(|if ?\(.*\)\s*\{"
    r"|#include|public |private |const |let \w+ ?=|var \w+|function ?\w*\(|@\w+|SELECT |select \w+.* from "
    r"|\$ \w+|sudo |>>> |<\w+[^>]*>|int \w+|void |package |using |fn \w+|func )",
    re.MULTILINE,
)
_CALL = re.compile(
    r"[-(.\[=!+&|:</;](?:(?<=\()\)|(?<=\.)\w+\(|(?<=\[)\w*\]|(?<=[=!+])=|(?<=[=-])>"
    r"|(?<=&)&|(?<=\|)\||(?<=:):|(?<=<)/|(?<=/)>|(?<=;)\s*$)",
    re.MULTILINE,
)
"""What calls, subscripts, comparisons, arrows and tags look like. The first character is tested
first, here and elsewhere, since that is what makes a search quick."""

_IDENTIFIER = re.compile(
    r"[A-Z_.](?:(?<=[a-z][A-Z])|(?<=[a-z]_)[a-z\d]"
    r"|(?<=\.)(?:py|js|java|cpp|html|css|json|txt|csv|sh|sql|ts)\b)"
)
_OPTION = re.compile(r"[).:](?:(?<=[\s(][A-Ea-e1-5].)|(?<=^[A-Ea-e1-5].))\s?\S", re.MULTILINE)
_FORMAL = re.compile(
    r"\((?:set-(?:logic|option)|declare-(?:const|fun|sort|datatypes?)|define-fun|assert|check-sat)\b"
    r"|\b(?:fof|cnf|tff|thf)\(\s*\w+\s*,"
)
"""Commands of SMT-LIB and formulas of TPTP, the languages of solvers and provers."""

_NAME = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z]+")
_MONEY = re.compile(r"[$€£]\s?\d|%")
_BLANK = re.compile(r"[_?](?:(?<=__)|(?<=\?\?))")

_WORD_KINDS = tuple((kind, f"words:{kind}", f"has:{kind}") for kind in WORD_KINDS)
"""Kinds of words, each with the names of its two features."""

_ASKING = frozenset(("verb:", "open:", "ask:c", "ask:h", "ask:f", "ask:e", "ask:t", "ask:m"))
"""How the names of features begin that show a request."""


def _share(count: float, scale: float) -> float:
    """``count`` on a scale from 0 to 1 that is half full at ``scale``."""
    return count / (count + scale)


def _wanted(tokens: Sequence[str], place: int) -> str | None:
    """The thing that the verb at ``place`` asks for, if one of the next words names it."""
    for token in tokens[place + 1 : place + _LOOK_AHEAD]:
        if token in OBJECTS:
            return OBJECTS[token]
    return None


def _requests(reading: Reading, found: dict[str, float]) -> None:
    """What each sentence asks for, by its opening word and that word's object."""
    tokens = reading.tokens
    last = len(reading.starts) - 1
    asked = False
    for number, start in enumerate(reading.starts[:_SENTENCES]):
        place = start
        while place < start + _SKIP and place < len(tokens) and tokens[place] in POLITE:
            place += 1
        kind = VERBS.get(tokens[place]) if place < len(tokens) else None
        if kind is None:
            _opening(tokens[start], number == last, found)
            continue
        found[f"verb:{kind}"] = 1.0
        if not asked:
            asked = True
            found[f"first-verb:{kind}"] = 1.0
        wanted = _wanted(tokens, place)
        if wanted is not None:
            found[f"want:{kind}:{wanted}"] = 1.0
    if _MAKING.isdisjoint(reading.different):
        return
    for place in [place for place, token in enumerate(tokens) if token in _MAKING][:_SENTENCES]:
        wanted = _wanted(tokens, place)
        if wanted is not None:
            found[f"anywhere:{VERBS[tokens[place]]}:{wanted}"] = 1.0


def _opening(word: str, last: bool, found: dict[str, float]) -> None:
    """How a sentence opens that does not open with a request."""
    opener = _OPENERS.get(word)
    if opener is not None:
        name = f"open:{opener or word}"
        found[name] = 1.0
        if last:
            found[f"last-{name}"] = 1.0
    elif word in _QUANTIFIERS:
        found["quantified"] = found.get("quantified", 0.0) + 1.0


def _wording(reading: Reading, found: dict[str, float]) -> None:
    """Shares of the kinds of words, and the phrases."""
    total = len(reading.tokens) + 4
    for kind, share, some in _WORD_KINDS:
        count = reading.counts[kind]
        if count:
            found[share] = min(1.0, 4.0 * count / total)
            found[some] = count / (count + 1.5)
    said = [kind for kind in map(PHRASES.get, reading.pairs) if kind]
    for kind in said:
        found[kind] = found.get(kind, 0.0) + 1.0
    for kind in ("constraint", "truth-teller", "quantified"):
        if kind in found:
            found[kind] = _share(found[kind], 1.0)
    for kind in said:
        found[kind] = min(1.0, found[kind])


def _shape(reading: Reading, found: dict[str, float]) -> None:
    """Signs, numbers, code, mathematics, names, options and length."""
    text, counts = reading.text, reading.counts
    total = len(reading.tokens) + 4
    numbers, words = counts["number"], counts["word"]
    found["numbers"] = _share(numbers, 2.0)
    found["number-share"] = min(1.0, 2.0 * numbers / total)
    found["letters"] = min(1.0, 3.0 * counts["letter"] / total)
    found["signs"] = min(1.0, 1.5 * (len(reading.tokens) - words - numbers) / total)
    found["function-words"] = counts["small"] / (words + 1)
    if not any(name[:5] in _ASKING for name in found):
        found["no-request"] = 1.0
    found["short"] = 1.0 / (1.0 + words / 8.0)
    found["long"] = min(1.0, math.log1p(reading.length) / 9.0)
    found["sentences"] = _share(len(reading.starts), 4.0)
    if not text.isascii():
        foreign = sum(char > "\u024f" and char.isalpha() for char in text)
        found["foreign"] = min(1.0, 2.0 * foreign / (len(text) + 1))
    _patterns(reading, found)


_PATTERNS = tuple(
    (name, pattern, frozenset(signs), scale)
    for name, pattern, signs, scale in (
        ("latex", _LATEX, "\\$", 2.0),
        ("equation", _EQUATION, "=", 1.0),
        ("function-of", _FUNCTION_OF, "(", 1.0),
        ("formal", _FORMAL, "(", 0.5),
        ("code-signs", _CALL, "([=>;/:|&", 2.0),
        ("money", _MONEY, "$€£%", 1.0),
        ("options", _OPTION, "):.", 3.0),
        ("blank", _BLANK, "_?", 1.0),
    )
)
"""Name, pattern, tokens one of which must occur (a quick test), count at half scale."""

_NOT_IN_LATEX = ("code-signs", "identifiers")
_OPERATOR_SIGNS = frozenset("+*^/-×÷")
_JOINING_SIGNS = frozenset("_.")


def _patterns(reading: Reading, found: dict[str, float]) -> None:
    text, different = reading.text, reading.different
    wanted = [
        (name, pattern, scale)
        for name, pattern, signs, scale in _PATTERNS
        if not signs.isdisjoint(different)
    ]
    capitals = not text.islower()
    if capitals or not _JOINING_SIGNS.isdisjoint(different):
        wanted.append(("identifiers", _IDENTIFIER, 1.5))
    if reading.counts["number"] or not _OPERATOR_SIGNS.isdisjoint(different):
        wanted.append(("arithmetic", _ARITHMETIC, 1.0))
    if capitals:
        wanted.append(("names", _NAME, 3.0))
    for name, pattern, scale in wanted:
        count = len(pattern.findall(text))
        if count:
            found[name] = count / (count + scale)
    lines = len(_CODE_LINE.findall(text)) if "\n" in text else bool(_CODE_LINE.match(text))
    if lines:
        found["code-lines"] = _share(lines, 1.0)
    if "latex" in found:
        for name in _NOT_IN_LATEX:
            found.pop(name, None)
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
