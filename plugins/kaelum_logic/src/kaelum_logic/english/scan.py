"""What every part of the grammar shares: the words at hand, and a bound on the search."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from kaelum_logic.english.lexicon import CONJUNCTIONS, FILLERS, Lexicon, VerbForm
from kaelum_logic.english.tokens import Token

__all__ = ["Effort", "PhraseTable", "Scanner", "TooManyStepsError", "phrase_table"]

PhraseTable = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""What phrases mean, by their first words: the words of each, and its meaning."""

_PHRASE_FILLERS = (
    "in addition",
    "at the same time",
    "in the same time",
    "of course",
    "in fact",
    "as a result",
)
_MOST_STEPS_OF_A_TEXT = 60_000
_MOST_STEPS = 20_000


@functools.cache
def _split(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


def phrase_table(meanings: Mapping[str, str]) -> PhraseTable:
    """``meanings`` of phrases, ready for :meth:`Scanner.phrases`."""
    table: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for phrase, meaning in meanings.items():
        first, *_ = words = _split(phrase)
        table[first] = (*table.get(first, ()), (words, meaning))
    return table


@functools.cache
def _listed(phrases: tuple[str, ...]) -> PhraseTable:
    return phrase_table({phrase: phrase for phrase in phrases})


class TooManyStepsError(Exception):
    """The search for a tree passed its bound; the sentence counts as not understood."""


class Effort:
    """How many more steps the search for trees may take, over all sentences of a text."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS_OF_A_TEXT

    def spend(self) -> None:
        """Count one step.

        Raises:
            TooManyStepsError: none is left.
        """
        self._left -= 1
        if self._left < 0:
            raise TooManyStepsError


class Scanner:
    """The tokens of one sentence, with looks ahead that mind its end.

    Args:
        tokens: the sentence.
        lexicon: what is known about its words.
        guess: whether unknown words may be verbs.
        effort: what the whole text may cost.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        *,
        guess: bool,
        effort: Effort | None = None,
    ) -> None:
        self.tokens = tokens
        self._words = tuple(token.lower for token in tokens)
        self.lexicon = lexicon
        self.guess = guess
        self._effort = effort or Effort()
        self._steps = 0

    def step(self) -> None:
        """Count one step of the search.

        Raises:
            TooManyStepsError: the bound of the sentence or of the text is passed.
        """
        self._effort.spend()
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise TooManyStepsError

    def word(self, i: int) -> str:
        """The word or sign at ``i`` in lower case, "" past the end."""
        return self._words[i] if 0 <= i < len(self._words) else ""

    def at(self, i: int, phrase: str) -> int | None:
        """The position after ``phrase`` if it stands at ``i``."""
        words = _split(phrase)
        end = i + len(words)
        return end if i >= 0 and self._words[i:end] == words else None

    def phrases(self, i: int, table: PhraseTable) -> Iterator[tuple[str, int]]:
        """The meaning of each phrase of ``table`` that stands at ``i``, and what follows it."""
        for words, meaning in table.get(self.word(i), ()):
            end = i + len(words)
            if self._words[i:end] == words:
                yield meaning, end

    def after_any(self, i: int, phrases: tuple[str, ...]) -> int | None:
        """The position after the first of ``phrases`` that stands at ``i``."""
        return next((end for _, end in self.phrases(i, _listed(phrases))), None)

    def is_open(self, i: int) -> bool:
        """Whether the word at ``i`` is of an open class."""
        return i < len(self.tokens) and not self.lexicon.is_closed(self.tokens[i])

    def skip(self, i: int, words: frozenset[str] | set[str]) -> int:
        """The first position from ``i`` on whose word is not among ``words``."""
        while self.word(i) in words:
            i += 1
        return i

    def skip_fillers(self, i: int) -> int:
        """The first position from ``i`` on that is not a filler ("also", ", too")."""
        while True:
            if self.word(i) in FILLERS and not (self.word(i) == "then" and i == 0):
                i += 1
            elif (self.word(i) == "," and self.word(i + 1) in FILLERS) or (
                self.at(i, "as well") is not None and self.word(i + 2) != "as"
            ):
                i += 2
            elif (j := self.after_any(self.skip_comma(i), _PHRASE_FILLERS)) is not None:
                i = self.skip_comma(j)
            elif self.word(i) == "today" and self._is_any_day(i):
                i += 1
            elif self.word(self.skip_comma(i)) == "either" and not self.word(i + 2):
                i = self.skip_comma(i) + 1
            else:
                return i

    def _is_any_day(self, i: int) -> bool:
        """Whether "today" at the end of a clause means no more than now."""
        ends = self.word(i + 1) in {"", ",", ".", "?", "!", ";", "then", "and", "or", "but"}
        other_days = self.lexicon.occurs("yesterday") or self.lexicon.occurs("tomorrow")
        return i > 0 and ends and not other_days

    def skip_comma(self, i: int) -> int:
        """``i``, or the position after a comma there."""
        return i + 1 if self.word(i) == "," else i

    def conjunction(self, i: int) -> tuple[str, int] | None:
        """The kind of a conjunction at ``i`` (after an optional comma), and what follows."""
        j = self.skip_comma(i)
        word = self.word(j)
        if word not in CONJUNCTIONS:
            return None
        kind = {"or": "or", "and/or": "or", "nor": "nor"}.get(word, "and")
        return kind, self.skip_fillers(j + 1)

    def verb(self, i: int) -> tuple[VerbForm, ...]:
        """The ways to see the word at ``i`` as a verb."""
        if not self.is_open(i) and self.word(i) not in {
            "like",
            "have",
            "has",
            "had",
            "do",
            "does",
            "did",
        }:
            return ()
        word = self.word(i)
        known = self.lexicon.verb(word)
        is_name = self.tokens[i].capital and not self.tokens[i].first
        return known if known or is_name or not self.guess else self.lexicon.guess_verb(word)
