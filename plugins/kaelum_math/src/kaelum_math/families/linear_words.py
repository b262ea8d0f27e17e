"""Reads questions on matrices and vectors: definitions, then an expression or a judgement.

::

    Let A = [[2, 1], [1, 3]] and b = (3, 5). Solve Ax = b.
    trace of [[1, 2], [3, 4]]
    Given u = (1, 2) and v = (3, -1), find 2u - v
    are the vectors (2, 3) and (-3, 2) perpendicular?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.methods import linear
from kaelum_math.methods.linear import MAX_SIZE
from kaelum_math.words import form
from kaelum_math.words.form import Form

__all__ = ["parse"]

Tree = tuple[Any, ...]
Question = tuple[str, tuple[Tree, ...], Form]

_SIGN: Final = re.compile(r"[\[<(]")
_NUMBER: Final = re.compile(r"\d{1,30}(?:\.\d{1,30})?(?:\s*/\s*\d{1,30})?")
_WORD: Final = re.compile(r"[A-Za-z]+")
_IJK: Final = re.compile(
    r"[-+]?\s*(?:\d+(?:\.\d+)?(?:/\d+)?)?\s*\*?\s*[ijk]\b(?:\s*[-+]\s*(?:\d+(?:\.\d+)?(?:/\d+)?)?\s*\*?\s*[ijk]\b)+"
)
_TERM: Final = re.compile(r"([-+]?)\s*(\d+(?:\.\d+)?(?:/\d+)?)?\s*\*?\s*([ijk])\b")
_LETTER: Final = re.compile(r"(?P<name>[A-Za-z])(?![A-Za-z])")
_SKIPPED: Final = frozenset(
    "the a an matrix matrices vector vectors following square column row given these two both by".split()
)

_UNARY: Final = {
    "trace": "trace", "transpose": "transpose", "determinant": "determinant", "det": "determinant",
    "tr": "trace", "rank": "rank", "nullity": "nullity", "inverse": "inverse",
    "reduced row echelon form": "reduced row echelon form", "rref": "reduced row echelon form",
    "row reduced echelon form": "reduced row echelon form",
    "characteristic polynomial": "characteristic polynomial",
}  # fmt: skip
_BINARY: Final = {
    "dot product": "dot product", "scalar product": "dot product", "inner product": "dot product",
    "cross product": "cross product", "vector product": "cross product", "sum": "+",
    "difference": "-", "product": "*", "projection": "projection", "vector projection": "projection",
    "matrix product": "*",
}  # fmt: skip
_MEASURES: Final = {
    "norm": "norm", "magnitude": "norm", "length": "norm", "euclidean norm": "norm",
    "modulus": "norm", "unit vector": "unit vector", "angle": "angle", "eigenvectors": "eigenvectors",
    "eigenvector": "eigenvectors", "scalar projection": "scalar projection",
    "component": "scalar projection", "l2 norm": "norm",
}  # fmt: skip
_JUDGED: Final = {
    "perpendicular": "perpendicular", "orthogonal": "perpendicular", "parallel": "parallel",
    "linearly independent": "independent", "linearly dependent": "dependent",
    "independent": "independent", "collinear": "parallel", "invertible": "invertible",
    "nonsingular": "invertible", "singular": "singular", "symmetric": "symmetric",
}  # fmt: skip
_VERBS: Final = {"add": "+", "multiply": "*", "subtract": "-"}
_ASK: Final = re.compile(
    r"\s*(?:please\s+)?(?:(?:can|could) you\s+)?(?:what(?:'s| is| are)|find|compute|calculate|determine|evaluate|give(?: me)?"
    r"|work out|tell me|state|show|get)?\s*",
    re.IGNORECASE,
)
_DEFINES: Final = re.compile(
    r"\s*(?:(?:let|given|if|suppose|for|with|and|where|consider|assume|that|the|matri(?:x|ces)|vectors?|,|;|:|\.)\s*)*"
    r"(?P<name>[A-Za-z])\s*(?:=|be)\s*",
    re.IGNORECASE,
)

_LATE: Final = re.compile(
    r"(?<=\w|\))\s*,?\s+(?:if|where|when|for|given(?: that)?|with)\s+(?=(?:the\s+)?(?:matrix\s+|vector\s+)?[A-Za-z]\s*=\s*[\[<(])",
    re.IGNORECASE,
)
"""Where definitions begin that come after the question."""


class _Reader:
    """Reads expressions in numbers, vectors and matrices from text, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.names: dict[str, Tree] = {}
        self._depth = 0

    # -- words -----------------------------------------------------------------------

    def space(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def sign(self, *signs: str) -> str | None:
        self.space()
        for sign in signs:
            if self.text.startswith(sign, self.at):
                self.at += len(sign)
                return sign
        return None

    def words(self, *phrases: str) -> str | None:
        """The longest of ``phrases`` that stands here as whole words, passed over."""
        self.space()
        rest = self.text[self.at :].lower()
        for phrase in sorted(phrases, key=len, reverse=True):
            if rest.startswith(phrase) and not rest[len(phrase) : len(phrase) + 1].isalpha():
                self.at += len(phrase)
                return phrase
        return None

    def skip(self) -> None:
        """Pass over articles and the like, unless it is the name ``a``."""
        while True:
            self.space()
            found = _WORD.match(self.text, self.at)
            word = found.group() if found else ""
            if word.lower() not in _SKIPPED or word in self.names:
                return
            self.at += len(word)

    def end(self) -> bool:
        self.space()
        return not self.text[self.at :].strip(" .?!:")

    def fail(self) -> NotUnderstood:
        rest = self.text[self.at :].split()
        return NotUnderstood(f"I do not understand {rest[0] if rest else 'the end'!r} here.")

    # -- expressions -----------------------------------------------------------------

    def expression(self) -> Tree:
        self._depth += 1
        if self._depth > 30:
            raise TooLarge("The expression is nested too deeply.")
        tree = self.term()
        while True:
            if self.sign("+") or self.words("plus"):
                tree = ("+", tree, self.term())
            elif self.sign("-") or self.words("minus"):
                tree = ("+", tree, _negative(self.term()))
            else:
                self._depth -= 1
                return tree

    def term(self) -> Tree:
        tree = self.factor()
        while True:
            if self.sign("*") or self.words("times", "multiplied by"):
                tree = ("*", tree, self.factor())
            elif self.words("dotted with", "dot"):
                tree = ("dot product", tree, self.factor())
            elif self.words("crossed with", "cross"):
                tree = ("cross product", tree, self.factor())
            elif self._juxtaposed():
                tree = ("*", tree, self.factor())
            else:
                return tree

    def _juxtaposed(self) -> bool:
        """Whether a factor follows without a sign: ``2u``, ``AB``, ``2(u + v)``."""
        self.space()
        rest = self.text[self.at :]
        found = _LETTER.match(rest)
        run = re.match(r"[A-Za-z]+", rest)
        if run is not None and all(letter in self.names for letter in run.group()):
            return True
        touching = self.at > 0 and not self.text[self.at - 1].isspace()
        return bool((found and found["name"] in self.names) or (touching and rest[:1] == "("))

    def factor(self) -> Tree:
        if self.sign("-"):
            return _negative(self.factor())
        tree = self.primary()
        while self.sign("^"):
            opened = self.sign("(", "{")
            if self.sign("T", "t"):
                tree = ("transpose", tree)
            else:
                minus = self.sign("-")
                found = re.compile(r"\d{1,4}").match(self.text, self.at)
                if found is None:
                    raise self.fail()
                self.at = found.end()
                tree = ("^", tree, -int(found.group()) if minus else int(found.group()))
            if opened and not self.sign(")", "}"):
                raise self.fail()
        return tree

    def primary(self) -> Tree:
        self.skip()
        found = self._ijk() or self._operation()
        if found is not None:
            return found
        number = _NUMBER.match(self.text, self.at)
        if number is not None:
            self.at = number.end()
            return ("value", _fraction(number.group()))
        letter = self.text[self.at : self.at + 1]
        if letter in self.names:
            self.at += 1
            return self.names[letter]
        if self.sign("["):
            return ("value", self._square())
        if self.sign("<"):
            return ("value", self._entries(">"))
        if self.sign("("):
            return self._bracket()
        raise self.fail()

    def _ijk(self) -> Tree | None:
        """``2i - 3j + 6k``."""
        found = _IJK.match(self.text, self.at)
        if found is None or set("ijk") & set(self.names) or not set("jk") & set(found.group()):
            return None
        parts = _TERM.findall(found.group())
        if len({name for _, _, name in parts}) != len(parts):
            raise NotUnderstood("A direction is named twice.")
        values = {n: (-1 if sign == "-" else 1) * _fraction(size or "1") for sign, size, n in parts}
        self.at = found.end()
        size = 3 if "k" in values else 2
        return ("value", tuple(values.get(name, Fraction(0)) for name in "ijk"[:size]))

    def _operation(self) -> Tree | None:
        """``trace of A``, ``det(A)``, ``dot product of u and v``."""
        name = self.words(*_UNARY)
        if name is not None:
            self.words("of", "for")
            return (_UNARY[name], self.factor())
        name = self.words(*_BINARY)
        if name is None:
            return None
        if not self.words("of", "between"):
            raise self.fail()
        first, second = self.pair("onto", "on", "upon", "and", "with", ",", "in the direction of")
        if _BINARY[name] == "-":
            return ("+", first, _negative(second))
        return (_BINARY[name], first, second)

    def pair(self, *joints: str) -> tuple[Tree, Tree]:
        first = self.expression()
        if not (self.words(*joints) or self.sign(",")):
            raise self.fail()
        return first, self.expression()

    # -- literals --------------------------------------------------------------------

    def _bracket(self) -> Tree:
        """A vector ``(1, 2)`` or a bracketed expression, the bracket already open."""
        start = self.at
        first = self.expression()
        if self.sign(")"):
            return first
        self.at = start
        return ("value", self._entries(")"))

    def _square(self) -> Any:
        """A matrix or a vector, after its first square bracket."""
        if self.sign("["):
            rows = [self._entries("]")]
            while self.sign(","):
                if not self.sign("["):
                    raise self.fail()
                rows.append(self._entries("]"))
            if not self.sign("]"):
                raise self.fail()
            return _rows(rows)
        close = self.text.find("]", self.at)
        inner = self.text[self.at : close] if close >= 0 else ""
        if ";" in inner or ("," not in inner and " " in inner.strip()):
            self.at = close + 1
            rows = [tuple(_fraction(entry) for entry in re.split(r"[\s,]+", row.strip()))
                    for row in inner.strip().split(";")]  # fmt: skip
            return _rows(rows) if ";" in inner else rows[0]
        return self._entries("]")

    def _entries(self, close: str) -> tuple[Fraction, ...]:
        """Numbers with commas between them, to the closing bracket."""
        entries: list[Fraction] = []
        while True:
            minus = self.sign("-")
            self.space()
            found = _NUMBER.match(self.text, self.at)
            if found is None:
                raise self.fail()
            self.at = found.end()
            entries.append(_fraction(found.group()) * (-1 if minus else 1))
            if self.sign(close):
                break
            if not self.sign(","):
                raise self.fail()
        if len(entries) > MAX_SIZE:
            raise TooLarge(f"At most {MAX_SIZE} entries are read.")
        return tuple(entries)


def _negative(tree: Tree) -> Tree:
    return ("*", ("value", Fraction(-1)), tree)


def _fraction(text: str) -> Fraction:
    top, _, bottom = text.replace(" ", "").partition("/")
    if bottom and not Fraction(bottom):
        raise NotUnderstood("A denominator is zero.")
    try:
        return Fraction(top) / Fraction(bottom or 1)
    except ValueError as error:
        raise NotUnderstood(f"{text!r} is no number.") from error


def _rows(rows: Sequence[tuple[Fraction, ...]]) -> tuple[tuple[Fraction, ...], ...]:
    if len({len(row) for row in rows}) != 1:
        raise NotUnderstood("The rows of the matrix differ in length.")
    linear.size_fits([tuple(rows)])
    return tuple(rows)


# -- questions -----------------------------------------------------------------------


def parse(text: str) -> Question | None:
    """What normalised ``text`` asks of matrices and vectors: what, of which, in which form.

    Raises:
        NotUnderstood: it is not read completely.
    """
    if not _SIGN.search(text) and not _IJK.search(text):
        return None
    plain, wanted = form.split(text)
    if late := _LATE.search(plain):
        plain = f"{plain[late.end() :].strip(' .?')}. {plain[: late.start()]}"
    reader = _Reader(plain)
    _definitions(reader)
    solved = _solved(reader)
    if solved is not None:
        return "value", (solved,), wanted
    found = _judgement(reader)
    if found is None:
        start = reader.at
        asked = _ASK.match(plain, start)
        reader.at = asked.end() if asked else start
        found = _measure(reader) or _ordered(reader) or ("value", (reader.expression(),))
    if found[0] == "angle" and reader.words("in radians", "in degrees") == "in radians":
        found = ("angle in radians", found[1])
    if not reader.end():
        raise reader.fail()
    if found[0] == "value" and not _worth_reading(found[1][0]):
        return None
    return found[0], found[1], wanted


def _definitions(reader: _Reader) -> None:
    while (found := _DEFINES.match(reader.text, reader.at)) is not None:
        name, at = found["name"], reader.at
        if name in reader.names:
            raise NotUnderstood(f"{name} is defined twice.")
        reader.at = found.end()
        try:
            tree = reader.expression()
        except NotUnderstood:
            reader.at = at
            return
        reader.names[name] = tree
        reader.sign(",", ".", ";")
        if reader.words("and"):
            continue


_SYSTEM: Final = re.compile(
    r"\s*,?\s*(?i:then\s+)?(?i:solve|find\s+(?:the\s+)?(?:vector\s+)?(?P<x>[a-z])\s+(?:such that|with|if|so that))\s+"
    r"(?i:the\s+)?(?i:linear\s+)?(?i:system\s+|equation\s+)?(?i:for x\s+)?"
    r"(?P<a>[A-Z])\s*\*?\s*(?P<y>[a-z])\s*=\s*(?P<b>[a-zA-Z])(?i:\s+for\s+(?:the\s+)?(?:vector\s+)?(?P=y))?[\s.?]*$"
)


def _solved(reader: _Reader) -> Tree | None:
    """``solve Ax = b``, ``find x such that Ax = b``."""
    found = _SYSTEM.match(reader.text, reader.at)
    if found is None or found["x"] not in {None, found["y"]}:
        return None
    known = reader.names
    if found["a"] not in known or found["b"] not in known or found["y"] in known:
        return None
    return ("solution", known[found["a"]], known[found["b"]])


def _judgement(reader: _Reader) -> tuple[str, tuple[Tree, ...]] | None:
    """``is A invertible``, ``are u and v perpendicular``."""
    start = reader.at
    if not reader.words(
        "is", "are", "determine whether", "determine if", "check whether", "check if"
    ):
        return None
    trees = [reader.expression()]
    while reader.sign(",") or reader.words("and"):
        reader.words("and")
        trees.append(reader.expression())
    reader.words("is", "are")
    reader.skip()
    name = reader.words(*_JUDGED)
    if name is None:
        reader.at = start
        raise reader.fail()
    what = _JUDGED[name]
    reader.words("to each other", "matrix", "vectors")
    if what == "perpendicular" and len(trees) == 1 and name == "orthogonal":
        what = "orthogonal matrix"
    elif reader.words("to", "with"):
        trees.append(reader.expression())
    counts = {"perpendicular": (2, 2), "parallel": (2, 2), "independent": (2, MAX_SIZE),
              "dependent": (2, MAX_SIZE)}  # fmt: skip
    low, high = counts.get(what, (1, 1))
    if not low <= len(trees) <= high:
        raise NotUnderstood("It is said of another number of things.")
    return what, tuple(trees)


def _measure(reader: _Reader) -> tuple[str, tuple[Tree, ...]] | None:
    start = reader.at
    reader.skip()
    name = reader.words(*_MEASURES)
    if name is None:
        bars = reader.sign("||", "|")
        if bars is None:
            reader.at = start
            return None
        tree = reader.expression()
        if not reader.sign(bars):
            raise reader.fail()
        return "norm", (tree,)
    what = _MEASURES[name]
    if what == "unit vector":
        reader.words("in the direction of", "in the same direction as", "along", "of", "for", "parallel to",
                     "pointing in the direction of", "in direction of", "in direction")  # fmt: skip
        return what, (reader.expression(),)
    if not reader.words("of", "between"):
        raise reader.fail()
    if what in {"angle", "scalar projection"}:
        first, second = reader.pair("and", "with", "onto", "on", "along", "in the direction of")
        return what, (first, second)
    return what, (reader.expression(),)


def _ordered(reader: _Reader) -> tuple[str, tuple[Tree, ...]] | None:
    """``add A and B``, ``multiply A by B``, ``subtract A from B``, ``transpose A``."""
    verb = reader.words(*_VERBS)
    if verb is None:
        if reader.words("invert"):
            return "value", (("inverse", reader.expression()),)
        return None
    first, second = reader.pair("and", "to", "by", "with", "from")
    if verb == "subtract":
        return "value", (("+", second, _negative(first)),)
    return "value", ((_VERBS[verb], first, second),)


def _worth_reading(tree: Tree) -> bool:
    """Whether an operation on a vector or matrix is asked for, not a number or a list."""
    return tree[0] != "value" and _has_array(tree)


def _has_array(tree: Tree) -> bool:
    if tree[0] == "value":
        return not isinstance(tree[1], Fraction)
    return any(_has_array(part) for part in tree[1:] if isinstance(part, tuple))
