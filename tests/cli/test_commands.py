"""The commands, run as real processes with the installed experts."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def kaelum(*arguments, stdin="", cwd=None, **environment):
    """Run ``kaelum`` for real; returns the completed process."""
    return subprocess.run(
        [sys.executable, "-m", "kaelum_core", *arguments],
        input=stdin if isinstance(stdin, bytes) else stdin.encode(),
        capture_output=True,
        timeout=60,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


def out(process) -> str:
    return process.stdout.decode()


def err(process) -> str:
    return process.stderr.decode()


def test_ask_answers_with_reading_checks_and_exit_code_0():
    process = kaelum("ask", "What is 12 * 11 - 4?")
    assert process.returncode == 0, err(process)
    first = out(process).splitlines()[0]
    assert first.startswith("128 ")
    assert first.endswith("proved")
    assert "read as" in out(process)
    assert "checks" in out(process)
    assert "\x1b" not in out(process)


def test_ask_json_is_the_whole_answer():
    answer = json.loads(out(kaelum("ask", "--json", "What is 12 * 11 - 4?")))
    assert answer["text"] == "128"
    assert answer["verdict"] == "proved"
    assert answer["certificate"]["checker"] == "math"
    assert answer["decision"]["workers"]
    assert {result["worker"] for result in answer["results"]} >= {"math"}


def test_ask_reads_standard_input_and_several_words():
    assert out(kaelum("ask", "-", stdin="What is 6 * 7?\n")).startswith("42 ")
    assert out(kaelum("ask", "What", "is", "6", "*", "7?")).startswith("42 ")


@pytest.mark.parametrize("nonsense", ["colourless green ideas", "asdf qwer zxcv", "??!!"])
def test_ask_abstains_with_exit_code_3_and_a_sentence(nonsense):
    process = kaelum("ask", nonsense)
    assert process.returncode == 3
    assert out(process).startswith("No answer: ")
    assert "would help" in out(process)


@pytest.mark.parametrize(
    ("stdin", "complaint"),
    [("", "empty"), ("  \n", "empty"), (b"\xff\xfe\x00", "not UTF-8"), ("a\0b", "not text")],
)
def test_ask_refuses_what_is_no_text_with_exit_code_1(stdin, complaint):
    process = kaelum("ask", "-", stdin=stdin)
    assert process.returncode == 1
    assert complaint in err(process)
    assert "Traceback" not in err(process)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--no-such-flag", "x"],
        ["nonsense"],
        ["What is 2 + 2?"],
        ["ask", "--deadline", "-1", "2 + 2"],
        ["ask", "--strategy", "concensus", "2 + 2"],
        ["ask", "--context", "@no_such_file", "2 + 2"],
        ["verify", "no_such_file.json"],
        ["batch", "no_such_file.jsonl", "-o", "out.jsonl"],
        ["route"],
    ],
)
def test_wrong_usage_is_one_clear_message_and_exit_code_1(arguments, tmp_path):
    process = kaelum(*arguments, cwd=tmp_path)
    assert process.returncode == 1
    assert err(process).strip()
    assert "Traceback" not in err(process)


def test_a_question_without_ask_gets_a_hint():
    assert 'kaelum ask "What is 2 + 2?"' in err(kaelum("What is 2 + 2?"))


def test_help_lists_commands_without_importing_solvers_or_rich():
    code = (
        "import sys; sys.argv = ['kaelum', '--help']\n"
        "from kaelum_core.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sympy', 'z3', 'rich', 'httpx', 'lark', 'pint', 'cattrs', 'anyio'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    assert "ask " in process.stdout


def test_the_certificate_of_an_answer_is_verified_in_a_fresh_process(tmp_path):
    path = tmp_path / "certificate.json"
    assert kaelum("ask", "--certificate", str(path), "What is 12 * 11 - 4?").returncode == 0
    process = kaelum("verify", str(path))
    assert process.returncode == 0, out(process) + err(process)
    assert out(process).startswith("proved: 128")
    assert kaelum("verify", "-", stdin=path.read_bytes()).returncode == 0


def _paths(value, prefix=()):
    """Every path to a leaf of a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, (*prefix, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _paths(item, (*prefix, index))
    else:
        yield prefix


def test_a_certificate_with_any_field_altered_is_rejected(tmp_path):
    from kaelum_core.certificates import parse_certificate
    from kaelum_core.errors import CertificateError

    whole = json.loads(out(kaelum("ask", "--json", "What is 12 * 11 - 4?")))["certificate"]
    paths = list(_paths(whole))
    assert len(paths) > 8
    for path in paths:
        altered = json.loads(json.dumps(whole))
        place = altered
        for key in path[:-1]:
            place = place[key]
        old = place[path[-1]]
        place[path[-1]] = f"{old}x" if isinstance(old, str) else 1 if old is None else None
        try:
            certificate = parse_certificate(json.dumps(altered))
        except CertificateError:
            continue
        assert certificate.compute_digest() != certificate.digest, path
    altered = {**whole, "answer": "129"}
    file = tmp_path / "altered.json"
    file.write_text(json.dumps(altered))
    process = kaelum("verify", str(file))
    assert process.returncode == 1
    assert "REJECTED" in out(process)


@pytest.mark.parametrize(
    "change",
    [{"answer": "129"}, {"interpretation": "12*11 - 5"}, {"query": "What is 12 * 11 - 5?"}],
)
def test_a_forged_certificate_with_a_fresh_digest_is_rejected(tmp_path, change):
    from attrs import evolve

    from kaelum_core.certificates import parse_certificate
    from kaelum_core.serialize import dumps
    from kaelum_core.types import Query

    honest = parse_certificate(out(kaelum("ask", "--json", "What is 12 * 11 - 4?")))
    if "query" in change:
        change = {"query": Query(change["query"])}
    forged = evolve(honest, **change)
    forged = evolve(forged, digest=forged.compute_digest())
    file = tmp_path / "forged.json"
    file.write_text(dumps(forged))
    process = kaelum("verify", str(file))
    assert process.returncode == 1, out(process)
    assert "REJECTED" in out(process)


def test_plugins_shows_what_is_installed():
    text = out(kaelum("plugins"))
    assert "worker math" in text
    assert "worker logic" in text
    reports = json.loads(out(kaelum("plugins", "--json")))
    assert {"builtin", "math", "logic"} <= {report["name"] for report in reports}


def test_without_experts_kaelum_runs_and_says_so():
    nobody = {"KAELUM_DISABLED_PLUGINS": "math,logic"}
    process = kaelum("ask", "What is 2 + 2?", **nobody)
    assert process.returncode == 3
    assert "no expert is installed" in out(process)
    assert "pip install kaelum-math" in out(process)
    assert "No expert is installed" in out(kaelum("plugins", **nobody))


def test_route_shows_the_decision_and_solves_nothing():
    text = out(kaelum("route", "What is 12 * 11 - 4?"))
    assert text.splitlines()[0].split() == ["domain", "math"]
    assert "because" in text
    decision = json.loads(out(kaelum("route", "--json", "What is 12 * 11 - 4?")))
    assert decision["domain"] == "math"


def test_route_jsonl_gives_one_row_per_row():
    rows = [
        {"id": "a", "query": "What is 2 + 2?"},
        {"id": 7, "query": "Is 91 prime?", "context": None, "options": None},
        {"id": "c"},
    ]
    stdin = "\n".join([*map(json.dumps, rows), "not json", ""])
    lines = [
        json.loads(line) for line in out(kaelum("route", "--jsonl", "-", stdin=stdin)).splitlines()
    ]
    assert [line["id"] for line in lines] == ["a", 7, "c", 4]
    assert lines[0]["domain"] == "math"
    assert set(lines[0]) == {"id", "domain", "scores", "workers", "complexity"}
    assert lines[2]["error"]


def _write_rows(path, count):
    rows = [{"id": f"q{i}", "query": f"What is {i} + {i}?"} for i in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _read_rows(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


COLUMNS = {
    "id", "answer", "verdict", "confidence", "domain", "worker", "strategy", "interpretation",
    "elapsed_ms", "error",
}  # fmt: skip


def test_batch_writes_one_row_per_row_whatever_happens(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        json.dumps({"id": "good", "query": "What is 2 + 2?"}),
        "{broken",
        json.dumps({"id": "empty", "query": " "}),
        json.dumps({"id": "null", "query": "a\0b"}),
        json.dumps({"id": "no text"}),
        json.dumps({"id": "odd", "query": "blah blah"}),
        json.dumps({"id": "options", "query": "x", "options": [1]}),
        json.dumps(["not", "an", "object"]),
    ]
    source.write_text("\n".join(lines))
    process = kaelum("batch", str(source), "-o", str(target))
    assert process.returncode == 0, err(process)
    rows = _read_rows(target)
    assert [row["id"] for row in rows] == [
        "good",
        2,
        "empty",
        "null",
        "no text",
        "odd",
        "options",
        8,
    ]
    assert all(set(row) == COLUMNS for row in rows)
    assert (rows[0]["answer"], rows[0]["verdict"], rows[0]["error"]) == ("4", "proved", None)
    assert all(row["answer"] is None for row in rows[1:])
    assert rows[5]["error"] is None
    assert all(rows[i]["error"] for i in (1, 2, 3, 4, 6, 7))


def test_batch_goes_on_after_a_kill(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    _write_rows(source, 400)
    process = subprocess.Popen(
        [sys.executable, "-m", "kaelum_core", "batch", str(source), "-o", str(target)],
        start_new_session=True,
    )
    end = time.monotonic() + 30
    while time.monotonic() < end and not (target.exists() and target.stat().st_size > 2000):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    with target.open("ab") as file:
        file.write(b'{"id": "q399", "answ')  # a row torn in the middle
    before = len(target.read_text().splitlines()) - 1
    assert before > 5
    process = kaelum("batch", str(source), "-o", str(target))
    assert process.returncode == 0, err(process)
    assert f"{before} of 400 rows were there already" in err(process)
    rows = _read_rows(target)
    assert [row["id"] for row in rows] == [f"q{i}" for i in range(400)]
    assert [row["answer"] for row in rows] == [str(2 * i) for i in range(400)]


def test_batch_refuses_the_output_of_another_input(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    _write_rows(source, 2)
    target.write_text('{"id": "else"}\n')
    process = kaelum("batch", str(source), "-o", str(target))
    assert process.returncode == 1
    assert "--restart" in err(process)
    assert kaelum("batch", "--restart", str(source), "-o", str(target)).returncode == 0
    assert len(_read_rows(target)) == 2


def test_output_to_a_closed_pipe_is_no_error():
    process = subprocess.run(
        f"{sys.executable} -m kaelum_core plugins --json | head -c 1",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in process.stderr
    assert "Error" not in process.stderr


def test_version():
    from kaelum_core import __version__

    assert out(kaelum("--version")) == f"kaelum {__version__}\n"


def test_the_readme_shows_what_is_really_printed():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r'^\$ kaelum ask "(.+)"\n((?:(?!```).+\n)+)', readme, re.MULTILINE)
    assert len(shown) == 3
    for question, expected in shown:
        printed = out(kaelum("ask", question, COLUMNS="96")).splitlines()
        stable = [line for line in expected.splitlines() if not line.startswith(("  by", "  keep"))]
        assert [line for line in printed if not line.startswith(("  by", "  keep"))] == stable
