"""What a search for a model can find. Both engines answer in these terms."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from kaelum_core.errors import KaelumError
from kaelum_logic.solving.model import Model

__all__ = ["Finding", "Satisfied", "TooLargeError", "Undecided", "Unsatisfiable"]


class TooLargeError(KaelumError):
    """A step on the way to a finding passes its bound."""


def _indices(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(values)


@frozen
class Satisfied:
    """The formulas hold together in ``model``; None if it could not be written down."""

    model: Model | None


@frozen
class Unsatisfiable:
    """The formulas with the indices in ``core`` cannot hold together."""

    core: tuple[int, ...] = field(converter=_indices)


@frozen
class Undecided:
    """The search gave up; ``reason`` says why."""

    reason: str


Finding = Satisfied | Unsatisfiable | Undecided
