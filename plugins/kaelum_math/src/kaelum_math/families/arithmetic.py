"""Exact arithmetic with rational numbers: formulae, and operations named in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import Ambiguous, MathError, NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.exact import rational, recompute
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    free_symbols,
    has_decimal,
    number,
    number_text,
    show,
)
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof
from kaelum_math.text import numerals
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "Evaluate"]

UNDEFINED = "undefined"


@frozen
class Evaluate(Task):
    """The value of an expression that is a rational number, or undefined."""

    expr: Expr

    def describe(self) -> str:
        return show(self.expr)

    def solve(self) -> Solution:
        try:
            value = rational(self.expr)
        except Undefined as error:
            return Solution(UNDEFINED, notes=(str(error),))
        decimal = has_decimal(self.expr)
        return Solution(number_text(value, decimal=decimal), Num(value, decimal))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        method = "integer arithmetic without reduction"
        try:
            value = recompute(self.expr)
        except Undefined as error:
            yield proof(
                "the expression is undefined", method, answer == UNDEFINED, detail=str(error)
            )
            return
        try:
            claimed = answers.value(answer)
        except MathError as error:
            yield claim("the answer is a number", "reading it", holds=False, detail=str(error))
            return
        yield proof("the expression has this value", method, value == claimed)


def evaluate(expr: Expr) -> Evaluate | None:
    """The task of evaluating ``expr``, or None where it is no rational number."""
    try:
        rational(expr)
    except OutOfReach:
        return None
    except Undefined:
        if free_symbols(expr):
            return None
    return Evaluate(expr)


def _formula(m: Slots) -> Task | None:
    return evaluate(m.expr("e"))


_REACHING: Final = frozenset({"squared", "cubed", "divided"})


def _refuse_far_reach(tokens: Sequence[Token]) -> None:
    """Refuse ``3 and 4 squared``, which may be a square of both, unless the others say it too.

    Raises:
        Ambiguous: a word that only the last entry has may reach over the others.
    """
    last = [k for k, token in enumerate(tokens) if token.text in {",", "and", "&"}]
    before, after = tokens[: last[-1]] if last else (), tokens[last[-1] + 1 if last else 0 :]
    reaching = _REACHING & {token.text for token in after}
    if reaching and not reaching <= {token.text for token in before}:
        raise Ambiguous(f"It is unclear how far {min(reaching)!r} reaches.")


def _fold(combine: Callable[[tuple[Expr, ...]], Expr]) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        items = m.items("xs")
        if len(items) < 2:
            raise NotUnderstood("An operation needs two numbers.")
        _refuse_far_reach(m.tokens("xs"))
        return evaluate(combine(tuple(item.expr for item in items)))

    return build


def _sum_of(change: Callable[[Expr], Expr]) -> Callable[[Slots], Task | None]:
    """``the sum of the squares of 3 and 4``."""
    fold = _fold(lambda items: Add(tuple(change(item) for item in items)))

    def build(m: Slots) -> Task | None:
        if any(free_symbols(item.expr) for item in m.items("xs")):
            return None
        return fold(m)

    return build


def _pair(combine: Callable[[Expr, Expr], Expr]) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        return evaluate(combine(m.expr("a"), m.expr("b")))

    return build


def _plain_pair(
    combine: Callable[[Expr, Expr], Expr], *, part: str = "b"
) -> Callable[[Slots], Task | None]:
    """As :func:`_pair`, but not "increase 50 by 10%", which is another question."""
    build = _pair(combine)
    return lambda m: None if m.raw(part).endswith(("%", "percent")) else build(m)


def _changed(sign: int) -> Callable[[Slots], Task | None]:
    """``increase 80 by a quarter``: a part in words is one of what changes; in figures, perhaps."""
    build = _plain_pair(lambda a, b: Add((a, b if sign > 0 else Neg(b))))

    def run(m: Slots) -> Task | None:
        part = m.expr("b")
        if not isinstance(part, (Num, Div)) or not 0 < rational(part) < 1 or "." in m.raw("b"):
            return build(m)
        factor = number(1 + sign * rational(part))
        share = evaluate(Mul((m.expr("a"), factor)))
        if any(character.isalpha() for character in m.raw("b")):
            return share
        return m.choices.pick((build(m), share))

    return run


def _quotient(m: Slots) -> Task | None:
    """The quotient of a division; of whole numbers, none where a remainder is left."""
    top, bottom = m.expr("a"), m.expr("b")
    if isinstance(top, Num) and isinstance(bottom, Num) and bottom.value:
        whole = top.value.denominator == bottom.value.denominator == 1
        if whole and top.value % bottom.value:
            raise NotUnderstood(
                "It is unclear whether the quotient is a fraction or leaves a rest."
            )
    return evaluate(Div(top, bottom))


def _difference(m: Slots) -> Task | None:
    left, right = m.expr("a"), m.expr("b")
    ends = [{token.text for token in m.tokens(name)} & _REACHING for name in "ab"]
    if ends[1] - ends[0]:
        raise Ambiguous(f"It is unclear how far {min(ends[1])!r} reaches.")
    try:
        swap = rational(left) < rational(right)
    except MathError:
        return None
    larger, smaller = (right, left) if swap else (left, right)
    return evaluate(Add((larger, Neg(smaller))))


def _share(m: Slots) -> Task | None:
    """``0.3 of 50``; a whole number is no part of anything, and ``10 of 20`` no product."""
    part, whole = m.expr("a"), m.expr("b")
    if rational(part).denominator == 1:
        raise NotUnderstood(f"It is unclear what {m.raw('a')!r} is a part of.")
    return evaluate(Mul((part, whole)))


def _power_order(exponent: int) -> Callable[[Slots], Task | None]:
    """``square 5``; a square root is no square."""

    def build(m: Slots) -> Task | None:
        if m.tokens("a")[0].text in {"root", "roots"}:
            raise NotUnderstood("A root is asked for.")
        return evaluate(Pow(m.expr("a"), number(exponent)))

    return build


def _gap(sign: int) -> Callable[[Slots], Task | None]:
    """``how much bigger is 3/4 than 2/3``; not where it is the smaller."""

    def build(m: Slots) -> Task | None:
        larger, smaller = (m.expr("a"), m.expr("b"))[::sign]
        if rational(larger) < rational(smaller):
            raise NotUnderstood("The numbers do not compare as the question says.")
        return evaluate(Add((larger, Neg(smaller))))

    return build


def _parts(m: Slots) -> Task | None:
    """``how many thirds are in 4``."""
    share = numerals.read(["1", m.text("d").removesuffix("s").replace("halve", "half"), "of"])
    if share is None or share[1] != 2:
        raise NotUnderstood("A part such as a third is expected.")
    return evaluate(Div(m.expr("x"), number(share[0])))


_COEFFICIENTS: Final = frozenset("twice double triple thrice half".split())


def _power_of_all(exponent: int) -> Callable[[Slots], Task | None]:
    """``log base 2 of 8 squared`` as the square of all: the other reading is that of the phrase."""

    def build(m: Slots) -> Task | None:
        tokens = m.tokens("a")
        if tokens[0].text in _COEFFICIENTS or any(token.text in _REACHING for token in tokens):
            return None  # twice 3 squared is 2*3^2; the sum of 3 squared and 4 squared is clear
        if len(tokens) > 1 and tokens[-2].text in {"/", "^", "**"}:
            raise Ambiguous("It is unclear how much is raised to a power.")
        try:
            m.scope.parse_name(tokens)
        except NotUnderstood:
            return evaluate(Pow(m.expr("a"), number(exponent)))
        return None  # a formula has its own rules of what a power reaches

    return build


_minus_from = _plain_pair(lambda a, b: Add((b, Neg(a))), part="a")
_more_than = _plain_pair(lambda a, b: Add((a, b)), part="a")

PHRASES = (
    *noun(_formula, "{e}"),
    *clause(_formula, "(simplify|reduce|evaluate) [the] [fraction|expression] [:] {e} [to lowest terms|to its lowest "
            "terms|to simplest form|to its simplest form|in simplest form|fully]",
            "(write|express|put) {e} in (lowest terms|its lowest terms|simplest form|its simplest form)"),
    *noun(_fold(Add), "[grand|combined] (sum|total) of {xs}", "{xs} (added|summed) [together|up]",
          "{xs} put together"),
    *clause(_fold(Add), "(add|sum|total) [together|up] {xs} [together|up]", "put together {xs}"),
    *clause(_pair(lambda a, b: Add((a, b))), "add {a} (to|with) {b}"),
    *clause(_changed(1), "increase {a} by {b}"),
    *noun(_sum_of(lambda a: Pow(a, number(2))), "sum of [the] squares of {xs}"),
    *noun(_sum_of(lambda a: Pow(a, number(3))), "sum of [the] cubes of {xs}"),
    *noun(_sum_of(lambda a: Pow(a, number(-1))), "sum of [the] reciprocals of {xs}"),
    *noun(_sum_of(lambda a: Call("sqrt", (a,))), "sum of [the] square roots of {xs}"),
    *noun(_fold(Mul), "product of {xs}"),
    *clause(_fold(Mul), "multiply [together] {xs}"),
    *clause(_pair(lambda a, b: Mul((a, b))), "multiply {a} (by|with|times) {b}"),
    *clause(_pair(Div), "divide {a} by {b}"),
    *clause(_pair(lambda a, b: Div(b, a)), "divide {a} into {b}"),
    *noun(_pair(Div), "quotient of {a} (and|by) {b}", "ratio of {a} to {b}"),
    *noun(_quotient, "quotient when {a} is divided by {b}"),
    *noun(_minus_from, "{a} (less|fewer) than {b}", "{a} subtracted from {b}"),
    *clause(_minus_from, "subtract {a} from {b}", "take [away] {a} [away] from {b}"),
    *clause(_changed(-1), "(decrease|reduce) {a} by {b}"),
    *noun(_changed(-1), "{a} (decreased|reduced|diminished) by {b}"),
    *noun(_more_than, "{a} more than {b}"),
    *noun(_changed(1), "{a} increased by {b}"),
    *clause(_gap(1), "how much (more|bigger|larger|greater|higher) is {a} than {b}", "by how much is {a} (more|bigger|larger|greater|higher) than {b}", "by how much does {a} exceed {b}"),
    *clause(_gap(-1), "how much (less|smaller|lower) is {a} than {b}", "by how much is {a} (less|smaller|lower) than {b}"),
    *clause(_parts, "how many {d} (are|are there) in {x}", "how many {d} in {x}", "how many {d} (make|make up) {x}"),
    *noun(_difference, "[absolute] (difference|distance) (between|of) {a} and {b}"),
    *clause(_power_order(2), "square {a}"),
    *clause(_power_order(3), "cube {a}"),
    *clause(lambda m: evaluate(Div(m.expr("a"), number(2))), "halve {a}"),
    *noun(lambda m: evaluate(Pow(m.expr("a"), number(2))), "square of {a}"),
    *noun(lambda m: evaluate(Pow(m.expr("a"), number(3))), "cube of {a}"),
    *noun(lambda m: evaluate(Pow(m.expr("a"), number(-1))), "(reciprocal|multiplicative inverse) of {a}"),
    *noun(lambda m: evaluate(Neg(m.expr("a"))), "(negative|opposite|additive inverse) of {a}"),
    *noun(lambda m: evaluate(Mul((number(2), m.expr("a")))), "(double|twice) [of] {a}"),
    *noun(lambda m: evaluate(Mul((number(3), m.expr("a")))), "(triple|thrice) [of] {a}"),
    *noun(_power_of_all(2), "{a} squared"),
    *noun(_power_of_all(3), "{a} cubed"),
    *noun(_share, "{a} of {b}", rank=-1),
)  # fmt: skip
