from __future__ import annotations

import itertools
import time

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import CheckOutcome, Verdict, derive_verdict
from kaelum_logic.formula import (
    TRUE,
    And,
    App,
    Const,
    Equals,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Var,
    Xor,
)
from kaelum_logic.solving import (
    Decision,
    Model,
    Status,
    decide,
    ground,
    horn,
    recheck,
    smt,
    smt_script,
)
from kaelum_logic.solving.findings import Satisfied, Undecided, Unsatisfiable
from kaelum_logic.solving.sat import SatSolver

x, y, z = Var("x"), Var("y"), Var("z")
a, b, c = Const("a"), Const("b"), Const("c")


def p(name, *args):
    return Pred(name, args)


SYLLOGISM = [ForAll([x], Implies(p("man", x), p("mortal", x))), p("man", a)]
SERIAL = [
    ForAll([x], Implies(p("n", x), Exists([y], And([p("n", y), p("s", x, y)])))),
    Exists([x], p("n", x)),
]
CASES = [
    ("modus ponens", SYLLOGISM, p("mortal", a), Status.TRUE, (0, 1)),
    ("denied", SYLLOGISM, Not(p("mortal", a)), Status.FALSE, (0, 1)),
    ("other", SYLLOGISM, p("mortal", b), Status.UNCERTAIN, ()),
    ("consequent", [Implies(p("r"), p("w")), p("w")], p("r"), Status.UNCERTAIN, ()),
    ("clash", [p("q"), p("r"), Not(p("q"))], p("r"), Status.CONTRADICTORY, (0, 2)),
    ("empty domain", [], Exists([x], Or([p("q", x), Not(p("q", x))])), Status.TRUE, ()),
    ("tautology", [], Or([p("q"), Not(p("q"))]), Status.TRUE, ()),
    ("witness", SERIAL, Exists([x, y], p("s", x, y)), Status.TRUE, (0, 1)),
    ("no loop", SERIAL, Exists([x], p("s", x, x)), Status.UNCERTAIN, ()),
    ("congruence", [Equals(a, b), p("q", a)], p("q", b), Status.TRUE, (0, 1)),
    ("may be equal", [p("q", a)], Not(Equals(a, b)), Status.UNCERTAIN, ()),
    (
        "domain of two",
        [ForAll([x], Or([Equals(x, a), Equals(x, b)])), Not(p("q", b)), p("q", c)],
        Equals(c, a),
        Status.TRUE,
        (0, 1, 2),
    ),
    (
        "capture",
        [ForAll([x], Exists([y], And([p("q", x, y), ForAll([x], p("r", x, y))])))],
        ForAll([x], Exists([y], p("r", x, y))),
        Status.TRUE,
        (0,),
    ),
    (
        "functions",
        [ForAll([x], Implies(p("n", x), p("n", App("s", [x])))), p("n", a)],
        p("n", App("s", [App("s", [a])])),
        Status.TRUE,
        (0, 1),
    ),
    (
        "xor",
        [ForAll([x], Xor(p("q", x), p("r", x))), p("q", a)],
        p("r", a),
        Status.FALSE,
        (0, 1),
    ),
]


@pytest.mark.parametrize(("premises", "goal", "status", "core"), [c[1:] for c in CASES])
def test_decides_and_proves(premises, goal, status, core):
    decision = decide(premises, goal)
    assert decision.status is status
    assert decision.core == core
    assert derive_verdict(recheck(premises, goal, decision)) is Verdict.PROVED
    assert Decision.from_json(decision.to_json()) == evolve(decision, reason="")


def test_a_function_needs_z3_for_a_model():
    premises = [ForAll([x], Implies(p("n", x), p("n", App("s", [x])))), p("n", a)]
    decision = decide(premises, p("m", a))
    assert (decision.status, decision.engine) == (Status.UNCERTAIN, "Z3")
    assert derive_verdict(recheck(premises, p("m", a), decision)) is Verdict.PROVED


def test_free_variables_are_refused():
    with pytest.raises(InvalidValueError, match="free variable x"):
        decide([p("q", x)], p("q", a))


