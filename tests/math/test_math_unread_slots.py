"""What a phrase catches and its builder never looks at makes the phrase not understood."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    "question",
    [
        "At which t does f(x) = x^2 - 8x + 3 attain its minimum?",
        "area under y = x^2 from y = 0 to y = 3",
        "taylor polynomial of degree 2 of e^x about t = 0",
        "sum of k^2 for k = 1 to j = 10",
    ],
)
def test_another_variable_is_not_ignored(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None
