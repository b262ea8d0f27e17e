"""Statistics beyond mean and spread: other means, quartiles, scores, weights, correlation, several figures at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge, Undefined
from kaelum_math.expr.nodes import decimal_text, number, number_text
from kaelum_math.expr.primes import factorint
from kaelum_math.expr.surd import Surd
from kaelum_math.families.statistics import Summary
from kaelum_math.phrases import Phrase, clause, noun, text
from kaelum_math.slots import Item, Slots, split
from kaelum_math.task import Solution, Task, Value, claim
from kaelum_math.text.tokens import Token
from kaelum_math.words.form import PLAIN
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "Correlation", "Figure", "Several", "Weighted", "ZScore"]

Values: TypeAlias = tuple[Fraction, ...]
Builder: TypeAlias = Callable[[Slots], Task | None]

MAX_VALUES: Final = 500


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _middle(values: Sequence[Fraction]) -> Fraction:
    """The median of ordered ``values``."""
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def _written(value: Fraction, *, decimal: bool) -> str:
    return (decimal_text(value) if decimal else None) or str(value)


@frozen
class Figure(TwoWays):
    """One figure of a list of numbers, by name.

    ``inner`` tells of a quartile whether the median belongs to both halves.
    """

    values: Values
    what: str
    inner: bool = False

    method = "counting and running totals instead of sorting and formulas"

    def describe(self) -> str:
        listed = ", ".join(number_text(v, decimal=True) for v in self.values)
        halves = ""
        if "quart" in self.what and len(self.values) % 2:
            halves = f" (the median {'in both halves' if self.inner else 'in neither half'})"
        return f"{self.what}{halves} of {listed}"

    def first(self) -> Any:
        values = self.values
        match self.what:
            case "geometric mean":
                if min(values) <= 0:
                    raise Undefined("The geometric mean is one of positive numbers.")
                product = Fraction(1)
                for value in values:
                    product *= value
                return product
            case "harmonic mean":
                if min(values) <= 0:
                    raise Undefined("The harmonic mean is one of positive numbers.")
                return len(values) / sum((1 / v for v in values), Fraction(0))
            case "root mean square":
                return _mean([v * v for v in values])
            case "mean absolute deviation":
                mean = _mean(values)
                return _mean([abs(v - mean) for v in values])
            case "midrange":
                return (min(values) + max(values)) / 2
        low, high = self._quartiles(sorted(values))
        return {"first quartile": low, "third quartile": high}.get(self.what, high - low)

    def _quartiles(self, ordered: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        count = len(ordered)
        if count < 4:
            raise OutOfReach("Quartiles need at least four numbers.")
        half = (count + 1) // 2 if self.inner else count // 2
        return _middle(ordered[:half]), _middle(ordered[count - half :])

    def second(self) -> Any:
        values = self.values
        match self.what:
            case "geometric mean":
                top, bottom = 1, 1
                for value in reversed(values):
                    top, bottom = top * value.numerator, bottom * value.denominator
                return Fraction(top, bottom)
            case "harmonic mean":
                whole = Fraction(1)
                for value in values:
                    whole *= value
                return len(values) * whole / sum((whole / v for v in values), Fraction(0))
            case "root mean square":
                mean = _mean(values)
                return mean * mean + sum(((v - mean) ** 2 for v in values), Fraction(0)) / len(
                    values
                )
            case "mean absolute deviation":
                mean = _mean(values)
                above = sum((v - mean for v in values if v > mean), Fraction(0))
                return 2 * above / len(values)
            case "midrange":
                ordered = sorted(values, reverse=True)
                return ordered[0] - (ordered[0] - ordered[-1]) / 2
        return self._by_counting()

    def _by_counting(self) -> Fraction:
        """A quartile from ranks: how many numbers lie below and at each one."""
        count = len(self.values)
        half = (count + 1) // 2 if self.inner else count // 2
        low = (self._ranked((half + 1) // 2) + self._ranked(half // 2 + 1)) / 2
        shift = count - half
        high = (self._ranked(shift + (half + 1) // 2) + self._ranked(shift + half // 2 + 1)) / 2
        return {"first quartile": low, "third quartile": high}.get(self.what, high - low)

    def _ranked(self, rank: int) -> Fraction:
        for value in self.values:
            below = sum(other < value for other in self.values)
            if below < rank <= below + sum(other == value for other in self.values):
                return value
        raise OutOfReach("There is no such place in the list.")

    def _root(self, result: Fraction) -> tuple[Fraction | None, int]:
        """The root that a mean of products or squares is: its value if rational, and its degree."""
        degree = len(self.values) if self.what == "geometric mean" else 2
        parts = [_whole_root(n, degree) for n in (result.numerator, result.denominator)]
        top, bottom = parts
        return (None if top is None or bottom is None else Fraction(top, bottom)), degree

    def write(self, result: Any) -> str:
        if self.what in {"geometric mean", "root mean square"}:
            root, degree = self._root(result)
            if root is not None:
                return _written(root, decimal=True)
            return Surd.root(result).text() if degree == 2 else f"({result})**(1/{degree})"
        return _written(result, decimal=True)

    def worth(self, result: Any) -> Value:
        if self.what in {"geometric mean", "root mean square"}:
            root, degree = self._root(result)
            if root is None:
                return Surd.root(result).expr() if degree == 2 else None
            return number(root)
        return number(result)


def _whole_root(n: int, degree: int) -> int | None:
    """The whole ``degree``-th root of ``n``, or None."""
    if n < 2:
        return n
    if n > 10**40:
        raise TooLarge("The product of the numbers is too large.")
    root = 1
    for p, k in factorint(n).items():
        if k % degree:
            return None
        root *= p ** (k // degree)
    return root


@frozen
class Weighted(TwoWays):
    """The mean of values with weights."""

    pairs: tuple[tuple[Fraction, Fraction], ...]

    method = "steps from the first value"

    def describe(self) -> str:
        return "mean of " + ", ".join(f"{v} with weight {w}" for v, w in self.pairs)

    def first(self) -> Fraction:
        total = sum((w for _, w in self.pairs), Fraction(0))
        if total <= 0 or any(w < 0 for _, w in self.pairs):
            raise Undefined("The weights are not positive.")
        return sum((v * w for v, w in self.pairs), Fraction(0)) / total

    def second(self) -> Fraction:
        mean, seen = Fraction(0), Fraction(0)
        for value, weight in self.pairs:
            seen += weight
            if seen:
                mean += (value - mean) * weight / seen
        return mean

    def write(self, result: Any) -> str:
        return _written(result, decimal=True)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class ZScore(TwoWays):
    """How many standard deviations a value lies above the mean; or the value of such a score."""

    mean: Fraction
    deviation: Fraction
    value: Fraction
    inverse: bool = False

    method = "going back from the score to the value"

    def describe(self) -> str:
        kind = f"value with z-score {self.value}" if self.inverse else f"z-score of {self.value}"
        return f"{kind}, mean {self.mean}, standard deviation {self.deviation}"

    def first(self) -> Fraction:
        if self.deviation <= 0:
            raise Undefined("A standard deviation is positive.")
        if self.inverse:
            return self.mean + self.value * self.deviation
        return (self.value - self.mean) / self.deviation

    def second(self) -> Fraction:
        found = self.first()
        again = (
            (found - self.mean) / self.deviation
            if self.inverse
            else self.mean + found * self.deviation
        )
        return found if again == self.value else again

    def write(self, result: Any) -> str:
        return _written(result, decimal=True)

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Correlation(TwoWays):
    """Pearson's correlation coefficient of two lists."""

    xs: Values
    ys: Values

    method = "differences of pairs instead of means"

    def describe(self) -> str:
        lists = (
            ", ".join(number_text(v, decimal=True) for v in values) for values in (self.xs, self.ys)
        )
        return f"correlation coefficient of {' and '.join(lists)}"

    def first(self) -> tuple[int, Fraction]:
        mx, my = _mean(self.xs), _mean(self.ys)
        pairs = list(zip(self.xs, self.ys, strict=True))
        return _signed_square(
            sum(((x - mx) * (y - my) for x, y in pairs), Fraction(0)),
            sum(((x - mx) ** 2 for x in self.xs), Fraction(0)),
            sum(((y - my) ** 2 for y in self.ys), Fraction(0)),
        )

    def second(self) -> tuple[int, Fraction]:
        pairs = list(zip(self.xs, self.ys, strict=True))
        sums = [Fraction(0)] * 3
        for at, (x, y) in enumerate(pairs):
            for u, v in pairs[:at]:
                sums[0] += (x - u) * (y - v)
                sums[1] += (x - u) ** 2
                sums[2] += (y - v) ** 2
        return _signed_square(*sums)

    def write(self, result: Any) -> str:
        sign, square = result
        return f"{'-' if sign < 0 else ''}{Surd.root(square).text()}"

    def worth(self, result: Any) -> Value:
        root = Surd.root(result[1])
        return (-root if result[0] < 0 else root).expr()


