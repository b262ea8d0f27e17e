"""Functions that the sandbox tests run in a real process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

from kaelum_core.sandbox import child


def echo(value):
    return value


def pid(_):
    return os.getpid()


def environment(_):
    return dict(os.environ)


def sleep(seconds):
    time.sleep(seconds)
    return "slept"


def hang(_):
    """Tell the process and one that it started, then compute without end, the lock held."""
    child = grandchild(None)
    tell([f"{os.getpid()} {child}"])
    return re.match("(a*)*b", "a" * 60)


def crash(code):
    os._exit(code)


def hoard(_):
    kept = []
    while True:
        kept.append(bytearray(16 << 20))


def deep(_):
    return deep(_)


def fail(message):
    raise ValueError(message)


def unserialisable(_):
    return object()


def flood(_):
    return "x" * (20 << 20)


def noise(_):
    print("noise " * 100_000)
    sys.stderr.write("noise " * 100_000)
    return "quiet"


def grandchild(_):
    return subprocess.Popen(["sleep", "300"]).pid


def tell(messages):
    for message in messages:
        for send in child.progress:
            send(message)
    return len(messages)
