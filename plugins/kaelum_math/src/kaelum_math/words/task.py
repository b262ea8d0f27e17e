"""Tasks that are computed by one algorithm and checked by a second."""

from __future__ import annotations

import abc
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import Undefined
from kaelum_math.task import Solution, Task, Value, claim

__all__ = ["TwoWays"]


@frozen
class TwoWays(Task):
    """A task whose answer is computed by :meth:`first` and, for the check, by :meth:`second`."""

    method: ClassVar[str] = "second algorithm"

    @abc.abstractmethod
    def first(self) -> Any:
        """The result, by the algorithm that gives the answer."""

    @abc.abstractmethod
    def second(self) -> Any:
        """The result, by an algorithm that shares no step with :meth:`first`."""

    def write(self, result: Any) -> str:
        """The answer text for ``result``; equal results have equal texts."""
        return str(result)

    def worth(self, result: Any) -> Value:  # noqa: ARG002 - for those that have one
        """What ``result`` is worth to another task."""
        return None

    def notes(self) -> tuple[str, ...]:
        """Remarks worth showing beside the answer."""
        return ()

    def sure(self) -> bool:
        """Whether the text leaves no doubt about the reading; with a doubt nothing is proved."""
        return True

    def solve(self) -> Solution:
        """The first algorithm's result, written."""
        try:
            result = self.first()
        except (ArithmeticError, ValueError) as error:
            raise Undefined(f"The numbers do not go together: {error}.") from error
        return Solution(self.write(result), self.worth(result), notes=self.notes())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        """Whether the second algorithm's result, written, is ``answer``; no evidence is needed."""
        del evidence
        again = self.write(self.second())
        yield claim(
            "another way of computing it gives this answer",
            self.method,
            again == answer,
            independent=True,
            complete=self.sure(),
            detail="" if again == answer else f"it gives {again}",
        )
