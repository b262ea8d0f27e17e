"""What fills the slots of a pattern: quantities, factors, noun phrases, lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_math.story.lexicon import CLASSES, CLOSED, FACTORS, base
from kaelum_math.story.pattern import Slot
from kaelum_math.text.tokens import Token
from kaelum_math.words.units import UNITS, Unit

__all__ = ["SLOTS", "Amount", "Factor", "Noun"]

Tokens = Sequence[Token]

PRONOUNS: Final = frozenset(
    "he she it they him her them i me we us you his hers theirs mine who which".split()
)
MOST_WORDS: Final = 4


@frozen
class Noun:
    """A noun phrase.

    Attributes:
        words: in lower case, the last one in its base form; empty for a pronoun.
        lead: its article, possessive or demonstrative, or the pronoun itself.
        owner: in "Ann's age", Ann.
        plural: whether it was written in the plural.
    """

    words: tuple[str, ...]
    lead: str = ""
    owner: Noun | None = None
    plural: bool = False

    @property
    def name(self) -> str:
        """The words, as one text."""
        return " ".join(self.words)

    @property
    def head(self) -> str:
        """The last word."""
        return self.words[-1] if self.words else ""


@frozen
class Amount:
    """A number, with its unit or the noun that it counts, if one was written."""

    value: Fraction
    unit: Unit | None = None
    noun: Noun | None = None

    def is_a(self, dimension: str) -> bool:
        """Whether the unit is of ``dimension``."""
        return self.unit is not None and self.unit.dimension == dimension

    @property
    def money(self) -> str:
        """The sign of the currency, or ""."""
        return self.unit.symbol[-1:] if self.unit and self.unit.dimension[:5] == "money" else ""

    @property
    def size(self) -> Fraction:
        """The value in the dimension's base unit."""
        return self.value * (self.unit.size if self.unit else 1)


@frozen
class Factor:
    """``twice``, ``3 times``, ``half``, ``25%``."""

    value: Fraction


# -- numbers -------------------------------------------------------------------


def _typed(tokens: Tokens, at: int) -> tuple[Fraction, int] | None:
    """A number, a typed fraction or a mixed number at ``at``."""
    if at >= len(tokens) or tokens[at].kind != "num":
        return None
    value, end = tokens[at].value, at + 1
    part = _over(tokens, at)
    if part is not None:
        return part, at + 3
    mixed = _over(tokens, end)
    if mixed is not None and value.denominator == 1 and mixed < 1:
        return value + mixed, end + 3
    return value, end


def _over(tokens: Tokens, at: int) -> Fraction | None:
    if at + 2 >= len(tokens) or tokens[at + 1].text != "/":
        return None
    top, _, bottom = tokens[at : at + 3]
    whole = top.kind == bottom.kind == "num" and not top.spelled and not bottom.spelled
    return top.value / bottom.value if whole and bottom.value else None


def _is_percent(tokens: Tokens, at: int) -> int:
    """Where a percent sign at ``at`` ends, or 0."""
    if at < len(tokens) and tokens[at].text in {"%", "percent"}:
        return at + 1
    return at + 2 if [t.text for t in tokens[at : at + 2]] == ["per", "cent"] else 0


def _number(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, int]]:
    """A number that is no percentage."""
    found = _typed(tokens, at)
    if found is not None and not _is_percent(tokens, found[1]):
        yield found


def _percent(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, int]]:
    """A percentage, as a part of one."""
    found = _typed(tokens, at)
    if found is not None and (end := _is_percent(tokens, found[1])):
        yield found[0] / 100, end


def _share(tokens: Tokens, at: int) -> Iterator[tuple[Fraction, int]]:
    """A part of a whole: ``1/3``, ``two thirds``, ``half``, ``20%``."""
    yield from _percent(tokens, at)
    for value, end in _number(tokens, at):
        if 0 < value < 1 and not any(t.decimal for t in tokens[at:end]):
            yield value, end


