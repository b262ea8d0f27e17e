"""Truth-tellers and liars: who says what of whom, on an island or in a chain.

Everyone always tells the truth or always lies, so that what someone says is
true exactly if he is a truth-teller. The arrangements are found by trying all
of them, and checked by deduction from the formulae.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.english.speech import Island, read_island
from kaelum_logic.families import testimony
from kaelum_logic.formula import Const, Formula, Iff, Not, Pred, conjunction
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Model, Status, decide

__all__ = ["TruthTellers", "read"]

_MOST_PEOPLE = 14
_TRUTHFUL = "truthful"

Arrangement = tuple[bool, ...]


@frozen
class TruthTellers:
    """People, what they say, and what is asked.

    Attributes:
        asked: the form of the answer.
        island: who there is and what was said.
    """

    asked: Asked
    island: Island

    @property
    def premises(self) -> tuple[Formula, ...]:
        """Each saying as an equivalence, then what is told as a fact."""
        sayings = (
            Iff(Pred(_TRUTHFUL, (Const(speaker),)), content)
            for speaker, content in self.island.sayings
        )
        return (*sayings, *self.island.facts)

    def describe(self) -> str:
        """People, sayings and the question as formulae."""
        island = self.island
        kinds = f"each {island.truthful} tells the truth, each {island.liar} lies"
        lines = [
            f"people: {', '.join(island.people)}; {kinds}",
            *(f"{number}. {formula}" for number, formula in enumerate(self.premises, 1)),
            f"?- {island.question if island.question is not None else island.wanted}",
        ]
        return "\n".join(lines)

    def solve(self) -> Solution:
        """Try every arrangement."""
        fitting = self._arrangements()
        steps = [
            f"of {2 ** len(self.island.people)} arrangements, {len(fitting)} agree with what is said"
        ]
        if not fitting:
            raise UnsolvedError(
                "no arrangement agrees with what is said: the story is contradictory"
            )
        return Solution(
            self._phrase(fitting), {"arrangements": [list(one) for one in fitting]}, steps
        )

    def _arrangements(self) -> list[Arrangement]:
        people = self.island.people
        return [
            values
            for values in itertools.product((True, False), repeat=len(people))
            if all(self._holds(formula, values) for formula in self.premises)
        ]

    def _holds(self, formula: Formula, values: Arrangement) -> bool:
        people = self.island.people
        rows = {(person,) for person, value in zip(people, values, strict=True) if value}
        model = Model(
            people,
            {person: person for person in people},
            {(_TRUTHFUL, 1): frozenset(rows)},
        )
        return model.satisfies(formula)

    def _phrase(self, fitting: Sequence[Arrangement]) -> str:
        island = self.island
        if island.question is not None:
            values = {self._holds(island.question, one) for one in fitting}
            return self.asked.truth(values.pop() if len(values) == 1 else None, YES_NO)
        sure = [
            column[0] if len(set(column)) == 1 else None for column in zip(*fitting, strict=True)
        ]
        named = list(zip(island.shown, sure, strict=True))
        if island.wanted == "everyone":
            return self._roster(named)
        if island.wanted.startswith("kind "):
            person = island.people.index(island.wanted.removeprefix("kind "))
            sure, named = [sure[person]], [named[person]]
        if None in sure:
            raise UnsolvedError("what is said leaves it open who that is")
        if island.wanted.startswith("kind "):
            return island.truthful if sure[0] else island.liar
        wanted = island.wanted in {"truthful", "count truthful"}
        chosen = [name for name, value in named if value is wanted]
        if island.wanted.startswith("count"):
            return str(len(chosen))
        return ", ".join(chosen) if chosen else "nobody"

    def _roster(self, named: Sequence[tuple[str, bool | None]]) -> str:
        parts = []
        for name, value in named:
            if value is None:
                parts.append(f"{name} may be either")
            else:
                role = self.island.truthful if value else self.island.liar
                parts.append(f"{name} is {'an' if role[0] in 'aeiou' else 'a'} {role}")
        if len(parts) == 1:
            return f"{parts[0]}."
        return f"{', '.join(parts[:-1])}, and {parts[-1]}."

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Deduce from the formulae that the arrangements are all, and no others fit."""
        claim = "the evidence lists arrangements of these people, and gives the answer"
        listed = evidence.get("arrangements")
        size = len(self.island.people)
        well_formed = (
            set(evidence) == {"arrangements"}
            and isinstance(listed, list)
            and bool(listed)
            and all(
                isinstance(one, list) and len(one) == size and all(type(v) is bool for v in one)
                for one in listed
            )
        )
        if not well_formed:
            return (Check(claim, "comparison", outcome(passed=False)),)
        fitting = [tuple(one) for one in listed or ()]
        try:
            if self._phrase(fitting) != answer:
                return (Check(claim, "comparison", outcome(passed=False)),)
        except UnsolvedError:
            return (Check(claim, "comparison", outcome(passed=False)),)
        return (self._exhausted(fitting),)

    def _exhausted(self, fitting: Sequence[Arrangement]) -> Check:
        """Each listed arrangement is possible, and nothing else is."""
        descriptions = [self._described(one) for one in fitting]
        others = conjunction(Not(one) for one in descriptions)
        each = all(
            decide(self.premises, Not(one)).status in {Status.FALSE, Status.UNCERTAIN}
            for one in descriptions
        )
        none_left = decide(self.premises, others).status is Status.FALSE
        return Check(
            "these arrangements agree with what is said, and no others do",
            "deduction from the formulae",
            outcome(passed=each and none_left),
            independent=True,
            complete=True,
        )

    def _described(self, arrangement: Arrangement) -> Formula:
        atoms = [Pred(_TRUTHFUL, (Const(person),)) for person in self.island.people]
        return conjunction(
            atom if value else Not(atom) for atom, value in zip(atoms, arrangement, strict=True)
        )


def read(query: Query) -> Reading:
    """A puzzle about truth-tellers and liars, if ``query`` is one.

    What is not understood here, of spies or in looser words, may be by
    :mod:`~kaelum_logic.families.testimony`, whose problem is then returned.
    """
    asked = ask(query)
    island = read_island(asked)
    if island is None:
        return None
    if isinstance(island, NotUnderstood):
        wider = testimony.read(query)
        return island if wider is None or isinstance(wider, NotUnderstood) else wider
    if len(island.people) > _MOST_PEOPLE:
        return NotUnderstood((f"{len(island.people)} people are too many to try",))
    return TruthTellers(asked, island)
