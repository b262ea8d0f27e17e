"""Answer equivalence: classes of texts that are one answer, and never two classes in one."""

from __future__ import annotations

import itertools

import pytest

from kaelum_core.equivalence import canonical, equivalent, partition

CLASSES = [
    [
        "1/2", "0.5", ".5", "0.50", "+1/2", "5e-1", "50%", "50 %", "fifty percent", "one half", "half",
        "\u00bd", r"\frac12", r"\frac{1}{2}", r"\dfrac{1}{2}", r"\boxed{\frac{1}{2}}", r"$\frac{1}{2}$",
        "x = 1/2", "0.5.", "The answer is 1/2.", "**0.5**", r"\( \frac{1}{2} \)", "3/6", "(1/2)", "0.5/1",
        "Final answer: 50 per cent", "-1/-2",
    ],
    ["1,000", "1000", "1e3", "1.0 \u00d7 10^3", r"1\,000", "1{,}000", "one thousand", "1000.00", "1E+3",
     "x=1,000", r"1.0 \times 10^{3}", "10 * 10^2", "$1000$", "1\u202f000", "a thousand"],
    ["1,234,567", "1234567"],
    ["0", "-0", "zero", "0.0", "0%", "+0", "0/5", "y = 0"],
    ["-3", "\u22123", "minus three", "negative three", "- 3", "-3.0", r"\boxed{-3}", "-3."],
    ["1 1/2", "3/2", "1.5", "one and a half", "1\u00bd", r"1\frac{1}{2}", "1 \\frac12", "150%"],
    ["-1 1/2", "-3/2", "-1.5", "minus one and a half"],
    ["21", "twenty-one", "Twenty One"],
    ["2305", "two thousand three hundred and five", "2,305"],
    ["100", "hundred", "one hundred", "a hundred"],
    ["2/3", "two thirds", "two-thirds"],
    ["True", "yes", "TRUE.", "Yes", r"\text{Yes}", "'true'", '"Yes."', "answer: yes"],
    ["False", "no", "No."],
    ["valid", "Valid."],
    ["invalid"],
    ["uncertain", "Uncertain"],
    ["2", "two", "x = 2", "2.0", "(2)"],
    ["{3, 2}", "x=2 or x=3", "x = 3, 2", "x=2, x=3", "2 or 3", "x \u2208 {2,3}", r"\{2,3\}", "either 2 or 3",
     "x = 2 and x = 3", "x = 2 or 3", "{2, 3, 2}", "{2; 3}", "x in {2, 3}", r"$x = 2 \text{ or } x = 3$"],
    ["x = \u00b12", "\u00b12", "+-2", "{2,-2}", "x=2 or x=-2", r"x = \pm 2", "-2 or 2"],
    ["{2}"],
    ["2, 3", "2 and 3", "2,3", "2; 3"],
    ["3, 2"],
    ["(2, 3)", "(2,3)", "(2.0, 3)", r"\left(2, 3\right)"],
    ["(3, 2)"],
    ["[2, 3]"],
    ["[2, 3)"],
    ["(2, 3]"],
    ["(-\u221e, 2) \u222a (3, \u221e)", r"(3, \infty) \cup (-\infty, 2)"],
    ["\u221e", r"\infty", "infinity"],
    ["no solution", "\u2205", "{}", "No solutions.", r"\emptyset", "{ }"],
    ["x = 1, y = 2", "y=2, x=1", "x=1 and y=2", "x = 1; y = 2"],
    ["x = 2, y = 1"],
    ["x = 1 or y = 2"],
    ["x = 1 and y = 2 or x = 3 and y = 4", "x=3, y=4 or y=2, x=1"],
    ["$5", "5 dollars", "$5.00", r"\$5", "five dollars", "5 USD"],
    ["-$5", "$-5"],
    ["$1,000", "1000 dollars"],
    ["5", "5.", "five"],
    ["5%", "0.05", "1/20"],
    ["5 km", "5.0 km", "5km", "five km", "5  km."],
    ["5 Km"],
    ["5 mW"],
    ["5 MW"],
    ["5 apples", "five apples", "5 Apples"],
    ["1/2 x", "0.5 x", "0.5x"],
    ["1/2x"],
    ["90\u00b0", "90 degrees", r"90^\circ"],
    ["Paris", "paris", "PARIS.", '"Paris"', "  Paris  ", "\u201cParis\u201d"],
    ["New York", "new  york", "NEW YORK"],
    ["x"],
    ["x + 1", "x+1", r"$x+1$"],
    ["X + 1"],
    ["y = 2x + 1", "y=2x+1"],
    ["z = 2x + 1"],
    ["x^2", "x**2", "x\u00b2"],
    ["x2"],
    ["x_2"],
    ["2^x"],
    ["Alice, Bob, Carol", "alice, bob and carol", "Alice, Bob, and Carol"],
    ["Carol, Bob, Alice"],
    ["Alice or Bob", "Bob or Alice"],
    ["Alice and Bob"],
    ["Bob and Alice"],
    ["CO"],
    ["Co"],
    ["0.333..."],
    ["0.333"],
    ["~0.333"],
    ["3:4"],
    ["3/4"],
    ["third"],
    ["1/0"],
    ["2/0"],
    ["\u0663"],
    ["3"],
    ["1 2"],
    ["12"],
    ["1000,5"],
    ["1000.5"],
    ["{1,234}"],
    ["{1, 234}"],
    ["{1234}"],
    ["2 and 3 or 4"],
    ["2 or 3 and 4"],
    ["f(x)"],
    ["F(x)"],
    ["p > q"],
    ["q > p"],
    ["I think it is a long story, but he went home and then she went home"],
    ["I think it is a long story, but she went home and then he went home"],
    ["-\u221e"],
    [""],
    ["\u00b1"],
    ["(2, 3"],
    ["9" * 4200 + ".0", "9" * 4200],
    ["9" * 4199 + "8"],
    ["1e99999"],
    ["1e-99999"],
    ["1e4300", "10e4299"],
]  # fmt: skip


