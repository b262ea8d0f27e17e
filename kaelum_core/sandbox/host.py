"""What runs a worker or a certificate checker inside a sandboxed process."""

from __future__ import annotations

import inspect
import time
from collections.abc import Mapping
from typing import Any

from kaelum_core.plugins import resolve
from kaelum_core.sandbox import child
from kaelum_core.serialize import from_json, to_json
from kaelum_core.types import Certificate, Check, Query, WorkerResult

__all__ = ["check", "solve"]

_objects: dict[str, Any] = {}  # this process serves one tenant, so its worker is made once


class _Context:
    """The worker's context inside a process of its own."""

    sandbox = None

    def __init__(self, request: Mapping[str, Any]) -> None:
        self.settings: Mapping[str, Any] = request["settings"]
        self.explain: bool = request["explain"]
        self._end: float = time.monotonic() + request["budget"]

    def remaining(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def report(self, message: str) -> None:
        for send in child.progress:
            send(message)


async def _wait(awaitable: Any) -> Any:
    return await awaitable


def solve(request: Any) -> Any:
    """Let the worker that ``request["factory"]`` makes solve ``request["query"]``.

    Returns:
        the :class:`WorkerResult` as JSON.

    Raises:
        TypeError: the worker returned something else.
    """
    factory = request["factory"]
    if factory not in _objects:
        _objects[factory] = resolve(factory)()
    query = from_json(Query, request["query"])
    outcome = _objects[factory].solve(query, _Context(request))
    if inspect.isawaitable(outcome):
        import anyio

        outcome = anyio.run(_wait, outcome)
    if not isinstance(outcome, WorkerResult):
        raise TypeError(f"solve returned a {type(outcome).__name__}, not a WorkerResult")
    return to_json(outcome)


def check(request: Any) -> Any:
    """Let the checker that ``request["factory"]`` names check ``request["certificate"]``."""
    checker = resolve(request["factory"])
    checks = checker(from_json(Certificate, request["certificate"]))
    if not all(isinstance(item, Check) for item in checks):
        raise TypeError("the checker returned something other than checks")
    return [to_json(item) for item in checks]
