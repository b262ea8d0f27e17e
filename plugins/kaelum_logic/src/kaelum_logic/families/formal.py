"""Questions about formulae: validity, satisfiability, equivalence, entailment, truth tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import VALIDITY, YES_NO, Asked, Form, ask
from kaelum_logic.formula import FALSE, Formula, Not, Pred, conjunction, predicates
from kaelum_logic.notation import (
    NotationError,
    looks_like_smt_lib,
    looks_like_tptp,
    parse_smt_lib,
    parse_tptp,
)
from kaelum_logic.notation.parser import Sequent
from kaelum_logic.notation.questions import Question, Task, read_question
from kaelum_logic.notation.scripts import Asks, Script, script_in
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import (
    Decision,
    Model,
    Status,
    decide,
    ground,
    jointly,
    recheck,
    smt_script,
)
from kaelum_logic.solving.findings import Satisfied, Undecided

__all__ = ["Choice", "Decided", "Enumerated", "read"]

_SYMBOL = re.compile(r"->|=>|<-|[&|~¬∧∨→↔⊕⊻∀∃⊢⊨∴⇒⇔⊃≡⊤⊥^]|\\[a-z]+|\bv\b|/\\")
_WORD = re.compile(
    r"\b(?:not|and|or|true|false|xor|implies|iff|tautology|satisfiable|forall|exists)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?i),\s*(?:right|correct|yes|no|true|isn't it|is that right)\s*\?+\s*$")
_LONGEST_WITHOUT_SYMBOLS = 200
_MOST_ATOMS = 10
_MOST_ROWS = 64
_BUDGET = 5.0


def read(query: Query) -> Reading:
    """A :class:`Decided` or :class:`Enumerated` question, if ``query`` is one about formulae."""
    text = query.full_text
    script = script_in(text)
    if script is not None:
        return _read_script(script)
    if looks_like_smt_lib(text) or looks_like_tptp(text):
        return NotUnderstood((text.strip()[:80],), hint="the words around the script")
    wordy = len(text) <= _LONGEST_WITHOUT_SYMBOLS and _WORD.search(text)
    if not wordy and not _SYMBOL.search(text):
        return None
    asked = ask(query)
    if asked.options and (choice := _choice(asked)) is not None:
        return choice
    # As written first: "( True or False )" may be a formula, and look like an instruction.
    question = (
        read_question(query.text, query.context or "")
        or read_question(asked.question, asked.context)
        or read_question(_TAG.sub("?", query.text), query.context or "")
    )
    if question is None:
        return None
    if question.task in (Task.TABLE, Task.ASSIGNMENTS, Task.COUNT):
        return Enumerated(question, asked)
    return Decided(question, asked)


_WHICH = re.compile(
    r"(?is)(?:which|what)(?:\s+one)?(?:\s+of\s+(?:the\s+following|these|those|them)(?:\s+[\w-]+){0,2}?)?"
    r"(?:\s+(?:formula|statement|proposition|sentence|option|expression))?\s+"
    r"(?P<clause>(?:is|follows|can|cannot)\s+\S.*?)[?.:\s]*"
)


_VERBS = {"is": "is", "can": "can", "cannot": "can", "follows": "does follow"}


def _choice(asked: Asked) -> Choice | None:
    """The question of each option, where the options are formulae."""
    match = _WHICH.fullmatch(asked.question)
    if match is None:
        return None
    verb, rest = match["clause"].split(None, 1)
    rest, denials = re.subn(r"(?i)^not\s+", "", rest, count=1)
    words = _VERBS[verb.lower()].split()
    questions = []
    for option in asked.options:
        formula = f"({option.text.strip(' .')})"
        question = read_question(" ".join((words[0], formula, *words[1:], rest)) + "?")
        if question is None or question.task in (Task.TABLE, Task.ASSIGNMENTS, Task.COUNT):
            return None
        questions.append((option.label, Decided(question, Asked("", ""))))
    denied = (denials > 0) is not (verb.lower() == "cannot")
    return Choice(tuple(questions), wanted=not denied)


def _read_script(script: Script) -> Reading:
    try:
        sequent = (
            Sequent(parse_smt_lib(script.text), FALSE) if script.smt else parse_tptp(script.text)
        )
    except NotationError as error:
        return NotUnderstood((script.text[:80],), hint=str(error))
    asked = Asked("", script.text)
    if sequent.conclusion != FALSE:
        question = Question(Task.ENTAILED, sequent.conclusion, sequent.premises)
        return Decided(question, asked, _SZS_WORDS if script.asks is Asks.RESULT else YES_NO)
    task = Task.UNSATISFIABLE if script.asks is Asks.FAILS else Task.SATISFIABLE
    words = _SMT_WORDS if script.smt else _TPTP_WORDS
    question = Question(task, conjunction(sequent.premises))
    return Decided(question, asked, words if script.asks is Asks.RESULT else YES_NO)


_SMT_WORDS = Form("sat", "unsat", "unknown")
_TPTP_WORDS = Form("Satisfiable", "Unsatisfiable", "Unknown")
_SZS_WORDS = Form("Theorem", "CounterSatisfiable", "Unknown")
_VALUE_WORDS = Form("True", "False", "uncertain")

_CLASSES: Mapping[Status, tuple[str, ...]] = {
    Status.TRUE: ("valid", "tautology", "a tautology", "tautological", "always true"),
    Status.FALSE: ("unsatisfiable", "contradiction", "a contradiction", "contradictory"),
    Status.UNCERTAIN: (
        "contingent (satisfiable, but not valid)",
        "contingent",
        "contingency",
        "a contingency",
        "satisfiable",
        "neither",
    ),
}


@frozen
class Decided:
    """A question that one decision answers.

    Attributes:
        question: what is asked.
        asked: the form of the answer.
        words: words for the answer in place of those of the task.
    """

    question: Question
    asked: Asked
    words: Form | None = None

    def describe(self) -> str:
        """The task and its formulae, in plain notation."""
        return str(self.question)

    def solve(self) -> Solution:
        """Decide.

        Raises:
            UnsolvedError: no engine decides it, or no option says the answer.
        """
        decision = decide(self.question.premises, self.question.goal, budget=_BUDGET)
        return Solution(
            self._answer(decision.status, decision.reason),
            {**decision.to_json(), "smt_lib": self._script()},
            steps=_steps(decision),
            notes=_notes(decision),
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Repeat the decision by other means, and derive the answer from it again."""
        claim = "the answer follows from the decision"
        try:
            decision = Decision.from_json(evidence)
            expected = self._answer(decision.status, "no decision")
        except (InvalidValueError, UnsolvedError) as error:
            return (Check(claim, "reading it", CheckOutcome.FAILED, detail=str(error)),)
        if answer != expected or evidence.get("smt_lib") != self._script():
            return (Check(claim, "reading it", CheckOutcome.FAILED, detail=expected),)
        return recheck(self.question.premises, self.question.goal, decision, budget=_BUDGET)

    def holds(self, decision: Decision) -> bool:
        """Whether ``decision`` answers the question with yes.

        Raises:
            UnsolvedError: nothing was decided.
        """
        if decision.status is Status.UNKNOWN:
            raise UnsolvedError(f"it could not be decided: {decision.reason}")
        return self._value(decision.status) is True

    def _script(self) -> str:
        return smt_script(self.question.premises, self.question.goal)

    def _answer(self, status: Status, reason: str) -> str:
        task = self.question.task
        if status is Status.UNKNOWN:
            raise UnsolvedError(f"it could not be decided: {reason}")
        if task is Task.CLASSIFY:
            return self._class(status)
        if status is Status.CONTRADICTORY and task is not Task.ENTAILED:
            return str(status)
        value = self._value(status)
        if self.words is not None:
            return self.words.word(value)
        if task is Task.VALUE:
            return self.asked.truth(value, _VALUE_WORDS)
        bare = task is Task.ENTAILED and not self.asked.question.rstrip().endswith("?")
        return self.asked.truth(value, VALIDITY if bare else YES_NO)

    def _value(self, status: Status) -> bool | None:
        match self.question.task:
            case Task.SATISFIABLE:
                return status is not Status.FALSE
            case Task.UNSATISFIABLE:
                return status is Status.FALSE
            case Task.CONTINGENT:
                return status is Status.UNCERTAIN
            case Task.VALUE:
                return None if status is Status.UNCERTAIN else status is Status.TRUE
            case Task.ENTAILED if status in (Status.FALSE, Status.UNCERTAIN) and self._three():
                return None if status is Status.UNCERTAIN else False
            case _:
                return status in (Status.TRUE, Status.CONTRADICTORY)

    def _three(self) -> bool:
        """Whether "uncertain" is among the options."""
        try:
            return bool(self.asked.options) and bool(self.asked.truth(None))
        except UnsolvedError:
            return False

    def _class(self, status: Status) -> str:
        names = _CLASSES[status]
        if self.asked.options:
            chosen = next((c for name in names if (c := self.asked.choose(name))), None)
            if chosen is None:
                raise UnsolvedError(f"it is {names[0]}, which is not among the options")
            return chosen
        text = self.asked.question.lower()
        return next(
            (name for name in names if re.search(rf"\b{re.escape(name)}\b", text)), names[0]
        )


