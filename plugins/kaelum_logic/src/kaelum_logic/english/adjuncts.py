"""What one predicate has to do with another by its words: who sleeps in a chair, sleeps.

Phrases of place and time say more of an act, and never less; so the act itself
follows. That holds of verbs ("sleep in a chair"), not of adjectives ("good at
chess"), nor where the phrase belongs to the verb ("believe in ghosts"). And who is over 21 is over 18.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from kaelum_logic.english.lexicon import NUMBERS, is_verb
from kaelum_logic.formula import And, ForAll, Formula, Implies, Not, Pred, Var, predicates

__all__ = ["adjuncts", "is_measure", "measured", "measures"]

_ADDING = frozenset("in on at near inside outside behind beside under during before after".split())
_NO_ACTS = frozenset(
    "be have can may must should become fail succeed believe result consist end insist agree depend "
    "specialise specialize major deal engage look work".split()
)


def adjuncts(formulas: Iterable[Formula]) -> Iterator[Formula]:
    """That who does something somewhere does it, where ``formulas`` speak of both."""
    used = sorted({pair for formula in formulas for pair in predicates(formula)})
    for base, arity in used:
        verb = base.split("_")[0]
        if not arity or verb in _NO_ACTS or not is_verb(verb):
            continue
        for name, more in used:
            added = name.removeprefix(f"{base}_").split("_")[0]
            if name.startswith(f"{base}_") and added in _ADDING and more >= arity:
                terms = tuple(Var(f"x{index}") for index in range(more))
                yield ForAll(terms, Implies(Pred(name, terms), Pred(base, terms[:arity])))


_LIMITS = frozenset({"over", "under", "above", "below"})
_MEASURE = re.compile(
    r"(?P<before>.*?)(?P<how>over|under|above|below|more_than|less_than|fewer_than|at_least|at_most|exactly)"
    rf"_(?P<number>\d+|{'|'.join(NUMBERS)})(?P<after>(?:_.*)?)"
)


def measured(word: str, name: str) -> str:
    """The number that ``name`` is, behind a ``word`` such as "over"; "" if it is no such limit."""
    number = str(NUMBERS.get(name.lower(), name))
    return number if word in _LIMITS and number.isdecimal() else ""


def is_measure(predicate: str) -> bool:
    """Whether a predicate tells an amount, or its limit: "over_21"."""
    return _MEASURE.fullmatch(predicate) is not None


@frozen
class _Range:
    """From where to where an amount is; an end that is left out belongs not to it."""

    low: float
    high: float
    with_low: bool = False
    with_high: bool = False

    def within(self, other: _Range) -> bool:
        """Whether every amount here is in ``other`` too."""
        above = self.low > other.low or (
            self.low == other.low and (other.with_low or not self.with_low)
        )
        below = self.high < other.high or (
            self.high == other.high and (other.with_high or not self.with_high)
        )
        return above and below

    def apart(self, other: _Range) -> bool:
        """Whether no amount is in both."""
        return self._below(other) or other._below(self)

    def _below(self, other: _Range) -> bool:
        touch = self.high == other.low and not (self.with_high and other.with_low)
        return self.high < other.low or touch


def _range(measure: re.Match[str]) -> _Range:
    number = int(NUMBERS.get(measure["number"], measure["number"]))
    match measure["how"]:
        case "over" | "above" | "more_than":
            return _Range(number, math.inf)
        case "under" | "below" | "less_than" | "fewer_than":
            return _Range(-math.inf, number)
        case "at_least":
            return _Range(number, math.inf, with_low=True)
        case "at_most":
            return _Range(-math.inf, number, with_high=True)
        case _:
            return _Range(number, number, with_low=True, with_high=True)


def measures(formulas: Iterable[Formula]) -> Iterator[Formula]:
    """What amounts in ``formulas`` have to do with each other: who is over 21 is over 18."""
    used = sorted({pair for formula in formulas for pair in predicates(formula)})
    known = [(name, arity, match) for name, arity in used if (match := _MEASURE.fullmatch(name))]
    for (one, arity, mine), (other, more, its) in itertools.permutations(known, 2):
        same = arity == more and (mine["before"], mine["after"]) == (its["before"], its["after"])
        if not same:
            continue
        terms = tuple(Var(f"x{index}") for index in range(arity))
        first, second = Pred(one, terms), Pred(other, terms)
        here, there = _range(mine), _range(its)
        if here.within(there):
            yield ForAll(terms, Implies(first, second))
        elif one < other and here.apart(there):
            yield ForAll(terms, Not(And((first, second))))
