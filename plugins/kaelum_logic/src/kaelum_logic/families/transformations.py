"""Converse, inverse, contrapositive and negation: what each must mean, as a formula.

A conditional is a formula ``all x. (L -> R)`` or ``L -> R``. What is taken for granted of
``x`` ("if a *number* is even, ...") is not exchanged or denied with the rest.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from attrs import frozen

from kaelum_logic.english.reading import read_statements
from kaelum_logic.formula import (
    TRUE,
    And,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Pred,
    Var,
    free_variables,
    names_in,
)
from kaelum_logic.notation import NotationError, parse
from kaelum_logic.problem import NotUnderstood
from kaelum_logic.solving import Decision, decide

__all__ = ["Kind", "Read", "claim", "decided", "formula_in_signs", "read_together", "transformed"]

_BUDGET = 2.0
_JOINED = re.compile(r"_(?:and|or)_")
"""Two names that are taken for one, since they stand side by side in both statements."""
_FREE_TO_FLIP = frozenset({"someone", "indefinite"})
"""Choices that may be taken the other way in a sentence of our own making."""


class Kind(enum.StrEnum):
    """What may be made of a statement; the first four are closed under composition."""

    SAME = "statement"
    CONVERSE = "converse"
    INVERSE = "inverse"
    CONTRAPOSITIVE = "contrapositive"
    NEGATION = "negation"

    @property
    def exchanged(self) -> bool:
        """Whether the two sides change places."""
        return self in {Kind.CONVERSE, Kind.CONTRAPOSITIVE}

    @property
    def denied(self) -> bool:
        """Whether both sides are denied."""
        return self in {Kind.INVERSE, Kind.CONTRAPOSITIVE}

    def of(self, other: Kind) -> Kind | None:
        """The one thing that this of ``other`` is; None where a negation is among them."""
        if Kind.NEGATION in {self, other}:
            return self if other is Kind.SAME else None
        wanted = (self.exchanged is not other.exchanged, self.denied is not other.denied)
        return next(kind for kind in Kind if (kind.exchanged, kind.denied) == wanted)


@frozen
class Read:
    """Statements read together.

    Attributes:
        formulas: what each of them means.
        axioms: what holds of their words.
    """

    formulas: tuple[Formula, ...]
    axioms: tuple[Formula, ...] = ()


def read_together(statements: Sequence[str], *, own: bool = False) -> Read | NotUnderstood:
    """``statements`` in English, with one lexicon for all of them.

    A statement with two meanings is not understood; ``own``: unless it is the second one,
    which is of our own making, and has the other meaning besides.
    """
    readings = read_statements((), statements)
    if isinstance(readings, NotUnderstood):
        return readings
    unclear = [
        text
        for index, (text, reading) in enumerate(zip(statements, readings, strict=True))
        if reading.touched and not (own and index == 1 and set(reading.touched) <= _FREE_TO_FLIP)
    ]
    if unclear:
        return NotUnderstood(unclear, len(statements) - len(unclear), hint="it has two meanings")
    arguments = [reading.argument() for reading in readings]
    goals = [argument.goal for argument in arguments]
    if joined := sorted(name for name in names_in(goals) if _JOINED.search(name)):
        return NotUnderstood([name.replace("_", " ") for name in joined])
    axioms = dict.fromkeys(axiom for argument in arguments for axiom in argument.premises)
    return Read(tuple(goals), tuple(axioms))


def formula_in_signs(text: str) -> Formula | None:
    """The closed formula that ``text`` writes, or None."""
    try:
        formula = parse(text)
    except NotationError:
        return None
    return None if free_variables(formula) else formula


def _sides(formula: Formula) -> tuple[tuple[Var, ...], Formula, Formula] | None:
    match formula:
        case Implies(left, right):
            return (), left, right
        case ForAll(variables, body) if (inner := _sides(body)) is not None:
            return (*variables, *inner[0]), inner[1], inner[2]
        case _:
            return None


def _narrowed(
    sides: tuple[tuple[Var, ...], Formula, Formula],
) -> tuple[tuple[Var, ...], Formula, Formula]:
    """Take "If someone comes, Ann sings" with "someone comes" as a side that is closed."""
    variables, left, right = sides
    if variables and not free_variables(right):
        return (), Exists(variables, left), right
    return sides


def _closed(variables: tuple[Var, ...], body: Formula) -> Formula:
    return ForAll(variables, body) if variables else body


def _denied(formula: Formula) -> Formula:
    return formula.body if isinstance(formula, Not) else Not(formula)


def transformed(formula: Formula, kind: Kind) -> Formula | None:
    """The ``kind`` of a conditional in signs; None if ``formula`` is no conditional."""
    sides = _sides(formula)
    if sides is None or kind is Kind.NEGATION:
        return None
    variables, left, right = sides
    if kind.denied:
        left, right = _denied(left), _denied(right)
    if kind.exchanged:
        left, right = right, left
    return _closed(variables, Implies(left, right))


def claim(statement: Formula, other: Formula, kind: Kind, given: Formula = TRUE) -> Formula | None:
    """What has to be proved if ``other`` is the ``kind`` of ``statement``; None if it cannot be.

    ``given``: what both take for granted of their variable, ``all x. number(x)``.
    """
    if kind is Kind.NEGATION:
        return Iff(other, Not(statement))
    sides, others = _sides(statement), _sides(other)
    granted = ((), TRUE) if given == TRUE else _granted(given)
    if sides is None or others is None or granted is None:
        return None
    sides, others = _narrowed(sides), _narrowed(others)
    if sides[0] != others[0]:
        return None
    variables, left, right = sides
    if granted[0] not in {(), variables}:
        return None
    wanted = transformed(Implies(left, right), kind)
    if not isinstance(wanted, Implies):
        return None
    _, first, second = others
    return And(
        [
            _closed(
                variables,
                Implies(granted[1], And([Iff(first, wanted.left), Iff(second, wanted.right)])),
            ),
            Iff(statement, _closed(variables, Implies(granted[1], Implies(left, right)))),
            Iff(other, _closed(variables, Implies(granted[1], Implies(first, second)))),
        ]
    )


def _granted(given: Formula) -> tuple[tuple[Var, ...], Formula] | None:
    match given:
        case ForAll(variables, Implies(Pred("thing"), body)) | ForAll(variables, body):
            return variables, body
        case _:
            return None


def decided(read: Read, kind: Kind) -> tuple[Formula, Decision] | None:
    """Whether the second of the statements ``read`` is the ``kind`` of the first, with the
    claim that was decided; a third one tells what is taken for granted."""
    statement, other, *given = read.formulas
    wanted = claim(statement, other, kind, *given)
    return None if wanted is None else (wanted, decide(read.axioms, wanted, budget=_BUDGET))
