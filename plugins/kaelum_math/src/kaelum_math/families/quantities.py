"""Arithmetic of quantities: sums and differences, multiples and shares, ratios.

::

    3 m + 40 cm                      3.4 m
    2 hours 30 minutes - 45 minutes  1 h 45 min
    half of $12 plus 50 cents        $6.50
    how many times 12 cm is 3 m      25
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import Undefined
from kaelum_math.expr.nodes import decimal_text, number, number_text
from kaelum_math.task import Value
from kaelum_math.text import units
from kaelum_math.text.tokens import Token, tokenize
from kaelum_math.words.task import TwoWays
from kaelum_math.words.units import UNITS, Unit

__all__ = ["Measured", "Share", "read"]

Term: TypeAlias = tuple[Fraction, Unit]
Amount: TypeAlias = "tuple[Term, ...] | Fraction"
"""A quantity, as the sum of its terms, or a plain number."""

_CENTS: Final = 100
MAX_TOKENS: Final = 60


@frozen
class Measured(TwoWays):
    """A sum of quantities of one dimension, written in ``target`` units, large ones first.

    ``bare`` if the question names the unit, as in "in cm": then the number is the answer.
    """

    terms: tuple[Term, ...]
    target: tuple[Unit, ...]
    bare: bool = False

    method = "every term in the smallest unit, added from the last to the first"

    def describe(self) -> str:
        return f"{_shown(self.terms)} in {' and '.join(unit.symbol for unit in self.target)}"

    def first(self) -> Fraction:
        return sum((value * unit.size for value, unit in self.terms), Fraction(0))

    def second(self) -> Fraction:
        least = min((unit for _, unit in self.terms), key=lambda unit: unit.size)
        total = Fraction(0)
        for value, unit in reversed(self.terms):
            total += value * (unit.size / least.size)
        return total * least.size

    def write(self, result: Fraction) -> str:
        if self.bare:
            value = result / self.target[0].size
            return decimal_text(value) or number_text(value)
        sign, rest, parts = ("-" if result < 0 else ""), abs(result), []
        for unit in self.target[:-1]:
            whole = rest // unit.size
            rest -= whole * unit.size
            parts += [f"{whole} {unit.symbol}"] if whole else []
        last = rest / self.target[-1].size
        if last or not parts:
            parts.append(_with_unit(last, self.target[-1]))
        return sign + " ".join(parts)

    def worth(self, result: Fraction) -> Value:
        return number(result / self.target[0].size) if len(self.target) == 1 else None


@frozen
class Share(TwoWays):
    """How many times one quantity goes into another of the same dimension."""

    whole: tuple[Term, ...]
    part: tuple[Term, ...]

    method = "multiplied back"

    def describe(self) -> str:
        return f"({_shown(self.whole)}) / ({_shown(self.part)})"

    def first(self) -> Fraction:
        whole, part = (Measured(terms, ()).first() for terms in (self.whole, self.part))
        return whole / part

    def second(self) -> Fraction:
        whole, part = (Measured(terms, ()).second() for terms in (self.whole, self.part))
        return Fraction(whole.numerator * part.denominator, whole.denominator * part.numerator)

    def write(self, result: Fraction) -> str:
        return decimal_text(result) or number_text(result)

    def worth(self, result: Fraction) -> Value:
        return number(result)


def _with_unit(value: Fraction, unit: Unit) -> str:
    if unit.dimension.startswith("money") and unit.size == 1:
        cents = value * _CENTS
        shown = str(value) if value.denominator == 1 else f"{int(cents) / _CENTS:.2f}"
        if cents.denominator == 1:
            return f"{unit.symbol}{shown}"
    shown = decimal_text(value) or number_text(value)
    return f"{shown}{unit.symbol}" if unit.symbol == "°" else f"{shown} {unit.symbol}"


def _shown(terms: Sequence[Term]) -> str:
    text = " + ".join(_with_unit(value, unit) for value, unit in terms)
    return text.replace("+ -", "- ")


# -- reading -------------------------------------------------------------------

_LEADS: Final = (
    "what is", "what's", "how much is", "calculate", "compute", "find", "evaluate", "add",
    "work out", "the sum of", "the total of", "the difference between",
)  # fmt: skip
_SHARES: Final = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)}
_ADDING: Final = {"+": 1, "plus": 1, "-": -1, "minus": -1, "less": -1}


def read(text: str) -> Measured | Share | None:
    """The task in normalised ``text``, or None.

    Raises:
        Undefined: quantities of different kinds are added.
    """
    tokens = [token for token in tokenize(text) if token.text not in {"?", "="}]
    if len(tokens) > MAX_TOKENS:
        return None
    try:
        return _Reader(tokens).question()
    except _NotOursError:
        return None


class _NotOursError(Exception):
    """The text is no arithmetic of quantities; another family may know it."""


class _Reader:
    """A recursive-descent reader: sums of products of quantities, numbers and brackets."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.at = 0
        self.named: list[tuple[Unit, ...]] = []
        self.sure = False
        self.operations = 0
        self.shared = False

    def question(self) -> Measured | Share | None:
        while self._take(*_LEADS):
            pass
        amount = self._sum()
        asked = self._asked()
        if self.at < len(self.words) or not self.sure:
            return None
        if not self.operations and (asked is not None or not self.shared):
            return None  # a quantity in another unit is a plain conversion
        if isinstance(amount, Fraction):
            return None
        target = (asked,) if asked is not None else self._target(amount)
        if target[0].dimension != amount[0][1].dimension:
            raise Undefined("The quantity and the unit measure different things.")
        return Measured(amount, target, asked is not None)

    def _target(self, amount: Sequence[Term]) -> tuple[Unit, ...]:
        """The units of the answer: those of the first quantity; of all, if several are mixed.

        Also of all where the first alone would take an endless decimal: 5 ft 7 in, not 67/12 ft.
        """
        dimension = self.named[0][0].dimension
        mixed = [units for units in self.named if len(units) > 1]
        clock = dimension in {"time", "months"}
        if dimension.startswith("money"):
            return (max(self.named[0], key=lambda unit: unit.size),)
        every = {unit for units in self.named for unit in units}
        total = sum((value * unit.size for value, unit in amount), Fraction(0))
        if not mixed and not clock and decimal_text(total / self.named[0][0].size) is not None:
            return self.named[0]
        return tuple(sorted(every, key=lambda unit: -unit.size))

    def _asked(self) -> Unit | None:
        if not self._take("in", "expressed in"):
            return None
        found = self._unit()
        if found is None:
            raise _NotOursError
        return found

    # -- the grammar ----------------------------------------------------------

    def _sum(self) -> Amount:
        total = self._product()
        while self.at < len(self.words) and self.words[self.at] in {*_ADDING, "and"}:
            sign = _ADDING.get(self.words[self.at], 1)
            self.at += 1
            self.operations += 1
            total = self._added(total, self._product(), sign)
        return total

    def _added(self, left: Amount, right: Amount, sign: int) -> Amount:
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return left + sign * right
        if isinstance(left, Fraction) or isinstance(right, Fraction):
            raise _NotOursError
        if left[0][1].dimension != right[0][1].dimension:
            kinds = f"{left[0][1].symbol} and {right[0][1].symbol}"
            raise Undefined(
                f"Quantities in {kinds} cannot be added: they measure different things."
            )
        return (*left, *((sign * value, unit) for value, unit in right))

    def _product(self) -> Amount:
        product = self._factor()
        while self.at < len(self.words):
            if self._take("*", "times", "multiplied by", "x"):
                product = self._multiplied(product, self._factor())
            elif self._take("/", "divided by"):
                product = self._multiplied(product, self._inverse(self._factor()))
            else:
                break
            self.operations += 1
        return product

    def _multiplied(self, left: Amount, right: Amount) -> Amount:
        if isinstance(right, Fraction):
            left, right = right, left
        if not isinstance(left, Fraction):
            raise _NotOursError
        if isinstance(right, Fraction):
            return left * right
        return tuple((left * value, unit) for value, unit in right)

    def _inverse(self, amount: Amount) -> Fraction:
        if not isinstance(amount, Fraction) or not amount:
            raise _NotOursError
        return 1 / amount

    def _factor(self) -> Amount:
        if self._take("("):
            inner = self._sum()
            if not self._take(")"):
                raise _NotOursError
            return inner
        share = self._share()
        if share is not None:
            self.shared = True
            return self._multiplied(share, self._factor())
        return self._quantity()

    def _share(self) -> Fraction | None:
        """``half of``, ``1/3 of``, ``50% of``, ``twice``."""
        start = self.at
        if self._take("twice", "double"):
            return Fraction(2)
        self._take("a", "one")
        word = self.words[self.at] if self.at < len(self.words) else ""
        if word in _SHARES:
            self.at += 1
            share = _SHARES[word]
        else:
            self.at = start
            value = self._value()
            if value is None:
                return None
            share = value / 100 if self._take("%", "percent", "per cent") else value
        if self._take("of") or (word == "half" and self._here() in {"a", "an"}):
            self._take("the")
            return share
        self.at = start
        return None

    def _quantity(self) -> Amount:
        """``2 hours 30 minutes``, ``$5``, ``an hour``, or a plain number."""
        currency = UNITS.get(self._here()) if self._here() in {"$", "£", "€", "₹", "¥"} else None
        if currency is not None:
            self.at += 1
            value = self._value()
            if value is None:
                raise _NotOursError
            self.sure = True
            return self._measured([(value, currency)])
        terms: list[Term] = []
        while True:
            start = self.at
            if terms:
                self._take("and")
            value = self._value()
            if value is None and not terms and self._take("a", "an", "one"):
                value = Fraction(1)
            unit = self._unit() if value is not None else None
            if unit is None:
                self.at = start
                break
            if terms and not _goes_on(terms[-1][1], unit):
                self.at = start
                break
            terms.append((value or Fraction(0), unit))
        if terms:
            return self._measured(terms)
        value = self._value()
        if value is None:
            raise _NotOursError
        return value

    def _measured(self, terms: list[Term]) -> Amount:
        self.named.append(tuple(unit for _, unit in terms))
        return tuple(terms)

    # -- words and numbers ----------------------------------------------------

    def _here(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def _take(self, *phrases: str) -> bool:
        for phrase in phrases:
            words = phrase.split()
            if self.words[self.at : self.at + len(words)] == words:
                self.at += len(words)
                return True
        return False

    def _value(self) -> Fraction | None:
        """A number: ``3``, ``2.5``, ``1/3``, ``2 1/2``."""
        if self.at >= len(self.tokens) or self.tokens[self.at].kind != "num":
            return None
        value = self.tokens[self.at].value
        self.at += 1
        bar = self.words[self.at : self.at + 1] == ["/"]
        if bar and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind == "num":
            touching = self.tokens[self.at - 1].touches(self.tokens[self.at])
            if touching and self.tokens[self.at + 1].value:
                value /= self.tokens[self.at + 1].value
                self.at += 2
        return value

    def _unit(self) -> Unit | None:
        """The longest unit that begins here; one of several letters makes the reading sure."""
        for length in (4, 3, 2, 1):
            words = self.words[self.at : self.at + length]
            if len(words) < length:
                continue
            unit = UNITS.get(" ".join(words)) or _other(words)
            following = self.words[self.at + length : self.at + length + 1]
            if words == ["in"] and following and (following[0] in UNITS or _other(following)):
                return None  # "times 3 in hours" names the unit of the answer
            if unit is not None:
                self.at += length
                self.sure = self.sure or len("".join(words)) > 1
                return unit
        return None


def _goes_on(large: Unit, small: Unit) -> bool:
    """Whether ``small`` may follow ``large`` within one quantity, as minutes follow hours."""
    return small.dimension == large.dimension and small.size < large.size


def _other(words: Sequence[str]) -> Unit | None:
    """A unit that only conversions know: cups, gallons, acres."""
    found = units.find(words) if len(" ".join(words)) > 1 or words == ["s"] else None
    if found is None or found.dimension in {"temperature", "count", "angle"}:
        return None
    return Unit(found.name, found.dimension, found.size)
