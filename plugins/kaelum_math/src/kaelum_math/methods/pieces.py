"""Sets of real numbers made of points and intervals, with ends in square roots.

The set where relations between algebraic formulae hold is found from its marks
(:func:`marks`): between two of them, nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias

from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.algebraic import candidates, sign_at
from kaelum_math.expr.nodes import Add, Expr, Neg, Relation
from kaelum_math.expr.surd import Surd, surd

__all__ = [
    "EVERY",
    "NONE",
    "Piece",
    "between",
    "holds",
    "inside",
    "marks",
    "read",
    "solve",
    "write",
]

NONE: Final = "no solution"
EVERY: Final = "all real numbers"
_HOLDS: Final = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0), "!=": (-1, 1), "=": (0,)}

Piece: TypeAlias = tuple[Surd | None, bool, Surd | None, bool]
"""An interval: lower end (None for minus infinity), whether it belongs, upper end, likewise."""


def difference(relation: Relation) -> Expr:
    """Left side minus right side."""
    return Add((relation.left, Neg(relation.right)))


def marks(relations: Sequence[Relation], name: str) -> list[Surd]:
    """Points, ascending, between which none of ``relations`` changes its truth.

    Raises:
        MathError: some are no sums of square roots, or a relation is not algebraic.
    """
    from kaelum_math.families.algebra import all_roots

    found: dict[Surd, None] = {}
    for relation in relations:
        for poly in candidates(difference(relation), name):
            found.update({r: None for r, _ in all_roots(poly, name) if r.is_real()})
    return sorted(found, key=lambda root: root.bounds(60))


def holds(relations: Sequence[Relation], name: str, at: Surd) -> bool:
    """Whether all of ``relations`` hold where ``name`` is ``at``; they do not where undefined."""
    return all(sign_at(difference(r), name, at) in _HOLDS[r.op] for r in relations)


def between(points: Sequence[Surd]) -> list[Surd]:
    """A rational point left of, between, and right of ascending ``points``."""
    if not points:
        return [Surd({})]
    found = [Surd.of(int(points[0].bounds()[0]) - 1)]
    for low, high in pairwise(points):
        a, b = low.bounds(80)[1], high.bounds(80)[0]
        if a >= b:
            raise OutOfReach("Two bounds of the solution are too close together.")
        found.append(Surd.of(_simplest(a, b)))
    found.append(Surd.of(int(points[-1].bounds()[1]) + 1))
    return found


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator strictly between two numbers."""
    whole = low.numerator // low.denominator
    if whole + 1 < high:
        return Fraction(whole + 1)
    if low == whole:
        return whole + 1 / Fraction(int(1 / (high - whole)) + 1)
    if high == whole + 1:
        return whole + 1 - 1 / Fraction(int(1 / (high - low)) + 2)
    return whole + 1 / _simplest(1 / (high - whole), 1 / (low - whole))


def solve(relations: Sequence[Relation], name: str) -> list[Piece]:
    """The set where all of ``relations`` hold, its pieces ascending."""
    ends = marks(relations, name)
    pieces: list[Piece] = []
    for k, point in enumerate(between(ends)):
        low, high = (ends[k - 1] if k else None), (ends[k] if k < len(ends) else None)
        if holds(relations, name, point):
            pieces.append((low, False, high, False))
        if high is not None and holds(relations, name, high):
            pieces.append((high, True, high, True))
    return _merged(pieces)


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


def write(pieces: Sequence[Piece], name: str) -> str:
    """The set as people write it: ``x < -2 or 0 <= x < 1 or x = 3``."""
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
            left, right = ("<=" if low_in else "<"), ("<=" if high_in else "<")
            texts.append(f"{low.text()} {left} {name} {right} {high.text()}")
    return " or ".join(texts)


def read(answer: str, name: str) -> list[Piece]:
    """The set that an answer text names.

    Raises:
        NotUnderstood: it is not in the form of :func:`write`.
    """
    if answer in {NONE, EVERY}:
        return [] if answer == NONE else [(None, False, None, False)]
    pieces: list[Piece] = []
    for text in answer.split(" or "):
        both = re.fullmatch(rf"(.+) (<=?) {re.escape(name)} (<=?) (.+)", text)
        if both:
            pieces.append((_number(both[1]), both[2] == "<=", _number(both[4]), both[3] == "<="))
            continue
        one = re.fullmatch(rf"{re.escape(name)} (<=|>=|<|>|=) (.+)", text)
        if one is None:
            raise NotUnderstood("The answer is not in the expected form.")
        value, op = _number(one[2]), one[1]
        pieces.append(
            (value, True, value, True)
            if op == "="
            else (None, False, value, op == "<=")
            if op.startswith("<")
            else (value, op == ">=", None, False)
        )
    return pieces


def _number(text: str) -> Surd:
    return surd(answers.expression(text))


def inside(pieces: Sequence[Piece], point: Surd) -> bool:
    """Whether ``point`` belongs to the set."""
    for low, low_in, high, high_in in pieces:
        above = 1 if low is None else (point - low).sign()
        below = 1 if high is None else (high - point).sign()
        if (above > 0 or (above == 0 and low_in)) and (below > 0 or (below == 0 and high_in)):
            return True
    return False
