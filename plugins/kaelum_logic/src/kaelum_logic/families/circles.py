"""Circles of people who are all siblings, friends or colleagues of each other.

``Alice has 3 brothers and she also has 2 sisters. How many sisters does Alice's
brother have?``: each circle is a set of people, every one of whom is related to
all the others in it; who asks about a member counts the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.finite.names import Gender, gender_of_name
from kaelum_logic.finite.text import number, sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Circles", "read"]

MAX_PEOPLE = 1000
_NAME = r"[A-Z][\w-]*"
_RELATION = r"siblings?|brothers?|sisters?|friends?|colleagues?|coworkers?|classmates?|neighbou?rs?|teammates?"
_COUNTED = re.compile(rf"(?i)\b(\w+) (?:(male|female) )?({_RELATION})\b")
_HAS = re.compile(
    rf"^(?P<name>{_NAME})(?:, (?:a|an|the) (?P<kind>girl|boy|woman|man),)? (?:has|also has|had) (?P<what>.+)$"
)
_QUESTION = re.compile(
    rf"(?:how|How) many (?:(?P<gender>male|female) )?(?P<relation>{_RELATION}) (?:does|do|would) (?P<whose>.+?) have(?: in total)?\s*\?*$"
)
_WHOLE = re.compile(
    rf"(?i)how many (?P<kind>girls?|boys?|women|men|students?|pupils?|children|people|persons?|employees?)"
    rf" are (?:there )?in (?:the|this|that|{_NAME}'s|her|his) (?:class|group|team|circle|office|department|school)"
    rf"(?: altogether| in total)?(?:,? (?:including|with|counting) {_NAME}|,? {_NAME} included)?\s*\?*$"
)
_SPLIT = re.compile(
    rf"(?i)(?:,? and (?:s?he(?: also)? has|also)? ?|, )(?=\w+ (?:male |female )?(?:{_RELATION}))"
)
_MUTUAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:they|these people|all of them|everyone) (?:all )?(?:are|is) (?:all )?(?:{_RELATION}) (?:with|of) (?:each other|one another)(?: and (?:they )?have no other (?:{_RELATION})(?: aside| besides)?)?",
        rf"all (?:of )?(?:these|the) (?:mentioned )?(?:persons|people)(?: mentioned)? (?:around {_NAME} )?are (?:{_RELATION}) of each other",
        rf"these are all (?:the )?(?:{_RELATION}) that {_NAME} has",
        rf"(?:they|these people) (?:have|do not have|don't have) (?:no|any)? ?(?:other|more) (?:{_RELATION})(?: aside| besides)?",
        r"they (?:all )?(?:have|share) the same (?:two )?parents|(?:none|no one) of them (?:is|are) half-siblings?",
    )
)
_BRIDGE = re.compile(
    rf"the people in the circle around (?P<a>{_NAME}) do not have other (?:{_RELATION}) aside\s*[-–—,]?\s*with the only exception of (?P<bridge>{_NAME})",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    rf"(?P<who>She|He|{_NAME}) is (?:an? )?(?:{_RELATION}) of (?P<a>{_NAME}) and (?:s?he )?is also (?:an? )?(?:{_RELATION}) of (?P<b>{_NAME})(?:, being part of (?P<c>{_NAME})'s circle)?",
    re.IGNORECASE,
)


@frozen
class Circle:
    """``centre`` and so many men and women besides; ``told``: whose number is said."""

    centre: str
    gender: Gender | None
    men: int
    women: int
    told: frozenset[Gender] = frozenset()

    def untold(self, counted: Gender | None) -> tuple[str, ...]:
        """What is not said and must be taken for granted to count those of a gender, or all."""
        genders: tuple[Gender, ...] = ("male", "female") if counted is None else (counted,)
        words = {"male": "men", "female": "women"}
        return tuple(
            f"there are no other {words[gender]} than those spoken of"
            for gender in genders
            if gender not in self.told
        )


@frozen
class Circles:
    """The circles, a person who may be in several, and whose relatives are counted.

    Attributes:
        relation: what the people of a circle are to each other.
        circles: the circles, which share nobody but ``bridge``.
        bridge: the name and gender of the one person in all the circles, if any.
        whose: ``centre`` (of the first circle), ``man`` or ``woman`` (a member of
            it) or ``bridge``; ``nobody`` if all of the circle are counted.
        counted: the gender of those who are counted; None for both.
        assumed: what had to be taken for granted.
    """

    relation: str
    circles: tuple[Circle, ...]
    bridge: tuple[str, Gender] | None
    whose: str
    counted: Gender | None
    assumed: tuple[str, ...] = ()

    def describe(self) -> str:
        """The circles and the question."""
        lines = [
            f"{item.centre} ({item.gender or 'gender not said'}), {item.men} men and {item.women} "
            f"women are all {self.relation} of each other"
            for item in self.circles
        ]
        if self.bridge:
            lines.append(f"{self.bridge[0]} ({self.bridge[1]}) is in each circle, counted in both")
        lines.extend(f"assumed: {text}" for text in self.assumed)
        whose = self.bridge[0] if self.bridge and self.whose == "bridge" else self.whose
        kind = {"male": "men", "female": "women"}.get(self.counted or "", "people")
        asked = "there are" if self.whose == "nobody" else f"are {self.relation} of the {whose}"
        return "\n".join((*lines, f"? how many {kind} {asked}"))

    def _fits(self, gender: Gender | None) -> int:
        if gender is None and self.counted is not None:
            raise UnsolvedError(
                f"the text does not say whether {self.circles[0].centre} is a man or a woman"
            )
        return int(self.counted in (None, gender))

    def solve(self) -> Solution:
        """Add up each circle, and take away whoever is asked about."""
        total = 0
        for circle in self.circles if self.whose == "bridge" else self.circles[:1]:
            men = circle.men if self.counted in (None, "male") else 0
            women = circle.women if self.counted in (None, "female") else 0
            total += men + women
            total += 0 if self.whose == "centre" else self._fits(circle.gender)
            if self.whose == "man":
                total -= self._fits("male")
            elif self.whose == "woman":
                total -= self._fits("female")
            elif self.whose == "bridge" and self.bridge:
                total -= self._fits(self.bridge[1])
        return Solution(str(total), notes=self.assumed)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Make every person, relate them, and count."""
        related: dict[str, set[str]] = {}
        genders: dict[str, Gender | None] = {}
        for number_, circle in enumerate(self.circles):
            people = {circle.centre: circle.gender}
            left: dict[Gender, int] = {"male": circle.men, "female": circle.women}
            if self.bridge:
                people[self.bridge[0]] = self.bridge[1]
                left[self.bridge[1]] -= 1
            for gender, size in left.items():
                people |= {f"{gender} {n} of circle {number_}": gender for n in range(size)}
            genders |= people
            for one in people:
                related.setdefault(one, set()).update(other for other in people if other != one)
        asked = "" if self.whose == "nobody" else self._someone(genders)
        counted = genders if self.whose == "nobody" else related.get(asked, ())
        count = sum(1 for other in counted if self.counted in (None, genders[other]))
        right = (not asked or asked in related) and not evidence and str(count) == answer
        return (
            Check(
                f"with every person written out, {asked or 'the circle'} has {count}",
                "enumeration",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=not self.assumed,
            ),
        )

    def _someone(self, genders: Mapping[str, Gender | None]) -> str:
        """A person such as is asked about."""
        if self.whose == "centre":
            return self.circles[0].centre
        if self.whose == "bridge" and self.bridge:
            return self.bridge[0]
        wanted = "male" if self.whose == "man" else "female"
        return next((name for name in genders if name.startswith(f"{wanted} ")), "")


