"""Riddles of kin: *my father's brother's son*, *that man's father is my father's son*.

Nobody's tree is told here, only how two people are described in each other's
terms. What the description means is read off made-up families
(:mod:`kaelum_logic.finite.kin_worlds`): it must come to the same relation
wherever it holds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.kin_stories import retold
from kaelum_logic.finite.kin_terms import (
    ANY_KIN,
    ME,
    NAME,
    NOUN,
    THAT,
    Equation,
    Term,
    claim,
    equations,
    term,
)
from kaelum_logic.finite.kin_worlds import World, world
from kaelum_logic.finite.kinship import KIN, kin_word
from kaelum_logic.finite.names import Gender, gender_of_name
from kaelum_logic.finite.text import sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["KinRiddle", "read"]

_MOST_CHARACTERS = 2_000
_WORLDS = range(12)
_OTHER_WORLDS = range(100, 112)
_MASCULINE = re.compile(r"\b(?:he|him|his|man|boy|gentleman|guy)\b", re.IGNORECASE)
_FEMININE = re.compile(r"\b(?:she|her|woman|girl|lady)\b", re.IGNORECASE)
_NO_SIBLINGS = re.compile(
    r"(?:(?:brothers?|sisters?|siblings?)(?:,?\s+(?:and|or|nor)\s+(?:brothers?|sisters?))?\s+(?:have\s+i|i\s+have)\s+none"
    r"|i\s+have\s+(?:no|neither)\s+(?:brothers?|sisters?|siblings?)(?:\s+(?:and|or|nor)\s+(?:no\s+)?(?:brothers?|sisters?))?"
    r"|i(?:'m|\s+am)\s+an\s+only\s+child)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    rf"(?:(?:pointing\s+(?:to|at)|looking\s+at|introducing|showing)\s+(?P<other>[^,]+),\s*)?"
    rf"(?P<speaker>{NAME}|an?\s+{NOUN}|the\s+{NOUN})\s+"
    r"(?:(?:looks|looked|points|pointed)\s+(?:at|to)\s+(?P<seen>[^,:]+?)\s+and\s+)?"
    r"(?:says?|said|remarks?|remarked|tells?\s+\w+|told\s+\w+)\b[,:]?\s*(?:that\s+)?$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“'](?P<said>[^\"”]+?)[.,]?[\"”'](?=\s|$)")


_MYSELF = "the same person"


def read(query: Query) -> Reading:
    """The riddle of ``query``, if people are described by kin of each other."""
    asked = ask(query)
    text = asked.text.replace("’", "'").replace("‘", "'")
    if not re.search(rf"(?i)\b(?:{ANY_KIN})\b", text) or "?" not in text:
        return None
    if len(text) > _MOST_CHARACTERS:
        return None
    speech = _Speech.read(re.sub(rf"\[({NAME})\]", r"\1", text))
    parts = [part.strip(" .!") for part in sentences(speech.text)]
    pieces = [piece for part in parts for piece in _told(part)]
    questions = [piece for piece in pieces if piece.endswith("?")]
    question = questions[-1].rstrip("? ") if len(questions) == 1 else ""
    claimed = claim(question)
    goal = claimed or speech.goal(question)
    if goal is None:
        return None
    same: list[Equation] = []
    alone, lost = False, list[str]()
    for piece in pieces:
        if piece in questions:
            continue
        if _NO_SIBLINGS.fullmatch(piece):
            alone = True
        elif told := equations(piece):
            same += told
        else:
            lost.append(piece)
    if lost:
        return NotUnderstood(lost, understood=len(same)) if same else None
    genders = _genders(speech, text, (*same, goal))
    if not same and (goal[0].root != goal[1].root or not goal[0].chain):
        return None
    return KinRiddle(tuple(same), goal, alone, genders, asked, claimed is not None)


def _told(sentence: str) -> list[str]:
    """The clauses of a sentence; of one about something else, what it says of kin by the way."""
    pieces = _clauses(sentence)
    understood = all(
        piece.endswith("?") or _NO_SIBLINGS.fullmatch(piece) or equations(piece) for piece in pieces
    )
    return pieces if understood else retold(sentence) or pieces


def _clauses(sentence: str) -> list[str]:
    """The statements and the question that a sentence joins."""
    text = re.sub(r"(?i)^(?:if|suppose|since|and|but|so|then)\s+", "", sentence)
    pieces = re.split(
        r"(?i)(?:;|,?\s+but|,\s+and|,\s+then|,)\s+(?=(?:what|who|how|is|was|that|this|my|his|her|i)\b)",
        text,
    )
    return [piece.strip(" ,.!") for piece in pieces if piece.strip(" ,.!")]


@frozen
class _Speech:
    """The text without who is speaking, and by what name the question calls the two."""

    text: str
    speaker: str = ""
    pointed: str = ""
    said: str = ""

    @classmethod
    def read(cls, text: str) -> _Speech:
        quote = _QUOTE.search(text)
        match = _SPEECH.search(text[: quote.start()]) if quote else None
        if quote is None or match is None:
            return cls(text)
        rest = f"{quote['said']}. {text[quote.end() :]}"
        speaker = re.sub(r"(?i)^(?:an?|the)\s+", "", match["speaker"])
        return cls(rest, speaker, match["other"] or match["seen"] or "", quote["said"])

    def goal(self, question: str) -> Equation | None:
        """The one whose relation is asked for, and the one to whom."""
        if _WHOSE.fullmatch(question):
            return Term(THAT), Term(ME)
        for pattern in _GOALS:
            match = pattern.fullmatch(question)
            if match is None:
                continue
            groups = match.groupdict()
            target, base = self._person(groups["a"]), self._person(groups.get("b") or "me")
            if target is not None and base is not None:
                return target, base
        return None

    def _person(self, text: str) -> Term | None:
        text = re.sub(r"(?i)^you$", "me", text.strip())
        name = re.sub(r"(?i)^(?:an?|the|that|this)\s+", "", text)
        if self.speaker and name.lower() == self.speaker.lower():
            return Term(ME)
        if self.speaker and (
            (self.pointed and name in self.pointed) or re.match(rf"(?i){NOUN}\b", name)
        ):
            return Term(THAT)
        return term(text)


_WHOSE = re.compile(
    r"whose\s+(?:portrait|picture|photo|photograph)\s+(?:is|was)\s+\w+(?:\s+\w+ing(?:\s+at)?)?",
    re.IGNORECASE,
)
_GOALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:what|who|how)\s+(?:is|am|are|was)\s+(?P<a>.+?)\s+(?:related\s+)?to\s+(?P<b>.+)",
        r"what\s+(?:kind\s+of\s+)?relation(?:ship)?\s+(?:is|am)\s+(?P<a>.+?)\s+(?:to|with)\s+(?P<b>.+)",
        r"(?:what|how)\s+(?:do|would|should|can)\s+(?:i|you|we)\s+call\s+(?P<a>.+)",
        rf"(?P<a>.+?)\s+is\s+(?:my|your|(?P<b>{NAME})'s)\s+(?:what|\.\.\.|_+)",
        r"(?:who|what)\s+(?:is|was)\s+(?P<a>.+)",
    )
)


def _genders(speech: _Speech, text: str, terms: Sequence[Equation]) -> Mapping[str, Gender]:
    """The genders of those described: from their names, or what else they are called."""
    found: dict[str, Gender] = {}
    for root in {described.root for pair in terms for described in pair}:
        called = speech.speaker if root == ME else text if root == THAT else root
        if root == THAT and speech.speaker:
            called = f"{speech.said} {speech.pointed}"
        man, woman = bool(_MASCULINE.search(called)), bool(_FEMININE.search(called))
        known = gender_of_name(
            root if root not in (ME, THAT) else speech.speaker if root == ME else ""
        )
        if known is None and man != woman:
            known = "male" if man else "female"
        if known is not None:
            found[root] = known
    return found


@frozen
class KinRiddle:
    """Descriptions that are of the same person, and two people whose relation is asked for.

    Attributes:
        equations: pairs of descriptions of the same person.
        goal: the person asked about, and the one from whom the relation is seen.
        alone: whether the speaker has no brothers and sisters.
        genders: the genders that are known, by root.
        asked: the query.
        claims: whether it is asked if the first is the second, by the goal.
    """

    equations: tuple[Equation, ...]
    goal: Equation
    alone: bool
    genders: Mapping[str, Gender] = field(hash=False)
    asked: Asked
    claims: bool = False

    def describe(self) -> str:
        """The descriptions, what is known besides, and the question."""
        lines = [f"{left} = {right}" for left, right in self.equations]
        lines += ["me: no brothers or sisters"] if self.alone else []
        lines += [f"{root}: {gender}" for root, gender in sorted(self.genders.items())]
        one, other = self.goal
        asked = f"is {one} {other}" if self.claims else f"{one} is what to {other}"
        return "\n".join((*lines, f"? {asked}"))

    def solve(self) -> Solution:
        """Find what is common to all pairs of which it holds, in made-up families.

        Raises:
            UnsolvedError: they are related in several ways, in none with a word, or nowhere.
        """
        if self.claims:
            value = self._truth(_WORLDS)
            return Solution(self.asked.truth(value, YES_NO), {"value": value})
        words = {
            _MYSELF if one == base else path and kin_word(path, place.gender(one))
            for place in map(world, _WORLDS)
            for base, one in self._pairs(place)
            for path in [place.family.path(base, one)]
        }
        known = sorted(word for word in words if word)
        if len(words) != 1 or not known or known == [_MYSELF]:
            several = " or ".join(known)
            raise UnsolvedError(
                f"by the description it can be {several}" if len(known) > 1
                else "there is no one word for how they are related by this description"
            )  # fmt: skip
        answer = self.asked.choose(known[0]) if self.asked.options else known[0]
        if answer is None:
            raise UnsolvedError(f"the answer is {known[0]}, which is not among the options")
        return Solution(answer, {"word": known[0]})

    def _truth(self, seeds: Iterable[int]) -> bool | None:
        """Whether the claim is true of all whom it can be about, of none, or (None) of some.

        Raises:
            UnsolvedError: it can be about nobody.
        """
        target, base = self.goal
        found = {
            one in place.of(start, base.chain)
            for place in map(world, seeds)
            for start, ends in self._joined(place, base.root, target.root).items()
            if place.of(start, base.chain)
            for end in ends
            for one in place.of(end, target.chain)
        }
        if not found:
            raise UnsolvedError("there can be nobody such as is described")
        return found.pop() if len(found) == 1 else None

    def _pairs(self, place: World) -> Iterator[tuple[str, str]]:
        """Whom the goal can be about in ``place``: who sees the relation, and who is asked about.

        People who are spoken of by different names are different people.
        """
        target, base = self.goal
        apart = target.root != base.root
        joined = self._joined(place, base.root, target.root)
        for start, ends in joined.items():
            for seen in place.of(start, base.chain):
                for end in ends:
                    for one in place.of(end, target.chain):
                        if not (apart and one == seen):
                            yield seen, one

    def _joined(self, place: World, start: str, end: str) -> dict[str, set[str]]:
        """For each person that ``start`` can be, those that ``end`` can be."""
        reached = {start: {one: {one} for one in self._candidates(place, start)}}
        left = list(self.equations)
        while left:
            edge = next((e for e in left if (e[0].root in reached) != (e[1].root in reached)), None)
            if edge is None:
                break
            left.remove(edge)
            near, far = edge if edge[0].root in reached else edge[::-1]
            across = self._across(place, near, far)
            reached[far.root] = {
                one: set().union(*(across.get(other, set()) for other in others))
                for one, others in reached[near.root].items()
            }
        return {one: others for one, others in reached.get(end, {}).items() if others}

    def _across(self, place: World, near: Term, far: Term) -> dict[str, set[str]]:
        """For each person at the root of ``near``, those at the root of ``far``."""
        described: dict[str, set[str]] = {}
        for person in self._candidates(place, far.root):
            for one in place.of(person, far.chain):
                described.setdefault(one, set()).add(person)
        return {
            person: set().union(
                *(described.get(one, set()) for one in place.of(person, near.chain))
            )
            for person in self._candidates(place, near.root)
        }

    def _candidates(self, place: World, root: str) -> Iterable[str]:
        gender = self.genders.get(root)
        for person in place.people:
            fits = gender in (None, place.gender(person))
            if fits and not (self.alone and root == ME and place.siblings(person)):
                yield person

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Hold the word's definition against all pairs, in other families."""
        if self.claims:
            return (self._verified(answer, evidence),)
        word = str(evidence.get("word"))
        chosen = self.asked.choose(word) if self.asked.options else word
        right = list(evidence) == ["word"] and answer == chosen
        pairs = [
            (place, *pair) for place in map(world, _OTHER_WORLDS) for pair in self._pairs(place)
        ]
        return (
            Check(
                f"wherever the description holds in {len(_OTHER_WORLDS)} other families, it is {word}",
                "the word's definition on made-up families",
                CheckOutcome.INCONCLUSIVE
                if right and not pairs
                else outcome(right and _all_are(word, pairs)),
                independent=True,
                complete=False,
            ),
        )

    def _verified(self, answer: str, evidence: Mapping[str, JSON]) -> Check:
        """Hold the claim against everybody in other families."""
        try:
            value = self._truth(_OTHER_WORLDS)
            right = evidence == {"value": value} and answer == self.asked.truth(value, YES_NO)
        except UnsolvedError:
            right = False
        return Check(
            f"in {len(_OTHER_WORLDS)} other families the same holds of everybody described so",
            "made-up families",
            outcome(right),
            independent=True,
            complete=False,
        )


def _all_are(word: str, pairs: Iterable[tuple[World, str, str]]) -> bool:
    """Whether ``word`` by its definition is what the second of each pair is to the first."""
    paths, gender = KIN.get(word, ((), None))

    @functools.cache
    def related(place: World, base: str) -> set[str]:
        return set().union(*(place.family.relatives(path, base) for path in paths))

    return all(
        one in related(place, base) and gender in (None, place.gender(one))
        for place, base, one in pairs
    )
