"""Percentages added to an amount or taken from it, one after the other, and percentages between two.

::

    $50 plus 8% tax                                            $54
    a $45 shirt with 30% off, then another 10% off             $28.35
    A coat costs $90 after a 25% discount. What was the original price?
    15 is what percent more than 12?                           25%
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import MathError, NotUnderstood, Undefined
from kaelum_math.expr.nodes import decimal_text, number, number_text
from kaelum_math.families import money
from kaelum_math.families.money import GOODS
from kaelum_math.families.reckoning import dressed
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.form import Form
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.task import TwoWays
from kaelum_math.words.units import Unit

__all__ = ["Difference", "Markups", "read"]

_MONEY: Final = frozenset({"$", "£", "€", "₹", "¥"})


def _written(value: Fraction, unit: str, wanted: Form) -> str:
    """An amount in the form wanted; money in whole units or in cents."""
    free = wanted.places is None and wanted.digits is None and not wanted.style
    if unit in _MONEY and free and value.denominator != 1:
        wanted = evolve(wanted, places=2)
    text = wanted.write(value, decimal=decimal_text(value) is not None)
    return text if wanted.unitless else dressed(text, unit)


@frozen
class Markups(TwoWays):
    """An amount changed by ``steps``, signed percentages, one after the other.

    ``amount`` is the one at the start or, if ``asked`` is ``start``, at the end; ``asked`` is
    ``end``, ``start``, ``saved``, ``added`` or ``net``, the change of all steps together in percent,
    or ``fall``, the same as a reduction.
    """

    steps: tuple[Fraction, ...]
    asked: str
    amount: Fraction = Fraction(100)
    unit: str = ""
    form: Form = form.PLAIN

    method = "adding each percentage instead of multiplying factors"

    def describe(self) -> str:
        steps = ", then ".join(f"{number_text(s, decimal=True)}%" for s in self.steps)
        shown = dressed(number_text(self.amount, decimal=True), self.unit)
        wanted = {
            "end": "the amount after it",
            "saved": "what is saved",
            "added": "what is added",
            "start": "the amount before it",
        }
        if self.asked not in wanted:
            return f"change by {steps}: the whole change in percent"
        return f"{shown}, change by {steps}: {wanted[self.asked]}"

    def _factor(self) -> Fraction:
        factor = Fraction(1)
        for step in self.steps:
            factor *= 1 + step / 100
        return factor

    def first(self) -> Fraction:
        factor = self._factor()
        match self.asked:
            case "end":
                return self.amount * factor
            case "saved":
                return self.amount - self.amount * factor
            case "added":
                return self.amount * factor - self.amount
            case "start":
                return self.amount / factor
            case "net":
                return (factor - 1) * 100
        return (1 - factor) * 100

    def second(self) -> Fraction:
        """The running amount step by step; from the end backwards, each step undone."""
        if self.asked == "start":
            now = self.amount
            for step in reversed(self.steps):
                now = now * 100 / (100 + step)
            return now
        begun = self.amount if self.asked in {"end", "saved", "added"} else Fraction(100)
        now = begun
        for step in self.steps:
            now += now * step / 100
        return {"end": now, "net": now - begun, "added": now - begun}.get(self.asked, begun - now)

    def write(self, result: Any) -> str:
        unit = "%" if self.asked in {"net", "fall"} else self.unit
        return _written(result, unit, self.form)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Difference(TwoWays):
    """By how many percent of ``base`` ``other`` is above it; below it, if ``falls``."""

    other: Fraction
    base: Fraction
    falls: bool = False
    form: Form = form.PLAIN

    method = "the quotient of both, less one"

    def describe(self) -> str:
        way = "less" if self.falls else "more"
        pair = [number_text(v, decimal=True) for v in (self.other, self.base)]
        return f"{pair[0]} is x% {way} than {pair[1]}: x"

    def first(self) -> Fraction:
        gap = self.base - self.other if self.falls else self.other - self.base
        return 100 * gap / self.base

    def second(self) -> Fraction:
        quotient = self.other / self.base
        return 100 * (1 - quotient) if self.falls else 100 * (quotient - 1)

    def write(self, result: Any) -> str:
        text = self.form.write(result, decimal=decimal_text(result) is not None)
        return dressed(text, "" if self.form.unitless else "%")

    def worth(self, result: Any) -> Value:
        return number(result)


_LEXICON: Final = Lexicon(
    {
        "DOWN": "off|off of|discount|discount of|discounted|discounted by|reduction|reduction of|reduced|reduced by"
        "|decrease|decrease of|decreases|decreases by|decreased|decreased by|fall|falls|falls by|fell|fell by"
        "|drop|drops|drops by|dropped|dropped by|markdown|marked down|marked down by|minus|-|goes down|goes down by"
        "|went down|went down by|down|down by|down from|falls by|lowered by|lowered|discounts of|loses|lost|pay cut",
        "UP": "increase|increase of|increases|increases by|increased|increased by|rise|rises|rises by|rose|rose by"
        "|raise|raise of|raised|raised by|goes up|goes up by|went up|went up by|up|up by|markup|marked up|marked up by"
        "|grows|grows by|grew|grew by|gains|gained|pay rise|pay raise",
        "LEVY": "tax|sales tax|tax of|sales tax of|vat|vat of|gst|tip|tip of|service charge|service charge of|taxes|gratuity",
        "PLUS": "plus|+|plus a",
        "WITH": "with|with a|with an",
        "FURTHER": "another|further|additional|extra|a further|an additional|an extra",
        "AFTER": "after|following|including|which includes|that includes|with tax included",
        "BEFORE": "original price|original cost|originally|original amount|before tax|price before tax|before|before the discount"
        "|pre - tax price|price before the discount|original|price before|cost before tax|before the increase|before the reduction"
        "|list price|regular price|full price|initially|before the raise|before the tip",
        "END": "final price|end up paying|final cost|total|total cost|in total|new price|sale price|price now|final amount"
        "|do i pay|i pay|pay in total|pay in the end|total price|altogether|price to pay|now|final value|new salary"
        "|new value|do you pay|does it cost now|will i pay|would i pay|discounted price|total amount",
        "SAVED": "save|saved|saving|savings|do i save|amount saved|amount of the discount",
        "NET": "net change|overall change|overall percent change|overall percentage change|net percent change|net effect"
        "|net percentage change|total percent change|total percentage change|percent change overall|percentage change overall"
        "|net percent|overall effect|overall percentage",
        "SINGLE": "single discount|equivalent discount|single equivalent discount|equivalent single discount|one discount"
        "|overall discount|total discount|single discount of|overall percent discount|overall percentage discount",
        "SEVERAL": "successive|consecutive|two successive|two consecutive",
        "WHATPCT": "what percent|what percentage|how much percent|how many percent|by what percent|by what percentage"
        "|by how many percent|percent|percentage",
        "MORE": "more|greater|higher|bigger|larger|more expensive",
        "LESS": "less|smaller|lower|fewer|cheaper|below",
        "THAN": "than",
        "CHANGE": "percent change|percentage change|percent of change",
        "FROM": "from",
        "TO": "to",
        "WHICH": "than what number|than what|than which number|than what amount",
        "OUTOF": "out of",
        "OF": "of",
        "-": f"{GOODS}|price|priced at|priced|costs|cost|costing|bill|paid|pay|paying|earn|earns|earned|did i earn|it|and then"
        "|then|followed by|are equal to|equal|equivalent to|net|bought|buy|sells for|sold for|listed at|is on sale|on sale"
        "|much|salary|rent|worth|subsequently|first|amount|originally costing",
    },
    keep="",
)  # fmt: skip

_STEP: Final = re.compile(
    r"(?:WITH )?(?:FURTHER )?(?:(?:DOWN )?P DOWN |DOWN (?:FURTHER )?P |(?:UP |PLUS )?P UP |UP (?:FURTHER )?P "
    r"|(?:PLUS )?P LEVY |(?:PLUS )?LEVY P |PLUS P |P )"
)
_STEPS: Final = rf"(?:{_STEP.pattern})+"


_RESULT: Final = re.compile(
    r"(?:%|\bper\s?cent\b)[^\d.?;]*\b(?:is|are|was|were|equals|becomes|gives|leaves|makes|comes to|get)\b"
    r"\s+(?:only\s+|now\s+)?\W?\s?\d",
    re.IGNORECASE,
)
"""What the change leads to: "decreased by 40% is 300"."""


def read(text: str) -> Markups | Difference | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood, or the numbers do not go together.
    """
    plain, wanted = form.split(text)
    row = _LEXICON.scan(plain)
    if row.has("NET") or row.has("SINGLE"):
        return _together(row.without("WHATPCT"), wanted)
    if row.has("CHANGE"):
        return _fallen(row, wanted)
    if row.has("WHATPCT") or row.has("WHICH"):
        return _compared(row, wanted)
    forward = None if _RESULT.search(plain) else _forward(row, wanted)
    task = forward or _backward(row, wanted)
    if isinstance(task, Markups) and task.asked == "end" and money.REDUCED.search(plain):
        raise NotUnderstood("It is unclear whether the price given is the reduced one.")
    return None if task is None or _known(text, task) else task


