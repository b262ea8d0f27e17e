"""Family trees: who is whose, and how two people are related."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.kin_stories import retold
from kaelum_logic.finite.kinship import BASE, KIN, Family, kin_word
from kaelum_logic.finite.names import Gender, gender_of_name
from kaelum_logic.finite.text import sentences, split_list
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["FamilyTree", "read"]

_WORDS = "|".join(sorted((re.escape(word) for word in KIN), key=len, reverse=True))
_PLURAL = r"(?:s|ren)?"
_NAME = r"[A-Z][\w'-]*"
_NAMES = rf"{_NAME}(?:(?:,\s*|\s+and\s+|,\s*and\s+){_NAME})*"
_HINT = re.compile(rf"(?i)\b(?:married|{_WORDS}|related|relation|relationship)\b")
_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|\d+|only|the|their)"

_FACTS: tuple[tuple[str, str], ...] = (
    ("marriage", rf"(?P<a>{_NAME}) (?:is|was|got) married to (?P<b>{_NAME})"),
    ("marriage", rf"(?P<a>{_NAME}) (?:has )?married (?P<b>{_NAME})"),
    ("marriage", rf"(?P<a>{_NAME}) and (?P<b>{_NAME}) (?:are|were|got) (?:married(?: to each other)?|a (?:married )?couple|husband and wife|spouses)"),
    ("children", rf"(?P<who>They|He|She|{_NAME}(?: and {_NAME})?) (?:have|has|had) (?:{_NUMBER} )*(?P<kin>{_WORDS}){_PLURAL}(?:,|:)? (?:called|named|whose names? (?:is|are)|who (?:is|are) (?:called|named))? ?(?P<names>{_NAMES})"),
    ("are", rf"(?P<names>{_NAMES}) (?:is|are|was|were) (?:both |all )?(?:the |a |an )?(?:only |elder |older |younger |twin |eldest )?(?P<kin>{_WORDS}){_PLURAL} of (?P<who>{_NAME}(?: and {_NAME})?)"),
    ("are", rf"(?P<names>{_NAMES}) (?:is|are|was|were) (?P<who>{_NAME})'s (?:only |elder |older |younger |twin |eldest )?(?P<kin>{_WORDS}){_PLURAL}"),
    ("are", rf"(?P<who>{_NAME})'s (?:only |elder |older |younger |twin )?(?P<kin>{_WORDS}){_PLURAL} (?:is|are|was|were)(?: called| named)? (?P<names>{_NAMES})"),
    ("are", rf"(?P<who>{_NAME}(?: and {_NAME})?) (?:is|are) the (?:proud )?(?P<inverse>parent|father|mother|parents)s? of (?P<names>{_NAMES})"),
    ("siblings", rf"(?P<names>{_NAME}(?:,\s*{_NAME})*,? and {_NAME}) are (?P<kin>sibling|brother|sister|twin)s"),
    ("gender", rf"(?P<names>{_NAMES}) (?:is|are) (?:a |an )?(?P<kind>male|female|man|woman|boy|girl|men|women|boys|girls)"),
)  # fmt: skip
_QUESTIONS: tuple[tuple[str, str], ...] = (
    ("word", rf"(?:what|how|who) is (?P<a>{_NAME})(?: related)? to (?P<b>{_NAME})"),
    ("word", rf"(?:what|which) (?:family |kind of |type of )?relation(?:ship)? (?:is|does|do) (?P<a>{_NAME}) (?:have )?(?:to|with) (?P<b>{_NAME})"),
    ("word", rf"what is (?:the )?(?:family )?relation(?:ship)? (?:of|between) (?P<a>{_NAME}) (?:to|and) (?P<b>{_NAME})"),
    ("word", rf"what is (?P<a>{_NAME})'s (?:family )?relation(?:ship)? (?:to|with) (?P<b>{_NAME})"),
    ("word", rf"how (?:are|is) (?P<a>{_NAME}) (?:and (?P<b>{_NAME}) related|related to (?P<c>{_NAME}))"),
    ("who", rf"who (?:is|are|was|were) (?P<a>{_NAME})'s (?P<kin>{_WORDS}){_PLURAL}"),
    ("who", rf"who (?:is|are|was|were) the (?P<kin>{_WORDS}){_PLURAL} of (?P<a>{_NAME})"),
    ("many", rf"how many (?P<kin>{_WORDS}){_PLURAL} does (?P<a>{_NAME}) have"),
    ("is", rf"(?:is|was) (?P<b>{_NAME}) (?:the |a |an )?(?P<kin>{_WORDS}) of (?P<a>{_NAME})"),
    ("is", rf"(?:is|was) (?P<b>{_NAME}) (?P<a>{_NAME})'s (?P<kin>{_WORDS})"),
)  # fmt: skip


@frozen
class Fact:
    """``relative`` is along ``path`` of ``person``; with the gender that the word implies."""

    path: str
    person: str
    relative: str
    gender: Gender | None = None

    def __str__(self) -> str:
        return f"{self.relative} is {kin_word(self.path, self.gender)} of {self.person}"


@frozen
class Goal:
    """What is asked: ``word``, ``who``, ``many`` or ``is``; of whom, and which kin."""

    kind: str
    person: str
    other: str = ""
    kin: str = ""


def read(query: Query) -> Reading:
    """The family of ``query``, if kin words and names make one up."""
    asked = ask(query)
    if not _HINT.search(asked.text):
        return None
    parts = sentences(re.sub(rf"\[({_NAME})\]", r"\1", asked.text))
    questions = [part for part in parts if part.rstrip().endswith("?")]
    goal = _goal(questions[-1]) if questions else None
    if len(questions) != 1 or goal is None:
        return None
    facts: list[Fact] = []
    lost: list[str] = []
    couple: tuple[str, ...] = ()
    for part in parts:
        if part in questions:
            continue
        found = _facts(part, couple) or _mentioned(part)
        if found is None:
            lost.append(part)
        else:
            facts += found[0]
            couple = found[1] or couple
    if not facts:
        return None
    if lost:
        return NotUnderstood(lost, understood=len(facts))
    return FamilyTree(tuple(facts), goal, asked)


def _goal(question: str) -> Goal | None:
    text = question.replace("’", "'").strip().rstrip("? ")
    for kind, pattern in _QUESTIONS:
        match = re.search(rf"(?:^|[,.:]\s*|\b(?:so|then|and)\s+)(?i:{_uncased(pattern)})$", text)
        if match is not None:
            groups = match.groupdict()
            kin = (groups.get("kin") or "").lower()
            if kind == "word":
                return Goal(kind, groups.get("b") or groups.get("c") or "", groups["a"])
            return Goal(kind, groups["a"], groups.get("b") or "", kin)
    return None


def _uncased(pattern: str) -> str:
    """``pattern`` for matching without case, in which names still start with a capital."""
    return pattern.replace(_NAME, rf"(?-i:{_NAME})")


def _facts(sentence: str, couple: tuple[str, ...]) -> tuple[list[Fact], tuple[str, ...]] | None:
    """What a sentence states, and the couple that *they* then stands for."""
    text = re.sub(r"(?i)^(?:and|also|moreover|in addition),?\s+", "", sentence.replace("’", "'"))
    text = text.strip().rstrip(".! ")
    for kind, pattern in _FACTS:
        match = re.fullmatch(_uncased(pattern), text, re.IGNORECASE)
        if match is None:
            continue
        groups = match.groupdict()
        if kind == "marriage":
            return [Fact("S", groups["a"], groups["b"])], (groups["a"], groups["b"])
        names = split_list(groups["names"])
        if kind == "gender":
            gender: Gender = (
                "male"
                if groups["kind"].lower()[:1] in "mb" and groups["kind"].lower() != ""
                else "female"
            )
            return [Fact("", name, name, gender) for name in names], ()
        if kind == "siblings":
            return _sibling_facts(names, groups["kin"].lower()), ()
        return _kin_facts(groups, names, couple)
    return None


def _mentioned(sentence: str) -> tuple[list[Fact], tuple[str, ...]] | None:
    """What a sentence about something else says of kin by the way."""
    told = [_facts(plain, ()) for plain in retold(sentence)]
    known = [found[0] for found in told if found is not None]
    if not told or len(known) < len(told):
        return None
    return [fact for facts in known for fact in facts], ()


def _sibling_facts(names: Sequence[str], kin: str) -> list[Fact]:
    gender: Gender | None = {"brother": "male", "sister": "female"}.get(kin)  # type: ignore[assignment]
    facts = [Fact("PC", names[0], name, gender) for name in names[1:]]
    return [*facts, Fact("PC", names[1], names[0], gender)]


def _kin_facts(
    groups: Mapping[str, str | None], names: Sequence[str], couple: tuple[str, ...]
) -> tuple[list[Fact], tuple[str, ...]] | None:
    who = groups["who"] or ""
    if who.lower() == "they":
        owners = couple
    elif who.lower() in ("he", "she"):
        wanted = "male" if who.lower() == "he" else "female"
        owners = tuple(name for name in couple if gender_of_name(name) == wanted)
        if len(owners) != 1:
            return None
    else:
        owners = split_list(who)
    if groups.get("inverse"):
        word = (groups["inverse"] or "").lower().rstrip("s")
        _, gender = KIN[word]
        facts = [Fact("P", child, owner, gender) for child in names for owner in owners]
        return facts, owners
    paths, gender = KIN[(groups["kin"] or "").lower()]
    if paths[0] not in BASE or not owners:
        return None
    return [Fact(paths[0], owner, name, gender) for owner in owners for name in names], owners


@frozen
class FamilyTree:
    """Facts about a family and a question about it."""

    facts: tuple[Fact, ...]
    goal: Goal
    asked: Asked

    def describe(self) -> str:
        """The facts, the genders taken from names, and the question."""
        family = self._family()
        lines = [str(fact) for fact in self.facts if fact.path]
        genders = "; ".join(f"{name} {family.gender(name) or '?'}" for name in family.people())
        goal = self.goal
        asked = {
            "word": f"{goal.other} is which relation of {goal.person}",
            "who": f"who is {goal.kin} of {goal.person}",
            "many": f"how many {goal.kin} has {goal.person}",
            "is": f"is {goal.other} {goal.kin} of {goal.person}",
        }[goal.kind]
        return "\n".join((*lines, f"genders, from words and names: {genders}", f"? {asked}"))

    def _family(self) -> Family:
        family = Family()
        for fact in self.facts:
            if not fact.path:
                family.add(fact.person)
                fine = fact.gender is None or (
                    family.stated.setdefault(fact.person, fact.gender) == fact.gender
                )
            else:
                fine = family.fact(fact.path, fact.person, fact.relative, fact.gender)
            if not fine:
                raise UnsolvedError(f'"{fact}" contradicts what was said before')
        return family

    def solve(self) -> Solution:
        """Follow the shortest path from one person to the other."""
        family = self._family()
        goal = self.goal
        unknown = [
            name for name in (goal.person, goal.other) if name and name not in family.parents
        ]
        if unknown:
            raise UnsolvedError(f"nothing is said about {unknown[0]}")
        if goal.kind == "word":
            path, assumed = self._path(family)
            word = kin_word(path, family.gender(goal.other)) if path else None
            if path is None or word is None:
                raise UnsolvedError(
                    f"there is no word for how {goal.other} is related to {goal.person} by these facts"
                )
            answer = self.asked.choose(word) if self.asked.options else word
            if answer is None:
                raise UnsolvedError(f"the answer is {word}, which is not among the options")
            evidence: dict[str, JSON] = {"path": path, **({"assumed": assumed} if assumed else {})}
            notes = [f"assumed: {text}" for text in assumed]
            return Solution(answer, evidence, steps=[self._way(path)], notes=notes)
        paths, gender = KIN[goal.kin]
        found = [
            name
            for name in family.people()
            if name != goal.person
            and family.path(goal.person, name) in paths
            and (gender is None or family.gender(name) in (gender, None))
        ]
        return Solution(self._phrased(found, family), {"found": found})

    def _path(self, family: Family) -> tuple[str | None, list[JSON]]:
        """How the two are related; if the facts do not say, with children of married couples
        taken to be of both, which ``family`` then is and the second value says."""
        path = family.path(self.goal.person, self.goal.other)
        if path is not None:
            return path, []
        assumed: list[JSON] = [*family.completed()]
        return family.path(self.goal.person, self.goal.other), assumed

    def _way(self, path: str) -> str:
        steps = {"P": "parent", "C": "child", "S": "spouse"}
        way = " of the ".join(steps[step] for step in reversed(path))
        return f"{self.goal.other} is the {way} of {self.goal.person}"

    def _phrased(self, found: Sequence[str], family: Family) -> str:
        _, gender = KIN[self.goal.kin]
        unsure = gender is not None and any(family.gender(name) is None for name in found)
        if self.goal.kind == "is":
            holds = self.goal.other in found
            unsure = unsure or not (holds or self._excluded(family))
            return self.asked.truth(None if unsure else holds, YES_NO)
        if unsure:
            raise UnsolvedError("the text does not say who is a man and who is a woman")
        if self.goal.kind == "many":
            return str(len(found))
        if not found:
            raise UnsolvedError(f"nobody is named who is {self.goal.kin} of {self.goal.person}")
        return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"

    def _excluded(self, family: Family) -> bool:
        """Whether the person asked about is something else, so that it is not what is asked.

        A parent's spouse may be the other parent, a spouse's child one's own.
        """
        paths, gender = KIN[self.goal.kin]
        known = family.path(self.goal.person, self.goal.other)
        if known is None:
            return gender not in (None, family.gender(self.goal.other) or gender)
        return known.replace("PS", "P").replace("SC", "C") not in paths or known in paths

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Compose the relations step by step, as the words for kin are defined."""
        family = self._family()
        goal = self.goal
        assumed: list[JSON] = []
        if goal.kind == "word":
            path = str(evidence.get("path"))
            _, assumed = self._path(family)
            word = kin_word(path, family.gender(goal.other))
            said = self.asked.choose(word or "") if self.asked.options else word
            right = (
                evidence == {"path": path, **({"assumed": assumed} if assumed else {})}
                and word is not None
                and goal.other in family.relatives(path, goal.person)
                and answer == said
            )
        else:
            paths, gender = KIN[goal.kin]
            members = set[str]().union(*(family.relatives(path, goal.person) for path in paths))
            found = [
                name
                for name in family.people()
                if name in members and (gender is None or family.gender(name) in (gender, None))
            ]
            right = evidence == {"found": found} and self._phrased(found, family) == answer
        return (
            Check(
                "the definition of the relation, step by step, gives the same",
                "composition of relations",
                outcome(right),
                independent=True,
                complete=not assumed,
            ),
        )
