"""Propositional formulae in other forms: negation, conjunctive and disjunctive normal form,
simpler equivalents, negations.

The result is found by rewriting (and, for the simplest form, by prime implicants
after Quine and McCluskey); that it says the same is shown by the solvers.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.families.conclusion import in_unicode
from kaelum_logic.formula import (
    FALSE,
    TRUE,
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
    disjunction,
    predicates,
    subformulas,
)
from kaelum_logic.notation import NotationError, parse
from kaelum_logic.problem import Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Model, Status, decide, recheck

__all__ = ["Form", "Rewritten", "is_in", "read", "rewritten"]

_MOST_LETTERS = 6
_MOST_CLAUSES = 64
_MOST_EQUIVALENCES = 6
"""Most equivalences: each doubles the length of a normal form."""
_LONGEST = 400
_BUDGET = 2.0


class Form(enum.StrEnum):
    """A form that is asked for."""

    NNF = "negation normal form"
    CNF = "conjunctive normal form"
    DNF = "disjunctive normal form"
    SIMPLE = "simplest form"
    NEGATION = "negation"


_NAMES = {
    Form.NNF: r"(?:negation\s+normal\s+form|nnf)",
    Form.CNF: r"(?:conjunctive\s+normal\s+form|cnf|product\s+of\s+sums)",
    Form.DNF: r"(?:disjunctive\s+normal\s+form|dnf|sum\s+of\s+products)",
}
_NOUN = r"(?:(?:the\s+)?(?:following\s+)?(?:logical\s+|boolean\s+|propositional\s+)?(?:formula|expression|proposition|statement|sentence)\s*:?\s*)?"
_LEAD = r"^\W*(?:(?:please|now|can\s+you|could\s+you|how\s+(?:do|can|would)\s+(?:i|you|we)|help\s+me(?:\s+to)?)\s+)*"
_TAIL = r"\s*[?.!]*\s*$"
_ASKS: Mapping[Form, tuple[re.Pattern[str], ...]] = {
    **{
        form: (
            re.compile(
                rf"(?is){_LEAD}(?:convert|put|transform|rewrite|write|express|bring|turn|reduce)\s+{_NOUN}(?P<f>.+?)\s+(?:in|into|to|as)\s+(?:an?\s+|its\s+|the\s+)?(?:equivalent\s+)?{name}{_TAIL}"
            ),
            re.compile(
                rf"(?is){_LEAD}(?:(?:what\s+is|what's|find|give(?:\s+me)?|compute|determine|show)\s+)?(?:an?\s+|the\s+)?{name}\s+(?:of|for|equivalent\s+to)\s+{_NOUN}(?P<f>.+?){_TAIL}"
            ),
        )
        for form, name in _NAMES.items()
    },
    Form.SIMPLE: (
        re.compile(rf"(?is){_LEAD}simplify\s*:?\s*{_NOUN}(?P<f>.+?){_TAIL}"),
        re.compile(
            rf"(?is){_LEAD}(?:what\s+is|find|give)\s+(?:the\s+|a\s+)?(?:simplest|simpler|simplified)\s+(?:form|version|equivalent)\s+(?:of|to|for)\s+{_NOUN}(?P<f>.+?){_TAIL}"
        ),
    ),
    Form.NEGATION: (
        re.compile(rf"(?is){_LEAD}negate\s*:?\s*{_NOUN}(?P<f>.+?){_TAIL}"),
        re.compile(
            rf"(?is){_LEAD}(?:what\s+is|what's|find|give|write|state)\s+the\s+negation\s+of\s+{_NOUN}(?P<f>.+?){_TAIL}"
        ),
    ),
}  # fmt: skip
_LOGICAL = re.compile(
    r"->|=>|[&|~¬∧∨→↔⊕⇒⇔!]|\\(?:land|lor|neg|lnot|to|wedge|vee)\b|\b(?:and|or|not|implies|iff|xor)\b"
)
_UNICODE = re.compile(r"[¬∧∨→↔⊕]")


@frozen
class Rewritten:
    """A formula, and the form in which it is wanted."""

    form: Form
    formula: Formula
    asked: Asked
    unicode: bool

    def describe(self) -> str:
        """The formula and the form."""
        return f"{self.form} of {self.formula}"

    def solve(self) -> Solution:
        """Rewrite the formula.

        Raises:
            UnsolvedError: it becomes too long.
        """
        return Solution(self._shown(rewritten(self.formula, self.form)))

    def _shown(self, formula: Formula) -> str:
        return in_unicode(formula) if self.unicode else str(formula)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Read the answer back, see that it has the form, and prove that it says the same."""
        try:
            result = parse(answer)
        except NotationError as error:
            return (_failed("the answer can be read", str(error)),)
        if evidence or not is_in(result, self.form):
            return (_failed(f"the answer is in {self.form}", answer),)
        if answer != self.solve().answer:
            return (_failed("the answer is the one that rewriting gives", answer),)
        meant = Not(self.formula) if self.form is Form.NEGATION else self.formula
        claim = Iff(meant, result)
        try:
            decision = decide((), claim, budget=_BUDGET)
        except InvalidValueError as error:
            return (_failed("the formula is closed", str(error)),)
        if decision.status is not Status.TRUE:
            return (_failed("the answer says the same", str(decision.status)),)
        return recheck((), claim, decision, budget=_BUDGET)


