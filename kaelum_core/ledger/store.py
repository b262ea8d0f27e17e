"""The ledger's file: connecting, the schema and its versions, transactions."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kaelum_core.errors import LedgerError

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["MIGRATIONS", "Store"]

APPLICATION_ID = 0x4B41454C
"""``KAEL``, in the file's header: tells a ledger from any other SQLite file."""

PATIENCE = 5.0
"""Seconds to wait for other writers; each of them needs a millisecond."""

IMPATIENCE = 0.05
"""Seconds to wait after having waited in vain: a stuck writer slows one answer, not all."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE decisions (
            id TEXT PRIMARY KEY,
            at REAL NOT NULL,
            query TEXT NOT NULL,
            domain TEXT NOT NULL,
            scores TEXT NOT NULL,
            complexity REAL,
            workers TEXT NOT NULL,
            strategy TEXT,
            budget REAL,
            signals TEXT NOT NULL,
            reasons TEXT NOT NULL
        )""",
        "CREATE INDEX decisions_at ON decisions (at)",
        """CREATE TABLE answers (
            id TEXT PRIMARY KEY REFERENCES decisions (id),
            text TEXT,
            verdict TEXT,
            worker TEXT,
            elapsed REAL NOT NULL,
            body TEXT NOT NULL
        )""",
        """CREATE TABLE results (
            id TEXT NOT NULL REFERENCES decisions (id),
            place INTEGER NOT NULL,
            worker TEXT NOT NULL,
            outcome TEXT NOT NULL,
            verdict TEXT NOT NULL,
            confidence REAL NOT NULL,
            elapsed REAL NOT NULL,
            answer TEXT,
            body TEXT NOT NULL,
            PRIMARY KEY (id, place)
        ) WITHOUT ROWID""",
        """CREATE TABLE feedback (
            id TEXT PRIMARY KEY REFERENCES decisions (id),
            good INTEGER NOT NULL,
            domain TEXT,
            at REAL NOT NULL
        )""",
        # Sums over results and feedback, kept up in the same transactions, since
        # every routing decision reads them.
        """CREATE TABLE records (
            worker TEXT NOT NULL,
            domain TEXT NOT NULL,
            asked INTEGER NOT NULL DEFAULT 0,
            answered INTEGER NOT NULL DEFAULT 0,
            proved INTEGER NOT NULL DEFAULT 0,
            good INTEGER NOT NULL DEFAULT 0,
            bad INTEGER NOT NULL DEFAULT 0,
            seconds REAL NOT NULL DEFAULT 0,
            PRIMARY KEY (worker, domain)
        ) WITHOUT ROWID""",
    ),
)
"""Statements that bring a file from version i to i + 1. Never edit one that was
released: append the next."""


class Store:
    """A SQLite file with the ledger's schema.

    One connection per process, made on first use and shared by its threads
    one at a time; a forked child makes its own. Nothing is created by reading.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._owner = 0
        self._inherited: list[Connection] = []
        self._patience = PATIENCE

    def close(self) -> None:
        """Close the connection; using the store again opens a new one."""
        with self._lock:
            if self._connection is not None and self._owner == os.getpid():
                self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """The connection, for as long as it is needed; None while there is no file.

        Raises:
            LedgerError: the file cannot be read, or is no ledger.
        """
        with self._guarded():
            yield self._connect() if self.path.exists() else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """The connection within one transaction: all of it is kept, or nothing.

        Raises:
            LedgerError: the file cannot be written, or is no ledger.
        """
        with self._guarded():
            connection = self._connect()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):  # the first error is the one to tell
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """One thread at a time; trouble as :class:`LedgerError`."""
        import sqlite3  # most commands keep no ledger

        with self._lock:
            try:
                yield
            except (sqlite3.Error, OSError) as error:
                self._be_patient(IMPATIENCE)
                if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error):
                    self.close()
                raise LedgerError(f"the ledger {self.path} cannot be used: {error}") from error
            if self._patience != PATIENCE:
                self._be_patient(PATIENCE)

    def _be_patient(self, seconds: float) -> None:
        self._patience = seconds
        if self._connection is not None:
            self._connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")

    def _connect(self) -> Connection:
        if self._connection is not None and self._owner == os.getpid():
            return self._connection
        if self._connection is not None:
            # SQLite forbids even closing a connection that came through a fork.
            self._inherited.append(self._connection)
            self._connection = None
        import sqlite3  # see _guarded

        self.path.parent.mkdir(parents=True, exist_ok=True)
        # What people ask is their own business: nobody else may read it.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(
            self.path, timeout=self._patience, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._connection, self._owner = connection, os.getpid()
        return connection

    def _prepare(self, connection: Connection) -> None:
        """Set the connection up and bring the schema up to date."""
        self._version(connection)  # before anything touches a file that is not ours
        _use_wal(connection, self._patience)
        # In WAL mode NORMAL survives the death of any process, at no fsync per answer.
        connection.execute("PRAGMA synchronous = NORMAL")
        if self._version(connection) == len(MIGRATIONS):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            # The version is read again: another process may have been faster.
            for statements in MIGRATIONS[self._version(connection) :]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def _version(self, connection: Connection) -> int:
        """How many migrations the file has seen; 0 for an empty one."""
        # One statement, so one moment: another process may be migrating.
        version, application, tables = connection.execute(
            "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master)"
            " FROM pragma_user_version, pragma_application_id"
        ).fetchone()
        if application != APPLICATION_ID and (tables or application or version):
            raise LedgerError(f"{self.path} is an SQLite file, but no ledger of Kaelum")
        if version > len(MIGRATIONS):
            raise LedgerError(f"the ledger {self.path} was written by a newer Kaelum")
        return int(version)


def _use_wal(connection: Connection, patience: float) -> None:
    """Switch to write-ahead logging, where readers and writers do not wait for each other.

    SQLite does not wait for its turn when two processes switch a new file at
    once, so this does. A file system without shared memory keeps its journal:
    slower, and just as safe.
    """
    import sqlite3  # see Store._guarded

    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return