def _known(text: str, task: Markups) -> bool:
    """Whether the family of money reads the question too, and to the same end."""
    try:
        other = money.read(text)
        return other is not None and other.solve().answer == task.solve().answer
    except MathError:
        return False


def _steps(mentions: Sequence[Mention], *, levies: bool) -> tuple[Fraction, ...] | None:
    """Signed percentages of consecutive steps; None where a direction is not said.

    A bare levy ("8% tax") is a step only if ``levies``: it may be what is asked.
    """
    kinds = "".join(f"{mention.kind} " for mention in mentions)
    percents = iter(m.value for m in mentions if m.kind == "P")
    found: list[Fraction] = []
    for match in _STEP.finditer(kinds):
        words = match.group().split()
        percent = next(percents)
        if "DOWN" in words:
            sign = -1
        elif {"UP", "PLUS"} & set(words) or ("LEVY" in words and (levies or "WITH" in words)):
            sign = 1
        elif "FURTHER" in words and found:
            sign = 1 if found[-1] > 0 else -1
        else:
            return None
        found.append(sign * percent)
    if not found or any(step < -100 for step in found):
        return None
    return tuple(found)


def _amount(mention: Mention) -> tuple[Fraction, str]:
    unit: Unit | None = mention.unit
    return mention.value, unit.symbol if unit else ""


