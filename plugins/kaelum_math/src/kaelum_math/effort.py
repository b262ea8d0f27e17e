"""A bound on the search for a reading, so that a long text costs a second and not an hour."""

from __future__ import annotations

from typing import Final

from kaelum_math.errors import TooLarge

__all__ = ["MAX_EFFORT", "Effort"]

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
