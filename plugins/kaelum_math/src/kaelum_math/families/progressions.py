"""Arithmetic and geometric sequences from what is said about them: terms, the common difference
or ratio, sums; in whatever order. Each fact is an equation, and all of them must hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, TypeAlias

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.text.numerals import ordinal
from kaelum_math.words import form
from kaelum_math.words.form import Form
from kaelum_math.words.task import TwoWays

__all__ = ["Progression", "read"]

Fact: TypeAlias = tuple[str, int, Fraction]
"""``("term", n, v)``, ``("step", 0, v)``, ``("sum", n, v)`` of the first n, ``("endless", 0, v)``."""

MAX_PLACE: Final = 5_000


@frozen
class Progression(TwoWays):
    """A figure of the only sequence of a ``kind`` for which all ``facts`` hold.

    ``asked`` is ``term``, ``sum``, ``step``, ``endless`` (the sum of all terms) or ``place``
    (of ``value``). With ``positive``, all terms are.
    """

    kind: str
    facts: tuple[Fact, ...]
    asked: str
    at: int
    value: Fraction
    form: Form
    positive: bool = False

    method = "term by term instead of formulae"

    def describe(self) -> str:
        facts = ", ".join(_shown(*fact) for fact in self.facts)
        value = f" {self.value}" if self.asked == "place" else ""
        positive = " of positive terms" if self.positive else ""
        asked = _shown(self.asked, self.at, None)
        return f"{asked}{value} of the {self.kind} sequence{positive} with {facts}"

    # -- by formulae ---------------------------------------------------------------

    def _start(self) -> tuple[Fraction, Fraction]:
        """The first term and the difference or ratio."""
        return _arithmetic(self.facts) if self.kind == "arithmetic" else self._geometric()

    def _geometric(self) -> tuple[Fraction, Fraction]:
        ratios = [v for what, _, v in self.facts if what == "step"]
        terms = sorted((n, v) for what, n, v in self.facts if what == "term")
        if not ratios:
            if len(terms) >= 2:
                (n, v), (k, w) = terms[0], terms[1]
                ratios = _roots(v, w, k - n, positive=self.positive)
            elif terms and terms[0][0] == 1 and (total := self._fact("endless")):
                ratios = [1 - terms[0][1] / total]
        if len(ratios) != 1 or not ratios[0]:
            raise OutOfReach("What is given does not determine the common ratio.")
        ratio = ratios[0]
        if terms:
            return terms[0][1] / ratio ** (terms[0][0] - 1), ratio
        for what, n, v in self.facts:
            if what == "sum" and (weight := _geometric_sum(Fraction(1), ratio, n)):
                return v / weight, ratio
            if what == "endless":
                return v * (1 - ratio), ratio
        raise OutOfReach("What is given does not determine the sequence.")

    def _fact(self, name: str) -> Fraction | None:
        return next((v for what, _, v in self.facts if what == name), None)

    def first(self) -> Any:
        start, step = self._start()
        if self.positive and (start <= 0 or step <= 0):
            raise Undefined("There is no such sequence of positive terms.")
        if not all(self._closed(start, step, what, n) == v for what, n, v in self.facts):
            raise Undefined("What is given contradicts itself.")
        if self.asked == "place":
            return self._place(start, step)
        return self._closed(start, step, self.asked, self.at)

    def _closed(self, start: Fraction, step: Fraction, what: str, n: int) -> Fraction:
        arithmetic = self.kind == "arithmetic"
        match what:
            case "step":
                return step
            case "term":
                return start + (n - 1) * step if arithmetic else start * step ** (n - 1)
            case "sum":
                if arithmetic:
                    return n * start + Fraction(n * (n - 1), 2) * step
                return _geometric_sum(start, step, n)
        if arithmetic or abs(step) >= 1:
            raise Undefined("The sum of all terms does not exist.")
        return start / (1 - step)

    def _place(self, start: Fraction, step: Fraction) -> int:
        if self.kind == "arithmetic" and step:
            place = (self.value - start) / step + 1
            if place.denominator == 1 and place >= 1:
                return int(place)
            raise Undefined("It is no term of the sequence.")
        return self._walked(start, step)

    # -- step by step ----------------------------------------------------------------

    def _walked(self, start: Fraction, step: Fraction) -> int:
        term = start
        for place in range(1, MAX_PLACE):
            if term == self.value:
                return place
            if self.kind != "arithmetic" and abs(term.numerator) > 10**60:
                break
            term = self._next(term, step)
        raise Undefined("It is no term of the sequence.")

    def _next(self, term: Fraction, step: Fraction) -> Fraction:
        return term + step if self.kind == "arithmetic" else term * step

    def second(self) -> Any:
        start, step = self._start()
        places = [n for _, n, _ in self.facts] + [self.at]
        if max(places) > MAX_PLACE:
            raise TooLarge(f"Only {MAX_PLACE} terms are followed.")
        terms, sums, total = [start], [start], start
        for _ in range(max(places)):
            terms.append(self._next(terms[-1], step))
            total += terms[-1]
            sums.append(total)
        for what, n, v in self.facts:
            if self._read_off(terms, sums, what, n) != v:
                raise Undefined("What is given contradicts itself.")
        if self.asked == "place":
            return self._walked(start, step)
        return self._read_off(terms, sums, self.asked, self.at)

    def _read_off(self, terms: Sequence[Fraction], sums: Sequence[Fraction], what: str, n: int) -> Fraction:  # fmt: skip
        match what:
            case "step":
                return terms[1] - terms[0] if self.kind == "arithmetic" else terms[1] / terms[0]
            case "term":
                return terms[n - 1]
            case "sum":
                return sums[n - 1]
        if self.kind == "arithmetic" or abs(terms[1]) >= abs(terms[0]):
            raise Undefined("The sum of all terms does not exist.")
        return terms[0] * terms[0] / (terms[0] - terms[1])

    def write(self, result: Any) -> str:
        return self.form.write(Fraction(result))

    def worth(self, result: Any) -> Value:
        return number(result)


def _shown(what: str, n: int, value: Fraction | None) -> str:
    names = {"term": f"term {n}", "step": "common step", "sum": f"sum of {n} terms",
             "endless": "sum of all terms", "place": "place of the term"}  # fmt: skip
    return names[what] + (f" {value}" if value is not None else "")


def _arithmetic(facts: Sequence[Fact]) -> tuple[Fraction, Fraction]:
    """First term and difference, by Cramer's rule from the first two facts that settle them."""
    rows = []
    for what, n, v in facts:
        if what == "endless":
            raise Undefined("The sum of all terms does not exist.")
        a = {"term": Fraction(1), "step": Fraction(0), "sum": Fraction(n)}[what]
        d = {"term": Fraction(n - 1), "step": Fraction(1), "sum": Fraction(n * (n - 1), 2)}[what]
        rows.append((a, d, v))
    for at, (a, d, v) in enumerate(rows):
        for b, e, w in rows[at + 1 :]:
            det = a * e - b * d
            if det:
                return (v * e - w * d) / det, (a * w - b * v) / det
    raise OutOfReach("What is given does not determine the sequence.")


