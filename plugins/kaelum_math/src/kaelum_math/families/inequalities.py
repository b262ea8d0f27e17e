"""Relations in one unknown between algebraic formulae, over the real numbers or the integers.

Algebraic: made of the four operations, absolute values and square roots.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.nodes import Relation, Sym, free_symbols, number, show
from kaelum_math.expr.surd import Surd
from kaelum_math.methods import pieces
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, Value, claim, proof

__all__ = ["PHRASES", "IntegerSolutions", "SolutionSet"]

MAX_INTEGERS: Final = 2000
MAX_LISTED: Final = 40
INFINITE: Final = "infinitely many"


@frozen
class SolutionSet(Task):
    """All real values of one unknown for which every relation holds.

    Attributes:
        relations, name: what must hold for which unknown.
        named: whether to write ``x = 2 or x = 3`` rather than the bare values.
        typed: what was asked, where ``relations`` say the same in another form.
    """

    relations: tuple[Relation, ...]
    name: str
    named: bool = field(default=True, eq=False)
    typed: str = field(default="", eq=False)

    def describe(self) -> str:
        what = self.typed or " and ".join(map(show, self.relations))
        return f"solve {what} for {self.name} over the real numbers"

    def solve(self) -> Solution:
        found = pieces.solve(self.relations, self.name)
        text = pieces.write(found, self.name)
        points = [low for low, _, high, _ in found if low is not None and low == high]
        if not found or len(points) < len(found):
            return Solution(text)
        if not self.named:
            text = ", ".join(point.text() for point in points)
        values = tuple(point.expr() for point in points)
        return Solution(text, values[0] if len(values) == 1 else values)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        text = answer
        if not self.named and answer not in {pieces.NONE, pieces.EVERY}:
            bare = not any(sign in answer for sign in "<>=")
            text = " or ".join(f"{self.name} = {v}" for v in answer.split(", ")) if bare else answer
        claimed = pieces.read(text, self.name)
        ends = {e for low, _, high, _ in claimed for e in (low, high) if e is not None}
        known = pieces.marks(self.relations, self.name)
        marks = sorted({*known, *ends}, key=lambda r: r.bounds(60))
        samples = [*pieces.between(marks), *marks]
        right = all(
            pieces.inside(claimed, s) == pieces.holds(self.relations, self.name, s) for s in samples
        )
        yield claim("the ends are points where a side changes", "substitution",
                    ends <= set(known), independent=True)  # fmt: skip
        yield proof("it holds exactly on the answer: tried at every end and between each two",
                    "sample points", right)  # fmt: skip


@frozen
class IntegerSolutions(Task):
    """What is asked about the integers for which every relation holds.

    Attributes:
        what: ``count``, ``list``, ``largest`` or ``smallest``.
    """

    relations: tuple[Relation, ...]
    name: str
    what: str

    def describe(self) -> str:
        of = {"count": "number of", "list": "the", "largest": "largest of the",
              "smallest": "smallest of the"}[self.what]  # fmt: skip
        return f"{of} integers {self.name} with {' and '.join(map(show, self.relations))}"

    def solve(self) -> Solution:
        found: list[int] = []
        open_below = open_above = False
        for low, low_in, high, high_in in pieces.solve(self.relations, self.name):
            open_below, open_above = open_below or low is None, open_above or high is None
            first = None if low is None else _next(low, low_in)
            last = None if high is None else -_next(-high, high_in)
            found += _listed(first, last)
        return self._answer(sorted(found), open_below, open_above)

    def _answer(self, found: Sequence[int], open_below: bool, open_above: bool) -> Solution:
        if self.what in {"largest", "smallest"}:
            if open_above if self.what == "largest" else open_below:
                return Solution(f"there is no {self.what}")
            if not found:
                return Solution(pieces.NONE)
            value = found[-1] if self.what == "largest" else found[0]
            return Solution(str(value), number(value))
        if open_below or open_above:
            if self.what == "list":
                raise OutOfReach("Infinitely many integers satisfy it.")
            return Solution(INFINITE)
        if self.what == "count":
            return Solution(str(len(found)), number(len(found)))
        if len(found) > MAX_LISTED:
            raise TooLarge("There are too many integers to list.")
        values: Value = tuple(map(number, found))
        return Solution(", ".join(map(str, found)) or pieces.NONE, values)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        marks = pieces.marks(self.relations, self.name)
        low = math.floor(marks[0].bounds()[0]) - 1 if marks else 0
        high = math.ceil(marks[-1].bounds()[1]) + 1 if marks else 0
        if high - low > MAX_INTEGERS:
            raise TooLarge("The integers are too many to try one by one.")
        found = [
            n for n in range(low, high + 1) if pieces.holds(self.relations, self.name, Surd.of(n))
        ]
        # Beyond the marks nothing changes, so the two outermost integers stand for all further ones.
        expected = self._answer(found, low in found, high in found)
        yield proof("every integer up to the last change was tried", "substitution",
                    answer == expected.answer)  # fmt: skip


def _next(low: Surd, included: bool) -> int:
    """The first integer above a bound."""
    exact = low.rational()
    if exact is not None:
        whole = math.ceil(exact)
        return whole + 1 if whole == exact and not included else whole
    return math.ceil(low.bounds(60)[1])


def _listed(first: int | None, last: int | None) -> range:
    """The integers from ``first`` to ``last``; of an endless run only the one at its end."""
    if first is None and last is None:
        return range(0)
    if first is None or last is None:
        end = last if first is None else first
        return range(0) if end is None else range(end, end + 1)
    if last - first > MAX_INTEGERS:
        raise TooLarge("There are too many integers.")
    return range(first, last + 1)


def unknown_of(relations: Iterable[Relation]) -> str:
    """The one unknown of ``relations``.

    Raises:
        NotUnderstood: there is none, or there are several.
    """
    names = {n for r in relations for side in (r.left, r.right) for n in free_symbols(side)}
    if len(names) != 1:
        raise NotUnderstood("One unknown is needed.")
    return names.pop()


def _inequality(m: Slots) -> Task | None:
    """``Solve 2x < 3``, a chain, or several at once; equations are another family's."""
    if not m.compares("r"):
        return None
    relations = m.chain("r", free=(m.variable("v"),) if m.has("v") else ())
    name = unknown_of(relations)
    if m.has("v") and m.variable("v") != name:
        return None
    return SolutionSet(relations, name) if all(r.op != "=" for r in relations) else None


