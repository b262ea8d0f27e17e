"""Solver code in processes that can be killed and whose memory is capped.

A :class:`SandboxPool` keeps warm processes, one set per *tenant* (a worker, a
checker), so that what one of them breaks is its own. Parent and child speak
JSON frames over a socket pair; neither ever unpickles or evaluates anything.
The processes belong to no event loop, so that one pool outlives many.

Linux and macOS: it rests on ``setrlimit``, process groups and socket pairs.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import anyio

from kaelum_core.errors import (
    InvalidValueError,
    SandboxCrashError,
    SandboxMemoryError,
    SandboxTimeoutError,
)
from kaelum_core.sandbox.frames import HEADER, MAX_FRAME, encode

__all__ = ["SandboxPool", "SandboxProcess"]

_SECRET = ("_KEY", "_TOKEN", "_SECRET", "_PASSWORD")


def _environment() -> dict[str, str]:
    """The environment without anything that looks like a credential."""
    return {name: value for name, value in os.environ.items() if not name.upper().endswith(_SECRET)}


class SandboxProcess:
    """One killable process that answers one request at a time.

    Args:
        memory: cap on its address space, in MiB.
    """

    def __init__(self, *, memory: int) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", "kaelum_core.sandbox", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env=_environment() | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        # The child imports what every call needs while we are busy elsewhere.
        ours.sendall(encode({"memory": memory, "preload": ["kaelum_core.sandbox.host"]}))
        ours.setblocking(False)
        self._socket = ours

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Kill the process and whatever it started. Returns at once."""
        self._socket.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        # A killed process is gone within milliseconds; only a broken kernel waits longer.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.2)

    async def call(
        self,
        function: str,
        argument: Any,
        *,
        budget: float,
        on_progress: Callable[[str], None] | None = None,
    ) -> Any:
        """Call ``function`` (``"package.module:name"``) in the process with one JSON value.

        Raises:
            SandboxTimeoutError: nothing came within ``budget`` seconds.
            SandboxMemoryError: the memory cap was reached.
            SandboxCrashError: the process died, the function raised, or what it
                returned is too large or no JSON.
        """
        request = {"function": function, "argument": argument, "budget": budget}
        answer: dict[str, Any] | None = None
        with anyio.move_on_after(budget):
            await self._send(encode(request))
            while answer is None:
                frame = await self._receive()
                if "progress" in frame:
                    if on_progress is not None:
                        on_progress(str(frame["progress"]))
                else:
                    answer = frame
        if answer is None:
            raise SandboxTimeoutError(f"killed after {budget:.3g} s")
        if "value" in answer:
            return answer["value"]
        message = str(answer.get("error", "no reason given"))
        if answer.get("memory"):
            raise SandboxMemoryError("ran into its memory cap")
        raise SandboxCrashError(message)

    async def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[self._socket.send(view) :]
            except BlockingIOError:
                await anyio.wait_writable(self._socket)
            except OSError as error:
                raise SandboxCrashError(f"the process is gone: {self._fate()}") from error

    async def _receive(self) -> dict[str, Any]:
        size = HEADER.unpack(await self._read(HEADER.size))[0]
        if size > MAX_FRAME:
            raise SandboxCrashError(f"answered {size} bytes; at most {MAX_FRAME} are read")
        try:
            frame = json.loads(await self._read(size))
        except (ValueError, RecursionError) as error:
            raise SandboxCrashError("answered something that is no JSON") from error
        if not isinstance(frame, dict):
            raise SandboxCrashError("answered something that is no frame")
        return frame

    async def _read(self, size: int) -> bytes:
        chunks = bytearray()
        while len(chunks) < size:
            try:
                chunk = self._socket.recv(min(size - len(chunks), 1 << 20))
            except BlockingIOError:
                await anyio.wait_readable(self._socket)
                continue
            except OSError:
                chunk = b""
            if not chunk:
                raise SandboxCrashError(f"the process died: {self._fate()}")
            chunks += chunk
        return bytes(chunks)

    def _fate(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(timeout=0.2)
            return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return "connection closed"


class SandboxPool:
    """Warm processes, reused per tenant; a process that misbehaved is never reused.

    Args:
        memory: cap on each process's address space, in MiB.
        spare: how many idle processes to keep per tenant.
    """

    def __init__(self, *, memory: int = 2048, spare: int = 2) -> None:
        if memory < 64:
            raise InvalidValueError(f"a process needs at least 64 MiB, not {memory}")
        self._memory = memory
        self._spare = spare
        self._idle: dict[str, list[SandboxProcess]] = {}
        self._blank: list[SandboxProcess] = []
        self._closed = False

    def prepare(self) -> None:
        """Start one process now, for whichever tenant is the first to need one."""
        if not self._blank and not self._closed:
            self._blank.append(SandboxProcess(memory=self._memory))

    async def call(
        self,
        tenant: str,
        function: str,
        argument: Any,
        *,
        budget: float,
        on_progress: Callable[[str], None] | None = None,
    ) -> Any:
        """Call ``function`` in a process of ``tenant``; see :meth:`SandboxProcess.call`.

        Cancelling the call kills the process.
        """
        started = time.monotonic()
        process = self._take(tenant)
        try:
            left = budget - (time.monotonic() - started)
            value = await process.call(function, argument, budget=left, on_progress=on_progress)
        except BaseException:
            # Nobody vouches for the state of a process that failed or was cut off.
            process.kill()
            raise
        self._give_back(tenant, process)
        return value

    def close(self) -> None:
        """Kill every idle process; the pool cannot be used afterwards."""
        self._closed = True
        for processes in (*self._idle.values(), self._blank):
            for process in processes:
                process.kill()
        self._idle.clear()
        self._blank.clear()

    def _take(self, tenant: str) -> SandboxProcess:
        if self._closed:
            raise SandboxCrashError("the sandbox is closed")
        idle = self._idle.setdefault(tenant, [])
        while idle or self._blank:
            process = (idle or self._blank).pop()
            if process.alive:
                return process
            process.kill()
        return SandboxProcess(memory=self._memory)

    def _give_back(self, tenant: str, process: SandboxProcess) -> None:
        idle = self._idle.setdefault(tenant, [])
        if self._closed or len(idle) >= self._spare:
            process.kill()
        else:
            idle.append(process)
