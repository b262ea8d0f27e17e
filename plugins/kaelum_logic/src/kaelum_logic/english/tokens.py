"""Sentences and words."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from attrs import frozen

__all__ = ["Token", "sentences", "tokenize"]


@frozen
class Token:
    """One word or sign.

    Attributes:
        text: as written.
        lower: in lower case; the key to the lexicon.
        first: whether it opens its sentence, where a capital says nothing.
    """

    text: str
    lower: str
    first: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: a capital letter or a digit in front."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a sign."""
        return self.text[0].isalnum()


_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})

_TOKEN = re.compile(
    r"""
      he/she | she/he | him/her | his/her | and/or
    | \d+(?:[.,:/-]\d+)*(?:st|nd|rd|th|%)?(?![\w])
    | (?:Mr|Mrs|Ms|Dr|Prof|St)\.
    | (?:[A-Za-z]\.){2,}                  # U.S.
    | [A-Z]\.[A-Z](?:\.[A-Z])*            # A.D
    | \w+(?:[-'&+./]\w+)*                 # words, hyphens and apostrophes inside
    | '(?=\w)|\S
    """,
    re.VERBOSE | re.IGNORECASE,
)

_NAME_IN_BRACKETS = re.compile(r"\(([A-Z\d][\w.-]*(?: [A-Z\d][\w.-]*)*)\)")
_SPLIT_WORDS = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "eithor": ("either",),
}
_NOT = re.compile(r"(?i)^(\w+)n't$")
_CLITIC = re.compile(r"(?i)^(.+)('s|'re|'ve|'ll|'d|'m)$")
_CLITIC_WORDS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IS_HOSTS = frozenset(
    "it he she that there what who here where everyone someone everything".split()
)


def _pieces(word: str) -> Iterator[str]:
    lower = word.lower()
    if lower in _SPLIT_WORDS:
        first, *others = _SPLIT_WORDS[lower]
        yield first.capitalize() if word[0].isupper() else first
        yield from others
    elif match := _NOT.match(word):
        yield match.group(1)
        yield "not"
    elif match := _CLITIC.match(word):
        host, clitic = match.group(1), match.group(2).lower()
        yield host
        is_verb = clitic == "'s" and host.lower() in _IS_HOSTS
        yield "is" if is_verb else _CLITIC_WORDS.get(clitic, clitic)
    else:
        yield word


def tokenize(sentence: str) -> tuple[Token, ...]:
    """The words and signs of ``sentence``; quotation marks are left out.

    A name in brackets, as in "bisphenol A (BPA)", loses them.
    """
    text = unicodedata.normalize("NFC", sentence).translate(_QUOTES)
    text = _NAME_IN_BRACKETS.sub(r"\1", text)
    if text.isupper() and len(text.split()) > 2:
        text = text.lower()
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.group() in {'"', "'"}:
            continue
        for piece in _pieces(match.group()):
            tokens.append(Token(piece, piece.lower(), first=not tokens))
    return tuple(tokens)


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st jr sr no vs etc e.g i.e mt inc ltd co fig approx u.s u.k".split()
)
_END = re.compile(
    r"(?<=[^\s])([.!?]+[\"')]*|;)(?=\s|$)(?!\s+(?:and|or|nor)\b)|([.!?])(?=[a-z]+(?: premise)?[,:]\s|[A-Z][a-z]+\s)|\n+"
)
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-*\u2022])\s+(?=\S)")


def sentences(text: str) -> Iterator[str]:
    """The sentences of ``text``, closing mark included, numbering and bullets left out."""
    yield from _sentences(text)


@functools.lru_cache(maxsize=64)  # every family asks for the same text
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(_split(text.translate(_QUOTES)))


def _split(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _is_abbreviation(text, start, match.start()):
            continue
        yield from _sentence(text[start : match.end()])
        start = match.end()
    yield from _sentence(text[start:])


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    word = re.split(r"[\s(]", text[start:dot])[-1].lower()
    follows = text[dot + 1 :].lstrip()
    if re.fullmatch(r"\d{1,2}", word) and not text[start:dot].strip(" (0123456789"):
        return True
    if word == "no":
        return follows[:1].isdigit()
    single_initial = len(word) == 1 and word.isalpha() and text[dot - 1].isupper() and word != "i"
    return bool(follows) and (
        word in _ABBREVIATIONS
        or (
            single_initial
            and bool(re.match(r"[A-Z]\w+", follows))
            and bool(re.search(r"(?<!\w)(?!Not|If|Then|And|Or)[A-Z]\w+\s+[A-Z]$", text[start:dot]))
        )
    )


def _sentence(piece: str) -> Iterator[str]:
    piece = _NUMBERING.sub("", piece.strip()).strip()
    if re.search(r"\w", piece):
        yield piece
