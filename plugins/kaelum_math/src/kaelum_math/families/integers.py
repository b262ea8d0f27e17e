"""Whole numbers in words: other bases, binary digits, primes in a range, prime factors."""

from __future__ import annotations

import re
from math import isqrt
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr.nodes import number
from kaelum_math.expr.primes import is_prime
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.scan import Lexicon
from kaelum_math.words.task import TwoWays

__all__ = ["BaseChange", "BitCount", "PrimeCount", "PrimeFactors", "read"]

MAX_DIGITS: Final = 2000
MAX_SIEVE: Final = 5_000_000
MAX_FACTORED: Final = 10**14
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@frozen
class BaseChange(TwoWays):
    """A number written in one base, rewritten in another."""

    digits: str
    source: int
    target: int

    method = "evaluating with Horner's rule and comparing place values"

    def describe(self) -> str:
        return f"{self.digits} in base {self.source}, written in base {self.target}"

    def _value(self) -> int:
        body = self.digits.lstrip("-")
        if len(body) > MAX_DIGITS:
            raise TooLarge(f"Only numbers up to {MAX_DIGITS} digits are converted.")
        if any(_DIGITS.index(digit) >= self.source for digit in body):
            raise NotUnderstood(f"{self.digits} is no number in base {self.source}.")
        value = 0
        for digit in body:
            value = value * self.source + _DIGITS.index(digit)
        return -value if self.digits.startswith("-") else value

    def first(self) -> str:
        value, digits = abs(self._value()), ""
        while value:
            value, digit = divmod(value, self.target)
            digits = _DIGITS[digit] + digits
        return ("-" if self.digits.startswith("-") and digits else "") + (digits or "0")

    def second(self) -> str:
        """From the highest place down, by powers of the target base."""
        body = self.digits.lstrip("-")
        places = enumerate(reversed(body))
        rest = sum(_DIGITS.index(digit) * self.source**place for place, digit in places)
        power, digits = 1, ""
        while power * self.target <= rest:
            power *= self.target
        while power:
            digit = rest // power
            digits += _DIGITS[digit]
            rest, power = rest - digit * power, power // self.target
        return ("-" if self.digits.startswith("-") and digits != "0" else "") + digits


@frozen
class BitCount(TwoWays):
    """How many binary digits of a number are ``digit``; "" counts them all."""

    number: int
    digit: str = "1"

    method = "clearing the lowest set bit, or comparing powers of two"

    def describe(self) -> str:
        return f"count {self.digit or 'binary'} digits of {self.number} in binary"

    def first(self) -> int:
        digits = f"{self.number:b}"
        return digits.count(self.digit) if self.digit else len(digits)

    def second(self) -> int:
        ones, rest = 0, self.number
        while rest:
            rest &= rest - 1
            ones += 1
        length = 1
        while 1 << length <= self.number:
            length += 1
        return {"1": ones, "0": length - ones, "": length}[self.digit]

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class PrimeCount(TwoWays):
    """How many primes lie from ``low`` to ``high``, both included."""

    low: int
    high: int

    method = "counting by Legendre's sieve of quotients instead of listing"

    def describe(self) -> str:
        return f"number of primes p with {self.low} <= p <= {self.high}"

    def first(self) -> int:
        if self.high > MAX_SIEVE:
            raise TooLarge(f"Primes are counted up to {MAX_SIEVE} here.")
        if self.high < 2:
            return 0
        sieve = bytearray([1]) * (self.high + 1)
        sieve[:2] = b"\x00\x00"
        for p in range(2, isqrt(self.high) + 1):
            if sieve[p]:
                sieve[p * p :: p] = bytes(len(range(p * p, self.high + 1, p)))
        return sum(sieve[max(self.low, 0) :])

    def second(self) -> int:
        return _primes_up_to(self.high) - _primes_up_to(self.low - 1)

    def worth(self, result: Any) -> Value:
        return number(result)


