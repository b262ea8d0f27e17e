"""Brothers and sisters of one family, counted from what its children have.

``Each of Ann's brothers has two sisters``: a child has as many brothers as
there are boys beside it, so that every such sentence is an equation between the
numbers of boys and of girls.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.finite.names import Gender, gender_of_name
from kaelum_logic.finite.text import number, sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Siblings", "read"]

_MOST = 40
_NAME = r"[A-Z][a-z]+"
_KIN = r"(?:brother|sister|sibling)s?"
_CHILD = r"(?:boy|girl|child|son|daughter)(?:s|ren)?"
_GENDERS: Mapping[str, Gender] = {
    "brother": "male", "boy": "male", "son": "male", "he": "male",
    "sister": "female", "girl": "female", "daughter": "female", "she": "female",
}  # fmt: skip
_WHO = (
    rf"(?P<who>(?P<them>each of them|they each)|(?:each|every)(?: one)?(?: of)?(?: (?:the|his|her|their|these|{_NAME}'s))? (?P<of>{_KIN}|{_CHILD})"
    rf"|(?:the|his|her|an?|all|{_NAME}'s) (?P<one>{_KIN}|{_CHILD})|{_NAME}|he|she)"
)
_PARENTS = rf"(?:an?|the|this|our|my) (?:family|couple|mother|father)|they|{_NAME}(?: {_NAME})? and {_NAME}(?: {_NAME})?"
_AMOUNT = r"(?P<n{0}>\w+) (?:(?:older|younger|elder|more) )?(?P<k{0}>brother|sister|sibling)s?"
_HAS = re.compile(
    rf"(?:and )?{_WHO} (?:also )?(?:has|have)(?: only| just| exactly)? {_AMOUNT.format(1)}"
    rf"(?:(?:,| and|, and| but)(?: (?:he|she|they|i)(?: also)? (?:has|have))?(?: only| just| exactly)? {_AMOUNT.format(2)})?",
    re.IGNORECASE,
)
_PARENTS_HAVE = re.compile(
    rf"(?:(?:{_PARENTS}) (?:has|have)|(?:in (?:a|the|this|our|my) family,? )?there are)"
    rf"(?: only| just| exactly)? (?P<n1>\w+) (?P<k1>{_KIN}|{_CHILD})"
    rf"(?:,? and (?P<n2>\w+) (?P<k2>{_KIN}|{_CHILD}))?(?: in (?:a|the|this|our|my) family)?",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"(?:and |but )?{_WHO} (?:has|have) (?:only |just |exactly )?(?:(?P<times>half|twice|three times|four times) )?(?:as many|the same number of) "
    r"(?P<k1>brother|sister)s as (?:he has |she has )?(?P<k2>brother|sister)s",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:and |but )?{_WHO} (?:has|have) (?P<n>\w+) (?P<sign>more|fewer|less) (?P<k1>brother|sister)s than (?P<k2>brother|sister)s",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"how many (?P<what>{_KIN}|{_CHILD}) (?:(?:do|does|would) {_WHO} have"
    rf"|(?:are|is)(?: there)?(?: in (?:the|this|that|their|his|her|{_NAME}'s) family)?)(?: in total| altogether)?",
    re.IGNORECASE,
)
_ASKED_PARENTS = re.compile(
    rf"how many (?P<what>{_CHILD}) (?:do|does) (?:{_PARENTS}) have(?: in total| altogether)?",
    re.IGNORECASE,
)
_ASKED_BOTH = re.compile(
    r"how many (?:brothers and sisters|boys and girls|sons and daughters) are (?:there )?(?:in (?:the|this|that|their) family)?",
    re.IGNORECASE,
)
_TIMES = {"half": (1, 2), "twice": (2, 1), "three times": (3, 1), "four times": (4, 1)}


@frozen
class Count:
    """What one child has: so many boys or girls beside it, ``left``, against ``right`` or a number.

    Their parents, for whom ``child`` is None, have all of them. It says that
    ``ratio[1] * left = ratio[0] * right + ratio[1] * more``.
    """

    child: Gender | None
    left: Gender | None
    right: Gender | None
    ratio: tuple[int, int] = (1, 1)
    more: int = 0

    def holds(self, boys: int, girls: int) -> bool:
        """Whether it is so in a family of so many boys and girls."""
        left = _beside(self.child, self.left, boys, girls)
        right = _beside(self.child, self.right, boys, girls) if self.right else 0
        enough = {"male": boys, "female": girls, None: 1}[self.child] > 0
        return enough and self.ratio[1] * left == self.ratio[0] * right + self.more * self.ratio[1]

    def __str__(self) -> str:
        kin = {"male": "brothers", "female": "sisters", None: "siblings"}
        times = "" if self.ratio == (1, 1) else f"{self.ratio[0]}/{self.ratio[1]} "
        right = f"{times}{kin[self.right]}" if self.right else ""
        number_ = f"{' + ' if right else ''}{self.more}" if self.more or not right else ""
        who = {"male": "a boy", "female": "a girl", None: "the parents"}[self.child]
        return f"{who}: {kin[self.left]} = {right}{number_}"


def _beside(child: Gender | None, kind: Gender | None, boys: int, girls: int) -> int:
    """How many siblings of ``kind`` a child has; how many children, its parents (None)."""
    return (
        (boys if kind != "female" else 0)
        + (girls if kind != "male" else 0)
        - int(child is not None and kind in (None, child))
    )


@frozen
class Goal:
    """``of`` whom (None: of the family) how many of ``kind`` are asked for; or both kinds."""

    of: Gender | None
    kind: Gender | None
    both: bool = False

    def value(self, boys: int, girls: int) -> str:
        """The answer in a family of so many boys and girls."""
        if self.both:
            return f"{boys} boys and {girls} girls"
        if self.of is not None:
            return str(_beside(self.of, self.kind, boys, girls))
        return str({"male": boys, "female": girls, None: boys + girls}[self.kind])


def read(query: Query) -> Reading:
    """The family of ``query``, if all of it counts the brothers and sisters of its children."""
    text = query.full_text.replace("’", "'")
    if not re.search(rf"(?i)how many .*\b(?:{_KIN}|{_CHILD})\b", text):
        return None
    pieces = [
        piece.strip(" .?!")
        for part in sentences(text)
        for piece in re.split(
            r"[,;]\s+(?=(?:and|but|while)\b|how many)|;\s+|\s+(?=and (?:each|every)\b)", part
        )
    ]
    reader = _Reader()
    lost = [piece for piece in pieces if not reader.take(piece)]
    if reader.goal is None or not reader.counts:
        return None
    if len(reader.roots) > 1:
        lost.append(f"whether {' and '.join(sorted(reader.roots))} are of one family")
    if lost:
        return NotUnderstood(lost, understood=len(reader.counts))
    return Siblings(tuple(reader.counts), reader.goal)


class _Reader:
    """Takes a text sentence by sentence."""

    def __init__(self) -> None:
        self.counts: list[Count] = []
        self.goal: Goal | None = None
        self.roots: set[str] = set()
        self._last: Gender | None = None

    def take(self, piece: str) -> bool:
        """Whether a sentence is understood, and then noted."""
        if _ASKED_BOTH.fullmatch(piece) and self.goal is None:
            self.goal = Goal(None, None, both=True)
            return True
        if (match := _ASKED_PARENTS.fullmatch(piece)) and self.goal is None:
            self.goal = Goal(None, _gender_of(match["what"]))
            return True
        if (match := _ASKED.fullmatch(piece)) and self.goal is None:
            return self._asks(match)
        if match := _COMPARED.fullmatch(piece):
            ratio = _TIMES[match["times"].lower()] if match["times"] else (1, 1)
            return self._note(match, match["k1"], match["k2"], ratio, 0)
        if match := _MORE.fullmatch(piece):
            amount = number(match["n"].lower())
            sign = 1 if match["sign"].lower() == "more" else -1
            return amount is not None and self._note(
                match, match["k1"], match["k2"], (1, 1), sign * amount
            )
        for pattern in (_PARENTS_HAVE, _HAS):
            if match := pattern.fullmatch(piece):
                return self._has(match, parents=pattern is _PARENTS_HAVE)
        return False

    def _has(self, match: re.Match[str], *, parents: bool) -> bool:
        told = [(match[f"n{n}"], match[f"k{n}"]) for n in (1, 2) if match[f"n{n}"]]
        child = None if parents else self._who(match)
        for word, kin in told:
            amount = _amount(word)
            if amount is None or (child is None and not parents):
                return False
            self.counts.append(Count(child, _gender_of(kin), None, (1, 1), amount))
        self._last = _gender_of(told[-1][1])
        return True

    def _asks(self, match: re.Match[str]) -> bool:
        kind = _gender_of(match["what"])
        plain = re.fullmatch(_CHILD, match["what"], re.IGNORECASE) is not None
        if match["who"] is None and " have" not in match.group():
            self.goal = Goal(None, kind)
            return True
        of = self._who(match)
        self.goal = None if plain or of is None else Goal(of, kind)
        return self.goal is not None

    def _note(
        self,
        match: re.Match[str],
        left: str,
        right: str | None,
        ratio: tuple[int, int],
        more: int,
    ) -> bool:
        child = self._who(match)
        if child is None:
            return False
        other = _gender_of(right) if right else None
        self.counts.append(Count(child, _gender_of(left), other, ratio, more))
        return True

    def _who(self, match: re.Match[str]) -> Gender | None:
        """The gender of the child that a sentence is about."""
        if match["them"]:
            return self._last
        who = re.sub(r"(?i)^(?:and|but)\s+", "", match["who"])
        self.roots.update(
            re.findall(
                rf"^an? \w+|(?-i:\b(?!(?:Each|Every|All|The|An?|His|Her|He|She)\b){_NAME})", who
            )
        )
        kind = match["of"] or match["one"]
        return _gender_of(kind) if kind else _GENDERS.get(who.lower()) or gender_of_name(who)


def _gender_of(word: str) -> Gender | None:
    stem = re.sub(r"(?:s|ren)$", "", word.lower())
    return _GENDERS.get(stem)


def _amount(word: str) -> int | None:
    small = {"no": 0, "a": 1, "an": 1}
    found = small.get(word.lower(), number(word.lower()))
    return found if found is not None and found < _MOST else None


@frozen
class Siblings:
    """What children of one family have, and how many are asked for."""

    counts: tuple[Count, ...]
    goal: Goal

    def describe(self) -> str:
        """Each sentence as an equation, and the question."""
        asked = "boys and girls" if self.goal.both else {
            "male": "boys", "female": "girls", None: "children"}[self.goal.kind]  # fmt: skip
        of = {"male": "a boy's brothers or sisters: ", "female": "a girl's brothers or sisters: ",
              None: ""}[self.goal.of]  # fmt: skip
        return "\n".join((*map(str, self.counts), "all are children of the same parents",
                          f"? {of}how many {asked}"))  # fmt: skip

    def solve(self) -> Solution:
        """Try all small families.

        Raises:
            UnsolvedError: no family is like that, or several that differ in the answer.
        """
        found = list(self._families())
        values = {self.goal.value(*one) for one in found}
        if len(values) != 1:
            raise UnsolvedError(
                "several families are like that" if found else "no family is like that"
            )
        return Solution(values.pop(), {"families": [list(one) for one in found[:3]]})

    def _families(self) -> Iterator[tuple[int, int]]:
        for boys, girls in itertools.product(range(_MOST + 1), repeat=2):
            if all(count.holds(boys, girls) for count in self.counts):
                yield boys, girls

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Make each family child by child, and count."""
        families = list(self._families())
        told = {"families": [list(one) for one in families[:3]]}
        values = {self._counted(*one) for one in families}
        right = values == {answer} and evidence == told
        return (
            Check(
                "with every child written out, the same is counted",
                "enumeration",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )

    def _counted(self, boys: int, girls: int) -> str | None:
        """The answer by going through the children; None where a sentence does not hold."""
        children: list[Gender] = [*["male"] * boys, *["female"] * girls]  # type: ignore[list-item]
        for count in self.counts:
            others = list(children)
            if count.child is not None:
                others.remove(count.child)
            left = sum(count.left in (None, other) for other in others)
            right = sum(count.right == other for other in others)
            if count.ratio[1] * (left - count.more) != count.ratio[0] * right:
                return None
        if self.goal.both or self.goal.of is None:
            return self.goal.value(children.count("male"), children.count("female"))
        children.remove(self.goal.of)
        return str(sum(self.goal.kind in (None, other) for other in children))
