"""Antiderivatives by the methods of a first course, exactly and at once.

Polynomials times exponentials, sines and cosines by undetermined coefficients; powers,
roots and reciprocals of linear expressions; inner derivatives times outer functions;
logarithms and inverse functions by parts. What fits none is left to SymPy. Nothing here is
trusted: the caller differentiates what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from kaelum_math.errors import MathError
from kaelum_math.expr.exact import try_rational
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Sym,
    free_symbols,
    number,
)
from kaelum_math.expr.poly import Poly, try_polynomial

__all__ = ["antiderivative"]

MAX_DEGREE: Final = 30


def antiderivative(expr: Expr, name: str) -> Expr | None:
    """An antiderivative of ``expr`` in ``name``, or None where no method here fits."""
    try:
        pieces = _integrate(expr, name)
    except MathError:
        return None
    return None if pieces is None else _sum(pieces)


@frozen
class _Product:
    """``poly`` times powers of other functions of the variable."""

    poly: Poly
    others: tuple[tuple[Expr, Fraction], ...] = field(default=())

    def times(self, other: _Product) -> _Product:
        powers = dict(self.others)
        for base, exponent in other.others:
            powers[base] = powers.get(base, Fraction(0)) + exponent
        return _Product(self.poly * other.poly, tuple((b, e) for b, e in powers.items() if e))


Pieces = list[tuple[Poly, tuple[Expr, ...]]]
"""A sum of polynomials times other factors."""


def _integrate(expr: Expr, name: str) -> Pieces | None:
    poly = try_polynomial(expr)
    if poly is not None:
        return [(poly.antiderivative(name), ())] if poly.variables() in {(), (name,)} else None
    if isinstance(expr, Add):
        parts = [_integrate(term, name) for term in expr.terms]
        if any(part is None for part in parts):
            return None
        return [piece for part in parts if part is not None for piece in part]
    product = _product(expr, name)
    if product is None or product.poly.degree() > MAX_DEGREE:
        return None
    for method in (_oscillating, _linear_power, _inner_derivative, _angle_powers, _by_parts):
        found = method(product, name)
        if found is not None:
            return found
    return None


def _product(expr: Expr, name: str) -> _Product | None:
    """``expr`` as a product; None if it is none of functions of ``name`` alone."""
    poly = try_polynomial(expr)
    if poly is not None and not (isinstance(expr, Pow) and len(poly.terms) > 6):
        return _Product(poly) if poly.variables() in {(), (name,)} else None
    match expr:
        case Neg(arg):
            inner = _product(arg, name)
            return None if inner is None else _Product(-inner.poly, inner.others)
        case Mul(factors):
            found = _Product(Poly.constant(1))
            for factor in factors:
                part = _product(factor, name)
                if part is None:
                    return None
                found = found.times(part)
            return found
        case Div(num, den):
            above, below = _product(num, name), _reciprocal(den, name)
            return None if above is None or below is None else above.times(below)
        case Pow(base, exp) if base == Sym("e"):
            return _product(Call("exp", (exp,)), name)
        case Pow(base, exp):
            value = try_rational(exp)
            if value is None or free_symbols(exp):
                return None
            return _Product(Poly.constant(1), ((base, value),))
        case Call("sqrt", (arg,)):
            return _Product(Poly.constant(1), ((arg, Fraction(1, 2)),))
        case Call("log", (arg,)):
            return _Product(Poly.constant(1), ((Call("ln", (arg,)), Fraction(1)),))
        case Call() if free_symbols(expr) == {name}:
            return _Product(Poly.constant(1), ((expr, Fraction(1)),))
    return None


def _reciprocal(den: Expr, name: str) -> _Product | None:
    poly = try_polynomial(den)
    if poly is not None:
        value = poly.constant_value()
        if value:
            return _Product(Poly.constant(1 / value))
        base, power = (
            (den.base, try_rational(den.exp)) if isinstance(den, Pow) else (den, Fraction(1))
        )
        if power is None or poly.variables() != (name,):
            return None
        return _Product(Poly.constant(1), ((base, -power),))
    inner = _product(den, name)
    if inner is None or not (value := inner.poly.constant_value()):
        return None
    return _Product(Poly.constant(1 / value), tuple((b, -e) for b, e in inner.others))


def _slope(expr: Expr, name: str) -> Fraction | None:
    """``a`` if ``expr`` is ``a*x + b`` with numbers, ``a`` not zero."""
    poly = try_polynomial(expr)
    if poly is None or poly.variables() != (name,) or poly.degree() != 1:
        return None
    return poly.terms[((name, 1),)]


def _oscillating(product: _Product, name: str) -> Pieces | None:
    """``P(x)``, at most one ``exp(ax + b)`` and one ``sin`` or ``cos`` of ``cx + d``.

    With ``F = exp(ax + b)*(Q*cos + R*sin)``, the coefficients of ``Q`` and ``R`` follow
    from the highest downwards.
    """
    growth, angle, wave = Fraction(0), Fraction(0), ""
    exponential: tuple[Expr, ...] = ()
    inner: tuple[Expr, ...] = ()
    for base, exponent in product.others:
        if not isinstance(base, Call) or exponent != 1 or len(base.args) != 1:
            return None
        slope = _slope(base.args[0], name)
        if slope is None:
            return None
        if base.name == "exp" and not exponential:
            growth, exponential = slope, (base,)
        elif base.name in {"sin", "cos"} and not wave:
            angle, wave, inner = slope, base.name, base.args
        else:
            return None
    given = product.poly.numbers(name)
    size = len(given)
    q, r = [Fraction(0)] * (size + 1), [Fraction(0)] * (size + 1)
    norm = growth**2 + angle**2
    for n in reversed(range(size)):
        along = (given[n] if wave != "sin" else 0) - (n + 1) * q[n + 1]
        across = (given[n] if wave == "sin" else 0) - (n + 1) * r[n + 1]
        q[n] = (growth * along - angle * across) / norm
        r[n] = (angle * along + growth * across) / norm
    if not wave:
        return [(Poly.univariate(name, q), exponential)]
    return [
        (Poly.univariate(name, q), (*exponential, Call("cos", inner))),
        (Poly.univariate(name, r), (*exponential, Call("sin", inner))),
    ]


def _lone(product: _Product) -> tuple[Expr, Fraction] | None:
    return product.others[0] if len(product.others) == 1 else None


def _power(base: Expr, exponent: Fraction) -> Expr:
    if exponent == 1:
        return base
    return Call("sqrt", (base,)) if exponent == Fraction(1, 2) else Pow(base, number(exponent))


def _linear_power(product: _Product, name: str) -> Pieces | None:
    """``P(x)*u**r`` with a linear ``u = a*x + b``: ``P`` is written in powers of ``u``.

    Whole powers of ``u`` are multiplied out, and their constants left out.
    """
    lone = _lone(product)
    slope = None if lone is None else _slope(lone[0], name)
    if lone is None or slope is None:
        return None
    base, exponent = lone
    shift = try_polynomial(base)
    assert shift is not None
    offset = shift.terms.get((), Fraction(0))
    inverse = Poly.univariate(name, [-offset / slope, 1 / slope])
    powers = Poly({})
    for k, c in enumerate(product.poly.numbers(name)):
        powers = powers + (inverse**k).scale(c)
    found: Pieces = []
    whole = Poly({})
    for k, c in enumerate(powers.numbers(name)):
        power = exponent + k + 1
        if c and power == 0:
            found.append((Poly.constant(c / slope), (Call("ln", (base,)),)))
        elif c and power > 0 and power.denominator == 1:
            whole = whole + (shift ** int(power)).scale(c / slope / power)
        elif c:
            found.append((Poly.constant(c / slope / power), (_power(base, power),)))
    whole = whole - Poly.constant(whole.terms.get((), Fraction(0)))
    return [(whole, ()), *reversed(found)]


_OUTER: Final[dict[str, Callable[[Expr], tuple[int, Expr]]]] = {
    "exp": lambda u: (1, Call("exp", (u,))),
    "sin": lambda u: (-1, Call("cos", (u,))),
    "cos": lambda u: (1, Call("sin", (u,))),
    "sinh": lambda u: (1, Call("cosh", (u,))),
    "cosh": lambda u: (1, Call("sinh", (u,))),
}


def _inner_derivative(product: _Product, name: str) -> Pieces | None:
    """``k*u'*f(u)`` with a polynomial ``u``."""
    lone = _lone(product)
    if lone is None:
        return None
    base, exponent = lone
    call = base if isinstance(base, Call) and base.name in _OUTER and exponent == 1 else None
    u = call.args[0] if call is not None else base
    inner = try_polynomial(u)
    if inner is None or inner.variables() != (name,):
        return None
    slope = inner.derivative(name)
    factor = product.poly.numbers(name)[-1] / slope.numbers(name)[-1]
    if product.poly != slope.scale(factor):
        return None
    if call is not None:
        sign, outer = _OUTER[call.name](u)
        return [(Poly.constant(sign * factor), (outer,))]
    if exponent == -1:
        return [(Poly.constant(factor), (Call("ln", (u,)),))]
    return [(Poly.constant(factor / (exponent + 1)), (_power(u, exponent + 1),))]