def _primes_up_to(n: int) -> int:
    """pi(n), from the counts of numbers left at n // k as each prime is sifted out."""
    if n < 2:
        return 0
    root = isqrt(n)
    quotients = [n // k for k in range(1, root + 1)]
    quotients += range(quotients[-1] - 1, 0, -1)
    left = {q: q - 1 for q in quotients}
    for p in range(2, root + 1):
        if left[p] == left[p - 1]:
            continue
        smaller = left[p - 1]
        for q in quotients:
            if q < p * p:
                break
            left[q] -= left[q // p] - smaller
    return left[n]


@frozen
class PrimeFactors(TwoWays):
    """The prime factors of a number, each as often as it divides, written with ``sign``."""

    number: int
    sign: str

    method = "primality of each factor and multiplying them back"

    def describe(self) -> str:
        return f"prime factors of {self.number}"

    def first(self) -> tuple[int, ...]:
        if not 2 <= self.number <= MAX_FACTORED:
            raise TooLarge(f"Only numbers from 2 to {MAX_FACTORED} are factored here.")
        rest, factors, p = self.number, list[int](), 2
        while p * p <= rest:
            while rest % p == 0:
                rest //= p
                factors.append(p)
            p += 1 if p == 2 else 2
        return (*factors, rest) if rest > 1 else tuple(factors)

    def second(self) -> tuple[int, ...]:
        """The same by primality: the least prime divisor is taken out, found by Fermat's test."""
        rest, factors = self.number, list[int]()
        while rest > 1:
            if is_prime(rest):
                factors.append(rest)
                break
            divisor = next(d for d in range(2, isqrt(rest) + 1) if rest % d == 0 and is_prime(d))
            factors.append(divisor)
            rest //= divisor
        return tuple(factors)

    def write(self, result: Any) -> str:
        return f" {self.sign} ".join(map(str, result))


_NAMES: Final = {"binary": 2, "ternary": 3, "octal": 8, "decimal": 10, "hexadecimal": 16, "hex": 16}
_BASE: Final = re.compile(
    rf"base[- ]?(?P<n>\d{{1,2}})\b|(?P<name>{'|'.join(_NAMES)})\b(?!\s+representation of the number)"
)
_LETTERS: Final = re.compile(
    r"if the (?:target )?base is (?:>|greater than|above|more than) 10, (?:please )?use (?:the )?(?:lowercase "
    r"|lower[- ]case )?letters (?:a-z |a to z )?for (?:the )?digits (?:above|beyond|greater than) 9\s*[.;]?",
    re.IGNORECASE,
)
_TASK: Final = re.compile(r"^\s*your task is to [^.:]*[.:]\s*(?:now,?\s*)?(?=\S)", re.IGNORECASE)


_CONVERSION: Final = re.compile(
    r"^(?:please |can you |could you )?(?:(?:convert|change|express|write|translate|what is|what's|rewrite|turn)\s+)?"
    r"(?:the )?(?:number )?(?:(?P<s1>BASE)(?:\s+number)?\s+)?(?:the number )?(?P<digits>-?[0-9a-z]+)"
    r"(?:\s*,?\s+(?:from|in|of|written in|given in|which is in)\s+(?P<s2>BASE))?(?:\s+number)?"
    r"\s*,?\s*(?:in|to|into|as|as a|using|when written in)\s+(?:a )?(?P<t>BASE)(?:\s+(?:number|form|notation))?\s*[.?]*$"
)
_BITS: Final = Lexicon(
    {
        "COUNT": "how many|count|number of|hamming weight|popcount|bit count|population count",
        "ONES": "1 bits|1s|ones|set bits|1 ' s|one bits|bits set|1 - bits|bits equal to 1"
        "|bits are set|bits that are set|1 digits",
        "ZEROS": "0 bits|0s|zeros|zeroes|unset bits|0 ' s|zero bits|0 - bits|bits equal to 0",
        "BITS": "bits|binary digits|bits needed|bits are needed|digits",
        "BINARY": "binary representation|binary form|binary|base 2|binary expansion|binary notation",
        "-": "number|appear|there|integer|decimal number|represent|written|needed|represented|set to 1",
    },
    units=False,
)
_PRIMES: Final = Lexicon(
    {
        "COUNT": "how many|count how many|count|number of",
        "PRIME": "prime|prime number",
        "BETWEEN": "between|from|in the range|in the interval|in the range from",
        "TO": "to|and|through|up to|until|-",
        "BELOW": "less than|below|under|smaller than",
        "UPTO": "less than or equal to|up to|not exceeding|at most|no greater than|not greater than"
        "|up to and including",
        "INCL": "inclusive|both inclusive|( inclusive )|inclusively|both included|including both",
        "-": "there|exist|integers|range|numbers",
    },
    units=False,
)
_FACTORS: Final = re.compile(
    r"^(?:please )?(?:find|what is|what's|give|give me|compute|determine|write|calculate|state|show)?\s*"
    r"(?:the )?(?:complete )?prime (?:factori[sz]ation|factors|decomposition) (?:of|for)\s+(?:the number\s+)?(?P<n>\d+)\s*[.?]?"
    r"(?:\s*(?:write|give|list|separate|express) (?:the |your )?(?:factors|answer|result|them)?\s*"
    r"(?:separated (?:by|with)|with|using|joined by) (?P<sign>\S+)\s*\.?)?\s*$",
    re.IGNORECASE,
)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: it is one of these, but not read completely.
    """
    plain = form.split(_LETTERS.sub(" ", text), styles=False)[0]
    plain = _TASK.sub("", plain).strip().lower()
    plain = re.sub(r"^now,?\s+", "", plain)
    factors = _FACTORS.match(plain)
    if factors is not None and factors["sign"]:
        sign = {"*": "×", "x": "×", ",": ","}.get(factors["sign"], factors["sign"])
        return PrimeFactors(int(factors["n"]), sign)
    if "prime" in plain:
        return _prime_count(plain)
    return _base_change(plain) or _bit_count(plain)


def _base_change(plain: str) -> BaseChange | None:
    bases: list[int] = []

    def name(match: re.Match[str]) -> str:
        bases.append(int(match["n"]) if match["n"] else _NAMES[match["name"]])
        return "BASE"

    found = _CONVERSION.match(_BASE.sub(name, plain))
    if found is None or not bases:
        return None
    if found["s1"] and found["s2"]:
        return None
    source = bases[0] if found["s1"] or found["s2"] else 10
    if len(bases) > 2 or not all(2 <= base <= 36 for base in (source, bases[-1])):
        raise NotUnderstood("Bases from 2 to 36 are converted.")
    digits = found["digits"]
    for prefix, base in (("0x", 16), ("0b", 2), ("0o", 8)):
        if digits.startswith(prefix) and (len(bases) == 1 or source == base):
            digits, source = digits[2:], base
    if not re.fullmatch(r"-?\w+", digits) or (
        not any(c.isdigit() for c in digits) and source <= 10
    ):
        return None
    task = BaseChange(digits, source, bases[-1])
    task.first()  # raises for digits that the base does not have
    return task


def _bit_count(plain: str) -> BitCount | None:
    row = _BITS.scan(plain)
    if not row.fits("COUNT+ N ONES* ZEROS* BITS* BINARY*"):
        return None
    value = row.of("N")[0].value
    if value.denominator != 1 or value < 0:
        return None
    weight = any(m.text in {"hamming weight", "popcount", "population count"} for m in row.mentions)
    spoken = any("bit" in m.text for m in row.mentions) or row.has("BINARY") or weight
    if not spoken:
        return None  # the zeros of 1000 are those that are written
    if row.has("ONES") and not row.has("ZEROS"):
        return BitCount(int(value), "1")
    if row.has("ZEROS") and not row.has("ONES") and value > 0:
        return BitCount(int(value), "0")
    if weight and not row.has("BITS"):
        return BitCount(int(value), "1")
    return BitCount(int(value), "") if row.has("BITS") and row.has("BINARY") and value > 0 else None


def _prime_count(plain: str) -> PrimeCount | None:
    row = _PRIMES.scan(plain)
    if not row.has("COUNT"):
        return None
    limits = [mention.value for mention in row.of("N")]
    if any(limit.denominator != 1 for limit in limits):
        return None
    if row.fits("COUNT+ PRIME+ BETWEEN N2 TO* INCL*"):
        low, high = sorted(int(limit) for limit in limits)
        exclusive = not row.has("INCL") and row.of("BETWEEN")[0].text == "between"
        if exclusive and ((is_prime(max(low, 2)) and low >= 2) or is_prime(high)):
            raise NotUnderstood("It is unclear whether the ends of the range count.")
        return PrimeCount(low, high)
    if row.fits("COUNT+ PRIME+ BELOW N"):
        return PrimeCount(2, int(limits[0]) - 1)
    if row.fits("COUNT+ PRIME+ UPTO N"):
        return PrimeCount(2, int(limits[0]))
    return None
