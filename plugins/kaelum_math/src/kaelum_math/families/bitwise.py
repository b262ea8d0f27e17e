"""Bitwise expressions over integers of any size: hexadecimal, binary, octal and decimal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.task import TwoWays

__all__ = ["Bitwise", "read"]

MAX_BITS: Final = 20_000
"""The largest value that is computed."""
MAX_DEPTH: Final = 60

_TOKEN: Final = re.compile(
    r"\s*(0x[0-9a-f]+|0b[01]+|0o[0-7]+|\d+(?![\w.])|<<|>>|\*\*|//|[-+*/%&|^~()]|[a-z]+)"
)
_WORDS: Final = {
    "and": "&", "or": "|", "xor": "^", "not": "~", "plus": "+", "minus": "-", "times": "*",
    "mod": "%",
}  # fmt: skip
_SHIFT: Final = re.compile(
    r"\b(?:bit)?-?\s?shift(?:ed)?\s+(?:to the\s+)?(left|right)\s+by\b|\b(left|right)[- ]shift(?:ed)?\s+by\b"
)
_PREFIXED: Final = re.compile(r"\b(and|or|xor)\s+of\s+(\S+)\s+(?:and|with)\s+(\S+)")
_LEVELS: Final = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "//", "%"))
"""Operators from the loosest to the tightest, as in C and Python."""

_BITWISE: Final = frozenset({"&", "|", "^", "~", "<<", ">>"})
_LEAD: Final = re.compile(
    r"^(?:(?:please|can you|could you)\s+)?"
    r"(?:(?:what(?:'s| is| are| do you get for)|calculate|compute|evaluate|find|work out|solve"
    r"|simplify|perform|give me|what does)\b\s*)?"
    r"(?:(?:please|the|this|following|value of|result of|problem|expression|bitwise|operation"
    r"|calculation|of)\b\s*)*[.:]?\s*"
)
_ASSUMPTIONS: Final = (
    re.compile(r"\bassume (?:that )?(?:there is )?arbitrary (?:bit )?(?:depth|precision|width)"
               r"(?: and (?:that )?(?:there are )?signed integers)?\s*[.;]?"),
    re.compile(r"\bif the (?:answer|result) is negative, (?:reply|answer|write it|give it|respond)"
               r"(?: as| with)? a negative (?:value|number)\s*(?:,?\s*not (?:in )?the two's[- ]compl[ie]ment form)?\s*[.;]?"),
)  # fmt: skip
_BASE_WORDS: Final = {
    "hexidecimal": 16, "hexadecimal": 16, "hex": 16, "binary": 2, "octal": 8, "decimal": 10,
}  # fmt: skip
_BASE: Final = re.compile(
    r"(?:[.,]?\s*\b(?:reply|answer|respond|give|write|express|show|return)?\s*(?:only\s+)?"
    r"(?:with\s+|your\s+answer\s+|the\s+answer\s+|it\s+)?)\b(?:as|in|with|to)?\s*(?:an?\s+|the\s+)?(?:final\s+)?"
    rf"(?P<base>{'|'.join(_BASE_WORDS)})(?:\s+(?:value|number|form|notation|format))?\s*[.]?"
)

Node = tuple[Any, ...]


@frozen
class Bitwise(TwoWays):
    """An expression as nested tuples ``(sign, operands...)`` over integers."""

    tree: Node
    text: str
    base: int = 10

    method = "two's complement digit by digit, and undoing each arithmetic step"

    def describe(self) -> str:
        return f"{self.text} in base {self.base}"

    def first(self) -> int:
        return _value(self.tree, _DIRECT)

    def second(self) -> int:
        return _value(self.tree, _BY_DIGITS)

    def write(self, result: Any) -> str:
        spec = {16: "#x", 2: "#b", 8: "#o", 10: "d"}[self.base]
        return format(result, spec)

    def worth(self, result: Any) -> Value:
        return number(result)


def _shift_left(a: int, b: int) -> int:
    if b < 0:
        raise Undefined("A shift by a negative number of bits has no meaning.")
    if b + a.bit_length() > MAX_BITS:
        raise TooLarge(f"The shift gives more than {MAX_BITS} bits.")
    return a << b


def _shift_right(a: int, b: int) -> int:
    if b < 0:
        raise Undefined("A shift by a negative number of bits has no meaning.")
    return a >> min(b, MAX_BITS)


def _modulo(a: int, b: int) -> int:
    if b == 0:
        raise Undefined("It divides by zero.")
    return a % b


def _floor(a: int, b: int) -> int:
    if b == 0:
        raise Undefined("It divides by zero.")
    return a // b


_DIRECT: Final[dict[str, Callable[..., int]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": _floor,
    "%": _modulo,
    "<<": _shift_left,
    ">>": _shift_right,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "~": lambda a: ~a,
    "neg": lambda a: -a,
}


def _digits(value: int, width: int) -> list[int]:
    """Two's complement digits of ``value``, lowest first, by repeated halving."""
    digits = []
    for _ in range(width):
        value, digit = divmod(value, 2)
        digits.append(digit)
    return digits


