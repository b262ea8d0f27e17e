"""Real solutions of a polynomial equation, exact where rational, else in decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.nodes import Relation, Sym, show, substitute
from kaelum_math.expr.parser import parse_text
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.roots import divide, rational_roots
from kaelum_math.methods.real_roots import isolate, refine, sturm_count, value, without_multiples
from kaelum_math.task import Solution, Task, proof
from kaelum_math.words import form
from kaelum_math.words.form import Form

__all__ = ["RealRoots", "read"]

NONE: Final = "no real solutions"
MAX_DEGREE: Final = 40
PLACES: Final = 6
"""Digits after the point if the question asks for none."""


@frozen
class RealRoots(Task):
    """The real roots of a polynomial, coefficients from the constant upwards."""

    coefficients: tuple[Fraction, ...]
    variable: str
    equation: str
    form: Form

    def describe(self) -> str:
        return f"solve {self.equation} for real {self.variable}"

    def solve(self) -> Solution:
        exact = rational_roots(self.coefficients)
        rest = list(self.coefficients)
        for root, count in exact:
            for _ in range(count):
                rest = divide(rest, [-root, Fraction(1)])[0]
        found = [(root, self._rational(root)) for root, _ in exact]
        simple = without_multiples(rest)
        found += [self._irrational(simple, low, high) for low, high in isolate(simple)]
        texts = [text for _, text in sorted(found)]
        inexact = len(found) > len(exact) and self.form.places is None
        notes = (f"rounded to {PLACES} places",) if inexact else ()
        return Solution(", ".join(texts) or NONE, notes=notes)

    def _places(self) -> int:
        return PLACES if self.form.places is None else self.form.places

    def _rational(self, root: Fraction) -> str:
        if self.form.places is None and self.form.style != "decimal":
            return str(root)
        return Form(places=self._places()).write(root)

    def _irrational(
        self, coefficients: list[Fraction], low: Fraction, high: Fraction
    ) -> tuple[Fraction, str]:
        written = Form(places=self._places())
        width = Fraction(1, 10 ** (self._places() + 1))
        for _ in range(20):
            low, high = refine(coefficients, low, high, width)
            texts = {written.write(low), written.write(high)}
            if len(texts) == 1:
                return low, texts.pop()
            width /= 1000
        raise OutOfReach("A root is too close to a half to be rounded.")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        texts = [] if answer == NONE else answer.split(", ")
        total = sturm_count(self.coefficients, None, None)
        held = all(_is_root(self.coefficients, text) for text in texts)
        yield proof("each number is a real root, to its last digit", "Sturm's theorem", held)
        yield proof(
            "there are no other real roots",
            "Sturm's theorem",
            len(set(texts)) == total == len(texts),
        )


def _is_root(coefficients: tuple[Fraction, ...], text: str) -> bool:
    if not re.fullmatch(r"-?\d+(\.\d+|/\d+)?", text):
        return False
    claimed = Fraction(text)
    if value(coefficients, claimed) == 0:
        return True
    places = len(text.partition(".")[2])
    half = Fraction(1, 2 * 10**places)
    return places > 0 and sturm_count(coefficients, claimed - half, claimed + half) == 1


_ASKED: Final = re.compile(
    r"^\s*(?:please\s+)?(?:"
    r"(?:find|determine|compute|calculate|give|what are|what is)\s+(?:all\s+)?(?:the\s+)?real\s+"
    r"(?:values?(?:\(s\))?|solutions?(?:\(s\))?|roots?|zeros)\s*(?:of\s+(?P<v1>[A-Za-z])(?=\s+(?:in|that|satisfying|for)\b))?\s*"
    r"(?:in the equation|that satisf(?:y|ies)|satisfying|for which|of the equation|to the equation|of|to|for)?"
    r"|solve(?:\s+the)?(?:\s+(?:polynomial\s+)?equation)?\s+(?:for|over)\s+(?:the\s+)?reals?\s*(?:numbers?)?\s*(?P<v2>[A-Za-z])?"
    r")\s*[:,]?\s*(?P<equation>[^:]+?)\s*[.?]?\s*$",
    re.IGNORECASE,
)


def read(text: str) -> RealRoots | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: the equation is not understood, or no polynomial equation in one unknown.
    """
    plain, wanted = form.split(text, styles=False)
    found = _ASKED.match(plain.strip())
    if found is None:
        return None
    equation = found["equation"]
    try:
        relation = parse_text(equation if "=" in equation else f"{equation} = 0")
    except MathError as error:
        raise NotUnderstood(f"The equation {equation!r} was not understood.") from error
    if not isinstance(relation, Relation) or relation.op != "=":
        return None
    name = found["v1"] or found["v2"]
    difference = _difference(relation, name)
    names = {factor for monomial in difference.terms for factor, _ in monomial}
    if len(names) != 1 or (name is not None and name not in {n.rstrip("_") for n in names}):
        raise NotUnderstood("An equation in one unknown is needed.")
    (variable,) = names
    coefficients = [Fraction(0)] * (difference.degree() + 1)
    for monomial, coefficient in difference.terms.items():
        coefficients[monomial[0][1] if monomial else 0] = coefficient
    if len(coefficients) > MAX_DEGREE + 1:
        raise OutOfReach(f"Only degrees up to {MAX_DEGREE} are solved here.")
    return RealRoots(tuple(coefficients), variable.rstrip("_"), show(relation), wanted)


def _difference(relation: Relation, name: str | None) -> Poly:
    """Left side minus right side; a constant's name, such as e, is the unknown if it is asked for."""
    sides = [relation.left, relation.right]
    if name in {"e", "i"}:
        sides = [substitute(side, {name: Sym(f"{name}_")}) for side in sides]
    return polynomial(sides[0]) - polynomial(sides[1])
