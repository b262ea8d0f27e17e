"""Probabilities of two or three events from others: P(A or B), P(A | B), independence, Bayes' rule.

Every statement is a linear equation in the probabilities of the atoms (A and B, A and not
B, ...): P(X) = c, and P(X | Y) = c as P(X and Y) = c P(Y); independence is one as soon as
the probability of one event is known. What is asked for is answered if the equations
determine it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import decimal_text, number
from kaelum_math.methods.linear import AGAIN, Vector, echelon, kernel
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.form import Form
from kaelum_math.words.task import TwoWays

__all__ = ["EventQuestion", "Given", "read"]

Event: TypeAlias = tuple[Any, ...]
"""``("A",)``, ``("not", e)``, ``("and", e, f)`` or ``("or", e, f)``."""


_EVERYTHING: Final = "U"
"""The name of the set of everything, where elements are counted."""


@frozen
class Given:
    """``P(event | under) = value``; ``under`` is None for no condition."""

    event: Event
    under: Event | None
    value: Fraction

    def describe(self) -> str:
        return f"{_p(self.event, self.under)} = {self.value}"


def _shown(event: Event) -> str:
    match event:
        case ("not", inner):
            return f"not {_shown(inner)}"
        case ("and" | "or" as name, left, right):
            return f"({_shown(left)} {name} {_shown(right)})"
    return str(event[0])


def _p(event: Event, under: Event | None) -> str:
    text = _shown(event)
    return f"P({text}{f' | {_shown(under)}' if under else ''})".replace("((", "(").replace(
        "))", ")"
    )


def _occurs(event: Event, atom: dict[str, bool]) -> bool:
    match event:
        case ("not", inner):
            return not _occurs(inner, atom)
        case ("and", left, right):
            return _occurs(left, atom) and _occurs(right, atom)
        case ("or", left, right):
            return _occurs(left, atom) or _occurs(right, atom)
    return event[0] == _EVERYTHING or atom[event[0]]


def _names(event: Event) -> Iterator[str]:
    for part in event:
        if isinstance(part, tuple):
            yield from _names(part)
        elif len(part) == 1 and part != _EVERYTHING:
            yield part


@frozen
class EventQuestion(TwoWays):
    """``P(event | under)`` from what is given.

    ``independent`` and ``disjoint`` hold pairs of events that are said to be so. If
    ``counted``, numbers of elements stand for probabilities, and ``U`` for everything.
    """

    form: Form
    given: tuple[Given, ...]
    independent: tuple[tuple[str, str], ...]
    disjoint: tuple[tuple[str, str], ...]
    event: Event
    under: Event | None = None
    decimal: bool = False
    counted: bool = False

    method = "one solution of the equations, and that the others give the same"

    def describe(self) -> str:
        parts = [given.describe() for given in self.given]
        parts += [f"{a}, {b} independent" for a, b in self.independent]
        parts += [f"P({a} and {b}) = 0" for a, b in self.disjoint]
        text = f"{_p(self.event, self.under)} from {', '.join(parts)}"
        return text.replace("P(", "n(") if self.counted else text

    # -- the equations -------------------------------------------------------------

    def _atoms(self) -> list[dict[str, bool]]:
        events = [given.event for given in self.given] + [given.under or () for given in self.given]
        events += [self.event, self.under or ()]
        names = {name for event in events for name in _names(event)}
        names |= {name for pair in (*self.independent, *self.disjoint) for name in pair}
        if len(names) > 3:
            raise OutOfReach("At most three events are worked out.")
        ordered = sorted(names)
        return [
            dict(zip(ordered, values, strict=True))
            for values in product((True, False), repeat=len(ordered))
        ]

    def _row(self, event: Event) -> Vector:
        return tuple(Fraction(_occurs(event, atom)) for atom in self._atoms())

    def _equations(self) -> list[Vector]:
        """Rows of coefficients with the right side at the end."""
        whole: Vector = (*(Fraction(1) for _ in self._atoms()), Fraction(1))
        rows: list[Vector] = [] if self.counted else [whole]
        for given in self.given:
            if given.under is None:
                rows.append((*self._row(given.event), given.value))
                continue
            both, under = self._row(("and", given.event, given.under)), self._row(given.under)
            rows.append(
                (*(x - given.value * y for x, y in zip(both, under, strict=True)), Fraction(0))
            )
        for a, b in self.disjoint:
            rows.append((*self._row(("and", (a,), (b,))), Fraction(0)))
        for pair in self.independent:
            chances = [self._determined(rows, self._row((name,))) for name in pair]
            known = chances[0] if chances[0] is not None else chances[1]
            if known is None:
                raise OutOfReach("Independence alone does not settle the probabilities.")
            free = pair[1] if chances[0] is not None else pair[0]
            both, other = self._row(("and", (pair[0],), (pair[1],))), self._row((free,))
            rows.append((*(x - known * y for x, y in zip(both, other, strict=True)), Fraction(0)))
        return rows

    @staticmethod
    def _determined(rows: Sequence[Vector], target: Vector) -> Fraction | None:
        """The value of ``target`` if it is a combination of the left sides of ``rows``."""
        table, pivots, _ = echelon(tuple(rows))
        if len(target) in pivots:
            raise Undefined("What is given contradicts itself.")
        rest, value = list(target), Fraction(0)
        for row, pivot in zip(table, pivots, strict=False):
            times = rest[pivot]
            rest = [x - times * y for x, y in zip(rest, row, strict=False)]
            value += times * row[-1]
        return None if any(rest) else value

    # -- both ways -----------------------------------------------------------------

    def first(self) -> Fraction:
        rows = self._equations()
        self._must_be_possible(rows)
        joint = self.event if self.under is None else ("and", self.event, self.under)
        top = self._determined(rows, self._row(joint))
        bottom = (
            Fraction(1) if self.under is None else self._determined(rows, self._row(self.under))
        )
        if top is None or bottom is None:
            raise OutOfReach("What is given does not determine this probability.")
        if not bottom:
            raise Undefined("The condition has probability zero.")
        return top / bottom

    def _must_be_possible(self, rows: Sequence[Vector]) -> None:
        """Raises Undefined where a probability that is determined lies outside of 0 and 1."""
        atoms = self._atoms()
        events = [tuple(Fraction(k == at) for k in range(len(atoms))) for at in range(len(atoms))]
        events += [self._row((name,)) for name in atoms[0]]
        events += [self._row(given.event) for given in self.given]
        values = [self._determined(rows, event) for event in events]
        given = [g.value for g in self.given]
        known = [v for v in (*values, *given) if v is not None]
        if self.counted and any(v < 0 or v.denominator > 1 for v in known):
            raise Undefined("There are no sets with these numbers of elements.")
        if not self.counted and not all(0 <= v <= 1 for v in known):
            raise Undefined("These cannot be probabilities: one would lie outside of 0 and 1.")

    def second(self) -> Fraction:
        rows = self._equations()
        left = tuple(row[:-1] for row in rows)
        table = AGAIN["reduced row echelon form"](tuple(rows))
        witness = [Fraction(0)] * len(left[0])
        for row in table:
            lead = next((k for k, x in enumerate(row) if x), None)
            if lead is not None and lead < len(witness):
                witness[lead] = row[-1]
        joint = self.event if self.under is None else ("and", self.event, self.under)
        wanted = [self._row(joint), *([] if self.under is None else [self._row(self.under)])]
        for free in kernel(left):
            if any(AGAIN["dot product"](free, row) for row in wanted):
                raise OutOfReach("What is given does not determine this probability.")
        values = [
            sum((x * y for x, y in zip(row, witness, strict=True)), Fraction(0)) for row in wanted
        ]
        return values[0] / values[1] if len(values) > 1 else values[0]

    def write(self, result: Any) -> str:
        return self.form.write(result, decimal=self.decimal and decimal_text(result) is not None)

    def worth(self, result: Any) -> Value:
        return number(result)


# -- reading -----------------------------------------------------------------------

_NUMBER: Final = r"(?P<v>\d+(?:\.\d+)?\s*%|\.\d+|\d+\s*/\s*\d+|\d+(?:\.\d+)?)"
_INSIDE: Final = r"\b[Pn]\s*\(\s*(?P<e>[^()]*(?:\([^()]*\)[^()]*)*)\)"
_GIVEN: Final = re.compile(rf"{_INSIDE}\s*(?:=|is|of|equals)\s*{_NUMBER}", re.IGNORECASE)
_PAIR: Final = re.compile(
    r"(?:the\s+)?(?:events?\s+)?\b(?P<a>[A-Z])\s+and\s+(?P<b>[A-Z])\s+(?:are\s+)?(?:both\s+|two\s+)?"
    r"(?P<kind>(?:mutually\s+)?(?:independent|exclusive|disjoint))(?:\s+events)?"
)
_ASKED: Final = re.compile(
    rf"(?:(?i:then\s+)?(?i:what(?:'s| is)|find|calculate|compute|determine|evaluate|work out)\s+(?i:the\s+value\s+of\s+)?)?{_INSIDE}",
)
_GLUE: Final = re.compile(
    r"\b(?:if|given|that|suppose|let|and|are|with|where|for|events?|two|such|assume|the|then|be|when|you|know|we)\b|[,.;:?!]",
    re.IGNORECASE,
)
_PIECE: Final = re.compile(
    r"\s*(?:(?P<name>[A-Z])\s*(?P<mark>'|\^\s*\(?c\)?|\^C)?(?![A-Za-z])|(?P<word>and|or|not|given|intersection|union|intersect|complement of)\b"
    r"|(?P<sign>[∩∪|&()~,])|(?P<bar>\bgiven\b))"
)
_WORDS: Final = {"∩": "and", "&": "and", "intersection": "and", "intersect": "and", ",": "and",
                 "∪": "or", "union": "or", "~": "not", "complement of": "not", "given": "|"}  # fmt: skip


class _EventReader:
    """Reads ``A and not B | C``."""

    def __init__(self, text: str) -> None:
        self._items: list[tuple[str, str]] = []
        at = 0
        text = text.replace("\\cap", "∩").replace("\\cup", "∪").replace("\\mid", "|").rstrip()
        while at < len(text):
            found = _PIECE.match(text, at)
            if found is None:
                raise NotUnderstood(f"The event {text.strip()!r} is not understood.")
            if found["name"]:
                self._items.append(("name", found["name"]))
                if found["mark"]:
                    self._items.insert(len(self._items) - 1, ("op", "not"))
            else:
                word = found["word"] or found["sign"]
                self._items.append(("op", _WORDS.get(word, word)))
            at = found.end()

    def read(self) -> tuple[Event, Event | None]:
        event, under = self._either(), None
        if self._next("|"):
            under = self._either()
        if self._items:
            raise NotUnderstood("An event is not understood.")
        return event, under

    def _next(self, word: str) -> bool:
        if self._items and self._items[0] == ("op", word):
            self._items.pop(0)
            return True
        return False

    def _either(self) -> Event:
        event = self._both()
        while self._next("or"):
            event = ("or", event, self._both())
        return event

    def _both(self) -> Event:
        event = self._single()
        while self._next("and"):
            event = ("and", event, self._single())
        return event

    def _single(self) -> Event:
        if self._next("not"):
            return ("not", self._single())
        if self._next("("):
            event = self._either()
            if not self._next(")"):
                raise NotUnderstood("A bracket is not closed.")
            return event
        if not self._items or self._items[0][0] != "name":
            raise NotUnderstood("An event is missing.")
        return (self._items.pop(0)[1],)


def _value(text: str) -> Fraction:
    if text.endswith("%"):
        return Fraction(text.rstrip("% ")) / 100
    top, _, bottom = text.replace(" ", "").partition("/")
    if bottom and not int(bottom):
        raise NotUnderstood("A denominator is zero.")
    return Fraction(top) / Fraction(bottom or 1)


def read(text: str) -> EventQuestion | None:
    """The question in normalised ``text``, or None if it speaks of no P(...).

    Raises:
        NotUnderstood: it is not read completely.
    """
    plain, wanted = form.split(text)
    kinds = set(re.findall(r"\b([Pn])\s*\(", plain))
    if len(kinds) != 1:
        return None
    givens: list[Given] = []
    pairs: dict[str, list[tuple[str, str]]] = {"independent": [], "disjoint": []}
    typed: list[str] = []

    def note(match: re.Match[str]) -> str:
        event, under = _EventReader(match["e"]).read()
        givens.append(Given(event, under, _value(match["v"])))
        typed.append(match["v"])
        return " "

    rest = _GIVEN.sub(note, plain)

    def pair(match: re.Match[str]) -> str:
        kind = "independent" if match["kind"] == "independent" else "disjoint"
        if match["kind"] == "mutually independent":
            kind = "independent"
        pairs[kind].append((match["a"], match["b"]))
        return " "

    rest = _PAIR.sub(pair, rest)
    asked = list(_ASKED.finditer(rest))
    if len(asked) != 1 or not givens:
        raise NotUnderstood("One probability is asked for, from others that are given.")
    left = _GLUE.sub(" ", rest[: asked[0].start()] + " " + rest[asked[0].end() :]).split()
    if left:
        raise NotUnderstood(f"I do not understand {left[0]!r} here.")
    event, under = _EventReader(asked[0]["e"]).read()
    decimal = all("/" not in value for value in typed)
    if "n" in kinds and (under is not None or any(given.under for given in givens)):
        raise NotUnderstood("Elements are not counted under a condition.")
    return EventQuestion(wanted, tuple(givens), tuple(pairs["independent"]), tuple(pairs["disjoint"]),
                         event, under, decimal, "n" in kinds)  # fmt: skip
