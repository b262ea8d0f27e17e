"""What one value of a trigonometric function says about the others: "sin t = 3/5 and t is obtuse".

Every point of the unit circle that fits what is given is considered; the answer is the value that
is asked for where all of them agree on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import frozen

from kaelum_math.answers import expression
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.task import TwoWays

__all__ = ["AngleValue", "read"]

_ONE: Final = Surd.of(1)


def _over(top: Surd, bottom: Surd) -> Surd:
    if not bottom:
        raise Undefined("The function has no value there.")
    return top * bottom.inverse()


_FUNCTIONS: Final[Mapping[str, Callable[[Surd, Surd], Surd]]] = {
    "sin": lambda s, _: s,
    "cos": lambda _, c: c,
    "tan": _over,
    "cot": lambda s, c: _over(c, s),
    "sec": lambda _, c: _over(_ONE, c),
    "csc": lambda s, _: _over(_ONE, s),
}  # fmt: skip


@frozen
class AngleValue(TwoWays):
    """``asked`` at ``times`` an angle whose ``known`` function is ``value``, in ``quadrants``."""

    known: str
    value: str
    quadrants: tuple[int, ...]
    asked: str
    times: int

    method = "multiplying complex numbers instead of double-angle formulae"

    def describe(self) -> str:
        where = f", t in quadrant {' or '.join(map(str, self.quadrants))}" if len(self.quadrants) < 4 else ""  # fmt: skip
        angle = "t" if self.times == 1 else f"{self.times}t"
        return f"{self.asked}({angle}) where {self.known}(t) = {self.value}{where}"

    def _points(self) -> list[tuple[Surd, Surd]]:
        """Sine and cosine of every angle that fits.

        Raises:
            Undefined: there is none.
        """
        v = surd(expression(self.value))
        found = []
        for first in (1, -1):
            for second in (1, -1):
                s, c = _on_circle(self.known, v, Surd.of(first), Surd.of(second))
                kept = _FUNCTIONS[self.known](s, c) == v if s and c else False
                if kept and _quadrant(s, c) in self.quadrants and (s, c) not in found:
                    found.append((s, c))
        if not found:
            raise Undefined("There is no such angle.")
        return found

    def _agreed(self, values: Iterable[Surd]) -> Surd:
        different = list(dict.fromkeys(values))
        if len(different) != 1:
            raise NotUnderstood("What is given leaves several values possible.")
        return different[0]

    def first(self) -> Surd:
        found = []
        for s, c in self._points():
            if self.times == 2:
                s, c = Surd.of(2) * s * c, _ONE - Surd.of(2) * s * s  # noqa: PLW2901
            found.append(_FUNCTIONS[self.asked](s, c))
        return self._agreed(found)

    def second(self) -> Surd:
        found = []
        for s, c in self._points():
            real, imaginary = c, s
            for _ in range(self.times - 1):
                real, imaginary = real * c - imaginary * s, real * s + imaginary * c
            if real * real + imaginary * imaginary != _ONE:
                raise Undefined("The point is not on the circle.")
            found.append(_FUNCTIONS[self.asked](imaginary, real))
        return self._agreed(found)

    def write(self, result: Surd) -> str:
        return result.text()

    def worth(self, result: Surd) -> Value:
        return result.expr()


def _on_circle(known: str, v: Surd, one: Surd, other: Surd) -> tuple[Surd, Surd]:
    """Sine and cosine, up to the signs given, of an angle with a function of absolute value |v|."""
    if not v:
        raise OutOfReach("The angle lies on an axis.")
    if known in {"csc", "sec", "cot"}:
        known, v = {"csc": "sin", "sec": "cos", "cot": "tan"}[known], v.inverse()
    if known == "tan":
        c = (_ONE + v * v).square_root().inverse() * one
        return v * c, c
    if (_ONE - v * v).sign() <= 0:
        raise Undefined("There is no such angle, or it lies on an axis.")
    rest = (_ONE - v * v).square_root() * other
    return (v, rest) if known == "sin" else (rest, v)


def _quadrant(s: Surd, c: Surd) -> int:
    return {(1, 1): 1, (1, -1): 2, (-1, -1): 3, (-1, 1): 4}[s.sign(), c.sign()]


# -- reading -------------------------------------------------------------------

_NAME: Final = r"(?P<t>theta|alpha|beta|phi|[a-z])"
_F: Final = r"(?P<f>sin|cos|tan|cot|sec|csc)"
_FACT: Final = re.compile(
    rf"\b{_F}\s*\(?\s*{_NAME}\s*\)?\s*=\s*(?P<v>[^;,]+?)(?=\s*(?:[,;]|\.\s|\.?\s*$|\b(?:and|where|with|for)\b))"
)
_ASKED: Final = re.compile(
    rf"(?:(?:then\s+)?(?:find|what is|what's|determine|compute|calculate|evaluate)\s+)(?:the\s+)?(?:exact\s+)?(?:value\s+of\s+)?"
    rf"{_F}\s*\(?\s*(?P<k>2)?\s*\*?\s*{_NAME}\s*\)?"
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
                 "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
_WHERE: Final = (
    re.compile(rf"\b(?:angle\s+)?{_NAME} (?:is|lies|being) (?:an )?(?P<kind>acute|obtuse)(?: angle)?"),
    re.compile(rf"\b(?:angle\s+)?{_NAME} (?:is|lies) in (?:the )?(?P<q>\w+) quadrant"),
    re.compile(rf"\b(?:angle\s+)?{_NAME} (?:is|lies) in quadrant (?P<q>\w+)"),
    re.compile(rf"\bfor (?:an? )?(?P<kind>acute|obtuse)(?: angle)? {_NAME}"),
    re.compile(rf"\b(?P<low>0|pi/2|pi|3\s*\*?\s*pi/2|90|180|270) ?°? < {_NAME} < (?P<high>pi/2|pi|3\s*\*?\s*pi/2|2\s*\*?\s*pi|90|180|270|360) ?°?"),
)  # fmt: skip
_ENDS: Final = {
    "0": 0,
    "pi/2": 1,
    "90": 1,
    "pi": 2,
    "180": 2,
    "3pi/2": 3,
    "270": 3,
    "2pi": 4,
    "360": 4,
}
_GLUE: Final = re.compile(
    r"\b(?:if|given|that|and|where|with|suppose|let|then|the|angle|for|an?)\b|[,.;:?!]"
)


def read(text: str) -> AngleValue | None:
    """The question in normalised ``text``, or None if it gives no value of such a function.

    Raises:
        NotUnderstood: it is not read completely.
    """
    plain = form.split(text)[0].lower().replace("\\", "")
    asked = _ASKED.search(plain)
    if asked is None:
        return None
    rest = f"{plain[: asked.start()]} ; {plain[asked.end() :]}"
    fact = _FACT.search(rest)
    if fact is None or fact["t"] != asked["t"]:
        return None
    rest = f"{rest[: fact.start()]} ; {rest[fact.end() :]}"
    quadrants = {1, 2, 3, 4}
    for pattern in _WHERE:
        while (found := pattern.search(rest)) is not None:
            if found["t"] != fact["t"]:
                raise NotUnderstood("Something is said of another angle.")
            quadrants &= _placed(found)
            rest = f"{rest[: found.start()]} ; {rest[found.end() :]}"
    left = _GLUE.sub(" ", rest).split()
    if left:
        raise NotUnderstood(f"I do not understand {left[0]!r} here.")
    value = fact["v"].strip()
    try:
        surd(expression(value))
    except MathError as error:
        raise NotUnderstood(f"The value {value!r} is not understood.") from error
    times = int(asked["k"] or 1)
    return AngleValue(fact["f"], value, tuple(sorted(quadrants)), asked["f"], times)


def _placed(found: re.Match[str]) -> set[int]:
    """The quadrants that a condition leaves possible."""
    groups = found.groupdict()
    if groups.get("kind"):
        return {1} if groups["kind"] == "acute" else {2}
    if groups.get("q"):
        quadrant = _ROMAN.get(groups["q"])
        if quadrant is None:
            raise NotUnderstood(f"{groups['q']!r} is no quadrant.")
        return {quadrant}
    low, high = (_ENDS[re.sub(r"[\s*]", "", groups[name])] for name in ("low", "high"))
    return set(range(low + 1, high + 1))