def _signed_square(both: Fraction, first: Fraction, second: Fraction) -> tuple[int, Fraction]:
    if not first or not second:
        raise Undefined("A list of equal numbers has no correlation.")
    return (both > 0) - (both < 0), both * both / (first * second)


@frozen
class Several(Task):
    """Several figures of one list: "the mean, median and mode of ..."."""

    parts: tuple[Summary, ...]

    def describe(self) -> str:
        return "; ".join(part.describe() for part in self.parts)

    def solve(self) -> Solution:
        notes = tuple(note for part in self.parts for note in part.notes())
        answers = [f"{part.what} = {part.solve().answer}" for part in self.parts]
        return Solution(", ".join(answers), notes=notes)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        del evidence
        again = ", ".join(f"{part.what} = {part.write(part.second())}" for part in self.parts)
        yield claim("another way of computing them gives these answers", Summary.method, again == answer,
                    independent=True, complete=all(part.sure() for part in self.parts))  # fmt: skip


@frozen
class MeanChange(TwoWays):
    """A mean of so many numbers, and what is asked about it.

    ``what`` is ``sum``, ``missing`` (the number beside ``known``) or ``new mean`` (with
    ``known`` added).
    """

    count: int
    mean: Fraction
    known: Values
    what: str

    method = "deviations from the mean instead of totals"

    def describe(self) -> str:
        listed = ", ".join(map(str, self.known))
        return f"{self.what}, the mean of {self.count} numbers being {self.mean}" + (
            f"; {listed}" if listed else ""
        )

    def first(self) -> Fraction:
        total = self.count * self.mean
        match self.what:
            case "sum":
                return total
            case "missing":
                return total - sum(self.known, Fraction(0))
        return (total + sum(self.known, Fraction(0))) / (self.count + len(self.known))

    def second(self) -> Fraction:
        off = sum((v - self.mean for v in self.known), Fraction(0))
        match self.what:
            case "sum":
                return sum((self.mean for _ in range(self.count)), Fraction(0))
            case "missing":
                return self.mean - off
        return self.mean + off / (self.count + len(self.known))

    def write(self, result: Any) -> str:
        return _written(result, decimal=True)

    def worth(self, result: Any) -> Value:
        return number(result)


