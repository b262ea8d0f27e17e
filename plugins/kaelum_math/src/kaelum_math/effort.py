"""Bounds on the search for a reading, and on time, so that no question costs an hour."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

from kaelum_math.errors import TooLarge

__all__ = ["MAX_EFFORT", "MAX_SECONDS", "Effort", "limited"]

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


MAX_SECONDS: Final = 4.0
"""Processor time for one question, or for one certificate."""

_REMINDER: Final = 0.2
"""Seconds between further signals, should code in between swallow the first."""


class _OutOfTime(BaseException):
    """Not an Exception: whatever runs must not take it for an error of its own."""


@contextlib.contextmanager
def limited(seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Stop what runs inside after so much processor time, whatever library it is in.

    Without effect outside the main thread, where no signal arrives, and inside another
    :func:`limited`: a worker has a process for itself, and there it counts.

    Raises:
        TooLarge: the time is up.
    """
    taken = signal.getitimer(signal.ITIMER_PROF)[0] > 0
    if taken or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, max(0.01, seconds), _REMINDER)
    try:
        yield
    except _OutOfTime:
        raise TooLarge("The computation takes too long.") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTime
