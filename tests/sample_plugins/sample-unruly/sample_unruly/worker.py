"""One factory per way to misbehave."""

from __future__ import annotations

import ctypes
import os
import sys
import time

from kaelum_core import WorkerResult


class Unruly:
    def __init__(self, act):
        self._act = act

    def solve(self, query, context):
        return self._act()


class Sleeper:
    async def solve(self, query, context):
        import anyio

        await anyio.sleep(60)


def _raise():
    raise BaseExceptionGroup("several", [ValueError("one"), KeyError("two")])


def _hoard():
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def _print():
    print("noise " * 1_000_000)
    sys.stderr.write("noise " * 1_000_000)
    return WorkerResult.answered("42")


def hang():
    return Unruly(lambda: time.sleep(3600))


def crash():
    return Unruly(lambda: os._exit(7))


def segfault():
    return Unruly(lambda: ctypes.string_at(0))


def leave():
    return Unruly(lambda: sys.exit("bye"))


def flood():
    return Unruly(lambda: WorkerResult.answered("x" * 50_000_000))


def rubbish():
    return Unruly(lambda: {"answer": 42})


def hoard():
    return Unruly(_hoard)


def lie():
    return Unruly(lambda: WorkerResult.answered("\0" * 10, confidence=0.99))


def sleeper():
    return Sleeper()


def throw():
    return Unruly(_raise)


def noise():
    return Unruly(_print)
