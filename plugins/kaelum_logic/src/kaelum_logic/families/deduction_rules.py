"""Facts and rules, applied forwards: what they derive, what they exclude, and the rest.

When a text consists of facts and if-then rules, and offers "unknown" as an
answer, it is read as a rule base: rules derive their conclusions, and are not
turned round (from "quiet things are rough" and "Bob is not rough" nothing is
derived about Bob being quiet). So "not rough" is a predicate of its own, and
what the rules derive is what follows classically from formulae without
negation. This is the open-world meaning of rule bases in Tafjord, Dalvi and
Clark, "ProofWriter" (2021), section 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import TRUTH, Asked, ask
from kaelum_logic.english.reading import TextReading, numbered, read_text
from kaelum_logic.formula import (
    And,
    ForAll,
    Formula,
    Implies,
    Not,
    Pred,
    conjunction,
    free_variables,
)
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Decision, Status, decide, recheck, smt_script

__all__ = ["RuleBase", "read"]

_DENIED = "not_"


@frozen
class RuleBase:
    """Facts and rules with a goal, none of which contains a negation any more.

    Attributes:
        asked: the form of the answer.
        text: what was read.
        premises: facts and rules.
        goal: what is asked.
        opposite: its denial, as a predicate of its own.
    """

    asked: Asked
    text: TextReading
    premises: tuple[Formula, ...]
    goal: Formula
    opposite: Formula

    def describe(self) -> str:
        """Each sentence's formula, the goal, and how rules are applied."""
        lines = numbered(self.premises, self.text.passage.premises)
        lines.append(f"?- {self.goal}   [{self.text.passage.goal}]")
        lines.append(
            "a rule base in an open world: rules are applied forwards, and what they derive "
            f"neither way is unknown; {_DENIED}... is derived like any other predicate"
        )
        return "\n".join(lines)

    def solve(self) -> Solution:
        """Derive the goal, or its opposite, or see that neither is derived."""
        decisions = [decide(self.premises, goal) for goal in (self.goal, self.opposite)]
        if any(decision.status is Status.UNKNOWN for decision in decisions):
            raise UnsolvedError("it could not be decided in time")
        return Solution(
            self._phrase(decisions),
            {
                "decisions": [decision.to_json() for decision in decisions],
                "smt_lib": [smt_script(self.premises, goal) for goal in (self.goal, self.opposite)],
            },
            steps=self._steps(decisions),
        )

    def _phrase(self, decisions: Sequence[Decision]) -> str:
        derived, excluded = (decision.status is Status.TRUE for decision in decisions)
        if derived and excluded:
            raise UnsolvedError("the rules derive the statement and its opposite")
        value = True if derived else False if excluded else None
        return self.asked.truth(value, self.text.passage.form or TRUTH)

    def _steps(self, decisions: Sequence[Decision]) -> tuple[str, ...]:
        sentences = self.text.passage.premises
        for decision, goal in zip(decisions, (self.goal, self.opposite), strict=True):
            if decision.status is Status.TRUE:
                used = (f"premise {i + 1}: {sentences[i]}" for i in decision.core)
                return (*used, f"{goal} is derived from these")
        return ("no rule derives the statement, and none derives its opposite",)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Recheck both decisions by other means, and that they give ``answer``."""
        claim = "the evidence is what this problem calls for"
        goals = (self.goal, self.opposite)
        try:
            if set(evidence) != {"decisions", "smt_lib"}:
                raise InvalidValueError("other fields than expected")
            decisions = [Decision.from_json(data) for data in evidence["decisions"]]
            scripts = [smt_script(self.premises, goal) for goal in goals]
            known = {Status.TRUE, Status.UNCERTAIN}
            sound = (
                len(decisions) == len(goals)
                and [decision.to_json() for decision in decisions] == evidence["decisions"]
                and all(decision.status in known for decision in decisions)
                and evidence["smt_lib"] == scripts
                and self._phrase(decisions) == answer
            )
        except (InvalidValueError, UnsolvedError, TypeError):
            sound = False
        if not sound:
            return (Check(claim, "comparison", outcome(passed=False)),)
        checks = [
            check
            for goal, decision in zip(goals, decisions, strict=True)
            for check in recheck(self.premises, goal, decision)
        ]
        return _complete_together(checks)


def _complete_together(checks: Sequence[Check]) -> Sequence[Check]:
    """Neither decision alone settles the answer: no check is complete unless all pass."""
    if all(check.passed for check in checks):
        return checks
    return [check for check in checks if not check.passed]


def read(query: Query) -> Reading:
    """A rule base in English, if ``query`` is one."""
    asked = ask(query)
    if "unknown" not in (query.text + " ".join(query.options)).lower():
        return None
    text = read_text(asked)
    if text is None or isinstance(text, NotUnderstood) or not _offers_unknown(asked, text):
        return None
    argument = text.argument()
    premises = [_without_negation(premise) for premise in argument.premises]
    goal, opposite = _literal(argument.goal), _literal(Not(argument.goal))
    facts = [premise for premise in premises if premise is not None]
    if len(facts) < len(premises) or goal is None or opposite is None or free_variables(goal):
        return None
    return RuleBase(asked, text, tuple(facts), goal, opposite)


def _offers_unknown(asked: Asked, text: TextReading) -> bool:
    form = asked.form or text.passage.form
    words = [option.text for option in asked.options] or ([form.unknown] if form else [])
    return any(word.lower() == "unknown" for word in words)


def _literal(formula: Formula) -> Formula | None:
    """A literal without its negation, or None if ``formula`` is none."""
    match formula:
        case Pred():
            return formula
        case Not(Pred(name, args)):
            return Pred(_DENIED + name, args)
        case Not(Not(body)):
            return _literal(body)
        case _:
            return None


def _literals(formula: Formula) -> Formula | None:
    if not isinstance(formula, And):
        return _literal(formula)
    parts = [_literals(part) for part in formula.parts]
    known = [part for part in parts if part is not None]
    return conjunction(known) if len(known) == len(parts) else None


def _without_negation(formula: Formula) -> Formula | None:
    """A fact or a rule without negations, or None if ``formula`` is neither."""
    if isinstance(formula, ForAll):
        body = _without_negation(formula.body)
        return None if body is None else ForAll(formula.variables, body)
    if not isinstance(formula, Implies):
        return _literals(formula)
    left, right = _literals(formula.left), _literals(formula.right)
    return None if left is None or right is None else Implies(left, right)