# -- phrases -----------------------------------------------------------------


def _list(items: Iterable[Item]) -> Values:
    values = tuple(item.value for item in items)
    if not 2 <= len(values) <= MAX_VALUES:
        raise NotUnderstood(f"A list of 2 to {MAX_VALUES} numbers is expected.")
    return values


def _bare(tokens: Sequence[Token]) -> Sequence[Token]:
    """A list without its braces."""
    braced = len(tokens) > 2 and tokens[0].text in "{[(" and tokens[-1].text in "}])"
    return tokens[1:-1] if braced else tokens


def _values(m: Slots, name: str = "xs") -> Values:
    return _list(m.list_of(_bare(m.tokens(name))))


def _figure(what: str) -> Builder:
    def build(m: Slots) -> Task | None:
        values = _values(m)
        if "quart" not in what:
            return Figure(values, what)
        return Figure(values, what, m.choices.pick([False, True] if len(values) % 2 else [False]))

    return build


def _weighted(m: Slots) -> Task | None:
    """``80 (weight 2) and 95 (weight 1)``, ``80 with weight 2 and 95 with weight 1``."""
    pairs = []
    for piece in split(m.tokens("xs"), ",", "and"):
        places = [
            k for k, token in enumerate(piece) if token.text in {"weight", "weighted", "weights"}
        ]
        if len(places) != 1:
            raise NotUnderstood("Every value needs one weight.")
        value = [t for t in piece[: places[0]] if t.text not in {"(", "with", "of", "a"}]
        weight = [t for t in piece[places[0] + 1 :] if t.text not in {")", "of"}]
        pair = [m.list_of(part)[0].value for part in (value, weight) if part]
        if len(pair) != 2:
            raise NotUnderstood("Every value needs one weight.")
        pairs.append((pair[0], pair[1]))
    return Weighted(tuple(pairs)) if len(pairs) > 1 else None


