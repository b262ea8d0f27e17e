"""The commands config, routing-stats and feedback."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from click.testing import CliRunner

from kaelum_core.cli.config import command as config
from kaelum_core.cli.feedback import command as feedback
from kaelum_core.cli.routing_stats import _spans, _time
from kaelum_core.cli.routing_stats import command as routing_stats
from kaelum_core.errors import InvalidValueError, UsageError
from kaelum_core.ledger import DayStats, Ledger
from kaelum_core.types import (
    Answer,
    Check,
    CheckOutcome,
    Query,
    RoutingDecision,
    WorkerResult,
)

PROOF = Check("it is", "subtraction", CheckOutcome.PASSED, True, True)
RESULT = evolve(WorkerResult.answered("4", checks=[PROOF]), worker="math", elapsed=0.02)
DECISION = RoutingDecision("math", {"math": 0.9}, 0.2, ["math"], "verification")
ANSWER = Answer.from_result(
    Query("2+2"),
    RESULT,
    results=[RESULT],
    decision=DECISION,
    strategy="verification",
    elapsed=700.0,
)


@pytest.fixture(autouse=True)
def path(tmp_path, monkeypatch):
    """The ledger's file; no other settings."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "none")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ledger.sqlite3"
    monkeypatch.setenv("KAELUM_LEDGER", str(path))
    return path


@pytest.fixture
def name(path):
    with Ledger.open(path) as ledger:
        return ledger.record(ANSWER)


@pytest.fixture
def run():
    def call(command, *arguments):
        result = CliRunner().invoke(command, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return call


@pytest.fixture
def wide(monkeypatch):
    """A terminal with colours."""
    monkeypatch.setattr("kaelum_core.cli.config.fancy", lambda: True)
    monkeypatch.setattr("kaelum_core.cli.routing_stats.fancy", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")


def test_config_tells_value_and_origin(run, path, tmp_path):
    (tmp_path / "kaelum.toml").write_text(
        "[engine]\ndeadline = 5\n[workers.a]\nn = 1\ntoken = 'x1'"
    )
    output = run(config)
    assert f"ledger.path         {path}" in output
    assert "environment variable KAELUM_LEDGER" in output
    assert str(tmp_path / "kaelum.toml") in output
    assert "x1" not in output
    rows = {row["key"]: row for row in json.loads(run(config, "--json"))}
    assert rows["engine.deadline"]["value"] == 5.0
    assert rows["engine.strategy"]["origin"] == "default"
    assert rows["workers.a.token"]["value"] == "(hidden)"
    assert rows["engine.deadline"]["variable"] == "KAELUM_DEADLINE"


def test_config_of_one_table(run, monkeypatch):
    monkeypatch.setenv("KAELUM_LLM_API_KEY_ENV", "MY_KEY")
    assert "MY_KEY (not set)" in run(config, "llm")
    monkeypatch.setenv("MY_KEY", "hush")
    output = run(config, "llm")
    assert "MY_KEY (set)" in output
    assert "hush" not in output
    assert "engine" not in output
    assert run(config, "workers") == ""
    with pytest.raises(UsageError, match="there are engine, ledger"):
        run(config, "nothing")


@pytest.mark.usefixtures("wide")
def test_config_in_a_terminal(run, monkeypatch):
    monkeypatch.setenv("KAELUM_STRATGY", "x")
    output = run(config)
    assert "\x1b[" in output
    assert "[engine]" in output
    assert "no file" in output
    assert "did you mean KAELUM_STRATEGY" in output


def test_feedback(run, name, path):
    assert f"answer {name} to '2+2' was good" in run(feedback, name[:5], "good")
    run(feedback, name, "bad", "--domain", "logic")
    with Ledger.open(path) as ledger:
        assert ledger.stats().bad == 1
    assert CliRunner().invoke(feedback, [name, "fine"]).exit_code
    with pytest.raises(InvalidValueError, match="no answer ffff"):
        run(feedback, "ffff", "good")


def test_without_a_ledger_there_is_nothing_to_say(run, monkeypatch):
    monkeypatch.setenv("KAELUM_LEDGER", "off")
    for command, arguments in ((feedback, ("abcd", "good")), (routing_stats, ())):
        with pytest.raises(UsageError, match="the ledger is off"):
            run(command, *arguments)


def test_an_empty_ledger_says_what_to_do(run, name):
    assert "has no answers in this span" in run(routing_stats, "--until", "2001-01-01")


def test_an_absent_ledger_says_what_to_do(run):
    assert "has no answers. Try: kaelum ask" in run(routing_stats)
    assert json.loads(run(routing_stats, "--json"))["queries"] == 0


def test_statistics_as_json_and_as_csv(run, name):
    data = json.loads(run(routing_stats, "--json", "--since", "1h"))
    assert data["domains"][0]["domain"] == "math"
    rows = list(csv.DictReader(run(routing_stats, "--csv").splitlines()))
    figures = {(row["section"], row["name"], row["figure"]): row["value"] for row in rows}
    assert figures["total", "", "queries"] == "1"
    assert figures["domain", "math", "latency.p50"] == "700.0"
    assert figures["worker", "math", "verdicts.proved"] == "1"
    assert figures["strategy", "verification", "share"] == "1.0"
    with pytest.raises(UsageError, match="either"):
        run(routing_stats, "--json", "--csv")


def test_the_dashboard_is_plain_when_piped(run, name, path):
    with Ledger.open(path) as ledger:
        ledger.feedback(name, good=True)
        ledger.record(Answer(Query("?"), None, reason="r", decision=DECISION, elapsed=0.5))
    output = run(routing_stats)
    assert "\x1b[" not in output
    for words in ("2 queries", "By domain", "By worker", "By strategy", "Over time", "1 proved"):
        assert words in output


@pytest.mark.usefixtures("wide")
def test_the_dashboard_has_colours_in_a_terminal(run, name):
    output = run(routing_stats)
    assert "\x1b[32m" in output
    assert "12 min" in output


NOW = datetime(2026, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (None, None),
        ("90m", NOW - timedelta(minutes=90)),
        ("24h", NOW - timedelta(days=1)),
        (" 7d ", NOW - timedelta(days=7)),
        ("2w", NOW - timedelta(days=14)),
        ("2026-01-31T10:00:00+01:00", datetime(2026, 1, 31, 9, tzinfo=UTC)),
    ],
)
def test_times(text, moment):
    assert _time(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "soon", "7 months", "999999w", "2026-13-01", "0001-01-01"])
def test_what_is_no_time(text):
    with pytest.raises(InvalidValueError, match="is no time"):
        _time(text, NOW)


@pytest.mark.parametrize("count", [1, 13, 14, 15, 28, 29, 400])
def test_long_trends_are_told_in_equal_spans(count):
    days = [DayStats(str(day), 1, 1, 1, 0, 0) for day in range(count)]
    spans = list(_spans(days))
    assert [day for span in spans for day in span] == days
    assert len(spans) <= 15
    assert len({len(span) for span in spans[1:]}) <= 1


def test_the_commands_import_nothing_heavy():
    code = (
        "import sys, kaelum_core.cli.config, kaelum_core.cli.feedback, kaelum_core.cli.routing_stats;"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert not {"rich", "sqlite3", "cattrs", "anyio"} & set(loaded.stdout.split())
