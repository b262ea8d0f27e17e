"""Writing answers into the ledger, and finding them again."""

from __future__ import annotations

import json
import re
import secrets
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import astuple, evolve, frozen

from kaelum_core.errors import InvalidValueError, LedgerError
from kaelum_core.ledger.stats import Stats, summarise
from kaelum_core.ledger.store import Store
from kaelum_core.routing.selection import WorkerRecord
from kaelum_core.serialize import from_json, to_json
from kaelum_core.types import (
    JSON,
    Answer,
    Certificate,
    Outcome,
    Query,
    RoutingDecision,
    Signal,
    Verdict,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["Ledger", "LedgerWarning", "PastDecision"]

T = TypeVar("T")

ID_BYTES = 4
"""Bytes of a name: eight hexadecimal digits, drawn again in the rare case of a clash."""

_PREFIX = re.compile(r"[0-9a-f]{4,32}")
_PAGE = 500


class LedgerWarning(UserWarning):
    """The ledger cannot be used; answers are given all the same."""


@frozen
class PastDecision:
    """A recorded routing decision.

    Attributes:
        id: the ledger's name for the answer it led to.
        at: when, in seconds since the epoch.
        query: what was asked.
        decision: what was decided.
    """

    id: str
    at: float
    query: Query
    decision: RoutingDecision


def _warn(message: str) -> None:
    warnings.warn(message, LedgerWarning, stacklevel=4)


class Ledger:
    """The record of decisions, results, answers and feedback in one SQLite file.

    Recording never raises for a ledger that is locked, corrupt or unwritable:
    it warns, once. The methods that look something up raise
    :class:`LedgerError` instead, since then the ledger is what was asked for.
    """

    def __init__(self, path: Path, *, warn: Callable[[str], None] = _warn) -> None:
        self._store = Store(path)
        self._warn = warn
        self._warned = False

    @classmethod
    def open(cls, path: Path | str, *, warn: Callable[[str], None] = _warn) -> Self:
        """The ledger in the file ``path``, which is made when something is recorded.

        Args:
            path: the file.
            warn: is told, at most once, that nothing can be recorded.
        """
        return cls(Path(path), warn=warn)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- while answering: never raises -----------------------------------------

    def record(self, answer: Answer) -> str | None:
        """Keep ``answer`` with its decision and results, in one transaction.

        Returns:
            the short name by which to find it again; None if it could not be kept.
        """
        return self._quietly(lambda: self._record(answer), None)

    def worker_records(self) -> dict[tuple[str, str], WorkerRecord]:
        """(worker, domain) -> what became of its attempts; empty if nothing is known."""
        return self._quietly(self._worker_records, {})

    def _quietly(self, work: Callable[[], T], otherwise: T) -> T:
        try:
            return work()
        except (LedgerError, InvalidValueError) as error:
            if not self._warned:
                self._warned = True
                self._warn(f"{error}; answers are not recorded")
            return otherwise

    # -- looking things up -----------------------------------------------------

    def answer(self, name: str) -> Answer | None:
        """The answer whose name begins with ``name`` (four digits at least), or None.

        Raises:
            InvalidValueError: several answers are named so.
            LedgerError: the ledger cannot be read.
        """
        with self._store.reading() as connection:
            found = _find(connection, name)
            if connection is None or found is None:
                return None
            (body,) = connection.execute(
                "SELECT body FROM answers WHERE id = ?", (found,)
            ).fetchone()
            results = connection.execute(
                "SELECT body FROM results WHERE id = ? ORDER BY place", (found,)
            ).fetchall()
            decision = connection.execute(f"{_SELECT} WHERE id = ?", (found,)).fetchone()
        data = {**_loads(body), "results": [_loads(result) for (result,) in results], "id": found}
        return evolve(_structured(Answer, data), decision=_past(decision).decision)

    def certificate(self, name: str) -> Certificate | None:
        """The certificate of the answer whose name begins with ``name``, or None.

        Raises: as :meth:`answer`.
        """
        found = self.answer(name)
        return found.certificate if found else None

    def feedback(self, name: str, good: bool, domain: str | None = None) -> str:
        """Note that an answer was right or not; a later word replaces an earlier one.

        Args:
            name: the answer's name, or its beginning.
            good: whether it was right.
            domain: the domain that the query belongs to, if the router erred.

        Returns:
            the full name.

        Raises:
            InvalidValueError: no answer, or several, are named so.
            LedgerError: the ledger cannot be written.
        """
        with self._store.reading() as connection:
            found = _find(connection, name)
        if found is None:
            raise InvalidValueError(f"the ledger has no answer {name}")
        with self._store.writing() as writer:
            _credit(writer, found, -1)
            writer.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)",
                (found, good, domain, time.time()),
            )
            _credit(writer, found, +1)
        return found

    def stats(self, since: datetime | None = None, until: datetime | None = None) -> Stats:
        """Figures over the answers from ``since`` on and before ``until``.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        span = _span(since, until)
        with self._store.reading() as connection:
            if connection is None:
                return summarise([], [])
            answers = connection.execute(
                "SELECT d.at, d.domain, d.strategy, a.worker, a.verdict, a.elapsed, f.good, f.domain"
                " FROM decisions d JOIN answers a USING (id) LEFT JOIN feedback f USING (id)"
                " WHERE d.at >= ? AND d.at < ? ORDER BY d.at",
                span,
            ).fetchall()
            results = connection.execute(
                "SELECT r.worker, r.outcome, r.verdict, r.elapsed, a.worker IS r.worker"
                " FROM results r JOIN decisions d USING (id) JOIN answers a USING (id)"
                " WHERE d.at >= ? AND d.at < ?",
                span,
            ).fetchall()
        return summarise(answers, results)

    def decisions(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[PastDecision]:
        """The recorded decisions, oldest first.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        last = 0
        while True:
            with self._store.reading() as connection:
                if connection is None:
                    return
                rows = connection.execute(
                    f"{_SELECT} WHERE rowid > ? AND at >= ? AND at < ? ORDER BY rowid LIMIT ?",
                    (last, *_span(since, until), _PAGE),
                ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from map(_past, rows)

    # -- rows ------------------------------------------------------------------

    def _record(self, answer: Answer) -> str:
        rows = _Rows(answer)
        while True:
            name = secrets.token_hex(ID_BYTES)
            with self._store.writing() as connection:
                taken = connection.execute("SELECT 1 FROM decisions WHERE id = ?", (name,))
                if taken.fetchone() is None:
                    rows.insert(connection, name)
                    return name

    def _worker_records(self) -> dict[tuple[str, str], WorkerRecord]:
        with self._store.reading() as connection:
            if connection is None:
                return {}
            rows = connection.execute(
                "SELECT worker, domain, asked, answered, proved, good, bad, seconds FROM records"
            ).fetchall()
        return {(worker, domain): WorkerRecord(*counts) for worker, domain, *counts in rows}


class _Rows:
    """The rows that one answer becomes; made before the file is locked."""

    def __init__(self, answer: Answer) -> None:
        decision = answer.decision or RoutingDecision("none", {}, 0.0, (), answer.strategy or "")
        body = evolve(answer, results=(), decision=None, id=None)
        self._domain = decision.domain
        self._results = answer.results
        self._decision = (
            time.time(),
            _dumps(answer.query),
            decision.domain,
            _dumps(decision.scores),
            decision.complexity,
            _dumps(decision.workers),
            decision.strategy,
            decision.budget,
            _dumps(decision.signals),
            _dumps(decision.reasons),
        )
        self._answer = (
            _clean(answer.text),
            answer.verdict,
            answer.worker,
            answer.elapsed,
            _dumps(body),
        )
        self._attempts = [
            (
                result.worker,
                result.outcome,
                result.verdict,
                result.confidence,
                result.elapsed,
                _clean(result.answer),
                _dumps(result),
            )
            for result in answer.results
        ]

    def insert(self, connection: Connection, name: str) -> None:
        """Write them all under ``name``."""
        connection.execute(
            "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (name, *self._decision),
        )
        connection.execute(
            "INSERT INTO answers (id, text, verdict, worker, elapsed, body)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (name, *self._answer),
        )
        connection.executemany(
            "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(name, place, *attempt) for place, attempt in enumerate(self._attempts)],
        )
        for result in self._results:
            if result.outcome is not Outcome.CANCELLED:  # it never had its chance
                answered = result.outcome is Outcome.ANSWERED
                proved = answered and result.verdict is Verdict.PROVED
                one = WorkerRecord(1, int(answered), int(proved), seconds=result.elapsed)
                _add(connection, result.worker, self._domain, one)


_SELECT = (
    "SELECT rowid, id, at, query, domain, scores, complexity, workers, strategy, budget,"
    " signals, reasons FROM decisions"
)


def _past(row: Sequence[Any]) -> PastDecision:
    _, name, at, query, domain, scores, complexity, workers, strategy, *more = row
    budget, signals, reasons = more
    decision = RoutingDecision(
        domain=domain,
        scores=_loads(scores),
        complexity=complexity,
        workers=_loads(workers),
        strategy=strategy,
        signals=[_structured(Signal, signal) for signal in _loads(signals)],
        reasons=_loads(reasons),
        budget=budget,
    )
    return PastDecision(name, at, _structured(Query, _loads(query)), decision)


def _add(connection: Connection, worker: str, domain: str, more: WorkerRecord) -> None:
    """Add to a worker's record in a domain."""
    connection.execute(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " asked = asked + excluded.asked, answered = answered + excluded.answered,"
        " proved = proved + excluded.proved, good = good + excluded.good,"
        " bad = bad + excluded.bad, seconds = seconds + excluded.seconds",
        (worker, domain, *astuple(more)),
    )


def _credit(connection: Connection, name: str, times: int) -> None:
    """Add the feedback on an answer, if there is any, to its worker's record, or take it away."""
    row = connection.execute(
        "SELECT f.good, a.worker, coalesce(f.domain, d.domain) FROM feedback f"
        " JOIN answers a USING (id) JOIN decisions d USING (id) WHERE f.id = ?",
        (name,),
    ).fetchone()
    if row is not None and row[1] is not None:
        good, worker, domain = row
        more = WorkerRecord(good=times) if good else WorkerRecord(bad=times)
        _add(connection, worker, domain, more)


def _find(connection: Connection | None, name: str) -> str | None:
    """The full name of the one answer whose name begins with ``name``, or None."""
    name = name.strip().lower()
    if connection is None or not _PREFIX.fullmatch(name):
        return None
    rows = connection.execute(
        "SELECT id FROM answers WHERE id >= ? AND id < ? LIMIT 3", (name, name + "g")
    ).fetchall()
    if len(rows) > 1:
        some = ", ".join(full for (full,) in rows)
        raise InvalidValueError(f"several answers begin with {name}: {some}")
    return str(rows[0][0]) if rows else None


def _span(since: datetime | None, until: datetime | None) -> tuple[float, float]:
    return (
        since.timestamp() if since else float("-inf"),
        until.timestamp() if until else float("inf"),
    )


def _dumps(value: Any) -> str:
    """JSON in ASCII, which holds any text at all: half of a surrogate pair, too."""
    try:
        return json.dumps(to_json(value), separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidValueError(f"an answer cannot be written as JSON: {error}") from error


def _loads(text: str) -> JSON:
    try:
        return json.loads(text)
    except ValueError as error:
        raise LedgerError(f"the ledger holds a damaged row: {error}") from error


def _structured(kind: type[T], data: JSON) -> T:
    try:
        return from_json(kind, data)
    except InvalidValueError as error:
        raise LedgerError(f"the ledger holds a damaged row: {error}") from error


def _clean(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
