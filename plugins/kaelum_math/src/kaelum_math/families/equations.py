"""Equations in one unknown: which kind one is, and where its solutions are wanted.

Polynomial and rational equations are solved over the complex numbers by
:mod:`~kaelum_math.families.algebra`. With absolute values and roots, with
logarithms and exponents, and with functions of angles, each kind has a method
that finds all real solutions; what is left goes to SymPy, "checked" at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.algebraic import candidates
from kaelum_math.expr.nodes import (
    Add,
    Expr,
    Neg,
    Relation,
    Sym,
    number,
    show,
    substitute,
)
from kaelum_math.expr.ratio import ratio
from kaelum_math.families.algebra import SolveFor, all_roots
from kaelum_math.families.exponentials import product_of_logarithms, substituted
from kaelum_math.families.inequalities import SolutionSet, unknown_of
from kaelum_math.families.radicals import polynomial_roots
from kaelum_math.families.trigonometry import Arc, trig_equation
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, undecided
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "Domain", "RealSolutions", "domain_of", "equation_task"]

NONE: Final = "no real solution"


@frozen
class Domain:
    """Where solutions are wanted.

    Attributes:
        field: ``real``, ``complex``, ``integer`` or "" where nothing is said.
        conditions: what else must hold for the unknown.
        degrees: whether angles are measured in degrees.
    """

    field: str = ""
    conditions: tuple[Relation, ...] = ()
    degrees: bool = False

    def arc(self, name: str) -> Arc | None:
        """The interval between two of the conditions.

        Raises:
            OutOfReach: the conditions are no interval.
        """
        if not self.conditions:
            return None
        low = high = None
        for relation in self.conditions:
            left, op, right = relation.left, relation.op, relation.right
            if right == Sym(name):
                left, op, right = right, _MIRROR[op], left
            if left != Sym(name) or op not in _MIRROR:
                raise OutOfReach("The conditions on the unknown are no interval.")
            if op in {">", ">="}:
                low = (right, op == ">=")
            else:
                high = (right, op == "<=")
        if low is None or high is None:
            raise OutOfReach("The interval for the unknown has no end.")
        return Arc(*low, *high)


_MIRROR: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@frozen
class RealSolutions(Task):
    """The real solutions of an equation for which there is no method of its own."""

    equation: Relation
    name: str
    named: bool = field(default=True, eq=False)

    def describe(self) -> str:
        return f"solve {show(self.equation)} for {self.name} over the real numbers"

    def _difference(self) -> Expr:
        return Add((self.equation.left, Neg(self.equation.right)))

    def solve(self) -> Solution:
        from sympy import FiniteSet, S, simplify, solveset

        from kaelum_math.expr import symbolic

        body = symbolic.to_sympy(self._difference())
        try:
            found = solveset(body, symbolic.symbol(self.name), S.Reals)
        except (NotImplementedError, ValueError, TypeError) as error:
            raise OutOfReach("The equation was not solved.") from error
        if found is S.EmptySet:
            return Solution(NONE)
        if not isinstance(found, FiniteSet):
            raise OutOfReach("The solutions are no finite list.")
        values = sorted((simplify(v) for v in found), key=lambda v: v.evalf())
        texts = [symbolic.text(v) for v in values]
        exprs = tuple(answers.expression(t) for t in texts)
        head = f"{self.name} = " if self.named else ""
        text = (" or " if self.named else ", ").join(head + t for t in texts)
        return Solution(text, exprs[0] if len(exprs) == 1 else exprs)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.expr import symbolic

        if answer == NONE:
            yield undecided("there is no real solution", "substitution")
            return
        head = f"{self.name} = " if self.named else ""
        texts = answer.split(" or " if self.named else ", ")
        if any(not t.startswith(head) for t in texts):
            raise NotUnderstood("The answer is not in the expected form.")
        for text in texts:
            value = answers.expression(text.removeprefix(head))
            put = symbolic.to_sympy(substitute(self._difference(), {self.name: value}))
            what = f"{self.name} = {show(value)} satisfies the equation"
            zero = symbolic.is_zero(put)
            yield (
                undecided(what, "substitution")
                if zero is None
                else claim(what, "substitution", zero, independent=True)
            )


# -- which kind ----------------------------------------------------------------


def equation_task(equation: Relation, name: str, domain: Domain, *, named: bool = True) -> Task:
    """The task of solving an equation in one unknown.

    Raises:
        MathError: there is no method for it.
    """
    if domain.field == "integer":
        from kaelum_math.families.inequalities import IntegerSolutions

        return IntegerSolutions((equation, *domain.conditions), name, "list")
    try:
        num, den = ratio(Add((equation.left, Neg(equation.right))))
    except OutOfReach:
        return _beyond_polynomials(equation, name, domain, named=named)
    try:
        if num.degree() > 2:
            all_roots(num, name)
    except OutOfReach:
        if domain.conditions or domain.field == "complex" or den.degree():
            raise
        return polynomial_roots(num, name, equation, named=named)
    if domain.conditions:
        return SolutionSet((equation, *domain.conditions), name, named=named)
    return SolveFor((equation,), name, named=named, real=domain.field == "real")


def _beyond_polynomials(equation: Relation, name: str, domain: Domain, *, named: bool) -> Task:
    if domain.field == "complex":
        raise OutOfReach("Only polynomial equations are solved over the complex numbers here.")
    arc_needed = trig_equation(equation, name)
    if arc_needed is not None:
        found = trig_equation(equation, name, domain.arc(name), degrees=domain.degrees)
        if found is not None:
            return found
    relations = product_of_logarithms(equation, name) or (equation,)
    try:
        for relation in relations:
            candidates(Add((relation.left, Neg(relation.right))), name)
    except OutOfReach:
        pass
    else:
        typed = " and ".join(map(show, (equation, *domain.conditions)))
        return SolutionSet((*relations, *domain.conditions), name, named=named, typed=typed)
    if domain.conditions:
        raise OutOfReach("Such an equation is not solved under a condition here.")
    return substituted(equation, name) or RealSolutions(equation, name, named=named)


# -- where ---------------------------------------------------------------------

_FIELDS: Final = {
    "real": "real", "reals": "real", "r": "real", "complex": "complex", "complexes": "complex",
    "c": "complex", "integer": "integer", "integers": "integer", "whole": "integer",
}  # fmt: skip
_SIGNS: Final = {"positive": ">", "negative": "<", "nonnegative": ">=", "nonzero": "!="}
_FILLER: Final = frozenset(
    "the set of a an all number numbers value values interval range is are where x with domain only plane".split()
)


def domain_of(m: Slots, name: str, slots: Sequence[str] = ("c", "f")) -> Domain:
    """What ``slots`` say about where solutions are wanted."""
    found = Domain()
    for slot in slots:
        if m.has(slot):
            found = _parsed(list(m.tokens(slot)), m, name, found)
    return found


def _parsed(tokens: list[Token], m: Slots, name: str, known: Domain) -> Domain:
    words = [t.text for t in tokens]
    degrees = known.degrees or bool({"degrees", "degree"} & set(words))
    plain = [w for w in words if w not in _FILLER and w != name]
    if len(plain) == 1 and plain[0] in _FIELDS:
        return Domain(_FIELDS[plain[0]], known.conditions, degrees)
    if len(plain) == 1 and plain[0] in _SIGNS:
        sign = Relation(_SIGNS[plain[0]], Sym(name), number(0))
        return Domain(known.field, (*known.conditions, sign), degrees)
    return Domain(known.field, (*known.conditions, *_interval(tokens, m, name)), degrees)


def _interval(tokens: list[Token], m: Slots, name: str) -> Sequence[Relation]:
    """The conditions that an interval, a range in words, or relations stand for."""
    while tokens and (
        tokens[0].text
        in {"the", "interval", "range", "in", "on", "between", "from", "all", "domain"}
        or (tokens[0].raw == name and len(tokens) > 1 and tokens[1].text in _LEADS)
        or tokens[0].text in _LEADS
    ):
        tokens = tokens[1:]
    if tokens and tokens[-1].text == "inclusive":
        tokens = tokens[:-1]
    unknown, words = Sym(name), [t.text for t in tokens]
    if words and words[0] in "[(" and words[-1] in "])" and "," in words:
        at = words.index(",")
        low, high = m.value_of(tokens[1:at]), m.value_of(tokens[at + 1 : -1])
        return (Relation(">=" if words[0] == "[" else ">", unknown, low),
                Relation("<=" if words[-1] == "]" else "<", unknown, high))  # fmt: skip
    for joint in ("to", "and"):
        if joint in words and not set(words) & set(_MIRROR):
            at = words.index(joint)
            low, high = m.value_of(tokens[:at]), m.value_of(tokens[at + 1 :])
            return Relation(">=", unknown, low), Relation("<=", unknown, high)
    relations = Slots({"c": tokens}, m.scope, m.choices).chain("c", free=(name,))
    if unknown_of(relations) != name:
        raise NotUnderstood("A condition is about something else than the unknown.")
    return relations


_LEADS: Final = frozenset({"in", "is", "between", "from", "lies", "on", "∈"})


# -- phrases -------------------------------------------------------------------


def _solve(m: Slots) -> Task | None:
    """``Solve ... for x`` in all its forms, where the unknown may be restricted."""
    if not m.compares("r"):
        return None
    free = (m.variable("v"),) if m.has("v") else ()
    program = any(token.text == "**" for token in m.tokens("r"))
    named = not free and not program
    relations = m.chain("r", free=free)
    name = unknown_of(relations)
    if free and free[0] != name:
        return None
    domain = domain_of(m, name)
    equations = [r for r in relations if r.op == "="]
    if len(equations) == 1:
        others = tuple(r for r in relations if r.op != "=")
        where = evolve(domain, conditions=(*others, *domain.conditions))
        return equation_task(equations[0], name, where, named=named)
    if domain.field in {"", "real"} and any(r.op != "=" for r in relations):
        return SolutionSet((*relations, *domain.conditions), name)
    return None


def _zeros(m: Slots) -> Task | None:
    """``the real roots of x^3 - 2``: of an expression rather than an equation."""
    expr = m.expr("e")
    name = unknown_of((Relation("=", expr, number(0)),))
    return equation_task(Relation("=", expr, number(0)), name, domain_of(m, name))


def _count(m: Slots) -> Task | None:
    """``How many real solutions does ... have?``"""
    from kaelum_math.families.radicals import SolutionCount

    try:
        relation = m.relation("r")
    except NotUnderstood:
        relation = Relation("=", m.expr("r"), number(0))
    if relation.op != "=":
        return None
    name = unknown_of((relation,))
    kind = m.text("f") if m.has("f") else ""
    if kind not in {"", "real", "complex", "distinct real", "real distinct", "distinct"}:
        return None
    return SolutionCount(relation, name, "complex" if kind == "complex" else "real")


_KIND = "[exponential|logarithmic|radical|trigonometric|absolute value|trig|polynomial|rational|quadratic|cubic|linear]"
_WHERE = (
    "[,] [for|where|with|on|over|in|when|if|such that|given|given that|assuming|and|within] {c}"
)
_HAS = "(such that|so that|given that|given|if|where|in|with|that satisfies|that satisfy|satisfying|for which|that solve|solving)"
_SOLUTIONS = "(solutions|solution|roots|root|zeros|zero|solution set|values|value|numbers|number)"
_REALS = "[exact] [distinct] [{f}]"

PHRASES = (
    *clause(_solve, f"solve [the|this] [following] {_KIND} [equation] [:] {{r}}", "{r}",
            f"solve [the|this] [following] {_KIND} [equation] [analytically] [:] {{r}} {_WHERE}",
            f"solve [the|this] [following] {_KIND} [equation] [:] {{r}} for {{v}}",
            f"solve [the|this] [following] {_KIND} [equation] [:] {{r}} for {{v}} {_WHERE}",
            f"solve [the|this] [following] {_KIND} [equation] [:] {{r}} for {{f}} {{v}}",
            "solve for [{f}] {v} [:|in|if|where|given|when] {r}", "solve for [{f}] {v} [:] {r} , {c}",
            f"solve for [{{f}}] {{v}} [:|in|if|where|given|when] {{r}} {_WHERE}",
            "solve (over|in) [the] {f} [numbers] [:] {r}",
            "{r} [,] (solve for|find|what is|solve) {v}", "{r} , {v} =", "{r} , {c}", "{r} [,] (solve for|find) {v} [,] {c}",
            "(for|which|what) [which|what] [real] (values|value|numbers|number) [of] {v} (is|does|satisfy|satisfies) {r} [hold|true]",
            "(which|what) [{f}] (values|value|numbers|number) [of {v}] (satisfy|satisfies|solve|solves|make) [the equation] {r} [true]"),
    *noun(_solve, "(which|what) [{f}] (values|value|numbers|number) [of {v}] (satisfy|satisfies|solve|solves|make) [the equation] {r} [true]",
          "{v} : {r}", "{v} [,] (where|if|given|when) {r} and {c}",
          f"[all] [the] [{{f}}] {{v}} {_HAS} [the] [equation] {{r}}",
          f"[all] [the] {_REALS} {_SOLUTIONS} (of|to|for) [the] {_KIND} [equation] [:] {{r}}",
          f"[all] [the] {_REALS} {_SOLUTIONS} (of|to|for) [the] {_KIND} [equation] [:] {{r}} {_WHERE}",
          f"[all] [the] {_REALS} {_SOLUTIONS} (of|for) {{v}} {_HAS} [the] [equation] {{r}}",
          f"[all] [the] {_REALS} {_SOLUTIONS} (of|for) {{v}} {_HAS} [the] [equation] {{r}} {_WHERE}"),
    *noun(_zeros, "[all] [the] {f} (roots|zeros|zeroes) of [the] [polynomial|function] {e}",
          "[all] [the] (roots|zeros|zeroes) of [the] [polynomial|function] {e}",
          "[all] [the] (roots|zeros|zeroes) of [the] [polynomial|function] {e} (over|in|on) {c}",
          "[all] [the] {f} (roots|zeros|zeroes) of [the] [polynomial|function] {e} (over|in|on) {c}"),
    *clause(_count, "how many [{f}] (solutions|roots|zeros) (does|do) [the] [equation|polynomial|function] {r} have",
            "how many [{f}] (solutions|roots|zeros) (are there|exist) (to|of|for) [the] [equation] {r}"),
    *noun(_count, "number of [{f}] (solutions|roots|zeros) (to|of|for) [the] [equation|polynomial] {r}"),
)  # fmt: skip
