"""From a question in words to a row of concepts and quantities, nothing left over.

A family says in a :class:`Lexicon` which phrases carry its concepts ("radius", "how far
around") and which dates, times or lists it reads. :meth:`Lexicon.scan` takes the longest
phrase at each place, joins numbers with their units, drops words that carry no meaning of
their own (:data:`GLUE`), and refuses a text with any other word in it. What a row of
concepts *means* is then a regular expression over their names (:meth:`Row.match`), always
from end to end, so that a question is understood completely or not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.text.tokens import Token, tokenize
from kaelum_math.words.units import UNITS, Unit

__all__ = ["GLUE", "Lexicon", "Mention", "Reader", "Row", "counts_agree", "numbers"]

GLUE: Final = frozenset(
    """
    a an the of is are was were be been being am will would shall should can could may might must
    do does did has have had having there here this that these those it its it's i me my we us our
    you your one's he she they them their his her who which what what's whose when where
    find calculate compute determine evaluate work out give tell state say show answer
    solve please kindly just want know need help get figure now then so if let suppose assume given
    consider and to for in on at as with by from into using use like also i'd i'm let's
    hello hi hey thanks thank ok okay exactly precisely simply quickly together following
    question problem value result come comes equal equals make makes made go goes take takes
    according called
    """.split()
)
"""Words that no family needs. Never one that negates, compares, excludes or distributes
(not, than, except, each, per, only, more, least)."""

_STOPS: Final = frozenset(".,;:?!()[]{}\"'=")
"""Punctuation that is dropped unless the lexicon asks for it."""

_CURRENCY: Final = {"$": "$", "£": "£", "€": "€", "₹": "₹", "¥": "¥"}


@frozen
class Mention:
    """One concept or quantity in a question.

    Attributes:
        kind: the concept; ``N`` for a number, ``P`` for a percentage.
        value: what it is worth: a number, a unit, a date.
        text: as written.
        unit: of a number, if one was written.
        decimal: whether a number was typed as a decimal.
    """

    kind: str
    value: Any = None
    text: str = ""
    unit: Unit | None = None
    decimal: bool = False


Reader = Callable[[str, int], "tuple[Mention, int] | None"]
"""Reads a mention at a place of the lower-case text: the mention and where it ends, or None."""


class Row:
    """The mentions of one question, in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = tuple(mentions)
        self.kinds = "".join(f"{mention.kind} " for mention in mentions)
        self._at = [0]
        for mention in mentions:
            self._at.append(self._at[-1] + len(mention.kind) + 1)

    def match(self, pattern: str) -> dict[str, tuple[Mention, ...]] | None:
        """The mentions in each named group of ``pattern``, matched from end to end, or None.

        In ``pattern``, blanks between words are as in :attr:`kinds`: every kind is
        followed by one space, so ``(N )+`` is a run of numbers.
        """
        found = _compiled(pattern).fullmatch(self.kinds)
        if found is None:
            return None
        return self._groups(found)

    def take(self, pattern: str) -> tuple[dict[str, tuple[Mention, ...]], Row] | None:
        """The named groups of the first place where ``pattern`` matches, and the row without it.

        None if there is no such place. The pattern is as for :meth:`match`.
        """
        found = _compiled(rf"(?:(?<= )|^)(?:{pattern})").search(self.kinds)
        if found is None or found.start() == found.end():
            return None
        rest = (*self._slice(0, found.start()), *self._slice(found.end(), len(self.kinds)))
        return self._groups(found), Row(rest)

    def _groups(self, found: re.Match[str]) -> dict[str, tuple[Mention, ...]]:
        return {
            name: self._slice(*found.span(name)) if found.span(name)[0] >= 0 else ()
            for name in found.re.groupindex
        }

    def _slice(self, start: int, end: int) -> tuple[Mention, ...]:
        return self.mentions[self._at.index(start) : self._at.index(end)]

    def fits(self, spec: str) -> bool:
        """Whether the row has just the kinds that ``spec`` lists, in any order.

        ``"DATE N ASK+ FROM* ORD?"``: exactly one, one or more, any number, at most one.
        """
        return _fits(self.kinds, spec)

    def without(self, *kinds: str) -> Row:
        """The row with all mentions of ``kinds`` left out."""
        return Row([mention for mention in self.mentions if mention.kind not in kinds])

    def of(self, kind: str) -> tuple[Mention, ...]:
        """All mentions of ``kind``."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    def has(self, *kinds: str) -> bool:
        """Whether all of ``kinds`` are mentioned."""
        return all(self.of(kind) for kind in kinds)


_BOUNDS: Final = {"": (1, 1), "+": (1, 10_000), "*": (0, 10_000), "?": (0, 1), "2": (2, 2)}


def _fits(kinds: str, spec: str) -> bool:
    counts = Counter(kinds.split())
    for item in spec.split():
        name = item.rstrip("+*?2")
        low, high = _BOUNDS[item[len(name) :]]
        if not low <= counts.pop(name, 0) <= high:
            return False
    return not counts


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def counts_agree(row: Row) -> bool:
    """Whether every ``COUNT`` in ``row`` is how many numbers there are."""
    return all(mention.value == len(row.of("N")) for mention in row.of("COUNT"))


def numbers(mentions: Iterable[Mention]) -> tuple[Fraction, ...]:
    """The values of those of ``mentions`` that are numbers."""
    return tuple(mention.value for mention in mentions if mention.kind == "N")


class Lexicon:
    """The phrases of one family and the concepts they carry.

    Args:
        phrases: concept -> phrases, separated by ``|``; a phrase is lower-case words. The
            concept ``-`` is dropped. A phrase also matches with its last word in the plural.
        values: phrase -> value of the mention, for phrases whose concept needs one.
        readers: tried first at each place of the text.
        units: whether a unit after a number belongs to it.
        keep: signs that become mentions of their own.
        ordinals: whether "third" and "3rd" are mentions of kind ``ORD``.
        counted: nouns; a number right before one is a mention of kind ``COUNT``: in
            "these 5 numbers: 3, 1, 4, 1, 5" it is none of the list.
    """

    def __init__(
        self,
        phrases: Mapping[str, str],
        *,
        values: Mapping[str, Any] | None = None,
        readers: Sequence[Reader] = (),
        units: bool = True,
        keep: str = "",
        ordinals: bool = False,
        counted: str = "",
    ) -> None:
        self._values = dict(values or {})
        self._readers = tuple(readers)
        self._units = units
        self._keep = frozenset(keep)
        self._ordinals = ordinals
        self._counted = frozenset(counted.split())
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, alternatives in phrases.items():
            for phrase in alternatives.split("|"):
                words = tuple(phrase.split())
                for first in {words[0], *(_plurals(words[0]) if len(words) == 1 else ())}:
                    self._first.setdefault(first, []).append((words, concept))
        for entries in self._first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def mentions_any(self, text: str, concepts: Iterable[str]) -> bool:
        """Whether a phrase of one of ``concepts`` may occur: a quick test before a scan."""
        wanted = set(concepts)
        words = set(re.findall(r"[a-z0-9']+|\S", text.lower()))
        return any(
            concept in wanted and set(phrase[:-1]) <= words
            for word in words
            for phrase, concept in self._first.get(word, ())
        )

    def scan(self, text: str) -> Row:
        """The row of mentions of normalised ``text``.

        Raises:
            NotUnderstood: a word is neither a concept nor glue.
        """
        lower = text.lower()
        tokens = tokenize(text)
        mentions: list[Mention] = []
        at = 0
        while at < len(tokens):
            at = self._step(lower, tokens, at, mentions)
        return Row(mentions)

    def _step(self, lower: str, tokens: Sequence[Token], at: int, out: list[Mention]) -> int:
        """Read one mention at token ``at`` onto ``out``; the next token's place."""
        phrase = self._phrase(tokens, at)
        if phrase is None or phrase[1] < 3:
            for reader in self._readers:
                found = reader(lower, tokens[at].start)
                if found is not None:
                    out.append(found[0])
                    return _after(tokens, at, found[1])
        if phrase is not None:
            mention, length = phrase
            if mention.kind != "-":
                out.append(mention)
            return at + length
        number = _number(tokens, at, bare=not out or out[-1].kind != "N" or _gap(tokens, at))
        if number is not None:
            mention, end = number
            if end < len(tokens) and tokens[end].text in self._counted:
                out.append(evolve(mention, kind="COUNT"))
                return end + 1
            if self._units and mention.kind == "N" and mention.unit is None:
                mention, end = _with_unit(mention, tokens, end)
            out.append(mention)
            return end
        token = tokens[at]
        if token.text in self._keep:
            out.append(Mention(token.text, text=token.raw))
        elif self._ordinals and (order := _ordinal(token.text)) is not None:
            out.append(Mention("ORD", order, token.raw))
        elif token.text == "of" and _is_share(tokens, at, out):
            raise NotUnderstood(f"It is unclear what {out[-1].text} is a part of.")
        elif not (token.text in GLUE or token.text in _STOPS or _is_dash(tokens, at)):
            raise NotUnderstood(f"I do not understand {token.raw!r} here.")
        return at + 1

    def _phrase(self, tokens: Sequence[Token], at: int) -> tuple[Mention, int] | None:
        """The longest phrase at ``at``; one that is there letter by letter before a plural."""
        best: tuple[tuple[str, ...], str] | None = None
        for words, concept in self._first.get(tokens[at].text, ()):
            if best is not None and len(words) < len(best[0]):
                break
            texts = tuple(token.text for token in tokens[at : at + len(words)])
            if texts == words:
                best = (words, concept)
                break
            if texts[:-1] == words[:-1] and texts[-1:] and texts[-1] in _plurals(words[-1]):
                best = best or (words, concept)
        if best is None:
            return None
        phrase = " ".join(best[0])
        return Mention(best[1], self._values.get(phrase), phrase), len(best[0])


