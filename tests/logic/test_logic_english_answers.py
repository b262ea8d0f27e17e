"""Whole questions in English: what is answered, and that it is proved."""

from __future__ import annotations

import pytest

from kaelum_core.types import Outcome, Query, Verdict
from kaelum_logic.worker import LogicWorker


class Context:
    """What the worker may use; it needs none of it."""

    settings: dict[str, object] = {}  # noqa: RUF012
    explain = False
    sandbox = None

    def remaining(self):
        return 30.0

    def report(self, message):
        pass


def solve(text, context=None, options=()):
    return LogicWorker().solve(Query(text, context, options), Context())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All men are mortal. Socrates is a man. Is Socrates mortal?", "true"),
        ("If it rains, the ground gets wet. The ground is wet. Did it rain?", "uncertain"),
        ("If it rains, the ground gets wet. The ground is not wet. Did it rain?", "false"),
        ("No reptiles have fur. All snakes are reptiles. Do any snakes have fur?", "false"),
        ("Some dogs are brown. Fido is a dog. Is Fido brown?", "uncertain"),
        ("Only members may enter. Bob may enter. Is Bob a member?", "true"),
        ("Only Bob passed the test. Did Carl pass the test?", "false"),
        ("Either Tom is at home or he is at work. Tom is not at home. Is Tom at work?", "true"),
        ("You can enter only if you have a ticket. Mary has no ticket. Can Mary enter?", "false"),
        ("If all bloops are razzies and all razzies are lazzies, are all bloops lazzies?", "true"),
        ("Everyone loves someone. Is there someone who is loved by everyone?", "uncertain"),
        ("Someone loves everyone. Is everyone loved by someone?", "true"),
        ("Neither Anna nor Ben is at school. Is Ben at school?", "false"),
        ("Exactly one of Alice and Bob is tall. Alice is not tall. Is Bob tall?", "true"),
        ("At least two students passed. Did at least one student pass?", "true"),
        (("If a dog sees a cat, it chases it. Rex is a dog. Tom is a cat. Rex sees Tom. "
         "Does Rex chase Tom?"), "true"),
        (("Anyone who studies hard passes the exam. Lisa did not pass the exam. "
         "Did Lisa study hard?"), "false"),
        ("All dogs bark. Rex does not bark. Is Rex a dog? Answer yes or no.", "no"),
        ("True or false: if all cats are dogs and all dogs are fish, then all cats are fish.",
         "true"),
        ("Bob is tall. Bob is not tall. Is Bob tall?", "the premises contradict each other"),
        ("If p then q. q. Therefore p. Valid or invalid?", "invalid"),
        ("All A are B. All C are B. Therefore all A are C. Is the argument valid or invalid?",
         "invalid"),
        (("No heroes are cowards. Some soldiers are cowards. Therefore, some soldiers are not "
         "heroes. Is this argument valid?"), "valid"),
        (("All politicians are liars. Some liars are thieves. Can we conclude that some "
         "politicians are thieves?"), "No"),
        (('"Here comes a perfectly valid argument: First, being a poet is necessary for being a '
         'bard. Second, every bard is not a king or not a poet. Therefore, no bard is a king." '
         "Is the argument, given the explicitly stated premises, deductively valid or invalid?"),
         "valid"),
        (("Consider these statements:\n1. All writers are lawyers\n2. No lawyers are fish\n\n"
         "Does it logically follow that:\nSome lawyers are writers?\n(Answer Yes or No)"), "Yes"),
    ],
)  # fmt: skip
def test_an_everyday_question_is_answered_with_proof(text, expected):
    result = solve(text)
    assert result.answer == expected, result.reason
    assert result.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("question", "label"), [("Rex is mortal.", "A"), ("Rex is fat.", "C"), ("Rex is cold.", "B")]
)
def test_an_option_is_chosen_by_its_label(question, label):
    result = solve(
        f"Is the following statement true, false, or unknown? {question}",
        "Rex is a dog. All dogs are mortal. No dog is cold.",
        ("A) True", "B) False", "C) Unknown"),
    )
    assert result.answer == label


