"""Numbers with a name: the 20th triangular number, Euler's totient, is 496 perfect?"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import count, takewhile
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr import primes
from kaelum_math.expr.nodes import number
from kaelum_math.methods.sequences import FUNCTIONS, SEQUENCES, Rule
from kaelum_math.phrases import Phrase, clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Named", "Property"]


@frozen
class Named(TwoWays):
    """The value of a well-known sequence or function at ``n``."""

    rule: Rule
    n: int

    method = "counting, adding up or another recurrence"

    def describe(self) -> str:
        return f"{self.rule.name} of {self.n}"

    def first(self) -> int:
        self.rule.fits(self.n)
        return self.rule.first(self.n)

    def second(self) -> int:
        self.rule.fits(self.n)
        return self.rule.second(self.n)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Property(TwoWays):
    """Whether a natural number has a property."""

    name: str
    n: int

    method = "generating the numbers that have it, or adding up instead of factoring"

    def describe(self) -> str:
        return f"whether {self.n} is {self.name}"

    def first(self) -> bool:
        return _PROPERTIES[self.name][0](self.n)

    def second(self) -> bool:
        return _PROPERTIES[self.name][1](self.n)

    def worth(self, result: Any) -> Value:
        return bool(result)


def _reached(n: int, term: Callable[[int], int], start: int = 0) -> bool:
    """Whether the increasing sequence ``term`` holds ``n``."""
    return n in takewhile(lambda value: value <= n, (term(k) for k in count(start)))


def _square(n: int) -> bool:
    return n >= 0 and math.isqrt(n) ** 2 == n


def _even_powers(n: int, power: int) -> bool:
    """Whether every prime factor occurs a multiple of ``power`` times."""
    return n >= 0 and (n < 2 or all(k % power == 0 for k in primes.factorint(n).values()))


def _root(n: int, power: int) -> bool:
    low, high = 0, 1 << (n.bit_length() // power + 1)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if middle**power < n else (low, middle)
    return bool(low**power == n)


def _divisor_total(n: int) -> int:
    if n > 10**12:
        raise TooLarge("Divisors are added up to 10^12.")
    total = sum(d + n // d for d in range(1, math.isqrt(n) + 1) if n % d == 0)
    return total - (math.isqrt(n) if _square(n) else 0) - n


def _abundance(sign: int) -> tuple[Callable[[int], bool], Callable[[int], bool]]:
    """Perfect (0), abundant (1) or deficient (-1), from both ways of adding the divisors."""

    def fits(total: int, n: int) -> bool:
        return n > 0 and (total > n) - (total < n) == sign

    aliquot = FUNCTIONS["aliquot sum"]
    return (
        lambda n: n > 0 and fits(aliquot.first(n), n),
        lambda n: n > 0 and fits(_divisor_total(n), n),
    )


def _digits(n: int) -> list[int]:
    digits: list[int] = []
    while n or not digits:
        n, digit = divmod(n, 10)
        digits.append(digit)
    return digits


def _reversed(n: int) -> int:
    return int("".join(map(str, _digits(n))))


def _happy(n: int) -> bool:
    while n > 6:
        n = sum(int(c) ** 2 for c in str(n))
    return n == 1


def _happy_cycle(n: int) -> bool:
    """By Floyd's search for the cycle."""

    def step(k: int) -> int:
        return sum(digit * digit for digit in _digits(k))

    slow, fast = n, step(n)
    while fast not in {1, slow}:
        slow, fast = step(slow), step(step(fast))
    return fast == 1


def _harshad(n: int) -> bool:
    return n > 0 and n % sum(map(int, str(n))) == 0


def _power_of(base: int) -> tuple[Callable[[int], bool], Callable[[int], bool]]:
    return (
        lambda n: n == 1 or (n > 1 and set(primes.factorint(n)) == {base}),
        lambda n: _reached(n, lambda k: base**k),
    )


_PROPERTIES: Final[dict[str, tuple[Callable[[int], bool], Callable[[int], bool]]]] = {
    "a perfect square": (_square, lambda n: _even_powers(n, 2)),
    "a perfect cube": (lambda n: n >= 0 and _root(n, 3), lambda n: _even_powers(n, 3)),
    "a triangular number": (lambda n: n > 0 and _square(8 * n + 1),
                            lambda n: _reached(n, SEQUENCES["triangular"].first, 1)),
    "a Fibonacci number": (lambda n: n >= 0 and (_square(5 * n * n + 4) or (n > 0 and _square(5 * n * n - 4))),
                           lambda n: _reached(n, SEQUENCES["fibonacci"].first)),
    "a Catalan number": (lambda n: _reached(n, SEQUENCES["catalan"].first),
                         lambda n: _reached(n, SEQUENCES["catalan"].second)),
    "a factorial": (lambda n: n > 0 and _reached(n, math.factorial),
                    lambda n: n > 0 and _divides_down(n)),
    "a perfect number": _abundance(0), "an abundant number": _abundance(1),
    "a deficient number": _abundance(-1),
    "a palindrome": (lambda n: str(n) == str(n)[::-1], lambda n: _reversed(n) == n),
    "an Armstrong number": (lambda n: sum(int(c) ** len(str(n)) for c in str(n)) == n,
                            lambda n: sum(d ** len(_digits(n)) for d in _digits(n)) == n),
    "a happy number": (_happy, _happy_cycle),
    "a Harshad number": (_harshad, lambda n: n > 0 and n % sum(_digits(n)) == 0),
    "a power of 2": _power_of(2), "a power of 3": _power_of(3), "a power of 10": (
        lambda n: n > 0 and str(n).rstrip("0") == "1", lambda n: _reached(n, lambda k: 10**k)),
    "squarefree": (lambda n: n > 0 and all(k == 1 for k in primes.factorint(n).values()),
                   lambda n: n > 0 and all(n % (k * k) for k in range(2, math.isqrt(n) + 1))),
    "a Mersenne prime": (lambda n: primes.is_prime(n) and _reached(n, SEQUENCES["mersenne"].first, 1),
                         lambda n: _reached(n, SEQUENCES["mersenne"].second, 1) and _undivided(n)),
}  # fmt: skip
_MAX_TESTED: Final = 10**12


