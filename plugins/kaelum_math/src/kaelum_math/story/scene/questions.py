"""Questions of a scene: what is asked, of whom, and what the question itself adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from kaelum_math.story.lexicon import CLASSES
from kaelum_math.story.scene.clauses import (
    BE,
    Clause,
    Item,
    Subject,
    Tries,
    ends,
)
from kaelum_math.story.scene.compared import reference
from kaelum_math.story.scene.complements import complements
from kaelum_math.story.scene.phrases import per
from kaelum_math.story.scene.statements import leads
from kaelum_math.story.scene.subjects import subject, verb_at
from kaelum_math.story.scene.things import (
    Compare,
    Per,
    texts,
    things,
)
from kaelum_math.story.scene.verbs import AUXILIARIES, VERBS, Verb
from kaelum_math.text.tokens import Token

__all__ = ["Question", "question"]

Tokens = Sequence[Token]


@frozen
class Question:
    """What is asked.

    Attributes:
        target: the noun or unit of the answer; ``money``; ``change``; ``far``, ``long``.
        of: in "cups of flour", flour.
        clause: the rest: who does what, with which amounts.
        more: 1 for "how many more", -1 for "how many fewer", else 0.
        than: what follows "than".
        per: "per day".
        much: whether it is asked how much, not how many.
    """

    target: str
    clause: Clause
    of: str = ""
    more: int = 0
    than: Compare | None = None
    per: Per | None = None
    much: bool = False


def question(tokens: Tokens, at: int, tries: Tries) -> Iterator[tuple[Question, int]]:
    """Every way to read a question at ``at``."""
    if texts(tokens, at, 2) in (("for", "how"), ("in", "how"), ("after", "how")):
        at += 1
    for lead, start in leads(tokens, at):
        for asked, end in _asked(tokens, start):
            for found, stop in _rest(tokens, end, asked, tries):
                clause = evolve(found.clause, items=(*lead, *found.clause.items))
                yield evolve(found, clause=clause), stop
        yield from _noun_asked(tokens, start, lead, tries)


_NOTHING: Final = Clause(None, BE, ())


def _asked(tokens: Tokens, at: int) -> Iterator[tuple[Question, int]]:
    """``how many more apples``, ``how much money``, ``how far``, ``how much``."""
    texts_ = texts(tokens, at, 2)
    if texts_ in (("how", "far"), ("how", "long")):
        yield Question(texts_[1], _NOTHING), at + 2
        return
    many = texts_ == ("how", "many")
    if not many and texts_ != ("how", "much"):
        return
    at += 2
    more = 0
    word = texts(tokens, at, 1)
    if word in (("more",), ("additional",), ("fewer",), ("less",)):
        more = 1 if word in (("more",), ("additional",)) else -1
        at += 1
    if texts(tokens, at, 1) == ("total",):
        at += 1
    if not many and texts(tokens, at, 1) in (("money",), ("change",)):
        yield Question(tokens[at].text, _NOTHING, more=more), at + 1
        return
    for name, of, end in things(tokens, at):
        yield Question(name, _NOTHING, of, more, much=not many), end
        for one, stop in per(tokens, end):
            yield Question(name, _NOTHING, of, more, per=one), stop
        if not more and texts(tokens, end, 1) in (("farther",), ("further",), ("longer",)):
            yield Question(name, _NOTHING, of, 1), end + 1
    yield Question("" if many else "much", _NOTHING, more=more), at


def _rest(tokens: Tokens, at: int, asked: Question, tries: Tries) -> Iterator[tuple[Question, int]]:
    """Who does what."""
    for clause, end in _clause(tokens, at, tries):
        if texts(tokens, end, 1) == ("than",) and asked.more:
            for compare, stop in reference(tokens, end + 1):
                if ends(tokens, stop):
                    yield evolve(asked, clause=clause, than=compare), stop
        elif ends(tokens, end):
            yield evolve(asked, clause=clause), end


def _clause(tokens: Tokens, at: int, tries: Tries) -> Iterator[tuple[Clause, int]]:
    word = texts(tokens, at, 1)
    if not word:
        yield _NOTHING, at
        return
    if word[0] in CLASSES["be"] and texts(tokens, at + 1, 1) == ("there",):
        there = next(subject(tokens, at + 1))[0]
        for items, end in complements(tokens, at + 2, tries):
            yield Clause(there, BE, items), end
        return
    if word[0] in CLASSES["be"]:
        yield from _predicate(tokens, at + 1)
    if word[0] in AUXILIARIES | {"has", "have", "had"} or word[0] in CLASSES["be"]:
        for who, end in subject(tokens, at + 1):
            tries.one()
            if word[0] in CLASSES["be"]:
                for items, stop in complements(tokens, end, tries):
                    yield Clause(who, BE, items), stop
            for verb, passive, said, after in _main_verb(tokens, end):
                for items, stop in complements(tokens, after, tries):
                    yield Clause(who, verb, (*said, *items), passive), stop
    for verb, passive, adverbs, after in verb_at(tokens, at):
        said = tuple(Item("word", w) for w in adverbs)
        for items, stop in complements(tokens, after, tries):
            yield Clause(None, verb, (*said, *items), passive), stop
    if word[0] in {"left", "remain", "remaining"} and ends(tokens, at + 1):
        yield Clause(None, BE, (Item("word", "left"),)), at + 1


def _predicate(tokens: Tokens, at: int) -> Iterator[tuple[Clause, int]]:
    """``are red``, ``are not goldfish``: what is said of those that are asked for."""
    first = texts(tokens, at, 1)
    if not first or first[0] in _NO_PREDICATE:
        return
    for stop in range(min(len(tokens), at + 4), at, -1):
        if ends(tokens, stop) and all(t.kind == "word" for t in tokens[at:stop]):
            said = " ".join(t.text for t in tokens[at:stop])
            yield Clause(None, BE, (), predicate=said), stop


_NO_PREDICATE: Final = frozenset(
    "left remaining there in on at now still the they he she it".split()
)


def _main_verb(tokens: Tokens, at: int) -> Iterator[tuple[Verb, bool, tuple[Item, ...], int]]:
    """The verb behind "does she": a bare form, participles after "has she"."""
    for verb, passive, adverbs, after in verb_at(tokens, at):
        yield verb, passive, tuple(Item("word", w) for w in adverbs), after
    word = texts(tokens, at, 1)
    if word and word[0] in VERBS and VERBS[word[0]].participle:
        yield VERBS[word[0]], False, (), at + 1
    if word == ("be",):
        yield BE, False, (), at + 1


# -- "what is the total cost" ----------------------------------------------------------------

_HEADS: Final = (
    ("what", "is"),
    ("what", "was"),
    ("what", "are"),
    ("what", "will", "be"),
    ("find",),
    ("calculate",),
    ("what", "were"),
)
_TOTALS: Final = {
    ("total", "cost"): "cost",
    ("cost",): "cost",
    ("total", "price"): "cost",
    ("total", "bill"): "cost",
    ("total",): "cost",
    ("profit",): "profit",
    ("total", "profit"): "profit",
}


def _noun_asked(
    tokens: Tokens, at: int, lead: tuple[Item, ...], tries: Tries
) -> Iterator[tuple[Question, int]]:
    for head in _HEADS:
        if texts(tokens, at, len(head)) != head:
            continue
        start = at + len(head)
        who: Subject | None = None
        word = texts(tokens, start, 1)
        if word == ("the",) or (word and word[0] in CLASSES["possessive"]):
            start += 1
        else:
            found = next(
                ((s, e) for s, e in subject(tokens, start) if texts(tokens, e, 1) == ("'s",)), None
            )
            if found is None:
                continue
            who, start = found[0], found[1] + 1
        for words, kind in _TOTALS.items():
            end = start + len(words)
            if texts(tokens, start, len(words)) != words:
                continue
            for items, stop in complements(tokens, end + (texts(tokens, end, 1) == ("of",)), tries):
                if ends(tokens, stop):
                    yield Question(kind, Clause(who, BE, (*lead, *items))), stop
        for words in (("total", "number", "of"), ("total", "amount", "of"), ("number", "of")):
            if texts(tokens, start, len(words)) == words:
                for name, of, end in things(tokens, start + len(words)):
                    for items, stop in complements(tokens, end, tries):
                        if ends(tokens, stop):
                            total = Item("word", "altogether")
                            yield Question(name, Clause(who, BE, (*lead, total, *items)), of), stop
                    for told, stop in _who_does(tokens, end, tries):
                        if who is None and ends(tokens, stop):
                            yield (
                                Question(name, evolve(told, items=(*lead, *told.items)), of),
                                stop,
                            )


def _who_does(tokens: Tokens, at: int, tries: Tries) -> Iterator[tuple[Clause, int]]:
    """``they have together``, ``that Ann sold``."""
    start = at + 1 if texts(tokens, at, 1) in (("that",), ("which",)) else at
    for who, end in subject(tokens, start):
        for verb, passive, adverbs, after in verb_at(tokens, end):
            said = tuple(Item("word", w) for w in adverbs)
            for items, stop in complements(tokens, after, tries):
                yield Clause(who, verb, (*said, *items), passive), stop
