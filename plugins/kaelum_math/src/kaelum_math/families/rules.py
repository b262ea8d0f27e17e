"""The next number of a bare list that ends in a question mark, by the shortest rule that fits.

A rule turns a number, and the one before it, into the next by a few steps: add or multiply by
a constant, square, halve (rounding down), add the number before. The shortest rules that give
the whole list decide; if they disagree on the next number, the list determines none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import OutOfReach
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.words.task import TwoWays

__all__ = ["NextByRule", "read"]

CONSTANTS: Final = range(-10, 11)
MAX_STEPS: Final = 3
MAX_SIZE: Final = 10**40

Step = tuple[str, int]
Rule = tuple[Step, ...]


@frozen
class NextByRule(TwoWays):
    """The number after ``terms``."""

    terms: tuple[int, ...]

    method = "running the rule from the first number again"

    def describe(self) -> str:
        listed = ", ".join(map(str, self.terms))
        return f"next of {listed}, by {_in_words(self._rule())}"

    def _rule(self) -> Rule:
        return _shortest(self.terms)

    def first(self) -> int:
        return _next(self._rule(), self.terms)

    def second(self) -> int | None:
        """The last of the numbers that the rule makes, if it makes the others on the way."""
        rule, made = self._rule(), [self.terms[0]]
        for _ in self.terms:
            made.append(_next(rule, made))
        return made[-1] if tuple(made[:-1]) == self.terms else None

    def sure(self) -> bool:
        return False

    def notes(self) -> tuple[str, ...]:
        return ("a list alone never determines its next number; this is the simplest rule's",)

    def worth(self, result: Any) -> Value:
        return number(result)


@lru_cache(maxsize=64)
def _shortest(terms: tuple[int, ...]) -> Rule:
    for length in range(1, MAX_STEPS + 1):
        rules = list(_rules(terms, length))
        nexts = {_next(rule, terms) for rule in rules}
        if len(nexts) == 1:
            return rules[0]
        if nexts:
            raise OutOfReach("Rules of the same length continue the list in different ways.")
    raise OutOfReach(f"No rule of up to {MAX_STEPS} steps gives the list.")


def _apply(step: Step, value: int, before: int) -> int:
    kind, constant = step
    match kind:
        case "add":
            return value + constant
        case "multiply":
            return value * constant
        case "square":
            return value * value
        case "halve":
            return value // 2
    return value + before


def _next(rule: Rule, terms: tuple[int, ...] | list[int]) -> int:
    value, before = terms[-1], terms[-2] if len(terms) > 1 else 0
    for step in rule:
        value = _apply(step, value, before)
    return value


_STEPS: Final = (
    *(("add", k) for k in CONSTANTS if k),
    *(("multiply", k) for k in CONSTANTS if k != 1),
    ("square", 0),
    ("halve", 0),
    ("add the number before", 0),
)


def _rules(terms: tuple[int, ...], length: int) -> Iterator[Rule]:
    """Every rule of ``length`` steps that gives ``terms``; its last step is worked out, not tried."""
    befores = (0, *terms[:-2])
    yield from _continued((), terms[:-1], befores, terms[1:], length)


def _continued(
    rule: Rule,
    values: tuple[int, ...],
    befores: tuple[int, ...],
    goals: tuple[int, ...],
    left: int,
) -> Iterator[Rule]:
    if left == 1:
        for step in _last_steps(values, befores, goals):
            yield (*rule, step)
        return
    for step in _STEPS:
        after = tuple(_apply(step, v, b) for v, b in zip(values, befores, strict=True))
        if all(abs(v) < MAX_SIZE for v in after):
            yield from _continued((*rule, step), after, befores, goals, left - 1)


def _last_steps(
    values: tuple[int, ...], befores: tuple[int, ...], goals: tuple[int, ...]
) -> Iterator[Step]:
    gap = goals[0] - values[0]
    if all(g - v == gap for v, g in zip(values, goals, strict=True)):
        yield "add", gap
    base = next(((v, g) for v, g in zip(values, goals, strict=True) if v), None)
    if base is not None:
        ratio = Fraction(base[1], base[0])
        if ratio.denominator == 1 and all(
            v * ratio == g for v, g in zip(values, goals, strict=True)
        ):
            yield "multiply", int(ratio)
    triples = list(zip(values, befores, goals, strict=True))
    for kind in ("square", "halve", "add the number before"):
        if all(_apply((kind, 0), v, b) == g for v, b, g in triples):
            yield kind, 0


def _in_words(rule: Rule) -> str:
    texts = {"add": "add {}", "multiply": "multiply by {}"}
    return ", then ".join(texts.get(kind, kind).format(constant) for kind, constant in rule)


_LIST: Final = re.compile(r"^\s*(?P<terms>-?\d{1,15}(?:\s*,\s*-?\d{1,15}){3,40})\s*,\s*\?+\s*$")


def read(text: str) -> NextByRule | None:
    """The task, if normalised ``text`` is a bare list of whole numbers that ends in ``?``."""
    found = _LIST.match(text)
    if found is None:
        return None
    terms = tuple(int(term) for term in found["terms"].split(","))
    return NextByRule(terms)
