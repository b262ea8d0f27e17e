"""Letters of words: counting them, their places, words backwards, palindromes and anagrams."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, WorkerResult
from kaelum_math.families.letters import Anagrams, Backwards, Count, Palindrome, read
from kaelum_math.worker import MathWorker

TABLE = [
    ("How many r's are in strawberry?", "3"),
    ("how many r in strawberry", "3"),
    ('How many "e"s are there in the word "cheese"?', "3"),
    ("How many times does the letter A appear in 'Banana'?", "3"),
    ("How many letters are in the word mathematics?", "11"),
    ('how many l\'s in "hello world, llama"', "5"),
    ('How many vowels are in "education"?', "5"),
    ("How many consonants are in yearly?", "4"),
    ('Count the number of s\'s in "mississippi".', "4"),
    ("count the letters in banana", "6"),
    ("spell 'hello' backwards", "olleh"),
    ("What is strawberry spelled backwards?", "yrrebwarts"),
    ("reverse the word lollipop", "popillol"),
    ("which letter is third in the alphabet", "c"),
    ("what is the 5th letter of the alphabet", "e"),
    ('What is the second-to-last letter of "planet"?', "e"),
    ("What is the middle letter of eagle?", "g"),
    ("what letter comes after q", "r"),
    ("Which letter comes right before g in the alphabet?", "f"),
    ("What is the position of t in the alphabet?", "20"),
    ("is racecar a palindrome?", "yes"),
    ('Is "A man, a plan, a canal: Panama" a palindrome?', "yes"),
    ("is kaelum a palindrome", "no"),
    ("are listen and silent anagrams?", "yes"),
    ("Is 'night' an anagram of 'ting'?", "no"),
]


def _solved(question: str) -> WorkerResult:
    return MathWorker().solve(Query(question), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "answer"), TABLE)
def test_letters(question: str, answer: str) -> None:
    result = _solved(question)
    assert result.answer == answer
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("question", "answer"),
    [("How many m in km?", "1000"), ("how many s in hour", "3600"), ("how many g in kg", "1000")],
)
def test_a_letter_that_is_a_unit_is_not_counted(question: str, answer: str) -> None:
    assert _solved(question).answer == answer


@pytest.mark.parametrize(
    "question",
    [
        "reverse string",
        "spell it backwards",
        "flip coin",
        "How many r's are in strawberry jam?",
        "what is the 30th letter of the alphabet",
        "What is the middle letter of word?",
    ],
)
def test_what_is_unclear_is_left_alone(question: str) -> None:
    assert _solved(question).answer is None


WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=30)


@example("İ")
@given(WORDS)
def test_laws_of_one_text(text: str) -> None:
    turned = Backwards(text)
    assert turned.first() == turned.second()
    assert Backwards(turned.first()).first() == text
    same = Palindrome(text + text[::-1])
    assert same.first() == same.second()
    parts = [Count(text, letters, "some").first() for letters in ("aeiou", "bcdfghjklmnpqrstvwxyz")]
    assert sum(parts) == Count(text, "abcdefghijklmnopqrstuvwxyz", "all").second()


@given(WORDS, WORDS)
def test_anagrams_have_two_ways_to_the_same(one: str, other: str) -> None:
    pair = Anagrams(one, other)
    assert pair.first() == pair.second() == Anagrams(other, one).first()


def test_a_long_text_is_not_searched() -> None:
    assert read("how many a's in " + "b" * 600) is None
