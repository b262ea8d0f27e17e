"""Turns on the spot in English: which way somebody faces at first, how he turns, and what is asked."""

from __future__ import annotations

import re

from attrs import field, frozen

from kaelum_logic.finite.compass import COMPASS, way_named
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.text import number, sentences
from kaelum_logic.problem import strings

__all__ = ["Turning", "read_turning"]

_POINT = r"(?P<point>(?:north|south)(?:\s*-?\s*(?:east|west))?|east|west)(?:wards?)?"
_WHO = r"(?P<who>(?!(?:what|which|where|if)\b)(?:i(?:'m|\s+am)|you(?:\s+are|'re)|(?:(?:the|a|an|my|your)\s+)?(?:(?!(?:not|never|then|also|degrees?)\b)[a-z']+\s*?\b){1,3}?))"
_FACING = r"(?:face|faces|facing|faced|looking|looks?|pointing|points?|pointed|heading|headed)"
_FACE = re.compile(
    rf"(?ix)(?:(?:{_WHO})\s+)??(?:(?:is|am|are|was|were|stands?|standing|starts?(?:\s+(?:off|out))?|begins?|initially|starting)\s+)*(?:by\s+)?"
    rf"{_FACING}\s+(?:(?:due|directly|to\s+the|towards?(?:\s+the)?)\s+)?{_POINT}(?:\s+(?:at\s+first|initially|to\s+start(?:\s+with)?))?"
)
_SIDE = r"(?P<side>left|right|clockwise|(?:counter|anti)-?\s?clockwise)"
_TIMES = r"(?:\s+(?P<times>once(?:\s+more)?|twice|thrice|again|(?:\w+)\s+times))?"
_AMOUNT = r"(?P<amount>\d{1,4}\s*(?:degrees?|\u00b0)|(?:a\s+)?(?:quarter|half|three[- ]quarters?|full)(?:\s+of\s+a)?(?:[- ]turn)?|a\s+right\s+angle)"
_VERB = r"(?:turn(?:s|ed|ing)?|rotate[sd]?|is\s+rotated|spins?|pivots?|makes?|does|do|did|performs?|executes?|takes?|made)"
_TURNS = tuple(
    re.compile(rf"(?ix)(?:(?:{_WHO})\s+)??(?:{_VERB}\s+)?{rest}")
    for rest in (
        rf"(?:by\s+)?(?:(?:an?|another)\s+)?(?:to\s+(?:the|his|her|my|your|its)\s+)?{_SIDE}(?:[- ]turn)?(?:\s+(?:by\s+|through\s+)?{_AMOUNT})?{_TIMES}",
        rf"(?:by\s+|through\s+)?(?:an?\s+)?{_AMOUNT}(?:\s+turn)?(?:\s+(?:to\s+(?:the|his|her|my|your|its)\s+)?{_SIDE})?{_TIMES}",
        rf"(?P<back>(?:an?\s+)?(?:about[- ](?:face|turn)|u-turn|complete\s+about-turn)|around|round|to\s+face\s+the\s+opposite\s+(?:way|direction)){_TIMES}",
    )
)
_NOW_FACING = rf"(?:be\s+|now\s+|finally\s+|end\s+up\s+)*(?:{_FACING})(?:\s+(?:now|in\s+the\s+end|at\s+the\s+end|finally|in|to|towards|afterwards?))*"
_ASKS = re.compile(
    rf"""(?ix)(?:now\s+)?(?:in\s+)?(?:what|which)\s+(?:compass\s+|cardinal\s+)?(?:direction|way)\s+(?:is|am|are|does|do|will|would)\s+(?P<who>[\w' ]+?)\s+
    {_NOW_FACING}\s*\?
    | where\s+(?:is|am|are|does|do|will|would)\s+(?P<whom>[\w' ]+?)\s+{_NOW_FACING}\s*\?"""
)
_BREAK = re.compile(
    r"(?i)\s*(?:[.;]|,(?:\s*(?:and\s+)?(?:then|next|finally|after\s+that))?|\b(?:and\s+then|and|then|next|finally|after\s+that)\b)\s*,?\s*"
)
_LEADS = re.compile(r"(?i)^(?:if|suppose|imagine|now|first|starting\s+out|again)\s+(?=\S)")
_PRONOUNS = frozenset({"he", "she", "it", "they", "who"})


