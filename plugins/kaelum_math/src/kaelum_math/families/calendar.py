"""Questions about the calendar: weekdays, leap years, days between dates, dates some time away."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import Final

from attrs import evolve

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.families.calendar_tasks import (
    Between,
    DayOfYear,
    DaysIn,
    LeapYear,
    NthWeekday,
    Shifted,
    WeekdayFrom,
    written,
)
from kaelum_math.methods.calendar import WEEKDAYS
from kaelum_math.words import form
from kaelum_math.words.dates import Moment, date_reader, month_reader, weekday_reader
from kaelum_math.words.scan import Lexicon, Row
from kaelum_math.words.task import TwoWays

__all__ = ["read"]

_LEXICON: Final = Lexicon(
    {
        "ASKDAY": "day of the week|day of week|weekday|what day|which day|day|what day of the week|which day of the week|on what day|on which day|days of the week"
        "|name of the day",
        "ASKDATE": "date|what date|which date|calendar date|day of the month|date ( day of the month )"
        "|day of the month ( date )|on which date",
        "DOY": "which day of the year|what day of the year|which day of year|what day number|day of the year|day of year|day number|number of the day",
        "HOW_DAYS": "how many days|number of days|count the days|days",
        "HOW_WEEKS": "how many weeks|number of weeks|weeks",
        "HOW": "how many|how many times|count the occurrences of|occurrences of|number of|count"
        "|how often|total count of|total number of",
        "BUSINESS": "business days ( monday - friday )|business days ( monday through friday )"
        "|business day|weekdays|working day|work day|workday|weekdays ( excluding weekends )"
        "|business days|weekdays ( monday - friday )|weekdays ( monday to friday )"
        "|weekdays ( monday through friday )",
        "WEEKEND": "weekend day|saturdays and sundays",
        "INCL": "inclusive|inclusive of both dates|including both|including both start and end dates"
        "|counting both dates|both dates included|including both dates|both inclusive|inclusively"
        "|including the start and end dates|including both days|counting both days"
        "|including the first and last day|both included|including both ends",
        "EXCL": "exclusive|excluding both|not counting either|excluding both dates|exclusively"
        "|not including either date|not counting either date",
        "LEAP": "leap year",
        "NEWYEAR": "first day of the year|the year begins on|the year started on|new year's day"
        "|the year begins|the year started|the year starts|year starts on|first day of that year",
        "TODAY": "today|today's|today's date|current date|date today",
        "FWD": "after|later|count forward|count ahead|count on|move forward|go forward|from now|hence|forward|ahead|jump|from today|past|since|following"
        "|falls after|will it be in|will be in|is it in|would it be in|will it be|add|adding|plus"
        "|will that be in|be in",
        "BACK": "before|ago|count backward|count backwards|count back|go back|move back|earlier|backward|backwards|back|prior to|prior|previous|preceding"
        "|minus|subtract|subtracting",
        "FROM": "from|starting from|between|starting|beginning|beginning on|starting on|start from"
        "|if you start on|start on",
        "TO": "to|until|till|through|up to|ending on|ending|and ending on",
        "LAST": "last|final",
        "YEAR": "year|the year",
        "-": "occur|occurs|fall|falls|fell|land|lands|happen|happens|a year where|in a year where"
        "|name|recur|recurs|event|meeting|scheduled|is scheduled on|appointment|if a meeting"
        "|elapsed|elapse|pass|passed|there|determine|tell me whether|whether|born|someone|person"
        "|whole|full|total|total count|there between|much time|gap|difference|calendar"
        "|that year|same year|month|this year|the same year|held|takes place|payday|holiday"
        "|many|of that month|in that year|given that",
    },
    readers=(date_reader, month_reader, weekday_reader),
    ordinals=True,
)
_MISSING: Final = re.compile(
    r"\b(?:answer|respond|reply|write|give|return)\s+(?:with\s+)?['\"]?(?P<text>-?\w+)['\"]?\s+if\s+"
    r"(?:the\s+ordinal|it|there|such\s+a\s+day|that\s+day)\s+(?:does\s+not\s+exist|doesn't\s+exist|is\s+none)"
    r"(?:\s+in\s+the\s+month)?\s*[.]?",
    re.IGNORECASE,
)


_SOME_DAYS: Final = r"(?:exactly )?(?!what|which)[\w-]+(?: [\w-]+)? (?:days?|weeks?)"
_WEEKDAY: Final = rf"(?:on )?(?:an? )?(?:{'|'.join(WEEKDAYS)})"
_OF_ANOTHER_DAY: Final = re.compile(
    rf"\bthe days? (?:before|after|preceding|following)\b"
    rf"|\b(?:ago|from now|from today|hence|time|in {_SOME_DAYS}),? (?:it |today |that day )?(?:is|was|will be|would be) {_WEEKDAY}\b"
    rf"|\b(?:was|will be|would be) {_WEEKDAY},? (?:in )?{_SOME_DAYS}(?: ago| from now| from today| hence)?\b"
    rf"|\b(?:{'|'.join(WEEKDAYS)}) (?:is|was|will be|would be) (?:in )?{_SOME_DAYS}\b",
    re.IGNORECASE,
)
"""The weekday is told of a day some days from today, or from another: "3 days ago it was Monday"."""


_SEVERAL_SPANS: Final = re.compile(
    r"\b(?:days?|weeks?|months?|years?)(?:,| and|, and)\s+(?:an?|one|half|\w+)\s+(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood, or a date is incomplete or contradicts itself.
    """
    if _SEVERAL_SPANS.search(text):
        raise NotUnderstood("A time that is the sum of several is not read here.")
    missing = _MISSING.search(text)
    plain = text if missing is None else text[: missing.start()] + text[missing.end() :]
    row = _LEXICON.scan(form.split(plain)[0])
    if row.fits(_FROM_WEEKDAY) and _OF_ANOTHER_DAY.search(plain):
        raise NotUnderstood("The weekday is told of another day than the one counted from.")
    for attempt in (_leap_year, _weekday_or_shift, _from_first_day, _count, _length_or_number):
        task = attempt(row)
        if task is not None:
            return task
    return _nth_weekday(row, missing["text"] if missing else None)


