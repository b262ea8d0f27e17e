from __future__ import annotations

import pytest

from kaelum_core.types import Query, Verdict, derive_verdict
from kaelum_logic.families import formal
from kaelum_logic.problem import NotUnderstood, UnsolvedError


def answer(text, context=None, options=()):
    problem = formal.read(Query(text, context, options))
    if problem is None or isinstance(problem, NotUnderstood):
        return None
    solution = problem.solve()
    assert derive_verdict(problem.check(solution.answer, solution.evidence)) is Verdict.PROVED
    return solution.answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(p -> q) and (not q) -> not p", "valid"),
        ("p ∧ ¬p", "unsatisfiable"),
        ("p -> q", "contingent (satisfiable, but not valid)"),
        ("Is (p -> q) and (not q) -> not p valid?", "Yes"),
        ("is p & ~p satisfiable?", "No"),
        ("Is p & q a contradiction?", "No"),
        ("Is p | q contingent?", "Yes"),
        ("Is it true that p | ~p is a tautology?", "Yes"),
        ("Determine whether p -> (q -> p) is a tautology.", "Yes"),
        ("Is the following formula a tautology? ((p -> q) -> p) -> p", "Yes"),
        ("Consider the formula p & ~p. Is it satisfiable?", "No"),
        ("Is p -> q a tautology, a contradiction, or contingent?", "contingent"),
        ("Prove that p -> p", "Yes"),
        ("Are p -> q and ~p | q equivalent?", "Yes"),
        ("Are `p -> q` and `q -> p` logically equivalent?", "No"),
        (r"Is $\neg(p \lor q)$ equivalent to $\neg p \land \neg q$?", "Yes"),
        ("Do p -> q and ~q -> ~p have the same truth table?", "Yes"),
        ("Does q follow from p, p -> q?", "Yes"),
        ("Does p -> q, q imply p?", "No"),
        ("Do p -> q and ~q entail ~p?", "Yes"),
        ("From p -> q and ~q, can we conclude ~p?", "Yes"),
        ("Given p -> q and p, does q follow?", "Yes"),
        ("Premises: p -> q, q. Conclusion: p. Is this valid?", "No"),
        ("p -> q. q. Therefore p. Is this argument valid?", "No"),
        ("p, p -> q |- q", "valid"),
        ("Is (A ∨ B) ∧ ¬A ⊢ B a valid sequent?", "Yes"),
        ("Is the argument valid? P → Q, Q → R, therefore P → R.", "valid"),
        ("A -> B\nB -> C\nA\n---\nC", "valid"),
        ("Does 'p or q' together with 'not p' entail q?", "Yes"),
        ("Is it possible for p, q and ~(p & q) to all be true?", "No"),
        ("Is 'If p then q' equivalent to 'If not q then not p'?", "Yes"),
        ("p | q ⊢ p", "invalid"),
        ("∀x (Man(x) → Mortal(x)), Man(s) ⊢ Mortal(s)", "valid"),
        ("Is ∃x∀y R(x,y) → ∀y∃x R(x,y) valid?", "Yes"),
        ("Is ∀y∃x R(x,y) → ∃x∀y R(x,y) valid?", "No"),
        ("not ( True ) and ( True ) is", "False"),
        ("( False and True or not False ) is", "True"),
        ("What is not True and (False or True)?", "False"),
        ("If p is true and q is false, what is the truth value of p -> q?", "False"),
        ("Evaluate (p & q) | r when p = true, q = false and r = 1", "True"),
        (
            "Give the truth table for p -> q.",
            "p | q | p -> q\nT | T | T\nT | F | F\nF | T | T\nF | F | T",
        ),
        ("Which assignment satisfies p & ~q?", "p = true, q = false"),
        ("Find a satisfying assignment for p & ~p", "no assignment satisfies it"),
        ("How many satisfying assignments does p | q have?", "3"),
        ("Is {p, ~p | q, ~q} consistent?", "No"),
        ("fof(a, axiom, ![X]: (p(X) => q(X))). fof(c, conjecture, p(a) => q(a)).", "Theorem"),
        ("fof(a, axiom, p(a)). fof(c, conjecture, q(a)).", "CounterSatisfiable"),
        ("cnf(a, axiom, p(a)). cnf(b, axiom, ~p(a)).", "Unsatisfiable"),
        ("(declare-const p Bool)(assert (and p (not p)))(check-sat)", "unsat"),
    ],
)
def test_answers_with_proof(text, expected):
    assert answer(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p",
        "Is 7 prime?",
        "Solve x^2 = 2",
        "All men are mortal. Socrates is a man. Is Socrates mortal?",
        "If it rains, the ground gets wet. The ground is wet. Did it rain?",
        "Write a haiku about truth and beauty, or not.",
        "If rain then wet. Rain. Does wet follow?",
        "p -> q, ~q. What follows?",
        "Is p -> ) valid?",
        "Is 'the cat' equivalent to 'a cat'?",
        "5 + 3 = 8",
        "not not ( False is",
    ],
)
def test_leaves_what_is_not_its_own(text):
    assert answer(text) is None


