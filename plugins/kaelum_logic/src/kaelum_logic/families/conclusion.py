"""What follows from propositional premises, when no conclusion is proposed.

The answer says what the premises settle: every letter they decide, and every
clause of two letters that follows from them together but from none of them
alone. Where there is nothing of the kind, the premises themselves, put
together, are the strongest conclusion.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.formula import (
    And,
    Equals,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Truth,
    Xor,
    conjunction,
    predicates,
    subformulas,
)
from kaelum_logic.notation import NotationError, parse
from kaelum_logic.problem import NotUnderstood, Reading, Solution, outcome
from kaelum_logic.solving import Status, decide, recheck

__all__ = ["Conclusion", "in_unicode", "read"]

_MOST_LETTERS = 8
_ASKED = re.compile(
    r"(?:\bwhat|\bwhich (?:statement|conclusion|formula))\s+(?:can|could|may|do|does|must)?\s*"
    r"(?:we|you|one|i|be)?\s*(?:conclude|concluded|infer|inferred|deduce|deduced|derive|derived|"
    r"follow|follows)\b[^.?]*\?\s*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W*(?:given|premises?|statements?|assumptions?)\s*:\s*", re.IGNORECASE | re.MULTILINE
)
_LEGEND = re.compile(
    r"^\s*[-*]?\s*(?:OR|AND|IMPLIES|IFF|NOT|XOR)\s*[=:]\s*\S{1,4}\s*$", re.MULTILINE
)
_NUMBER = re.compile(r"^[\s.]*(?:\(?\d{1,2}[.):]|[-*])\s*")


@frozen
class Conclusion:
    """Premises, and the question what follows from them.

    Attributes:
        premises: propositional formulae.
        unicode: whether the answer is written with ∧, ∨, →, ↔ and ¬.
    """

    premises: tuple[Formula, ...]
    unicode: bool

    def describe(self) -> str:
        """The premises, numbered, and the open question."""
        lines = [f"{number}. {formula}" for number, formula in enumerate(self.premises, 1)]
        return "\n".join([*lines, "?- what follows from them together"])

    def solve(self) -> Solution:
        """The letters decided and the new clauses, or the premises themselves."""
        letters = _letters(self.premises)
        rows = [row for row in _rows(letters) if all(_true(p, row) for p in self.premises)]
        if not rows:
            absurd = And((Pred(letters[0]), Not(Pred(letters[0]))))
            note = "the premises contradict each other, so that everything follows"
            return Solution(self._show(absurd), notes=(note,))
        found = [*_decided(letters, rows), *_clauses(letters, rows, self.premises)]
        rest = [p for p in self.premises if not _entails(found, p, letters)]
        formula = conjunction([*found, *rest])
        if formula in self.premises:
            # To repeat a premise concludes nothing; that another letter makes no
            # difference to it is at least not said.
            other = [Pred(x) for x in letters if (x, 0) not in predicates(formula)]
            formula = conjunction([formula, *(Implies(x, formula) for x in other[:1])])
        return Solution(self._show(formula), steps=[self._show(part) for part in found])

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Show by the solvers that the conclusion follows, and that it leaves nothing out."""
        try:
            goal = parse(answer)
        except NotationError as error:
            return (_failed("the conclusion can be read", str(error)),)
        if evidence:
            return (_failed("there is no evidence but the premises", "there is some"),)
        if answer != self.solve().answer:
            return (_failed("the conclusion is the one to be drawn", self.solve().answer),)
        whole = conjunction(self.premises)
        claim = Iff(whole, goal)
        try:
            decision = decide((), claim, budget=5.0)
        except InvalidValueError as error:
            return (_failed("the conclusion is closed", str(error)),)
        if decision.status is not Status.TRUE:
            return (_failed("the conclusion says what the premises say", str(decision.status)),)
        return recheck((), claim, decision, budget=5.0)

    def _show(self, formula: Formula) -> str:
        return in_unicode(formula) if self.unicode else str(formula)


def read(query: Query) -> Reading:
    """A :class:`Conclusion`, if ``query`` asks what follows from formulae."""
    text = query.full_text.strip()
    asked = _ASKED.search(text)
    if asked is None or query.options:
        return None
    body = text[: asked.start()]
    headings = list(_HEADING.finditer(body))
    intro = body[: headings[-1].start()] if headings else ""
    listed = body[headings[-1].end() :] if headings else body
    premises, strange = _premises(listed)
    if not premises:
        return None
    letters = {letter for formula in premises for letter, _ in predicates(formula)}
    if set(re.findall(r"\w+", _LEGEND.sub("", intro))) & letters:
        strange.append(intro.strip())
    if strange or not 1 <= len(letters) <= _MOST_LETTERS:
        return NotUnderstood(strange or [listed], understood=len(premises)) if strange else None
    return Conclusion(tuple(premises), any(sign in text for sign in "∧∨→↔¬"))