@pytest.mark.parametrize("texts", CLASSES, ids=lambda texts: texts[0][:20] or "empty")
def test_one_answer_in_many_words(texts):
    forms = {text: canonical(text) for text in texts}
    assert len(set(forms.values())) == 1, forms


def test_different_answers_stay_different():
    forms = [(texts[0][:40], canonical(texts[0])) for texts in CLASSES]
    for (first, form), (second, other) in itertools.combinations(forms, 2):
        assert form != other, (first, second)


THREE = ("A) True", "B) False", "C) Uncertain")


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (THREE, ["A", "(A)", "A)", "a.", "A) True", "(A) True", "True", "yes", "Option A", r"\boxed{A}"]),
        (THREE, ["C", "uncertain", "C) Uncertain.", "The answer is (C)."]),
        (("(A) 1/2", "(B) 2"), ["A", "0.5", r"\frac{1}{2}", "(A) 0.5"]),
        (("True", "False"), ["A", "true", "(A)", "Yes", "A) True"]),
        (("1) red", "2) blue"), ["2", "2) blue", "Blue"]),
        (("A. x = 2 or x = 3", "B. x = 5"), ["a", "{3, 2}"]),
    ],
)  # fmt: skip
def test_an_option_is_its_letter_and_its_text(options, texts):
    assert len({canonical(text, options) for text in texts}) == 1


@pytest.mark.parametrize(
    ("options", "first", "second"),
    [
        (THREE, "A", "B"),
        (THREE, "A", "False"),
        (THREE, "A) False", "A"),
        (THREE, "A) False", "False"),
        (THREE, "D", "A"),
        (("A) B", "B) A"), "A", "B"),
        (("A) B", "B) A"), "A", "A) B"),
        (("1) 2", "2) 3"), "2", "1"),
        (("A) x", "A) y"), "A", "x"),
        (("A) 1", "B) one hundred"), "B", "1"),
    ],
)
def test_unclear_options_are_different(options, first, second):
    assert not equivalent(first, second, options)


