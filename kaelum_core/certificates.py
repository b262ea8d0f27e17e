"""Re-checking certificates: what stands behind ``kaelum verify``.

A certificate is repeated from its own fields. The envelope's digest exposes an
altered field; the checker named by the certificate then reads the query again
and tests the answer without trusting whoever issued it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from attrs import frozen

from kaelum_core.errors import CertificateError, InvalidValueError, PluginError, SandboxError
from kaelum_core.registry import Registry
from kaelum_core.sandbox.pool import SandboxPool
from kaelum_core.serialize import from_json, to_json
from kaelum_core.types import JSON, Certificate, Check, CheckOutcome, Verdict, derive_verdict

__all__ = ["Verification", "parse_certificate", "verify"]

FORMAT = "kaelum-certificate/1"


@frozen
class Verification:
    """What came out of re-checking a certificate.

    Attributes:
        certificate: the certificate as it was given.
        checks: the envelope's check and the checker's, in order.
        verdict: derived from ``checks``.
    """

    certificate: Certificate
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Verdict:
        """Refuted as soon as one check failed."""
        return derive_verdict(self.checks)

    @property
    def holds(self) -> bool:
        """Whether the claim stands: no check failed and one of substance passed."""
        return self.verdict in {Verdict.PROVED, Verdict.CHECKED}


def parse_certificate(text: str | bytes) -> Certificate:
    """The certificate in ``text``: its own JSON, or that of an answer that carries one.

    Raises:
        CertificateError: it is neither, or the answer says something else
            than its certificate.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CertificateError(f"this is no certificate: not JSON ({error})") from error
    if not isinstance(data, dict):
        raise CertificateError("this is no certificate: not a JSON object")
    if "checker" not in data and "certificate" in data:
        return _from_answer(data)
    return _from_json(data)


def _from_answer(data: dict[str, JSON]) -> Certificate:
    if data["certificate"] is None:
        raise CertificateError("this answer carries no certificate")
    certificate = _from_json(data["certificate"])
    said = {"text": certificate.answer, "interpretation": certificate.interpretation}
    for name, expected in said.items():
        if data.get(name) != expected:
            raise CertificateError(
                f"the answer's {name} is not the one that its certificate is for"
            )
    return certificate


def _from_json(data: JSON) -> Certificate:
    try:
        certificate = from_json(Certificate, data)
    except (InvalidValueError, RecursionError) as error:
        raise CertificateError(f"this is no certificate: {error}") from error
    if certificate.format != FORMAT:
        raise CertificateError(f"unknown format {certificate.format!r}; this Kaelum reads {FORMAT}")
    return certificate


def _envelope(certificate: Certificate) -> Check:
    intact = certificate.compute_digest() == certificate.digest
    return Check(
        claim="no field was altered since it was issued",
        method="SHA-256 digest",
        outcome=CheckOutcome.PASSED if intact else CheckOutcome.FAILED,
        detail="" if intact else "the digest does not match the fields",
    )


async def verify(
    certificate: Certificate, *, registry: Registry, pool: SandboxPool, budget: float
) -> Verification:
    """Repeat every check of ``certificate`` in a sandboxed process, within ``budget`` seconds.

    A checker that is not installed, fails or runs out of time is inconclusive:
    such a certificate does not hold, but is not refuted either.
    """
    envelope = _envelope(certificate)
    if not envelope.passed:
        return Verification(certificate, (envelope,))
    checks = await _substance(certificate, registry, pool, budget)
    # The digest alone says nothing about the claim, so it never makes one "checked".
    return Verification(certificate, tuple(checks))


async def _substance(
    certificate: Certificate, registry: Registry, pool: SandboxPool, budget: float
) -> Sequence[Check]:
    claim = f"{certificate.interpretation}: {certificate.answer}"
    method = f"checker {certificate.checker!r}"
    info = registry.checkers.get(certificate.checker)
    if info is None:
        detail = f"no such checker is installed (issued by {certificate.issuer})"
        return [Check(claim, method, CheckOutcome.INCONCLUSIVE, detail=detail)]
    request = {"factory": info.factory, "certificate": to_json(certificate)}
    try:
        found = await pool.call(
            f"checker {info.name}", "kaelum_core.sandbox.host:check", request, budget=budget
        )
        return [from_json(Check, item) for item in found]
    except (SandboxError, PluginError, InvalidValueError, TypeError) as error:
        return [Check(claim, method, CheckOutcome.INCONCLUSIVE, detail=str(error))]
