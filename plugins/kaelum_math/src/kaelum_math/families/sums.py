"""Sums and products over a range: ``sum of k^2 for k = 1 to 10``, to infinity, and whether one converges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.exact import rational, recompute, try_rational
from kaelum_math.expr.nodes import (
    Add,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Relation,
    Sym,
    free_symbols,
    number,
    show,
    substitute,
)
from kaelum_math.expr.poly import Poly, polynomial, try_polynomial
from kaelum_math.methods.growth import converges, radius
from kaelum_math.methods.telescope import (
    difference_holds,
    geometric_parts,
    geometric_sum,
    rational_sum,
)
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, undecided
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "ClosedSum", "Converges", "FiniteSum", "InfiniteSum"]

MAX_TERMS: Final = 20_000
DIVERGES: Final = "the series diverges"
INFINITY: Final = Sym("oo")


@frozen
class FiniteSum(Task):
    """The sum, or the product, of a formula's values at consecutive integers."""

    body: Expr
    name: str
    low: int
    high: int
    product: bool = False

    def describe(self) -> str:
        what = "product" if self.product else "sum"
        return f"{what} of {show(self.body)} for {self.name} = {self.low} to {self.high}"

    def _terms(self) -> Iterable[Fraction]:
        if self.high - self.low >= MAX_TERMS:
            raise TooLarge(f"More than {MAX_TERMS} terms are not added up here.")
        for k in range(self.low, self.high + 1):
            yield rational(self.body, {self.name: Fraction(k)})

    def solve(self) -> Solution:
        total = Fraction(1 if self.product else 0)
        try:
            if not self.product:
                total = self._by_differences()
                return Solution(str(total), number(total))
        except OutOfReach:
            pass
        for term in self._terms():
            total = total * term if self.product else total + term
            if max(total.numerator.bit_length(), total.denominator.bit_length()) > 12_000:
                raise TooLarge("The result has too many digits.")
        return Solution(str(total), number(total))

    def _by_differences(self) -> Fraction:
        poly, base = geometric_parts(self.body, self.name)
        found = geometric_sum(poly, base, self.name)
        ends = (rational(found, {self.name: Fraction(k)}) for k in (self.high + 1, self.low))
        above, below = ends
        return above - below

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.value(answer)
        if self.high - self.low < MAX_TERMS:
            # Each value is worked out by a stack machine on unreduced pairs, last term first.
            total = Fraction(1 if self.product else 0)
            for k in range(self.high, self.low - 1, -1):
                value = recompute(substitute(self.body, {self.name: number(k)}))
                total = total * value if self.product else total + value
            yield proof("recomputed backwards, term by term", "recomputation", total == claimed)
            return
        poly, base = geometric_parts(self.body, self.name)
        found = geometric_sum(poly, base, self.name)
        yield proof("the terms are the differences of a function with these values at the ends",
                    "telescoping", difference_holds(found, self.body, self.name)
                    and self._by_differences() == claimed)  # fmt: skip


@frozen
class ClosedSum(Task):
    """The sum of a formula's values up to a place that is a variable."""

    body: Expr
    name: str
    low: Expr
    high: Expr

    def describe(self) -> str:
        return f"sum of {show(self.body)} for {self.name} = {show(self.low)} to {show(self.high)}"

    def _difference(self) -> Expr:
        try:
            poly, base = geometric_parts(self.body, self.name)
        except OutOfReach:
            return rational_sum(self.body, self.name)
        return geometric_sum(poly, base, self.name)

    def solve(self) -> Solution:
        from kaelum_math.expr import symbolic

        found = self._difference()
        top = substitute(found, {self.name: Add((self.high, number(1)))})
        total: Expr = Add((top, Neg(substitute(found, {self.name: self.low}))))
        poly = try_polynomial(total)
        if poly is not None:
            text = _factored(poly)
        else:
            from sympy import factor

            text = symbolic.text(factor(symbolic.to_sympy(total)))
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        from kaelum_math.families.analysis import equal_check

        if not isinstance(self.high, Sym):
            yield undecided("it grows by one term with every step", "differences")
            return
        claimed, name = answers.expression(answer), self.high.name
        before = substitute(claimed, {name: Add((Sym(name), number(-1)))})
        step = substitute(self.body, {self.name: Sym(name)})
        yield equal_check(Add((claimed, Neg(before))), step, "it grows by one term with every step",
                          "differences")  # fmt: skip
        start = Add(
            (
                substitute(claimed, {name: self.low}),
                Neg(substitute(self.body, {self.name: self.low})),
            )
        )
        yield claim("it begins with the first term", "substitution", rational(start) == 0,
                    independent=True)  # fmt: skip


