"""What kind of number something is: whole, rational, irrational, positive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.exact import integer_root, rational
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Pow, Sym, number, show
from kaelum_math.expr.surd import surd
from kaelum_math.families.simplifying import prime_powers
from kaelum_math.phrases import clause
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, undecided

__all__ = ["PHRASES", "Kind"]

_KINDS: Final[dict[str, Callable[[Fraction | None], bool]]] = {
    "a rational number": lambda q: q is not None,
    "an irrational number": lambda q: q is None,
    "an integer": lambda q: q is not None and q.denominator == 1,
    "a natural number": lambda q: q is not None and q.denominator == 1 and q > 0,
}
"""A kind of real number -> whether a rational number is of the kind; None is an irrational one."""


@frozen
class Kind(Task):
    """Whether a real number is of a kind."""

    expr: Expr
    kind: str

    def describe(self) -> str:
        return f"whether {show(self.expr)} is {self.kind}"

    def solve(self) -> Solution:
        holds = _KINDS[self.kind](_value(self.expr))
        return Solution("yes" if holds else "no", holds)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        """The number again: as a root whose power is in lowest terms (rational root theorem)."""
        try:
            value = _by_roots(self.expr)
        except OutOfReach:
            yield from self._by_theorem(answer)
            return
        holds = "yes" if _KINDS[self.kind](value) else "no"
        yield proof("the root of a fraction in lowest terms is rational only if both terms are powers",
                    "integer roots", holds == answer)  # fmt: skip

    def _by_theorem(self, answer: str) -> Iterable[Check]:
        said = "pi and e are irrational, and so are their rational multiples"
        if not _transcendental(self.expr):
            yield undecided("the number is of the kind", "integer roots")
            return
        holds = "yes" if _KINDS[self.kind](None) else "no"
        yield claim(said, "Lambert's and Hermite's theorems", holds == answer, independent=True)


def _value(expr: Expr) -> Fraction | None:
    """The rational number that ``expr`` is; None if it is irrational.

    Raises:
        OutOfReach: it is not known which.
    """
    try:
        return rational(expr)
    except OutOfReach:
        pass
    if _transcendental(expr):
        return None
    try:
        return surd(expr).rational()
    except OutOfReach:
        sign, powers = prime_powers(expr)
    if any(power.denominator > 1 for power in powers.values()):
        return None
    return sign * _product([Fraction(prime) ** int(power) for prime, power in powers.items()])


def _by_roots(expr: Expr) -> Fraction | None:
    """The value of a rational multiple of one root plus a rational number; None if irrational.

    Raises:
        OutOfReach: it is nothing of this kind.
    """
    match expr:
        case Neg(arg):
            value = _by_roots(arg)
            return None if value is None else -value
        case Add(terms):
            return _one_irrational(terms, sum)
        case Mul(factors):
            return _one_irrational(factors, _product)
        case Div(num, den):
            return _one_irrational((num, Pow(den, number(-1))), _product)
        case Call("sqrt", (arg,)):
            return _root(_known(arg), Fraction(1, 2))
        case Call("cbrt", (arg,)):
            return _root(_known(arg), Fraction(1, 3))
        case Pow(base, exp):
            return _root(_known(base), rational(exp))
    return rational(expr)


def _known(expr: Expr) -> Fraction:
    value = _by_roots(expr)
    if value is None:
        raise OutOfReach("The root of an irrational number is not followed here.")
    return value


def _product(values: list[Fraction]) -> Fraction:
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def _one_irrational(
    parts: tuple[Expr, ...], joined: Callable[[list[Fraction]], Fraction | int]
) -> Fraction | None:
    """A sum or a product of numbers of which one at the most is irrational."""
    values = [_by_roots(part) for part in parts]
    known = [value for value in values if value is not None]
    irrational = len(values) - len(known)
    if joined is _product and 0 in known:
        return Fraction(0)
    if irrational > 1:
        raise OutOfReach("It is not known whether the number is rational.")
    return None if irrational else Fraction(joined(known))


def _root(value: Fraction, exponent: Fraction) -> Fraction | None:
    """``value**exponent`` if it is rational, else None."""
    degree = exponent.denominator
    if value < 0 and degree % 2 == 0:
        raise OutOfReach("The number is not real.")
    roots = [integer_root(abs(part), degree) for part in (value.numerator, value.denominator)]
    if any(root**degree != abs(part) for root, part in zip(roots, (value.numerator, value.denominator), strict=True)):  # fmt: skip
        return None
    found: Fraction = Fraction(roots[0], roots[1]) ** exponent.numerator
    return -found if value < 0 and exponent.numerator % 2 else found


def _transcendental(expr: Expr) -> bool:
    """Whether ``expr`` is a rational multiple, not zero, of pi or e, plus a rational number."""
    match expr:
        case Sym("pi" | "e"):
            return True
        case Neg(arg):
            return _transcendental(arg)
        case Div(num, den):
            return _transcendental(num) and _is_rational(den)
        case Add(parts) | Mul(parts):
            rest = [part for part in parts if not _transcendental(part)]
            zero = isinstance(expr, Mul) and any(_is_zero(part) for part in rest)
            return len(rest) == len(parts) - 1 and all(map(_is_rational, rest)) and not zero
    return False


def _is_rational(expr: Expr) -> bool:
    try:
        rational(expr)
    except MathError:
        return False
    return True


def _is_zero(expr: Expr) -> bool:
    return _is_rational(expr) and rational(expr) == 0


# -- phrases -----------------------------------------------------------------


def _kind(kind: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        expr = m.expr("x")
        value = _value(expr)
        if kind == "a natural number" and value == 0:
            raise NotUnderstood("Whether 0 is a natural number is a matter of convention.")
        return Kind(expr, kind)

    return build


def _whole(m: Slots) -> Task | None:
    value = _value(m.expr("x"))
    if value is not None and value < 0 and value.denominator == 1:
        raise NotUnderstood("Whether negative numbers are whole is a matter of convention.")
    return Kind(m.expr("x"), "an integer")


PHRASES = (
    *clause(_kind("a rational number"), "is {x} [a] rational [number]"),
    *clause(_kind("an irrational number"), "is {x} [an] irrational [number]"),
    *clause(_kind("an integer"), "is {x} an integer"),
    *clause(_whole, "is {x} a whole number"),
    *clause(_kind("a natural number"), "is {x} a (natural|counting) number"),
)  # fmt: skip