def _is_share(tokens: Sequence[Token], at: int, out: Sequence[Mention]) -> bool:
    """Whether the "of" at ``at`` stands between two numbers, as in ``half of 4``."""
    following = at + 1 < len(tokens) and tokens[at + 1].kind == "num"
    return following and tokens[at - 1].kind == "num" and bool(out) and out[-1].kind == "N"


def _ordinal(text: str) -> int | None:
    from kaelum_math.text.numerals import ordinal

    return ordinal(text)


def _plurals(word: str) -> tuple[str, str]:
    """The plural of ``word``, and what those write who only know the ``s``."""
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es", word + "s"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies", word + "s"
    return word + "s", word + "s"


def _after(tokens: Sequence[Token], at: int, end: int) -> int:
    """The first token from ``at`` on that starts at or after text place ``end``."""
    while at < len(tokens) and tokens[at].start < end:
        at += 1
    return at


def _gap(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign at ``at`` stands apart from what is before and touches what follows."""
    before = tokens[at - 1] if at else None
    if before is None or before.text in "([{,'\"":
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and tokens[at].touches(after) and not before.touches(tokens[at])


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sign at ``at`` is a dash between clauses: it stands apart, before a word."""
    if tokens[at].text != "-" or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    apart = not tokens[at].touches(after) and (at == 0 or not tokens[at - 1].touches(tokens[at]))
    return apart and after.kind == "word"


def _number(tokens: Sequence[Token], at: int, *, bare: bool) -> tuple[Mention, int] | None:
    """A number at ``at`` with sign, currency, fraction and percent; and the next place."""
    start, sign, unit = at, 1, None
    if tokens[at].text == "-" and bare and at + 1 < len(tokens):
        sign, at = -1, at + 1
    if tokens[at].text in _CURRENCY and at + 1 < len(tokens):
        unit, at = UNITS[_CURRENCY[tokens[at].text]], at + 1
    token = tokens[at]
    if token.kind != "num":
        return None
    value, decimal, at = token.value, token.decimal, at + 1
    fraction = _fraction(tokens, at - 1)
    if fraction is not None:
        value, at = fraction, at + 2
    else:
        mixed = _fraction(tokens, at)
        if mixed is not None and not decimal and value.denominator == 1 and mixed < 1:
            value, at = value + mixed, at + 3
    text = " ".join(t.raw for t in tokens[start:at])
    mention = Mention("N", sign * value, text, unit, decimal)
    if at < len(tokens) and tokens[at].text in {"%", "percent"}:
        return evolve(mention, kind="P", value=mention.value), at + 1
    if [t.text for t in tokens[at : at + 2]] == ["per", "cent"]:
        return evolve(mention, kind="P"), at + 2
    return mention, at


def _fraction(tokens: Sequence[Token], at: int) -> Fraction | None:
    """The value of ``p/q`` typed at ``at`` without spaces."""
    if at + 2 >= len(tokens):
        return None
    top, bar, bottom = tokens[at : at + 3]
    whole = top.kind == bottom.kind == "num" and not (top.decimal or bottom.decimal)
    if not whole or bar.text != "/" or not (top.touches(bar) and bar.touches(bottom)):
        return None
    return top.value / bottom.value if bottom.value else None


def _with_unit(mention: Mention, tokens: Sequence[Token], at: int) -> tuple[Mention, int]:
    """``mention`` with the longest unit that starts at ``at``, if there is one."""
    if at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].touches(tokens[at + 1]):
        found = _with_unit(mention, tokens, at + 1)
        return found if found[0].unit is not None else (mention, at)
    for length in (4, 3, 2, 1):
        span = tokens[at : at + length]
        if len(span) < length:
            continue
        name = "".join(
            (" " if k and not span[k - 1].touches(t) else "") + t.text for k, t in enumerate(span)
        )
        unit = UNITS.get(name) or UNITS.get(name.removesuffix("."))
        if unit is not None:
            return evolve(mention, unit=unit), at + length
    return mention, at
