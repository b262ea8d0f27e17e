"""The sandboxed process: ``python -m kaelum_core.sandbox FD``.

It caps its own memory, then answers requests one after another until the
socket closes. An alarm ends it soon after each request's budget, so that it
cannot outlive an engine that was killed.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import math
import signal
import socket
from collections.abc import Callable
from typing import Any

from kaelum_core.sandbox.frames import HEADER, MAX_FRAME, encode

__all__ = ["Connection", "main", "progress"]

_GRACE = 2
"""Seconds past its budget after which a process that nobody killed ends itself."""

progress: list[Callable[[str], None]] = []
"""The current request's way to report progress; one entry while a request runs."""


class Connection:
    """The child's end of the socket pair."""

    def __init__(self, descriptor: int) -> None:
        self._socket = socket.socket(fileno=descriptor)
        self._file = self._socket.makefile("rb")

    def receive(self) -> dict[str, Any] | None:
        """The next frame, or None when the engine is gone."""
        header = self._file.read(HEADER.size)
        if len(header) < HEADER.size:
            return None
        size = HEADER.unpack(header)[0]
        if size > MAX_FRAME:
            return None
        frame = json.loads(self._file.read(size))
        return frame if isinstance(frame, dict) else None

    def send(self, value: dict[str, Any]) -> None:
        """Send one frame."""
        self._socket.sendall(encode(value))


def _cap_memory(mebibytes: int) -> None:
    import resource

    limit = mebibytes * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):  # a lower limit may be in force already
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    module, _, name = str(request["function"]).partition(":")
    try:
        value = getattr(importlib.import_module(module), name)(request["argument"])
        encode(value)
    except MemoryError:
        return {"error": "out of memory", "memory": True}
    except RecursionError:
        return {"error": "nested too deeply"}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
        return {"error": f"{type(error).__name__}: {error}"[:2000]}
    return {"value": value}


def main(descriptor: int) -> None:
    """Serve requests on the socket ``descriptor`` until it closes."""
    connection = Connection(descriptor)
    greeting = connection.receive()
    if greeting is None:
        return
    _cap_memory(int(greeting["memory"]))
    for module in greeting.get("preload", ()):
        importlib.import_module(module)
    while (request := connection.receive()) is not None:
        signal.alarm(math.ceil(request["budget"]) + _GRACE)
        progress.append(lambda message: connection.send({"progress": message[:500]}))
        answer = _answer(request)
        progress.clear()
        signal.alarm(0)
        connection.send(answer)
