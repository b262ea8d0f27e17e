"""Matrices and vectors in people's words, and both ways of computing with them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import Undefined
from kaelum_math.methods.linear import AGAIN, FIRST, Matrix, Vector
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("trace of [[4,1],[2,-3]]", "1"),
        ("transpose of [[1,2],[3,4],[5,6]]", "[[1, 3, 5], [2, 4, 6]]"),
        ("rank of [[1,2],[2,4]]", "1"),
        ("inverse of [[1,2],[3,5]]", "[[-5, 2], [3, -1]]"),
        ("inverse of [[1,2],[2,4]]", "not invertible"),
        ("is the matrix [[3,1],[6,2]] invertible?", "no"),
        ("A = [[2,0],[1,1]]. Compute A^3.", "[[8, 0], [7, 1]]"),
        ("find the eigenvectors of [[1,0],[0,4]]", "1: (1, 0); 4: (0, 1)"),
        ("Let A = [[1,1],[1,-1]] and b = (4, 2). Solve Ax = b.", "(3, 1)"),
        ("find det(A) if A = [[1,2],[3,4]]", "-2"),
        ("dot product of (1, 2) and (3, 4)", "11"),
        ("cross product of <0,1,0> and <0,0,1>", "(1, 0, 0)"),
        ("magnitude of (1, 1)", "sqrt(2)"),
        ("norm of the vector i - 2j + 2k", "3"),
        ("angle between (1,0) and (0,2)", "90°"),
        ("angle between (1,0) and (1,1) in radians", "pi/4"),
        ("are the vectors (1, 2) and (2, 4) parallel?", "yes"),
        ("Are (1,0), (0,1) and (1,1) linearly independent?", "no"),
        ("characteristic polynomial of [[2,1],[1,2]]", "x**2 - 4*x + 3"),
        ("What is 2 times the matrix [[1,0],[0,1]]?", "[[2, 0], [0, 2]]"),
        ("Given u = (1,2) and v = (0,1), find 3u - 2v", "(3, 4)"),
        ("unit vector in the direction of (6, 8)", "(3/5, 4/5)"),
        ("projection of (3,4) onto (0,1)", "(0, 4)"),
        ("add the matrices [1 2; 3 4] and [1 1; 1 1]", "[[2, 3], [4, 5]]"),
        ("If A = [[1,2],[0,1]] and B = [[1,0],[1,1]], find AB - BA", "[[2, 0], [0, -2]]"),
        ("reduced row echelon form of [[2,4],[1,3]]", "[[1, 0], [0, 1]]"),
        ("determinant of [[1,2,3],[4,5,6]]", "undefined"),
    ],
)
def test_answers_are_proved(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED), result.reason


@pytest.mark.parametrize(
    "question",
    ["angle between (0,0) and (1,2)", "are (1,2) and (3,4) nice?", "(1,2,3) * (4,5,6)",
     "eigenvectors of [[0,1],[1,1]]", "Solve Ax = b where A = [[1,2],[2,4]]"],
)  # fmt: skip
def test_what_has_no_answer_gets_none(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None  # type: ignore[arg-type]


entries = st.integers(-4, 4).map(Fraction)
vectors: st.SearchStrategy[Vector] = st.tuples(entries, entries, entries)
matrices: st.SearchStrategy[Matrix] = st.integers(1, 4).flatmap(
    lambda n: st.tuples(*[st.tuples(*[entries] * n)] * n)
)
wide: st.SearchStrategy[Matrix] = st.tuples(st.integers(1, 3), st.integers(1, 4)).flatmap(
    lambda size: st.tuples(*[st.tuples(*[entries] * size[1])] * size[0])
)


def both(name: str, *values: object) -> tuple[object, object]:
    found = []
    for ways in (FIRST, AGAIN):
        try:
            found.append(ways[name](*values))
        except Undefined:
            found.append("undefined")
    return found[0], found[1]


@settings(max_examples=40, deadline=None)
@given(matrices)
def test_both_ways_agree_on_square_matrices(a: Matrix) -> None:
    for name in ("trace", "determinant", "inverse", "characteristic polynomial"):
        one, other = both(name, a)
        assert one == other, name
    assert FIRST["^"](a, 5) == AGAIN["^"](a, 5)


@settings(max_examples=60, deadline=None)
@given(wide)
def test_both_ways_agree_on_all_matrices(a: Matrix) -> None:
    for name in ("rank", "nullity", "transpose", "reduced row echelon form"):
        one, other = both(name, a)
        assert one == other, name
    assert FIRST["*"](FIRST["transpose"](a), a) == AGAIN["*"](AGAIN["transpose"](a), a)


@given(vectors, vectors)
def test_both_ways_agree_on_vectors(u: Vector, v: Vector) -> None:
    for name in ("+", "dot product", "cross product", "projection"):
        one, other = both(name, u, v)
        assert one == other, name


@settings(deadline=None)
@given(matrices, st.data())
def test_both_ways_solve_alike(a: Matrix, data: st.DataObject) -> None:
    b = data.draw(st.tuples(*[entries] * len(a)))
    if FIRST["determinant"](a):
        assert FIRST["solution"](a, b) == AGAIN["solution"](a, b)