def _failed(claim: str, detail: str) -> Check:
    return Check(claim, "comparison", outcome(passed=False), detail=detail)


def read(query: Query) -> Reading:
    """A request for another form of a formula, if ``query`` is one."""
    text = query.text.strip()
    if query.context or query.options or len(text) > _LONGEST or not _LOGICAL.search(text):
        return None
    for form, patterns in _ASKS.items():
        for pattern in patterns:
            match = pattern.match(text)
            formula = _formula(match["f"]) if match else None
            if formula is not None:
                return Rewritten(form, formula, ask(query), bool(_UNICODE.search(text)))
    return None


def _formula(text: str) -> Formula | None:
    try:
        formula = parse(text.strip(" `$\"'"))
    except NotationError:
        return None
    propositional = all(
        not isinstance(part, ForAll | Exists | Equals)
        and not (isinstance(part, Pred) and (part.args or part.name.isdigit()))
        for part in subformulas(formula)
    )
    letters = predicates(formula)
    compound = not isinstance(formula, Pred | Truth)
    return formula if propositional and compound and len(letters) <= _MOST_LETTERS else None


def rewritten(formula: Formula, form: Form) -> Formula:
    """``formula`` in ``form``.

    Raises:
        UnsolvedError: it would be too long.
    """
    if sum(isinstance(part, Iff | Xor) for part in subformulas(formula)) > _MOST_EQUIVALENCES:
        raise UnsolvedError("its equivalences are nested too deep")
    match form:
        case Form.NNF:
            return _negation_normal(formula, positive=True)
        case Form.NEGATION:
            return _negation_normal(formula, positive=False)
        case Form.CNF:
            return _clausal(_negation_normal(formula, positive=True), conjunctive=True)
        case Form.DNF:
            return _clausal(_negation_normal(formula, positive=True), conjunctive=False)
        case Form.SIMPLE:
            return _simplest(formula)


def is_in(formula: Formula, form: Form) -> bool:
    """Whether ``formula`` has ``form``; every formula counts as simple, and as a negation."""
    match form:
        case Form.NNF:
            return all(
                isinstance(part, Truth | Pred | And | Or)
                or (isinstance(part, Not) and isinstance(part.body, Pred))
                for part in subformulas(formula)
            )
        case Form.CNF | Form.DNF:
            outer, inner = (And, Or) if form is Form.CNF else (Or, And)
            clauses = formula.parts if isinstance(formula, outer) else (formula,)
            return isinstance(formula, Truth) or all(
                _is_literal(literal)
                for clause in clauses
                for literal in (clause.parts if isinstance(clause, inner) else (clause,))
            )
        case _:
            return True


def _is_literal(formula: Formula) -> bool:
    return isinstance(formula.body if isinstance(formula, Not) else formula, Pred)


def _negation_normal(formula: Formula, *, positive: bool) -> Formula:
    match formula:
        case Truth(value):
            return TRUE if value is positive else FALSE
        case Not(body):
            return _negation_normal(body, positive=not positive)
        case And(parts) | Or(parts):
            build = And if isinstance(formula, And) is positive else Or
            return build([_negation_normal(part, positive=positive) for part in parts])
        case Implies(left, right):
            build = Or if positive else And
            return build(
                [
                    _negation_normal(left, positive=not positive),
                    _negation_normal(right, positive=positive),
                ]
            )
        case Iff(left, right) | Xor(left, right):
            same = isinstance(formula, Iff) is positive
            return And(
                [
                    Or(
                        [
                            _negation_normal(left, positive=False),
                            _negation_normal(right, positive=same),
                        ]
                    ),
                    Or(
                        [
                            _negation_normal(left, positive=True),
                            _negation_normal(right, positive=not same),
                        ]
                    ),
                ]
            )
        case _:
            return formula if positive else Not(formula)


