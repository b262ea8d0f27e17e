"""What is done somewhere is done: who sleeps in a chair, sleeps.

Phrases of place and time say more of an act, and never less; so the act itself
follows. That holds of verbs ("sleep in a chair"), not of adjectives ("good at
chess"), nor where the phrase belongs to the verb ("believe in ghosts").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaelum_logic.english.lexicon import is_verb
from kaelum_logic.formula import ForAll, Formula, Implies, Pred, Var, predicates

__all__ = ["adjuncts"]

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
