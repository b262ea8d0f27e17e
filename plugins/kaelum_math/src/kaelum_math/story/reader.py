"""Reads a word problem: sentences, the topics whose grammar covers them, one story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import Final

from attrs import evolve

from kaelum_math import heads
from kaelum_math.errors import Ambiguous, MathError
from kaelum_math.story.actuality import must_be_actual
from kaelum_math.story.grammar import Sentence
from kaelum_math.story.selecting import must_select
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token, tokenize
from kaelum_math.words import form

__all__ = ["read", "sentences"]

MOST_TOKENS: Final = 220
FEWEST_WORDS: Final = 5
"""Different words that the shortest story has: "8 pens cost $4. How much do 6 cost?"."""

TOPICS: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        "comparisons": "old age ages older younger number numbers integer integers cost costs have has"
        " together altogether times twice half tall taller long longer wide wider sum consecutive"
        " perimeter fence fencing price",
        "rates": "how what",
        "changes": "how",
        "teamwork": "together both alone",
        "mixtures": "solution mixture mixed mix acid alcohol mixes percent pure blend",
        "motion": "mph km h miles mile meet hour hours m",
        "percents": "% percent percentage profit gain loss",
        "shares": "ratio parts % percent of share split divide",
        "goods": "how what change total",
        "scene": "how what find calculate",
    }.items()
}
"""Module of a topic -> words, one of which its stories have."""

ONE_NUMBER: Final = frozenset({"comparisons", "scene"})
"""The topics whose stories may have a single number; all others have two."""

_SUMMING: Final = frozenset({"scene", "goods", "changes", "rates"})
"""The topics that add up what is told."""

_CONTRACTIONS: Final = (
    (
        re.compile(r"\b(what|who|how|where|that|there|he|she|here)'?s\b(?!')", re.IGNORECASE),
        r"\1 is",
    ),
    (re.compile(r"\blet's\b", re.IGNORECASE), "let us"),
    (re.compile(r"\b(i)'?m\b", re.IGNORECASE), r"\1 am"),
    (re.compile(r"\b(he|she|it|i|they|we|you)'ll\b", re.IGNORECASE), r"\1 will"),
    (re.compile(r"\b(they|we|you|i)'ve\b", re.IGNORECASE), r"\1 have"),
    (re.compile(r"\b(they|we|you)'re\b", re.IGNORECASE), r"\1 are"),
    (re.compile(r"\b(does|do|did|is|are|was|were|has|have|had)n'?t\b", re.IGNORECASE), r"\1 not"),
    (re.compile(r"\bcan'?t\b|\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"\b(has|have|had|'ve)\s+got\b", re.IGNORECASE), "has"),
    (re.compile(r"(\w)'s\b"), r"\1 's "),
    (re.compile(r"(\ws)'(?=\s)"), r"\1 's"),
    (re.compile(r"\b(?:mr|mrs|ms|dr|st)\.", re.IGNORECASE), lambda m: m.group()[:-1]),
)
_WORD: Final = re.compile(r"[a-z]+|%", re.IGNORECASE)
_FORMULA: Final = re.compile(r"[*+=^]\s*-?[a-z](?![\w'])", re.IGNORECASE)
"""An unknown after an operator: the question is written in formulae."""


def read(text: str) -> Story | None:
    """The story in normalised ``text``, or None.

    Raises:
        MathError: a topic covers every clause, but refuses what they say together, or
            two topics read the text differently.
    """
    if len(set(_WORD.findall(text))) < FEWEST_WORDS or _FORMULA.search(text):
        return None
    plain, wanted = form.split(text)
    if wanted.style == "percent":  # it may be what is asked: "the profit in percent"
        plain, wanted = form.split(text, styles=False)
    words = {word.lower() for word in _WORD.findall(plain)}
    parts: list[Sentence] = []
    found: dict[str, Story] = {}
    fault: MathError | None = None
    for name, triggers in TOPICS.items():
        if words.isdisjoint(triggers):
            continue
        parts = parts or sentences(plain)
        if not parts:
            return None
        if name not in ONE_NUMBER and _count_of_numbers(parts) < 2:
            continue
        try:
            story = import_module(f"kaelum_math.story.{name}").read(parts)
            if story is not None and story.equations:
                must_be_actual(parts)
                if name in _SUMMING:
                    must_select(parts)
                story = evolve(story, form=wanted)
                found.setdefault(story.solve().answer, story)
        except MathError as error:
            fault = fault or error
    if len(found) > 1:
        raise Ambiguous(f"The question can be read in several ways: {', '.join(sorted(found))}.")
    if fault is not None and not found:
        raise fault
    return next(iter(found.values()), None)


def _count_of_numbers(parts: Sequence[Sentence]) -> int:
    return sum(token.kind == "num" for part in parts for token in part.tokens)


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text``; none if it is too long, or speaks of no number."""
    for pattern, plain in _CONTRACTIONS:
        text = pattern.sub(plain, text)
    tokens = _joined(tokenize(text))
    if len(tokens) > MOST_TOKENS or not any(token.kind == "num" for token in tokens):
        return []
    found: list[Sentence] = []
    start = 0
    for at, token in enumerate((*tokens, _END)):
        if token.text not in _ENDS:
            continue
        inner = heads.without_courtesy(tokens[start:at])
        if inner:
            found.append(Sentence(tuple(inner), token.text == "?"))
        start = at + 1
    return found


_ENDS: Final = frozenset(".?!;")
_END: Final = Token("op", ".", ".", 0, 0)


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with "2 dozen" as a number, the ``'s`` of possession as a word, "one" as 1."""
    joined: list[Token] = []
    for token in tokens:
        if token.text == "s" and joined and joined[-1].text == "'":
            joined[-1] = evolve(joined[-1], kind="word", text="'s", end=token.end)
            continue
        if token.kind == "num" and token.value.denominator == 1:
            token = evolve(token, text=str(token.value))  # noqa: PLW2901 - "one" is 1
        if token.text in {"dozen", "dozens"} and joined:
            before = joined[-1]
            if before.kind == "num":
                joined[-1] = evolve(before, value=before.value * 12, end=token.end)
                continue
            if before.text == "a":
                joined[-1] = evolve(
                    before, kind="num", text="12", value=Fraction(12), end=token.end
                )
                continue
        joined.append(token)
    return joined
