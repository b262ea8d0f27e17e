"""Comparing numbers: which is larger, sorting, the k-th largest, the closest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import field, frozen

from kaelum_core.types import JSON, Check
from kaelum_math.errors import Ambiguous, NotUnderstood
from kaelum_math.expr.nodes import CONSTANTS, Call, Expr, Relation, free_symbols, show
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Item, Slots
from kaelum_math.task import Solution, Task, claim, proof
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES", "Closest", "Compare", "KthLargest", "Sort"]


def _sign(value: Surd) -> int:
    if not value.is_real():
        raise NotUnderstood("Complex numbers are not ordered.")
    return value.sign()


def _less(a: Surd, b: Surd) -> bool:
    return _sign(a - b) < 0


@frozen
class Entry:
    """A number with the text that stands for it in the answer."""

    text: str
    expr: Expr
    value: Surd = field(init=False, eq=False)

    @value.default
    def _exact(self) -> Surd:
        return surd(self.expr)

    def shown(self) -> str:
        """The text, with the value where the text is a name or an option letter."""
        value = show(self.expr)
        return self.text if self.text.replace(" ", "") == value else f"{self.text} = {value}"


def _cross(a: Surd, b: Surd) -> int:
    """The sign of ``a - b`` by integer cross products, or by bounds for irrational numbers."""
    x, y = a.rational(), b.rational()
    if x is None or y is None:
        low, high = (a - b).bounds(60)
        return 1 if low > 0 else -1 if high < 0 else 0 if a == b else _sign(a - b)
    difference = x.numerator * y.denominator - y.numerator * x.denominator
    return (difference > 0) - (difference < 0)


def _positions(answer: str, entries: Sequence[Entry]) -> list[int]:
    """Places in ``entries`` of the texts that ``answer`` lists; [-1] for what is not there."""
    left = list(range(len(entries)))
    found: list[int] = []
    for text in answer.split(", "):
        at = next((k for k in left if entries[k].text == text), -1)
        found.append(at)
        if at >= 0:
            left.remove(at)
    return found


@frozen
class Sort(Task):
    """The numbers in order."""

    entries: tuple[Entry, ...]
    descending: bool = False

    def describe(self) -> str:
        way = "descending" if self.descending else "ascending"
        return f"sort {', '.join(e.shown() for e in self.entries)} in {way} order"

    def ordered(self) -> list[Entry]:
        """The entries in order."""
        ordered: list[Entry] = []
        for entry in self.entries:
            at = sum(1 for other in ordered if not _less(entry.value, other.value))
            ordered.insert(at, entry)
        if self.descending:
            ordered.reverse()
        return ordered

    def solve(self) -> Solution:
        ordered = self.ordered()
        values = tuple(e.expr for e in ordered)
        return Solution(", ".join(e.text for e in ordered), values)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        places = _positions(answer, self.entries)
        whole = sorted(places) == list(range(len(self.entries)))
        chain = [self.entries[k].value for k in places] if whole else []
        wrong = -1 if self.descending else 1
        yield proof(
            "the same numbers, each neighbour in order",
            "cross products",
            whole and all(_cross(a, b) != wrong for a, b in pairwise(chain)),
        )


@frozen
class KthLargest(Task):
    """The number at some place from the largest or from the smallest."""

    entries: tuple[Entry, ...]
    place: int
    largest: bool

    def describe(self) -> str:
        kind = "largest" if self.largest else "smallest"
        return (
            f"number {self.place} from the {kind} of {', '.join(e.shown() for e in self.entries)}"
        )

    def solve(self) -> Solution:
        ordered = Sort(self.entries, self.largest).ordered()
        chosen = ordered[self.place - 1]
        if len(ordered) == 2 and ordered[0].text != ordered[1].text and _level(*ordered):
            return Solution(EQUAL, chosen.expr)
        if self.place > 1 and any(_level(a, b) for a, b in pairwise(ordered[: self.place])):
            raise Ambiguous("It is unclear whether equal numbers share a place.")
        return Solution(chosen.text, chosen.expr)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        chosen = next((e for e in self.entries if e.text == answer), None)
        if answer == EQUAL and len(self.entries) == 2:
            level = _cross(self.entries[0].value, self.entries[1].value) == 0
            yield proof("the two numbers are equal", "cross products", level)
            return
        if chosen is None:
            yield claim("the answer is one of the numbers", "comparison", holds=False)
            return
        signs = [_cross(e.value, chosen.value) for e in self.entries]
        before = signs.count(1 if self.largest else -1)
        ties = signs.count(0)
        yield proof(
            "as many numbers come before it as the place says",
            "counting",
            before < self.place <= before + ties and self.place <= len(self.entries),
        )


EQUAL: Final = "they are equal"
"""The answer to which of two equal numbers is the larger, or the smaller."""


def _level(a: Entry, b: Entry) -> bool:
    return not bool(a.value - b.value)


@frozen
class Closest(Task):
    """The number nearest to a target."""

    entries: tuple[Entry, ...]
    target: Expr

    def describe(self) -> str:
        return f"closest to {show(self.target)} of {', '.join(e.shown() for e in self.entries)}"

    def _distances(self) -> list[Surd]:
        aim = surd(self.target)
        gaps = [entry.value - aim for entry in self.entries]
        return [-gap if _sign(gap) < 0 else gap for gap in gaps]

    def solve(self) -> Solution:
        gaps = self._distances()
        best = 0
        for k, gap in enumerate(gaps):
            if _less(gap, gaps[best]):
                best = k
        tied = [e for e, g in zip(self.entries, gaps, strict=True) if g == gaps[best]]
        if len({e.value for e in tied}) > 1:
            return Solution(" and ".join(e.text for e in tied), notes=("They are equally close.",))
        return Solution(self.entries[best].text, self.entries[best].expr)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        aim = surd(self.target)
        texts = answer.split(" and ")
        chosen = [next((e for e in self.entries if e.text == text), None) for text in texts]
        squares = [(e.value - aim) * (e.value - aim) for e in self.entries]
        claimed = [(e.value - aim) * (e.value - aim) for e in chosen if e is not None]
        nearest = len(claimed) == len(texts) and all(
            _cross(square, claimed[0]) >= 0 for square in squares
        )
        values = {e.value for e in chosen if e is not None}
        ties = {e.value for e, s in zip(self.entries, squares, strict=True) if s in claimed}
        yield proof("no number is nearer", "squared distances", nearest and values == ties)


_TRUTHS: Mapping[str, Callable[[int], bool]] = {
    "<": lambda s: s < 0,
    "<=": lambda s: s <= 0,
    ">": lambda s: s > 0,
    ">=": lambda s: s >= 0,
    "=": lambda s: s == 0,
    "!=": lambda s: s != 0,
}


@frozen
class Compare(Task):
    """Whether a relation between numbers holds."""

    relation: Relation

    def describe(self) -> str:
        return f"whether {show(self.relation)}"

    def solve(self) -> Solution:
        difference = surd(self.relation.left) - surd(self.relation.right)
        if self.relation.op in {"=", "!="}:
            holds = bool(difference) == (self.relation.op == "!=")
        else:
            holds = _TRUTHS[self.relation.op](_sign(difference))
        return Solution(str(holds), holds)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        left, right = surd(self.relation.left), surd(self.relation.right)
        if self.relation.op in {"=", "!="} and not (left.is_real() and right.is_real()):
            holds = (left == right) == (self.relation.op == "=")
        else:
            holds = _TRUTHS[self.relation.op](_cross(left, right))
        yield proof("the two sides compare as the answer says", "cross products",
                    answer == str(holds))  # fmt: skip


# -- phrases -----------------------------------------------------------------


def _options(tokens: Sequence[Token], m: Slots) -> tuple[Entry, ...] | None:
    """Entries of ``(a) 3 (b) x``, their letters as texts."""
    starts = [
        k
        for k in range(len(tokens) - 2)
        if tokens[k].text == "(" and tokens[k + 2].text == ")"
        and tokens[k + 1].text == chr(ord("a") + sum(1 for j in range(k) if _is_label(tokens, j)))
    ]  # fmt: skip
    if not starts or starts[0] != 0:
        return None
    ends = [*starts[1:], len(tokens)]
    pieces = [tokens[s + 3 : e] for s, e in zip(starts, ends, strict=True)]
    found = [m.value_of(p[:-1] if p and p[-1].text == "," else p) for p in pieces]
    return tuple(Entry(chr(ord("a") + k), expr) for k, expr in enumerate(found))


def _is_label(tokens: Sequence[Token], at: int) -> bool:
    return (
        at + 2 < len(tokens)
        and tokens[at].text == "("
        and tokens[at + 2].text == ")"
        and len(tokens[at + 1].text) == 1
        and tokens[at + 1].kind == "word"
    )


def _entries(m: Slots) -> tuple[Entry, ...]:
    found = _options(m.tokens("xs"), m) or tuple(
        Entry(item.text, item.expr) for item in m.items("xs")
    )
    if any(free_symbols(entry.expr) for entry in found):
        raise NotUnderstood("Only numbers can be compared.")
    return found


def _several(m: Slots) -> tuple[Entry, ...]:
    found = _entries(m)
    if len(found) < 2:
        raise NotUnderstood("At least two numbers are needed.")
    return found


def _kth(largest: bool) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        place = m.ordinal("n") if m.has("n") else 1
        entries = _several(m)
        if not 1 <= place <= len(entries):
            raise NotUnderstood("There are not that many numbers.")
        return KthLargest(entries, place, largest)

    return build


def _sort(descending: bool) -> Callable[[Slots], Task | None]:
    return lambda m: Sort(_several(m), descending)


def _closest(m: Slots) -> Task | None:
    target = m.expr("t")
    if free_symbols(target):
        return None
    return Closest(_several(m), target)


def _equal_to(m: Slots) -> Task | None:
    """``which of these is equal to 0.75: 1/2, 3/4, 4/5``: the one entry that is."""
    target, entries = surd(m.expr("t")), _several(m)
    if sum(entry.value == target for entry in entries) != 1:
        raise NotUnderstood("It is not just one of the numbers that is equal to it.")
    return Closest(entries, m.expr("t"))


def _relation(op: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        left, right = m.expr("a"), m.expr("b")
        congruence = op == "=" and isinstance(right, Call) and right.name == "mod"
        if free_symbols(left) or free_symbols(right) or congruence:
            return None
        return Compare(Relation(op, left, right))

    return build


def _stated(m: Slots) -> Task | None:
    relation = m.relation("r")
    names = {token.raw for token in m.tokens("r") if token.kind == "word" and len(token.raw) == 1}
    if names - {"a", *m.scope.names(), *CONSTANTS}:
        raise NotUnderstood("It is unclear how far the formula in the phrase goes.")
    if free_symbols(relation.left) or free_symbols(relation.right):
        return None
    return Compare(relation)


def _entry_pair(m: Slots) -> tuple[Entry, Entry]:
    left, right = m.item("a"), m.item("b")
    return _entry(left), _entry(right)


def _entry(item: Item) -> Entry:
    if free_symbols(item.expr):
        raise NotUnderstood("Only numbers can be compared.")
    return Entry(item.text, item.expr)


def _which(largest: bool) -> Callable[[Slots], Task | None]:
    return lambda m: KthLargest(_entry_pair(m), 1, largest)


_BIG = "(biggest|largest|greatest|highest|maximum)"
_SMALL = "(smallest|lowest|least|minimum|tiniest)"
_AMONG = (
    "[value|number|one|element] [?|in|of|among|from|out of|between|:] [the] "
    "[following|list|numbers|values|set] [numbers|values] [:] {xs}"
)
_BIGGER = "(bigger|larger|greater|higher|more)"
_SMALLER = "(smaller|less|lower|fewer)"

PHRASES = (
    *noun(_kth(True), f"[{{n}}] {_BIG} {_AMONG}", "[{n}] max of {xs}"),
    *noun(_kth(False), f"[{{n}}] {_SMALL} {_AMONG}", "[{n}] min of {xs}"),
    *clause(_kth(True), f"which [number|one|value] is [the] [{{n}}] {_BIG} {_AMONG}"),
    *clause(_kth(False), f"which [number|one|value] is [the] [{{n}}] {_SMALL} {_AMONG}"),
    *clause(_sort(False),
            "(sort|put|arrange|order|rank|list) [the] [numbers|values|following] [numbers] [:] {xs} "
            "(in|into) (ascending|increasing) order",
            "(sort|arrange|order|rank) [the] [numbers|values|following] [numbers] [:] {xs}",
            "(sort|put|arrange|order|rank|list) {xs} [in order] from [the] (smallest|least|lowest) to "
            "[the] (largest|greatest|biggest|highest)",
            "(sort|put|arrange|order|rank|list) [these|the] [numbers] [in order] from [the] (smallest|least|lowest) to "
            "[the] (largest|greatest|biggest|highest) [:] {xs}",
            "(sort|put|arrange|order) [the] [numbers|values|following] [numbers] in "
            "(ascending|increasing) order [:] {xs}"),
    *clause(_sort(True),
            "(sort|put|arrange|order|rank|list) [the] [numbers|values|following] [numbers] [:] {xs} "
            "(in|into) (descending|decreasing) order",
            "(sort|put|arrange|order|rank|list) {xs} [in order] from [the] "
            "(largest|greatest|biggest|highest) to [the] (smallest|least|lowest)",
            "(sort|put|arrange|order|rank|list) [these|the] [numbers] [in order] from [the] "
            "(largest|greatest|biggest|highest) to [the] (smallest|least|lowest) [:] {xs}",
            "(sort|put|arrange|order) [the] [numbers|values|following] [numbers] in "
            "(descending|decreasing) order [:] {xs}"),
    *clause(_closest, "which [one|number|value] is [the] (closest|nearest) to {t} [?|:|in|of|among] {xs}",
            "which [number|value|one] (in|of|among) {xs} is [the] (closest|nearest|closer|nearer) to {t}",
            "is {t} (closer|nearer) to {xs}"),
    *noun(_closest, "(closest|nearest) [number|value] to {t} (in|of|among|from|:) {xs}"),
    *clause(_relation("<"), f"is {{a}} {_SMALLER} than {{b}}"),
    *clause(_relation("<="), f"is {{a}} {_SMALLER} than or equal to {{b}}", "is {a} at most {b}",
            "is {a} at most as (big|large) as {b}", "is {a} no more than {b}"),
    *clause(_relation(">"), f"is {{a}} {_BIGGER} than {{b}}"),
    *clause(_relation(">="), f"is {{a}} {_BIGGER} than or equal to {{b}}", "is {a} at least {b}",
            "is {a} at least as (big|large) as {b}", "is {a} no less than {b}"),
    *clause(_relation("<="), f"is {{a}} not {_BIGGER} than {{b}}"),
    *clause(_relation(">="), f"is {{a}} not {_SMALLER} than {{b}}"),
    *clause(_relation("<="), f"is it true that {{a}} is not {_BIGGER} than {{b}}"),
    *clause(_relation(">="), f"is it true that {{a}} is not {_SMALLER} than {{b}}"),
    *clause(_relation("<"), f"is it true that {{a}} is {_SMALLER} than {{b}}"),
    *clause(_relation(">"), f"is it true that {{a}} is {_BIGGER} than {{b}}"),
    *clause(_equal_to, "which [one] of (these|the following) [numbers|fractions|decimals|values] (is|are|equals|is equal to|are equal to|is the same as) [equal to] {t} (:|?) {xs}",
            "which [number|fraction|decimal|value] (is equal to|equals|is the same as|is equivalent to) {t} (:|?) {xs}"),
    *clause(_relation("="), "(are|is) {a} and {b} (equal|the same|equivalent) [numbers|values]",
            "is {a} (equal to|the same as|equivalent to) {b}", "does {a} equal {b}",
            "do {a} and {b} have the same value"),
    *clause(_relation("!="), "is {a} not equal to {b}", "do {a} and {b} have different values",
            "(are|is) {a} and {b} (unequal|nonequal|non-equal|non - equal|different)",
            "is {a} different from {b}"),
    *clause(_stated, "(is|does|do) {r}", "is it true that {r}", "{r}", "(true or false|check) [:] {r}",
            "{r} [,] true or false", "is {r} (true|correct)", "verify that {r}", "check if {r}"),
    *clause(_which(True), f"(which|what) [number|one|fraction|decimal|value] is {_BIGGER} [:|,|?] {{a}} or {{b}}",
            f"(what's|which's) {_BIGGER} [:|,|?] {{a}} or {{b}}", f"{{a}} or {{b}} [,|:] (which|what) [number|one|fraction|decimal|value] is {_BIGGER}"),
    *clause(_which(False), f"(which|what) [number|one|fraction|decimal|value] is {_SMALLER} [:|,|?] {{a}} or {{b}}",
            f"(what's|which's) {_SMALLER} [:|,|?] {{a}} or {{b}}", f"{{a}} or {{b}} [,|:] (which|what) [number|one|fraction|decimal|value] is {_SMALLER}"),
)  # fmt: skip