def _factor(tokens: Tokens, at: int) -> Iterator[tuple[Factor, int]]:
    """``twice``, ``3 times``, ``half``, ``a third``, ``25%``."""
    if at < len(tokens) and tokens[at].text in FACTORS and tokens[at].kind == "word":
        yield Factor(FACTORS[tokens[at].text]), at + 1
    for value, end in _number(tokens, at):
        if end < len(tokens) and tokens[end].text in {"times", "x"}:
            yield Factor(value), end + 1
    for value, end in _share(tokens, at):
        yield Factor(value), end


# -- quantities ----------------------------------------------------------------


def _unit(tokens: Tokens, at: int) -> tuple[Unit, int] | None:
    """The longest unit at ``at``."""
    return next(_units(tokens, at), None)


def _units(tokens: Tokens, at: int) -> Iterator[tuple[Unit, int]]:
    """Every unit at ``at``, the longest name first: ``miles per hour``, ``miles``."""
    if at < len(tokens) and tokens[at].text == "-":
        at += 1
    for length in (3, 2, 1):
        span = tokens[at : at + length]
        if len(span) < length:
            continue
        name = "".join(
            (" " if k and not span[k - 1].touches(t) else "") + t.text for k, t in enumerate(span)
        )
        unit = UNITS.get(name)
        if unit is not None:
            yield unit, at + length


def _measured(tokens: Tokens, at: int) -> Iterator[tuple[Amount, int]]:
    """A number with a unit: ``$5``, ``5 dollars``, ``3 km``, ``2 hours and 20 minutes``."""
    if at < len(tokens) and tokens[at].text in {"$", "£", "€", "₹", "¥"}:
        for value, end in _number(tokens, at + 1):
            yield Amount(value, UNITS[tokens[at].text]), end
        return
    if at < len(tokens) and tokens[at].text in {"a", "an"}:
        named = _unit(tokens, at + 1)
        if named is not None:
            yield Amount(Fraction(1), named[0]), named[1]
        return
    for value, end in _number(tokens, at):
        for unit, stop in _units(tokens, end):
            amount = Amount(value, unit)
            yield from _with_smaller(tokens, stop, amount)
            yield amount, stop


def _with_smaller(tokens: Tokens, at: int, amount: Amount) -> Iterator[tuple[Amount, int]]:
    """``amount`` and what follows in a smaller unit of the same kind: ``and 20 minutes``."""
    start = at + 1 if at < len(tokens) and tokens[at].text == "and" else at
    for value, end in _number(tokens, start):
        found = _unit(tokens, end)
        if found is None or amount.unit is None:
            continue
        unit, stop = found
        if unit.dimension == amount.unit.dimension and unit.size < amount.unit.size:
            yield Amount(amount.value + value * unit.size / amount.unit.size, amount.unit), stop


def _amount(tokens: Tokens, at: int) -> Iterator[tuple[Amount, int]]:
    """A number with a unit, with a noun, or bare."""
    yield from _measured(tokens, at)
    for value, end in _number(tokens, at):
        text = tokens[end].text if end < len(tokens) else ""
        if text == "of":
            if value >= 1:  # "6 of them"; a part is no amount
                yield Amount(value), end
            continue
        for start in (end, end + 1) if text == "more" else (end,):
            for noun, stop in _common(tokens, start):
                yield Amount(value, None, noun), stop
        yield Amount(value), end


def _money(tokens: Tokens, at: int) -> Iterator[tuple[Amount, int]]:
    for amount, end in _measured(tokens, at):
        if amount.money:
            yield amount, end


def _kind(dimension: str) -> Slot:
    def slot(tokens: Tokens, at: int) -> Iterator[tuple[Amount, int]]:
        for amount, end in _measured(tokens, at):
            if amount.is_a(dimension):
                yield amount, end

    return slot


def _duration(tokens: Tokens, at: int) -> Iterator[tuple[Amount, int]]:
    for amount, end in _measured(tokens, at):
        if amount.is_a("time") or amount.is_a("months"):
            yield amount, end


def _unit_name(tokens: Tokens, at: int) -> Iterator[tuple[Unit, int]]:
    found = _unit(tokens, at) if at < len(tokens) and tokens[at].text != "-" else None
    if found is not None:
        yield found


# -- noun phrases --------------------------------------------------------------