def _geometric_sum(start: Fraction, ratio: Fraction, n: int) -> Fraction:
    if n > MAX_PLACE or abs(ratio.numerator) ** min(n, 2) > 10**6:
        raise TooLarge("The terms are too large.")
    return n * start if ratio == 1 else start * (1 - ratio**n) / (1 - ratio)


def _roots(v: Fraction, w: Fraction, steps: int, *, positive: bool) -> list[Fraction]:
    """The rational ratios that lead from ``v`` to ``w`` in so many steps."""
    if not v or not w or steps > 100:
        return []
    power = w / v
    top, bottom = (_integer_root(abs(x), steps) for x in (power.numerator, power.denominator))
    if top is None or bottom is None or (power < 0 and steps % 2 == 0):
        return []
    root = Fraction(top, bottom)
    if steps % 2:
        return [root if power > 0 else -root]
    return [root] if positive else [root, -root]


def _integer_root(value: int, power: int) -> int | None:
    low, high = 0, value + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if middle**power < value else (low, middle)
    return low if low**power == value else None


# -- reading -------------------------------------------------------------------

_V: Final = r"(?P<v>-?\s?\d+(?:\.\d+)?(?:/\d+)?)"
_ORD: Final = r"(?P<o>\d+(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)"
_IS: Final = r"(?: is| =| equals| of| being| are)?"
_KIND: Final = re.compile(
    r"\b(arithmetic|geometric) (?:sequence|progression|series)|\b(arithmetic|geometric)\b"
)
_OWNED: Final = r"(?: (?:of|in) (?:the|an?|this) (?:(?:arithmetic|geometric) )?(?:sequence|progression|series))?"
_LIST: Final = re.compile(
    r"(?P<xs>-?\d+(?:/\d+|\.\d+)?(?:\s*,\s*(?:and\s+)?-?\d+(?:/\d+|\.\d+)?)+)"
    r"(?P<dots>\s*,?\s*\.\.\.(?:\s*,?\s*(?P<end>-?\d+(?:/\d+|\.\d+)?))?)?"
)
_FACTS: Final = (
    (re.compile(rf"\bsum of (?:the |its )?first (?P<n>\d+|[a-z]+) terms{_OWNED}(?: is| =| equals) {_V}"), "sum"),
    (re.compile(rf"\bsum to infinity{_OWNED}(?: is| =| equals) {_V}"), "endless"),
    (re.compile(rf"\b(?:common )?(?P<step>difference|ratio)(?: [dr])?{_OWNED}{_IS} {_V}"), "step"),
    (re.compile(rf"\b{_ORD} term(?: [au])?{_OWNED}{_IS} {_V}"), "term"),
    (re.compile(rf"\b[aut]_(?P<n>\d+) = {_V}"), "term"),
    (re.compile(rf"\b{_ORD}(?: one)?(?: is| equals) {_V}"), "term"),
)  # fmt: skip
_ASKED: Final = (
    (re.compile(rf"\bsum of (?:the |its )?first (?P<n>\d+|[a-z]+) terms{_OWNED}"), "sum"),
    (re.compile(rf"\bsum (?:to infinity|of all (?:the |its )?terms)|\binfinite sum{_OWNED}"), "endless"),
    (re.compile(rf"\bcommon (?P<step>difference|ratio){_OWNED}"), "step"),
    (re.compile(rf"\bhow many terms (?:are there|are|does|has)?{_OWNED}|\bnumber of terms{_OWNED}"), "count"),
    (re.compile(rf"\bwhich term{_OWNED}(?: of)?(?: ;)? (?:is|equals) {_V}"), "place"),
    (re.compile(rf"\b{_ORD} term\b{_OWNED}"), "term"),
    (re.compile(r"\b[aut]_(?P<n>\d+)\b"), "term"),
    (re.compile(r"\bsum\b"), "total"),
)  # fmt: skip
_SHORT: Final = re.compile(r"\b(ap|gp)\b")
_LONG: Final = {"ap": "arithmetic", "gp": "geometric"}
_POSITIVE: Final = re.compile(r"\b(?:of positive terms|with positive terms|positive)\b")
_GLUE: Final = re.compile(
    r"\b(?:the|of|an?|in|and|is|are|has|have|with|its|whose|if|find|what|what's|given|that|determine|calculate|compute|then|so"
    r"|sequence|progression|series|arithmetic|geometric|which|where|be|let|suppose|this|terms?|infinite|finite|it|for|such|please|there)\b|[,.;:?!]"
)
_NUMBERS: Final = {word: k for k, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}  # fmt: skip


