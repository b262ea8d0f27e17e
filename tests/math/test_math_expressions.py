"""Text, tokens, formulae and exact arithmetic: tables and laws."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_math.errors import MathError, NotUnderstood, TooLarge, Undefined
from kaelum_math.expr import tower
from kaelum_math.expr.derive import derive
from kaelum_math.expr.exact import integer_root, rational, recompute
from kaelum_math.expr.linear import implied, system
from kaelum_math.expr.nodes import (
    Add,
    Call,
    Div,
    Mul,
    Neg,
    Num,
    Pow,
    Relation,
    Sym,
    number,
    show,
)
from kaelum_math.expr.parser import parse_text
from kaelum_math.expr.poly import Poly, identical, polynomial
from kaelum_math.expr.primes import divisors, factorint, is_prime, pratt, proves_prime
from kaelum_math.expr.real import bounds
from kaelum_math.expr.roots import factorise, rational_roots
from kaelum_math.expr.series import expand
from kaelum_math.expr.surd import Surd, squarefree, surd
from kaelum_math.text import numerals
from kaelum_math.text.normalise import normalise

SMALL = st.integers(-9, 9)
RATIONALS = st.builds(Fraction, st.integers(-50, 50), st.integers(1, 12))


def trees(leaves, *, powers=True):
    def grow(inner):
        options = [
            st.builds(lambda a, b: Add((a, b)), inner, inner),
            st.builds(lambda a, b: Mul((a, b)), inner, inner),
            st.builds(Div, inner, inner),
            st.builds(Neg, inner),
        ]
        if powers:
            options.append(st.builds(lambda a, k: Pow(a, number(k)), inner, st.integers(0, 3)))
        return st.one_of(options)

    return st.recursive(leaves, grow, max_leaves=8)


NUMBERS = trees(st.builds(number, st.integers(0, 20)))
FORMULAE = trees(
    st.one_of(st.builds(number, st.integers(1, 20)), st.sampled_from([Sym("x"), Sym("y")]))
)


def quotient_free(expr):
    return "/" not in show(expr)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-x^2", "-x**2"),
        ("2x(x+1)", "2*x*(x + 1)"),
        ("x^2y", "x**2*y"),
        ("2^-3", "2**(-3)"),
        ("sin 2x", "sin(2*x)"),
        ("sin^2 x", "sin(x)**2"),
        ("|x-3|", "abs(x - 3)"),
        ("3 1/2", "7/2"),
        ("log_2(8)", "log(8, 2)"),
        ("17 % 5", "mod(17, 5)"),
        ("seven squared", "7**2"),
        ("x >= 3", "x >= 3"),
        ("2(3)(4)", "2*3*4"),
        ("1e3 + 1", "1000 + 1"),
    ],
)
def test_formulae_are_read_as_people_mean_them(text, shown):
    assert show(parse_text(text)) == shown


@pytest.mark.parametrize("text", ["", "1 +", "(1", "1)", "1 2", "hello", "f(x)", "* 2", "x ="])
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(MathError):
        parse_text(text)


def at_a_point(expr):
    try:
        return rational(expr, {"x": Fraction(2, 3), "y": Fraction(-5, 7)})
    except MathError as error:
        return type(error)


@given(FORMULAE)
def test_a_formula_reads_back_as_it_is_written(expr):
    again = parse_text(show(expr))
    assert not isinstance(again, Relation)
    assert at_a_point(again) == at_a_point(expr)
    assert show(parse_text(show(again))) == show(again)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(MathError):
        parse_text(normalise(text))


@given(NUMBERS)
def test_two_algorithms_of_arithmetic_agree(expr):
    try:
        value = rational(expr)
    except Undefined:
        with pytest.raises(Undefined):
            recompute(expr)
        return
    assert recompute(expr) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty - two", 42),
        ("three hundred and five", 305),
        ("one million two hundred thousand", 1_200_000),
        ("thirty - two fifths", Fraction(32, 5)),
        ("two thirds", Fraction(2, 3)),
        ("half", Fraction(1, 2)),
        ("nineteen", 19),
        ("5 million", 5_000_000),
    ],
)
def test_numbers_in_words(words, value):
    parts = words.split()
    assert numerals.read(parts) == (value, len(parts))


@given(st.integers(0, 10**12))
def test_number_words_read_back(value):
    words = numerals.in_words(value).replace("-", " - ").split()
    assert numerals.read(words) == (value, len(words))


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("x² − 3", "x^2 - 3"),
        (r"\frac{1}{2}", "((1)/(2))"),
        (r"\sqrt[3]{8}", "((8)^(1/(3)))"),
        ("3 × 4 ÷ 2", "3 * 4 / 2"),
        ("√9", "sqrt(9)"),
        (r"\(x\)", "x"),
        ("costs $5 and $6", "costs $5 and $6"),
    ],
)
def test_unicode_and_latex(raw, plain):
    assert normalise(raw) == plain


def test_bounds_are_kept():
    with pytest.raises(TooLarge):
        rational(parse_text("9^9^9"))
    with pytest.raises(TooLarge):
        parse_text("(" * 80 + "1" + ")" * 80)
    with pytest.raises(TooLarge):
        polynomial(parse_text("(x+y+z)^500"))
    with pytest.raises(NotUnderstood):
        normalise("a\x00b")


@given(FORMULAE.filter(quotient_free))
@settings(max_examples=60)
def test_a_polynomial_is_identical_to_its_expansion(expr):
    try:
        poly = polynomial(expr)
    except MathError:
        return
    assert identical(expr, poly.expr())
    assert not identical(expr, Add((poly.expr(), Sym("x"))))
    assert polynomial(parse_text(poly.text())) == poly


@given(st.lists(SMALL, min_size=1, max_size=5))
def test_derivative_undoes_antiderivative(coefficients):
    poly = Poly.univariate("x", coefficients)
    assert poly.antiderivative("x").derivative("x") == poly


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3 + x^2", "x**2 + 3"),
        ("8 - 3x", "8 - 3*x"),
        ("-x/2 - 1", "-x/2 - 1"),
        ("y*x*2 + x^2", "x**2 + 2*x*y"),
        ("x - x", "0"),
    ],
)
def test_polynomials_are_written_in_the_usual_order(text, written):
    assert polynomial(parse_text(text)).text() == written


@given(st.lists(RATIONALS, min_size=1, max_size=4), RATIONALS.filter(bool))
@settings(max_examples=60)
def test_rational_roots_are_found_with_their_multiplicity(roots, scale):
    poly = Poly.constant(scale)
    for root in roots:
        poly = poly * Poly.univariate("x", [-root, 1])
    found = rational_roots(poly.numbers("x"))
    assert found == [(r, roots.count(r)) for r in sorted(set(roots))]
    content, factors = factorise(poly.numbers("x"))
    product = Poly.constant(content)
    for factor, count in factors:
        product = product * Poly.univariate("x", factor) ** count
    assert product == poly


SURDS = trees(
    st.one_of(
        st.builds(number, st.integers(-9, 9)),
        st.sampled_from([Call("sqrt", (number(k),)) for k in (2, 3, 6, 8, 12)]),
    )
)


@given(SURDS)
@settings(max_examples=60)
def test_two_algorithms_for_square_roots_agree(expr):
    try:
        value = surd(expr)
    except MathError:
        return
    try:
        assert tower.equal(expr, value.expr())
        assert not tower.equal(expr, Add((value.expr(), number(1))))
    except TooLarge:
        return
    low, high = value.bounds(30)
    assert low <= high
    assert surd(parse_text(value.text())) == value


@given(st.integers(-5000, 5000).filter(bool))
def test_squarefree_parts(value):
    outside, inside = squarefree(value)
    assert outside * outside * inside == value
    assert all(inside % (p * p) for p in (2, 3, 5, 7, 11))


def test_signs_of_surds_are_exact():
    assert surd(parse_text("sqrt(2) + sqrt(3) - sqrt(5 + 0) - 9/10")).sign() == 1
    assert Surd({}).sign() == 0


@given(st.integers(0, 10**30), st.integers(2, 9))
def test_integer_roots(value, degree):
    root = integer_root(value, degree)
    assert root**degree <= value < (root + 1) ** degree


@given(st.integers(2, 10**10))
@settings(max_examples=50)
def test_factors_are_prime_and_multiply_back(value):
    factors = factorint(value)
    product = 1
    for p, k in factors.items():
        assert is_prime(p)
        product *= p**k
    assert product == value
    assert all(value % d == 0 for d in divisors(factors))


@pytest.mark.parametrize("p", [2, 3, 7919, 10_000_019, 1_000_000_000_039, 2**89 - 1])
def test_primes_have_certificates(p):
    assert proves_prime(p, pratt(p))


@pytest.mark.parametrize("n", [1, 0, 4, 561, 10_000_018, 1_000_000_000_041, 2**89 + 1])
def test_no_certificate_proves_a_composite(n):
    assert not proves_prime(n, {str(n): [2, ["2"]]})


@given(st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=1, max_size=3))
def test_linear_implications_are_combinations(rows):
    polys = [Poly({(("x", 1),): Fraction(a), (("y", 1),): Fraction(b), (): Fraction(c)})
             for a, b, c in rows]  # fmt: skip
    found = implied(system(polys, ["x", "y"]), "x")
    combined = sum((p.scale(m) for p, m in zip(polys, found.multipliers, strict=False)), Poly({}))
    if found.kind == "value":
        assert combined == Poly.variable("x") - Poly.constant(found.value)
        witness = dict(zip(["x", "y"], found.witness, strict=True))
        assert all(p.evaluate(witness) == 0 for p in polys)
    elif found.kind == "none":
        assert combined.constant_value()


@pytest.mark.parametrize(
    ("text", "at", "power", "value"),
    [
        ("sin(x)/x", 0, 0, 1),
        ("(1-cos(x))/x^2", 0, 0, Fraction(1, 2)),
        ("sqrt(x)", 4, 1, Fraction(1, 4)),
        ("ln(x)", 1, 2, Fraction(-1, 2)),
        ("tan(x)", 0, 3, Fraction(1, 3)),
        ("1/x^2", 0, -2, 1),
        ("e^x", 0, 3, Fraction(1, 6)),
    ],
)
def test_series(text, at, power, value):
    assert expand(parse_text(text), "x", Fraction(at)).coefficient(power) == value


def test_the_rules_of_differentiation_match_difference_quotients():
    for text in ("sin(x)*x", "e^x/x", "ln(x)^2", "sqrt(x + 1)", "x^x", "tan(x)"):
        expr = parse_text(text)
        at, step = Fraction(3, 2), Fraction(1, 10**8)
        slope = bounds(derive(expr, "x"), 30, {"x": at})[0]
        up, down = (bounds(expr, 40, {"x": at + s})[0] for s in (step, -step))
        assert abs((up - down) / (2 * step) - slope) < Fraction(1, 10**6)


def test_decimals_stay_decimals():
    assert show(Num(Fraction(1, 4), decimal=True)) == "0.25"
    assert show(number(Fraction(1, 4))) == "1/4"
