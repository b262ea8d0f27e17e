"""Dates in English, and moving along the calendar.

Dates are those of the proleptic Gregorian calendar. A move by months or years
keeps the day of the month, or takes the month's last day where it has none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator

from attrs import frozen

from kaelum_logic.finite.text import NUMBERS, ORDINALS, WEEKDAYS, number, ordinal

__all__ = [
    "MONTHS",
    "SPAN",
    "Day",
    "Span",
    "day_number",
    "find_days",
    "from_day_number",
    "read_span",
]

Day = dt.date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
_MISSPELT = {"feburary": 2, "febuary": 2, "sept": 9, "septmber": 9}


@frozen
class Span:
    """A move along the calendar: whole months first, then days, then hours."""

    months: int = 0
    days: int = 0
    hours: int = 0

    def __neg__(self) -> Span:
        return Span(-self.months, -self.days, -self.hours)

    def __str__(self) -> str:
        parts = [(self.months, "month"), (self.days, "day"), (self.hours, "hour")]
        return (
            " ".join(f"{n:+d} {unit}{'s' if abs(n) != 1 else ''}" for n, unit in parts if n)
            or "+0 days"
        )

    def from_day(self, day: Day) -> Day:
        """The day this far from ``day``; hours are counted from midday.

        Raises:
            ValueError: it lies outside the years 1 to 9999.
        """
        index = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(index, 12)
        if not 1 <= year <= 9999:
            raise ValueError("the date lies outside the years 1 to 9999")
        last = calendar.monthrange(year, month + 1)[1]
        moved = Day(year, month + 1, min(day.day, last))
        whole = self.days + (12 + self.hours) // 24
        try:
            return moved + dt.timedelta(days=whole)
        except OverflowError as error:
            raise ValueError("the date lies outside the years 1 to 9999") from error


def day_number(year: int, month: int, day: int) -> int:
    """The Julian day number of a Gregorian date, after Fliegel and Van Flandern (1968)."""
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def from_day_number(number_: int) -> tuple[int, int, int]:
    """Year, month and day of a Julian day number; the inverse of :func:`day_number`."""
    a = number_ + 32044
    b = (4 * a + 3) // 146097
    c = a - 146097 * b // 4
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return 100 * b + d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1


_NUMBER = rf"(?:\d{{1,4}}|an?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|thirty|forty|fifty|hundred)"
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "a": 1, "an": 1}
SPAN = rf"(?:{_NUMBER}|one|couple of)[ -](?:hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|century|centuries)"
"""A regular expression for a length of time."""
_UNITS = {"night": Span(days=1), "day": Span(days=1), "week": Span(days=7), "fortnight": Span(days=14),
          "month": Span(months=1), "year": Span(months=12), "decade": Span(months=120),
          "hour": Span(hours=1), "century": Span(months=1200), "centurie": Span(months=1200)}  # fmt: skip


def read_span(text: str) -> Span | None:
    """The length of time ``text`` (``two weeks``, ``a month``, ``24 hours``), or None."""
    match = re.fullmatch(r"(.+?)[ -](\w+?)s?", text.strip().lower())
    if match is None or match[2] not in _UNITS:
        return None
    amount = _TENS.get(match[1]) or number(match[1])
    if amount is None:
        return None
    unit = _UNITS[match[2]]
    return Span(unit.months * amount, unit.days * amount, unit.hours * amount)


_MONTH = r"(?:jan(?:uary)?|feb(?:r?uary|urary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_ORD = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})"
_YEAR = r"(?:1\d{3}|20\d{2}|2[1-9]\d{2})"
_OF = r"(?:,? (?:of|in)(?: the year)?(?: of)? |,? )"
_DAYNAME = "|".join(WEEKDAYS)
_HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "new year's eve": (12, 31), "new year's day": (1, 1), "halloween": (10, 31),
    "valentine's day": (2, 14), "independence day": (7, 4), "april fools' day": (4, 1),
    "boxing day": (12, 26), "st. patrick's day": (3, 17),
}  # fmt: skip


def _month(text: str) -> int:
    plain = text.lower().rstrip(".")
    if plain in _MISSPELT:
        return _MISSPELT[plain]
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(plain[:3]))


def _last(year: int, month: int) -> Day:
    return Day(year, month, calendar.monthrange(year, month)[1])


def _nth_weekday(count: int, weekday: str, year: int, month: int) -> Day:
    first = Day(year, month, 1)
    ahead = (WEEKDAYS.index(weekday.lower()) - first.weekday()) % 7
    return first + dt.timedelta(days=ahead + 7 * (count - 1))


def _palindrome(year: int) -> Day:
    """The day whose MMDDYYYY reads the same backwards."""
    digits = f"{year:04d}"[::-1]
    return Day(year, int(digits[:2]), int(digits[2:]))


def _slashed(match: re.Match[str], year: int | None, *, day_first: bool) -> Day:
    first, second = int(match[1]), int(match[2])
    if match[3]:
        year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
    if year is None:
        raise ValueError("no year")
    if day_first or (first > 12 and second <= 12):
        first, second = second, first
    return Day(year, first, second)


Maker = Callable[[re.Match[str], "int | None", bool], Day]


def _year(match: re.Match[str], group: int, fallback: int | None) -> int:
    found = match[group]
    if found:
        return int(found)
    if fallback is None:
        raise ValueError("no year")
    return fallback


def _ordinal(word: str) -> int:
    value = ordinal(word.lower())
    if value is None:
        raise ValueError(word)
    return value


_FORMS: tuple[tuple[str, Maker], ...] = (
    (r"\b(\d{4})-(\d{2})-(\d{2})\b", lambda m, _y, _d: Day(int(m[1]), int(m[2]), int(m[3]))),
    (r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b(?!/)", lambda m, y, d: _slashed(m, y, day_first=d)),
    (rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:{_OF}({_YEAR}))?\b(?!\d)", lambda m, y, _d: Day(_year(m, 3, y), _month(m[1]), int(m[2]))),
    (rf"\b(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?:{_OF}({_YEAR}))?\b", lambda m, y, _d: Day(_year(m, 3, y), _month(m[2]), int(m[1]))),
    (rf"\b(?:the )?last day of (?:the )?({_MONTH})(?:{_OF}({_YEAR}))?\b", lambda m, y, _d: _last(_year(m, 2, y), _month(m[1]))),
    (rf"\b(?:the )?first day of (?:the )?({_MONTH})(?:{_OF}({_YEAR}))?\b", lambda m, y, _d: Day(_year(m, 2, y), _month(m[1]), 1)),
    (rf"\b(?:the )?last day of the ({_ORD}) quarter{_OF}({_YEAR})\b", lambda m, _y, _d: _last(int(m[2]), 3 * _ordinal(m[1]))),
    (rf"\b(?:the )?first day of the ({_ORD}) quarter{_OF}({_YEAR})\b", lambda m, _y, _d: Day(int(m[2]), 3 * _ordinal(m[1]) - 2, 1)),
    (rf"\b(?:the )?({_ORD}) day of the ({_ORD}) month{_OF}({_YEAR})\b", lambda m, _y, _d: Day(int(m[3]), _ordinal(m[2]), _ordinal(m[1]))),
    (rf"\b(?:the )?last day of (?:the year )?({_YEAR})\b", lambda m, _y, _d: Day(int(m[1]), 12, 31)),
    (rf"\b(?:the )?first day of (?:the year )?({_YEAR})\b", lambda m, _y, _d: Day(int(m[1]), 1, 1)),
    (rf"\b(?:the )?({_ORD}) ({_DAYNAME}) (?:of|in) ({_MONTH})(?:{_OF}({_YEAR}))\b", lambda m, y, _d: _nth_weekday(_ordinal(m[1]), m[2], _year(m, 4, y), _month(m[3]))),
    (rf"\b(?:the )?({_ORD}) ({_DAYNAME}) (?:of|in) (?:the year )?({_YEAR})\b", lambda m, _y, _d: _nth_weekday(_ordinal(m[1]), m[2], int(m[3]), 1)),
    (rf"\b(?:the )?palindrome day (?:of|in) ({_YEAR})\b", lambda m, _y, _d: _palindrome(int(m[1]))),
    (rf"\b(?:the )?(?:US )?thanksgiving(?: day)?(?:{_OF}({_YEAR}))\b", lambda m, y, _d: _nth_weekday(4, "thursday", _year(m, 1, y), 11)),
    (rf"\b({'|'.join(sorted(map(re.escape, _HOLIDAYS), key=len, reverse=True))})(?:{_OF}({_YEAR}))?\b", lambda m, y, _d: Day(_year(m, 2, y), *_HOLIDAYS[m[1].lower()])),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in _FORMS)


def find_days(text: str, *, year: int | None, day_first: bool) -> Iterator[tuple[int, int, Day]]:
    """The dates in ``text`` with where they stand; dates that do not exist are passed over.

    Args:
        text: what to search.
        year: the year of dates that give none.
        day_first: whether 2/1 is the second of January.
    """
    taken: list[tuple[int, int]] = []
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            try:
                day = make(match, year, day_first)
            except ValueError:
                continue
            taken.append((start, end))
            yield start, end, day
