"""What an argument in English is called: the fallacy it commits, or the rule it applies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.english.meaning import Choices
from kaelum_logic.english.passage import argument_of, pose
from kaelum_logic.english.reading import read_statements
from kaelum_logic.families.deduction import Deduction
from kaelum_logic.families.fallacies import fallacy
from kaelum_logic.families.syllogistic import broken_rule, form_of
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Decision, Status, recheck

__all__ = ["Named", "read"]

_VALID = "no fallacy: the argument is valid"
_FORM = r"(?:fallacy|fallacies|(?:logical\s+)?(?:error|mistake|flaw))"
_RULE = r"(?:(?:inference\s+|logical\s+)?rule(?:\s+of\s+inference)?|(?:argument\s+|logical\s+|valid\s+)?form(?:\s+of\s+\w+)?|inference(?:\s+rule)?|kind\s+of\s+inference)"
_ASKS = re.compile(
    rf"""(?ix)^\W*(?:so|now|and|please)?,?\s*(?:
      (?:which|what)\s+(?:\w+\s+)?(?:{_FORM}|{_RULE})\s+(?:of\s+\w+\s+)?(?:is|does|do|are|has|have|was|did)\b[^.?:]*
    | (?:name|identify|state|give)\s+(?:the|this)\s+(?:\w+\s+)?(?:{_FORM}|{_RULE})\b[^.?:]*
    | what(?:'s|\s+is)\s+(?:wrong|the\s+(?:\w+\s+)?(?:{_FORM}|{_RULE}|problem))\b[^.?:]*
    | (?:which|what)\s+(?:\w+\s+)?(?:{_FORM}|{_RULE})
    )\s*[?.:]\s*(?P<rest>.*)$"""
)
_ASKS_RULE = re.compile(rf"(?i)\b{_RULE}\b")
_TRIVIAL_QUOTES = re.compile(r"^[\"'\u201c]+|[\"'\u201d]+$")


@frozen
class Named:
    """An argument whose name is asked for; ``rule``: as a rule, rather than as a fallacy."""

    asked: Asked
    deduction: Deduction
    rule: bool

    def describe(self) -> str:
        """The argument, and what is asked about it."""
        kind = "the rule that it applies" if self.rule else "the fallacy that it commits"
        return f"{self.deduction.describe()}\n?- {kind}"

    def solve(self) -> Solution:
        """Decide whether the argument is valid, and name it by its shape.

        Raises:
            UnsolvedError: it has no name that is known here, or not one of that kind.
        """
        decision, notes = self.deduction.settle()
        return Solution(self._answer(decision), decision.to_json(), notes=notes)

    def _answer(self, decision: Decision) -> str:
        name = self._name(valid=decision.status is Status.TRUE)
        if not self.asked.options:
            return name
        for option in self.asked.options:
            if _plain(option.text) == _plain(name):
                return option.label
        raise UnsolvedError(f"it is {name}, which is not among the options")

    def _name(self, *, valid: bool) -> str:
        argument = self.deduction.argument
        if self.rule:
            name = form_of(argument.premises, argument.goal) if valid else None
        elif valid:
            name = _VALID
        else:
            name = fallacy(argument.premises, argument.goal) or broken_rule(
                argument.premises, argument.goal
            )
        if name is None:
            validity = "valid" if valid else "not valid"
            raise UnsolvedError(f"the argument is {validity}, and its form has no name here")
        return name

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Recheck whether the argument is valid, and name it again."""
        try:
            decision = Decision.from_json(evidence)
            right = decision.to_json() == evidence and self._answer(decision) == answer
        except (InvalidValueError, UnsolvedError):
            right = False
        if not right:
            return (Check("the name is that of the argument", "comparison", outcome(False)),)
        return recheck(self.deduction.premises, self.deduction.argument.goal, decision)


def _plain(text: str) -> str:
    return re.sub(r"(?i)\b(?:the|a|an|fallacy|of)\b|[^a-z]", "", text.lower())


def read(query: Query) -> Reading:
    """A question for the name of an argument, if ``query`` is one."""
    asked = ask(query)
    posed = pose(asked, _ASKS.match)
    if posed is None:
        return None
    match = _ASKS.match(posed.question)
    assert match is not None
    sentences = [
        _TRIVIAL_QUOTES.sub("", sentence)
        for sentence in (*([match["rest"]] if match["rest"].strip() else []), *posed.premises)
    ]
    passage = argument_of(sentences)
    if passage is None:
        return None
    read_ = read_statements(passage.premises, [passage.goal], passage)
    if isinstance(read_, NotUnderstood):
        return read_
    rule = _ASKS_RULE.search(posed.question) is not None
    text = read_[0]
    if not rule and "either" in text.touched:
        # To ask which fallacy it is, is to leave room for both.
        text = evolve(text, first=text.argument(Choices(frozenset({"either"}))), touched=())
    return Named(asked, Deduction(asked, text, text.argument()), rule)