def _full(moment: Moment) -> date:
    """The date of ``moment``.

    Raises:
        NotUnderstood: its year is missing, there is no such day, or its weekday is another.
    """
    if moment.year is None:
        raise NotUnderstood("The year of a date is missing.")
    try:
        day = moment.on(moment.year)
    except ValueError as error:
        raise Undefined("There is no such date.") from error
    if moment.weekday is not None and moment.weekday != day.weekday():
        raise NotUnderstood(f"{written(day)} is not a {WEEKDAYS[moment.weekday]}.")
    return day


def _other_reading(moment: Moment) -> date | None:
    """The date of ``moment`` read with the day first, if that is another one."""
    if moment.swapped is None or moment.year is None:
        return None
    month, day = moment.swapped
    return date(moment.year, month, day)


def _leap_year(row: Row) -> TwoWays | None:
    if not row.fits("LEAP N YEAR*"):
        return None
    (year,) = row.of("N")
    if year.value.denominator != 1 or not 1 <= year.value <= 9999 or year.unit is not None:
        raise NotUnderstood("A year from 1 to 9999 is needed.")
    return LeapYear(year.value.numerator)


_FROM_WEEKDAY: Final = "WEEKDAY N ASKDAY+ FWD* BACK* FROM* TODAY*"
_STEPS: Final = {"days": (1, 0), "weeks": (7, 0), "months": (0, 1), "years": (0, 12)}


