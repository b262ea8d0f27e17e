"""Places counted from both ends of a row: how many there are in all, and who is where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.text import number, ordinal, ordinal_word, sentences
from kaelum_logic.problem import Reading, Solution, UnsolvedError, outcome

__all__ = ["Ranks", "read"]

MAX_SIZE = 2000
_FIRST = "top front left beginning start head".split()
_LAST = "bottom back right end rear".split()
_END = rf"(?P<end>{'|'.join((*_FIRST, *_LAST))})(?: end| side)?"
_NAME = r"[A-Z][a-z]+"
_COUNT = r"(?P<count>\d{1,4}|[a-z]+)"
_FROM = re.compile(
    rf"\b(?P<rank>\d{{1,4}}(?:st|nd|rd|th)|[a-z]+)(?: place| position| rank)? from (?:the )?{_END}\b"
)
_BESIDE = re.compile(
    rf"\b[Tt]here (?:are|is) (?:exactly )?{_COUNT} (?:other )?\w+ (?P<side>behind|after|ahead of|in front of|before|to (?:the|his|her|their) left of|to (?:the|his|her|their) right of) (?P<who>{_NAME}|him|her)\b"
)
_IN_LINE = re.compile(
    r"\b(?P<rank>\d{1,4}(?:st|nd|rd|th)|[a-z]+)(?: person| student| one)? in (?:the |a )?(?:line|queue|row)\b"
)
_TOTAL = re.compile(
    rf"\b(?:of|has|[Tt]here are) {_COUNT} (?:students|children|people|boys|girls|persons|pupils|kids|trees|cars|books|runners|soldiers)\b|\b(?:class|row|queue|line) of (?P<size>\d{{1,4}})\b"
)
_ASKED = re.compile(
    rf"^[Hh]ow many (?P<kind>\w+) (?:are|is|stand|were) (?:there )?(?:(?P<all>in (?:the|that|his|her|this) (?:class|row|queue|line|group)(?: in (?:total|all)| altogether)?|in total|in all|altogether)"
    rf"|(?P<side>behind|after|ahead of|in front of|before) (?P<who>{_NAME})|between (?P<a>{_NAME}) and (?P<b>{_NAME}))$"
)
_RANK_OF = re.compile(
    rf"^[Ww]hat is (?P<who>{_NAME})'s (?:rank|position|place) from the {_END}$|^[Ww]hat is (?:the )?(?:rank|position|place) of (?P<of>{_NAME}) from the (?P<end2>{'|'.join((*_FIRST, *_LAST))})(?: end| side)?$"
)
_PLAIN = frozenset(
    "is are was ranks ranked stands standing sits sitting placed and in a an the his her class row queue line of students children people "
    "boys girls persons pupils kids he she who while from side group school facing north also at position rank place there trees cars books runners soldiers has".split()
)
_COUNTED = frozenset(
    "students children people boys girls persons pupils kids trees cars books runners soldiers".split()
)
_AHEAD = ("ahead of", "in front of", "before")


@frozen
class Fact:
    """That ``who`` is the ``rank``-th, counted from the last place if ``back``."""

    who: str
    rank: int
    back: bool

    def __str__(self) -> str:
        return f"{self.who} is {ordinal_word(self.rank)} from the {'end' if self.back else 'start'}"


@frozen
class Ranks:
    """People in one row and what is asked.

    Attributes:
        total: how many there are, if that is told; else 0.
        facts: places told, from either end.
        goal: ``total``, ``first`` or ``last`` (the rank of ``who`` from there), ``ahead``,
            ``behind`` or ``between`` (``who`` and ``other``).
        who: whom the question names, or "".
        other: the second of two who are named, or "".
        asked: the form of the answer.
    """

    total: int
    facts: tuple[Fact, ...]
    goal: str
    who: str
    other: str
    asked: Asked

    def describe(self) -> str:
        """The places told, and what is asked."""
        size = [f"{self.total} in the row"] if self.total else []
        asked = " ".join(part for part in (self.goal, self.who, self.other) if part)
        return "; ".join((*size, *map(str, self.facts), f"? {asked}"))

    def solve(self) -> Solution:
        """Places from both ends add up to one more than there are."""
        total = self.total or self._added_up()
        places = {
            fact.who: total + 1 - fact.rank if fact.back else fact.rank for fact in self.facts
        }
        inside = all(1 <= place <= total for place in places.values())
        if not inside or len(set(places.values())) < len(places):
            raise UnsolvedError("the places told do not fit one row")
        return Solution(self._phrased(self._value(total, places)))

    def _added_up(self) -> int:
        for fact in self.facts:
            for other in self.facts:
                if fact.who == other.who and fact.back and not other.back:
                    return fact.rank + other.rank - 1
        raise UnsolvedError("nothing tells how many there are")

    def _value(self, total: int, places: Mapping[str, int]) -> int:
        at = places.get(self.who, 0)
        values = {
            "total": total, "first": at, "last": total + 1 - at, "ahead": at - 1,
            "behind": total - at, "between": abs(at - places.get(self.other, 0)) - 1,
        }  # fmt: skip
        return values[self.goal]

    def _phrased(self, value: int) -> str:
        text = ordinal_word(value) if self.goal in ("first", "last") else str(value)
        if not self.asked.options:
            return text
        label = self.asked.choose(text) or self.asked.choose(str(value))
        if label is None:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return label

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Try every length of the row and every place in it against what is told.

        A row longer than all the ranks together leaves somebody's two places apart.
        """
        longest = sum(fact.rank for fact in self.facts)
        sizes = [self.total] if self.total else range(1, longest + 1)
        found = {value for size in sizes for value in self._values(size)}
        try:
            right = len(found) == 1 and self._phrased(min(found)) == answer and not evidence
        except UnsolvedError:
            right = False
        return (
            Check(
                "no other length of the row, and no other places in it, fit what is told",
                "enumeration",
                outcome(right),
                independent=True,
                complete=True,
            ),
        )

    def _values(self, size: int) -> Iterable[int]:
        """What is asked, in a row of this size, if the facts fit one."""
        row = range(1, size + 1)
        people = {fact.who for fact in self.facts}
        ends = {who: [(f.rank, f.back) for f in self.facts if f.who == who] for who in people}
        places = {
            who: [
                at
                for at in row
                if all((size - at if back else at - 1) == rank - 1 for rank, back in told)
            ]
            for who, told in ends.items()
        }
        taken = [at for found in places.values() for at in found]
        if all(len(found) == 1 for found in places.values()) and len(set(taken)) == len(taken):
            yield self._value(size, {who: found[0] for who, found in places.items()})


