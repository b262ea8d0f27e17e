"""Statements put together from what a text says, as candidates for what follows from it.

Each verb phrase of the text is said, and denied, of an individual or of each
class; the sentences are then read like any other. A clumsy one is therefore
never wrong: it is simply not among those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_logic.english.facts import walk
from kaelum_logic.english.lexicon import SORTS, Lexicon
from kaelum_logic.english.tokens import tokenize
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    Clause,
    Name,
    Nominal,
    Quantified,
    Said,
    The,
)

__all__ = [
    "classes_in",
    "individuals_in",
    "names_in",
    "tellings",
    "third_person",
    "with_article",
]

_MOST = 60


@frozen
class _Phrase:
    """What may be said of somebody, and its denial."""

    yes: str
    no: str


def names_in(clauses: Sequence[Clause]) -> list[str]:
    """The names of the individuals that ``clauses`` speak of, in order."""
    return list(dict.fromkeys(n.text for c in clauses for n in walk(c) if isinstance(n, Name)))


def individuals_in(clauses: Sequence[Clause]) -> list[str]:
    """The names, and the descriptions that stand for one individual: "the street"."""
    described = (
        " ".join(("the", *node.nominal.words))
        for clause in clauses
        for node in walk(clause)
        if isinstance(node, The) and node.nominal.words and not node.nominal.extras
    )
    return list(dict.fromkeys((*names_in(clauses), *described)))


def classes_in(clauses: Sequence[Clause], text: str) -> list[str]:
    """The plural nouns by which ``clauses`` speak of classes, as ``text`` writes them."""
    lexicon = Lexicon([tokenize(text)])
    plurals = {
        lexicon.noun(token.lower): token.lower
        for token in tokenize(text)
        if lexicon.is_plural(token.lower)
    }
    nouns = (
        node.nominal.words[0]
        for clause in clauses
        for node in walk(clause)
        if isinstance(node, Quantified) and len(node.nominal.words) == 1
    )
    return list(dict.fromkeys(plurals[noun] for noun in nouns if noun in plurals))


def tellings(clauses: Sequence[Clause], text: str, about: Sequence[str]) -> list[str]:
    """Statements about each of ``about``; about the classes of the text if that is empty."""
    lexicon = Lexicon([tokenize(text)])
    written = {lexicon.stem(token.lower): token.lower for token in tokenize(text)}
    phrases = list(dict.fromkeys(_phrases(clauses, text, written)))
    if about:
        sentences = [f"{name} {said}" for name in about for p in phrases for said in (p.yes, p.no)]
    else:
        classes = dict.fromkeys(noun for clause in clauses for noun in _classes(clause))
        pairs = [(noun, phrase) for noun in classes for phrase in phrases]
        sentences = [
            sentence
            for noun, phrase in pairs
            for sentence in (
                f"Every {noun} {phrase.yes}",
                f"No {noun} {phrase.yes}",
                f"Some {noun} {phrase.yes}",
                f"Some {noun} {phrase.no}",
            )
        ]
    return sentences[:_MOST] if len(sentences) <= _MOST else []


def _classes(clause: Clause) -> Iterator[str]:
    for node in walk(clause):
        if isinstance(node, Said) and isinstance(node.subject, Quantified):
            yield from _noun(node.subject.nominal)
        elif isinstance(node, Be) and isinstance(node.what, Quantified) and node.what.det != "mass":
            yield from _noun(node.what.nominal)


def _noun(nominal: Nominal) -> Iterator[str]:
    if nominal.words and not nominal.extras and not any("_" in word for word in nominal.words):
        sort = ["person" if nominal.human else "thing"] if _lost_sort(nominal) else []
        yield " ".join((*nominal.words, *sort))


def _lost_sort(nominal: Nominal) -> bool:
    """Whether the noun was one that says nothing ("rich person"), which is not kept."""
    return nominal.apart and nominal.human in set(SORTS.values()) and nominal.human is not None


def _phrases(clauses: Sequence[Clause], text: str, written: Mapping[str, str]) -> Iterator[_Phrase]:
    for clause in clauses:
        for noun in _classes(clause):
            yield _Phrase(f"is {with_article(noun)}", f"is not {with_article(noun)}")
        for node in walk(clause):
            if isinstance(node, Act | Be):
                yield from _said(node, text, written)


def _said(vp: VP, text: str, written: Mapping[str, str]) -> Iterator[_Phrase]:
    """``written``: how the text writes the words with these stems."""
    match vp:
        case Be(Quantified("mass", Nominal((word,), _, (), ()))):
            yield _Phrase(f"is {word}", f"is not {word}")
        case Act((str() as head, *others), None):
            shown = [written.get(p, p) if isinstance(p, str) else _shown(p) for p in others]
            if not all(shown):
                return
            rest = "".join(f" {word}" for word in shown)
            if re.search(
                rf"(?i)\b(?:is|are|be|was|were|'s|not)\s+(?:not\s+)?{re.escape(head)}\b", text
            ):
                yield _Phrase(f"is {head}{rest}", f"is not {head}{rest}")
            else:
                yield _Phrase(f"{third_person(head)}{rest}", f"does not {head}{rest}")
        case _:
            return


def _shown(part: NP) -> str:
    match part:
        case Name(name):
            return name
        case The(Nominal(words, _, (), ())):
            return " ".join(("the", *words))
        case Quantified("a", Nominal(words, _, (), ())) if words:
            return with_article(" ".join(words))
        case Quantified("mass", Nominal(words, _, (), ())):
            return " ".join(words)
        case Quantified("bare", Nominal(words, _, (), ())) if words:
            return " ".join((*words[:-1], words[-1] + "s"))
        case _:
            return ""


def with_article(noun: str) -> str:
    """``noun`` behind "a" or "an"."""
    vowel = re.match(r"(?!uni|use|eu|one\b)[aeiou]|hon(?:est|ou?r)|hour|heir", noun)
    return f"{'an' if vowel else 'a'} {noun}"


def third_person(base: str) -> str:
    """The third person singular of a verb."""
    if base == "have":
        return "has"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", base) else "s")
