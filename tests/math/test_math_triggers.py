"""The stored words by which families are imported: up to date, and enough."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

from kaelum_math import registry


def test_the_stored_triggers_are_those_of_the_phrases():
    stored = files("kaelum_math").joinpath(registry.TRIGGERS).read_text(encoding="utf-8")
    assert json.loads(stored) == registry.triggers(), (
        "run python -m kaelum_math.registry and keep what it prints in triggers.json"
    )


def test_a_plain_equation_imports_few_families():
    script = """
import sys
from kaelum_core.types import Query
from kaelum_math.worker import MathWorker
assert MathWorker().solve(Query("Solve x^2 = 2"), None).answer
print(*(name for name in sys.modules if name.startswith(("kaelum_math.families.", "sympy"))))
"""
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert "kaelum_math.families.equations" in found
    assert "kaelum_math.families.distributions" not in found
    assert "sympy" not in found
