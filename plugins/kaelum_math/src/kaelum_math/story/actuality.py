"""What is wished, planned, possible or of another time has not happened to what there is now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Sentence
from kaelum_math.story.scene.verbs import VERBS

__all__ = ["must_be_actual"]

_MODAL: Final = frozenset("would could should may might must can".split())
_BEFORE_TO: Final = frozenset(
    """
    want wants wanted wish wishes wished hope hopes hoped plan plans planned intend intends
    intended need needs needed has have had going supposed expected about likes like decide
    decides decided agree agrees agreed able allowed ready willing
    """.split()
)
"""Words before "to" and a verb that leave open whether it is done."""
_STATE: Final = frozenset("have has had there left remain remains own owns".split())
_NOW_AND_THEN: Final = re.compile(
    r"(?=.*\b(?:ago|in \d+ years?|years? (?:later|from now|hence)|will be|was)\b).*\b(?:as|than)\b.*\b(?:is|am|are) now\b"
)
_THEN_AND_THEN: Final = re.compile(
    r"\b(?:was|were|will be)\b.*\b(?:as|than)\b.*\b(?:was|were|will be)\b.*\b(?:ago|in \d+ years?)$"
)
"""An age of one time compared with an age of another."""
_WHEN: Final = frozenset(
    "left now then first end beginning start originally before after altogether total all".split()
)
"""Words by which a question about the past says when."""
_PAST: Final = frozenset("yesterday ago before earlier".split())
_FUTURE: Final = frozenset("tomorrow later will".split())
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)


def must_be_actual(sentences: Sequence[Sentence]) -> None:
    """See to it that a question about what there is is not answered from what is only thought of.

    Raises:
        NotUnderstood: a sentence tells what is wanted, planned or possible, or what was or
            will be at another time, while the question asks what there is.
    """
    if not sentences:
        return
    *told, asked = ([token.text for token in s.tokens] for s in sentences)
    if any(_mixes_times(words) for words in (*told, asked)):
        raise NotUnderstood("It is unclear of which time one of the two is told.")
    if any(pair == ("%", "water") for words in (*told, asked) for pair in pairwise(words)):
        raise NotUnderstood("It is unclear of what the parts in percent are.")
    if any(pair == ("now", "that") for words in told for pair in pairwise(words)):
        raise NotUnderstood("It is unclear whether what is said holds before or after the change.")
    if not _STATE & set(asked) or _is_open(asked) or _FUTURE & set(asked) or "if" in asked:
        return
    if {"did", "have"} <= set(asked) and not _WHEN & set(asked) and any(map(_changes, told)):
        raise NotUnderstood("It is unclear whether what there was before or after is asked.")
    if any(_is_open(words) for words in told):
        raise NotUnderstood("It is said what is wanted or possible, and asked what there is.")
    times = [_time(words) for words in told]
    timed = {time for time in times if time}
    if "future" in timed and _time(asked) != "future":
        raise NotUnderstood("It is said what will be, and asked what there is.")
    if "past" in timed and any(_holds(words) and not time for words, time in zip(told, times, strict=True)):  # fmt: skip
        raise NotUnderstood("It is said what was at another time, and asked what there is.")


def _mixes_times(words: Sequence[str]) -> bool:
    """``four years ago she was half as old as she is now``, ``... as she was 2 years ago``."""
    text = " ".join(words)
    return bool(_NOW_AND_THEN.search(text) or _THEN_AND_THEN.search(text))


def _changes(words: Sequence[str]) -> bool:
    """Whether it is told that something came or went."""
    kinds = {VERBS[word].kind for word in words if word in VERBS}
    return bool(kinds & {"in", "out", "buy", "sell", "come", "go"})


def _is_open(words: Sequence[str]) -> bool:
    if _MODAL & set(words):
        return True
    return any(word in _BEFORE_TO and after == "to" for word, after in pairwise(words))


def _time(words: Sequence[str]) -> str:
    """``past`` or ``future`` where the time is named; "" where it is not."""
    pairs = list(pairwise(words))
    spans = {"week", "month", "year", "night", "summer", "winter", "spring", "autumn"}
    if _FUTURE & set(words) or any(a == "next" and b in spans for a, b in pairs):
        return "future"
    named = any((a == "last" and b in spans) or (a == "in" and b in _MONTHS) for a, b in pairs)
    return "past" if named or _PAST & set(words) else ""


def _holds(words: Sequence[str]) -> bool:
    """Whether it is told, in the present, what somebody has."""
    return bool({"has", "have"} & set(words))
