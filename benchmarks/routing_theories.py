"""Theories of facts and rules with questions, of known depth, in the manner of ProofWriter.

A theory is drawn at random: facts about a few subjects, rules over what may be
said of them. Its depth is how many steps its last conclusion takes, computed on
the symbols and not on the text. Every depth gets theories from the same range of
sizes, so that size does not give the depth away.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from attrs import frozen

DEEPEST = 5

_NAMES = ("Anne", "Bob", "Charlie", "Dave", "Erin", "Fiona", "Gary", "Harry")
_ANIMALS = ("bear", "cat", "cow", "dog", "lion", "mouse", "rabbit", "tiger")
_TRAITS = (
    "big blue cold furry green kind nice quiet red rough round smart white young".split(),
    "brave calm clever happy loud old poor rich short shy strong tall thin wise".split(),
)
_DOINGS = ("chase", "eat", "like", "need", "see", "visit")

Atom = tuple[str, str]
"""A subject, or the empty one for anything, and what is said of it."""


@frozen
class Theory:
    """A text with a question.

    Attributes:
        text: facts and rules.
        question: whether a statement is true, false or unknown.
        depth: steps to the last thing that can be concluded.
        asked: steps to what is asked; the depth where it cannot be concluded.
    """

    text: str
    question: str
    depth: int
    asked: int


def _clause(atom: Atom, subject: str) -> str:
    about, said = atom
    doing, _space, rest = said.partition(" ")
    word = about or subject
    return f"{word} {doing}s {rest}" if rest else f"{word} is {said}"


def _close(
    facts: set[Atom], rules: list[tuple[list[str], str]], subjects: list[str]
) -> dict[Atom, int]:
    steps = dict.fromkeys(facts, 0)
    for step in range(1, 20):
        new = {
            (subject, conclusion)
            for conditions, conclusion in rules
            for subject in subjects
            if (subject, conclusion) not in steps
            and all((subject, said) in steps for said in conditions)
        }
        if not new:
            break
        steps.update(dict.fromkeys(new, step))
    return steps


def _rule_text(conditions: list[str], conclusion: str, choice: random.Random) -> str:
    plain = all(" " not in said for said in (*conditions, conclusion))
    form = choice.randrange(3) if plain else 0
    if form == 0:
        given = " and ".join(
            _clause(("", said), "something" if place == 0 else "it")
            for place, said in enumerate(conditions)
        )
        return f"If {given} then {_clause(('', conclusion), 'it')}."
    if form == 1:
        return f"All {', '.join(conditions)} things are {conclusion}."
    return f"{', '.join(conditions).capitalize()} things are {conclusion}."


def _draw(choice: random.Random) -> Theory:
    related = choice.random() < 0.5
    subjects = choice.sample(_ANIMALS if related else _NAMES, choice.randint(2, 4))
    if related:
        subjects = [f"the {animal}" for animal in subjects]
    said = choice.sample(choice.choice(_TRAITS), 8)
    if related:
        said += [f"{choice.choice(_DOINGS)} {subject}" for subject in subjects]
    facts = {
        (choice.choice(subjects), choice.choice(said)) for _fact in range(choice.randint(4, 12))
    }
    rules = [
        (choice.sample(said, choice.choice((1, 1, 2))), choice.choice(said))
        for _rule in range(choice.randint(4, 9))
    ]
    steps = _close(facts, rules, subjects)
    depth = max(steps.values())
    if choice.random() < 0.75:
        wanted = choice.randint(0, depth)
        asked = choice.choice(sorted(atom for atom, step in steps.items() if step == wanted))
    else:
        asked = choice.choice(subjects), choice.choice(said)
    sentences = [_clause(fact, "") for fact in sorted(facts)]
    text = " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)
    text = " ".join((text, *(_rule_text(*rule, choice) for rule in rules)))
    question = (
        f"Is the following statement true, false, or unknown? {_clause(asked, '').capitalize()}."
    )
    return Theory(text, question, depth, steps.get(asked, depth))


def theories(each: int = 40, seed: int = 5) -> Iterator[Theory]:
    """``each`` theories of every depth from 0 to ``DEEPEST``."""
    choice = random.Random(seed)
    missing = dict.fromkeys(range(DEEPEST + 1), each)
    while any(missing.values()):
        theory = _draw(choice)
        if missing.get(theory.depth, 0):
            missing[theory.depth] -= 1
            yield theory
