r"""Reading one number as people and programs write it, exactly and within bounds.

``3``, ``-0.5``, ``.5``, ``1,000``, ``1e3``, ``2.5 * 10^3``, ``1/2``, ``1 1/2``,
``\frac{1}{2}``, ``\frac12``, ``50%``, ``twenty-one``, ``minus one and a half``.
Anything else is not a number: nothing is calculated, and nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

__all__ = ["GROUPED", "Fraction", "quantity", "read", "spell_out", "write"]

MAX_DIGITS = 4300
"""Digits of a number, and the size of its exponent; Python's own bound for reading
an integer from text (sys.int_info.default_max_str_digits)."""

GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
"""A number with thousands separators."""

_DECIMAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_POWER = r"(?:[eE](?P<e>[+-]?[0-9]{1,5})|\s*[*x]\s*10\s*\^\s*(?P<power>\{[+-]?[0-9]{1,5}\}|\(?[+-]?[0-9]{1,5}\)?))?"
_SIGNED = rf"[+-]?\s*{_DECIMAL}"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?)\s*(?:"
    rf"(?P<whole>[0-9]+)\s+(?P<part>[0-9]+)\s*/\s*(?P<parts>[0-9]+)"
    rf"|(?P<before>[0-9]+)?\s*\\frac\s*(?:\{{\s*(?P<top>{_SIGNED})\s*\}}\s*\{{\s*(?P<bottom>{_SIGNED})\s*\}}|(?P<digits>[0-9]{{2}}))"
    rf"|(?P<over>{_DECIMAL})\s*/\s*(?P<under>{_SIGNED})"
    rf"|(?P<decimal>{_DECIMAL}){_POWER}"
    rf")(?P<percent>\s*(?:%|percent|per cent))?",
    re.IGNORECASE,
)


def read(text: str) -> Fraction | None:
    """The number that ``text`` says, all of it; None if it says none, or one out of bounds."""
    if len(text) > 4 * MAX_DIGITS:
        return None
    match = _NUMBER.fullmatch(text.strip())
    return _value(match) if match else _in_words(text)


def write(value: Fraction) -> str:
    """A text that is the same for the same number; hexadecimal for the very large."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > 3 * MAX_DIGITS:
        return f"{value.numerator:x}/{value.denominator:x} (hexadecimal)"
    return str(value)


def _value(match: re.Match[str]) -> Fraction | None:
    try:
        value = _unsigned(match)
    except ZeroDivisionError:
        return None
    if value is None:
        return None
    value = -value if match["sign"] == "-" else value
    return value / 100 if match["percent"] else value


def _unsigned(match: re.Match[str]) -> Fraction | None:
    if any(len(group) > MAX_DIGITS for group in match.groups() if group):
        return None
    if match["whole"]:
        return int(match["whole"]) + Fraction(int(match["part"]), int(match["parts"]))
    if match["digits"]:
        return int(match["before"] or 0) + Fraction(
            int(match["digits"][0]), int(match["digits"][1])
        )
    if match["top"]:
        part = _decimal(match["top"]) / _decimal(match["bottom"])
        if match["before"] and part < 0:
            return None
        return int(match["before"] or 0) + part
    if match["over"]:
        return _decimal(match["over"]) / _decimal(match["under"])
    exponent = int((match["e"] or match["power"] or "0").strip("{}()"))
    if abs(exponent) > MAX_DIGITS:
        return None
    return _decimal(match["decimal"]) * Fraction(10) ** exponent


def _decimal(text: str) -> Fraction:
    digits = text.replace(",", "").replace(" ", "")
    whole, _, part = digits.lstrip("+-").partition(".")
    value = Fraction(int((whole + part) or "0"), 10 ** len(part))
    return -value if digits.startswith("-") else value


_CURRENCY = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<unit>[$\u00a3\u20ac\u00a5\u20b9])\s*(?P<rest>[+-]?[0-9.].*)"
)
_UNIT = re.compile(
    r"[^\W\d_\u03c0][\w\s\u00b0/^*'.-]*|[\u00b0\u2103\u2109$\u00a3\u20ac\u00a5\u20b9][A-Za-z]?",
    re.DOTALL,
)
_LEADING_WORDS = re.compile(r"(?:(?:minus|negative)\s+)?[A-Za-z]+(?:[ -][A-Za-z]+){0,12}")


