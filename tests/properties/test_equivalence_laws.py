"""Laws of answer equivalence, on generated and on mutated answers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.equivalence import canonical, equivalent

numbers = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=400)
pieces = st.sampled_from(
    [
        "1/2", "0.5", "x", " = ", "2", ", ", " or ", " and ", "{", "}", "(", ")", "[", "]", "-", "%",
        "\\frac", "\\boxed{", "$", ".", "true", "yes", "A", "A) ", "\u00b1", "\u222a", "km", "one", "hundred",
        " ", "\\", "^", "1,000", "'", "\u221e", "e3", "half", "\u00bd", "**", "either ", ";", "y = ",
    ]
)  # fmt: skip
answers = (
    st.lists(pieces, max_size=8).map("".join)
    | st.text(max_size=20)
    | st.sampled_from(["1/2", "0.5", "{1, 2}", "2 or 1", "yes", "True", "x = 2", "no solution"])
)
options = st.just(()) | st.just(("A) 1/2", "B) yes", "C) x")) | st.lists(answers, max_size=3)


def written(number: Fraction) -> st.SearchStrategy[str]:
    """One number in the ways people write it."""
    top, bottom = abs(number.numerator), number.denominator
    sign = "-" if number < 0 else ""
    ways = [
        f"{sign}{top}/{bottom}",
        f"{sign}{top} / {bottom}",
        f"{sign}\\frac{{{top}}}{{{bottom}}}",
        f"\\boxed{{{sign}\\dfrac{{{top}}}{{{bottom}}}}}",
        f"${sign}{2 * top}/{2 * bottom}$",
        f"x = {sign}{top}/{bottom}",
        f"{sign}{100 * top}/{bottom}%",
        f"{sign.replace('-', chr(0x2212))}{top}/{bottom}",
        f"({sign}{top}/{bottom})",
    ]
    if top > bottom > 1:
        ways.append(f"{sign}{top // bottom} {top % bottom}/{bottom}")
    if bottom == 1:
        ways += [f"{sign}{top}", f"{sign}{top:,}", f"{sign}{top}.00", f"{sign}{top}e0"]
    if 10**6 % bottom == 0:
        decimal = top * 10**6 // bottom
        ways.append(f"{sign}{decimal // 10**6}.{decimal % 10**6:06d}")
    return st.sampled_from(ways)


@given(answers, options)
def test_reflexive_and_total(text, options):
    assert equivalent(text, text, options)
    assert isinstance(canonical(text, options), str)


@given(answers, answers, options)
def test_symmetric(first, second, options):
    assert equivalent(first, second, options) == equivalent(second, first, options)


@given(st.lists(answers, min_size=3, max_size=3), options)
def test_transitive(texts, options):
    first, second, third = texts
    if equivalent(first, second, options) and equivalent(second, third, options):
        assert equivalent(first, third, options)


@given(numbers, st.data())
def test_a_number_is_itself_however_it_is_written(number, data):
    assert equivalent(data.draw(written(number)), data.draw(written(number)))


@given(numbers, numbers, st.data())
def test_two_numbers_are_never_one(first, second, data):
    same = equivalent(data.draw(written(first)), data.draw(written(second)))
    assert same == (first == second)


@given(st.lists(numbers, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_sets_have_no_order_and_sequences_have(values, random):
    shuffled = random.sample(values, len(values))
    assert equivalent(braces(values), braces(shuffled))
    assert equivalent(braces(values), " or ".join(f"x = {value}" for value in shuffled))
    assert equivalent(bare(values), bare(shuffled)) == (values == shuffled)
    assert not equivalent(braces(values), bare(values))


def braces(values):
    return "{" + ", ".join(map(str, values)) + "}"


def bare(values):
    return ", ".join(map(str, values))


@given(answers)
def test_dress_changes_nothing(text):
    assert equivalent(text, f"  {text}\n")
    if not set(text) & set("()[]{}"):
        assert equivalent(text, f"\\boxed{{{text}}}")


@given(answers, answers)
def test_whatever_a_plugin_does_it_stays_an_equivalence(first, second):
    plugins = [lambda text: text[:1] if len(text) % 2 else None]
    assert equivalent(first, first, plugins=plugins)
    assert equivalent(first, second, plugins=plugins) == equivalent(second, first, plugins=plugins)
    if equivalent(first, second):
        assert canonical(first) == canonical(second)
