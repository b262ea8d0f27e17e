"""Formulae in other forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic import registry
from kaelum_logic.families.normal_forms import Form, Rewritten, is_in, rewritten
from kaelum_logic.formula import And, Iff, Implies, Not, Or, Pred, Xor
from kaelum_logic.problem import UnsolvedError
from kaelum_logic.solving import Status, decide

p, q, r = (Pred(name) for name in "pqr")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Simplify p & (p | q)", "p"),
        ("Simplify the boolean expression (a and b) or (a and not b).", "a"),
        ("simplify p -> p", "true"),
        ("Convert (p -> q) & (q -> r) to CNF", "(~p | q) & (~q | r)"),
        ("What is the DNF of ~(p & q) -> r?", "r | (p & q)"),
        ("Put ¬(p ∧ (q ∨ r)) into negation normal form.", "¬p ∨ (¬q ∧ ¬r)"),
        ("Rewrite p <-> q in conjunctive normal form", "(~p | q) & (p | ~q)"),
        ("What is the negation of p -> (q & r)?", "p & (~q | ~r)"),
        ("Find the simplest form of p & ~p | q & ~q", "false"),
    ],
)
def test_rewriting(text, answer):
    read = registry.read(Query(text))
    assert isinstance(read, registry.ReadProblem)
    assert isinstance(read.problem, Rewritten)
    solution = read.problem.solve()
    assert solution.answer == answer
    assert derive_verdict(read.problem.check(answer, {})) is Verdict.PROVED
    for lie in ("p & ~q", "p &", "~(p -> q) | r"):
        assert derive_verdict(read.problem.check(lie, {})) is Verdict.REFUTED


@pytest.mark.parametrize(
    "text",
    ["Simplify (x + 1)^2", "Simplify x^2 and y", "Simplify all x. (p(x) & q(x))", "Simplify p",
     "Convert 3 & 5 to CNF"],
)  # fmt: skip
def test_what_is_not_propositional_is_left_to_others(text):
    read = registry.read(Query(text))
    assert not isinstance(getattr(read, "problem", None), Rewritten)


FORMULAS = st.recursive(
    st.sampled_from([p, q, r]),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.tuples(inner, inner)),
        st.builds(Or, st.tuples(inner, inner)),
        st.builds(Implies, inner, inner),
        st.builds(Iff, inner, inner),
        st.builds(Xor, inner, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(FORMULAS, st.sampled_from(list(Form)))
def test_every_form_says_the_same(formula, form):
    result = rewritten(formula, form)
    assert is_in(result, form)
    meant = Not(formula) if form is Form.NEGATION else formula
    assert decide((), Iff(meant, result)).status is Status.TRUE


def test_long_results_are_refused():
    nested = p
    for _ in range(8):
        nested = Iff(nested, q)
    with pytest.raises(UnsolvedError, match="nested"):
        rewritten(nested, Form.CNF)
    wide = Or([And([Pred(f"a{i}"), Pred(f"b{i}")]) for i in range(8)])
    with pytest.raises(UnsolvedError, match="clauses"):
        rewritten(wide, Form.CNF)
