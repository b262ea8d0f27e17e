"""Text to formulae, by one grammar (``grammar.lark``)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import Any, cast

import lark
from attrs import evolve, field, frozen

from kaelum_core.errors import InvalidValueError
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
    Or,
    Pred,
    Term,
    Var,
    Xor,
    terms,
)
from kaelum_logic.notation.binding import bind

__all__ = [
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "Annotated",
    "NotationError",
    "Sequent",
    "parse",
    "parse_sequent",
    "run",
]

MAX_CHARACTERS = 10_000
MAX_DEPTH = 100


class NotationError(InvalidValueError):
    """The text is not a formula in a notation known here.

    Attributes:
        position: where it stops making sense, counted from 0; -1 if unknown.
    """

    def __init__(self, message: str, position: int = -1) -> None:
        super().__init__(message)
        self.position = position


def _formulas(values: Sequence[Formula]) -> tuple[Formula, ...]:
    return tuple(values)


@frozen
class Sequent:
    """Premises and what is claimed to follow from them."""

    premises: tuple[Formula, ...] = field(converter=_formulas)
    conclusion: Formula


@frozen
class Annotated:
    """One annotated formula of TPTP, its bound names still constants."""

    kind: str
    label: str
    role: str
    formula: Formula


def parse(text: str) -> Formula:
    """The formula that ``text`` writes, in any mixture of the notations.

    A name is a variable below a quantifier that binds it, and a constant
    elsewhere, so that the result is closed.

    Raises:
        NotationError: it writes none, or one that is too long or too deep.
    """
    return cast("Formula", run(text, "formula"))


def parse_sequent(text: str) -> Sequent:
    """The sequent that ``text`` writes: ``p, p -> q |- q``.

    Raises:
        NotationError: as for :func:`parse`.
    """
    return cast("Sequent", run(text, "sequent"))


def run(text: str, start: str) -> Any:
    """What ``text`` is by the grammar's rule ``start``.

    Raises:
        NotationError: as for :func:`parse`.
    """
    if len(text) > MAX_CHARACTERS:
        raise NotationError(f"more than {MAX_CHARACTERS} characters")
    plain = _plain(text) if start == "problem" else _plain(text).rstrip(".?;")
    try:
        built = _parser().parse(plain, start=start)
    except lark.exceptions.UnexpectedInput as error:
        token = getattr(error, "token", None)
        if token is not None and token.type == "$END":
            raise NotationError("the formula ends too early", len(plain)) from error
        position = error.pos_in_stream or 0
        raise NotationError(f"unexpected {plain[position : position + 20]!r}", position) from error
    return bind([built.formula])[0] if isinstance(built, _Built) else built


_STYLED = re.compile(
    r"\\(?:text|textit|textrm|textbf|mathrm|mathit|mathsf|operatorname)\{([^{}]*)\}"
)
_SUBSCRIPT = re.compile(r"_\{(\w+)\}")


def _plain(text: str) -> str:
    """``text`` without what LaTeX says about looks."""
    text = _STYLED.sub(r"\1", text)
    return _SUBSCRIPT.sub(r"_\1", text).replace("\\$", "$").strip()


@functools.cache
def _parser() -> lark.Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return lark.Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        start=["formula", "sequent", "problem"],
        transformer=_Builder(),
        maybe_placeholders=False,
    )


Prefix = tuple[tuple[type[ForAll | Exists], tuple[Var, ...]], ...]


@frozen
class _Built:
    """A formula in which bound names are still constants.

    Attributes:
        formula: the formula.
        depth: how deep it is nested.
        prefix: quantifiers in front of it that bind tightly and stand in no brackets.
        body: the formula below them.
    """

    formula: Formula
    depth: int = 1
    prefix: Prefix = ()
    body: Formula = TRUE


def _build(make: Callable[..., Formula], *parts: _Built) -> _Built:
    """``make`` of ``parts``, in which a quantifier reaches to the last mention of its variables.

    So ``all x P(x) -> Q(x)``, in which the second ``x`` would be left alone, is
    read as ``all x (P(x) -> Q(x))``.
    """
    depth = 1 + max(part.depth for part in parts)
    if depth > MAX_DEPTH:
        raise NotationError(f"nested more than {MAX_DEPTH} deep")
    first, *rest = parts
    mentioned = {
        term.name
        for formula in bind([part.formula for part in rest])
        for term in terms(formula)
        if isinstance(term, Const)
    }
    if any(variable.name in mentioned for _, bound in first.prefix for variable in bound):
        formula = make(first.body, *(part.formula for part in rest))
        for quantifier, bound in reversed(first.prefix):
            formula = quantifier(bound, formula)
        return _Built(formula, depth + len(first.prefix))
    return _Built(make(*(part.formula for part in parts)), depth)


def _all_of(*parts: Formula) -> Formula:
    return And(parts)


def _any_of(*parts: Formula) -> Formula:
    return Or(parts)


_FUNCTIONS: dict[str, tuple[Callable[..., Formula], int | None]] = {
    "and": (_all_of, None),
    "or": (_any_of, None),
    "xor": (Xor, 2),
    "implies": (Implies, 2),
    "iff": (Iff, 2),
    "equivalent": (Iff, 2),
}


_COMPARISONS = {
    "<": "less",
    ">": "greater",
    "≤": "at_most",
    "≥": "at_least",
    "∈": "in",
    "\\l": "at_most",
    "\\g": "at_least",
    "\\in": "in",
}
"""Infix predicates, and what they are called; ``\\le`` and ``\\leq`` are cut to ``\\l``."""


def _formulas_in(items: Sequence[Any]) -> list[_Built]:
    return [item for item in items if isinstance(item, _Built)]


def _quoted(name: str) -> str:
    return name[1:-1] if name[0] in "'\"" else str(name)


class _Builder(lark.Transformer[lark.Token, Any]):
    """Builds formulae while the text is parsed: no tree, no recursion."""

    def conditional(self, items: list[Any]) -> _Built:
        return _build(Implies, *_formulas_in(items))

    implies = conditional

    def converse(self, items: list[Any]) -> _Built:
        right, left = _formulas_in(items)
        return _build(lambda one, other: Implies(other, one), right, left)

    def iff(self, items: list[Any]) -> _Built:
        return _build(Iff, *_formulas_in(items))

    def xor(self, items: list[Any]) -> _Built:
        return _build(Xor, *_formulas_in(items))

    def disjunction(self, items: list[Any]) -> _Built:
        return _build(_any_of, *_formulas_in(items))

    def conjunction(self, items: list[Any]) -> _Built:
        return _build(_all_of, *_formulas_in(items))

    def nor(self, items: list[Any]) -> _Built:
        return _build(lambda *parts: Not(Or(parts)), *_formulas_in(items))

    def nand(self, items: list[Any]) -> _Built:
        return _build(lambda *parts: Not(And(parts)), *_formulas_in(items))

    def negation(self, items: list[Any]) -> _Built:
        return _build(Not, *_formulas_in(items))

    def bracketed(self, items: list[Any]) -> _Built:
        (inner,) = _formulas_in(items)
        if inner.depth >= MAX_DEPTH:
            raise NotationError(f"nested more than {MAX_DEPTH} deep")
        return _Built(inner.formula, inner.depth + 1)

    def function(self, items: list[Any]) -> _Built:
        parts = _formulas_in(items)
        make, arity = _FUNCTIONS[str(items[0]).lower()]
        if arity not in (None, len(parts)):
            raise NotationError(f"{items[0]} takes {arity} formulas, not {len(parts)}")
        return parts[0] if len(parts) == 1 else _build(make, *parts)

    def universal(self, items: list[Any]) -> _Built:
        return _quantified(ForAll, items)

    def existential(self, items: list[Any]) -> _Built:
        return _quantified(Exists, items)

    def true(self, _items: list[Any]) -> _Built:
        return _Built(TRUE)

    def false(self, _items: list[Any]) -> _Built:
        return _Built(FALSE)

    def predicate(self, items: list[Any]) -> _Built:
        match items:
            case [Const(name)]:
                return _Built(Pred(name))
            case [App(name, args)]:
                return _Built(Pred(name, args))
        raise AssertionError(items)

    def equals(self, items: list[Any]) -> _Built:
        return _Built(Equals(items[0], items[2]))

    def differs(self, items: list[Any]) -> _Built:
        return _Built(Not(Equals(items[0], items[2])))

    def compares(self, items: list[Any]) -> _Built:
        return _Built(Pred(_COMPARISONS[str(items[1]).rstrip("eq")], (items[0], items[2])))

    def term(self, items: list[Any]) -> Term:
        name = _quoted(items[0])
        return App(name, items[1:]) if len(items) > 1 else Const(name)

    def sequent(self, items: list[Any]) -> Sequent:
        *premises, conclusion = bind([built.formula for built in _formulas_in(items)])
        return Sequent(premises, conclusion)

    def annotated(self, items: list[Any]) -> Annotated:
        kind, label, role = (str(item) for item in items if isinstance(item, lark.Token))
        (built,) = _formulas_in(items)
        return Annotated(kind, label.strip("'"), role, built.formula)

    def problem(self, items: list[Any]) -> list[Annotated]:
        return [item for item in items if isinstance(item, Annotated)]


def _quantified(quantifier: type[ForAll | Exists], items: Sequence[Any]) -> _Built:
    binder = next(item for item in items if isinstance(item, lark.Token) and item.type in _BINDERS)
    built = items[-1]
    names = _bound_names(binder)
    formula = _build(lambda body: quantifier(names, body), built)
    if binder.type != "BINDER":
        return formula
    return evolve(
        formula,
        prefix=((quantifier, names), *built.prefix),
        body=built.body if built.prefix else built.formula,
    )


_BINDERS = frozenset(["BINDER", "SCOPE", "TPTP_ALL", "TPTP_EXISTS"])
_NOT_NAMES = re.compile(r"such that|s\.t\.|:\s*\$?\w+(?=[,\]])|[!?\[\]:.,]")


def _bound_names(binder: lark.Token) -> tuple[Var, ...]:
    return tuple(Var(name) for name in _NOT_NAMES.sub(" ", binder).split())
