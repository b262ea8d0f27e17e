"""The classic formal fallacies, recognised by the shape of premises and goal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kaelum_logic.formula import And, Equals, ForAll, Formula, Implies, Not, Or, Pred, Term, Var

__all__ = ["fallacy"]


def fallacy(premises: Sequence[Formula], goal: Formula) -> str | None:
    """The name of the fallacy that would lead from ``premises`` to ``goal``.

    Only the plain shapes are recognised; the caller knows that the goal does
    not follow.
    """
    facts = set(premises)
    for left, right in _rules(premises):
        if (binding := _match(left, goal)) is not None and _instance(right, binding) in facts:
            return "affirming the consequent"
        for denied in _denials(goal):
            binding = _match(right, denied)
            if binding is not None and facts & set(_denials(_instance(left, binding))):
                return "denying the antecedent"
        for other_left, other_right in _rules([goal]):
            for rule_left, rule_right in _rules(premises):
                if (rule_left, rule_right) == (left, right):
                    continue
                if (
                    _same(right, rule_right)
                    and _same(other_left, left)
                    and _same(other_right, rule_left)
                ):
                    return "the undistributed middle"
        if any(_same(left, then) and _same(right, when) for when, then in _rules([goal])):
            return "the illicit conversion of a conditional"
        for when, then in _rules([goal]):
            if when in _denials(left) and then in _denials(right):
                return "the improper transposition of a conditional"
    return _of_alternatives(facts, goal)


def _of_alternatives(premises: Collection[Formula], goal: Formula) -> str | None:
    """The fallacy of taking "or" for "not both", or "not both" for "or"."""
    for premise in premises:
        match premise:
            case Or(parts) if not _denied(goal).isdisjoint(parts):
                if goal not in parts and any(part in premises for part in parts):
                    return "affirming a disjunct"
            case Not(And(parts)) if goal in parts:
                if any(denied in premises for part in parts for denied in _denials(part)):
                    return "denying a conjunct"
    return None


def _denied(formula: Formula) -> set[Formula]:
    """What ``formula`` denies, if it is a denial; of several, each."""
    bodies = formula.parts if isinstance(formula, And) else (formula,)
    return {body.body for body in bodies if isinstance(body, Not)}


def _rules(formulas: Sequence[Formula]) -> Iterator[tuple[Formula, Formula]]:
    for formula in formulas:
        body = formula.body if isinstance(formula, ForAll) else formula
        if isinstance(body, Implies):
            yield body.left, body.right


def _denials(formula: Formula) -> tuple[Formula, ...]:
    """The formulae that say that ``formula`` is false, and that it denies."""
    return (Not(formula), formula.body) if isinstance(formula, Not) else (Not(formula),)


def _match(pattern: Formula, formula: Formula) -> dict[Term, Term] | None:
    """What the variables of an atomic ``pattern`` stand for in ``formula``."""
    if isinstance(pattern, Not) and isinstance(formula, Not):
        return _match(pattern.body, formula.body)
    if not isinstance(pattern, Pred) or not isinstance(formula, Pred):
        return None
    if pattern.name != formula.name or len(pattern.args) != len(formula.args):
        return None
    binding: dict[Term, Term] = {}
    for mine, other in zip(pattern.args, formula.args, strict=True):
        if isinstance(mine, Var):
            if binding.setdefault(mine, other) != other:
                return None
        elif mine != other:
            return None
    return binding


def _instance(formula: Formula, binding: Mapping[Term, Term]) -> Formula:
    match formula:
        case Not(body):
            return Not(_instance(body, binding))
        case Pred(name, args):
            return Pred(name, tuple(binding.get(term, term) for term in args))
        case Equals(left, right):
            return Equals(binding.get(left, left), binding.get(right, right))
        case _:
            return formula


def _same(left: Formula, right: Formula) -> bool:
    """Whether two atomic formulae say the same, each of its own variable."""
    binding = _match(left, right)
    return binding is not None and all(isinstance(term, Var) for term in binding.values())
