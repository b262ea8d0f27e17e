"""Everyday questions where one word, sign or place changes the answer: each answered as it says, or refused."""

from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict
from kaelum_math.worker import MathWorker

ANSWERED = [
    # What follows a list after a comma is an operation on all of it.
    ("the product of 3 and 5, plus 4", "19"),
    ("the product of 3, 5 and 4", "60"),
    ("the product of 3 and 5, minus 4", "11"),
    ("the product of 3 and -4", "-12"),
    ("the sum of 3 and 4, squared", "49"),
    ("square root of 16 squared", "16"),
    ("0.3 of 50", "15"),
    # Equal numbers.
    ("Which is smaller: 0.5 or 1/2?", "they are equal"),
    ("Which is smaller: 0.5 or 1/3?", "1/3"),
    ("What is the second largest of 4, 17, 9?", "9"),
    ("which numbers are strictly between 3 and 8: 2, 3, 5, 8, 9", "5"),
    # A clock of 12 or of 24 hours.
    ("What is 3 pm in 24 hour time plus 2 hours?", "17:00"),
    ("What time is 24 hours after 3 pm?", "3:00 PM"),
    ("What is 14:30 plus 3 hours in 12-hour format?", "5:30 PM"),
    ("convert 3:45 pm to 24-hour time", "15:45"),
    ("What is 00:10 in 12-hour time?", "12:10 AM"),
    # Bounds narrow each other, and what is excepted is left out.
    ("How many numbers from 10 to 100 are greater than 5?", "91"),
    ("How many numbers from 10 to 100 are greater than 50?", "50"),
    ("How many primes less than 20 are from 1 to 100?", "8"),
    ("How many numbers from 1 to 50 are divisible by 4 but not 6?", "8"),
    ("How many even numbers from 1 to 20 but not 10?", "9"),
    ("What is the sum of the integers from 1 to 100 except 50?", "5000"),
    ("What is the sum of the integers from 1 to 100 excluding multiples of 5?", "4000"),
    ("What are the divisors of 28 other than 1 and itself?", "2, 4, 7, 14"),
    ("How many divisors does 36 have, excluding 1?", "8"),
    ("How many divisors does 36 have?", "9"),
    ("sum of the squares of the first 10 positive integers", "385"),
    ("sum of the reciprocals of the first 3 positive integers", "11/6"),
    # Sequences, years and units.
    ("1, 1, 2, 3, 5, 8, what comes next?", "13"),
    ("What comes next: 1, 3, 7, 15, 31?", "63"),
    ("What's the 5th term of the geometric sequence 2, 6, 18?", "162"),
    ("How many days are in a leap year?", "366"),
    ("How many minutes are in a year?", "525600"),
    ("When is the next leap year after 2096?", "2104"),
    ("What was the last leap year before 2000?", "1996"),
    ("How many hours is 2 days and 5 hours?", "53"),
    ("Is 0 even or odd?", "even"),
    # Quantities compared, lengths and money as they are typed.
    ("Is 30 C hotter than 85 F?", "True"),
    ("Is 30 C hotter than 86 F?", "False"),
    ("Which is heavier, 1 kg or 2 lbs?", "1 kg"),
    ("Which is shorter: 5 km or 3 miles?", "3 miles"),
    ("Which is longer, 1 km or 1000 m?", "they are equal"),
    ("Convert 5'10\" to cm", "177.8"),
    ("How many cents are in $3.75?", "375"),
    ("How many nickels make $2.35?", "47"),
    ("How many two-digit primes are there?", "21"),
    # Lists end somewhere, times of day go on.
    ("gcd of 12, 18 and the lcm of 4 and 6", "6"),
    ("sum of 3 and the product of 4 and 5", "23"),
    ("square the sum of 3 and 5", "64"),
    ("3 pm minus 5 hours", "10:00 AM"),
    ("11:59 pm plus 2 minutes", "12:01 AM"),
    ("is 2/3 closer to 0.6 or 0.7", "0.7"),
    ("is 0.65 closer to 0.6 or 0.7", "0.6 and 0.7"),
    # All of it is rounded, not the last number.
    ("square root of 50 rounded to the nearest tenth", "7.1"),
    ("square of 1.26 rounded to the nearest tenth", "1.6"),
    ("double 2.6 rounded to the nearest integer", "5"),
    ("What is 7483015 to the power of 1/5, to the nearest integer?", "24"),
    # Roots are no squares, and "than" reaches to the end.
    ("square root of 16, then add 3", "7"),
    ("seven more than three times four", "19"),
    ("half of 20, minus 6", "4"),
    ("-15% of 60", "-9"),
    ("is 16 both a perfect square and a perfect cube?", "False"),
    ("the greatest odd factor of 60", "15"),
    ("sum of the distinct prime factors of 60", "10"),
    ("sum of the prime factors of 30", "10"),
    # Ways of rounding.
    ("round 149 to the nearest 50", "150"),
    ("round -7.5 to the nearest 5", "-10"),
    ("what is 48 x 52 to the nearest hundred", "2500"),
    ("round 45678 to the nearest thousand", "46000"),
    ("round 45678 down to the nearest thousand", "45000"),
    ("round -3.2 up", "-3"),
    ("round -3.2 down", "-4"),
    ("truncate -3.789 to one decimal place", "-3.7"),
    ("What is 10 divided by 3, rounded up?", "4"),
    ("22/7 rounded up to 2 decimal places", "3.15"),
    ("what is 1/3 + 1/6 as a decimal to 2 dp", "0.50"),
    # Numbers in words, and small talk.
    ("what is five and a half million divided by 1000", "5500"),
    ("a hundred and one minus two", "99"),
    ("a hundred minus one", "99"),
    ("three hundred and five point two times ten", "3052"),
    ("five and a half", "11/2"),
    ("my calculator is broken, what's 17*23?", "391"),
    ("quick question: is 51 a prime number or not", "False"),
    # Gaps, parts and order.
    ("how much bigger is 3/4 than 2/3", "1/12"),
    ("how many thirds are in 4", "12"),
    ("which fraction is bigger 5/7 or 7/10", "5/7"),
    ("order from least to greatest: 2/3, 0.6, 65%, 5/8", "0.6, 5/8, 65%, 2/3"),
    ("Which of the following is equal to 0.75: 1/2, 3/4, 4/5?", "3/4"),
    ("Is it true that 3 is not greater than 2?", "False"),
    # What is asked of one number, or of several.
    ("Is 15 divisible by 3 and 5?", "True"),
    ("Is 15 divisible by 3 and 4?", "False"),
    ("Is 1 neither prime nor composite?", "True"),
    ("Is 15 between 10 and 20?", "True"),
    ("Which of these is not a prime: 7, 11, 15, 17?", "15"),
    ("Which of 3, 8, 12 is divisible by 4 but not by 8?", "12"),
    ("How many of 4, 7, 9, 11 are prime?", "2"),
    ("the sum of the squares of 3 and 4", "25"),
    ("the square of the sum of 3 and 4", "49"),
]

