"""The parts of the reader of word problems: expressions, patterns, slots, the grammar, the task."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core import Verdict
from kaelum_core.types import derive_verdict
from kaelum_math.errors import MathError, NotUnderstood
from kaelum_math.story.lexicon import base
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.pattern import Pattern
from kaelum_math.story.people import Cast
from kaelum_math.story.reader import read, sentences
from kaelum_math.story.slots import SLOTS, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import tokenize

numbers = st.fractions(min_value=-50, max_value=50, max_denominator=12)
names = st.sampled_from(["a", "b", "c"])
linears = st.lists(st.tuples(names, numbers), max_size=4).flatmap(
    lambda terms: numbers.map(
        lambda offset: total([variable(n).times(f) for n, f in terms]).plus(offset)
    )
)
values = st.fixed_dictionaries(dict.fromkeys("abc", numbers))


@given(linears, linears, numbers, values)
def test_linear_expressions_compute_like_their_values(first, second, factor, at):
    assert (first + second).at(at) == first.at(at) + second.at(at)
    assert (first - second).at(at) == first.at(at) - second.at(at)
    assert first.times(factor).at(at) == first.at(at) * factor
    assert first - first == Linear()


def test_linear_expressions_are_readable():
    text = str(variable("x").times(Fraction(2)) - variable("y").plus(Fraction(-3)))
    assert text == "2*x - y + 3"
    assert str(constant(0)) == "0"
    assert str(variable("x").times(Fraction(-1, 3))) == "-1/3*x"


def determined(rows):
    """Whether the rows, as equations, determine the first unknown: by SymPy's ranks."""
    from sympy import Matrix, Rational

    matrix = Matrix([[Rational(f.numerator, f.denominator) for f in row] for row in rows])
    return matrix.rank() == matrix.col_join(Matrix([[1, 0, 0]])).rank()


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=2, max_size=3), values)
def test_what_is_solved_is_proved(rows, at):
    """Equations that hold at ``at``: either they determine a, which is then found, or not."""
    equations = tuple(
        Equation(left, constant(left.at(at)))
        for row in rows
        for left in [total([variable(n).times(f) for n, f in zip("abc", row, strict=True)])]
    )
    story = Story(equations, (variable("a"),), signed=True)
    try:
        solution = story.solve()
    except NotUnderstood:
        assert not determined(rows)
        return
    assert solution.answer == story.write([at["a"]])
    checks = list(story.check(solution.answer, solution.evidence))
    assert derive_verdict(checks) is Verdict.PROVED


def test_contradictions_are_no_answers():
    x = variable("x")
    story = Story((Equation(x, constant(1)), Equation(x, constant(2))), (x,))
    with pytest.raises(NotUnderstood, match="contradicts"):
        story.solve()


@pytest.mark.parametrize(
    ("fields", "value"),
    [({"whole": True}, Fraction(1, 2)), ({}, Fraction(-1)), ({"multiple": (2, 1)}, Fraction(4))],
)
def test_senseless_values_are_refused(fields, value):
    x = variable("x")
    with pytest.raises(NotUnderstood):
        Story((Equation(x, constant(value)),), (x,), **fields).solve()


@pytest.mark.parametrize(
    ("fields", "value", "text"),
    [
        ({"unit": "$"}, Fraction(5, 2), "$2.50"),
        ({"unit": "$"}, Fraction(5), "$5"),
        ({"unit": "h"}, Fraction(5, 2), "2.5 h"),
        ({"percent": True}, Fraction(1, 4), "25%"),
        ({"up": True, "whole": True}, Fraction(9, 2), "5"),
        ({}, Fraction(10, 3), "10/3"),
    ],
)
def test_answers_are_written_as_people_write_them(fields, value, text):
    x = variable("x")
    assert Story((Equation(x, constant(value)),), (x,), **fields).solve().answer == text


# -- patterns ------------------------------------------------------------------


def matches(source, text):
    return next(Pattern(source, SLOTS).matches(tokenize(text)), None)


@pytest.mark.parametrize(
    ("source", "text", "fits"),
    [
        ("how many/much", "how much", True),
        ("a? pen", "pen", True),
        ("(a b | c) d", "a b d", True),
        ("(a b | c) d", "c d", True),
        ("(a b | c) d", "a d", False),
        ("@have {n:n}", "owns 5", True),
        ("@have {n:n}", "owns 5 more", False),
    ],
)
def test_patterns(source, text, fits):
    assert (matches(source, text) is not None) is fits


def test_patterns_name_what_they_need():
    pattern = Pattern("{who:np} @cost a/an {n:n}", SLOTS)
    assert any("costs" in choice for choice in pattern.required)
    with pytest.raises(ValueError, match="unbalanced"):
        Pattern("a ) b", SLOTS)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("share", "two thirds", Fraction(2, 3)),
        ("share", "20 %", Fraction(1, 5)),
        ("pct", "12.5 percent", Fraction(1, 8)),
        ("n", "3 1/2", Fraction(7, 2)),
    ],
)
def test_number_slots(kind, text, value):
    tokens = tokenize(text)
    assert (value, len(tokens)) in list(SLOTS[kind](tokens, 0))


def test_compound_durations_are_one_amount():
    tokens = tokenize("2 hours and 20 minutes")
    found = [amount for amount, end in SLOTS["time"](tokens, 0) if end == len(tokens)]
    assert [amount.value for amount in found] == [Fraction(7, 3)]


@pytest.mark.parametrize("word", ["not", "except", "each", "about", "more", "unless", "other"])
def test_no_noun_phrase_swallows_a_word_that_matters(word):
    tokens = tokenize(f"the {word} apples")
    assert all(end < len(tokens) for _, end in SLOTS["np"](tokens, 0))


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("apples", "apple"), ("boxes", "box"), ("children", "child"), ("glass", "glass"),
     ("stories", "story"), ("buses", "bus"), ("loaves", "loaf"), ("gas", "gas")],
)  # fmt: skip
def test_base_forms(plural, singular):
    assert base(plural) == singular


# -- who is meant ----------------------------------------------------------------


def test_pronouns_stand_for_the_only_one_they_fit():
    cast = Cast()
    cast.find(Noun(("tom",)))
    cast.find(Noun(("ann",)))
    assert cast.find(Noun((), "she")) == "ann"
    assert cast.find(Noun((), "who")) == "ann"
    assert cast.find(Noun((), "him")) == "tom"
    with pytest.raises(NotUnderstood):
        cast.find(Noun((), "they"))


def test_the_car_is_the_one_spoken_of():
    cast = Cast()
    cast.find(Noun(("red", "car"), "a"))
    assert cast.find(Noun(("car",), "the")) == "red car"
    cast.find(Noun(("blue", "car"), "a"))
    with pytest.raises(NotUnderstood):
        cast.find(Noun(("car",), "the"))


# -- sentences ---------------------------------------------------------------------


def test_contractions_and_dozens():
    found = sentences("What's the price of a dozen eggs? They've got 2 dozen.")
    words = [[token.text for token in sentence.tokens] for sentence in found]
    assert words == [["what", "is", "the", "price", "of", "12", "eggs"], ["they", "has", "2"]]
    assert [sentence.asks for sentence in found] == [True, False]


def test_text_without_a_number_is_no_story():
    assert sentences("How old is Ann?") == []


WORDS = st.sampled_from(
    "tom ann she he it is has twice as old than more 5 20% $3 each per of the a and , . ? how many"
    " much apples pens ratio 2:3 km/h hours together gives cost costs in years number sum half".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_anything_is_read_or_refused(text):
    try:
        story = read(text)
    except MathError:
        return
    assert story is None or story.describe()
