"""Statements of a scene: what stands before, the subject, the verb and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from kaelum_math.story.scene.clauses import (
    BE,
    Clause,
    Item,
    Subject,
    Tries,
    ends,
)
from kaelum_math.story.scene.complements import beside, complements, span
from kaelum_math.story.scene.moments import moments
from kaelum_math.story.scene.phrases import per
from kaelum_math.story.scene.subjects import subject, verb_at
from kaelum_math.story.scene.things import Tokens, texts
from kaelum_math.story.scene.verbs import AUXILIARIES

__all__ = ["leads", "statement"]


def statement(tokens: Tokens, at: int, tries: Tries) -> Iterator[tuple[Clause, int]]:
    """Every way to read a statement at ``at``."""
    for lead, start in leads(tokens, at):
        for who, end in (*_placed(tokens, start), (None, start)):
            tries.one()
            for verb, passive, words, after in verb_at(tokens, end):
                if verb.kind == "be":
                    yield from _being(tokens, after, who, lead, words, tries)
                said = tuple(Item("word", word) for word in words)
                for items, stop in complements(tokens, after, tries):
                    if ends(tokens, stop):
                        yield Clause(who, verb, (*lead, *said, *items), passive), stop


def _placed(tokens: Tokens, at: int) -> Iterator[tuple[Subject, int]]:
    """A subject, perhaps with a place behind it: "the tables in the hall"."""
    for who, end in subject(tokens, at):
        yield who, end
        if texts(tokens, end, 1) in (("in",), ("on",), ("at",)):
            for _, stop in beside(tokens, end):
                yield who, stop


def _being(
    tokens: Tokens,
    at: int,
    who: Subject | None,
    lead: tuple[Item, ...],
    words: tuple[str, ...],
    tries: Tries,
) -> Iterator[tuple[Clause, int]]:
    """``are red``, ``are girls``, ``are on loan``: what is said of some of them."""
    end = at
    while (
        end < len(tokens)
        and end - at < 5
        and tokens[end].kind == "word"
        and tokens[end].text not in _NO_PREDICATE
    ):
        end += 1
    said = tuple(Item("word", word) for word in words)
    for stop in range(end, at, -1):
        if ends(tokens, stop):
            tries.one()
            yield (
                evolve(
                    Clause(who, BE, (*lead, *said)),
                    predicate=" ".join(t.text for t in tokens[at:stop]),
                ),
                stop,
            )


_NO_PREDICATE: Final = (
    frozenset(
        "and or but as than more less fewer not no many much how what which who if old tall long wide"
        " each every all left altogether twice half total remaining it they them".split()
    )
    | AUXILIARIES
)


def leads(tokens: Tokens, at: int) -> Iterator[tuple[tuple[Item, ...], int]]:
    """``On Monday,``, ``Every day``, ``In 3 hours,``, ``Last week``, ``In a box``: before the subject."""
    yield (), at
    found: list[tuple[Item, int]] = [(Item("moment", m), end) for m, end in moments(tokens, at)]
    found += [(Item("span", s), end) for s, end in span(tokens, at)]
    found += [(Item("per", p), end) for p, end in per(tokens, at) if texts(tokens, at, 1) != ("a",)]
    found += list(beside(tokens, at))
    for words in (
        ("in", "total"),
        ("altogether",),
        ("together",),
        ("originally",),
        ("initially",),
        ("at", "first"),
        ("now",),
        ("after", "that"),
        ("then",),
        ("later",),
        ("in", "addition"),
        ("on", "average"),
        ("so", "far"),
    ):
        if texts(tokens, at, len(words)) == words:
            found.append((Item("word", " ".join(words)), at + len(words)))
    for item, end in found:
        stop = end + 1 if texts(tokens, end, 1) == (",",) else end
        yield (item,), stop
