"""Why a question, or a part of one, cannot be taken further; each message is a sentence for the asker.

::

    MathError                base, never raised itself
    ├── NotUnderstood        the text is not read completely
    ├── Ambiguous            it can be read in several ways with different answers
    ├── TooLarge             the computation would exceed a bound
    ├── Undefined            the expression has no value (a division by zero)
    └── OutOfReach           understood, but no method here decides it
"""

from __future__ import annotations

__all__ = ["Ambiguous", "MathError", "NotUnderstood", "OutOfReach", "TooLarge", "Undefined"]


class MathError(Exception):
    """Base: the question cannot be taken further."""


class NotUnderstood(MathError):  # noqa: N818 - reads as what it says
    """The text is not read completely."""


class Ambiguous(MathError):  # noqa: N818
    """The text has several readings with different answers."""


class TooLarge(MathError):  # noqa: N818
    """The computation would exceed a bound."""


class Undefined(MathError):  # noqa: N818
    """The expression has no value."""


class OutOfReach(MathError):  # noqa: N818
    """The question is understood, but no method here decides it."""
