"""What this distribution declares to Kaelum. Imports no solver."""

from __future__ import annotations

from kaelum_core import CertificateCheckerInfo, EquivalenceInfo, WorkerInfo, hookimpl


@hookimpl
def kaelum_workers() -> list[WorkerInfo]:
    """Declare the math worker."""
    return [
        WorkerInfo(
            "math",
            domains={"math"},
            factory="kaelum_math.worker:MathWorker",
            cost=0.01,
            summary="arithmetic, algebra, calculus, numbers, units and more: exact, with proof",
        )
    ]


@hookimpl
def kaelum_certificate_checkers() -> list[CertificateCheckerInfo]:
    """Declare the checker of this expert's certificates."""
    return [
        CertificateCheckerInfo(
            "math",
            "kaelum_math.certificates:check",
            summary="reads the question again and checks the answer by a second method",
        )
    ]


@hookimpl
def kaelum_equivalences() -> list[EquivalenceInfo]:
    """Declare when two formulae are the same answer."""
    return [
        EquivalenceInfo(
            "math",
            "kaelum_math.equivalence:canonical",
            summary="polynomials, rational functions and square roots in canonical form",
        )
    ]
