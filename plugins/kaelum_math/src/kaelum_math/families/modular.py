"""Powers modulo a number, never computed in full: remainders and last digits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr import primes
from kaelum_math.expr.exact import rational
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
    number,
    show,
    walk,
)
from kaelum_math.phrases import noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, proof

__all__ = ["PHRASES", "PowerRemainder"]


@frozen
class PowerRemainder(Task):
    """A product of powers modulo a number, without computing the powers."""

    expr: Expr
    modulus: int
    width: int = 0

    def describe(self) -> str:
        return f"{show(self.expr)} mod {self.modulus}"

    def _text(self, value: int) -> str:
        return str(value).rjust(self.width, "0")

    def solve(self) -> Solution:
        value = _modular(self.expr, self.modulus)
        return Solution(self._text(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = _modular_by_parts(self.expr, self.modulus)
        yield proof("the same modulo each prime power of the modulus, put together",
                    "Chinese remainder theorem and right-to-left squaring",
                    answer == self._text(value))  # fmt: skip


def _exponent(expr: Expr) -> int:
    value = rational(expr)
    if value.denominator != 1 or value < 0:
        raise NotUnderstood("A power modulo a number needs a natural exponent.")
    return value.numerator


def _modular(expr: Expr, modulus: int) -> int:
    """The value modulo ``modulus``, powers by the built-in method."""
    match expr:
        case Pow(base, exp):
            if isinstance(exp, Pow):
                return pow(_modular(base, modulus), _tower(exp, modulus), modulus)
            return pow(_modular(base, modulus), _exponent(exp), modulus)
        case Mul(factors):
            product = 1
            for factor in factors:
                product = product * _modular(factor, modulus) % modulus
            return product
    value = _integer_parts(expr, lambda e: _modular(e, modulus), modulus)
    return value % modulus


def _tower(exp: Pow, modulus: int) -> int:
    """An exponent that stands for the tower ``exp``: equal to it modulo the order, and as large."""
    try:
        return _exponent(exp)
    except TooLarge:
        order = math.prod((p - 1) * p ** (k - 1) for p, k in primes.factorint(modulus).items())
        return _modular(exp, order) + int(order) * modulus.bit_length()


def _integer_parts(expr: Expr, again: Callable[[Expr], int], modulus: int) -> int:
    match expr:
        case Add(terms):
            return sum(again(t) for t in terms)
        case Neg(arg):
            return -again(arg)
        case Call("factorial", (Num(n),)) if n >= modulus:
            return 0
    value = rational(expr)
    if value.denominator != 1:
        raise NotUnderstood("Remainders are taken of whole numbers.")
    return int(value.numerator)


def _modular_by_parts(expr: Expr, modulus: int) -> int:
    """The value modulo ``modulus`` from its values modulo prime powers, by own squaring."""
    total, step = 0, 1
    for p, k in primes.factorint(modulus).items():
        part = p**k
        rest = _squaring(expr, part)
        while total % part != rest:
            total += step
        step *= part
    return total % modulus


def _squaring(expr: Expr, modulus: int) -> int:
    match expr:
        case Pow(base, exp):
            exponent = _tower(exp, modulus) if isinstance(exp, Pow) else _exponent(exp)
            result, square = 1 % modulus, _squaring(base, modulus)
            while exponent:
                if exponent & 1:
                    result = result * square % modulus
                square = square * square % modulus
                exponent >>= 1
            return result
        case Mul(factors):
            product = 1
            for factor in factors:
                product = product * _squaring(factor, modulus) % modulus
            return product
    return _integer_parts(expr, lambda e: _squaring(e, modulus), modulus) % modulus


def _modulo(m: Slots) -> Task | None:
    expr = m.expr("e")
    if isinstance(expr, Call) and expr.name == "mod":
        left, right = expr.args
        modulus = rational(right)
        powers = isinstance(left, (Pow, Mul))
        if powers and modulus.denominator == 1 and modulus > 1 and not free_symbols(left):
            return PowerRemainder(left, modulus.numerator)
    return None


def _last_digits(m: Slots) -> Task | None:
    count = m.integer("n") if m.has("n") else 1
    expr = m.expr("e")
    if not 1 <= count <= 50 or free_symbols(expr):
        return None
    if any(isinstance(node, Div) for node in walk(expr)):
        return None
    return PowerRemainder(expr, 10**count, count)


PHRASES = (
    *noun(_modulo, "{e}", rank=1),
    *noun(_last_digits, "last {n} digits of {e}", "(last|units|final|ones) digit of {e}"),
)
