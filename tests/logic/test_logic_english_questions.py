"""Questions that propose no statement, and questions in everyday dress."""

from __future__ import annotations

import pytest
from attrs import evolve

from kaelum_core.types import CheckOutcome, Query, Verdict, derive_verdict
from kaelum_logic import registry
from kaelum_logic.english.opposites import exclusions, opposed
from kaelum_logic.english.wording import plain
from kaelum_logic.families.syllogistic import broken_rule, form_of
from kaelum_logic.formula import And, Const, Exists, ForAll, Implies, Not, Or, Pred, Var
from kaelum_logic.problem import NotUnderstood, UnsolvedError

x, tom = Var("x"), Const("tom")


def p(name, *args):
    return Pred(name, args)


def solved(query):
    read = registry.read(query)
    assert isinstance(read, registry.ReadProblem), read
    solution = read.problem.solve()
    checks = read.problem.check(solution.answer, solution.evidence)
    assert derive_verdict(checks) is Verdict.PROVED, checks
    return read, solution


def unsolved(query):
    read = registry.read(query)
    if read is None or isinstance(read, NotUnderstood):
        return
    with pytest.raises(UnsolvedError):
        read.problem.solve()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (("Every violinist reads music. Uma is a violinist. Which of these follows? "
         "A) Uma reads music. B) Everyone who reads music is a violinist."), "A"),
        (("All coins are round. No tile is round. Which of the following must be false? "
         "A) No coin is a tile. B) Some tile is a coin. C) Some coins are old."), "B"),
        (("Some bakers are early risers. Which one can be concluded? "
         "A) All bakers are early risers. B) No baker is an early riser. C) None of the above."), "C"),
        (("If Ned sings, Oda leaves. Oda did not leave. Which statement is true? "
         "A) Ned sings. B) Ned does not sing."), "B"),
        ("No cats are dogs. Tab is a cat. What can you conclude about Tab?", "Tab is not a dog"),
        ("All oaks are trees. All trees have leaves. What follows?", "Every oak has leaves"),
        ("If it rains, the street is wet. It rains. What can be concluded?", "The street is wet"),
        ("Rex is a dog. Every dog chases the cat. No dog carries an axe. What do we know about Rex?",
         "Rex chases the cat; Rex does not carry an axe"),
        ("Gus or Hal is shy. Gus is not shy. Who is shy?", "Hal"),
        ("Ivy is tall. Jan is tall. Kit is not tall. Everyone tall is strong. Who is strong?",
         "Ivy and Jan"),
        ("Lea trusts Mia. Nat trusts everyone who trusts Mia. Who does Nat trust?", "Lea"),
        ("Are these statements consistent? All moss is green. Rug is moss. Rug is not green.", "No"),
        ("Can these all be true at once? Some doors are red. Some doors are not red.", "Yes"),
        ("The bell is loud. The bell is not loud. Do these statements contradict each other?",
         "Yes"),
        ("Which fallacy is this? If it snows, the pass closes. The pass closes. So it snows.",
         "affirming the consequent"),
        (("All lynxes are cats. All tigers are cats. So all tigers are lynxes. "
         "What is wrong with this reasoning?"), "the undistributed middle"),
        ("Every owl hoots. Pip does not hoot. So Pip is not an owl. Which rule of inference is used?",
         "modus tollens"),
        (("If it is cold, the lake freezes. It is cold. Therefore the lake freezes. "
         "Name the inference rule."), "modus ponens"),
        ("Name the fallacy. All elms are trees. This elm is tall. Therefore some trees are elms.",
         "no fallacy: the argument is valid"),
    ],
)  # fmt: skip
def test_questions_that_propose_no_statement(text, answer):
    read, solution = solved(Query(text))
    assert solution.answer == answer
    assert read.problem.describe().count("?-") >= 1
    (failed,) = [
        check for check in read.problem.check("something else", solution.evidence)
        if check.outcome is CheckOutcome.FAILED
    ]  # fmt: skip
    assert failed.claim


