"""Things that are told to be level: *exactly as tall as*, *the same age*, *equally fast*."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from kaelum_logic.finite.cast import Cast, Entity, Token
from kaelum_logic.finite.text import words

__all__ = ["with_ties"]

_LEVEL = frozenset(
    "age height size weight speed price length score time cost salary strength width".split()
)
_LIGHT = frozenset("is are was were both exactly just also of has have the".split())


def with_ties(cast: Cast, sentences: Sequence[str]) -> tuple[Cast, tuple[str, ...]]:
    """``cast`` in which things told to be level share a place, and the sentences that tell it.

    Only for one list of things along one scale; elsewhere places are no amounts.
    """
    if len(cast.categories) != 1 or len(cast.axes) != 1 or cast.circle:
        return cast, ()
    pairs: dict[str, tuple[Entity, Entity]] = {}
    for sentence in sentences:
        pair = _level(cast.tokens(words(sentence.rstrip(".! "))))
        if pair is not None:
            pairs[sentence] = pair
    if not pairs:
        return cast, ()
    heads = {entity: entity for entity in cast.categories[0].entities}
    for one, other in pairs.values():
        old, new = heads[other], heads[one]
        heads = {entity: new if head == old else head for entity, head in heads.items()}
    merged = tuple((entity, head) for entity, head in heads.items() if entity != head)
    if cast.places != len(heads):
        return cast, ()
    return evolve(cast, ties=merged, places=len(set(heads.values()))), tuple(pairs)


def _level(tokens: Sequence[Token]) -> tuple[Entity, Entity] | None:
    """The two things that ``tokens`` call level, if that is all they say."""
    named = [token for token in tokens if isinstance(token, Entity)]
    if len(named) != 2 or named[0] == named[1]:
        return None
    rest = [str(token) for token in tokens if not isinstance(token, Entity)]
    plain = [word for word in rest if word not in _LIGHT]
    match plain:
        case ["as", _, "as"] | ["and", "equally", _] | ["and", "tied"] | ["tied", "with"]:
            return named[0], named[1]
        case ["same", noun, "as"] | ["and", "same", noun] if noun in _LEVEL:
            return named[0], named[1]
    return None