@frozen
class Choice:
    """Which of several options a question is true of; ``wanted`` is False for "is not"."""

    questions: tuple[tuple[str, Decided], ...]
    wanted: bool = True

    def describe(self) -> str:
        """The question of each option."""
        asked = "which" if self.wanted else "which not"
        return f"{asked}: " + "; ".join(f"{label}: {q.describe()}" for label, q in self.questions)

    def solve(self) -> Solution:
        """Decide each.

        Raises:
            UnsolvedError: one cannot be decided, or not exactly one is right.
        """
        decisions = {
            label: decide(q.question.premises, q.question.goal, budget=_BUDGET)
            for label, q in self.questions
        }
        evidence = {label: decision.to_json() for label, decision in decisions.items()}
        return Solution(self._answer(decisions), evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Repeat every decision by other means, and choose again."""
        claim = "the answer follows from the decisions"
        try:
            decisions = {label: Decision.from_json(data) for label, data in evidence.items()}
            right = answer == self._answer(decisions)
        except (InvalidValueError, UnsolvedError, KeyError) as error:
            return (Check(claim, "reading them", CheckOutcome.FAILED, detail=str(error)),)
        if not right or set(decisions) != {label for label, _ in self.questions}:
            return (Check(claim, "reading them", CheckOutcome.FAILED),)
        return jointly(
            recheck(q.question.premises, q.question.goal, decisions[label], budget=_BUDGET)
            for label, q in self.questions
        )

    def _answer(self, decisions: Mapping[str, Decision]) -> str:
        chosen = [label for label, q in self.questions if q.holds(decisions[label]) is self.wanted]
        if len(chosen) != 1:
            raise UnsolvedError(f"{len(chosen) or 'none'} of the options are right, not one")
        return chosen[0]


def _steps(decision: Decision) -> Iterator[str]:
    if decision.core:
        numbers = ", ".join(str(index + 1) for index in decision.core)
        yield f"premises that suffice: {numbers}"
    if decision.status is Status.UNCERTAIN and decision.with_goal and decision.without_goal:
        yield f"true when: {decision.with_goal.describe()}"
        yield f"false when: {decision.without_goal.describe()}"


def _notes(decision: Decision) -> Iterator[str]:
    if decision.status is Status.CONTRADICTORY:
        numbers = ", ".join(str(index + 1) for index in decision.core)
        yield f"the premises contradict each other ({numbers}), so everything follows from them"


@frozen
class Enumerated:
    """A question about all assignments to the propositions of one formula."""

    question: Question
    asked: Asked

    def describe(self) -> str:
        """The task and its formula, in plain notation."""
        return str(self.question)

    def solve(self) -> Solution:
        """Evaluate the formula under every assignment.

        Raises:
            UnsolvedError: it is not propositional, or has too many propositions.
        """
        rows = [row for row in self._rows() if self._model(row).satisfies(self.question.goal)]
        return Solution(self._answer(rows), {"satisfying": [_letters(row) for row in rows]})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Decide every row by search, not by evaluation."""
        satisfying, undecided = [], False
        for row in self._rows():
            finding = ground.search([*self._literals(row), self.question.goal], budget=1.0)
            undecided = undecided or isinstance(finding, Undecided)
            if isinstance(finding, Satisfied):
                satisfying.append(row)
        right = (
            answer == self._answer(satisfying)
            and evidence.get("satisfying") == [_letters(row) for row in satisfying]
            and set(evidence) == {"satisfying"}
        )
        return (
            Check(
                "exactly these assignments satisfy the formula",
                "a search under each assignment",
                CheckOutcome.INCONCLUSIVE if undecided else outcome(right),
                independent=True,
                complete=True,
            ),
        )

    def _names(self) -> list[str]:
        symbols = sorted(predicates(self.question.goal))
        if any(arity for _, arity in symbols) or not symbols:
            raise UnsolvedError("assignments are listed for propositional formulae only")
        most = 6 if self.question.task is Task.TABLE else _MOST_ATOMS
        if len(symbols) > most:
            raise UnsolvedError(f"there are more than {most} propositions to assign values to")
        return [name for name, _ in symbols]

    def _rows(self) -> list[tuple[bool, ...]]:
        return list(itertools.product((True, False), repeat=len(self._names())))

    def _model(self, row: Sequence[bool]) -> Model:
        true = frozenset([()])
        return Model(
            ["it"],
            predicates={
                (name, 0): true for name, value in zip(self._names(), row, strict=True) if value
            },
        )

    def _literals(self, row: Sequence[bool]) -> list[Formula]:
        pairs = zip(self._names(), row, strict=True)
        return [Pred(name) if value else Not(Pred(name)) for name, value in pairs]

    def _answer(self, rows: Sequence[Sequence[bool]]) -> str:
        names = self._names()
        if self.question.task is Task.COUNT:
            return str(len(rows))
        if self.question.task is Task.TABLE:
            heads = " | ".join((*names, str(self.question.goal)))
            body = (
                " | ".join(_letters((*row, row in rows)).replace("", " ").split())
                for row in self._rows()
            )
            return "\n".join((heads, *body))
        if not rows:
            return "no assignment satisfies it"
        if len(rows) > _MOST_ROWS:
            raise UnsolvedError(f"{len(rows)} assignments satisfy it: too many to list")
        return "; ".join(
            ", ".join(
                f"{name} = {str(value).lower()}" for name, value in zip(names, row, strict=True)
            )
            for row in rows
        )


def _letters(row: Sequence[bool]) -> str:
    return "".join("T" if value else "F" for value in row)
