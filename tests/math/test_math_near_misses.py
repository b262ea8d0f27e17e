"""Questions one word away from an answered one: refused, or answered as the word demands."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

REFUSED = [
    # A power, a sign or a word whose reach is unclear.
    "What is 2/3 squared?",
    "What is negative three squared?",
    "What is d/dx of x^3 squared?",
    "What is sin x squared at x = 2?",
    "What is 5!!?",
    "What is the sum of 3 and 4 times 5?",
    "What is the mean of 3 and 4 times 5?",
    "What is the sum of 2 and 3 squared?",
    "What is the sum of 3 and 4 divided by 2?",
    "What is the quotient when 17 is divided by 5?",
    "How many zeros are in 1000?",
    "Find the square: 12",
    "Find the difference: 12",
    # Of a set, the number 1 is counted once.
    "List the first 6 Fibonacci numbers.",
    # What is said before a part of a complex number is asked for too.
    "square of the modulus of 3 - 4i",
    "twice the modulus of 3 - 4i",
    # Nothing costs less than nothing.
    "A $40 shirt is 120% off. What do I pay?",
    # A price that is reduced already is not reduced again; "of" the price is not "off" it.
    "A shirt costs $40 and is on sale for 25% of its price. What is the sale price?",
    "A jacket costs $50 and is marked down to 75% of the price. What is the sale price?",
    "A jacket costs $48 after a 20% discount. What is the sale price?",
    "A pair of shoes costs $40 with the 50% discount. How much do you save?",
    # A weekday that is told of another day is not the one to count from.
    "Three days ago it was the day before Saturday. What day is today?",
    "What day is it if 3 days ago it was Monday?",
    "Tuesday was 3 days ago. What day is it today?",
    # What decides a count must not be lost.
    "How many ways can 3 men and 2 women be arranged in a row with the men first?",
    "In how many ways can 6 people be seated in a row if two particular people must sit together?",
    "How many ways can 5 identical balls be placed in 3 identical boxes?",
    "How many ways can we choose 2 boys and 3 girls?",
    "How many license plates have 3 letters followed by 3 digits with no repeated letters?",
    "If Var(X) = 4, find Var(3X + 2).",
    # Congruences are no equations between remainders.
    "Solve x^2 = 2 modulo 7.",
    "Is 10 = 3 mod 7?",
    "Factor x^2 + 1 modulo 2.",
    "What is 1/2 mod 7?",
    # An inequality fixes no value, and a function is defined once.
    "Simplify sqrt(x^2) for x < 0.",
    "Simplify |x - 1| for x < 1.",
    "Let f(x) = x^2. Let f(x) = x^3. What is f(2)?",
    # Degrees that are not called so.
    "Solve sin(x) = 1/2 for x between 0 and 360.",
    # Chances.
    "A coin is tossed three times. What is the probability of two heads in a row?",
    "What is the probability of getting 3 heads in a row when flipping a coin?",
    "A card is drawn from a deck. What is the probability that it is a red king or queen?",
    "A card is drawn from a deck. What is the probability that it is not an ace or a king?",
    "A bag has 3 red balls, 4 of which are blue. What is the probability of drawing a red ball?",
    # Contradictions, figures that do not exist, another form than the one asked for.
    "If 2x = 6 and x = 4, what is x?",
    "What is the perimeter of a triangle with sides 3, 4 and 10?",
    "How many sides does a polygon with interior angle sum 500 have?",
    "What is the difference between 3 and 5 squared?",
    "What is 10 minus the sum of 3 and 2 times 4?",
    # Rates.
    "A train travels 60 miles per hour for 2 hours. How far does it travel per hour?",
]

ANSWERED = [
    ("What is the perimeter of a triangle with sides 3, 4 and 6?", "13"),
    ("If 2x = 6 and y = 4, what is x?", "3"),
    ("How many ways can you choose 3 books from 10 if order does not matter?", "120"),
    ("Find the local minimum value of x^3 - 3x.", "-2"),
    ("Find the local minimum of x^3 - 3x.", "(1, -2)"),
    ("Find the product: 2(x+1)", "2*x + 2"),
    ("Find the sum: 3 + 4", "7"),
    ("What is 30 divided by 1/2 plus 10?", "70"),
    ("What is 30 divided by 1/2?", "60"),
    ("What is (2/3) squared?", "4/9"),
    ("What is the sum of 3 squared and 4 squared?", "25"),
    ("What is the quotient when 15 is divided by 5?", "3"),
    ("How many ones are in the binary representation of 10?", "2"),
    ("Is 17 mod 7 = 3?", "True"),
    ("Solve 3x = 4 mod 7.", "x = 6 (mod 7)"),
    ("A coin is flipped 3 times. What is the probability of 3 heads in a row?", "1/8"),
    ("A card is drawn from a deck. What is the probability that it is a heart or king?", "4/13"),
    (
        "A card is drawn from a deck. What is the probability that it is a red card or a queen?",
        "7/13",
    ),
    ("Solve sin(x) = 1/2 for x between 0 and 2pi.", "x = pi/6 or x = 5*pi/6"),
]


@pytest.mark.parametrize("question", REFUSED)
def test_a_near_miss_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_its_neighbour_is_answered(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)
