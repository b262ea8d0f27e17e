"""Conversion of units, and clock times some minutes apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import decimal_text, number
from kaelum_math.phrases import clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Solution, Task, claim, proof
from kaelum_math.text import units
from kaelum_math.text.rare_units import look_up
from kaelum_math.text.tokens import Token
from kaelum_math.text.units import Unit
from kaelum_math.words import rounding

__all__ = ["PHRASES", "Between", "ClockShift", "Conversion", "quantity"]

DAYS_IN_YEAR: Final = 365
APPROXIMATE: Final = 7
"""Significant digits where the exact value is no short fraction or finite decimal."""


@frozen
class Conversion(Task):
    """A quantity, a sum of values with their units, in another unit."""

    parts: tuple[tuple[Fraction, Unit], ...]
    target: Unit

    def describe(self) -> str:
        shown = " + ".join(f"{decimal_text(v) or v} {u.name}" for v, u in self.parts)
        year = " (1 year = 365 days)" if self._years() else ""
        return f"{shown} in {self.target.name}{year}"

    def _years(self) -> bool:
        dimensions = {u.dimension for _, u in self.parts} | {self.target.dimension}
        return dimensions == {"time", "months"}

    def _size(self, unit: Unit) -> Fraction:
        if self._years() and unit.dimension == "months":
            if unit.size % 12:
                raise NotUnderstood("Months have different numbers of days.")
            return unit.size / 12 * DAYS_IN_YEAR * 86400
        return unit.size

    def _value(self) -> Fraction:
        if self.target.dimension == "temperature":
            ((value, unit),) = self.parts
            kelvin = value * unit.size + unit.offset
            return (kelvin - self.target.offset) / self.target.size
        total = sum((v * self._size(u) for v, u in self.parts), Fraction(0))
        return total / self._size(self.target)

    def solve(self) -> Solution:
        value = self._value()
        text, exact = self._text(value)
        notes = () if exact else (f"Exactly {value}; rounded to {APPROXIMATE} significant digits.",)
        return Solution(text, number(value, decimal=True), notes=notes)

    def _text(self, value: Fraction) -> tuple[str, bool]:
        """The value as text and whether that is exact."""
        finite = decimal_text(value)
        if finite is not None and len(finite) <= 40:
            return finite, True
        if value.denominator <= 60 and self.target.dimension in {"time", "months"}:
            return str(value), True
        return rounding.to_digits(value, APPROXIMATE), False

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.value(answer)
        value = self._back(claimed)
        wanted = self._back(Fraction(0)), sum(
            (v * self._size(u) + (u.offset if u.dimension == "temperature" else 0)
             for v, u in self.parts), Fraction(0))  # fmt: skip
        exact = value == wanted[1]
        off = abs(value - wanted[1]) / (abs(wanted[1] - wanted[0]) or 1)
        near = off * 2 * 10 ** (APPROXIMATE - 1) <= 1 and not self._text(self._value())[1]
        yield proof("converted back it is the same quantity", "multiplication by the unit's size",
                    exact or near)  # fmt: skip

    def _back(self, value: Fraction) -> Fraction:
        return value * self._size(self.target) + self.target.offset


Time = tuple[int, bool]
"""Minutes after midnight, and whether it is written with AM and PM."""


def _clock(minutes: int, *, twelve: bool) -> str:
    minutes %= 1440
    hour, minute = divmod(minutes, 60)
    if not twelve:
        return f"{hour:02}:{minute:02}"
    return f"{(hour - 1) % 12 + 1}:{minute:02} {'AM' if hour < 12 else 'PM'}"


def _read_clock(tokens: Sequence[Token]) -> Time:
    """``9:39 PM``, ``21:39``, ``9 PM``, ``noon``.

    Raises:
        NotUnderstood: it is no time of day.
    """
    texts = [t.text for t in tokens]
    if texts in (["noon"], ["midnight"]):
        return (720 if texts == ["noon"] else 0), True
    half = texts[-1] if texts[-1] in {"am", "pm"} else ""
    body = texts[:-1] if half else texts
    if not ((len(body) == 3 and body[1] == ":") or (len(body) == 1 and half)):
        raise NotUnderstood("A time of day such as 9:39 PM is expected.")
    if not (body[0].isdigit() and body[-1].isdigit()):
        raise NotUnderstood("A time of day such as 9:39 PM is expected.")
    hour, minute = int(body[0]), int(body[2]) if len(body) == 3 else 0
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        raise NotUnderstood("There is no such time of day.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute, bool(half)


@frozen
class ClockShift(Task):
    """The time of day some minutes after (or, negative, before) another."""

    start: int
    minutes: int
    twelve: bool

    def describe(self) -> str:
        way = "after" if self.minutes >= 0 else "before"
        return f"{abs(self.minutes)} minutes {way} {_clock(self.start, twelve=self.twelve)}"

    def solve(self) -> Solution:
        return Solution(_clock(self.start + self.minutes, twelve=self.twelve))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        head, _, tail = answer.partition(":")
        minute, _, half = tail.partition(" ")
        hour = int(head) % 12 + (12 if half == "PM" else 0) if half else int(head)
        moved = hour * 60 + int(minute) - self.start - self.minutes
        yield proof("the two times differ by that many minutes, up to whole days", "subtraction",
                    moved % 1440 == 0 and 0 <= int(minute) < 60 and 0 <= hour < 24)  # fmt: skip
        yield claim("the time is written like the question's", "comparison",
                    bool(half) == self.twelve and len(minute) == 2)  # fmt: skip


@frozen
class Between(Task):
    """The time from one time of day to the next occurrence of another, in some unit."""

    start: int
    end: int
    unit: Unit

    def describe(self) -> str:
        begin, end = _clock(self.start, twelve=True), _clock(self.end, twelve=True)
        return f"{self.unit.name}s from {begin} until the next {end}"

    def solve(self) -> Solution:
        value = Fraction((self.end - self.start) % 1440 * 60) / self.unit.size
        return Solution(decimal_text(value) or str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        minutes = answers.value(answer) * self.unit.size / 60
        hours, rest = divmod(self.start + minutes, 60)
        yield proof("counted on from the first time, the second is reached", "addition",
                    0 <= minutes < 1440 and hours % 24 * 60 + rest == self.end)  # fmt: skip


@frozen
class Mixed(Task):
    """A quantity in several units, whole numbers of all but the smallest: ``2 hours 15 minutes``."""

    parts: tuple[tuple[Fraction, Unit], ...]
    targets: tuple[Unit, ...]
    names: tuple[str, ...]

    def describe(self) -> str:
        given = " + ".join(f"{v} {u.name}" for v, u in self.parts)
        return f"{given} in {' and '.join(self.names)}"

    def _total(self) -> Fraction:
        return sum((v * u.size for v, u in self.parts), Fraction(0))

    def solve(self) -> Solution:
        rest, pieces = self._total(), []
        for unit, name in zip(self.targets, self.names, strict=True):
            last = unit is self.targets[-1]
            count = rest / unit.size if last else Fraction(rest // unit.size)
            rest -= count * unit.size
            pieces.append(f"{decimal_text(count) or count} {_counted(name, count)}")
        return Solution(" ".join(pieces))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        del evidence
        words = answer.split()
        counts = [Fraction(word) for word in words[::2]]
        total = sum((c * u.size for c, u in zip(counts, self.targets, strict=True)), Fraction(0))
        whole = all(c.denominator == 1 for c in counts[:-1])
        small = all(
            counts[k] * self.targets[k].size < self.targets[k - 1].size
            for k in range(1, len(counts))
        )
        named = words[1::2] == [_counted(n, c) for n, c in zip(self.names, counts, strict=True)]
        yield proof("the parts add up to the quantity, and none makes a larger unit", "addition",
                    total == self._total() and whole and small and named)  # fmt: skip


def _counted(name: str, count: Fraction) -> str:
    """The name of a unit in the number that ``count`` takes."""
    if count != 1:
        return name
    return {"feet": "foot", "inches": "inch"}.get(name) or name.removesuffix("s")


# -- phrases -----------------------------------------------------------------


_NO_UNITS: Final = frozenset(
    """
    a an the if so that and or are is be do does can could there here number numbers integer integers
    digit digits prime primes divisor divisors factor factors multiple multiples fraction decimal
    numeral numerals form ways way people person students letters words word codes games subsets
    solutions roots zeros zeroes terms term simplest lowest mixed improper exact standard notation
    coins dice cards marbles balls weekdays
    """.split()
)
"""Words that no unit's name holds; to know that of all others takes a table that is slow to load."""

