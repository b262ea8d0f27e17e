"""Programs that a model wrote, in Logic-LM's notations, handed in as text."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.constraints import Constraint
from kaelum_logic.finite.solver import Network
from kaelum_logic.formula import Pred
from kaelum_logic.notation import NotationError
from kaelum_logic.problem import Reading, Solution, UnsolvedError, outcome
from kaelum_logic.programs.arrangement import Arrangement
from kaelum_logic.programs.choosing import NOTHING, Choice, ContradictoryError, choose, claims
from kaelum_logic.programs.finite import read_variables
from kaelum_logic.programs.firstorder import Entailment, read_first_order
from kaelum_logic.programs.lsat import read_lsat
from kaelum_logic.programs.names import normal
from kaelum_logic.programs.rules import Derivation, read_rules
from kaelum_logic.programs.search import Finder, OutOfTimeError
from kaelum_logic.programs.text import Line, program_in, sections
from kaelum_logic.solving import Decision, Status, decide, jointly, recheck, smt_script

__all__ = ["ArrangementProblem", "DerivationProblem", "EntailmentProblem", "read"]

_BUDGET = 5.0
_SHOWN = 3_000
_AS_WRITTEN = "as written"


def read(query: Query) -> Reading:
    """The problem that a program in ``query`` states; None without a program."""
    program = program_in(query.context or "")
    question = query.text
    if program is None:
        program = program_in(query.text)
        if program is None:
            return None
        program, behind = _without_question(program)
        question = behind or query.text.split(program.splitlines()[0], 1)[0]
    parts = sections(program)
    asked = ask(Query(question, None, query.options))
    try:
        return _problem(parts, asked)
    except NotationError as error:
        return UnreadProgram(str(error))


@frozen
class UnreadProgram:
    """A program beyond repair. It is claimed, so that nobody reads it as English."""

    reason: str

    def describe(self) -> str:
        """What could not be read."""
        return f"a program that cannot be read: {self.reason}"

    def solve(self) -> Solution:
        """Give up.

        Raises:
            UnsolvedError: always.
        """
        raise UnsolvedError(f"the program cannot be read: {self.reason}")

    def check(self, _answer: str, _evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Refuse: there is no answer to a program that cannot be read."""
        return (_mismatch(self.reason),)


def _as_repaired(checks: Sequence[Check], repairs: Sequence[str]) -> Sequence[Check]:
    """``checks`` of a program; of one that was repaired they leave the repair open.

    A repair is our guess at what was meant, so that nothing about the program
    as it was given can be complete.
    """
    return [evolve(check, complete=False) for check in checks] if repairs else checks


def _without_question(program: str) -> tuple[str, str]:
    """A program, and the question in English that stands behind it after an empty line."""
    front, _, last = program.rpartition("\n\n")
    asks = "?" in last and not re.search(r":::|[()\[\]]|^\W*\w+:\s*$", last, re.MULTILINE)
    return (front, last.strip()) if front and asks else (program, "")


def _problem(parts: Mapping[str, Sequence[Line]], asked: Asked) -> Reading:
    if "premises" in parts:
        return EntailmentProblem(read_first_order(parts), asked)
    if "declarations" in parts:
        return ArrangementProblem(read_lsat(parts, [o.text for o in asked.options]), asked)
    if "variables" in parts:
        return ArrangementProblem(read_variables(parts), asked)
    derivation = read_rules(parts)
    return DerivationProblem(_as_asked(derivation, parts["query"], asked.question), asked)


