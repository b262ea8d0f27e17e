"""Lists of numbers: putting them in order, picking by size, keeping or removing by a condition."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import Ambiguous, NotUnderstood
from kaelum_math.expr.nodes import Num, number_text
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.form import PLAIN, Form
from kaelum_math.words.scan import Lexicon, Mention, Row, counts_agree
from kaelum_math.words.task import TwoWays

__all__ = ["Condition", "Filtered", "Picked", "Sorted", "read"]

_LEXICON: Final = Lexicon(
    {
        "SORT": "sort|order|arrange|rank|put|sorted|list|reorder|organize",
        "ASC": "ascending|increasing|smallest to largest|least to greatest|lowest to highest"
        "|smallest first|low to high|smallest to biggest|small to large|smallest to greatest"
        "|least to most|non-decreasing|starting with the smallest|from the smallest to the largest"
        "|from the lowest to the highest|lowest first",
        "DESC": "descending|decreasing|largest to smallest|greatest to least|highest to lowest"
        "|largest first|high to low|biggest to smallest|large to small|greatest to smallest"
        "|biggest first|starting with the largest|highest first|reverse|from the highest to the lowest"
        "|most to least|greatest first",
        "BIG": "largest|biggest|greatest|highest|maximum|max|most",
        "SMALL": "smallest|least|lowest|minimum|min|littlest|tiniest",
        "KEEP": "keep|only keep|retain|select|filter|which|which ones|leave|keep only",
        "DROP": "remove|delete|exclude|discard|drop|eliminate|take out|filter out|get rid of|throw away",
        "HOW_MANY": "how many|count",
        ">": "larger than|greater than|bigger than|more than|above|exceeding|higher than|exceed|over",
        "<": "smaller than|less than|lower than|below|under|fewer than",
        ">=": "at least|greater than or equal to|no less than|not less than|not smaller than"
        "|larger than or equal to|not below|bigger than or equal to|no smaller than",
        "<=": "at most|less than or equal to|no more than|not more than|not greater than"
        "|smaller than or equal to|not above|not larger than|no greater than|no larger than",
        "BETWEEN": "between|strictly between",
        "EVEN": "even",
        "ODD": "odd",
        "NEG": "negative",
        "POS": "positive",
        "MULTIPLE": "divisible by|multiples of|multiple of|a multiple of",
        "DIVISOR": "factors of|factor of|a factor of|divisors of|divisor of|a divisor of",
        "TO": "to|through|thru|until|till|up to",
        "-": "number|numbers|out of several options|your output should be only the number of interest"
        "|your task is to pick|pick|choose|candidate|option|all|several|return the new list in the same format"
        "|in the same format|the new list|new list|return the list|return|list of numbers|new"
        "|largest / smallest|smallest / largest|values|value|item|element|those|ones|out of|among|amongst"
        "|any|every|entries|entry|one|integers|integer|set|in this list|in the list|from the list"
        "|from this list|the resulting list|resulting|size|each of|data|sequence|temperatures|scores"
        "|decimals|fractions|format|same|remaining|remain|are left|left|these|there are",
    },
    keep="<>",
    counted="numbers values integers decimals fractions items candidates options elements",
    units=False,
    ordinals=True,
)


@frozen
class Entry:
    """A number of a list, with its text as typed."""

    text: str
    value: Fraction


@frozen
class Condition:
    """What is asked of a number: a comparison or a property, with its bounds."""

    kind: str
    bounds: tuple[Fraction, ...] = ()

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` meets it, by comparing."""
        first = self.bounds[0] if self.bounds else Fraction(0)
        match self.kind:
            case ">" | "POS":
                return value > first
            case "<" | "NEG":
                return value < first
            case ">=":
                return value >= first
            case "<=":
                return value <= first
            case "BETWEEN":
                return min(self.bounds) < value < max(self.bounds)
        if self.kind == "MULTIPLE":
            return first != 0 and (value / first).denominator == 1
        if self.kind == "DIVISOR":
            return value != 0 and (first / value).denominator == 1
        return value.denominator == 1 and value.numerator % 2 == (self.kind == "ODD")

    def holds_by_sign(self, value: Fraction) -> bool:
        """The same by the signs of differences and by remainders of cross products."""
        gaps = [_sign(value, bound) for bound in self.bounds or (Fraction(0),)]
        match self.kind:
            case ">" | "POS":
                return gaps[0] > 0
            case "<" | "NEG":
                return gaps[0] < 0
            case ">=":
                return not gaps[0] < 0
            case "<=":
                return not gaps[0] > 0
            case "BETWEEN":
                return sorted(gaps) == [-1, 1]
        if self.kind == "DIVISOR":
            return Condition("MULTIPLE", (value,)).holds_by_sign(self.bounds[0])
        step = self.bounds[0] if self.kind == "MULTIPLE" else Fraction(2)
        shift = 1 if self.kind == "ODD" else 0
        bottom = value.denominator * step.numerator
        top = (value.numerator + shift * value.denominator) * step.denominator
        return bottom != 0 and top % bottom == 0

    def __str__(self) -> str:
        words = {"MULTIPLE": "that are multiples of", "DIVISOR": "that divide"}
        bounds = (number_text(b, decimal=True) for b in self.bounds)
        return " ".join([words.get(self.kind, self.kind.lower()), *bounds])


