"""Ways to write numbers: Roman numerals, other bases beyond whole numbers, written arithmetic in a base."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr.nodes import decimal_text, number
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "BaseArithmetic", "FromRoman", "InBase", "ToRoman", "WhichBase"]

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_MAX_PLACES: Final = 500

# -- Roman numerals ------------------------------------------------------------------

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS: Final = {sign: value for value, sign in _ROMAN if len(sign) == 1}
_PLACES: Final = ("I V X", "X L C", "C D M", "M")


@frozen
class ToRoman(TwoWays):
    """A number from 1 to 3999 in Roman numerals."""

    value: int

    method = "place by place instead of taking off the largest sign"

    def describe(self) -> str:
        return f"{self.value} in Roman numerals"

    def first(self) -> str:
        if not 1 <= self.value <= 3999:
            raise OutOfReach("Roman numerals are written from 1 to 3999.")
        rest, text = self.value, ""
        for value, sign in _ROMAN:
            text += sign * (rest // value)
            rest %= value
        return text

    def second(self) -> str:
        pieces = []
        for digit, signs in zip(map(int, reversed(str(self.value))), _PLACES, strict=False):
            one, five, ten = (*signs.split(), "", "")[:3]
            pieces.append(("", one, one * 2, one * 3, one + five, five, five + one, five + one * 2,
                           five + one * 3, one + ten)[digit])  # fmt: skip
        return "".join(reversed(pieces))


@frozen
class FromRoman(TwoWays):
    """The number that a Roman numeral is."""

    numeral: str

    method = "writing numbers in Roman numerals until it appears"

    def describe(self) -> str:
        return f"the number {self.numeral} in Roman numerals"

    def first(self) -> int:
        values = [_LETTERS[letter] for letter in self.numeral]
        signs = [-value if value < max(values[at:]) else value for at, value in enumerate(values)]
        if ToRoman(sum(signs)).first() != self.numeral:
            raise NotUnderstood(f"{self.numeral} is no Roman numeral.")
        return sum(signs)

    def second(self) -> int:
        return next(n for n in range(1, 4000) if ToRoman(n).second() == self.numeral)

    def worth(self, result: Any) -> Value:
        return number(result)


# -- bases ---------------------------------------------------------------------------


def read_digits(text: str, base: int) -> Fraction:
    """The number that ``text``, with a point perhaps, is in ``base``.

    Raises:
        NotUnderstood: a character is no digit of the base.
    """
    text = text.lower().replace(" ", "")
    sign = -1 if text.startswith("-") else 1
    whole, point, rest = text.lstrip("-").partition(".")
    values = [_DIGITS.find(c) for c in whole + rest]
    if not values or (point and not rest) or not all(0 <= v < base for v in values):
        raise NotUnderstood(f"{text} is no number in base {base}.")
    if len(values) > _MAX_PLACES:
        raise TooLarge(f"Numbers of up to {_MAX_PLACES} digits are read.")
    total = 0
    for value in values:
        total = total * base + value
    return sign * Fraction(total, base ** len(rest))


def write_digits(value: Fraction, base: int) -> str:
    """``value`` in ``base``, by division before the point and multiplication after it.

    Digits that go on forever are in brackets: ``0.0(0011)``.

    Raises:
        TooLarge: they repeat only after very many.
    """
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, 1)
    digits, left = "", int(whole)
    while left:
        left, digit = divmod(left, base)
        digits = _DIGITS[digit] + digits
    places, seen = "", dict[Fraction, int]()
    while rest and rest not in seen:
        if len(seen) > _MAX_PLACES:
            raise TooLarge("The digits repeat only after very many places.")
        seen[rest] = len(places)
        digit, rest = divmod(rest * base, 1)
        places += _DIGITS[int(digit)]
    if rest:
        places = f"{places[: seen[rest]]}({places[seen[rest] :]})"
    return sign + (digits or "0") + (f".{places}" if places else "")


@frozen
class InBase(TwoWays):
    """A number, typed in one base, written in another."""

    text: str
    source: int
    target: int

    method = "reading the digits back, repeating ones as a geometric series"

    def describe(self) -> str:
        return f"{self.text} in base {self.source}, written in base {self.target}"

    def first(self) -> str:
        value = read_digits(self.text, self.source)
        return (self.target == 10 and decimal_text(value)) or write_digits(value, self.target)

    def second(self) -> str:
        text = self.first()
        again = _place_values(text, self.target)
        wanted = _place_values(self.text.lower(), self.source)
        return text if again == wanted else "something else"

    def worth(self, result: Any) -> Value:
        return number(_place_values(result, self.target)) if self.target == 10 else None


def _place_values(text: str, base: int) -> Fraction:
    """The number that ``text`` is, digit by digit from the highest place down."""
    sign = -1 if text.startswith("-") else 1
    whole, _, rest = text.lstrip("-").partition(".")
    rest, _, period = rest.rstrip(")").partition("(")
    places = [*range(len(whole) - 1, -1, -1), *range(-1, -len(rest) - 1, -1)]
    total = sum(
        (_DIGITS.index(c) * Fraction(base) ** place for c, place in zip(whole + rest, places, strict=True)),
        Fraction(0),
    )  # fmt: skip
    if period:
        block = sum(_DIGITS.index(c) * base**k for k, c in enumerate(reversed(period)))
        total += Fraction(block, base ** len(rest) * (base ** len(period) - 1))
    return sign * total


@frozen
class BaseArithmetic(TwoWays):
    """A sum, difference or product of two whole numbers typed in one base, written in that base."""

    left: str
    right: str
    sign: str
    base: int

    method = "written arithmetic with carries, digit by digit"

    def describe(self) -> str:
        return f"{self.left} {self.sign} {self.right} in base {self.base}"

    def first(self) -> str:
        a, b = (int(read_digits(text, self.base)) for text in (self.left, self.right))
        value = {"+": a + b, "-": a - b, "*": a * b}[self.sign]
        return write_digits(Fraction(value), self.base)

    def second(self) -> str:
        a, b = ([_DIGITS.index(c) for c in reversed(t.lower())] for t in (self.left, self.right))
        if self.sign == "*":
            columns = [0] * (len(a) + len(b))
            for i, x in enumerate(a):
                for j, y in enumerate(b):
                    columns[i + j] += x * y
        else:
            size = max(len(a), len(b))
            flip = 1 if self.sign == "+" else -1
            columns = [
                (a[k] if k < len(a) else 0) + flip * (b[k] if k < len(b) else 0)
                for k in range(size)
            ]
        return _carried(columns, self.base)


def _carried(columns: list[int], base: int) -> str:
    """The digits that ``columns``, lowest first, come to when carried."""
    leading = next((c for c in reversed(columns) if c), 0)
    sign = "-" if leading < 0 else ""
    columns = [-c for c in columns] if sign else list(columns)
    digits, carry = "", 0
    for place in count():
        if place >= len(columns) and not carry:
            break
        carry, digit = divmod((columns[place] if place < len(columns) else 0) + carry, base)
        digits = _DIGITS[digit] + digits
    return sign + (digits.lstrip("0") or "0")


@frozen
class WhichBase(TwoWays):
    """The base in which ``text`` is ``value``."""

    text: str
    value: int

    method = "bisection, as the value grows with the base"

    def describe(self) -> str:
        return f"the base in which {self.text} is {self.value}"

    def first(self) -> int:
        values = [_DIGITS.index(c) for c in self.text.lower()]
        for base in range(max(values) + 1, max(self.value, 1) + 2):
            if base > 100_000:
                raise TooLarge("The base is too large.")
            if _horner(values, base) == self.value:
                return max(base, 2)
        raise OutOfReach("In no base it is that number.")

    def second(self) -> int:
        values = [_DIGITS.index(c) for c in self.text.lower()]
        low, high = max(2, max(values) + 1), self.value + 2
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if _horner(values, middle) < self.value else (low, middle)
            )
        return low

    def worth(self, result: Any) -> Value:
        return number(result)


def _horner(values: list[int], base: int) -> int:
    total = 0
    for value in values:
        total = total * base + value
    return total


# -- phrases -----------------------------------------------------------------

_NAMES: Final = {"binary": 2, "ternary": 3, "octal": 8, "decimal": 10, "hexadecimal": 16, "hex": 16}
_SUFFIXED: Final = re.compile(r"(?P<digits>-?[0-9a-z.]+)_\{?(?P<base>\d{1,2})\}?")
_PREFIXES: Final = {"0b": 2, "0o": 8, "0x": 16}


def _base(m: Slots, name: str) -> int:
    text = m.text(name)
    base = _NAMES.get(text) or (int(text) if text.isdigit() else 0)
    if not 2 <= base <= 36:
        raise NotUnderstood("Bases from 2 to 36 are known.")
    return base


def _typed(text: str, base: int | None) -> tuple[str, int]:
    """The digits of ``12_5``, ``0b101`` or ``101``, and their base."""
    text = text.lower().replace(" ", "")
    found = _SUFFIXED.fullmatch(text)
    if found is not None:
        text, own = found["digits"], int(found["base"])
    else:
        own = _PREFIXES.get(text[:2], 0)
        text = text[2:] if own else text
    if base is not None and own not in {0, base}:
        raise NotUnderstood("The number is typed in another base.")
    known = own or base
    if known is None or not 2 <= known <= 36:
        raise NotUnderstood("The base of the number is missing.")
    read_digits(text, known)
    return text, known


def _convert(m: Slots) -> Task | None:
    """Numbers with a point, or with their base as an index; whole ones are read elsewhere too."""
    text, source = _typed(m.raw("n"), _base(m, "f") if m.has("f") else None if _marked(m) else 10)
    target = _base(m, "t")
    if source == target or ("." not in text and not _marked(m)):
        return None
    return InBase(text, source, target)


def _marked(m: Slots) -> bool:
    text = m.text("n").replace(" ", "")
    return bool(_SUFFIXED.fullmatch(text)) or text[:2] in _PREFIXES


def _arithmetic(sign: str, *, swapped: bool = False) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        base = _base(m, "t")
        a, b = (_typed(m.raw(name), base)[0] for name in "ab")
        if swapped:
            a, b = b, a
        return BaseArithmetic(a, b, sign, base)

    return build


def _which(m: Slots) -> Task | None:
    text = m.text("a")
    if not re.fullmatch(r"[0-9a-z]+", text):
        return None
    return WhichBase(text, m.integer("b"))


def _to_roman(m: Slots) -> Task | None:
    return ToRoman(m.integer("n"))


def _from_roman(m: Slots) -> Task | None:
    numeral = m.raw("r").upper()
    if not numeral or set(numeral) - set(_LETTERS) or m.raw("r") not in {numeral, numeral.lower()}:
        raise NotUnderstood("A Roman numeral is expected.")
    return FromRoman(numeral)


_ROMANS: Final = "(in|using|as|to|into) [a] (roman numerals|roman numeral|roman numbers|roman)"
_ARABIC: Final = (
    "(to|into|in|as|using) [a|an] [regular|normal|ordinary] "
    "(number|numbers|arabic numerals|arabic numeral|arabic|arabic numbers|decimal|decimal number|digits|integer)"
)
_TO: Final = "(base {t}|{t})"
_FROM: Final = "(base {f}|{f})"
_THEN: Final = "[,] [and] (in|giving the result in|give the result in|write the result in|give your answer in|give the answer in|with the answer in|express the answer in)"

PHRASES = (
    *clause(_to_roman, f"(write|convert|express|change|put) [the number] {{n}} {_ROMANS}"),
    *noun(_to_roman, f"{{n}} {_ROMANS}", "roman numeral for {n}", "roman numeral of {n}",
          "roman numerals for {n}"),
    *clause(_from_roman, f"(write|convert|express|change|translate) [the] [roman numeral] {{r}} {_ARABIC}",
            "what number is [the roman numeral] {r}", "what number does [the roman numeral] {r} (represent|stand for|mean)",
            "which number is [the roman numeral] {r}", "what is the roman numeral {r}"),
    *noun(_from_roman, f"[roman numeral] {{r}} {_ARABIC}", "value of [the] roman numeral {r}", "roman numeral {r}"),
    *clause(_convert, f"(convert|write|express|change) [the] [number|fraction|decimal|binary number] {{n}} [from {_FROM}] (to|in|into) {_TO}",
            f"convert [the] {{f}} (number|fraction) {{n}} (to|into) {_TO}"),
    *noun(_convert, f"{{n}} (in|to) {_TO}", f"{{n}} (in|from) {_FROM} (to|in|into) {_TO}"),
    *(phrase for sign, verbs, joints in (("+", "add", "and|to|plus"), ("*", "multiply", "by|and|times|with"))
      for phrase in clause(_arithmetic(sign), f"{verbs} [the] [numbers|binary numbers] {{a}} ({joints}) {{b}} {_THEN} {_TO}",
                           f"(in|working in) {_TO} [,] {verbs} {{a}} ({joints}) {{b}}")),
    *clause(_arithmetic("-", swapped=True), f"subtract {{a}} from {{b}} {_THEN} {_TO}"),
    *(phrase for sign, words in (("+", "+|plus"), ("-", "-|minus"), ("*", "*|times"))
      for phrase in noun(_arithmetic(sign), f"{{a}} ({words}) {{b}} {_THEN} {_TO}")),
    *noun(_arithmetic("+"), "sum of [the] {t} numbers {a} and {b}"),
    *noun(_arithmetic("*"), "product of [the] {t} numbers {a} and {b}"),
    *clause(_which, "in (which|what) base (is|does) {a} (equal|equal to|equals) {b} [in base 10|in decimal]",
            "in (which|what) base is {a} [written] for {b}"),
    *noun(_which, "base (in which|where) {a} (is equal to|equals|is) {b} [in base 10|in decimal]"),
)  # fmt: skip
