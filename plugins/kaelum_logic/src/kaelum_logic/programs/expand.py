"""Expressions expanded to constraints between variables with finite domains."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from kaelum_logic.finite.constraints import (
    AllDifferent,
    AllOf,
    AnyOf,
    Constraint,
    Count,
    Member,
    Not,
    Operator,
    Variable,
)
from kaelum_logic.notation import NotationError
from kaelum_logic.programs.expressions import Expression
from kaelum_logic.programs.terms import (
    TRUE,
    TURNED,
    Term,
    arithmetic,
    compared,
    constant,
    merged,
    same,
    settled,
)
from kaelum_logic.programs.text import Repairs

__all__ = ["Expander", "Function", "Sort"]

_MOST_NODES = 100_000
_OPERATORS: Mapping[str, Operator] = {
    "==": "=",
    "!=": "!=",
    "≠": "!=",
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
}


@frozen
class Sort:
    """A sort: its members, each with the number that stands for it, in order."""

    name: str
    members: Mapping[str, int]

    @classmethod
    def of(cls, name: str, members: Sequence[str]) -> Sort:
        """Numbers stand for themselves, names for their places from 1 on."""
        if all(member.lstrip("-").isdigit() for member in members):
            return cls(name, {member: int(member) for member in members})
        return cls(name, {member: place for place, member in enumerate(members, 1)})

    @classmethod
    def numbers(cls, name: str, bounds: tuple[int, int]) -> Sort:
        """The whole numbers from the first bound to the second."""
        return cls(name, {str(number): number for number in range(bounds[0], bounds[1] + 1)})


@frozen
class Function:
    """A function between sorts; ``bool`` makes it a predicate.

    One with several results is several functions, ``f[0]``, ``f[1]`` and so on.
    ``absent`` is the value that says that there is none.
    """

    name: str
    domain: tuple[Sort, ...]
    codomain: Sort
    absent: int | None = None


Scope = Mapping[str, tuple[int, Sort]]


class Expander:
    """Expands expressions over ``sorts``, ``functions`` and single ``variables``."""

    def __init__(
        self,
        sorts: Mapping[str, Sort],
        functions: Mapping[str, Function],
        variables: Mapping[str, Variable],
        repairs: Repairs,
    ) -> None:
        self._repairs = repairs
        self.functions = functions
        self._sorts = sorts
        self._variables = dict(variables)
        self._nodes = 0

    def _grow(self, size: int) -> None:
        self._nodes += size
        if self._nodes > _MOST_NODES:
            raise NotationError("the program is too large to expand")

    def variables(self) -> Iterator[Variable]:
        """Every variable: those given, and one for each row of each function's table."""
        for function in self.functions.values():
            for row in itertools.product(*(sort.members.values() for sort in function.domain)):
                self._grow(len(function.codomain.members))
                self._row(function, row)
        yield from self._variables.values()

    def constraint(self, expression: Expression, scope: Scope | None = None) -> Constraint:
        """``expression`` as a constraint.

        Raises:
            NotationError: a name in it means nothing, or it grows too large.
        """
        self._grow(1)
        scope = scope or {}
        items = expression.items

        def go(item: Expression) -> Constraint:
            return self.constraint(item, scope)

        match expression.kind:
            case "conjunction" | "list":
                return AllOf(map(go, items))
            case "disjunction":
                return AnyOf(map(go, items))
            case "negated":
                return Not(go(items[0]))
            case "implies":
                return AnyOf((Not(go(items[0])), go(items[1])))
            case "iff":
                return same(go(items[0]), go(items[1]))
            case "compared":
                return self._compared(expression, scope)
            case "member" | "not_member":
                return self._member(expression, scope)
            case "of_sort" | "not_of_sort":
                return self._of_sort(expression, scope)
            case "call" if expression.text not in self.functions:
                return self._call(expression, scope)
            case _:
                term = self._term(expression, scope)
                return AnyOf([guard for guard, value in term.alternatives if value == 1])

    def _call(self, expression: Expression, scope: Scope) -> Constraint:
        items = expression.items

        def go(item: Expression) -> Constraint:
            return self.constraint(item, scope)

        match expression.text, items:
            case (("ForAll" | "Exists"), (Expression(kind="binder") as binder, body)):
                return self._quantified(expression.text, binder, body, scope)
            case (("Distinct" | "AllDifferentConstraint"), _):
                return self._distinct(items, scope)
            case "And", _:
                return AllOf(map(go, items))
            case "Or", _:
                return AnyOf(map(go, items))
            case "Not", (body,):
                return Not(go(body))
            case "Implies", (left, *rest) if rest:
                if len(rest) > 1:
                    self._repairs.note("what Implies has beyond two arguments was joined by and")
                return AnyOf((Not(go(left)), AllOf(map(go, rest))))
            case "Iff", (left, right):
                return same(go(left), go(right))
            case "Xor", (left, right):
                return Not(same(go(left), go(right)))
            case (("If" | "IfThenElse"), (test, one, other)):
                condition = go(test)
                return AnyOf((AllOf((condition, go(one))), AllOf((Not(condition), go(other)))))
            case (("If" | "IfThenElse"), (test, one)):
                return AnyOf((Not(go(test)), go(one)))
        raise NotationError(f"{expression.text} with {len(items)} arguments means nothing here")

    def _quantified(
        self, quantifier: str, binder: Expression, body: Expression, scope: Scope
    ) -> Constraint:
        """Each instance; but *all* and *some* are said of others than the thing itself.

        "Ann shares with no one" would be false of Ann, who is at her own place, and "Ann
        shares with someone" true: an instance that is settled by its form decides nothing.
        """
        whole = [self.constraint(body, inner) for inner in self._scopes(binder, scope)]
        emptying = quantifier == "Exists"
        inner = [part for part in whole if settled(part) is not emptying]
        if inner and len(inner) < len(whole):
            self._repairs.note("all and some were said of other things than the thing itself")
            whole = inner
        return AnyOf(whole) if emptying else AllOf(whole)

    def _scopes(self, binder: Expression, scope: Scope) -> Iterator[Scope]:
        names = [typed.text.split(" ", 1) for typed in binder.items]
        sorts = [self._sort(sort) for _, sort in names]
        for row in itertools.product(*(sort.members.values() for sort in sorts)):
            self._grow(1)
            bound = zip(names, row, sorts, strict=True)
            yield {**scope, **{name: (value, sort) for (name, _), value, sort in bound}}

    def _sort(self, name: str) -> Sort:
        if name not in self._sorts:
            raise NotationError(f"the sort {name} is not declared")
        return self._sorts[name]

    def _distinct(self, items: Sequence[Expression], scope: Scope) -> Constraint:
        match items:
            case (Expression(kind="binder") as binder, body):
                terms = [self._term(body, inner) for inner in self._scopes(binder, scope)]
            case (Expression(kind="list", items=members),):
                terms = [self._term(member, scope) for member in members]
            case _:
                terms = [self._term(member, scope) for member in items]
        function = self.functions.get(items[-1].text)
        absent = function.absent if function is not None else None
        names = [term.variable for term in terms if term.variable and not term.offset]
        places = set(function.codomain.members.values()) - {absent} if function else set()
        crowded = function is not None and len(names) == len(terms) > len(places)
        if crowded:
            self._repairs.note("there being more things than places, every place was filled")
        filled = [AnyOf(Member(name, [place]) for name in names) for place in places if crowded]
        if absent is None:
            if crowded:
                return AllOf(filled)
            if len(names) == len(terms):
                return AllDifferent(tuple(names))
        else:
            self._repairs.note("what is absent was not counted among what must be distinct")
        excused = [] if absent is None else [absent]
        apart = (
            AnyOf(
                [
                    compared(one, "!=", other),
                    *(compared(one, "=", constant(value)) for value in excused),
                ]
            )
            for one, other in itertools.combinations(terms, 2)
        )
        return AllOf((*filled, *apart))

    def _compared(self, expression: Expression, scope: Scope) -> Constraint:
        operators = [_OPERATORS[text] for text in expression.text.split()]
        pairs = itertools.pairwise(expression.items)
        parts = [
            self._pair(left, operator, right, scope)
            for (left, right), operator in zip(pairs, operators, strict=True)
        ]
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _pair(
        self, left: Expression, operator: Operator, right: Expression, scope: Scope
    ) -> Constraint:
        for side, other, turned in (
            (left, right, operator),
            (right, left, TURNED[operator]),
        ):
            if side.kind == "call" and side.text == "Count" and not self._is_number(side.items[-1]):
                number = self._term(other, scope).constant
                if number is not None:
                    return Count(self._counted(side, scope), turned, number)
        for side, other in ((left, right), (right, left)):
            if side.kind == "tuple" and operator in ("=", "!="):
                equal = AllOf(
                    self._pair(Expression("index", str(place), (other,)), "=", item, scope)
                    for place, item in enumerate(side.items)
                )
                return equal if operator == "=" else Not(equal)
        for side, other in ((left, right), (right, left)):
            if side.kind == "modulo" and operator in ("=", "!=") and other.kind == "call":
                self._repairs.note("places were counted on around a circle")
                around = evolve(side, items=(other, side.items[1]))
                terms = [self._term(item, scope) for item in (side, around)]
                return compared(terms[0], operator, terms[1])
        if operator in ("=", "!=") and (self._is_formula(left) or self._is_formula(right)):
            alike = same(self.constraint(left, scope), self.constraint(right, scope))
            return alike if operator == "=" else Not(alike)
        sort = self._sort_of(left, scope) or self._sort_of(right, scope)
        return compared(self._term(left, scope, sort), operator, self._term(right, scope, sort))

    def _is_formula(self, expression: Expression) -> bool:
        if expression.kind in ("compared", "negated", "conjunction", "disjunction", "member"):
            return True
        return expression.kind == "call" and expression.text in _CONNECTIVES

    def _member(self, expression: Expression, scope: Scope) -> Constraint:
        left, choices = expression.items
        sort = self._sort_of(left, scope)
        term = self._term(left, scope, sort)
        equal = [compared(term, "=", self._term(item, scope, sort)) for item in choices.items]
        return AnyOf(equal) if expression.kind == "member" else Not(AnyOf(equal))

    def _of_sort(self, expression: Expression, scope: Scope) -> Constraint:
        """Whether a value is a member of another sort, by its name."""
        (left,) = expression.items
        sort = self._sort_of(left, scope)
        term = self._term(left, scope, sort)
        members = self._sort(expression.text).members
        labels = {number: name for name, number in sort.members.items()} if sort else {}
        inside = AnyOf([g for g, value in term.alternatives if labels.get(value) in members])
        return inside if expression.kind == "of_sort" else Not(inside)

    def _is_number(self, expression: Expression) -> bool:
        function = self.functions.get(expression.text) if expression.kind == "call" else None
        return function is not None and function.codomain.name != "bool"

    def _counted(self, count: Expression, scope: Scope) -> list[Constraint]:
        match count.items:
            case (Expression(kind="binder") as binder, *body):
                whole = Expression("conjunction", "", body)
                return [self.constraint(whole, inner) for inner in self._scopes(binder, scope)]
            case (Expression(kind="list", items=items),):
                return [self.constraint(item, scope) for item in items]
        raise NotationError("Count needs variables and a condition")

    def _sort_of(self, expression: Expression, scope: Scope) -> Sort | None:
        if expression.kind == "name" and expression.text in scope:
            return scope[expression.text][1]
        if expression.kind == "index":
            return self._sort_of(self._projected(expression), scope)
        if expression.kind == "call" and expression.text in self.functions:
            return self.functions[expression.text].codomain
        sorts = (self._sort_of(item, scope) for item in expression.items)
        arithmetic = expression.kind in ("plus", "minus", "times", "modulo")
        return next((sort for sort in sorts if sort), None) if arithmetic else None

    def _term(self, expression: Expression, scope: Scope, sort: Sort | None = None) -> Term:
        self._grow(1)
        match expression.kind:
            case "index":
                return self._term(self._projected(expression), scope, sort)
            case "number":
                return constant(int(expression.text))
            case "name":
                return self._named(expression.text, scope, sort)
            case "plus" | "minus" | "times" | "modulo":
                left, right = (self._term(item, scope, sort) for item in expression.items)
                return arithmetic(expression.kind, left, right)
            case "call" if expression.text in self.functions:
                return self._applied(self.functions[expression.text], expression, scope)
            case "call":
                return self._computed(expression, scope)
        raise NotationError(f"{expression.kind} stands where a value should")

    def _projected(self, index: Expression) -> Expression:
        """``f(x)[1]`` as ``f[1](x)``."""
        (call,) = index.items
        name = f"{call.text}[{index.text}]"
        if call.kind != "call" or name not in self.functions:
            raise NotationError(f"{name} is not declared")
        return Expression("call", name, call.items)

    def _named(self, name: str, scope: Scope, sort: Sort | None) -> Term:
        if name in scope:
            return constant(scope[name][0])
        if name in self._variables:
            return self._variable(self._variables[name])
        for known in (sort, *self._sorts.values()):
            if known is not None and name in known.members:
                return constant(known.members[name])
        raise NotationError(f"{name} is not declared")

    def _variable(self, variable: Variable) -> Term:
        values = [(Member(variable.name, [value]), value) for value in variable.domain]
        return Term(tuple(values), variable.name)

    def _row(self, function: Function, row: Sequence[int]) -> Variable | None:
        """The variable for one row of a function's table; None outside its domain."""
        labels = []
        for value, sort in zip(row, function.domain, strict=True):
            label = next((name for name, number in sort.members.items() if number == value), None)
            if label is None:
                return None
            labels.append(label)
        name = f"{function.name}({', '.join(labels)})"
        values = tuple(sorted(set(function.codomain.members.values())))
        return self._variables.setdefault(name, Variable(name, values))

    def _applied(self, function: Function, expression: Expression, scope: Scope) -> Term:
        if len(expression.items) != len(function.domain):
            raise NotationError(f"{function.name} takes {len(function.domain)} arguments")
        if self._is_inverse(function, expression.items, scope):
            return self._inverse(function, expression.items[0].text)
        arguments = [
            self._term(item, scope, sort)
            for item, sort in zip(expression.items, function.domain, strict=True)
        ]
        found: list[tuple[Constraint, int]] = []
        for choice in itertools.product(*(argument.alternatives for argument in arguments)):
            variable = self._row(function, [value for _, value in choice])
            if variable is None:
                continue
            term = self._variable(variable)
            if all(guard == TRUE for guard, _ in choice):
                return term
            guards = [guard for guard, _ in choice if guard != TRUE]
            self._grow(len(term.alternatives))
            found.extend((AllOf((*guards, guard)), value) for guard, value in term.alternatives)
        return merged(found)

    def _is_inverse(self, function: Function, items: Sequence[Expression], scope: Scope) -> bool:
        """Whether a function is applied to one of its own values: ``sits(1)``, of people."""
        (item, *others), (domain, *_) = items, function.domain
        if others or item.kind not in ("name", "number") or item.text in scope:
            return False
        return item.text not in domain.members and item.text in function.codomain.members

    def _inverse(self, function: Function, value: str) -> Term:
        """What has ``value``: who sits at 1."""
        self._repairs.note(f"{function.name}({value}) was read as what has the value {value}")
        number = function.codomain.members[value]
        found: list[tuple[Constraint, int]] = []
        for member in function.domain[0].members.values():
            variable = self._row(function, [member])
            if variable is not None:
                found.append((Member(variable.name, [number]), member))
        return Term(tuple(found))

    def _computed(self, expression: Expression, scope: Scope) -> Term:
        match expression.text, expression.items:
            case "Count", (Expression(kind="binder"), body) if self._is_number(body):
                self._repairs.note("a count of numbers was read as their sum")
                return self._computed(evolve(expression, text="Sum"), scope)
            case "Count", _:
                parts = self._counted(expression, scope)
                counts = range(len(parts) + 1)
                return Term(tuple((Count(parts, "=", number), number) for number in counts))
            case "Abs" | "abs", (inner,):
                return merged(
                    (guard, abs(value)) for guard, value in self._term(inner, scope).alternatives
                )
            case "AbsDiff", (_, _) as items:
                gap = Expression("minus", "", items)
                return self._computed(Expression("call", "Abs", (gap,)), scope)
            case "Sum", (Expression(kind="binder") as binder, body):
                total = constant(0)
                for inner_scope in self._scopes(binder, scope):
                    total = arithmetic("plus", total, self._term(body, inner_scope))
                return total
            case (("If" | "IfThenElse"), (test, one, other)):
                condition = self.constraint(test, scope)
                return merged(
                    (AllOf((side, guard)), value)
                    for side, item in ((condition, one), (Not(condition), other))
                    for guard, value in self._term(item, scope).alternatives
                )
        truth = self.constraint(expression, scope)
        return Term(((truth, 1), (Not(truth), 0)))


_CONNECTIVES = frozenset(["And", "Or", "Not", "Implies", "Iff", "Xor", "ForAll", "Exists"])