def _sign(left: Fraction, right: Fraction) -> int:
    """-1, 0 or 1 as ``left`` is below, at or above ``right``, by cross multiplication."""
    gap = left.numerator * right.denominator - right.numerator * left.denominator
    return (gap > 0) - (gap < 0)


@frozen
class _OfList(TwoWays):
    entries: tuple[Entry, ...]
    style: str = ""  # how the list is written: "", "strings" or "brackets"

    def write(self, result: Any) -> str:
        texts = [entry.text for entry in result]
        if self.style == "strings":
            return "[" + ", ".join(f"'{text}'" for text in texts) + "]"
        joined = ", ".join(texts)
        return f"[{joined}]" if self.style == "brackets" or not texts else joined

    def worth(self, result: Any) -> Value:
        return tuple(Num(entry.value) for entry in result)

    def _listed(self) -> str:
        return ", ".join(entry.text for entry in self.entries)


@frozen
class Sorted(_OfList):
    """The list in order; equal numbers keep their places."""

    descending: bool = False

    method = "counting for each number how many come before it"

    def describe(self) -> str:
        return f"sort {'descending' if self.descending else 'ascending'}: {self._listed()}"

    def first(self) -> list[Entry]:
        return sorted(self.entries, key=lambda entry: entry.value, reverse=self.descending)

    def second(self) -> list[Entry]:
        wanted = -1 if not self.descending else 1
        places: list[Entry | None] = [None] * len(self.entries)
        for at, entry in enumerate(self.entries):
            rank = 0
            for other_at, other in enumerate(self.entries):
                sign = _sign(other.value, entry.value)
                rank += sign == wanted or (sign == 0 and other_at < at)
            places[rank] = entry
        return [entry for entry in places if entry is not None]


@frozen
class Picked(_OfList):
    """The ``rank``-th largest or smallest number."""

    rank: int = 1
    largest: bool = True

    method = "counting for each number how many are beyond it"

    def describe(self) -> str:
        return (
            f"number {self.rank} from the {'top' if self.largest else 'bottom'} of {self._listed()}"
        )

    def first(self) -> list[Entry]:
        ordered = sorted(self.entries, key=lambda entry: entry.value, reverse=self.largest)
        if not 1 <= self.rank <= len(ordered):
            raise NotUnderstood("The list is shorter than that.")
        if any(a.value == b.value for a, b in pairwise(ordered[: self.rank])):
            raise Ambiguous("It is unclear whether equal numbers share a place.")
        return [ordered[self.rank - 1]]

    def second(self) -> list[Entry]:
        beyond = 1 if self.largest else -1
        for entry in self.entries:
            signs = [_sign(other.value, entry.value) for other in self.entries]
            if signs.count(beyond) < self.rank <= signs.count(beyond) + signs.count(0):
                return [entry]
        return []

    def worth(self, result: Any) -> Value:
        return Num(result[0].value)

    def write(self, result: Any) -> str:
        return str(result[0].text) if result else ""


