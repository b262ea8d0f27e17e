"""The form in which an answer is wanted: a fraction, decimals, significant digits, yes or no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from kaelum_math.task import Task
from kaelum_math.text.tokens import Token

__all__ = ["Form", "endings", "instructions", "shape"]

Tokens = Sequence[Token]


@frozen
class Form:
    """A wanted form of the answer."""

    kind: str
    digits: int = 0


def instructions(sentences: Sequence[Tokens]) -> tuple[Form | None, list[Tokens]]:
    """The form that whole sentences ask for, and the other sentences."""
    return None, list(sentences)


def endings(tokens: Tokens) -> Iterator[tuple[Tokens, Form]]:
    """Ways to split a form off the end of a question."""
    del tokens
    yield from ()


def shape(task: Task, form: Form | None) -> Task:
    """``task`` with its answer in ``form``."""
    del form
    return task
