"""How many steps the rules of a text lead from its facts: forward chaining over its own words.

A sentence that opens with *if*, *all* or the like, or that speaks of *things*
or *people*, is a rule; a short statement before the question is a fact. Both
are taken apart into a subject and what is said of it, as stemmed words, with no
grammar beyond that. A fact holds after no steps; what a rule concludes holds
one step after the last of its conditions. The largest number of steps is how
deep the theory goes, and the step at which what is asked comes up is how deep
the question lies (the measure of ProofWriter, Tafjord et al. 2021,
arXiv 2012.13048). Bounded: rules, subjects and rounds are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from kaelum_core.routing.text import Reading

__all__ = ["Depth", "depth"]

Said = tuple[str, ...]
Atom = tuple[str, Said]
"""A subject and what is said of it; the empty subject stands for anything."""

_MAX_RULES, _MAX_SUBJECTS, _MAX_ROUNDS = 30, 12, 8
_FEWEST_SENTENCES, _LONGEST_FACT = 3, 10

_IF = frozenset(("if", "when", "whenever"))
_EVERY = frozenset(("all", "every", "each", "no", "whoever", "everyone", "everything", "any"))
_ANYTHING = frozenset(
    "something someone somebody thing things person people it they he she that who which "
    "anything anyone everyone everything whoever".split()
)
_RULE_OPENERS = _IF | _EVERY
_GENERIC = frozenset(("things", "people"))
_COPULAS = frozenset(("is", "are", "be", "was", "were", "does", "do", "did", "can", "will"))
_FILLERS = _COPULAS | frozenset(("the", "a", "an", "also", "both", "so", "then", "either"))
_ASKING = frozenset(("true", "false", "unknown", "uncertain", "follow", "statement"))
_JOINTS = frozenset(("and", ","))
_IMPLIES = frozenset(("then", ","))


@frozen
class Depth:
    """What forward chaining found.

    Attributes:
        rules: how many rules there are.
        longest: steps to the last thing that can be concluded; where no fact was
            read, rules in the longest row of which each leads to the next.
        asked: steps to what is asked; when it never comes up, all of them, since
            that is how far one has to go to see it.
    """

    rules: int
    longest: int
    asked: int


_NO_RULES = Depth(0, 0, 0)


@frozen
class _Rule:
    conditions: tuple[Atom, ...]
    conclusions: tuple[Atom, ...]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _pieces(tokens: Sequence[str], joints: frozenset[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    for token in tokens:
        if token in joints:
            if piece:
                yield piece
            piece = []
        elif token[0].isalpha() and token not in _FILLERS:
            piece.append(token if token in _ANYTHING else _stem(token))
    if piece:
        yield piece


def _atoms(tokens: Sequence[str], subjects: frozenset[str]) -> tuple[Atom, ...]:
    """What a clause says, piece by piece; a piece without a subject has that of the one before."""
    atoms, subject = [], ""
    for piece in _pieces(tokens, _JOINTS):
        first, *rest = piece
        if first in _ANYTHING:
            subject, said = "", rest
        elif rest and first in subjects:
            subject, said = first, rest
        else:
            said = piece
        if said:
            atoms.append((subject, tuple(said)))
    return tuple(atoms)


def _kind_atoms(tokens: Sequence[str]) -> tuple[Atom, ...]:
    """What a noun phrase such as "red, cold things" says of anything: each word by itself."""
    return tuple(
        ("", (word,))
        for piece in _pieces(tokens, _JOINTS)
        for word in piece
        if word not in _ANYTHING and word not in _EVERY
    )


def _rule(sentence: Sequence[str], subjects: frozenset[str]) -> _Rule | None:
    if sentence[0] in _IF:
        marks = [place for place, token in enumerate(sentence) if token in _IMPLIES]
        split = next((place for place in marks if sentence[place] == "then"), None)
        split = split or (marks[-1] if marks else None)
        if split is None:
            return None
        conditions = _atoms(sentence[1:split], subjects)
        conclusions = _atoms(sentence[split + 1 :], subjects)
    elif sentence[0] in _EVERY or not _ANYTHING.isdisjoint(sentence[1:5]):
        marks = [place for place, token in enumerate(sentence) if token in _COPULAS]
        split = marks[-1] if marks else min(2, len(sentence))
        conditions = _kind_atoms(sentence[:split])
        conclusions = _atoms(sentence[split:], subjects)
    else:
        return None
    return _Rule(conditions, conclusions) if conditions and conclusions else None


def _sentences(reading: Reading) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    """The sentences before the question, and the question with all that follows.

    A name of two words ("the bald eagle is ...") is cut to its last word.
    """
    tokens, starts = reading.tokens, reading.starts
    bounds = zip(starts, (*starts[1:], len(tokens)), strict=True)
    sentences: list[Sequence[str]] = [tokens[start:end] for start, end in bounds]
    first_names = {
        sentence[1]
        for sentence in sentences
        if sentence[0] == "the" and len(sentence) > 3 and sentence[3] in _COPULAS
    }
    if first_names:
        sentences = [[t for t in sentence if t not in first_names] for sentence in sentences]
    for number, sentence in enumerate(sentences):
        asks = "?" in sentence or (number and sentence[0] in _COPULAS)
        if asks or not _ASKING.isdisjoint(sentence):
            return sentences[:number], sentences[number:]
    return sentences, []


def _holding(
    facts: Sequence[Atom], rules: Sequence[_Rule], subjects: Sequence[str]
) -> dict[Atom, int]:
    """Everything that can be concluded, with the number of steps to it."""
    steps = dict.fromkeys(facts, 0)
    for step in range(1, _MAX_ROUNDS + 1):
        new = [
            (subject or about, said)
            for rule in rules
            for about in subjects
            if all((subject or about, said) in steps for subject, said in rule.conditions)
            for subject, said in rule.conclusions
        ]
        before = len(steps)
        for atom in new:
            steps.setdefault(atom, step)
        if len(steps) == before:
            break
    return steps


def _fact(sentence: Sequence[str]) -> list[Atom]:
    """What a short statement says of its first word."""
    subject, *said = next(_pieces(sentence, frozenset()), [""])
    if not said or subject in _ANYTHING:
        return []
    place = next((place for place, token in enumerate(sentence) if _stem(token) == subject), 0)
    return [(subject, tuple(piece)) for piece in _pieces(sentence[place + 1 :], _JOINTS)]


def _negated(said: Said) -> Said:
    return said[1:] if said[0] == "not" else ("not", *said)


def _linked(rules: Sequence[_Rule]) -> int:
    """Rules in the longest row in which one concludes a condition of the next.

    Every round lets each rule follow the longest row found so far that leads to
    it, so that circles end.
    """
    leads = [
        [
            j
            for j, other in enumerate(rules)
            if j != i and set(other.conclusions) & set(rule.conditions)
        ]
        for i, rule in enumerate(rules)
    ]
    length = [1] * len(rules)
    for _round in range(min(len(rules), _MAX_ROUNDS)):
        longer = [1 + max((length[j] for j in before), default=0) for before in leads]
        if longer == length:
            break
        length = longer
    return max(length, default=0)


def _may_have_rules(reading: Reading) -> bool:
    """A quick test that spares most queries the rest."""
    tokens, starts = reading.tokens, reading.starts
    if len(starts) < _FEWEST_SENTENCES:
        return False
    opened = sum(tokens[start] in _RULE_OPENERS for start in starts)
    return opened > 1 or not _GENERIC.isdisjoint(reading.different)


def depth(reading: Reading) -> Depth:
    """How deep the theory in a text goes, and how deep what is asked lies in it."""
    if not _may_have_rules(reading):
        return _NO_RULES
    given, asked = _sentences(reading)
    nothing: frozenset[str] = frozenset()
    facts: list[Atom] = []
    ruling = []
    for sentence in given:
        if _rule(sentence, nothing) is not None:
            ruling.append(sentence)
        elif len(sentence) <= _LONGEST_FACT:
            facts += _fact(sentence)
    named = tuple(dict.fromkeys(subject for subject, _said in facts))[:_MAX_SUBJECTS]
    subjects = frozenset(named)
    rules = [
        rule for sentence in ruling[:_MAX_RULES] if (rule := _rule(sentence, subjects)) is not None
    ]
    if len(rules) < 2:
        return Depth(len(rules), 0, 0)
    if not facts:
        return Depth(len(rules), _linked(rules), 0)
    steps = _holding(facts, rules, named)
    longest = max(steps.values())
    goals = [
        steps.get((subject, said), steps.get((subject, _negated(said)), longest))
        for sentence in asked
        for subject, said in _atoms(sentence, subjects)
        if subject
    ]
    return Depth(len(rules), longest, min(goals, default=longest))
