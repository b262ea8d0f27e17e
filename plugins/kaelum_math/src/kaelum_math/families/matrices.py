"""Matrices of rational numbers: determinant, inverse, product, rank, trace, eigenvalues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from math import prod

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import number
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.algebra import all_roots
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots, split
from kaelum_math.task import Solution, Task, claim, proof, same_text
from kaelum_math.text.tokens import Token, tokenize

__all__ = ["PHRASES", "Combine", "Determinant", "Eigenvalues", "Inverse"]

MAX_SIZE = 12

Rows = tuple[tuple[Fraction, ...], ...]


def show(rows: Rows) -> str:
    """A matrix as ``[[1, 2], [3, 4]]``."""
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in rows) + "]"


def _times(a: Rows, b: Rows) -> Rows:
    columns = list(zip(*b, strict=True))
    return tuple(
        tuple(sum((x * y for x, y in zip(row, c, strict=True)), Fraction(0)) for c in columns)
        for row in a
    )


def _identity(size: int) -> Rows:
    return tuple(tuple(Fraction(i == j) for j in range(size)) for i in range(size))


def _echelon(rows: Rows) -> tuple[list[list[Fraction]], Fraction, int]:
    """Row echelon form with unit pivots, the product of pivots with sign, and the rank."""
    table, factor, rank = [list(r) for r in rows], Fraction(1), 0
    for column in range(len(rows[0])):
        found = next((r for r in range(rank, len(table)) if table[r][column]), None)
        if found is None:
            continue
        if found != rank:
            table[rank], table[found] = table[found], table[rank]
            factor = -factor
        head = table[rank][column]
        factor *= head
        table[rank] = [x / head for x in table[rank]]
        for r in range(len(table)):
            if r != rank and table[r][column]:
                times = table[r][column]
                table[r] = [x - times * y for x, y in zip(table[r], table[rank], strict=True)]
        rank += 1
        if rank == len(table):
            break
    return table, factor, rank


def determinant(rows: Rows) -> Fraction:
    """The determinant by elimination."""
    _, factor, rank = _echelon(rows)
    return factor if rank == len(rows) else Fraction(0)


def _characteristic(rows: Rows) -> list[Fraction]:
    """Coefficients of det(x - A), constant first, by the Faddeev-LeVerrier recurrence."""
    size = len(rows)
    coefficients = [Fraction(0)] * size + [Fraction(1)]
    power: Rows = tuple(tuple(Fraction(0) for _ in range(size)) for _ in range(size))
    for k in range(1, size + 1):
        lifted = _times(rows, power)
        shift = coefficients[size - k + 1]
        power = tuple(
            tuple(lifted[i][j] + (shift if i == j else 0) for j in range(size)) for i in range(size)
        )
        trace = sum((_times(rows, power)[i][i] for i in range(size)), Fraction(0))
        coefficients[size - k] = -trace / k
    return coefficients


def _leibniz(rows: Rows) -> Fraction:
    """The determinant as the sum over permutations."""
    total = Fraction(0)
    for order in permutations(range(len(rows))):
        swaps = sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])
        total += (-1) ** swaps * prod(rows[i][j] for i, j in enumerate(order))
    return total


@frozen
class Determinant(Task):
    """The determinant of a square matrix."""

    rows: Rows

    def describe(self) -> str:
        return f"det {show(self.rows)}"

    def solve(self) -> Solution:
        value = determinant(self.rows)
        return Solution(str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.value(answer)
        size = len(self.rows)
        if size <= 6:
            yield proof("the sum over permutations is the same", "Leibniz formula",
                        _leibniz(self.rows) == value)  # fmt: skip
            return
        constant = _characteristic(self.rows)[0]
        yield proof("the characteristic polynomial has this constant", "Faddeev-LeVerrier recurrence",
                    (-1) ** size * constant == value)  # fmt: skip


@frozen
class Inverse(Task):
    """The inverse of a square matrix."""

    rows: Rows

    def describe(self) -> str:
        return f"inverse of {show(self.rows)}"

    def solve(self) -> Solution:
        size = len(self.rows)
        wide = tuple((*r, *e) for r, e in zip(self.rows, _identity(size), strict=True))
        table, _, _ = _echelon(wide)
        if any(table[i][i] != 1 or any(table[i][j] for j in range(size) if j != i)
               for i in range(size)):  # fmt: skip
            return Solution("not invertible")
        return Solution(show(tuple(tuple(row[size:]) for row in table)))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == "not invertible":
            zero = _characteristic(self.rows)[0] == 0
            yield proof("the determinant is zero", "Faddeev-LeVerrier recurrence", zero)
            return
        inverse = _rows(tokenize(answer))
        fits = len(inverse) == len(inverse[0]) == len(self.rows)
        yield proof("the product with the matrix is the identity", "multiplication",
                    fits and _times(self.rows, inverse) == _identity(len(self.rows)))  # fmt: skip
        yield same_text(answer, show(inverse))


@frozen
class Combine(Task):
    """A sum, difference or product of two matrices."""

    left: Rows
    right: Rows
    sign: str

    def describe(self) -> str:
        return f"{show(self.left)} {self.sign} {show(self.right)}"

    def solve(self) -> Solution:
        if self.sign == "*":
            if len(self.left[0]) != len(self.right):
                return Solution("undefined", notes=("The sizes of the matrices do not fit.",))
            return Solution(show(_times(self.left, self.right)))
        if (len(self.left), len(self.left[0])) != (len(self.right), len(self.right[0])):
            return Solution("undefined", notes=("The sizes of the matrices do not fit.",))
        sign = 1 if self.sign == "+" else -1
        return Solution(show(tuple(
            tuple(x + sign * y for x, y in zip(a, b, strict=True))
            for a, b in zip(self.left, self.right, strict=True)
        )))  # fmt: skip

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == "undefined":
            sizes = (len(self.left[0]), len(self.right)) if self.sign == "*" else (
                (len(self.left), len(self.left[0])), (len(self.right), len(self.right[0])))  # fmt: skip
            yield proof("the sizes do not fit", "comparison", sizes[0] != sizes[1])
            return
        found = _rows(tokenize(answer))
        same = len(found) == len(self.left)
        for column in range(len(self.right[0])):
            unit = [Fraction(j == column) for j in range(len(self.right[0]))]
            image = _apply(self.right, unit)
            wanted = _apply(self.left, image) if self.sign == "*" else [
                x + (y if self.sign == "+" else -y)
                for x, y in zip(_apply(self.left, unit), image, strict=True)
            ]  # fmt: skip
            same = same and len(found[0]) > column and [r[column] for r in found] == wanted
        yield proof("it maps each unit vector to the right place", "images of unit vectors",
                    same and len(found[0]) == len(self.right[0]))  # fmt: skip
        yield same_text(answer, show(found))


def _apply(rows: Rows, vector: Sequence[Fraction]) -> list[Fraction]:
    return [sum((x * y for x, y in zip(row, vector, strict=True)), Fraction(0)) for row in rows]


@frozen
class Eigenvalues(Task):
    """The eigenvalues of a square matrix, each named once."""

    rows: Rows

    def describe(self) -> str:
        return f"eigenvalues of {show(self.rows)}"

    def solve(self) -> Solution:
        poly = Poly.univariate("x", _characteristic(self.rows))
        roots = all_roots(poly, "x")
        return Solution(", ".join(r.text() for r, _ in roots), tuple(r.expr() for r, _ in roots),
                        {"multiplicities": [k for _, k in roots]})  # fmt: skip

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        roots = [surd(answers.expression(text), imaginary="i") for text in answer.split(", ")]
        counts = [int(k) for k in evidence["multiplicities"]]
        size = len(self.rows)
        values = [Fraction(k) for k in range(size + 1)]
        for at in values:
            total = Surd.of(1)
            for root, k in zip(roots, counts, strict=True):
                total = total * (Surd.of(at) - root).power(k)
            shifted = tuple(
                tuple((at if i == j else 0) - x for j, x in enumerate(row))
                for i, row in enumerate(self.rows)
            )
            if total != Surd.of(determinant(shifted)):
                yield claim("they give the characteristic polynomial", "interpolation", holds=False)
                return
        distinct = len(set(roots)) == len(roots) and sum(counts) == size
        yield proof("they give the characteristic polynomial, at one point more than its degree",
                    "determinants at sample points", distinct)  # fmt: skip


@frozen
class Rank(Task):
    """The rank of a matrix."""

    rows: Rows

    def describe(self) -> str:
        return f"rank {show(self.rows)}"

    def solve(self) -> Solution:
        rank = _echelon(self.rows)[2]
        return Solution(str(rank), number(rank))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        columns: Rows = tuple(zip(*self.rows, strict=True))
        yield proof("the columns span as many dimensions as the rows", "elimination of the transpose",
                    answer == str(_echelon(columns)[2]))  # fmt: skip


# -- phrases -----------------------------------------------------------------


def _rows(
    tokens: Sequence[Token], value: Callable[[Sequence[Token]], Fraction] | None = None
) -> Rows:
    """The rows of ``[[1, 2], [3, 4]]``.

    Raises:
        NotUnderstood: it is no matrix.
    """
    read = value or (lambda piece: answers.value(" ".join(t.raw for t in piece)))
    tokens = list(tokens)
    if len(tokens) < 5 or tokens[0].text not in "[({" or tokens[1].text not in "[({":
        raise NotUnderstood("A matrix such as [[1, 2], [3, 4]] is expected.")
    rows: list[tuple[Fraction, ...]] = []
    for piece in split(tokens[1:-1], ","):
        if piece[0].text not in "[({" or piece[-1].text not in "])}":
            raise NotUnderstood("A row of the matrix is not in brackets.")
        rows.append(tuple(read(entry) for entry in split(piece[1:-1], ",")))
    if (
        len({len(row) for row in rows}) != 1
        or not 1 <= len(rows) <= MAX_SIZE
        or len(rows[0]) > MAX_SIZE
    ):
        raise NotUnderstood("The rows of the matrix differ in length, or are too many.")
    return tuple(rows)


def _matrix(m: Slots, name: str = "a") -> Rows:
    return _rows(m.tokens(name), lambda piece: rational(m.value_of(piece)))


def _square(make: Callable[[Rows], Task]) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        rows = _matrix(m)
        if len(rows) != len(rows[0]):
            raise OutOfReach("The matrix is not square.")
        return make(rows)

    return build


def _combine(sign: str) -> Callable[[Slots], Task | None]:
    return lambda m: Combine(_matrix(m, "a"), _matrix(m, "b"), sign)


_M = "[the] [matrix]"

PHRASES = (
    *noun(_square(Determinant), f"(determinant|det) [of] {_M} {{a}}"),
    *noun(_square(Inverse), f"inverse [matrix] of {_M} {{a}}"),
    *clause(_square(Inverse), f"invert {_M} {{a}}"),
    *noun(_square(Eigenvalues), f"(eigenvalues|eigenvalue) of {_M} {{a}}"),
    *noun(lambda m: Rank(_matrix(m)), f"rank of {_M} {{a}}"),
    *noun(_combine("*"), "[matrix] product of [the] [matrices] {a} and {b}", "{a} * {b}", "{a} times {b}"),
    *noun(_combine("+"), "{a} + {b}", "sum of [the] [matrices] {a} and {b}", "{a} plus {b}"),
    *noun(_combine("-"), "{a} - {b}", "{a} minus {b}"),
    *clause(_combine("*"), "multiply [the] [matrices] {a} (by|and|with) {b}"),
    *clause(_combine("+"), "add [the] [matrices] {a} (to|and) {b}"),
)  # fmt: skip