class _Text:
    """What is left of a question while facts are taken out of it."""

    def __init__(self, text: str) -> None:
        self.left = text

    def take(self, pattern: re.Pattern[str], mark: str = ";") -> re.Match[str] | None:
        """The first match, which leaves only ``mark`` behind."""
        found = pattern.search(self.left)
        if found is not None:
            self.left = f"{self.left[: found.start()]} {mark} {self.left[found.end() :]}"
            self.left = re.sub(r" +", " ", self.left)
        return found


def _value(text: str) -> Fraction:
    top, _, bottom = text.replace(" ", "").partition("/")
    if bottom and not int(bottom):
        raise NotUnderstood("A denominator is zero.")
    return Fraction(top) / Fraction(bottom or 1)


def _count(found: re.Match[str]) -> int:
    """The number of terms, or the place of one, in a match."""
    groups = found.groupdict()
    if groups.get("n"):
        count = _NUMBERS.get(groups["n"], int(groups["n"]) if groups["n"].isdigit() else 0)
    else:
        count = ordinal(groups["o"]) or 0 if groups.get("o") else -1
    if not count or count > MAX_PLACE:
        raise NotUnderstood("A place in the sequence is not understood.")
    return max(count, 0)


def read(text: str) -> Progression | None:
    """The question in normalised ``text``, or None if it is about no such sequence.

    Raises:
        NotUnderstood: it is not read completely.
    """
    plain, wanted = form.split(text)
    lower = _SHORT.sub(lambda m: f"{_LONG[m.group(1)]} progression", plain.lower())
    kinds = {a or b for a, b in _KIND.findall(lower)}
    rest = _Text(lower)
    listed = (
        rest.take(_LIST) if "..." in lower or re.search(r"\d\s*,\s*-?\d.*,\s*-?\d", lower) else None
    )
    if len(kinds) > 1 or (not kinds and listed is None):
        return None
    facts, last = _listed(listed) if listed is not None else ([], None)
    kind = kinds.pop() if kinds else _kind_of(facts)
    positive = rest.take(_POSITIVE, mark="") is not None
    facts += _facts(rest, kind)
    asked = _asked(rest, kind, last, facts)
    left = _GLUE.sub(" ", rest.left).split()
    if left:
        raise NotUnderstood(f"I do not understand {left[0]!r} here.")
    return Progression(kind, tuple(facts), *asked, wanted, positive)


