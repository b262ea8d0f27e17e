"""Every question in the tables of docs/MATH.md and docs/LOGIC.md gets the answer printed there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaelum_core.testing.workers import solve
from kaelum_core.types import Verdict
from kaelum_logic.worker import LogicWorker
from kaelum_math.worker import MathWorker

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROW = re.compile(r"\| (?P<question>.+?) (?<!\\)\| (?P<answer>.+?) \|")


def _rows(page: str) -> list[tuple[str, str]]:
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    rows = [ROW.fullmatch(line) for line in lines if not line.startswith(("| ---", "| question"))]
    found = [row for row in rows if row is not None]
    return [tuple(text.replace("\\|", "|") for text in row.groups()) for row in found]  # type: ignore[misc]


@pytest.mark.parametrize(("question", "answer"), _rows("MATH.md"))
def test_math(question: str, answer: str) -> None:
    result = solve(MathWorker(), question)
    assert result.answer == answer, result.reason
    assert result.verdict >= Verdict.CHECKED


@pytest.mark.parametrize(("question", "answer"), _rows("LOGIC.md"))
def test_logic(question: str, answer: str) -> None:
    result = solve(LogicWorker(), question)
    assert result.answer == answer, result.reason
    assert result.verdict >= Verdict.CHECKED


def test_there_are_rows() -> None:
    assert len(_rows("MATH.md")) > 30
    assert len(_rows("LOGIC.md")) > 15
