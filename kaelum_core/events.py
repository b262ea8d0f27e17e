"""What observers hear: one frozen value per thing that happens to a query."""

from __future__ import annotations

from attrs import frozen

from kaelum_core.types import Answer, Query, RoutingDecision, WorkerResult

__all__ = [
    "AnswerReady",
    "Event",
    "QueryReceived",
    "Routed",
    "WorkerFinished",
    "WorkerProgress",
    "WorkerStarted",
]


@frozen
class Event:
    """Something happened to ``query``.

    Attributes:
        query: the query it happened to.
        at: seconds since the query was received.
    """

    query: Query
    at: float


@frozen
class QueryReceived(Event):
    """The engine accepted the query."""


@frozen
class Routed(Event):
    """The router decided."""

    decision: RoutingDecision


@frozen
class WorkerStarted(Event):
    """A worker was asked."""

    worker: str


@frozen
class WorkerProgress(Event):
    """A worker reported progress."""

    worker: str
    message: str


@frozen
class WorkerFinished(Event):
    """A worker's attempt ended, in whatever way."""

    result: WorkerResult


@frozen
class AnswerReady(Event):
    """The strategy decided; the last event of a query."""

    answer: Answer
