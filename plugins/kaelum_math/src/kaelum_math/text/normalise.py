"""Brings a question into plain characters: Unicode signs, LaTeX, currency, spacing."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.text import latex

__all__ = ["MAX_LENGTH", "normalise"]

MAX_LENGTH: Final = 20_000
"""Longest question read, in characters."""

_SIGNS: Final = str.maketrans(
    {
        "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-",
        "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/",
        "≤": "<=", "≥": ">=", "≠": "!=", "≡": "=", "≈": "=", "＝": "=",
        "’": "'", "‘": "'", "′": "'", "″": "''", "“": '"', "”": '"',
        "π": " pi ", "∞": " oo ", "∫": " \\int ", "∑": " \\sum ", "Σ": " \\sum ", "∏": " \\prod ", "∂": "d", "∈": " in ", "∘": " ∘ ", "→": " -> ", "⟶": " -> ", "θ": " theta ",
        "α": " alpha ", "β": " beta ", "λ": " lambda ", "φ": " phi ", "°": " degrees ",
        "∣": "|", "…": "...", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "µ": "u", "μ": "u",
    }
)  # fmt: skip

_SUPERSCRIPTS: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ", "0123456789+-ni", strict=True))
_SUBSCRIPTS: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_RAISED: Final = re.compile(f"[{''.join(_SUPERSCRIPTS)}]+")
_LOWERED: Final = re.compile(f"[{''.join(_SUBSCRIPTS)}]+")
_ROOTS: Final = {"√": "sqrt", "∛": "cbrt"}
_ROOT: Final = re.compile(r"([√∛])\s*(\d+(?:\.\d+)?|[A-Za-z])?")
_VULGAR: Final = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_BIDI: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARKDOWN: Final = re.compile(r"\*\*(?=[A-Za-z][^*\n]{0,80}\*\*(?:\W|$))|`")
_CLOCK: Final = re.compile(r"\b([ap])\.\s?m\.?(?!\w)", re.IGNORECASE)

_OBELUS: Final = re.compile(r"÷\s*(?=-?(?:\d+\s+)?\d+\s?/\s?\d)")
_WIDE_SLASH: Final = re.compile(r"(?<![\d/.^*+-])(?<!\d )(-?\d+/\d+)\s+/\s+(?=-?\d+/\d+(?![\d/^]))")
"""Division by a fraction, whose bar binds closer than a ``÷``, or than a ``/`` with space around it."""

_FEET_AND_INCHES: Final = re.compile(r"(?<![\w'\"])(\d+)'\s?(\d+(?:\.\d+)?)(?:\"|'')(?!\w)")
"""``5'10"``, a length."""

_ONE_PERCENT: Final = re.compile(r"\b(of|half|quarter) a (?=per ?cent\b)", re.IGNORECASE)


def _vulgar(match: re.Match[str]) -> str:
    text = unicodedata.normalize("NFKC", match.group()).replace("⁄", "/")
    return f" {text} "


def _raised(match: re.Match[str]) -> str:
    power = "".join(_SUPERSCRIPTS[c] for c in match.group())
    alone = len(power) == 1 and not re.match(r"[\w(]", match.string[match.end() :])
    return f"^{power}" if alone else f"^({power})"  # m^2 as units are written


def _root(match: re.Match[str]) -> str:
    name = _ROOTS[match.group(1)]
    return f" {name}({match.group(2)})" if match.group(2) else f" {name} "


def normalise(text: str) -> str:
    """``text`` in plain characters, LaTeX replaced by its linear form.

    Raises:
        TooLarge: it is longer than :data:`MAX_LENGTH`.
        NotUnderstood: it contains control characters, or LaTeX that is not known.
    """
    if len(text) > MAX_LENGTH:
        raise TooLarge(f"The question is longer than {MAX_LENGTH} characters.")
    if any(ord(c) < 32 and c not in "\t\n\r\f\v" for c in text):
        raise NotUnderstood("The question contains control characters.")
    if _BIDI.search(text):
        raise NotUnderstood("The question contains invisible direction marks.")
    if not text.isascii():
        text = _VULGAR.sub(_vulgar, text)
        text = _OBELUS.sub(" divided by ", text)
        text = _RAISED.sub(_raised, text)
        text = _LOWERED.sub(lambda m: f"_{''.join(_SUBSCRIPTS[c] for c in m.group())}", text)
        text = _ROOT.sub(_root, text).translate(_SIGNS)
    text = _WIDE_SLASH.sub(r"\1 divided by ", text)
    text = _CLOCK.sub(lambda m: f"{m.group(1)}m", text)
    text = _FEET_AND_INCHES.sub(r"\1 feet \2 inches", text)
    text = _ONE_PERCENT.sub(r"\1 1 ", text)
    text = latex.linear(text)
    return " ".join(text.split())
