"""Numbers written in words: ``forty-two``, ``three hundred and five``, ``nine tenths``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

__all__ = ["ORDINALS", "in_words", "ordinal", "read"]

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES: Final = {
    word: 1000**value
    for value, word in enumerate(
        "thousand million billion trillion quadrillion quintillion sextillion septillion "
        "octillion nonillion decillion".split(),
        start=1,
    )
}
_MISSPELT: Final = {"fourteeen": "fourteen", "fourty": "forty", "ninty": "ninety"}

_ORDINAL_STEMS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: Final = {
    **{word: value for value, word in enumerate(_ORDINAL_STEMS)},
    "twelth": 12,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 1_000_000,
}
"""Ordinal words and their numbers, common misspellings included."""

_DENOMINATORS: Final = {
    **{word: value for word, value in ORDINALS.items() if value > 2},
    "half": 2,
    "quarter": 4,
    "halve": 2,
}


def _small(words: Sequence[str]) -> tuple[int, int] | None:
    """A number under a thousand at the start of ``words`` and how many words it takes."""
    value, used = 0, 0
    word = _MISSPELT.get(words[0], words[0]) if words else ""
    if word in _TENS:
        value, used = _TENS[word], 1
        after = used + 1 if words[used : used + 1] == ["-"] else used
        unit = _UNITS.get(words[after], 0) if after < len(words) else 0
        if 1 <= unit <= 9:
            return value + unit, after + 1
        return value, used
    if word in _UNITS:
        return _UNITS[word], 1
    return None


def _below_thousand(words: Sequence[str]) -> tuple[int, int] | None:
    head = _small(words)
    if head is None:
        return None
    value, used = head
    after = _skip_hyphen(words, used)
    if after < len(words) and words[after] == "hundred" and 1 <= value < 100:
        value, used = value * 100, after + 1
        rest = _skip_hyphen(words, used)
        if rest < len(words) and words[rest] == "and":
            rest = _skip_hyphen(words, rest + 1)
        tail = _small(words[rest:])
        if tail is not None and tail[0] > 0:
            value, used = value + tail[0], rest + tail[1]
    return value, used


def _skip_hyphen(words: Sequence[str], at: int) -> int:
    return at + 1 if at < len(words) and words[at] == "-" else at


def _cardinal(words: Sequence[str]) -> tuple[int, int] | None:
    total, used, last = 0, 0, None
    while True:
        start = _skip_hyphen(words, used) if used else 0
        if used and start < len(words) and words[start] == "and" and last is not None:
            start += 1
        group = _below_thousand(words[start:])
        if group is None:
            break
        value, count = group
        end = start + count
        scale_at = _skip_hyphen(words, end)
        scale = _SCALES.get(words[scale_at], 1) if scale_at < len(words) else 1
        if last is not None and (scale >= last or value >= last):
            break
        if used and scale == 1 and last is None:
            break
        total += value * scale
        used = scale_at + 1 if scale > 1 else end
        if scale == 1:
            break
        last = scale
    return (total, used) if used else None


def read(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """The number at the start of ``words`` and how many words it takes, or None.

    Hyphens are words of their own. ``half`` and ``a third of`` are numbers;
    a lone ordinal (``third``) is not. Digits count as the numerator of a
    fraction in words (``3 quarters``) and before a scale (``5 million``).
    """
    if not words:
        return None
    first = words[0]
    if first in {"a", "an"}:
        return _hundred_and(words) or _fraction_after(1, words, 1, article=True)
    if first == "half":
        return Fraction(1, 2), 1
    digits = first.replace(",", "")
    if digits.replace(".", "", 1).isascii() and digits.replace(".", "", 1).isdigit():
        return _after_digits(digits, words)
    if first in {"hundred", "thousand", "million", "billion"}:
        return None
    cardinal = _cardinal(words)
    if cardinal is None:
        return None
    value, used = cardinal
    return (
        _point(value, words, used)
        or _half_of_scale(value, words, used)
        or _fraction_after(value, words, used)
        or (Fraction(value), used)
    )


def _hundred_and(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """``a hundred and one``, ``a thousand two hundred``: as with ``one``, if it goes on."""
    if words[1:2] not in (["hundred"], ["thousand"]):
        return None
    cardinal = _cardinal(["one", *words[1:]])
    return None if cardinal is None or cardinal[1] == 2 else (Fraction(cardinal[0]), cardinal[1])


def _point(whole: int, words: Sequence[str], used: int) -> tuple[Fraction, int] | None:
    """``five point two five``: digits after the point, one by one."""
    if words[used : used + 1] != ["point"]:
        return None
    digits, at = "", used + 1
    while at < len(words) and _UNITS.get(words[at], 10) < 10:
        digits, at = digits + str(_UNITS[words[at]]), at + 1
    return (Fraction(f"{whole}.{digits}"), at) if digits else None


def _half_of_scale(whole: int, words: Sequence[str], used: int) -> tuple[Fraction, int] | None:
    """``five and a half million``."""
    if list(words[used : used + 3]) != ["and", "a", "half"] or whole >= 1000:
        return None
    scale = _SCALES.get(words[used + 3]) if used + 3 < len(words) else None
    return None if scale is None else ((whole + Fraction(1, 2)) * scale, used + 4)


def _after_digits(digits: str, words: Sequence[str]) -> tuple[Fraction, int] | None:
    if len(words) > 1 and words[1] in _SCALES and len(digits) < 40:
        return Fraction(digits) * _SCALES[words[1]], 2
    if digits.isdigit() and len(digits) < 40:
        return _fraction_after(int(digits), words, 1)
    return None


def _fraction_after(
    value: int, words: Sequence[str], used: int, *, article: bool = False
) -> tuple[Fraction, int] | None:
    at = _skip_hyphen(words, used)
    if at >= len(words):
        return None
    word = words[at]
    if article and word in {"hundred", *_SCALES}:
        return Fraction(_SCALES.get(word, 100)), at + 1
    singular = word.removesuffix("s")
    if singular not in _DENOMINATORS or (word == singular) != (value == 1):
        return None
    vague = article or words[0] == "1"
    if vague and singular not in {"half", "quarter"} and words[at + 1 : at + 2] != ["of"]:
        return None
    return Fraction(value, _DENOMINATORS[singular]), at + 1


def ordinal(word: str) -> int | None:
    """The number of an ordinal, in words or as ``3rd``; None if it is none."""
    if word in ORDINALS:
        return ORDINALS[word]
    if len(word) > 2 and word[-2:] in {"st", "nd", "rd", "th"} and word[:-2].isascii():
        digits = word[:-2].rstrip("'")
        if digits.isdigit() and len(digits) < 7:
            return int(digits)
    tens, _, unit = word.partition("-")
    if tens in _TENS and 1 <= ORDINALS.get(unit, 0) <= 9:
        return _TENS[tens] + ORDINALS[unit]
    return None


def in_words(value: int) -> str:
    """``value``, from 0 to 999 999 999 999 999, in English words.

    Raises:
        ValueError: outside that range.
    """
    if not 0 <= value < 10**15:
        raise ValueError(f"cannot write {value} in words")
    if value < 20:
        return next(word for word, number in _UNITS.items() if number == value)
    if value < 100:
        tens = next(word for word, number in _TENS.items() if number == value // 10 * 10)
        return f"{tens}-{in_words(value % 10)}" if value % 10 else tens
    scales = {"hundred": 100, **_SCALES}
    word, scale = max(
        ((word, scale) for word, scale in scales.items() if scale <= value), key=lambda p: p[1]
    )
    head, rest = divmod(value, scale)
    tail = "" if not rest else f" and {in_words(rest)}" if rest < 100 else f" {in_words(rest)}"
    return f"{in_words(head)} {word}{tail}"