def _factored(poly: Poly) -> str:
    from kaelum_math.families.polynomials import Factor

    if len(poly.variables()) != 1:
        return poly.text()
    return Factor(poly.expr(), poly.variables()[0]).solve().answer


@frozen
class InfiniteSum(Task):
    """The sum of a formula's values at all integers from some place on."""

    body: Expr
    name: str
    low: int

    def describe(self) -> str:
        return f"sum of {show(self.body)} for {self.name} = {self.low} to infinity"

    def _telescoped(self) -> Expr:
        """A function whose differences are the terms, and which falls to zero.

        Raises:
            OutOfReach: there is none of the kinds known here.
        """
        try:
            poly, base = geometric_parts(self.body, self.name)
        except OutOfReach:
            return rational_sum(self.body, self.name)
        if abs(base) >= 1:
            raise OutOfReach("The terms do not fall to zero.")
        return geometric_sum(poly, base, self.name)

    def solve(self) -> Solution:
        try:
            total = -rational(self._telescoped(), {self.name: Fraction(self.low)})
        except OutOfReach:
            return self._by_sympy()
        return Solution(str(total), number(total), {"method": "telescoping"})

    def _by_sympy(self) -> Solution:
        from sympy import Sum, oo, simplify

        from kaelum_math.expr import symbolic

        if not converges(self.body, self.name)[0]:
            return Solution(DIVERGES, None, {"method": "growth"})
        x = symbolic.symbol(self.name)
        try:
            value = Sum(symbolic.to_sympy(self.body), (x, self.low, oo)).doit()
        except (NotImplementedError, ValueError, TypeError) as error:
            raise OutOfReach("The sum has no closed form that was found.") from error
        if value.has(Sum) or not value.is_finite:
            raise OutOfReach("The sum has no closed form that was found.")
        value = simplify(value)
        return Solution(symbolic.text(value), symbolic.from_sympy(value), {"method": "table"})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == DIVERGES:
            convergent, test = converges(self.body, self.name)
            yield claim("the series diverges", test, not convergent, independent=True)
            return
        if evidence["method"] == "telescoping":
            found = self._telescoped()
            start = rational(found, {self.name: Fraction(self.low)})
            yield proof("the terms are the differences of a function that falls to zero",
                        "telescoping", difference_holds(found, self.body, self.name)
                        and answers.value(answer) == -start)  # fmt: skip
            return
        yield self._numeric(answer)

    def _numeric(self, answer: str) -> Check:
        """Whether partial sums, extrapolated, come close."""
        from mpmath import mp, nsum

        from kaelum_math.expr import symbolic

        what, method = "the partial sums tend to it", "Richardson's and Levin's extrapolation"
        x, body = symbolic.symbol(self.name), symbolic.to_sympy(self.body)
        wanted = mp.mpmathify(symbolic.to_sympy(answers.expression(answer)).evalf(20))

        def term(k: Any) -> Any:
            # The extrapolation raises the precision in force, and needs the terms as exactly.
            return mp.mpmathify(body.subs(x, int(k)).evalf(mp.dps + 5))

        try:
            with mp.workdps(20):
                near = abs(nsum(term, [self.low, mp.inf]) - wanted) < 1e-8 * (1 + abs(wanted))
        except (TypeError, ValueError, ZeroDivisionError, ArithmeticError):
            return undecided(what, method)
        return claim(what, method, holds=True) if near else undecided(what, method)


@frozen
class Converges(Task):
    """Whether the series of a formula converges."""

    body: Expr
    name: str

    def describe(self) -> str:
        return f"does the sum of {show(self.body)} over {self.name} to infinity converge?"

    def solve(self) -> Solution:
        found, test = converges(self.body, self.name)
        return Solution("yes" if found else "no", found,
                        notes=(f"The series {'converges' if found else 'diverges'}: {test}.",))  # fmt: skip

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        found, test = converges(self.body, self.name)
        yield claim("the growth of the terms decides", test, answer == ("yes" if found else "no"))