Literal = tuple[str, bool]
Clause = frozenset[Literal]


def _clausal(formula: Formula, *, conjunctive: bool) -> Formula:
    """A formula in negation normal form as clauses of literals, none idle."""
    clauses = _without_idle(_clauses(formula, conjunctive=conjunctive))
    build, inner = (conjunction, disjunction) if conjunctive else (disjunction, conjunction)
    return build(inner(map(_literal, sorted(clause))) for clause in sorted(clauses, key=_key))


def _key(clause: Clause) -> tuple[int, list[Literal]]:
    return len(clause), sorted(clause)


def _literal(literal: Literal) -> Formula:
    name, positive = literal
    return Pred(name) if positive else Not(Pred(name))


def _clauses(formula: Formula, *, conjunctive: bool) -> set[Clause]:
    match formula:
        case Truth(value):
            return set() if value is conjunctive else {frozenset()}
        case Pred(name):
            return {frozenset({(name, True)})}
        case Not(Pred(name)):
            return {frozenset({(name, False)})}
        case And(parts) | Or(parts):
            groups = [_clauses(part, conjunctive=conjunctive) for part in parts]
            if isinstance(formula, And) is conjunctive:
                return set().union(*groups)
            return functools.reduce(_distributed, groups, {frozenset()})
        case _:
            raise AssertionError(formula)


def _distributed(left: set[Clause], right: set[Clause]) -> set[Clause]:
    product = {one | other for one in left for other in right}
    kept = _without_idle(product)
    if len(kept) > _MOST_CLAUSES:
        raise UnsolvedError(f"it would have more than {_MOST_CLAUSES} clauses")
    return kept


def _without_idle(clauses: Iterable[Clause]) -> set[Clause]:
    """``clauses`` without those with both a letter and its negation, and those others contain."""
    useful = {c for c in clauses if not any((name, not sign) in c for name, sign in c)}
    return {clause for clause in useful if not any(other < clause for other in useful)}


def _simplest(formula: Formula) -> Formula:
    """The shortest of the formula itself and its least normal forms."""
    letters = sorted(name for name, _ in predicates(formula))
    rows = list(itertools.product((False, True), repeat=len(letters)))
    true = frozenset(row for row in rows if _holds(formula, letters, row))
    least = _least_sum(true, letters)
    dual = _negation_normal(_least_sum(frozenset(rows) - true, letters), positive=False)
    return min((formula, least, dual), key=lambda f: (_size(f), len(str(f))))


def _holds(formula: Formula, letters: Sequence[str], row: Sequence[bool]) -> bool:
    facts = {(name, 0): frozenset([()]) for name, value in zip(letters, row, strict=True) if value}
    return Model(["it"], predicates=facts).satisfies(formula)


def _size(formula: Formula) -> int:
    return sum(2 if isinstance(part, Pred) else 1 for part in subformulas(formula))


Term = tuple[bool | None, ...]


def _least_sum(rows: frozenset[tuple[bool, ...]], letters: Sequence[str]) -> Formula:
    """A shortest disjunction of conjunctions that holds in exactly ``rows``."""
    if not rows:
        return FALSE
    primes = sorted(_primes(rows), key=lambda t: (sum(v is not None for v in t), str(t)))
    chosen: list[Term] = []
    missing = set(rows)
    while missing:
        covers = {prime: {row for row in missing if _covers(prime, row)} for prime in primes}
        alone = [
            p
            for p in primes
            if any(sum(row in c for c in covers.values()) == 1 for row in covers[p])
        ]
        best = alone[0] if alone else max(primes, key=lambda prime: len(covers[prime]))
        chosen.append(best)
        missing -= covers[best]
    return disjunction(
        conjunction(
            _literal((name, value))
            for name, value in zip(letters, term, strict=True)
            if value is not None
        )
        for term in sorted(chosen, key=lambda term: [(v is None, v is False) for v in term])
    )


def _covers(term: Term, row: Sequence[bool]) -> bool:
    return all(value is None or value is given for value, given in zip(term, row, strict=True))


def _primes(rows: frozenset[tuple[bool, ...]]) -> set[Term]:
    primes: set[Term] = set()
    current: set[Term] = set(rows)
    while current:
        merged: set[Term] = set()
        used: set[Term] = set()
        for one, other in itertools.combinations(current, 2):
            places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a is not b]
            if len(places) == 1 and None not in (one[places[0]], other[places[0]]):
                merged.add((*one[: places[0]], None, *one[places[0] + 1 :]))
                used |= {one, other}
        primes |= current - used
        current = merged
    return primes