def _is_open(token: Token) -> bool:
    return token.kind == "word" and token.text not in CLOSED and len(token.text) > 0


def _common(tokens: Tokens, at: int) -> Iterator[tuple[Noun, int]]:
    """A noun without article, the longest first: ``red marbles``, ``cups of flour``."""
    end = at
    while end < len(tokens) and end - at < MOST_WORDS and _is_open(tokens[end]):
        end += 1
    for stop in range(end, at, -1):
        words = [t.text for t in tokens[at:stop]]
        head = base(words[-1])
        noun = Noun((*words[:-1], head), plural=head != words[-1])
        if stop + 1 < len(tokens) and tokens[stop].text == "of":
            for inner, last in _common(tokens, stop + 1):
                yield Noun((*words[:-1], head, "of", *inner.words), plural=noun.plural), last
        yield noun, stop


def _phrase(tokens: Tokens, at: int) -> Iterator[tuple[Noun, int]]:
    """A noun phrase: a pronoun, or an article and a noun, perhaps owned by another."""
    if at >= len(tokens):
        return
    text = tokens[at].text
    start = at
    lead = ""
    if text in CLASSES["det"] or text in CLASSES["possessive"] or text == "both":
        lead, start = text, at + 1
    for noun, end in _common(tokens, start):
        led = Noun(noun.words, lead, plural=noun.plural)
        if end + 1 < len(tokens) and tokens[end].text == "'s":
            for inner, stop in _common(tokens, end + 1):
                yield Noun(inner.words, "'s", led, inner.plural), stop
        yield led, end
    if tokens[at].raw == "A":  # a name, as in "A and B"
        yield Noun(("a",)), at + 1
    if text in PRONOUNS:
        yield Noun((), text), at + 1


def _bare(tokens: Tokens, at: int) -> Iterator[tuple[Noun, int]]:
    """A noun phrase whose article is of no interest."""
    for noun, end in _phrase(tokens, at):
        if noun.words and noun.owner is None:
            yield Noun(noun.words, "", None, noun.plural), end


def _phrases(tokens: Tokens, at: int) -> Iterator[tuple[tuple[Noun, ...], int]]:
    """Two or more noun phrases: ``A and B``, ``A, B and C``."""
    for first, end in _phrase(tokens, at):
        yield from _more_phrases(tokens, end, (first,))


def _more_phrases(
    tokens: Tokens, at: int, found: tuple[Noun, ...]
) -> Iterator[tuple[tuple[Noun, ...], int]]:
    if at >= len(tokens) or len(found) > 6:
        return
    start, last = at, False
    if tokens[start].text == ",":
        start += 1
    if start < len(tokens) and tokens[start].text in {"and", "or"}:
        start, last = start + 1, True
    if start == at:
        return
    for noun, end in _phrase(tokens, start):
        if last:
            yield (*found, noun), end
        else:
            yield from _more_phrases(tokens, end, (*found, noun))


def _parity(tokens: Tokens, at: int) -> Iterator[tuple[int, int]]:
    """``even`` or ``odd``: what is left when it is divided by 2."""
    if at < len(tokens) and tokens[at].text in {"even", "odd"}:
        yield int(tokens[at].text == "odd"), at + 1


def _place(tokens: Tokens, at: int) -> Iterator[tuple[None, int]]:
    """``on a farm``, ``in the class``, ``at the zoo``: where it is, without a number."""
    if at < len(tokens) and tokens[at].text in {"in", "on", "at"}:
        for noun, end in reversed(list(_phrase(tokens, at + 1))):
            if noun.words and noun.owner is None:
                yield None, end


SLOTS: Final[dict[str, Slot]] = {
    "n": _number,
    "pct": _percent,
    "share": _share,
    "times": _factor,
    "qty": _amount,
    "measured": _measured,
    "money": _money,
    "time": _duration,
    "length": _kind("length"),
    "speed": _kind("speed"),
    "volume": _kind("volume"),
    "unit": _unit_name,
    "np": _phrase,
    "noun": _bare,
    "thing": _common,
    "nps": _phrases,
    "place": _place,
    "parity": _parity,
}
"""Kind of slot -> what reads it."""