def _two_weights(m: Slots) -> Task | None:
    shares = [m.number(name) for name in ("v", "w")]
    if sum(shares) != 1:
        raise NotUnderstood("The weights do not make a whole.")
    return Weighted(((m.number("a"), shares[0]), (m.number("b"), shares[1])))


def _weights(m: Slots) -> Task | None:
    values, weights = _values(m), _values(m, "ws")
    if len(values) != len(weights):
        raise NotUnderstood("There are not as many weights as values.")
    return Weighted(tuple(zip(values, weights, strict=True)))


def _score(*, inverse: bool = False) -> Builder:
    return lambda m: ZScore(m.number("m"), m.number("s"), m.number("x"), inverse)


def _correlation(m: Slots) -> Task | None:
    xs, ys = _values(m), _values(m, "ys")
    if len(xs) != len(ys):
        raise NotUnderstood("The lists differ in length.")
    return Correlation(xs, ys)


_NAMES: Final = {"mean": "mean", "average": "mean", "median": "median", "mode": "mode", "range": "range",
                 "variance": "variance", "standard deviation": "standard deviation", "sum": "sum"}  # fmt: skip


def _several(m: Slots) -> Task | None:
    names = [" ".join(t.text for t in piece if t.text not in {"the", "its", "both"})
             for piece in split(m.tokens("names"), ",", "and")]  # fmt: skip
    kinds = [_NAMES.get(name, "") for name in names]
    if len(kinds) < 2 or "" in kinds or len(set(kinds)) < len(kinds):
        raise NotUnderstood("The figures asked for are not all known.")
    values = _values(m)
    spread = {"variance", "standard deviation"}
    return Several(tuple(
        Summary(values, kind, PLAIN, "", "population" if kind in spread else "", kind in spread)
        for kind in kinds
    ))  # fmt: skip


def _mean_sum(m: Slots) -> Task | None:
    return MeanChange(_count(m), m.number("m"), (), "sum")


def _count(m: Slots) -> int:
    count = m.integer("n")
    if not 1 <= count <= 100_000:
        raise NotUnderstood("A number of values is expected.")
    return count


def _missing(m: Slots) -> Task | None:
    known = _values(m)
    if m.integer("k") != len(known) or _count(m) != len(known) + 1:
        raise NotUnderstood("One number is asked for, all others being known.")
    return MeanChange(_count(m), m.number("m"), known, "missing")


def _added(m: Slots) -> Task | None:
    return MeanChange(_count(m), m.number("m"), (m.number("x"),), "new mean")


