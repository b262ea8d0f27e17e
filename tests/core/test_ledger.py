"""The ledger: what goes in comes out, whoever else writes, and trouble costs one warning."""

from __future__ import annotations

import itertools
import os
import sqlite3
import stat
import threading
import warnings
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from kaelum_core.errors import InvalidValueError, LedgerError
from kaelum_core.ledger import Ledger, LedgerWarning, WorkerRecord, store
from kaelum_core.types import (
    Answer,
    Certificate,
    Check,
    CheckOutcome,
    Outcome,
    Query,
    RoutingDecision,
    Signal,
    WorkerResult,
)

QUERY = Query("What is 2+2? \ud800 \0", "A context.", ("A) 4", "B) 5"), "row-1")
PROOF = Check("2 + 2 - 4 is 0", "subtraction", CheckOutcome.PASSED, True, True)
CERTIFICATE = Certificate.issue(
    checker="c", query=QUERY, answer="4", interpretation="2 + 2", evidence={"a": [1]}, issuer="me 1"
)
PROVED = evolve(
    WorkerResult.answered("4", checks=[PROOF], certificate=CERTIFICATE, steps=["add"]),
    worker="math",
    elapsed=0.25,
)
ABSTAINED = evolve(WorkerResult.abstained("nothing to deduce"), worker="logic", elapsed=0.5)
CANCELLED = WorkerResult(Outcome.CANCELLED, worker="slow", elapsed=0.3)
DECISION = RoutingDecision(
    "math", {"math": 0.9, "logic": 0.2}, 0.3, ("math", "logic"), "verification",
    (Signal("word", "math", 1.5, "2+2"),), ("math scores 0.90",), 0.6,
)  # fmt: skip
ANSWER = Answer.from_result(
    QUERY, PROVED, results=(PROVED, ABSTAINED, CANCELLED), decision=DECISION,
    strategy="verification", elapsed=0.6,
)  # fmt: skip
SILENT = Answer(QUERY, None, reason="no expert", results=(ABSTAINED,), decision=DECISION)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "ledger.sqlite3"


@pytest.fixture
def ledger(path):
    with Ledger.open(path) as opened:
        yield opened


@pytest.mark.parametrize("answer", [ANSWER, SILENT, Answer(QUERY, None, reason="r")])
def test_what_is_recorded_is_found_again(ledger, path, answer):
    name = ledger.record(answer)
    expected = evolve(answer, id=name)
    with Ledger.open(path) as another:
        found = another.answer(name)
    if answer.decision is None:
        found = evolve(found, decision=None)
    assert found == expected
    assert ledger.answer(f"  {name[:6].upper()} ") == ledger.answer(name)
    assert ledger.certificate(name) == answer.certificate


def test_reading_makes_no_file(ledger, path):
    assert ledger.worker_records() == {}
    assert ledger.answer("abcd") is None
    assert ledger.certificate("abcd") is None
    assert list(ledger.decisions()) == []
    assert ledger.stats().queries == 0
    assert ledger.stats().domains == ledger.stats().trend == ()
    with pytest.raises(InvalidValueError, match="no answer abcd"):
        ledger.feedback("abcd", good=True)
    assert not path.parent.exists()


