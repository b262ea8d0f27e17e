"""What follows a verb or an adjective: objects that may be arguments, and plain words."""

from __future__ import annotations

from collections.abc import Iterator

from kaelum_logic.english.lexicon import ADVERBS, POSSESSIVES, PREPOSITIONS, RELATIVES
from kaelum_logic.english.phrases import PhraseGrammar
from kaelum_logic.english.tree import NP, Act, JoinNP, Nominal, Pronoun, Quantified

__all__ = ["ActGrammar"]

_TAIL_WORDS = frozenset({"to", "not", "there", "each", "other", "being", "be"}) | POSSESSIVES
_CLAUSE_WORDS = frozenset({"that", "how", "whether", "what"})
_OPENS_CLAUSE = frozenset({("only", "if"), ("only", "when"), ("once", "knowing")})
_MOST_PARTS = 24


class ActGrammar(PhraseGrammar):
    """Verbs and adjectives with what belongs to them."""

    def act(self, i: int, parts: tuple[str | NP, ...], tense: str) -> Iterator[tuple[Act, int]]:
        """A verb or adjective, ``parts`` so far, and what belongs to it from ``i`` on.

        The longest phrases come first.
        """
        self.step()
        if len(parts) > _MOST_PARTS:
            return
        word = self.word(i)
        if word in {"too", "also", "however"}:
            yield from self.act(i + 1, parts, tense)
            return
        if word in _CLAUSE_WORDS and parts:
            yield from self._reported(i, parts, tense)
        if word == "it" and parts == ("do",):
            yield from self.act(i + 1, ("do", "it"), tense)
            return
        for np, j in self._object(i, parts):
            yield from self._again_behind(np, j, parts, tense)
            yield from self.act(j, (*parts, np), tense)
        if self._goes_on(i, parts):
            stem = self.lexicon.stem(word)
            yield from self.act(i + 1, (*parts, stem), tense)
        elif parts and word in {"and", "or"} and self.is_open(i + 1) and self.is_open(i - 1):
            yield Act(parts, tense=tense), i
            yield from self._opaque_list(i, parts, tense)
            return
        if parts:
            yield Act(parts, tense=tense), i

    def _again_behind(
        self, np: NP, i: int, parts: tuple[str | NP, ...], tense: str
    ) -> Iterator[tuple[Act, int]]:
        """One more object behind the same preposition: "(votes for) Cy or for Di"."""
        link = self.conjunction(i)
        if link is None or link[0] != "or" or parts[-1] not in PREPOSITIONS or len(parts) == 1:
            return
        if self.word(link[1]) == parts[-1]:
            for other, j in self._object(link[1] + 1, parts):
                if _refers(np) and _refers(other):
                    yield from self.act(j, (*parts, JoinNP("or", (np, other))), tense)

    def _goes_on(self, i: int, parts: tuple[str | NP, ...]) -> bool:
        """Whether the word at ``i`` may be one more word of a phrase that has ``parts``."""
        word = self.word(i)
        if word == "her" and not self._owns(i):
            return False
        if (word, self.word(i + 1)) in _OPENS_CLAUSE:
            return False
        if word in PREPOSITIONS or word in _TAIL_WORDS or word in ADVERBS:
            return True
        if parts and not isinstance(parts[-1], str):
            finite = {"s", "past", "base"}
            if any(form.form in finite for form in self.lexicon.verb(word)):
                return False
        return self.is_open(i)

    def _owns(self, i: int) -> bool:
        """Whether the word at ``i`` is a possessive: "her" alone is none, "her dog" has one."""
        return self.word(i) in POSSESSIVES and (self.word(i) != "her" or self.is_open(i + 1))

    def _reported(
        self, i: int, parts: tuple[str | NP, ...], tense: str
    ) -> Iterator[tuple[Act, int]]:
        """A clause as an object, kept as words: "unaware that caffeine is a drug"."""
        j = i
        words: list[str] = []
        while j < len(self.tokens) and self.word(j) not in {",", "and", "or", "if", ";", "then"}:
            if self.word(j) not in {"a", "an"}:
                words.append(self.lexicon.stem(self.word(j)))
            j += 1
        if len(words) > 2:
            yield Act((*parts, *words), tense=tense), j

    def _opaque_list(
        self, i: int, parts: tuple[str | NP, ...], tense: str
    ) -> Iterator[tuple[Act, int]]:
        """Words joined inside one predicate: "scrambled eggs and pasta" as an object."""
        yield from self.act(i + 1, (*parts, self.word(i)), tense)

    def _object(self, i: int, parts: tuple[str | NP, ...]) -> Iterator[tuple[NP, int]]:
        """Noun phrases that may be arguments where an object is expected."""
        if not parts or (isinstance(parts[-1], str) is False and self.is_open(i)):
            return
        if self.is_open(i) and not (self.tokens[i].capital and not self.tokens[i].first):
            yield from self._bare_object(i)
            return
        pointed = self.word(i) == "that" and parts[-1] in PREPOSITIONS and self.is_open(i + 1)
        if self._owns(i) or (self.word(i) in RELATIVES | PREPOSITIONS and not pointed):
            return
        for np, j, _ in self.np(i):
            if isinstance(np, JoinNP) and not all(_refers(part) for part in np.parts):
                continue
            if self.is_open(j) and not self._may_follow_object(j, np):
                continue
            yield np, j

    def _may_follow_object(self, i: int, np: NP) -> bool:
        """Whether an open word right after an object may be outside of it."""
        word = self.word(i)
        adverb = word in ADVERBS or word.endswith("ly")
        return adverb or isinstance(np, Pronoun) or bool(self.verb(i))

    def _bare_object(self, i: int) -> Iterator[tuple[NP, int]]:
        """A noun without determiner that has a relative clause, or stands in a short list."""
        for nominal, j, number in self.nominal(i):
            if nominal.extras and self.word(i + len(nominal.words)) in RELATIVES:
                yield Quantified("bare", nominal), j
            elif (
                j == i + 1
                and (number == "pl" or self._is_mere_noun(i))
                and self.word(j) in {"and", "or", ","}
                and self.is_open(j + 1)
            ):
                yield from self._bare_list(i)

    def _bare_list(self, i: int) -> Iterator[tuple[NP, int]]:
        parts: list[NP] = []
        j = i
        while self.is_open(j) and (self.lexicon.is_plural(self.word(j)) or self._is_mere_noun(j)):
            parts.append(self._listed_noun(j))
            after = self.skip_comma(j + 1)
            link = self.word(after)
            if link in {"and", "or"} and self.is_open(after + 1):
                parts.append(self._listed_noun(after + 1))
                plural = all(self.lexicon.is_plural(self.word(k)) for k in (j, after + 1))
                if not self.is_open(after + 2) and (plural or self._is_mere_noun(after + 1)):
                    yield JoinNP(link, tuple(parts)), after + 2
                return
            if after == j + 1:
                return
            j = after

    def _listed_noun(self, i: int) -> NP:
        word = self.word(i)
        det = "bare" if self.lexicon.is_plural(word) else "mass"
        return Quantified(det, Nominal((self.lexicon.noun(word),)))

    def _is_mere_noun(self, i: int) -> bool:
        """Whether the word at ``i`` is a noun rather than a verb that goes on: "tea", "sunlight"."""
        return (
            self.is_open(i) and not self.lexicon.verb(self.word(i)) and not self.tokens[i].capital
        )


def _refers(np: NP) -> bool:
    return not (isinstance(np, Quantified) and np.det in {"bare", "mass"})
