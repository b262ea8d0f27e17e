"""From a query to an :class:`~kaelum_logic.finite.arrangement.Arrangement`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kaelum_core.types import Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.arrangement import Arrangement, Clue
from kaelum_logic.finite.cast import Cast
from kaelum_logic.finite.clauses import Clauses
from kaelum_logic.finite.constraints import (
    AllDifferent,
    AllOf,
    AnyOf,
    Compare,
    Constraint,
    Count,
    Not,
    Variable,
    scope,
)
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.frames import unwarranted
from kaelum_logic.finite.goals import Choose, Goal, HowMany, claims_of
from kaelum_logic.finite.lists import unfolded
from kaelum_logic.finite.questions import Questions
from kaelum_logic.finite.scales import ORDER, ROW, VERTICAL, axis_named
from kaelum_logic.finite.setting import Setting, read_setting
from kaelum_logic.finite.solver import Network
from kaelum_logic.finite.text import sentences
from kaelum_logic.problem import NotUnderstood, Reading

__all__ = ["read"]

_JUDGED = re.compile(
    r"(?i)^(?:is it )?(?:true or false|yes or no|right or wrong)\s*[:,?-]\s*(?:that )?"
)
_NOT_MORE = re.compile(
    r"(?i)(?:\b(?:not|never|no)|n't)\b[^,;.]*\b(?:than|(?:north|south|east|west)(?:erly)? of)\b"
)
_ALL_DIFFER = re.compile(r"(?i)\b(?:different|differs?|distinct|same|unequal|tied?|equal(?:ly)?)\b")
"""Words by which a text says itself whether two may be level."""
MAX_SENTENCES = 80
MAX_LOST = 4
"""Sentences not understood after which the rest is not tried."""
MANY_LAWS = 3
"""So many laws make a theory: what holds of every member of a class arranges nobody."""
_LAW = re.compile(
    r"(?i)if (?:something|someone|somebody|anything|anyone|things|they|an?)\b"
    r"|(?:every|each|all|no) [a-z-]+(?:,? [a-z-]+){0,2} (?:is|are|that|who)\b"
    r"|[a-z-]+(?:(?:,| and|, and)? [a-z-]+){0,3} (?:things|people) are\b"
)
_ASKING = re.compile(
    r"(?i)^(?:so |then |now |and )?(?:who|whose|which|what|where|when|how many|in (?:what|which)|on (?:what|which)|list|rank|"
    r"(?:each|all|any|one|none) of the following|arrange|determine|find|name|tell me|is it|in what|match|sort|figure out|work out|put)\b"
)


def read(query: Query) -> Reading:
    """``query`` as an arrangement puzzle, if it is one."""
    asked = ask(query)
    all_sentences = unfolded(sentences(without_courtesies(asked.text)))
    if not 1 <= len(all_sentences) <= MAX_SENTENCES:
        return None
    all_sentences = [part for item in all_sentences for part in _told_in_question(item)]
    questions = [item for item in all_sentences if _is_question(item)]
    if asked.context and asked.options and asked.question and not questions:
        return None  # what is asked of the options was not recognised
    premises = [item for item in all_sentences if item not in questions]
    if sum(map(bool, map(_LAW.match, premises))) >= MANY_LAWS:
        return None
    judged = [_JUDGED.sub("", item) for item in all_sentences if _JUDGED.match(item)]
    premises = [item for item in premises if not _JUDGED.match(item)]
    if len(judged) > 1 or (judged and questions):
        return None
    if not judged and not questions and not asked.options and asked.form is not None and premises:
        judged, premises = premises[-1:], premises[:-1]
    if not premises or not (questions or asked.options or judged):
        return None
    setting = read_setting(premises, [*questions, *judged], [item.text for item in asked.options])
    if setting is None:
        return None
    return _Reader(setting, asked).read([*questions], judged)


_WITH_CLUES = (
    re.compile(r"(?is)^(?P<ask>(?:who|which|what|where|when|is|does|did|how many)\b[^?]*?),? (?:if|given that|given|knowing that|when) (?P<told>[^?]*\b(?:and|,)[^?]*)\?$"),
    re.compile(r"(?is)^(?P<ask>(?:list|rank|arrange|sort|order|put)\b[^:?]*):\s*(?P<told>[^:?]+)$"),
)  # fmt: skip


def _told_in_question(sentence: str) -> list[str]:
    """A question that brings its clues along, taken apart: ``Who came third if Ann beat Bob and ...?``"""
    for pattern in _WITH_CLUES:
        if match := pattern.match(sentence.strip()):
            return [f"{match['told'].strip(' .')}.", f"{match['ask'].strip()}?"]
    return [sentence]


def _is_question(sentence: str) -> bool:
    return sentence.rstrip("\"'”’ ").endswith("?") or bool(_ASKING.match(sentence))


class _Reader:
    def __init__(self, setting: Setting, asked: Asked) -> None:
        self.setting = setting
        self.cast = setting.cast
        self.clauses = Clauses(setting.cast)
        self.questions = Questions(self.clauses, asked)

    def read(self, questions: Sequence[str], judged: Sequence[str]) -> Reading:
        clues: list[Clue] = []
        lost: list[str] = []
        for sentence in self.setting.rest:
            for part in re.split(r"\s*;\s*", sentence.rstrip(".! ")):
                constraint = self.clauses.read(part)
                if constraint is None:
                    lost.append(part)
                    if len(lost) > MAX_LOST:
                        return self._lost(lost, clues)
                else:
                    clues.append(Clue(part, constraint))
        if not clues and not self.cast.ties:
            return self._lost(lost, clues)
        if not lost and (unsaid := self._unsaid(clues)):
            return NotUnderstood(unsaid, understood=len(clues), hint="nothing is said about it")
        if not lost and (unsure := self._maybe_level(clues)):
            hint = "whether two of them may be level is not said"
            return NotUnderstood(unsure, understood=len(clues), hint=hint)
        goal = self._goal(questions, judged, clues)
        if goal is None:
            lost.extend(questions or judged or ["the options"])
        if lost or goal is None:
            return self._lost(lost, clues)
        if not _orders(claims_of(goal)) <= _orders(clue.constraint for clue in clues):
            hint = "nothing is told about the order that is asked for"
            return NotUnderstood([*questions, *judged], understood=len(clues), hint=hint)
        asked = [*questions, *judged]
        if hint := unwarranted(self.setting, clues, claims_of(goal), asked):
            told = self.setting.scenery[:1] or asked
            return NotUnderstood(told, understood=len(clues), hint=hint, exclusive=True)
        return self._arrangement(clues, goal)

    def _unsaid(self, clues: Sequence[Clue]) -> list[str]:
        """Names gathered from the clues of which no clue says anything: they may be no things."""
        if not self.setting.open:
            return []
        said = frozenset[str]().union(*(scope(clue.constraint) for clue in clues))
        return [
            entity.name
            for entity in self.cast.categories[0].entities
            if entity.named
            and not any(self.cast.variable(entity, axis) in said for axis in self.cast.axes)
        ]

    def _maybe_level(self, clues: Sequence[Clue]) -> list[str]:
        """Clues of amounts that are "not more than" others: the same, if that may be."""
        told = (*self.setting.scenery, *(clue.text for clue in clues))
        if set(self.cast.axes) <= {ROW, ORDER, VERTICAL} or any(map(_ALL_DIFFER.search, told)):
            return []
        return [clue.text for clue in clues if _NOT_MORE.search(clue.text)]

    def _lost(self, lost: Sequence[str], clues: Sequence[Clue]) -> Reading:
        """None for what is no puzzle at all, else what was not understood."""
        if not clues and (self.setting.open or not lost):
            return None
        lists = [len(category.entities) for category in self.cast.categories]
        # "Al, Bo and Cy ride a bike, a horse and a bus" gives each of them one of these; to
        # those who read premises it gives each of them all.
        each = not self.setting.open and len(lists) > 1 and lists[0] == lists[1] > 2
        return NotUnderstood(lost, understood=len(clues), exclusive=each and bool(clues))

    def _goal(
        self, questions: Sequence[str], judged: Sequence[str], clues: list[Clue]
    ) -> Goal | None:
        if judged:
            return self.questions.statement(judged[0])
        if not questions:
            options = self.questions.statement_options()
            return Choose("must be true", options) if options else None
        if len(questions) > 1:
            return None
        found = self.questions.read(questions[0])
        if found is None:
            return None
        goal, supposed = found
        if supposed is not None:
            clues.append(Clue(questions[0], supposed))
        return goal

    def _arrangement(self, clues: Sequence[Clue], goal: Goal) -> Reading:
        cast = self.cast
        places = tuple(range(1, cast.places + 1))
        variables: list[Variable] = []
        rules: list[Constraint] = []
        for axis in cast.axes:
            for category in cast.categories:
                names = list(
                    dict.fromkeys(cast.variable(entity, axis) for entity in category.entities)
                )
                variables.extend(Variable(name, places) for name in names)
                if len(names) > 1:
                    rules.append(AllDifferent(tuple(names)))
                unnamed = [
                    cast.variable(entity, axis) for entity in category.entities if not entity.named
                ]
                if axis == cast.axes[0]:  # they are all alike, so that any order will do
                    rules.extend(Compare(a, "<", b) for a, b in pairwise(unnamed))
                if category.fixed:
                    rules.extend(
                        Compare(name, "=", place) for place, name in enumerate(names, start=1)
                    )
        said = [*(clue.constraint for clue in clues), *claims_of(goal)]
        first = [cast.variable(entity, cast.axes[0]) for entity in cast.categories[0].entities]
        if cast.circle and not any(map(_names_places, said)):
            rules.append(Compare(first[0], "=", 1))
        elif all(map(_only_identifies, said)) and not any(item.fixed for item in cast.categories):
            rules.extend(Compare(name, "=", place) for place, name in enumerate(first, start=1))
        if self.clauses.relating.measured and isinstance(goal, Choose | HowMany):
            return NotUnderstood(["how much more or less"], understood=len(clues))
        return Arrangement(
            _shown_setting(cast, self.setting),
            Network(tuple(variables), tuple(rules)),
            tuple(clues),
            goal,
            self._caveat(),
        )

    def _caveat(self) -> str:
        """Why what the clues leave open may not be so."""
        if self.clauses.relating.measured:
            return "amounts are read as mere directions"
        if len(self.cast.axes) > 1:
            return f"how {' and '.join(self.cast.axes)} hang together is not told"
        return ""


def _shown_setting(cast: Cast, setting: Setting) -> tuple[str, ...]:
    lines = []
    for name in cast.axes:
        axis = axis_named(name) if name != "place" else None
        ends = f", 1 = {axis.low}, {cast.places} = {axis.high}" if axis and not cast.circle else ""
        shape = "around a circle" if cast.circle else f"by {name}"
        lines.append(f"places 1 to {cast.places} {shape}{ends}")
    for category in cast.categories:
        names = ", ".join(cast.variable(entity) for entity in category.entities)
        lines.append(f"{'in order' if category.fixed else 'in different places'}: {names}")
    lines.extend(f"level: {entity.name} and {head.name}" for entity, head in cast.ties)
    lines.extend(f"setting: {sentence}" for sentence in setting.scenery)
    return tuple(lines)


def _orders(constraints: Iterable[Constraint]) -> set[str]:
    """The axes that ``constraints`` speak of, where there is more than one."""
    names = {name for constraint in constraints for name in scope(constraint)}
    return {name.rpartition(" by ")[2] for name in names if " by " in name}


def _only_identifies(constraint: Constraint) -> bool:
    """Whether a constraint says only what goes together, nothing about places."""
    match constraint:
        case Compare(_, symbol, right, offset):
            return symbol in ("=", "!=") and isinstance(right, str) and not offset
        case Not(body):
            return _only_identifies(body)
        case AllOf(parts) | AnyOf(parts) | Count(parts, _, _):
            return all(map(_only_identifies, parts))
        case _:
            return False


def _names_places(constraint: Constraint) -> bool:
    """Whether a constraint speaks of numbered places."""
    match constraint:
        case Not(body):
            return _names_places(body)
        case AllOf(parts) | AnyOf(parts) | Count(parts, _, _):
            return any(map(_names_places, parts))
        case _:
            return len(scope(constraint)) == 1
