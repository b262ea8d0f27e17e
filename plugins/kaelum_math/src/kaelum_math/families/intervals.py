"""How long from one moment to another, and what time it is some time before or after."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import number, number_text
from kaelum_math.methods.calendar import WEEKDAYS, ordinal
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.dates import Moment, date_reader, time_reader
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.task import TwoWays

__all__ = ["Clock", "Interval", "read"]

DAY: Final = 86_400


@frozen
class Interval(TwoWays):
    """The time from ``start`` to ``end``.

    Attributes:
        start, end: dates with times, dates, or times of day.
        layout: the form asked for: ``days``, ``hh:mm``, ``hh:mm:ss``, ``hh:mm:ss.mmm``, each of
            the last three also after ``days ``; a unit of time; or "" for words.
        overnight: the end is on the day after, since it is the earlier time of day.
    """

    start: Moment
    end: Moment
    layout: str = ""
    overnight: bool = False

    method = "day numbers by formula, seconds by carrying"

    def describe(self) -> str:
        nights = ", the day after" if self.overnight else ""
        return f"time from {_shown(self.start)} to {_shown(self.end)}{nights}"

    def first(self) -> Fraction:
        ends = []
        for moment in (self.start, self.end):
            day = moment.on(moment.year).toordinal() if moment.year is not None else 0
            shift = 60 * (moment.offset or 0)
            ends.append(Fraction(day * DAY - shift) + (moment.seconds or Fraction(0)))
        return ends[1] - ends[0] + (DAY if self.overnight else 0)

    def second(self) -> Fraction:
        """By carrying: days, hours, minutes and seconds are subtracted place by place."""
        days = int(self.overnight)
        if self.start.year is not None and self.end.year is not None:
            days = ordinal(self.end.on(self.end.year)) - ordinal(self.start.on(self.start.year))
        late, early = _places(self.end), _places(self.start)
        hours, minutes, seconds = late[0] - early[0], late[1] - early[1], late[2] - early[2]
        if seconds < 0:
            minutes, seconds = minutes - 1, seconds + 60
        while minutes < 0:
            hours, minutes = hours - 1, minutes + 60
        while hours < 0:
            days, hours = days - 1, hours + 24
        return Fraction(((days * 24 + hours) * 60 + minutes) * 60) + seconds

    def write(self, result: Any) -> str:
        if self.layout in _UNITS:
            return number_text(result / _UNITS[self.layout], decimal=True)
        if not self.layout:
            return _in_words(result, with_time=self.start.seconds is not None)
        days, clock = divmod(result, DAY)
        if not self.layout.startswith("days"):
            return _clock(result, self.layout)
        head = f"{days} days"
        rest = self.layout.removeprefix("days").strip()
        return f"{head}, {_clock(clock, rest)}" if rest else head

    def worth(self, result: Any) -> Value:
        return number(result / _UNITS[self.layout]) if self.layout in _UNITS else None

    def notes(self) -> tuple[str, ...]:
        if self.first() < 0:
            return ("the end lies before the start; days are counted down to the whole day before",)
        return ("the end is taken to be on the next day",) if self.overnight else ()


_UNITS: Final = {"seconds": 1, "minutes": 60, "hours": 3600, "days only": DAY, "weeks": 7 * DAY}


def _places(moment: Moment) -> tuple[int, int, Fraction]:
    """Hours, minutes and seconds, the offset from UTC taken off the minutes."""
    minutes, seconds = divmod(moment.seconds or Fraction(0), 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes - (moment.offset or 0), Fraction(seconds)


def _clock(value: Fraction, layout: str) -> str:
    sign, value = ("-", -value) if value < 0 else ("", value)
    minutes, seconds = divmod(value, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02d}:{minutes:02d}"
    if layout == "hh:mm":
        return text
    whole, part = divmod(seconds, 1)
    text = f"{text}:{whole:02d}"
    return f"{text}.{int(part * 1000):03d}" if layout.endswith("mmm") else text


def _in_words(value: Fraction, *, with_time: bool) -> str:
    sign, value = ("-", -value) if value < 0 else ("", value)
    pieces = []
    for size, name in ((DAY, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        count, value = divmod(value, size)
        if size == 1:
            exact = count + value
            if exact:
                pieces.append(f"{number_text(exact, decimal=True)} second{'s' * (exact != 1)}")
        elif count:
            pieces.append(f"{count} {name}{'s' * (count != 1)}")
    return sign + (" ".join(pieces) or ("0 minutes" if with_time else "0 days"))


def _shown(moment: Moment) -> str:
    pieces = []
    if moment.year is not None:
        pieces.append(moment.on(moment.year).isoformat())
    if moment.seconds is not None:
        pieces.append(_clock(moment.seconds, "hh:mm:ss.mmm").removesuffix(".000"))
    if moment.offset is not None:
        pieces.append(f"UTC{moment.offset / 60:+g}")
    return " ".join(pieces)


@frozen
class Clock(TwoWays):
    """The time of day some seconds after ``start``, written with 12 hours if ``half``."""

    start: Fraction
    shift: Fraction
    half: bool = False

    method = "turning the clock by hours, then minutes, then seconds"

    def describe(self) -> str:
        sign = "-" if self.shift < 0 else "+"
        shift = f" {sign} {_clock(abs(self.shift), 'hh:mm:ss')}" if self.shift else ""
        hours = ", on a clock of 12 hours" if self.half else ""
        return f"{_clock(self.start, 'hh:mm:ss')}{shift}{hours}"

    def first(self) -> Fraction:
        return (self.start + self.shift) % DAY

    def second(self) -> Fraction:
        time, size = self.start - (DAY if self.start >= DAY else 0), abs(self.shift)
        for unit in (3600, 60, 1):
            steps, size = divmod(size, unit)
            for _ in range(steps % (DAY // unit)):
                time += unit if self.shift > 0 else -unit
                time += DAY if time < 0 else -DAY if time >= DAY else 0
        return time

    def write(self, result: Any) -> str:
        layout = "hh:mm:ss" if result % 60 else "hh:mm"
        if not self.half:
            return _clock(result, layout)
        hour = result // 3600
        shown = result + (12 * 3600 if hour == 0 else -12 * 3600 if hour > 12 else 0)
        return f"{_clock(shown, layout).removeprefix('0')} {'AM' if hour < 12 else 'PM'}"


_FORMAT: Final = re.compile(
    r"(?:[.,]?\s*(?:please\s+)?(?:answer|express the result|give (?:your|the) answer|respond|reply"
    r"|write (?:your|the) answer|format (?:your|the) answer)\s+(?:in|as)|\s+in)\s+(?:the (?:form|format)\s+)?"
    r"(?P<days>d days)?(?:,?\s*)(?P<clock>hh:mm(?::ss(?:\.mmm)?)?)?(?:\s+format)?\s*(?:[.]|$)",
    re.IGNORECASE,
)
_IN_UNITS: Final = re.compile(
    r"(?:[.,]?\s*(?:please\s+)?(?:answer|express the result|give (?:your|the) answer|respond|reply)\s+)?"
    r"\bin\s+(?P<unit>seconds|minutes|hours|weeks|hours and minutes)\s*(?:[.?]|$)",
    re.IGNORECASE,
)
_STARTED: Final = (
    "started|starts|start|began|begins|departed|departs|leaves|left|opened|opens|took off|set off"
)
_EVENT: Final = re.compile(
    rf"(?:an?|the|my|our|his|her|one)\s+(?:[a-z]+\s+){{1,3}}?(?=(?:{_STARTED}|goes|ran|runs|lasted)\b)"
)
_HOW_LONG: Final = re.compile(
    r"(?:how long|how much time|how many (?:seconds|minutes|hours|days|weeks)|what)\s+"
    r"(?:was|is|did|does|do|were|will|are)\s+(?:the|it|this|that|my|our|his|her|a)\s+"
    r"(?:[a-z]+\s+){0,3}?(?:(?:take|last|run|go on|be|duration)\b|[a-z]+(?=\s*[?.]))"
    r"|how many (?:seconds|minutes|hours|days|weeks)\b|how long\b|how much time\b"
)


def _event_reader(text: str, at: int) -> tuple[Mention, int] | None:
    """A thing that starts ("a video call"), or the question how long it took."""
    match = _EVENT.match(text, at)
    if match is not None:
        return Mention("EVENT", text=match.group()), match.end()
    match = _HOW_LONG.match(text, at)
    return None if match is None else (Mention("ASK", text=match.group()), match.end())


_LEXICON: Final = Lexicon(
    {
        "ASK": "duration|time difference|elapsed time|time elapsed|length"
        "|time interval|interval|time span|difference|total time|amount of time|time passed"
        "|difference in time",
        "FROM": f"from|between|starting at|since|{_STARTED}|starting",
        "TO": "to|until|till|ended|ends|end|completed|finished|finishes|arrived|arrives|closes|closed"
        "|concluded|landed|lands|stopped|over|ending at|and ended|it ends|ending",
        "WHAT_TIME": "what time|time|what's the time|the time|clock",
        "FWD": "after|later|from now|past|add|plus|will it be in",
        "BACK": "before|ago|earlier|prior to|subtract|minus",
        **{
            layout: "|".join(
                f"{lead}{hours}{dash}hour {noun}"
                for lead in ("in ", "")
                for dash in (" ", " - ")
                for noun in ("time", "format", "clock", "clock time", "clock format", "notation")
            )
            for layout, hours in (("HALVES", 12), ("WHOLE", 24))
        },
        "REWRITE": "convert|change|rewrite|express|turn",
        "-": "elapsed|passed|elapse|pass|there|many|total|pm|am|o'clock|takes|took|on the same day"
        "|same day|last|lasts|lasted|goes|ran|runs|minutes|hours",
    },
    readers=(_event_reader, date_reader, time_reader),
)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood, or the two moments do not go together.
    """
    plain, layout = _layout(text)
    row = _LEXICON.scan(form.split(plain)[0])
    for kind in ("STAMP", "DATE", "TIME"):
        if row.fits(f"{kind}2 ASK+ FROM* TO* EVENT* WHAT_TIME*"):
            start, end = (mention.value for mention in row.of(kind))
            return _interval(start, end, layout or _asked_unit(text))
    return None if layout else _shifted(row)