_LONGEST_NAME: Final = 6
"""Most words in the name of a unit: "kilograms per cubic metre"."""


def _unit(tokens: Sequence[Token]) -> Unit:
    words = [t.text for t in tokens]
    known = len(words) <= _LONGEST_NAME and _NO_UNITS.isdisjoint(words)
    found = look_up(words) if known else None
    if found is None:
        raise NotUnderstood(f"{' '.join(words)!r} is no unit that is known here.")
    return found


_JOINS: Final = frozenset({",", "and", "plus", "+"})


def quantity(tokens: Sequence[Token], m: Slots) -> tuple[tuple[Fraction, Unit], ...]:
    """``5 feet and 3 inches``, ``nine tenths of a centimeter``, ``an hour``."""
    parts: list[tuple[Fraction, Unit]] = []
    start = 0
    while start < len(tokens):
        if tokens[start].text == "$" and start + 1 < len(tokens):
            parts.append((rational(m.value_of(tokens[start + 1 : start + 2])), _dollar()))
            start += 2
            continue
        end = start
        while end < len(tokens) and not _starts_unit(tokens, end):
            end += 1
        if start + 1 < end and tokens[start].kind == "num" and _rare(tokens[start + 1 :]):
            end = start + 1
        head = list(tokens[start:end])
        while head and head[-1].text in {"of", "a", "an", "the"}:
            head.pop()
        value = rational(m.value_of(head)) if head else Fraction(1)
        last = end
        while last < len(tokens) and tokens[last].kind != "num" and tokens[last].text not in _JOINS:
            last += 1
        if last + 1 == len(tokens) and last > 0 and tokens[last - 1].text == "^":
            last += 1
        parts.append((value, _unit(tokens[end:last])))
        start = last
        while start < len(tokens) and tokens[start].text in _JOINS:
            start += 1
    return tuple(parts)


