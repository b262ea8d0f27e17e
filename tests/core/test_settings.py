"""Settings: who wins, who is told, and what is never shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kaelum_core.errors import InvalidValueError, SettingsError
from kaelum_core.settings import EngineSettings, LedgerSettings, LLMSettings, Settings


@pytest.fixture
def user_folder(tmp_path, monkeypatch):
    """The user's configuration folder, empty."""
    folder = tmp_path / "user" / "kaelum"
    folder.mkdir(parents=True)
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def cwd(tmp_path, user_folder):
    """A working directory without settings."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def write(folder: Path, text: str) -> str:
    path = folder / "kaelum.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_defaults_need_no_file(cwd):
    settings = Settings.load(cwd=cwd, environ={})
    assert settings.engine == EngineSettings()
    assert settings.engine.strategy == "verification"
    assert settings.engine.deadline == 30.0
    assert settings.engine.memory == 2048
    assert settings.engine.max_workers == 4
    assert settings.engine.max_query == 1_000_000
    assert settings.plugins.only is None
    assert not settings.llm.configured
    assert settings.ledger.enabled
    assert settings.ledger.file.name == "ledger.sqlite3"
    assert {setting.origin for setting in settings} == {"default"}


def test_each_source_wins_over_the_weaker_ones(cwd, user_folder):
    user = write(user_folder, "[engine]\nstrategy='a'\ndeadline=1\nmemory=100\nmax_workers=1\n")
    local = write(cwd, "[engine]\nstrategy='b'\ndeadline=2\nmemory=200\n")
    settings = Settings.load(
        cwd=cwd,
        environ={"KAELUM_STRATEGY": "c", "KAELUM_DEADLINE": "3"},
        flags={"strategy": "d", "engine.deadline": None},
    )
    engine = settings.engine
    assert (engine.strategy, engine.deadline, engine.memory, engine.max_workers) == ("d", 3, 200, 1)
    assert settings.origin("engine.strategy") == "flag --strategy"
    assert settings.origin("engine.deadline") == "environment variable KAELUM_DEADLINE"
    assert settings.origin("engine.memory") == local
    assert settings.origin("engine.max_workers") == user
    assert settings.origin("engine.max_query") == "default"


def test_one_rule_for_all_variables(cwd):
    settings = Settings.load(
        cwd=cwd,
        environ={
            "KAELUM_LLM_BASE_URL": "http://127.0.0.1:8080/v1/",
            "KAELUM_LLM_MODEL": "small",
            "KAELUM_LEDGER": "OFF",
            "KAELUM_PLUGINS_STRICT": "1",
            "KAELUM_DISABLED_PLUGINS": "math, logic,",
            "KAELUM_STRATEGY": "",
        },
    )
    assert settings.llm.configured
    assert settings.llm.base_url == "http://127.0.0.1:8080/v1"
    assert settings.ledger.file is None
    assert settings.plugins.strict
    assert settings.plugins.disabled == ("math", "logic")
    assert settings.engine.strategy == "verification"
    assert all(setting.variable.startswith("KAELUM_") and setting.summary for setting in settings)


def test_an_empty_list_of_plugins_is_a_list(cwd):
    assert Settings.load(cwd=cwd, environ={"KAELUM_PLUGINS": ""}).plugins.only == ()


def test_tables_of_workers_are_free(cwd, user_folder):
    write(user_folder, "[workers.math-small]\nmodel='a'\ntype='math'\n")
    local = write(
        cwd, "[workers.math-small]\nmodel='b'\n[workers.other]\ndepth=3\nn=[1,{x=true}]\n"
    )
    settings = Settings.load(cwd=cwd, environ={})
    assert settings.workers["math-small"] == {"model": "b", "type": "math"}
    assert settings.workers["other"] == {"depth": 3, "n": [1, {"x": True}]}
    assert settings.origin("workers.math-small.model") == local
    assert "workers.other.depth" in {setting.key for setting in settings}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[engine]\nstratgy='x'", ["engine.stratgy", "did you mean engine.strategy"]),
        ("[engin]\nstrategy='x'", ["[engin]", "did you mean [engine]"]),
        ("strategy='x'", ["did you mean engine.strategy"]),
        ("zzz=1", ["zzz is not a known setting"]),
        ("[engine]\ndeadline='soon'", ["engine.deadline must be a number from 0.001 to 86400"]),
        ("[engine]\ndeadline=nan", ["engine.deadline must"]),
        ("[engine]\ndeadline=true", ["engine.deadline must"]),
        ("[engine]\nmemory=100.5", ["engine.memory must be a whole number"]),
        ("[engine]\nmax_workers=0", ["engine.max_workers must be a whole number from 1 to 256"]),
        ("[engine]\nstrategy='a b'", ["engine.strategy must be a name"]),
        ("[plugins]\nstrict='perhaps'", ["plugins.strict must be true or false"]),
        ("[plugins]\ndisabled=3", ["plugins.disabled must be a list"]),
        ("[plugins]\nonly=[3]", ["plugins.only must be a name"]),
        ("[ledger]\npath=''", ["ledger.path must be the path"]),
        ("[llm]\nbase_url='localhost:80'", ["llm.base_url must be an address"]),
        ("[llm]\nbase_url='http://[::1'", ["llm.base_url must be an address"]),
        ("[workers]\na=1", ["workers.a must be a table"]),
        ("[workers.a]\nd=2020-01-01", ["workers.a.d must be"]),
        ("[engine", ["is not TOML"]),
        ("a" + "=[" * 5000, ["is not TOML"]),
    ],
)
def test_mistakes_are_named_with_their_file(cwd, text, words):
    path = write(cwd, text)
    with pytest.raises(SettingsError) as caught:
        Settings.load(cwd=cwd, environ={})
    assert caught.value.origin == path
    for word in (*words, path):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "[llm]\napi_key='sk-secret'",
        "[llm]\napi_key_env='sk-secret'",
        "[llm]\nbase_url='http://me:sk-secret@host/v1'",
    ],
)
def test_a_key_in_a_file_is_refused_and_never_repeated(cwd, text):
    write(cwd, text)
    with pytest.raises(SettingsError, match=r"key|password") as caught:
        Settings.load(cwd=cwd, environ={})
    assert "secret" not in str(caught.value)


def test_the_key_is_read_when_it_is_used():
    llm = LLMSettings(base_url="http://h", model="m", api_key_env="MY_KEY")
    assert llm.api_key({"MY_KEY": "k"}) == "k"
    assert "k'" not in repr(llm)
    assert LLMSettings().api_key({}) is None
    with pytest.raises(SettingsError, match="MY_KEY is not set"):
        llm.api_key({})


def test_unreadable_files_are_named(cwd):
    (cwd / "kaelum.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.load(cwd=cwd, environ={})


def test_a_file_that_is_not_text_is_named(cwd):
    (cwd / "kaelum.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        Settings.load(cwd=cwd, environ={})


def test_variables_and_flags_are_checked_like_files(cwd):
    with pytest.raises(SettingsError, match="environment variable KAELUM_DEADLINE"):
        Settings.load(cwd=cwd, environ={"KAELUM_DEADLINE": "-1"})
    with pytest.raises(SettingsError, match="flag --max-workers"):
        Settings.load(cwd=cwd, environ={}, flags={"max_workers": "many"})
    with pytest.raises(SettingsError, match=r"did you mean engine\.strategy"):
        Settings.load(cwd=cwd, environ={}, flags={"strateg": "x"})


def test_a_misspelt_variable_is_remarked_on_and_others_are_left_alone(cwd):
    settings = Settings.load(
        cwd=cwd, environ={"KAELUM_STRATGY": "x", "KAELUM_QQQQQQQQQQQQ": "y", "HOME": "z"}
    )
    assert len(settings.remarks) == 1
    assert "KAELUM_STRATEGY" in settings.remarks[0]


def test_values_are_checked_without_a_file_too():
    with pytest.raises(InvalidValueError, match="be a number"):
        EngineSettings(deadline=-1)
    assert LedgerSettings(path=Path("x.db")).file == Path("x.db")
    assert LedgerSettings(path="~/x.db").file == Path("~/x.db").expanduser()


def test_importing_settings_imports_nothing_heavy():
    code = "import sys, kaelum_core.settings; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert not {"tomllib", "platformdirs", "difflib", "sqlite3"} & set(loaded.stdout.split())


def test_every_setting_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "CLI.md").read_text(encoding="utf-8")
    for setting in Settings():
        row = f"| `{setting.key}` | `{setting.variable}` |"
        assert row in page
        assert setting.summary in page
