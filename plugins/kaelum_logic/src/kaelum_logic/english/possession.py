"""What belongs to somebody: "Ann's boss", "his car", "every dog's tail".

Who is one of Ann's friends stands in a relation to her; but "Ann's boss is
rich" speaks of one boss. Somebody's own thing is a name where its owner has
one (``boss_of_ann``); in a text that has rules for it, it is a function of its
owner (``the_boss(x)``), throughout.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from kaelum_logic.english.discourse import join_words
from kaelum_logic.formula import (
    And,
    App,
    Const,
    Equals,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Term,
    Truth,
    Xor,
    terms,
)

__all__ = ["Possessions"]


@define
class Possessions:
    """Everything in a text that is spoken of as somebody's own.

    Attributes:
        owned: those with an owner who is known: the name each goes by, and the function of the
            owner that it is as well.
    """

    owned: dict[Const, App] = field(factory=dict)

    def of(self, words: tuple[str, ...], owner: Term) -> Term:
        """The one thing that ``owner`` has by these words."""
        own = App(_function(words), (owner,))
        if not isinstance(owner, Const):
            return own
        named = Const(f"{own.name.removeprefix('the_')}_of_{owner.name}")
        self.owned[named] = own
        return named

    def knows(self, words: tuple[str, ...], owner: Term) -> bool:
        """Whether what ``owner`` has by these words was spoken of."""
        return any(own == App(_function(words), (owner,)) for own in self.owned.values())

    def settled(self, formulas: Sequence[Formula]) -> list[Formula]:
        """``formulas`` with each thing written the same way wherever it stands."""
        if not any(isinstance(term, App) for formula in formulas for term in terms(formula)):
            return list(formulas)
        return [self._as_functions(formula) for formula in formulas]

    def _as_functions(self, formula: Formula) -> Formula:
        match formula:
            case Pred(name, args):
                return Pred(name, map(self._term, args))
            case Equals(left, right):
                return Equals(self._term(left), self._term(right))
            case Not(body):
                return Not(self._as_functions(body))
            case ForAll(variables, body):
                return ForAll(variables, self._as_functions(body))
            case Exists(variables, body):
                return Exists(variables, self._as_functions(body))
            case And(parts) | Or(parts):
                return evolve(formula, parts=map(self._as_functions, parts))
            case Xor(left, right) | Implies(left, right) | Iff(left, right):
                return evolve(
                    formula, left=self._as_functions(left), right=self._as_functions(right)
                )
            case Truth():
                return formula

    def _term(self, term: Term) -> Term:
        match term:
            case Const() if term in self.owned:
                return self._term(self.owned[term])
            case App(name, args):
                return App(name, map(self._term, args))
            case _:
                return term


def _function(words: tuple[str, ...]) -> str:
    return f"the_{join_words(words)}"
