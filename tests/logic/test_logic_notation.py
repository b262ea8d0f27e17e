from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_logic.formula import (
    FALSE,
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
from kaelum_logic.notation import (
    NotationError,
    looks_like_smt_lib,
    looks_like_tptp,
    parse,
    parse_sequent,
    parse_smt_lib,
    parse_tptp,
)
from kaelum_logic.solving import smt_lib


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("p", "p"),
        ("(p -> q) and (not q) -> not p", "((p -> q) & ~q) -> ~p"),
        ("p & q | r -> s <-> t", "(((p & q) | r) -> s) <-> t"),
        ("p -> q -> r", "p -> (q -> r)"),
        ("p ^ q | r", "(p ^ q) | r"),
        ("p && !q || r", "(p & ~q) | r"),
        ("p /\\ q \\/ r", "(p & q) | r"),
        ("p v ~v", "p | ~v"),
        ("¬p ∧ q ⊕ r ↔ ⊤", "((~p & q) ^ r) <-> true"),
        (r"$\neg (p \land q) \leftrightarrow (\neg p \lor \neg q)$", "~(p & q) <-> (~p | ~q)"),
        (r"\left( P_{1} \to \bot \right)", "P_1 -> false"),
        (r"\mathrm{Man}(s) \implies \text{Mortal}(s)", "Man(s) -> Mortal(s)"),
        ("if p and q then r or s", "(p & q) -> (r | s)"),
        ("p implies if q then r", "p -> (q -> r)"),
        ("neither p nor q", "~(p | q)"),
        ("either p or q", "p | q"),
        ("p only if q", "p -> q"),
        ("p if q", "q -> p"),
        ("p unless q", "p | q"),
        ("p if and only if q", "p <-> q"),
        ("p nand q", "~(p & q)"),
        ("And(p, Or(q, Not(r)))", "p & (q | ~r)"),
        ("Xor(p, q)", "p ^ q"),
        ("not ( True ) and ( False )", "~true & false"),
        ("[p -> q] & {p}", "(p -> q) & p"),
        ("∀x (P(x) → ∃y Q(x,y))", "all x. (P(x) -> (exists y. Q(x, y)))"),
        ("∀x P(x) → Q(x)", "all x. (P(x) -> Q(x))"),
        ("∀x ∀y R(x,y) → R(y,x)", "all x. (all y. (R(x, y) -> R(y, x)))"),
        ("∀x P(x) → Q(a)", "(all x. P(x)) -> Q(a)"),
        ("(∀x P(x)) → Q(x)", "(all x. P(x)) -> Q(x)"),
        ("∀x, y R(x, y)", "all x y. R(x, y)"),
        ("∀x: P(x) → Q(x)", "all x. (P(x) -> Q(x))"),
        ("for all x, man(x) implies mortal(x)", "all x. (man(x) -> mortal(x))"),
        ("there exists an x such that P(x)", "exists x. P(x)"),
        (r"\forall x (P(x) \to \exists y\, Q(x,y))", "all x. (P(x) -> (exists y. Q(x, y)))"),
        ("∀x (Fx → Rxa)", "all x. (F(x) -> Rxa)"),
        ("∀x∃y (Fx → Rxy)", "all x. (exists y. (F(x) -> R(x, y)))"),
        ("f(a) != b & P(f(f(c)))", "~(f(a) = b) & P(f(f(c)))"),
        ("![X,Y]: (p(X) <=> ?[Z]: q(X,Y,Z))", "all X Y. (p(X) <-> (exists Z. q(X, Y, Z)))"),
        ("Is_red('x') & Q(7)", "Is_red(x) & Q(7)"),
    ],
)
def test_reads_the_usual_notations(text, plain):
    assert str(parse(text)) == plain
    assert parse(plain) == parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ends too early"),
        ("p ->", "ends too early"),
        ("p q", "unexpected 'q'"),
        ("(p -> q", "ends too early"),
        ("p)", r"unexpected '\)'"),
        ("p @ q", "unexpected '@ q'"),
        ("Implies(p)", "takes 2"),
        ("Implies(p, q, r)", "takes 2"),
        ("(" * 200 + "p" + ")" * 200, "deep"),
        ("~" * 200 + "p", "deep"),
        ("p -> " * 200 + "p", "deep"),
        ("p & " * 5000 + "p", "characters"),
        ("Socrates is a man", "unexpected 'is a man'"),
    ],
)
def test_refuses_what_is_no_formula(text, message):
    with pytest.raises(NotationError, match=message):
        parse(text)


@pytest.mark.parametrize(
    ("text", "premises", "conclusion"),
    [
        ("p, p -> q |- q", ["p", "p -> q"], "q"),
        ("p -> q; q -> r ⊢ p -> r", ["p -> q", "q -> r"], "p -> r"),
        ("⊨ p | ~p", [], "p | ~p"),
        ("∀x(Fx → Gx), Fa ⊢ Ga", ["all x. (F(x) -> G(x))", "F(a)"], "G(a)"),
        (r"p \to q, \neg q \vdash \neg p", ["p -> q", "~q"], "~p"),
        ("p -> q, p, ∴ q", ["p -> q", "p"], "q"),
        ("p and q therefore r", ["p & q"], "r"),
    ],
)
def test_sequents(text, premises, conclusion):
    sequent = parse_sequent(text)
    assert list(map(str, sequent.premises)) == premises
    assert str(sequent.conclusion) == conclusion


