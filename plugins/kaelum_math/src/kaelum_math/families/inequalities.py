"""Inequalities in one unknown: polynomial and rational, over the real numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.nodes import Relation, free_symbols, show
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.algebra import all_roots, value_at
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof

__all__ = ["PHRASES", "Inequality"]

NONE, EVERY = "no solution", "all real numbers"
_HOLDS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0), "!=": (-1, 1)}

Piece = tuple[Surd | None, bool, Surd | None, bool]
"""An interval: lower end (None for minus infinity), whether it belongs, upper end, likewise."""


@frozen
class Inequality(Task):
    """All real values of one unknown for which an inequality holds."""

    relation: Relation
    name: str

    def describe(self) -> str:
        return f"solve {show(self.relation)} for {self.name} over the real numbers"

    def _parts(self) -> tuple[Poly, Poly]:
        left, over = ratio(self.relation.left)
        right, under = ratio(self.relation.right)
        return left * under - right * over, over * under

    def _marks(self, num: Poly, den: Poly) -> list[Surd]:
        """Zeros of numerator and denominator, ascending."""
        found: list[Surd] = []
        for poly in (num, den):
            if poly.degree():
                found += [r for r, _ in all_roots(poly, self.name) if r.is_real()]
        unique = list(dict.fromkeys(found))
        return sorted(unique, key=lambda r: r.bounds(60))

    def _holds(self, num: Poly, den: Poly, at: Surd) -> bool:
        below = value_at(den, self.name, at).sign()
        if below == 0:
            return False
        return value_at(num, self.name, at).sign() * below in _HOLDS[self.relation.op]

    def solve(self) -> Solution:
        num, den = self._parts()
        marks = self._marks(num, den)
        points = _between(marks)
        pieces: list[Piece] = []
        for k, point in enumerate(points):
            low, high = (marks[k - 1] if k else None), (marks[k] if k < len(marks) else None)
            if self._holds(num, den, point):
                pieces.append((low, False, high, False))
            if high is not None and self._holds(num, den, high):
                pieces.append((high, True, high, True))
        return Solution(_write(_merged(pieces), self.name))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        num, den = self._parts()
        pieces = _read(answer, self.name)
        ends = {e for low, _, high, _ in pieces for e in (low, high) if e is not None}
        marks = sorted({*self._marks(num, den), *ends}, key=lambda r: r.bounds(60))
        samples = [*_between(marks), *marks]
        right = all(_inside(pieces, s) == self._holds(num, den, s) for s in samples)
        zero = all(not value_at(num, self.name, m) or not value_at(den, self.name, m)
                   for m in marks if m not in ends)  # fmt: skip
        degree = max(num.degree(), den.degree())
        yield claim("the ends are zeros of numerator or denominator", "substitution",
                    zero and len(marks) <= 2 * degree + len(ends), independent=True)  # fmt: skip
        yield proof("it holds exactly on the answer: tried at every end and between each two",
                    "sample points", right)  # fmt: skip


def _between(marks: Sequence[Surd]) -> list[Surd]:
    """A rational point left of, between, and right of the marks."""
    if not marks:
        return [Surd({})]
    points = [Surd.of(int(marks[0].bounds()[0]) - 1)]
    for low, high in pairwise(marks):
        a, b = low.bounds(80)[1], high.bounds(80)[0]
        if a >= b:
            raise OutOfReach("Two bounds of the solution are too close together.")
        points.append(Surd.of((a + b) / 2))
    points.append(Surd.of(int(marks[-1].bounds()[1]) + 1))
    return points


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Intervals that touch at a point that belongs joined into one."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged:
            low, low_in, high, high_in = merged[-1]
            if high is not None and high == piece[0] and (high_in or piece[1]):
                merged[-1] = (low, low_in, piece[2], piece[3])
                continue
        merged.append(piece)
    return merged


def _write(pieces: Sequence[Piece], name: str) -> str:
    if not pieces:
        return NONE
    texts: list[str] = []
    for low, low_in, high, high_in in pieces:
        if low is None and high is None:
            return EVERY
        if low is not None and low == high:
            texts.append(f"{name} = {low.text()}")
        elif low is None and high is not None:
            texts.append(f"{name} {'<=' if high_in else '<'} {high.text()}")
        elif low is not None and high is None:
            texts.append(f"{name} {'>=' if low_in else '>'} {low.text()}")
        elif low is not None and high is not None:
            left, right = "<=" if low_in else "<", "<=" if high_in else "<"
            texts.append(f"{low.text()} {left} {name} {right} {high.text()}")
    return " or ".join(texts)


def _number(text: str) -> Surd:
    return surd(answers.expression(text))


def _read(answer: str, name: str) -> list[Piece]:
    """The intervals that an answer text describes."""
    if answer == NONE:
        return []
    if answer == EVERY:
        return [(None, False, None, False)]
    pieces: list[Piece] = []
    for text in answer.split(" or "):
        words = text.split(f" {name} ")
        if len(words) == 2:
            (low, left), (right, high) = words[0].rsplit(" ", 1), words[1].split(" ", 1)
            pieces.append((_number(low), left == "<=", _number(high), right == "<="))
            continue
        head, op, rest = text.split(" ", 2)
        if head != name or op not in {"<", "<=", ">", ">=", "="}:
            raise NotUnderstood("The answer is not in the expected form.")
        value = _number(rest)
        pieces.append(
            (value, True, value, True)
            if op == "="
            else (None, False, value, op == "<=")
            if op.startswith("<")
            else (value, op == ">=", None, False)
        )
    return pieces


def _inside(pieces: Sequence[Piece], point: Surd) -> bool:
    for low, low_in, high, high_in in pieces:
        above = 1 if low is None else (point - low).sign()
        below = 1 if high is None else (high - point).sign()
        if (above > 0 or (above == 0 and low_in)) and (below > 0 or (below == 0 and high_in)):
            return True
    return False


def _inequality(m: Slots) -> Task | None:
    relation = m.relation("r", free=(m.variable("v"),) if m.has("v") else ())
    names = sorted(free_symbols(relation.left) | free_symbols(relation.right))
    if relation.op == "=" or len(names) != 1:
        return None
    return Inequality(relation, names[0])


PHRASES = (
    *clause(_inequality, "solve [the|this] [following] [linear|quadratic] [inequality] [:] {r} [for {v}]",
            "{r}", "solve for {v} [:|in|if|where] {r}",
            "for (which|what) values of {v} is {r}"),
    *noun(_inequality, "(solution|solutions|solution set) (of|to) [the] [inequality] {r}",
          "values of {v} (such that|for which|satisfying|that satisfy) {r}",
          "{v} (such that|if|given that) {r}"),
)  # fmt: skip
