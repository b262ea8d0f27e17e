"""Issuing certificates, and checking them as if anyone had written them.

A certificate is checked by reading its query again: the reading must come out
the same, and the answer must pass the problem's own checks against the
evidence. The worker takes the checks of its results from the same function,
so that what is proved now is what can be proved again later.
"""

from __future__ import annotations

from collections.abc import Sequence

from kaelum_core._version import __version__
from kaelum_core.types import Certificate, Check, CheckOutcome, Query
from kaelum_logic import registry
from kaelum_logic.problem import Solution

__all__ = ["CHECKER", "check", "issue"]

CHECKER = "logic"
"""What these certificates say in their field ``checker``."""

_DISTRIBUTION = "kaelum-logic"


def issue(query: Query, read: registry.ReadProblem, solution: Solution) -> Certificate:
    """The certificate for ``solution`` of ``query`` as ``read``."""
    return Certificate.issue(
        checker=CHECKER,
        query=query,
        answer=solution.answer,
        interpretation=read.problem.describe(),
        evidence={"family": read.family, **solution.evidence},
        issuer=f"{_DISTRIBUTION} {__version__}",
    )


def check(certificate: Certificate) -> Sequence[Check]:
    """Repeat the checks of ``certificate``, trusting none of its fields."""
    read = registry.read(certificate.query)
    if not isinstance(read, registry.ReadProblem):
        return (_refusal("the query can be read", "no family understands it"),)
    if certificate.digest != certificate.compute_digest():
        return (_refusal("the certificate is as issued", "its digest does not match"),)
    if certificate.checker != CHECKER or certificate.issuer.split(" ")[0] != _DISTRIBUTION:
        return (_refusal("the certificate is one of this expert's", certificate.issuer),)
    evidence = dict(certificate.evidence)
    if evidence.pop("family", None) != read.family:
        return (_refusal("the query is read by the same family", f"it is {read.family} here"),)
    if certificate.interpretation != read.problem.describe():
        return (_refusal("the query is read as the certificate says", "the reading differs"),)
    return read.problem.check(certificate.answer, evidence)


def _refusal(claim: str, detail: str) -> Check:
    return Check(claim, "reading the query again", CheckOutcome.FAILED, detail=detail)