@pytest.mark.parametrize(
    "lie",
    [
        Decision(Status.TRUE, (0,), with_goal=Model(["a"], {"a": "a"})),
        Decision(Status.TRUE, (0, 1), with_goal=Model(["a"], {"a": "a"})),
        Decision(Status.TRUE, (0, 7)),
        Decision(Status.FALSE, (0, 1)),
        Decision(Status.CONTRADICTORY, (0, 1)),
        Decision(Status.UNCERTAIN, (), Model(["a"], {"a": "a"}), Model(["a"], {"a": "a"})),
        Decision(Status.UNCERTAIN, (), Model(["a"]), Model(["a"])),
    ],
)
def test_lies_are_found_out(lie):
    assert derive_verdict(recheck(SYLLOGISM, p("mortal", a), lie)) is Verdict.REFUTED


def test_a_missing_witness_leaves_no_proof():
    decision = Decision(Status.TRUE, (0, 1), engine="grounding")
    checks = recheck(SYLLOGISM, p("mortal", a), decision)
    assert derive_verdict(checks) is Verdict.CHECKED


def test_out_of_time_is_unknown():
    pigeons = [Or([p(f"in{pigeon}_{hole}") for hole in range(9)]) for pigeon in range(10)] + [
        Not(And([p(f"in{one}_{hole}"), p(f"in{two}_{hole}")]))
        for hole in range(9)
        for one, two in itertools.combinations(range(10), 2)
    ]
    started = time.monotonic()
    decision = decide(pigeons, p("goal"), budget=0.05)
    assert decision.status is Status.UNKNOWN
    assert time.monotonic() - started < 2
    assert recheck(pigeons, p("goal"), decision) == ()


def test_smt_script_quotes_and_separates_names():
    premises = [p("bald eagle", Const("and")), p("q"), p("q", Const("q"))]
    script = smt_script(premises, p("q", Const("x|é")))
    assert "|bald eagle|" in script
    assert "(declare-fun and/0 () Individual)" in script
    assert script.count("(declare-fun q ") == 1
    assert isinstance(smt.search(premises, budget=2), Satisfied)


@pytest.mark.parametrize("data", [None, [], {}, {"universe": []}, {"status": "true", "core": "x"}])
def test_malformed_evidence_is_refused(data):
    with pytest.raises(InvalidValueError):
        Model.from_json(data)
    with pytest.raises(InvalidValueError):
        Decision.from_json(data)


literals = st.integers(1, 5).flatmap(lambda v: st.sampled_from([v, -v]))


@given(st.lists(st.lists(literals, min_size=1, max_size=3), max_size=25), st.lists(literals))
def test_sat_solver_agrees_with_the_truth_table(clauses, assumptions):
    def satisfies(row, clause):
        return any(row[abs(literal) - 1] == (literal > 0) for literal in clause)

    def possible(units):
        return any(
            all(satisfies(row, clause) for clause in [*clauses, *([u] for u in units)])
            for row in itertools.product([False, True], repeat=5)
        )

    solver = SatSolver(5, clauses)
    deadline = time.monotonic() + 5
    assert solver.solve(assumptions, deadline=deadline) is possible(assumptions)
    if possible(assumptions):
        row = [solver.true(variable) for variable in range(1, 6)]
        assert all(satisfies(row, clause) for clause in clauses)
    else:
        assert set(solver.core) <= set(assumptions)
        assert not possible(solver.core)
    assert solver.solve(deadline=deadline) is possible([])


def _formulas() -> st.SearchStrategy[Formula]:
    term = st.sampled_from([x, y, a, b])
    atoms = st.one_of(
        st.builds(lambda t: p("q", t), term),
        st.builds(lambda s, t: p("r", s, t), term, term),
        st.builds(Equals, term, term),
        st.just(p("t")),
        st.just(TRUE),
    )

    def grow(inner):
        pair = st.tuples(inner, inner)
        return st.one_of(
            st.builds(Not, inner),
            st.builds(And, pair),
            st.builds(Or, pair),
            st.builds(Implies, inner, inner),
            st.builds(Iff, inner, inner),
            st.builds(Xor, inner, inner),
            st.builds(lambda v, f: ForAll([v], f), st.sampled_from([x, y]), inner),
            st.builds(lambda v, f: Exists([v], f), st.sampled_from([x, y]), inner),
        )

    closed = st.recursive(atoms, grow, max_leaves=6)
    return closed.map(lambda f: ForAll([x], Exists([y], f)))