def _listed(found: re.Match[str]) -> tuple[list[Fact], Fraction | None]:
    values = [_value(v) for v in re.findall(r"-?\d+(?:/\d+|\.\d+)?", found["xs"])]
    if not found["dots"] and len(values) < 3:
        raise NotUnderstood("A list of terms is expected.")
    facts: list[Fact] = [("term", k, v) for k, v in enumerate(values, start=1)]
    return facts, _value(found["end"]) if found["end"] else None


def _kind_of(facts: Sequence[Fact]) -> str:
    """The kind of sequence that a list shows, where it is not said."""
    values = [v for _, _, v in facts]
    if len(values) >= 3:
        if len({b - a for a, b in pairwise(values)}) == 1:
            return "arithmetic"
        if all(values) and len({b / a for a, b in pairwise(values)}) == 1:
            return "geometric"
    raise NotUnderstood("The terms shown are of no arithmetic or geometric sequence.")


def _facts(rest: _Text, kind: str) -> list[Fact]:
    found: list[Fact] = []
    for pattern, what in _FACTS:
        while (match := rest.take(pattern)) is not None:
            if what == "step":
                _check_step(match["step"], kind)
            place = 0 if what in {"step", "endless"} else _count(match)
            found.append((what, place, _value(match["v"])))
    return found


def _check_step(word: str, kind: str) -> None:
    if (word == "ratio") != (kind == "geometric"):
        raise NotUnderstood(f"An {kind} sequence has no common {word}.")


def _asked(
    rest: _Text, kind: str, last: Fraction | None, facts: list[Fact]
) -> tuple[str, int, Fraction]:
    """What is asked for, the place it is asked at, and the value whose place is."""
    for pattern, what in _ASKED:
        match = rest.take(pattern)
        if match is None:
            continue
        if what == "step":
            _check_step(match["step"], kind)
        if what in {"count", "total"}:
            return _of_all(what, kind, last, facts)
        if last is not None:
            raise NotUnderstood("The sequence ends, and something else is asked for.")
        if what == "place":
            return "place", 1, _value(match["v"])
        return what, 1 if what in {"step", "endless"} else _count(match), Fraction(0)
    raise NotUnderstood("It is unclear what is asked about the sequence.")


def _of_all(
    what: str, kind: str, last: Fraction | None, facts: list[Fact]
) -> tuple[str, int, Fraction]:
    """The number of the terms of a sequence that ends, or their sum."""
    if last is None:
        raise NotUnderstood("The sequence has no end.")
    if what == "count":
        return "place", 1, last
    length = Progression(kind, tuple(facts), "place", 1, last, form.PLAIN).first()
    return "sum", int(length), Fraction(0)