@frozen
class Radius(Task):
    """The radius of convergence of a power series."""

    body: Expr
    name: str
    variable: str

    def describe(self) -> str:
        return f"radius of convergence of the sum of {show(self.body)} over {self.name}"

    def solve(self) -> Solution:
        limit = radius(substitute(self.body, {self.variable: number(1)}), self.name)
        if limit is None:
            return Solution("0", number(0))
        return (
            Solution("infinity", INFINITY)
            if not limit
            else Solution(str(1 / limit), number(1 / limit))
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        # Inside the radius the series converges, outside it diverges.
        sides = []
        if answer != "infinity":
            edge = answers.value(answer)
            sides.append(not self._converges(edge * 2 or Fraction(1, 1000)))
        if answer != "0":
            sides.append(self._converges(Fraction(1000) if answer == "infinity" else edge / 2))
        yield claim("inside it the series converges, outside it does not", "growth of the terms",
                    all(sides), independent=True)  # fmt: skip

    def _converges(self, x: Fraction) -> bool:
        return converges(substitute(self.body, {self.variable: number(x)}), self.name)[0]


# -- phrases -------------------------------------------------------------------


def sum_task(body: Expr, name: str, low: Expr, high: Expr, *, product: bool = False) -> Task | None:
    """The task of a sum or product from ``low`` to ``high``, in the kind that fits.

    Raises:
        MathError: it is none.
    """
    first, last = try_rational(low), (None if high == INFINITY else try_rational(high))
    if first is not None and first.denominator != 1:
        raise NotUnderstood("A sum runs over whole numbers.")
    others = free_symbols(body) - {name}
    if high == INFINITY:
        if product or others or first is None:
            raise OutOfReach("Such an infinite sum or product is not worked out here.")
        return InfiniteSum(body, name, int(first))
    if first is None or last is None:
        if product:
            raise OutOfReach("A product up to a variable place is not worked out here.")
        return ClosedSum(body, name, low, high)
    if last.denominator != 1 or last < first:
        raise NotUnderstood("A sum runs over whole numbers, upwards.")
    if others:
        return _written_out(body, name, range(int(first), int(last) + 1), product=product)
    return FiniteSum(body, name, int(first), int(last), product)


def _written_out(body: Expr, name: str, places: range, *, product: bool) -> Task | None:
    from kaelum_math.families.polynomials import Expand

    if len(places) > 50:
        raise TooLarge("The sum has too many terms to write out.")
    terms = tuple(substitute(body, {name: number(k)}) for k in places)
    expr: Expr = Mul((number(1), *terms)) if product else Add((number(0), *terms))
    polynomial(expr)
    return Expand(expr)


def _worded(*, product: bool) -> Builder:
    def build(m: Slots) -> Task | None:
        name = m.variable("k") if m.has("k") else _only(m)
        body = m.expr("f", free=(name,))
        return sum_task(body, name, m.expr("a"), m.expr("b"), product=product)

    return build


def _only(m: Slots) -> str:
    names = sorted(free_symbols(m.expr("f")))
    if len(names) != 1:
        raise NotUnderstood("It is not said over what the sum runs.")
    return names[0]


def _signed(*, product: bool) -> Builder:
    r"""``\sum_{k=1}^{5} k!``: the range stands before the terms, without words between."""

    def build(m: Slots) -> Task | None:
        name, low, high, tokens = _range(list(m.tokens("body")), m)
        inner, rest = _extent(tokens, name)
        body = m.scope.value(inner, m.choices, free=(name,))
        task = sum_task(body, name, low, high, product=product)
        if task is None or not rest:
            return task
        return _with_rest(m, task, rest)

    return build


def _range(tokens: list[Token], m: Slots) -> tuple[str, Expr, Expr, list[Token]]:
    """The index, its bounds, and what follows: ``_{k=1}^{n}``."""
    from kaelum_math.families.analysis import bound_size

    bounds: dict[str, list[Token]] = {}
    while tokens and tokens[0].text in {"_", "^"} and tokens[0].text not in bounds:
        size = bound_size(tokens[1:])
        bounds[tokens[0].text], tokens = tokens[1 : 1 + size], tokens[1 + size :]
    below, above = bounds.get("_", []), bounds.get("^", [])
    if below and below[0].text in {"{", "("}:
        below = below[1:-1]
    if len(below) < 3 or below[1].text != "=" or below[0].kind != "word" or not tokens:
        raise NotUnderstood("The range of a sum is not understood.")
    high = m.value_of(above) if above else INFINITY
    return below[0].raw, m.value_of(below[2:]), high, tokens


def _extent(tokens: list[Token], name: str) -> tuple[list[Token], list[Token]]:
    """The terms under the sign, which reach to the last one with the index, and what follows."""
    depth, cut = 0, [0]
    for at, token in enumerate(tokens):
        depth += (token.text in "([{") - (token.text in ")]}")
        if (
            depth == 0
            and at
            and token.text in {"+", "-"}
            and tokens[at - 1].text not in {"^", "*", "/", "**"}
        ):
            cut.append(at)
    pieces = [tokens[a:b] for a, b in zip(cut, [*cut[1:], len(tokens)], strict=True)]
    last = max(
        (k for k, piece in enumerate(pieces) if any(t.raw == name for t in piece)), default=0
    )
    end = cut[last + 1] if last + 1 < len(cut) else len(tokens)
    return tokens[:end], tokens[end:]


def _with_rest(m: Slots, task: Task, rest: Sequence[Token]) -> Task | None:
    """The value of the sum with what is added to it."""
    from kaelum_math.families.reals import value_task

    value = m.scope.solve(task).solution.value
    if value is None or isinstance(value, (bool, str, tuple, Relation)):
        return None
    tail = m.value_of(rest[1:])
    return value_task(Add((value, Neg(tail) if rest[0].text == "-" else tail)))


def _series(make: Callable[[Expr, str], Task]) -> Builder:
    """The terms of a series named in any way, with or without a range, for what is asked of it."""

    def build(m: Slots) -> Task | None:
        tokens = list(m.tokens("f"))
        while tokens and tokens[0].text in {"\\", "sum", "of", "the", "series"}:
            tokens = tokens[1:]
        if tokens and tokens[0].text in {"_", "^"}:
            name, _, high, tokens = _range(tokens, m)
            if high != INFINITY:
                return None
            return make(m.scope.value(tokens, m.choices, free=(name,)), name)
        if [t.text for t in tokens] in (["harmonic"], ["harmonic", "series"]):
            return make(Div(number(1), Sym("n")), "n")
        expr = m.scope.value(tokens, m.choices)
        names = sorted(free_symbols(expr))
        name = m.variable("k") if m.has("k") else "n" if "n" in names else names[0] if names else ""
        return make(expr, name) if name else None

    return build


def _only_index(body: Expr, name: str) -> Task:
    if free_symbols(body) != {name}:
        raise NotUnderstood("The terms of the series have other variables.")
    return Converges(body, name)


def _radius(body: Expr, name: str) -> Task:
    others = sorted(free_symbols(body) - {name})
    if len(others) != 1:
        raise NotUnderstood("A power series in one variable is expected.")
    return Radius(body, name, others[0])


def _progression(*, infinite: bool) -> Builder:
    """``the sum of the first 10 terms of the geometric series 1, 2, 4, ...``"""

    def build(m: Slots) -> Task | None:
        kind = m.text("kind") if m.has("kind") else ""
        if m.has("xs"):
            terms = _shown(m)
            first, step, ratio = _rule(terms, kind)
        else:
            first = m.number("first")
            given = m.number("step")
            step, ratio = (given, None) if kind == "arithmetic" else (None, given)
        k = Sym("k")
        if ratio is not None:
            body: Expr = Mul((number(first), Pow(number(ratio), k)))
        else:
            body = Add((number(first), Mul((number(step or 0), k))))
        if infinite:
            return InfiniteSum(body, "k", 0)
        count = m.integer("n")
        if count < 1:
            raise NotUnderstood("At least one term is needed.")
        return FiniteSum(body, "k", 0, count - 1)

    return build


def _shown(m: Slots) -> list[Fraction]:
    tokens = list(m.tokens("xs"))
    while tokens and tokens[-1].text in {",", "...", "+", "and", "so", "on"}:
        tokens = tokens[:-1]
    terms = Slots({"xs": [t for t in tokens if t.text != "..."]}, m.scope, m.choices)
    plus = any(t.text == "+" for t in tokens)
    if plus:
        from kaelum_math.slots import split

        return [rational(m.value_of(piece)) for piece in split(tokens, "+")]
    return [item.value for item in terms.items("xs")]


def _rule(
    terms: Sequence[Fraction], kind: str
) -> tuple[Fraction, Fraction | None, Fraction | None]:
    """The first term, and the common difference or the common ratio.

    Raises:
        NotUnderstood: the terms follow no such rule, or too few are shown to tell which.
    """
    if len(terms) < (2 if kind else 3):
        raise NotUnderstood("Too few terms are shown to tell how they go on.")
    step = terms[1] - terms[0]
    if kind != "geometric" and all(b - a == step for a, b in pairwise(terms)):
        return terms[0], step, None
    if kind != "arithmetic" and all(terms[:-1]):
        ratio = terms[1] / terms[0]
        if all(b / a == ratio for a, b in pairwise(terms)):
            return terms[0], None, ratio
    raise NotUnderstood("The terms shown follow no rule that is known here.")


def _dotted(m: Slots) -> Task | None:
    """``2 + 4 + 6 + ... + 50`` and ``1 + 1/2 + 1/4 + ...``"""
    tokens = list(m.tokens("xs"))
    dots = [k for k, token in enumerate(tokens) if token.text == "..."]
    if len(dots) != 1 or not dots[0] or tokens[dots[0] - 1].text not in {"+", ","}:
        return None
    shown, rest = tokens[: dots[0]], tokens[dots[0] + 1 :]
    if any(token.kind == "op" and token.text in "^*/!" for token in shown) and rest:
        patterned = _patterned(shown, rest)
        if patterned is not None:
            return patterned
    terms = _signed_terms(shown, m)
    plain = all(token.kind == "num" or token.text in {"+", ","} for token in shown)
    kind = "arithmetic" if len(terms) == 2 and rest and plain else ""
    first, step, ratio = _rule(terms, kind)
    k = Sym("k")
    body: Expr = (
        Mul((number(first), Pow(number(ratio), k)))
        if ratio is not None
        else Add((number(first), Mul((number(step or 0), k))))
    )
    if not rest:
        return InfiniteSum(body, "k", 0)
    last = rational(m.value_of(rest[1:] if rest[0].text == "+" else rest))
    for count in range(1, MAX_TERMS):
        value = rational(body, {"k": Fraction(count)})
        if value == last:
            return FiniteSum(body, "k", 0, count)
        if step and (value - last) * step > 0:
            break
        if count > 2000 and ratio is not None:
            break
    raise NotUnderstood("The last term is none of the sequence.")


def _patterned(shown: Sequence[Token], rest: Sequence[Token]) -> Task | None:
    """``1^2 + 2^2 + ... + 20^2``: terms of one shape, whose numbers all go up evenly or stay."""
    from kaelum_math.slots import split

    terms = [*split(shown, "+"), *split(rest, "+")]
    if len({tuple(t.kind if t.kind == "num" else t.text for t in term) for term in terms}) != 1:
        return None
    body: list[str] = []
    counts: set[Fraction] = set()
    for column in zip(*terms, strict=True):
        values = [token.value for token in column]
        steps = {b - a for a, b in pairwise(values[:-1])}
        if column[0].kind != "num" or (steps == {0} and values[-1] == values[0]):
            body.append(column[0].raw)
            continue
        if len(steps) != 1 or 0 in steps:
            return None
        step = steps.pop()
        counts.add((values[-1] - values[0]) / step)
        body.append(f"({values[0]} + ({step})*k)")
    if len(counts) != 1:
        return None
    count = counts.pop()
    if count.denominator != 1 or not len(terms) - 2 < count < MAX_TERMS:
        return None
    task = FiniteSum(answers.expression(" ".join(body)), "k", 0, int(count))
    if len(terms) == 3 and _geometric(task):
        raise NotUnderstood("Too few terms are shown to tell how they go on.")
    return task


def _geometric(task: FiniteSum) -> bool:
    """Whether the last term belongs, too, to the geometric sequence of the first two."""
    first, second, last = (rational(task.body, {"k": Fraction(k)}) for k in (0, 1, task.high))
    if not first or abs(second) in {0, abs(first)}:
        return False
    term, ratio = second, second / first
    grows = abs(ratio) > 1
    while (abs(term) < abs(last)) if grows else (abs(term) > abs(last)):
        term *= ratio
    return term == last


def _signed_terms(tokens: Sequence[Token], m: Slots) -> list[Fraction]:
    """The terms of ``1 - 1/3 + 1/9 +``."""
    found: list[Fraction] = []
    start, depth = 0, 0
    for at, token in enumerate(tokens):
        depth += (token.text in "([{") - (token.text in ")]}")
        if depth == 0 and at > start and token.text in {"+", "-", ","}:
            piece = tokens[start:at]
            sign = -1 if piece[0].text == "-" else 1
            piece = piece[1:] if piece[0].text in {"+", "-", ","} else piece
            found.append(sign * rational(m.value_of(piece)))
            start = at
    return found


_SUM = "(sum|total|summation)"
_SERIES = "(series|sequence|progression)"
_FROM = "(for|from|over|as|where|with|when) [all] [integers]"

PHRASES = (
    *noun(_worded(product=False), f"{_SUM} of {{f}} [,] {_FROM} {{k}} = {{a}} (to|through|up to|until) [{{j}} =] {{b}}",
          f"{_SUM} {{f}} [,] {_FROM} {{k}} = {{a}} (to|through|up to) {{b}}",
          f"{_SUM} of {{f}} [,] (for|as|when|where) {{k}} (from|going from|goes from|runs from|ranging from|between) {{a}} (to|through|and) {{b}}",
          f"{_SUM} [from] {{k}} = {{a}} (to|through) {{b}} [of] {{f}}",
          f"{_SUM} (for|over) {{k}} from {{a}} to {{b}} of {{f}}",
          "\\\\ sum {f} [,] (from|for|,) {k} = {a} to {b}"),
    *noun(_worded(product=True), f"product of {{f}} [,] {_FROM} {{k}} = {{a}} (to|through|up to) {{b}}",
          "product of {f} [,] (for|as) {k} from {a} to {b}",
          "product [from] {k} = {a} (to|through) {b} [of] {f}",
          "\\\\ prod {f} [,] (from|for|,) {k} = {a} to {b}"),
    *noun(_signed(product=False), "\\\\ sum {body}", "sum {body}", rank=1),
    *noun(_signed(product=True), "\\\\ prod {body}", "(prod|product) {body}", rank=1),
    *clause(_series(_only_index), f"(does|do|will) [the] [infinite] [{_SERIES}] [sum of] [sum] {{f}} (converge|diverge or converge|converge or diverge) [or diverge|or not]",
            f"is [the] [infinite] [{_SERIES}] [sum of] {{f}} (convergent|convergent or divergent|a convergent series)",
            f"(determine|decide|check|test) (whether|if) [the] [infinite] [{_SERIES}] [sum of] {{f}} (converges|is convergent|converges or diverges)"),
    *noun(_series(_radius), f"radius of convergence (of|for) [the] [power] [{_SERIES}] [sum of] {{f}}"),
    *noun(_progression(infinite=False), f"{_SUM} of [the] first {{n}} terms of [the|an|a] [{{kind}}] {_SERIES} [:] {{xs}}",
          f"{_SUM} of [the] first {{n}} terms of [the|an|a] {{kind}} {_SERIES} (with|whose|having) first term [is|of|=] {{first}} and [common] (ratio|difference) [is|of|=] {{step}}"),
    *noun(_progression(infinite=True), f"{_SUM} (of|to infinity of) [the|an|a] [infinite] [{{kind}}] {_SERIES} (with|whose|having) first term [is|of|=] {{first}} and [common] ratio [is|of|=] {{step}}",
          f"{_SUM} to infinity of [the|an|a] [{{kind}}] {_SERIES} [:] {{xs}}"),
    *noun(_dotted, "{xs}", "(sum|value) of [the] [infinite] [geometric|arithmetic] [series|progression] [:] {xs}"),
)  # fmt: skip
