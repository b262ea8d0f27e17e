"""Signs that a text was understood word by word only.

"John has a busy schedule" and "people with busy schedules" are different
predicates to a reader that knows no synonyms. As long as a proof is found that
does no harm; but when nothing follows, the reason may lie in the reading. So
names that share a word, and may be meant to be related, are looked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from kaelum_logic.formula import Const, Formula, predicates, terms

__all__ = ["loose_ends"]

_EMPTY = frozenset(
    "a an the of in on at by for with from to into onto about as than their self not no and or can "
    "may must should be is are was do does has have get at least most more less very one some all "
    "any there that which who it up out off over under between through".split()
)


def loose_ends(
    premises: Sequence[Formula], goal: Formula, *, strict: bool
) -> tuple[str, str] | None:
    """Two names in the formulae that may be meant to be related, if there are such.

    ``strict``: that they share words is enough; else the one must contain the other.
    """
    formulas = (*premises, goal)
    phrases = {name: _content(name) for name in sorted(_predicates(formulas))}
    for (left, mine), (right, other) in itertools.combinations(phrases.items(), 2):
        shared = mine & other
        smaller = min(len(mine), len(other))
        if shared and (2 * len(shared) >= smaller if strict else len(shared) == smaller):
            return left, right
    if not strict:
        return None
    constants = {name: _content(name) for name in sorted(_constants(formulas))}
    for (left, mine), (right, other) in itertools.combinations(constants.items(), 2):
        if mine and other and (mine <= other or other <= mine):
            return left, right
    for constant, words in constants.items():
        for name, phrase in phrases.items():
            if len(words) > 1 and phrase and phrase <= words:
                return constant, name
    return None


def _content(name: str) -> frozenset[str]:
    return frozenset(name.split("_")) - _EMPTY - {""}


def _predicates(formulas: Iterable[Formula]) -> set[str]:
    return {name for formula in formulas for name, _ in predicates(formula)}


def _constants(formulas: Iterable[Formula]) -> set[str]:
    return {
        term.name for formula in formulas for term in terms(formula) if isinstance(term, Const)
    }
