"""When something happens in a scene."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kaelum_math.story.lexicon import CLASSES, base
from kaelum_math.story.scene.things import Tokens, texts

__all__ = ["moments"]

_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)


_TIMES: Final = frozenset(
    "day week month year hour minute morning afternoon evening night weekend season game round lap stop"
    " class shift trip test".split()
)


_ORDINALS: Final = frozenset("first second third fourth fifth last next".split())


_BARE: Final = frozenset("yesterday today tomorrow".split())


_ON: Final = frozenset("on in during at for".split())


def moments(tokens: Tokens, at: int) -> Iterator[tuple[str, int]]:
    """When: ``on Monday``, ``in March``, ``the first day``, ``last week``, ``in the morning``."""
    start = at + 1 if texts(tokens, at, 1) and tokens[at].text in _ON else at
    words = texts(tokens, start, 3)
    if not words:
        return
    if words[0] in _BARE and start == at:
        yield words[0], start + 1
    if words[0] in _DAYS or (words[0] in _MONTHS and start > at):
        yield words[0], start + 1
    if words[0] in {"last", "this", "next"} and words[1:2] and words[1] in _TIMES:
        yield " ".join(words[:2]), start + 2
    if words[0] in CLASSES["possessive"] | {"the"} and len(words) > 1:
        if len(words) > 2 and words[1] in _ORDINALS and words[2] in _TIMES:
            yield " ".join(words[1:3]), start + 3
        if base(words[1]) in {"morning", "afternoon", "evening", "night", "weekend"} and start > at:
            yield words[1], start + 2
