"""Converse, inverse, contrapositive and negation, in words and in signs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic import registry
from kaelum_logic.english.denying import denials, opened
from kaelum_logic.english.symbols import in_names, in_symbols
from kaelum_logic.families.conditionals import Chosen, Composed, Related
from kaelum_logic.families.transformations import Kind, claim, transformed
from kaelum_logic.formula import And, Const, ForAll, Iff, Implies, Not, Or, Pred, Var
from kaelum_logic.problem import NotUnderstood, UnsolvedError
from kaelum_logic.solving import Status, decide

RAIN = "If it rains, then the match is cancelled"


def problem(text):
    read = registry.read(Query(text))
    assert isinstance(read, registry.ReadProblem), read
    assert read.family == "conditionals"
    return read.problem


def answer(text):
    """The answer to ``text``, which must be proved."""
    read = problem(text)
    solution = read.solve()
    assert derive_verdict(read.check(solution.answer, solution.evidence)) is Verdict.PROVED
    return solution.answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"What is the contrapositive of '{RAIN}'?", "If the match is not cancelled, then it does not rain."),
        (f"Give the inverse of the following statement: {RAIN}.", "If it does not rain, then the match is not cancelled."),
        (f"{RAIN}. What is its converse?", "If the match is cancelled, then it rains."),
        ("converse of: if a number is even then it is divisible by 2", "If a number is divisible by 2, then it is even."),
        ("What is the contrapositive of 'If a person swims, then that person gets wet'?", "If a person does not get wet, then that person does not swim."),
        ("Contrapositive: if the alarm doesn't ring, Paul oversleeps", "If Paul does not oversleep, then the alarm rings."),
        ("What is the converse of 'Whenever Lea is tired, she drinks coffee'?", "If Lea drinks coffee, then she is tired."),
        ("What is the inverse of 'Tom smiles if he is happy'?", "If Tom is not happy, then he does not smile."),
        ("What is the converse of 'You get dessert only if you eat'?", "If you eat, then you get dessert."),
        ("What is the contrapositive of 'If Tom works, then Ann pays him'?", "If Ann does not pay Tom, then Tom does not work."),
        ("What is the contrapositive of 'If Ann wins and Bob loses, then Cy is happy'?", "If Cy is not happy, then Ann does not win or Bob does not lose."),
        ("What is the contrapositive of 'All dogs are animals'?", "If something is not an animal, then it is not a dog."),
        ("What is the contrapositive of 'No fish can fly'?", "If something can fly, then it is not a fish."),
        ("What is the contrapositive of 'If nobody comes, then the party is cancelled'?", "If the party is not cancelled, then someone comes."),
        ("What is the contrapositive of the converse of 'if p then q'?", "If not p, then not q."),
        ("What is the contrapositive of 'All prime numbers greater than 2 are odd'?", "If something is not odd, then it is not a prime number greater than 2."),
        ("Contrapositive of: everyone who works hard succeeds", "If someone does not succeed, then they do not work hard."),
        ("What is the contrapositive of 'If n^2 is even, then n is even'?", "If n is not even, then n^2 is not even."),
        ("What is the converse of 'If x < y, then f(x) < f(y)'?", "If f(x) < f(y), then x < y."),
        ("What is the contrapositive of 'If a and b are even, then a+b is even'?", "If a+b is not even, then a or b is not even."),
        ("What is the inverse of 'If x <= 3, then x < 10'?", "If x > 3, then x ≥ 10."),
        ("What is the inverse of 'If someone comes, then Ann sings'?", "If no one comes, then Ann does not sing."),
        ("contrapositive of p -> ~q", "q -> ~p"),
        ("What is the converse of p → (q ∨ r)?", "(q ∨ r) → p"),
        ("What is the inverse of all x. (P(x) -> Q(x))?", "all x. (~P(x) -> ~Q(x))"),
    ],
)  # fmt: skip
def test_conditionals(text, expected):
    assert isinstance(problem(text), Composed)
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("all swans are white", "Some swans are not white."),
        ("Every student passed the exam", "Some student did not pass the exam."),
        ("No cats are dogs", "Some cats are dogs."),
        ("None of the windows are closed", "Some of the windows are closed."),
        ("Some birds cannot fly", "All birds can fly."),
        ("Nobody came", "Someone came."),
        ("Everyone in the class likes pizza", "Someone in the class does not like pizza."),
        ("At least one door is open", "No door is open."),
        ("At least three doors are open", "At most two doors are open."),
        ("There is a cat on the mat", "There is no cat on the mat."),
        ("Ann is tall and Bob is short", "Ann is not tall or Bob is not short."),
        ("Ann sings or Bob dances", "Ann does not sing and Bob does not dance."),
        ("Tom and Sue are tall", "Tom or Sue is not tall."),
        ("Some dog that barks does not bite", "Every dog that barks bites."),
        ("Some dogs that bark do not bite", "All dogs that bark bite."),
        ("Tom or Sue sings", "Neither Tom nor Sue sings."),
        ("Each of the boys has a bike", "Some of the boys do not have a bike."),
        (
            "All students in the class are tall or smart",
            "Something is a student in the class and it is not tall and it is not smart.",
        ),
        ("If Tom works, then Tom gets paid", "Tom works and Tom does not get paid."),
        ("Mary doesn't like fish", "Mary likes fish."),
        ("Ann did not stop", "Ann stopped."),
        ("Ann likes some dogs", "Ann does not like any dogs."),
        ("It is not raining", "It is raining."),
        ("No one likes Mondays", "Someone likes Mondays."),
        ("Some of the cookies are gone", "None of the cookies are gone."),
        ("Neither Tom nor Ben came", "Tom or Ben came."),
        ("Jack and Jill went up the hill", "Jack or Jill did not go up the hill."),
        (
            "The number is even and positive",
            "The number is not even or the number is not positive.",
        ),
        ("There is no milk in the fridge", "There is some milk in the fridge."),
        ("x > 5 and y = 2", "x ≤ 5 or y ≠ 2."),
        ("If n is prime, then n is odd or n = 2", "n is prime and n is not odd and n ≠ 2."),
    ],
)
def test_negations(statement, expected):
    assert answer(f"What is the negation of '{statement}'?") == expected


@pytest.mark.parametrize(
    "statement",
    [
        "Everyone must pay",  # "someone must not pay" forbids it
        "Ann always sings",
        "Ann may enter",
        "All birds do not fly",  # it is not known how far its "not" reaches
        "Ann and Bob are not tall because they are young",
        "We went to the cinema and ate popcorn",  # "we did not go and ate" says less
        "She bought apples and oranges",
        "Tom and Sue are married",  # to each other, perhaps
        "Ann and Bob are friends",
        "Tom has no money",  # not "does not have no money"
    ],
)
def test_what_a_not_may_change_is_not_denied(statement):
    read = registry.read(Query(f"Negate: {statement}."))
    if isinstance(read, registry.ReadProblem):
        with pytest.raises(UnsolvedError):
            read.problem.solve()


@pytest.mark.parametrize(
    "statement",
    ["Either Ann sings or Bob dances", "If two lines are parallel, then they never meet"],
)
def test_two_meanings_and_unknown_words(statement):
    read = registry.read(Query(f"What is the negation of '{statement}'?"))
    assert isinstance(read, NotUnderstood)


@pytest.mark.parametrize("kind", ["converse", "inverse"])
def test_no_and_some_have_a_converse_of_their_own(kind):
    read = registry.read(Query(f"What is the {kind} of 'No cats are dogs'?"))
    assert isinstance(read, NotUnderstood)
    read = registry.read(Query(f"Is 'No dogs are cats' the {kind} of 'No cats are dogs'?"))
    assert isinstance(read, NotUnderstood)


def test_of_options_the_one_that_is_proved():
    text = (
        "Which of the following is the contrapositive of 'If Sam is late, then Sam is fired'?\n"
        "A) If Sam is fired, then Sam is late.\nB) If Sam is not late, then Sam is not fired.\n"
        "C) If Sam is not fired, then Sam is not late.\nD) Sam is late and Sam is not fired."
    )
    assert isinstance(problem(text), Chosen)
    assert answer(text) == "C"
    assert derive_verdict(problem(text).check("B", {})) is Verdict.REFUTED


def test_no_option_is_no_answer():
    text = (
        "Which is the negation of 'All cars are fast'? A) No cars are fast. B) All cars are slow."
    )
    with pytest.raises(UnsolvedError):
        problem(text).solve()


def test_how_two_statements_are_related():
    asked = "Is 'if not q then not p' the {} of 'if p then q'?"
    assert isinstance(problem(asked.format("converse or the contrapositive")), Related)
    assert answer(asked.format("converse or the contrapositive")) == "the contrapositive"
    assert answer(asked.format("contrapositive")) == "Yes"
    assert answer(asked.format("converse")) == "No"


@pytest.mark.parametrize(
    "text",
    [
        "Find the inverse of 3x + 2",
        "What is the converse of the Pythagorean theorem?",
        "What is the negation of -5?",
        "Negate p -> q",
    ],
)
def test_what_is_of_another_kind(text):
    read = registry.read(Query(text))
    assert not isinstance(read, registry.ReadProblem) or read.family == "normal_forms"


def test_lies_are_refuted():
    read = problem(f"What is the contrapositive of '{RAIN}'?")
    for lie in (RAIN, "If it rains, then it rains.", "rubbish", "", "It rains."):
        assert derive_verdict(read.check(lie, {})) is Verdict.REFUTED
    assert derive_verdict(read.check(read.solve().answer, {"x": 1})) is Verdict.REFUTED


def test_what_is_granted_is_neither_exchanged_nor_denied():
    x = (Var("x"),)
    number, even, two = (Pred(name, x) for name in ("number", "even", "two"))
    statement = ForAll(x, Implies(And([number, even]), two))
    converse = ForAll(x, Implies(And([number, two]), even))
    granted = claim(statement, converse, Kind.CONVERSE, ForAll(x, number))
    assert granted is not None
    assert decide((), granted).status is Status.TRUE
    plain = claim(statement, converse, Kind.CONVERSE)
    assert plain is not None
    assert decide((), plain).status is not Status.TRUE


def test_denials_of_a_side_are_said_of_the_one_spoken_of():
    assert next(denials("something is red", bound=True)) == "something is not red"
    assert next(denials("something is red")) == "nothing is red"
    assert opened("It isn't red, and I can't see.") == "It is not red, and I cannot see."


# -- laws ----------------------------------------------------------------------

CONDITIONALS = (Kind.SAME, Kind.CONVERSE, Kind.INVERSE, Kind.CONTRAPOSITIVE)
letters = st.sampled_from([Pred(name) for name in "pqr"])
formulas = st.recursive(
    letters,
    lambda inner: st.one_of(
        inner.map(Not),
        st.tuples(inner, inner).map(And),
        st.tuples(inner, inner).map(Or),
    ),
    max_leaves=5,
)


@given(st.sampled_from(CONDITIONALS), st.sampled_from(CONDITIONALS))
def test_the_four_kinds_are_their_own_inverses_and_commute(one, other):
    assert one.of(one) is Kind.SAME
    assert one.of(other) is other.of(one)


@settings(max_examples=40, deadline=None)
@given(formulas, formulas, st.sampled_from(CONDITIONALS), st.sampled_from(CONDITIONALS))
def test_kinds_of_formulas_compose(left, right, one, other):
    statement = Implies(left, right)
    inner = transformed(statement, other)
    assert inner is not None
    twice, at_once = transformed(inner, one), transformed(statement, one.of(other))
    assert twice is not None
    assert at_once is not None
    assert decide((), Iff(twice, at_once)).status is Status.TRUE


@settings(max_examples=40, deadline=None)
@given(formulas, formulas)
def test_the_contrapositive_says_the_same_and_is_claimed_so(left, right):
    statement = Implies(left, right)
    other = transformed(statement, Kind.CONTRAPOSITIVE)
    assert other is not None
    assert decide((), Iff(statement, other)).status is Status.TRUE
    wanted = claim(statement, other, Kind.CONTRAPOSITIVE)
    assert wanted is not None
    assert decide((), wanted).status is Status.TRUE


@given(st.sampled_from("xyz"), st.sampled_from("<>=≤≥≠"), st.integers(0, 99), st.booleans())
def test_relations_are_put_back(letter, sign, number, conditional):
    text = f"{letter}^2 {sign} {number}"
    text = f"If {text}, then {letter} is even" if conditional else text
    named = in_names(text)
    assert not re.search(r"[<>=≤≥≠^]", named)
    assert in_symbols(named) == text


def test_propositional_letters_are_no_terms():
    assert in_names("if p then not q") == "if p then not q"


facts = st.sampled_from(
    ["Ann sings", "Bob is late", "the dog barks", "it rains", "the door is not open",
     "Cy did not pass", "the lamp is lit", "Tom has a car", "nobody comes"]
)  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(facts, facts, st.sampled_from(["contrapositive", "converse", "inverse"]))
def test_each_kind_taken_twice_gives_the_statement_back(first, second, kind):
    if first == second:
        return
    once = answer(f"What is the {kind} of 'If {first}, then {second}'?")
    assert answer(f"What is the {kind} of '{once}'?") in {
        f"If {first}, then {second}.",
        f"If {first}, then {second}.".replace("nobody", "no one"),
    }


def test_a_claim_needs_two_conditionals():
    fact = Pred("p", (Const("a"),))
    assert claim(fact, fact, Kind.CONVERSE) is None
    assert transformed(fact, Kind.INVERSE) is None
