"""Sentences, words and numbers of puzzle texts: what every puzzle reader needs first."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

__all__ = [
    "NUMBERS",
    "ORDINALS",
    "WEEKDAYS",
    "number",
    "ordinal",
    "ordinal_word",
    "sentences",
    "singular",
    "split_list",
    "stem",
    "words",
]

NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
"""Number words up to twenty."""

_ORDINAL_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS) if value}
"""Ordinal words up to twentieth."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week."""

_ABBREVIATIONS = r"(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)"
_BOUNDARY = re.compile(rf"{_ABBREVIATIONS}(?<=[.?!])[\"”’)]?\s+|\s*\n+\s*")
_MARKER = re.compile(
    r"(?im)(?:^[ \t]*|(?<=[.?!:])\s+)"
    r"(?:[-*•·–]\s+|\(?\d{1,2}[.):]\s+|(?:clue|hint|fact|rule)\s*#?\d{1,2}\s*[:.]\s*)+"
)
_WORD = re.compile(
    r"\b_s\b|\bA_|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}:\d\d\b|\d+(?:\.\d+)?|[^\W\d_]+(?:\d+)?|[,;:()?&]|['’](?=s\b)"
)
_CONTRACTIONS = (
    (re.compile(r"\b(\d{1,2}):00\b"), r"\1"),
    (re.compile(r"(?i)\bcan(?:not|['’]t)\b"), "can not"),
    (re.compile(r"(?i)\bwon['’]t\b"), "will not"),
    (re.compile(r"(?i)n['’]t\b"), " not"),
    (re.compile(r"(?i)\b(it|that|there|who|he|she|what)['’]s\b"), r"\1 is"),
    (re.compile(r"(?i)['’](?:re|ve|ll)\b"), ""),
)
_BIRTHS = (
    (
        re.compile(r"(?i)\bborn (before|after) ([\w-]+),? (but|and) (before|after) (?=[A-Z])"),
        r"born \1 \2 \3 born \4 ",
    ),
    (re.compile(r"(?i)\bborn (?:before|earlier than)\b"), "older than"),
    (re.compile(r"(?i)\bborn (?:after|later than)\b"), "younger than"),
)
"""The order of births is the order of ages, turned."""
_REPHRASED = (
    (
        re.compile(r"(?i)\b(?:has|have|had|owns) no (?!more|fewer|less|one\b|other)(?=[a-z])"),
        "does not have ",
    ),
    (re.compile(r"(?i)\bat (?:some|any) (?:other )?(?:time|point) (before|after)\b"), r"\1"),
    (
        re.compile(
            r"(?i)\b(earlier|later) (?:in the (?:week|day|year|sequence|program|schedule)|on the \w+) than\b"
        ),
        r"\1 than",
    ),
    (re.compile(r"(?i)\bnot (?:quite |nearly )?as (\w+) as\b"), r"less \1 than"),
    (
        re.compile(
            r"(?i)(?:right |immediately |directly )?\b(?:next (?:door )?to|beside|adjacent to) ([\w-]+),? (?:on|to) (?:her|his|their|its|the) (?:immediate )?(left|right)\b"
        ),
        r"immediately to the \2 of \1",
    ),
    *(
        (re.compile(rf"(?i)\b(?:in|at|on) an? {more}(?:[- ]numbered)? floor than\b"), way)
        for more, way in (("higher", "above"), ("lower", "below"))
    ),
    *(
        (
            re.compile(
                rf"(?i)\b(?:in|at|on) an? (?:{more}[- ]numbered \w+|\w+ (?:with|that has) a {more} number) than"
                rf"|\b(?:has|have|with) a {more} number than"
            ),
            way,
        )
        for more, way in (("higher", "is after"), ("lower", "is before"))
    ),
)
"""Other ways to say what a relation says."""
_LETTER = re.compile(
    r"(?<=[a-z,:(;] )A\b|^A(?=\s*(?:$|[,')]|(?:and|or|is|was|sits|sat|lives|stands|finished|came|ran|"
    r"must|can|does|did|has|beat|beats|arrived|will|cannot|speaks|works)\b))"
)
"""A thing called A, not the article."""
_POSSESSIVE = re.compile(r"(?i)([a-z])['’]s\b|(?<=s)['’](?=\s)")


@functools.lru_cache(maxsize=64)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, without list markers, in order."""
    pieces = _BOUNDARY.split(_MARKER.sub("\n", text))
    return tuple(piece.strip() for piece in pieces if re.search(r"\w", piece))


@functools.lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """``text`` as words, lower case; contractions opened, possessives as the word ``'s``."""
    for pattern, plain in (*_CONTRACTIONS, *_BIRTHS, *_REPHRASED):
        text = pattern.sub(plain, text)
    text = _LETTER.sub("A_", text)
    text = _POSSESSIVE.sub(lambda match: f"{match.group(1) or ''} _s ", text)
    marks = {"_s": "'s", "A_": "A"}
    return tuple(marks.get(token, token.lower()) for token in _WORD.findall(text))


def number(word: str) -> int | None:
    """The value of a number word or a numeral of at most four digits."""
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isdecimal() and len(word) <= 4 else None


def ordinal(word: str) -> int | None:
    """The value of ``third`` or ``3rd``."""
    if word in ORDINALS:
        return ORDINALS[word]
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word)
    return int(match.group(1)) if match else None


def ordinal_word(value: int) -> str:
    """``third`` for 3; ``21st`` and the like past twenty."""
    if 0 < value < len(_ORDINAL_WORDS):
        return _ORDINAL_WORDS[value]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10 if value % 100 not in (11, 12, 13) else 0)
    return f"{value}{ending or 'th'}"


_IRREGULAR = {"mice": "mouse", "geese": "goose", "children": "child", "people": "person",
    "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "wolves": "wolf",
    "knives": "knife", "leaves": "leaf", "loaves": "loaf", "shelves": "shelf", "calves": "calf",
    "oxen": "ox", "halves": "half", "thieves": "thief", "wives": "wife",
    "cacti": "cactus", "fungi": "fungus", "dice": "die", "buses": "bus", "lens": "lens",
    "shoes": "shoe", "canoes": "canoe", "toes": "toe", "cookies": "cookie", "movies": "movie",
    "pies": "pie", "ties": "tie", "brownies": "brownie", "kiwis": "kiwi", "axes": "axe",
    "zucchini": "zucchini", "zucchinis": "zucchini"}  # fmt: skip


def singular(noun: str) -> str:
    """The singular of a noun, by the regular rules and a few exceptions."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if len(noun) < 4 or noun.endswith(("ss", "us", "is")) or not noun.endswith("s"):
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return noun[:-2]
    return noun[:-1]


@functools.lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What a word has in common with its plural and its verb forms, for comparing words only."""
    word = singular(word)
    for ending in ("ing", "er", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word


_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or|&)\b|,|;|\band\b|\bor\b|&)\s*", re.IGNORECASE)


def split_list(text: str) -> tuple[str, ...]:
    """The items of ``a cat, a dog, and two birds``, trimmed; a single item for no list."""
    items = (item.strip(" \t\"“”'’.") for item in _SEPARATOR.split(text))
    return tuple(item for item in items if item)


def find(sequence: Sequence[object], part: Sequence[object]) -> int:
    """Where ``part`` first stands in ``sequence``, or -1."""
    size = len(part)
    for start in range(len(sequence) - size + 1):
        if tuple(sequence[start : start + size]) == tuple(part):
            return start
    return -1
