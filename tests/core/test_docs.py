"""The docs cannot drift: what they name exists, and what exists is named."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import kaelum_core
from kaelum_core.cli import COMMANDS, cli
from kaelum_core.hookspecs import Hooks

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def test_every_hook_is_documented():
    hooks = [name for name in vars(Hooks) if name.startswith("kaelum_")]
    assert len(hooks) == 7
    for hook in hooks:
        assert f"`{hook}(" in page("WORKERS.md"), hook


def test_every_command_is_documented_with_its_flags():
    text = page("CLI.md")
    for name in COMMANDS:
        assert f"kaelum {name}" in text, name
        command = cli.get_command(None, name)
        for parameter in command.params:
            for flag in parameter.opts:
                if flag.startswith("--"):
                    assert flag in text, (name, flag)


def test_every_module_of_the_core_is_on_the_map():
    text = page("ARCHITECTURE.md")
    for path in (ROOT / "kaelum_core").iterdir():
        if path.name.startswith(("_", "py.typed")) or path.suffix not in {"", ".py"}:
            continue
        assert path.name in text, path.name


def test_every_dependency_is_explained():
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = re.search(r"\ndependencies = \[(.*?)\]", declared, re.DOTALL)[1]
    for name in re.findall(r'"([a-z-]+)', section):
        assert f"| {name}" in page("ARCHITECTURE.md"), name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_python_examples_run(path):
    for code in blocks(path, "python"):
        exec(compile(code, path.name, "exec"), {"__name__": "example"})


def test_the_readme_has_exactly_two_setup_commands():
    commands = [
        line for block in blocks(ROOT / "README.md", "console") for line in block.splitlines()
    ]
    setup = [line for line in commands if line.startswith("pip install")]
    assert len(setup) == 2
    assert setup[0].startswith(
        "pip install -e . -e plugins/kaelum_math -e plugins/kaelum_logic && "
    )
    assert setup[1] == "pip install nox && nox -s tests"


def test_nothing_names_a_path_of_one_machine():
    for path in PAGES:
        assert not re.search(r"/(work|root|home|tmp)/", path.read_text(encoding="utf-8")), path


def test_the_public_api_is_what_it_says():
    assert kaelum_core.__all__ == tuple(sorted(kaelum_core.__all__))
    for name in kaelum_core.__all__:
        assert getattr(kaelum_core, name) is not None
    stub = (ROOT / "kaelum_core" / "__init__.py").read_text(encoding="utf-8")
    typed = set(re.findall(r" import (\w+) as \1$", stub, re.MULTILINE))
    assert typed == set(kaelum_core.__all__)
    with pytest.raises(AttributeError):
        _ = kaelum_core.nothing


@pytest.mark.parametrize(
    "name", ["types", "errors", "hookspecs", "protocols", "plugins", "events", "discovery"]
)
def test_all_lists_only_what_is_there(name):
    module = importlib.import_module(f"kaelum_core.{name}")
    assert all(hasattr(module, item) for item in module.__all__)


def test_functions_stay_under_sixty_lines():
    import ast

    sources = [*ROOT.glob("kaelum_core/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py")]
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 60
    ]
    assert long == []
