"""How numbers are written: rounding, place value, number bases, digit sums."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import decimal_text, number
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text

__all__ = ["PHRASES", "BaseSum", "Convert", "Place", "Round", "place_power", "unit_power"]


@frozen
class Round(Task):
    """A number rounded to a multiple of a power of ten, halves away from zero."""

    value: Fraction
    power: int

    def describe(self) -> str:
        unit = "integer" if self.power == 0 else str(Fraction(10) ** self.power)
        shown = decimal_text(self.value) or str(self.value)
        return f"round {shown} to the nearest {unit}"

    def solve(self) -> Solution:
        unit = Fraction(10) ** self.power
        size = math.floor(abs(self.value) / unit + Fraction(1, 2)) * unit
        value = -size if self.value < 0 else size
        half = abs(value - self.value) * 2 == unit
        notes = ("A half was rounded away from zero.",) if half else ()
        return Solution(decimal_text(value) or str(value), number(value, decimal=True), notes=notes)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.value(answer)
        unit = Fraction(10) ** self.power
        twice = 2 * (self.value - value)
        inside = abs(twice) < unit or (abs(twice) == unit and abs(value) > abs(self.value))
        yield proof("it is a multiple of the unit, at most half a unit away", "bounds",
                    (value / unit).denominator == 1 and inside)  # fmt: skip
        yield same_text(answer, decimal_text(value) or "")


@frozen
class SignificantDigits(Task):
    """A number rounded to a number of significant digits."""

    value: Fraction
    digits: int

    def describe(self) -> str:
        return f"round {decimal_text(self.value) or self.value} to {self.digits} significant digits"

    def _power(self) -> int:
        size, power = abs(self.value), 0
        while size >= 10:
            size, power = size / 10, power + 1
        while 0 < size < 1:
            size, power = size * 10, power - 1
        return power - self.digits + 1

    def solve(self) -> Solution:
        return Round(self.value, self._power()).solve()

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        yield from Round(self.value, self._power()).check(answer, evidence)


_PLACES: Final = {
    "unit": 0, "one": 0, "ten": 1, "hundred": 2, "thousand": 3, "million": 6, "billion": 9,
    "trillion": 12, "quadrillion": 15, "quintillion": 18, "sextillion": 21, "septillion": 24,
    "octillion": 27, "nonillion": 30, "decillion": 33, "integer": 0, "whole number": 0,
    "tenth": -1, "hundredth": -2, "thousandth": -3, "millionth": -6, "whole": 0, "cent": -2,
}  # fmt: skip


def place_power(words: str) -> int:
    """The power of ten of a place such as ``hundred thousands``; ``1000`` and ``0.01`` too.

    Raises:
        NotUnderstood: it is none.
    """
    words = words.replace("-", " ").strip()
    for prefix, shift in (("ten ", 1), ("hundred ", 2), ("one ", 0), ("", 0)):
        rest = words.removeprefix(prefix)
        singular = rest.removesuffix("s")
        if words.startswith(prefix) and singular in _PLACES:
            power = _PLACES[singular]
            return power - shift if power < 0 else power + shift
    raise NotUnderstood(f"{words!r} is no decimal place.")


def unit_power(m: Slots) -> int:
    """The power of ten in a slot: in words, or as the number 100 or 0.01."""
    try:
        return place_power(m.text("u"))
    except NotUnderstood:
        value = m.number("u")
    power = 0
    while value >= 10 and value % 10 == 0:
        value, power = value / 10, power + 1
    while 0 < value < 1:
        value, power = value * 10, power - 1
    if value != 1:
        raise NotUnderstood("Rounding goes to powers of ten here.")
    return power


@frozen
class Place(Task):
    """The digit at one place of a number."""

    value: Fraction
    power: int

    def describe(self) -> str:
        return f"digit of 10**{self.power} in {decimal_text(self.value) or self.value}"

    def solve(self) -> Solution:
        digit = math.floor(abs(self.value) / Fraction(10) ** self.power) % 10
        return Solution(str(digit), number(digit))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        text = decimal_text(abs(self.value)) or ""
        whole, _, rest = text.partition(".")
        digits = whole[::-1] if self.power >= 0 else rest
        at = self.power if self.power >= 0 else -self.power - 1
        yield proof("it stands at this place of the written number", "reading off",
                    bool(text) and answer == (digits[at] if at < len(digits) else "0"))  # fmt: skip


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def in_base(value: int, base: int) -> str:
    """``value`` written in ``base``, lower-case letters for digits above 9."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    digits = ""
    while value:
        value, digit = divmod(value, base)
        digits = _DIGITS[digit] + digits
    return sign + (digits or "0")


