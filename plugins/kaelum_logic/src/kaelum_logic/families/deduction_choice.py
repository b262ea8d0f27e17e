"""Which of several statements follows from premises in English, or who does what.

Each statement is a deduction of its own. Of options, exactly one must be of the
kind asked for; of people, those are named of whom it is proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.english.passage import Posed, pose
from kaelum_logic.english.reading import TextReading, numbered, read_statements
from kaelum_logic.english.telling import classes_in, individuals_in, names_in, tellings
from kaelum_logic.families.deduction import Deduction
from kaelum_logic.formula import Equals, Formula
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Decision, Status, decide, jointly, recheck

__all__ = ["Alternatives", "read"]

_MOST = 12
_BUDGET = 0.2
_THING = r"(?:statements?|sentences?|conclusions?|options?|claims?|answers?|propositions?|ones?)"
_WHICH = re.compile(
    rf"""(?ix)^\W*(?:(?:so|then|now)\s*,?\s*)?(?:(?:based\s+on|given|from|according\s+to)\s[^,]*,\s*)?
    (?:which|what)(?:\s+(?:one|{_THING}))?
    (?:\s+of\s+(?:the\s+)?(?:following|these|those|them|options?|above)(?:\s+{_THING})?)?
    (?:\s+(?:below|above))?\s+
    (?P<how>(?:is|are|can|could|may|must|cannot|can't|does|do|has|have|follows?|logically|necessarily|would)\b.*?)
    \s*[?.:]*\s*$"""
)
_KINDS: Mapping[str, re.Pattern[str]] = {
    "false": re.compile(
        r"(?i)^(?:(?:must|has\s+to|have\s+to)\s+(?:\w+ly\s+)?be\s+false|(?:can(?:not|'t)|can\s+not)\s+(?:\w+ly\s+)?be\s+true"
        r"|(?:is|are)\s+(?:\w+ly\s+)?(?:false|impossible)|contradicts?\b.*)$"
    ),
    "true": re.compile(
        r"(?i)^(?:(?:must|has\s+to|have\s+to)\s+(?:\w+ly\s+)*be\s+(?:true|the\s+case|correct)|follows?\b(?!.*\bnot\b).*"
        r"|(?:logically|necessarily)\s+follows?\b.*|(?:is|are)\s+(?:\w+ly\s+)*(?:true|correct|valid|entailed|implied|a\s+valid\s+conclusion)\b(?!.*\bnot\b).*"
        r"|(?:can|could|may)\s+(?:we|you|i|one|be)\s+(?:\w+ly\s+)*(?:be\s+)?(?:conclude|infer|deduce|inferred|concluded|deduced|derived)d?\b.*"
        r"|does\s+follow.*)$"
    ),
}  # fmt: skip
_NONE = re.compile(
    r"(?i)^(?:none\b|neither\b|nothing\b|no\s+(?:conclusion|valid)\b|(?:it\s+|this\s+)?(?:cannot|can't|can\s+not)\s+be\s+(?:determined|known|said)"
    r"|not\s+enough\b|we\s+cannot\b).*$"
)
_WHO = re.compile(
    r"(?i)^\W*(?:so|then|now)?\s*,?\s*(?P<who>who|which\s+(?:one|person|of\s+them))\b\s*(?P<rest>.+?)\s*\?\s*$"
)
_WHOM = re.compile(
    r"(?i)^\W*(?:so|then|now)?\s*,?\s*(?:whom|who|what)\s+(?P<aux>does|do|did|must|can|will)\s+(?!(?:we|you|i|one|this|that|it)\b)(?P<rest>.+?)\s*\?\s*$"
)
_OF_WHAT = re.compile(
    r"(?i)^\W*(?:so|then|now)?\s*,?\s*(?:whom|who|what)\s+(?P<aux>is|are|was|were)\s+(?P<rest>.+?\s+\w+\s+(?:of|to|by|with|at|for|about))\s*\?\s*$"
)
_WHAT_FOLLOWS = re.compile(
    r"""(?ix)^\W*(?:so|then|now|and)?\s*,?\s*(?:
      what(?:\s+(?:statements?|conclusions?))?\s+(?:else\s+)?(?:can|could|may|do|does|must|should)\s+(?:we|you|one|i|be)\s+(?:\w+ly\s+)*
        (?:conclude|infer|deduce|derive|know|say|concluded|inferred|deduced|derived|said)d?
    | what\s+(?:\w+ly\s+)*follows | what\s+is\s+the\s+(?:logical\s+)?conclusion
    | what\s+must\s+be\s+true
    )(?:\s+(?:from\s+(?:this|that|these|the\s+\w+)|for\s+(?:certain|sure)))*
    (?:\s+(?:about|of|for)\s+(?P<whom>[\w' -]+?))?\s*[?.]\s*$"""
)
_STATUS = {"true": Status.TRUE, "false": Status.FALSE}


@frozen
class Alternatives:
    """Statements about the same premises, and which of them is asked for.

    Attributes:
        wanted: ``true`` for what follows, ``false`` for what is excluded.
        deductions: a deduction for each label, in the order in which they are offered.
        none: the label of "none of these", if it is offered.
        joint: what joins the labels where several may be the answer; "" if exactly one must be.
        asides: framing that was set aside.
    """

    wanted: str
    deductions: tuple[tuple[str, Deduction], ...]
    none: str = ""
    joint: str = ""
    asides: tuple[str, ...] = field(default=())

    def describe(self) -> str:
        """Each premise's formula, and each statement's."""
        first = self.deductions[0][1]
        lines = numbered(first.premises, first.text.passage.premises)
        asks = "which follows" if self.wanted == "true" else "which is excluded"
        lines.append(f"?- {asks}:")
        lines += [
            f"   {label}: {deduction.argument.goal}   [{deduction.text.passage.goal}]"
            for label, deduction in self.deductions
        ]
        lines += [f"set aside as framing: {aside}" for aside in self.asides]
        return "\n".join(lines)

    def solve(self) -> Solution:
        """Decide each statement.

        Raises:
            UnsolvedError: one cannot be decided, or not the right number is of that kind,
                or somebody is named for what he was.
        """
        settled = {label: deduction.settle() for label, deduction in self.deductions}
        decisions = {label: decision for label, (decision, _) in settled.items()}
        answer = self._answer(decisions)
        for label, deduction in self.deductions:
            if self.joint and decisions[label].status is _STATUS[self.wanted]:
                deduction.refuse_mixed_times(decisions[label])
        if answer == self.none:
            for label, deduction in self.deductions:
                if decisions[label].status is Status.UNCERTAIN:
                    deduction.refuse_loose_ends()
        evidence = {label: decision.to_json() for label, decision in decisions.items()}
        notes = dict.fromkeys(note for _, notes in settled.values() for note in notes)
        return Solution(answer, {"decisions": evidence}, self._steps(decisions), notes)

    def _answer(self, decisions: Mapping[str, Decision]) -> str:
        if any(decision.status is Status.CONTRADICTORY for decision in decisions.values()):
            raise UnsolvedError("the premises contradict each other")
        wanted = _STATUS[self.wanted]
        found = [label for label, decision in decisions.items() if decision.status is wanted]
        if not found and self.none:
            return self.none
        if not found:
            raise UnsolvedError("nothing of the kind is settled by what is given")
        if len(found) > 1 and not self.joint:
            raise UnsolvedError(f"{', '.join(found)} are all of that kind, not one alone")
        return self.joint.join(found)

    def _steps(self, decisions: Mapping[str, Decision]) -> Iterator[str]:
        for label, deduction in self.deductions:
            decision = decisions[label]
            numbers = ", ".join(str(index + 1) for index in decision.core)
            why = f" by premises {numbers}" if numbers else ""
            yield f"{label}: {deduction.text.passage.goal} is {decision.status}{why}"

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Recheck every decision by other means, and choose again."""
        try:
            given = evidence["decisions"]
            decisions = {label: Decision.from_json(given[label]) for label, _ in self.deductions}
            rebuilt = {label: decision.to_json() for label, decision in decisions.items()}
            right = evidence == {"decisions": rebuilt} and answer == self._answer(decisions)
        except (InvalidValueError, UnsolvedError, KeyError, TypeError):
            right = False
        if not right:
            return (Check("the answer follows from the decisions", "comparison", outcome(False)),)
        return jointly(
            recheck(deduction.premises, deduction.argument.goal, decisions[label])
            for label, deduction in self.deductions
        )


def read(query: Query) -> Reading:
    """A choice between statements, or a question who it is, if ``query`` is one."""
    asked = ask(query)
    if len(asked.options) > 1:
        posed = pose(asked, _kind)
        return None if posed is None else _among_options(asked, posed)
    if not asked.options and (posed := pose(asked, _WHAT_FOLLOWS.match)) is not None:
        return _among_conclusions(asked, posed)
    posed = None if asked.options else pose(asked, lambda text: _WHO.match(text) or _whom(text))
    return None if posed is None else _among_people(asked, posed)


def _whom(question: str) -> re.Match[str] | None:
    return _WHOM.match(question) or _OF_WHAT.match(question)


def _kind(question: str) -> str | None:
    match = _WHICH.match(question)
    if match is None:
        return None
    return next((kind for kind, how in _KINDS.items() if how.match(match["how"])), None)


def _among_options(asked: Asked, posed: Posed) -> Reading:
    kind = _kind(posed.question)
    none = next((option.label for option in asked.options if _NONE.match(option.text)), "")
    offered = [option for option in asked.options if option.label != none]
    if kind is None or not 1 <= len(offered) <= _MOST:
        return None
    read = read_statements(posed.premises, [option.text for option in offered])
    if isinstance(read, NotUnderstood):
        return read
    labels = [option.label for option in offered]
    return Alternatives(kind, _deductions(asked, labels, read), none, asides=posed.asides)


def _among_people(asked: Asked, posed: Posed) -> Reading:
    """Everyone who has a name, in the place of "who"."""
    known = read_statements(posed.premises, [posed.premises[0]])
    if isinstance(known, NotUnderstood):
        return known
    names = names_in(known[0].clauses)
    match, whom = _WHO.match(posed.question), _whom(posed.question)
    if whom is not None:
        names = [name for name in names if name not in whom["rest"]]
        names += classes_in(known[0].clauses, " ".join(posed.premises))
    if not 1 <= len(names) <= _MOST:
        return None
    if whom is not None:
        goals = [f"{whom['aux'].capitalize()} {whom['rest']} {name}?" for name in names]
    else:
        assert match is not None
        goals = [f"{name} {match['rest']}." for name in names]
    read = read_statements(posed.premises, goals)
    if isinstance(read, NotUnderstood) or any(map(_says_nothing, read)):
        return NotUnderstood((posed.question,), len(posed.premises))
    return Alternatives("true", _deductions(asked, names, read), joint=" and ", asides=posed.asides)


def _says_nothing(text: TextReading) -> bool:
    """Whether all that is asked of somebody is if he is he: "Who is it?"."""
    goal = text.argument().goal
    return isinstance(goal, Equals) and goal.left == goal.right


def _among_conclusions(asked: Asked, posed: Posed) -> Reading:
    """What is said in the text of anybody, said of the one asked about."""
    match = _WHAT_FOLLOWS.match(posed.question)
    known = read_statements(posed.premises, [posed.premises[0]])
    if match is None or isinstance(known, NotUnderstood):
        return known if isinstance(known, NotUnderstood) else None
    clauses = known[0].clauses
    about = [match["whom"]] if match["whom"] else individuals_in(clauses)
    goals = tellings(clauses, " ".join(posed.premises), about)
    readings: dict[Formula, TextReading] = {}
    for goal in goals:
        told = read_statements(posed.premises, [goal + "."])
        if isinstance(told, list) and not _is_told(told[0]):
            readings.setdefault(told[0].argument().goal, told[0])
    if not readings:
        return NotUnderstood((posed.question,), len(posed.premises))
    goals = [text.passage.goal.rstrip(".") for text in readings.values()]
    labels = [goal[:1].upper() + goal[1:] for goal in goals]
    deductions = _deductions(asked, labels, list(readings.values()))
    return Alternatives("true", deductions, joint="; ", asides=posed.asides)


def _is_told(text: TextReading) -> bool:
    """Whether one premise alone says what is to be concluded."""
    argument = text.argument()
    return any(
        decide([premise], argument.goal, budget=_BUDGET).status is Status.TRUE
        for premise in argument.premises
    )


def _deductions(
    asked: Asked, labels: Sequence[str], read: Sequence[TextReading]
) -> tuple[tuple[str, Deduction], ...]:
    pairs = zip(labels, read, strict=True)
    return tuple((label, Deduction(asked, text, text.argument())) for label, text in pairs)