@settings(max_examples=60, deadline=None)
@given(st.lists(_formulas(), min_size=1, max_size=3))
def test_the_engines_agree(formulas):
    ours = ground.search(formulas, budget=1)
    theirs = smt.search(formulas, budget=1)
    chained = horn.search(formulas, budget=1)
    for finding in (ours, theirs, chained):
        if isinstance(finding, Satisfied) and finding.model:
            assert all(finding.model.satisfies(formula) for formula in formulas)
            assert Model.from_json(finding.model.to_json()) == finding.model
    if not isinstance(ours, Undecided) and not isinstance(theirs, Undecided):
        assert type(ours) is type(theirs)
    if not isinstance(chained, Undecided) and not isinstance(ours, Undecided):
        assert type(chained) is type(ours)
    if isinstance(ours, Unsatisfiable):
        core = [formulas[index] for index in ours.core]
        assert not isinstance(smt.search(core, budget=1), Satisfied)


def _rules() -> st.SearchStrategy[Formula]:
    """Facts, rules and denials, some of them with variables in the conclusion only."""
    atom = st.one_of(
        st.builds(p, st.sampled_from("pqs"), st.sampled_from([x, y, a, b])),
        st.builds(lambda s, t: p("r", s, t), st.sampled_from([x, a]), st.sampled_from([x, y, b])),
    )
    body = st.lists(atom, min_size=1, max_size=2).map(lambda parts: And((*parts, parts[0])))
    head = st.one_of(atom, atom.map(Not), st.builds(lambda one, two: And([one, two]), atom, atom))
    rule = st.one_of(atom, atom.map(Not), st.builds(Implies, body, head))
    return st.one_of(
        rule.map(lambda f: ForAll([x, y], f)),
        atom.map(lambda f: Exists([x, y], f)),
        st.builds(lambda f, g: Iff(ForAll([x, y], f), ForAll([x, y], g)), atom, atom),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(_rules(), min_size=1, max_size=6))
def test_chaining_agrees_with_search(formulas):
    ours = horn.search(formulas, budget=1)
    if isinstance(ours, Undecided):
        return
    assert type(ours) is type(ground.search(formulas, budget=1))
    if isinstance(ours, Satisfied):
        assert ours.model is not None
        assert all(ours.model.satisfies(formula) for formula in formulas)
        return
    core = [formulas[index] for index in ours.core]
    assert isinstance(ground.search(core, budget=1), Unsatisfiable)
    for left_out in range(len(core)):
        rest = core[:left_out] + core[left_out + 1 :]
        assert not rest or isinstance(ground.search(rest, budget=1), Satisfied)


def test_chaining_leaves_the_rest_to_others():
    some = Exists([x], p("q", x))
    for formula in (
        Or([p("q", a), p("q", b)]),
        ForAll([x], Exists([y], p("r", x, y))),
        Equals(a, b),
        p("q", App("s", [a])),
    ):
        assert isinstance(horn.search([formula], budget=1), Undecided)
    witnessed = horn.search([some, ForAll([x], Not(p("q", x)))], budget=1)
    assert isinstance(witnessed, Unsatisfiable)
    deep: Formula = p("q", a)
    for _ in range(60):
        deep = Iff(TRUE, deep)
    assert isinstance(horn.search([deep], budget=1), Undecided)


def test_descriptions_and_failed_checks_speak():
    decision = decide(SYLLOGISM, p("mortal", a))
    assert decision.with_goal is not None
    assert decision.with_goal.describe() == "man(a), mortal(a)"
    assert Model(["a"]).describe() == "nothing holds"
    empty = Model(["a"], {"a": "a"})
    (consistent, _) = recheck(SYLLOGISM, p("mortal", a), evolve(decision, with_goal=empty))
    assert consistent.outcome is CheckOutcome.FAILED
    assert "man(a) fails" in consistent.detail


def test_nested_equivalences_do_not_explode():
    formula: Formula = ForAll([x], p("q", x))
    for number in range(60):
        formula = Iff(formula, p(f"r{number}"))
    started = time.monotonic()
    decision = decide([formula], p("goal"), budget=1.0)
    assert decision.status in (Status.UNCERTAIN, Status.UNKNOWN)
    assert time.monotonic() - started < 4


def test_models_too_large_to_evaluate_are_inconclusive():
    variables = [Var(f"x{number}") for number in range(12)]
    goal = ForAll(variables, Or([p("q", v) for v in variables]))
    large = Model([f"m{number}" for number in range(9)])
    (check,) = recheck([], goal, Decision(Status.UNCERTAIN, (), large, large))
    assert check.outcome is CheckOutcome.INCONCLUSIVE
