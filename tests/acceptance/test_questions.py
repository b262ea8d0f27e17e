"""The questions that Kaelum must answer, abstain from or survive, through the whole engine."""

from __future__ import annotations

import time

import pytest

from kaelum_core.engine import Engine
from kaelum_core.equivalence import equivalent
from kaelum_core.settings import Settings
from kaelum_core.types import Verdict

DEADLINE = 6.0
"""Seconds that hostile queries get; the others may take long on a busy machine."""


def _engine(deadline):
    flags = {"deadline": deadline, "memory": 1024, "ledger.path": "off"}
    return Engine(Settings.load(flags=flags, environ={}))


@pytest.fixture(scope="module")
def engine():
    with _engine(60) as engine:
        yield engine


@pytest.fixture(scope="module")
def hurried(engine):
    """An engine with a short deadline that shares the other's processes."""
    with _engine(DEADLINE) as hurried:
        hurried.pool.close()
        hurried.pool = engine.pool
        yield hurried


PROVED = [
    ("What are the roots of x^2 - 5x + 6?", "x = 2 or x = 3"),
    ("What is the integral of x^2 from 0 to 3?", "9"),
    (r"\int_0^{\pi} \sin(x)\,dx", "2"),
    (r"\int_0^{\pi} \sin(x)\,dx = ?", "2"),
    ("What is the limit of sin(x)/x at 0?", "1"),
    ("Is 0.1 + 0.2 = 0.3?", "yes"),
    ("0.1 + 0.2", "0.3"),
    ("Is 7919 prime?", "yes"),
    ("What is 2^50 mod 7?", "4"),
    ("twelve times eleven minus four", "128"),
    ("17% of 2,450", "416.5"),
    ("What is 1/0?", "undefined"),
    ("Solve x = x + 1", "no solution"),
    ("All men are mortal. Socrates is a man. Is Socrates mortal?", "true"),
    ("If it rains, the ground gets wet. The ground is wet. Did it rain?", "uncertain"),
    ("(p -> q) and (not q) -> not p", "valid"),
]


@pytest.mark.parametrize(("question", "expected"), PROVED)
def test_it_is_answered_and_proved(engine, question, expected):
    answer = engine.ask(question)
    assert answer.text is not None, answer.reason
    assert equivalent(answer.text, expected), answer.text
    assert answer.verdict is Verdict.PROVED
    assert answer.interpretation
    assert answer.certificate is not None


def test_a_system_names_both_unknowns(engine):
    answer = engine.ask("Solve the system 2x + y = 7, x - y = 2")
    assert answer.verdict is Verdict.PROVED
    assert {"x = 3", "y = 1"} == {part.strip() for part in answer.text.split(",")}


def test_a_knights_and_knaves_pair(engine):
    answer = engine.ask(
        "On an island, knights always tell the truth and knaves always lie. "
        'Anna says: "We are both knaves." What are Anna and Ben?'
    )
    assert answer.verdict is Verdict.PROVED
    words = answer.text.lower()
    assert "anna" in words
    assert words.index("knave") < words.index("knight")


def test_five_runners(engine):
    answer = engine.ask(
        "Five runners finished a race. Ann finished before Ben. Cat finished after Ben. "
        "Dan finished before Ann. Eve finished last. Who was third?"
    )
    assert (answer.text, answer.verdict) == ("Ben", Verdict.PROVED)


ABSTAINED = [
    "Write a haiku about the sea",
    "Who won the world cup in 1998?",
    "asdf qwer zxcv uiop",
    "hello",
    "What is the capital of France?",
    "Write a Python function that reverses a string",
    "blue 7 if and the of",
    "Is it going to rain tomorrow?",
]


@pytest.mark.parametrize("question", ABSTAINED)
def test_it_abstains_with_a_sentence_that_helps(engine, question):
    answer = engine.ask(question)
    assert answer.text is None, answer.text
    assert answer.verdict is None
    assert answer.reason
    assert answer.hint


HOSTILE = [
    "__import__('os').system('touch {marker}')",
    "().__class__.__bases__[0].__subclasses__()",
    "lambda: open('{marker}', 'w')",
    "What is __import__('pathlib').Path('{marker}').touch()?",
    "9^9^9^9",
    "factorial(10^9)",
    "What is 10^10^10 + 1?",
    "Is 2^(10^12) + 1 prime?",
    "(" * 5000 + "1" + ")" * 5000,
    "-" * 5000 + "1",
    "1+" * 20_000 + "1",
    "What is 2 + 2? " * 60_000,
    "sqrt(" * 500 + "2" + ")" * 500,
    "\u202eWhat is 2 + 2?\u202c",
    "\u0645\u0627 \u0647\u0648 2 + 2\u061f",
    "x" * 100_000 + "?",
    "If " * 2000 + "it rains",
    "all all all x y z (((",
    "Solve x^100000 + x + 1 = 0",
    "expand (x + y + z + w)^200",
    "\\frac" * 2000,
    "integrate exp(exp(exp(x))) * sin(x^x) from 0 to 1",
    "p & " * 5000 + "p",
    "What is the determinant of " + str([[1] * 80] * 80) + "?",
]


@pytest.mark.parametrize("question", HOSTILE, ids=lambda text: text[:24])
def test_hostile_input_ends_in_time_and_the_next_query_works(engine, hurried, question, tmp_path):
    marker = tmp_path / "executed"
    began = time.monotonic()
    answer = hurried.ask(question.replace("{marker}", str(marker)))
    # The promise is the deadline plus a quarter of a second; a busy machine gets a little more.
    assert time.monotonic() - began < DEADLINE + 2
    assert not marker.exists()
    assert answer.text is not None or answer.reason
    assert engine.ask("What is 2 + 2?").text == "4"


@pytest.mark.parametrize("question", ["9^9^9^9", "factorial(10^9)", "What is 10^10^10 + 1?"])
def test_what_is_too_large_is_never_a_wrong_number(hurried, question):
    answer = hurried.ask(question)
    assert answer.text is None or not answer.text.isdigit()
    assert answer.worker in {None, "math"}
