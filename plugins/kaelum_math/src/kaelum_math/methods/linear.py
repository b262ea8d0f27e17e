"""Matrices and vectors of rational numbers, each operation in two ways.

The functions of the first half eliminate, those of the second half (:data:`AGAIN`) use
cofactors, images of unit vectors, Gram matrices and interpolation instead. A vector is a
tuple of fractions, a matrix a tuple of such rows of one length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from kaelum_math.errors import OutOfReach, TooLarge, Undefined

__all__ = ["AGAIN", "FIRST", "MAX_POWER", "MAX_SIZE", "Matrix", "Vector", "is_matrix"]

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]

MAX_SIZE: Final = 8
"""Most rows or columns of a matrix."""

MAX_POWER: Final = 200


def is_matrix(value: Any) -> bool:
    """Whether ``value`` is a matrix and not a vector."""
    return isinstance(value, tuple) and isinstance(value[0], tuple)


def _zip(a: Vector, b: Vector) -> list[tuple[Fraction, Fraction]]:
    if len(a) != len(b):
        raise Undefined("The sizes do not fit together.")
    return list(zip(a, b, strict=True))


def _dot(a: Vector, b: Vector) -> Fraction:
    return sum((x * y for x, y in _zip(a, b)), Fraction(0))


def _columns(a: Matrix) -> Matrix:
    return tuple(zip(*a, strict=True))


def _square(a: Matrix) -> int:
    if len(a) != len(a[0]):
        raise Undefined("The matrix is not square.")
    return len(a)


def _unit(size: int, place: int) -> Vector:
    return tuple(Fraction(k == place) for k in range(size))


def _identity(size: int) -> Matrix:
    return tuple(_unit(size, k) for k in range(size))


# -- first ways --------------------------------------------------------------------


def _times(a: Any, b: Any) -> Any:
    """Scalars, matrices, and matrices with vectors; a vector stands on its end at the right."""
    if isinstance(a, Fraction) or isinstance(b, Fraction):
        factor, other = (a, b) if isinstance(a, Fraction) else (b, a)
        return _scaled(factor, other)
    if is_matrix(a) and is_matrix(b):
        columns = _columns(b)
        return tuple(tuple(_dot(row, column) for column in columns) for row in a)
    if is_matrix(a):
        return tuple(_dot(row, b) for row in a)
    raise Undefined("What product of vectors is meant is not said.")


def _scaled(factor: Fraction, value: Any) -> Any:
    if isinstance(value, Fraction):
        return factor * value
    return tuple(_scaled(factor, part) for part in value)


def _plus(a: Any, b: Any) -> Any:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    if isinstance(a, Fraction) or isinstance(b, Fraction) or len(a) != len(b):
        raise Undefined("Things of different sizes cannot be added.")
    return tuple(_plus(x, y) for x, y in zip(a, b, strict=True))


def echelon(a: Matrix) -> tuple[list[list[Fraction]], list[int], Fraction]:
    """The reduced row echelon form, the columns of its pivots, and the factor it was divided by."""
    table, factor, pivots = [list(row) for row in a], Fraction(1), list[int]()
    for column in range(len(a[0])):
        rank = len(pivots)
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
            times = table[r][column]
            if r != rank and times:
                table[r] = [x - times * y for x, y in zip(table[r], table[rank], strict=True)]
        pivots.append(column)
    return table, pivots, factor


def _det(a: Matrix) -> Fraction:
    size = _square(a)
    _, pivots, factor = echelon(a)
    return factor if len(pivots) == size else Fraction(0)


def _inverse(a: Matrix) -> Matrix:
    size = _square(a)
    wide = tuple((*row, *_unit(size, k)) for k, row in enumerate(a))
    table, pivots, _ = echelon(wide)
    if pivots != list(range(size)):
        raise Undefined("The matrix is not invertible: its determinant is zero.")
    return tuple(tuple(row[size:]) for row in table)


def _power(a: Matrix, exponent: int) -> Matrix:
    size = _square(a)
    if abs(exponent) > MAX_POWER:
        raise TooLarge(f"Powers up to {MAX_POWER} are computed.")
    if exponent < 0:
        a, exponent = _inverse(a), -exponent
    result, square = _identity(size), a
    while exponent:
        if exponent & 1:
            result = _times(result, square)
        square = _times(square, square)
        exponent >>= 1
    return result


def _solve(a: Matrix, b: Vector) -> Vector:
    _zip(tuple(row[0] for row in a), b)
    wide = tuple((*row, right) for row, right in zip(a, b, strict=True))
    table, pivots, _ = echelon(wide)
    width = len(a[0])
    if width in pivots:
        raise Undefined("The equations contradict each other: there is no solution.")
    if len(pivots) < width:
        raise OutOfReach("There are infinitely many solutions.")
    return tuple(table[k][width] for k in range(width))


def _cross(a: Vector, b: Vector) -> Vector:
    if len(a) != 3 or len(b) != 3:
        raise Undefined("A cross product is one of vectors in space.")
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def characteristic(a: Matrix) -> Vector:
    """Coefficients of det(x - a), constant first, by the recurrence of Faddeev and LeVerrier."""
    size = _square(a)
    found = [Fraction(0)] * size + [Fraction(1)]
    power: Matrix = tuple((Fraction(0),) * size for _ in range(size))
    for k in range(1, size + 1):
        shifted = _plus(_times(a, power), _scaled(found[size - k + 1], _identity(size)))
        power = shifted
        product = _times(a, power)
        found[size - k] = -sum((product[i][i] for i in range(size)), Fraction(0)) / k
    return tuple(found)


def kernel(a: Matrix) -> list[Vector]:
    """A basis of the vectors that ``a`` takes to zero, scaled to whole numbers without common factor."""
    from math import gcd, lcm

    table, pivots, _ = echelon(a)
    width, basis = len(a[0]), []
    for free in (k for k in range(width) if k not in pivots):
        vector = [Fraction(k == free) for k in range(width)]
        for row, pivot in enumerate(pivots):
            vector[pivot] = -table[row][free]
        scale = lcm(*(x.denominator for x in vector))
        whole = [int(x * scale) for x in vector]
        sign = -1 if next(x for x in whole if x) < 0 else 1
        basis.append(tuple(Fraction(sign * x, gcd(*whole)) for x in whole))
    return basis


def _projection(a: Vector, b: Vector) -> Vector:
    if not any(b):
        raise Undefined("There is no direction of the zero vector.")
    return tuple(_dot(a, b) / _dot(b, b) * x for x in b)


FIRST: Final[dict[str, Callable[..., Any]]] = {
    "+": _plus,
    "*": _times,
    "trace": lambda a: sum((a[k][k] for k in range(_square(a))), Fraction(0)),
    "transpose": _columns,
    "determinant": _det,
    "rank": lambda a: Fraction(len(echelon(a)[1])),
    "nullity": lambda a: Fraction(len(a[0]) - len(echelon(a)[1])),
    "reduced row echelon form": lambda a: tuple(tuple(row) for row in echelon(a)[0]),
    "inverse": _inverse,
    "^": _power,
    "solution": _solve,
    "dot product": _dot,
    "cross product": _cross,
    "projection": _projection,
    "characteristic polynomial": characteristic,
    "squared norm": lambda a: _dot(a, a),
}
"""Operation -> how it is computed."""


# -- second ways -------------------------------------------------------------------


def _minor(a: Matrix, row: int, column: int) -> Matrix:
    return tuple(
        tuple(x for j, x in enumerate(r) if j != column) for i, r in enumerate(a) if i != row
    )


def _expanded(a: Matrix) -> Fraction:
    """The determinant by expansion along the first row, over sets of columns."""
    size = _square(a)
    found = {0: Fraction(1)}
    for row in reversed(range(size)):
        following: dict[int, Fraction] = {}
        for taken, value in found.items():
            for column in range(size):
                if not taken >> column & 1:
                    before = (taken & ((1 << column) - 1)).bit_count()
                    mask = taken | 1 << column
                    term = (-1) ** before * a[row][column] * value
                    following[mask] = following.get(mask, Fraction(0)) + term
        found = following
    return found[(1 << size) - 1]


def _images(a: Any, b: Any) -> Any:
    """A product, entry by entry from the rows and places of both sides."""
    if isinstance(a, Fraction):
        return b * a if isinstance(b, Fraction) else tuple(_images(a, part) for part in b)
    if isinstance(b, Fraction):
        return _images(b, a)
    if not is_matrix(a):
        raise Undefined("What product of vectors is meant is not said.")
    if len(a[0]) != len(b):
        raise Undefined("The sizes do not fit together.")
    width = len(b[0]) if is_matrix(b) else 1
    rows = b if is_matrix(b) else tuple((x,) for x in b)
    total = [[Fraction(0)] * width for _ in a]
    for k, right in enumerate(rows):  # the sum of the outer products of columns and rows
        for i, row in enumerate(a):
            for j in range(width):
                total[i][j] += row[k] * right[j]
    return tuple(map(tuple, total)) if is_matrix(b) else tuple(row[0] for row in total)


def _sum(a: Any, b: Any) -> Any:
    """A sum as the difference from what is left over."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a - (-b)
    if isinstance(a, Fraction) or isinstance(b, Fraction) or len(a) != len(b):
        raise Undefined("Things of different sizes cannot be added.")
    return tuple(_sum(a[k], b[k]) for k in range(len(a)))


