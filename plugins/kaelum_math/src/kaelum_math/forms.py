"""Answers in the form that was asked for: decimals, significant digits, a fraction, yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import OutOfReach, TooLarge
from kaelum_math.expr.nodes import Relation, decimal_text, free_symbols
from kaelum_math.expr.real import bounds
from kaelum_math.task import Solution, Task, claim
from kaelum_math.words import form as wording
from kaelum_math.words import rounding
from kaelum_math.words.form import Form

__all__ = ["Shape", "Shaped", "split"]


@frozen
class Shape:
    """A wanted form of the answer.

    Attributes:
        form: digits and style.
        special: ``scientific``, ``e-notation`` (1.2e-3), ``mixed`` (a mixed number), ``yes-no`` or "".
    """

    form: Form = wording.PLAIN
    special: str = ""

    def describe(self) -> str:
        """The form in words."""
        pieces = []
        if self.form.places is not None:
            pieces.append(f"to {self.form.places} decimal places")
        if self.form.digits is not None:
            pieces.append(f"to {self.form.digits} significant digits")
        pieces += [f"as a {word}" for word in (self.form.style,) if word]
        pieces += (
            ["yes or no" if self.special == "yes-no" else self.special] if self.special else []
        )
        return ", ".join(pieces)

    def __bool__(self) -> bool:
        return bool(self.describe())

    def write(self, low: Fraction, high: Fraction) -> str | None:
        """The text for a number between ``low`` and ``high``; None if they differ in it."""
        texts = {self._text(low), self._text(high)}
        return texts.pop() if len(texts) == 1 else None

    def _text(self, value: Fraction) -> str:
        if self.special in {"scientific", "e-notation"}:
            text = _scientific(value, self.form)
            return text if self.special == "scientific" else _with_e(text)
        if self.special == "mixed":
            return _mixed(value)
        return self.form.write(value)


def _scientific(value: Fraction, form: Form) -> str:
    if value == 0:
        return "0"
    size, power = abs(value), 0
    while size >= 10:
        size, power = size / 10, power + 1
    while size < 1:
        size, power = size * 10, power - 1
    if form.places is not None:
        mantissa = rounding.to_places(size, form.places)
    elif form.digits is not None:
        mantissa = rounding.to_places(size, form.digits - 1)
    else:
        mantissa = decimal_text(size) or rounding.to_digits(size, 12)
    return f"{'-' if value < 0 else ''}{mantissa} * 10^{power}"


def _with_e(text: str) -> str:
    """``1.2 * 10^-3`` as ``1.2e-3``."""
    mantissa, _, power = text.partition(" * 10^")
    return f"{mantissa}e{int(power or 0):+d}"


def _mixed(value: Fraction) -> str:
    whole, rest = divmod(abs(value), 1)
    sign = "-" if value < 0 else ""
    if rest == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


@frozen
class Shaped(Task):
    """A task whose answer is wanted in some form."""

    task: Task
    shape: Shape

    def describe(self) -> str:
        """The inner task, then the form."""
        return f"{self.task.describe()}, {self.shape.describe()}"

    def solve(self) -> Solution:
        """The inner answer, rewritten."""
        inner = self.task.solve()
        text = self._rewritten(inner)
        evidence = {"exact": inner.answer, "inner": dict(inner.evidence)}
        notes = (f"Exactly {inner.answer}.",) if text != inner.answer else ()
        return Solution(text, inner.value, evidence, inner.steps, (*inner.notes, *notes))

    def _rewritten(self, inner: Solution) -> str:
        if self.shape.special == "yes-no":
            return _YES_NO.get(inner.answer, inner.answer)
        if self.shape.form.style == "percent" and ":" in inner.answer:
            raise OutOfReach("A ratio is no percentage.")
        if isinstance(inner.value, (bool, str, Relation)) or inner.value is None:
            return inner.answer
        values = inner.value if isinstance(inner.value, tuple) else (inner.value,)
        if any(free_symbols(value) for value in values):
            return inner.answer
        return self._numbers(inner.answer)

    def _numbers(self, exact: str) -> str:
        """``exact`` with every number in it rewritten, what stands between them kept."""
        pieces = _SEPARATOR.split(exact)
        return "".join(p if k % 2 else self._number(p) for k, p in enumerate(pieces))

    def _number(self, exact: str) -> str:
        expr = answers.expression(exact)
        for digits in (30, 60, 120, 250):
            text = self.shape.write(*bounds(expr, digits))
            if text is not None:
                return text
        raise TooLarge("The digits of the number could not be decided.")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        """The checks of the exact answer, and that ``answer`` is that answer in the wanted form."""
        exact = str(evidence["exact"])
        yield from self.task.check(exact, evidence["inner"])
        if self.shape.special == "yes-no":
            fits = answer == _YES_NO.get(exact, exact)
            yield claim("the answer says the same", "comparison", fits)
            return
        if answer == exact:
            return
        yield claim("it is the exact value in the form asked for", "rounding again",
                    answer == self._numbers(exact))  # fmt: skip
        if self.shape.special != "mixed":
            pairs = zip(_SEPARATOR.split(answer)[::2], _SEPARATOR.split(exact)[::2], strict=True)
            yield claim("the exact value is within half a unit of the last digit", "bounds",
                        all(_near(a, e) for a, e in pairs), independent=True)  # fmt: skip


_YES_NO: Final = {"True": "yes", "False": "no"}
_SEPARATOR: Final = re.compile(r"((?:, | or )?[A-Za-z]\w* = |, | or )")


def _near(answer: str, exact: str) -> bool:
    """Whether a number text is within half a unit of its last digit of the exact value."""
    low, high = bounds(answers.expression(exact), 60)
    answer = re.sub(r"e([+-])(\d+)$", lambda m: f" * 10^{int(m[1] + m[2])}", answer)
    claimed = answers.value(answer.rstrip("%"))
    if answer.endswith("%"):
        claimed /= 100
    mantissa, _, power = answer.rstrip("%").partition(" * 10^")
    digits = mantissa.partition(".")[2]
    unit = Fraction(10) ** (int(power or 0) - len(digits))
    if not digits:
        whole = mantissa.lstrip("-")
        unit *= 10 ** (len(whole) - len(whole.rstrip("0")))
    unit /= 100 if answer.endswith("%") else 1
    slack = unit / 2 if "/" not in answer else 0
    return low - slack <= claimed <= high + slack


_SPECIAL: Final = (
    ("e-notation", re.compile(
        r"(?:[.,]?\s*\b(?:provide|give|write|express|state|report)\s+(?:your|the)\s+(?:final\s+)?(?:answer|result)\s+)?"
        r",?\s*\b(?:in|using|as)\s+(?:scientific\s+notation\s+)?(?:using|with|in)?\s*['\"]?e['\"]?[- ]notation\b",
        re.IGNORECASE)),
    ("scientific", re.compile(
        r",?\s*\b(?:in|using|as|to|into)\s+(?:standard\s+(?:form\s+)?)?\(?\s*scientific\s+(?:notation|form)\b\s*\)?"
        r"|(?<=\d)\s+(?:in|into|to)\s+standard\s+(?:index\s+)?form\b", re.IGNORECASE)),
    ("mixed", re.compile(r",?\s*\b(?:as|to|into|in)\s+an?\s+mixed\s+(?:number|fraction|numeral)\b", re.IGNORECASE)),
    ("improper", re.compile(r",?\s*\b(?:as|to|into|in)\s+an?\s+(?:improper|top[- ]heavy)\s+fraction\b", re.IGNORECASE)),
    ("ordinary", re.compile(r",?\s*\b(?:as|in)\s+(?:an?\s+)?(?:ordinary|normal|regular)\s+(?:number|notation|form)\b", re.IGNORECASE)),
    ("exact", re.compile(r",?\s*\b(?:in|as)\s+(?:an?\s+|its?\s+)?(?:exact|simplest|simplified)\s+(?:radical\s+|surd\s+)?(?:form|value|answer|surd|radical)\b", re.IGNORECASE)),
    ("yes-no", re.compile(
        r"[.,;:(]?\s*\b(?:(?:please\s+)?(?:answer|respond|reply|say)\s+(?:with\s+)?(?:only\s+|just\s+)?)?"
        r"(?:with\s+)?['\"]?(?:yes\s+or\s+no|yes/no)\b['\"]?\s*(?:only|answer)?\)?", re.IGNORECASE)),
)  # fmt: skip


_STYLES: Final = {"improper": "fraction", "ordinary": "decimal", "exact": ""}
"""Wanted forms that are a style of writing numbers, or the exact value as it is."""


def split(text: str) -> tuple[str, Shape]:
    """``text`` without what it says about the form of the answer, and that form."""
    special = ""
    for name, pattern in _SPECIAL:
        match = pattern.search(text)
        if match:
            special = name
            text = f"{text[: match.start()]} . {text[match.end() :]}"
    rest, form = wording.split(text)
    if special in _STYLES:
        form = evolve(form, style=_STYLES[special] or form.style)
        special = ""
    return rest, Shape(form, special)


def shaped(task: Task, shape: Shape) -> Task:
    """``task`` with its answer in ``shape``."""
    if not shape:
        return task
    if isinstance(task, Shaped):
        raise OutOfReach("The answer is asked for in two forms.")
    return Shaped(task, shape)