_KINDS_OF: Final = {
    "positive": ">", "negative": "<", "nonnegative": ">=", "non-negative": ">=", "natural": ">",
    "nonzero": "!=",
}  # fmt: skip


def _integers(what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        relations = m.chain("r", free=(m.variable("v"),) if m.has("v") else ())
        name = unknown_of(relations)
        if m.has("v") and m.variable("v") != name:
            return None
        if m.has("kind"):
            op = _KINDS_OF.get(m.text("kind"))
            if op is None:
                return None
            relations = (*relations, Relation(op, Sym(name), number(0)))
        return IntegerSolutions(relations, name, what)

    return build


_KIND = "[{kind}] (integer|whole number|integer value|integer solution)"
_KINDS = (
    "[{kind}] (integers|whole numbers|integer values|integer solutions|integral solutions|"
    "integral values|natural numbers)"
)
_WITH = (
    "(with|such that|so that|for which|that satisfy|that satisfies|satisfying|satisfies|satisfy|where|if"
    "|are solutions of|are solutions to|are in the solution set of|make|to|of) [the] [inequality|equation|condition]"
)

PHRASES = (
    *clause(_inequality, "solve [the|this|these] [following] [linear|quadratic|rational|compound|absolute value] "
            "[inequality|inequalities] [:] {r} [for {v}]", "{r}", "solve for {v} [:|in|if|where|given] {r}",
            "(for (which|what) [real] [value|values|numbers|number] [of] {v} (is|does)|when is|where is) {r} [hold|true]",
            "(which|what) [real] (values|value|numbers) [of {v}] (satisfy|satisfies|solve|make) {r} [true]",
            "{r} [,] (solve for|find|what is|solve) {v}"),
    *noun(_inequality, "[all] [real] (solution|solutions|solution set) (of|to) [the] [inequality|inequalities] {r}",
          "[all] [the] [real] (values|numbers|value) [of] {v} (such that|for which|satisfying|that satisfy|with|where) {r}",
          "{v} (such that|if|given that) {r}"),
    *clause(_integers("count"), f"how many {_KINDS} [{{v}}] [are there|exist] [do] {_WITH} {{r}}",
            f"how many {_KINDS} (does|do) {{r}} have"),
    *noun(_integers("count"), f"number of {_KINDS} [{{v}}] {_WITH} {{r}}"),
    *noun(_integers("largest"), f"(largest|greatest|biggest|maximum) {_KIND} [of] [{{v}}] {_WITH} {{r}}"),
    *noun(_integers("smallest"), f"(smallest|least|minimum) {_KIND} [of] [{{v}}] {_WITH} {{r}}"),
    *noun(_integers("list"), f"[all] [the] {_KINDS} [of] [{{v}}] {_WITH} {{r}}"),
    *clause(_integers("list"), f"(which|what) {_KINDS} [{{v}}] {_WITH} {{r}}"),
)  # fmt: skip