REFUSED = [
    "5.67 rounded to the nearest tenth plus 1",
    "square root of 2 rounded up",
    "3 pm plus 5",
    "20% tip on $42.50 plus the bill",
    "How many days from March 3, 2024 to March 17, 2024 included?",
    "sum of the prime factors of 60",
    "half of 20 minus 6",
    "gcd of 12 and 18 and lcm of 4 and 6",
    "Which is heavier, 1 km or 2 lbs?",
    "largest two before digit prime",
    "Is 9 prime or a perfect square?",
    "how much smaller is 3/4 than 2/3",
    "my brother owes me 3 dollars, what's 17*23?",
    "next number: 3, 1, 4, 1, 5, 9",
    "Is 10 between 10 and 20?",
    "Which of these is divisible by 3, 6, 9, 12?",
    "How many numbers from 1 to 100 are even and divisible by 3 or divisible by 5?",
    "200 minus 10%",
    "the square of 3 plus 4",
    "half of 10 of 20",
    "log base 2 of 8 squared",
    "the gcd of 12 and 18 squared",
    "10 m / 2 s",
    "2x/3y",
    "What is the second largest of 4, 17, 17, 2?",
    "which numbers are between 3 and 8: 2, 3, 5, 8, 9",
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_every_word_counts(question: str, answer: str) -> None:
    result = MathWorker().solve(Query(question), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize(
    ("question", "options", "answer"),
    [
        ("Which number is prime?", ("A) 21", "B) 27", "C) 29"), "29"),
        ("Which of these is NOT a factor of 24?", ("3", "5", "6", "8"), "5"),
        ("Which is the largest?", ("0.3", "1/3", "33%", "0.33"), "1/3"),
        ("Which of these is a multiple of 6 but not of 4?", ("12", "18", "24"), "18"),
    ],
)
def test_options_are_the_list_that_is_meant(
    question: str, options: tuple[str, ...], answer: str
) -> None:
    result = MathWorker().solve(Query(question, options=options), None)
    assert (result.answer, result.verdict) == (answer, Verdict.PROVED)


@pytest.mark.parametrize("question", REFUSED)
def test_what_may_mean_two_things_is_refused(question: str) -> None:
    assert MathWorker().solve(Query(question), None).answer is None
