"""Formal notation in: propositional and first-order formulae, sequents, TPTP, SMT-LIB."""

from __future__ import annotations

from kaelum_logic.notation.parser import NotationError, Sequent, parse, parse_sequent
from kaelum_logic.notation.smtlib import looks_like_smt_lib, parse_smt_lib
from kaelum_logic.notation.tptp import looks_like_tptp, parse_tptp

__all__ = [
    "NotationError",
    "Sequent",
    "looks_like_smt_lib",
    "looks_like_tptp",
    "parse",
    "parse_sequent",
    "parse_smt_lib",
    "parse_tptp",
]
