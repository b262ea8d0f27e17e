"""Equality as lemmas on demand: what a propositional model owes to congruence."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

__all__ = ["violations"]

Key = tuple[object, ...]


def violations(
    terms: Mapping[Key, int], atoms: Mapping[Key, int], true: Callable[[int], bool]
) -> list[list[int]]:
    """Clauses that are valid for equality, and false under ``true``; none if it is a model.

    Args:
        terms: ``(name, *numbers of arguments)`` -> number of the term.
        atoms: ``(name, *numbers of terms)`` -> propositional variable; an
            equality has the name ``"="``.
        true: the value of a propositional variable.
    """
    equalities = {key: variable for key, variable in atoms.items() if key[0] == "="}
    if not any(map(true, equalities.values())):
        return []
    closure = _Closure()
    for (_, left, right), variable in equalities.items():
        if true(variable):
            closure.merge(left, right, frozenset((variable,)))
    closure.close(terms)
    lemmas = []
    for (_, left, right), variable in equalities.items():
        if not true(variable) and closure.same(left, right):
            lemmas.append([variable, *(-reason for reason in closure.explain(left, right))])
    first: dict[Key, tuple[Key, int]] = {}
    for key, variable in atoms.items():
        if key[0] == "=":
            continue
        form = (key[0], *map(closure.chief, key[1:]))
        other, known = first.setdefault(form, (key, variable))
        if true(known) != true(variable):
            holds, fails = (known, variable) if true(known) else (variable, known)
            lemmas.append([fails, -holds, *(-reason for reason in closure.rows(key, other))])
    return lemmas


class _Closure:
    """Congruence closure that can say which equalities made two terms the same."""

    def __init__(self) -> None:
        self._chief: dict[object, object] = {}
        self._edges: dict[object, list[tuple[object, frozenset[int]]]] = {}

    def chief(self, term: object) -> object:
        while (above := self._chief.get(term, term)) != term:
            term = above
        return term

    def same(self, left: object, right: object) -> bool:
        return self.chief(left) == self.chief(right)

    def merge(self, left: object, right: object, reasons: frozenset[int]) -> None:
        a, b = self.chief(left), self.chief(right)
        if a == b:
            return
        self._chief[b] = a
        self._edges.setdefault(left, []).append((right, reasons))
        self._edges.setdefault(right, []).append((left, reasons))

    def close(self, terms: Mapping[Key, int]) -> None:
        applications = [(key, term) for key, term in terms.items() if len(key) > 1]
        changed = True
        while changed:
            changed = False
            first: dict[Key, tuple[Key, int]] = {}
            for key, term in applications:
                form = (key[0], *map(self.chief, key[1:]))
                other, known = first.setdefault(form, (key, term))
                if not self.same(term, known):
                    self.merge(term, known, self.rows(key, other))
                    changed = True

    def rows(self, left: Key, right: Key) -> frozenset[int]:
        """The equalities that make the arguments of two applications the same."""
        pairs = zip(left[1:], right[1:], strict=True)
        return frozenset().union(*(self.explain(a, b) for a, b in pairs))

    def explain(self, left: object, right: object) -> frozenset[int]:
        """The equalities along the one path between two terms that are the same."""
        reached: dict[object, frozenset[int]] = {left: frozenset()}
        queue = deque([left])
        while right not in reached:
            term = queue.popleft()
            for neighbour, reasons in self._edges.get(term, ()):
                if neighbour not in reached:
                    reached[neighbour] = reached[term] | reasons
                    queue.append(neighbour)
        return reached[right]