@frozen
class Filtered(_OfList):
    """The numbers that meet a condition, or do not, in their order; or how many they are."""

    condition: Condition = Condition("POS")
    keep: bool = True
    count: bool = False

    method = "signs of exact differences"

    def describe(self) -> str:
        what = "count" if self.count else "keep" if self.keep else "remove"
        return f"{what} numbers {self.condition} in {self._listed()}"

    def first(self) -> list[Entry]:
        return [e for e in self.entries if self.condition.holds(e.value) is self.keep]

    def second(self) -> list[Entry]:
        return [e for e in self.entries if self.condition.holds_by_sign(e.value) is self.keep]

    def write(self, result: Any) -> str:
        return str(len(result)) if self.count else super().write(result)


def _entries(mentions: tuple[Mention, ...]) -> tuple[Entry, ...]:
    return tuple(Entry(m.text.replace(" ", ""), m.value) for m in mentions if m.kind == "N")


def _sorted(row: Row, style: str) -> Sorted | None:
    found = row.match(r"(?:SORT |ASC |DESC )*(?P<list>(?:N ){2,})(?:SORT |ASC |DESC )*")
    if found is None or row.has("ASC") == row.has("DESC"):
        return None
    return Sorted(_entries(found["list"]), style, descending=row.has("DESC"))


def _picked(row: Row) -> Picked | None:
    for pattern in (
        r"(?:KEEP )?(?:SORT )?(?P<nth>ORD )?(?:BIG |SMALL )(?:SORT )?(?P<list>(?:N ){2,})",
        r"(?:KEEP )?(?:SORT )?(?P<list>(?:N ){2,})(?:KEEP )?(?P<nth>ORD )?(?:BIG |SMALL )(?:SORT )?",
    ):
        found = row.match(pattern)
        if found is not None:
            rank = found["nth"][0].value if found["nth"] else 1
            return Picked(_entries(found["list"]), "", rank, row.has("BIG"))
    return None


_COMPARISON: Final = (
    r"(?P<cmp>(?:>=|<=|>|<) N |BETWEEN N N |MULTIPLE N |DIVISOR N |EVEN |ODD |NEG |POS )"
)


_PARTED: Final = re.compile(r"[:\[({]|\?\s*-?\d|\b(?:in|from|among|list|numbers)\b", re.IGNORECASE)
"""What parts the bound of a condition from the list: "divisible by 3, 6, 9, 12" has nothing."""


def _filtered(row: Row, style: str, plain: str) -> Filtered | None:
    asked = r"(?P<asked>(?:KEEP |DROP |HOW_MANY )+)"
    lists = r"(?:SORT )?(?P<list>(?:N ){2,})(?:SORT )?"
    for pattern in (
        rf"{asked}{_COMPARISON}{lists}",
        rf"{lists}{asked}{_COMPARISON}",
        rf"{asked}{lists}{_COMPARISON}",
    ):
        found = row.match(pattern)
        if found is None:
            continue
        kinds = {mention.kind for mention in found["asked"]}
        head, *bounds = found["cmp"]
        beside = pattern.startswith(rf"{asked}{_COMPARISON}") and bounds
        if beside and bounds[-1].kind == "N" and not _PARTED.search(plain):
            raise Ambiguous("It is unclear where the list begins.")
        condition = Condition(head.kind, tuple(bound.value for bound in bounds))
        if head.text == "between" and {m.value for m in found["list"]} & set(condition.bounds):
            raise Ambiguous("It is unclear whether the ends are between themselves.")
        if "DROP" in kinds and kinds != {"DROP"}:
            return None
        return Filtered(
            _entries(found["list"]), style, condition, "DROP" not in kinds, "HOW_MANY" in kinds
        )
    return None


def read(text: str) -> Sorted | Picked | Filtered | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
    """
    plain, wanted = form.split(text)
    if wanted not in (PLAIN, Form(strings=True)):
        return None
    row = _LEXICON.scan(plain)
    if not counts_agree(row):
        raise NotUnderstood("The list does not have as many numbers as it says.")
    row = row.without("COUNT")
    quoted = "['" in text or '["' in text or wanted.strings
    style = "strings" if quoted else "brackets" if "[" in plain else ""
    return _sorted(row, style) or _picked(row) or _filtered(row, style, plain)
