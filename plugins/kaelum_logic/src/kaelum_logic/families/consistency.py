"""Whether statements in English can all be true together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.english.looseness import loose_ends
from kaelum_logic.english.passage import pose
from kaelum_logic.english.reading import TextReading, numbered, read_statements
from kaelum_logic.formula import TRUE, Formula
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Decision, Status, decide, recheck

__all__ = ["Consistency", "read"]

_BUDGET = 1.5
_THESE = (
    r"(?:these|those|they|the\s+following|the\s+above|the|all\s+of\s+(?:these|those|them|the\s+following)|"
    r"all\s+(?:these|those|the\s+following)|both(?:\s+of\s+(?:these|them))?|this|it)"
)
_NOUN = r"(?:\s+(?:\w+\s+)?(?:statements?|sentences?|claims?|premises?|propositions?|beliefs?|facts?|sets?(?:\s+of\s+\w+)?|group\s+of\s+\w+|things))?"
_TOGETHER = re.compile(
    rf"""(?ix)^\W*(?:so|now|and)?,?\s*(?:
      (?:can|could|may|might)\s+{_THESE}{_NOUN}\s+(?:all\s+|both\s+)?
        (?:be\s+(?:all\s+|both\s+|jointly\s+|simultaneously\s+)?true|hold)
        (?:\s+(?:at\s+once|together|at\s+the\s+same\s+time|simultaneously))?
    | (?:are|is)\s+{_THESE}{_NOUN}\s+(?:\w+ly\s+|all\s+|mutually\s+)*(?:consistent|compatible|satisfiable)(?:\s+with\s+(?:each\s+other|one\s+another))?
    | is\s+it\s+(?:logically\s+)?possible\s+(?:for|that)\s+{_THESE}{_NOUN}\s+(?:all\s+|both\s+)?(?:to\s+be|are)\s+(?:all\s+|both\s+)?true[^?.:]*
    )\s*(?P<end>[?:.])\s*(?P<rest>.*)$"""
)
_APART = re.compile(
    rf"""(?ix)^\W*(?:so|now|and)?,?\s*(?:
      (?:are|is)\s+{_THESE}{_NOUN}\s+(?:\w+ly\s+|all\s+|mutually\s+)*(?:contradictory|inconsistent|incompatible)(?:\s+with\s+(?:each\s+other|one\s+another))?
    | do(?:es)?\s+{_THESE}{_NOUN}\s+contradict\s+(?:each\s+other|one\s+another|themselves|itself)
    | is\s+there\s+a\s+contradiction\b[^?.:]*
    )\s*(?P<end>[?:.])\s*(?P<rest>.*)$"""
)


@frozen
class Consistency:
    """Statements, and whether it is asked if they can hold together, or if they clash.

    Attributes:
        asked: the form of the answer.
        text: what was read.
        together: whether "yes" means that they can.
        asides: framing that was set aside.
    """

    asked: Asked
    text: TextReading
    together: bool
    asides: tuple[str, ...] = field(default=())

    @property
    def premises(self) -> tuple[Formula, ...]:
        """The statements as formulae."""
        return self.text.argument().premises

    def describe(self) -> str:
        """Each statement's formula, and the question."""
        lines = numbered(self.premises, self.text.passage.premises)
        lines.append(f"?- {'they can all hold' if self.together else 'they clash'}")
        lines += [f"set aside as framing: {aside}" for aside in self.asides]
        return "\n".join(lines)

    def solve(self) -> Solution:
        """Look for a model of all statements, or for some that clash.

        Raises:
            UnsolvedError: neither is found, or opposites may be meant to clash.
        """
        decision = decide(self.premises, TRUE, budget=_BUDGET)
        answer = self._phrase(decision)
        numbers = ", ".join(str(index + 1) for index in decision.core)
        if decision.status is Status.CONTRADICTORY:
            return Solution(answer, decision.to_json(), notes=(f"statements {numbers} clash",))
        self._refuse_loose_ends()
        model = decision.with_goal
        steps = () if model is None else (f"all hold when: {model.describe()}",)
        return Solution(answer, decision.to_json(), steps)

    def _refuse_loose_ends(self) -> None:
        """
        Raises:
            UnsolvedError: they are consistent by the letter, but words may be related.
        """
        ends = loose_ends(self.premises, TRUE, strict=True)
        if ends is not None:
            raise UnsolvedError(
                f"they can all hold as they were read, but {ends[0]} and {ends[1]} may be meant "
                "to be related; say how, or use the same words for the same thing"
            )

    def _phrase(self, decision: Decision) -> str:
        if decision.status not in {Status.TRUE, Status.CONTRADICTORY}:
            raise UnsolvedError(f"it could not be decided: {decision.reason}")
        consistent = decision.status is Status.TRUE
        return self.asked.truth(consistent is self.together, YES_NO)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Evaluate the model, or refute the core by other means."""
        try:
            decision = Decision.from_json(evidence)
            right = decision.to_json() == evidence and self._phrase(decision) == answer
        except (InvalidValueError, UnsolvedError):
            right = False
        if not right:
            return (Check("the answer is what the decision says", "comparison", outcome(False)),)
        return recheck(self.premises, TRUE, decision)


def read(query: Query) -> Reading:
    """A question of consistency, if ``query`` is one."""
    asked = ask(query)
    posed = pose(asked, lambda text: _TOGETHER.match(text) or _APART.match(text))
    if posed is None:
        return None
    match = _TOGETHER.match(posed.question) or _APART.match(posed.question)
    assert match is not None
    statements = [*([match["rest"]] if match["rest"].strip() else []), *posed.premises]
    if len(statements) < 2:
        return None
    text = read_statements(statements, statements[-1:])
    if isinstance(text, NotUnderstood):
        return text
    together = _TOGETHER.match(posed.question) is not None
    return Consistency(asked, text[0], together, posed.asides)
