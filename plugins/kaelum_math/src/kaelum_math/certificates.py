"""The check behind every answer of this expert, and behind ``kaelum verify``.

There is one check. The worker runs it on what it is about to say; the checker
of a certificate reads the query again, and runs it on what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve

from kaelum_core.types import JSON, Certificate, Check, Query, Verdict, derive_verdict
from kaelum_math.effort import allowance, limited
from kaelum_math.errors import MathError, OutOfReach, TooLarge
from kaelum_math.reader import Reading, read
from kaelum_math.task import claim, undecided

__all__ = ["ISSUER", "check", "interpretation", "read_query", "verify"]

ISSUER = "kaelum-math"


def check(certificate: Certificate) -> list[Check]:
    """Repeat the checks of ``certificate`` from its query, trusting none of its fields.

    A field that was altered fails a check: the reading and the evidence must be
    those that the query leads to, and the answer must follow.
    """
    try:
        with limited(2 * allowance()):
            return _repeated(certificate)
    except TooLarge as error:
        return [undecided("the certificate holds", "repeating its checks", detail=str(error))]


def _repeated(certificate: Certificate) -> list[Check]:
    same = "the query is read as the certificate says"
    try:
        readings = read_query(certificate.query)
        shown = interpretation(readings)
    except MathError as error:
        return [claim(same, "reading the query again", holds=False, detail=str(error))]
    holds = shown == certificate.interpretation
    issued = certificate.issuer.split(" ")[0] == ISSUER and certificate.checker == "math"
    checks = [
        claim(same, "reading the query again", holds, detail=shown),
        claim("the certificate is of this expert", "comparison", issued),
    ]
    if not holds:
        return checks
    claimed = certificate.evidence.get("readings")
    if not isinstance(claimed, Sequence) or set(certificate.evidence) != {"readings"}:
        return [*checks, claim("the evidence is complete", "comparison", holds=False)]
    checks += _as_solved(readings, certificate.answer, claimed)
    return [*checks, *verify(readings, certificate.answer, claimed)]


def _as_solved(readings: Sequence[Reading], answer: str, claimed: Sequence[JSON]) -> list[Check]:
    """Answer and evidence are, to the letter, what solving the query gives."""
    try:
        found = [reading.task.solve() for reading in readings]
    except MathError as error:
        return [claim("the query is solved again", "recomputation", False, detail=str(error))]
    evidence = [dict(solution.evidence) for solution in found]
    return [
        claim("the evidence is that of the query", "recomputation",
              evidence == [*map(_plain, claimed)]),
        claim("the answer is written as this expert writes it", "recomputation",
              all(solution.answer == answer for solution in found)),
    ]  # fmt: skip


def _plain(evidence: JSON) -> JSON:
    return dict(evidence) if isinstance(evidence, Mapping) else evidence


def read_query(query: Query) -> list[Reading]:
    """The readings of a query; its options are read only if it cannot do without them.

    Raises:
        MathError: there is none.
    """
    try:
        return read(query.full_text)
    except MathError:
        if not query.options:
            raise
        try:
            return read(_with_list(query))
        except MathError:
            return read(" ".join([query.full_text, *query.options]))


_LABEL: Final = re.compile(r"^\(?(?:[A-Ha-h]|[1-9])[).:]\s+")


def _with_list(query: Query) -> str:
    """The question, a colon, and its options as a list: "Which is prime: 21, 27, 29"."""
    options = [_LABEL.sub("", option.strip()) for option in query.options]
    return f"{query.full_text.rstrip(' ?:.')}: {', '.join(options)}"


def interpretation(readings: Sequence[Reading]) -> str:
    """The formal reading; several, joined by "or", when they agree on the answer."""
    return " or ".join(reading.describe() for reading in readings)


def verify(readings: Sequence[Reading], answer: str, evidence: Sequence[JSON]) -> list[Check]:
    """Check ``answer`` under every reading. Nothing given is trusted.

    The checks of values worked out on the way count only together with the
    final ones: a proof needs a proof of each.
    """
    if len(evidence) != len(readings):
        return [claim("there is evidence for each reading", "counting", holds=False)]
    checks: list[Check] = []
    for reading, hints in zip(readings, evidence, strict=True):
        if not isinstance(hints, Mapping):
            return [claim("the evidence is an object", "type", holds=False)]
        checks += _verify_one(reading, answer, hints)
    if len(readings) > 1:
        checks = _together(checks, len(readings))
    return checks


def _verify_one(reading: Reading, answer: str, evidence: Mapping[str, JSON]) -> list[Check]:
    solid = True
    checks: list[Check] = []
    for step in reading.steps:
        solid = solid and derive_verdict(step.checks) is Verdict.PROVED
        checks += [
            evolve(c, claim=f"{step.describe()}: {c.claim}", complete=False) for c in step.checks
        ]
    try:
        final = list(reading.task.check(answer, evidence))
    except (OutOfReach, TooLarge) as error:
        final = [undecided("the answer is right", "independent method", detail=str(error))]
    except MathError as error:
        final = [claim("the answer can be checked", "reading it", holds=False, detail=str(error))]
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        final = [claim("the evidence is usable", "reading it", holds=False, detail=repr(error))]
    if not solid:
        final = [evolve(c, complete=False) for c in final]
    return [*checks, *final]


def _together(checks: list[Check], readings: int) -> list[Check]:
    """Several readings are proved only if each is: with fewer proofs, none is complete."""
    proofs = sum(c.passed and c.independent and c.complete for c in checks)
    return checks if proofs >= readings else [evolve(c, complete=False) for c in checks]