def read(query: Query) -> Reading:
    """A puzzle of places from both ends, if ``query`` is one and nothing else."""
    asked = ask(query)
    parts = sentences(without_courtesies(asked.text))
    if not 2 <= len(parts) <= 6 or not parts[-1].rstrip().endswith("?"):
        return None
    facts: list[Fact] = []
    totals: list[int] = []
    who = ""
    for part in parts[:-1]:
        told = _told(part, who)
        if told is None:
            return None
        facts += told[0]
        totals += told[1]
        who = told[2]
    goal = _goal(parts[-1].strip(" ?"), {*re.findall(r"[a-z]+", " ".join(parts[:-1]).lower())})
    people = {fact.who for fact in facts}
    if goal is None or not facts or len(totals) > 1 or not {*goal[1:]} - {""} <= people:
        return None
    if (not totals and len(facts) < 2) or sum((*totals, *(fact.rank for fact in facts))) > MAX_SIZE:
        return None
    return Ranks(totals[0] if totals else 0, tuple(facts), *goal, asked)


def _told(text: str, who: str) -> tuple[list[Fact], list[int], str] | None:
    """Places and numbers in a sentence, and whom it spoke of last; None if it says anything else."""
    facts: list[Fact] = []
    totals: list[int] = []
    patterns = (_BESIDE, _FROM, _IN_LINE, _TOTAL)
    found = sorted(
        (match for pattern in patterns for match in pattern.finditer(text)), key=lambda m: m.start()
    )
    rest, at = "", 0
    for match in found:
        if match.start() < at:
            continue
        before = text[at : match.start()]
        names = re.findall(rf"\b(?!In\b|There\b|He\b|She\b|The\b|And\b){_NAME}\b", before)
        who = names[-1] if names else who
        rest += f"{before} "
        at = match.end()
        if match.re is _TOTAL:
            size = _number(match["count"] or match["size"])
            totals += [size] if size else []
            continue
        fact = _fact(match, who)
        if fact is None:
            return None
        facts.append(fact)
    words = re.findall(
        r"[A-Za-z]+", re.sub(rf"\b{_NAME}\b", lambda m: m.group().lower(), rest + text[at:])
    )
    named = {fact.who.lower() for fact in facts}
    spare = {word.lower() for word in words} - _PLAIN - named
    return None if spare or not (facts or totals) else (facts, totals, who)


def _fact(match: re.Match[str], who: str) -> Fact | None:
    """The place that a phrase tells."""
    if match.re is _BESIDE:
        count = _number(match["count"])
        side = match["side"]
        name = who if match["who"] in ("him", "her") else match["who"]
        back = side in ("behind", "after") or side.endswith("right of")
        return None if count is None or not name else Fact(name, count + 1, back)
    rank = _rank(match["rank"])
    back = match.re is _FROM and match["end"] in _LAST
    return Fact(who, rank, back) if rank and who else None


def _rank(word: str) -> int | None:
    digits = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", word)
    return int(digits[1]) if digits else ordinal(word)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else number(word)


def _goal(text: str, said: set[str]) -> tuple[str, str, str] | None:
    """What is asked, and of whom; None if others are counted than those the words ``said`` spoke of."""
    if match := _ASKED.match(text):
        told = _COUNTED & said
        every = told | {"people", "persons"} if len(told) < 2 else {"people", "persons", "children"}
        if told and match["kind"] not in every:
            return None
        if match["side"]:
            return ("ahead" if match["side"] in _AHEAD else "behind"), match["who"], ""
        return ("between", match["a"], match["b"]) if match["a"] else ("total", "", "")
    if match := _RANK_OF.match(text):
        end = match["end"] or match["end2"]
        return ("last" if end in _LAST else "first"), match["who"] or match["of"], ""
    return None
