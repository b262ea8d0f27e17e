"""First-order formulae: the typed logical form that every reader produces.

Immutable, hashable, and free of any solver. A *term* is a variable, a constant
or a function applied to terms; a *formula* is built from predicates and
equality with the usual connectives and quantifiers. Propositional logic is the
case of predicates without arguments.

Written with :func:`str` in plain ASCII notation, which
:mod:`kaelum_logic.notation` reads back: ``all x. (man(x) -> mortal(x))``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

__all__ = [
    "FALSE",
    "TRUE",
    "And",
    "App",
    "Const",
    "Equals",
    "Exists",
    "ForAll",
    "Formula",
    "Iff",
    "Implies",
    "Not",
    "Or",
    "Pred",
    "Term",
    "Truth",
    "Var",
    "Xor",
    "conjunction",
    "disjunction",
    "free_variables",
    "names_in",
    "predicates",
    "subformulas",
    "terms",
    "terms_of",
]


def _terms(values: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(values)


def _formulas(values: Iterable[Formula]) -> tuple[Formula, ...]:
    return tuple(values)


def _variables(values: Iterable[Var]) -> tuple[Var, ...]:
    return tuple(values)


@frozen
class Var:
    """A variable, bound by a quantifier around it."""

    name: str

    def __str__(self) -> str:
        return self.name


@frozen
class Const:
    """A named individual."""

    name: str

    def __str__(self) -> str:
        return self.name


@frozen
class App:
    """A function applied to terms: ``father(socrates)``."""

    name: str
    args: tuple[Term, ...] = field(converter=_terms)

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.args))})"


Term = Var | Const | App


@frozen
class Truth:
    """A truth constant."""

    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


@frozen
class Pred:
    """A predicate applied to terms; without arguments, a proposition."""

    name: str
    args: tuple[Term, ...] = field(default=(), converter=_terms)

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.args))})" if self.args else self.name


@frozen
class Equals:
    """Two terms denote the same individual."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{self.left} = {self.right}"


@frozen
class Not:
    """Negation."""

    body: Formula

    def __str__(self) -> str:
        return f"~{_wrap(self.body)}"


@frozen
class And:
    """Conjunction of two or more formulae."""

    parts: tuple[Formula, ...] = field(converter=_formulas)

    def __str__(self) -> str:
        return " & ".join(map(_wrap, self.parts))


@frozen
class Or:
    """Inclusive disjunction of two or more formulae."""

    parts: tuple[Formula, ...] = field(converter=_formulas)

    def __str__(self) -> str:
        return " | ".join(map(_wrap, self.parts))


@frozen
class Xor:
    """Exactly one of two formulae."""

    left: Formula
    right: Formula

    def __str__(self) -> str:
        return f"{_wrap(self.left)} ^ {_wrap(self.right)}"


@frozen
class Implies:
    """Material implication."""

    left: Formula
    right: Formula

    def __str__(self) -> str:
        return f"{_wrap(self.left)} -> {_wrap(self.right)}"


@frozen
class Iff:
    """Equivalence."""

    left: Formula
    right: Formula

    def __str__(self) -> str:
        return f"{_wrap(self.left)} <-> {_wrap(self.right)}"


@frozen
class ForAll:
    """Universal quantification over one or more variables."""

    variables: tuple[Var, ...] = field(converter=_variables)
    body: Formula

    def __str__(self) -> str:
        return f"all {' '.join(map(str, self.variables))}. {_wrap(self.body)}"


@frozen
class Exists:
    """Existential quantification over one or more variables."""

    variables: tuple[Var, ...] = field(converter=_variables)
    body: Formula

    def __str__(self) -> str:
        return f"exists {' '.join(map(str, self.variables))}. {_wrap(self.body)}"


Formula = Truth | Pred | Equals | Not | And | Or | Xor | Implies | Iff | ForAll | Exists

TRUE = Truth(value=True)
FALSE = Truth(value=False)


def _wrap(formula: Formula) -> str:
    atomic = isinstance(formula, Truth | Pred | Not)
    return str(formula) if atomic else f"({formula})"


def conjunction(parts: Iterable[Formula]) -> Formula:
    """``parts`` joined by *and*: TRUE for none, the part itself for one."""
    parts = tuple(parts)
    if not parts:
        return TRUE
    return parts[0] if len(parts) == 1 else And(parts)


def disjunction(parts: Iterable[Formula]) -> Formula:
    """``parts`` joined by *or*: FALSE for none, the part itself for one."""
    parts = tuple(parts)
    if not parts:
        return FALSE
    return parts[0] if len(parts) == 1 else Or(parts)


def _children(formula: Formula) -> tuple[Formula, ...]:
    match formula:
        case Not(body) | ForAll(_, body) | Exists(_, body):
            return (body,)
        case And(parts) | Or(parts):
            return parts
        case Xor(left, right) | Implies(left, right) | Iff(left, right):
            return (left, right)
        case _:
            return ()


def subformulas(formula: Formula) -> Iterator[Formula]:
    """``formula`` and every formula inside it, outermost first."""
    stack = [formula]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(_children(current)))


def terms(formula: Formula) -> Iterator[Term]:
    """Every term inside ``formula``, arguments of functions included."""
    for part in subformulas(formula):
        yield from terms_of(part)


def terms_of(part: Formula) -> Iterator[Term]:
    """The terms of one predicate or equality, arguments of functions included; else none."""
    match part:
        case Pred(_, args):
            stack = list(args)
        case Equals(left, right):
            stack = [left, right]
        case _:
            return
    while stack:
        term = stack.pop()
        yield term
        if isinstance(term, App):
            stack.extend(term.args)


def names_in(formulas: Iterable[Formula]) -> frozenset[str]:
    """The names of all terms in ``formulas``."""
    return frozenset(term.name for formula in formulas for term in terms(formula))


def predicates(formula: Formula) -> frozenset[tuple[str, int]]:
    """Names and numbers of arguments of all predicates in ``formula``."""
    return frozenset(
        (part.name, len(part.args)) for part in subformulas(formula) if isinstance(part, Pred)
    )


def free_variables(formula: Formula) -> frozenset[Var]:
    """The variables in ``formula`` that no quantifier binds."""
    match formula:
        case ForAll(variables, body) | Exists(variables, body):
            return free_variables(body) - frozenset(variables)
        case Pred() | Equals():
            return frozenset(term for term in terms(formula) if isinstance(term, Var))
        case _:
            return frozenset().union(*map(free_variables, _children(formula)))
