"""SMT-LIB 2 scripts over the Booleans and uninterpreted sorts.

Arithmetic, arrays and the incremental commands are refused. Several sorts are
told apart by predicates, one for each.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from kaelum_logic.formula import (
    FALSE,
    TRUE,
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
    Pred,
    Term,
    Var,
    Xor,
    conjunction,
    disjunction,
)
from kaelum_logic.notation.parser import MAX_CHARACTERS, MAX_DEPTH, NotationError

__all__ = ["looks_like_smt_lib", "parse_smt_lib"]

_START = re.compile(
    r"\s*(?:;[^\n]*\n\s*)*\(\s*(?:set-logic|set-option|set-info|declare-|define-|assert)\b"
)
_TOKEN = re.compile(r"\s+|;[^\n]*|(\()|(\))|(\|[^|]*\||\"(?:[^\"]|\"\")*\"|[^\s()|;\"]+)")
_IGNORED = frozenset(
    ["set-logic", "set-option", "set-info", "check-sat", "get-model", "get-unsat-core", "exit"]
)

_MOST_NODES = 20_000

Expression = str | list["Expression"]
Value = Formula | Term


def looks_like_smt_lib(text: str) -> bool:
    """Whether ``text`` begins as an SMT-LIB script does."""
    return _START.match(text) is not None


def parse_smt_lib(text: str) -> tuple[Formula, ...]:
    """The assertions of a script, in order.

    Raises:
        NotationError: not a script, or one beyond the subset read here.
    """
    if len(text) > MAX_CHARACTERS:
        raise NotationError(f"more than {MAX_CHARACTERS} characters")
    script = _Script()
    for command in _expressions(text):
        script.run(command)
    return (*script.sort_facts(), *script.assertions)


def _expressions(text: str) -> Iterator[Expression]:
    stack: list[list[Expression]] = [[]]
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotationError(f"unexpected {text[position : position + 20]!r}", position)
        opening, closing, atom = match.groups()
        if opening:
            stack.append([])
            if len(stack) > MAX_DEPTH:
                raise NotationError(f"nested more than {MAX_DEPTH} deep", position)
        elif closing:
            if len(stack) == 1:
                raise NotationError("a bracket too many", position)
            done = stack.pop()
            stack[-1].append(done)
        elif atom:
            stack[-1].append(atom)
        position = match.end()
    if len(stack) > 1:
        raise NotationError("a bracket is not closed", len(text))
    yield from stack[0]


@frozen
class _Symbol:
    arguments: tuple[str, ...]
    result: str


@frozen
class _Named:
    """What a name stands for, and how large that is."""

    value: Value
    size: int


@define
class _Script:
    """What a script has declared and asserted so far."""

    sorts: dict[str, None] = field(factory=dict)
    symbols: dict[str, _Symbol] = field(factory=dict)
    assertions: list[Formula] = field(factory=list)
    _size: int = field(default=0, init=False)

    def run(self, command: Expression) -> None:
        match command:
            case [str(name), *_] if name in _IGNORED:
                pass
            case ["declare-sort", str(name)] | ["declare-sort", str(name), "0"]:
                self.sorts[name] = None
            case ["declare-const", str(name), sort]:
                self.symbols[name] = _Symbol((), self._sort(sort))
            case ["declare-fun", str(name), [*arguments], sort]:
                self.symbols[name] = _Symbol(tuple(map(self._sort, arguments)), self._sort(sort))
            case ["assert", body]:
                self.assertions.append(_formula(self._read(body, {})))
            case [str(name), *_]:
                raise NotationError(f"the command {name} is not read here")
            case _:
                raise NotationError("not an SMT-LIB command")

    def _sort(self, sort: Expression) -> str:
        if isinstance(sort, str) and (sort == "Bool" or sort in self.sorts):
            return sort
        raise NotationError(f"the sort {sort} is not read here")

    def sort_facts(self) -> Iterator[Formula]:
        """With several sorts: each is inhabited, and every function keeps to its own."""
        if len(self.sorts) < 2:
            return
        for sort in self.sorts:
            yield Exists([Var("x")], Pred(sort, [Var("x")]))
        for name, symbol in self.symbols.items():
            if symbol.result == "Bool":
                continue
            plain = name.strip("|")
            variables = [Var(f"x{number}") for number in range(len(symbol.arguments))]
            value = App(plain, variables) if variables else Const(plain)
            guards = [Pred(s, [v]) for s, v in zip(symbol.arguments, variables, strict=True)]
            fact: Formula = Pred(symbol.result, [value])
            yield ForAll(variables, Implies(conjunction(guards), fact)) if variables else fact

    def _grow(self, size: int) -> None:
        """Count what is built: names that stand for large formulae can make it explode."""
        self._size += size
        if self._size > _MOST_NODES:
            raise NotationError("the script grows too large")

    def _let(
        self, pairs: Sequence[Expression], body: Expression, scope: Mapping[str, _Named]
    ) -> Value:
        inner = dict(scope)
        for name, expression in map(_pair, pairs):
            before = self._size
            value = self._read(expression, scope)
            inner[name] = _Named(value, self._size - before)
        return self._read(body, inner)

    def _read(self, expression: Expression, scope: Mapping[str, _Named]) -> Value:
        self._grow(1)
        match expression:
            case str():
                return self._atom(expression, scope)
            case ["!", body, *_]:
                return self._read(body, scope)
            case ["let", [*pairs], body]:
                return self._let(pairs, body, scope)
            case [("forall" | "exists") as quantifier, [*pairs], body]:
                return self._quantified(quantifier, pairs, body, scope)
            case [str(name), *arguments]:
                values_ = [self._read(argument, scope) for argument in arguments]
                return self._applied(name, values_)
            case _:
                raise NotationError("an expression without a symbol in front")

    def _atom(self, name: str, scope: Mapping[str, _Named]) -> Value:
        if name in scope:
            self._grow(scope[name].size)
            return scope[name].value
        if name in ("true", "false"):
            return TRUE if name == "true" else FALSE
        return self._applied(name, [])

    def _quantified(
        self,
        quantifier: str,
        pairs: Sequence[Expression],
        body: Expression,
        scope: Mapping[str, _Named],
    ) -> Formula:
        sorts = {name: self._sort(sort) for name, sort in map(_pair, pairs)}
        if "Bool" in sorts.values():
            raise NotationError("quantifiers over Bool are not read here")
        variables = [Var(name) for name in sorts]
        inner = {**scope, **{variable.name: _Named(variable, 1) for variable in variables}}
        formula = _formula(self._read(body, inner))
        if len(self.sorts) < 2:
            return (ForAll if quantifier == "forall" else Exists)(variables, formula)
        guard = conjunction(Pred(sort, [Var(name)]) for name, sort in sorts.items())
        if quantifier == "forall":
            return ForAll(variables, Implies(guard, formula))
        return Exists(variables, And([guard, formula]))

    def _applied(self, name: str, values: Sequence[Value]) -> Value:
        if name in self.symbols:
            symbol = self.symbols[name]
            if len(symbol.arguments) != len(values):
                raise NotationError(f"{name} takes {len(symbol.arguments)} arguments")
            plain = name.strip("|")
            if symbol.result == "Bool":
                return Pred(plain, map(_term, values))
            return App(plain, map(_term, values)) if values else Const(plain)
        if name in _CONNECTIVES and values:
            return _CONNECTIVES[name]([_formula(value) for value in values])
        if name in ("=", "distinct") and len(values) >= 2:
            return _compared(name, values)
        if name == "ite" and len(values) == 3:
            test, one, other = map(_formula, values)
            return And([Implies(test, one), Implies(Not(test), other)])
        raise NotationError(f"{name} is not declared")


def _pair(expression: Expression) -> tuple[str, Expression]:
    match expression:
        case [str(name), value]:
            return name, value
        case _:
            raise NotationError("a binding is a name and what it is bound to")


def _is_term(value: Value) -> bool:
    return isinstance(value, Var | Const | App)


def _term(value: Value) -> Term:
    if isinstance(value, Var | Const | App):
        return value
    raise NotationError("a Boolean stands where an individual should")


def _formula(value: Value) -> Formula:
    if isinstance(value, Var | Const | App):
        raise NotationError("an individual stands where a Boolean should")
    return value


def _compared(name: str, values: Sequence[Value]) -> Formula:
    boolean = not _is_term(values[0])

    def same(one: Value, other: Value) -> Formula:
        if boolean:
            return Iff(_formula(one), _formula(other))
        return Equals(_term(one), _term(other))

    if name == "=":
        return conjunction(same(one, other) for one, other in itertools.pairwise(values))
    pairs = itertools.combinations(values, 2)
    return conjunction(Not(same(one, other)) for one, other in pairs)


def _implication(parts: Sequence[Formula]) -> Formula:
    *rest, formula = parts
    for part in reversed(rest):
        formula = Implies(part, formula)
    return formula


def _negation(parts: Sequence[Formula]) -> Formula:
    if len(parts) != 1:
        raise NotationError("not takes one argument")
    return Not(parts[0])


def _exclusive(parts: Sequence[Formula]) -> Formula:
    return functools.reduce(Xor, parts)


_CONNECTIVES: Mapping[str, Callable[[Sequence[Formula]], Formula]] = {
    "and": conjunction,
    "or": disjunction,
    "not": _negation,
    "=>": _implication,
    "xor": _exclusive,
}
