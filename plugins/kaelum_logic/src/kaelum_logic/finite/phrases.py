"""Noun phrases of clues: which one place, or which places, they mention."""

from __future__ import annotations

from collections.abc import Iterator

from kaelum_logic.finite.cast import ARTICLES, LOGICAL, Cast, Mention, Token
from kaelum_logic.finite.positions import Positions
from kaelum_logic.finite.relations import Place
from kaelum_logic.finite.text import number, ordinal
from kaelum_logic.finite.vocabulary import AUXILIARY, DENYING, EXACT, PREPOSITIONS, RELATIVE

__all__ = ["Phrases", "Tokens", "splits"]

Tokens = tuple[Token, ...]


def splits(tokens: Tokens, *marks: tuple[str, ...]) -> Iterator[tuple[Tokens, Tokens]]:
    """``tokens`` split around each place where one of ``marks`` stands, longest mark first."""
    for at in range(1, len(tokens)):
        for mark in sorted(marks, key=len, reverse=True):
            if tokens[at : at + len(mark)] == mark:
                yield tokens[:at], tokens[at + len(mark) :]
                break


class Phrases:
    """Reads noun phrases about one cast."""

    def __init__(self, cast: Cast, positions: Positions) -> None:
        self.cast = cast
        self.positions = positions
        self._places: dict[Tokens, Place | None] = {}

    def place(self, tokens: Tokens) -> Place | None:
        """The one place that ``tokens`` mention, or None."""
        if tokens not in self._places:
            self._places[tokens] = self._place(tokens)
        return self._places[tokens]

    def _place(self, tokens: Tokens) -> Place | None:
        mention = self.cast.mentioned(tokens)
        if len(mention.found) == 1:
            return Place(mention.found[0]) if self._is_filler(mention) else None
        if mention.found or not mention.before or len(self.cast.axes) > 1:
            return None
        values = self.positions.values(tuple(mention.before), mention=True)
        if values is not None and len(values[1]) == 1:
            return Place(None, next(iter(values[1])))
        return None

    def _is_filler(self, mention: Mention) -> bool:
        """Whether the words around a mention are mere description of what is mentioned."""
        before, after = set(mention.before), set(mention.after)
        if mention.after[-1:] == ["'s"] or "," in before | after or (before | after) & DENYING:
            return False
        if any(word.isdecimal() or ordinal(word) for word in before | after):
            return False
        if mention.after == ["one"]:
            after = set()
        if (
            {"where"} & before
            and mention.after[:1] in (["is"], ["was"])
            and len(mention.after) == 2
        ):
            after = set()
        if any(number(word) is not None for word in after) or after & (EXACT | ARTICLES):
            return False
        if after & (AUXILIARY | RELATIVE) or after & LOGICAL:
            return False
        if len(self.cast.categories) == 1:
            own = mention.after[:1] == ["'s"] and len(mention.after) == 2
            outside = before if own else before | after
            return not (before & LOGICAL or outside & (PREPOSITIONS | {"'s"}))
        described = bool(before & (RELATIVE | {"'s"}))
        if before & AUXILIARY and not described:
            return False
        allowed = {"only", "different", "every", "all"} if described else set()
        return not (LOGICAL - allowed) & before

    def _owned(self, tokens: Tokens) -> Place | None:
        """The place that ``tokens`` mention, ``A's`` being A where there is but one kind of thing."""
        own = tokens[-1:] == ("'s",) and len(self.cast.categories) == 1
        return self.place(tokens[:-1] if own else tokens)

    def group(self, tokens: Tokens, joiner: str) -> list[Place] | None:
        """The places in ``A, B and C``; one place is a group too, and so is ``A's`` where only A can be meant."""
        if tokens[-1:] == ("'s",) and len(self.cast.categories) == 1:
            tokens = tokens[:-1]
        if len(tokens) > 3 and joiner not in tokens and "," not in tokens:
            single = self.place(tokens)
            return None if single is None else [single]
        single = self.place(tokens)
        if single is not None:
            return [single]
        for left, right in splits(tokens, (",", joiner), (joiner,), (",",)):
            first = self._owned(left)
            if first is not None:
                others = self.group(right, joiner)
                if others is not None:
                    return [first, *others]
        return None
