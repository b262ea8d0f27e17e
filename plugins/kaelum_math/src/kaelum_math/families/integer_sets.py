"""Sets of whole numbers in words: "the primes under 50", "multiples of 3 or 5 below 1000".

A small grammar reads adjectives, a head noun, ranges and conditions into one
:class:`IntegerSet`; what is asked of it (how many, their sum, the largest, the first
ten) is one of few tasks. Ends of a range that the words leave open are both tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from math import prod
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import Ambiguous, NotUnderstood, OutOfReach, TooLarge, Undefined
from kaelum_math.expr import primes
from kaelum_math.expr.nodes import number
from kaelum_math.families.integer_words import IntegerSet, parse
from kaelum_math.methods.integer_sets import (
    LIMIT,
    Condition,
    generated,
    holds,
    multiple,
    progression,
)
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task, Value
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "SetFigure"]

MAX_LISTED: Final = 2000
MAX_PLACE: Final = 50_000


@frozen
class SetFigure(TwoWays):
    """A figure of a set of natural numbers.

    ``what`` is ``count``, ``sum``, ``product``, ``mean``, ``list``, ``largest``,
    ``smallest`` or, with ``place``, ``nth``. A sum is of their powers with exponent ``power``.
    """

    members: IntegerSet
    what: str
    place: int = 1
    power: int = 1

    method = "generating the set by sieves and steps instead of testing each number"

    def describe(self) -> str:
        what = f"member {self.place}" if self.what == "nth" else self.what
        powers = "" if self.power == 1 else f"n**{self.power} for "
        return f"{what} of {powers}the natural numbers n: {self.members.describe()}"

    # -- both ways share only the interpretation of the listed members --------------

    def first(self) -> Any:
        return self._figure(self._tested())

    def second(self) -> Any:
        return self._figure(self._generated())

    def _needed(self) -> int | None:
        """How many members are needed, counted from the smallest; None for all of them."""
        if self.what in {"smallest", "nth"}:
            return self.place
        return self.members.first

    def _tested(self) -> list[int]:
        found = _tested(self.members, backwards=self.what == "largest" and not self.members.first)
        needed = 1 if self.what == "largest" and not self.members.first else self._needed()
        return list(found if needed is None else islice(found, needed))

    def _generated(self) -> list[int]:
        members, needed = self.members, self._needed()
        low, high = members.low, members.high
        if needed is None:
            assert high is not None
            return sorted(generated(low, high, members.condition))
        width = max(64, 8 * progression(members.condition)[1])
        while True:
            top = low + width if high is None else min(low + width, high)
            found = sorted(generated(low, top, members.condition))
            if len(found) >= needed or top == high:
                return found[:needed]
            width *= 4

    def _figure(self, found: list[int]) -> Any:
        needed = self._needed()
        if needed is not None and len(found) < needed:
            raise Undefined("There is no such number.")
        match self.what:
            case "count":
                return len(found)
            case "sum":
                return sum(Fraction(n) ** self.power for n in found)
            case "product":
                if len(found) > LIMIT // 1000:
                    raise TooLarge("The product has too many factors.")
                return prod(found)
            case "list":
                if len(found) > MAX_LISTED:
                    raise TooLarge(f"More than {MAX_LISTED} numbers would have to be listed.")
                return tuple(found)
        if not found:
            raise Undefined("There is no such number.")
        if self.what == "mean":
            return Fraction(sum(found), len(found))
        return max(found) if self.what == "largest" else found[-1]

    def write(self, result: Any) -> str:
        if isinstance(result, tuple):
            return ", ".join(map(str, result)) or "none"
        return str(result)

    def worth(self, result: Any) -> Value:
        return None if isinstance(result, tuple) else number(result)


def _tested(members: IntegerSet, *, backwards: bool) -> Iterator[int]:
    """The members in order, each number of the residue class in question tested."""
    low, high = members.low, members.high
    divided = multiple(members.condition)
    if divided is not None:
        found = (d for d in primes.divisors(primes.factorint(divided)) if low <= d <= (high or d))
        yield from (d for d in sorted(found, reverse=backwards) if holds(d, members.condition))
        return
    rest, step = progression(members.condition)
    start = low + (rest - low) % step
    if backwards and high is not None:
        stop, start, step = low - 1, high - (high - rest) % step, -step
    elif high is None:
        stop = start + LIMIT * step
    else:
        stop = high + 1
    for tried, n in enumerate(range(start, stop, step)):
        if tried > LIMIT:
            raise TooLarge(f"More than {LIMIT} numbers would have to be tested.")
        if holds(n, members.condition):
            yield n
    if high is None:
        raise OutOfReach(f"None of the first {LIMIT} candidates will do.")


# -- phrases -----------------------------------------------------------------


def _asked(what: str, members: IntegerSet) -> SetFigure:
    match members.condition:
        case ("and", ("prime",), ("divisor", _)) if what == "list":
            raise NotUnderstood("Prime factors are listed by a family of their own.")
    endless = members.high is None and members.first is None
    if endless and what != "smallest":
        raise OutOfReach("There is no end to them: no upper bound is given.")
    return SetFigure(members, what)


def _figure(what: str) -> Callable[[Slots], Task | None]:
    extreme = what in {"largest", "smallest"}

    def build(m: Slots) -> Task | None:
        members = parse(m.tokens("s"), m, ordered=extreme)
        match members.condition:
            case ("and", ("prime",), ("divisor", value)) if not extreme:
                repeated = any(power > 1 for power in primes.factorint(value).values())
                if repeated and not {"distinct", "different"} & {t.text for t in m.tokens("s")}:
                    raise Ambiguous(
                        "It is unclear whether prime factors are taken with their powers."
                    )
        return _asked(what, members)

    return build


def _powers(exponent: int) -> Callable[[Slots], Task | None]:
    """``the sum of the squares of the first 10 positive integers``."""

    def build(m: Slots) -> Task | None:
        members = parse(m.tokens("s"), m)
        if members.low < 1:
            return None  # nought has no reciprocal
        return evolve(_asked("sum", members), power=exponent)

    return build


def _neighbour(what: str) -> Callable[[Slots], Task | None]:
    """The next member after, or the last before, a number."""

    def build(m: Slots) -> Task | None:
        members = parse(m.tokens("s"), m, ordered=True)
        at = m.integer("n")
        if members.high is not None or members.first is not None or at < 0:
            return None
        if what == "after":
            return SetFigure(evolve(members, low=max(members.low, at + 1)), "smallest")
        return SetFigure(evolve(members, high=at - 1), "largest")

    return build


def _word(text: str, like: Token) -> Token:
    return evolve(like, kind="word", text=text, raw=text)


def _divisors_had(m: Slots) -> Task | None:
    """``how many odd divisors does 720 have``."""
    like = m.tokens("n")[0]
    adjectives = m.tokens("s") if m.has("s") else ()
    tokens = [*adjectives, _word("divisors", like), _word("of", like), *m.tokens("n")]
    tokens += m.tokens("rest") if m.has("rest") else ()
    return SetFigure(parse(tokens, m), "count")


def _nth(condition: Condition) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        place = m.ordinal("n")
        if not 1 <= place <= MAX_PLACE:
            raise TooLarge(f"Only the first {MAX_PLACE} are counted here.")
        return SetFigure(IntegerSet(condition, 1, None), "nth", place)

    return build


def _headed(*words: str) -> Callable[[Slots], Task | None]:
    """A list whose words before the slot, ``words``, belong to the set."""

    def build(m: Slots) -> Task | None:
        like = m.tokens("s")[0]
        return _asked("list", parse([*(_word(word, like) for word in words), *m.tokens("s")], m))

    return build


_ALL = "[all] [of] [the]"
_ASK = "(list|find|give|give me|name|show|show me|write down|enumerate|what are|tell me|which|which are)"

PHRASES = (
    *clause(_figure("count"), "how many {s}", f"count {_ALL} {{s}}", "count how many {s}"),
    *clause(_divisors_had, "how many {s} (divisors|factors) does {n} have",
            "how many [{s}] (divisors|factors) does {n} have [,] {rest}"),
    *noun(_figure("count"), "number of {s}", "count of {s}"),
    *noun(_figure("sum"), f"sum of {_ALL} {{s}}", f"sum {_ALL} {{s}}", f"total of {_ALL} {{s}}"),
    *noun(_powers(2), f"sum of {_ALL} squares of {_ALL} {{s}}"),
    *noun(_powers(3), f"sum of {_ALL} cubes of {_ALL} {{s}}"),
    *noun(_powers(-1), f"sum of {_ALL} reciprocals of {_ALL} {{s}}"),
    *clause(_figure("sum"), f"add [up] {_ALL} {{s}}", f"sum [up] {_ALL} {{s}}"),
    *noun(_figure("product"), f"product of {_ALL} {{s}}"),
    *noun(_figure("mean"), f"(mean|average) of {_ALL} {{s}}"),
    *noun(_figure("largest"), "(largest|biggest|greatest|highest) {s}"),
    *noun(_figure("smallest"), "(smallest|least|lowest|first) {s}"),
    *clause(_figure("list"), f"{_ASK} {_ALL} {{s}}", rank=-1),  # factors have a family of their own
    *noun(_headed("first"), "first {s}"),
    *noun(_headed("primes"), "(primes|prime numbers) {s}"),
    *noun(_headed("multiples", "of"), "multiples of {s}"),
    *noun(_headed("proper", "divisors", "of"), "proper (divisors|factors) of {s}"),
    *noun(_neighbour("after"), "next {s} (after|greater than|above|following) {n}", "first {s} after {n}"),
    *noun(_neighbour("before"), "(previous|last) {s} before {n}", "{s} (right|just|immediately) before {n}"),
    *noun(_nth(("prime",)), "{n} prime [number]"),
    *noun(_nth(("composite",)), "{n} composite [number]"),
    *noun(_nth(("remainder", 1, 2)), "{n} [positive] odd [number|integer]"),
    *noun(_nth(("multiple", 2)), "{n} [positive] even [number|integer]"),
    *noun(_nth(("palindrome",)), "{n} palindrome", "{n} palindromic number"),
)  # fmt: skip
