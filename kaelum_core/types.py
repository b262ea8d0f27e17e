"""The values that travel through Kaelum: frozen, comparable, and JSON both ways.

The vocabulary is the one of ``docs/ARCHITECTURE.md``: a *query* is scored by
*classifiers*, solved by *workers* whose *results* carry *checks* and a
*certificate*, and turned by a *strategy* into one *answer*.

Nothing here imports a solver, an event loop or a terminal library.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from kaelum_core.errors import InvalidValueError

__all__ = [
    "JSON",
    "Answer",
    "Certificate",
    "Check",
    "CheckOutcome",
    "Classification",
    "Outcome",
    "Query",
    "RoutingDecision",
    "Signal",
    "Verdict",
    "WorkerResult",
    "derive_verdict",
]

JSON = Any
"""A JSON value: ``None``, ``bool``, ``int``, ``float``, ``str``, list or dict of such."""


class Outcome(enum.StrEnum):
    """How one worker's attempt ended. Every attempt has exactly one."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    CANCELLED = "cancelled"


class CheckOutcome(enum.StrEnum):
    """What one check found. ``INCONCLUSIVE`` never counts in favour of a claim."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"


class Verdict(enum.StrEnum):
    """How far a result is checked: proved > checked > unverified > refuted."""

    PROVED = "proved"
    CHECKED = "checked"
    UNVERIFIED = "unverified"
    REFUTED = "refuted"

    @property
    def rank(self) -> int:
        """3 for proved down to 0 for refuted: larger is better checked."""
        return _RANKS[self]

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, Verdict) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, Verdict) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, Verdict) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, Verdict) else NotImplemented


_RANKS = {Verdict.PROVED: 3, Verdict.CHECKED: 2, Verdict.UNVERIFIED: 1, Verdict.REFUTED: 0}


def _tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values)


def _readonly(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(values))


def _unit_interval(_instance: object, attribute: Any, value: Any) -> None:
    if value is not None and not 0.0 <= value <= 1.0:
        raise InvalidValueError(f"{attribute.name} must lie in [0, 1], not {value!r}")


@frozen
class Query:
    """What is asked.

    Attributes:
        text: the question itself.
        context: a passage the question is about (premises, a story), if any.
        options: answer options as written, labels included (``"A) True"``).
        id: the asker's own name for this query; echoed, never interpreted.
    """

    text: str
    context: str | None = None
    options: tuple[str, ...] = field(default=(), converter=_tuple)
    id: str | None = None

    @property
    def full_text(self) -> str:
        """The context, if any, and the question, separated by a blank line."""
        return f"{self.context}\n\n{self.text}" if self.context else self.text


@frozen
class Signal:
    """One reason behind a score: what was seen, and how much it weighed.

    Attributes:
        name: what kind of evidence this is (``"equation"``, ``"word:integral"``).
        domain: the domain it speaks for, or None for complexity signals.
        weight: contribution, in the classifier's own units; negative speaks against.
        evidence: the piece of the query that was seen, shortened.
    """

    name: str
    domain: str | None
    weight: float
    evidence: str = ""


@frozen
class Classification:
    """One classifier's opinion of a query.

    Attributes:
        scores: domain -> probability in [0, 1] that the query belongs there;
            independent per domain. Empty means the classifier abstains.
        complexity: estimated difficulty in [0, 1], or None for no opinion.
        signals: the reasons, strongest first.
    """

    scores: Mapping[str, float] = field(factory=dict, converter=_readonly)
    complexity: float | None = field(default=None, validator=_unit_interval)
    signals: tuple[Signal, ...] = field(default=(), converter=_tuple)

    @scores.validator
    def _scores_are_probabilities(self, _attribute: Any, value: Mapping[str, float]) -> None:
        for domain, score in value.items():
            if not 0.0 <= score <= 1.0:
                raise InvalidValueError(
                    f"the score of {domain!r} must lie in [0, 1], not {score!r}"
                )


@frozen
class RoutingDecision:
    """What the router decided for one query, with its reasons.

    Attributes:
        domain: the most likely domain, or ``"none"``.
        scores: merged score per domain, in [0, 1].
        complexity: estimated difficulty in [0, 1].
        workers: names of the workers to ask, best first.
        strategy: name of the strategy that combines their results.
        signals: the reasons behind scores and complexity.
        reasons: sentences on why these workers and this strategy.
        budget: share of the deadline to spend, in (0, 1].
    """

    domain: str
    scores: Mapping[str, float] = field(converter=_readonly)
    complexity: float = field(validator=_unit_interval)
    workers: tuple[str, ...] = field(converter=_tuple)
    strategy: str
    signals: tuple[Signal, ...] = field(default=(), converter=_tuple)
    reasons: tuple[str, ...] = field(default=(), converter=_tuple)
    budget: float = 1.0


@frozen
class Check:
    """One test of a claim.

    Attributes:
        claim: what was tested, in words (``"both roots put back give 0"``).
        method: by which method (``"substitution"``).
        outcome: passed, failed or inconclusive.
        independent: the method does not share the computation that produced
            the answer.
        complete: if it passes, nothing is left open about the formal reading
            (*all* roots, not only *these are* roots).
        detail: anything worth showing, such as the residual.
    """

    claim: str
    method: str
    outcome: CheckOutcome
    independent: bool = False
    complete: bool = False
    detail: str = ""

    @property
    def passed(self) -> bool:
        """Whether the outcome is ``PASSED``."""
        return self.outcome is CheckOutcome.PASSED


def derive_verdict(checks: Sequence[Check]) -> Verdict:
    """The verdict that follows from ``checks``; the only way to one.

    One failed check refutes. Otherwise one passed check that is both
    independent and complete proves; any passed check makes it checked; no
    check, or only inconclusive ones, leaves it unverified.
    """
    if any(check.outcome is CheckOutcome.FAILED for check in checks):
        return Verdict.REFUTED
    passed = [check for check in checks if check.passed]
    if any(check.independent and check.complete for check in passed):
        return Verdict.PROVED
    return Verdict.CHECKED if passed else Verdict.UNVERIFIED


def _digest(body: Mapping[str, JSON]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@frozen
class Certificate:
    """A self-contained record that lets anyone repeat the check.

    Make one with :meth:`issue`, which computes the digest. The digest exposes
    accidents; it is the checker that exposes lies, by reading the query again
    and testing the answer against ``evidence`` without trusting either.

    Attributes:
        checker: name of the certificate checker that understands ``evidence``.
        query: the question, its context and its options.
        answer: the answer text that is certified.
        interpretation: the formal reading, as it was shown.
        evidence: JSON object; its shape belongs to the checker.
        issuer: ``"distribution version"`` that issued it.
        digest: SHA-256 (hexadecimal) of the canonical JSON of all the above.
        format: version of this envelope.
    """

    checker: str
    query: Query
    answer: str
    interpretation: str
    evidence: Mapping[str, JSON]
    issuer: str
    digest: str
    format: str = "kaelum-certificate/1"

    @classmethod
    def issue(
        cls,
        *,
        checker: str,
        query: Query,
        answer: str,
        interpretation: str,
        evidence: Mapping[str, JSON],
        issuer: str,
    ) -> Certificate:
        """A certificate with its digest filled in."""
        unsigned = cls(checker, query, answer, interpretation, evidence, issuer, digest="")
        return evolve(unsigned, digest=unsigned.compute_digest())

    def compute_digest(self) -> str:
        """The digest that the fields call for, whatever ``digest`` says."""
        query = self.query
        return _digest(
            {
                "format": self.format,
                "checker": self.checker,
                "query": [query.text, query.context, list(query.options), query.id],
                "answer": self.answer,
                "interpretation": self.interpretation,
                "evidence": self.evidence,
                "issuer": self.issuer,
            }
        )


@frozen
class WorkerResult:
    """What became of one worker's attempt. Nothing a worker does is lost.

    Make one with :meth:`answered` or :meth:`abstained`; the panel makes the
    others (failed, timed out, cancelled) and fills in ``worker`` and ``elapsed``.

    Attributes:
        outcome: how the attempt ended.
        answer: the answer text; None unless answered.
        confidence: the worker's own estimate in [0, 1] that the answer is right.
        interpretation: the formal reading: the equation, the formulae.
        checks: the tests that were run.
        certificate: what lets anyone repeat them, if there is one.
        reason: why it abstained, failed or ran out of time; a sentence.
        steps: how the answer was reached, shown with ``--explain``.
        notes: remarks worth showing beside the answer.
        worker: name of the worker.
        elapsed: seconds of wall time.
    """

    outcome: Outcome
    answer: str | None = None
    confidence: float = field(default=0.0, validator=_unit_interval)
    interpretation: str | None = None
    checks: tuple[Check, ...] = field(default=(), converter=_tuple)
    certificate: Certificate | None = None
    reason: str | None = None
    steps: tuple[str, ...] = field(default=(), converter=_tuple)
    notes: tuple[str, ...] = field(default=(), converter=_tuple)
    worker: str = ""
    elapsed: float = 0.0

    def __attrs_post_init__(self) -> None:
        if (self.answer is not None) != (self.outcome is Outcome.ANSWERED):
            raise InvalidValueError(f"a result that {self.outcome} has answer={self.answer!r}")

    @classmethod
    def answered(
        cls,
        answer: str,
        *,
        interpretation: str | None = None,
        checks: Iterable[Check] = (),
        certificate: Certificate | None = None,
        confidence: float | None = None,
        steps: Iterable[str] = (),
        notes: Iterable[str] = (),
    ) -> WorkerResult:
        """An answer. Without ``confidence`` the verdict decides: 1 for proved,
        0.8 checked, 0.5 unverified, 0 refuted."""
        checks = tuple(checks)
        if confidence is None:
            confidence = _CONFIDENCE[derive_verdict(checks)]
        return cls(
            Outcome.ANSWERED,
            answer=answer,
            confidence=confidence,
            interpretation=interpretation,
            checks=checks,
            certificate=certificate,
            steps=tuple(steps),
            notes=tuple(notes),
        )

    @classmethod
    def abstained(
        cls, reason: str, *, interpretation: str | None = None, notes: Iterable[str] = ()
    ) -> WorkerResult:
        """No answer, because of ``reason``: a sentence that helps the asker."""
        return cls(
            Outcome.ABSTAINED, reason=reason, interpretation=interpretation, notes=tuple(notes)
        )

    @property
    def verdict(self) -> Verdict:
        """Derived from the checks; ``UNVERIFIED`` when there is no answer."""
        return derive_verdict(self.checks) if self.answer is not None else Verdict.UNVERIFIED


_CONFIDENCE = {
    Verdict.PROVED: 1.0,
    Verdict.CHECKED: 0.8,
    Verdict.UNVERIFIED: 0.5,
    Verdict.REFUTED: 0.0,
}


@frozen
class Answer:
    """What the asker gets.

    Attributes:
        query: what was asked.
        text: the answer, or None when Kaelum abstained.
        confidence: in [0, 1].
        interpretation, checks, certificate, steps, notes: as in the result
            that the answer rests on.
        worker: name of that result's worker, or None.
        strategy: name of the strategy that decided.
        reason: why there is no answer; None when there is one.
        hint: what would help, when there is no answer.
        results: every worker's result, in order of completion: dissent included.
        decision: the routing decision.
        elapsed: seconds of wall time for the whole query.
        id: the ledger's short name for this answer, if it was recorded.
    """

    query: Query
    text: str | None
    confidence: float = field(default=0.0, validator=_unit_interval)
    interpretation: str | None = None
    checks: tuple[Check, ...] = field(default=(), converter=_tuple)
    certificate: Certificate | None = None
    steps: tuple[str, ...] = field(default=(), converter=_tuple)
    notes: tuple[str, ...] = field(default=(), converter=_tuple)
    worker: str | None = None
    strategy: str | None = None
    reason: str | None = None
    hint: str | None = None
    results: tuple[WorkerResult, ...] = field(default=(), converter=_tuple)
    decision: RoutingDecision | None = None
    elapsed: float = 0.0
    id: str | None = None

    @classmethod
    def from_result(cls, query: Query, result: WorkerResult, **changes: Any) -> Answer:
        """The answer that rests on ``result``."""
        return cls(
            query,
            result.answer,
            confidence=result.confidence,
            interpretation=result.interpretation,
            checks=result.checks,
            certificate=result.certificate,
            steps=result.steps,
            notes=result.notes,
            worker=result.worker or None,
            reason=result.reason,
            **changes,
        )

    @property
    def verdict(self) -> Verdict | None:
        """Derived from the checks; None when Kaelum abstained."""
        return derive_verdict(self.checks) if self.text is not None else None