def from_base(text: str, base: int) -> int:
    """The number that ``text`` is in ``base``, by Horner's rule.

    Raises:
        NotUnderstood: a character is no digit of the base.
    """
    text = text.replace(" ", "").lower()
    sign = -1 if text.startswith("-") else 1
    digits = text.removeprefix("-")
    for prefix, own in (("0x", 16), ("0b", 2), ("0o", 8)):
        if base == own:
            digits = digits.removeprefix(prefix)
    total = 0
    for c in digits:
        digit = _DIGITS.find(c)
        if not 0 <= digit < base:
            raise NotUnderstood(f"{c!r} is no digit in base {base}.")
        total = total * base + digit
    if not digits:
        raise NotUnderstood("A number is missing.")
    return sign * total


@frozen
class Convert(Task):
    """A number written in another base."""

    value: int
    base: int
    source: str

    def describe(self) -> str:
        return f"{self.source} = {self.value}, written in base {self.base}"

    def solve(self) -> Solution:
        text = in_base(self.value, self.base)
        return Solution(text, number(self.value) if self.base == 10 else None)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        yield proof("read back in that base it is the same number", "Horner's rule",
                    from_base(answer, self.base) == self.value)  # fmt: skip
        clean = answer.removeprefix("-")
        yield claim("it is written without leading zeros", "comparison",
                    clean == "0" or not clean.startswith("0"))  # fmt: skip


@frozen
class BaseSum(Task):
    """A sum or difference of numbers written in one base."""

    terms: tuple[str, ...]
    signs: tuple[int, ...]
    base: int

    def describe(self) -> str:
        shown = " ".join(
            f"{'+' if s > 0 else '-'} {t}" for s, t in zip(self.signs, self.terms, strict=True)
        )
        return f"{shown.removeprefix('+ ')} in base {self.base}"

    def solve(self) -> Solution:
        values = [from_base(t, self.base) for t in self.terms]
        total = sum(s * v for s, v in zip(self.signs, values, strict=True))
        return Solution(in_base(total, self.base))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        total = _column_sum(
            [(s, t) for s, t in zip(self.signs, self.terms, strict=True)], self.base
        )
        yield proof("adding the digits column by column gives it", "written addition",
                    from_base(answer, self.base) == total)  # fmt: skip
        clean = answer.removeprefix("-")
        yield claim("it is written without leading zeros", "comparison",
                    clean == "0" or not clean.startswith("0"))  # fmt: skip


def _column_sum(parts: list[tuple[int, str]], base: int) -> int:
    """The signed total, from sums of digits per column."""
    columns: dict[int, int] = {}
    for sign, text in parts:
        clean = text.replace(" ", "").lower()
        flip = -sign if clean.startswith("-") else sign
        for place, c in enumerate(reversed(clean.removeprefix("-"))):
            columns[place] = columns.get(place, 0) + flip * _DIGITS.index(c)
    return sum(column * base**place for place, column in columns.items())


@frozen
class DigitSum(Task):
    """The sum, the product or the number of the decimal digits of an integer."""

    value: int
    kind: str = "sum"

    def describe(self) -> str:
        return f"{self.kind} of the digits of {self.value}"

    def solve(self) -> Solution:
        digits = [int(c) for c in str(abs(self.value))]
        found = {"sum": sum(digits), "product": math.prod(digits), "number": len(digits)}[self.kind]
        return Solution(str(found), number(found))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        rest, total, product, count = abs(self.value), 0, 1, 0
        while rest or not count:
            rest, digit = divmod(rest, 10)
            total, product, count = total + digit, product * digit, count + 1
        found = {"sum": total, "product": product, "number": count}[self.kind]
        yield proof("repeated division by ten gives the same", "division", answer == str(found))


# -- phrases -----------------------------------------------------------------


def _base(m: Slots, name: str) -> int:
    words = {"binary": 2, "octal": 8, "decimal": 10, "hexadecimal": 16, "hex": 16, "ternary": 3}
    base = words.get(m.text(name)) or m.integer(name)
    if not 2 <= base <= 36:
        raise NotUnderstood("Bases from 2 to 36 are known.")
    return base


