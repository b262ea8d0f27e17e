"""Clauses that speak of nobody: letters for propositions, the weather, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from kaelum_logic.english.lexicon import AMBIENT, DO, FINITE_BE, HAVE, MODALS, PAST_BE, WEATHER
from kaelum_logic.english.predicates import PredicateGrammar
from kaelum_logic.english.tree import (
    VP,
    BothOf,
    Clause,
    Fact,
    If,
    Iff,
    Join,
    JoinVP,
    Negated,
    NotVP,
    Said,
)

__all__ = ["ImpersonalGrammar"]

Found = Iterator[tuple[Clause, int]]

_SUFFICIENT = ("is sufficient for", "is a sufficient condition for", "suffices for", "is enough for",
               "implies", "means", "entails", "guarantees")  # fmt: skip
_NECESSARY = ("is necessary for", "is a necessary condition for", "is required for",
              "is a prerequisite for", "is needed for")  # fmt: skip
_BOTH_WAYS = ("is necessary and sufficient for", "is equivalent to", "is the same as")


class ImpersonalGrammar(PredicateGrammar):
    """Clauses without a subject of their own."""

    def weather(self, i: int) -> Found:
        """What is so of the weather or the day: "it rains", "it is not Monday"."""
        if self.word(i) not in {"it", "today"}:
            return
        word, j = self.word(i + 1), i + 2
        denied = False
        tense = "past" if word in PAST_BE or word == "had" else "present"
        if any(form.form == "past" for form in self.lexicon.verb(word)) and tense == "present":
            tense = "done"
        if word in FINITE_BE | DO | MODALS | HAVE:
            denied = self.word(j) == "not"
            j += denied
            j = self.at(j, "been") or self.at(j, "be") or j
            word, j = self.word(j), j + 1
        if word in {"a", "the"}:
            word, j = self.word(j), j + 1
        name = self.ambient(word)
        if name is not None:
            fact: Clause = Fact((name,), tense)
            yield (Negated(fact) if denied else fact), self.after_weather(j)

    def ambient(self, word: str) -> str | None:
        """What "it rains", "it is raining" or "it is Monday" says, by ``word``."""
        bases = [form.base for form in self.lexicon.verb(word) if form.base in WEATHER]
        return bases[0] if bases else word if word in AMBIENT else None

    def after_weather(self, j: int) -> int:
        """The position behind words that add nothing to the weather: "outside", "today"."""
        return self.skip(j, {"outside", "heavily", "hard", "today", "now"})

    def conditions(self, i: int) -> Found:
        """Conditions: "Being a cat is sufficient for being an animal"."""
        for left, j in self._being(i):
            for phrases, build in (
                (_BOTH_WAYS, "both"),
                (_SUFFICIENT, "sufficient"),
                (_NECESSARY, "necessary"),
            ):
                after = self.after_any(self.skip_fillers(j), phrases)
                if after is None:
                    continue
                for right, k in self._being(after):
                    if build == "both":
                        yield Join("and", (BothOf(left, right), BothOf(right, left))), k
                    elif build == "sufficient":
                        yield BothOf(left, right), k
                    else:
                        yield BothOf(right, left), k

    def states(self, i: int) -> Found:
        """States of affairs that imply each other: "Ann being tall is equivalent to ..."."""
        for left, j in self._state(i):
            for phrases, build in (
                (_BOTH_WAYS, Iff),
                (_SUFFICIENT, If),
                (_NECESSARY, _if_converse),
            ):
                after = self.after_any(self.skip_fillers(j), phrases)
                if after is not None:
                    for right, k in self._state(after):
                        yield build(left, right), k

    def _state(self, i: int) -> Found:
        for subject, j, _ in self.np(i):
            if self.word(j) == "being":
                for vp, k in self.complement(j + 1, "any"):
                    yield Said(subject, vp), k

    def _being(self, i: int) -> Iterator[tuple[VP, int]]:
        """What is a condition: "being a cat", "not having fur", "swimming"; joined ones too."""
        for first, j in self._one_being(i):
            link = self.conjunction(j)
            if link is not None and link[0] in {"and", "or"}:
                for more, k in self._being(link[1]):
                    yield JoinVP(link[0], (first, more)), k
            yield first, j

    def _one_being(self, i: int) -> Iterator[tuple[VP, int]]:
        denied = self.word(i) == "not"
        start = i + 1 if denied else i
        if self.word(start) == "being":
            found = self.complement(start + 1, "any")
        elif (base := self.at(start, "to")) is not None:
            found = self.vp(base, "base")
        elif self.word(start).endswith("ing"):
            found = self.participle(start)
        else:
            return
        for vp, j in found:
            yield (NotVP(vp) if denied else vp), j

    def letter(self, i: int) -> Found:
        """A proposition by its letter: "p", "not q", "p is true"."""
        denied = self.word(i) == "not"
        j = i + 1 if denied else i
        word = self.word(j)
        if len(word) != 1 or not word.isalpha() or word == "i":
            return  # I am a person
        fact: Clause = Negated(Fact((word,))) if denied else Fact((word,))
        for phrase, value in (("is true", True), ("is false", False), ("holds", True)):
            if (k := self.at(j + 1, phrase)) is not None:
                yield (fact if value else Negated(fact)), k
        if (k := self.after_any(j + 1, ("implies", "entails"))) is not None:
            for other, end in self.letter(k):
                yield If(fact, other), end
        yield fact, j + 1


def _if_converse(left: Clause, right: Clause) -> Clause:
    return If(right, left)
