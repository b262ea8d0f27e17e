"""Complexity rises with what has to be kept in mind."""

import itertools

import pytest

from kaelum_core.routing.complexity import complexity
from kaelum_core.routing.text import read
from kaelum_core.types import Query

LADDERS = {
    "digits": ("What is 7 * 8?", "What is 74 * 83?", "What is 7412 * 83351?"),
    "statements": (
        "Ann is taller than Bob. Who is taller?",
        "Ann is taller than Bob. Bob is taller than Cy. Who is tallest?",
        "Ann is taller than Bob. Bob is taller than Cy. Cy is taller than Di. Who is second?",
    ),
    "chain": (
        "If it is red then it is big. If it is green then it is small. Rex is red. Is Rex big?",
        "If it is red then it is big. If it is big then it is small. Rex is red. Is Rex big?",
    ),
    "a theory, of the same size": (
        "Ann is big. If a thing is red then it is old. If a thing is shy then it is red. Is Ann old?",
        "Ann is red. If a thing is red then it is old. If a thing is shy then it is big. Is Ann old?",
        "Ann is shy. If a thing is red then it is old. If a thing is shy then it is red. Is Ann old?",
    ),
    "brackets": ("Simplify 4 - 3 + 2.", "Simplify (4 - 3) + 2.", "Simplify (4 - (3 + 2))."),
    "a list and its numbers": (
        "What comes next: 1123, 2245, 3367, 4489?",
        "What comes next: 112345, 224567, 336789, 448911?",
    ),
    "quantities": (
        "Tom has 3 pens and buys 4. How many has he?",
        "Tom has 3 pens, buys 4, loses 2, then doubles them for 5 days. How many has he?",
    ),
}


def measure(text):
    return complexity(read(Query(text)))


@pytest.mark.parametrize("name", LADDERS)
def test_harder_means_higher(name):
    values = [measure(text)[0] for text in LADDERS[name]]
    assert all(low < high for low, high in itertools.pairwise(values))


def test_the_signals_say_what_was_counted():
    _value, signals = measure("If it is red then it is big. If it is big then it is old. 12 apples")
    counted = {signal.name: signal.evidence for signal in signals}
    assert counted["complexity:chain"] == "2"
    assert counted["complexity:quantities"] == "1"
    assert all(signal.domain is None for signal in signals)


def test_rules_in_a_circle_end():
    value, _signals = measure("If a then b. If b then a. " * 30)
    assert 0 <= value <= 1


def test_nothing_is_easy():
    assert measure("")[0] < 0.1
