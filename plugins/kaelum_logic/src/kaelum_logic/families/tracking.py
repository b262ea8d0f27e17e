"""Keeping track of who has what while pairs swap."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.text import sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Swaps", "read"]

_NAME = r"[A-Z][\w-]*"
_SWAP = re.compile(
    rf"(?:(?:first|then|next|finally|after that|lastly|later|second|third|afterwards),? )?(?P<a>{_NAME}) (?:and (?P<b>{_NAME}) (?:swap|switch|trade|exchange)(?:s|ped|ed|d|es)?(?: \w+){{0,3}}|(?:swaps?|switch(?:es)?|trades?|exchanges?|swapped|switched|traded|exchanged)(?: \w+){{0,3}} with (?P<c>{_NAME}))",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    rf"(?P<who>{_NAME}) (?:(?:has|gets|got|holds|had|buys|bought|received|receives|takes|took|owns|starts with|is (?:dancing|paired|playing|holding|reading|sitting|working|assigned)(?: (?:with|in|to|on|at))?|plays|begins with|is given))\s+(?P<what>.+)"
)
_END = re.compile(
    rf"(?i:at the end(?: of [\w ]+)?|in the end|finally|now|after (?:all )?(?:the |these )?(?:swaps|trades|exchanges|switches)),?\s*"
    rf"(?P<who>{_NAME}) (?:(?:has|is (?:dancing|paired|playing|holding|reading|sitting|working|assigned)(?: (?:with|in|to|on|at))?|plays|holds|owns|gets))(?: the)?\s*[:.]?\s*$"
)
_ASKED = (
    re.compile(
        rf"(?i:what|which \w+(?: \w+)?|who(?:m)?) (?i:does|is|did|will) (?P<who>{_NAME}) (?i:have|hold|own|holding|dancing with|play|playing|get|paired with|end up with|has|reading|read)"
    ),
    re.compile(
        r"(?i)who (?:has|is (?:dancing|paired|playing|holding)(?: with)?|holds|gets|owns|ends up with|is playing) (?:the )?(?P<what>[^?]+?)(?: (?:at the end|now|in the end)[^?]*)?\s*\?"
    ),
)
_SCENE = re.compile(
    r"(?i)(?!.*\b(?:not|never|except|only|but|back|again|returns?|keeps?|unless|if|lost|gave|gives?)\b)"
    r".*\b(?:are|is|were|trad(?:e|es|ing)|swap(?:s|ping)?|switch(?:es|ing)?|exchang(?:e|es|ing))\b.*"
)


@frozen
class Swaps:
    """Who has what at first, the swaps, and whose thing (or which thing's owner) is asked for."""

    start: tuple[tuple[str, str], ...]
    swaps: tuple[tuple[str, str], ...]
    who: str
    what: str
    asked: Asked

    def describe(self) -> str:
        """The start, the swaps in order, the question."""
        start = ", ".join(f"{who}: {what}" for who, what in self.start)
        swaps = "; ".join(f"{a} <-> {b}" for a, b in self.swaps)
        goal = f"what has {self.who}" if self.who else f"who has {self.what}"
        return f"start {start}; swaps {swaps}; ? {goal}"

    def solve(self) -> Solution:
        """Carry out the swaps."""
        has = dict(self.start)
        for a, b in self.swaps:
            has[a], has[b] = has[b], has[a]
        return Solution(
            self._phrased(has),
            {"end": has},
            steps=(", ".join(f"{k}: {v}" for k, v in has.items()),),
        )

    def _phrased(self, has: Mapping[str, str]) -> str:
        if self.who:
            text = has[self.who]
        else:
            text = next(who for who, what in has.items() if _plain(what) == _plain(self.what))
        if not self.asked.options:
            return text
        wanted = _plain(text)
        labels = [option.label for option in self.asked.options if _plain(option.text) == wanted]
        if len(labels) != 1:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return labels[0]

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Follow each thing by itself, from its first owner to its last."""
        end: dict[str, str] = {}
        for owner, thing in self.start:
            at = owner
            for a, b in self.swaps:
                at = b if at == a else a if at == b else at
            end[at] = thing
        given = evidence.get("end")
        right = isinstance(given, Mapping) and dict(given) == end and len(evidence) == 1
        try:
            right = right and self._phrased(end) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                "followed one by one, the things end where the answer says",
                "tracing each thing",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )


def _plain(text: str) -> str:
    words = re.findall(r"\w+", re.sub(r"(?i)^(?:an?|the)\s+", "", text.strip().lower()))
    return " ".join(words)


def read(query: Query) -> Reading:
    """The swaps of ``query``, if pairs swap what they were said to have."""
    asked = ask(query)
    parts = [part for part in sentences(asked.text) if part]
    start: list[tuple[str, str]] = []
    swaps: list[tuple[str, str]] = []
    lost: list[str] = []
    who = what = ""
    for part in parts:
        text = part.strip()
        if match := _SWAP.match(text.rstrip(".")):
            swaps.append((match["a"], match["b"] or match["c"]))
            if match.end() < len(text.rstrip(".")):
                lost.append(part)
        elif match := _END.search(text):
            who = match["who"]
        elif match := next((m for pattern in _ASKED if (m := pattern.search(text))), None):
            who, what = match.groupdict().get("who") or "", match.groupdict().get("what") or ""
        elif holdings := _holdings(text):
            start += holdings
        elif not _SCENE.fullmatch(text):
            lost.append(part)
    if not swaps:
        return None
    names = {name for name, _ in start}
    things = {_plain(thing) for _, thing in start}
    known = all(name in names for pair in swaps for name in pair)
    if not start or not known or len(names) != len(start) or len(things) != len(start):
        return None
    if not (who in names or (what and _plain(what) in things)):
        lost.append("the question")
    if lost:
        return NotUnderstood(lost, understood=len(swaps))
    return Swaps(tuple(start), tuple(swaps), who, what, asked)


def _holdings(text: str) -> list[tuple[str, str]]:
    """``Alice has a red ball, Bob has a blue ball, and Claire has a pink ball``."""
    _, _, tail = text.rpartition(": ")
    found: list[tuple[str, str]] = []
    for part in re.split(
        rf",\s*(?:and\s+)?(?={_NAME} \w+)|\s+and\s+(?={_NAME} (?:has|gets|is|holds))",
        (tail or text).rstrip(". "),
    ):
        match = _HOLDS.fullmatch(part.strip())
        if match is None:
            return []
        found.append((match["who"], re.sub(r"(?i)^(?:an?|the)\s+", "", match["what"].strip())))
    return found
