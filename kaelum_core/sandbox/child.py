"""The sandboxed process: ``python -m kaelum_core.sandbox FD``.

It caps its own memory, then answers requests one after another until the
socket closes. An engine that was killed is outlived by nothing: where the kernel
can tell, the end of the connection ends the process group at once (Linux), and
elsewhere an alarm does so soon after the request's budget.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import json
import math
import os
import signal
import socket
from collections.abc import Callable, Iterator
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

    @contextlib.contextmanager
    def guard(self, *, on: bool = True) -> Iterator[None]:
        """What runs inside ends, with the whole process group, when the engine is gone.

        The kernel signals anything that happens on the socket, and SIGIO ends whatever has
        no handler for it: no computation needs to cooperate. Between request and answer
        nothing arrives, so it can only be the end. With ``on=False``, a pause in which
        the process may write, since room in a full socket would be signalled too.
        """
        self._signalling(on)
        try:
            yield
        finally:
            self._signalling(not on)

    def _signalling(self, on: bool) -> None:
        flags = fcntl.fcntl(self._socket, fcntl.F_GETFL)
        fcntl.fcntl(self._socket, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(self._socket, fcntl.F_SETFL, flags | os.O_ASYNC if on else flags & ~os.O_ASYNC)
        if on and self._ended():  # before anybody would have signalled it
            os.killpg(os.getpgrp(), signal.SIGKILL)

    def _ended(self) -> bool:
        try:
            return not self._socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True


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

    def report(message: str) -> None:
        with connection.guard(on=False):
            connection.send({"progress": message[:500]})

    while (request := connection.receive()) is not None:
        signal.alarm(math.ceil(request["budget"]) + _GRACE)
        with connection.guard():
            progress.append(report)
            answer = _answer(request)
            progress.clear()
        signal.alarm(0)
        connection.send(answer)
