"""The ledger under several processes at once, and under SIGKILL: the benchmark, made small."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "ledger.py"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on this system")
def test_nothing_is_lost_and_nothing_torn():
    done = subprocess.run(
        [sys.executable, BENCHMARK, "--decisions", "400"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    rows = re.findall(
        r"^\| (undisturbed|kill -9) +\| +(\d+) \| +(\d+) \| +(\d+) \| +(\d+) \|",
        done.stdout,
        re.MULTILINE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows[0] == ("undisturbed", "400", "400", "0", "0")
    assert rows[1][3:] == ("0", "0")
    assert int(rows[1][2]) >= int(rows[1][1]) > 200