def test_the_file_is_for_its_owner_alone(ledger, path):
    ledger.record(ANSWER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_names_are_short_and_clashes_are_drawn_again(ledger, monkeypatch):
    draws = iter(["abcd0001", "abcd0001", "abcd0002"])
    monkeypatch.setattr("secrets.token_hex", lambda _: next(draws))
    assert [ledger.record(ANSWER), ledger.record(ANSWER)] == ["abcd0001", "abcd0002"]
    with pytest.raises(InvalidValueError, match="abcd0001, abcd0002"):
        ledger.answer("abcd")
    assert ledger.answer("abcd0002").id == "abcd0002"


@pytest.mark.parametrize("name", ["", "abc", "zzzz", "%", "abcd' OR 1=1", "0" * 99])
def test_what_names_no_answer_finds_none(ledger, name):
    ledger.record(ANSWER)
    assert ledger.answer(name) is None


def test_decisions_come_back_in_order_and_in_full(ledger, monkeypatch):
    monkeypatch.setattr("kaelum_core.ledger.book._PAGE", 2)
    names = [ledger.record(ANSWER) for _ in range(5)]
    past = []
    for decision in ledger.decisions():  # the ledger may be used meanwhile
        past.append(decision)
        assert ledger.answer(decision.id)
    assert [decision.id for decision in past] == names
    assert past[0].query == QUERY
    assert past[0].decision == DECISION


def test_records_of_workers_leave_out_who_was_cancelled(ledger):
    ledger.record(ANSWER)
    ledger.record(SILENT)
    assert ledger.worker_records() == {
        ("math", "math"): WorkerRecord(1, 1, 1, seconds=0.25),
        ("logic", "math"): WorkerRecord(2, 0, 0, seconds=1.0),
    }


def test_feedback_counts_once_and_the_last_word_holds(ledger):
    name = ledger.record(ANSWER)
    assert ledger.feedback(name[:5], good=True) == name
    assert ledger.worker_records()["math", "math"].good == 1
    ledger.feedback(name, good=True)
    assert ledger.worker_records()["math", "math"].good == 1
    ledger.feedback(name, good=False, domain="logic")
    records = ledger.worker_records()
    assert (records["math", "math"].good, records["math", "math"].bad) == (0, 0)
    assert records["math", "logic"].bad == 1
    ledger.feedback(ledger.record(SILENT), good=False)
    assert ledger.stats().bad == 2


def test_statistics(ledger, monkeypatch):
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    clock = iter([(now + timedelta(days=day)).timestamp() for day in (0, 0, 2, 2.1, 2.2)])
    monkeypatch.setattr("kaelum_core.ledger.book.time.time", lambda: next(clock))
    first = ledger.record(ANSWER)
    ledger.record(SILENT)
    ledger.record(evolve(ANSWER, decision=evolve(DECISION, domain="logic"), elapsed=2.0))
    ledger.feedback(first, good=True)
    stats = ledger.stats()
    assert (stats.queries, stats.answered, stats.proved, stats.good, stats.bad) == (3, 2, 2, 1, 0)
    math, logic = stats.domains
    assert (math.domain, math.queries, math.abstained, math.accuracy) == ("math", 2, 0.5, 1.0)
    assert math.share == pytest.approx(2 / 3)
    assert math.routed == 1.0
    assert (logic.accuracy, logic.routed, logic.latency.p99) == (None, None, 2.0)
    assert math.latency.p50 == 0.0
    workers = {worker.worker: worker for worker in stats.workers}
    assert workers["math"].win_rate == 1.0
    assert workers["math"].verdicts == {"proved": 2}
    assert workers["logic"].outcomes == {"abstained": 3}
    assert workers["logic"].win_rate == 0.0
    assert workers["slow"].outcomes == {"cancelled": 2}
    assert [(day.day, day.queries, day.proved) for day in stats.trend] == [
        ("2026-03-01", 2, 1),
        ("2026-03-02", 0, 0),
        ("2026-03-03", 1, 1),
    ]
    later = ledger.stats(since=now + timedelta(days=1))
    assert (later.queries, later.workers[0].asked) == (1, 1)
    assert ledger.stats(until=now).queries == 0
    assert len(list(ledger.decisions(until=now + timedelta(days=1)))) == 2


def test_feedback_that_names_another_domain_speaks_against_the_router(ledger):
    name = ledger.record(ANSWER)
    ledger.feedback(name, good=True, domain="logic")
    assert ledger.stats().domains[0].routed == 0.0


# -- trouble ---------------------------------------------------------------------


def other_application(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


def from_the_future(path):
    with Ledger.open(path) as ledger:
        ledger.record(ANSWER)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def cut_short(path):
    with Ledger.open(path) as ledger:
        for _ in range(20):
            ledger.record(ANSWER)
    os.truncate(path, 5000)


TROUBLE = {
    "no database": lambda path: path.write_bytes(b"not a database, but long enough" * 99),
    "a folder": lambda path: path.mkdir(),
    "another application": other_application,
    "a newer version": from_the_future,
    "cut short": cut_short,
}


@pytest.mark.parametrize("make", TROUBLE.values(), ids=TROUBLE)
def test_trouble_costs_one_warning_and_no_answer(path, make):
    path.parent.mkdir()
    make(path)
    before = path.read_bytes() if path.is_file() else None
    ledger = Ledger.open(path)
    with pytest.warns(LedgerWarning, match="answers are not recorded") as caught:
        said = [ledger.worker_records(), ledger.record(ANSWER), ledger.record(SILENT)]
    assert said == [{}, None, None]
    assert len(caught) == 1
    assert str(path) in str(caught[0].message)
    with pytest.raises(LedgerError):
        ledger.stats()
    with pytest.raises(LedgerError):
        list(ledger.decisions())
    ledger.close()
    assert before is None or path.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("in the way")
    said = []
    ledger = Ledger.open(tmp_path / "file" / "ledger.db", warn=said.append)
    assert ledger.record(ANSWER) is None
    assert ledger.record(ANSWER) is None
    assert len(said) == 1


def test_a_locked_ledger_is_used_again_when_it_is_free(ledger, path, monkeypatch):
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    ledger.record(ANSWER)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    impatient = Ledger.open(path)
    with pytest.warns(LedgerWarning, match="locked"):
        assert impatient.record(ANSWER) is None
    assert impatient.worker_records()  # reading goes on
    blocker.execute("ROLLBACK")
    blocker.close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert impatient.record(ANSWER)
    impatient.close()


def test_an_answer_that_json_cannot_hold_costs_a_warning(ledger):
    certificate = evolve(CERTIFICATE, evidence={"nan": float("nan")})
    with pytest.warns(LedgerWarning, match="cannot be written as JSON"):
        assert ledger.record(evolve(ANSWER, certificate=certificate)) is None
    assert ledger.record(ANSWER)
    assert ledger.stats().queries == 1


def test_a_damaged_row_is_named(ledger, path):
    name = ledger.record(ANSWER)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE answers SET body = '{\"text\": 3}'")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="damaged row"):
        ledger.answer(name)


def test_half_an_answer_is_never_kept(ledger, monkeypatch):
    ledger.record(ANSWER)
    monkeypatch.setattr("kaelum_core.ledger.book._add", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.record(ANSWER)
    monkeypatch.undo()
    assert len(list(ledger.decisions())) == ledger.stats().queries == 1


# -- versions, threads, forks ----------------------------------------------------


def test_an_older_ledger_is_brought_up_to_date_and_keeps_its_answers(path, monkeypatch):
    with Ledger.open(path) as ledger:
        name = ledger.record(ANSWER)
    step = ("CREATE TABLE extra (id TEXT)", "INSERT INTO extra SELECT id FROM decisions")
    monkeypatch.setattr(store, "MIGRATIONS", (*store.MIGRATIONS, step))
    with Ledger.open(path) as ledger:
        assert ledger.answer(name).text == "4"
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT id FROM extra").fetchall() == [(name,)]
    assert connection.execute("PRAGMA user_version").fetchone() == (len(store.MIGRATIONS),)
    connection.close()


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    with Ledger.open(path) as ledger:
        name = ledger.record(ANSWER)
    step = ("CREATE TABLE extra (id TEXT)", "INSERT INTO nowhere VALUES (1)")
    monkeypatch.setattr(store, "MIGRATIONS", (*store.MIGRATIONS, step))
    with pytest.raises(LedgerError, match="nowhere"):
        Ledger.open(path).stats()
    monkeypatch.undo()
    with Ledger.open(path) as ledger:
        assert ledger.answer(name)
        assert ledger.record(ANSWER)


def test_threads_share_a_ledger(ledger):
    names = []
    work = lambda: names.extend(ledger.record(ANSWER) for _ in range(20))  # noqa: E731
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(names)) == 80
    assert ledger.worker_records()["math", "math"].asked == 80


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_child_writes_through_its_own_connection(ledger):
    ledger.record(ANSWER)
    child = os.fork()
    if child == 0:  # pragma: no cover - in the child
        status = 1
        try:
            status = 0 if all(ledger.record(ANSWER) for _ in range(10)) else 1
        finally:
            os._exit(status)
    for _ in range(10):
        assert ledger.record(ANSWER)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert ledger.stats().queries == 21


def test_every_pair_of_times_is_a_span(ledger):
    ledger.record(ANSWER)
    now = datetime.now(UTC)
    times = (None, now - timedelta(days=1), now + timedelta(days=1))
    for since, until in itertools.product(times, times):
        inside = (since is None or since < now) and (until is None or until > now)
        assert ledger.stats(since, until).queries == inside