def _layout(text: str) -> tuple[str, str]:
    """``text`` without its instruction about the form of a duration, and that form."""
    for match in _FORMAT.finditer(text):
        clock = (match["clock"] or "").lower()
        if match["days"] or clock:
            layout = f"days {clock}".strip() if match["days"] else clock
            return f"{text[: match.start()]} {text[match.end() :]}", layout
    asked = _IN_UNITS.search(text)
    if asked is None:
        return text, ""
    unit = asked["unit"].lower()
    return f"{text[: asked.start()]} {text[asked.end() :]}", unit if unit in _UNITS else ""


def _asked_unit(text: str) -> str:
    match = re.search(r"how many (seconds|minutes|hours|days|weeks)\b", text.lower())
    return "" if match is None else {"days": "days only"}.get(match.group(1), match.group(1))


def _interval(start: Moment, end: Moment, layout: str) -> Interval:
    for moment in (start, end):
        if moment.month is not None and moment.year is None:
            raise NotUnderstood("The year of a date is missing.")
        _check_day(moment)
    if (start.offset is None) != (end.offset is None):
        raise NotUnderstood("Only one of the moments has a time zone.")
    early = (end.seconds or 0) < (start.seconds or 0)
    overnight = start.year is None and start.offset is None and early
    return Interval(start, end, layout, overnight)


