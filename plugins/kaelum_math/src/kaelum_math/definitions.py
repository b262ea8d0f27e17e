"""Definitions in sentences: ``Let f(x) = ...``, ``Suppose 3*a + 2 = 8``, ``Let d be the ...``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from kaelum_math.errors import MathError, NotUnderstood
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    CONSTANTS,
    Call,
    Expr,
    Num,
    Relation,
    Sym,
    free_symbols,
    number,
    walk,
)
from kaelum_math.scope import Scope
from kaelum_math.slots import Choices, explore
from kaelum_math.task import Task
from kaelum_math.text.tokens import Token

__all__ = ["define", "derivative", "solve_for"]

Tokens = Sequence[Token]


def solve_for(equations: tuple[Relation, ...], name: str) -> Task:
    """The task of solving ``equations`` for ``name``.

    Raises:
        NotUnderstood: one of them is an inequality, which fixes no value.
    """
    if any(relation.op != "=" for relation in equations):
        raise NotUnderstood("An inequality gives no value.")
    from kaelum_math.families.algebra import SolveFor

    return SolveFor(equations, name)


def derivative(expr: Expr, name: str, order: int) -> Task:
    """The task of differentiating ``expr`` in ``name``."""
    from kaelum_math.families import calculus

    return calculus.derivative(expr, name, order)


def define(tokens: Tokens, scope: Scope) -> Scope:
    """``scope`` with the definitions that ``tokens`` make: one, or several in a row.

    Raises:
        MathError: they are not understood as definitions, or only ambiguously.
    """
    fault: MathError | None = None
    tokens = _without_announcement(tokens)
    try:
        return _define_one(tokens, scope)
    except MathError as error:
        fault = error
    depth = 0
    for at, token in enumerate(tokens):
        if token.kind == "op":
            depth += (token.text in "([{") - (token.text in ")]}")
        if (
            depth == 0
            and token.text in {",", "and", ";", "with", "where"}
            and 0 < at < len(tokens) - 1
        ):
            rest = tokens[at + 1 :]
            while len(rest) > 1 and rest[0].text in {"and", "let", "that", "suppose"}:
                rest = rest[1:]
            try:
                return define(rest, _define_one(tokens[:at], scope))
            except MathError:
                continue
    raise fault


def _without_announcement(tokens: Tokens) -> Tokens:
    """``x and y are real numbers such that x + y = 8`` without what only announces the names.

    That they are real says nothing beyond the usual; any other kind would, and stays.
    """
    at = 0
    while at < len(tokens) and (tokens[at].kind == "word" or tokens[at].text == ","):
        if tokens[at].text in {"be", "are"}:
            break
        at += 1
    else:
        return tokens
    rest = [token.text for token in tokens[at + 1 : at + 5]]
    names = [token for token in tokens[:at] if token.text not in {",", "and"}]
    joints = ("such", "that"), ("so", "that"), ("for", "which")
    for said in (("real", "numbers"), ("numbers",), ("two", "numbers"), ("reals",)):
        after = rest[len(said) :]
        if tuple(rest[: len(said)]) == said and all(len(name.raw) == 1 for name in names) and after:
            skip = (
                1 if after[0] in {"with", "satisfying"} else 2 if tuple(after[:2]) in joints else 0
            )
            if skip:
                return tokens[at + 1 + len(said) + skip :] or tokens
    return tokens


_DEFINING = 100
"""What it costs to try a definition, in places where a pattern is tried."""


def _define_one(tokens: Tokens, scope: Scope) -> Scope:
    scope.effort.spend(_DEFINING + len(tokens))
    found, errors = explore(lambda choices: _run(tokens, scope.copy(), choices))
    distinct = [s for at, s in enumerate(found) if all(not _same(s, other) for other in found[:at])]
    if len(distinct) > 1:
        raise NotUnderstood("A definition can be read in several ways.")
    if not distinct:
        raise errors[0] if errors else NotUnderstood("A definition was not understood.")
    return distinct[0]


def _same(left: Scope, right: Scope) -> bool:
    return (left.values, left.functions, left.pending) == (
        right.values,
        right.functions,
        right.pending,
    )


def _run(tokens: Tokens, scope: Scope, choices: Choices) -> Scope:
    _refuse_second(tokens, scope)
    head = _head(tokens, scope)
    if head is not None:
        name, parameters, rest = head
        if parameters:
            body = scope.value(rest, choices, free=parameters)
            _refuse_measured(name, parameters, body)
            scope.define_function(name, parameters, body)
            return scope
        value = scope.value(rest, choices)
        if name not in free_symbols(value):
            _define_value(name, value, scope)
            return scope
    relation = scope.parse_name(tokens)
    if not isinstance(relation, Relation):
        raise NotUnderstood("A definition or an equation is expected.")
    if _about(relation, scope) <= set(scope.values):
        raise NotUnderstood("An equation has no unknown.")
    free = [n for n in sorted(scope.names() - set(scope.values)) if not scope.determined(n)]
    _refuse_contradiction(relation, scope, free)
    found = Relation(relation.op, scope.fill(relation.left, free), scope.fill(relation.right, free))
    if not _settle(found, scope, free):
        scope.pending.append(found)
    return scope


def _about(relation: Relation, scope: Scope) -> frozenset[str]:
    """The names in ``relation``, those in the functions it calls among them: p(2) = 0."""
    called = {
        node.name for side in (relation.left, relation.right) for node in walk(side)
        if isinstance(node, Call) and node.name in scope.functions
    }  # fmt: skip
    bodies = (
        free_symbols(f.body) - set(f.parameters) for f in map(scope.functions.get, called) if f
    )
    return free_symbols(relation.left).union(free_symbols(relation.right), *bodies)


def _settle(found: Relation, scope: Scope, free: Sequence[str]) -> bool:
    """Whether ``found`` gives a name of earlier equations its value: x = 3 after xy = 12.

    Raises:
        NotUnderstood: an earlier equation does not hold with it.
    """
    value = try_rational(found.right)
    if found.op != "=" or not isinstance(found.left, Sym) or value is None:
        return False
    if found.left.name not in free:
        return False
    scope.values[found.left.name] = number(value)
    open_names = [name for name in free if name != found.left.name]
    for relation in scope.pending:
        left, right = (
            try_rational(scope.fill(side, open_names)) for side in (relation.left, relation.right)
        )
        if left is not None and right is not None and not _HOLDS[relation.op](left, right):
            raise NotUnderstood("What is given contradicts itself.")
    return True


_HOLDS: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _refuse_contradiction(relation: Relation, scope: Scope, free: list[str]) -> None:
    """``x = 4`` after ``2x = 6`` contradicts it; nothing follows from that.

    Raises:
        NotUnderstood: the sides of an equation have two values that are known already.
    """
    left, right = (try_rational(scope.fill(side, free)) for side in (relation.left, relation.right))
    if relation.op == "=" and left is not None and right is not None and left != right:
        raise NotUnderstood("What is given contradicts itself.")


def _refuse_measured(name: str, parameters: Sequence[str], body: Expr) -> None:
    """``Var(X) = 4`` says something about X; it defines no constant function.

    Raises:
        NotUnderstood: a name that is no usual one of a function has the same value everywhere.
    """
    usual = len(name) == 1 and name.islower()
    if not usual and free_symbols(body).isdisjoint(parameters):
        raise NotUnderstood(f"{name} of {', '.join(parameters)} is a number, and no function.")


def _refuse_second(tokens: Tokens, scope: Scope) -> None:
    """A function may be defined once: ``f(x) = x^2`` after ``f(x) = x^3`` is no equation.

    Raises:
        NotUnderstood: a function that is known is defined again.
    """
    words = [token.text for token in tokens[:5]]
    if len(words) == 5 and words[1] == "(" and words[3:] == [")", "="]:
        name, parameter = tokens[0].raw, tokens[2].raw
        if name in scope.functions and any(token.raw == parameter for token in tokens[5:]):
            raise NotUnderstood(f"The function {name} is defined twice.")


def _define_value(name: str, value: Expr, scope: Scope) -> None:
    if free_symbols(value):
        if name in CONSTANTS:
            raise NotUnderstood(f"{name} is a constant, and no name of a formula.")
        scope.pending.append(Relation("=", Sym(name), value))
        return
    if not isinstance(value, Num) and try_rational(value) is not None:
        from kaelum_math.families.arithmetic import Evaluate

        found = scope.solve(Evaluate(value)).solution.value
        value = found if isinstance(found, Num) else value
    scope.define(name, value)


def _head(tokens: Tokens, scope: Scope) -> tuple[str, tuple[str, ...], Tokens] | None:
    """``name =``, ``name be``, ``name(x, y) =``: the name, its parameters, and the rest."""
    if len(tokens) < 3 or tokens[0].kind != "word":
        return None
    name, at = tokens[0].raw, 1
    parameters: list[str] = []
    if tokens[1].text == "(" and name not in scope.functions:
        at = 2
        while at + 1 < len(tokens) and tokens[at].kind == "word":
            parameters.append(tokens[at].raw)
            at += 1
            if tokens[at].text == ")":
                break
            if tokens[at].text != ",":
                return None
            at += 1
        if at >= len(tokens) or tokens[at].text != ")":
            return None
        at += 1
    elif name in scope.names():
        return None
    if at + 1 >= len(tokens) or tokens[at].text not in {"=", "be", ":=", "denote", "equals", "is"}:
        return None
    if len(set(parameters)) < len(parameters) or (not parameters and len(name) > 2):
        return None
    if not parameters and _is_product(name):
        return None
    return name, tuple(parameters), tokens[at + 1 :]


def _is_product(name: str) -> bool:
    """Whether ``xy`` is x times y: two different letters that are usual names, not ``dx``."""
    one, other = name[:1], name[1:]
    return len(name) == 2 and one != other and {one, other} <= _UNKNOWNS


_UNKNOWNS: Final = frozenset("abcmnpqrstuvwxyz")
