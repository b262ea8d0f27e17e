"""The finite-domain solver, Z3 and plain enumeration agree on every network."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_logic.finite.constraints import (
    AllDifferent,
    AllOf,
    AnyOf,
    Apart,
    Compare,
    Count,
    Member,
    Not,
    Variable,
    holds,
    negation,
    scope,
)
from kaelum_logic.finite.proof import Prover
from kaelum_logic.finite.solver import Network, TooLargeError

NAMES = ("a", "b", "c", "d")
VALUES = (1, 2, 3, 4)

names = st.sampled_from(NAMES)
operators = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
atoms = st.one_of(
    st.builds(Compare, names, operators, names, st.integers(-2, 2)),
    st.builds(Compare, names, operators, st.integers(0, 5)),
    st.builds(Apart, names, names, operators, st.integers(0, 3), st.sampled_from((None, 4))),
    st.builds(Member, names, st.lists(st.sampled_from(VALUES), max_size=3)),
    st.builds(AllDifferent, st.lists(names, min_size=2, max_size=4, unique=True).map(tuple)),
)
constraints = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, max_size=3)),
        st.builds(AnyOf, st.lists(inner, max_size=3)),
        st.builds(Count, st.lists(inner, max_size=3), operators, st.integers(-1, 4)),
    ),
    max_leaves=6,
)
networks = st.lists(constraints, max_size=4).map(
    lambda found: Network(tuple(Variable(name, VALUES) for name in NAMES), tuple(found))
)


def enumerated(network):
    for values in itertools.product(VALUES, repeat=len(NAMES)):
        assignment = dict(zip(NAMES, values, strict=True))
        if all(holds(constraint, assignment) for constraint in network.constraints):
            yield assignment


@given(networks)
@settings(max_examples=120, deadline=None)
def test_the_solver_finds_what_enumeration_finds(network):
    found = [tuple(solution[name] for name in NAMES) for solution in network.solutions()]
    assert len(set(found)) == len(found)
    assert set(found) == {tuple(item[name] for name in NAMES) for item in enumerated(network)}


@given(networks, constraints)
@settings(max_examples=60, deadline=None)
def test_the_solver_and_z3_agree_on_what_follows(network, claim):
    prover = Prover(network)
    assert prover.necessary(claim) == network.entails(claim)
    assert prover.possible(claim) == (network.solution(claim) is not None)


@given(constraints, st.tuples(*(st.sampled_from(VALUES) for _ in NAMES)))
def test_a_negation_holds_exactly_where_the_constraint_does_not(constraint, values):
    assignment = dict(zip(NAMES, values, strict=True))
    assert holds(negation(constraint), assignment) != holds(constraint, assignment)
    assert scope(negation(constraint)) == scope(constraint)


def test_another_solution_is_found_or_excluded():
    pair = (Variable("a", (1, 2)), Variable("b", (1, 2)))
    network = Network(pair, (Compare("a", "<", "b"),))
    assert Prover(network).another({"a": 1, "b": 2}) is False
    assert Prover(Network(pair, ())).another({"a": 1, "b": 2}) is True


def test_a_hopeless_search_is_given_up():
    size = range(12)
    pigeons = tuple(Variable(f"p{n}", tuple(range(11))) for n in size)
    apart = tuple(Compare(f"p{a}", "!=", f"p{b}") for a in size for b in range(a))
    with pytest.raises(TooLargeError):
        Network(pigeons, apart).solution()
