"""Who does something in a scene, and the verb: every way to read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from kaelum_math.story.lexicon import CLASSES
from kaelum_math.story.scene.clauses import (
    BE,
    EARN,
    Subject,
    ends,
)
from kaelum_math.story.scene.phrases import amounts
from kaelum_math.story.scene.things import Tokens, texts
from kaelum_math.story.scene.verbs import AUXILIARIES, VERBS, Verb
from kaelum_math.story.slots import SLOTS, Noun

__all__ = ["PERIOD_WORDS", "subject", "verb_at"]


def subject(tokens: Tokens, at: int) -> Iterator[tuple[Subject, int]]:
    """Every way to read a subject at ``at``."""
    word = texts(tokens, at, 1)
    if not word:
        return
    if word == ("there",):
        yield Subject((Noun((), "there"),)), at + 1
        return
    for words in _ALL_OF_THEM:
        if texts(tokens, at, len(words)) == words:
            yield Subject((Noun((), "they"),)), at + len(words)
    if word == ("all",) and texts(tokens, at + 1, 1) and tokens[at + 1].kind == "num":
        for _, end in SLOTS["thing"](tokens, at + 2):
            yield Subject((Noun((), "they"),)), end
    start = at + 1
    if word[0] in {"each", "every"} or texts(tokens, at, 2) in (("a", "single"), ("1", "single")):
        if texts(tokens, start, 1) == ("of",):
            yield from _each_of(tokens, start + 1)
            return
        start += word[0] in {"a", "1"}
        for noun, end in SLOTS["thing"](tokens, start):
            if noun.words[0] not in PERIOD_WORDS:
                yield Subject((noun,), each=True, one=True), end
        return
    if word[0] in {"a", "an", "1"}:
        for noun, end in SLOTS["thing"](tokens, start):
            yield Subject((noun,), one=True), end
    for nouns, end in SLOTS["nps"](tokens, at):
        stop = end + 1 if texts(tokens, end, 1) in (("each",), ("both",)) else end
        yield Subject(nouns, each=stop > end), stop
    if word[0] not in {"a", "an", "1"}:
        for noun, end in SLOTS["np"](tokens, at):
            stop = end + 1 if texts(tokens, end, 1) == ("each",) else end
            yield Subject((noun,), each=stop > end), stop
    for phrase, end in amounts(tokens, at):
        if phrase.compare is None:
            stop = end + 1 if texts(tokens, end, 1) == ("each",) else end
            yield Subject((), phrase, each=stop > end or phrase.each), stop
            yield from _further(tokens, end, Subject((), phrase))


def _further(tokens: Tokens, at: int, found: Subject) -> Iterator[tuple[Subject, int]]:
    """``5 pens and 2 books``: an amount, and more of them."""
    start = at
    if texts(tokens, start, 1) == (",",):
        start += 1
    if texts(tokens, start, 1) == ("and",):
        start += 1
    if start > at and len(found.more) < 6:
        for phrase, end in amounts(tokens, start):
            if phrase.value is not None and not (phrase.compare or phrase.share or phrase.any):
                more = evolve(found, more=(*found.more, phrase))
                yield more, end
                yield from _further(tokens, end, more)


_ALL_OF_THEM: Final = (
    ("all", "of", "them"), ("both", "of", "them"), ("the", "2", "of", "them"), ("the", "3", "of", "them"),
    ("they", "both"), ("they", "all"), ("the", "2"), ("the", "3"), ("both",),
)  # fmt: skip


def _each_of(tokens: Tokens, at: int) -> Iterator[tuple[Subject, int]]:
    """``the 8 tables``, ``her 6 grandchildren``, ``them``."""
    word = texts(tokens, at, 1)
    if word and word[0] in CLASSES["possessive"] | {"the", "these", "those"}:
        for phrase, end in amounts(tokens, at + 1):
            if phrase.value is not None and phrase.noun and not phrase.compare and not phrase.share:
                yield Subject((), phrase, each=True, one=True), end
    for noun, end in SLOTS["np"](tokens, at):
        yield Subject((noun,), each=True, one=True), end


PERIOD_WORDS: Final = frozenset("second minute hour day week month year morning evening".split())


_ADVERBS: Final = frozenset(
    "also then now already usually always still only currently actually first normally finally again"
    " later together first daily".split()
) - {"only"}


_SEMI: Final = (
    ("wants", "to"), ("want", "to"), ("wanted", "to"), ("needs", "to"), ("need", "to"), ("has", "to"),
    ("have", "to"), ("had", "to"), ("decides", "to"), ("decided", "to"), ("plans", "to"), ("is", "able", "to"),
    ("planned", "to"), ("is", "going", "to"), ("are", "going", "to"), ("able", "to"), ("manages", "to"),
    ("managed", "to"), ("continues", "to"), ("continue", "to"), ("likes", "to"), ("wishes", "to"), ("hopes", "to"),
    ("agrees", "to"), ("agreed", "to"), ("planning", "to"), ("intends", "to"),
)  # fmt: skip


_WITH: Final[dict[tuple[str, ...], Verb]] = {
    (form, "with"): Verb("have", "hold")
    for form in ("starts", "started", "start", "begins", "began", "begin", "comes", "come", "came")
}
"""Verbs that mean what "has" means once "with" stands behind them."""


def verb_at(tokens: Tokens, at: int) -> Iterator[tuple[Verb, bool, tuple[str, ...], int]]:
    """Every way to read a verb at ``at``: the verb, whether it is passive, adverbs, the end."""
    at, words = _adverbs(tokens, at)
    start = at
    while texts(tokens, start, 1) and tokens[start].text in AUXILIARIES:
        start += 1
    for semi in _SEMI:
        if texts(tokens, start, len(semi)) == semi:
            start += len(semi)
            break
    helped = start > at
    start, more = _adverbs(tokens, start)
    words += more
    word = texts(tokens, start, 1)
    if not word:
        return
    if word[0] in CLASSES["have"] and word[0] in {"has", "have", "had"}:
        after, more = _adverbs(tokens, start + 1)
        after += texts(tokens, after, 1) == ("been",)
        form = texts(tokens, after, 1)
        if form and form[0] in VERBS and form[0] != "left":
            passive = tokens[after - 1].text == "been" and not form[0].endswith("ing")
            for verb, end in _particle(VERBS[form[0]], tokens, after + 1):
                yield verb, passive, (*words, *more), end
    if word[0] in CLASSES["be"] | {"be"} and word[0] != "'s":
        after, more = _adverbs(tokens, start + 1)
        form = texts(tokens, after, 1)
        if form == ("paid",):
            yield EARN, False, (*words, *more), after + 1
        if form and form[0] in VERBS and form[0] not in {"left", "paid"}:
            passive = not form[0].endswith("ing")
            for verb, end in _particle(VERBS[form[0]], tokens, after + 1):
                yield verb, passive, (*words, *more), end
        yield BE, False, (*words, *more), after
    elif texts(tokens, start, 2) in (("gets", "paid"), ("get", "paid"), ("got", "paid")):
        yield EARN, False, words, start + 2
    elif texts(tokens, start, 2) in _WITH:
        yield _WITH[texts(tokens, start, 2)], False, words, start + 2
    elif word[0] in VERBS and not (VERBS[word[0]].participle and not helped):
        for verb, end in _particle(VERBS[word[0]], tokens, start + 1):
            yield verb, False, words, end


def _adverbs(tokens: Tokens, at: int) -> tuple[int, tuple[str, ...]]:
    found: list[str] = []
    while texts(tokens, at, 1) and (tokens[at].text in _ADVERBS or _is_manner(tokens[at].text)):
        found.append(tokens[at].text)
        at += 1
    return at, tuple(found)


def _is_manner(word: str) -> bool:
    return word.endswith("ly") and word not in _HEDGES and len(word) > 4


_HEDGES: Final = frozenset(
    "nearly roughly approximately probably possibly only hardly partly equally evenly mostly barely supply"
    " merely supposedly allegedly usually weekly monthly yearly hourly family reply early apply".split()
)


_PARTICLES: Final = frozenset("away up out off in on".split())


_MOVING: Final = {
    ("get", "off"): "go",
    ("get", "out"): "go",
    ("get", "on"): "come",
    ("get", "in"): "come",
    ("take", "out"): "out",
    ("take", "away"): "",
    ("take", "off"): "out",
    ("come", "in"): "come",
    ("move", "out"): "go",
    ("move", "away"): "go",
    ("move", "in"): "come",
    ("fly", "away"): "go",
    ("fly", "off"): "go",
    ("run", "away"): "go",
    ("walk", "away"): "go",
    ("drop", "out"): "go",
    ("pick", "out"): "in",
    ("sell", "out"): "",
    ("sell", "off"): "sell",
}
"""Verb and particle -> what they do together; "" if that is not read."""


def _particle(verb: Verb, tokens: Tokens, at: int) -> Iterator[tuple[Verb, int]]:
    """``verb`` with a particle behind it, and without it unless that means something else."""
    word = texts(tokens, at, 1)
    if word and word[0] in _PARTICLES:
        kind = _MOVING.get((verb.lemma, word[0]))
        if kind:
            yield evolve(verb, lemma=f"{verb.lemma} {word[0]}", kind=kind), at + 1
            return
        if kind is None and (
            word[0] not in {"in", "on"} or ends(tokens, at + 1) or tokens[at + 1].kind == "num"
        ):
            yield verb, at + 1
    yield verb, at
