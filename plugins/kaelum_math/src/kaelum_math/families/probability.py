"""Letters drawn from a bag without replacement: a given sequence, or given numbers of each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number
from kaelum_math.phrases import noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Solution, Task, proof
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "DrawCounts", "DrawSequence"]

Bag = tuple[tuple[str, int], ...]


def _shown(bag: Bag) -> str:
    return "{" + ", ".join(f"{letter}: {count}" for letter, count in bag) + "}"


@frozen
class DrawSequence(Task):
    """The probability of drawing letters in a given order."""

    bag: Bag
    sequence: str

    def describe(self) -> str:
        return f"P(drawing {self.sequence} in order without replacement from {_shown(self.bag)})"

    def solve(self) -> Solution:
        left = Counter(dict(self.bag))
        value = Fraction(1)
        for letter in self.sequence:
            value *= Fraction(left[letter], left.total())
            left[letter] -= 1 if left[letter] else 0
            if value == 0:
                break
        return Solution(str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        have, want = dict(self.bag), Counter(self.sequence)
        ways = math.prod(math.perm(have.get(letter, 0), k) for letter, k in want.items())
        total = math.perm(sum(have.values()), len(self.sequence))
        yield proof("favourable arrangements over all arrangements give it", "counting arrangements",
                    answers.value(answer) * total == ways)  # fmt: skip


@frozen
class DrawCounts(Task):
    """The probability of drawing given numbers of each letter, in any order."""

    bag: Bag
    counts: Bag

    def describe(self) -> str:
        return (
            f"P(drawing exactly {_shown(self.counts)} without replacement from {_shown(self.bag)})"
        )

    def solve(self) -> Solution:
        have = dict(self.bag)
        ways = math.prod(math.comb(have.get(letter, 0), k) for letter, k in self.counts)
        total = math.comb(sum(have.values()), sum(k for _, k in self.counts))
        value = Fraction(ways, total)
        return Solution(str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        have = dict(self.bag)
        total = sum(have.values())
        value, drawn = Fraction(1), 0
        for letter, k in self.counts:
            # one order of drawing, times the number of orders built up letter by letter
            for j in range(k):
                value *= Fraction(max(have.get(letter, 0) - j, 0), total - drawn)
                drawn += 1
                value *= Fraction(drawn, j + 1)
        yield proof("one order of drawing times the number of orders gives it",
                    "conditional probabilities", answers.value(answer) == value)  # fmt: skip


def _bag(tokens: Sequence[Token]) -> Bag:
    """The letters of ``{a: 3, b: 2}`` or of ``aaabb``, sorted."""
    counts: Counter[str] = Counter()
    if tokens[0].text == "{" and tokens[-1].text == "}":
        for piece in split(tokens[1:-1], ","):
            if len(piece) != 3 or piece[1].text != ":" or piece[2].value.denominator != 1:
                raise NotUnderstood("The bag is not a list of letters with their numbers.")
            counts[piece[0].text] += int(piece[2].value)
    elif len(tokens) == 1 and tokens[0].kind == "word" and tokens[0].text.isalpha():
        counts.update(tokens[0].text)
    else:
        raise NotUnderstood("The bag was not understood.")
    if not 0 < counts.total() < 10_000:
        raise NotUnderstood("The bag is empty or too large.")
    return tuple(sorted(counts.items()))


def _drawn(m: Slots, bag: Bag, wanted: int) -> None:
    count = m.integer("n")
    total = sum(k for _, k in bag)
    if count != wanted or count > total:
        raise NotUnderstood("The number of letters drawn does not fit.")


def _sequence(m: Slots) -> Task | None:
    bag = _bag(m.tokens("bag"))
    letters = m.text("seq").replace(" ", "").replace(",", "")
    if not letters.isalpha():
        return None
    _drawn(m, bag, len(letters))
    return DrawSequence(bag, letters)


def _counts(m: Slots) -> Task | None:
    bag = _bag(m.tokens("bag"))
    counts: Counter[str] = Counter()
    for piece in split(m.tokens("event"), ",", "and"):
        if len(piece) != 2 or piece[0].kind != "num" or piece[0].value.denominator != 1:
            raise NotUnderstood("The event is not a list of numbers of letters.")
        letter = piece[1].text.removesuffix("'s")
        if len(letter) != 1:
            raise NotUnderstood(f"{piece[1].raw!r} is no letter.")
        counts[letter] += int(piece[0].value)
    _drawn(m, bag, counts.total())
    return DrawCounts(bag, tuple(sorted(counts.items())))


_P = "(prob|probability|chance|likelihood) of [getting|drawing|picking] [the]"
_DRAW = "{n} letters [are|were] (picked|drawn|chosen|taken|selected) without replacement from {bag}"

PHRASES = (
    *noun(_sequence, f"{_P} sequence {{seq}} when {_DRAW}"),
    *noun(_counts, f"{_P} [picking|drawing|getting] {{event}} when {_DRAW}"),
    *text(_sequence, f"{_DRAW} ; {_P} sequence {{seq}}"),
    *text(_counts, f"{_DRAW} ; {_P} [picking|drawing|getting] {{event}}"),
)  # fmt: skip
