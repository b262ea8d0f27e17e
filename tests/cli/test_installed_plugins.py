"""Real plugin distributions, installed with pip, broken ones among them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "sample_plugins"


@pytest.fixture(scope="session")
def site(tmp_path_factory, request):
    """A folder with every sample plugin installed by pip; shared by all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    target = folder / "samples"
    lock = folder / "samples.lock"
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        end = time.monotonic() + 100
        while not (target / "done").exists() and time.monotonic() < end:
            time.sleep(0.1)
        return target
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(target),
    ]
    command += ["--disable-pip-version-check", "--root-user-action=ignore"]
    subprocess.run([*command, *map(str, sorted(SAMPLES.iterdir()))], check=True)
    (target / "done").touch()
    return target


@pytest.fixture
def kaelum(site):
    """Runs ``kaelum`` with the sample plugins installed."""

    def run(*arguments, **environment):
        path = os.pathsep.join([str(site), *filter(None, sys.path)])
        return subprocess.run(
            [sys.executable, "-m", "kaelum_core", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONPATH": path, **environment},
        )

    return run


@pytest.fixture
def reports(kaelum):
    return {report["name"]: report for report in json.loads(kaelum("plugins", "--json").stdout)}


@pytest.mark.parametrize(
    ("name", "stage", "cause"),
    [
        ("broken-import", "import", "RuntimeError: this plugin was made for another version"),
        ("missing-module", "import", "a_module_that_nobody_has"),
        ("duplicate", "kaelum_workers", "declared by both math"),
        ("broken-contract", "kaelum_strategies", "declares a dict"),
        ("misspelt", "register", "kaelum_wrokers"),
    ],
)
def test_a_broken_plugin_is_reported_with_its_origin_cause_and_remedy(reports, name, stage, cause):
    report = reports[name]
    assert report["stage"] == stage
    assert cause in report["error"]
    assert report["distribution"] == f"sample-{name}"
    assert report["version"] == "1.2.3"
    assert f"KAELUM_DISABLED_PLUGINS={name}" in report["remedy"]
    assert report["offers"] == []


def test_broken_plugins_harm_nobody(kaelum, reports):
    assert reports["math"]["stage"] == reports["logic"]["stage"] == "loaded"
    process = kaelum("ask", "What is 2 + 2?")
    assert process.returncode == 0
    assert process.stdout.startswith("4 ")


def test_the_listing_names_failures_for_people(kaelum):
    text = kaelum("plugins").stdout
    assert "failed at import" in text
    assert "remedy" in text


def test_a_new_expert_brings_worker_routing_command_and_observer(kaelum, tmp_path):
    log = tmp_path / "events"
    process = kaelum("ask", "What is the molar mass of H2O?", SAMPLE_CHEMISTRY_LOG=str(log))
    assert process.returncode == 0, process.stdout + process.stderr
    assert process.stdout.startswith("18.015 g/mol")
    assert log.read_text().split()[0] == "QueryReceived"
    assert log.read_text().split()[-1] == "AnswerReady"
    assert kaelum("elements").stdout.split() == ["C", "Cl", "H", "N", "Na", "O"]
    assert "List known elements." in kaelum("--help").stdout
    decision = json.loads(kaelum("route", "--json", "What is the molar mass of NaCl?").stdout)
    assert decision["domain"] == "chemistry"


@pytest.mark.parametrize(
    ("kind", "outcome", "reason"),
    [
        ("hang", "timed out", ""),
        ("async", "timed out", "no result within"),
        ("crash", "failed", "exit code 7"),
        ("segfault", "failed", "SIGSEGV"),
        ("throw", "failed", "ExceptionGroup"),
        ("leave", "failed", "SystemExit: bye"),
        ("flood", "failed", ""),
        ("rubbish", "failed", "not a WorkerResult"),
        ("hoard", "failed", "memory cap"),
        ("noise", "answered", None),
    ],
)
def test_an_unruly_worker_costs_only_its_own_result(site, kind, outcome, reason):
    """The unruly worker beside a good one, in one query, in a process of its own."""
    deadline = 4 if outcome == "timed out" else 30  # a busy machine may need its time
    script = f"""
import json, sys
from kaelum_core.engine import Engine
from kaelum_core.settings import Settings
from kaelum_core.hookspecs import ClassifierInfo, hookimpl
from kaelum_core.plugins import PluginHost
from kaelum_core.types import RoutingDecision, Query
settings = Settings.load(flags={{"deadline": {deadline}, "memory": 512, "strategy": "consensus"}})
with Engine(settings, host=PluginHost(only=["math", "unruly"])) as engine:
    engine._decide = lambda query: RoutingDecision(
        "math", {{}}, 0.5, ("unruly-{kind}", "math"), "consensus")
    answer = engine.ask("What is 2 + 2?")
    again = engine.ask("What is 3 + 3?")
result = next(r for r in answer.results if r.worker == "unruly-{kind}")
good = next(r for r in answer.results if r.worker == "math")
print(json.dumps([result.outcome, result.reason, good.answer, answer.elapsed,
                  [r.answer for r in again.results if r.worker == "math"]]))
"""
    path = os.pathsep.join([str(site), *filter(None, sys.path)])
    process = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    found, why, good, elapsed, again = json.loads(process.stdout)
    assert found == outcome
    assert reason is None or reason in why
    assert good == "4"
    assert again == ["6"]
    assert elapsed < deadline + 1  # the deadline and a quarter of a second, on a busy machine
