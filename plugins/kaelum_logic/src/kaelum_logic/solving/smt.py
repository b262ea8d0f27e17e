"""The Z3 engine, and SMT-LIB 2 text: what is exported is exactly what Z3 solves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

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
    subformulas,
    terms_of,
)
from kaelum_logic.solving.findings import Finding, Satisfied, Undecided, Unsatisfiable
from kaelum_logic.solving.model import Model

__all__ = ["search", "smt_lib"]

_SORT = "Individual"
_LARGEST_UNIVERSE = 40
_LARGEST_TABLE = 1_500
_SIMPLE = re.compile(r"[A-Za-z~!@$%^&*_+=<>.?/-][A-Za-z0-9~!@$%^&*_+=<>.?/-]*")
_WORDS = (
    "_ ! as let exists forall match par and or not xor ite true false distinct assert Bool Int "
    "Real String Array Individual = => < > <= >= + - * / div mod abs"
)
_RESERVED = frozenset(_WORDS.split())


def smt_lib(formulas: Sequence[Formula], labels: Sequence[str] | None = None) -> str:
    """An SMT-LIB 2 script that asks whether the closed ``formulas`` can hold together.

    Args:
        formulas: what to assert.
        labels: their names in an unsatisfiable core; numbered if absent.
    """
    symbols = _Symbols(formulas)
    names = labels or [f"formula_{number}" for number in range(1, len(formulas) + 1)]
    lines = ["(set-option :produce-unsat-cores true)", "(set-logic UF)", *symbols.declarations()]
    for formula, name in zip(formulas, names, strict=True):
        lines.append(f"(assert (! {symbols.formula(formula)} :named {_quoted(name)}))")
    return "\n".join([*lines, "(check-sat)"]) + "\n"


def search(formulas: Sequence[Formula], *, budget: float) -> Finding:
    """Whether the closed ``formulas`` can hold together, by Z3 in ``budget`` seconds."""
    import z3  # takes a third of a second, and most questions need no Z3

    symbols = _Symbols(formulas)
    labels = [f"formula_{number}" for number in range(len(formulas))]
    context = z3.Context()
    solver = z3.Solver(ctx=context)
    solver.set("random_seed", 0)
    solver.set("timeout", max(1, int(budget * 1000)))
    solver.set("core.minimize", True)
    try:
        solver.from_string(smt_lib(formulas, labels))
        outcome = solver.check()
        if outcome == z3.unsat:
            core = {str(name) for name in solver.unsat_core()}
            return Unsatisfiable([i for i, label in enumerate(labels) if label in core])
        if outcome == z3.sat:
            return Satisfied(_read_model(solver.model(), symbols))
        return Undecided(f"Z3 gave up: {solver.reason_unknown()}")
    except z3.Z3Exception as error:
        return Undecided(f"Z3 gave up: {error}")


def _quoted(name: str) -> str:
    if _SIMPLE.fullmatch(name):
        return name
    return "|" + name.replace("\\", "/").replace("|", "/") + "|"


@define
class _Symbols:
    """One distinct SMT-LIB symbol for each symbol of some formulas."""

    formulas: Sequence[Formula]
    _names: dict[tuple[str, str, int], str] = field(factory=dict, init=False)
    _taken: set[str] = field(factory=lambda: set(_RESERVED), init=False)

    def __attrs_post_init__(self) -> None:
        for formula in self.formulas:
            for part in subformulas(formula):
                if isinstance(part, Pred):
                    self.symbol("predicate", part.name, len(part.args))
                for term in terms_of(part):
                    if isinstance(term, Const):
                        self.symbol("function", term.name, 0)
                    elif isinstance(term, App):
                        self.symbol("function", term.name, len(term.args))

    def symbol(self, kind: str, name: str, arity: int) -> str:
        """The SMT-LIB symbol; namesakes of others and of reserved words get a suffix."""
        key = (kind, name, arity)
        if key not in self._names:
            candidates = [name, f"{name}/{arity}", f"{name}/{kind}/{arity}"]
            free = (c for c in map(_quoted, candidates) if c not in self._taken)
            chosen = next(free, None) or _quoted(f"{name}/{len(self._taken)}")
            self._taken.add(chosen)
            self._names[key] = chosen
        return self._names[key]

    def items(self, kind: str) -> list[tuple[str, int, str]]:
        """Name, arity and SMT-LIB symbol of everything of ``kind``."""
        return [(name, arity, s) for (k, name, arity), s in self._names.items() if k == kind]

    def declarations(self) -> list[str]:
        lines = [f"(declare-sort {_SORT} 0)"]
        for kind, result in (("function", _SORT), ("predicate", "Bool")):
            for _, arity, symbol in self.items(kind):
                arguments = " ".join([_SORT] * arity)
                lines.append(f"(declare-fun {symbol} ({arguments}) {result})")
        return lines

    def term(self, term: Term, scope: Mapping[str, str]) -> str:
        match term:
            case Var(name):
                return scope[name]
            case Const(name):
                return self.symbol("function", name, 0)
            case App(name, args):
                arguments = " ".join(self.term(arg, scope) for arg in args)
                return f"({self.symbol('function', name, len(args))} {arguments})"

    def formula(self, formula: Formula, scope: Mapping[str, str] | None = None) -> str:
        scope = scope or {}

        def go(part: Formula) -> str:
            return self.formula(part, scope)

        match formula:
            case Truth(value):
                return "true" if value else "false"
            case Pred(name, args):
                symbol = self.symbol("predicate", name, len(args))
                arguments = " ".join(self.term(arg, scope) for arg in args)
                return f"({symbol} {arguments})" if args else symbol
            case Equals(left, right):
                return f"(= {self.term(left, scope)} {self.term(right, scope)})"
            case Not(body):
                return f"(not {go(body)})"
            case And(parts) | Or(parts):
                connective = "and" if isinstance(formula, And) else "or"
                return f"({connective} {' '.join(map(go, parts))})" if parts else _empty(formula)
            case Xor(left, right):
                return f"(xor {go(left)} {go(right)})"
            case Implies(left, right):
                return f"(=> {go(left)} {go(right)})"
            case Iff(left, right):
                return f"(= {go(left)} {go(right)})"
            case ForAll(variables, body) | Exists(variables, body):
                quantifier = "forall" if isinstance(formula, ForAll) else "exists"
                inner = {**scope, **{v.name: self._variable(v.name) for v in variables}}
                bound = " ".join(f"({inner[v.name]} {_SORT})" for v in variables)
                return f"({quantifier} ({bound}) {self.formula(body, inner)})"

    def _variable(self, name: str) -> str:
        symbol = _quoted(name)
        return symbol if symbol not in self._taken else _quoted(f"{name}/bound")


def _empty(formula: And | Or) -> str:
    return "true" if isinstance(formula, And) else "false"


def _read_model(found: Any, symbols: _Symbols) -> Model | None:
    """Z3's model as ours; None when it is too large to write down."""
    import z3

    context = found.ctx
    sort = z3.DeclareSort(_SORT, context)
    functions = {
        (name, arity): z3.Function(_plain(symbol), *[sort] * arity, sort)
        for name, arity, symbol in symbols.items("function")
    }
    predicates = {
        (name, arity): z3.Function(_plain(symbol), *[sort] * arity, z3.BoolSort(context))
        for name, arity, symbol in symbols.items("predicate")
    }

    def value(expression: Any) -> Any:
        return found.eval(expression, model_completion=True)

    elements = list(found.get_universe(sort) or ())
    for (_, arity), function in functions.items():
        if arity == 0 and not any(element.eq(value(function())) for element in elements):
            elements.append(value(function()))
    elements = elements or [z3.FreshConst(sort)]
    rows = sum(len(elements) ** arity for _, arity in (*functions, *predicates))
    if len(elements) > _LARGEST_UNIVERSE or rows > _LARGEST_TABLE:
        return None
    return _tables(elements, functions, predicates, value)


def _tables(elements: Any, functions: Any, predicates: Any, value: Any) -> Model | None:
    from z3 import is_true

    constants = {name: value(f()) for (name, arity), f in functions.items() if arity == 0}
    names: list[str] = []
    for number, element in enumerate(elements, 1):
        denoting = [name for name, denoted in constants.items() if denoted.eq(element)]
        names.append(denoting[0] if denoting else f"other_{number}")

    def name_of(element: Any) -> str:
        return next(n for n, e in zip(names, elements, strict=True) if e.eq(element))

    def rows(arity: int) -> Any:
        return itertools.product(range(len(elements)), repeat=arity)

    def image(function: Any, row: Any) -> Any:
        return value(function(*(elements[i] for i in row)))

    return Model(
        names,
        {name: name_of(element) for name, element in constants.items()},
        {
            (name, arity): frozenset(
                tuple(names[i] for i in row) for row in rows(arity) if is_true(image(f, row))
            )
            for (name, arity), f in predicates.items()
        },
        {
            (name, arity): {
                tuple(names[i] for i in row): name_of(image(f, row)) for row in rows(arity)
            }
            for (name, arity), f in functions.items()
            if arity
        },
    )


def _plain(symbol: str) -> str:
    return symbol.strip("|")
