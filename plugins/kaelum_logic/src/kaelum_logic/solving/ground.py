"""Satisfiability by grounding: quantifiers become conjunctions over individuals.

Three ways, each sound in what it claims:

* without functions, also after Skolemisation (the Bernays-Schönfinkel class),
  the named individuals suffice: both answers are final;
* with functions, the terms up to some depth suffice to *refute* (Herbrand);
* without functions in the text, a few individuals more than the named ones
  often suffice for a *model* in which inner existential quantifiers are
  disjunctions.

Equality is added lazily: a propositional model in which equals differ is
excluded by the instance of congruence that it violates.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence

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
    Var,
    Xor,
    names_in,
    terms,
)
from kaelum_logic.solving.congruence import violations
from kaelum_logic.solving.findings import (
    Finding,
    Satisfied,
    TooLargeError,
    Undecided,
    Unsatisfiable,
)
from kaelum_logic.solving.model import Model
from kaelum_logic.solving.normal import Skolemizer
from kaelum_logic.solving.sat import SatSolver

__all__ = ["search"]

_MOST_INSTANCES = 60_000
_MOST_INSTANCES_TRIED = 8_000
"""Most instances where grounding is one attempt of several, and Z3 may well be quicker."""
_MOST_TERMS = 60
_EXTRA_INDIVIDUALS = 2

Scope = dict[str, int]
Atom = tuple[object, ...]


def search(formulas: Sequence[Formula], *, budget: float) -> Finding:
    """Whether the closed ``formulas`` can hold together, within ``budget`` seconds."""
    deadline = time.monotonic() + budget
    taken = names_in(formulas)
    skolemizer = Skolemizer(taken, nested=True)
    try:
        normal = [skolemizer(formula) for formula in formulas]
    except TooLargeError as error:
        return Undecided(str(error))
    functions = {(t.name, len(t.args)) for f in normal for t in terms(f) if isinstance(t, App)}
    if functions:
        return _with_functions(formulas, normal, taken, deadline)
    return _Grounding(deadline).run(normal, complete=True)


def _with_functions(
    formulas: Sequence[Formula],
    normal: Sequence[Formula],
    taken: frozenset[str],
    deadline: float,
) -> Finding:
    plain = not any(isinstance(term, App) for formula in formulas for term in terms(formula))
    skolemizer = Skolemizer(taken, nested=False)
    relational = [skolemizer(formula) for formula in formulas] if plain else []
    for step in range(_EXTRA_INDIVIDUALS + 1):
        attempt = _Grounding(deadline, depth=step, most=_MOST_INSTANCES_TRIED)
        finding = attempt.run(normal, complete=False)
        if isinstance(finding, Unsatisfiable):
            return finding
        if plain:
            attempt = _Grounding(deadline, extra=step, distinct=True, most=_MOST_INSTANCES_TRIED)
            finding = attempt.run(relational, complete=True)
            if isinstance(finding, Satisfied):
                return finding
    return Undecided("no refutation and no model within the bounds")


class _Grounding:
    """One propositional problem. ``distinct``: different names, different individuals."""

    def __init__(
        self,
        deadline: float,
        *,
        depth: int = 0,
        extra: int = 0,
        distinct: bool = False,
        most: int = _MOST_INSTANCES,
    ) -> None:
        self._deadline = deadline
        self._depth = depth
        self._extra = extra
        self._distinct = distinct
        self._variables = 0
        self._clauses: list[list[int]] = []
        self._terms: dict[Atom, int] = {}
        self._atoms: dict[Atom, int] = {}
        self._gates: dict[Atom, int] = {}
        self._universe: list[int] = []
        self._instances = 0
        self._most = most

    def run(self, formulas: Sequence[Formula], *, complete: bool) -> Finding:
        """Ground ``formulas`` and solve. ``complete``: a propositional model is a model."""
        guards = []
        try:
            self._populate(formulas)
            for formula in formulas:
                guard = self._new()
                guards.append(guard)
                self._assert(formula, {}, (-guard,))
        except TooLargeError as error:
            return Undecided(str(error))
        solver = SatSolver(self._variables, self._clauses)
        satisfiable = self._solve(solver, guards)
        if satisfiable is None:
            return Undecided("out of time")
        if not satisfiable:
            return Unsatisfiable(self._minimal_core(solver, guards))
        return Satisfied(self._model(solver)) if complete else Undecided("too few individuals")

    def _populate(self, formulas: Sequence[Formula]) -> None:
        functions: dict[tuple[str, int], None] = {}
        for formula in formulas:
            for term in terms(formula):
                if isinstance(term, Const):
                    self._term(term, {})
                elif isinstance(term, App):
                    functions[term.name, len(term.args)] = None
        extra = max(self._extra, 0 if self._terms else 1)
        for number in range(extra):
            self._term(Const(f"other_{number + 1}"), {})
        self._universe = list(self._terms.values())
        for _ in range(self._depth):
            known = list(self._universe)
            for name, arity in functions:
                for row in itertools.product(known, repeat=arity):
                    self._intern((name, *row))
                    if len(self._terms) > _MOST_TERMS:
                        raise TooLargeError("too many terms to ground")
            self._universe = list(self._terms.values())

    def _new(self) -> int:
        self._variables += 1
        return self._variables

    def _intern(self, key: Atom) -> int:
        return self._terms.setdefault(key, len(self._terms))

    def _term(self, term: Term, scope: Scope) -> int:
        match term:
            case Var(name):
                return scope[name]
            case Const(name):
                return self._intern((name,))
            case App(name, args):
                return self._intern((name, *(self._term(arg, scope) for arg in args)))

    def _atom(self, key: Atom) -> int:
        found = self._atoms.get(key)
        if found is None:
            found = self._atoms[key] = self._new()
        return found

    def _scopes(self, variables: Sequence[Var], scope: Scope) -> Iterator[Scope]:
        names = [variable.name for variable in variables]
        for row in itertools.product(self._universe, repeat=len(names)):
            self._instances += 1
            if self._instances > self._most:
                raise TooLargeError("too many instances to ground")
            if self._instances % 256 == 0 and time.monotonic() > self._deadline:
                raise TooLargeError("out of time")
            yield scope | dict(zip(names, row, strict=True))

    def _assert(self, formula: Formula, scope: Scope, guard: tuple[int, ...]) -> None:
        """Add clauses that make ``formula`` true unless ``guard`` says otherwise."""
        match formula:
            case And(parts):
                for part in parts:
                    self._assert(part, scope, guard)
            case ForAll(variables, body):
                for inner in self._scopes(variables, scope):
                    self._assert(body, inner, guard)
            case Not(Or(parts)):
                for part in parts:
                    self._assert(Not(part), scope, guard)
            case Not(Implies(left, right)):
                self._assert(left, scope, guard)
                self._assert(Not(right), scope, guard)
            case _:
                clause = self._clause(formula, scope)
                if clause is not None:
                    self._clauses.append([*guard, *clause])

    def _clause(self, formula: Formula, scope: Scope) -> list[int] | None:
        """``formula`` as literals of which one must be true; None if it always is."""
        pending, clause = [formula], []
        while pending:
            match pending.pop():
                case Or(parts):
                    pending.extend(reversed(parts))
                case Implies(left, right):
                    pending.extend((right, Not(left)))
                case Not(Not(body)):
                    pending.append(body)
                case Not(And(parts)):
                    pending.extend(Not(part) for part in reversed(parts))
                case part:
                    literal = self._literal(part, scope)
                    if literal is True:
                        return None
                    if literal is not False:
                        clause.append(literal)
        return clause

    def _literal(self, formula: Formula, scope: Scope) -> int | bool:
        """A literal that is equivalent to ``formula``, or its value where that is fixed."""
        match formula:
            case Truth(value):
                return value
            case Pred(name, args):
                return self._atom((name, *(self._term(arg, scope) for arg in args)))
            case Equals(left, right):
                return self._equality(self._term(left, scope), self._term(right, scope))
            case Not(body):
                return _negate(self._literal(body, scope))
            case And(parts):
                return self._all([self._literal(part, scope) for part in parts])
            case Or(parts):
                return _negate(self._all([_negate(self._literal(p, scope)) for p in parts]))
            case Implies(left, right):
                left_, right_ = self._literal(left, scope), self._literal(right, scope)
                return _negate(self._all([left_, _negate(right_)]))
            case Iff(left, right):
                return self._same(self._literal(left, scope), self._literal(right, scope))
            case Xor(left, right):
                return _negate(self._same(self._literal(left, scope), self._literal(right, scope)))
            case ForAll(variables, body):
                return self._all([self._literal(body, s) for s in self._scopes(variables, scope)])
            case Exists(variables, body):
                scopes = self._scopes(variables, scope)
                return _negate(self._all([_negate(self._literal(body, s)) for s in scopes]))

    def _equality(self, left: int, right: int) -> int | bool:
        if left == right:
            return True
        if self._distinct:
            return False
        return self._atom(("=", *sorted((left, right))))

    def _all(self, literals: Sequence[int | bool]) -> int | bool:
        if any(literal is False for literal in literals):
            return False
        parts = sorted({literal for literal in literals if literal is not True})
        if any(-part in parts for part in parts):
            return False
        if len(parts) < 2:
            return parts[0] if parts else True
        return self._gate(("&", *parts), lambda gate: _conjunction_clauses(gate, parts))

    def _same(self, left: int | bool, right: int | bool) -> int | bool:
        if isinstance(left, bool):
            return right if left else _negate(right)
        if isinstance(right, bool):
            return left if right else -left
        if abs(left) == abs(right):
            return left == right
        # a <-> b is ~a <-> ~b, and the negation of ~a <-> b: one gate serves all four.
        sign = 1 if (left > 0) == (right > 0) else -1
        a, b = sorted((abs(left), abs(right)))
        return sign * self._gate(("<->", a, b), lambda gate: _equivalence_clauses(gate, a, b))

    def _gate(self, key: Atom, clauses: Callable[[int], Sequence[list[int]]]) -> int:
        found = self._gates.get(key)
        if found is None:
            found = self._gates[key] = self._new()
            self._clauses.extend(clauses(found))
        return found

    def _solve(self, solver: SatSolver, guards: Sequence[int]) -> bool | None:
        while True:
            satisfiable = solver.solve(guards, deadline=self._deadline)
            if not satisfiable:
                return satisfiable
            lemmas = violations(self._terms, self._atoms, solver.true)
            if not lemmas:
                return True
            for lemma in lemmas:
                solver.add(lemma)

    def _minimal_core(self, solver: SatSolver, guards: Sequence[int]) -> tuple[int, ...]:
        """Indices of formulas that cannot hold together, and of which none is idle."""
        core = list(solver.core)
        for guard in sorted(core):
            if guard not in core:
                continue
            if self._solve(solver, [other for other in core if other != guard]) is False:
                core = list(solver.core)
        return tuple(sorted(guards.index(guard) for guard in core))

    def _model(self, solver: SatSolver) -> Model:
        names = {number: str(key[0]) for key, number in self._terms.items()}
        chief = {number: number for number in names}
        for key, variable in self._atoms.items():
            if key[0] == "=" and solver.true(variable):
                low, high = sorted((chief[_int(key[1])], chief[_int(key[2])]))
                chief = {n: low if c == high else c for n, c in chief.items()}
        predicates: dict[tuple[str, int], set[tuple[str, ...]]] = {}
        for key, variable in self._atoms.items():
            if key[0] != "=":
                rows = predicates.setdefault((str(key[0]), len(key) - 1), set())
                if solver.true(variable):
                    rows.add(tuple(names[chief[_int(part)]] for part in key[1:]))
        return Model(
            tuple(names[number] for number in names if chief[number] == number),
            {names[number]: names[chief[number]] for number in names},
            {symbol: frozenset(rows) for symbol, rows in predicates.items()},
        )


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _negate(literal: int | bool) -> int | bool:
    return not literal if isinstance(literal, bool) else -literal


def _conjunction_clauses(gate: int, parts: Sequence[int]) -> list[list[int]]:
    return [[-gate, part] for part in parts] + [[gate, *(-part for part in parts)]]


def _equivalence_clauses(gate: int, a: int, b: int) -> list[list[int]]:
    return [[-gate, -a, b], [-gate, a, -b], [gate, a, b], [gate, -a, -b]]
