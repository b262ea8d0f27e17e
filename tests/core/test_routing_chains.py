"""How deep a theory goes, and how deep the question lies in it."""

import pytest

from kaelum_core.routing.chains import depth
from kaelum_core.routing.text import Remembered, read
from kaelum_core.types import Query

RULES = "If someone is red then they are big. All big things are rough. Rough, kind people are old."


def depth_of(text, context=None):
    return depth(read(Query(text, context=context)))


@pytest.mark.parametrize(
    ("facts", "longest"),
    [
        ("Ann is small. Ann is kind.", 0),
        ("Ann is rough. Bob is kind.", 0),
        ("Ann is rough. Ann is kind.", 1),
        ("Ann is big. Ann is kind.", 2),
        ("Bob is kind. Ann is red and kind.", 3),
    ],
)
def test_the_longest_derivation(facts, longest):
    assert depth_of(f"{facts} {RULES} Is Ann old?").longest == longest


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Is Ann red?", 0),
        ("Is Ann big?", 1),
        ("True or false: Ann is rough.", 2),
        ("Is the following statement true, false or unknown? Ann is not old.", 3),
        ("Is Ann small?", 3),
    ],
)
def test_the_depth_of_the_question(question, asked):
    assert depth_of(question, f"Ann is red. Ann is kind. {RULES}").asked == asked


def test_relations_and_names_of_two_words():
    theory = (
        "The bald eagle is young. The bald eagle likes the cat. The cat sees the bald eagle. "
        "If something likes the cat then the cat likes the bald eagle. If the cat likes the bald eagle then the "
        "cat is round. If something is round and it sees the bald eagle then it is nice."
    )
    assert depth_of("Is the cat nice?", theory).asked == 3


def test_rules_without_facts_count_by_how_they_link():
    assert (
        depth_of("If it is red then it is big. If it is big then it is old. So what").longest == 2
    )


@pytest.mark.parametrize("text", ["", "Hello there.", "If. If. If then.", "all all all. " * 50])
def test_no_theory_has_no_depth(text):
    assert depth_of(text).longest == 0


def test_many_rules_and_circles_end():
    circle = " ".join(f"If a thing is q{n % 7} then it is q{(n + 1) % 7}." for n in range(200))
    assert depth_of(f"Ann is q0. {circle} Is Ann q6?").longest <= 8


def test_what_is_remembered_is_bounded():
    lengths = Remembered(len)
    assert [lengths[word] for word in ("a", "bb", "a")] == [1, 2, 1]
    for number in range(40_000):
        assert lengths[str(number)] == len(str(number))
    assert len(lengths) < 20_000
