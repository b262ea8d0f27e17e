"""When could it have happened? The one gap in a day of which the rest is accounted for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.text import sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Window", "read"]

DAY = 24 * 60
_TIME = r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\.?|\b(noon|midnight)\b"
_ASKED = re.compile(
    r"(?i)\b(?:between what times|when|at what times?|what time) (?:could|might|can) (?P<who>\w+) (?:have )?(?:gone|been|visited|went|go|visit)\b"
)
_BUSY = re.compile(
    r"(?i)\bfrom\s+<(\d+)>\s+(?:to|until|till)\s+<(\d+)>|\bbetween\s+<(\d+)>\s+and\s+<(\d+)>"
)
_WOKE = re.compile(
    r"(?i)\b(?:woke up|got up|arrived|started the day|left (?:the )?(?:house|home))\b.*?\bat\s+<(\d+)>"
)
_CLOSED = re.compile(
    r"(?i)\b(?:was|is) closed after\s+<(\d+)>|\b(?:closed|closes) at\s+<(\d+)>|\bclosed (?:from|between) <(\d+)> (?:to|and|onwards?)"
)
_OPENED = re.compile(
    r"(?i)\b(?:was|is) closed (?:before|until)\s+<(\d+)>|\b(?:opened|opens) at\s+<(\d+)>"
)


@frozen
class Interval:
    """From one minute of the day to another."""

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return f"{_clock(self.start)} to {_clock(self.end)}   [{self.text}]"


@frozen
class Window:
    """The busy intervals of a day between the first and the last possible minute."""

    busy: tuple[Interval, ...]
    first: int
    last: int
    asked: Asked

    def describe(self) -> str:
        """The hours in question and what takes them up."""
        lines = [f"possible from {_clock(self.first)} to {_clock(self.last)}, except"]
        return "\n".join((*lines, *map(str, self.busy), "? the free interval"))

    def solve(self) -> Solution:
        """Sweep the day from the first minute to the last."""
        gaps: list[tuple[int, int]] = []
        at = self.first
        for interval in sorted(self.busy, key=lambda item: (item.start, item.end)):
            if interval.start > at:
                gaps.append((at, min(interval.start, self.last)))
            at = max(at, interval.end)
        if at < self.last:
            gaps.append((at, self.last))
        gaps = [(start, end) for start, end in gaps if start < end]
        return Solution(self._phrased(gaps), {"gaps": [list(gap) for gap in gaps]})

    def _phrased(self, gaps: Sequence[tuple[int, int]]) -> str:
        if not gaps:
            raise UnsolvedError("no time of the day is left")
        if not self.asked.options:
            return " or ".join(f"{_clock(start)} to {_clock(end)}" for start, end in gaps)
        if len(gaps) > 1:
            raise UnsolvedError("several times of the day are left")
        for option in self.asked.options:
            marked, times = _marked(option.text)
            if len(times) == 2 and tuple(times) == gaps[0] and "<0>" in marked:
                return option.label
        start, end = gaps[0]
        raise UnsolvedError(f"{_clock(start)} to {_clock(end)} is not among the options")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Look at every minute of the day."""
        free = [
            minute
            for minute in range(self.first, self.last)
            if not any(item.start <= minute < item.end for item in self.busy)
        ]
        gaps: list[tuple[int, int]] = []
        for minute in free:
            if gaps and gaps[-1][1] == minute:
                gaps[-1] = (gaps[-1][0], minute + 1)
            else:
                gaps.append((minute, minute + 1))
        right = evidence == {"gaps": [list(gap) for gap in gaps]}
        try:
            right = right and self._phrased(gaps) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                "minute by minute, only the time in the answer is free",
                "enumeration",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )


def _minutes(match: re.Match[str]) -> int:
    if match[4]:
        return DAY // 2 if match[4].lower() == "noon" else 0
    return (int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)) * 60 + int(match[2] or 0)


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    tail = f":{rest:02d}" if rest else ""
    return f"{hour % 12 or 12}{tail}{'am' if hour % 24 < 12 else 'pm'}"


def _marked(text: str) -> tuple[str, list[int]]:
    """``text`` with its times as ``<0>``, ``<1>``, ..., and those times."""
    times: list[int] = []

    def mark(match: re.Match[str]) -> str:
        times.append(_minutes(match))
        return f"<{len(times) - 1}>"

    return re.sub(_TIME, mark, text, flags=re.IGNORECASE), times


def read(query: Query) -> Reading:
    """The day of ``query``, if it asks when somebody could have gone somewhere."""
    asked = ask(query)
    if not _ASKED.search(asked.text):
        return None
    busy: list[Interval] = []
    lost: list[str] = []
    first, last = 0, DAY
    for part in sentences(asked.text):
        marked, times = _marked(part)
        if not times:
            continue
        if match := _CLOSED.search(marked):
            last = min(last, _of(match, times))
        elif (match := _OPENED.search(marked)) or (match := _WOKE.search(marked)):
            first = max(first, _of(match, times))
        elif (match := _BUSY.search(marked)) and len(times) == 2:
            start, end = (times[int(group)] for group in match.groups() if group)
            busy.append(Interval(start, end or DAY, part.strip()))
            if busy[-1].start >= busy[-1].end:
                lost.append(part)
        else:
            lost.append(part)
    if not busy:
        return None
    if lost:
        return NotUnderstood(lost, understood=len(busy))
    return Window(tuple(busy), first, last, asked)


def _of(match: re.Match[str], times: Sequence[int]) -> int:
    return times[int(next(group for group in match.groups() if group))]
