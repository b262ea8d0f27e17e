"""Reaching a target with given numbers and the four operations: the search.

For up to six numbers the search is complete: an expression splits at its last operation
into two parts, the smaller part has at most half of the numbers, and each of its values
leaves a smaller puzzle for the rest. For more numbers, where solutions abound, it looks for
a signed sum, then for a signed sum after multiplying or dividing a few of the numbers, or
sums and differences of them, and may give up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

__all__ = ["Leaf", "Node", "Tree", "search", "show_tree"]

COMPLETE_UP_TO = 6
"""How many numbers the complete search takes."""
FOLD_UP_TO = 9
"""How many numbers are brought down to those by joining pairs."""
MAX_NUMBERS = 40
"""How many numbers are accepted at all."""
MAX_SPREAD = 1_000_000
"""The largest sum of numbers that signed sums are tabulated for."""

MAX_MERGED = 2500
"""How many ways to multiply and divide first are tried, after one such step and after two."""
MAX_SUMMED = 3
"""Numbers in each of two sums that are multiplied, at most."""
MAX_NODES = 1500
"""How many smaller puzzles the search looks at that makes no claim to be complete."""

Value = int | Fraction


@frozen
class Leaf:
    """One of the given numbers."""

    value: int


@frozen
class Node:
    """Two parts joined by one of ``+ - * /``."""

    op: str
    left: Tree
    right: Tree


Tree = Leaf | Node
Part = tuple[int, Tree]
"""A value and how it is made."""

_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def show_tree(tree: Tree) -> str:
    """``tree`` as text with only the brackets it needs."""
    if isinstance(tree, Leaf):
        return str(tree.value)
    rank = _RANK[tree.op]
    left, right = show_tree(tree.left), show_tree(tree.right)
    if isinstance(tree.left, Node) and _RANK[tree.left.op] < rank:
        left = f"({left})"
    if isinstance(tree.right, Node):
        inner = _RANK[tree.right.op]
        if inner < rank or (inner == rank and tree.op in "-/"):
            right = f"({right})"
    return f"{left} {tree.op} {right}" if rank == 1 else f"{left}{tree.op}{right}"


def _quotient(left: Value, right: Value) -> Value | None:
    if right == 0:
        return None
    exact = Fraction(left) / right
    return exact.numerator if exact.denominator == 1 else exact


def _joined(
    left: dict[Value, Tree], right: dict[Value, Tree], ops: frozenset[str]
) -> Iterator[tuple[Value, Tree]]:
    for (a, tree_a), (b, tree_b) in itertools.product(left.items(), right.items()):
        if "+" in ops:
            yield a + b, Node("+", tree_a, tree_b)
        if "*" in ops:
            yield a * b, Node("*", tree_a, tree_b)
        if "-" in ops:
            yield a - b, Node("-", tree_a, tree_b)
            yield b - a, Node("-", tree_b, tree_a)
        if "/" in ops:
            for x, y, first, second in ((a, b, tree_a, tree_b), (b, a, tree_b, tree_a)):
                quotient = _quotient(x, y)
                if quotient is not None:
                    yield quotient, Node("/", first, second)


def _splits(numbers: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every way to take apart sorted ``numbers``, the part of at most half of them first."""
    seen = set()
    for size in range(1, len(numbers) // 2 + 1):
        for picked in itertools.combinations(range(len(numbers)), size):
            part = tuple(numbers[i] for i in picked)
            if part not in seen:
                seen.add(part)
                yield part, tuple(n for i, n in enumerate(numbers) if i not in picked)


def _last_steps(
    target: Value, value: Value, ops: frozenset[str]
) -> Iterator[tuple[Value, str, bool]]:
    """What the rest must come to so that it and ``value`` give ``target``.

    Each item is (value of the rest, operation, whether the rest stands on the left).
    """
    if "+" in ops:
        yield target - value, "+", True
    if "-" in ops:
        yield target + value, "-", True
        yield value - target, "-", False
    if "*" in ops:
        rest = _quotient(target, value)
        if rest is not None:
            yield rest, "*", True
    if "/" in ops and value != 0:
        yield target * value, "/", True
        rest = _quotient(value, target)
        if rest is not None:
            yield rest, "/", False


class _Complete:
    """The complete search, remembering values of small parts and dead ends."""

    def __init__(self, ops: frozenset[str], *, whole: bool, limit: float = float("inf")) -> None:
        self._ops = ops
        self._left = limit  # of puzzles to look at; with one, None says nothing
        self._whole = whole  # keep to integers at every step
        self._values: dict[tuple[int, ...], dict[Value, Tree]] = {}
        self._dead: set[tuple[tuple[int, ...], Value]] = set()

    def values(self, numbers: tuple[int, ...]) -> dict[Value, Tree]:
        """Everything that ``numbers``, all of them, can make."""
        known = self._values.get(numbers)
        if known is None:
            known = {}
            if len(numbers) == 1:
                known[numbers[0]] = Leaf(numbers[0])
            for part, rest in _splits(numbers):
                for value, tree in _joined(self.values(part), self.values(rest), self._ops):
                    if not self._whole or isinstance(value, int):
                        known.setdefault(value, tree)
            self._values[numbers] = known
        return known

    def solve(self, numbers: tuple[int, ...], target: Value) -> Tree | None:
        """A tree over all of sorted ``numbers`` with value ``target``, or None: there is none."""
        if self._whole and not isinstance(target, int):
            return None
        if len(numbers) <= 3:
            return self.values(numbers).get(target)
        self._left -= 1
        if (numbers, target) in self._dead or self._left < 0:
            return None
        for part, rest in _splits(numbers):
            for value, tree in self.values(part).items():
                for wanted, op, rest_left in _last_steps(target, value, self._ops):
                    found = self.solve(rest, wanted)
                    if found is not None:
                        return Node(op, found, tree) if rest_left else Node(op, tree, found)
            # A target of 0 times anything: the product rule above cannot divide by zero.
            if target == 0 and "*" in self._ops:
                for zero, other in ((part, rest), (rest, part)):
                    found = self.solve(zero, 0)
                    if found is not None:
                        return Node("*", found, self._any(other))
        self._dead.add((numbers, target))
        return None

    def _any(self, numbers: tuple[int, ...]) -> Tree:
        op = next(iter(sorted(self._ops)))
        tree: Tree = Leaf(numbers[0])
        for n in numbers[1:]:
            tree = Node(op, tree, Leaf(n))
        return tree


def _signed_sum(parts: list[Part], target: int, ops: frozenset[str]) -> Tree | None:
    """``parts`` added and subtracted to give ``target``, by a table of reachable sums.

    With signs +1 and -1, the parts that are added sum to (total + target) / 2.
    """
    total = sum(value for value, _ in parts)
    if "-" not in ops:
        goal = total if total == target and "+" in ops else None
    else:
        goal = (total + target) // 2 if (total + target) % 2 == 0 else None
    if goal is None or not 0 < goal <= total <= MAX_SPREAD:
        return None
    reach = [1]
    for value, _ in parts:
        reach.append(reach[-1] | reach[-1] << value)
    if not reach[-1] >> goal & 1:
        return None
    added, taken = [], []
    for (value, tree), before in zip(reversed(parts), reversed(reach[:-1]), strict=True):
        if before >> goal & 1:
            taken.append(tree)
        else:
            added.append(tree)
            goal -= value
    if len(added) > 1 and "+" not in ops:
        return None
    result = added[0]
    for tree in added[1:]:
        result = Node("+", result, tree)
    for tree in taken:
        result = Node("-", result, tree)
    return result


def _merged(parts: list[Part], target: int, ops: frozenset[str]) -> Iterator[list[Part]]:
    """``parts`` with two of them, or a sum or difference of two and a third, multiplied or divided.

    Products too large for what is left to bring down to ``target`` are left out.
    """
    total = sum(value for value, _ in parts)
    for i, j in itertools.combinations(range(len(parts)), 2):
        rest = [part for k, part in enumerate(parts) if k not in (i, j)]
        left = total - parts[i][0] - parts[j][0]
        for value, tree in _products(parts[i], parts[j], ops):
            if value <= target + left:
                yield [*rest, (value, tree)]
        for first in _sums(parts[i], parts[j], ops):
            for k, second in enumerate(rest):
                for value, tree in _products(first, second, ops):
                    if value <= target + left - second[0]:
                        yield [*rest[:k], *rest[k + 1 :], (value, tree)]


def _products(one: Part, other: Part, ops: frozenset[str]) -> Iterator[Part]:
    (a, tree_a), (b, tree_b) = one, other
    if "*" in ops:
        yield a * b, Node("*", tree_a, tree_b)
    if "/" in ops and b and a % b == 0:
        yield a // b, Node("/", tree_a, tree_b)
    if "/" in ops and a and b % a == 0 and a != b:
        yield b // a, Node("/", tree_b, tree_a)


def _sums(one: Part, other: Part, ops: frozenset[str]) -> Iterator[Part]:
    (b, tree_b), (a, tree_a) = sorted((one, other), key=lambda part: part[0])
    if "-" in ops and a > b:
        yield a - b, Node("-", tree_a, tree_b)
    if "+" in ops:
        yield a + b, Node("+", tree_a, tree_b)


def _abundant(numbers: tuple[int, ...], target: int, ops: frozenset[str]) -> Tree | None:
    """The search for many numbers: signed sums after none, one or two mergers."""
    layer: Iterable[list[Part]] = [[(n, Leaf(n)) for n in numbers]]
    for depth in range(3):
        kept = []
        for parts in layer:
            found = _signed_sum(parts, target, ops)
            if found is not None:
                return found
            kept.append(parts)
        merged = itertools.chain.from_iterable(_merged(parts, target, ops) for parts in kept)
        layer = itertools.islice(merged, MAX_MERGED if depth < 2 else 0)
    return None


def _two_sums(numbers: tuple[int, ...], target: int, ops: frozenset[str]) -> Tree | None:
    """A product or quotient of two signed sums of few numbers, and a signed sum of the rest."""
    if not {"+", "-"} <= ops:
        return None
    every = (1 << len(numbers)) - 1
    sums = [_signed_values(numbers, mask) for mask in range(every + 1)]
    small = [mask for mask in range(1, every + 1) if mask.bit_count() <= MAX_SUMMED]
    for one, other in itertools.product(small, small):
        rest = every ^ one ^ other
        if one & other or not rest:
            continue
        for a, b in itertools.product(sums[one], sums[other]):
            if a <= 0 or b <= 0:
                continue
            for value, op in ((a * b, "*"), (a // b if a % b == 0 else 0, "/")):
                for sign in (1, -1):
                    left = target - sign * value
                    if value and op in ops and left in sums[rest]:
                        pair = Node(op, sums[one][a], sums[other][b])
                        if sign > 0:
                            return Node("+", pair, sums[rest][left])
                        return Node("-", sums[rest][left], pair)
    return None


def _signed_values(numbers: tuple[int, ...], mask: int) -> dict[int, Tree]:
    """The sums of the numbers that ``mask`` picks, each added or taken away, not all taken away."""
    found: dict[int, Tree] = {}
    picked = [n for k, n in enumerate(numbers) if mask >> k & 1]
    for k, head in enumerate(picked):
        others = picked[:k] + picked[k + 1 :]
        values: dict[int, Tree] = {head: Leaf(head)}
        for n in others:
            values = {
                value + sign * n: Node("+" if sign > 0 else "-", tree, Leaf(n))
                for value, tree in values.items()
                for sign in (1, -1)
            }
        found |= values
    return found


def _graft(tree: Tree, value: int, scion: Tree) -> tuple[Tree, bool]:
    """``tree`` with its first leaf ``value`` replaced by ``scion``, and whether there was one."""
    if isinstance(tree, Leaf):
        return (scion, True) if tree.value == value else (tree, False)
    left, done = _graft(tree.left, value, scion)
    if done:
        return Node(tree.op, left, tree.right), True
    right, done = _graft(tree.right, value, scion)
    return Node(tree.op, tree.left, right), done


def _folded(numbers: tuple[int, ...], target: int, complete: _Complete, tries: int) -> Tree | None:
    """Two numbers joined, the rest searched; at most ``tries`` joins at each level."""
    if len(numbers) <= COMPLETE_UP_TO:
        return complete.solve(numbers, target)
    pairs = itertools.combinations(range(len(numbers)), 2)
    for i, j in itertools.islice(pairs, tries):
        rest = [n for k, n in enumerate(numbers) if k not in (i, j)]
        for value, scion in complete.values((numbers[i], numbers[j])).items():
            if not isinstance(value, int):
                continue
            found = _folded(tuple(sorted([*rest, value])), target, complete, tries)
            if found is not None:
                return _graft(found, value, scion)[0]
    return None


def search(
    numbers: Iterable[int], target: int, ops: Iterable[str] = "+-*/", *, some: bool = False
) -> tuple[Tree | None, bool]:
    """A tree with value ``target`` over ``numbers``, each once, and whether all was searched.

    Args:
        numbers: what to use.
        target: what to reach.
        ops: the operations allowed.
        some: whether numbers may be left out.

    ``(None, True)`` says that there is none.
    """
    allowed = frozenset(ops)
    ordered = tuple(sorted(numbers))
    if not ordered or len(ordered) > MAX_NUMBERS:
        return None, False
    if not some:
        return _search_all(ordered, target, allowed)
    sure = True
    for size in range(len(ordered), 0, -1):
        if len(ordered) > COMPLETE_UP_TO + 1 and size < len(ordered):
            return None, False
        for part in sorted(set(itertools.combinations(ordered, size))):
            tree, complete = _search_all(part, target, allowed)
            if tree is not None:
                return tree, True
            sure = sure and complete
    return None, sure


def _search_all(
    ordered: tuple[int, ...], target: int, allowed: frozenset[str]
) -> tuple[Tree | None, bool]:
    """The search with all of sorted ``ordered``."""
    natural = all(n >= 0 for n in ordered)
    if natural and len(ordered) > 1:
        found = _signed_sum([(n, Leaf(n)) for n in ordered], target, allowed)
        if found is not None:
            return found, True
    if len(ordered) <= COMPLETE_UP_TO:
        tree = _Complete(allowed, whole=True).solve(ordered, target)
        if tree is None and "/" in allowed:
            tree = _Complete(allowed, whole=False).solve(ordered, target)
        return tree, True
    tree = _abundant(ordered, target, allowed) if natural else None
    if tree is None and len(ordered) <= FOLD_UP_TO:
        tree = _two_sums(ordered, target, allowed)
    if tree is None and len(ordered) <= FOLD_UP_TO:
        tree = _folded(ordered, target, _Complete(allowed, whole=True, limit=MAX_NODES), tries=3)
    return tree, False
