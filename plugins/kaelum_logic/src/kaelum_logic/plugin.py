"""What this distribution declares to Kaelum. Imports no solver."""

from __future__ import annotations

from kaelum_core import CertificateCheckerInfo, WorkerInfo, hookimpl


@hookimpl
def kaelum_workers() -> list[WorkerInfo]:
    """Declare the logic worker."""
    return [
        WorkerInfo(
            "logic",
            domains={"logic"},
            factory="kaelum_logic.worker:LogicWorker",
            cost=0.01,
            summary="deduction in English, puzzles and formulae, solved and proved",
        )
    ]


@hookimpl
def kaelum_certificate_checkers() -> list[CertificateCheckerInfo]:
    """Declare the checker of this expert's certificates."""
    return [CertificateCheckerInfo("logic", "kaelum_logic.certificates:check")]
