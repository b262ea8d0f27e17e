"""What follows from premises in English: true, false or uncertain; valid or invalid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import TRUTH, VALIDITY, YES_NO, Asked, ask
from kaelum_logic.english.looseness import assumptions, loose_ends, numbers_said, unconnected
from kaelum_logic.english.meaning import CHOICES, Choices, UnresolvedError
from kaelum_logic.english.reading import Argument, TextReading, numbered, read_text
from kaelum_logic.english.syllogism import existence_assumed
from kaelum_logic.english.tense import asks_of_past, changed_since, is_past, mixed_times, other_time
from kaelum_logic.families.fallacies import fallacy
from kaelum_logic.families.syllogistic import broken_rule
from kaelum_logic.formula import Formula, predicates
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Decision, Model, Status, decide, recheck, smt_script

__all__ = ["Deduction", "read"]

CONTRADICTION = "the premises contradict each other"
"""The answer when they do."""

_BUDGET = 1.5
"""Seconds for the decision; another reading, or an assumption, gets a third of them."""
_HARMLESS = frozenset({"either"})
"""Choices between readings that are stated but never make us abstain."""


@frozen
class Deduction:
    """Premises and a goal, read from English.

    Attributes:
        asked: the form of the answer.
        text: what was read.
        argument: the formulae, under the first readings.
        assumed: premises about existence that the traditional reading of a
            syllogism adds.
    """

    asked: Asked
    text: TextReading
    argument: Argument
    assumed: tuple[Formula, ...] = field(default=())

    @property
    def premises(self) -> tuple[Formula, ...]:
        """All premises, assumed ones last."""
        return (*self.argument.premises, *self.assumed)

    def describe(self) -> str:
        """Each sentence's formula, the goal, and the choices that were made."""
        lines = numbered(self.premises, self.text.passage.premises)
        lines.append(f"?- {self.argument.goal}   [{self.text.passage.goal}]")
        lines.append("open world: what neither follows nor is excluded is uncertain")
        if self.assumed:
            lines.append("the classes asked about are taken to have members")
        lines += [f"taken so: {CHOICES[choice][0]}" for choice in self.text.touched]
        lines += [f"taken so: {gender}" for gender in self.text.genders]
        lines += [f"set aside as framing: {aside}" for aside in self.text.passage.asides]
        return "\n".join(lines)

    def solve(self) -> Solution:
        """Decide the goal, and see whether another reading would decide it differently."""
        decision, notes = self.settle()
        if not self.argument.premises and decision.status is Status.UNCERTAIN:
            raise UnsolvedError("nothing is given from which this could be decided")
        if decision.status in {Status.TRUE, Status.FALSE}:
            self._refuse_other_time(decision)
        if self.text.passage.is_question or decision.status is Status.CONTRADICTORY:
            self.refuse_mixed_times(decision)
        if decision.status is Status.UNCERTAIN:
            if not self.text.passage.about_argument:
                self._refuse_unconnected()
                self._refuse_numbers()
                self._refuse_new_words()
            self.refuse_loose_ends()
            if not self.text.passage.about_argument:
                notes += self._open_assumptions()
        formulas = (self.argument.premises, self.argument.goal)
        name = fallacy(*formulas) or broken_rule(*formulas)
        if decision.status is Status.UNCERTAIN and name:
            notes.append(f"concluding it would be {name}")
        if decision.status is Status.CONTRADICTORY:
            notes.append(f"{CONTRADICTION}: {_numbers(decision.core)}")
        return Solution(
            self._phrase(decision),
            {
                "decision": decision.to_json(),
                "smt_lib": smt_script(self.premises, self.argument.goal),
            },
            steps=self._steps(decision),
            notes=notes,
        )

    def settle(self) -> tuple[Decision, list[str]]:
        """The decision, and notes on what it hangs on.

        Raises:
            UnsolvedError: there is none, or it hangs on a choice between readings.
        """
        decision = decide(self.premises, self.argument.goal, budget=_BUDGET)
        if decision.status is Status.UNKNOWN:
            raise UnsolvedError(f"it could not be decided: {decision.reason}")
        return decision, self._sensitivity(decision)

    def _sensitivity(self, decision: Decision) -> list[str]:
        """Notes on readings that would change the answer.

        Raises:
            UnsolvedError: it hangs on a choice that cannot be made for the asker.
        """
        notes = []
        for choice in self.text.touched:
            try:
                other = self.text.argument(Choices(frozenset({choice})))
            except UnresolvedError:
                continue
            premises = (*other.premises, *self.assumed)
            status = decide(premises, other.goal, budget=_BUDGET / 3).status
            if status is Status.UNKNOWN:
                status = decide(premises, other.goal, budget=_BUDGET).status
            if status is decision.status:
                continue
            taken, alternative = CHOICES[choice]
            if status is Status.UNKNOWN and choice not in _HARMLESS:
                raise UnsolvedError(
                    f"it is {decision.status} if {taken}; what it is if {alternative} "
                    "could not be found out"
                )
            if choice not in _HARMLESS:
                raise UnsolvedError(
                    f"the answer hangs on what is meant: {taken} ({decision.status}), "
                    f"or {alternative} ({status})"
                )
            notes.append(f"{taken}; if {alternative}, the answer is {status}")
        if self.assumed:
            status = decide(self.argument.premises, self.argument.goal, budget=_BUDGET / 3).status
            if decision.status is Status.CONTRADICTORY and status is not decision.status:
                raise UnsolvedError("there can be no such as are asked about, by what is given")
            if status is not decision.status:
                notes.append(f"without assuming that each class has members it is {status}")
        return notes

    def _open_assumptions(self) -> list[str]:
        """Notes on what may go without saying, and would decide what is uncertain.

        Raises:
            UnsolvedError: a statement is offered for judgement, or the
                assumption is obvious, so that "uncertain" would mislead.
        """
        notes = []
        argument, is_kind = self.argument, self.text.facts.is_kind
        for assumption in assumptions(argument.premises, argument.goal, is_kind):
            premises = (*self.premises, *assumption.formulas)
            status = decide(premises, self.argument.goal, budget=_BUDGET / 3).status
            if status not in {Status.TRUE, Status.FALSE}:
                continue
            if assumption.obvious or not self.text.passage.is_question:
                raise UnsolvedError(
                    f"it is uncertain as it stands, but would be {status} if it goes without "
                    f"saying that {assumption.words}; add that, or its opposite"
                )
            notes.append(f"it would be {status} given that {assumption.words}")
        return notes

    def _refuse_other_time(self, decision: Decision) -> None:
        """See to it that what is asked does not hang on what was, or will be, so.

        Raises:
            UnsolvedError: it does.
        """
        passage, argument = self.text.passage, self.argument
        aside = [i for i in range(len(self.text.clauses)) if i not in decision.core]
        change = passage.is_question and changed_since(
            [passage.premises[index] for index in aside],
            [self.text.clauses[index] for index in aside],
            [argument.premises[index] for index in aside],
            argument.goal,
        )
        if change:
            raise UnsolvedError(f'what is asked may be otherwise since "{change}"')
        used = [index for index in decision.core if index < len(self.text.clauses)]
        sentence = passage.is_question and other_time(
            [passage.premises[index] for index in used],
            [self.text.clauses[index] for index in used],
            [argument.premises[index] for index in used],
            passage.goal,
            argument.goal,
        )
        if sentence:
            raise UnsolvedError(f'"{sentence}" is said of another time than is asked about')

    def refuse_mixed_times(self, decision: Decision) -> None:
        """See to it that the present is not concluded from the past, or contradicted by it.

        Raises:
            UnsolvedError: it is.
        """
        passage, clauses, goal = self.text.passage, self.text.clauses, self.text.goal
        clash = decision.status is Status.CONTRADICTORY
        if not clash and (asks_of_past(passage.goal) or is_past(goal)):
            return
        used = [index for index in decision.core if index < len(clauses)]
        sentence = mixed_times(
            [passage.premises[index] for index in used],
            [clauses[index] for index in used],
            None if clash else goal,
        )
        if sentence:
            raise UnsolvedError(
                f'"{sentence}" tells of the past, and nothing says that it is still so'
            )

    def _refuse_unconnected(self) -> None:
        """See to it that something is said of what the question is about.

        Raises:
            UnsolvedError: nothing is, so that it is hardly a question of deduction.
        """
        if unconnected(self.argument.premises, self.argument.goal):
            raise UnsolvedError(
                "what is given says nothing about what is asked: they have no one and nothing "
                "in common, so that it cannot be told from this"
            )

    def _refuse_numbers(self) -> None:
        """See to it that nothing is called open that arithmetic settles.

        Raises:
            UnsolvedError: numbers are asked about, or compared.
        """
        numbers = numbers_said(self.argument.premises, self.argument.goal)
        if numbers:
            raise UnsolvedError(
                "it does not follow from what is given, but arithmetic may settle what holds of "
                + " and ".join(number.replace("_", " ") for number in numbers[:2])
            )

    def _refuse_new_words(self) -> None:
        """See to it that a hypothesis is not called neutral for want of a dictionary.

        Raises:
            UnsolvedError: it has a word that its premises do not have.
        """
        form, argument = self.asked.form, self.argument
        names = [form.true] if form else [option.text for option in self.asked.options]
        if not any(name.lower().startswith("entail") for name in names):
            return
        known = frozenset().union(*map(predicates, argument.premises))
        if fresh := sorted(name for name, _ in predicates(argument.goal) - known):
            raise UnsolvedError(
                f"nothing follows by the letter, but what the premises have to do with "
                f'"{fresh[0].replace("_", " ")}" depends on what words mean'
            )

    def refuse_loose_ends(self) -> None:
        """See to it that "uncertain" is not for want of knowing what words have to do
        with each other.

        Raises:
            UnsolvedError: two names may be meant to be related.
        """
        strict = not self.text.passage.about_argument
        ends = loose_ends(self.premises, self.argument.goal, strict=strict)
        if ends is not None:
            raise UnsolvedError(
                f"nothing follows from this reading, but {ends[0]} and {ends[1]} may be meant "
                "to be related; say how, or use the same words for the same thing"
            )

    def _phrase(self, decision: Decision) -> str:
        """The answer in words, in the form asked for."""
        passage = self.text.passage
        status = decision.status
        values = {Status.TRUE: True, Status.FALSE: False}
        if passage.about_argument:
            return self.asked.truth(status in {Status.TRUE, Status.CONTRADICTORY}, VALIDITY)
        if status is Status.CONTRADICTORY:
            if self.asked.options:
                raise UnsolvedError(f"{CONTRADICTION}: {_numbers(decision.core)}")
            return CONTRADICTION
        value = values.get(status)
        if passage.asks_whether_follows and not self._has_three_answers():
            return self.asked.truth(value is True, YES_NO)
        if passage.denied and value is not None:
            value = not value
        return self.asked.truth(value, TRUTH)

    def _has_three_answers(self) -> bool:
        if self.asked.options:
            return len(self.asked.options) > 2
        return self.asked.form is not None and self.asked.form.unknown != TRUTH.unknown

    def _steps(self, decision: Decision) -> tuple[str, ...]:
        sentences = self.text.passage.premises
        used = [
            f"premise {index + 1}: {sentences[index] if index < len(sentences) else self.premises[index]}"
            for index in decision.core
        ]
        goal, numbers = self.argument.goal, _numbers(decision.core)
        match decision.status:
            case Status.TRUE:
                return (*used, f"{goal} follows from {numbers}")
            case Status.FALSE:
                return (*used, f"{goal} is excluded by {numbers}")
            case Status.CONTRADICTORY:
                return (*used, "which cannot hold together")
            case _:
                return (
                    f"with it: {_world(decision.with_goal)}",
                    f"without it: {_world(decision.without_goal)}",
                )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Recheck the decision by other means, and that it gives ``answer``."""
        claim = "the evidence is what this problem calls for"
        try:
            if set(evidence) != {"decision", "smt_lib"}:
                return (_failed(claim),)
            decision = Decision.from_json(evidence["decision"])
            phrase = self._phrase(decision)
        except (InvalidValueError, UnsolvedError):
            return (_failed(claim),)
        if decision.to_json() != evidence["decision"]:
            return (_failed(claim),)
        if evidence["smt_lib"] != smt_script(self.premises, self.argument.goal):
            return (_failed("the SMT-LIB text is that of the reading"),)
        if phrase != answer:
            return (_failed("the answer is what the decision says"),)
        return recheck(self.premises, self.argument.goal, decision)


def _failed(claim: str) -> Check:
    return Check(claim, "comparison", outcome(False))


def _numbers(core: Sequence[int]) -> str:
    """Which premises: "premise 2", "premises 2, 5 and 7"."""
    if not core:
        return "no premise: of itself"
    *others, last = (str(index + 1) for index in core)
    return f"premises {', '.join(others)} and {last}" if others else f"premise {last}"


def _world(model: Model | None) -> str:
    return "a model" if model is None else model.describe()


_OF_ITSELF = re.compile(
    r"(?i)\bthis (?:very )?(?:statement|sentence) (?:itself )?is (?:not )?(?:true|false|a lie)\b"
)


def read(query: Query) -> Reading:
    """A deduction in English, if ``query`` is one."""
    asked = ask(query)
    if match := _OF_ITSELF.search(asked.text):
        return NotUnderstood((match.group(),), hint="a statement about itself is not read here")
    text = read_text(asked)
    if text is None or isinstance(text, NotUnderstood):
        return text
    argument = text.argument()
    return Deduction(asked, text, argument, existence_assumed(text, argument.goal))
