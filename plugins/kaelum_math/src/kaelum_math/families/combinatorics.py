"""Counting arrangements and selections: factorials, permutations, combinations, letters of words."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from math import comb, factorial, perm, prod
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.task import TwoWays

__all__ = ["Arrangements", "Choices", "Selections", "read"]

MAX: Final = 2000


@frozen
class Selections(TwoWays):
    """Ways to take ``taken`` of ``total`` things, ``ordered`` or not, with ``repeats`` or not."""

    total: int
    taken: int
    ordered: bool
    repeats: bool = False

    method = "building the number up place by place, or along Pascal's triangle"

    def describe(self) -> str:
        kind = "ordered" if self.ordered else "unordered"
        more = ", repetition allowed" if self.repeats else ""
        return f"{kind} selections of {self.taken} from {self.total}{more}"

    def first(self) -> int:
        n, k = self.total, self.taken
        if max(n, k) > MAX:
            raise TooLarge(f"Only numbers up to {MAX} are counted here.")
        if self.repeats:
            return int(n**k) if self.ordered else comb(n + k - 1, k)
        return perm(n, k) if self.ordered else comb(n, k)

    def second(self) -> int:
        n, k = self.total, self.taken
        if self.ordered:
            return (
                prod(n - (0 if self.repeats else place) for place in range(k))
                if k <= n or self.repeats
                else 0
            )
        if self.repeats:
            n += k - 1
        row = [1] + [0] * k
        for _ in range(n):
            for place in range(k, 0, -1):
                row[place] += row[place - 1]
        return row[k]

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Arrangements(TwoWays):
    """Different orders of things, some of them alike; around a circle if ``circular``."""

    counts: tuple[int, ...]
    circular: bool = False
    name: str = ""

    method = "placing one kind after the other"

    def describe(self) -> str:
        kinds = f" ({self.name})" if self.name else ""
        circle = " around a circle" if self.circular else ""
        return (
            f"orders of {sum(self.counts)} things{kinds} alike in groups of {self.counts}{circle}"
        )

    def first(self) -> int:
        total = sum(self.counts)
        if total > MAX:
            raise TooLarge(f"Only numbers up to {MAX} are counted here.")
        if self.circular:
            return factorial(total - 1)
        return factorial(total) // prod(factorial(count) for count in self.counts)

    def second(self) -> int:
        if self.circular:
            return prod(range(1, sum(self.counts)))
        free, ways = sum(self.counts), 1
        for count in self.counts:
            ways *= comb(free, count)
            free -= count
        return ways

    def worth(self, result: Any) -> Value:
        return number(result)


@frozen
class Choices(TwoWays):
    """Ways to choose one of each: the product of the numbers."""

    counts: tuple[int, ...]

    method = "adding instead of multiplying"

    def describe(self) -> str:
        return f"one each of {', '.join(map(str, self.counts))} choices"

    def first(self) -> int:
        return prod(self.counts)

    def second(self) -> int:
        ways = 1
        for count in self.counts:
            if count > 10_000:
                raise TooLarge("There are too many choices.")
            ways = sum(ways for _ in range(count))
        return ways

    def worth(self, result: Any) -> Value:
        return number(result)


_LETTERS: Final = re.compile(
    r"(?:letters?\s+(?:of|in|from)\s+)?(?:the\s+)?word\s+['\"]?(?P<word>[a-z]+)['\"]?"
    r"|letters?\s+(?:of|in)\s+['\"]?(?P<bare>[a-z]{2,})['\"]?"
)


def _letters_reader(text: str, at: int) -> tuple[Mention, int] | None:
    match = _LETTERS.match(text, at)
    if match is None:
        return None
    return Mention("WORD", match["word"] or match["bare"], match.group()), match.end()


_LEXICON: Final = Lexicon(
    {
        "WAYS": "how many ways|in how many ways|number of ways|how many different ways|how many"
        "|in how many different ways|ways|way|how many distinct ways|number of|how many different",
        "CHOOSE": "choose|chosen|select|selected|pick|picked|combination|committee|team|group|selecting"
        "|choosing|form a committee|subset|subsets|handshake|select a group|be formed|formed|picking"
        "|draw|combinations|hand|teams|committees|groups|hands|selections|selection|form",
        "ORDER": "arrange|arranged|permutation|order|ordered|arrangement|line up|lined up|queue|seated"
        "|sit|permutations|arrangements|arranging|stand in a line|stand in a row|placed in a row"
        "|lining up|rearranged|rearrange|permute|permuted|anagram|anagrams|put in order|rearranging",
        "CIRCLE": "around a circular table|around a round table|in a circle|around a table|round table"
        "|circular table",
        "PRIZES": "first , second and third|first , second and third place|gold , silver and bronze"
        "|gold , silver and bronze medals|president and vice president|president , vice president and"
        " secretary|chairman and secretary|captain and vice captain|president , secretary and treasurer"
        "|1st , 2nd and 3rd|president and a vice president|president , a vice president and a secretary"
        "|first , second , and third|a president , a secretary and a treasurer|gold , silver , and bronze"
        "|president , vice president , and secretary|president , secretary , and treasurer",
        "REPEAT": "with repetition|repetition allowed|repetition is allowed|with replacement"
        "|if repetition is allowed|can be repeated|repetitions are allowed|digits can be repeated"
        "|digits may repeat|with repeated digits allowed|letters can repeat",
        "NO_REPEAT": "without repetition|no repetition|repetition is not allowed|without replacement"
        "|no digit repeated|none repeated|without repeating|no repeats",
        "UNORDERED": "order does not matter|order doesn't matter|order is not important|order is irrelevant"
        "|regardless of order|regardless of the order|irrespective of order|in any order",
        "CONDITION": "together|particular|must|exactly|precisely|and|first|last",
        "FROM": "from|out of|among|of",
        "AT_A_TIME": "at a time|taken",
        "-": "there|people|person|student|book|friend|men|women|object|item|thing|player|letter|member"
        "|digit|candidate|card|topping|flavor|flavour|child|children|kid|shelf|row|line|on a shelf|boy"
        "|girl|runner|distinct|different|possible|size|a set of|set|possible ways|unique|in a row|in a line"
        "|element|elements|apple|fruit|marble|ball|person shakes hands|race|awarded|medals|place|prize"
        "|class|club|seat|chair|elected|office|position|all|ice cream|pizza"
        "|question|employee|worker|dish|course|ways are there|swimmer|athlete|finish|contestant|using|win|wins|receive|medal"
        "|handshake between|new|other|another|total|be",
    },
    readers=(_letters_reader,),
    units=False,
)
"""No row with a ``CONDITION`` fits: who sits together, or how many of two kinds, is not read here."""
_NOTATION: Final = re.compile(
    r"^(?:what is |find |compute |calculate |evaluate )?(?:the value of )?"
    r"(?:(?P<n>\d{1,4})\s*(?P<op>c|p|choose|permute|ncr|npr)\s*(?P<k>\d{1,4})"
    r"|(?P<op2>[cp])\s*\(\s*(?P<n2>\d{1,4})\s*,\s*(?P<k2>\d{1,4})\s*\))\s*[?.]?$",
    re.IGNORECASE,
)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
    """
    plain = form.split(text)[0].strip()
    notation = _NOTATION.match(plain)
    if notation is not None:
        sign = (notation["op"] or notation["op2"]).lower()
        n, k = int(notation["n"] or notation["n2"]), int(notation["k"] or notation["k2"])
        return Selections(n, k, ordered=sign in {"p", "permute", "npr"})
    row = _LEXICON.scan(plain)
    if not row.has("WAYS") and not row.has("ORDER") and not row.has("CHOOSE"):
        return None
    if row.has("WORD"):
        return _letters(row)
    return _prizes(row) or _selection(row) or _orders(row)


