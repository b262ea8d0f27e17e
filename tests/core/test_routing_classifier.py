"""The default classifier on plain cases, its bounds, and what it says of itself."""

import pytest

from kaelum_core.routing.classifier import DOMAINS, DefaultClassifier, top_domain
from kaelum_core.routing.merge import THRESHOLD
from kaelum_core.routing.text import read
from kaelum_core.types import Classification, Query

CASES = [
    ("what is 17 times 23", "math"),
    ("Solve 5x - 2 = 3x + 10 for x.", "math"),
    ("A shop sells pens at 3 for $2. How much do 24 pens cost?", "math"),
    ("Prove that the square root of 5 is irrational.", "math"),
    ("All cooks can swim. Bea is a cook. Can Bea swim?", "logic"),
    ("Ann sits left of Bob, Bob sits left of Cy. Who sits in the middle?", "logic"),
    (
        "Rex says Sal lies. Sal says Tom tells the truth. Tom lies. Does Rex tell the truth?",
        "logic",
    ),
    ("(set-logic QF_LIA)\n(declare-const n Int)\n(assert (> n 9))\n(check-sat)", "logic"),
    ("fof(a, axiom, ![X]: (p(X) => q(X))). fof(b, conjecture, q(c)).", "logic"),
    ("write a python function that reverses a string", "code"),
    ("def add(a, b):\n    return a + b\n\nWhat does add(1, 2) return?", "code"),
    ("why does my sql query return duplicate rows after a join", "code"),
    ("who invented the microscope", "factual"),
    ("What is the capital of Peru?", "factual"),
    ("Explain how vaccines work.", "factual"),
    ("Write a short story about a lonely lighthouse.", "creative"),
    ("compose a poem for my sister's wedding", "creative"),
    ("hello, how are you doing", "none"),
    ("set an alarm for half past six", "none"),
    ("sdkfj wlekrj sdf", "none"),
    ("7!", "math"),
    ("sin 30", "math"),
    ("12 in binary", "math"),
    ("50% of 80", "math"),
    ("A -> B, B -> C, so A -> C?", "logic"),
    ("(p or q) and not p", "logic"),
    ("(define (square x) (* x x))", "code"),
    ("ls -la", "code"),
    ("KeyError: 'name'", "code"),
    ("battle of Waterloo year", "factual"),
    ("limerick about a baker", "creative"),
    ("lol", "none"),
    ("\N{GRINNING FACE}", "none"),
    ("wie spät ist es", "none"),
    ("", "none"),
    ("\n\n ... ", "none"),
]


@pytest.fixture(scope="module")
def classifier():
    return DefaultClassifier()


@pytest.mark.parametrize(("text", "domain"), CASES)
def test_plain_cases(classifier, text, domain):
    assert top_domain(classifier.classify(Query(text))) == domain


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("Write a Python program that computes the integral of x^2 from 0 to 3.", "code math"),
        ("write a Python function that solves x^2-5x+6", "code math"),
        ("prove that this program terminates", "code logic"),
        ("Show that the loop invariant holds and the sorting function is correct", "code logic"),
        ("Compose a limerick explaining the Pythagorean theorem", "creative math"),
    ],
)
def test_a_query_may_be_two_things(classifier, text, domains):
    scores = classifier.classify(Query(text)).scores
    assert {domain for domain, score in scores.items() if score >= THRESHOLD} == {*domains.split()}


def test_every_domain_is_scored_and_reasons_are_given(classifier):
    opinion = classifier.classify(Query("What is the integral of x^2?"))
    assert set(opinion.scores) == set(DOMAINS)
    reasons = [signal for signal in opinion.signals if signal.domain == "math"]
    assert any(signal.evidence == "integral" for signal in reasons)
    assert any(signal.name.startswith("complexity:") for signal in opinion.signals)


def test_context_and_options_are_read(classifier):
    bare = Query("Which is right?")
    full = Query(
        "Is it true, false or uncertain that Max sings?",
        context="Every tenor sings. If someone sings then they are happy. Max is a tenor.",
        options=("A) True", "B) False", "C) Uncertain"),
    )
    assert classifier.classify(full).scores["logic"] > 0.9
    assert classifier.classify(full) != classifier.classify(bare)


def test_what_is_asked_at_the_end_of_a_long_text_counts(classifier):
    filler = "The committee met again and talked for a while. " * 400
    assert len(read(Query(filler)).text) < 4100
    ending = "\n\ndef f(x):\n    return x\n\nWrite a unit test for this python function."
    code = classifier.classify(Query(filler + ending)).scores["code"]
    assert code > classifier.classify(Query(filler)).scores["code"]


def test_none_wins_below_the_threshold():
    assert top_domain(Classification({"math": 0.49})) == "none"
    assert top_domain(Classification({"math": 0.6, "code": 0.6})) == "code"
    assert top_domain(Classification()) == "none"
