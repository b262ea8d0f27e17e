"""Amounts that are compared with others, or are parts of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve

from kaelum_math.story.scene.moments import moments
from kaelum_math.story.scene.things import Compare, Phrase, Share, Tokens, counted, texts, things
from kaelum_math.story.scene.verbs import VERBS
from kaelum_math.story.slots import SLOTS, Noun

__all__ = ["compared", "reference", "shares"]


def compared(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``twice as many marbles as Tom``, ``5 more than Ben``, ``3 fewer than twice as many``."""
    yield from _as_many(tokens, at)
    for factor, end in SLOTS["times"](tokens, at):
        for phrase, stop in _times(tokens, end, factor.value):
            after = end + 1 if texts(tokens, end, 1) == ("of",) else end
            owned = texts(tokens, after, 1) == ("what",) or texts(tokens, after, 2) in (
                ("the", "number"),
                ("the", "amount"),
                ("the", "money"),
            )
            if owned or "'s" in texts(tokens, end, stop - end):
                yield phrase, stop
    for offset, name, sign, end in _gap(tokens, at):
        for noun, stop in _maybe_thing(tokens, end):
            for _, after in moments(tokens, stop):
                if texts(tokens, after, 1) == ("than",):
                    # "30 fewer on Sunday than on Saturday": the moment is left to the clause
                    for compare, last in reference(tokens, after + 1):
                        yield (
                            _later(
                                tokens[stop:after],
                                noun or name,
                                evolve(compare, offset=sign * offset),
                            ),
                            last,
                        )
            if texts(tokens, stop, 1) != ("than",):
                if next(moments(tokens, stop), None) is not None:
                    bare = Compare(Fraction(1), sign * offset)
                    yield Phrase(noun or name, compare=bare), stop
                continue
            for scaled, last in _scaled(tokens, stop + 1):
                yield _with(scaled, sign * offset, noun or name or scaled.noun), last
            for compare, last in reference(tokens, stop + 1):
                shifted = evolve(compare, offset=sign * offset)
                yield Phrase(noun or name, compare=shifted), last
    for share, end in SLOTS["pct"](tokens, at):
        for word, sign in (("more", 1), ("less", -1), ("fewer", -1)):
            if texts(tokens, end, 1) == (word,):
                for noun, stop in _maybe_thing(tokens, end + 1):
                    factor = 1 + sign * share
                    if texts(tokens, stop, 1) == ("than",):
                        for compare, last in reference(tokens, stop + 1):
                            yield Phrase(noun, compare=evolve(compare, factor=factor)), last
                    yield Phrase(noun, compare=Compare(factor, Fraction(0))), stop


def _later(when: Tokens, noun: str, compare: Compare) -> Phrase:
    moment = next(name for name, end in moments(when, 0) if end == len(when))
    return Phrase(noun, compare=compare, moment=moment)


def _with(phrase: Phrase, offset: Fraction, noun: str) -> Phrase:
    compare = phrase.compare or Compare(Fraction(1), Fraction(0))
    return evolve(phrase, noun=noun, compare=evolve(compare, offset=offset))


def _gap(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, str, int, int]]:
    """``5 more``, ``$15 more``, ``3 kg less``, ``10 apples fewer``: size, thing, sign, end."""
    for phrase, end in counted(tokens, at):
        if phrase.value is None or phrase.them:
            continue
        for start in (end - 1, end):
            word = texts(tokens, start, 1)
            if start > at and word in (("more",), ("less",), ("fewer",)):
                if start == end - 1 and tokens[start - 1].kind != "num":
                    continue
                yield phrase.value, phrase.noun, (1 if word == ("more",) else -1), start + 1


def _maybe_thing(tokens: Tokens, at: int) -> Iterator[tuple[str, int]]:
    if texts(tokens, at, 1) == ("money",):
        yield "money", at + 1
        return
    for name, _, end in things(tokens, at):
        yield name, end
    yield "", at