def _step(row: Row) -> tuple[int, int]:
    """Days and months of the one number in ``row``, negative if they go back."""
    (count,) = row.of("N")
    if count.unit is None or count.unit.symbol not in _STEPS or count.value.denominator != 1:
        raise NotUnderstood("A number of days, weeks, months or years is needed.")
    if row.has("BACK") == bool(row.of("FWD")) and not row.has("FROM"):
        raise NotUnderstood("It is unclear whether to count forward or backward.")
    sign = -1 if row.has("BACK") else 1
    days, months = _STEPS[count.unit.symbol]
    return sign * days * int(count.value), sign * months * int(count.value)


def _weekday_or_shift(row: Row) -> TwoWays | None:
    if row.fits("DATE ASKDAY+ TODAY*"):
        moment = row.of("DATE")[0].value
        return Shifted(_full(moment), weekday_only=True, other=_other_reading(moment))
    if row.fits(_FROM_WEEKDAY):
        days, months = _step(row)
        return WeekdayFrom(row.of("WEEKDAY")[0].value, days) if not months else None
    if not row.fits("DATE N ASKDAY* ASKDATE* FWD* BACK* FROM* TODAY*"):
        return None
    if not row.has("ASKDAY") and not row.has("ASKDATE"):
        return None
    days, months = _step(row)
    weekday_only = row.has("ASKDAY") and not row.has("ASKDATE")
    moment = row.of("DATE")[0].value
    return Shifted(_full(moment), days, months, weekday_only, _other_reading(moment))


def _from_first_day(row: Row) -> TwoWays | None:
    """A date's weekday from the weekday of another date, which has to be right if it has a year."""
    mentions = [
        evolve(m, kind="DATE", value=Moment(month=1, day=1)) if m.kind == "NEWYEAR" else m
        for m in row.mentions
        if m.kind not in {"ASKDAY", "YEAR", "FROM", "TO"}
    ]
    dates = [m for m in mentions if m.kind == "DATE"]
    weekdays = [m for m in mentions if m.kind == "WEEKDAY"]
    if len(mentions) != 3 or len(dates) != 2 or len(weekdays) != 1 or not row.has("ASKDAY"):
        return None
    place = mentions.index(weekdays[0])
    known, asked = (dates[0], dates[1]) if place < 2 else (dates[1], dates[0])
    if known.value.year is not None:
        asked_on = asked.value if asked.value.year else evolve(asked.value, year=known.value.year)
        _full(evolve(known.value, weekday=weekdays[0].value))  # raises if it is another day
        return Shifted(_full(asked_on), weekday_only=True)
    if asked.value.year is not None:
        return None
    first, second = known.value.on(2023), asked.value.on(2023)
    crosses = min(first, second) < date(2023, 3, 1) <= max(first, second)
    return WeekdayFrom(weekdays[0].value, (second - first).days, leap=crosses)


def _count(row: Row) -> TwoWays | None:
    """Days of some kind between two dates."""
    if not row.fits(
        "DATE2 HOW* HOW_DAYS* HOW_WEEKS* BUSINESS* WEEKDAY? WEEKEND* INCL* EXCL* FROM* TO* ASKDAY*"
    ):
        return None
    start, end = (mention.value for mention in row.of("DATE"))
    first, last, doubt = _span(start, end)
    ends = 2 if row.has("INCL") else 0 if row.has("EXCL") else None
    if row.of("WEEKDAY"):
        if not row.has("HOW"):
            return None  # "4 July 2022 was a Monday. What day was ...?" counts no Mondays
        return Between(first, last, frozenset({row.of("WEEKDAY")[0].value}), ends or 2, doubt=doubt)
    if row.has("BUSINESS"):
        return Between(first, last, frozenset(range(5)), 2 if ends is None else ends, doubt=doubt)
    if row.has("WEEKEND"):
        return Between(first, last, frozenset({5, 6}), 2 if ends is None else ends, doubt=doubt)
    if row.has("HOW_WEEKS"):
        return Between(first, last, unit="weeks", ends=1 if ends is None else ends, doubt=doubt)
    if row.has("HOW_DAYS"):
        return Between(first, last, ends=1 if ends is None else ends, doubt=doubt)
    return None


