"""Solving: what follows from what, and whether formulas can hold together.

The one door for readers of any notation::

    decision = decide(premises, goal)
    checks = recheck(premises, goal, decision)
"""

from __future__ import annotations

from kaelum_logic.solving.decision import (
    Decision,
    Status,
    decide,
    jointly,
    recheck,
    smt_script,
)
from kaelum_logic.solving.model import Model
from kaelum_logic.solving.smt import smt_lib

__all__ = ["Decision", "Model", "Status", "decide", "jointly", "recheck", "smt_lib", "smt_script"]
