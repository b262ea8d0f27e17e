"""Sequences that a polynomial of low degree, or a geometric rule, continues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.nodes import number, number_text
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, Value, claim, proof
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "NextTerms", "NthTerm"]

MAX_TERMS = 200
MAX_FACTOR = 10
"""Largest factor of a recurrence that is taken for a rule somebody had in mind."""


def _differences(terms: tuple[Fraction, ...]) -> list[list[Fraction]] | None:
    """Rows of differences down to a constant one with at least two entries, or None."""
    rows = [list(terms)]
    while len(set(rows[-1])) > 1:
        row = rows[-1]
        rows.append([b - a for a, b in pairwise(row)])
    return rows if len(rows[-1]) >= 2 else None


def _continued(rows: list[list[Fraction]]) -> Fraction:
    return sum((row[-1] for row in rows), Fraction(0))


def rule(terms: tuple[Fraction, ...], name: str) -> Poly:
    """The polynomial of least degree through ``terms`` at 1, 2, 3, ..., by Newton's formula.

    Raises:
        OutOfReach: the differences never become constant with one to spare.
    """
    rows = _differences(terms)
    if rows is None:
        raise OutOfReach("The terms follow no polynomial of low degree.")
    total, basis = Poly({}), Poly.constant(1)
    for k, row in enumerate(rows):
        total = total + basis.scale(row[0])
        step = Poly.variable(name) - Poly.constant(k + 1)
        basis = (basis * step).scale(Fraction(1, k + 1))
    return total


def ratio_rule(terms: tuple[Fraction, ...]) -> Fraction | None:
    """The common ratio of a geometric sequence of at least three terms."""
    if len(terms) < 3 or 0 in terms or terms[0] == terms[1]:
        return None
    ratio = terms[1] / terms[0]
    same = all(b == a * ratio for a, b in pairwise(terms))
    return ratio if same else None


def recurrence(terms: tuple[Fraction, ...]) -> tuple[int, int] | None:
    """Whole p and q with ``t[n] = p*t[n-1] + q*t[n-2]``, which at least one term confirms."""
    if len(terms) < 5:
        return None
    a, b, c, d = terms[:4]
    below = b * b - a * c
    if below == 0:
        return None
    p, q = (b * c - a * d) / below, (b * d - c * c) / below
    whole = p.denominator == q.denominator == 1 and q and max(abs(p), abs(q)) <= MAX_FACTOR
    fits = all(z == p * y + q * x for x, y, z in zip(terms, terms[1:], terms[2:], strict=False))
    return (int(p), int(q)) if whole and fits else None


def _lagrange(terms: tuple[Fraction, ...], at: int) -> Fraction:
    """The value at ``at`` of the polynomial through all ``terms`` at 1, 2, 3, ..."""
    total = Fraction(0)
    for j, term in enumerate(terms, start=1):
        weight = Fraction(1)
        for k in range(1, len(terms) + 1):
            if k != j:
                weight *= Fraction(at - k, j - k)
        total += term * weight
    return total


@frozen
class NextTerms(Task):
    """The terms that follow: the polynomial of least degree, a common ratio, or a recurrence."""

    terms: tuple[Fraction, ...]
    count: int = 1
    decimal: bool = False

    def describe(self) -> str:
        shown = ", ".join(map(str, self.terms))
        way = "constant ratio" if self._ratio() is not None else "polynomial of least degree"
        if (pair := self._pair()) is not None:
            way = f"each {pair[0]} times the last plus {pair[1]} times the one before"
        return f"next term{'s' if self.count > 1 else ''} of {shown} ({way})"

    def _ratio(self) -> Fraction | None:
        return ratio_rule(self.terms) if _differences(self.terms) is None else None

    def _pair(self) -> tuple[int, int] | None:
        plain = _differences(self.terms) is not None or self._ratio() is not None
        return None if plain else recurrence(self.terms)

    def solve(self) -> Solution:
        ratio, pair = self._ratio(), self._pair()
        rows = _differences(self.terms)
        if ratio is None and rows is None and pair is None:
            raise OutOfReach("The terms follow no rule that they determine.")
        found = list(self.terms)
        for _ in range(self.count):
            if ratio is not None:
                found.append(found[-1] * ratio)
            elif pair is not None:
                found.append(pair[0] * found[-1] + pair[1] * found[-2])
            else:
                assert rows is not None
                found.append(_continued(rows))
                rows = _differences(tuple(found))
        new = found[len(self.terms) :]
        text = ", ".join(number_text(v, decimal=self.decimal) for v in new)
        return Solution(text, number(new[0]) if len(new) == 1 else None)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.values(answer) or []
        if self._ratio() is not None:
            together = [*self.terms, *claimed]
            same = all(
                a * c == b * b
                for a, b, c in zip(together, together[1:], together[2:], strict=False)
            )
            yield proof("each term is the mean proportional of its neighbours", "cross products",
                        same and len(claimed) == self.count)  # fmt: skip
            return
        if self._pair() is not None:
            together = [*self.terms, *claimed]
            flat = all(_determinant(together[k : k + 5]) == 0 for k in range(len(together) - 4))
            yield proof("the terms in threes depend on each other linearly, and fewer of them fix how",
                        "determinants", flat and len(claimed) == self.count)  # fmt: skip
            return
        wanted = [_lagrange(self.terms, len(self.terms) + 1 + k) for k in range(self.count)]
        spare = _spare(self.terms)
        yield proof("the polynomial through all terms gives it, and fewer terms fix that polynomial",
                    "Lagrange interpolation", claimed == wanted and spare)  # fmt: skip


def _determinant(five: Sequence[Fraction]) -> Fraction:
    """Of the rows of three that five terms in a row make; 0 if a recurrence of two holds."""
    a, b, c, d, e = five
    return a * (c * e - d * d) - b * (b * e - c * d) + c * (b * d - c * c)


def _spare(terms: tuple[Fraction, ...]) -> bool:
    """Whether all terms but the last already predict the last."""
    return len(terms) >= 2 and _lagrange(terms[:-1], len(terms)) == terms[-1]


@frozen
class NthTerm(Task):
    """The polynomial of least degree that gives the terms at 1, 2, 3, ..."""

    terms: tuple[Fraction, ...]
    name: str

    def describe(self) -> str:
        shown = ", ".join(map(str, self.terms))
        return f"term {self.name} of {shown} (polynomial of least degree, first term at 1)"

    def solve(self) -> Solution:
        poly = rule(self.terms, self.name)
        return Solution(poly.text(), poly.expr())

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        poly = polynomial(answers.expression(answer))
        known = set(poly.variables()) <= {self.name}
        values = [poly.evaluate({self.name: Fraction(k + 1)}) for k in range(len(self.terms))]
        low = poly.degree(self.name) <= len(self.terms) - 2
        yield proof("it gives every term, and its degree is so low that no other polynomial does",
                    "evaluation", known and values == list(self.terms) and low)  # fmt: skip
        yield claim("the answer is in normal form", "rewriting it", poly.text() == answer)


def _terms(m: Slots) -> tuple[tuple[Fraction, ...], bool]:
    tokens = m.tokens("xs")
    while tokens and tokens[-1].text in {"...", ",", "?", "_", "x"}:
        tokens = tokens[:-1]
    items = m.list_of(tokens)
    if not 3 <= len(items) <= MAX_TERMS:
        raise NotUnderstood("A sequence needs at least three terms.")
    return tuple(item.value for item in items), any("." in item.text for item in items)


def _next(m: Slots) -> Task | None:
    terms, decimal = _terms(m)
    count = m.integer("k") if m.has("k") else 1
    if not 1 <= count <= 50:
        raise NotUnderstood("Too many terms are asked for.")
    return NextTerms(terms, count, decimal)


def _nth(m: Slots) -> Task | None:
    name = m.raw("v").removesuffix("'th").removesuffix("th").removesuffix("-").strip()
    if len(name) != 1 or not name.isalpha():
        raise NotUnderstood("A variable for the place is expected.")
    return NthTerm(_terms(m)[0], name)


def _general(m: Slots) -> Task | None:
    return NthTerm(_terms(m)[0], "n")


def _kth(m: Slots) -> Task | None:
    terms, decimal = _terms(m)
    place = m.ordinal("n")
    if not len(terms) < place <= 2000:
        raise NotUnderstood("The place asked for is among the terms given, or too far.")
    if _differences(terms) is None and ratio_rule(terms) is not None:
        return GeometricAt(terms, place, decimal)
    poly = rule(terms, "n")
    return SequenceAt(terms, place, decimal) if poly.terms or not any(terms) else None


@frozen
class SequenceAt(Task):
    """The term at a far place, by the polynomial of least degree."""

    terms: tuple[Fraction, ...]
    place: int
    decimal: bool = False

    def describe(self) -> str:
        shown = ", ".join(map(str, self.terms))
        return f"term {self.place} of {shown} (polynomial of least degree, first term at 1)"

    def solve(self) -> Solution:
        value = rule(self.terms, "n").evaluate({"n": Fraction(self.place)})
        return Solution(number_text(value, decimal=self.decimal), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.value(answer)
        yield proof("the polynomial through all terms gives it, and fewer terms fix that polynomial",
                    "Lagrange interpolation",
                    value == _lagrange(self.terms, self.place) and _spare(self.terms))  # fmt: skip


@frozen
class GeometricAt(TwoWays):
    """The term at a far place of a sequence with a constant ratio."""

    terms: tuple[Fraction, ...]
    place: int
    decimal: bool = False

    method = "term by term"

    def describe(self) -> str:
        return f"term {self.place} of {', '.join(map(str, self.terms))} (constant ratio)"

    def first(self) -> Fraction:
        if self.place > MAX_TERMS:
            raise TooLarge(f"Only the first {MAX_TERMS} terms are computed here.")
        return self.terms[0] * (self.terms[1] / self.terms[0]) ** (self.place - 1)

    def second(self) -> Fraction:
        term = self.terms[-1]
        for _ in range(min(self.place, MAX_TERMS) - len(self.terms)):
            term = term * self.terms[-1] / self.terms[-2]
        return term

    def write(self, result: Fraction) -> str:
        return number_text(result, decimal=self.decimal)

    def worth(self, result: Fraction) -> Value:
        return number(result)


_SERIES = "[the] [following] [sequence|series|pattern|arithmetic sequence|geometric sequence|number sequence] [:]"

PHRASES = (
    *noun(_next, f"[what is] next [number|term|value|element] (in|of|for|after) {_SERIES} {{xs}}",
          f"next [number|term|value|element] {_SERIES} {{xs}}",
          f"next {{k}} (numbers|terms) (in|of) {_SERIES} {{xs}}"),
    *clause(_next, f"what comes next [in] {_SERIES} {{xs}}",
            f"what [number|term] (comes|follows|goes) next [in|after] {_SERIES} {{xs}}",
            f"(continue|complete|extend) {_SERIES} {{xs}}",
            f"which number (comes|follows) next [in] {_SERIES} {{xs}}",
            "{xs} [,] what (comes|is) next"),
    *noun(_nth, f"{{v}} term (of|in) {_SERIES} {{xs}}"),
    *noun(_kth, f"{{n}} term (of|in) {_SERIES} {{xs}}"),
    *noun(_general, f"(formula|rule|expression|general term) (for|of) {_SERIES} {{xs}}",
          f"formula for the n th term of {_SERIES} {{xs}}"),
)  # fmt: skip
