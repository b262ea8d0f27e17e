"""Calendar tasks: weekdays, leap years, counting days, and dates some days away."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.methods.calendar import (
    WEEKDAYS,
    day_number,
    is_leap,
    month_length,
    ordinal,
    zeller,
)
from kaelum_math.task import Value
from kaelum_math.words.dates import MONTHS
from kaelum_math.words.task import TwoWays

__all__ = [
    "Between",
    "DayOfYear",
    "DaysIn",
    "LeapYear",
    "NthWeekday",
    "Shifted",
    "WeekdayFrom",
    "written",
]


def written(day: date) -> str:
    """``day`` as ``Wednesday, March 13, 2024``."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


@frozen
class LeapYear(TwoWays):
    """Whether a year is a leap year."""

    year: int

    method = "length of the year between two first days of March"

    def describe(self) -> str:
        return f"is {self.year} a leap year"

    def first(self) -> bool:
        return is_leap(self.year)

    def second(self) -> bool:
        return day_number(self.year, 3, 1) - day_number(self.year - 1, 3, 1) == 366

    def write(self, result: Any) -> str:
        return "Yes" if result else "No"

    def worth(self, result: Any) -> Value:
        return bool(result)


@frozen
class Shifted(TwoWays):
    """The day some days, weeks, months or years from a date, or its weekday only."""

    start: date
    days: int = 0
    months: int = 0
    weekday_only: bool = False
    other: date | None = None  # the start if the date is read day first

    method = "day numbers and Zeller's congruence"

    def describe(self) -> str:
        what = "weekday of" if self.weekday_only else "date of"
        moved = f" {self.months:+d} months" if self.months else ""
        return f"{what} {self.start.isoformat()}{moved} {self.days:+d} days"

    def first(self) -> date:
        try:
            return _months_later(self.start, self.months) + timedelta(days=self.days)
        except (OverflowError, ValueError) as error:
            raise OutOfReach("There is no such date, or it is beyond the year 9999.") from error

    def second(self) -> tuple[int, int]:
        """Day number and weekday."""
        start = _months_later(self.start, self.months)
        number_ = ordinal(start) + self.days
        return number_, (zeller(start.year, start.month, start.day) + self.days) % 7

    def write(self, result: Any) -> str:
        if isinstance(result, date):
            day = WEEKDAYS[result.weekday()]
            return (
                day
                if self.weekday_only
                else f"{MONTHS[result.month - 1]} {result.day}, {result.year}"
            )
        number_, weekday = result
        if self.weekday_only:
            return WEEKDAYS[weekday]
        # The date whose day number it is, by walking from the first of a nearby year.
        year = max(1, number_ // 366)
        while year < 9999 and day_number(year + 1, 1, 1) <= number_:
            year += 1
        month = 1
        while month < 12 and day_number(year, month + 1, 1) <= number_:
            month += 1
        return f"{MONTHS[month - 1]} {number_ - day_number(year, month, 1) + 1}, {year}"

    def notes(self) -> tuple[str, ...]:
        if self.sure() or self.other is None:
            return ()
        answer = self.write(Shifted(self.other, self.days, self.months, self.weekday_only).first())
        return (f"the month is read first; with the day first it would be {answer}",)

    def sure(self) -> bool:
        if self.other is None:
            return True
        other = Shifted(self.other, self.days, self.months, self.weekday_only)
        return self.write(self.first()) == other.write(other.first())


def _months_later(start: date, count: int) -> date:
    index = start.year * 12 + start.month - 1 + count
    try:
        return start.replace(year=index // 12, month=index % 12 + 1)
    except ValueError as error:
        raise Undefined("That month has no such day.") from error


@frozen
class WeekdayFrom(TwoWays):
    """The weekday some days after a given weekday; ``leap`` if it depends on the kind of year.

    With ``leap`` the days are counted in a common year, and one more in a leap year.
    """

    weekday: int
    days: int
    leap: bool = False

    method = "counting on one day at a time"

    def describe(self) -> str:
        year = " in a common year" if self.leap else ""
        return f"weekday {self.days:+d} days from {WEEKDAYS[self.weekday]}{year}"

    def first(self) -> int:
        return (self.weekday + self.days) % 7

    def second(self) -> int:
        whole = 7 * (abs(self.days) // 7)
        day = self.weekday
        for _ in range(abs(self.days) - whole):
            step = 1 if self.days > 0 else 6
            day = day + step - (7 if day + step > 6 else 0)
        return day

    def write(self, result: Any) -> str:
        return WEEKDAYS[result]

    def notes(self) -> tuple[str, ...]:
        if not self.leap:
            return ()
        return (f"in a leap year it would be {WEEKDAYS[(self.weekday + self.days + 1) % 7]}",)

    def sure(self) -> bool:
        return not self.leap


@frozen
class NthWeekday(TwoWays):
    """The day of the month of its ``nth`` weekday; -1 counts from the end."""

    year: int
    month: int
    weekday: int
    nth: int
    missing: str | None = None  # the answer that was asked for if there is none

    method = "Zeller's congruence for each day of the month"

    def describe(self) -> str:
        which = "last" if self.nth == -1 else f"number {self.nth}"
        return f"{which} {WEEKDAYS[self.weekday]} of {MONTHS[self.month - 1]} {self.year}"

    def first(self) -> int | None:
        start, length = months.monthrange(self.year, self.month)
        first = (self.weekday - start) % 7 + 1
        day = first + 7 * (self.nth - 1) if self.nth > 0 else first + (length - first) // 7 * 7
        return day if day <= length else None

    def second(self) -> int | None:
        length = month_length(self.year, self.month)
        days = [d for d in range(1, length + 1) if zeller(self.year, self.month, d) == self.weekday]
        at = self.nth - 1 if self.nth > 0 else -1
        return days[at] if at < len(days) else None

    def write(self, result: Any) -> str:
        if result is None:
            return self.missing or "there is none"
        return str(result)


@frozen
class Between(TwoWays):
    """Days from one date to another, all of them or only some weekdays.

    Attributes:
        start, end: the dates; ``end`` may be the earlier one.
        weekdays: which weekdays count, 0 for Monday; empty counts all.
        ends: how many of the two end days count: 1 is the plain difference.
        unit: ``days`` or ``weeks``.
        doubt: a contradiction in the text and how it was resolved.
    """

    start: date
    end: date
    weekdays: frozenset[int] = frozenset()
    ends: int = 1
    unit: str = "days"
    doubt: str = ""

    method = "day numbers and whole weeks"

    def describe(self) -> str:
        names = "/".join(WEEKDAYS[d] for d in sorted(self.weekdays)) or self.unit
        kind = {0: "neither end", 1: "difference", 2: "both ends included"}[self.ends]
        return f"count {names} from {self.start.isoformat()} to {self.end.isoformat()}, {kind}"

    def _range(self) -> tuple[date, date]:
        return min(self.start, self.end), max(self.start, self.end)

    def first(self) -> int:
        low, high = self._range()
        total = (high - low).days
        if not self.weekdays:
            return total + self.ends - 1
        if total > 4_000_000:
            raise OutOfReach("The dates are too far apart.")
        first = 0 if self.ends else 1
        last = total if self.ends else total - 1
        return sum(
            (low + timedelta(days=k)).weekday() in self.weekdays for k in range(first, last + 1)
        )

    def second(self) -> int:
        low, high = self._range()
        a, b = ordinal(low), ordinal(high)
        if not self.weekdays:
            return b - a + self.ends - 1
        if not self.ends:
            a, b = a + 1, b - 1
        # Day number 0 was 1 March of year 0, a Wednesday: weekday w falls on numbers w - 2 mod 7.
        return sum((b - (w - 2)) // 7 - (a - 1 - (w - 2)) // 7 for w in self.weekdays)

    def write(self, result: Any) -> str:
        if self.unit == "weeks":
            weeks, days = divmod(result, 7)
            return f"{weeks} weeks" + (f" and {days} days" if days else "")
        return str(result)

    def worth(self, result: Any) -> Value:
        return number(result)

    def notes(self) -> tuple[str, ...]:
        return (self.doubt,) if self.doubt else ()

    def sure(self) -> bool:
        return not self.doubt


@frozen
class DaysIn(TwoWays):
    """Days in a month, or in a year."""

    year: int
    month: int | None = None

    method = "distance between two firsts"

    def describe(self) -> str:
        return f"days in {MONTHS[self.month - 1] + ' ' if self.month else ''}{self.year}"

    def first(self) -> int:
        if self.month is None:
            return 366 if is_leap(self.year) else 365
        return months.monthrange(self.year, self.month)[1]

    def second(self) -> int:
        if self.month is None:
            return day_number(self.year + 1, 1, 1) - day_number(self.year, 1, 1)
        return month_length(self.year, self.month)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class DayOfYear(TwoWays):
    """The number of a date within its year."""

    day: date

    method = "adding up the lengths of the months"

    def describe(self) -> str:
        return f"day of the year of {self.day.isoformat()}"

    def first(self) -> int:
        return self.day.timetuple().tm_yday

    def second(self) -> int:
        before = (month_length(self.day.year, month) for month in range(1, self.day.month))
        return sum(before) + self.day.day

    def worth(self, result: Any) -> Value:
        return number(result)
