"""Categorical syllogisms by the rules of distribution, and valid forms by name.

The rules are those of the textbooks (Copi, "Introduction to Logic", chapter 6):
a term is distributed if the proposition says something of all its members. A
syllogism that breaks no rule is valid, with the existence of its terms granted
for those that conclude "some" from "all".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from kaelum_logic.formula import (
    And,
    Const,
    Exists,
    ForAll,
    Formula,
    Implies,
    Not,
    Or,
    Pred,
    Var,
    Xor,
)

__all__ = ["broken_rule", "form_of"]


@frozen
class _Proposition:
    """Two terms under "all", "no", "some" or "some not": A, E, I or O."""

    form: str
    subject: str
    predicate: str

    def distributes(self, term: str) -> bool:
        """Whether it says something of all of ``term``."""
        subject = self.form in "AE" and term == self.subject
        return subject or (self.form in "EO" and term == self.predicate)

    @property
    def negative(self) -> bool:
        return self.form in "EO"


def broken_rule(premises: Sequence[Formula], goal: Formula) -> str | None:
    """The fallacy of a categorical syllogism: the first rule that it breaks; None for others."""
    read = [_proposition(formula) for formula in (*premises, goal)]
    propositions = [proposition for proposition in read if proposition is not None]
    if len(propositions) != 3 or len(read) != 3:
        return None
    first, second, conclusion = propositions
    middle = {first.subject, first.predicate} & {second.subject, second.predicate}
    outer = {first.subject, first.predicate} ^ {second.subject, second.predicate}
    if len(middle) != 1 or outer != {conclusion.subject, conclusion.predicate}:
        return None
    return next(_broken((first, second), conclusion, middle.pop()), None)


def _broken(
    premises: Sequence[_Proposition], conclusion: _Proposition, middle: str
) -> Iterator[str]:
    if not any(premise.distributes(middle) for premise in premises):
        yield "the undistributed middle"
    for term, name in (
        (conclusion.predicate, "illicit major"),
        (conclusion.subject, "illicit minor"),
    ):
        given = any(premise.distributes(term) for premise in premises)
        if conclusion.distributes(term) and not given:
            yield name
    negatives = sum(premise.negative for premise in premises)
    if negatives == 2:
        yield "exclusive premises"
    if negatives and not conclusion.negative:
        yield "an affirmative conclusion from a negative premise"
    if conclusion.negative and not negatives:
        yield "a negative conclusion from affirmative premises"
    if conclusion.form in "IO" and all(premise.form in "AE" for premise in premises):
        yield "the existential fallacy"


def _proposition(formula: Formula) -> _Proposition | None:
    x = Var
    match formula:
        case ForAll((x(),), Implies(Pred(one, (x(),)), Not(Pred(other, (x(),))))):
            return _Proposition("E", one, other)
        case ForAll((x(),), Implies(Pred(one, (x(),)), Pred(other, (x(),)))):
            return _Proposition("A", one, other)
        case Exists((x(),), And((Pred(one, (x(),)), Not(Pred(other, (x(),)))))):
            return _Proposition("O", one, other)
        case Exists((x(),), And((Pred(one, (x(),)), Pred(other, (x(),))))):
            return _Proposition("I", one, other)
        case Not(ForAll((x(),), Implies(Pred(one, (x(),)), Pred(other, (x(),))))):
            return _Proposition("O", one, other)
        case _:
            return None


def form_of(premises: Sequence[Formula], goal: Formula) -> str | None:
    """The name of a valid form that leads from ``premises`` to ``goal``: "modus ponens"."""
    return next(_forms(premises, goal), None)


def _forms(premises: Sequence[Formula], goal: Formula) -> Iterator[str]:
    facts = set(premises)
    for rule in premises:
        match _at(rule, goal):
            case Implies(left, right) if right == goal and left in facts:
                yield "modus ponens"
            case Implies(left, right) if Not(left) == goal and _denial(right) & facts:
                yield "modus tollens"
            case Implies(Not(left), right) if left == goal and _denial(right) & facts:
                yield "modus tollens"
            case Or((one, other)) | Xor(one, other):
                for kept, dropped in ((one, other), (other, one)):
                    if kept == goal and _denial(dropped) & facts:
                        yield "disjunctive syllogism"
            case _:
                pass
    yield from _chain(premises, goal)


def _chain(premises: Sequence[Formula], goal: Formula) -> Iterator[str]:
    wanted = _sides(goal)
    rules = [sides for premise in premises if (sides := _sides(premise)) is not None]
    if wanted is None or len(rules) != 2:
        return
    for first, second in (rules, rules[::-1]):
        if first[1] == second[0] and (first[0], second[1]) == wanted:
            yield "hypothetical syllogism"


def _sides(formula: Formula) -> tuple[Formula, Formula] | None:
    """The sides of a conditional, its variable (if it has one) under one name."""
    if isinstance(formula, ForAll) and len(formula.variables) == 1:
        formula = _instance(formula.body, formula.variables[0], Const("any"))
    return (formula.left, formula.right) if isinstance(formula, Implies) else None


def _at(rule: Formula, goal: Formula) -> Formula:
    """A rule for everyone, applied to whom ``goal`` is about."""
    bare = goal.body if isinstance(goal, Not) else goal
    if isinstance(rule, ForAll) and len(rule.variables) == 1 and isinstance(bare, Pred):
        for term in bare.args:
            if isinstance(term, Const):
                return _instance(rule.body, rule.variables[0], term)
    return rule


def _instance(formula: Formula, variable: Var, term: Const) -> Formula:
    match formula:
        case Pred(name, args):
            return Pred(name, [term if arg == variable else arg for arg in args])
        case Not(body):
            return Not(_instance(body, variable, term))
        case And(parts):
            return And([_instance(part, variable, term) for part in parts])
        case Or(parts):
            return Or([_instance(part, variable, term) for part in parts])
        case Implies(left, right):
            return Implies(_instance(left, variable, term), _instance(right, variable, term))
        case _:
            return formula


def _denial(formula: Formula) -> set[Formula]:
    """The formulas that say that ``formula`` is false."""
    return {Not(formula), *([formula.body] if isinstance(formula, Not) else [])}
