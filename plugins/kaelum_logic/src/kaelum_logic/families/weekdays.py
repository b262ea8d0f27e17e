"""Days of the week told from one another: ``The day before yesterday was Sunday. What is tomorrow?``"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.text import WEEKDAYS, number, sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Weekday", "read"]

MAX_DAYS = 100_000
_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_IS = r"(?:is|was|will be|were|falls on|fell on|has to be)"
_OURS = re.compile(rf"(?i)\b(?:{_DAY})s?\b")
_SUPPOSED = re.compile(r"(?i)^(?:if |suppose (?:that )?|given that |assume (?:that )?)")
_COPULA = re.compile(rf"(?i),? (?:it )?{_IS} (?:an? |on )?")
_IT = re.compile(rf"(?i)^it {_IS} (?:an? |on )?(?P<base>{_DAY}|the day .*?{_DAY})(?P<when> .+)$")
"""``It was Saturday two days ago``, ``It will be the day after Friday in two days``."""
_ASKED = re.compile(
    rf"(?i)^(?:then |so |on )?(?:what|which) (?:week ?day|day)(?: of the week)? (?:{_IS}|will|does|would|comes?|do)(?: it)?(?: be| fall on)? ?(?P<when>.*)$"
    rf"|^(?:then |so )?what {_IS} (?P<day>(?:today|tomorrow|yesterday|the day )(?:.*))$"
)
_TOLD = re.compile(
    rf"(?i)^(?:the|my|our|his|her) (?P<what>[a-z]+(?: [a-z]+)?) {_IS} (?:on )?(?P<when>.+)$"
)
_COUNTED = re.compile(
    r"(?i)^(?:in |exactly )?(?P<n>\d{1,5}|[a-z]+) (?P<unit>day|week)s?(?:' time| (?P<way>ago|before|after|from|later|earlier|since)(?: (?P<from>.+))?)?$"
)
_NEXT = re.compile(r"(?i)^the day (?P<way>before|after|preceding|following) (?P<from>.+)$")


@frozen
class _When:
    """So many days after today, or after a day of the week (0: Monday)."""

    days: int
    weekday: int | None = None

    def later(self, days: int) -> _When:
        return _When(self.days + days, self.weekday)


def _when(text: str, depth: int = 0) -> _When | None:
    plain = re.sub(r"^(?:on |it |an? (?!day|week))+| it$", "", text.strip().lower())
    known = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1, "": 0}
    if plain in known:
        return _When(known[plain])
    if plain in WEEKDAYS:
        return _When(0, WEEKDAYS.index(plain))
    if depth > 6:
        return None
    if match := _NEXT.match(plain):
        base = _when(match["from"], depth + 1)
        return base and base.later(-1 if match["way"] in ("before", "preceding") else 1)
    match = _COUNTED.match(plain)
    counted = match["n"] if match else ""
    amount = 1 if counted in ("a", "an") else number(counted)
    if match is None or amount is None or amount * 7 > MAX_DAYS:
        return None
    days = amount * (7 if match["unit"].lower() == "week" else 1)
    way = match["way"] or ("in" if plain.startswith("in ") or plain.endswith("time") else "")
    if not way or (way in ("before", "after", "from", "since") and not match["from"]):
        return None
    base = _when(match["from"] or "today", depth + 1)
    return base and base.later(-days if way in ("ago", "before", "earlier") else days)


def _same_day(text: str) -> tuple[_When, int] | None:
    """``When is weekday``: a day told from today, and which weekday it is (0: Monday).

    Either side may be told from another: ``Three days ago it was the day before Friday``,
    ``Friday is two days after tomorrow``.
    """
    plain = _SUPPOSED.sub("", text)
    sides = [(plain[: match.start()], plain[match.end() :]) for match in _COPULA.finditer(plain)]
    if match := _IT.match(plain):
        sides.append((match["when"], match["base"]))
    found = set()
    for side, other in sides:
        days = [_when(side), _when(other)] if side.strip() and other.strip() else []
        ours = [day for day in days if day is not None and day.weekday is None]
        named = [day for day in days if day is not None and day.weekday is not None]
        for day, known in zip(ours, named, strict=False):
            found.add((day, ((known.weekday or 0) + known.days) % 7))
    return found.pop() if len(found) == 1 else None


@frozen
class Weekday:
    """Which day of the week: so many days after a known one.

    Attributes:
        known: what is told, as written.
        weekday: the day that is known (0: Monday).
        days: how many days after it the day asked for is.
        asked: the form of the answer.
    """

    known: str
    weekday: int
    days: int
    asked: Asked

    def describe(self) -> str:
        """The day that is known, and how far off the other one is."""
        return f"{self.known}: {WEEKDAYS[self.weekday].capitalize()}; ? {self.days:+d} days"

    def solve(self) -> Solution:
        """Count on, modulo seven."""
        day = WEEKDAYS[(self.weekday + self.days) % 7].capitalize()
        if not self.asked.options:
            return Solution(day)
        label = self.asked.choose(day)
        if label is None:
            raise UnsolvedError(f"the answer is {day}, which is not among the options")
        return Solution(label)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Go from day to day by name."""
        at = WEEKDAYS[self.weekday]
        following = dict(zip(WEEKDAYS, (*WEEKDAYS[1:], WEEKDAYS[0]), strict=True))
        steps = following if self.days >= 0 else {after: day for day, after in following.items()}
        for _ in range(abs(self.days)):
            at = steps[at]
        text = at.capitalize()
        right = not evidence and answer == (self.asked.choose(text) if self.asked.options else text)
        return (
            Check(
                f"day by day, it is {text}",
                "counting by name",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )


def read(query: Query) -> Reading:
    """A question about days of the week, if ``query`` is one and tells no dates."""
    asked = ask(query)
    if not _OURS.search(asked.text) or len(asked.text) > 400:
        return None
    parts = [
        part
        for one in sentences(without_courtesies(asked.text))
        for part in _parts(one.strip(" .?!"))
    ]
    question = _ASKED.match(parts[-1]) if parts else None
    if question is None:
        return None
    facts: list[tuple[str, _When, int]] = []
    things: dict[str, _When] = {}
    for part in parts[:-1]:
        fact, told_of = _same_day(part), _TOLD.match(part)
        thing = _when(told_of["when"]) if told_of else None
        if fact is not None:
            facts.append((part, *fact))
        elif told_of and thing is not None:
            things[told_of["what"].lower()] = thing
        else:
            return NotUnderstood((part,), understood=len(facts)) if facts else None
    return _problem(asked, question["when"] or question["day"] or "", facts, things)


def _parts(sentence: str) -> tuple[str, ...]:
    """A sentence, or what it supposes and then what it asks."""
    told, comma, asking = sentence.rpartition(", ")
    if comma and _same_day(told) is not None and _ASKED.match(asking):
        return told, asking
    asking, supposed, told = sentence.partition(" if ")
    if supposed and _same_day(told) is not None and _ASKED.match(asking):
        return told, asking
    return (sentence,)


def _problem(
    asked: Asked, wanted: str, facts: Sequence[tuple[str, _When, int]], things: Mapping[str, _When]
) -> Reading:
    name = re.sub(r"(?i)^(?:the|my|our|his|her) ", "", wanted.strip().lower())
    when = things.get(name) or _when(wanted)
    if when is None:
        return None
    if when.weekday is not None and not facts:
        return Weekday("the day told", when.weekday, when.days, asked)
    if when.weekday is not None or len(facts) != 1 or (things and name not in things):
        return None
    text, base, day = facts[0]
    return Weekday(text, day, when.days - base.days, asked)
