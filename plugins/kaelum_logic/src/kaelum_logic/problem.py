"""What a family of problems hands to the worker, and what it may raise.

A family's module offers ``read(query)``, which returns

* ``None``: the query is not of this family;
* a :class:`NotUnderstood`: it is, but these sentences were not understood;
* a :class:`Problem`: the query in formal dress, which can say how it was read,
  be solved, and test an answer by another route than the one that found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from kaelum_core.errors import KaelumError
from kaelum_core.types import JSON, Check, CheckOutcome

__all__ = ["NotUnderstood", "Problem", "Reading", "Solution", "UnsolvedError", "outcome", "strings"]


def strings(values: Iterable[str]) -> tuple[str, ...]:
    """``values`` as a tuple: the converter of our own values' lists of sentences."""
    return tuple(values)


class UnsolvedError(KaelumError):
    """The problem was read but has no answer to give; the message says why."""


@frozen
class Solution:
    """What solving a problem gives.

    Attributes:
        answer: the answer text, in the form that was asked for.
        evidence: a JSON object from which :meth:`Problem.check` can test the
            answer; it goes into the certificate.
        steps: how the answer was reached, in words, shown with ``--explain``.
        notes: remarks worth showing beside the answer (a fallacy's name).
    """

    answer: str
    evidence: Mapping[str, JSON] = field(factory=dict)
    steps: tuple[str, ...] = field(default=(), converter=strings)
    notes: tuple[str, ...] = field(default=(), converter=strings)


@frozen
class NotUnderstood:
    """A query of this family in which some sentences were not understood.

    Attributes:
        sentences: those sentences, as written.
        understood: how many other sentences were.
        hint: what would help, if the family knows.
        exclusive: whether the query is of this family for certain, so that no
            other should try to make sense of it.
    """

    sentences: tuple[str, ...] = field(converter=strings)
    understood: int = 0
    hint: str = ""
    exclusive: bool = False

    @property
    def share(self) -> float:
        """The share of the sentences that was understood, in [0, 1]."""
        return self.understood / (self.understood + len(self.sentences) or 1)


@runtime_checkable
class Problem(Protocol):
    """A query in formal dress: a frozen value, the same for the same query."""

    def describe(self) -> str:
        """The formal reading, to be shown to the asker and kept in the certificate."""
        ...

    def solve(self) -> Solution:
        """Find the answer.

        Raises:
            UnsolvedError: there is none to give, with the reason for the asker.
        """
        ...

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Test ``answer`` and every field of ``evidence``, trusting neither.

        The evidence may have been written by anyone: fail a check, and raise
        nothing, when it is malformed. At least one check should be independent
        of what :meth:`solve` does, and complete.
        """
        ...


Reading = Problem | NotUnderstood | None
"""What a family's ``read`` returns."""


def outcome(passed: bool) -> CheckOutcome:
    """``PASSED`` or ``FAILED``."""
    return CheckOutcome.PASSED if passed else CheckOutcome.FAILED
