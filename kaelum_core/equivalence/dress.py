r"""What does not belong to an answer: quotes, markup, LaTeX, a full stop, "the answer is"."""

from __future__ import annotations

import re

from kaelum_core.equivalence import brackets, numerals

__all__ = ["undress"]

MAX_LAYERS = 12
"""Layers that are taken off; no honest answer wears so many."""

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u00d7\u22c5\u00b7\u2217", "*"),
        **dict.fromkeys("\u00f7\u2215\u2044", "/"),
        "\u03bc": "\u00b5",
        "\uff0c": ",",
    }
)

_COMMANDS = {
    **dict.fromkeys(("left", "right", "displaystyle", "!"), ""),
    **dict.fromkeys(("quad", "qquad", ";", ":", " ", "\\"), " "),
    **dict.fromkeys(("dfrac", "tfrac", "cfrac"), "\\frac"),
    **dict.fromkeys(("cdot", "times"), "*"),
    **dict.fromkeys(("emptyset", "varnothing"), "\u2205"),
    "lbrace": "{",
    "rbrace": "}",
    "{": "{",
    "}": "}",
    "%": "%",
    "$": "$",
    ",": "\u2009",
    "div": "/",
    "pm": "\u00b1",
    "infty": "\u221e",
    "pi": "\u03c0",
    "in": "\u2208",
    "cup": "\u222a",
    "circ": "\u00b0",
    "lor": " or ",
    "vee": " or ",
}
_COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])")
_UPRIGHT = re.compile(
    r"\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|operatorname|mbox)\s*\{([^{}]*)\}"
)
_THIN = re.compile(r"(?<=[0-9])[\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_LEAD = re.compile(
    r"(?:so |thus |hence )?(?:the )?(?:final )?answer(?: is(?: that)?:?|:)\s+", re.IGNORECASE
)
_SUPERSCRIPTS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b",
                              "0123456789-")  # fmt: skip
_SUPERSCRIPT = re.compile(r"[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u207b]+")


def undress(text: str) -> str:
    """``text`` without what does not belong to the answer: quotes, markup, a full stop."""
    text = text.translate(_CHARACTERS).strip()
    for _ in range(MAX_LAYERS):
        before = text
        text = _take_off(text).strip()
        if text == before:
            break
    if "\\" in text:
        text = _UPRIGHT.sub(r"\1", text).replace("^\\circ", "\u00b0")
        text = _COMMAND.sub(lambda match: _COMMANDS.get(match[1], match[0]), text)
    text = _THIN.sub(",", text.replace("{,}", ","))
    text = _SUPERSCRIPT.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), text)
    return " ".join(numerals.spell_out(text).replace("**", "^").split())


def _take_off(text: str) -> str:
    """``text`` without its outermost layer of dress, if it has one."""
    for opening, closing in (("\\boxed{", "}"), ("\\fbox{", "}")):
        if text.startswith(opening) and brackets.closes(text, len(opening) - 1) == len(text) - 1:
            return text[len(opening) : -len(closing)]
    for mark in ("**", "$$", "$", '"', "'", "`", "*"):
        inner = text[len(mark) : -len(mark)]
        if inner and text == mark + inner + mark and mark not in inner:
            return inner
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        inner = text[2:-2]
        if text == opening + inner + closing and opening not in inner:
            return inner
    if text.endswith(".") and not text.endswith(".."):
        return text[:-1]
    return text[lead.end() :] if (lead := _LEAD.match(text)) else text