def _from_digits(digits: list[int]) -> int:
    value = -digits[-1]
    for digit in reversed(digits[:-1]):
        value = 2 * value + digit
    return value


def _by_digits(table: Callable[[int, int], int]) -> Callable[[int, int], int]:
    def operate(a: int, b: int) -> int:
        width = max(a.bit_length(), b.bit_length()) + 1
        pairs = zip(_digits(a, width), _digits(b, width), strict=True)
        return _from_digits([table(x, y) for x, y in pairs])

    return operate


def _long_product(a: int, b: int) -> int:
    """The product by adding shifted copies, one for each binary digit that is 1."""
    total, sign = 0, -1 if (a < 0) != (b < 0) else 1
    a, b = abs(a), abs(b)
    for digit in reversed(f"{b:b}"):
        if digit == "1":
            total += a
        a += a
    return sign * total


_BY_DIGITS: Final[dict[str, Callable[..., int]]] = {
    **_DIRECT,
    "-": lambda a, b: a + _from_digits([1 - d for d in _digits(b, b.bit_length() + 1)]) + 1,
    "*": _long_product,
    "<<": lambda a, b: _long_product(a, 2 ** int(b)),
    ">>": lambda a, b: (a - a % 2**b) // 2**b if b < MAX_BITS else -(a < 0),
    "&": _by_digits(lambda x, y: x * y),
    "|": _by_digits(lambda x, y: x + y - x * y),
    "^": _by_digits(lambda x, y: (x + y) % 2),
    "~": lambda a: -a - 1,
}


def _value(tree: Node, operations: dict[str, Callable[..., int]]) -> int:
    sign, *parts = tree
    if sign == "int":
        return int(parts[0])
    value = operations[sign](*(_value(part, operations) for part in parts))
    if value.bit_length() > MAX_BITS:
        raise TooLarge(f"A number in it has more than {MAX_BITS} bits.")
    return value


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def parse(self) -> Node:
        tree = self._level(0, 0)
        if self._at != len(self._tokens):
            raise NotUnderstood(f"I do not understand {self._tokens[self._at]!r} here.")
        return tree

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _level(self, level: int, depth: int) -> Node:
        if level == len(_LEVELS):
            return self._unary(depth)
        tree = self._level(level + 1, depth)
        while self._peek() in _LEVELS[level]:
            sign = self._peek()
            self._at += 1
            tree = (sign, tree, self._level(level + 1, depth))
        return tree

    def _unary(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise TooLarge("The expression is nested too deeply.")
        sign = self._peek()
        self._at += 1
        if sign == "~":
            return ("~", self._unary(depth + 1))
        if sign == "-":
            return ("neg", self._unary(depth + 1))
        if sign == "(":
            tree = self._level(0, depth + 1)
            if self._peek() != ")":
                raise NotUnderstood("A bracket is not closed.")
            self._at += 1
            return tree
        if not sign[:1].isdigit():
            raise NotUnderstood("An integer is missing in the expression.")
        return (
            "int",
            int(sign, 0) if sign[:1] == "0" and len(sign) > 1 and sign[1] in "xbo" else int(sign),
        )


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if text[at:].strip(" .?!=") == "":
                break
            raise NotUnderstood(f"I do not understand {text[at:].split(maxsplit=1)[0]!r} here.")
        token = _WORDS.get(match.group(1), match.group(1))
        if token.isalpha():
            raise NotUnderstood(f"I do not understand {token!r} here.")
        tokens.append(token)
        at = match.end()
    return tokens


def _asked_base(text: str) -> tuple[str, int | None]:
    """``text`` without the sentence or phrase that names a base for the answer, and that base."""
    match = _BASE.search(text)
    if match is None:
        return text, None
    return f"{text[: match.start()]} {text[match.end() :]}", _BASE_WORDS[match["base"]]


def read(text: str) -> Bitwise | None:
    """The expression asked for in normalised ``text``, or None if nothing in it is bitwise.

    Raises:
        NotUnderstood: a word or sign is not understood.
        TooLarge: it is nested too deeply.
    """
    plain = form.split(text)[0].lower()
    for assumption in _ASSUMPTIONS:
        plain = assumption.sub(" ", plain)
    plain, base = _asked_base(plain)
    plain = _SHIFT.sub(lambda m: "<<" if "left" in m.group() else ">>", plain)
    plain = _PREFIXED.sub(r"\2 \1 \3", plain)
    bitwise_said = re.search(r"\bbit-?wise\b", plain) is not None
    plain = _LEAD.sub("", re.sub(r"\bbit-?wise\b", " ", plain).strip())
    tokens = _tokens(plain.strip().rstrip("?.= "))
    prefixed = [t for t in tokens if t[:2] in {"0x", "0b", "0o"}]
    signs = _BITWISE & set(tokens)
    if not (prefixed or signs - {"^", "|"} or bitwise_said or "xor" in text.lower()):
        return None
    if len(tokens) < 2 and base is None:
        return None
    if base is None:
        base = {"0x": 16, "0b": 2, "0o": 8}[prefixed[0][:2]] if prefixed else 10
    return Bitwise(_Parser(tokens).parse(), " ".join(tokens), base)