def _dollar() -> Unit:
    found = units.find(["dollar"])
    assert found is not None
    return found


def _rare(tokens: Sequence[Token]) -> bool:
    """Whether ``tokens``, up to the next joining word, name one unit as a whole."""
    words = list(takewhile(lambda word: word not in _JOINS, (t.text for t in tokens)))
    return look_up(words) is not None


def _starts_unit(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].text
    if tokens[at].kind != "word" or word in {"of", "a", "an", "the", "plus", "minus", "times"}:
        return False
    return units.find([word]) is not None or word in {"square", "cubic", "degrees", "degree", "leap",
                                                      "nautical", "fluid", "metric"}  # fmt: skip


def _convert(m: Slots) -> Task | None:
    target = _unit(m.tokens("t"))
    parts = quantity(m.tokens("q"), m)
    dimensions = {u.dimension for _, u in parts} | {target.dimension}
    if len(dimensions) > 1 and dimensions != {"time", "months"}:
        raise NotUnderstood("The units measure different things.")
    if target.dimension == "temperature" and len(parts) > 1:
        return None
    return Conversion(parts, target)


def _shift(sign: int) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        start, twelve = _read_clock(m.tokens("c"))
        tokens, extra = m.tokens("q"), Fraction(0)
        hours = len(tokens) == 3 and tokens[1].text in {"h", "hr", "hrs", "hours", "hour"}
        if hours and tokens[2].kind == "num":  # 3h 45
            tokens, extra = tokens[:2], 60 * tokens[2].value
        parts = quantity(tokens, m)
        seconds = sum((v * u.size for v, u in parts), extra)
        if any(u.dimension != "time" for _, u in parts) or seconds % 60 or extra >= 3600:
            return None
        return ClockShift(start, sign * int(seconds / 60), twelve)

    return build


def _mixed(m: Slots) -> Task | None:
    """``135 minutes in hours and minutes``."""
    pieces = split(m.tokens("ts"), ",", "and")
    if len(pieces) < 2 or any(len(piece) != 1 for piece in pieces):
        return None
    targets = tuple(_unit(piece) for piece in pieces)
    parts = quantity(m.tokens("q"), m)
    kinds = {u.dimension for _, u in parts} | {u.dimension for u in targets}
    sizes = [unit.size for unit in targets]
    if len(kinds) != 1 or kinds == {"temperature"} or sizes != sorted(set(sizes), reverse=True):
        raise NotUnderstood("Units of one kind are expected, the largest first.")
    if sum((v for v, _ in parts), Fraction(0)) < 0:
        return None
    return Mixed(parts, targets, tuple(piece[0].text for piece in pieces))


