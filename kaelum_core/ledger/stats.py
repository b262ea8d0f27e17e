"""Figures over the ledger's rows; pure, so that they can be tested without a file."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from kaelum_core.types import Outcome, Verdict

__all__ = [
    "DayStats",
    "DomainStats",
    "Latency",
    "Stats",
    "StrategyStats",
    "WorkerStats",
    "summarise",
]


@frozen
class Latency:
    """Percentiles of wall time in seconds (nearest rank); None of nothing."""

    p50: float | None
    p90: float | None
    p99: float | None

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """The percentiles of ``seconds``."""
        ordered = sorted(seconds)

        def rank(share: float) -> float | None:
            return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None

        return cls(rank(0.5), rank(0.9), rank(0.99))


@frozen
class DomainStats:
    """One domain's queries.

    Attributes:
        domain: its name.
        queries: how many.
        share: of all queries.
        abstained: share of its queries without an answer.
        proved: share of its queries with a proved answer.
        good, bad: words of feedback.
        accuracy: share of good ones among them; None without feedback.
        routed: share of feedback that names no other domain; None without feedback.
        latency: of the whole query.
    """

    domain: str
    queries: int
    share: float
    abstained: float
    proved: float
    good: int
    bad: int
    accuracy: float | None
    routed: float | None
    latency: Latency


@frozen
class WorkerStats:
    """One worker's attempts.

    Attributes:
        worker: its name.
        asked: how often it was asked.
        answered: how often it answered.
        won: how often the final answer rested on it.
        win_rate: ``won`` as a share of ``asked``.
        verdicts: verdict -> how many of its answers.
        outcomes: outcome -> how many of its attempts.
        seconds: spent in all.
        latency: of one attempt.
    """

    worker: str
    asked: int
    answered: int
    won: int
    win_rate: float
    verdicts: Mapping[str, int]
    outcomes: Mapping[str, int]
    seconds: float
    latency: Latency


@frozen
class StrategyStats:
    """How often a strategy decided, and with an answer."""

    strategy: str
    queries: int
    share: float
    answered: float


@frozen
class DayStats:
    """One day, in UTC; days without queries in between are there, too."""

    day: str
    queries: int
    answered: int
    proved: int
    good: int
    bad: int


@frozen
class Stats:
    """The ledger in figures."""

    queries: int
    answered: int
    proved: int
    good: int
    bad: int
    latency: Latency
    domains: tuple[DomainStats, ...]
    workers: tuple[WorkerStats, ...]
    strategies: tuple[StrategyStats, ...]
    trend: tuple[DayStats, ...]


@frozen
class _Row:
    """One answer, as the ledger's query gives it."""

    at: float
    domain: str
    strategy: str | None
    worker: str | None
    verdict: str | None
    elapsed: float
    good: int | None
    meant: str | None

    @property
    def answered(self) -> bool:
        return self.verdict is not None

    @property
    def proved(self) -> bool:
        return self.verdict == Verdict.PROVED


def summarise(answers: Sequence[Sequence[Any]], results: Sequence[Sequence[Any]]) -> Stats:
    """All figures.

    Args:
        answers: (at, domain, strategy, worker, verdict, elapsed, good, domain
            named by feedback), ordered by time.
        results: (worker, outcome, verdict, elapsed, whether the answer rests on it).
    """
    rows = [_Row(*answer) for answer in answers]
    by_domain, by_strategy, by_day = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows:
        by_domain[row.domain].append(row)
        by_strategy[row.strategy or "none"].append(row)
        by_day[_day(row.at)].append(row)
    return Stats(
        queries=len(rows),
        answered=_answered(rows),
        proved=_proved(rows),
        good=_good(rows),
        bad=_bad(rows),
        latency=Latency.of([row.elapsed for row in rows]),
        domains=tuple(_domain(name, by_domain[name], len(rows)) for name in _by_size(by_domain)),
        workers=_workers(results),
        strategies=tuple(
            StrategyStats(
                name, len(own := by_strategy[name]), len(own) / len(rows), _answered(own) / len(own)
            )
            for name in _by_size(by_strategy)
        ),
        trend=tuple(
            DayStats(
                datetime.fromtimestamp(day * _DAY, UTC).date().isoformat(),
                len(own := by_day[day]), _answered(own), _proved(own), _good(own), _bad(own),
            )
            for day in (range(min(by_day), max(by_day) + 1) if rows else ())
        ),
    )  # fmt: skip


_DAY = 86_400


def _day(at: float) -> int:
    return int(at // _DAY)


def _by_size(groups: Mapping[str, Sequence[object]]) -> list[str]:
    return sorted(groups, key=lambda name: (-len(groups[name]), name))


def _answered(rows: Sequence[_Row]) -> int:
    return sum(row.answered for row in rows)


def _proved(rows: Sequence[_Row]) -> int:
    return sum(row.proved for row in rows)


def _good(rows: Sequence[_Row]) -> int:
    return sum(row.good == 1 for row in rows)


def _bad(rows: Sequence[_Row]) -> int:
    return sum(row.good == 0 for row in rows)


def _domain(name: str, rows: Sequence[_Row], total: int) -> DomainStats:
    good, bad = _good(rows), _bad(rows)
    judged = [row for row in rows if row.good is not None]
    routed = sum(row.meant in {None, name} for row in judged)
    return DomainStats(
        domain=name,
        queries=len(rows),
        share=len(rows) / total,
        abstained=1 - _answered(rows) / len(rows),
        proved=_proved(rows) / len(rows),
        good=good,
        bad=bad,
        accuracy=good / len(judged) if judged else None,
        routed=routed / len(judged) if judged else None,
        latency=Latency.of([row.elapsed for row in rows]),
    )


def _workers(results: Sequence[Sequence[Any]]) -> tuple[WorkerStats, ...]:
    groups = defaultdict(list)
    for result in results:
        groups[str(result[0])].append(result[1:])
    return tuple(_worker(name, groups[name]) for name in _by_size(groups))


def _worker(name: str, attempts: Sequence[Sequence[Any]]) -> WorkerStats:
    outcomes = Counter(outcome for outcome, *_ in attempts)
    verdicts = Counter(verdict for outcome, verdict, *_ in attempts if outcome == Outcome.ANSWERED)
    won = sum(bool(rests) for outcome, _, _, rests in attempts if outcome == Outcome.ANSWERED)
    seconds = [elapsed for _, _, elapsed, _ in attempts]
    return WorkerStats(
        worker=name,
        asked=len(attempts),
        answered=outcomes[Outcome.ANSWERED],
        won=won,
        win_rate=won / len(attempts),
        verdicts=dict(sorted(verdicts.items())),
        outcomes=dict(sorted(outcomes.items())),
        seconds=math.fsum(seconds),
        latency=Latency.of(seconds),
    )