def _forward(row: Row, wanted: Form) -> Markups | None:
    """An amount and the percentages that change it: what it comes to, or what is saved."""
    asks = row.has("END") or row.has("SAVED")
    bare = row.without("END", "SAVED")
    levy = bare.match(r"(?P<p>P )LEVY (?P<n>N )") if not asks else None
    if levy is not None:  # "8% tax on $50"
        value, unit = _amount(levy["n"][0])
        return Markups((levy["p"][0].value,), "added", value, unit, wanted)
    found = bare.match(rf"(?P<n>N )(?P<steps>{_STEPS})")
    ahead = bare.match(rf"(?P<steps>{_STEPS})(?P<n>N )") if found is None else None
    match = found or ahead
    if match is None or (row.has("END") and row.has("SAVED")):
        return None
    steps = _steps(match["steps"], levies=asks and ahead is None)
    levied = ahead is not None and any(m.kind in {"LEVY", "PLUS", "UP"} for m in match["steps"])
    if steps is None or levied:
        return None
    value, unit = _amount(match["n"][0])
    signed = any(m.text in {"-", "+", "minus", "plus"} for m in match["steps"])
    if signed and not unit and not any(m.kind == "LEVY" for m in match["steps"]):
        return None  # 200 - 10% may be 199.9 to some
    if row.has("SAVED") and any(step > 0 for step in steps):
        return None
    return Markups(steps, "saved" if row.has("SAVED") else "end", value, unit, wanted)