def _adjugate(a: Matrix) -> Matrix:
    """The inverse by Cramer's rule."""
    size, whole = _square(a), _expanded(a)
    if whole == 0:
        raise Undefined("The matrix is not invertible: its determinant is zero.")
    return tuple(
        tuple(
            (-1) ** (i + j) * (_expanded(_minor(a, j, i)) if size > 1 else Fraction(1)) / whole
            for j in range(size)
        )
        for i in range(size)
    )


def _repeated(a: Matrix, exponent: int) -> Matrix:
    base = a if exponent >= 0 else _adjugate(a)
    result = _identity(_square(a))
    for _ in range(abs(exponent)):
        result = _images(result, base)
    return result


def _gram_rank(a: Matrix) -> int:
    """The rank by taking from each row its part along the rows before it."""
    basis: list[Vector] = []
    for row in a:
        rest = row
        for other in basis:
            share = _polarised(rest, other) / _polarised(other, other)
            rest = tuple(x - share * y for x, y in zip(rest, other, strict=True))
        if any(rest):
            basis.append(rest)
    return len(basis)


def _polarised(a: Vector, b: Vector) -> Fraction:
    """The dot product from lengths: (|a + b|^2 - |a - b|^2) / 4."""
    pairs = _zip(a, b)
    return sum(((x + y) ** 2 - (x - y) ** 2 for x, y in pairs), Fraction(0)) / 4


