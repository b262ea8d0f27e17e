"""Solutions in integers of equations with several unknowns: how many ordered pairs there are,
which ones, and the least or the greatest value that something has at them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge, Undefined
from kaelum_math.expr import primes
from kaelum_math.expr.nodes import Add, Expr, Neg, Relation, free_symbols, number, show
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.methods.integer_points import (
    Box,
    Constraint,
    Point,
    all_tested,
    box,
    count_linear,
    count_linear_again,
    points,
)
from kaelum_math.phrases import Builder, clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Task, Value
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "IntegerPoints"]

MAX_LISTED: Final = 60
NONE: Final = "no solution"

_FILTERS: Final[dict[str, Callable[[int], bool]]] = {
    "odd": lambda n: n % 2 == 1,
    "even": lambda n: n % 2 == 0,
    "prime": lambda n: n > 1 and primes.is_prime(n),
}


@frozen
class IntegerPoints(TwoWays):
    """What is asked about the integers for which every relation holds.

    Attributes:
        names: the unknowns, in the order of a point.
        relations: what must hold.
        kinds: what each unknown must be besides: ``positive``, ``nonnegative``, ``negative``,
            ``odd``, ``even``, ``prime``; ``distinct`` if they must differ.
        what: ``count``, ``list``, ``smallest`` or ``largest``.
        ordered: whether (1, 2) and (2, 1) are two.
        figure: what the smallest or the largest value is wanted of.
    """

    names: tuple[str, ...]
    relations: tuple[Relation, ...]
    kinds: tuple[str, ...]
    what: str
    ordered: bool = True
    figure: Expr | None = None

    method = "trying every point of a box instead of solving for one unknown"

    def describe(self) -> str:
        point = f"({', '.join(self.names)})"
        kinds = " ".join((*self.kinds, "integers"))
        relations = " and ".join(map(show, self.relations))
        what = {"count": "number of", "list": "all"}.get(self.what, f"{self.what} value at")
        of = f" of {show(self.figure)}" if self.figure is not None else ""
        order = "" if self.ordered else " in any order"
        return f"{what} {point} in {kinds}{order} with {relations}{of}"

    def _start(self) -> Box:
        low = 2 if "prime" in self.kinds else 1 if "positive" in self.kinds else 0 if "nonnegative" in self.kinds else -math.inf  # fmt: skip
        high = -1 if "negative" in self.kinds else math.inf
        return dict.fromkeys(self.names, (low, high))

    def _constraints(self) -> list[Constraint]:
        found: list[Constraint] = []
        for relation in self.relations:
            top, bottom = ratio(Add((relation.left, Neg(relation.right))))
            if bottom.degree():
                if relation.op != "=":
                    raise OutOfReach("An inequality with an unknown in a denominator.")
                found.append(Constraint(_whole(bottom), "!="))
                bottom = Poly.constant(1)
            value = bottom.constant_value()
            top = top.scale(1 / value) if value else top
            match relation.op:
                case "=" | "!=":
                    found.append(Constraint(_whole(top), relation.op))
                case "<=" | "<":
                    found.append(Constraint(_strict(top, relation.op == "<"), "<="))
                case ">=" | ">":
                    found.append(Constraint(_strict(-top, relation.op == ">"), "<="))
        return found

    def _linear(self) -> tuple[list[int], int] | None:
        """Weights and total, if natural numbers with one weighted sum are counted."""
        constraints = self._constraints()
        lows = [low for low, _ in self._start().values()]
        plain = set(self.kinds) <= {"positive", "nonnegative"} and self.kinds and self.ordered
        if self.what != "count" or len(constraints) != 1 or not plain:
            return None
        poly = constraints[0].poly
        weights = [poly.terms.get(((name, 1),), Fraction(0)) for name in self.names]
        total = -poly.terms.get((), Fraction(0))
        if constraints[0].op != "=" or poly.degree() != 1:
            return None
        if all(w < 0 for w in weights):
            weights, total = [-w for w in weights], -total
        if not all(w > 0 for w in weights):
            return None
        total -= sum(w * int(low) for w, low in zip(weights, lows, strict=True))
        return [int(w) for w in weights], int(total)

    def _chosen(self, way: Callable[..., Any]) -> list[Point]:
        constraints = self._constraints()
        bounds = box(constraints, self._start())
        if bounds is None:
            return []
        found = {p for p in way(constraints, bounds, self.names) if self._fits(p)}
        if not self.ordered:
            found = {tuple(sorted(p)) for p in found}
        return sorted(found)

    def _fits(self, point: Point) -> bool:
        if "distinct" in self.kinds and len(set(point)) < len(point):
            return False
        tests = [_FILTERS[kind] for kind in self.kinds if kind in _FILTERS]
        return all(test(n) for test in tests for n in point)

    def _figure(self, found: list[Point]) -> Any:
        if self.what == "count":
            return len(found)
        if self.what == "list":
            if len(found) > MAX_LISTED:
                raise TooLarge("There are too many solutions to list.")
            return tuple(found)
        if not found:
            raise Undefined("There are no such numbers.")
        assert self.figure is not None
        poly = polynomial(self.figure)
        values = [
            poly.evaluate(dict(zip(self.names, map(Fraction, p), strict=True))) for p in found
        ]
        return min(values) if self.what == "smallest" else max(values)

    def first(self) -> Any:
        linear = self._linear()
        if linear is not None:
            return count_linear(*linear)
        return self._figure(self._chosen(points))

    def second(self) -> Any:
        linear = self._linear()
        if linear is not None:
            return count_linear_again(*linear)
        return self._figure(self._chosen(all_tested))

    def write(self, result: Any) -> str:
        if isinstance(result, tuple):
            return ", ".join(f"({', '.join(map(str, p))})" for p in result) or NONE
        return str(result)

    def worth(self, result: Any) -> Value:
        return None if isinstance(result, tuple) else number(result)


def _whole(poly: Poly) -> Poly:
    """With integer coefficients."""
    return poly.scale(Fraction(math.lcm(*(c.denominator for c in poly.terms.values()), 1)))


def _strict(poly: Poly, strict: bool) -> Poly:
    """``poly < 0`` for integers is ``poly + 1 <= 0``."""
    return _whole(poly) + Poly.constant(1) if strict else _whole(poly)


# -- reading -------------------------------------------------------------------

_KINDS: Final = {
    "positive": "positive", "nonnegative": "nonnegative", "negative": "negative", "odd": "odd",
    "even": "even", "prime": "prime", "distinct": "distinct", "different": "distinct",
}  # fmt: skip


def _kinds(tokens: Sequence[Token]) -> tuple[tuple[str, ...], str]:
    """The kinds that adjectives name, sorted, and what they are kinds of: a key of :data:`_NOUNS`.

    Raises:
        NotUnderstood: a word is no such adjective, or no such noun.
    """
    words = " ".join(t.text for t in tokens if t.text not in {"and", ",", "of", "all", "the"})
    listed = words.replace("non - negative", "nonnegative").replace(" numbers", "-numbers").split()
    noun_word = listed.pop() if listed and listed[-1] in _NOUNS else ""
    found = {_KINDS.get(word, "") for word in listed}
    if not noun_word or "" in found or len(found) < len(listed):
        raise NotUnderstood("It is unclear which integers are meant.")
    return tuple(sorted(found)), noun_word


_NOUNS: Final[dict[str, tuple[str, ...]]] = {
    "integers": (), "integer": (), "natural-numbers": ("positive", "nonnegative"),
    "whole-numbers": ("positive", "nonnegative"), "naturals": ("positive", "nonnegative"),
    "primes": ("prime",), "prime-numbers": ("prime",),
}  # fmt: skip
"""What the noun says besides: of natural numbers it is not said whether 0 is one."""


def _names(tokens: Sequence[Token]) -> tuple[str, ...]:
    ends = tokens[0].text + tokens[-1].text
    inner = tokens[1:-1] if ends in {"()", "{}"} else tokens
    pieces = split(inner, ",", "and")
    if any(len(piece) != 1 or piece[0].kind != "word" for piece in pieces):
        raise NotUnderstood("The unknowns are not named one by one.")
    return tuple(piece[0].raw for piece in pieces)


_SIZES: Final = {"pairs": 2, "triples": 3, "triplets": 3, "quadruples": 4}


def _point(tokens: Sequence[Token]) -> tuple[int, bool | None]:
    """How many numbers ``ordered pairs`` have, and whether they are ordered, if it is said."""
    words = [t.text for t in tokens if t.text != "different"]
    ordered = {"ordered": True, "unordered": False}.get(words[0])
    size = _SIZES.get(words[-1])
    if size is None or len(words) != 1 + (ordered is not None):
        raise NotUnderstood("Pairs or triples of integers are expected.")
    return size, ordered


def _relations(m: Slots, names: tuple[str, ...]) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
    """The relations in the slot ``r``, and the unknowns, which are ``names`` if there are any."""
    found: list[Relation] = []
    for piece in split(m.tokens("r"), "with", "where", "if"):
        found += Slots({"r": piece}, m.scope, m.choices).chain("r", free=names)
    unknowns = {n for r in found for side in (r.left, r.right) for n in free_symbols(side)}
    names = names or tuple(sorted(unknowns))
    if set(names) != unknowns or not 2 <= len(names) <= 6 or len(set(names)) < len(names):
        raise NotUnderstood("The unknowns are not those of the equation.")
    return tuple(found), names


def _asked(what: str, *, noun_said: bool = True) -> Builder:
    """``noun_said`` if the slot ``k`` ends in what is counted, as ``positive integers``."""

    def build(m: Slots) -> Task | None:
        if not m.compares("r"):
            return None
        size, ordered = _point(m.tokens("p")) if m.has("p") else (None, True)
        like = m.tokens("r")[0]
        words = [*(m.tokens("k") if m.has("k") else ())]
        kinds, head = _kinds(words if noun_said else [*words, evolve(like, text="integers")])
        relations, names = _relations(m, _names(m.tokens("n")) if m.has("n") else ())
        if size not in {None, len(names)}:
            raise NotUnderstood("There are not as many unknowns as the point has places.")
        task = _settled(IntegerPoints(names, relations, kinds, what), head)
        loose = evolve(task, ordered=False)
        bracketed = m.has("n") and m.tokens("n")[0].text == "("
        if ordered is None and not bracketed and loose.first() != task.first():
            raise NotUnderstood("It is unclear whether the order of the numbers counts.")
        return loose if ordered is False else task

    return build


def _settled(task: IntegerPoints, head: str) -> IntegerPoints:
    """With what the noun says: primes, or natural numbers, of which 0 may be one or not.

    Raises:
        NotUnderstood: it matters whether 0 is a natural number.
    """
    if not _NOUNS[head] or "positive" in task.kinds:
        return task
    first, *others = (
        evolve(task, kinds=tuple(sorted({*task.kinds, kind}))) for kind in _NOUNS[head]
    )
    if any(other.first() != first.first() for other in others):
        raise NotUnderstood("It is not said whether 0 is one of the numbers.")
    return first


def _extreme(what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        if not m.compares("r"):
            return None
        kinds, head = _kinds(m.tokens("k"))
        relations, names = _relations(m, _names(m.tokens("n")))
        figure = m.expr("e", free=names)
        if not free_symbols(figure) or not free_symbols(figure) <= set(names):
            return None
        polynomial(figure)
        return _settled(IntegerPoints(names, relations, kinds, what, figure=figure), head)

    return build


_SUCH: Final = "[,] (such that|so that|satisfying|for which|that satisfy|which satisfy|with|where|satisfy|satisfies|are there such that|are there with|are solutions to|are solutions of|exist such that|that are solutions to|are there satisfying|are there for which|that solve|solve) [the] [equation|inequality|system]"
_WITH: Final = "(such that|with|satisfying|for which|so that)"
_OF: Final = "(of|to|for) [the] [equation|inequality|system]"
_MOST: Final = {
    "smallest": "(smallest|minimum|least|lowest) [possible] [value]",
    "largest": "(largest|maximum|greatest|biggest|highest) [possible] [value]",
}
_PAIRS: Final = f"{{p}} of {{k}} {{n}} {_SUCH} {{r}}"
_NAMED: Final = f"{{p}} {{n}} of {{k}} {_SUCH} {{r}}"
_SOME: Final = "[{k}] integer solutions [{n}]"

PHRASES = (
    *clause(_asked("count"), f"how many {_PAIRS}", f"how many {_NAMED}", f"how many solutions in {{k}} (are there|exist) {_OF} {{r}}",
            "how many solutions in {k} (does|do) [the] [equation] {r} have", needs="= < > <= >="),
    *noun(_asked("count"), f"number of {_PAIRS}", f"number of {_NAMED}", f"number of solutions in {{k}} {_OF} {{r}}", needs="= < > <= >="),
    *clause(_asked("list"), f"(find|determine|list|give|what are) all [the] {_PAIRS}", f"(find|determine|list|give|what are) all [the] {_NAMED}", "solve {r} (in|over|for) [the] {k}", needs="= < > <= >="),
    *clause(_asked("count", noun_said=False), f"how many {_SOME} (does|do) [the] [equation|system|inequality] {{r}} have",
            f"how many {_SOME} (are there|exist) {_OF} {{r}}"),
    *noun(_asked("count", noun_said=False), f"number of {_SOME} {_OF} {{r}}"),
    *clause(_asked("list", noun_said=False), f"(find|determine|list|give) [all] [the] {_SOME} {_OF} {{r}}"),
    *(phrase for what, words in _MOST.items() for phrase in (
        *text(_extreme(what), f"{{n}} are {{k}} {_WITH} {{r}} ; {words} of {{e}}", f"{{n}} are {{k}} ; {{r}} ; {words} of {{e}}",
              f"(let|suppose) {{n}} (be|are) {{k}} {_WITH} {{r}} ; {words} of {{e}}"),
        *clause(_extreme(what), f"if {{n}} are {{k}} ({_WITH}|and) {{r}} [,] [then] (what is|find|determine) [the] {words} of {{e}}"),
        *noun(_extreme(what), f"{words} of {{e}} (if|where|when|for|given that) {{n}} are {{k}} ({_WITH}|and) {{r}}"))),
)  # fmt: skip
