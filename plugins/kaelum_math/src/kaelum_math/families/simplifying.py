"""Simplifications beyond polynomials: roots of any degree, one logarithm, quotients in several unknowns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.exact import rational, try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Sym,
    free_symbols,
    number,
    show,
)
from kaelum_math.expr.poly import Poly, identical, try_polynomial
from kaelum_math.expr.primes import factorint
from kaelum_math.expr.ratio import ratio
from kaelum_math.families.exponentials import scaled_logarithm
from kaelum_math.families.rational import Reduce
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text, undecided

__all__ = ["PHRASES", "OneLogarithm", "RootProduct", "cancelled", "prime_powers", "root_product"]

MAX_DEGREE: Final = 60


@frozen
class RootProduct(Task):
    """A product of roots of rational numbers, as ``c*m**(1/n)`` with the smallest ``m``."""

    expr: Expr

    def describe(self) -> str:
        return f"simplify {show(self.expr)}"

    def solve(self) -> Solution:
        sign, powers = prime_powers(self.expr)
        degree = lcm(*(k.denominator for k in powers.values())) if powers else 1
        outside, inside = Fraction(sign), 1
        for prime, exponent in powers.items():
            whole = exponent.numerator // exponent.denominator
            outside *= Fraction(prime) ** whole
            inside *= prime ** int((exponent - whole) * degree)
        text = _text(outside, inside, degree)
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        claimed = answers.expression(answer)
        degree = _degree(self.expr) * _degree(claimed)
        if degree > MAX_DEGREE:
            raise TooLarge("The roots are of too high a degree.")
        sides = [rational(_raised(e, Fraction(degree))) for e in (self.expr, claimed)]
        signs = {prime_powers(e)[0] for e in (self.expr, claimed)}
        yield proof(f"both have the same {degree}th power and sign", "exact powers",
                    sides[0] == sides[1] and len(signs) == 1)  # fmt: skip


def _degree(expr: Expr) -> int:
    """A degree of power that makes every root in ``expr`` rational."""
    return lcm(*(k.denominator for k in prime_powers(expr)[1].values()), 1)


def _raised(expr: Expr, power: Fraction) -> Expr:
    """The size of ``expr**power``, the power taken into every root."""
    match expr:
        case Neg(arg):
            return _raised(arg, power)
        case Mul(factors):
            return Mul(tuple(_raised(f, power) for f in factors))
        case Div(num, den):
            return Div(_raised(num, power), _raised(den, power))
        case Pow(base, exp):
            return _raised(base, power * rational(exp))
        case Call("sqrt", (arg,)):
            return _raised(arg, power / 2)
        case Call("cbrt", (arg,)):
            return _raised(arg, power / 3)
    return Pow(number(abs(rational(expr))), number(power))


def prime_powers(expr: Expr) -> tuple[int, dict[int, Fraction]]:
    """The sign of a product of roots, and the exponents of the primes in it.

    Raises:
        OutOfReach: it is no such product, or not real.
    """
    match expr:
        case Mul() | Div():
            first, second = _two(expr)
            (a, x), (b, y) = prime_powers(first), prime_powers(second)
            return a * b, _plus(x, y, Fraction(-1 if isinstance(expr, Div) else 1))
        case Neg(arg):
            sign, powers = prime_powers(arg)
            return -sign, powers
        case Pow(base, exp):
            return _rooted(*prime_powers(base), rational(exp))
        case Call("sqrt", (arg,)):
            return _rooted(*prime_powers(arg), Fraction(1, 2))
        case Call("cbrt", (arg,)):
            return _rooted(*prime_powers(arg), Fraction(1, 3))
    value = rational(expr)
    if not value:
        raise OutOfReach("The product is zero.")
    over, under = (
        {p: Fraction(k) for p, k in factorint(n).items()}
        for n in (abs(value.numerator), value.denominator)
    )
    return (1 if value > 0 else -1), _plus(over, under, Fraction(-1))


def _two(expr: Mul | Div) -> tuple[Expr, Expr]:
    if isinstance(expr, Div):
        return expr.num, expr.den
    head, *rest = expr.factors
    return head, (rest[0] if len(rest) == 1 else Mul(tuple(rest)))


def _plus(
    left: Mapping[int, Fraction], right: Mapping[int, Fraction], factor: Fraction
) -> dict[int, Fraction]:
    total = {
        p: left.get(p, Fraction(0)) + factor * right.get(p, Fraction(0)) for p in {**left, **right}
    }
    return {p: k for p, k in sorted(total.items()) if k}


def _rooted(
    sign: int, powers: Mapping[int, Fraction], exponent: Fraction
) -> tuple[int, dict[int, Fraction]]:
    if sign < 0 and exponent.denominator % 2 == 0:
        raise OutOfReach("An even root of a negative number is not real.")
    odd = exponent.numerator % 2
    return (sign if odd else 1), {p: k * exponent for p, k in powers.items()}


def _text(outside: Fraction, inside: int, degree: int) -> str:
    if inside == 1:
        return str(outside)
    root = f"sqrt({inside})" if degree == 2 else f"{inside}**(1/{degree})"
    size = abs(outside)
    head = "-" if outside < 0 else ""
    top = root if size.numerator == 1 else f"{size.numerator}*{root}"
    return f"{head}{top}" if size.denominator == 1 else f"{head}{top}/{size.denominator}"


def root_product(expr: Expr) -> Task | None:
    """The task to simplify a product of roots; None if they are square roots, or it is none."""
    if free_symbols(expr) or try_rational(expr) is not None:
        return None
    powers = prime_powers(expr)[1]
    return RootProduct(expr) if any(k.denominator > 2 for k in powers.values()) else None


def _root_product(m: Slots) -> Task | None:
    return root_product(m.expr("e"))


# -- logarithms ----------------------------------------------------------------


@frozen
class OneLogarithm(Task):
    """A sum of multiples of logarithms to one base, as a single one."""

    expr: Expr

    def describe(self) -> str:
        return f"write {show(self.expr)} as a single logarithm"

    def _parts(self) -> tuple[list[tuple[Expr, Fraction]], Expr]:
        terms = self.expr.terms if isinstance(self.expr, Add) else (self.expr,)
        found = [scaled_logarithm(term) for term in terms]
        if any(log is None or c.denominator != 1 for c, log in found):
            raise NotUnderstood("A sum of logarithms is expected.")
        logs = [(c, log) for c, log in found if log is not None]
        if len({log.base for _, log in logs}) != 1:
            raise OutOfReach("The logarithms have different bases.")
        return [(log.inner, c) for c, log in logs], logs[0][1].base

    def _argument(self) -> Expr:
        parts, _ = self._parts()
        product: Expr = Mul((number(1), *(Pow(g, number(c)) for g, c in parts)))
        value = try_rational(product)
        if value is not None:
            return number(value)
        above = [_power(g, c) for g, c in parts if c > 0]
        below = [_power(g, -c) for g, c in parts if c < 0]
        top, bottom = _product(above), _product(below)
        return Div(top, bottom) if below else top

    def solve(self) -> Solution:
        base = self._parts()[1]
        inner = show(self._argument())
        text = f"ln({inner})" if base == Sym("e") else f"log({inner}, {show(base)})"
        if base == number(10):
            text = f"log({inner})"
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        parts, base = self._parts()
        factor, log = scaled_logarithm(answers.expression(answer))
        if log is None or factor != 1 or log.base != base:
            yield claim("it is one logarithm to the same base", "reading it", holds=False)
            return
        left, under = ratio(log.inner)
        right, over = ratio(Mul((number(1), *(Pow(g, number(c)) for g, c in parts))))
        same = identical((left * over - right * under).expr(), number(0))
        yield proof("its argument is the product of powers, for positive arguments",
                    "one evaluation beyond the coefficient bound", same)  # fmt: skip


def _power(base: Expr, exponent: Fraction) -> Expr:
    return base if exponent == 1 else Pow(base, number(exponent))


def _product(factors: list[Expr]) -> Expr:
    if not factors:
        return number(1)
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _one_logarithm(m: Slots) -> Task | None:
    task = OneLogarithm(m.expr("e"))
    task.solve()
    return task


# -- quotients -----------------------------------------------------------------


@frozen
class ReduceMany(Reduce):
    """As its base, in several unknowns."""

    def solve(self) -> Solution:
        num, den = ratio(self.expr)
        text = cancelled(num, den)
        return Solution(text, answers.expression(text))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        num, den = ratio(self.expr)
        top, bottom = ratio(answers.expression(answer))
        cross = Add((Mul((num.expr(), bottom.expr())), Neg(Mul((top.expr(), den.expr())))))
        # Below a single term, only powers of one unknown can be shared.
        lowest = len(bottom.terms) == 1 and not _shared_powers((top, bottom))
        yield claim("the cross products agree", "one evaluation beyond the coefficient bound",
                    identical(cross, number(0)), independent=True, complete=lowest)  # fmt: skip
        if not lowest:
            yield undecided("no common factor is left", "Euclid's algorithm")
        yield same_text(answer, _fraction(top, bottom))


def cancelled(num: Poly, den: Poly) -> str:
    """The quotient without the factors that both sides share; SymPy finds those of sums."""
    common = _shared_powers((num, den))
    num, den = _lowered(num, common), _lowered(den, common)
    if len(den.terms) > 1:
        from sympy import cancel, fraction

        from kaelum_math.expr import symbolic

        top, bottom = (symbolic.to_sympy(p.expr()) for p in (num, den))
        num, den = (ratio(symbolic.from_sympy(part))[0] for part in fraction(cancel(top / bottom)))
    return _fraction(num, den)


def _fraction(num: Poly, den: Poly) -> str:
    value = den.constant_value()
    if value:
        return num.scale(1 / value).text()
    scale = lcm(*(c.denominator for p in (num, den) for c in p.terms.values()))
    scale = -scale if den.ordered()[0][1] < 0 else scale
    common = gcd(*(int(c * scale) for p in (num, den) for c in p.terms.values()))
    num, den = num.scale(Fraction(scale, common)), den.scale(Fraction(scale, common))
    above, below = num.text(), den.text()
    above = above if len(num.terms) == 1 else f"({above})"
    return (
        f"{above}/{below}"
        if below.isalnum() or below.replace("**", "").isalnum()
        else f"{above}/({below})"
    )


def _shared_powers(polys: tuple[Poly, ...]) -> dict[str, int]:
    monomials = [dict(m) for p in polys for m in p.terms]
    names = set.intersection(*(set(m) for m in monomials))
    return {n: min(m[n] for m in monomials) for n in sorted(names)}


def _lowered(poly: Poly, by: Mapping[str, int]) -> Poly:
    return Poly({
        tuple((n, k - by.get(n, 0)) for n, k in m if k > by.get(n, 0)): c
        for m, c in poly.terms.items()
    })  # fmt: skip


def _reduce(m: Slots) -> Task | None:
    expr = m.expr("e")
    if len(free_symbols(expr)) < 2 or try_polynomial(expr) is not None:
        return None
    ratio(expr)
    return ReduceMany(expr)


_ORDER: Final = "(simplify|reduce|cancel) [the] [fraction|expression] [:] {e} [to lowest terms|fully|completely]"
_SINGLE: Final = "(a single|one|a|single) (logarithm|log|natural logarithm)"

PHRASES = (
    *clause(_root_product, "simplify [the] [surd|expression|radical|cube root|root] [:] {e}"),
    *noun(_root_product, "{e} in (simplest|simplified) [radical|surd] form"),
    *clause(_one_logarithm, f"(write|express|combine|condense|simplify|rewrite) {{e}} (as|into|to) {_SINGLE}",
            "(condense|combine) [the logarithms in] {e}"),
    *noun(_one_logarithm, f"{{e}} (as|written as|expressed as) {_SINGLE}"),
    *clause(_reduce, _ORDER),
    *noun(_reduce, "simplified form of {e}"),
)  # fmt: skip