@frozen
class Turning:
    """Turns on the spot.

    Attributes:
        start: the index in :data:`COMPASS` of where one faces at first.
        turns: degrees clockwise, in order.
        lost: what was not understood.
    """

    start: int
    turns: tuple[int, ...]
    lost: tuple[str, ...] = field(converter=strings)


def read_turning(text: str) -> Turning | None:
    """The turns in ``text``; None if it does not ask which way somebody faces after some."""
    *told, asking = sentences(without_courtesies(text)) or ("",)
    match = _ASKS.search(asking)
    if match is None or (match.end() < len(asking.strip())):
        return None
    told.append(asking[: match.start()])
    who = {_person(match["who"] or match["whom"])}
    start: int | None = None
    turns: list[int] = []
    lost: list[str] = []
    for clause in (part for sentence in told for part in _BREAK.split(sentence)):
        plain = _LEADS.sub("", clause.strip(" ,.:!"))
        if not plain:
            continue
        if (facing := _FACE.fullmatch(plain)) and start is None and not turns:
            way = way_named(facing["point"])
            start = (
                None
                if way is None
                else COMPASS.index(re.sub(r"[\s-]", "", facing["point"].lower()))
            )
            who.add(_person(facing["who"] or ""))
        elif (turn := _turn(plain)) is not None and start is not None:
            turns += turn[0]
            who.add(_person(turn[1]))
        else:
            lost.append(clause)
    if start is None or not (turns or lost):
        return None
    named = {name for name in who if name and name not in _PRONOUNS}
    if len(named) > 1 or {"he", "she"} <= who:
        lost.append(" and ".join(sorted(named)))
    return Turning(start, tuple(turns), lost)


def _person(text: str) -> str:
    """A subject in lower case, without its article and what belongs to its verb."""
    words = re.sub(r"(?i)'(?:m|re|s)\b", "", text).lower().split()
    dropped = {
        "the",
        "a",
        "an",
        "my",
        "your",
        "now",
        "am",
        "are",
        "is",
        "again",
        "starts",
        "begins",
    }
    plain = " ".join(word for word in words if word not in dropped)
    return {"needle": "compass needle"}.get(plain, plain)


def _turn(clause: str) -> tuple[list[int], str] | None:
    for pattern in _TURNS:
        match = pattern.fullmatch(clause)
        if match is None:
            continue
        found = match.groupdict()
        degrees = _degrees(found.get("amount"), found.get("side"), found.get("back"))
        times = _times(found.get("times"))
        return None if degrees is None or times is None else ([degrees] * times, found["who"] or "")
    return None


def _degrees(amount: str | None, side: str | None, back: str | None) -> int | None:
    """Degrees clockwise; None if it is not said which way, or they are no eighth of a turn."""
    if back:
        return 180
    size = 90
    if amount:
        text = amount.lower().replace("-", " ")
        digits = re.match(r"\d+", text)
        parts = {"three": 270, "quarter": 90, "right": 90, "half": 180, "full": 360}
        size = int(digits[0]) if digits else next(parts[p] for p in parts if p in text)
    if size % 45:
        return None
    if side is None:
        return size if size % 180 == 0 else None
    return -size if side.lower().startswith(("left", "counter", "anti")) else size


def _times(text: str | None) -> int | None:
    if text is None or text.lower().startswith(("once", "again")):
        return 1
    if text.lower() in {"twice", "thrice"}:
        return 2 if text.lower() == "twice" else 3
    return number(text.split()[0].lower())