def _check_day(moment: Moment) -> None:
    if moment.year is None:
        return
    try:
        day: date = moment.on(moment.year)
    except ValueError as error:
        raise Undefined("There is no such date.") from error
    if moment.weekday is not None and moment.weekday != day.weekday():
        raise NotUnderstood(f"{day.isoformat()} is not a {WEEKDAYS[moment.weekday]}.")


def _shifted(row: Row) -> Clock | None:
    """The clock turned; "in 24-hour time" says how the answer is written, or is all that is asked."""
    layouts = row.of("HALVES") + row.of("WHOLE")
    if len(layouts) > 1:
        return None
    if layouts and row.fits("TIME HALVES* WHOLE* WHAT_TIME* REWRITE* TO*"):
        (time,) = row.of("TIME")
        return Clock(time.value.seconds, Fraction(0), row.has("HALVES"))
    fits = row.fits("TIME N+ WHAT_TIME* FWD* BACK* FROM* HALVES* WHOLE*")
    if not fits or row.has("FWD") == row.has("BACK") or not (row.has("WHAT_TIME") or layouts):
        return None
    spans = row.of("N")
    if any(n.unit is None or n.unit.dimension != "time" or n.unit.size > 3600 for n in spans):
        return None
    total = sum((n.value * n.unit.size for n in spans if n.unit), Fraction(0))
    (time,) = row.of("TIME")
    named = re.search(r"[ap]m|noon|midday|midnight", time.text) is not None
    half = row.has("HALVES") or (named and not row.has("WHOLE"))
    return Clock(time.value.seconds, total if row.has("FWD") else -total, half)
