"""What this distribution declares to Kaelum. Imports no solver."""

from __future__ import annotations

from kaelum_core import CertificateCheckerInfo, WorkerInfo, hookimpl


@hookimpl
def kaelum_workers() -> list[WorkerInfo]:
    """Declare the math worker."""
    return [
        WorkerInfo(
            "math",
            domains={"math"},
            factory="kaelum_math.worker:MathWorker",
            cost=0.01,
            summary="",
        )
    ]


@hookimpl
def kaelum_certificate_checkers() -> list[CertificateCheckerInfo]:
    """Declare the checker of this expert's certificates."""
    return [CertificateCheckerInfo("math", "kaelum_math.certificates:check")]