def read(query: Query) -> Reading:
    """The circles of ``query``, if somebody *has* so many siblings, friends or colleagues."""
    parts = [
        re.sub(
            r"(?i)^(?:and|in (?:a|an|her|his|the) (?:class|office|team|group|school),?)\s+",
            "",
            piece,
        )
        for part in sentences(query.full_text)
        for piece in re.split(r";\s+", part.replace("’", "'"))
    ]
    questions = [
        match for part in parts if (match := _QUESTION.search(part) or _WHOLE.search(part))
    ]
    if len(questions) != 1 or not any(_COUNTED.search(part) for part in parts):
        return None
    circles: list[Circle] = []
    bridge: tuple[str, Gender] | None = None
    lost: list[str] = []
    mutual = False
    for part in parts:
        text = part.strip().rstrip(". ")
        if questions[0].string == part:
            continue
        if (circle := _circle(text, query.full_text)) is not None:
            circles.append(circle)
        elif any(pattern.fullmatch(text) for pattern in _MUTUAL):
            mutual = True
        elif match := _BRIDGE.fullmatch(text):
            gender = gender_of_name(match["bridge"])
            bridge = (match["bridge"], gender) if gender else None
            lost += [] if gender else [part]
        elif (match := _MEMBER.fullmatch(text)) and bridge:
            gender = {"she": "female", "he": "male"}.get(match["who"].lower(), bridge[1])  # type: ignore[assignment]
            bridge = (bridge[0], gender or bridge[1])
        else:
            lost.append(part)
    if not circles:
        return None
    if questions[0].re is _WHOLE:
        return _whole(questions[0], circles, lost)
    relation = _plain(questions[0]["relation"])
    if relation not in ("sibling", "brother", "sister") and not mutual:
        return None
    problem = _asked(questions[0], circles, bridge)
    if lost or problem is None:
        return NotUnderstood(lost or [questions[0].string], understood=len(circles))
    return problem