def _premises(listed: str) -> tuple[list[Formula], list[str]]:
    """The formulae of a list, and the lines that are none."""
    premises: list[Formula] = []
    strange: list[str] = []
    for piece in re.split(r"[\n;]|(?<=[A-Za-z_)])[.,]\s+", listed):
        line = _NUMBER.sub("", piece).strip(" .,\t")
        if not line:
            continue
        try:
            formula = parse(line)
        except NotationError:
            strange.append(line)
            continue
        if _propositional(formula):
            premises.append(formula)
        else:
            strange.append(line)
    return premises, strange


def _propositional(formula: Formula) -> bool:
    return all(
        not isinstance(part, ForAll | Exists | Equals)
        and not (isinstance(part, Pred) and (part.args or part.name.isdigit()))
        for part in subformulas(formula)
    )


def _letters(formulas: Sequence[Formula]) -> list[str]:
    return sorted({name for formula in formulas for name, _ in predicates(formula)})


def _rows(letters: Sequence[str]) -> Iterator[dict[str, bool]]:
    for values in itertools.product((True, False), repeat=len(letters)):
        yield dict(zip(letters, values, strict=True))


def _true(formula: Formula, row: Mapping[str, bool]) -> bool:
    match formula:
        case Truth(value):
            return value
        case Pred(name):
            return row[name]
        case Not(body):
            return not _true(body, row)
        case And(parts):
            return all(_true(part, row) for part in parts)
        case Or(parts):
            return any(_true(part, row) for part in parts)
        case Implies(left, right):
            return not _true(left, row) or _true(right, row)
        case Iff(left, right):
            return _true(left, row) is _true(right, row)
        case Xor(left, right):
            return _true(left, row) is not _true(right, row)
        case _:
            raise InvalidValueError(f"{formula} is not propositional")


def _entails(premises: Sequence[Formula], goal: Formula, letters: Sequence[str]) -> bool:
    return all(
        _true(goal, row)
        for row in _rows(letters)
        if all(_true(premise, row) for premise in premises)
    )


def _decided(letters: Sequence[str], rows: Sequence[Mapping[str, bool]]) -> list[Formula]:
    """The letters that have one value in every row."""
    values = {letter: {row[letter] for row in rows} for letter in letters}
    settled = [letter for letter in letters if len(values[letter]) == 1]
    return [Pred(x) if True in values[x] else Not(Pred(x)) for x in settled]


def _clauses(
    letters: Sequence[str], rows: Sequence[Mapping[str, bool]], premises: Sequence[Formula]
) -> Iterator[Formula]:
    """Clauses of two undecided letters that hold in every row, and by no premise alone."""
    open_ = [x for x in letters if len({row[x] for row in rows}) == 2]
    for first, second in itertools.combinations(open_, 2):
        a, b = Pred(first), Pred(second)
        for clause in (Implies(a, b), Implies(b, a), Or((a, b)), Not(And((a, b)))):
            follows = all(_true(clause, row) for row in rows)
            if follows and not any(_entails([p], clause, letters) for p in premises):
                yield clause


_SIGNS = {And: " ∧ ", Or: " ∨ ", Implies: " → ", Iff: " ↔ ", Xor: " ⊕ "}


def in_unicode(formula: Formula) -> str:
    """``formula`` in the signs of textbooks: ∧, ∨, →, ↔, ⊕ and ¬."""
    match formula:
        case Not(body):
            return f"¬{_closed(body)}"
        case And(parts) | Or(parts):
            return _SIGNS[type(formula)].join(map(_closed, parts))
        case Implies(left, right) | Iff(left, right) | Xor(left, right):
            return _SIGNS[type(formula)].join((_closed(left), _closed(right)))
        case _:
            return str(formula)


def _closed(formula: Formula) -> str:
    text = in_unicode(formula)
    return text if isinstance(formula, Pred | Not | Truth) else f"({text})"


def _failed(claim: str, detail: str) -> Check:
    return Check(claim, "comparison", outcome(passed=False), detail=detail)