def _convert(m: Slots) -> Task | None:
    source = _base(m, "from") if m.has("from") else 10
    target = _base(m, "to") if m.has("to") else 10
    text = m.raw("n")
    return Convert(from_base(text, source), target, f"{text} (base {source})")


def _base_sum(m: Slots) -> Task | None:
    base = _base(m, "b")
    terms: list[str] = []
    signs: list[int] = []
    sign, current = 1, ""
    for token in m.tokens("e"):
        if token.text in {"+", "-"} and current not in {"", "-"}:
            terms.append(current)
            signs.append(sign)
            sign, current = (1 if token.text == "+" else -1), ""
        elif token.text == "-" or token.raw.isalnum():
            current += token.raw
        elif token.text != "+":
            return None
    terms.append(current)
    signs.append(sign)
    for term in terms:
        from_base(term, base)
    return BaseSum(tuple(terms), tuple(signs), base)


def _round(m: Slots) -> Task | None:
    return Round(m.number("x"), unit_power(m))


def _whole(m: Slots) -> Task | None:
    return Round(m.number("x"), 0)


def _nth_decimal(m: Slots) -> Task | None:
    return Round(m.number("x"), -m.ordinal("d"))


def _decimals(m: Slots) -> Task | None:
    places = m.integer("d")
    if not 0 <= places <= 500:
        raise NotUnderstood("Too many decimal places.")
    return Round(m.number("x"), -places)


def _digits(m: Slots) -> Task | None:
    digits = m.integer("d")
    if not 1 <= digits <= 500:
        raise NotUnderstood("Too many significant digits.")
    return SignificantDigits(m.number("x"), digits)


def _digit(m: Slots) -> Task | None:
    return Place(m.number("n"), place_power(m.text("place")))


_DP = "(decimal places|decimal place|dps|dp|d . p|decimals)"
_SF = "(significant figures|significant digits|significant figure|significant digit|sig figs|s . f|sf)"

PHRASES = (
    *clause(_round, "round [off] [the number] {x} to [the] nearest {u}", "round [off] [the number] {x} to the {u} place"),
    *clause(_whole, "round [off] [the number] {x}"),
    *clause(_nth_decimal, "round [off] [the number] {x} to the {d} (decimal place|decimal|decimal digit)"),
    *noun(_round, "{x} [,] to the nearest {u}", outermost=True, rank=-1),
    *noun(_round, "{x} rounded [off] to [the] nearest {u}", "{x} rounded [off] to the {u} place",
          outermost=True),
    *clause(_decimals, f"round [off] [the number] {{x}} to {{d}} {_DP}"),
    *noun(_decimals, f"{{x}} rounded [off] to {{d}} {_DP}", outermost=True),
    *clause(_digits, f"round [off] [the number] {{x}} to {{d}} {_SF}"),
    *noun(_digits, f"{{x}} rounded [off] to {{d}} {_SF}", outermost=True),
    *noun(_digit, "{place} digit (of|in) [the number] {n}",
          "digit in the {place} place (of|in) [the number] {n}"),
    *noun(_convert, "{n} \\( base {from} \\) (to|in|into) base {to}",
          "{n} (in|from) base {from} (to|in|into) base {to}", "{n} base {from} (to|in|into) base {to}"),
    *clause(_convert, "convert [the number] {n} \\( base {from} \\) (to|into) base {to}",
            "convert [the number] {n} from base {from} (to|into) base {to}",
            "convert [the] base {from} [number] {n} (to|into) base {to}",
            "(convert|write|express) [the number] {n} (to|into|in) base {to}",
            "convert {n} in base {from} (to|into) base {to}"),
    *noun(_convert, "{n} in base {to}"),
    *clause(_base_sum, "in base {b} [,] what is {e}", "(calculate|compute|find|evaluate) {e} in base {b}"),
    *noun(_base_sum, "{e} in base {b}", "{e} [,] in base {b}"),
    *noun(lambda m: DigitSum(m.integer("n")), "sum of [all] [the] digits (of|in) [the number] {n}",
          "digit sum of {n}"),
    *noun(lambda m: DigitSum(m.integer("n"), "product"), "product of [all] [the] digits (of|in) {n}"),
    *noun(lambda m: DigitSum(m.integer("n"), "number"), "number of digits (of|in) {n}"),
    *clause(lambda m: DigitSum(m.integer("n"), "number"), "how many digits (does|are in) {n} [have]",
            "how many digits are there in {n}"),
)  # fmt: skip