def _whole(question: re.Match[str], circles: Sequence[Circle], lost: Sequence[str]) -> Reading:
    """The problem of how many are in the one circle, its centre included."""
    if lost or len(circles) != 1:
        return NotUnderstood(lost or [question.string], understood=len(circles))
    kind = question["kind"].lower()
    women = kind.startswith(("girl", "woman", "women"))
    counted: Gender | None = "female" if women else None
    if kind.startswith(("boy", "man", "men")):
        counted = "male"
    return Circles("classmates", tuple(circles), None, "nobody", counted)


def _plain(relation: str) -> str:
    return relation.lower().rstrip("s")


def _gender_of(relation: str, stated: str | None) -> Gender | None:
    known = {"brother": "male", "sister": "female", "male": "male", "female": "female"}
    return known.get(stated or "") or known.get(_plain(relation))  # type: ignore[return-value]


def _circle(text: str, whole: str) -> Circle | None:
    match = _HAS.match(text)
    if match is None:
        return None
    counts: dict[Gender, int] = {}
    for part in _SPLIT.split(re.sub(r"(?i)\s+in total$", "", match["what"])):
        found = _COUNTED.fullmatch(part.strip())
        gender = _gender_of(found[3], found[2]) if found else None
        amount = number(found[1].lower()) if found else None
        if found and found[1].lower() in ("no", "a", "an"):
            amount = 0 if found[1].lower() == "no" else 1
        if gender is None or amount is None or gender in counts or amount > MAX_PEOPLE:
            return None
        counts[gender] = amount
    kind = {"girl": "female", "woman": "female", "boy": "male", "man": "male"}
    own = kind.get(match["kind"] or "") or gender_of_name(match["name"]) or _pronoun(text, whole)
    men, women = counts.get("male", 0), counts.get("female", 0)
    return Circle(match["name"], own, men, women, frozenset(counts))  # type: ignore[arg-type]


def _pronoun(text: str, whole: str) -> Gender | None:
    for place in (text, whole):
        if re.search(r"\b(?:she|her)\b", place) and not re.search(r"\b(?:he|his|him)\b", place):
            return "female"
        if re.search(r"\b(?:he|his|him)\b", place) and not re.search(r"\b(?:she|her)\b", place):
            return "male"
    return None


def _asked(
    question: re.Match[str], circles: Sequence[Circle], bridge: tuple[str, Gender] | None
) -> Circles | None:
    """The problem with the person asked about found out."""
    counted = _gender_of(question["relation"], question["gender"])
    relation = _plain(question["relation"])
    relation = "siblings" if relation in ("brother", "sister", "sibling") else f"{relation}s"
    whose = question["whose"].strip()
    first = circles[0]
    assumed: tuple[str, ...] = ()
    if bridge and whose == bridge[0]:
        who = "bridge"
    elif whose == first.centre:
        who = "centre"
    elif match := re.fullmatch(
        rf"(?P<of>{_NAME})'s (?:(?P<gender>male|female) )?(?P<kin>{_RELATION})", whose
    ):
        gender = _gender_of(match["kin"], match["gender"])
        who = {"male": "man", "female": "woman"}.get(gender or "", "")
        if match["of"] != first.centre:
            assumed = (f"{match['of']} belongs to the family of {first.centre}",)
    elif match := re.fullmatch(
        rf"{_NAME}, (?:an?|one) (?:(?P<gender>male|female) )?(?P<kin>{_RELATION}) of (?P<of>{_NAME}),?",
        whose,
    ):
        gender = _gender_of(match["kin"], match["gender"])
        who = {"male": "man", "female": "woman"}.get(gender or "", "")
        if match["of"] != first.centre:
            return None
    else:
        return None
    if not who or (len(circles) > 1) != (bridge is not None):
        return None
    if (who == "man" and not first.men) or (who == "woman" and not first.women):
        return None
    untold = first.untold(counted)
    if who == "centre" and untold:
        return None
    return Circles(relation, tuple(circles), bridge, who, counted, (*assumed, *untold))
