"""The ledger: a durable record of decisions, results, answers and feedback.

One SQLite file that any number of processes and threads write at once. What
is told here is complete or absent, never torn: one answer is one transaction.
A ledger that cannot be used costs one warning, never an answer.
"""

from __future__ import annotations

from kaelum_core.ledger.book import Ledger, LedgerWarning, PastDecision
from kaelum_core.ledger.stats import (
    DayStats,
    DomainStats,
    Latency,
    Stats,
    StrategyStats,
    WorkerStats,
)
from kaelum_core.routing.selection import WorkerRecord

__all__ = [
    "DayStats",
    "DomainStats",
    "Latency",
    "Ledger",
    "LedgerWarning",
    "PastDecision",
    "Stats",
    "StrategyStats",
    "WorkerRecord",
    "WorkerStats",
]
