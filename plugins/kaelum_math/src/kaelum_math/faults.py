"""What to say of a question that no reading fits: the error that tells most."""

from __future__ import annotations

import re
from typing import Final

from kaelum_math.errors import Ambiguous, MathError, NotUnderstood, TooLarge, Undefined

__all__ = ["Faults"]

_QUOTED: Final = re.compile(r"""(?:^|\s)(['"])(.+?)\1(?=\s|$|[.,])""")
"""The word or words that an error blames, as ``repr`` writes them."""

_UNIT: Final = "is no unit that is known here"
"""Whatever stands where a unit might is called one; other errors tell more."""


class Faults:
    """The errors of failed attempts at reading ``text``.

    Every family stops at the first word that it does not know, so the one that came
    furthest knew most of the question: its error is worth reporting.
    """

    def __init__(self, text: str = "") -> None:
        self._text = text.lower()
        self._errors: list[MathError] = []

    def add(self, *errors: MathError) -> None:
        """Note what an attempt failed at."""
        self._errors.extend(errors)

    def __bool__(self) -> bool:
        return bool(self._errors)

    def worst(self) -> MathError:
        """The most telling error: a bound or an ambiguity, else the one furthest into the text."""
        for kind in (TooLarge, Undefined, Ambiguous):
            for error in self._errors:
                if isinstance(error, kind):
                    return error
        for error in self._errors:
            if not isinstance(error, NotUnderstood):
                return error
        if not self._errors:
            return NotUnderstood("It names nothing that can be worked out.")
        return max(self._errors, key=self._rank)

    def _rank(self, error: MathError) -> tuple[int, int]:
        """How telling an error is, then how far into the text it is."""
        message = str(error)
        blamed = _QUOTED.search(message)
        if blamed is None:
            return (2 if "unclear" in message else 1 if "never" in message else -1), 0
        return (0 if _UNIT in message else 1), self._text.find(blamed[2].lower())
