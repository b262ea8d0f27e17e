"""Noun phrases that are joined, chosen from, or from which somebody is excepted."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from attrs import evolve

from kaelum_logic.english.determiners import AMONG, COUNTS
from kaelum_logic.english.lexicon import NUMBERS
from kaelum_logic.english.names import NameGrammar
from kaelum_logic.english.tree import NP, Be, JoinNP, Name, NotVP, Pronoun, Quantified, The

__all__ = ["Found", "ListGrammar"]

Found = Iterator[tuple[NP, int, str]]
"""Noun phrases, each with where it ends and its number: ``sg``, ``pl`` or ``any``."""

_PLAIN_COUNTS = frozenset({"exactly", "at least", "at most"})
_EXCEPT = ("except for", "except", "but", "apart from", "save for", "with the exception of")


class ListGrammar(NameGrammar):
    """Joined noun phrases; those that are not joined come from the subclass."""

    def simple_np(self, i: int) -> Found:
        """Noun phrases from ``i`` on that are not joined."""
        raise NotImplementedError

    def np(self, i: int) -> Found:
        """Noun phrases from ``i`` on, joined ones first."""
        self.step()
        word = self.word(i)
        yield from self._chosen_among(i)
        pairs = {"both": ("and", "and"), "either": ("or", "xor"), "neither": ("nor", "nor")}
        if word in pairs and self.word(i + 1) != "of":
            link, kind = pairs[word]
            for first, j, _ in self.simple_np(i + 1):
                yield from self._paired_np((first,), j, link, kind)
            if word != "both":
                return
        for first, j, number in self.simple_np(i):
            yield from self._excepting(first, j, number)
            yield from self._joined([first], j)
            yield first, j, number

    def _paired_np(self, parts: tuple[NP, ...], j: int, link: str, kind: str) -> Found:
        """What follows ``parts`` in "either a, b or c"."""
        if self.word(j) == "," and self.word(j + 1) != link and len(parts) < 8:
            for part, k, _ in self.simple_np(j + 1):
                yield from self._paired_np((*parts, part), k, link, kind)
        end = self.skip_comma(j)
        if self.word(end) == link or (kind == "nor" and self.word(end) == "or"):
            for last, k, number in self.simple_np(end + 1):
                yield JoinNP(kind, (*parts, last)), k, "pl" if kind == "and" else number

    def _excepting(self, np: NP, j: int, number: str) -> Found:
        """All or none but those named: "everyone except Tom", "no cat but Tom and Kit"."""
        for but, k in self.excepted(np, j):
            yield but, k, number

    def excepted(self, np: NP, i: int) -> Iterator[tuple[NP, int]]:
        """``np`` without those who are excepted at ``i``, by their names."""
        after = self.after_any(i, _EXCEPT)
        if after is None or not isinstance(np, Quantified) or np.det not in {"every", "no", "any"}:
            return
        for named, k, _ in self.np(after):
            parts = named.parts if isinstance(named, JoinNP) else (named,)
            names = tuple(part.text for part in parts if isinstance(part, Name))
            if len(names) == len(parts):
                yield evolve(np, but=names), k
            elif isinstance(named, Quantified) and named.det in {"a", "bare"}:
                nominal = evolve(np.nominal, extras=(*np.nominal.extras, NotVP(Be(named))))
                if not np.nominal.alternatives:
                    yield evolve(np, nominal=nominal), k

    def _chosen_among(self, i: int) -> Found:
        """Choices among those named: "exactly one of Alice and Bob", "none of A, B and C"."""
        for kind, after in itertools.chain(self.phrases(i, AMONG), self._so_many_of(i)):
            if self.word(after) in {"us", "them", "you"}:
                yield JoinNP(kind, (Pronoun("us"),)), after + 1, "any"
            for first, j, _ in self.simple_np(after):
                for joined, k, _ in self._joined([first], j):
                    if isinstance(joined, JoinNP) and not isinstance(first, Quantified):
                        yield JoinNP(kind, joined.parts), k, "any"

    def _so_many_of(self, i: int) -> Iterator[tuple[str, int]]:
        """How many of those named: "exactly two of", "two of"."""
        counts = [*self.phrases(i, COUNTS), ("exactly", i)]
        for det, after in counts:
            count = self._number(after)
            end = self.at(after + 1, "of")
            if count is not None and end is not None and det in _PLAIN_COUNTS:
                yield f"{det} {count}", end

    def _joined(self, parts: list[NP], j: int) -> Found:
        """``parts`` and what is joined to them from ``j`` on."""
        self.step()
        if self.word(j) == "," and len(parts) < 8:
            for part, k, _ in self.simple_np(j + 1):
                if _same_kind(parts[0], part):
                    yield from self._joined([*parts, part], k)
        yield from self._contrasted(parts, j)
        link = self.conjunction(j)
        if link is None or link[0] == "nor" or self.word(self.skip_comma(j)) in {"but", "yet"}:
            return
        kind, after = link
        for part, k, _ in self.simple_np(after):
            if _same_kind(parts[0], part):
                number = "pl" if kind == "and" and not isinstance(part, Quantified) else "any"
                whole = JoinNP(kind, (*parts, part))
                if kind == "and":
                    yield from self._contrasted([whole], k)
                yield whole, k, number

    def _contrasted(self, parts: list[NP], j: int) -> Found:
        """Those named, and others of whom the opposite is said: "Ann, not Bob,", "Ann but not Bob"."""
        start = self.skip_comma(j)
        after = self.after_any(start, ("but not", "and not", "not", "as well as"))
        if after is None or not isinstance(parts[0], Name | The | JoinNP):
            return
        if start == j and self.word(j) == "not":
            return  # "Ann not Bob" may be anything
        kind = "and" if self.word(start) == "as" else "but not"
        for part, k, _ in self.simple_np(after):
            if isinstance(part, Name | The):
                whole = parts[0] if len(parts) == 1 else JoinNP("and", tuple(parts))
                yield JoinNP(kind, (whole, part)), self.skip_comma(k) if start > j else k, "any"

    def _number(self, i: int) -> int | None:
        word = self.word(i)
        if word in NUMBERS:
            return NUMBERS[word]
        return int(word) if word.isdecimal() and word.isascii() and len(word) < 3 else None


def _same_kind(first: NP, other: NP) -> bool:
    """Whether two noun phrases may stand side by side in a list."""
    plain = (Name, The, Pronoun)
    match first, other:
        case Quantified(det), Quantified("mass") if det not in {"mass", "bare"}:
            return False  # "anyone old and pregnant", "every dog and cat"
    return isinstance(first, plain) == isinstance(other, plain)