def _reduced(a: Matrix) -> Matrix:
    """The reduced echelon form: each column in terms of the first independent ones."""
    columns, pivots = _columns(a), list[int]()
    for k in range(len(columns)):
        chosen = (*(columns[p] for p in pivots), columns[k])
        if _gram_rank(chosen) == len(chosen):
            pivots.append(k)
    rows = [[Fraction(0)] * len(columns) for _ in a]
    basis = tuple(columns[p] for p in pivots)
    if not basis:
        return tuple(map(tuple, rows))
    gram = tuple(tuple(_polarised(x, y) for y in basis) for x in basis)
    back = _adjugate(gram)
    for k, column in enumerate(columns):
        along = tuple(_polarised(x, column) for x in basis)
        for r, value in enumerate(_images(back, along)):
            rows[r][k] = value
    return tuple(map(tuple, rows))


def _cramer(a: Matrix, b: Vector) -> Vector:
    if len(a) != len(b):
        raise Undefined("The sizes do not fit together.")
    if len(a) != len(a[0]):
        # the normal equations have the same solution where there is one
        turned = _columns(a)
        return _cramer(_images(turned, a), _images(turned, b))
    whole = _expanded(a)
    if whole == 0:
        raise Undefined("The equations have no single solution.")
    replaced = (
        tuple((*row[:k], right, *row[k + 1 :]) for row, right in zip(a, b, strict=True))
        for k in range(len(a))
    )
    return tuple(_expanded(matrix) / whole for matrix in replaced)


def _turned(a: Vector, b: Vector) -> Vector:
    """The cross product by determinants with the unit vectors."""
    if len(a) != 3 or len(b) != 3:
        raise Undefined("A cross product is one of vectors in space.")
    return tuple(_expanded((_unit(3, k), a, b)) for k in range(3))


def _interpolated(a: Matrix) -> Vector:
    """The characteristic polynomial from determinants at more points than its degree."""
    size = _square(a)
    points = [Fraction(k) for k in range(size + 1)]
    values = [
        _expanded(_sum(_images(at, _identity(size)), _images(Fraction(-1), a))) for at in points
    ]
    powers = tuple(tuple(at**k for k in range(size + 1)) for at in points)
    return _cramer(powers, tuple(values))


def _shadow(a: Vector, b: Vector) -> Vector:
    """The multiple of ``b`` that leaves a rest at right angles to it."""
    if not any(b):
        raise Undefined("There is no direction of the zero vector.")
    share = _cramer(((_polarised(b, b),),), (_polarised(a, b),))[0]
    return tuple(x * share for x in b)


AGAIN: Final[dict[str, Callable[..., Any]]] = {
    "+": _sum,
    "*": _images,
    "trace": lambda a: -_interpolated(a)[_square(a) - 1],
    "transpose": lambda a: tuple(tuple(row[k] for row in a) for k in range(len(a[0]))),
    "determinant": _expanded,
    "rank": lambda a: Fraction(_gram_rank(_columns(a))),
    "nullity": lambda a: Fraction(len(a[0]) - _gram_rank(_columns(a))),
    "reduced row echelon form": _reduced,
    "inverse": _adjugate,
    "^": _repeated,
    "solution": _cramer,
    "dot product": _polarised,
    "cross product": _turned,
    "projection": _shadow,
    "characteristic polynomial": _interpolated,
    "squared norm": lambda a: _polarised(a, a),
}
"""Operation -> how it is computed again."""


def size_fits(values: Sequence[Any]) -> None:
    """Raises TooLarge if a matrix or vector among ``values`` is larger than is computed here."""
    for value in values:
        sizes = (len(value), len(value[0]) if is_matrix(value) else 0)
        if max(sizes) > MAX_SIZE:
            raise TooLarge(f"Matrices and vectors of up to {MAX_SIZE} entries a side are read.")
