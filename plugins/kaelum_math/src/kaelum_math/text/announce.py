"""The plain question inside formal wording: headings, announced tasks, acronyms in brackets.

``"Your task is to compute an exponentiation. Compute 2^8."`` announces and then asks;
``"State the final answer to the following arithmetic problem: 1 + 2 ="`` is a heading.
Each rule here turns one such habit of writing into the plain question that it means.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["plain"]

_TASK: Final = re.compile(r"^\s*your task is to [^.:]*[.:]\s*(?=\S)", re.IGNORECASE)
_NOW: Final = re.compile(r"^\s*(?:now|so|then)\s*,\s*", re.IGNORECASE)
_POLITE: Final = r"(?:(?:please|kindly)\s+)?"
_WORK: Final = (
    r"(?:problem|expression|calculation|question|computation|task|equation|exercise|sum|addition|subtraction"
    r"|multiplication|division|product|arithmetic|operation|quotient|difference)s?"
)
_HEADING: Final = re.compile(
    rf"^\s*{_POLITE}(?:"
    r"(?:state|give|find|provide|report|determine|tell me|what is|write|calculate|compute)\s+(?:me\s+)?(?:the\s+)?"
    r"(?:final\s+)?(?:answer|result|solution|value)\s+(?:to|of|for)\s+(?:this|the\s+following|the)"
    r"|(?:solve|answer|do|complete|work out|calculate|compute|evaluate|simplify|find)\s+(?:this|the\s+following)"
    rf")\s*(?:(?:simple|basic|arithmetic|mathematical|math|maths|decimal|numerical|algebraic)\s+)*(?:{_WORK})?\s*[:.]\s*(?=\S)",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    rf"^\s*{_POLITE}(?:find|determine|compute|calculate|what is|give)\s+the\s+values?\s+of\s+(?P<name>[A-Za-z])\s+"
    r"(?:in\s+the\s+equation|that\s+satisf(?:y|ies)(?:\s+the\s+equation)?|such\s+that|for\s+which|satisfying|if)"
    r"\s*:?\s*(?P<equation>[^:;?]+=[^:;?]+?)\s*[.?]?\s*$",
    re.IGNORECASE,
)
_SOLVE_FOR: Final = re.compile(
    rf"^\s*{_POLITE}solve\s+for\s+(?P<name>[A-Za-z])\s*[:,]?\s+(?:in\s+)?(?P<equation>[^:;?]+=[^:;?]+?)\s*[.?]?\s*$",
    re.IGNORECASE,
)
_ACRONYM: Final = re.compile(r"\s*\(\s*(?P<letters>[A-Z]{2,5})\s*\)")
_THESE: Final = re.compile(
    r"\b(?P<of>of|for)\s+(?:these|the\s+following|the|those)\s+(?:two\s+|three\s+|four\s+|five\s+)?(?:numbers|integers|values)\s*:?\s*(?=-?\d)",
    re.IGNORECASE,
)
_FRACTION: Final = re.compile(
    r"\b(?:the\s+)?fraction\s+(?=[-(\d])|\s+(?:to|in|into)\s+(?:its\s+|the\s+)?(?:lowest|simplest)\s+(?:terms?|form)",
    re.IGNORECASE,
)
_INTEGRAL: Final = re.compile(
    rf"^\s*{_POLITE}(?:find|calculate|compute|evaluate|determine|work out|what is|solve)\s+(?:the\s+)?"
    r"(?:(?:indefinite\s+)?integral|antiderivative|anti-derivative|primitive)\s*(?:of)?\s*:?\s*(?=\\int)",
    re.IGNORECASE,
)
_DX: Final = re.compile(r"\\int\s*(?P<body>(?:(?!\\int).)+?)\s*\bd(?P<name>[a-z])\s*[.?]?\s*$")
_RESULT: Final = re.compile(r"\s*=\s*\??\s*[.]?\s*$")
_EXPONENTIATION: Final = re.compile(
    r"(?<![\w)])(?P<base>-\d+(?:\.\d+)?)\s*(?P<sign>\^|\*\*)\s*(?P<exp>-?\d+)(?!\w|\.\d)"
)


def plain(text: str) -> str:
    """The plain question in normalised ``text``; ``text`` itself where nothing is announced."""
    task = _TASK.match(text)
    announced = task.group().lower() if task else ""
    core = text[task.end() :] if task else text
    core = _NOW.sub("", core)
    core = _ACRONYM.sub(lambda match: _without_acronym(core, match), core)
    core = _INTEGRAL.sub("Find ", _THESE.sub(r"\g<of> ", _FRACTION.sub(" ", core)))
    core = _DX.sub(_same_variable, core)
    heading = _HEADING.match(core)
    if heading is not None:
        core = f"Calculate {core[heading.end() :].lstrip(' .')}"
    if heading is not None and core.count("=") == 1:
        core = _RESULT.sub("", core)
    equation = _UNKNOWN.match(core) or _SOLVE_FOR.match(core)
    if equation is not None:
        core = _freed(equation["equation"], equation["name"])
    if "exponentiation" in announced or "power of a number" in announced:
        # The whole is announced as one power, so the sign belongs to its base.
        core = _EXPONENTIATION.sub(r"(\g<base>)\g<sign>\g<exp>", core)
    return " ".join(core.split())


def _freed(equation: str, name: str) -> str:
    """The order to solve ``equation`` for ``name``; an unknown called e gets a letter of its own.

    Elsewhere e is Euler's number, and it stays that where it has an exponent.
    """
    if name == "e" and not re.search(r"(?<![A-Za-z])e\s*(?:\^|\*\*)", equation):
        free = next(letter for letter in "uvwxyz" if letter not in equation)
        equation = re.sub(r"(?<![A-Za-z])e(?![A-Za-z])", free, equation)
        name = free
    return f"Solve {equation} for {name}"


def _without_acronym(text: str, match: re.Match[str]) -> str:
    """Nothing, if the bracketed letters are the initials of the words before them."""
    letters = match["letters"].lower()
    words = re.findall(r"[a-z]+", text[: match.start()].lower())[-len(letters) :]
    initials = "".join(word[0] for word in words)
    return "" if initials == letters else match.group()


def _same_variable(match: re.Match[str]) -> str:
    """``dx`` over an integrand in ``X`` alone is meant to be ``dX``."""
    names = set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", match["body"]))
    name = match["name"]
    if name not in names and names == {name.upper()}:
        return f"\\int {match['body']} d{name.upper()}"
    return match.group()
