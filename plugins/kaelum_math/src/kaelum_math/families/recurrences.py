"""Sequences given by their first terms and a rule: ``a_1 = 1 and a_{n+1} = 2 a_n + 1``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Expr, Relation, free_symbols, number, show, substitute
from kaelum_math.expr.parser import parse_text
from kaelum_math.expr.poly import polynomial
from kaelum_math.task import Solution, Task, proof, same_text

__all__ = ["Recurrence", "read"]

MAX_STEPS: Final = 200
_BITS: Final = 4_000


@frozen
class Recurrence(Task):
    """The term at ``place`` of a sequence with known terms and ``a(n) = rule``.

    In the rule, ``p1`` is the term before, ``p2`` the one before that, and ``n`` the place.
    """

    known: tuple[tuple[int, Fraction], ...]
    rule: Expr
    place: int

    def describe(self) -> str:
        first = ", ".join(f"a({n}) = {v}" for n, v in self.known)
        return f"a({self.place}) where {first}, a(n) = {show(self.rule)}, p1 = a(n-1), p2 = a(n-2)"

    def _depth(self) -> int:
        names = free_symbols(self.rule) - {"n"}
        return max((int(name[1:]) for name in names), default=0)

    def _start(self) -> tuple[int, dict[int, Fraction]]:
        """The first place that is not known, and the terms that are.

        Raises:
            NotUnderstood: they are not as many, one after the other, as the rule needs.
        """
        terms, depth = dict(self.known), self._depth()
        places = sorted(terms)
        consecutive = places == list(range(places[0], places[0] + len(places)))
        if not depth or len(terms) != len(self.known) or not consecutive or len(places) != depth:
            raise NotUnderstood("The first terms are not those that the rule needs.")
        return places[-1] + 1, terms

    def solve(self) -> Solution:
        at, terms = self._start()
        if self.place - at > MAX_STEPS:
            raise TooLarge(f"At most {MAX_STEPS} terms are followed.")
        if self.place not in terms and self.place < at:
            raise OutOfReach("The sequence is not followed backwards.")
        for n in range(at, self.place + 1):
            values = {f"p{k}": number(terms[n - k]) for k in range(1, self._depth() + 1)}
            terms[n] = rational(substitute(self.rule, {**values, "n": number(n)}))
            if terms[n].numerator.bit_length() > _BITS:
                raise TooLarge("The terms grow too large.")
        evidence: dict[str, JSON] = {"terms": {str(n): str(v) for n, v in terms.items()}}
        value = terms[self.place]
        return Solution(str(value), number(value), evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        at, known = self._start()
        terms = {int(n): Fraction(str(v)) for n, v in dict(evidence["terms"]).items()}
        rule = polynomial(self.rule)
        held = all(terms.get(n) == v for n, v in known.items())
        for n in range(at, self.place + 1):
            values = {f"p{k}": terms[n - k] for k in range(1, self._depth() + 1)}
            held = held and rule.evaluate({**values, "n": Fraction(n)}) == terms[n]
        yield proof("each term fits the rule, multiplied out", "evaluating the polynomial", held)
        yield same_text(answer, str(terms[self.place]))
        yield proof("the answer is the term asked for", "comparison",
                    answers.value(answer) == terms[self.place])  # fmt: skip


# -- reading -------------------------------------------------------------------

_INDEX: Final = r"n\s*(?:[+-]\s*\d+)?|\d+"
_TERM: Final = rf"(?P<a>[a-z])\s*(?:_\s*\{{\s*(?P<i>{_INDEX})\s*\}}|\(\s*(?P<j>{_INDEX})\s*\)|_\s*(?P<k>n\b|\d+))"
_SUBSCRIPT: Final = re.compile(rf"\b{_TERM}")
_KNOWN: Final = re.compile(
    r"\b(?P<a>[a-z])\s*(?:_\s*\{?\s*|\(\s*)(?P<i>\d+)\s*[})]?\s*=\s*(?P<v>-?\s?\d+(?:/\d+)?)(?![\w/.^*+-])"
)
_RULE: Final = re.compile(
    rf"\b{_TERM}\s*=\s*(?P<r>[^=;]*?)(?=\s*(?:\bfor\b|\bwhere\b|\bwith\b|\bif\b|,(?!\s*\d)|;|\.(?:\s|$)|\band\b|$))"
)
_EXTENT: Final = re.compile(
    r"\bfor\s+(?:all\s+)?(?:(?:positive\s+)?integers?\s+)?n(?:\s*(?:>=|>|≥)\s*\d+)?(?:\s+>=?\s*\d+)?"
)
_ASKED: Final = re.compile(
    r"\b(?:find|what is|determine|compute|calculate|evaluate)\s+(?:the\s+)?(?:value\s+of\s+)?"
    r"(?P<a>[a-z])\s*(?:_\s*\{?\s*|\(\s*)(?P<i>\d+)\s*[})]?\s*[.?]?\s*$"
)
_GLUE: Final = re.compile(
    r"\bsequence (?:[a-z]_n\b|\{\s*[a-z]_n\s*\})|\b(?:an?|the|sequence|is|defined|by|given|recursively|recursive|formula|and|with|where|if|let|suppose|that|satisfies|terms?|of|be|rule|recurrence|relation|has|then)\b|[,.;:?!]"
)


def read(text: str) -> Recurrence | None:
    """The question in normalised ``text``, or None if it gives no rule for the terms of a sequence.

    Raises:
        NotUnderstood: it is not read completely.
    """
    plain = text.strip().lower()
    asked = _ASKED.search(plain)
    if asked is None or not re.search(r"[_(]\s*\{?\s*n\b", plain):
        return None
    name, rest = asked["a"], plain[: asked.start()]
    known: list[tuple[int, Fraction]] = []
    while (found := _KNOWN.search(rest)) is not None:
        _same(found["a"], name)
        known.append((int(found["i"]), Fraction(found["v"].replace(" ", ""))))
        rest = f"{rest[: found.start()]} ; {rest[found.end() :]}"
    rule = next((f for f in _RULE.finditer(rest) if _index(f).startswith("n")), None)
    if rule is None or not known:
        return None
    _same(rule["a"], name)
    rest = _EXTENT.sub(" ; ", f"{rest[: rule.start()]} ; {rest[rule.end() :]}")
    left = _GLUE.sub(" ", rest).split()
    if left:
        raise NotUnderstood(f"I do not understand {left[0]!r} here.")
    return Recurrence(
        tuple(sorted(known)), _body(rule["r"], name, _shift(_index(rule))), int(asked["i"])
    )


def _same(one: str, other: str) -> None:
    if one != other:
        raise NotUnderstood("Terms of two sequences are spoken of.")


def _index(found: re.Match[str]) -> str:
    """The index of a term: ``n``, ``n+1`` or a number."""
    return found["i"] or found["j"] or found["k"]


def _shift(index: str) -> int:
    """The k of ``n + k``."""
    return int(index.replace(" ", "")[1:] or 0)


def _body(text: str, name: str, shift: int) -> Expr:
    """The right side of a rule in ``p1``, ``p2`` and the place ``n`` of the left side."""

    def renamed(found: re.Match[str]) -> str:
        _same(found["a"], name)
        if not _index(found).startswith("n"):
            raise NotUnderstood("A rule with a fixed term is not read.")
        back = shift - _shift(_index(found))
        if not 1 <= back <= 4:
            raise NotUnderstood("A rule uses the terms before.")
        return f" (p{back}) "

    inner = re.sub(r"\b(\d+)(?=[a-z]\s*[_(])", r"\1*", text)
    body = parse_text(_SUBSCRIPT.sub(renamed, inner))
    if isinstance(body, Relation):
        raise NotUnderstood("A rule is a formula.")
    found = substitute(body, {"n": _shifted(shift)})
    if any(not re.fullmatch(r"n|p\d", symbol) for symbol in free_symbols(found)):
        raise NotUnderstood("A rule has an unknown in it.")
    return found


def _shifted(shift: int) -> Expr:
    """``n`` in the rule, where ``n`` is the place of the left side: ``n - shift``."""
    found = parse_text(f"n - {shift}" if shift >= 0 else f"n + {-shift}")
    assert not isinstance(found, Relation)
    return found
