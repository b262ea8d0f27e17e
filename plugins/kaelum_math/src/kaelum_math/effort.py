"""Bounds on the search for a reading, and on time, so that no question costs an hour."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Final

from kaelum_math.errors import TooLarge

__all__ = ["MAX_EFFORT", "MAX_SECONDS", "Effort", "OutOfTime", "allowance", "limited"]

MAX_EFFORT: Final = 250_000
"""Places at which a pattern was tried, about; readable questions need a tenth of it at most."""


class Effort:
    """What the search for one reading may still cost; shared by all its branches."""

    def __init__(self, left: int = MAX_EFFORT) -> None:
        self._left = left

    def spend(self, amount: int) -> None:
        """Take ``amount`` off.

        Raises:
            TooLarge: nothing is left; every further search is refused as well.
        """
        self._left -= amount
        self.check()

    def check(self) -> None:
        """Refuse what was found when the search was cut short: another reading may be missing.

        Raises:
            TooLarge: nothing is left.
        """
        if self._left < 0:
            raise TooLarge("The question is too long and too winding to be read.")


MAX_SECONDS: Final = 3.0
"""Time for one question; a certificate, which is solved and checked again, has twice as much."""

_COLD_SECONDS: Final = 12.0
"""Time for a question that may have to import SymPy first: seconds of work on a busy machine."""


def allowance() -> float:
    """Seconds for one question: :data:`MAX_SECONDS`, and more as long as SymPy is not loaded."""
    return MAX_SECONDS if "sympy" in sys.modules else _COLD_SECONDS


_REMINDER: Final = 0.2
"""Seconds between further signals, should code in between swallow the first."""


class OutOfTime(TooLarge):
    """The time for a question is up."""


class _Stopped(BaseException):
    """Not an Exception: whatever runs must not take it for an error of its own."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what runs inside after so much time, whatever library it is in.

    An alarm that was set before goes on afterwards. Without effect outside the main
    thread, where no signal arrives, and inside another :func:`limited`: a worker has a
    process for itself, and there it counts.

    Raises:
        OutOfTime: the time is up.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGALRM) is _stop:
        yield
        return
    began = time.monotonic()
    before = signal.signal(signal.SIGALRM, _stop)
    delay, interval = signal.setitimer(signal.ITIMER_REAL, max(0.01, seconds), _REMINDER)
    try:
        yield
    except _Stopped:
        raise OutOfTime("The computation takes too long.") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if delay:
            left = max(0.01, delay - (time.monotonic() - began))
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _stop(_number: int, frame: FrameType | None) -> None:
    """Stop, but not in the middle of an import: half a module would stay. It is asked again soon."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return
        frame = frame.f_back
    raise _Stopped