def _span(start: Moment, end: Moment) -> tuple[date, date, str]:
    """The two dates, and how a contradiction between weekday and year was resolved.

    A missing year is that of the other date. Where a written weekday does not fit the
    written year, the nearest years in which all weekdays fit and the dates are in order
    are taken; the doubt says so.
    """
    anchor = start.year or end.year
    if anchor is None:
        return _yearless(start, end)
    options = []
    for shifts in itertools.product((0, 1, -1), repeat=2):
        try:
            days = [m.on((m.year or anchor) + s) for m, s in zip((start, end), shifts, strict=True)]
        except ValueError:
            continue
        pairs = zip((start, end), days, strict=True)
        fit = all(m.weekday is None or m.weekday == d.weekday() for m, d in pairs)
        written_years = [s for m, s in zip((start, end), shifts, strict=True) if m.year is not None]
        plain = not any(shifts) or (days[0] <= days[1] and not any(written_years))
        if fit and (plain or days[0] <= days[1]):
            cost = (sum(map(abs, written_years)), sum(map(abs, shifts)))
            options.append((cost, days[0], days[1]))
    if not options:
        raise NotUnderstood("The weekdays do not fit the dates.")
    cost, first, last = min(options)
    if cost[0] == 0:
        return first, last, ""
    doubt = (
        f"the weekdays do not fit the years as written; read as {written(first)} to {written(last)}"
    )
    return first, last, doubt


def _yearless(start: Moment, end: Moment) -> tuple[date, date, str]:
    """Two dates without a year: a common year, and the doubt if a leap year makes a difference."""
    first, last = start.on(2023), end.on(2023)
    if first > last:
        last = end.on(2024)
    crosses = first < date(first.year, 3, 1) <= last or last > date(2024, 2, 28)
    doubt = "no year was given; this is for a year without a 29 February" if crosses else ""
    if crosses and last.year == 2024:
        raise NotUnderstood("The years of the dates are missing.")
    return first, last, doubt


def _length_or_number(row: Row) -> TwoWays | None:
    if row.fits("DATE DOY+ YEAR*"):
        return DayOfYear(_full(row.of("DATE")[0].value))
    if row.fits("MONTH HOW_DAYS+ YEAR*"):
        month = row.of("MONTH")[0].value
        if month.year is None and month.month == 2:
            raise NotUnderstood("February has 28 or 29 days; the year is missing.")
        return DaysIn(month.year or 2023, month.month)
    if row.fits("N HOW_DAYS+ YEAR*"):
        (year,) = row.of("N")
        if year.value.denominator == 1 and 1000 <= year.value <= 9999 and year.unit is None:
            return DaysIn(year.value.numerator)
    return None


def _nth_weekday(row: Row, missing: str | None) -> TwoWays | None:
    if not row.fits("MONTH WEEKDAY ORD? LAST? ASKDATE* ASKDAY* HOW*"):
        return None
    month, weekday = row.of("MONTH")[0].value, row.of("WEEKDAY")[0].value
    if row.has("HOW"):
        return _weekdays_in(month, weekday) if not row.of("ORD") and not row.of("LAST") else None
    if month.year is None or bool(row.of("ORD")) == bool(row.of("LAST")):
        return None
    nth = -1 if row.of("LAST") else row.of("ORD")[0].value
    return NthWeekday(month.year, month.month, weekday, nth, missing) if nth else None


def _weekdays_in(month: Moment, weekday: int) -> TwoWays:
    if month.year is None:
        raise NotUnderstood("The year of the month is missing.")
    start = Moment(month.year, month.month, 1)
    length = DaysIn(month.year, month.month).first()
    return Between(_full(start), _full(evolve(start, day=length)), frozenset({weekday}), 2)
