"""Quantifiers as formulae: all, some, only, so many, all but those named."""

from __future__ import annotations

import itertools

from kaelum_logic.english.discourse import Scope, UnresolvedError, close, head_of
from kaelum_logic.english.predication import Body, Predication, both
from kaelum_logic.english.tree import NP, JoinNP, Name, Nominal, Quantified
from kaelum_logic.formula import (
    TRUE,
    Equals,
    Exists,
    ForAll,
    Formula,
    Implies,
    Not,
    Or,
    Term,
    conjunction,
    disjunction,
)

__all__ = ["Quantities"]


class Quantities(Predication):
    """What is said of so many of a kind."""

    def _excepting(self, np: Quantified, scope: Scope, body: Body, role: str) -> Formula:
        """All but those who are named, of whom the opposite holds.

        Raises:
            UnresolvedError: it is supposed or denied, where that is less than clear.
        """
        if scope.mood in {"condition", "denied"}:
            raise UnresolvedError(f"it is not clear what is supposed of {' and '.join(np.but)}")
        self.distinct = True
        denied = np.det == "no"
        excepted = [self._discourse.constant(name) for name in np.but]

        def others(term: Term, inner: Scope) -> Formula:
            said = self._in(inner, "denied" if denied else inner.mood, term, body)
            same = disjunction(Equals(term, one) for one in excepted)
            return Or((same, Not(said) if denied else said))

        whole = self._universal(scope, np.nominal, others, role)
        own = [self._in(scope, scope.mood, one, body) for one in excepted]
        return conjunction((whole, *(said if denied else Not(said) for said in own)))

    @staticmethod
    def _in(scope: Scope, mood: str, term: Term, body: Body) -> Formula:
        inner = scope.inner(mood)
        return close(inner, body(term, inner))

    def _existential(self, scope: Scope, nominal: Nominal, body: Body, role: str) -> Formula:
        variable = self._discourse.variable()
        scope.variables.append(variable)
        self._discourse.mention(scope, variable, head_of(nominal), role, human=nominal.human)
        restriction = self._nominal(nominal, variable, scope)
        return both(restriction, body(variable, scope))

    def _universal(
        self, scope: Scope, nominal: Nominal, body: Body, role: str = "subject"
    ) -> Formula:
        variable = self._discourse.variable()
        outer = scope.inner("condition")
        outer.variables.append(variable)
        self._discourse.mention(outer, variable, head_of(nominal), role, human=nominal.human)
        left = self._nominal(nominal, variable, outer)
        inner = outer.inner("assert" if scope.mood == "condition" else scope.mood)
        right = close(inner, body(variable, inner))
        formula = right if left == TRUE else Implies(left, right)
        return ForAll(tuple(outer.variables), formula)

    def _only(self, scope: Scope, nominal: Nominal, body: Body, role: str) -> Formula:
        variable = self._discourse.variable()
        outer = scope.inner("condition")
        outer.variables.append(variable)
        self._discourse.mention(outer, variable, head_of(nominal), role, human=nominal.human)
        left = body(variable, outer)
        inner = outer.inner("assert")
        right = close(inner, self._nominal(nominal, variable, inner))
        return ForAll(tuple(outer.variables), Implies(left, right))

    def _only_those(self, whom: NP, scope: Scope, body: Body, role: str) -> Formula:
        """Those who are named, and nobody else."""
        names = whom.parts if isinstance(whom, JoinNP) else (whom,)
        named = [self._discourse.constant(name.text) for name in names if isinstance(name, Name)]
        self.distinct = True
        variable = self._discourse.variable()
        same = disjunction(Equals(variable, term) for term in named)
        closed = ForAll((variable,), Implies(self._in(scope, "condition", variable, body), same))
        return both(self._apply(whom, scope, body, role=role), closed)

    def _counted(self, np: Quantified, scope: Scope, body: Body, role: str) -> Formula:
        self.distinct = True
        if np.count > 5:
            raise UnresolvedError("counts above five are not read")

        def holds(term: Term, inner: Scope) -> Formula:
            self._discourse.mention(inner, term, head_of(np.nominal), role, human=np.nominal.human)
            return both(self._nominal(np.nominal, term, inner), body(term, inner))

        def at_least(count: int) -> Formula:
            variables = tuple(self._discourse.variable() for _ in range(count))
            parts = [self._in(scope, scope.mood, variable, holds) for variable in variables]
            different = [Not(Equals(a, b)) for a, b in itertools.combinations(variables, 2)]
            whole = conjunction((*parts, *different))
            return Exists(variables, whole) if variables else TRUE

        match np.det:
            case "at least":
                return at_least(np.count)
            case "at most":
                return Not(at_least(np.count + 1))
            case "exactly":
                return both(at_least(np.count), Not(at_least(np.count + 1)))
        raise UnresolvedError(f"no meaning for {np.det!r}")
