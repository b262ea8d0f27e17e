"""What follows from formulae, when no conclusion is proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic.families import conclusion
from kaelum_logic.formula import And, Iff, Implies, Not, Or, Pred, Xor
from kaelum_logic.notation import parse


def run(text):
    problem = conclusion.read(Query(text))
    solution = problem.solve()
    assert derive_verdict(problem.check(solution.answer, solution.evidence)) is Verdict.PROVED
    assert derive_verdict(problem.check("zz", {})) is Verdict.REFUTED
    return solution


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Given: p -> q, p. What can we conclude?", "p & q"),
        ("Given: p -> q, q -> r. What follows?", "(p -> r) & (p -> q) & (q -> r)"),
        ("Premises:\n1. (P ∨ Q)\n2. ¬P\nWhat can be inferred from these statements?", "¬P ∧ Q"),
        (
            "Given:\n1. (P ∧ R)\n.2. Q\n.What can we conclude from the above statements?",
            "P ∧ Q ∧ R",
        ),
        ("Given: Q, P -> Q. What can we conclude?", "Q & (P -> Q)"),
    ],
)
def test_it_says_what_is_settled_and_what_is_new(text, answer):
    assert run(text).answer == answer


def test_a_contradiction_is_named():
    solution = run("Given: p, ~p. What can we conclude?")
    assert solution.answer == "p & ~p"
    assert "contradict" in solution.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "What can we conclude?",
        "Given: p -> q, p. Is q true?",
        "It rains. What can we conclude from that?",
        "Given: man(x), all x. man(x). What can we conclude?",
    ],
)
def test_other_questions_are_left_alone(text):
    assert not isinstance(conclusion.read(Query(text)), conclusion.Conclusion)


def test_an_introduction_may_not_speak_of_the_letters():
    text = "P stands for rain.\nGiven: P -> Q, P. What can we conclude?"
    assert not isinstance(conclusion.read(Query(text)), conclusion.Conclusion)


letters = st.sampled_from("PQRS").map(Pred)
formulas = st.recursive(
    letters,
    lambda inner: st.one_of(
        inner.map(Not),
        st.tuples(inner, inner).map(And),
        st.tuples(inner, inner).map(Or),
        st.builds(Implies, inner, inner),
        st.builds(Iff, inner, inner),
        st.builds(Xor, inner, inner),
    ),
    max_leaves=5,
)


@given(st.lists(formulas, min_size=1, max_size=4), st.booleans())
def test_the_conclusion_says_exactly_what_the_premises_say(premises, unicode):
    problem = conclusion.Conclusion(tuple(premises), unicode)
    solution = problem.solve()
    goal = parse(solution.answer)
    names = conclusion._letters([*premises, goal])
    for row in conclusion._rows(names):
        together = all(conclusion._true(premise, row) for premise in premises)
        assert conclusion._true(goal, row) is together
