"""Arithmetic modulo a number: inverses, congruences, orders; and equations in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr import primes
from kaelum_math.expr.nodes import Call, Expr, Num, Relation, number
from kaelum_math.expr.poly import polynomial
from kaelum_math.methods.integer_sets import progression
from kaelum_math.phrases import clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Solution, Task, Value, proof, same_text
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Congruence", "Inverse", "Simultaneous"]

MAX_SEARCHED = 1_000_000


@frozen
class Inverse(Task):
    """The number from 0 to the modulus that gives 1 when multiplied by ``value``."""

    value: int
    modulus: int

    def describe(self) -> str:
        return f"x with {self.value}*x = 1 (mod {self.modulus})"

    def solve(self) -> Solution:
        if math.gcd(self.value, self.modulus) != 1:
            return Solution("does not exist", notes=("The numbers have a common factor.",))
        found = pow(self.value, -1, self.modulus)
        return Solution(str(found), number(found))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        del evidence
        if answer == "does not exist":
            common = _common(self.value, self.modulus)
            yield proof(
                f"{common} divides both numbers, but not 1", "Euclid's algorithm", common > 1
            )
            return
        found = answers.integer(answer)
        holds = found is not None and 0 <= found < self.modulus
        yield proof("the product leaves the remainder 1", "multiplication",
                    holds and ((found or 0) * self.value - 1) % self.modulus == 0)  # fmt: skip


def _common(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return abs(a)


@frozen
class Congruence(Task):
    """All solutions of ``factor * x = rest`` modulo a number."""

    factor: int
    rest: int
    modulus: int
    name: str

    def describe(self) -> str:
        return f"{self.factor}*{self.name} = {self.rest} (mod {self.modulus})"

    def solve(self) -> Solution:
        common = math.gcd(self.factor, self.modulus)
        if self.rest % common:
            return Solution(
                "no solution", notes=(f"{common} divides the rest but not the right side.",)
            )
        size = self.modulus // common
        base = self.rest // common * pow(self.factor // common, -1, size) % size if size > 1 else 0
        value = number(base) if common == 1 else None
        return Solution(f"{self.name} = {base} (mod {size})", value)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        del evidence
        if self.modulus > MAX_SEARCHED:
            raise TooLarge("The modulus is too large to try all residues.")
        good = [x for x in range(self.modulus) if (self.factor * x - self.rest) % self.modulus == 0]
        if not good:
            yield proof("no residue solves it", "trying all residues", answer == "no solution")
            return
        step = self.modulus // len(good)
        yield proof("these and no other residues solve it", "trying all residues",
                    good == list(range(good[0], self.modulus, step)))  # fmt: skip
        yield same_text(answer, f"{self.name} = {good[0]} (mod {step})")


@frozen
class Simultaneous(TwoWays):
    """The least natural number with given remainders."""

    remainders: tuple[tuple[int, int], ...]
    positive: bool = True

    method = "sieving: stepping by the moduli met so far until the next one fits"

    def describe(self) -> str:
        listed = ", ".join(f"x = {rest} (mod {modulus})" for rest, modulus in self.remainders)
        return f"least {'positive ' if self.positive else ''}x with {listed}"

    def first(self) -> int:
        condition: tuple[Any, ...] = ("remainder", *self.remainders[0])
        for rest, modulus in self.remainders[1:]:
            condition = ("and", condition, ("remainder", rest % modulus, modulus))
        rest, step = progression(condition)
        return rest or (step if self.positive else 0)

    def second(self) -> int:
        found, step = 0, 1
        for rest, modulus in self.remainders:
            for _ in range(modulus):
                if (found - rest) % modulus == 0:
                    break
                found += step
            step = math.lcm(step, modulus)
        return found or (step if self.positive else 0)

    def worth(self, result: Any) -> Value:
        return number(result)

    def notes(self) -> tuple[str, ...]:
        step = math.lcm(*(modulus for _, modulus in self.remainders))
        return (f"All solutions are equal modulo {step}.",)


@frozen
class Order(TwoWays):
    """The least exponent that takes ``base`` to 1 modulo ``modulus``."""

    base: int
    modulus: int

    method = "multiplying until 1 is reached instead of dividing the totient"

    def describe(self) -> str:
        return f"least k > 0 with {self.base}^k = 1 (mod {self.modulus})"

    def first(self) -> int:
        if self.modulus > MAX_SEARCHED or self.modulus < 2:
            raise TooLarge(f"Orders are found modulo 2 to {MAX_SEARCHED}.")
        if math.gcd(self.base, self.modulus) != 1:
            raise OutOfReach("The numbers have a common factor, so no power is 1.")
        order = self.modulus
        for p in primes.factorint(self.modulus):
            order -= order // p
        for p, k in primes.factorint(order).items() if order > 1 else ():
            for _ in range(k):
                if pow(self.base, order // p, self.modulus) != 1:
                    break
                order //= p
        return order

    def second(self) -> int:
        order, power = 1, self.base % self.modulus
        while power != 1:
            order, power = order + 1, power * self.base % self.modulus
        return order

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Multiplicity(TwoWays):
    """How often ``divisor`` divides a number, or the factorial of ``value``.

    ``power`` asks for the power itself instead of its exponent.
    """

    value: int
    divisor: int
    factorial: bool
    power: bool = False

    method = "dividing each factor instead of Legendre's formula"

    def describe(self) -> str:
        of = f"{self.value}!" if self.factorial else str(self.value)
        return (
            f"{'highest power' if self.power else 'exponent'} of {self.divisor} that divides {of}"
        )

    def first(self) -> int:
        if (
            not 2 <= self.divisor <= 10**9
            or not self.value >= 1
            or (self.factorial and self.value > 10**6)
        ):
            raise TooLarge("The numbers are out of range.")
        found = []
        for p, k in primes.factorint(self.divisor).items():
            if self.factorial:
                times, rest = 0, self.value
                while rest:
                    rest //= p
                    times += rest
            else:
                times, power = 0, p
                while self.value % power == 0:
                    times, power = times + 1, power * p
            found.append(times // k)
        return min(found)

    def second(self) -> int:
        if not self.factorial:
            rest, times = self.value, 0
            while rest % self.divisor == 0:
                rest, times = rest // self.divisor, times + 1
            return times
        counts: dict[int, int] = {}
        rest, p = self.divisor, 2
        while rest > 1:
            while rest % p == 0:
                rest //= p
                counts[p] = counts.get(p, 0) + 1
            p = p + 1 if p * p <= rest else max(rest, p + 1)
        return min(_times_in_factorial(self.value, p) // k for p, k in counts.items())

    def write(self, result: Any) -> str:
        return f"{self.divisor}^{result}" if self.power else str(result)

    def worth(self, result: Any) -> Value:
        return None if self.power else number(result)


def _times_in_factorial(n: int, p: int) -> int:
    """How often ``p`` divides 1 * 2 * ... * n, counted factor by factor."""
    times = 0
    for k in range(p, n + 1, p):
        rest = k
        while rest % p == 0:
            rest, times = rest // p, times + 1
    return times


@frozen
class Combination(Task):
    """One solution of ``a*x + b*y = c`` in integers, and with it all of them."""

    a: int
    b: int
    c: int
    names: tuple[str, str] = ("x", "y")

    def describe(self) -> str:
        x, y = self.names
        return f"{self.a}*{x} + {self.b}*{y} = {self.c} in integers"

    def solve(self) -> Solution:
        common = math.gcd(self.a, self.b)
        if self.c % common:
            return Solution(
                "no solution", notes=(f"{common} divides the left side but not {self.c}.",)
            )
        a, b = self.a // common, self.b // common
        x = self.c // common * pow(a, -1, abs(b)) % abs(b) if abs(b) > 1 else 0
        x = x - abs(b) if 2 * x > abs(b) else x
        y = (self.c // common - a * x) // b
        one, other = self.names
        steps = (f"All solutions: {one} = {x} + {b}*t, {other} = {y} - {a}*t for any integer t.",)
        return Solution(
            f"{one} = {x}, {other} = {y}", None, {"x": str(x), "y": str(y)}, steps, steps
        )

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == "no solution":
            common = _common(self.a, self.b)
            yield proof(f"{common} divides the left side, but not the right side",
                        "Euclid's algorithm", self.c % common != 0)  # fmt: skip
            return
        x, y = int(evidence["x"]), int(evidence["y"])
        yield proof("the numbers put into the equation fulfil it", "substitution",
                    self.a * x + self.b * y == self.c)  # fmt: skip
        yield same_text(answer, f"{self.names[0]} = {x}, {self.names[1]} = {y}")


@frozen
class SquareSum(Task):
    """A number as a sum of two squares of natural numbers, the first not the larger."""

    value: int
    judged: bool = False

    def describe(self) -> str:
        return (
            f"{'whether ' if self.judged else ''}{self.value} = a^2 + b^2 with integers 0 <= a <= b"
        )

    def solve(self) -> Solution:
        if not 0 <= self.value <= 10**12:
            raise TooLarge("Sums of two squares are found up to 10^12.")
        found = self._pairs()
        if self.judged:
            return Solution(
                str(bool(found)), bool(found), {"pair": [list(map(str, p)) for p in found[:1]]}
            )
        if not found:
            return Solution("impossible", None)
        a, b = next((pair for pair in found if pair[0]), found[0])
        notes = (" and ".join(f"{a}^2 + {b}^2" for a, b in found),) if len(found) > 1 else ()
        return Solution(f"{a}^2 + {b}^2", None, {"pair": [[str(a), str(b)]]}, notes=notes)

    def _pairs(self) -> list[tuple[int, int]]:
        pairs = (
            (a, math.isqrt(self.value - a * a)) for a in range(math.isqrt(self.value // 2) + 1)
        )
        return [(a, b) for a, b in pairs if a * a + b * b == self.value]

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer in {"impossible", "False"}:
            factors = primes.factorint(self.value) if self.value > 1 else {}
            barred = any(p % 4 == 3 and k % 2 for p, k in factors.items())
            yield proof("a prime of the form 4k + 3 divides it an odd number of times",
                        "Fermat's theorem on sums of two squares", barred)  # fmt: skip
            return
        a, b = (int(part) for part in evidence["pair"][0])
        yield proof("the squares add up to it", "substitution", a * a + b * b == self.value)
        yield same_text(answer, "True" if self.judged else f"{a}^2 + {b}^2")


# -- phrases -----------------------------------------------------------------


def _inverse(m: Slots) -> Task | None:
    value, modulus = m.integer("a"), m.integer("m")
    if modulus < 2:
        return None
    return Inverse(value, modulus)


def _order(m: Slots) -> Task | None:
    return Order(m.integer("a"), m.integer("m"))


def _linear_form(relation: Relation) -> tuple[dict[str, Fraction], Fraction]:
    """``a*x + b*y = c`` as the factors of the unknowns, and ``c``."""
    if relation.op != "=":
        raise NotUnderstood("An equation is expected.")
    poly = polynomial(relation.left) - polynomial(relation.right)
    if poly.degree() != 1:
        raise OutOfReach("The equation is not linear.")
    factors = {name: poly.terms.get(((name, 1),), Fraction(0)) for name in poly.variables()}
    return factors, -poly.terms.get((), Fraction(0))


def _modulus(tokens: Sequence[Token], m: Slots) -> tuple[Sequence[Token], int]:
    """``5x = 3 (mod 11)`` or ``x = 4 mod 9`` as what is before the modulus, and the modulus."""
    places = [k for k, token in enumerate(tokens) if token.text in {"mod", "modulo"}]
    if len(places) != 1:
        raise NotUnderstood("A congruence with its modulus is expected.")
    at = places[0]
    body, rest = tokens[:at], tokens[at + 1 :]
    if body and body[-1].text == "(" and rest[-1].text == ")":
        body, rest = body[:-1], rest[:-1]
    if body and body[-1].text == ",":
        body = body[:-1]
    value = m.value_of(rest)
    if not isinstance(value, Num) or value.value.denominator != 1 or value.value < 2:
        raise NotUnderstood("A modulus is a whole number from 2 on.")
    return body, int(value.value)


def _linear(tokens: Sequence[Token], m: Slots) -> tuple[str, int, int, int]:
    """A congruence as name, factor, right side and modulus."""
    body, modulus = _modulus(tokens, m)
    relation = m.scope.relation(body, m.choices)
    coefficients, constant = _linear_form(relation)
    if len(coefficients) != 1:
        raise NotUnderstood("A congruence in one unknown is expected.")
    (name, factor), *_ = coefficients.items()
    if factor.denominator != 1 or constant.denominator != 1:
        raise NotUnderstood("A congruence has whole numbers.")
    return name, int(factor), int(constant), modulus


def _congruence(m: Slots) -> Task | None:
    name, factor, rest, modulus = _linear(m.tokens("e"), m)
    return Congruence(factor % modulus, rest % modulus, modulus, name)


def _simultaneous(m: Slots) -> Task | None:
    found: list[tuple[int, int]] = []
    names = set()
    pieces = split(m.tokens("e"), ",", "and", ";")
    for piece in pieces:
        name, factor, rest, modulus = _linear(piece, m)
        if math.gcd(factor, modulus) != 1:
            raise OutOfReach("A congruence does not determine its unknown.")
        names.add(name)
        found.append((rest * pow(factor, -1, modulus) % modulus, modulus))
    if len(found) < 2 or len(names) != 1:
        return None
    return Simultaneous(tuple(found))


def _leaving(m: Slots) -> Task | None:
    """``remainder 2 when divided by 3, remainder 3 when divided by 5 and ...``"""
    texts = [t for t in m.tokens("e") if t.text not in {"a", "of", "leaves", "and", ","}]
    found: list[tuple[int, int]] = []
    if len(texts) % 6:
        raise NotUnderstood("Remainders with their divisors are expected.")
    for at in range(0, len(texts), 6):
        words = [t.text for t in texts[at : at + 6]]
        if [words[0], *words[2:5]] != ["remainder", "when", "divided", "by"]:
            raise NotUnderstood("Remainders with their divisors are expected.")
        rest, modulus = (_whole(m.value_of([texts[at + k]])) for k in (1, 5))
        if not 0 <= rest < modulus:
            raise NotUnderstood("A remainder is smaller than what is divided by.")
        found.append((rest, modulus))
    return Simultaneous(tuple(found)) if len(found) > 1 else None


def _multiplicity(*, power: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        expr = m.scope.parse_name(m.tokens("n"))
        divisor = m.integer("p") if m.has("p") else 10
        if isinstance(expr, Call) and expr.name == "factorial" and isinstance(expr.args[0], Num):
            return Multiplicity(_whole(expr.args[0]), divisor, factorial=True, power=power)
        return Multiplicity(m.integer("n"), divisor, factorial=False, power=power)

    return build


def _whole(expr: Expr) -> int:
    if not isinstance(expr, Num) or expr.value.denominator != 1:
        raise NotUnderstood("A whole number is needed.")
    return int(expr.value)


def _combination(m: Slots) -> Task | None:
    relation = m.scope.relation(m.tokens("e"), m.choices)
    coefficients, constant = _linear_form(relation)
    if len(coefficients) != 2:
        return None
    (one, a), (other, b) = sorted(coefficients.items())
    if any(v.denominator != 1 for v in (a, b, constant)):
        raise NotUnderstood("An equation with whole numbers is expected.")
    if m.has("x") and {m.raw("x"), m.raw("y")} != {one, other}:
        raise NotUnderstood("The unknowns of the equation are others.")
    return Combination(int(a), int(b), int(constant), (one, other))


def _squares(*, judged: bool) -> Callable[[Slots], Task | None]:
    return lambda m: SquareSum(m.integer("n"), judged)


_MOD = "(mod|modulo)"
_INVERSE = "[modular|multiplicative|modular multiplicative] inverse"
_ZEROS = "(trailing zeros|trailing zeroes|zeros at the end|zeroes at the end|ending zeros)"
_SEVERAL = "(which satisfies|that satisfies|satisfying|such that|with|for which)"

_MODULAR = "mod modulo congruent congruence congruences"

PHRASES = (
    *noun(_inverse, f"{_INVERSE} of {{a}} {_MOD} {{m}}", f"{_INVERSE} of {{a}} \\( {_MOD} {{m}} \\)",
          f"{_INVERSE} of {{a}} , {_MOD} {{m}}"),
    *noun(_order, f"[multiplicative] order of {{a}} {_MOD} {{m}}", f"[multiplicative] order of {{a}} \\( {_MOD} {{m}} \\)"),
    *clause(_congruence, "solve [the] [linear] [congruence] [for x] {e}", rank=1, needs=_MODULAR),
    *clause(_simultaneous, "solve [the] [system of] [simultaneous] [congruences] {e}", needs=_MODULAR),
    *noun(_simultaneous, f"(smallest|least) [positive] (integer|number|value|whole number|x) [x|n|of x] {_SEVERAL} {{e}}", rank=1),
    *text(_leaving, "number leaves {e} ; smallest [positive] (one|number|integer|such number)"),
    *noun(_leaving, "(smallest|least) [positive] (number|integer) leaves {e}"),
    *noun(_multiplicity(power=False), f"number of {_ZEROS} (in|of|on) {{n}}",
          "(largest|highest|greatest) exponent of {p} (that divides|dividing) {n}", "exponent of {p} in {n}",
          "[number of] times {p} divides {n}", rank=1),
    *clause(_multiplicity(power=False), f"how many {_ZEROS} (does|are in|are there in|are at) {{n}} [have]",
            "how many (zeros|zeroes) (does|will) {n} end (in|with)", "how many (zeros|zeroes) are (there at the end|at the end) of {n}",
            "{n} ends (in|with) how many (zeros|zeroes)", "how many times does {p} divide {n}"),
    *noun(_multiplicity(power=True), "(largest|highest|greatest) power of {p} (that divides|dividing|which divides) {n}"),
    *clause(_combination, "find integers {x} and {y} (with|such that|so that|satisfying) {e}",
            "find [one|an] integer (solution|solutions) (of|to) {e}", "solve {e} (for|in|over) [the] integers"),
    *noun(_combination, "integers {x} and {y} (with|such that|so that|satisfying) {e}", "integer solutions (of|to) {e}"),
    *clause(_squares(judged=False), "(express|write) {n} as [a|the] sum of two [perfect] squares"),
    *noun(_squares(judged=False), "{n} as [a|the] sum of two [perfect] squares"),
    *clause(_squares(judged=True), "is {n} [a|the] sum of two [perfect] squares",
            "can {n} be (written|expressed) as [a|the] sum of two [perfect] squares"),
)  # fmt: skip
