"""Tokens of a normalised question: numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from attrs import evolve, field, frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.text import numerals, recurring

__all__ = ["MAX_DIGITS", "MAX_TOKENS", "Token", "join", "tokenize"]

MAX_DIGITS: Final = 4000
"""Longest number read; CPython itself stops converting near 4300 digits."""

_DOTS: Final = "..."

MAX_TOKENS: Final = 2500
"""Longest question read, in tokens."""

_TOKEN: Final = re.compile(
    r"""
    (?P<num>
        (?:\d{1,3}(?:,\d{3})+(?![\d,]|\.\d*,) | \d+)(?:\.\d+(?!\.\d))?(?:[eE][+-]?\d+(?![\dA-Za-z]))?
      | \.\d+(?:[eE][+-]?\d+(?![\dA-Za-z]))?
    )
  | (?P<word>[^\W\d_]+(?:_\{\w+\}|_\w+|\d+(?![^\W\d_]))?(?:'[^\W\d_]*)*)
  | (?P<op>\.\.\.|\*\*|<=|>=|!=|==|:=|->|'|\S)
    """,
    re.VERBOSE,
)


@frozen
class Token:
    """One piece of a question.

    Attributes:
        kind: ``num``, ``word`` or ``op``.
        text: as written, in lower case.
        raw: as written.
        start, end: place in the normalised text.
        value: of a number.
        decimal: whether a number was written as a decimal.
    """

    kind: str
    text: str
    raw: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    decimal: bool = False
    spelled: bool = field(default=False)

    def touches(self, other: Token) -> bool:
        """Whether ``other`` follows without a space."""
        return self.end == other.start


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text``, number words already joined into numbers.

    Raises:
        NotUnderstood: a decimal breaks off with ``...``, and it is unclear how it goes on.
        TooLarge: the text has too many tokens, or a number too many digits.
    """
    return list(_tokens(text))


@lru_cache(maxsize=16)  # every family asks for the same question
def _tokens(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if tokens and match.start() < tokens[-1].end:
            continue  # the dots of a decimal
        if len(tokens) >= MAX_TOKENS:
            raise TooLarge(f"The question is longer than {MAX_TOKENS} words and signs.")
        raw = match.group()
        token = Token(str(match.lastgroup), raw.lower(), raw, match.start(), match.end())
        if token.kind == "num":
            token = evolve(token, value=_number(raw), decimal="." in raw or "e" in token.text)
            if token.decimal and text.startswith(_DOTS, token.end):
                token = _recurring(token, tokens)
        tokens.append(token)
    return tuple(_join_number_words(tokens))


def _recurring(token: Token, before: Sequence[Token]) -> Token:
    """``token`` with the dots after it: the number whose digits repeat as they show.

    Raises:
        NotUnderstood: they show no repetition, or the number is one of a list that goes on.
    """
    whole, _, digits = token.raw.partition(".")
    found = recurring.block(digits) if digits.isdecimal() else None
    listed = len(before) > 1 and before[-1].text == "," and before[-2].decimal
    if found is None or listed:
        raise NotUnderstood(f"It is unclear how the digits of {token.raw}... go on.")
    value = recurring.value(whole.replace(",", ""), *found)
    shown = token.raw + _DOTS
    return evolve(
        token, text=shown, raw=shown, end=token.end + len(_DOTS), value=value, decimal=False
    )


def _number(raw: str) -> Fraction:
    digits = raw.replace(",", "")
    mantissa, _, exponent = digits.lower().partition("e")
    if len(mantissa) > MAX_DIGITS or len(exponent) > 4 or abs(int(exponent or 0)) > MAX_DIGITS:
        raise TooLarge(f"A number in the question has more than {MAX_DIGITS} digits.")
    return Fraction(digits)


def _join_number_words(tokens: Sequence[Token]) -> list[Token]:
    """``thirty two fifths`` becomes one number; words that are no numbers stay."""
    joined: list[Token] = []
    texts = [token.text for token in tokens]
    at = 0
    while at < len(tokens):
        found = numerals.read(texts[at : at + 24]) if _may_begin(tokens, at) else None
        if found is None:
            joined.append(tokens[at])
            at += 1
            continue
        value, count = found
        first, last = tokens[at], tokens[at + count - 1]
        span = tokens[at : at + count]
        text = " ".join(t.text for t in span)
        raw = " ".join(t.raw for t in span)
        joined.append(
            Token("num", text, raw, first.start, last.end, value, first.decimal, spelled=True)
        )
        at += count
    return joined


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number in words may begin there: a word, or digits with a word beside them."""
    token = tokens[at]
    if token.kind == "num":
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return following is not None and (following.kind == "word" or following.text == "-")
    return token.kind == "word"


def join(tokens: Sequence[Token]) -> str:
    """The text of ``tokens``, spaces where the original had some."""
    pieces: list[str] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if before is not None and not before.touches(token):
            pieces.append(" ")
        pieces.append(token.raw)
    return "".join(pieces)
