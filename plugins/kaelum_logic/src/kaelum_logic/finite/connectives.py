"""If, and, or, unless between clauses, for every grammar of clauses."""

from __future__ import annotations

from collections.abc import Callable

from kaelum_logic.finite.cast import Entity
from kaelum_logic.finite.constraints import AllOf, AnyOf, Constraint, Count, negation
from kaelum_logic.finite.phrases import Tokens, splits

__all__ = ["Clause", "conditional", "coordinated", "spelt_out"]

_AUXILIARY = frozenset("is are was were does do did will can must has".split())
Clause = Callable[[Tokens], Constraint | None]
"""Reads one clause; None if it is not understood."""


def _pair(left: Tokens, right: Tokens, clause: Clause) -> tuple[Constraint, Constraint] | None:
    first = clause(left)
    second = clause(right) if first is not None else None
    return None if first is None or second is None else (first, second)


def conditional(tokens: Tokens, clause: Clause) -> Constraint | None:
    """``If A, then B``, ``A if and only if B``, ``A only if B``, ``A unless B``, ``A if B``."""
    for left, right in splits(
        tokens,
        ("if", "and", "only", "if"),
        ("if", ",", "but", "only", "if", ","),
        ("if", ",", "and", "only", "if", ","),
        ("if", "but", "only", "if"),
        ("exactly", "if"),
        ("iff",),
    ):
        if both := _pair(left, right, clause):
            return Count(both, "!=", 1)
    if tokens[0] in ("if", "unless", "whenever", "when"):
        deny = tokens[0] != "unless"
        for left, right in splits(tokens[1:], (",", "then"), (",",), ("then",)):
            if both := _pair(left, right, clause):
                return AnyOf((negation(both[0]) if deny else both[0], both[1]))
    for mark, deny_left, deny_right in (
        (("only", "if"), True, False),
        (("unless",), False, False),
        (("if",), False, True),
    ):
        for left, right in splits(tokens, (",", *mark), mark):
            if both := _pair(left, right, clause):
                return AnyOf(
                    (
                        negation(both[0]) if deny_left else both[0],
                        negation(both[1]) if deny_right else both[1],
                    )
                )
    return None


def coordinated(tokens: Tokens, clause: Clause) -> Constraint | None:
    """``Either A or B, but not both``, ``A and B``, ``A but B``; *or* binds loosest."""
    either = tokens[0] == "either"
    for left, right in splits(tokens[1:] if either else tokens, (",", "or"), ("or",)):
        exact = right[-3:] == ("but", "not", "both")
        second = right[:-3] if exact else right
        if both := _pair(left, second, clause):
            return Count(both, "=", 1) if exact else AnyOf(both)
    if either:
        return None
    for mark in ("and", "but", "while", "whereas", ";", ","):
        for left, right in splits(tokens, (",", mark), (mark,)):
            if both := _pair(left, right, clause):
                return AllOf(both)
    return None


def spelt_out(tokens: Tokens) -> Tokens:
    """``If Zhu serves on it, so does Hawking`` with what Hawking does said again."""
    for left, right in splits(tokens, (",", "so"), ("so",)):
        if tokens[0] != "if" or len(right) != 2 or not isinstance(right[1], Entity):
            continue
        if right[0] in ("does", "is", "must", "do", "did", "was", "will") and isinstance(
            left[1], Entity
        ):
            return (*left, ",", right[1], *left[2:])
    for left, right in splits(tokens, (",", "then"), (",",)):
        told = left[3:] if left[2:3] and left[2] in _AUXILIARY else left[2:]
        bare = right[1:2] and right[1] in _AUXILIARY and right[2:] == ("not",)
        if tokens[0] == "if" and bare and isinstance(right[0], Entity) and told:
            return (*left, ",", *right, *told)  # "Bob is not", chosen or whatever Ann is
    return tokens