def _whole(mention: Mention) -> int:
    value: Fraction = mention.value
    if value.denominator != 1 or value < 0:
        raise NotUnderstood(f"A whole number is needed, not {mention.text}.")
    return int(value)


def _letters(row: Row) -> Arrangements | None:
    if not row.fits("WORD WAYS* ORDER* FROM* CHOOSE*") or not row.has("ORDER"):
        return None
    word = row.of("WORD")[0].value
    return Arrangements(tuple(sorted(Counter(word).values(), reverse=True)), name=word.upper())


def _prizes(row: Row) -> Selections | None:
    """Different offices or prizes for some of the people."""
    if not row.fits("PRIZES N WAYS* CHOOSE* FROM* ORDER*") and not row.fits(
        "PRIZES N2 WAYS* CHOOSE* FROM*"
    ):
        return None
    offices = 3 if row.of("PRIZES")[0].text.count(",") or "third" in row.of("PRIZES")[0].text else 2
    total, winners = max(map(_whole, row.of("N"))), min(map(_whole, row.of("N")))
    if len(row.of("N")) == 2 and winners != offices:
        raise NotUnderstood("There are not as many winners as prizes.")
    return Selections(total, offices, ordered=True)


def _selection(row: Row) -> Selections | None:
    """Some out of more, with the order mattering if arranging is spoken of."""
    if row.has("UNORDERED"):
        if not row.has("CHOOSE") or row.has("ORDER"):
            return None
        row = row.without("UNORDERED")
    if not row.fits("N2 WAYS* CHOOSE* ORDER* FROM* AT_A_TIME* REPEAT* NO_REPEAT*"):
        return None
    if row.has("CHOOSE") and row.has("ORDER"):
        choose_only = row.match(r"(?:(?!ORDER )\S+ )*ORDER (?:(?!CHOOSE )\S+ )*") is None
        if choose_only:
            raise NotUnderstood("It is unclear whether the order matters.")
    if not row.has("CHOOSE") and not row.has("ORDER"):
        return None
    first, second = (_whole(mention) for mention in row.of("N"))
    low, high = sorted((first, second))
    return Selections(high, low, ordered=row.has("ORDER"), repeats=row.has("REPEAT"))


def _orders(row: Row) -> TwoWays | None:
    """All of some things in a row, or around a table."""
    if not row.fits("N WAYS* ORDER+ CIRCLE?") and not row.fits("N WAYS+ CIRCLE ORDER*"):
        return None
    total = _whole(row.of("N")[0])
    return Arrangements((1,) * total, circular=row.has("CIRCLE")) if total else None