def test_tptp():
    text = """% a comment
    fof(ax1, axiom, ![X]: (man(X) => mortal(X))).
    cnf('ax 2', hypothesis, ~ p(X) | q(X)).
    fof(c, conjecture, mortal(socrates)).
    """
    assert looks_like_tptp(text)
    sequent = parse_tptp(text)
    assert list(map(str, sequent.premises)) == [
        "all X. (man(X) -> mortal(X))",
        "all X. (~p(X) | q(X))",
    ]
    assert str(sequent.conclusion) == "mortal(socrates)"
    assert parse_tptp("cnf(a, axiom, p(a)).").conclusion == FALSE
    with pytest.raises(NotationError):
        parse_tptp("include('file.ax').")


def test_smt_lib():
    text = """; two sorts
    (set-logic UF) (declare-sort A 0) (declare-sort B 0)
    (declare-fun f (A) B) (declare-const |the a| A) (declare-const p Bool)
    (assert (forall ((x A)) (! (= (f x) (f |the a|)) :named n)))
    (assert (let ((q (xor p true))) (ite q (distinct p q) (=> p q p))))
    (check-sat)"""
    assert looks_like_smt_lib(text)
    assert list(map(str, parse_smt_lib(text))) == [
        "exists x. A(x)",
        "exists x. B(x)",
        "all x0. (A(x0) -> B(f(x0)))",
        "A(the a)",
        "all x. (A(x) -> (f(x) = f(the a)))",
        "((p ^ true) -> ~(p <-> (p ^ true))) & (~(p ^ true) -> (p -> ((p ^ true) -> p)))",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(assert p)",
        "(declare-const x Int)",
        "(push 1)",
        "(assert",
        "(assert true))",
        "(declare-const p Bool) (assert (p p))",
        "(declare-const p Bool) (assert (= p))",
        "(declare-sort A 0) (declare-const a A) (assert a)",
        "(declare-sort A 0) (declare-const a A) (assert (not a true))",
        "(assert (forall ((x Bool)) x))",
        "(assert (let (x) true))",
        "(declare-const p Bool)(assert (let ((a (and p p))) "
        + "".join(
            f"(let (({b} (and {a} {a}))) "
            for a, b in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
        )
        + "p"
        + ")" * 17,
        "(assert ())",
        "(assert true true)",
        "(" * 300,
        '(assert "',
    ],
)
def test_smt_lib_refuses(text):
    with pytest.raises(NotationError):
        parse_smt_lib(text)


variables = st.sampled_from([Var("x"), Var("y"), Var("z")])
constants = st.sampled_from([Const("a"), Const("bob"), Const("C3")])


def _terms(bound):
    leaves = st.one_of(constants, st.sampled_from(bound)) if bound else constants
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda one: App("mother", [one]), inner),
            st.builds(lambda one, two: App("f", [one, two]), inner, inner),
        ),
        max_leaves=3,
    )


@st.composite
def formulas(draw, bound=(), depth=3) -> Formula:
    kind = draw(st.sampled_from(["atom"] if depth == 0 else _KINDS))
    inner = formulas(bound, depth - 1) if depth else st.nothing()
    if kind == "atom":
        term = _terms(bound)
        return draw(
            st.one_of(
                st.builds(Pred, st.sampled_from(["p", "v", "is_red"])),
                st.builds(lambda name, one: Pred(name, [one]), st.sampled_from("qT"), term),
                st.builds(lambda one, two: Pred("likes", [one, two]), term, term),
                st.builds(Equals, term, term),
                st.sampled_from([TRUE, FALSE]),
            )
        )
    if kind in (ForAll, Exists):
        chosen = draw(st.lists(variables, min_size=1, max_size=2, unique=True))
        return kind(chosen, draw(formulas((*bound, *chosen), depth - 1)))
    if kind is Not:
        return Not(draw(inner))
    if kind in (And, Or):
        return kind(draw(st.lists(inner, min_size=2, max_size=3)))
    return kind(draw(inner), draw(inner))


_KINDS = ["atom", Not, And, Or, Xor, Implies, Iff, ForAll, Exists]


@settings(max_examples=50, deadline=None)
@given(formulas())
def test_what_is_written_is_read_back(formula):
    assert parse(str(formula)) == formula


@settings(max_examples=50, deadline=None)
@given(formulas())
def test_smt_lib_is_read_back(formula):
    (back,) = parse_smt_lib(smt_lib([formula]))
    assert back == formula


@given(st.text(alphabet="pq()~&|->=.,xPall exists[]!?:∀∃\\$ ", max_size=40))
def test_any_text_is_read_or_refused(text):
    for read in (parse, parse_sequent, parse_tptp, parse_smt_lib):
        try:
            read(text)
        except NotationError:
            continue
