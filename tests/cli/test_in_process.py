"""The commands in this process: how they look in a terminal, and every branch of theirs."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kaelum_core.cli import COMMANDS, cli, common, main, render
from kaelum_core.errors import CertificateError, KaelumError, UsageError
from kaelum_core.types import (
    Answer,
    Check,
    CheckOutcome,
    Outcome,
    Query,
    RoutingDecision,
    WorkerResult,
)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs a command in this process, in a folder of its own, with a ledger of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAELUM_LEDGER", str(tmp_path / "ledger.sqlite3"))

    def invoke(*arguments, stdin=None):
        return CliRunner().invoke(cli, arguments, input=stdin, catch_exceptions=True)

    return invoke


@pytest.fixture
def terminal(monkeypatch):
    """Commands believe that they write to a terminal."""
    for module in ("ask", "batch", "route", "render", "common"):
        try:
            monkeypatch.setattr(f"kaelum_core.cli.{module}.fancy", lambda: True)
        except AttributeError:
            continue


def test_ask_in_a_terminal_has_the_same_words(run, terminal):
    result = run("ask", "--explain", "What is 12 * 11 - 4?")
    assert result.exit_code == 0
    for word in ("128", "proved", "read as", "checks", "strategy", "routed to", "kaelum verify"):
        assert word in result.output


@pytest.mark.parametrize(
    ("question", "answer"),
    [("-3^2", "-9"), ("-(2 + 3)*4", "-20"), ("--5", "5"), ("- 7 + 2", "-5"), ("-.5 * 4", "-2")],
)
def test_a_question_may_begin_with_a_minus_sign(run, question, answer):
    result = run("ask", "--json", question, "--no-ledger")
    assert result.exit_code == 0, result.output
    body = json.loads(result.output)
    assert (body["text"], body["query"]["text"]) == (answer, question)


@pytest.mark.parametrize("question", ["-x^2 + 1", "-e^2", "-cos(x)", "-x - 3"])
def test_a_minus_sign_before_a_letter_is_no_option_either(run, question):
    result = run("route", question)
    assert result.exit_code == 0, result.output
    assert run("ask", "-x").exit_code == 2  # a lone letter is an option, and not one of ours


def test_what_was_asked_can_be_verified_by_its_id_and_replayed(run):
    answer = json.loads(run("ask", "--json", "What is 12 * 11 - 4?").output)
    result = run("verify", answer["id"])
    assert result.exit_code == 0
    assert result.output.startswith("proved: 128")
    body = json.loads(run("verify", "--json", answer["id"]).output)
    assert (body["holds"], body["verdict"], body["answer"]) == (True, "proved", "128")
    replay = run("route", "--replay")
    assert "0 of 1 recorded decisions would change" in replay.output
    assert run("route", "--replay", "--json").output == ""


def test_replay_says_what_would_change(run, monkeypatch):
    from kaelum_core.engine import Engine

    run("ask", "What is 12 * 11 - 4?")
    other = RoutingDecision("logic", {"logic": 1.0}, 0.5, (), "consensus")
    monkeypatch.setattr(Engine, "route", lambda self, query: other)
    text = run("route", "--replay").output
    assert "domain: math -> logic" in text
    assert "strategy: verification -> consensus" in text
    assert "1 of 1 recorded decisions would change" in text
    assert json.loads(run("route", "--replay", "--json").output)["changes"]["domain"]


def test_replay_needs_a_ledger(run, monkeypatch):
    monkeypatch.setenv("KAELUM_LEDGER", "off")
    assert isinstance(run("route", "--replay").exception, UsageError)


@pytest.mark.parametrize("source", ["abc123", "nothing.json"])
def test_verify_of_what_is_not_there(run, source):
    assert isinstance(run("verify", source).exception, KaelumError)


def test_verify_by_id_without_a_ledger(run, monkeypatch):
    monkeypatch.setenv("KAELUM_LEDGER", "off")
    assert isinstance(run("verify", "abc123").exception, CertificateError)


def test_route_in_a_terminal_is_a_table(run, terminal):
    text = run("route", "What is 12 * 11 - 4?").output
    for word in ("domain", "score", "signal", "complexity", "workers", "because", "█"):
        assert word in text


def test_certificate_goes_to_a_file_and_its_absence_is_told(run, tmp_path):
    file = tmp_path / "c.json"
    assert run("ask", "--certificate", str(file), "What is 2 + 2?").exit_code == 0
    assert run("verify", str(file)).exit_code == 0
    result = run("ask", "--certificate", str(tmp_path / "d.json"), "hello there")
    assert result.exit_code == 3
    assert "no certificate" in result.output


def test_context_and_options_reach_the_experts(run, tmp_path):
    (tmp_path / "premises.txt").write_text("All men are mortal. Socrates is a man.")
    result = run(
        "ask", "--context", "@premises.txt", "-o", "A) True", "-o", "B) False",
        "Is the following statement true or false? Socrates is mortal.",
    )  # fmt: skip
    assert result.output.split()[0] == "A"


def test_batch_in_process_with_a_progress_bar(run, tmp_path, monkeypatch):
    rows = [{"id": i, "query": f"What is {i} + 1?"} for i in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr("kaelum_core.cli.batch.sys.stderr.isatty", lambda: True, raising=False)
    assert run("batch", "in.jsonl", "-o", "out.jsonl", "--jobs", "2").exit_code == 0
    assert run("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["answer"] for line in lines] == ["1", "2", "3"]
    (tmp_path / "in.jsonl").write_text(json.dumps(rows[0]))
    assert isinstance(run("batch", "in.jsonl", "-o", "out.jsonl").exception, UsageError)


def result(worker, outcome=Outcome.ANSWERED, **more):
    answer = {"answer": "5"} if outcome is Outcome.ANSWERED else {"reason": "because."}
    return WorkerResult(outcome, worker=worker, elapsed=0.0123, **answer, **more)


def test_every_line_of_an_answer():
    checks = [
        Check("a", "method a", CheckOutcome.PASSED, independent=True, complete=True),
        Check("b", "method b", CheckOutcome.INCONCLUSIVE, detail="too long"),
    ]
    answer = Answer(
        Query("?"), "4", interpretation="2 + 2", checks=checks, steps=["one", "two"],
        notes=["a note"], worker="math", strategy="verification", elapsed=0.5,
        results=[result("math", checks=checks), result("other"), result("late", Outcome.TIMED_OUT)],
        decision=RoutingDecision("math", {"math": 0.9, "logic": 0.1}, 0.25, ("math",), "verification"),
    )  # fmt: skip
    lines = dict(render.answer_lines(answer, explain=True))
    assert lines["read as"] == "2 + 2"
    assert "passed: a, by method a (independent, complete)" in lines["checks"]
    assert "inconclusive: b, by method b - too long" in lines["checks"]
    assert lines["steps"] == "1. one\n2. two"
    assert lines["note"] == "a note"
    assert lines["by"] == "math in 12 ms; other in 12 ms; late timed out: because"
    assert lines["dissent"] == "other: 5 (unverified)"
    assert "math 0.90, logic 0.10; complexity 0.25" in lines["routed to"]
    assert "500 ms" in lines["strategy"]
    assert "steps" not in dict(render.answer_lines(answer, explain=False))


@pytest.mark.parametrize("fancy", [True, False])
def test_long_and_many_lined_answers_are_kept_whole(capsys, monkeypatch, fancy):
    monkeypatch.setattr(render, "fancy", lambda: fancy)
    grid = "\n".join(["1 2 3 4"] * 4)
    render.print_answer(Answer(Query("?"), grid, interpretation="word " * 60))
    text = capsys.readouterr().out
    assert text.count("1 2 3 4") == 4
    assert text.count("word") == 60
    render.print_answer(Answer(Query("?"), "9" * 500))
    assert capsys.readouterr().out.count("9") == 500


def test_markup_in_an_answer_is_text(capsys, monkeypatch):
    monkeypatch.setattr(render, "fancy", lambda: True)
    render.print_answer(Answer(Query("?"), "[red]x[/red]", interpretation="[bold]"))
    text = capsys.readouterr().out
    assert "[red]x[/red]" in text
    assert "[bold]" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["ask", "--help"], 0),
        (["ask"], 1),
        (["ask", " "], 1),
        (["nonsense"], 1),
        (["ask", "What is 2 + 2?"], 0),
        (["ask", "hello there"], 3),
    ],
)
def test_the_exit_codes_of_main(monkeypatch, capsys, arguments, code):
    monkeypatch.setattr("sys.argv", ["kaelum", *arguments])
    with pytest.raises(SystemExit) as leaving:
        main()
    assert leaving.value.code == code


def test_an_interrupt_is_told_shortly(monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kaelum_core.engine.Engine.ask", interrupted)
    monkeypatch.setattr("sys.argv", ["kaelum", "ask", "What is 2 + 2?"])
    with pytest.raises(SystemExit) as leaving:
        main()
    assert leaving.value.code == 130
    assert "stopped" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_reading_files_says_what_is_wrong(tmp_path):
    with pytest.raises(UsageError, match="cannot read"):
        common.read_text(str(tmp_path))
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(UsageError, match="not UTF-8"):
        common.read_text(str(tmp_path / "latin"))
