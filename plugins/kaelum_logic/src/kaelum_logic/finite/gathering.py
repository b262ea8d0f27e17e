"""Names of things gathered from the clues themselves, where no list introduces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kaelum_logic.finite.cast import LOGICAL
from kaelum_logic.finite.lists import STARTERS
from kaelum_logic.finite.scales import direction_phrase, superlative
from kaelum_logic.finite.text import words
from kaelum_logic.finite.vocabulary import NEAR

__all__ = ["gathered_names"]

_CAPITAL = re.compile(r"(?<![\w'])[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*")


def gathered_names(sentences: Sequence[str]) -> tuple[str, ...]:
    """Names of the things that the clues of ``sentences`` are about, in order of appearance."""
    names: dict[str, None] = {}
    for sentence in sentences:
        if sentence.rstrip().endswith("?"):
            continue
        for match in _CAPITAL.finditer(sentence):
            name = match.group()
            first, _, others = name.partition(" ")
            lettered = name == "A" and re.search(r"\b[B-Z]\b", sentence)
            if first.lower() in STARTERS | _COMMON and not lettered:
                name = others
            if name and (lettered or name.lower() not in _COMMON):
                names.setdefault(name)
    known = {part.lower() for name in names for part in name.split()}
    for sentence in sentences:
        if not sentence.rstrip().endswith("?"):
            for name in _things(words(sentence), known):
                if not any(part in known for part in name.split()):
                    names.setdefault(name)
    return tuple(names)


_COMMON = frozenset(
    "who which what when where how is are was were does did do if then therefore so since because "
    "true false answer not only just immediately directly exactly finally first last assume determine "
    "i you he she we they it that this these those here name list find give tell nobody everyone "
    "noone not next between to right left behind before after yesterday today tomorrow meanwhile later "
    "earlier once afterwards unfortunately luckily surprisingly similarly likewise".split()
)


def _things(found: Sequence[str], known: AbstractSet[str]) -> list[str]:
    """The noun phrases with *the* on both sides of a relation; one beside a name is no thing itself."""
    names: list[str] = []
    if found[:1] and found[0] in _FRAMING and "," in found:
        found = found[found.index(",") + 1 :]
    for clause in _clauses(found):
        placed = bool(_PLACES & set(clause)) + any(
            superlative(clause, at) is not None for at in range(len(clause))
        )
        names += [" ".join(_phrase(clause[1:]))] * placed if clause[:1] == ("the",) else []
    for at in range(1, len(found)):
        end = _relation_end(tuple(found), at)
        if end is None:
            continue
        for side in (found[:at], found[end:]):
            start = next((n for n, word in enumerate(side) if word in _BEFORE_THINGS), None)
            named = known & set(side if side == found[:at] else side[: start or 0])
            if start is not None and not named:
                names.append(" ".join(_phrase(side[start + 1 :])))
            elif side != found[:at] and len(side) == 1:
                names.append(" ".join(_phrase(side)))
    return [name for name in names if name]


def _clauses(found: Sequence[str]) -> list[tuple[str, ...]]:
    """The clauses of a sentence: each starts after a comma or *and*, with an article."""
    clauses: list[list[str]] = [[]]
    for at, word in enumerate(found):
        if word in (",", "and", "but", "while") and found[at + 1 : at + 2] == ("the",):
            clauses.append([])
        elif word != ",":
            clauses[-1].append(word)
    return [tuple(clause) for clause in clauses]


def _relation_end(found: tuple[str, ...], at: int) -> int | None:
    """Where a relation between two things that is named from ``at`` on ends."""
    named = direction_phrase(found, at)
    if named is not None:
        return named[1]
    near = (len(phrase) for phrase in NEAR if found[at : at + len(phrase)] == phrase)
    return next((at + size for size in near), None)


def _phrase(found: Sequence[str]) -> list[str]:
    """The noun phrase at the start of ``found``, of at most three words."""
    phrase: list[str] = []
    for word in found:
        if word in LOGICAL or word in _VERBS or not word.isalpha() or superlative((word,), 0):
            break
        phrase.append(word)
    if phrase[1:] and phrase[-1] == "one":
        phrase = phrase[:-1]  # "the red one"
    return phrase if len(phrase) <= 3 and not set(phrase) & _NO_THINGS else []


_PLACES = frozenset({"top", "bottom", "first", "last", "middle", "left", "right"})
_FRAMING = frozenset({"in", "on", "at", "of", "among", "during"})
_BEFORE_THINGS = frozenset({"the", "a", "an", "my", "our"})
_NO_THINGS = frozenset(
    "immediate floor day house seat place position row line race end table shelf bench queue one "
    "person other others hour lane spot room rest group".split()
)


_VERBS = frozenset(
    "is are was were be sits sit sat stands stood finished came arrived has have costs cost weighs "
    "comes takes works plays stands arrives performs sings speaks starts leaves goes runs "
    "lives does did can will would must ran runs ranks ranked in on at of the who that".split()
)
