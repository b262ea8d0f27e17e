"""What is asked about an arrangement, and deciding it with the help of an oracle.

An oracle says what is possible and what is necessary given the clues. The
solver is one and Z3 is another, so that the same goal decided by both is an
answer found one way and checked another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Literal, Protocol

from attrs import frozen

from kaelum_logic.answers import YES_NO, Asked
from kaelum_logic.finite.constraints import Constraint, Count, Member, Not, holds
from kaelum_logic.finite.solver import Network
from kaelum_logic.problem import UnsolvedError

__all__ = [
    "UNCERTAIN",
    "Candidate",
    "Choose",
    "Decide",
    "Finding",
    "Goal",
    "HowMany",
    "ListOrder",
    "Mode",
    "Oracle",
    "Roster",
    "SolverOracle",
    "Which",
    "claims_of",
]

_CERTAIN = re.compile(
    r"(?i)\b(?:certainly|definitely|necessarily|for (?:certain|sure)|must)\b[^.!?]*\?\s*$"
)
"""A question that asks only for what holds in any case."""
UNCERTAIN = "uncertain"
"""The answer when the clues leave the question open."""

Mode = Literal["must be true", "could be true", "must be false", "could be false"]


class Oracle(Protocol):
    """Knows what follows from the clues of one puzzle."""

    def possible(self, *claims: Constraint) -> bool | None:
        """Whether the claims can hold together; None if that cannot be told."""
        ...

    def necessary(self, claim: Constraint) -> bool | None:
        """Whether the claim must hold; None if that cannot be told."""
        ...


class SolverOracle:
    """Answers from the list of all solutions, or by search when there are very many."""

    _LISTED = 400

    def __init__(self, network: Network) -> None:
        self._network = network
        self.listed = list(islice(network.solutions(), self._LISTED + 1))
        self._complete = len(self.listed) <= self._LISTED

    @property
    def consistent(self) -> bool:
        """Whether there is a solution at all."""
        return bool(self.listed)

    @property
    def unique(self) -> bool:
        """Whether there is exactly one."""
        return len(self.listed) == 1

    def possible(self, *claims: Constraint) -> bool:
        """Whether some solution makes all claims true."""
        if any(all(holds(claim, found) for claim in claims) for found in self.listed):
            return True
        return not self._complete and self._network.solution(*claims) is not None

    def necessary(self, claim: Constraint) -> bool:
        """Whether every solution makes the claim true."""
        return not self.possible(Not(claim))


@frozen
class Finding:
    """An answer, the remarks that belong to it, and whether the clues leave the question open."""

    answer: str
    notes: tuple[str, ...] = ()
    open: bool = False


@frozen
class Candidate:
    """One possible answer and what would make it the right one; ``named``: whether the text names it."""

    name: str
    claim: Constraint
    named: bool = True

    def __str__(self) -> str:
        return f"{self.name}: {self.claim}"


def _names(candidates: Sequence[Candidate]) -> list[str]:
    """The names of ``candidates``, those without one taken together."""
    named = [item.name for item in candidates if item.named]
    return named + ["someone unnamed"] * (len(named) < len(candidates))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@frozen
class Which:
    """Which of the candidates is it? Unknown when the clues leave several open.

    Attributes:
        candidates: the possible answers.
        asked: the form of the answer.
        others: whether it may be one of which nothing is told.
    """

    candidates: tuple[Candidate, ...]
    asked: Asked
    others: bool = False

    def __str__(self) -> str:
        return "which? " + "; ".join(map(str, self.candidates))

    def decide(self, oracle: Oracle) -> Finding:
        """The candidates that are right whatever else holds, if that settles the question."""
        right = [item for item in self.candidates if oracle.necessary(item.claim)]
        maybe = [
            item for item in self.candidates if item not in right and oracle.possible(item.claim)
        ]
        if maybe and not (right and _CERTAIN.search(self.asked.question)):
            names = _names((*right, *maybe))
            if self.asked.options:
                raise UnsolvedError(f"the clues leave open which one it is: {_listed(names)}")
            others = "" if len(names) > 1 else ", but do not settle it"
            return Finding(UNCERTAIN, (f"the clues allow {' or '.join(names)}{others}",), open=True)
        if not any(item.named for item in right) and (right or self.others):
            raise UnsolvedError("it is none of those that are named")
        return self._chosen(_names(right) or ["none"])

    def _chosen(self, names: Sequence[str]) -> Finding:
        text = _listed(names)
        if not self.asked.options:
            return Finding(text)
        label = self.asked.choose(text) or _choose_loosely(self.asked, text)
        if label is None:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return Finding(label)


def _choose_loosely(asked: Asked, text: str) -> str | None:
    """The one option that says ``text`` among other words."""
    wanted = set(text.lower().split())
    labels = [
        option.label for option in asked.options if wanted <= set(option.text.lower().split())
    ]
    return labels[0] if len(labels) == 1 else None


@frozen
class Choose:
    """Which of the options is as asked: must it be true, could it, ...?"""

    mode: Mode
    options: tuple[Candidate, ...]

    def __str__(self) -> str:
        return f"which {self.mode}? " + "; ".join(map(str, self.options))

    def decide(self, oracle: Oracle) -> Finding:
        """The one option that fits.

        Raises:
            UnsolvedError: none or several do.
        """
        fitting = [item.name for item in self.options if self._fits(item.claim, oracle)]
        if len(fitting) != 1:
            some = f"options {_listed(fitting)}" if fitting else "none of the options"
            raise UnsolvedError(f"{some} {self.mode}, so there is no one answer")
        return Finding(fitting[0])

    def _fits(self, claim: Constraint, oracle: Oracle) -> bool:
        match self.mode:
            case "must be true":
                found = oracle.necessary(claim)
            case "could be true":
                found = oracle.possible(claim)
            case "must be false":
                found = oracle.possible(claim) is False
            case "could be false":
                found = oracle.possible(Not(claim))
        return bool(found)


@frozen
class Decide:
    """Is it so? Or, with ``could``, is it possible?"""

    claim: Constraint
    asked: Asked
    could: bool = False

    def __str__(self) -> str:
        return f"is it {'possible' if self.could else 'so'} that {self.claim}?"

    def decide(self, oracle: Oracle) -> Finding:
        """Yes, no or uncertain, in the form asked for."""
        if self.could:
            return Finding(self.asked.truth(oracle.possible(self.claim), YES_NO))
        if oracle.necessary(self.claim):
            return Finding(self.asked.truth(True, YES_NO))
        if not oracle.possible(self.claim):
            return Finding(self.asked.truth(False, YES_NO))
        return Finding(self.asked.truth(None, YES_NO), ("the clues allow both",), open=True)


@frozen
class HowMany:
    """How many of the claims hold?"""

    claims: tuple[Constraint, ...]
    asked: Asked

    def __str__(self) -> str:
        return "how many of " + "; ".join(map(str, self.claims))

    def decide(self, oracle: Oracle) -> Finding:
        """The number, if it is the same in every arrangement."""
        numbers = range(len(self.claims) + 1)
        candidates = tuple(Candidate(str(n), Count(self.claims, "=", n)) for n in numbers)
        return Which(candidates, self.asked).decide(oracle)


@frozen
class ListOrder:
    """In what order do they stand? Or, with a table, who has what?

    Attributes:
        rows: for each place, what to write before the entities there (or "").
        variables: the variables to place, with the names to write.
        first: the number of the first place.
        joiner: what stands between one place and the next.
        reverse: whether to start from the last place.
    """

    rows: tuple[str, ...]
    variables: tuple[tuple[str, str], ...]
    first: int
    joiner: str = ", "
    reverse: bool = False

    def __str__(self) -> str:
        return "what is the whole arrangement?"

    def decide(self, oracle: Oracle) -> Finding:
        """The arrangement, if there is only one."""
        at: Mapping[int, list[str]] = {number: [] for number in range(len(self.rows))}
        for variable, name in self.variables:
            for number in at:
                if oracle.necessary(Member(variable, [number + self.first])):
                    at[number].append(name)
                    break
            else:
                return Finding(UNCERTAIN, (f"the clues leave the place of {name} open",), open=True)
        numbers = sorted(at, reverse=self.reverse)
        parts = [f"{self.rows[n]}{', '.join(at[n])}" for n in numbers]
        return Finding(self.joiner.join(parts))


@frozen
class Roster:
    """What is each of them? One of several things, in a sentence for each."""

    members: tuple[tuple[str, tuple[Candidate, ...]], ...]

    def __str__(self) -> str:
        return f"what are {', '.join(name for name, _ in self.members)}?"

    def decide(self, oracle: Oracle) -> Finding:
        """``Ann is a knight, and Bob may be either.``"""
        parts, left_open = [], False
        for name, candidates in self.members:
            sure = [item.name for item in candidates if oracle.necessary(item.claim)]
            left_open = left_open or not sure
            parts.append(f"{name} {f'is {_with_article(sure[0])}' if sure else 'may be either'}")
        if len(parts) == 1:
            return Finding(f"{parts[0]}.", open=left_open)
        return Finding(f"{', '.join(parts[:-1])}, and {parts[-1]}.", open=left_open)


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


Goal = Which | Choose | Decide | HowMany | ListOrder | Roster


def claims_of(goal: Goal) -> tuple[Constraint, ...]:
    """Every constraint that deciding ``goal`` looks at."""
    match goal:
        case Which(candidates, _):
            return tuple(item.claim for item in candidates)
        case Choose(_, options):
            return tuple(item.claim for item in options)
        case Decide(claim, _, _):
            return (claim,)
        case HowMany(claims, _):
            return claims
        case Roster(members):
            return tuple(item.claim for _, candidates in members for item in candidates)
        case ListOrder():
            return ()
