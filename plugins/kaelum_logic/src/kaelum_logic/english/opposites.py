"""Words that exclude each other, which a reader by words alone would miss.

Only pairs of which nobody doubts that nothing is both: "open" and "closed",
"on" and "off", "happy" and "unhappy". That everything is one of the two is a
different matter (a stone is neither dead nor alive), and is not taken for
granted; only a noun with "non-" is what its other half is not.

Other words are contraries by custom only ("tall" and "short": by whose measure?).
They are never premises; but where such a pair would decide what is open, it
must not be called open without saying so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from kaelum_logic.formula import And, ForAll, Formula, Iff, Not, Or, Pred, Var, predicates

__all__ = ["contraries", "either_of", "exclusions", "opposed"]

_PAIRS = (
    ("open", "closed"), ("open", "shut"), ("on", "off"), ("dead", "alive"), ("asleep", "awake"),
    ("guilty", "innocent"), ("present", "absent"), ("odd", "even"), ("full", "empty"),
    ("wet", "dry"), ("married", "single"), ("valid", "invalid"), ("legal", "illegal"),
    ("possible", "impossible"), ("true", "false"), ("pass", "fail"), ("succeed", "fail"),
    ("correct", "incorrect"), ("correct", "wrong"), ("honest", "dishonest"), ("visible", "invisible"),
)  # fmt: skip
_CONTRARIES = """
tall short; big small; large small; huge tiny; hot cold; warm cold; rich poor; wealthy poor; happy sad;
glad sad; fast slow; quick slow; strong weak; old young; old new; heavy light; hard soft; hard easy;
difficult easy; high low; long short; good bad; good evil; early late; clean dirty; smart stupid;
clever stupid; brave cowardly; kind cruel; friend enemy; love hate; like dislike; like hate; win lose;
win loser; winner loser; wide narrow; thick thin; deep shallow; near far; loud quiet; noisy quiet;
light dark; black white; male female; man woman; boy girl; left right; safe dangerous; cheap expensive;
healthy sick; healthy ill; public private; stay leave; stay go; arrive leave; buy sell; remember forget;
accept reject; accept refuse; allow forbid; agree disagree; obey disobey; rise fall; gain lose;
polite rude; raw cooked; busy idle; busy free; sweet bitter; inside outside; in out; up down;
liar honest; knight knave; truthful lie; vegetarian meat-eater; appear disappear; trust distrust;
legal forbidden; allowed forbidden; awake sleep; sober drunk; hungry full; broken intact; lost found;
live die; living dead; real fake; real imaginary; rough smooth; sharp blunt; wild tame; tight loose;
opened closed; opened shut; locked unlocked
"""
_PAIRED = tuple(
    (first, second) for first, second in (pair.split() for pair in _CONTRARIES.split(";"))
)
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


def contraries(formulas: Iterable[Formula]) -> Iterator[tuple[tuple[str, str], Formula]]:
    """The pairs of words in ``formulas`` that are contraries by custom, and that nothing is both."""
    used = {pair for formula in formulas for pair in predicates(formula)}
    for (first, arity), (second, other) in itertools.permutations(sorted(used), 2):
        known = (first, second) in _PAIRED or (arity > 1 and (first, second) in _PAIRS)
        if arity == other and known:
            terms = tuple(Var(f"x{index}") for index in range(arity))
            both = And((Pred(first, terms), Pred(second, terms)))
            yield (first, second), ForAll(terms, Not(both)) if terms else Not(both)
