"""Sentences and what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_logic.english.facts import TextFacts
from kaelum_logic.english.grammar import parse, parse_question
from kaelum_logic.english.lexicon import Lexicon
from kaelum_logic.english.meaning import Choices, Interpreter
from kaelum_logic.english.tokens import sentences, tokenize
from kaelum_logic.formula import free_variables

MEANINGS = [
    ("All men are mortal.", "all x. (man(x) -> mortal(x))"),
    ("Every wumpus is not fruity.", "all x. (wumpus(x) -> ~fruity(x))"),
    ("Each dog barks.", "all x. (dog(x) -> bark(x))"),
    ("Any cat that chases a mouse is hungry.", "all x. ((cat(x) & chase_mouse(x)) -> hungry(x))"),
    ("No reptiles have fur.", "all x. (reptile(x) -> ~have_fur(x))"),
    ("Some teachers are musicians.", "exists x. (teacher(x) & musician(x))"),
    ("Only members may enter.", "all x. (may_enter(x) -> member(x))"),
    ("Socrates is a man.", "man(socrates)"),
    ("Bob is not cold.", "~cold(bob)"),
    ("Bob is cold and not kind.", "cold(bob) & ~kind(bob)"),
    ("Bob is neither tall nor short.", "~tall(bob) & ~short(bob)"),
    ("Bob is not both tall and short.", "~(tall(bob) & short(bob))"),
    ("Bob is either tall or short.", "tall(bob) ^ short(bob)"),
    ("Bob is tall or short, or both.", "tall(bob) | short(bob)"),
    ("Bob is tall or short but not both.", "tall(bob) ^ short(bob)"),
    ("Neither Anna nor Ben is at school.", "~at_school(anna) & ~at_school(ben)"),
    ("The cat chases the mouse.", "chase(cat, mouse)"),
    ("The cat does not chase the mouse.", "~chase(cat, mouse)"),
    ("The mouse is chased by the cat.", "chase(cat, mouse)"),
    ("Rex chases every cat.", "all x. (cat(x) -> chase(rex, x))"),
    ("Rex chases some cat.", "chase_cat(rex)"),
    ("Rex likes himself.", "like(rex, rex)"),
    ("Red, cold things are round.", "all x. ((red(x) & cold(x)) -> round(x))"),
    ("If someone is green then they are kind.", "all x. (green(x) -> kind(x))"),
    (
        "If something chases the cat and it is big then it eats the mouse.",
        "all x. ((chase(x, cat) & big(x)) -> eat(x, mouse))",
    ),
    (
        "If a dog sees a cat, it chases it.",
        "all x y. ((dog(x) & (cat(y) & see(x, y))) -> chase(x, y))",
    ),
    ("If it rains, the ground gets wet.", "rain -> wet(ground)"),
    ("The match is cancelled if it snows.", "snow -> cancelled(match)"),
    ("Bob sings only if Anna dances.", "sing(bob) -> dance(anna)"),
    ("Bob sings if and only if Anna dances.", "sing(bob) <-> dance(anna)"),
    ("Unless Anna dances, Bob sings.", "~dance(anna) -> sing(bob)"),
    ("Bob sings unless Anna dances.", "~dance(anna) -> sing(bob)"),
    ("Bob sings provided that Anna dances.", "dance(anna) -> sing(bob)"),
    ("Whenever Anna dances, Bob sings.", "dance(anna) -> sing(bob)"),
    ("Bob sings implies Anna dances.", "sing(bob) -> dance(anna)"),
    ("It is not the case that all cats bark.", "~(all x. (cat(x) -> bark(x)))"),
    ("Not every cat barks.", "~(all x. (cat(x) -> bark(x)))"),
    ("There is a cat that barks.", "exists x. (cat(x) & bark(x))"),
    ("There are no unicorns.", "~(exists x. unicorn(x))"),
    ("Nobody who smokes is healthy.", "all x. (smoke(x) -> ~healthy(x))"),
    ("Everyone who studies hard passes the exam.", "all x. (study_hard(x) -> pass(x, exam))"),
    (
        "Whoever is a schoolmate of Sondra is not a stepsister of Pricilla.",
        "all x. (schoolmate_of(x, sondra) -> ~stepsister_of(x, pricilla))",
    ),
    ("Being a square is sufficient for being a rectangle.", "all x. (square(x) -> rectangle(x))"),
    ("Being a square is necessary for not being a circle.", "all x. (~circle(x) -> square(x))"),
    ("Alice is taller than Bob.", "taller_than(alice, bob)"),
    ("Alice is shorter than Bob.", "taller_than(bob, alice)"),
    ("At least two dogs bark.", "exists x y. ((dog(x) & bark(x)) & (dog(y) & bark(y)) & ~(x = y))"),
    (
        "Exactly one dog barks.",
        "(exists x. (dog(x) & bark(x))) & ~(exists y z. ((dog(y) & bark(y)) & (dog(z) & bark(z)) & ~(y = z)))",
    ),
    (
        "At most one dog barks.",
        "~(exists x y. ((dog(x) & bark(x)) & (dog(y) & bark(y)) & ~(x = y)))",
    ),
    ("Exactly one of Alice and Bob is guilty.", "guilty(alice) ^ guilty(bob)"),
    ("At least one of Alice and Bob is guilty.", "guilty(alice) | guilty(bob)"),
    ("All dogs that Bob owns bark.", "all x. ((dog(x) & own(bob, x)) -> bark(x))"),
    ("Every student who is not lazy passes.", "all x. ((student(x) & ~lazy(x)) -> pass(x))"),
    ("Cats and dogs are animals.", "all x. ((cat(x) | dog(x)) -> animal(x))"),
    ("All cats and dogs are animals.", "all x. ((cat(x) | dog(x)) -> animal(x))"),
    ("Bob likes Anna and Carl.", "like(bob, anna) & like(bob, carl)"),
    ("Bob cannot swim.", "~can_swim(bob)"),
    ("Bob is able to swim.", "can_swim(bob)"),
    ("Bob has a red car.", "have_red_car(bob)"),
    ("Bob has never been to Paris.", "~to(bob, paris)"),
    ("Bob is both kind and smart.", "kind(bob) & smart(bob)"),
    (
        "If Bob is both kind and smart, then he is either rich or famous.",
        "(kind(bob) & smart(bob)) -> (rich(bob) ^ famous(bob))",
    ),
    (
        "Everyone who is not both kind and smart is poor.",
        "all x. (~(kind(x) & smart(x)) -> poor(x))",
    ),
    ("A whale is a mammal.", "all x. (whale(x) -> mammal(x))"),
    ("Students good at math are smart.", "all x. ((student(x) & good_at_math(x)) -> smart(x))"),
    (
        "All people working at Meta have a high income.",
        "all x. (work_at(x, meta) -> have_high_income(x))",
    ),
    (
        "All devices belonging to the company are connected to Google Home.",
        "all x. ((device(x) & belong_to(x, company)) -> connected_to(x, google_home))",
    ),
    ("Is Socrates mortal?", "mortal(socrates)"),
    ("Do any snakes have fur?", "exists x. (snake(x) & have_fur(x))"),
    ("Does Bob like Anna?", "like(bob, anna)"),
    ("Is there a cat that barks?", "exists x. (cat(x) & bark(x))"),
    ("Can Bob swim?", "can_swim(bob)"),
    ("Did it rain?", "rain"),
    ("Are all bloops lazzies?", "all x. (bloop(x) -> lazzy(x))"),
]


def meaning(text: str, flipped: str = "") -> str | None:
    """The formula of one sentence on its own, as text; None if it is not understood."""
    tokens = tokenize(text)
    lexicon = Lexicon([tokens])
    question = text.endswith("?")
    clause = parse_question(tokens, lexicon) if question else parse(tokens, lexicon)
    if clause is None:
        return None
    interpreter = Interpreter(TextFacts([clause], lexicon), Choices(frozenset({flipped})))
    return str(interpreter.statement(clause, "question" if question else "assert"))


@pytest.mark.parametrize(("text", "formula"), MEANINGS)
def test_a_sentence_means(text, formula):
    assert meaning(text) == formula


@pytest.mark.parametrize(
    ("choice", "text", "first", "other"),
    [
        (
            "either",
            "Bob is either tall or short.",
            "tall(bob) ^ short(bob)",
            "tall(bob) | short(bob)",
        ),
        (
            "indefinite",
            "A dog barks.",
            "all x. (dog(x) -> bark(x))",
            "exists x. (dog(x) & bark(x))",
        ),
        (
            "negation",
            "Bob is not tall and fat.",
            "~(tall(bob) & fat(bob))",
            "~tall(bob) & fat(bob)",
        ),
        (
            "grouping",
            "Bob is tall and fat or old.",
            "(tall(bob) & fat(bob)) | old(bob)",
            "tall(bob) & (fat(bob) | old(bob))",
        ),
    ],
)
def test_what_can_be_read_in_two_ways(choice, text, first, other):
    assert meaning(text) == first
    assert meaning(text, choice) == other


@pytest.mark.parametrize(
    "text",
    [
        "Most birds fly.",
        "Almost all birds fly.",
        "Usually birds fly.",
        "Everyone, except on Mondays, is tall.",
        "Anna is as tall as Bob.",
        "Anna is the tallest.",
        "What a day!",
        "Of the to.",
        "",
    ],
)
def test_what_is_not_understood_is_refused(text):
    assert meaning(text) is None


@pytest.mark.parametrize(
    "form", ["wumpus", "wumpuses", "glorp", "glorps", "floobies", "child", "women"]
)
def test_unknown_and_irregular_nouns_have_one_stem_in_both_numbers(form):
    lexicon = Lexicon([])
    stem = lexicon.noun(form)
    assert lexicon.noun(stem) == stem
    assert stem in {"wumpus", "glorp", "flooby", "child", "woman"}


def test_verbs_are_learned_from_the_text():
    tokens = [tokenize("The gorf does not snarp the zib."), tokenize("The zib snarps the gorf.")]
    lexicon = Lexicon(tokens)
    clause = parse(tokens[1], lexicon)
    assert clause is not None
    assert (
        str(Interpreter(TextFacts([clause], lexicon), Choices()).statement(clause))
        == "snarp(zib, gorf)"
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Smith is tall. Dr. No is not.", 2),
        ("It costs 3.5 dollars. Symphony No. 9 is long.", 2),
        ("1. All cats purr\n2. Tom is a cat", 2),
        ("A. B! C? D", 4),
        ("  \n ", 0),
    ],
)
def test_sentences_end_where_they_should(text, count):
    assert len(list(sentences(text))) == count


NOUNS = st.sampled_from(["wumpus", "dax", "blicket", "zib"])
PROPERTIES = st.sampled_from(["red", "loud", "kind", "cold"])


@st.composite
def rules(draw) -> str:
    """Sentences of many shapes, all of which are meant to be understood."""
    noun, other = draw(NOUNS), draw(NOUNS)
    one, two = draw(PROPERTIES), draw(PROPERTIES)
    shapes = [
        f"Every {noun} is {one}.",
        f"No {noun} is a {other}.",
        f"If something is {one} and not {two} then it is a {noun}.",
        f"If a {noun} is {one}, then it is not {two}.",
        f"{one.capitalize()}, {two} things are not {one}.",
        f"Every {noun} that is {one} or {two} is a {other}.",
        f"Bob is a {noun} unless he is {two}.",
        f"Whatever is neither {one} nor {two} is a {noun}.",
        f"Some {noun} that is not {one} is {two}.",
    ]
    return draw(st.sampled_from(shapes))


@given(rules())
def test_every_rule_of_these_shapes_has_a_closed_formula(text):
    tokens = tokenize(text)
    lexicon = Lexicon([tokens])
    clause = parse(tokens, lexicon)
    assert clause is not None
    formula = Interpreter(TextFacts([clause], lexicon), Choices()).statement(clause)
    assert not free_variables(formula)


@given(st.text(max_size=80))
def test_no_text_makes_the_grammar_fail(text):
    tokens = tokenize(text)
    lexicon = Lexicon([tokens])
    parse(tokens, lexicon)
    parse_question(tokens, lexicon)
