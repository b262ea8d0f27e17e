"""What is the date today, tomorrow, ten days ago? From what a short story says about it.

Dates and words for days are first replaced by marks (``<D0>``, ``<R0>``); a few
sentence forms then tie a date to a day relative to today. Every such tie must
give the same today.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.calendar import (
    MONTHS,
    SPAN,
    Day,
    Span,
    day_number,
    find_days,
    from_day_number,
    read_span,
)
from kaelum_logic.finite.text import ORDINALS, ordinal, sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["DateProblem", "read"]

_RELATIVE: tuple[tuple[str, int], ...] = (
    (r"the day before yesterday", -2), (r"the day after tomorrow", 2),
    (r"yesterday", -1), (r"tomorrow", 1), (r"today|right now|now", 0),
)  # fmt: skip
_MOVES = re.compile(
    rf"(?i)\b(?:(?P<ago>{SPAN}) (?:ago|earlier|before|prior)(?: (?:from|to|than) (?:today|now))?"
    rf"|(?P<later>{SPAN}) (?:later|from (?:now|today)|after today|away from (?:now|today)|hence|after)"
    rf"|in (?P<within>{SPAN}))\b|\b(?P<word>{'|'.join(pattern for pattern, _ in _RELATIVE)})\b"
)
_QUESTION = re.compile(
    r"(?i)\b(?:what|which)(?: is| was| will be|'s)? (?:the )?(?:date|day of the month)(?: is| was| will be)? ?(?:it )?(?P<when>[^?]*?)(?: in (?:the format )?(?P<form>[MDY][MDY/.\-]+))?(?: format)?\s*\?"
)
_YEARS = re.compile(r"\b(1\d{3}|20\d{2}|2[1-9]\d{2})\b")
_ANNIVERSARIES = {"golden": 50, "silver": 25, "diamond": 60, "ruby": 40, "pearl": 30, "tin": 10}
_COUNTS = "|".join((*_ANNIVERSARIES, *ORDINALS))


@frozen
class Tie:
    """The date ``day`` lies ``span`` from today; in the words of the text."""

    day: Day
    span: Span
    text: str

    def __str__(self) -> str:
        return f"today {self.span} is {self.day.isoformat()}   [{self.text}]"


def read(query: Query) -> Reading:
    """The date question in ``query``, if it asks for a date and ties some day to one."""
    asked = ask(query)
    text = asked.text.replace("’", "'")
    text = re.sub(
        r"(?i)\bwhat (is|was|will be) (today|tomorrow|yesterday)'s date\b",
        r"what \1 the date \2",
        text,
    )
    question = _QUESTION.search(text)
    if question is None:
        return None
    story = (text[: question.start()] + text[question.end() :]).strip()
    target = _when(question["when"])
    year = _only_year(story)
    day_first = bool(
        re.search(
            r"(?i)\b(?:day (?:is |comes )?before (?:the )?month|DD/MM|the day first)\b|\bday before the month\b",
            text,
        )
    )
    marked = _Marked(story, year, day_first=day_first)
    try:
        ties = tuple(marked.ties())
    except ValueError as error:  # a day outside the calendar
        return NotUnderstood([story], understood=0, hint=str(error))
    if target is None:
        return NotUnderstood([question.group().strip()], understood=len(ties))
    lost = marked.lost()
    if not ties or lost:
        missing = lost or marked.dated or [story or question.group()]
        return NotUnderstood(missing, understood=len(ties))
    return DateProblem(ties, target, (question["form"] or "").upper(), asked)


def _only_year(text: str) -> int | None:
    found = sorted(set(_YEARS.findall(text)))
    return int(found[0]) if len(found) == 1 else None


def _when(text: str) -> Span | None:
    """The moment a question asks about, relative to today."""
    plain = re.sub(r"(?i)^\s*(?:of|on|for)\s+", "", text.strip().lower())
    plain = re.sub(r"\b(?:is|was|will be|be|it|going to)\b", " ", plain).strip(" ,")
    if not plain:
        return Span()
    match = _MOVES.fullmatch(plain)
    return None if match is None else _move(match)


def _move(match: re.Match[str]) -> Span | None:
    if word := match["word"]:
        days = next(n for pattern, n in _RELATIVE if re.fullmatch(pattern, word.lower()))
        return Span(days=days)
    span = read_span(match["ago"] or match["later"] or match["within"])
    return None if span is None else -span if match["ago"] else span


_SAYS = r"(?:is|was|will be|are|'s|has been|must be|falls on|fell on)"
_FILL = (
    r"(?:,? ?(?:in fact|actually|really|indeed|also|already|exactly|again|currently|presently))?"
)


class _Marked:
    """A story with marks for its dates and relative days, and what it says about today."""

    def __init__(self, story: str, year: int | None, *, day_first: bool) -> None:
        self.days: list[Day] = []
        self.moves: list[Span] = []
        self.story = story
        found = sorted(find_days(story, year=year, day_first=day_first))
        years = {day.year for _, _, day in found} if year is None else set()
        if year is None and len(years) == 1:
            found = sorted(find_days(story, year=years.pop(), day_first=day_first))
        text, last = "", 0
        for start, end, day in found:
            text += f"{story[last:start]}<D{len(self.days)}>"
            self.days.append(day)
            last = end
        text = _MOVES.sub(self._mark, text + story[last:])
        weekday = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
        text = re.sub(rf"(?i)\b{weekday}\b,?\s*(?=<D)", "", text)
        self.sentences = _believed(sentences(text))
        self.dated = [part for part in self.sentences if "<" in part]

    def _mark(self, match: re.Match[str]) -> str:
        span = _move(match)
        if span is None:
            return match.group()
        self.moves.append(span)
        return f"<R{len(self.moves) - 1}>"

    def ties(self) -> Iterator[Tie]:
        """Every tie between a date and today that the sentences give."""
        events = [event for part in self.sentences if (event := self._event(part)) is not None]
        for part in self.sentences:
            found = self._stated(part)
            yield from (Tie(day, span, self._plain(part)) for day, span in found)
            since = self._since(part) if not found else None
            if since is not None and len(events) == 1:
                yield Tie(since.from_day(events[0]), Span(), self._plain(part))

    def lost(self) -> list[str]:
        """Sentences with a date that neither tie it to today nor tell of an event."""
        return [
            self._plain(part)
            for part in self.sentences
            if "<D" in part and not self._stated(part) and self._event(part) is None
        ]

    def _plain(self, part: str) -> str:
        part = re.sub(r"<D(\d+)>", lambda m: self.days[int(m[1])].isoformat(), part)
        return re.sub(r"<R(\d+)>", lambda m: f"today {self.moves[int(m[1])]}", part)

    def _stated(self, part: str) -> list[tuple[Day, Span]]:
        """Dates that the sentence puts at a day relative to today."""
        day, move = r"<D(?P<d>\d+)>", r"<R(?P<r>\d+)>"
        forms: tuple[str, ...] = (
            rf"{move}{_FILL} {_SAYS}{_FILL} {day}",
            rf"{move},? ?\(? ?{day}",
            rf"\b(?:it|this|that){_FILL} {_SAYS}{_FILL} {day},? {move}",
            rf"{day},? (?:which |that )?{_SAYS}{_FILL} {move}",
            rf"{day} {_SAYS} like <R\d+>.*\b(?:that|it|this) {_SAYS}{_FILL} {move}",
        )
        if "is like <R" in part:
            forms = forms[-1:]
        found: dict[str, Span] = {}
        for form in forms:
            for match in re.finditer(form, part, re.IGNORECASE):
                found.setdefault(match["d"], self.moves[int(match["r"])])
        return [(self.days[int(mark)], move) for mark, move in found.items()] or self._now(part)

    def _now(self, part: str) -> list[tuple[Day, Span]]:
        """Dates that the sentence puts at today without saying *today*."""
        forms = (
            rf"\b(?:this|it|the (?:current |local )*(?:date|time)) {_SAYS}{_FILL}(?: \d{{1,2}}:\d\d ?(?:am|pm)?(?: of| on)?)? <D(\d+)>(?! <R)",
            r"\bcelebrat(?:es|ing) <D(\d+)>",
        )
        for form in forms:
            if match := re.search(form, part, re.IGNORECASE):
                return [(self.days[int(match[1])], Span())]
        coming = re.search(r"\b(\d{4}) (?:is|was) coming <R(\d+)>", part)
        if coming:
            hours = self.moves[int(coming[2])].hours
            days = self.moves[int(coming[2])].days
            first = Day(int(coming[1]), 1, 1)
            return [(Span(days=-days - (hours + 23) // 24).from_day(first), Span())]
        return []

    def _event(self, part: str) -> Day | None:
        """The date of something that happened, which later sentences count from."""
        second = re.search(r"\bon <D(\d+)>, (?:his|her|their|the) (\w+) day\b", part)
        if second and (count := ordinal(second[2].lower())):
            return Span(days=1 - count).from_day(self.days[int(second[1])])
        first = re.search(
            r"(?i)\bon the (\d{1,2})(?:st|nd|rd|th)? (?:day )?of (?:each|every) month,? "
            r"(?:starting|beginning) (?:from|in|with) (?:the )?(\w+) (?:of )?(\d{4})",
            part,
        )
        if first and first[2].lower() in MONTHS:
            return Day(int(first[3]), MONTHS.index(first[2].lower()) + 1, int(first[1]))
        match = re.search(
            r"(?i)(?:\bon|\bsince|\bborn|\bmarried|\bfrom|\bfor|\bbe on) <D(\d+)>", part
        )
        return self.days[int(match[1])] if match else None

    def _since(self, part: str) -> Span | None:
        """How long after the last event today is, by this sentence."""
        passed = re.search(
            rf"(?i)\b({SPAN}) (?:have|has) (?:passed|gone by|elapsed)(?: since(?: then)?)?", part
        )
        if passed:
            return read_span(passed[1])
        if (
            "<R" not in part
            or self.moves[int(part[part.index("<R") + 2 :].split(">", maxsplit=1)[0])] != Span()
        ):
            return None
        years = re.search(
            rf"(?i)\b(\d+|{_COUNTS})(?:st|nd|rd|th)?[- ](?:year[- ](?:old )?)?(?:\w+ )?(?:anniversary|birthday)",
            part,
        )
        if years:
            word = years[1].lower()
            amount = ordinal(years[1].lower()) or (int(word) if word.isdecimal() else None)
            amount = amount or _ANNIVERSARIES.get(word)
            return Span(months=12 * amount) if amount else None
        visit = re.search(
            r"(?i)\b(?:his|her|their|the|my) (\w+) (?:visit|time|session|lesson|trip)\b", part
        )
        if visit and "each month" in self.story and (count := ordinal(visit[1].lower())):
            return Span(months=count - 1)
        delayed = re.search(rf"(?i)\b(?:delayed|postponed|moved) by ({SPAN}) to <R\d+>", part)
        if delayed:
            return read_span(delayed[1])
        advanced = re.search(rf"(?i)\b(?:advanced|brought forward) by ({SPAN}) to <R\d+>", part)
        if advanced and (span := read_span(advanced[1])):
            return -span
        return self._used_up(part)

    def _used_up(self, part: str) -> Span | None:
        """One a day of so many things, and today they ran out."""
        stock = re.search(
            r"(?i)\b(?:bought|got|had|has|received|purchased) (\d{1,7}) \w+", self.story
        )
        daily = re.search(r"(?i)\b(?:one|1|a) (?:\w+ )?(?:per|a|each|every) day\b", self.story)
        if stock and daily and re.search(r"(?i)\b(?:ran|run|runs) out\b", part):
            return Span(days=int(stock[1]))
        return None


def _believed(parts: Sequence[str]) -> list[str]:
    """``parts`` with beliefs (``Jane thinks today is ...``) kept only where they are right."""
    whole = " ".join(parts)
    right = re.findall(r"\b([A-Z]\w+) (?:is|was) (?:correct|right)\b", whole)
    wrong = re.findall(r"\b([A-Z]\w+) (?:is|was) (?:wrong|incorrect|mistaken)\b", whole)
    kept: list[str] = []
    for part in parts:
        pieces = re.split(
            r",? (?:but|while|and|whereas) (?=[A-Z]\w+ (?:thinks|thought|believes|believed|says|said)\b)|,? but (?=<R)",
            part,
        )
        for piece in pieces:
            match = re.match(
                r"([A-Z]\w+) (?:thinks|thought|believes|believed|says|said)(?: that)? (.*)", piece
            )
            if match is None:
                kept.append(piece)
            elif match[1] in right or (wrong and match[1] not in wrong):
                kept.append(match[2])
    return kept


@frozen
class DateProblem:
    """Ties of dates to today, and which day is asked for.

    Attributes:
        ties: what the story says.
        target: where the day asked for lies from today.
        form: how to write the date (``MM/DD/YYYY``), or "" for words.
        asked: the question as taken apart.
    """

    ties: tuple[Tie, ...]
    target: Span
    form: str
    asked: Asked

    def describe(self) -> str:
        """Each tie, and the day asked for."""
        return "\n".join((*map(str, self.ties), f"? the date of today {self.target}"))

    def _today(self) -> Day:
        todays = {_unmoved(tie) for tie in self.ties}
        if len(todays) > 1:
            named = " and ".join(sorted(day.isoformat() for day in todays))
            raise UnsolvedError(f"the text gives two dates for today: {named}")
        return todays.pop()

    def solve(self) -> Solution:
        """Move from the tied date to today, and on to the day asked for."""
        try:
            today = self._today()
            day = self.target.from_day(today)
        except ValueError as error:
            raise UnsolvedError(str(error)) from error
        steps = (f"today is {today.isoformat()}", f"today {self.target} is {day.isoformat()}")
        evidence = {"today": today.isoformat(), "day": day.isoformat()}
        return Solution(self._written(day), evidence, steps=steps, notes=self._notes(day))

    def _notes(self, day: Day) -> tuple[str, ...]:
        if not self.asked.options or self._label(day) is not None:
            return ()
        return (
            f"no option is {day.isoformat()}; this one has that day and month in the nearest year",
        )

    def _label(self, day: Day) -> str | None:
        labels = [
            option.label for option in self.asked.options if self._of_option(option.text) == day
        ]
        return labels[0] if labels else None

    def _of_option(self, text: str) -> Day | None:
        day_first = self.form.startswith("DD")
        found = [day for _, _, day in find_days(text, year=None, day_first=day_first)]
        return found[0] if len(found) == 1 else None

    def _written(self, day: Day) -> str:
        if self.asked.options:
            return self._label(day) or self._nearest(day)
        if self.form:
            parts = {"YYYY": f"{day.year:04d}", "MM": f"{day.month:02d}", "DD": f"{day.day:02d}"}
            return re.sub("YYYY|MM|DD", lambda match: parts[match.group()], self.form)
        return f"{calendar.month_name[day.month]} {day.day}, {day.year}"

    def _nearest(self, day: Day) -> str:
        """The option with this day and month whose year is nearest, when none is exact."""
        near: list[tuple[int, str]] = []
        for option in self.asked.options:
            other = self._of_option(option.text)
            if other is not None and (other.month, other.day) == (day.month, day.day):
                near.append((abs(other.year - day.year), option.label))
        near.sort()
        if not near or (len(near) > 1 and near[0][0] == near[1][0]):
            raise UnsolvedError(f"the date is {day.isoformat()}, which is not among the options")
        return near[0][1]

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Count Julian day numbers instead of calendar days."""
        today, day = _iso(evidence.get("today")), _iso(evidence.get("day"))
        if today is None or day is None or set(evidence) != {"today", "day"}:
            return (Check("the evidence gives two dates", "reading", CheckOutcome.FAILED),)
        tied = all(
            _counted(today, tie.span) == (tie.day.year, tie.day.month, tie.day.day)
            for tie in self.ties
        )
        reached = _counted(today, self.target) == (day.year, day.month, day.day)
        exact = not self.asked.options or self._label(day) is not None
        try:
            said = self._written(day) == answer
        except UnsolvedError:
            said = False
        return (
            Check(
                f"from {today.isoformat()} every date of the text and the one asked for is reached",
                "Julian day numbers",
                outcome(tied and reached and said)
                if exact or not (tied and reached and said)
                else CheckOutcome.INCONCLUSIVE,
                independent=True,
                complete=exact,
                detail="" if exact else "no option is that date",
            ),
        )


def _unmoved(tie: Tie) -> Day:
    """Today, from the tied date; a day that moves onto the date, if clamping makes it unclear."""
    back = (-tie.span).from_day(tie.day)
    if tie.span.from_day(back) == tie.day:
        return back
    raise ValueError(f"there is no day from which {tie.span} leads to {tie.day.isoformat()}")


def _iso(value: JSON) -> Day | None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return None
    try:
        return Day.fromisoformat(value)
    except ValueError:
        return None


def _counted(day: Day, span: Span) -> tuple[int, int, int]:
    """Where ``span`` leads from ``day``, without the calendar of the standard library."""
    months = day.year * 12 + day.month - 1 + span.months
    year, month = months // 12, months % 12 + 1
    lengths = (31, 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28,
               31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # fmt: skip
    start = day_number(year, month, min(day.day, lengths[month - 1]))
    return from_day_number(start + span.days + (12 + span.hours) // 24)
