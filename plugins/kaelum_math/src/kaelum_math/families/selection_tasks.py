"""What is counted under conditions, each count in two ways: committees, codes, rows, boxes, paths."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import combinations, pairwise, permutations, product
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import TooLarge
from kaelum_math.expr.nodes import number
from kaelum_math.methods.counting import COMPARE
from kaelum_math.task import Value
from kaelum_math.words.task import TwoWays

__all__ = ["Boxes", "Change", "Codes", "Committee", "DigitNumbers", "Paths", "Row", "Ways"]

_MAX: Final = 2000
_MAX_LISTED: Final = 300_000


@frozen
class _Count(TwoWays):
    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Codes(_Count):
    """Strings with a letter, digit or other sign at each place: ``sizes`` choices, in groups.

    Places of one group share their alphabet; without ``repeats`` nothing of it is used twice.
    ``doubtful`` if the question did not say so.
    """

    groups: tuple[tuple[int, int], ...]
    repeats: bool
    doubtful: bool = False

    method = "building the string up place by place"

    def describe(self) -> str:
        kinds = ", ".join(f"{places} places of {size} signs" for size, places in self.groups)
        return f"strings with {kinds}, {'with' if self.repeats else 'without'} repetition"

    def first(self) -> int:
        if sum(places for _, places in self.groups) > _MAX:
            raise TooLarge("The strings are too long.")
        sizes = self.groups
        return math.prod(n**k if self.repeats else math.perm(n, k) for n, k in sizes)

    def second(self) -> int:
        ways = 1
        for size, places in self.groups:
            for place in range(places):
                ways *= max(size if self.repeats else size - place, 0)
        return ways

    def notes(self) -> tuple[str, ...]:
        return ("Signs are taken to be repeatable.",) if self.doubtful else ()

    def sure(self) -> bool:
        return not self.doubtful


@frozen
class Committee(_Count):
    """Groups of ``size`` from two kinds of people, with a condition on those of the second kind."""

    others: int
    kind: int
    size: int
    condition: str
    bound: int

    method = "choosing person by person instead of binomial coefficients"

    def describe(self) -> str:
        return f"groups of {self.size} from {self.others} + {self.kind} with {self.condition} {self.bound} of the {self.kind}"

    def first(self) -> int:
        if max(self.others, self.kind) > _MAX:
            raise TooLarge(f"Only numbers up to {_MAX} are counted here.")
        holds = COMPARE[self.condition]
        return sum(
            math.comb(self.kind, k) * math.comb(self.others, self.size - k)
            for k in range(self.size + 1)
            if holds(k, self.bound)
        )

    def second(self) -> int:
        ways = {(0, 0): 1}
        for person in range(self.others + self.kind):
            special = person < self.kind
            after = dict(ways)
            for (taken, marked), count in ways.items():
                if taken < self.size:
                    key = (taken + 1, marked + special)
                    after[key] = after.get(key, 0) + count
            ways = after
        holds = COMPARE[self.condition]
        return sum(
            c for (taken, k), c in ways.items() if taken == self.size and holds(k, self.bound)
        )


@frozen
class Boxes(_Count):
    """Ways to put identical things into different boxes, each with at least ``least``."""

    things: int
    boxes: int
    least: int

    method = "filling one box after the other"

    def describe(self) -> str:
        return (
            f"{self.things} identical things in {self.boxes} boxes, at least {self.least} in each"
        )

    def first(self) -> int:
        spare = self.things - self.least * self.boxes
        if self.things > _MAX or self.boxes > _MAX:
            raise TooLarge(f"Only numbers up to {_MAX} are counted here.")
        return math.comb(spare + self.boxes - 1, self.boxes - 1) if spare >= 0 else 0

    def second(self) -> int:
        ways = [1] + [0] * self.things
        for _ in range(self.boxes):
            following = [0] * (self.things + 1)
            running = 0
            for total in range(self.least, self.things + 1):
                running += ways[total - self.least]
                following[total] = running
            ways = following
        return ways[self.things]


@frozen
class DigitNumbers(_Count):
    """Numbers of ``places`` digits from given digits, even or odd perhaps, none beginning with 0."""

    digits: tuple[int, ...]
    places: int
    repeats: bool
    parity: str

    method = "listing them instead of filling places"

    def describe(self) -> str:
        kind = f"{self.parity} " if self.parity else ""
        return (
            f"{kind}numbers of {self.places} digits from {self.digits}, "
            f"{'with' if self.repeats else 'without'} repetition"
        )

    def _listed(self) -> Iterable[tuple[int, ...]]:
        if len(self.digits) ** self.places > _MAX_LISTED:
            raise TooLarge("The numbers are too many to be listed.")
        return (product(self.digits, repeat=self.places) if self.repeats
                else permutations(self.digits, self.places))  # fmt: skip

    def first(self) -> int:
        """The last digit first, then the first one, then those between."""
        if self.places > _MAX:
            raise TooLarge("The numbers are too long.")
        total = 0
        for last in self.digits:
            if self.parity and last % 2 != (self.parity == "odd"):
                continue
            if self.places == 1:
                total += 1
                continue
            heads = [d for d in self.digits if d and (self.repeats or d != last)]
            left = len(self.digits) if self.repeats else len(self.digits) - 2
            between = self.places - 2
            total += len(heads) * (
                left**between if self.repeats else math.perm(max(left, 0), between)
            )
        return total

    def second(self) -> int:
        wanted = {"even": 0, "odd": 1}.get(self.parity)
        return sum(
            1
            for found in self._listed()
            if (found[0] or self.places == 1) and (wanted is None or found[-1] % 2 == wanted)
        )


@frozen
class Row(_Count):
    """Orders of different people in a row, under a condition.

    ``kinds`` counts the people of each kind; ``rule`` is ``together`` or ``apart`` (all of
    the last kind next to each other, or no two of them) or ``alternating``.
    """

    kinds: tuple[int, ...]
    rule: str

    method = "listing the patterns of kinds"

    def describe(self) -> str:
        return f"orders of {' + '.join(map(str, self.kinds))} people in a row, the last kind {self.rule}"

    def first(self) -> int:
        others, last = sum(self.kinds[:-1]), self.kinds[-1]
        if others + last > _MAX:
            raise TooLarge(f"Only rows of up to {_MAX} are counted here.")
        if self.rule == "together":
            return math.factorial(others + 1) * math.factorial(last)
        if self.rule == "apart":
            return math.factorial(others) * math.perm(others + 1, last)
        if abs(others - last) > 1:
            return 0
        return (2 if others == last else 1) * math.factorial(others) * math.factorial(last)

    def second(self) -> int:
        others, last = sum(self.kinds[:-1]), self.kinds[-1]
        if math.comb(others + last, last) > _MAX_LISTED:
            raise TooLarge("The row is too long to list its patterns.")
        good = sum(map(self._fits, combinations(range(others + last), last)))
        return good * math.factorial(others) * math.factorial(last)

    def _fits(self, places: tuple[int, ...]) -> bool:
        gaps = [b - a for a, b in pairwise(places)]
        if self.rule == "together":
            return all(gap == 1 for gap in gaps)
        if self.rule == "apart":
            return all(gap > 1 for gap in gaps)
        return all(gap == 2 for gap in gaps) and (
            sum(self.kinds) - len(places) >= len(places) - 1
            and places[0] <= 1
            and places[-1] >= sum(self.kinds) - 2
        )


@frozen
class Paths(_Count):
    """Shortest paths on a grid, so many steps right and so many up."""

    right: int
    up: int

    method = "adding up the ways to each crossing"

    def describe(self) -> str:
        return f"paths of {self.right} steps right and {self.up} steps up"

    def first(self) -> int:
        if max(self.right, self.up) > 1000:
            raise TooLarge("The grid is too large.")
        return math.comb(self.right + self.up, self.up)

    def second(self) -> int:
        row = [1] * (self.right + 1)
        for _ in range(self.up):
            for k in range(1, self.right + 1):
                row[k] += row[k - 1]
        return row[self.right]


@frozen
class Change(_Count):
    """Ways to make up an amount from coins of given values."""

    amount: int
    coins: tuple[int, ...]

    method = "trying every number of the largest coin"

    def describe(self) -> str:
        return f"ways to make {self.amount} from coins of {', '.join(map(str, self.coins))}"

    def first(self) -> int:
        if self.amount > 5000:
            raise TooLarge("Amounts up to 5000 are made up.")
        ways = [1] + [0] * self.amount
        for coin in self.coins:
            for total in range(coin, self.amount + 1):
                ways[total] += ways[total - coin]
        return ways[self.amount]

    def second(self) -> int:
        @cache
        def made(amount: int, kinds: int) -> int:
            if not kinds:
                return int(amount == 0)
            coin = self.coins[kinds - 1]
            return sum(made(amount - k * coin, kinds - 1) for k in range(amount // coin + 1))

        return made(self.amount, len(self.coins))


@frozen
class Ways(_Count):
    """A binomial coefficient or the like: ``what`` is pairs, subsets, proper subsets, diagonals..."""

    what: str
    n: int
    k: int = 0

    method = "Pascal's triangle, doubling, or the recurrence of Stirling"

    def describe(self) -> str:
        return f"{self.what} of {self.n}" + (f", {self.k}" if self.what in _WITH_TWO else "")

    def first(self) -> int:
        if max(self.n, self.k) > _MAX:
            raise TooLarge(f"Only numbers up to {_MAX} are counted here.")
        n, k = self.n, self.k
        match self.what:
            case "choices" | "subsets of a size":
                return math.comb(n, k)
            case "subsets":
                return 1 << n
            case "proper subsets":
                return (1 << n) - 1
            case "non-empty subsets":
                return (1 << n) - 1
            case "offices":
                return math.perm(n, k)
        terms = ((-1) ** j * math.comb(k, j) * (k - j) ** n for j in range(k + 1))
        return int(sum(terms)) // math.factorial(k)

    def second(self) -> int:
        n, k = self.n, self.k
        if self.what == "offices":
            return math.prod(range(n - k + 1, n + 1)) if k <= n else 0
        row = [1]
        for _ in range(n):
            if self.what == "Stirling number of the second kind":
                row = [j * (row[j] if j < len(row) else 0) + (row[j - 1] if j else 0)
                       for j in range(len(row) + 1)]  # fmt: skip
            else:
                row = [1, *(a + b for a, b in pairwise(row)), 1]
        if self.what.endswith("subsets"):
            return sum(row) - (self.what != "subsets")
        return row[k] if k < len(row) else 0


_WITH_TWO: Final = {"choices", "subsets of a size", "offices", "Stirling number of the second kind"}
