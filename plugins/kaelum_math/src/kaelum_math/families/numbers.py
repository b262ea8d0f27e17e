"""Whole numbers: divisors and multiples, remainders, primes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from attrs import field, frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr import primes
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Num, Relation, free_symbols, number, show
from kaelum_math.families.comparison import Compare
from kaelum_math.families.modular import PowerRemainder
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof, same_text

__all__ = ["PHRASES", "CommonDivisor", "CommonMultiple", "Divides", "Primality", "PrimeFactors"]


@frozen
class CommonDivisor(Task):
    """The greatest common divisor of integers."""

    numbers: tuple[int, ...]

    def describe(self) -> str:
        return f"gcd({', '.join(map(str, self.numbers))})"

    def solve(self) -> Solution:
        value, weights = abs(self.numbers[0]), [(self.numbers[0] > 0) - (self.numbers[0] < 0)]
        for n in self.numbers[1:]:
            value, x, y = _bezout(value, n)
            weights = [w * x for w in weights] + [y]
        return Solution(str(value), number(value), {"weights": [str(w) for w in weights]})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.integer(answer) or 0
        weights = [int(w) for w in evidence["weights"]]
        combined = sum(w * n for w, n in zip(weights, self.numbers, strict=True))
        divides = value > 0 and all(n % value == 0 for n in self.numbers)
        nothing = value == 0 and not any(self.numbers)
        yield proof("it divides all of them, and is a combination of them", "Bezout's identity",
                    (divides and combined == value) or nothing)  # fmt: skip


def _bezout(a: int, b: int) -> tuple[int, int, int]:
    x, y, u, v = 1, 0, 0, 1
    while b:
        q = a // b
        a, b = b, a - q * b
        x, u = u, x - q * u
        y, v = v, y - q * v
    return (a, x, y) if a >= 0 else (-a, -x, -y)


@frozen
class CommonMultiple(Task):
    """The least common multiple of integers."""

    numbers: tuple[int, ...]

    def describe(self) -> str:
        return f"lcm({', '.join(map(str, self.numbers))})"

    def solve(self) -> Solution:
        value = math.lcm(*self.numbers)
        return Solution(str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        value = answers.integer(answer)
        if 0 in self.numbers:
            yield proof("a multiple of zero is zero", "definition", value == 0)
            return
        fits = value is not None and value > 0 and all(value % n == 0 for n in self.numbers)
        quotients = [value // n for n in self.numbers] if fits and value is not None else []
        common = 0
        for q in quotients:
            common = _euclid(common, q)
        yield proof("all of them divide it, and the quotients have no common factor",
                    "division and Euclid's algorithm", fits and abs(common) == 1)  # fmt: skip


def _euclid(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


@frozen
class Divides(Task):
    """Whether one integer divides another."""

    divisor: int
    dividend: int

    def describe(self) -> str:
        return f"whether {self.divisor} divides {self.dividend}"

    def solve(self) -> Solution:
        holds = self.dividend % self.divisor == 0 if self.divisor else self.dividend == 0
        return Solution(str(holds), holds)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        common = abs(_euclid(self.dividend, self.divisor))
        yield proof("the divisor is, or is not, their greatest common divisor",
                    "Euclid's algorithm", answer == str(common == abs(self.divisor)))  # fmt: skip


@frozen
class Remainder(Task):
    """The remainder of a division, between zero and the divisor; ``typed`` is the dividend as typed."""

    dividend: int
    divisor: int
    typed: str = field(default="", eq=False)

    def describe(self) -> str:
        return f"{self.typed or self.dividend} mod {self.divisor}"

    def solve(self) -> Solution:
        if self.divisor == 0:
            return Solution("undefined", notes=("The divisor is zero.",))
        quotient, rest = divmod(self.dividend, abs(self.divisor))
        return Solution(str(rest), number(rest), {"quotient": str(quotient)})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if self.divisor == 0:
            yield proof("division by zero is undefined", "definition", answer == "undefined")
            return
        rest, quotient = answers.integer(answer), int(evidence["quotient"])
        size = abs(self.divisor)
        holds = rest is not None and 0 <= rest < size
        yield proof("quotient times divisor plus remainder gives the dividend", "multiplication",
                    holds and quotient * size + (rest or 0) == self.dividend)  # fmt: skip


@frozen
class Primality(Task):
    """Whether an integer is prime, or composite."""

    value: int
    composite: bool = False
    either: bool = False

    def describe(self) -> str:
        if self.either:
            return f"whether {self.value} is prime or composite"
        return f"whether {self.value} is {'composite' if self.composite else 'prime'}"

    def solve(self) -> Solution:
        if self.value < 2 and self.either:
            return Solution("neither")
        if self.value < 2:
            return Solution("False", False, notes=("Primes are greater than 1.",))
        prime = primes.is_prime(self.value)
        if prime:
            evidence: dict[str, JSON] = {"pratt": primes.pratt(self.value)}
        else:
            evidence = {"factor": str(_factor(self.value))}
        if self.either:
            return Solution("prime" if prime else "composite", None, evidence)
        return Solution(str(prime != self.composite), prime != self.composite, evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if self.value < 2 and self.either:
            yield proof("the number is less than 2", "comparison", answer == "neither")
            return
        words = ("prime", "composite") if self.either else ("True", "False")
        claimed = (answer == words[0]) != self.composite
        if answer not in words:
            yield claim("the answer is one of the two", "comparison", holds=False)
        elif self.value < 2:
            yield proof("the number is less than 2", "comparison", answer == "False")
        elif claimed:
            yield proof("the number is prime", "Pratt certificate or trial division",
                        primes.proves_prime(self.value, evidence["pratt"]))  # fmt: skip
        else:
            factor = int(evidence["factor"])
            yield proof(f"{factor} divides it", "division",
                        1 < factor < self.value and self.value % factor == 0)  # fmt: skip


def _factor(n: int) -> int:
    try:
        return next(iter(primes.factorint(n)))
    except TooLarge:
        raise TooLarge(
            "The number is composite, but no factor was found that would prove it."
        ) from None


@frozen
class PrimeFactors(Task):
    """The prime factors of an integer, with or without their powers.

    ``style`` is ``list`` (distinct, comma-separated), ``product`` (``2**3 * 5``),
    ``largest``, ``smallest``, ``count`` (distinct), ``total`` (with powers) or ``repeated``.
    """

    value: int
    style: str = "list"

    def describe(self) -> str:
        kinds = {"list": "prime factors", "product": "prime factorisation", "count": "number of "
                 "distinct prime factors", "total": "number of prime factors with multiplicity",
                 "repeated": "prime factors with multiplicity"}  # fmt: skip
        return f"{kinds.get(self.style, f'{self.style} prime factor')} of {self.value}"

    def solve(self) -> Solution:
        if self.value < 2:
            raise NotUnderstood("Only integers above 1 have prime factors.")
        factors = primes.factorint(self.value)
        proofs: dict[str, JSON] = {}
        for p in factors:
            proofs.update(primes.pratt(p))
        listed = {str(p): k for p, k in factors.items()}
        text = self._text(factors)
        value = number(int(text)) if text.isdigit() else None
        return Solution(text, value, {"factors": listed, "pratt": proofs})

    def _text(self, factors: Mapping[int, int]) -> str:
        listed = list(factors)
        match self.style:
            case "product":
                return " * ".join(f"{p}**{k}" if k > 1 else str(p) for p, k in factors.items())
            case "largest":
                return str(listed[-1])
            case "smallest":
                return str(listed[0])
            case "count":
                return str(len(listed))
            case "total":
                return str(sum(factors.values()))
            case "repeated":
                return ", ".join(str(p) for p, k in factors.items() for _ in range(k))
        return ", ".join(map(str, listed))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        factors = {int(p): int(k) for p, k in sorted(evidence["factors"].items(), key=_as_int)}
        small = len(factors) < 5000 and all(0 < k < 100_000 for k in factors.values())
        product = math.prod(p**k for p, k in factors.items()) if small else 0
        genuine = all(primes.proves_prime(p, evidence["pratt"]) for p in factors)
        yield proof("the factors are prime, and multiply to the number",
                    "multiplication; Pratt certificates or trial division",
                    product == self.value and genuine)  # fmt: skip
        yield same_text(answer, self._text(factors))


def _as_int(pair: tuple[str, JSON]) -> int:
    return int(pair[0])


@frozen
class Divisors(Task):
    """The positive divisors of an integer: listed, counted or summed."""

    value: int
    style: str = "list"

    def describe(self) -> str:
        kind = {"list": "divisors", "count": "number of divisors", "sum": "sum of divisors"}
        return f"{kind[self.style]} of {self.value}"

    def solve(self) -> Solution:
        if self.value < 1:
            raise NotUnderstood("Divisors are taken of positive integers.")
        factors = primes.factorint(self.value)
        if self.style == "list":
            return Solution(", ".join(map(str, primes.divisors(factors))))
        value = 1
        for p, k in factors.items():
            value *= k + 1 if self.style == "count" else (p ** (k + 1) - 1) // (p - 1)
        return Solution(str(value), number(value))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if self.value > 10**11:
            yield from self._check_large(answer)
            return
        small = [d for d in range(1, math.isqrt(self.value) + 1) if self.value % d == 0]
        large = [self.value // d for d in reversed(small) if d * d != self.value]
        found = small + large
        expected = {"list": ", ".join(map(str, found)), "count": str(len(found)),
                    "sum": str(sum(found))}  # fmt: skip
        yield proof("trial division finds the same", "trial division",
                    answer == expected[self.style])  # fmt: skip

    def _check_large(self, answer: str) -> Iterable[Check]:
        listed = primes.divisors(primes.factorint(self.value))
        expected = {"list": ", ".join(map(str, listed)), "count": str(len(listed)),
                    "sum": str(sum(listed))}  # fmt: skip
        yield claim("listing the divisors gives the same", "enumeration",
                    answer == expected[self.style], independent=True)  # fmt: skip


# -- phrases -----------------------------------------------------------------


def _integers(m: Slots) -> tuple[int, ...]:
    values = [item.value for item in m.items("xs")]
    if len(values) < 2 or any(v.denominator != 1 for v in values):
        raise NotUnderstood("At least two whole numbers are needed.")
    return tuple(v.numerator for v in values)


@frozen
class DivisorAndMultiple(Task):
    """The greatest common divisor and the least common multiple, both."""

    numbers: tuple[int, ...]

    def _parts(self) -> tuple[CommonDivisor, CommonMultiple]:
        return CommonDivisor(self.numbers), CommonMultiple(self.numbers)

    def describe(self) -> str:
        return " and ".join(part.describe() for part in self._parts())

    def solve(self) -> Solution:
        divisor, multiple = (part.solve() for part in self._parts())
        return Solution(f"gcd = {divisor.answer}, lcm = {multiple.answer}", None, divisor.evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        first, _, second = answer.partition(", ")
        divisor, multiple = self._parts()
        yield from divisor.check(first.removeprefix("gcd = "), evidence)
        yield from multiple.check(second.removeprefix("lcm = "), {})
        parts = (first.removeprefix("gcd = "), second.removeprefix("lcm = "))
        yield same_text(answer, "gcd = {}, lcm = {}".format(*parts))


def _common_denominator(m: Slots) -> Task | None:
    values: list[Fraction] = [item.value for item in m.items("xs")]
    if len(values) < 2:
        return None
    return CommonMultiple(tuple(v.denominator for v in values))


def _span_multiple(m: Slots) -> Task | None:
    low, high = m.integer("a"), m.integer("b")
    if not 1 <= low < high <= 500:
        return None
    return CommonMultiple(tuple(range(low, high + 1)))


def _remainder(m: Slots) -> Task | None:
    expr, divisor = m.expr("a"), m.integer("b")
    try:
        value = rational(expr)
    except TooLarge:
        if free_symbols(expr) or divisor < 2:
            return None
        return PowerRemainder(expr, divisor)
    if value.denominator != 1:
        raise NotUnderstood("Remainders are taken of whole numbers.")
    return Remainder(value.numerator, divisor, show(expr))


def _prime(composite: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        value = m.number("n")
        if value.denominator != 1:
            raise NotUnderstood("Only whole numbers are prime or composite.")
        return Primality(value.numerator, composite)

    return build


def _factors(style: str) -> Callable[[Slots], Task | None]:
    return lambda m: PrimeFactors(m.integer("n"), style)


def _divisors(style: str) -> Callable[[Slots], Task | None]:
    return lambda m: Divisors(m.integer("n"), style)


def _divides(m: Slots) -> Task | None:
    return Divides(m.integer("a"), m.integer("b"))


def _coprime(m: Slots) -> Task | None:
    common = m.scope.solve(CommonDivisor(_integers(m))).solution.value
    return None if not isinstance(common, Num) else Compare(Relation("=", common, number(1)))


def _parity(odd: bool) -> Callable[[Slots], Task | None]:
    return lambda m: Divides(2, m.integer("b") + odd)


_LCM = "(least|lowest|smallest) common multiple"
_GCD = "(greatest|highest|largest|biggest) common (divisor|factor|denominator)"

PHRASES = (
    *noun(lambda m: CommonDivisor(_integers(m)), f"{_GCD} (of|between|for) {{xs}}",
          f"{_GCD} \\( (gcd|gcf|hcf) \\) of {{xs}}",
          "(gcd|gcf|hcf) (of|for|between) [the numbers] {xs}"),
    *noun(lambda m: CommonMultiple(_integers(m)),
          "(least|lowest|smallest) common multiple [of|for|between] [the numbers] {xs}",
          "(least|lowest|smallest) common multiple \\( lcm \\) of {xs}",
          "lcm (of|for|between) [the numbers] {xs}",
          "smallest [positive] (number|integer) divisible by [all of] [both] {xs}"),
    *noun(lambda m: DivisorAndMultiple(_integers(m)), f"({_GCD}|gcd|gcf|hcf) and [the] ({_LCM}|lcm) of {{xs}}",
          f"({_LCM}|lcm) and [the] ({_GCD}|gcd|gcf|hcf) of {{xs}}"),
    *noun(_span_multiple, f"({_LCM}|lcm) of [the numbers|the integers] {{a}} (through|to) {{b}}",
          f"({_LCM}|lcm) of [all|the] [the] [first] (numbers|integers) from {{a}} (through|to) {{b}}"),
    *noun(_common_denominator, "[least|lowest|smallest] common denominator (of|for) {xs}", "lcd (of|for) {xs}"),
    *noun(_remainder, "(remainder|rest) when {a} is divided by {b}",
          "(remainder|rest) (of|from) {a} divided by {b}",
          "(remainder|rest) (of|in|from) [dividing|the division of|the division] {a} by {b}",
          "(remainder|rest) when dividing {a} by {b}", "{a} modulo {b}", "{a} mod {b}", "(remainder|rest) of {a} when [it is] divided by {b}",
          "(remainder|rest) of {a} \\( mod {b} \\)", "(remainder|rest) of {a} (mod|modulo) {b}",
          "(remainder|rest) (if|after) {a} is divided by {b}", "remainder of {a} / {b}"),
    *clause(_prime(False), "is {n} [a] prime [number]", "is the number {n} prime",
            "(check|determine|decide|test) (whether|if) {n} is [a] prime [number]"),
    *clause(_prime(True), "is {n} [a] composite [number]"),
    *noun(_factors("list"), "[distinct] prime (factors|divisors) of {n}"),
    *clause(_factors("list"), "list [all] [the] [distinct] prime factors of {n}"),
    *noun(_factors("product"), "prime (factorization|factorisation|decomposition) of {n}",
          "{n} as a product of [its] primes", "{n} as a product of prime (factors|numbers)"),
    *clause(_factors("product"), "(write|express) {n} as a product of [its] prime [factors|numbers]",
            "(write|express) {n} as a product of primes", "(factor|factorise|factorize) {n} [into primes]",
            "factor {n} into prime (factors|numbers)"),
    *noun(_factors("largest"), "(largest|greatest|biggest) prime (factor|divisor) of {n}"),
    *noun(_factors("smallest"), "(smallest|least) prime (factor|divisor) of {n}"),
    *clause(_factors("count"), "how many [distinct|different] prime factors does {n} have"),
    *clause(_factors("total"), "how many prime factors does {n} have"),  # 12 has 2 or 3 of them
    *noun(_divisors("list"), "[positive] (factors|divisors) of {n}"),
    *noun(_divisors("count"), "number of [positive] (factors|divisors) of {n}"),
    *noun(_divisors("sum"), "sum of [all] [the] [positive] (factors|divisors) of {n}"),
    *clause(_divisors("count"), "how many [positive] (factors|divisors) does {n} have"),
    *clause(lambda m: Primality(m.integer("n"), either=True), "is {n} [a] prime or [a] composite [number]"),
    *clause(_coprime, "are {xs} (coprime|relatively prime|mutually prime) [numbers]"),
    *clause(_divides, "is {a} a (factor|divisor) of {b}", "is {b} a multiple of {a}",
            "does {a} [evenly] divide {b} [evenly]", "is {b} [evenly] divisible by {a}",
            "(can|could) {b} be [evenly] divided by {a} [evenly]", "does {a} go [evenly] into {b} [evenly]"),
    *clause(_parity(odd=False), "is {b} [an] even [number]"),
    *clause(_parity(odd=True), "is {b} [an] odd [number]"),
)  # fmt: skip
