"""What a question asks for, once it is read: a task that solves itself and checks a claim.

A :class:`Task` is a frozen value. It says how it was read (:meth:`Task.describe`),
solves itself (:meth:`Task.solve`) and tests a claimed answer by another method
(:meth:`Task.check`). The worker and ``kaelum verify`` call the same ``check``:
the check *is* the certificate's check.
"""

from __future__ import annotations

import abc
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import field, frozen

from kaelum_core.types import JSON, Check, CheckOutcome
from kaelum_math.expr.nodes import Expr, Relation

__all__ = ["Solution", "Task", "Value", "claim", "proof", "same_text", "undecided"]

Value: TypeAlias = Expr | Relation | bool | str | tuple[Expr, ...] | None
"""What a solution is worth to another task: an expression, a truth value, several values."""


@frozen
class Solution:
    """What a task found.

    Attributes:
        answer: the answer as text, in the form people expect.
        value: its exact value, for other tasks and for other forms of the answer.
        evidence: JSON that the check needs and that it never trusts.
        steps: how it was found, sentences.
        notes: remarks worth showing beside the answer.
    """

    answer: str
    value: Value = None
    evidence: Mapping[str, JSON] = field(factory=dict)
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Task(abc.ABC):
    """What is asked, formally. Subclasses are frozen attrs classes.

    ``solve`` and ``check`` raise :class:`~kaelum_math.errors.MathError` for what
    they cannot do; ``check`` gives failed checks for claims that do not hold.
    """

    @abc.abstractmethod
    def describe(self) -> str:
        """The formal reading, on one line; two tasks that differ describe themselves differently."""

    @abc.abstractmethod
    def solve(self) -> Solution:
        """The answer with what the check needs.

        Raises:
            MathError: there is no answer within reach; the message says why.
        """

    @abc.abstractmethod
    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        """Test a claimed ``answer``. Neither argument is trusted.

        The answer text must follow from what is checked. At least one check
        that is ``independent`` and ``complete`` must pass for a proof.
        """


def proof(claimed: str, method: str, holds: bool, *, detail: str = "") -> Check:
    """A check that leaves nothing open, by a method independent of the solver's."""
    return claim(claimed, method, holds, independent=True, complete=True, detail=detail)


def claim(
    claimed: str,
    method: str,
    holds: bool,
    *,
    independent: bool = False,
    complete: bool = False,
    detail: str = "",
) -> Check:
    """A check with the outcome that ``holds`` says."""
    outcome = CheckOutcome.PASSED if holds else CheckOutcome.FAILED
    return Check(claimed, method, outcome, independent, complete, detail)


def undecided(claimed: str, method: str, *, detail: str = "") -> Check:
    """A check that could not decide."""
    return Check(claimed, method, CheckOutcome.INCONCLUSIVE, detail=detail)


def same_text(answer: str, expected: str) -> Check:
    """Whether the answer text is the one that the checked value calls for."""
    return claim("the answer states the checked value", "comparison", answer == expected)
