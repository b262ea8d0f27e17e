"""What is asked of the roots of a polynomial without naming them: the sum of their squares, the
product of the real ones, how many are positive, ``a/b + b/a`` for its roots a and b.

Two words matter that are easily lost: which roots are meant (real, positive, distinct), and
whether a double root counts twice. Where that changes the answer and is not said, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import Add, Expr, Mul, Neg, Relation, free_symbols, number, show
from kaelum_math.expr.poly import Poly
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import factorise, primitive
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.families.rational import common_divisor
from kaelum_math.methods.real_roots import sturm_count, without_multiples
from kaelum_math.methods.symmetric import (
    MAX_DEGREE,
    by_elementary,
    by_moduli,
    companion_trace,
    elementary,
    power_sum,
)
from kaelum_math.phrases import Builder, Phrase, clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Solution, Task, Value, proof, same_text
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "ChosenRoots", "RootCount", "RootExpression", "RootFigure"]

Coefficients = tuple[Fraction, ...]
_X: Final = "x"


def _polynomial(coefficients: Sequence[Fraction]) -> str:
    return Poly.univariate(_X, coefficients).text()


@frozen
class RootFigure(TwoWays):
    """The sum of powers of all complex roots, or their product; each once if ``distinct``."""

    coefficients: Coefficients
    what: str
    power: int = 1
    distinct: bool = False

    method = "the companion matrix instead of the coefficients"

    def describe(self) -> str:
        counted = "each once" if self.distinct else "counted with multiplicity"
        powers = f", each to the power {self.power}" if self.power != 1 else ""
        return f"{self.what} of the roots of {_polynomial(self.coefficients)}{powers}, {counted}"

    def _wanted(self) -> list[Fraction]:
        if not self.distinct:
            return list(self.coefficients)
        return without_multiples(self.coefficients)

    def first(self) -> Fraction:
        wanted = self._wanted()
        if self.what == "product":
            return elementary(wanted)[-1] ** self.power
        return power_sum(wanted, self.power)

    def second(self) -> Fraction:
        """Over the irreducible factors, root by root of each."""
        total = Fraction(0) if self.what == "sum" else Fraction(1)
        for factor, times in factorise(self.coefficients)[1]:
            found = [Fraction(c) for c in factor]
            repeats = 1 if self.distinct else times
            if self.what == "sum":
                total += repeats * companion_trace(found, self.power)
            else:  # the norm of x: up to the sign, the value at 0 of the monic polynomial
                total *= ((-1) ** (len(found) - 1) * found[0] / found[-1]) ** (repeats * self.power)
        return total

    def worth(self, result: Fraction) -> Value:
        return number(result)


@frozen
class ChosenRoots(Task):
    """The sum of powers, the product, the largest or the smallest of the roots of some kinds.

    ``what`` may also be ``difference``: between the larger and the smaller of two roots.
    """

    coefficients: Coefficients
    what: str
    kinds: tuple[str, ...]
    power: int = 1
    distinct: bool = True

    def describe(self) -> str:
        kinds = " ".join(self.kinds)
        powers = f", each to the power {self.power}" if self.power != 1 else ""
        counted = "each once" if self.distinct else "counted with multiplicity"
        return f"{self.what} of the {kinds} roots of {_polynomial(self.coefficients)}{powers}, {counted}"

    def _roots(self) -> list[tuple[Surd, int]]:
        from kaelum_math.families.algebra import all_roots

        found = all_roots(Poly.univariate(_X, self.coefficients), _X)
        return [(r, k) for r, k in found if all(_KINDS[kind](r) for kind in self.kinds)]

    def _combined(self, roots: Sequence[tuple[Surd, int]]) -> Surd:
        if not roots:
            raise Undefined("There are no such roots.")
        if self.what in {"largest", "smallest"}:
            return _extreme([r for r, _ in roots], largest=self.what == "largest")
        if self.what == "difference":
            if len(roots) != 2:
                raise NotUnderstood("A difference is between two roots.")
            return _extreme([r for r, _ in roots], largest=True) - _extreme(
                [r for r, _ in roots], largest=False
            )
        powers = [r.power(self.power) for r, k in roots for _ in range(1 if self.distinct else k)]
        if self.what == "sum":
            return reduce(lambda a, b: a + b, powers)
        return reduce(lambda a, b: a * b, powers)

    def solve(self) -> Solution:
        roots = self._roots()
        found = self._combined(roots)
        evidence = {"roots": [r.text() for r, _ in roots], "times": [k for _, k in roots]}
        return Solution(found.text(), found.expr(), evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        roots = [surd(answers.expression(t), imaginary="i") for t in evidence["roots"]]
        times = [int(k) for k in evidence["times"]]
        rest, poly = list(self.coefficients), Poly.univariate(_X, self.coefficients)
        held = len(set(roots)) == len(roots) and all(
            _multiplicity(poly, r) == k for r, k in zip(roots, times, strict=True)
        )
        right = all(_KINDS[kind](r) for kind in self.kinds for r in roots)
        counted = RootCount(tuple(rest), self.kinds, distinct=True).second()
        yield proof("the roots used are roots of these kinds, and as many as there are",
                    "derivatives and Sturm's theorem", held and right and counted == len(roots))  # fmt: skip
        yield same_text(answer, self._combined(list(zip(roots, times, strict=True))).text())


def _multiplicity(poly: Poly, root: Surd) -> int:
    from kaelum_math.families.algebra import value_at

    times = 0
    while poly and not value_at(poly, _X, root):
        poly, times = poly.derivative(_X), times + 1
    return times


def _extreme(roots: Sequence[Surd], *, largest: bool) -> Surd:
    if any(not r.is_real() for r in roots):
        raise NotUnderstood("Complex roots are not larger or smaller.")
    best = roots[0]
    for root in roots[1:]:
        if ((root - best).sign() > 0) == largest:
            best = root
    return best


_KINDS: Final[Mapping[str, Callable[[Surd], bool]]] = {
    "real": Surd.is_real,
    "nonreal": lambda r: not r.is_real(),
    "positive": lambda r: r.is_real() and r.sign() > 0,
    "negative": lambda r: r.is_real() and r.sign() < 0,
    "rational": lambda r: r.rational() is not None,
    "irrational": lambda r: r.is_real() and r.rational() is None,
    "integer": lambda r: (q := r.rational()) is not None and q.denominator == 1,
}


@frozen
class RootCount(TwoWays):
    """How many roots of some kinds there are: each once if ``distinct``, else with multiplicity."""

    coefficients: Coefficients
    kinds: tuple[str, ...]
    distinct: bool

    method = "Sturm's theorem on the whole instead of its factors"

    def describe(self) -> str:
        counted = "each once" if self.distinct else "counted with multiplicity"
        kinds = " ".join(self.kinds) or "complex"
        return f"number of {kinds} roots of {_polynomial(self.coefficients)}, {counted}"

    def first(self) -> int:
        factors = factorise(self.coefficients)[1]
        return sum(
            (1 if self.distinct else times) * _counted([Fraction(c) for c in factor], self.kinds)
            for factor, times in factors
        )

    def second(self) -> int:
        """Roots of multiplicity k or more, for every k."""
        rest, total = list(self.coefficients), 0
        while len(rest) > 1:
            simple = without_multiples(rest)
            total += _counted(simple, self.kinds)
            if self.distinct:
                break
            rest = _quotient(rest, simple)
        return total

    def worth(self, result: int) -> Value:
        return number(result)


def _quotient(whole: Sequence[Fraction], part: Sequence[Fraction]) -> list[Fraction]:
    from kaelum_math.expr.roots import divide

    return list(divide(whole, part)[0])


def _counted(simple: Sequence[Fraction], kinds: tuple[str, ...]) -> int:
    """How many roots of a polynomial without multiple ones are of all ``kinds``."""
    from kaelum_math.expr.roots import rational_roots

    wanted = set(kinds)
    if {"rational", "integer"} & wanted:
        found = [r for r, _ in rational_roots(simple)]
        return sum(all(_KINDS[kind](Surd.of(r)) for kind in wanted) for r in found)
    low = Fraction(0) if "positive" in wanted else None
    high = Fraction(0) if "negative" in wanted else None
    real = sturm_count(simple, low, high) if {"real", "positive", "negative"} & wanted else 0
    if "negative" in wanted and not simple[0]:
        real -= 1
    match sorted(wanted):
        case []:
            return len(simple) - 1
        case ["nonreal"]:
            return len(simple) - 1 - sturm_count(simple, None, None)
        case ["irrational"] | ["irrational", "real"]:
            return sturm_count(simple, None, None) - len(rational_roots(simple))
        case ["real"] | ["positive"] | ["negative"] | ["positive", "real"] | ["negative", "real"]:
            return real
    raise NotUnderstood("Such roots are not counted here.")


@frozen
class RootExpression(TwoWays):
    """The value of ``top / bottom``, symmetric in ``names``, which are all the roots."""

    coefficients: Coefficients
    names: tuple[str, ...]
    expr: Expr

    method = "division by Cauchy's moduli instead of Gauss's algorithm"

    def describe(self) -> str:
        listed = ", ".join(self.names)
        return f"{show(self.expr)} for the roots {listed} of {_polynomial(self.coefficients)}"

    def _value(
        self, way: Callable[[Poly, Sequence[str], Sequence[Fraction]], Fraction]
    ) -> Fraction:
        top, bottom = ratio(self.expr)
        if max(top.degree(), bottom.degree()) > MAX_DEGREE:
            raise OutOfReach("The expression in the roots is of too high a degree.")
        under = way(bottom, self.names, self.coefficients)
        if not under:
            raise Undefined("The expression divides by zero.")
        return way(top, self.names, self.coefficients) / under

    def first(self) -> Fraction:
        return self._value(by_elementary)

    def second(self) -> Fraction:
        return self._value(by_moduli)

    def worth(self, result: Fraction) -> Value:
        return number(result)


# -- reading -------------------------------------------------------------------


def _equation(m: Slots) -> tuple[str, Coefficients]:
    """The unknown and the coefficients of the polynomial in the slot ``f``, or of an equation.

    Raises:
        MathError: it is none.
    """
    try:
        expr = m.expr("f")
    except NotUnderstood:
        relation = m.relation("f")
        if relation.op != "=":
            raise
        expr = Add((relation.left, Neg(relation.right)))
    names = sorted(free_symbols(expr))
    if len(names) != 1:
        raise NotUnderstood("A polynomial in one unknown is expected.")
    top, bottom = ratio(expr)
    coefficients = top.numbers(names[0])
    if bottom.degree() and len(common_divisor(coefficients, bottom.numbers(names[0]))) > 1:
        raise OutOfReach("A root is excluded by a denominator.")
    if not 3 <= len(coefficients) <= MAX_DEGREE + 1:
        raise NotUnderstood("A polynomial of a moderate degree, with several roots, is expected.")
    return names[0], tuple(Fraction(c) for c in primitive(coefficients)[1])


_ADJECTIVES: Final = {
    "real": "real", "positive": "positive", "negative": "negative",
    "rational": "rational", "irrational": "irrational", "integer": "integer", "integral": "integer",
    "nonreal": "nonreal", "imaginary": "nonreal",
}  # fmt: skip
_EACH_ONCE: Final = frozenset({"distinct", "different", "unique"})


def _adjectives(tokens: Sequence[Token]) -> tuple[tuple[str, ...], bool]:
    """The kinds that adjectives name, sorted, and whether each root is to count once."""
    words = [t.text for t in tokens if t.text not in {",", "and", "all", "the"}]
    if words[:2] == ["non", "-"]:
        words = ["non" + words[2], *words[3:]] if len(words) > 2 else words
    kinds = {_ADJECTIVES.get(word, "") for word in words if word not in _EACH_ONCE}
    if "" in kinds or len(words) != len(set(words)):
        raise NotUnderstood("It is unclear which roots are meant.")
    return tuple(sorted(kinds)), bool(_EACH_ONCE.intersection(words))


def _counted_once(how: bool | None, *, distinct: bool) -> bool | None:
    """Whether each root counts once (True), as often as it occurs (False), or it is not said.

    ``how`` is True for "counting multiplicity", and False for "ignoring" it.
    """
    if how and distinct:
        raise NotUnderstood("Roots count once, or as often as they occur.")
    return True if distinct else None if how is None else not how


_POWERS: Final = {
    "squares": 2, "cubes": 3, "fourth powers": 4, "reciprocals": -1, "fifth powers": 5,
    "reciprocals of the squares": -2, "squares of the reciprocals": -2,
}  # fmt: skip


def _figure(what: str, power: int, how: bool | None) -> Builder:
    """The sum or the product of roots of the kinds in the slot ``k``, if there is one."""

    def build(m: Slots) -> Task | None:
        kinds, distinct = _adjectives(m.tokens("k")) if m.has("k") else ((), False)
        once = _counted_once(how, distinct=distinct)
        try:
            _, coefficients = _equation(m)
        except OutOfReach:
            return _of_solutions(m, what) if power == 1 and kinds in {(), ("real",)} else None
        tasks: list[Task] = [
            ChosenRoots(coefficients, what, kinds, power, each)
            if kinds
            else RootFigure(coefficients, what, power, each)
            for each in (True, False)
        ]
        if once is not None:
            return tasks[not once]
        texts = {task.solve().answer for task in tasks}
        if len(texts) > 1:
            raise NotUnderstood("It is unclear whether a root that occurs twice counts twice: "
                                f"{' or '.join(sorted(texts))}.")  # fmt: skip
        return tasks[1]

    return build


def _of_solutions(m: Slots, what: str) -> Task | None:
    """The sum or the product of the real solutions of an equation that is no polynomial one."""
    from kaelum_math.families.equations import Domain, equation_task
    from kaelum_math.families.reals import value_task

    equation = m.relation("f")
    names = sorted(free_symbols(equation.left) | free_symbols(equation.right))
    if len(names) != 1 or equation.op != "=":
        return None
    found = m.scope.solve(equation_task(equation, names[0], Domain("real"))).solution.value
    values = found if isinstance(found, tuple) else (found,)
    exprs = tuple(v for v in values if not isinstance(v, (bool, str, Relation, type(None))))
    if not exprs or len(exprs) < len(values):
        return None
    return value_task(Add(exprs) if what == "sum" else Mul(exprs))


def _extreme_of(what: str) -> Builder:
    """The largest, the smallest or the difference, of the real roots unless kinds are named."""

    def build(m: Slots) -> Task | None:
        kinds = _adjectives(m.tokens("k"))[0] if m.has("k") else ("real",)
        _, coefficients = _equation(m)
        return ChosenRoots(coefficients, what, kinds)

    return build


def _number_of(how: bool | None) -> Builder:
    def build(m: Slots) -> Task | None:
        kinds, distinct = _adjectives(m.tokens("k")) if m.has("k") else ((), False)
        if how is None and kinds in {(), ("real",)}:
            return None  # without more, another family counts them
        _, coefficients = _equation(m)
        once = _counted_once(how, distinct=distinct)
        tasks = [RootCount(coefficients, kinds, each) for each in (True, False)]
        if once is None and tasks[0].first() != tasks[1].first():
            raise NotUnderstood("It is unclear whether a root that occurs twice counts twice.")
        return tasks[once is False]

    return build


def _in_roots(m: Slots) -> Task | None:
    """``If a and b are the roots of x^2 - 5x + 3 = 0, find a^2 + b^2.``"""
    unknown, coefficients = _equation(m)
    names = tuple(piece[0].raw for piece in split(m.tokens("n"), ",", "and") if len(piece) == 1)
    listed = [t for t in m.tokens("n") if t.text not in {",", "and"}]
    if len(names) != len(listed) or len(set(names)) < len(names) or unknown in names:
        raise NotUnderstood("The roots are not named one by one.")
    if len(names) != len(coefficients) - 1:
        raise OutOfReach("Not all of the roots are named.")
    expr = m.expr("e", free=names)
    if not free_symbols(expr) or not free_symbols(expr) <= set(names):
        return None
    try:
        ratio(expr)
    except MathError as error:
        raise OutOfReach("Only rational functions of the roots are worked out.") from error
    return RootExpression(coefficients, names, expr)


_WITH: Final = "[,] [\\(] (counting|counted with|counting with|including|with|counted according to|if counted with) (multiplicity|multiplicities) [\\)]"
_WITHOUT: Final = "[,] [\\(] (not counting|without|ignoring|without counting|not counted with) (multiplicity|multiplicities) [\\)]"
_HOW: Final = ((None, ""), (True, _WITH), (False, _WITHOUT))
_ROOTS: Final = "(roots|solutions|zeros|zeroes)"
_OF: Final = (
    f"{_ROOTS} (of|to) [the] [quadratic|cubic|quartic] [equation|polynomial|function] {{f}}"
)


def _figures() -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    for how, after in _HOW:
        for kind in ("", "{k} "):
            for what in ("sum", "product"):
                head = f"{what} of [all] [of] [the]"
                found += noun(_figure(what, 1, how), f"{head} {kind}{_OF} {after}")
                for name, power in _POWERS.items():
                    if what == "sum" or power in {2, 3}:
                        found += noun(_figure(what, power, how), f"{head} {name} of [all] [of] [the] {kind}{_OF} {after}")  # fmt: skip
    return found


def _singles() -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    of = _OF.replace("roots|", "root|roots|").replace("(root|", "(root|solution|zero|", 1)
    for what, words in (("largest", "(largest|greatest|biggest|larger)"), ("smallest", "(smallest|least|smaller)")):  # fmt: skip
        found += noun(_extreme_of(what), f"{words} {{k}} {of}", f"{words} {of}")
    found += noun(
        _extreme_of("difference"), f"[positive] difference (between|of) [the] [two] [real] {_OF}"
    )
    return found


def _counts() -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    for how, after in _HOW:
        for kind in ("", "{k} "):
            found += clause(_number_of(how), f"how many {kind}{_ROOTS} (does|do) [the] [equation|polynomial|function] {{f}} have {after}",
                            f"how many {kind}{_ROOTS} (are there|exist) (to|of|for) [the] [equation|polynomial] {{f}} {after}")  # fmt: skip
            found += noun(_number_of(how), f"number of {kind}{_ROOTS} (of|to|for) [the] [equation|polynomial] {{f}} {after}")  # fmt: skip
    return found


_ARE: Final = "(are|be|denote) [all] [the] [two|three|four|2|3|4] [real|complex|distinct] (roots|solutions|zeros|zeroes) (of|to) [the] [quadratic|cubic] [equation|polynomial] {f}"

PHRASES = (
    *_figures(),
    *_singles(),
    *_counts(),
    *text(_in_roots, f"{{n}} {_ARE} ; [the] [value of] {{e}}", f"let {{n}} {_ARE} ; [the] [value of] {{e}}",
          f"(if|given that|suppose|suppose that|assume|given) {{n}} {_ARE} ; [the] [value of] {{e}}",
          f"(if|given that|given) {{n}} {_ARE} [,] [then] (find|what is|evaluate|compute|calculate|determine) [the] [value of] {{e}}",
          "[the] [quadratic|cubic] [equation|polynomial] {f} has [the] [real|complex] (roots|solutions|zeros) {n} ; [the] [value of] {e}"),
    *noun(_in_roots, f"[value of] {{e}} (if|where|given that|when) {{n}} {_ARE}"),
)  # fmt: skip
