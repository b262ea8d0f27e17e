"""Reading a query once: a bounded sample, its tokens and its sentences.

What the classifiers must not depend on is taken away here, in one place:
surrounding white space, trailing punctuation and the case of the first letter.
Long texts are cut to their head and their tail, where people put what they ask
for, so that classifying costs the same for a megabyte as for a page.
"""

from __future__ import annotations

import re

from attrs import frozen

from kaelum_core.types import Query

__all__ = ["Reading", "read"]

HEAD = 2600
"""Characters read from the beginning of a long text."""

TAIL = 1400
"""Characters read from the end of a long text."""

MAX_TOKENS = 1200

_TRAILING = " \t\r\n\f\v.,;:!?…"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|\n|[^\w\s]|_")
_ENDS = frozenset((".", "?", "!", ":", ";", "\n"))


@frozen
class Reading:
    """A query as the classifiers see it.

    Attributes:
        text: the sample, first letter lowered, ends trimmed.
        tokens: its words (lower case), numbers, signs and line breaks.
        starts: index in ``tokens`` where each sentence or line begins.
        length: characters of the whole trimmed text, sampled or not.
    """

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    length: int


def _trim(text: str) -> str:
    return text.rstrip(_TRAILING).strip()


def _sample(text: str) -> str:
    """A trimmed text, or its head and tail."""
    if len(text) > 2 * (HEAD + TAIL):
        return f"{text[:HEAD].rstrip()}\n{text[-TAIL:].lstrip()}"
    return text


def _lower_first(text: str) -> str:
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.lower() + text[index + 1 :]
    return text


def _whole(query: Query) -> str:
    text = query.full_text
    return "\n".join((text, *query.options)) if query.options else text


def read(query: Query) -> Reading:
    """The reading of ``query``: its context, its text and its options."""
    whole = _trim(_whole(query))
    text = _lower_first(_sample(whole))
    tokens = tuple(_TOKEN.findall(text.lower())[:MAX_TOKENS])
    ends = [token in _ENDS for token in tokens]
    starts = [
        index for index, ended in enumerate(ends) if not ended and (index == 0 or ends[index - 1])
    ]
    return Reading(text, tokens, tuple(starts), len(whole))
