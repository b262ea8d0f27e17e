"""Numbers in a fixed number of bits: two's complement, its reading, and NOT."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Bits", "FromBits"]

Builder: TypeAlias = Callable[[Slots], Task | None]
MAX_WIDTH: Final = 256


@frozen
class Bits(TwoWays):
    """``value`` in ``width`` bits, a negative one in two's complement; ``inverted`` bit by bit."""

    value: int
    width: int
    inverted: bool = False

    method = "flipping the bits and adding one instead of adding a power of two"

    def describe(self) -> str:
        return f"{'NOT ' if self.inverted else ''}{self.value} in {self.width} bits"

    def first(self) -> str:
        high, half = 1 << self.width, 1 << (self.width - 1)
        if not -half <= self.value < (high if self.inverted else half):
            raise Undefined(f"{self.value} does not fit into {self.width} bits.")
        pattern = self.value % high
        if self.inverted:
            pattern = high - 1 - pattern
        return f"{pattern:0{self.width}b}"

    def second(self) -> str:
        bits, rest = [], abs(self.value)
        for _ in range(self.width):
            rest, bit = divmod(rest, 2)
            bits.append(bit)
        if self.value < 0:
            carry = 1
            for place, bit in enumerate(bits):
                carry, bits[place] = divmod(1 - bit + carry, 2)
        if self.inverted:
            bits = [1 - bit for bit in bits]
        return "".join(map(str, reversed(bits)))


@frozen
class FromBits(TwoWays):
    """The number that bits in two's complement stand for."""

    bits: str

    method = "a negative weight for the first bit instead of subtracting a power of two"

    def describe(self) -> str:
        return f"{self.bits} in two's complement"

    def first(self) -> int:
        value = int(self.bits, 2)
        return value - (1 << len(self.bits)) if self.bits[0] == "1" else value

    def second(self) -> int:
        size = len(self.bits)
        weights = [-(1 << (size - 1)), *(1 << k for k in range(size - 2, -1, -1))]
        return sum(weight for weight, bit in zip(weights, self.bits, strict=True) if bit == "1")

    def worth(self, result: Any) -> Value:
        return number(result)


# -- phrases -----------------------------------------------------------------


def _width(m: Slots) -> int:
    width = m.integer("k")
    if not 1 <= width <= MAX_WIDTH:
        raise NotUnderstood(f"Between 1 and {MAX_WIDTH} bits are written.")
    return width


def _value(m: Slots) -> int:
    """A whole number, typed in decimal or as ``0b1010`` or ``0xA``."""
    text = m.text("n").replace(" ", "")
    found = re.fullmatch(r"0(?P<kind>[bxo])(?P<digits>[0-9a-f]{1,64})", text)
    if found is None:
        return m.integer("n")
    try:
        return int(found["digits"], {"b": 2, "x": 16, "o": 8}[found["kind"]])
    except ValueError as error:
        raise NotUnderstood(f"{text} is no number.") from error


def _written(m: Slots) -> Task | None:
    return Bits(_value(m), _width(m))


def _complement(m: Slots) -> Task | None:
    """The two's complement *of* a number is the pattern of its negative."""
    value = _value(m)
    return Bits(-value if value > 0 else value, _width(m))


def _not(m: Slots) -> Task | None:
    value = _value(m)
    if value < 0:
        raise NotUnderstood("NOT is taken of natural numbers here.")
    return Bits(value, _width(m), inverted=True)


def _read_bits(m: Slots) -> Task | None:
    bits = m.raw("b").replace(" ", "").removeprefix("0b")
    if not re.fullmatch(f"[01]{{2,{MAX_WIDTH}}}", bits) or (
        m.has("k") and m.integer("k") != len(bits)
    ):
        raise NotUnderstood("A row of bits is expected.")
    return FromBits(bits)


_TWO: Final = "(two's complement|2's complement|twos complement|2 's complement)"
_IN: Final = "(in|using|with|as) {k} [-] (bits|bit)"

PHRASES = (
    *noun(_complement, f"[{{k}} [-] bit] {_TWO} of {{n}}", f"{_TWO} of {{n}} {_IN}"),
    *noun(_written, f"[{{k}} [-] bit] {_TWO} (representation|form|notation) of {{n}}", f"{_TWO} (representation|form) of {{n}} {_IN}",
          f"{{n}} (as|in) [a|an] {{k}} [-] bit {_TWO} [number|form|notation|representation|integer|binary]", f"{{n}} in {_TWO} {_IN}", f"{{n}} in {_TWO} [form|notation|representation] {_IN}"),
    *clause(_written, f"(represent|write|express|convert|encode) {{n}} (as|in|to|into|using) [a|an] {{k}} [-] bit {_TWO} [number|form|notation|representation|integer|binary]",
            f"(represent|write|express|convert|encode) {{n}} (in|to|using) {_TWO} {_IN}"),
    *clause(_read_bits, f"what [decimal] (number|value|integer) (does|is) [the] [{{k}} [-] bit] {_TWO} [number|binary|binary number|pattern] {{b}} [represent|stand for|mean|in decimal]",
            f"(convert|write) [the] [{{k}} [-] bit] {_TWO} [number|binary number] {{b}} (to|in|into|as) decimal"),
    *noun(_read_bits, f"[decimal] value of [the] [{{k}} [-] bit] {_TWO} [number|binary number] {{b}}", f"[{{k}} [-] bit] {_TWO} [number] {{b}} in decimal"),
    *noun(_not, f"(not|bitwise not|bitwise not of|complement of|one's complement of|1's complement of|bitwise complement of) {{n}} {_IN}"),
    *clause(_not, f"not {{n}} {_IN}"),
)  # fmt: skip