def test_options_may_stand_in_the_text():
    result = solve(
        "All dogs are mortal. Rex is a dog. Is Rex mortal?\nOptions:\n(A) Yes\n(B) No\n(C) Unknown"
    )
    assert result.answer == "(A)"


def test_rule_bases_are_applied_forwards_only():
    rules = (
        "Bob is kind. If something is quiet then it is rough. If Bob is kind then Bob is not rough."
    )
    offered = "Is the following statement true, false, or unknown? Bob is not quiet."
    assert solve(offered, rules).answer == "unknown"
    assert solve(offered.replace("unknown", "uncertain"), rules).answer == "true"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("If it rains, it pours. It pours. Does it rain?", "affirming the consequent"),
        ("If Bob sings, Anna dances. Bob does not sing. Is it false that Anna dances?", None),
        ("If Rex barks, Tom runs. Rex does not bark. Is it true that Tom does not run?",
         "denying the antecedent"),
        ("All cats are animals. All dogs are animals. Does it follow that all cats are dogs?",
         "undistributed middle"),
    ],
)  # fmt: skip
def test_fallacies_are_named(text, note):
    notes = " ".join(solve(text).notes)
    assert note in notes if note else not notes


@pytest.mark.parametrize(
    "text",
    [
        "Write a haiku about the sea",
        "Who won the world cup in 1998?",
        "Is Paris the capital of France?",
        "asdf qwer zxcv",
        "Most birds fly. Tweety is a bird. Does Tweety fly?",
        "Usually birds fly. Tweety is a bird. Does Tweety fly?",
        "All dogs bark. Colourless green ideas of sleep the which. Does Rex bark?",
        "John has a busy schedule. People with busy schedules are tired. Is John tired?",
        "Knights tell the truth, knaves lie, and spies do either. A says B is a spy. Who is the spy?",
        "x" * 30_000,
        "(" * 5_000,
        "If " * 3_000 + "Bob sings. Does Bob sing?",
    ],
)
def test_what_cannot_be_read_or_decided_is_left_alone(text):
    result = solve(text)
    assert result.outcome is Outcome.ABSTAINED
    assert result.reason


def test_an_abstention_names_the_sentences():
    result = solve("All dogs bark. Rex the of. Does Rex bark?")
    assert "Rex the of." in result.reason


ISLAND = "Knights always tell the truth, and knaves always lie. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ISLAND + 'Alice says: "Bob is a knave." Bob says: "We are both knights." '
         "Who is a knight and who is a knave?", "Alice is a knight, and Bob is a knave."),
        (ISLAND + 'A says "We are both knaves". What is A and what is B?',
         "A is a knave, and B is a knight."),
        (ISLAND + 'Ann says "Bill and I are the same type". Bill says "Exactly one of us is a '
         'knight". Who is the knight?', "Bill"),
        (ISLAND + 'John says "If Bill is a knave, then I am a knave". Is Bill a knight?', "Yes"),
        (ISLAND + 'Carl says "I am a knight". Is Carl a knight?', "uncertain"),
        (("Angels always tell the truth, and devils always lie. You meet 2 inhabitants: Zoey, and "
         'Mia. "(Zoey is a devil) if and only if (Mia is an angel)," Zoey declared. According to '
         'Mia, "it is not the case that (Zoey is a devil or Mia is a devil)". '
         "So who is an angel and who is a devil?"), "Zoey may be either, and Mia is a devil."),
        (("Sima lies. Millie says Sima tells the truth. Vina says Millie lies. "
         "Does Vina tell the truth?"), "Yes"),
        (ISLAND + 'Ed says "At least two of us are knaves". Flo says "Ed is a knight". '
         'Gus says "Flo is a knave". How many knaves are there?', None),
    ],
)  # fmt: skip
def test_truth_tellers(text, expected):
    result = solve(text)
    assert result.answer == expected
    assert expected is None or result.verdict is Verdict.PROVED
