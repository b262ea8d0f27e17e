"""How people ask for sums: ``sum of k^2 for k = 1 to 10``, to infinity, written out with dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.exact import rational, try_rational
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
    substitute,
)
from kaelum_math.expr.poly import polynomial
from kaelum_math.families.sum_tasks import (
    INFINITY,
    MAX_TERMS,
    ClosedSum,
    Converges,
    FiniteSum,
    InfiniteSum,
    Radius,
)
from kaelum_math.phrases import Builder, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES"]


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
        if m.other_variable("j", name):
            raise NotUnderstood("The sum begins and ends with different variables.")
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
        if kind not in {"", "arithmetic", "geometric"}:
            raise NotUnderstood(f"{kind!r} is no kind of series.")
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
    last = rational(m.value_of(rest[1:] if rest[0].text in {"+", ","} else rest))
    for count in range(1, MAX_TERMS):
        value = rational(body, {"k": Fraction(count)})
        if value == last:
            return FiniteSum(body, "k", 0, count)
        if step and (value - last) * step > 0:
            break
        if count > 2000 and ratio is not None:
            break
    raise NotUnderstood("The last term is none of the sequence.")


def _dotted_formula(m: Slots) -> Task | None:
    """A dotted sum that is named by its signs alone; terms with commas are no sum yet."""
    plain = "," not in {token.text for token in m.tokens("xs")}
    return _dotted(m) if plain else None


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
    *noun(_signed(product=False), "\\\\ sum {body}", "sum {body}", "(sum|value) of [the] [infinite|finite] series [\\\\] sum {body}", rank=1),
    *noun(_signed(product=True), "\\\\ prod {body}", "(prod|product) {body}", rank=1),
    *clause(_series(_only_index), f"(does|do|will) [the] [infinite] [{_SERIES}] [sum of] [sum] {{f}} (converge|diverge or converge|converge or diverge) [or diverge|or not]",
            f"is [the] [infinite] [{_SERIES}] [sum of] {{f}} (convergent|convergent or divergent|a convergent series)",
            f"(determine|decide|check|test) (whether|if) [the] [infinite] [{_SERIES}] [sum of] {{f}} (converges|is convergent|converges or diverges)"),
    *noun(_series(_radius), f"radius of convergence (of|for) [the] [power] [{_SERIES}] [sum of] {{f}}"),
    *noun(_progression(infinite=False), f"{_SUM} of [the] first {{n}} terms of [the|an|a] [{{kind}}] {_SERIES} [:] {{xs}}",
          f"{_SUM} of [the] first {{n}} terms of [the|an|a] {{kind}} {_SERIES} (with|whose|having) first term [is|of|=] {{first}} and [common] (ratio|difference) [is|of|=] {{step}}"),
    *noun(_progression(infinite=True), f"{_SUM} (of|to infinity of) [the|an|a] [infinite] [{{kind}}] {_SERIES} (with|whose|having) first term [is|of|=] {{first}} and [common] ratio [is|of|=] {{step}}",
          f"{_SUM} to infinity of [the|an|a] [{{kind}}] {_SERIES} [:] {{xs}}"),
    *noun(_dotted_formula, "{xs}", needs="..."),
    *noun(_dotted, "(sum|value) of [the] [infinite] [geometric|arithmetic] [series|progression] [:] {xs}"),
)  # fmt: skip
