"""Words put into alphabetical order, and brackets that are closed as they were opened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from attrs import field, frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.problem import Reading, Solution, UnsolvedError, outcome, strings

__all__ = ["Brackets", "Sorting", "read"]

MAX_WORDS = 500
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_SORT = re.compile(
    r"(?is)^(?:please |can you |could you )?(?:sort|arrange|order|put|list|rank) (?:the |these )?(?:following )?(?:words?|names?|items?|list)?(?: below)?"
    r"(?: of words)?(?: (?:alphabetically|in (?P<turned1>reverse )?alphabetical order|into alphabetical order))(?P<turned2>,? (?:in (?:reverse|descending) order|from z to a|backwards))?"
    r"\s*[:.]?\s*(?:(?:list|words|input)\s*:)?\s*(?P<words>[\w'’,\s-]+?)[.?!]?\s*$"
)
_CLOSE = re.compile(
    r"(?is)^(?:complete (?:the rest of )?the sequence|close (?:all )?(?:the |these )?(?:open )?(?:brackets|parentheses))\b[^\[\](){}<>]*?[.:]\s*(?:input\s*:)?\s*(?P<brackets>[\[\](){}<>\s]+)$"
)
_BALANCED = re.compile(
    r"(?is)^(?:is|are) (?:the )?(?:sequence|string|brackets?|parentheses|following(?: sequence| string)?)?\s*:?\s*[\"'`“]?(?P<brackets>[\[\](){}<>\s]+)[\"'`”]?\s*(?:well[- ])?(?:balanced|matched|valid|properly closed|closed properly)\?$"
)


@frozen
class Sorting:
    """Words and the order they are wanted in.

    Attributes:
        words: as listed.
        turned: whether the last of the alphabet comes first.
        joiner: what stands between them in the list, and so in the answer.
    """

    words: tuple[str, ...] = field(converter=strings)
    turned: bool
    joiner: str

    def describe(self) -> str:
        """The words, and the order."""
        order = "from Z to A" if self.turned else "from A to Z"
        return f"sort {order}, without regard to case: {', '.join(self.words)}"

    def solve(self) -> Solution:
        """Sort them."""
        return Solution(self.joiner.join(sorted(self.words, key=str.lower, reverse=self.turned)))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Neighbours are in order, letter by letter, and each word is there as often as given."""
        found = answer.split(self.joiner)
        pairs = (pair[::-1] if self.turned else pair for pair in pairwise(found))
        same = all(found.count(word) == self.words.count(word) for word in {*found, *self.words})
        right = not evidence and same and all(_comes_before(*pair) for pair in pairs)
        return (
            Check(
                f"the {len(self.words)} words given stand in order, each beside the next",
                "letter by letter",
                outcome(right),
                independent=True,
                complete=True,
            ),
        )


def _comes_before(first: str, second: str) -> bool:
    for one, other in zip(first.lower(), second.lower(), strict=False):
        if one != other:
            return one < other
    return len(first) <= len(second)


@frozen
class Brackets:
    """Brackets, and whether the closing ones are wanted or only if all are closed."""

    text: str
    goal: Literal["close", "balanced"]
    asked: Asked

    def describe(self) -> str:
        """The brackets and what is asked of them."""
        return f"{self.text}  ? {'which close it' if self.goal == 'close' else 'is it balanced'}"

    def solve(self) -> Solution:
        """Keep a stack of what is open."""
        left_open, broken = [""], False
        for mark in self.text.split():
            if mark in _PAIRS:
                left_open.append(mark)
            elif _PAIRS.get(left_open.pop()) != mark:
                broken = True
                break
        marks = left_open[1:]
        if self.goal == "balanced":
            return Solution(self.asked.truth(not broken and not marks, YES_NO))
        if broken or not marks:
            raise UnsolvedError(
                "a bracket is closed that was not open" if broken else "nothing is left open"
            )
        return Solution(" ".join(_PAIRS[mark] for mark in reversed(marks)))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Strike out neighbours that match, until none is left."""
        closing = answer if self.goal == "close" else ""
        plain = "".join(self.text.split()) + "".join(closing.split())
        pairs = [left + right for left, right in _PAIRS.items()]
        while any(pair in plain for pair in pairs):
            for pair in pairs:
                plain = plain.replace(pair, "")
        if self.goal == "close":
            right = not plain and set(closing.split()) <= set(_PAIRS.values())
        else:
            right = self.asked.truth(not plain, YES_NO) == answer
        return (
            Check(
                "struck out pair by pair, " + ("none is left" if not plain else f"{plain} is left"),
                "striking out",
                outcome(right) if right and not evidence else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )


def read(query: Query) -> Reading:
    """The words or brackets of ``query``, if it asks to sort or close them."""
    if match := _SORT.match(query.full_text.strip()):
        listed = match["words"].strip()
        joiner = ", " if "," in listed else " "
        words = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+" if joiner == ", " else r"\s+", listed)
        turned = bool(match["turned1"] or match["turned2"])
        if 2 <= len(words) <= MAX_WORDS and all(words):
            return Sorting(words, turned, joiner)
        return None
    asked = ask(query)
    for pattern, goal in ((_CLOSE, "close"), (_BALANCED, "balanced")):
        if match := pattern.match(asked.text.strip()):
            marks = " ".join(re.sub(r"\s", "", match["brackets"]))
            return Brackets(marks, goal, asked) if marks else None  # type: ignore[arg-type]
    return None
