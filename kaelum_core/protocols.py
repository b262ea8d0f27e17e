"""What plugin objects look like: the small protocols behind the declarations.

A plugin *declares* these in hooks (:mod:`kaelum_core.hookspecs`); the object
itself is made from its factory on first use.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from kaelum_core.types import (
        Answer,
        Certificate,
        Check,
        Classification,
        Query,
        WorkerResult,
    )

__all__ = [
    "CertificateChecker",
    "Classifier",
    "Equivalence",
    "Panel",
    "SandboxCall",
    "Strategy",
    "Worker",
    "WorkerContext",
]


@runtime_checkable
class Classifier(Protocol):
    """Scores a query over domains. Pure, deterministic, no I/O, well under a millisecond."""

    def classify(self, query: Query) -> Classification:
        """The opinion on ``query``; an empty :class:`Classification` abstains."""
        ...


class SandboxCall(Protocol):
    """Runs a function of a plugin in a killable, memory-capped process."""

    async def __call__(self, function: str, argument: Any, *, budget: float) -> Any:
        """Call ``function`` (``"package.module:name"``) with one JSON value.

        Args:
            function: import path of a plain function ``(JSON) -> JSON``; a
                constant in the plugin's code, never text from outside.
            argument: the JSON value to pass.
            budget: seconds after which the process is killed.

        Raises:
            SandboxError: killed at the deadline, out of memory, or crashed.
        """
        ...


class WorkerContext(Protocol):
    """What a worker may use while it solves one query."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """The table ``[workers.<name>]`` of the settings."""
        ...

    @property
    def explain(self) -> bool:
        """Whether steps were asked for."""
        ...

    @property
    def sandbox(self) -> SandboxCall | None:
        """Runs solver code where it can be killed; None inside such a process."""
        ...

    def remaining(self) -> float:
        """Seconds left until this worker is stopped."""
        ...

    def report(self, message: str) -> None:
        """Tell observers about progress; cheap, never blocks."""
        ...


@runtime_checkable
class Worker(Protocol):
    """An expert. Abstains, with a reason, from what is not its own; raises nothing for it.

    ``solve`` is asynchronous for workers with ``isolation="task"``. A worker
    with ``isolation="process"`` has a whole process for itself, and may define
    ``solve`` as a plain function.
    """

    def solve(self, query: Query, context: WorkerContext) -> Awaitable[WorkerResult] | WorkerResult:
        """Try to solve ``query`` within ``context.remaining()`` seconds."""
        ...


class Panel(Protocol):
    """The workers at work on one query; iterate for results as they complete.

    Leaving the loop early, or returning from ``combine``, cancels the rest.
    """

    @property
    def query(self) -> Query:
        """What was asked."""
        ...

    @property
    def results(self) -> Sequence[WorkerResult]:
        """Results so far, in order of completion."""
        ...

    @property
    def candidates(self) -> Sequence[str]:
        """Workers that were not asked yet and may be consulted, best first."""
        ...

    def __aiter__(self) -> AsyncIterator[WorkerResult]: ...

    def consult(self, worker: str) -> None:
        """Bring in another worker; its result arrives in the same iteration.

        Raises:
            UnknownNameError: there is no such worker.
        """
        ...

    def groups(self) -> Sequence[Sequence[WorkerResult]]:
        """The answered results so far, grouped by answer equivalence, largest first."""
        ...

    def best(self) -> WorkerResult | None:
        """The best-checked answered result so far (verdict, then confidence), or None."""
        ...

    def answer(self, result: WorkerResult | None, *, notes: Sequence[str] = ()) -> Answer:
        """The answer that rests on ``result``; None abstains with the panel's reasons."""
        ...


@runtime_checkable
class Strategy(Protocol):
    """A meta-strategy: turns a panel into one answer."""

    async def combine(self, panel: Panel) -> Answer:
        """Consume ``panel`` and decide."""
        ...


CertificateChecker = Callable[["Certificate"], "Sequence[Check]"]
"""Repeats the checks of a certificate, from its fields alone: no network, no model,
no trust in the answer. Runs in the sandbox. It must read ``certificate.query`` again
and fail a check when that does not give the reading in ``interpretation`` and
``evidence``, and fail one when ``answer`` does not follow from them."""

Equivalence = Callable[[str], "str | None"]
"""The canonical form of an answer text, or None if this plugin cannot say.

Two answers are equivalent when they have the same canonical form, so that
equivalence is reflexive, symmetric and transitive whatever a plugin does. Must
be quick, total and safe on any text."""