def _ends(m: Slots) -> Task | None:
    """``a film starts at 7:50 pm and lasts 2 hours``: when it ends."""
    named = m.tokens("what")
    if len(named) > 4 or any(t.kind != "word" for t in named):
        raise NotUnderstood("It is unclear what begins.")
    return _shift(1)(m)


def _zone(tokens: Sequence[Token]) -> int:
    """Minutes ahead of UTC: ``UTC+2``, ``GMT-5:30``, ``UTC``."""
    texts = [t.text for t in tokens]
    if not texts or texts[0] not in {"utc", "gmt"}:
        raise NotUnderstood("A time zone such as UTC+2 is expected.")
    if len(texts) == 1:
        return 0
    digits = texts[2:]
    if texts[1] not in {"+", "-"} or not digits or not all(d.isdigit() for d in digits[::2]):
        raise NotUnderstood("A time zone such as UTC+2 is expected.")
    if digits[1::2] not in ([], [":"]) or len(digits) > 3 or int(digits[0]) > 14:
        raise NotUnderstood("There is no such time zone.")
    minutes = 60 * int(digits[0]) + (int(digits[2]) if len(digits) == 3 else 0)
    return minutes if texts[1] == "+" else -minutes


def _zones(m: Slots) -> Task | None:
    start, twelve = _read_clock(m.tokens("c"))
    return ClockShift(start, _zone(m.tokens("b")) - _zone(m.tokens("a")), twelve)


def _between(m: Slots) -> Task | None:
    unit = _unit(m.tokens("t"))
    if unit.dimension != "time":
        return None
    return Between(_read_clock(m.tokens("a"))[0], _read_clock(m.tokens("b"))[0], unit)


_WHEN = "(when|what time|at what time|time) (does|will|did|is) [it|the film|the movie|the meeting|the show|the class|the train] (end|over|finish|arrive|finished|get there)"
_CONVERT = "(convert|change|express|write|turn)"

PHRASES = (
    *clause(_convert, "how many {t} (are|is) [there] in {q}", "how many {t} (is|does|do|make|in|make up|equal|equals) {q}",
            f"{_CONVERT} {{q}} (to|into|in|as) {{t}}", "how many {t} does {q} (have|equal|contain)",
            "how (long|far|heavy|much) is {q} in {t}", "{q} (to|into) {t}", "{q} = how many {t}"),
    *noun(_convert, "{q} in {t}", "{q} (to|into|as|expressed in|converted to) {t}", "number of {t} in {q}"),
    *noun(_mixed, "{q} in {ts}", "{q} (to|into|as|expressed in|converted to) {ts}"),
    *clause(_mixed, f"{_CONVERT} {{q}} (to|into|in|as) {{ts}}", "how many {ts} (are|is) [there] in {q}"),
    *text(_ends, f"[a|an|the|my|our] {{what}} (starts|begins|leaves|departs|started|began) at {{c}} and (lasts|takes|runs for|lasted|runs|goes on for|lasts for) {{q}} ; {_WHEN}",
          f"[a|an|the|my|our] {{what}} that lasts {{q}} (starts|begins|started|began) at {{c}} ; {_WHEN}"),
    *clause(_ends, f"if [a|an|the|my] {{what}} (starts|begins|leaves) at {{c}} and (lasts|takes|runs for|runs|lasts for) {{q}} , {_WHEN}"),
    *text(_zones, "it is {c} in {a} ; what time is it in {b}", "it's {c} in {a} ; what time is it in {b}", "(it is|it's) {c} in {a} ; time [is it] in {b}"),
    *clause(_zones, "if it is {c} in {a} , what time is it in {b}", "if it's {c} in {a} , what time is it in {b}"),
    *noun(_shift(1), "{c} (plus|+) {q}"),
    *noun(_shift(-1), "{c} (minus|-) {q}"),
    *noun(_shift(1), "[time] {q} (after|past|from) {c}"),
    *noun(_shift(-1), "[time] {q} (before|to|until) {c}"),
    *clause(_shift(1), "what time is [it] {q} after {c}", "what time will it be {q} after {c}"),
    *clause(_shift(-1), "what time is [it] {q} before {c}", "what time was it {q} before {c}"),
    *clause(_between, "how many {t} (are|is) [there] (between|from) {a} (and|to|until) {b}",
            "how many {t} (between|from) {a} (and|to|until) {b}"),
    *noun(_between, "number of {t} (between|from) {a} (and|to|until) {b}"),
)  # fmt: skip
