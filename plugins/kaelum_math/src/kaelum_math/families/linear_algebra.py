"""Matrices and vectors: what is computed from them, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.surd import Surd
from kaelum_math.methods import linear
from kaelum_math.methods.angles import angle_bounds, angle_by_tangent
from kaelum_math.methods.linear import AGAIN, FIRST, Matrix, Vector, is_matrix
from kaelum_math.task import Value
from kaelum_math.words.form import PLAIN, Form
from kaelum_math.words.task import TwoWays

__all__ = ["Computed", "Eigenvectors", "Judged", "Measure", "Tree", "read", "show"]

Tree: TypeAlias = tuple[Any, ...]
"""``("value", v)``, or an operation with trees; ``("^", tree, exponent)``."""


def show(value: Any) -> str:
    """A number, a vector ``(1, 2)`` or a matrix ``[[1, 2], [3, 4]]``."""
    if isinstance(value, Fraction):
        return str(value)
    if is_matrix(value):
        return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in value) + "]"
    return "(" + ", ".join(map(str, value)) + ")"


def describe(tree: Tree) -> str:
    """``tree`` as it was read."""
    match tree:
        case ("value", value):
            return show(value)
        case ("^", base, exponent):
            return f"{describe(base)}^{exponent}"
        case ("+" | "*" as sign, left, right):
            return f"({describe(left)} {sign} {describe(right)})"
        case (name, *parts):
            return f"{name} of {' and '.join(map(describe, parts))}"
    raise ValueError(tree)


def evaluate(tree: Tree, ways: Mapping[str, Any]) -> Any:
    """The value of ``tree``, each operation computed as ``ways`` says.

    Raises:
        Undefined: an operation has no value here.
    """
    match tree:
        case ("value", value):
            return value
        case ("^", base, exponent):
            value = evaluate(base, ways)
            if isinstance(value, Fraction):
                if not value and exponent < 0:
                    raise Undefined("Zero has no negative power.")
                return value**exponent
            if not is_matrix(value):
                raise Undefined("Powers are taken of numbers and square matrices.")
            return ways["^"](value, exponent)
    name, *parts = tree
    values = [evaluate(part, ways) for part in parts]
    _fit(name, values)
    return ways[name](*values)


_OF_MATRICES: Final = frozenset(
    {"trace", "transpose", "determinant", "rank", "nullity", "inverse", "characteristic polynomial",
     "reduced row echelon form"}
)  # fmt: skip
_OF_VECTORS: Final = frozenset({"dot product", "cross product", "projection", "squared norm"})


def _fit(name: str, values: list[Any]) -> None:
    kinds = [is_matrix(value) for value in values]
    numbers = [isinstance(value, Fraction) for value in values]
    if name in _OF_MATRICES and not all(kinds):
        raise NotUnderstood(f"The {name} is one of a matrix.")
    if name in _OF_VECTORS and (any(kinds) or any(numbers)):
        raise NotUnderstood(f"The {name} is one of vectors.")
    if name == "solution" and (kinds != [True, False] or any(numbers)):
        raise NotUnderstood("A matrix and a vector are needed.")


@frozen
class _OfTree(TwoWays):
    form: Form

    def _number(self, value: Fraction) -> str:
        return self.form.write(value)

    def _written(self, value: Any) -> str:
        if isinstance(value, Fraction):
            return self._number(value)
        parts = ", ".join(self._written(part) for part in value)
        return f"[{parts}]" if is_matrix(value) else f"({parts})"

    def _row_written(self, value: Any) -> str:
        """A matrix with its rows in square brackets."""
        if not is_matrix(value):
            return self._written(value)
        rows = ("[" + ", ".join(map(self._number, row)) + "]" for row in value)
        return f"[{', '.join(rows)}]"

    def _root(self, square: Fraction) -> str:
        """The square root of a number, exactly or in the form asked for."""
        root = Surd.root(square)
        rational = root.rational()
        if rational is not None:
            return self._number(rational)
        if self.form.places is None and self.form.digits is None and self.form.style != "decimal":
            return root.text()
        wanted = self.form if self.form.style != "decimal" else evolve(self.form, places=6)
        texts = {wanted.write(bound) for bound in root.bounds(60)}
        if len(texts) > 1:
            raise OutOfReach("The value is too close to a half to be rounded.")
        return texts.pop()


@frozen
class Computed(_OfTree):
    """The value of an expression in numbers, vectors and matrices."""

    tree: Tree

    method = "cofactors, outer products and lengths instead of elimination"

    def describe(self) -> str:
        return describe(self.tree)

    def first(self) -> Any:
        return self._value(FIRST)

    def second(self) -> Any:
        return self._value(AGAIN)

    def _value(self, ways: Mapping[str, Any]) -> Any:
        """The value, or the word for there being none."""
        try:
            return evaluate(self.tree, ways)
        except Undefined:
            return "not invertible" if self.tree[0] == "inverse" else "undefined"

    def write(self, result: Any) -> str:
        if isinstance(result, str):
            return result
        if self.tree[0] == "characteristic polynomial":
            return Poly.univariate("x", list(result)).text()
        return self._row_written(result)

    def notes(self) -> tuple[str, ...]:
        try:
            evaluate(self.tree, FIRST)
        except Undefined as error:
            return (str(error),)
        return ()

    def worth(self, result: Any) -> Value:
        return number(result) if isinstance(result, Fraction) else None


@frozen
class Measure(_OfTree):
    """The length of a vector, its unit vector, or the angle between two, in degrees or radians.

    ``what`` is ``norm``, ``unit vector``, ``scalar projection`` or ``angle``.
    """

    what: str
    trees: tuple[Tree, ...]
    radians: bool = False

    method = "lengths by polarisation, and arc tangents instead of rotations"

    def describe(self) -> str:
        unit = (", in radians" if self.radians else ", in degrees") if self.what == "angle" else ""
        return f"{self.what} of {' and '.join(map(describe, self.trees))}{unit}"

    def _products(self, ways: Mapping[str, Any]) -> tuple[list[Vector], Fraction, Fraction]:
        """The vectors, the dot product of the first and the last, and the square of the last."""
        vectors = [evaluate(tree, ways) for tree in self.trees]
        _fit("dot product", vectors)
        first, last = vectors[0], vectors[-1]
        return vectors, ways["dot product"](first, last), ways["squared norm"](last)

    def first(self) -> Any:
        return self._result(FIRST, angle_bounds)

    def second(self) -> Any:
        def by_tangent(dot: Fraction, cross: Fraction) -> tuple[Fraction, Fraction]:
            value = angle_by_tangent(dot, cross)
            return value, value

        return self._result(AGAIN, by_tangent)

    def _result(self, ways: Mapping[str, Any], angle: Any) -> Any:
        vectors, dot, square = self._products(ways)
        if self.what == "norm":
            return square
        if not square:
            raise Undefined("The zero vector has no direction.")
        if self.what == "unit vector":
            return tuple((x > 0) - (x < 0) for x in vectors[0]), tuple(
                x * x / square for x in vectors[0]
            )
        if self.what == "scalar projection":
            return (dot > 0) - (dot < 0), dot * dot / square
        size = ways["squared norm"](vectors[0]) * square
        if not size:
            raise Undefined("The zero vector has no direction.")
        exact = _EXACT.get((dot * dot / size, dot >= 0))
        return exact if exact is not None else angle(dot, Surd.root(size - dot * dot).bounds(60)[0])

    def write(self, result: Any) -> str:
        match self.what:
            case "norm":
                return self._root(result)
            case "unit vector":
                pairs = zip(*result, strict=True)
                return f"({', '.join(self._signed(sign, square) for sign, square in pairs)})"
            case "scalar projection":
                return self._signed(*result)
        return self._angle(result)

    def _signed(self, sign: int, square: Fraction) -> str:
        return ("-" if sign < 0 else "") + self._root(square)

    def _angle(self, result: Any) -> str:
        if isinstance(result, int):
            return self._turns(result)
        if self.radians:
            raise OutOfReach("The angle is no simple part of pi; ask for it in degrees.")
        given = self.form.digits is not None or self.form.places is not None
        wanted = self.form if given else evolve(self.form, places=2)
        texts = {wanted.write(bound) for bound in result}
        if len(texts) > 1:
            raise OutOfReach("The angle is too close to a half to be rounded.")
        return f"{texts.pop()}°"

    def _turns(self, degrees: int) -> str:
        if not self.radians:
            return f"{degrees}°"
        part = Fraction(degrees, 180)
        if not part:
            return "0"
        top = "pi" if part.numerator == 1 else f"{part.numerator}*pi"
        return top if part.denominator == 1 else f"{top}/{part.denominator}"

    def worth(self, result: Any) -> Value:
        root = Surd.root(result).rational() if self.what == "norm" else None
        return number(root) if root is not None else None


_EXACT: Final = {
    (Fraction(k, 4), sign): angle
    for k, sharp in ((0, 90), (1, 60), (2, 45), (3, 30), (4, 0))
    for sign, angle in ((True, sharp), (False, 180 - sharp))
}
"""Square and sign of the cosine -> the angle in degrees."""


@frozen
class Judged(TwoWays):
    """Whether something holds of matrices or vectors."""

    what: str
    trees: tuple[Tree, ...]

    method = "determinants by expansion and lengths instead of elimination and dot products"

    def describe(self) -> str:
        return f"whether {' and '.join(map(describe, self.trees))} is {self.what}"

    def first(self) -> bool:
        return self._holds(FIRST)

    def second(self) -> bool:
        return self._holds(AGAIN)

    def _holds(self, ways: Mapping[str, Any]) -> bool:
        values = [evaluate(tree, ways) for tree in self.trees]
        if self.what in _ABOUT_MATRICES:
            if not all(is_matrix(value) for value in values):
                raise NotUnderstood("A matrix is expected.")
            return _of_matrix(self.what, values[0], ways)
        _fit("dot product", values)
        if self.what == "perpendicular":
            return bool(ways["dot product"](*values) == 0)
        if len({len(value) for value in values}) > 1:
            raise Undefined("The vectors differ in size.")
        rank = ways["rank"](tuple(values))
        return bool(
            rank <= 1
            if self.what == "parallel"
            else (rank == len(values)) == (self.what == "independent")
        )

    def write(self, result: Any) -> str:
        return "yes" if result else "no"

    def worth(self, result: Any) -> Value:
        return bool(result)


_ABOUT_MATRICES: Final = frozenset({"invertible", "singular", "symmetric", "orthogonal matrix"})


def _of_matrix(what: str, value: Matrix, ways: Mapping[str, Any]) -> bool:
    if what == "symmetric":
        return bool(ways["transpose"](value) == value)
    if what == "orthogonal matrix":
        product = ways["*"](ways["transpose"](value), value)
        return bool(product == ways["^"](product, 0)) and len(value) == len(value[0])
    regular = len(value) == len(value[0]) and ways["determinant"](value) != 0
    return bool(regular == (what == "invertible"))


@frozen
class Eigenvectors(TwoWays):
    """A basis of every eigenspace of a matrix with rational eigenvalues."""

    tree: Tree

    method = "the characteristic polynomial by interpolation, and multiplying the vectors out"

    def describe(self) -> str:
        return f"eigenvectors of {describe(self.tree)}"

    def first(self) -> tuple[tuple[Fraction, tuple[Vector, ...]], ...]:
        matrix = evaluate(self.tree, FIRST)
        _fit("trace", [matrix])
        roots = _rational_roots(linear.characteristic(matrix))
        return tuple((root, tuple(linear.kernel(_less(matrix, root)))) for root in roots)

    def second(self) -> tuple[tuple[Fraction, tuple[Vector, ...]], ...] | None:
        """The result of :meth:`first`, if every vector is one, and they are enough."""
        matrix, found = evaluate(self.tree, AGAIN), self.first()
        polynomial = AGAIN["characteristic polynomial"](matrix)
        for root, vectors in found:
            zero = sum((c * root**k for k, c in enumerate(polynomial)), Fraction(0)) == 0
            images = all(AGAIN["*"](matrix, v) == AGAIN["*"](root, v) for v in vectors)
            enough = len(vectors) == AGAIN["nullity"](_less(matrix, root))
            if not (zero and images and enough and AGAIN["rank"](vectors) == len(vectors)):
                return None
        return found

    def write(self, result: Any) -> str:
        if result is None:
            return "none"
        return "; ".join(f"{root}: {', '.join(map(show, vectors))}" for root, vectors in result)

    def notes(self) -> tuple[str, ...]:
        return ("Each eigenvalue stands before a basis of its eigenvectors.",)


def _less(matrix: Matrix, root: Fraction) -> Matrix:
    return tuple(
        tuple(x - (root if i == j else 0) for j, x in enumerate(row))
        for i, row in enumerate(matrix)
    )


def _rational_roots(polynomial: Vector) -> list[Fraction]:
    """All roots, each once.

    Raises:
        OutOfReach: some are not rational.
    """
    from kaelum_math.families.algebra import all_roots

    found = all_roots(Poly.univariate("x", list(polynomial)), "x")
    values = [root.rational() for root, _ in found]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        raise OutOfReach("Some eigenvalues are not rational; only their values can be given.")
    return known


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: it is not read completely.
    """
    from kaelum_math.families.linear_words import parse

    found = parse(text)
    if found is None:
        return None
    what, trees, form = found
    wanted = form or PLAIN
    if what == "value":
        return Computed(wanted, trees[0])
    if what == "eigenvectors":
        return Eigenvectors(trees[0])
    if what in {"norm", "unit vector", "angle", "angle in radians", "scalar projection"}:
        return Measure(wanted, what.removesuffix(" in radians"), trees, what.endswith("radians"))
    return Judged(what, trees)