def test_two_options_that_say_the_same_are_one():
    assert equivalent("A", "B", ("A) 1/2", "B) 0.5"))


@pytest.mark.parametrize(
    ("answers", "groups"),
    [
        ([], []),
        (["18", "$18", "19", "18 dollars", "18.0"], [[0, 1, 3, 4], [2]]),
        (["18", "$18", "18 km"], [[0], [1], [2]]),
        (["$18", "18 km"], [[0], [1]]),
        (["18", "$19"], [[0], [1]]),
        (["25", "25%"], [[0], [1]]),
        (["yes", "no", "True"], [[0, 2], [1]]),
    ],
)
def test_side_by_side_a_missing_unit_is_no_difference(answers, groups):
    assert partition(answers) == groups


def test_answers_side_by_side_know_options_and_plugins():
    assert partition(["A", "true", "sqrt(4)", "2"], THREE, plugins=[roots]) == [[0, 1], [2, 3]]


def roots(text):
    """A plugin that knows one thing."""
    return {"sqrt(4)": "2", r"\sqrt{4}": "2.0", "(x+1)^2": "x^2+2x+1", "x^2+2x+1": "x^2+2x+1"}.get(
        text.replace(" ", "")
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("sqrt(4)", "2"),
        (r"\sqrt{4}", "4/2"),
        ("{sqrt(4), 3}", "x = 3 or x = 2"),
        ("x = sqrt(4)", "2"),
        ("(x + 1)^2", "x^2 + 2x + 1"),
        ("(sqrt(4), 1)", "(2, 1)"),
    ],
)
def test_plugins_know_more(first, second):
    assert not equivalent(first, second)
    assert equivalent(first, second, plugins=[roots])


def test_plugins_are_not_asked_about_what_is_known():
    asked = []
    for text in ("1/2", "yes", "{1, 2}", "x = 2 or x = 3", "(0, 1)"):
        canonical(text, plugins=[asked.append])
    assert asked == []


def test_the_first_plugin_that_can_tell_decides():
    assert canonical("f", plugins=[lambda _: None, lambda _: "1", lambda _: "2"]) == canonical("1")


def test_a_plugin_that_fails_is_passed_over():
    def broken(text):
        raise RuntimeError(text)

    with pytest.warns(UserWarning, match=r"broken failed: RuntimeError\('f'\)"):
        assert canonical("f", plugins=[broken, lambda _: 3, lambda _: "1"]) == canonical("1")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 9999, "{" * 4000 + "}" * 4000, "[(" * 3000 + ")]" * 3000, "\\boxed{" * 2000 + "}" * 2000,
        "9" * 20_000, "1," * 9_999, "x = " * 4_000, "1 or " * 3_000, " " * 20_000 + "1", "a" * 1_000_000,
        "twenty " * 2_500, "1/" * 9_000, "-" * 20_000, '"' * 20_000, "\\" * 19_999, "\\frac" * 4_000,
        "1,000" * 4_000, "{1,000}, " * 2_000, "\u00bd" * 19_000, "1e4300/1e4300", "either " * 2_500 + "or 1",
        "x\u00b2" * 9_000, "minus " * 3_000,
    ],
    ids=lambda text: text[:8],
)  # fmt: skip
@pytest.mark.timeout(30)  # milliseconds each; what is quadratic or worse takes minutes
def test_hostile_texts_are_read(text):
    form = canonical(text, ("A) 1", "B) 2"))
    assert form == canonical(text, ("A) 1", "B) 2"))


def test_nothing_is_calculated():
    assert not equivalent("9^9^9^9", "9^9^9")
    assert not equivalent("2 + 2", "4")
    assert not equivalent("__import__('os')", "1")
