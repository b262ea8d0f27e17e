"""Facts and rules, applied forwards: the engine for Horn theories.

A clause with at most one positive literal is a rule, a fact or a denial. A
theory of such clauses, without functions and equality, can hold together
exactly when no denial fires in its least model, which is what the rules derive
from the facts (van Emden & Kowalski 1976). Most texts of facts and rules are of
this kind, and are decided here in a fraction of the time that a search takes.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

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
)
from kaelum_logic.solving.findings import (
    Finding,
    Satisfied,
    TooLargeError,
    Undecided,
    Unsatisfiable,
)
from kaelum_logic.solving.model import Model

__all__ = ["search"]

_MOST_CLAUSES = 64
"""Most clauses of one formula: who has more is left to the other engines."""
_MOST_STEPS = 10_000
_MOST_MATCHES = 20_000

Symbol = tuple[str, int]
Place = str | int
"""An individual by its name, or a variable by its number."""
Row = tuple[str, ...]
Scope = Mapping[Var, Place]
Binding = dict[int, str]


@frozen
class _Atom:
    """A predicate applied to individuals and variables."""

    symbol: Symbol
    places: tuple[Place, ...]


Clause = tuple[tuple[bool, _Atom], ...]
Fact = tuple[Symbol, Row]


@frozen
class _Rule:
    """``body`` implies ``head``; without a head, the body cannot hold. ``source`` counts formulas."""

    body: tuple[_Atom, ...]
    head: _Atom | None
    source: int


class _NotHornError(Exception):
    """The formulas are not a Horn theory without functions and equality."""


def search(formulas: Sequence[Formula], *, budget: float) -> Finding:
    """Whether the closed ``formulas`` can hold together, if they are Horn clauses."""
    deadline = time.monotonic() + budget
    clausifier = _Clausifier(names_in(formulas))
    try:
        rules = [
            _rule(clause, source)
            for source, formula in enumerate(formulas)
            for clause in clausifier.clauses(formula, positive=True, scope={}, outer=True)
        ]
        individuals = tuple(sorted(clausifier.individuals)) or ("other_1",)
        chaining = _Chaining(rules, individuals, deadline)
        clash = chaining.run()
        if clash is None:
            return Satisfied(chaining.model())
        return Unsatisfiable(_minimal(rules, clash, individuals, deadline))
    except _NotHornError:
        return Undecided("there is more than facts and rules")
    except TooLargeError as error:
        return Undecided(str(error))


def _rule(clause: Clause, source: int) -> _Rule:
    heads = [atom for positive, atom in clause if positive]
    if len(heads) > 1:
        raise _NotHornError
    body = tuple(atom for positive, atom in clause if not positive)
    return _Rule(body, heads[0] if heads else None, source)


def _minimal(
    rules: Sequence[_Rule], core: frozenset[int], individuals: Row, deadline: float
) -> list[int]:
    """Formulas out of ``core`` that clash, and of which none is idle."""
    for source in sorted(core):
        if source not in core:
            continue
        fewer = [rule for rule in rules if rule.source in core and rule.source != source]
        clash = _Chaining(fewer, individuals, deadline).run()
        core = core if clash is None else clash
    return sorted(core)


class _Clausifier:
    """Turns formulas into clauses; outermost existentials get witnesses.

    Attributes:
        individuals: the names of all individuals met so far.
    """

    def __init__(self, taken: frozenset[str]) -> None:
        self._numbers = itertools.count()
        names = (f"someone_{number}" for number in itertools.count(1))
        self._fresh = (name for name in names if name not in taken)
        self._steps = 0
        self.individuals: set[str] = set()

    def clauses(
        self, formula: Formula, *, positive: bool, scope: Scope, outer: bool
    ) -> list[Clause]:
        """The clauses of ``formula``, or of its denial. ``outer``: no variable is free yet.

        Raises:
            _NotHornError: it needs functions or equality, or has too many clauses.
            TooLargeError: it is nested too deep.
        """
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise TooLargeError("too large for clauses")

        def go(part: Formula, sign: bool) -> list[Clause]:
            return self.clauses(part, positive=sign, scope=scope, outer=outer)

        match formula:
            case Pred(name, args):
                places = tuple(self._place(arg, scope) for arg in args)
                return [((positive, _Atom((name, len(args)), places)),)]
            case Not(body):
                return go(body, not positive)
            case And(parts) | Or(parts):
                together = isinstance(formula, And) is positive
                return _combined([go(part, positive) for part in parts], together)
            case Implies(left, right):
                return _combined([go(left, not positive), go(right, positive)], not positive)
            case Iff(left, right) | Xor(left, right):
                same = isinstance(formula, Iff) is positive
                one = _combined([go(left, False), go(right, same)], together=False)
                other = _combined([go(left, True), go(right, not same)], together=False)
                return [*one, *other]
            case ForAll() | Exists():
                return self._quantified(formula, positive=positive, scope=scope, outer=outer)
            case Truth(value):
                return [] if value is positive else [()]
            case Equals():
                raise _NotHornError

    def _quantified(
        self, formula: ForAll | Exists, *, positive: bool, scope: Scope, outer: bool
    ) -> list[Clause]:
        if isinstance(formula, ForAll) is positive:
            bound: dict[Var, Place] = {v: next(self._numbers) for v in formula.variables}
            outer = False
        elif outer:
            bound = {v: next(self._fresh) for v in formula.variables}
            self.individuals.update(str(name) for name in bound.values())
        else:
            raise _NotHornError
        inner = {**scope, **bound}
        return self.clauses(formula.body, positive=positive, scope=inner, outer=outer)

    def _place(self, term: Term, scope: Scope) -> Place:
        match term:
            case Var():
                return scope[term]
            case Const(name):
                self.individuals.add(name)
                return name
            case App():
                raise _NotHornError


def _combined(groups: Sequence[list[Clause]], together: bool) -> list[Clause]:
    """The clauses of a conjunction (``together``) or a disjunction of clause sets."""
    if together:
        return [clause for group in groups for clause in group]
    product: list[Clause] = [()]
    for group in groups:
        product = [(*clause, *other) for clause in product for other in group]
        if len(product) > _MOST_CLAUSES:
            raise _NotHornError
    return product


class _Chaining:
    """The least model of some rules, and how each fact in it came about."""

    def __init__(self, rules: Sequence[_Rule], individuals: Row, deadline: float) -> None:
        self._rules = rules
        self._individuals = individuals
        self._deadline = deadline
        self._facts: dict[Symbol, dict[Row, tuple[int, tuple[Fact, ...]]]] = {}
        self._matches = 0

    def run(self) -> frozenset[int] | None:
        """Apply all rules until nothing is new; the sources of a denial that fired, if one did.

        Raises:
            TooLargeError: there is too much to match.
        """
        waiting = list(self._rules)
        users: dict[Symbol, list[_Rule]] = {}
        for rule in self._rules:
            for symbol in {atom.symbol for atom in rule.body}:
                users.setdefault(symbol, []).append(rule)
        while waiting:
            news: dict[Symbol, None] = {}
            for rule in waiting:
                for binding in list(self._bindings(rule.body, {})):
                    if rule.head is None:
                        return self._sources(rule, binding)
                    if self._derive(rule, rule.head, binding):
                        news[rule.head.symbol] = None
            affected = (rule for symbol in news for rule in users.get(symbol, ()))
            waiting = list({id(rule): rule for rule in affected}.values())
        return None

    def model(self) -> Model:
        """The least model, after :meth:`run` found no clash."""
        return Model(
            self._individuals,
            {name: name for name in self._individuals},
            {symbol: frozenset(rows) for symbol, rows in self._facts.items()},
        )

    def _bindings(self, body: Sequence[_Atom], binding: Binding) -> Iterator[Binding]:
        """The ways to make every atom of ``body`` a fact."""
        if not body:
            yield binding
            return
        first = body[0]
        for row in tuple(self._facts.get(first.symbol, ())):
            self._count()
            found = _matched(first.places, row, binding)
            if found is not None:
                yield from self._bindings(body[1:], found)

    def _count(self) -> None:
        self._matches += 1
        if self._matches > _MOST_MATCHES or (
            self._matches % 256 == 0 and time.monotonic() > self._deadline
        ):
            raise TooLargeError("too much to match")

    def _derive(self, rule: _Rule, head: _Atom, binding: Binding) -> bool:
        """Note the instances of ``head``; whether one of them is new."""
        free = sorted({p for p in head.places if isinstance(p, int) and p not in binding})
        known = self._facts.setdefault(head.symbol, {})
        reason: tuple[int, tuple[Fact, ...]] | None = None
        new = False
        for values in itertools.product(self._individuals, repeat=len(free)):
            self._count()
            row = _instance(head, {**binding, **dict(zip(free, values, strict=True))})
            if row not in known:
                reason = reason or (rule.source, _facts(rule, binding))
                known[row] = reason
                new = True
        return new

    def _sources(self, rule: _Rule, binding: Binding) -> frozenset[int]:
        """The formulas from which the body of ``rule`` was derived, and its own."""
        sources = {rule.source}
        pending = list(_facts(rule, binding))
        seen = set(pending)
        while pending:
            symbol, row = pending.pop()
            source, reasons = self._facts[symbol][row]
            sources.add(source)
            pending.extend(fact for fact in reasons if fact not in seen)
            seen.update(reasons)
        return frozenset(sources)


def _facts(rule: _Rule, binding: Binding) -> tuple[Fact, ...]:
    return tuple((atom.symbol, _instance(atom, binding)) for atom in rule.body)


def _instance(atom: _Atom, binding: Binding) -> Row:
    return tuple(binding[place] if isinstance(place, int) else place for place in atom.places)


def _matched(places: Sequence[Place], row: Row, binding: Binding) -> Binding | None:
    """``binding`` extended so that ``places`` are ``row``, if that is possible."""
    found = binding
    for place, name in zip(places, row, strict=True):
        if isinstance(place, str):
            if place != name:
                return None
            continue
        known = found.get(place)
        if known is None:
            found = {**found, place: name}
        elif known != name:
            return None
    return found