_OF: Final = "(of|for) [the] [numbers|data|values|following|list|data set|dataset|set] [:]"
_FIGURES: Final = {
    "geometric mean": "geometric mean", "harmonic mean": "harmonic mean",
    "root mean square": "(root mean square|rms|quadratic mean|root - mean - square)",
    "mean absolute deviation": "(mean absolute deviation|mad|mean deviation|average absolute deviation)",
    "midrange": "(midrange|mid - range)",
    "first quartile": "(first quartile|lower quartile|q1|1st quartile|q_1)",
    "third quartile": "(third quartile|upper quartile|q3|3rd quartile|q_3)",
    "interquartile range": "(interquartile range|iqr|inter - quartile range)",
}  # fmt: skip
_Z: Final = "(z - score|z score|standard score|zscore)"
_SCALE: Final = (
    "(mean|average) (is|of|=|was) {m} (and|,) [the|a] (standard deviation|sd|std) (is|of|=|was) {s}"
)
_SCALE_SHORT: Final = "mean {m} and [a] standard deviation {s}"
_MEAN: Final = "(mean|average|arithmetic mean)"
_NTH: Final = "(third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other|remaining|missing)"
_SET: Final = "(the data set is|the data are|the numbers are|consider the data set|given the data set|given the data|here is a data set :|data :|given the numbers|for the data set|for the data|the data is|the scores are|the values are)"


def _figures() -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    for what, words in _FIGURES.items():
        found += noun(_figure(what), f"{words} {_OF} {{xs}}", rank=1)
    return found


PHRASES = (
    *_figures(),
    *noun(_weighted, "weighted (mean|average) of {xs}"),
    *noun(_weights, "weighted (mean|average) of {xs} with [the] [respective] weights {ws}"),
    *text(_two_weights, "[a|the] [student|pupil|he|she] [scored|got|scores] {a} on a (test|exam|paper|quiz) worth {v} and {b} on a (test|exam|paper|quiz) worth {w} ; [his|her|the] [weighted] (average|mean)"),
    *noun(_score(), f"{_Z} (of|for) [a] [value|score] [of] {{x}} (if|when|where|given|given that|with|in a distribution with|from a distribution with) [the|a] {_SCALE}",
          f"{_Z} (of|for) [a] [value|score] [of] {{x}} (if|when|where|given|with) {_SCALE_SHORT}"),
    *text(_score(), f"[the|a] {_SCALE} ; {_Z} (of|for) [a] [value|score] [of] {{x}}"),
    *noun(_score(inverse=True), f"(value|score) with [a] {_Z} of {{x}} (if|when|where|given|with) [the|a] {_SCALE}"),
    *noun(_correlation, "[pearson] [linear] correlation [coefficient] (of|between) x = {xs} and y = {ys}",
          "[pearson] [linear] correlation [coefficient] (of|between) [[the] lists] {xs} and {ys}",
          "[pearson] [linear] correlation [coefficient] (of|between) x : {xs} and y : {ys}"),
    *noun(_several, f"{{names}} {_OF} {{xs}}"),
    *text(_several, f"{_SET} {{xs}} ; [its|the] {{names}}", f"{_SET} {{xs}} ; [the] {{names}} of (it|this data set|these numbers|the data|this data)"),
    *text(_mean_sum, f"the {_MEAN} of {{n}} numbers is {{m}} ; (their sum|the sum of the numbers|sum of the numbers|the sum of these numbers|sum of these numbers|their total|sum)"),
    *text(_missing, f"the {_MEAN} of {{n}} numbers is {{m}} ; {{k}} of (them|the numbers|these numbers) are {{xs}} ; [the] {_NTH} [number|one]"),
    *clause(_added, f"the {_MEAN} of {{n}} numbers is {{m}} ; if (one more|another|a new) number , {{x}} , is added , what is the new {_MEAN}"),
    *text(_added, f"the {_MEAN} of {{n}} numbers is {{m}} ; if (one more|another|a new|a) number [,] {{x}} [,] is (added|included) , what is the new {_MEAN}",
          f"the {_MEAN} of {{n}} numbers is {{m}} ; [the] new {_MEAN} (if|when) (one more|another|a new|the) number [,] {{x}} [,] is (added|included)"),
)  # fmt: skip