def _angle_powers(product: _Product, name: str) -> Pieces | None:
    """``sin(u)**m*cos(u)**n`` with a linear ``u``, where one exponent is 1, or 2 alone."""
    constant = product.poly.constant_value()
    powers: dict[str, Fraction] = {}
    arguments = set()
    for base, exponent in product.others:
        if not isinstance(base, Call) or base.name not in {"sin", "cos"} or exponent < 1:
            return None
        powers[base.name] = exponent
        arguments.add(base.args)
    if constant is None or len(arguments) != 1:
        return None
    (args,) = arguments
    slope = _slope(args[0], name)
    if slope is None:
        return None
    m, n = powers.get("sin", Fraction(0)), powers.get("cos", Fraction(0))
    sine, cosine = Call("sin", args), Call("cos", args)
    if n == 1:
        return [(Poly.constant(constant / slope / (m + 1)), (_power(sine, m + 1),))]
    if m == 1:
        return [(Poly.constant(-constant / slope / (n + 1)), (_power(cosine, n + 1),))]
    if {m, n} == {0, 2}:
        sign = 1 if n else -1
        half = Poly.variable(name).scale(constant / 2)
        return [(half, ()), (Poly.constant(sign * constant / slope / 2), (sine, cosine))]
    return None


def _by_parts(product: _Product, name: str) -> Pieces | None:
    """``P(x)*ln(u)``, and the inverse functions of a multiple of ``x``."""
    lone = _lone(product)
    if lone is None or lone[1] != 1 or not isinstance(lone[0], Call) or len(lone[0].args) != 1:
        return None
    call, (arg,) = lone[0], lone[0].args
    inner = try_polynomial(arg)
    if inner is None or inner.variables() != (name,):
        return None
    if call.name == "ln":
        return _logarithm(product.poly, call, inner, name)
    constant, slope = product.poly.constant_value(), _slope(arg, name)
    if constant is None or slope is None or inner != Poly.variable(name).scale(slope):
        return None
    x = (Poly.variable(name).scale(constant), (call,))
    square = inner * inner
    root = Call("sqrt", ((Poly.constant(1) - square).expr(),))
    match call.name:
        case "asin":
            return [x, (Poly.constant(constant / slope), (root,))]
        case "acos":
            return [x, (Poly.constant(-constant / slope), (root,))]
        case "atan":
            under = Call("ln", ((square + Poly.constant(1)).expr(),))
            return [x, (Poly.constant(-constant / slope / 2), (under,))]
    return None


