"""Days of a month, working days of a month, leap years of a span."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "LeapYears", "MonthDays", "NextLeapYear"]

_MONTHS: Final = {
    name: at
    for at, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}  # fmt: skip


@frozen
class LeapYears(TwoWays):
    """How many leap years there are from ``low`` to ``high``, both included."""

    low: int
    high: int

    method = "asking for each year whether it has a February 29"

    def describe(self) -> str:
        return f"number of leap years from {self.low} to {self.high}"

    def first(self) -> int:
        return _leap_years_to(self.high) - _leap_years_to(self.low - 1)

    def second(self) -> int:
        ends = (date(year, 2, 28) + timedelta(days=1) for year in range(self.low, self.high + 1))
        return sum(day.month == 2 for day in ends)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class NextLeapYear(TwoWays):
    """The first leap year after ``year``; the last one before it, if ``back``."""

    year: int
    back: bool = False

    method = "going on from year to year to the next February 29"

    def describe(self) -> str:
        return f"{'last leap year before' if self.back else 'first leap year after'} {self.year}"

    def first(self) -> int:
        step = -1 if self.back else 1
        year = self.year + step
        while year % 4 or (year % 100 == 0 and year % 400):
            year += step
        return year

    def second(self) -> int:
        step = -1 if self.back else 1
        year = self.year + step
        while (date(year, 2, 28) + timedelta(days=1)).month != 2:
            year += step
        return year

    def worth(self, result: Any) -> Value:
        return number(result)


def _leap_years_to(year: int) -> int:
    return year // 4 - year // 100 + year // 400


@frozen
class MonthDays(TwoWays):
    """How many days a month has; only Mondays to Fridays if ``working``."""

    year: int
    month: int
    working: bool = False

    method = "going through the days one by one"

    def describe(self) -> str:
        kind = "Mondays to Fridays" if self.working else "days"
        return f"number of {kind} in month {self.month} of {self.year}"

    def first(self) -> int:
        start, days = calendar.monthrange(self.year, self.month)
        if not self.working:
            return days
        whole, rest = divmod(days, 7)
        return 5 * whole + sum((start + k) % 7 < 5 for k in range(rest))

    def second(self) -> int:
        day, count = date(self.year, self.month, 1), 0
        while day.month == self.month:
            count += not self.working or day.isoweekday() < 6
            day += timedelta(days=1)
        return count

    def worth(self, result: Any) -> Value:
        return number(result)


# -- phrases -----------------------------------------------------------------


def _year(m: Slots, name: str) -> int:
    year = m.integer(name)
    if not 1583 <= year <= 9000:
        raise NotUnderstood("Years of the Gregorian calendar are counted, from 1583 to 9000.")
    return year


def _leap(m: Slots) -> Task | None:
    low, high = _year(m, "a"), _year(m, "b")
    if low > high:
        raise NotUnderstood("The span ends before it begins.")
    return LeapYears(low, high)


def _between(m: Slots) -> Task | None:
    low, high = _year(m, "a"), _year(m, "b")
    ends = [(low, high), (low + 1, high - 1)]
    open_ends = calendar.isleap(low) or calendar.isleap(high)
    if low + 1 >= high:
        raise NotUnderstood("The span ends before it begins.")
    return LeapYears(*m.choices.pick(ends if open_ends else ends[:1]))


def _days(*, working: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        month = _MONTHS.get(m.text("m"))
        if month is None:
            raise NotUnderstood(f"{m.raw('m')!r} is no month.")
        return MonthDays(_year(m, "y"), month, working)

    return build


PHRASES = (
    *clause(_leap, "how many leap years are [there] from {a} (to|through|until) {b}",
            "how many leap years are [there] between {a} and {b} [,] (inclusive|both included)",
            "how many leap years are [there] between {a} and {b} \\( inclusive \\)"),
    *clause(_between, "how many leap years are [there] between {a} and {b}"),
    *noun(lambda m: NextLeapYear(_year(m, "a")), "(next|first) leap year (after|following) {a}"),
    *noun(lambda m: NextLeapYear(_year(m, "a"), back=True), "(last|previous) leap year before {a}"),
    *clause(lambda m: NextLeapYear(_year(m, "a")), "(when is|which year is|what year is) the (next|first) leap year (after|following) {a}"),
    *clause(lambda m: NextLeapYear(_year(m, "a"), back=True), "(when was|when is|which year was|what year was) the (last|previous) leap year before {a}"),
    *clause(_days(working=False), "how many days (does|did|will) {m} have in {y}", "how many days (are|were) [there] in {m} [of] {y}", "how many days does {m} {y} have"),
    *clause(_days(working=True), "how many (weekdays|working days|business days) (are|were) [there] in {m} [of] {y}"),
    *noun(_days(working=False), "number of days in {m} [of] {y}"),
    *noun(_days(working=True), "number of (weekdays|working days|business days) in {m} [of] {y}"),
)  # fmt: skip