def quantity(text: str) -> tuple[Fraction, str] | None:
    """A number and its unit or noun, as in ``5 km`` or ``$5``; None if it is none."""
    if currency := _CURRENCY.fullmatch(text):
        amount = read(currency["rest"])
        if amount is None:
            return None
        return (-amount if currency["sign"] == "-" else amount), currency["unit"]
    if not (match := _NUMBER.match(text)) or not match[0].strip():
        return _quantity_in_words(text)
    amount, unit = _value(match), text[match.end() :]
    spaced = unit[:1].isspace()
    if amount is None or not _UNIT.fullmatch(unit.strip()):
        return None
    if not spaced and not match["decimal"]:
        return None  # 1/2x is half of x, or one over 2x: unclear
    return amount, unit.strip()


# -- glyphs ----------------------------------------------------------------------

_VULGAR = re.compile(r"[\u00bc-\u00be\u2150-\u215e]")


def spell_out(text: str) -> str:
    """``text`` with fraction glyphs written as ``1/2``, after a space if a digit stands before."""

    def ascii_fraction(match: re.Match[str]) -> str:
        digits = unicodedata.normalize("NFKC", match[0]).replace("\u2044", "/")
        after_digit = match.start() > 0 and text[match.start() - 1] in "0123456789"
        return f" {digits}" if after_digit else digits

    return _VULGAR.sub(ascii_fraction, text)


# -- words -----------------------------------------------------------------------

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_UNITS = {word: value for value, word in enumerate(_SMALL)}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_PARTS |= {f"{word}s": value for word, value in _PARTS.items() if word != "half"} | {"halves": 2}
_MAX_WORDS = 24


def _in_words(text: str) -> Fraction | None:
    words = text.casefold().replace("-", " ").split()
    if not words or len(words) > _MAX_WORDS:
        return None
    negative = words[0] in {"minus", "negative"}
    percent = words[-1] == "percent" or words[-2:] == ["per", "cent"]
    words = words[negative : len(words) - (0 if not percent else 1 + (words[-1] == "cent"))]
    value = _fraction(words)
    if value is None:
        return None
    value = -value if negative else value
    return value / 100 if percent else value


def _fraction(words: list[str]) -> Fraction | None:
    """``half``, ``two thirds``, ``three and a half``, or a whole number."""
    if words and words[-1] in _PARTS:
        count = words[:-1]
        if "and" in count:
            at = len(count) - 1 - count[::-1].index("and")
            whole, part = _cardinal(count[:at]), _fraction([*count[at + 1 :], words[-1]])
            if whole is not None and part is not None and 0 < part < 1:
                return whole + part
        many = 1 if count in ([], ["a"], ["one"]) else _cardinal(count)
        if many is None or (not count and words[-1] != "half"):
            return None  # a bare "third" is an ordinal
        return Fraction(many, _PARTS[words[-1]])
    whole = _cardinal(words)
    return None if whole is None else Fraction(whole)


def _cardinal(words: list[str]) -> int | None:
    """``two thousand three hundred and five``; None for any other order of words."""
    total, limit, words = 0, None, list(words)
    while words:
        scale_at = next((i for i, word in enumerate(words) if word in _SCALES), None)
        group = words if scale_at is None else words[:scale_at]
        if total and group[:1] == ["and"]:
            group = group[1:]
        bare = scale_at is not None and not total and group in ([], ["a"])  # a thousand
        value = 1 if bare else _below_thousand(group)
        if value is None:
            return None
        if scale_at is None:
            return total + value if total == 0 or value else None
        scale = _SCALES[words[scale_at]]
        if value == 0 or (limit is not None and scale >= limit):
            return None
        total, limit, words = total + value * scale, scale, words[scale_at + 1 :]
    return total or None


def _below_thousand(words: list[str]) -> int | None:
    if "hundred" not in words:
        return _below_hundred(words)
    at = words.index("hundred")
    count = 1 if words[:at] in ([], ["a"]) else _below_hundred(words[:at])
    rest = words[at + 1 :]
    if rest[:1] == ["and"]:
        rest = rest[1:] or ["and"]
    tail = _below_hundred(rest) if rest else 0
    if count is None or tail is None or not 0 < count < 10 or (rest and not tail):
        return None
    return 100 * count + tail


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case [unit] if unit in _UNITS:
            return _UNITS[unit]
        case [tens] if tens in _TENS:
            return _TENS[tens]
        case [tens, unit] if tens in _TENS and 0 < _UNITS.get(unit, 0) < 10:
            return _TENS[tens] + _UNITS[unit]
    return None


def _quantity_in_words(text: str) -> tuple[Fraction, str] | None:
    """``five apples``: the longest beginning that is a number, and a noun."""
    match = _LEADING_WORDS.match(text)
    words = match[0].split(" ") if match else []
    for size in range(len(words) - 1, 0, -1):
        head = " ".join(words[:size])
        amount = _in_words(head)
        if amount is not None:
            unit = text[len(head) :].strip()
            return (amount, unit) if _UNIT.fullmatch(unit) else None
    return None