def _backward(row: Row, wanted: Form) -> Markups | None:
    """An amount after changes; what it was before."""
    if not row.has("BEFORE", "AFTER"):
        return None
    bare = row.without("BEFORE")
    found = bare.match(rf"(?P<n>N )AFTER (?P<steps>{_STEPS})") or bare.match(
        rf"AFTER (?P<steps>{_STEPS})(?P<n>N )"
    )
    if found is None:
        return None
    steps = _steps(found["steps"], levies=True)
    if steps is None:
        return None
    if -100 in steps:
        raise Undefined("Nothing is left of it.")
    value, unit = _amount(found["n"][0])
    return Markups(steps, "start", value, unit, wanted)


def _together(row: Row, wanted: Form) -> Markups | None:
    """Changes in a row as one change."""
    if row.has("NET", "SINGLE"):
        return None
    bare = row.without("NET", "SINGLE", "SEVERAL", "OF", "END")
    if row.has("SEVERAL"):
        found = bare.match(r"DOWN (?P<steps>(?:P )+)")
        steps = tuple(-m.value for m in found["steps"]) if found else None
    else:
        found = bare.match(rf"(?P<steps>{_STEPS})")
        steps = _steps(found["steps"], levies=True) if found else None
    if not steps:
        return None
    if row.has("SINGLE") and any(step > 0 for step in steps):
        return None
    return Markups(steps, "fall" if row.has("SINGLE") else "net", form=wanted)


def _fallen(row: Row, wanted: Form) -> Difference | None:
    """The percent change to a smaller number, which has a sign."""
    found = row.match(r"CHANGE FROM (?P<old>N )TO (?P<new>N )")
    if found is None:
        return None
    old, new = found["old"][0], found["new"][0]
    falls = 0 < new.value < old.value and old.unit == new.unit
    return Difference(new.value, old.value, form=wanted) if falls else None


_COMPARED: Final = (
    r"(?P<a>N )(?:WHATPCT )+(?P<way>MORE |LESS )THAN (?P<b>N )",
    r"(?:WHATPCT )+(?P<a>N )(?P<way>MORE |LESS )THAN (?P<b>N )",
    r"(?:WHATPCT )+(?P<way>MORE |LESS )THAN (?P<b>N )(?P<a>N )",
    r"(?:WHATPCT )+(?P<way>MORE |LESS )(?P<a>N )THAN (?P<b>N )",
)


def _compared(row: Row, wanted: Form) -> Markups | Difference | None:
    """``15 is what percent more than 12``; ``60 is 20% more than what number``."""
    whole = row.match(r"(?P<n>N )(?P<p>P )(?P<way>MORE |LESS )WHICH ")
    if whole is not None:
        sign = 1 if whole["way"][0].kind == "MORE" else -1
        value, unit = _amount(whole["n"][0])
        step = sign * whole["p"][0].value
        if step <= -100:
            raise Undefined("Nothing is left of it.")
        return Markups((step,), "start", value, unit, wanted)
    out = row.match(r"(?P<a>N )OUTOF (?P<b>N )(?:WHATPCT )+")
    found = out or next((f for f in map(row.match, _COMPARED) if f is not None), None)
    if found is None:
        return None
    one, base = found["a"][0], found["b"][0]
    if (one.unit and one.unit.symbol) != (base.unit and base.unit.symbol) or base.value <= 0:
        raise NotUnderstood("The amounts do not go together.")
    if out is not None:
        return Difference(one.value + base.value, base.value, form=wanted)
    falls = found["way"][0].kind == "LESS"
    if falls == (one.value > base.value):
        raise NotUnderstood("The numbers do not go the way the question says.")
    return Difference(one.value, base.value, falls, wanted)
