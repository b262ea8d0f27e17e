"""Every check of the project, one session each: ``nox``, or ``nox -s tests``."""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.sessions = ["tests", "lint", "format", "types"]
nox.options.reuse_existing_virtualenvs = True
nox.needs_version = ">=2024.10.9"

DISTRIBUTIONS = ("-e", ".", "-e", "plugins/kaelum_math", "-e", "plugins/kaelum_logic")
RUFF = "ruff==0.17.6"


def _install(session: nox.Session, *more: str) -> None:
    session.install(*DISTRIBUTIONS, *more)


@nox.session
def tests(session: nox.Session) -> None:
    """The test suite in parallel, with branch coverage of the core."""
    _install(session, "--group", "test")
    session.run("coverage", "erase")
    session.run(
        "pytest", "-q", "-n", "2", "--cov", "--cov-config=pyproject.toml", "--cov-report=",
        *session.posargs,
    )  # fmt: skip
    session.run("coverage", "report", "--include=kaelum_core/*", "--skip-covered")
    session.run("coverage", "report", "--include=plugins/*", "--skip-covered")


@nox.session
def lint(session: nox.Session) -> None:
    """Lint."""
    session.install(RUFF)
    session.run("ruff", "check", ".")


@nox.session(name="format")
def format_check(session: nox.Session) -> None:
    """Format check."""
    session.install(RUFF)
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Static types, strictly."""
    _install(session, "--group", "types")
    session.run("mypy")


@nox.session
def wheels(session: nox.Session) -> None:
    """The built wheels: the core alone runs, and with its experts answers a question."""
    folder = Path(session.create_tmp())
    session.install("build")
    for project in (".", "plugins/kaelum_math", "plugins/kaelum_logic"):
        session.run("python", "-m", "build", "--wheel", "--outdir", str(folder), project)
    session.install(*map(str, folder.glob("kaelum-*.whl")))
    session.run("kaelum", "ask", "--no-ledger", "Solve x^2 = 2", success_codes=[3])
    session.install(*map(str, folder.glob("kaelum_*.whl")))
    session.run("kaelum", "ask", "--no-ledger", "Solve x^2 = 2")
