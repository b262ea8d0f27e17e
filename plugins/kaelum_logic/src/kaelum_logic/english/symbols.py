"""Mathematics inside a sentence, put into words that the reader of English can read.

"If x = 2, then n^2 is even" becomes a sentence about names: a relation is something that
is true or not, and a term is an individual. Each name spells what it stands for, so
that it can be put back.
"""

from __future__ import annotations

import re

__all__ = ["in_names", "in_symbols"]

_APPLIED = r"\b[a-zA-Z]\(\w{1,4}(?:,\s?\w{1,4})*\)"
_ATOM = rf"(?:{_APPLIED}|\d+(?:\.\d+)?[a-zA-Z]?|\b[a-zA-Z]\b)(?:(?:\^|\*\*)\(?-?\w{{1,4}}\)?|[²³])?"
_TERM = rf"-?{_ATOM}(?:\s*[-+*/]\s*{_ATOM})*"
_OPPOSITES = {"≤": ">", "≥": "<", "≠": "=", ">": "≤", "<": "≥", "=": "≠"}
_PLAIN = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}
_SIDE = rf"(?:{_TERM}|\b[a-z]{{2}}\b)"
_RELATION = re.compile(rf"(?<![\w.])({_SIDE})\s*(<=|>=|!=|==|[<>=≤≥≠])\s*({_SIDE})(?![\w^(])")
_COMPOUND = re.compile(
    rf"(?<![\w.])(?:{_APPLIED}(?!\s*[-+*/])|-?{_ATOM}(?:\s*[-+*/]\s*{_ATOM})+|[a-zA-Z](?:\^\(?-?\w{{1,4}}\)?|[²³])|\d+[a-zA-Z])(?![\w^(])"
)
_LETTER = re.compile(r"(?<![\w'])[b-hj-zB-HJ-Z](?![\w'.])")
_LETTER_A = re.compile(
    r"(?<![\w'])[aA](?=\s+(?:and|or)\s+[b-zB-Z]\b|\s+(?:is|are|was|has|does|divides)\b)"
)
_ONLY_LETTERS = re.compile(
    r"(?i)(?:[\s,.;:()]|\b(?:[a-z]|if|then|not|and|or|either|neither|nor|only|but|implies|iff|both|is|true|false|"
    r"it|the|case|that|when|whenever|unless)\b)*"
)
_SPELT = re.compile(r"(?i)\bz(?P<kind>[qr])(?P<hex>(?:[a-p]{2})+)\b(?P<not> is not true| is true)?")
_HEX, _LETTERS = "0123456789abcdef", "abcdefghijklmnop"


def _name(kind: str, text: str) -> str:
    spelt = text.encode().hex().translate(str.maketrans(_HEX, _LETTERS))
    return f"Z{kind}{spelt}"


def _relation(match: re.Match[str]) -> str:
    left, sign, right = match.groups()
    sign = _PLAIN.get(sign, sign)
    denied = sign in "≤≥≠"
    name = _name("r", f"{left} {_OPPOSITES[sign] if denied else sign} {right}")
    return f"{name} is {'not true' if denied else 'true'}"


def in_names(statement: str) -> str:
    """``statement`` with names in the place of relations, terms and letters.

    Letters that stand for propositions ("if p then q") are left alone.
    """
    if _ONLY_LETTERS.fullmatch(statement):
        return statement
    text = _RELATION.sub(_relation, statement)
    for pattern in (_COMPOUND, _LETTER_A, _LETTER):
        text = pattern.sub(lambda match: _name("q", match.group()), text)
    return text


def in_symbols(text: str) -> str:
    """``text`` with everything that :func:`in_names` named put back; a relation that is
    not true becomes its opposite, as it is for numbers."""
    return _SPELT.sub(_put_back, text)


def _put_back(match: re.Match[str]) -> str:
    spelt = match["hex"].lower().translate(str.maketrans(_LETTERS, _HEX))
    text = bytes.fromhex(spelt).decode(errors="replace")
    if match["kind"].lower() == "q":
        return text + (match["not"] or "")
    if match["not"] == " is not true":
        left, sign, right = re.split(r" ([<>=]) ", text, maxsplit=1)
        return f"{left} {_OPPOSITES[sign]} {right}"
    return text