@pytest.mark.parametrize(
    "text",
    [
        "All A are B. Which of these follows? A) All A are B. B) Some B are A or not A.",
        "Some cooks are tidy. Rob is a cook. Which must be true? A) Rob is tidy. B) Rob is a baker.",
        "Someone ate the pie. Amy is tall. Who ate the pie?",
        "Dogs are common. Rex is a dog. Is Rex common?",
        "The lions are extinct. Leo is a lion. Is Leo extinct?",
        "Fame is glory. Glory is the mother of envy. Is fame the mother of envy?",
        "If it is cold, the lake freezes. The lake is not frozen. Is it cold?",
        "If everyone but Tom sings then Bo is happy. Bo is sad. Does Tom sing?",
        "All politicians are rich, I think. Ed is a politician. Is Ed rich?",
        "If the alarm rings, the baby wakes up. The alarm rang. Is the baby awake?",
        "The boss hired nobody who was late. Kim was hired. Was Kim late?",
        "All that glitters is not gold. My ring glitters. Is my ring gold?",
        "If anyone can sing, Jo can. Nobody else can sing. Can Jo sing?",
        "A bachelor is an unmarried man. Pete is a bachelor. Is Pete married?",
        "A friend of mine is a nurse. All nurses are kind. Is my friend kind?",
        "The door is not open. Is the door closed?",
        "Some dogs are brown. Some brown things are old. What follows?",
        "Which fallacy is this? Some ants bite. Bob is tall. So Bob bites.",
    ],
)
def test_what_cannot_be_settled_is_left_open(text):
    unsolved(Query(text))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (("ok so basically all my plants need water, and the fern is one of my plants. "
         "so the fern needs water, right?"), "Yes"),
        ("hey quick one: if the shop's open the lamp is on. the lamp is off. is the shop open?",
         "false"),
        (("My friend says that because all squares are shapes, all shapes are squares. "
         "Is she right?"), "No"),
        ("Every ant is small, Zed is an ant. Is Zed small or not?", "true"),
        ("Let's say every wizard owns a wand, and Mo's a wizard. Does Mo own a wand?", "true"),
        (("Hi! Can you help me with this? I know that nobody who smokes runs marathons. Al runs marathons. "
         "Does Al smoke?"), "false"),
        ("All rings are gold, and Nenya is a ring, is Nenya gold?", "true"),
        ('Ann is calm. Calm people are kind. Is the statement "Ann is kind" true or false?', "true"),
        ("Ann is calm. Calm people are kind. True or false: Ann is not kind.", "false"),
        ("All bats fly. Bo is a bat. Is the statement true, false or uncertain? Statement: Bo flies.",
         "true"),
        ("Valid or not: Some cups are red. Some red things are hot. So, some cups are hot.",
         "invalid"),
        ("Exactly two of Ann, Bob and Cy came. Ann did not come. Did Bob come?", "true"),
        ("At most one of Ann, Bob and Cy is tall. Ann is tall. Is Cy tall?", "No"),
        ("Everyone except Tom passed. Did Tom pass?", "false"),
        ("No student except Ann failed. Bob is a student. Did Bob fail?", "false"),
        ("Nobody but Ann and Bob has a key. Does Carl have a key?", "false"),
        ("A whale is a mammal. Moby is a whale. Is Moby a mammal?", "true"),
        ("Quick one: no penguins fly, Pingu is a penguin, does Pingu fly?", "false"),
        ("If I skip lunch, I am tired. If I am tired, I cannot think. I skipped lunch today. Can I think?",
         "false"),
        ("Does it logically follow from 'some doctors are tall' that some tall people are doctors?",
         "Yes"),
        (("My colleague claims: every manager drinks coffee, Jo drinks coffee, hence Jo is a manager. "
         "Is that right?"), "No"),
        (("Suppose that if Ben wins then Carl loses, and that if Carl loses then Dora is sad. Ben wins. "
         "Is Dora sad?"), "true"),
        ("All elks are calm. Bo is not calm. Is Bo an elk? Just say yes or no.", "no"),
        ("Is it true, false or uncertain that Pia sings? Pia is a nun. All nuns sing.", "true"),
        ("The boss fired everyone who was late. Kim was late. Was Kim fired?", "true"),
        ("Bob is no doctor. Every surgeon is a doctor. Is Bob a surgeon?", "false"),
        ("Ann or Bob sings, but not both. Ann sings. Does Bob sing?", "false"),
        ("Is this valid? All squares are shapes. This tile is a shape. So this tile is a square.",
         "invalid"),
        ("Is Rex mortal? All dogs are mortal. Rex is a dog.", "true"),
        ("None but the brave win. Hal is not brave. Does Hal win?", "false"),
        ("All non-members pay. Lu is not a member. Does Lu pay?", "true"),
    ],
)  # fmt: skip
def test_everyday_dress(text, answer):
    assert solved(Query(text))[1].answer == answer


