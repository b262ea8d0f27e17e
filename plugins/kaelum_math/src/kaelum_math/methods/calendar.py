"""The Gregorian calendar, extended to all years from 1 to 9999, computed in two ways.

:mod:`datetime` gives the answers; the closed formulae here check them: the day number after
R. D. Fliegel and T. C. Van Flandern's idea of years that begin in March, as worked out in
H. Hinnant, "chrono-compatible low-level date algorithms", and Zeller's congruence for weekdays.
"""

from __future__ import annotations

from datetime import date

__all__ = ["WEEKDAYS", "day_number", "is_leap", "month_length", "ordinal", "zeller"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1 March of year 0 to the given day, by formula."""
    if month <= 2:
        year -= 1
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year


def zeller(year: int, month: int, day: int) -> int:
    """The weekday by Zeller's congruence, 0 for Monday."""
    if month <= 2:
        year, month = year - 1, month + 12
    century, rest = divmod(year, 100)
    saturday = (day + 13 * (month + 1) // 5 + rest + rest // 4 + century // 4 + 5 * century) % 7
    return (saturday + 5) % 7


def is_leap(year: int) -> bool:
    """Whether ``year`` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in the month, as the distance between two firsts."""
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return day_number(*after, 1) - day_number(year, month, 1)


def ordinal(day: date) -> int:
    """:func:`day_number` of ``day``."""
    return day_number(day.year, day.month, day.day)