@frozen
class EntailmentProblem:
    """Whether a conclusion follows from premises: true, false or uncertain."""

    entailment: Entailment
    asked: Asked

    def describe(self) -> str:
        """Premises and conclusion, in plain notation."""
        premises = "; ".join(map(str, self.entailment.premises))
        return f"{premises} |- {self.entailment.conclusion}"

    def solve(self) -> Solution:
        """Decide.

        Raises:
            UnsolvedError: the premises contradict each other, or it cannot be decided.
        """
        decision = decide(self.entailment.premises, self.entailment.conclusion, budget=_BUDGET)
        return Solution(
            self._answer(decision),
            {**decision.to_json(), "smt_lib": self._script()},
            steps=_reasons(decision),
            notes=self.entailment.repairs,
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Repeat the decision by other means, and derive the answer from it again."""
        try:
            decision = Decision.from_json(evidence)
            expected = self._answer(decision)
        except (InvalidValueError, UnsolvedError) as error:
            return (_mismatch(str(error)),)
        if answer != expected or evidence.get("smt_lib") != self._script():
            return (_mismatch(expected),)
        entailment = self.entailment
        found = recheck(entailment.premises, entailment.conclusion, decision, budget=_BUDGET)
        return _as_repaired(found, entailment.repairs)

    def _script(self) -> str:
        return smt_script(self.entailment.premises, self.entailment.conclusion)

    def _answer(self, decision: Decision) -> str:
        match decision.status:
            case Status.CONTRADICTORY:
                numbers = ", ".join(str(index + 1) for index in decision.core)
                raise UnsolvedError(f"premises {numbers} of the program contradict each other")
            case Status.UNKNOWN:
                raise UnsolvedError(f"it could not be decided: {decision.reason}")
            case Status.UNCERTAIN:
                return self.asked.truth(None)
            case status:
                return self.asked.truth(status is Status.TRUE)


@frozen
class DerivationProblem:
    """Whether facts and rules derive a claim, its denial, or neither."""

    derivation: Derivation
    asked: Asked

    def describe(self) -> str:
        """Facts, rules and claim, in plain notation."""
        premises = "; ".join(map(str, self.derivation.premises))
        return f"{premises} ?- {self.derivation.claim}"

    def solve(self) -> Solution:
        """Derive.

        Raises:
            UnsolvedError: claim and denial both follow, or it cannot be decided.
        """
        claim, denial = (
            decide(self.derivation.premises, goal, budget=_BUDGET) for goal in self._goals()
        )
        notes = list(self.derivation.repairs)
        if self._value(claim, denial) is None and self._closed():
            notes.append("nothing derives the claim, and only true and false are offered: false")
        return Solution(
            self._answer(claim, denial),
            {"claim": claim.to_json(), "denial": denial.to_json()},
            steps=(*_reasons(claim), *_reasons(denial)),
            notes=notes,
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Repeat both decisions by other means, and derive the answer from them again."""
        try:
            claim = Decision.from_json(evidence.get("claim"))
            denial = Decision.from_json(evidence.get("denial"))
            expected = self._answer(claim, denial)
        except (InvalidValueError, UnsolvedError) as error:
            return (_mismatch(str(error)),)
        if answer != expected:
            return (_mismatch(expected),)
        premises = self.derivation.premises
        found = jointly(
            recheck(premises, goal, decision, budget=_BUDGET)
            for goal, decision in zip(self._goals(), (claim, denial), strict=True)
        )
        return _as_repaired(found, self.derivation.repairs)

    def _goals(self) -> tuple[Pred, Pred]:
        return self.derivation.claim, self.derivation.denial

    def _value(self, claim: Decision, denial: Decision) -> bool | None:
        """Whether the claim is derived, or its denial, or (None) neither."""
        for decision in (claim, denial):
            if decision.status not in (Status.TRUE, Status.UNCERTAIN):
                raise UnsolvedError(f"it could not be derived: {decision.status}")
        derived = claim.status is Status.TRUE, denial.status is Status.TRUE
        if all(derived):
            raise UnsolvedError("the rules derive both the claim and its denial")
        return True if derived[0] else False if derived[1] else None

    def _closed(self) -> bool:
        """Whether the options offer no third answer."""
        try:
            return bool(self.asked.options) and not self.asked.truth(None)
        except UnsolvedError:
            return True

    def _answer(self, claim: Decision, denial: Decision) -> str:
        value = self._value(claim, denial)
        return self.asked.truth(False if value is None and self._closed() else value)


_DENIES = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)


def _as_asked(derivation: Derivation, query: Sequence[Line], question: str) -> Derivation:
    """``derivation`` with its claim turned round where the question says the opposite.

    Models often copy what is to be shown as its own denial. The sentence that is asked about
    (the last of the question, or else what stands beside the query) must name the predicate.
    """
    statements = [s for s in re.split(r"(?<=[.?!])\s+", question.strip()) if s]
    gloss = next((line.gloss for line in query if line.gloss), "")
    statement = statements[-1] if statements else gloss
    name = derivation.claim.name.removeprefix("not ")
    if normal(name) not in {normal(word) for word in re.findall(r"[\w'’]+", statement)}:
        return derivation
    if bool(_DENIES.search(statement)) == derivation.claim.name.startswith("not "):
        return derivation
    repair = f"the query said the opposite of the question ({statement})"
    return evolve(
        derivation,
        claim=derivation.denial,
        denial=derivation.claim,
        repairs=[*derivation.repairs, repair],
    )