def _divides_down(n: int) -> bool:
    """Whether dividing by 2, 3, 4, ... in turn ends at 1."""
    for k in count(2):
        if n == 1:
            return True
        if n % k:
            return False
        n //= k
    return False


def _undivided(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))


# -- phrases -----------------------------------------------------------------


def _nth(name: str) -> Callable[[Slots], Task | None]:
    return lambda m: Named(SEQUENCES[name], m.ordinal("n"))


def _of(rule: Rule) -> Callable[[Slots], Task | None]:
    return lambda m: Named(rule, m.integer("n"))


def _property(name: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        n = m.integer("n")
        if n > _MAX_TESTED and name not in {"a palindrome", "a power of 2", "a Fibonacci number"}:
            raise TooLarge(f"Numbers up to {_MAX_TESTED} are tested.")
        if n < 0:
            raise NotUnderstood("Only natural numbers are tested.")
        return Property(name, n)

    return build


def _sequence_phrases() -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    for name in SEQUENCES:
        if name in {"derangement", "partition", "factorial", "fibonacci sum"}:
            continue
        found += noun(_nth(name), f"{{n}} {name} number", f"{{n}} term (of|in) the {name} sequence",
                      f"{{n}} number (of|in) the {name} sequence")  # fmt: skip
    return found


_ADJECTIVES: Final = {
    "a perfect square": "[a] (perfect square|square number|square)",
    "a perfect cube": "[a] (perfect cube|cube number|cube)",
    "a triangular number": "[a] (triangular|triangle) [number]",
    "a Fibonacci number": "([a] fibonacci number|in the fibonacci sequence|part of the fibonacci sequence)",
    "a Catalan number": "[a] catalan number", "a factorial": "[a] factorial [number]",
    "a perfect number": "[a] perfect [number]", "an abundant number": "[an] abundant [number]",
    "a deficient number": "[a] deficient [number]",
    "a palindrome": "[a] (palindrome|palindromic number|palindromic|palindrome number)",
    "an Armstrong number": "[an|a] (armstrong|narcissistic) [number]",
    "a happy number": "[a] happy number", "a Harshad number": "[a] harshad number",
    "a power of 2": "[a] power of 2", "a power of 3": "[a] power of 3",
    "a power of 10": "[a] power of 10", "squarefree": "[a] (squarefree|square free|square - free) [number]",
    "a Mersenne prime": "[a] mersenne prime",
}  # fmt: skip
_PHI: Final = "(euler totient|euler's totient|euler phi|euler's phi|totient|phi)"
_MOBIUS: Final = "(mobius|möbius|moebius)"
_AT: Final = "(of {n}|for {n}|at {n}|( {n} ))".replace("( {n} )", "\\( {n} \\)")

PHRASES = (
    *_sequence_phrases(),
    *noun(_of(SEQUENCES["fibonacci sum"]), "(sum|total) of [the] first {n} (terms of the fibonacci sequence|fibonacci numbers)"),
    *noun(_of(FUNCTIONS["totient"]), f"{_PHI} [function] {_AT}", "phi \\( {n} \\) , (euler's|euler) totient [function]"),
    *noun(_of(FUNCTIONS["mobius"]), f"{_MOBIUS} function {_AT}"),
    *noun(_of(FUNCTIONS["digital root"]), "digital root of [the number] {n}"),
    *noun(_of(FUNCTIONS["carmichael"]), f"carmichael (function|lambda) {_AT}"),
    *noun(_of(FUNCTIONS["radical"]), "radical of {n}"),
    *noun(_of(FUNCTIONS["aliquot sum"]), "sum of [the|all] [the] (proper divisors|proper factors) of {n}",
          "aliquot sum of {n}"),
    *noun(_of(SEQUENCES["derangement"]), "[number of] derangements of {n} [objects|items|things|elements|people|letters]",
          "subfactorial of {n}"),
    *clause(_of(SEQUENCES["derangement"]), "how many derangements (of|are there of) {n} [objects|items|things|elements|people]"),
    *noun(_of(SEQUENCES["partition"]), "number of [integer] partitions of [the number|the integer] {n}",
          "partition number of {n}"),
    *clause(_of(SEQUENCES["partition"]), "how many [integer] partitions (of|are there of) {n}",
            "how many [integer] partitions does {n} have"),
    *noun(_of(SEQUENCES["bell"]), "bell number (of {n}|{n})", "bell number b_{n}", "number of (ways to partition|partitions of) a set (of|with) {n} elements"),
    *noun(_of(SEQUENCES["catalan"]), "catalan number (of {n}|{n})"),
    *noun(_of(SEQUENCES["fibonacci"]), "fibonacci number (of {n}|{n})", "fibonacci (of {n}|\\( {n} \\))"),
    *(phrase for name, words in _ADJECTIVES.items()
      for phrase in clause(_property(name), f"is [the number] {{n}} {words}")),
)  # fmt: skip
