"""Names: how far they reach, and words that go on in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from kaelum_logic.english.scan import Scanner
from kaelum_logic.english.tree import Name

__all__ = ["NameGrammar"]

_LONGEST = 8
_NEVER_IN_NAMES = frozenset("alone together both too alike else either only".split())
_LINKS = frozenset("of the de la le von van der du del di & for and - \u2013 /".split())


class NameGrammar(Scanner):
    """Individuals by their names."""

    def named(self, i: int) -> Iterator[tuple[Name, int]]:
        """The names that begin at ``i``, the longest first."""
        ends = list(self._name_ends(i))
        for j in ends:
            yield Name(" ".join(token.text for token in self.tokens[i:j])), j
        if ends:
            yield from self._half_named(i, ends[0])

    def _half_named(self, i: int, j: int) -> Iterator[tuple[Name, int]]:
        """A name that goes on in lower case from ``j``: "Redken shampoo", "Vitamin C"."""
        known = not self.tokens[i].first or self.tokens[i].lower in self.lexicon.inner_capitals
        if not known and self.lexicon.is_plural(self.word(j)):
            return  # "Unescorted visitors leave": a capital at the beginning makes no name
        while self.is_open(j) and not self.tokens[j].capital and j - i < _LONGEST:
            if any(form.form in {"s", "past"} for form in self.lexicon.verb(self.word(j))):
                return
            if self.word(j).endswith("ly") or self.word(j) in _NEVER_IN_NAMES:
                return
            j += 1
            yield Name(" ".join(token.text for token in self.tokens[i:j])), j

    def _name_ends(self, i: int) -> Iterator[int]:
        if i >= len(self.tokens) or not self.tokens[i].capital or not self.tokens[i].is_word:
            return
        token = self.tokens[i]
        if self.lexicon.is_closed(token):
            return
        if token.first and self.lexicon.occurs_in_lower_case(token):
            return
        ends = [i + 1]
        j = i + 1
        while j < len(self.tokens):
            links = j
            while self.word(links) in _LINKS and self.word(links) != "and":
                links += 1
            if (
                links < len(self.tokens)
                and self.tokens[links].capital
                and self.tokens[links].is_word
            ):
                j = links + 1
                ends.append(j)
                continue
            if self._is_inner_and(i, j):
                j += 2
                ends.append(j)
                continue
            break
        yield from reversed(ends)

    def _is_inner_and(self, i: int, j: int) -> bool:
        """Whether the "and" at ``j`` stands inside a name that the text repeats."""
        if self.word(j) not in {"and", "or"} or j + 1 >= len(self.tokens):
            return False
        return any(
            tuple(token.text for token in self.tokens[k : j + 2]) in self.lexicon.names
            for k in range(i, j)
        )