def test_what_is_set_aside_is_told():
    sentences, asides = plain(["Hello there!", "If a, b.", "Does b hold?"])
    assert sentences == ["If a, b.", "Does b hold?"]
    assert asides == ["Hello there!"]
    assert plain(["Thanks."]) == (["Thanks."], [])


def test_opposites_exclude_each_other_but_leave_room_between():
    formulas = [p("open", tom), p("closed", tom), p("unhappy", tom), p("happy", tom)]
    assert opposed(formulas) == [("happy", "unhappy"), ("open", "closed")]
    assert len(list(exclusions([*formulas, p("noncat", tom), p("cat", tom)]))) == 3


def all_(one, other):
    return ForAll([x], Implies(p(one, x), other))


def some(one, other):
    return Exists([x], And([p(one, x), other]))


@pytest.mark.parametrize(
    ("premises", "goal", "rule"),
    [
        ([some("a", p("m", x)), some("m", p("b", x))], some("a", p("b", x)), "the undistributed middle"),
        ([all_("m", p("b", x)), all_("a", Not(p("m", x)))], all_("a", Not(p("b", x))), "illicit major"),
        ([all_("m", p("b", x)), all_("m", p("a", x))], all_("a", p("b", x)), "illicit minor"),
        ([all_("m", Not(p("b", x))), all_("m", Not(p("a", x)))], some("a", p("b", x)), "exclusive premises"),
        ([all_("m", Not(p("b", x))), some("a", p("m", x))], some("a", p("b", x)),
         "an affirmative conclusion from a negative premise"),
        ([all_("b", p("m", x)), all_("m", p("a", x))], some("a", Not(p("b", x))),
         "a negative conclusion from affirmative premises"),
        ([all_("m", p("b", x)), all_("m", p("a", x))], some("a", p("b", x)), "the existential fallacy"),
        ([all_("m", p("b", x)), all_("a", p("m", x))], all_("a", p("b", x)), None),
        ([all_("m", p("b", x))], all_("a", p("b", x)), None),
        ([Not(all_("m", p("b", x))), all_("m", p("a", x))], some("a", Not(p("b", x))), None),
    ],
)  # fmt: skip
def test_rules_of_distribution(premises, goal, rule):
    assert broken_rule(premises, goal) == rule


@pytest.mark.parametrize(
    ("premises", "goal", "form"),
    [
        ([Implies(p("a"), p("b")), p("a")], p("b"), "modus ponens"),
        ([Implies(p("a"), Not(p("b"))), p("b")], Not(p("a")), "modus tollens"),
        ([Implies(Not(p("a")), p("b")), Not(p("b"))], p("a"), "modus tollens"),
        ([Or([p("a"), p("b")]), Not(p("a"))], p("b"), "disjunctive syllogism"),
        ([all_("a", p("b", x)), all_("b", p("c", x))], all_("a", p("c", x)), "hypothetical syllogism"),
        ([all_("a", Or([p("b", x), p("c", x)])), p("a", tom)], Or([p("b", tom), p("c", tom)]), None),
        ([p("a")], p("a"), None),
    ],
)  # fmt: skip
def test_valid_forms(premises, goal, form):
    assert form_of(premises, goal) == form


def test_forged_evidence_is_found_out():
    text = "All moss is green. Rug is moss. Which follows? A) Rug is green. B) Rug is red."
    read, solution = solved(Query(text))
    for evidence in ({}, {"decisions": {}}, {**solution.evidence, "more": 1}, {"decisions": 3}):
        checks = read.problem.check(solution.answer, evidence)
        assert derive_verdict(checks) is Verdict.REFUTED
    assert evolve(read.problem, none="C").describe() == read.problem.describe()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("All dogs bark. Tom is tall. Rex is a dog. Does Rex bark?",
         "bark(rex) follows from premises 1 and 3"),
        ("Bob is small. No small thing is heavy. Is Bob heavy?",
         "heavy(bob) is excluded by premises 1 and 2"),
        ("If it rains, the road is wet. The road is wet. Did it rain?", "without it: wet(road)"),
        ("Anne is kind. Kind people are nice. True, false or unknown: Anne is nice.",
         "nice(anne) is derived from these"),
    ],
)  # fmt: skip
def test_steps_tell_what_it_follows_from(text, last):
    assert solved(Query(text))[1].steps[-1] == last
