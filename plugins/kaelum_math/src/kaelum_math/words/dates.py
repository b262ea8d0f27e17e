"""Dates, times of day and moments as people and programs write them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from kaelum_math.methods.calendar import WEEKDAYS
from kaelum_math.words.scan import Mention

__all__ = ["MONTHS", "Moment", "date_reader", "month_reader", "time_reader", "weekday_reader"]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@frozen
class Moment:
    """What was written of a date and a time of day; what was not is None.

    Attributes:
        year, month, day: of the date.
        weekday: 0 for Monday, if one was written.
        seconds: since midnight.
        offset: minutes east of UTC.
        swapped: the other reading of ``3/4/2022``, if there is one.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    seconds: Fraction | None = None
    offset: int | None = None
    swapped: tuple[int, int] | None = None

    def on(self, year: int) -> date:
        """The date in ``year``. Raises ValueError if there is none."""
        return date(year, self.month or 0, self.day or 0)


_WEEKDAY: Final = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:)"
_YEAR: Final = r"(?P<year>\d{4})(?![\d:])"
_DATE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_WEEKDAY}\.?,?\s+)?(?:the\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?:\s*,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?:{_WEEKDAY}\.?,?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?:{_WEEKDAY}\.?,?\s+)?{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.]{_DAY}(?:\s*\({_WEEKDAY.replace('weekday', 'after')}\))?",
        rf"(?:{_WEEKDAY}\.?,?\s+)?(?P<first>\d{{1,2}})(?P<sign>[-/.])(?P<second>\d{{1,2}})(?P=sign){_YEAR}",
    )
)
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.(?P<part>\d{1,6}))?)?"
    r"(?!\d|[.:]\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?P<zone>utc|gmt|z|[+-]\d{2}:?\d{2})\b)?"
)
_BETWEEN: Final = re.compile(r"(?:\s*,)?\s*(?:at\s+|t(?=\d))?")
_NOON: Final = re.compile(r"(?:12\s+)?(?P<name>noon|midday|midnight)\b")


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(text[:3]))


def _weekday(text: str | None) -> int | None:
    if not text:
        return None
    return next(at for at, name in enumerate(WEEKDAYS) if name.lower().startswith(text[:3]))


def _whole_word(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum()


def _date_at(text: str, at: int) -> tuple[Moment, int] | None:
    for pattern in _DATE:
        match = pattern.match(text, at)
        if match is None or not _whole_word(text, match.end()):
            continue
        parts = match.groupdict()
        weekday = _weekday(parts.get("weekday") or parts.get("after"))
        year = int(parts["year"]) if parts.get("year") else None
        if "first" not in parts:
            moment = Moment(year, _month(parts["month"]), int(parts["day"]), weekday)
        else:
            moment = _slashed(int(parts["first"]), int(parts["second"]), parts["sign"], year)
            moment = evolve(moment, weekday=weekday)
        if 1 <= (moment.month or 0) <= 12 and 1 <= (moment.day or 0) <= 31:
            return moment, match.end()
    return None


def _slashed(first: int, second: int, sign: str, year: int | None) -> Moment:
    """``3/4/2022`` with the month first, as in the United States; ``3.4.2022`` with the day first."""
    month, day = (second, first) if sign == "." or first > 12 else (first, second)
    swapped = (day, month) if day <= 12 and day != month else None
    return Moment(year, month, day, swapped=swapped)


def _time_at(text: str, at: int) -> tuple[Moment, int] | None:
    noon = _NOON.match(text, at)
    if noon is not None:
        hours = 0 if noon["name"] == "midnight" else 12
        return Moment(seconds=Fraction(3600 * hours)), noon.end()
    match = _CLOCK.match(text, at)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    if hour > 24 or minute > 59 or second > 59:
        return None
    part = Fraction(int(match["part"]), 10 ** len(match["part"])) if match["part"] else 0
    seconds = Fraction(3600 * hour + 60 * minute + second) + part
    return Moment(seconds=seconds, offset=_offset(match["zone"])), match.end()


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone in {"utc", "gmt", "z"}:
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def date_reader(text: str, at: int) -> tuple[Mention, int] | None:
    """A date (kind ``DATE``), or a date with a time (``STAMP``), at a place of lower-case text."""
    found = _date_at(text, at)
    if found is None:
        return None
    moment, end = found
    gap = _BETWEEN.match(text, end)
    time = _time_at(text, gap.end() if gap else end)
    if time is not None and (gap is None or gap.end() > end):
        clock, end = time
        moment = evolve(moment, seconds=clock.seconds, offset=clock.offset)
    kind = "DATE" if moment.seconds is None else "STAMP"
    return Mention(kind, moment, text[at:end]), end


def time_reader(text: str, at: int) -> tuple[Mention, int] | None:
    """A time of day (kind ``TIME``) at a place of lower-case text."""
    found = _time_at(text, at)
    if found is None:
        return None
    moment, end = found
    return Mention("TIME", moment, text[at:end]), end


_MONTH_ALONE: Final = re.compile(rf"{_MONTH}(?:\s*,?\s+(?:of\s+)?{_YEAR})?")


def month_reader(text: str, at: int) -> tuple[Mention, int] | None:
    """A month, with or without a year (kind ``MONTH``), at a place of lower-case text."""
    match = _MONTH_ALONE.match(text, at)
    if match is None or not _whole_word(text, match.end()):
        return None
    if match["month"] in {"may", "mar"} and match["year"] is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return Mention("MONTH", Moment(year, _month(match["month"])), match.group()), match.end()


_WEEKDAY_ALONE: Final = re.compile(
    r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b"
)


def weekday_reader(text: str, at: int) -> tuple[Mention, int] | None:
    """The full name of a weekday (kind ``WEEKDAY``) at a place of lower-case text."""
    match = _WEEKDAY_ALONE.match(text, at)
    if match is None:
        return None
    return Mention("WEEKDAY", _weekday(match["weekday"]), match.group()), match.end()