@frozen
class ArrangementProblem:
    """Which option a finite arrangement singles out."""

    arrangement: Arrangement
    asked: Asked

    def describe(self) -> str:
        """Constraints and options, shortened if they are very long."""
        network = self.arrangement.network
        options = "; ".join(
            f"{option.label}: {' and '.join(map(str, option.tests))}"
            for option in self.arrangement.options
        )
        text = f"{'; '.join(map(str, network.constraints))} ?- {options}"
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."

    def solve(self) -> Solution:
        """Test every option by search, under the first reading that decides.

        Raises:
            UnsolvedError: the constraints contradict each other, no option is
                singled out, or the search takes too long.
        """
        deadline = time.monotonic() + _BUDGET
        try:
            reading, choice = self._decided(deadline)
        except OutOfTimeError as error:
            raise UnsolvedError(str(error)) from error
        repair = "" if reading == _AS_WRITTEN else reading
        steps = [f"{name}: {'yes' if holds else 'no'}" for name, holds in choice.outcomes.items()]
        return Solution(
            self._phrase(choice.label),
            {"outcomes": dict(choice.outcomes), "reading": reading},
            steps=steps,
            notes=[*self.arrangement.repairs, *filter(None, (repair, choice.note))],
        )

    def _decided(self, deadline: float) -> tuple[str, Choice]:
        """The choice as written, or one on which all readings agree that are possible."""
        try:
            return _AS_WRITTEN, self._searched(self.arrangement.network, deadline)
        except ContradictoryError as error:
            problem: UnsolvedError = error
            readings = self.arrangement.weaker()
        except UnsolvedError as error:
            problem = error
            readings = self.arrangement.fuller()
        found: dict[str, Choice] = {}
        try:
            for reading, network in readings.items():
                with contextlib.suppress(ContradictoryError):
                    found[reading] = self._searched(network, deadline)
        except UnsolvedError:
            raise problem from None
        if len({choice.label for choice in found.values()}) != 1:
            raise problem
        return next(iter(found.items()))

    def _searched(self, network: Network, deadline: float) -> Choice:
        options, question = self.arrangement.options, self.asked.question
        finder = Finder(network, claims(options, question))

        def possible(claim: Constraint) -> bool:
            wanted = () if claim == NOTHING else (claim,)
            return finder.solution(*wanted, deadline=deadline) is not None

        return choose(options, question, possible)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Test every option with Z3, under the reading that decided; and that none comes before."""
        arrangement, undecided = self.arrangement, list[Constraint]()
        reading = str(evidence.get("reading"))
        written = reading == _AS_WRITTEN
        networks = {
            _AS_WRITTEN: arrangement.network,
            **arrangement.weaker(),
            **arrangement.fuller(),
        }
        choice = self._proved(networks[reading], undecided) if reading in networks else None
        expected = {"outcomes": dict(choice.outcomes) if choice else {}, "reading": reading}
        right = choice is not None and answer == self._phrase(choice.label) and evidence == expected
        right = right and (written or self._proved(arrangement.network, undecided) is None)
        found = Check(
            "the options come out as stated, and single this one out",
            "testing each with Z3",
            CheckOutcome.INCONCLUSIVE if undecided else outcome(right),
            independent=True,
            complete=written and choice is not None and not choice.note,
        )
        return _as_repaired((found,), arrangement.repairs)

    def _proved(self, network: Network, undecided: list[Constraint]) -> Choice | None:
        """What Z3 chooses, if it can; ``undecided`` takes what it cannot tell."""
        from kaelum_logic.finite.proof import Prover  # loads Z3

        prover = Prover(network)

        def possible(claim: Constraint) -> bool:
            found = prover.possible(claim)
            if found is None:
                undecided.append(claim)
            return bool(found)

        try:
            return choose(self.arrangement.options, self.asked.question, possible)
        except UnsolvedError:
            return None

    def _phrase(self, label: str) -> str:
        """The label as the asker wrote it."""
        written = (option.label for option in self.asked.options)
        return next((text for text in written if text.strip("() .").upper() == label), label)


def _reasons(decision: Decision) -> Iterator[str]:
    if decision.core:
        numbers = ", ".join(str(index + 1) for index in decision.core)
        yield f"follows from statements {numbers}"


def _mismatch(detail: str) -> Check:
    claim = "the answer follows from the decision"
    return Check(claim, "reading it", CheckOutcome.FAILED, detail=detail)