def _scaled(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``twice as many as Tom``, ``half the number of apples``, ``twice Tom``'s."""
    yield from _as_many(tokens, at)
    for factor, end in SLOTS["times"](tokens, at):
        yield from _times(tokens, end, factor.value)


def _times(tokens: Tokens, at: int, factor: Fraction) -> Iterator[tuple[Phrase, int]]:
    """After ``twice`` or ``2/3 of``: ``what Harry slept``, ``Raymond's jewels``, ``Tom's``."""
    start = at + 1 if texts(tokens, at, 1) == ("of",) else at
    for words in (("the", "number", "of"), ("the", "amount", "of"), ("the", "money")):
        if texts(tokens, start, len(words)) == words:
            for noun, end in _maybe_thing(tokens, start + len(words)):
                after = end + 1 if texts(tokens, end, 1) in (("as",), ("that",)) else end
                yield from (
                    (Phrase(noun, compare=evolve(compare, factor=factor)), stop)
                    for compare, stop in reference(tokens, after)
                )
    for compare, stop in reference(tokens, start):
        yield Phrase("", compare=evolve(compare, factor=factor)), stop


def _as_many(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    for factor, end in SLOTS["times"](tokens, at):
        if texts(tokens, end, 2) not in (
            ("as", "many"),
            ("as", "much"),
            ("as", "far"),
            ("as", "long"),
        ):
            continue
        for noun, stop in _maybe_thing(tokens, end + 2):
            if texts(tokens, stop, 1) == ("as",):
                for compare, last in reference(tokens, stop + 1):
                    yield Phrase(noun, compare=evolve(compare, factor=factor.value)), last
            yield Phrase(noun, compare=Compare(factor.value, Fraction(0))), stop
    if texts(tokens, at, 3) in (("the", "same", "number"), ("the", "same", "amount")):
        for noun, stop in _things_of(tokens, at + 3):
            if texts(tokens, stop, 1) == ("as",):
                for compare, last in reference(tokens, stop + 1):
                    yield Phrase(noun, compare=compare), last


def _things_of(tokens: Tokens, at: int) -> Iterator[tuple[str, int]]:
    if texts(tokens, at, 1) == ("of",):
        for name, _, end in things(tokens, at + 1):
            yield name, end
    else:
        yield "", at


def reference(tokens: Tokens, at: int) -> Iterator[tuple[Compare, int]]:
    """``Tom``, ``Tom has``, ``what Harry slept``, ``geraniums``, ``on Saturday``, ``Ben's apples``."""
    plain = Compare(Fraction(1), Fraction(0))
    for moment, end in moments(tokens, at):
        yield evolve(plain, moment=moment), end
    start = at + 1 if texts(tokens, at, 1) == ("what",) else at
    for noun, end in SLOTS["np"](tokens, start):
        if noun.owner is not None:
            yield evolve(plain, who=noun), end
            continue
        stop = end
        word = texts(tokens, stop, 1)
        if word == ("'s",):
            yield evolve(plain, who=noun), stop + 1
        if word and word[0] in _REPEATED:
            for moment, last in moments(tokens, stop + 1):
                yield evolve(plain, moment=moment), last
        if word and (word[0] in _REPEATED or (word[0] in VERBS and VERBS[word[0]].kind != "cost")):
            yield evolve(plain, who=noun), stop + 1
        if start == at:
            yield evolve(plain, who=noun), stop


_REPEATED: Final = frozenset("has have had did does do".split())


def shares(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``half of them``, ``1/3 of the apples``, ``20% of the rest``, ``the rest``, ``all of it``."""
    for words in _REST:
        if texts(tokens, at, len(words)) == words:
            end = at + len(words)
            if words[-1] == "remaining":
                for name, _, stop in things(tokens, end):
                    yield Phrase(name, share=Share(None, rest=True)), stop
            else:
                yield Phrase("", share=Share(None, rest=True)), end
    for words in _ALL:
        if texts(tokens, at, len(words)) == words:
            yield Phrase("", share=Share(Fraction(1), Noun((), "them"))), at + len(words)
    for value, end in _parts(tokens, at):
        after = end + 1 if texts(tokens, end, 1) == ("of",) else end
        for rest, stop in shares(tokens, after):
            if rest.share is not None and rest.share.value is None and rest.share.rest:
                yield Phrase(rest.noun, share=Share(value, rest=True)), stop
        if after == end:
            if texts(tokens, end, 1) not in (("more",), ("less",), ("fewer",), ("as",)):
                yield Phrase("", share=Share(value)), end
            continue
        for noun, stop in SLOTS["np"](tokens, after):
            definite = (noun.lead or noun.owner) and noun.lead not in {"a", "an"}
            if definite and (noun.words or noun.lead in {"them", "it"}):
                yield Phrase(noun.name, share=Share(value, noun)), stop


def _parts(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, int]]:
    """``2/3``, ``20%``, ``half``, ``a third``."""
    yield from SLOTS["share"](tokens, at)
    words = texts(tokens, at, 2)
    if len(words) == 2 and words[0] == "a" and words[1] in _NTHS:
        yield Fraction(1, _NTHS[words[1]]), at + 2


_NTHS: Final = {
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}


_ALL: Final[Sequence[tuple[str, ...]]] = (
    ("all", "of", "them"), ("them", "all"), ("them",), ("all", "of", "it"), ("it", "all"),
)  # fmt: skip


_REST: Final[Sequence[tuple[str, ...]]] = (
    ("the", "rest"),
    ("the", "remaining"),
    ("the", "remainder"),
    ("what", "is", "left"),
    ("what", "was", "left"),
    ("the", "others"),
)