def test_context_and_options():
    assert answer("Is q true?", "p -> q. p.") == "True"
    assert answer("Is r true?", "p -> q\np") == "uncertain"
    options = ("A) True", "B) False", "C) Uncertain")
    assert answer("Does q follow from p | q?", None, options) == "C"
    assert answer("Is p & ~p valid?\nOptions:\n(A) Yes\n(B) No") == "(B)"
    kinds = ("A) tautology", "B) contradiction", "C) contingency")
    assert answer("Classify p & ~p", None, kinds) == "B"
    with pytest.raises(UnsolvedError, match="not among the options"):
        answer("Classify p & ~p", None, ("A) tautology", "B) contingent"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which of the following is equivalent to p -> q?\n(A) q -> p\n(B) ~q -> ~p", "(B)"),
        ("Which of these formulas is a tautology? (A) p & ~p (B) p | ~p (C) p", "(B)"),
        ("Which of the following is not satisfiable?\n(A) p & q\n(B) p & ~p", "(B)"),
        ("Which follows from p & q?\n(A) p -> ~q\n(B) p | r", "(B)"),
        ("Which cannot be true?\n(A) p & q\n(B) p & ~p", "(B)"),
    ],
)
def test_chooses_among_formulae(text, expected):
    assert answer(text) == expected
    problem = formal.read(Query(text))
    assert problem.describe().startswith("which")
    evidence = problem.solve().evidence
    for bad in ({}, {**evidence, "(A)": None}, {**evidence, "(Z)": evidence["(A)"]}):
        assert derive_verdict(problem.check(expected, bad)) is Verdict.REFUTED


def test_two_right_options_are_no_answer():
    with pytest.raises(UnsolvedError, match="2 of the options"):
        answer("Which of the following is a tautology?\n(A) p | ~p\n(B) p -> p")


def test_contradictory_premises_are_named():
    problem = formal.read(Query("Does q follow from p, ~p?"))
    solution = problem.solve()
    assert solution.answer == "Yes"
    assert "contradict" in solution.notes[0]


def test_limits_and_broken_scripts():
    with pytest.raises(UnsolvedError, match="propositional"):
        answer("How many assignments satisfy ∀x p(x)?")
    with pytest.raises(UnsolvedError, match="more than"):
        answer("Give the truth table for a & b & c & d & e & g & h")
    assert isinstance(formal.read(Query("(assert (p")), NotUnderstood)


@pytest.mark.parametrize(
    "text", ["Does q follow from p, p -> q?", "How many models does p | q have?"]
)
def test_tampering_is_found_out(text):
    problem = formal.read(Query(text))
    solution = problem.solve()
    for key in solution.evidence:
        evidence = {**solution.evidence, key: "?"}
        if key != "engine":
            verdict = derive_verdict(problem.check(solution.answer, evidence))
            assert verdict is Verdict.REFUTED
    assert derive_verdict(problem.check("4", solution.evidence)) is Verdict.REFUTED


SCRIPT = "cnf(a, axiom, p(X) | q(X)).\ncnf(b, axiom, ~p(c)).\ncnf(d, axiom, ~q(c)).\n"
ARGUMENT = "fof(a, axiom, ![X]: (p(X) => q(X))).\nfof(b, axiom, p(c)).\nfof(d, conjecture, q(c))."
ASSERTIONS = "(declare-const p Bool)\n(assert p)\n(assert (not p))\n(check-sat)\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"{SCRIPT}Is this clause set satisfiable?", "No"),
        (f"{SCRIPT}Are these clauses unsatisfiable?", "Yes"),
        (SCRIPT, "Unsatisfiable"),
        (f"Does the conjecture follow?\n{ARGUMENT}", "Yes"),
        (f"Here is a TPTP problem:\n\n```tptp\n{ARGUMENT}\n```\nIs it a theorem?", "Yes"),
        (f"Please check this SMT-LIB script:\n```smt2\n{ASSERTIONS}```", "unsat"),
        (f"{ASSERTIONS}What does check-sat return?", "unsat"),
        (f"{ASSERTIONS}Is it sat or unsat?", "unsat"),
    ],
)
def test_scripts_among_words(text, answer):
    problem = formal.read(Query(text))
    solution = problem.solve()
    assert solution.answer == answer
    assert derive_verdict(problem.check(answer, solution.evidence)) is Verdict.PROVED


def test_words_around_a_script_are_read_or_named():
    reading = formal.read(Query(f"{ASSERTIONS}Translate this to French, please."))
    assert isinstance(reading, NotUnderstood)
