"""The form in which an answer is wanted: instructions, read apart from the question.

An instruction is a sentence about the answer ("Respond with just the number."), a phrase
that says how to write it ("to 2 decimal places", "as a reduced fraction"), or an example of
one in brackets ("(e.g., Monday)"). Instructions are recognised by what they are made of, a
verb of saying and words about answers, so that a sentence with anything else in it stays
part of the question.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from kaelum_math.expr.nodes import decimal_text
from kaelum_math.words import rounding

__all__ = ["PLAIN", "Form", "split"]


@frozen
class Form:
    """How an answer is to be written.

    Attributes:
        places: digits after the point, if a number of them was asked for.
        digits: significant digits, likewise.
        style: ``fraction``, ``decimal``, ``percent`` or "" for what fits.
        pi: leave pi as it is.
        unitless: write no unit.
        strings: write a list as strings in square brackets.
    """

    places: int | None = None
    digits: int | None = None
    style: str = ""
    pi: bool = False
    unitless: bool = False
    strings: bool = False

    def write(self, value: Fraction, *, decimal: bool = False) -> str:
        """``value`` in this form; ``decimal`` if decimals fit better than fractions."""
        if self.style == "percent":
            return f"{evolve(self, style='').write(value * 100, decimal=True)}%"
        if self.places is not None:
            return rounding.to_places(value, self.places)
        if self.digits is not None:
            return rounding.to_digits(value, self.digits)
        if self.style == "fraction":
            return str(value)
        if decimal or self.style == "decimal":
            return decimal_text(value) or rounding.to_digits(value, 12)
        return str(value)


PLAIN: Final = Form()
"""No form in particular."""

_EXAMPLE: Final = re.compile(
    r"[(\[]\s*(?:e\.?\s?g\.?|ex\.|example|for example|for instance)[^)\]]*[)\]]", re.IGNORECASE
)
_COUNT: Final = r"(?P<n>\d{1,2}|one|two|three|four|five|six)"
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LEAD: Final = (
    r"(?:,?\s*\b(?:please\s+)?(?:(?:and|then)\s+)?"
    r"(?:(?:round(?:ed)?|give|given|giving|express(?:ed)?|write|written|answer|correct|accurate)\s+)?"
    r"(?:(?:your|the|its?|all|any)\s+)?(?:(?:final\s+)?answers?|results?|(?<!\ba )decimals?|values?)?\s*"
    r"(?:off\s+|answers?\s+)?)"
)
_ENDS: Final = r"(?!,?\s*(?:plus|minus|times|over|divided|multiplied|squared|cubed|doubled|and then|then|[-+*/^]\s*\d))"
"""What is rounded is all of the question: not where an operation goes on after it."""
_PLACES: Final = re.compile(
    _LEAD
    + rf"\b(?:to|correct to|with|at)\s+{_COUNT}\s+(?:decimals?(?:\s+(?:places?|points?|digits?))?"
    r"|d\.?p\.?|digits after the (?:decimal )?point)(?!\w)" + _ENDS,
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(
    _LEAD
    + rf"\b(?:to|with)\s+(?:a maximum of\s+)?{_COUNT}\s+(?:sig(?:nificant)?\.?\s+(?:figures?|digits?|figs?)|s\.?f\.?)(?!\w)"
    + _ENDS,
    re.IGNORECASE,
)
_NEAREST: Final = re.compile(
    _LEAD + r"\bto\s+the\s+nearest\s+"
    r"(?P<step>whole(?:\s+(?:number|unit|percent))?|integer|unit|one|tenth|hundredth|thousandth|cent"
    r"|penny|dollar|pound|euro|degree|percent)\b" + _ENDS,
    re.IGNORECASE,
)
_HALF_UP: Final = re.compile(
    r",?\s*\b(?:rounding|round)\s+(?:(?:up|away)\s+from\s+(?:the\s+)?half|half\s+up|halves\s+up)\b",
    re.IGNORECASE,
)
"""How halves are rounded here anyway."""
_STEPS: Final = {"tenth": 1, "hundredth": 2, "thousandth": 3, "cent": 2, "penny": 2}
_STYLE: Final = re.compile(
    _LEAD + r"\b(?:as|in|into|with)\s+(?:an?\s+)?(?:the form of an?\s+)?"
    r"(?:(?:exact|reduced|simplified|common|simplest|proper|irreducible)\s+)?"
    r"(?P<style>fractions?(?!\s+(?:of|over)\b)|decimals?|percent(?:age)?s?(?!\s+of\b)|simplest form|lowest terms"
    r"|(?:its\s+)?simplest terms)(?:\s+(?:form|number))?(?:\s+in\s+(?:simplest form|lowest terms))?\b",
    re.IGNORECASE,
)
_PI: Final = re.compile(
    r",?\s*(?:\b(?:leave|give|express|keep|write)\s+(?:your\s+|the\s+)?answer\s+)?\bin terms of\s+pi\b",
    re.IGNORECASE,
)
_SAYING: Final = frozenset(
    "answer respond reply provide give state write express return output report only just name "
    "do don't your present show".split()
)
_ABOUT_ANSWERS: Final = frozenset(
    """
    answer respond reply provide give state write express return output report present show
    only just please the a an your as with in of using to out be should not do don't any other
    final number numeral numerical numerically numeric count total amount value result quantity
    single integer digits units unit name weekday weekday's day week full complete whole word
    representing probability respond text explanation formatting nothing else yes no or and monday through sunday -
    """.split()
)
_ASKED: Final = frozenset(
    "angle coordinates coordinate radius measure gcd lcm fraction simplified reduced".split()
)
"""Words that also name what is asked: about the answer only beside "answer" or "only"."""

_LISTED: Final = re.compile(
    r"\b(?:instructions?(?:\s+below)?|guidelines?|rules?|problems)\s*:(?=.*?(?:^|\s)1\s?[.)]\s)",
    re.IGNORECASE,
)
"""Where a numbered list of instructions begins: the end of its heading."""
_HEADING: Final = frozenset(
    """
    final answer format formatting instructions instruction guidelines guideline rules rule please
    follow these this the below following when performing calculations calculation in solving
    equations for all geometry problems your use and
    """.split()
)
_DIRECTIVES: Final = _ABOUT_ANSWERS | frozenset(
    """
    solution solutions arithmetic expression sign target include multiplication division addition
    subtraction use let all be list numbers instead reporting convert square brackets strings string
    coordinates coordinate form angle angles radius symbol degree degrees round decimal answers
    x y n no for if there are is each included
    provide comma separated decimals values expressed exact like them real satisfy equation empty
    format based on more single two three equal rounding down when th place greater or represent
    exponents exponent write always operations operation reasoning steps step same variable
    variables symbols given question exp e exponential function i capital euler's euler s power
    powers integer integers fraction fractions simplified leave round rounded significant figures
    that can places only show work explain explanation spaces space extra c constant integration
    """.split()
)
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|\[[^\]]*\]|-?\d+(?:\.\d+)?")
_SENTENCE: Final = re.compile(r"(?:(?<=[.?!;])|(?<=[.?!]\)))(?:\s+|(?=[A-Z])(?<![A-Z]\.))")


@lru_cache(maxsize=16)  # every family asks for the same question
def split(text: str, *, styles: bool = True) -> tuple[str, Form]:
    """``text`` without its instructions about the answer, and the form they ask for.

    Without ``styles``, "in decimal" and the like stay: they may mean a base.
    """
    form = PLAIN
    text = _EXAMPLE.sub(" ", text)
    if match := _PLACES.search(text):
        form = evolve(form, places=_NUMBERS.get(match["n"].lower()) or int(match["n"]))
        text = _cut(text, match)
    if match := _DIGITS.search(text):
        form = evolve(form, digits=_NUMBERS.get(match["n"].lower()) or int(match["n"]))
        text = _cut(text, match)
    if match := _NEAREST.search(text):
        form = evolve(form, places=_STEPS.get(match["step"].lower(), 0))
        text = _cut(text, match)
    if match := _HALF_UP.search(text):
        text = _cut(text, match)
    if styles and (match := _STYLE.search(text)):
        word = match["style"].lower()
        style = "decimal" if word.startswith("dec") else "percent" if "perc" in word else "fraction"
        form = evolve(form, style=style)
        text = _cut(text, match)
    if match := _PI.search(text):
        form = evolve(form, pi=True)
        text = _cut(text, match)
    text, listed = _without_list(text)
    form = evolve(form, strings={"brackets", "strings"} <= listed)
    kept = []
    for sentence in _SENTENCE.split(text):
        words = re.findall(r"[a-z']+|\d+|[^\s\w.,;:!?()\"']", sentence.lower())
        if _is_instruction(words):
            form = evolve(form, unitless=form.unitless or "units" in words)
        else:
            kept.append(sentence)
    return " ".join(kept), form


def _is_instruction(words: list[str]) -> bool:
    """Whether a sentence of ``words`` is about the answer, and asks for nothing itself."""
    if not words or words[0] not in _SAYING | {"please"}:
        return False
    about = _ABOUT_ANSWERS | (_ASKED if {"answer", "only"} & set(words) else frozenset())
    return set(words) <= about


def _without_list(text: str) -> tuple[str, set[str]]:
    """``text`` without a numbered list of instructions at its end, and the words of the list."""
    match = _LISTED.search(text)
    if match is None:
        return text, set()
    words = set(re.findall(r"[a-z']+", _QUOTED.sub(" ", text[match.end() :]).lower()))
    start = match.start()
    for word in reversed(list(re.finditer(r"\S+", text[: match.start()]))):
        if word.group().lower().strip(",") not in _HEADING:
            break
        start = word.start()
    if not words - {"example", "degrees", "'"} <= _DIRECTIVES:
        return text, set()
    return text[:start], words


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
