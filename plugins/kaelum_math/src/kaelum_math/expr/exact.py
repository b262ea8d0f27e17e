"""Exact rational evaluation, by two algorithms that share no arithmetic.

:func:`rational` folds the tree with reduced fractions; :func:`recompute` runs
the same tree as a stack program on unreduced pairs of integers. The second
checks the first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from kaelum_math.errors import OutOfReach, TooLarge, Undefined
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, children

__all__ = ["MAX_BITS", "bounded_power", "rational", "recompute", "try_rational"]

MAX_BITS: Final = 13_000
"""Largest numerator or denominator computed: about 3900 digits."""

MAX_FACTORIAL: Final = 1200


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def bounded_power(base: Fraction, exponent: int) -> Fraction:
    """``base ** exponent``, refused before it is computed when it would be too large.

    Raises:
        TooLarge: the result has more than :data:`MAX_BITS` bits.
        Undefined: zero to a negative power.
    """
    if base in {0, 1, -1}:
        if base == 0 and exponent < 0:
            raise Undefined("Zero to a negative power is a division by zero.")
        return base**exponent if exponent >= 0 else base ** (abs(exponent) % 2)
    if abs(exponent) * (_bits(base) - 1) > MAX_BITS:
        raise TooLarge("The power is too large to write out.")
    return base**exponent


def _root(value: Fraction, degree: int) -> Fraction | None:
    """The rational real ``degree``-th root of ``value``, if it has one."""
    if value < 0:
        if degree % 2 == 0:
            return None
        root = _root(-value, degree)
        return None if root is None else -root
    num, den = integer_root(value.numerator, degree), integer_root(value.denominator, degree)
    root = Fraction(num, den)
    return root if num**degree == value.numerator and den**degree == value.denominator else None


def integer_root(value: int, degree: int) -> int:
    """The largest integer whose ``degree``-th power is at most ``value`` (>= 0); Newton."""
    if degree == 2:
        return math.isqrt(value)
    if value < 2:
        return value
    if degree >= value.bit_length():
        return 1
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1:
        if base == 0 and exponent == 0:
            raise Undefined("Zero to the power of zero is left undefined.")
        return bounded_power(base, exponent.numerator)
    if base == 1:
        return base
    if exponent.denominator > 10_000:
        raise TooLarge("The root is of too high a degree.")
    if base < 0:
        raise OutOfReach("A root of a negative number is not real in general.")
    root = _root(base, exponent.denominator)
    if root is None:
        raise OutOfReach("The root is irrational.")
    return bounded_power(root, exponent.numerator)


def _whole(value: Fraction, what: str) -> int:
    if value.denominator != 1:
        raise Undefined(f"{what} needs whole numbers.")
    return value.numerator


def _factorial(args: tuple[Fraction, ...]) -> Fraction:
    n = _whole(args[0], "A factorial")
    if n < 0:
        raise Undefined("The factorial of a negative number is undefined.")
    if n > MAX_FACTORIAL:
        raise TooLarge(f"The factorial of {n} has too many digits to write out.")
    return Fraction(math.factorial(n))


def _modulo(args: tuple[Fraction, ...]) -> Fraction:
    left, right = args
    if right == 0:
        raise Undefined("A remainder modulo zero is undefined.")
    return left - right * math.floor(left / right)


def _binomial(args: tuple[Fraction, ...]) -> Fraction:
    n, k = (_whole(a, "A binomial coefficient") for a in args)
    if n < 0 or k < 0:
        raise OutOfReach("Binomial coefficients are taken of non-negative numbers here.")
    if min(k, n - k) > MAX_FACTORIAL or n.bit_length() * min(k, n - k) > 8 * MAX_BITS:
        raise TooLarge("The binomial coefficient is too large to write out.")
    return Fraction(math.comb(n, k))


def _logarithm(args: tuple[Fraction, ...]) -> Fraction:
    value = args[0]
    if value <= 0:
        raise Undefined("The logarithm of a number that is not positive is undefined.")
    if len(args) == 1:
        if value == 1:
            return Fraction(0)
        raise OutOfReach("The logarithm is irrational.")
    base = args[1]
    if base <= 0 or base == 1:
        raise Undefined("The base of a logarithm is positive and not 1.")
    guess = round(_log2(value) / _log2(base) * 720720)
    exponent = Fraction(guess, 720720).limit_denominator(60)
    if abs(exponent.numerator) * _bits(base) > MAX_BITS:
        raise TooLarge("The logarithm is too large.")
    if value**exponent.denominator != base**exponent.numerator:
        raise OutOfReach("The logarithm is irrational.")
    return exponent


def _log2(value: Fraction) -> float:
    return math.log2(value.numerator) - math.log2(value.denominator)


def _sqrt(args: tuple[Fraction, ...], degree: int = 2) -> Fraction:
    root = _root(args[0], degree)
    if root is None:
        raise OutOfReach("The root is irrational.")
    return root


FUNCTIONS: Final[Mapping[str, Callable[[tuple[Fraction, ...]], Fraction]]] = {
    "sqrt": _sqrt,
    "cbrt": lambda args: _sqrt(args, 3),
    "abs": lambda args: abs(args[0]),
    "sign": lambda args: Fraction((args[0] > 0) - (args[0] < 0)),
    "floor": lambda args: Fraction(math.floor(args[0])),
    "ceiling": lambda args: Fraction(math.ceil(args[0])),
    "factorial": _factorial,
    "mod": _modulo,
    "binomial": _binomial,
    "log": _logarithm,
    "ln": lambda args: _logarithm(args[:1]),
    "gcd": lambda args: Fraction(math.gcd(*(_whole(a, "A greatest common divisor") for a in args))),
    "lcm": lambda args: Fraction(math.lcm(*(_whole(a, "A least common multiple") for a in args))),
    "min": min,
    "max": max,
    "exp": lambda args: _at_zero(args[0], 1),
    "cos": lambda args: _at_zero(args[0], 1),
    "sec": lambda args: _at_zero(args[0], 1),
    "cosh": lambda args: _at_zero(args[0], 1),
    **dict.fromkeys(
        "sin tan asin atan sinh tanh asinh atanh".split(), lambda args: _at_zero(args[0], 0)
    ),
}
"""Functions with rational values, where they have one."""

_ARITY: Final = {"mod": (2, 2), "binomial": (2, 2), "log": (1, 2)}
_ANY_NUMBER: Final = {"gcd", "lcm", "min", "max"}


def _at_zero(value: Fraction, result: int) -> Fraction:
    if value != 0:
        raise OutOfReach("The value is irrational.")
    return Fraction(result)


def apply(name: str, args: tuple[Fraction, ...]) -> Fraction:
    """The rational value of a function at rational arguments.

    Raises:
        OutOfReach: the function is not known here, or its value is irrational.
        Undefined: it has no value there.
    """
    function = FUNCTIONS.get(name)
    if function is None:
        raise OutOfReach(f"The function {name} has no rational value here.")
    least, most = (1, 1000) if name in _ANY_NUMBER else _ARITY.get(name, (1, 1))
    if not least <= len(args) <= most:
        raise Undefined(f"The function {name} does not take {len(args)} arguments.")
    return function(args)


def _checked(value: Fraction) -> Fraction:
    if _bits(value) > MAX_BITS:
        raise TooLarge("The numbers become too large to write out.")
    return value


def rational(expr: Expr, values: Mapping[str, Fraction] | None = None) -> Fraction:
    """The exact value of ``expr``, with variables taken from ``values``.

    Raises:
        OutOfReach: it has a variable without value, or is irrational.
        Undefined: it divides by zero.
        TooLarge: a number would exceed :data:`MAX_BITS`.
    """
    match expr:
        case Num(value):
            return value
        case Sym(name):
            if values and name in values:
                return values[name]
            raise OutOfReach(f"{name} has no value here.")
        case Add(terms):
            return _checked(sum((rational(t, values) for t in terms), Fraction(0)))
        case Mul(factors):
            product = Fraction(1)
            for factor in factors:
                product = _checked(product * rational(factor, values))
            return product
        case Div(num, den):
            top, bottom = rational(num, values), rational(den, values)
            if bottom == 0:
                raise Undefined("The expression divides by zero.")
            return _checked(top / bottom)
        case Pow(base, exp):
            return _power(rational(base, values), rational(exp, values))
        case Neg(arg):
            return -rational(arg, values)
        case Call(name, args):
            return _checked(apply(name, tuple(rational(a, values) for a in args)))


def try_rational(expr: Expr) -> Fraction | None:
    """:func:`rational`, or None where ``expr`` is no rational number."""
    try:
        return rational(expr)
    except OutOfReach:
        return None


_Pair = tuple[int, int]


def recompute(expr: Expr) -> Fraction:
    """The value of ``expr`` by a stack machine on integer pairs that are never reduced.

    Raises: as :func:`rational`.
    """
    program: list[Expr] = []
    todo = [expr]
    while todo:
        node = todo.pop()
        program.append(node)
        todo.extend(children(node))
    stack: list[_Pair] = []
    for node in reversed(program):
        count = len(children(node))
        args = [stack.pop() for _ in range(count)][::-1]
        stack.append(_pair(node, args))
    num, den = stack.pop()
    return Fraction(num, den)


def _pair(node: Expr, args: list[_Pair]) -> _Pair:
    match node:
        case Num(value):
            return value.numerator, value.denominator
        case Add():
            num, den = 0, 1
            for p, q in args:
                num, den = _limit((num * q + p * den, den * q))
            return num, den
        case Mul():
            num, den = 1, 1
            for p, q in args:
                num, den = _limit((num * p, den * q))
            return num, den
        case Neg():
            return -args[0][0], args[0][1]
        case Div():
            return _divide(args[0], args[1])
        case Pow():
            return _power_pair(args[0], args[1])
        case Call(name):
            value = apply(name, tuple(Fraction(p, q) for p, q in args))
            return value.numerator, value.denominator
    raise OutOfReach("The expression has variables.")


def _divide(left: _Pair, right: _Pair) -> _Pair:
    (p, q), (r, s) = left, right
    if r == 0:
        raise Undefined("The expression divides by zero.")
    return _limit((p * s, q * r) if r > 0 else (-p * s, -q * r))


def _limit(pair: _Pair) -> _Pair:
    if max(abs(pair[0]), pair[1]).bit_length() > 8 * MAX_BITS:
        value = Fraction(*pair)
        return _checked(value).numerator, value.denominator
    return pair


def _power_pair(base: _Pair, exponent: _Pair) -> _Pair:
    (p, q), exp = base, Fraction(*exponent)
    if exp.denominator != 1:
        value = _power(Fraction(p, q), exp)
        return value.numerator, value.denominator
    if p == 0 and exp == 0:
        raise Undefined("Zero to the power of zero is left undefined.")
    times = abs(exp.numerator)
    num, den = 1, 1
    if times * max(abs(p), q).bit_length() > 8 * MAX_BITS and abs(p) != q and p != 0:
        value = _power(Fraction(p, q), exp)
        return value.numerator, value.denominator
    for bit in f"{times:b}":
        num, den = num * num, den * den
        if bit == "1":
            num, den = num * p, den * q
        if abs(p) == q:
            num, den = (1 if num == den else -1), 1
    return (num, den) if exp >= 0 else _divide((1, 1), (num, den))
