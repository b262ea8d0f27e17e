"""Words that exclude each other, which a reader by words alone would miss.

Only pairs of which nobody doubts that nothing is both: "open" and "closed",
"on" and "off", "happy" and "unhappy". That everything is one of the two is a
different matter (a stone is neither dead nor alive), and is not taken for
granted; only a noun with "non-" is what its other half is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaelum_logic.formula import And, ForAll, Formula, Iff, Not, Or, Pred, Var, predicates

__all__ = ["either_of", "exclusions", "opposed"]

_PAIRS = (
    ("open", "closed"), ("open", "shut"), ("on", "off"), ("dead", "alive"), ("asleep", "awake"),
    ("guilty", "innocent"), ("present", "absent"), ("odd", "even"), ("full", "empty"),
    ("wet", "dry"), ("married", "single"), ("valid", "invalid"), ("legal", "illegal"),
    ("possible", "impossible"), ("true", "false"),
)  # fmt: skip
_SHORTEST = 3


def opposed(formulas: Iterable[Formula]) -> list[tuple[str, str]]:
    """The pairs of opposites among the properties in ``formulas``."""
    names = {name for formula in formulas for name, arity in predicates(formula) if arity == 1}
    pairs = [pair for pair in _PAIRS if names.issuperset(pair)]
    negated = (name for name in names if name.startswith("un") and len(name) > _SHORTEST + 1)
    pairs += [(name[2:], name) for name in negated if name[2:] in names]
    return sorted(pairs)


def exclusions(formulas: Iterable[Formula]) -> Iterator[Formula]:
    """That nothing is both of two opposites; and that what is a non-cat is no cat."""
    x = Var("x")
    formulas = tuple(formulas)
    for first, second in opposed(formulas):
        yield ForAll((x,), Not(And((Pred(first, (x,)), Pred(second, (x,))))))
    names = {name for formula in formulas for name, arity in predicates(formula) if arity == 1}
    for name in sorted(names):
        if name.startswith("non") and name[3:] in names and len(name) > _SHORTEST + 2:
            yield ForAll((x,), Iff(Pred(name, (x,)), Not(Pred(name[3:], (x,)))))


def either_of(pair: tuple[str, str]) -> Formula:
    """That everything is one of two opposites."""
    x = Var("x")
    return ForAll((x,), Or((Pred(pair[0], (x,)), Pred(pair[1], (x,)))))