def _logarithm(poly: Poly, call: Call, inner: Poly, name: str) -> Pieces | None:
    """``P*ln(u)``: ``F*ln(u)`` less the integral of ``F*u'/u``, a polynomial for a fitting ``F``."""
    whole = poly.antiderivative(name)
    if len(inner.terms) == 1:
        rest = whole.scale(Fraction(inner.degree()))
    elif inner.degree() == 1:
        a, b = inner.terms[((name, 1),)], inner.terms[()]
        zero = -b / a
        whole = whole - Poly.constant(whole.evaluate({name: zero}))
        from kaelum_math.expr.roots import divide

        # F*a/(a*x + b) = F/(x - zero)
        quotient, _ = divide(whole.numbers(name), [-zero, Fraction(1)])
        return [
            (whole, (call,)),
            (-Poly.univariate(name, quotient).antiderivative(name), ()),
        ]
    else:
        return None
    # F has no constant term, so F/x is a polynomial, and so is its integral.
    shifted = Poly.univariate(name, rest.numbers(name)[1:])
    return [(whole, (call,)), (-shifted.antiderivative(name), ())]


# -- writing -------------------------------------------------------------------


def _sum(pieces: Pieces) -> Expr:
    terms = [term for poly, factors in pieces if poly for term in _terms(poly, factors)]
    if not terms:
        return number(0)
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _terms(poly: Poly, factors: Sequence[Expr]) -> list[Expr]:
    """``poly`` times ``factors``, term by term; negative powers stand under the fraction."""
    over = [f for f in factors if not _is_reciprocal(f)]
    under = [_power(f.base, -_exponent(f)) for f in factors if isinstance(f, Pow) and f not in over]
    found: list[Expr] = []
    for monomial, c in poly.ordered():
        powers = [Sym(n) if e == 1 else Pow(Sym(n), number(e)) for n, e in monomial]
        top, bottom = [*powers, *over], list(under)
        if abs(c.numerator) != 1 or not top:
            top.insert(0, number(abs(c.numerator)))
        if c.denominator != 1:
            bottom.insert(0, number(c.denominator))
        body = _times(top) if not bottom else Div(_times(top), _times(bottom))
        if isinstance(body, Num):
            body = Num(abs(c))
        found.append(Neg(body) if c < 0 else body)
    return found


def _times(factors: Sequence[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _exponent(factor: Expr) -> Fraction:
    return (
        factor.exp.value if isinstance(factor, Pow) and isinstance(factor.exp, Num) else Fraction(1)
    )


def _is_reciprocal(factor: Expr) -> bool:
    return _exponent(factor) < 0
