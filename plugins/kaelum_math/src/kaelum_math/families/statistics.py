"""Mean, median, mode, range, variance, standard deviation and quartile-free summaries of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, TooLarge, Undefined
from kaelum_math.expr.nodes import decimal_text, number, number_text
from kaelum_math.expr.surd import Surd
from kaelum_math.task import Value
from kaelum_math.text.tokens import tokenize
from kaelum_math.words import form
from kaelum_math.words.form import Form
from kaelum_math.words.scan import Lexicon, Mention, Row, counts_agree, numbers
from kaelum_math.words.task import TwoWays

__all__ = ["MissingValue", "Summary", "read"]


@frozen
class Summary(TwoWays):
    """One figure that sums up a list of numbers.

    ``divisor`` is ``population`` or ``sample`` for variance and deviation, else "";
    ``doubtful`` if the question did not say which.
    """

    values: tuple[Fraction, ...]
    what: str
    form: Form
    unit: str = ""
    divisor: str = ""
    doubtful: bool = False

    method = "counting and pairwise differences instead of sorting and the mean"

    def describe(self) -> str:
        listed = ", ".join(number_text(v, decimal=True) for v in self.values)
        kind = f"{self.divisor} {self.what}" if self.divisor else self.what
        return f"{kind} of {listed}"

    def first(self) -> Any:
        values, count = self.values, len(self.values)
        match self.what:
            case "mean":
                return sum(values, Fraction(0)) / count
            case "sum":
                return sum(values, Fraction(0))
            case "product":
                product = Fraction(1)
                for value in values:
                    product *= value
                return product
            case "median":
                ordered = sorted(values)
                return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
            case "mode":
                counts = Counter(values)
                most = max(counts.values())
                return tuple(sorted(v for v, n in counts.items() if n == most)) if most > 1 else ()
            case "range":
                return max(values) - min(values)
        mean = sum(values, Fraction(0)) / count
        return sum(((v - mean) ** 2 for v in values), Fraction(0)) / self._degrees()

    def second(self) -> Any:
        values, count = self.values, len(self.values)
        match self.what:
            case "mean":
                mean = Fraction(0)
                for seen, value in enumerate(values, 1):
                    mean += (value - mean) / seen
                return mean
            case "sum" | "product":
                return _in_pairs(list(values), product=self.what == "product")
            case "median":
                return (_ranked(values, (count + 1) // 2) + _ranked(values, count // 2 + 1)) / 2
            case "mode":
                repeats = [sum(other == value for other in values) for value in values]
                most = max(repeats)
                found = {v for v, n in zip(values, repeats, strict=True) if n == most > 1}
                return tuple(sorted(found))
            case "range":
                return max(abs(a - b) for a in values for b in values)
        pairs = sum(((a - b) ** 2 for a in values for b in values), Fraction(0)) / 2
        return pairs / count / self._degrees()

    def _degrees(self) -> int:
        degrees = len(self.values) - (self.divisor == "sample")
        if degrees < 1:
            raise Undefined("A sample of one number has no spread.")
        return degrees

    def write(self, result: Any) -> str:
        if self.what == "mode":
            return ", ".join(self._number(value) for value in result) or "no mode"
        if self.what == "standard deviation":
            root = Surd.root(result)
            rational = root.rational()
            if rational is None:
                return self._irrational(root)
            result = rational
        return self._number(result) + (f" {self.unit}" if self.unit and self._keeps_unit() else "")

    def _keeps_unit(self) -> bool:
        return self.what not in {"variance", "product"} and not self.form.unitless

    def _number(self, value: Fraction) -> str:
        return self.form.write(value, decimal=decimal_text(value) is not None)

    def _irrational(self, root: Surd) -> str:
        if self.form.places is None and self.form.digits is None:
            return root.text()
        texts = {self.form.write(bound) for bound in root.bounds(60)}
        if len(texts) > 1:
            raise OutOfReach("The value is too close to a half to be rounded.")
        return texts.pop()

    def worth(self, result: Any) -> Value:
        return number(result) if self.what in {"mean", "median", "range", "sum"} else None

    def notes(self) -> tuple[str, ...]:
        if self.what == "standard deviation":
            low, high = Surd.root(self.first()).bounds()
            about = f"about {Form(digits=10).write((low + high) / 2)}"
        else:
            about = ""
        return tuple(note for note in (about, _DOUBT if self.doubtful else "") if note)

    def sure(self) -> bool:
        return not self.doubtful


_DOUBT: Final = "for a whole population; the sample's divides by one less than the count"


def _in_pairs(values: list[Fraction], *, product: bool) -> Fraction:
    while len(values) > 1:
        last = [values[-1]] if len(values) % 2 else []
        pairs = zip(values[::2], values[1::2], strict=False)
        values = [a * b if product else a + b for a, b in pairs] + last
    return values[0]


def _ranked(values: Iterable[Fraction], rank: int) -> Fraction:
    """The number at place ``rank``, from the smallest, by counting."""
    values = tuple(values)
    for value in values:
        below = sum(other < value for other in values)
        if below < rank <= below + sum(other == value for other in values):
            return value
    raise OutOfReach("There is no such place in the list.")


@frozen
class MissingValue(TwoWays):
    """The number that gives a list, itself included, a certain mean."""

    values: tuple[Fraction, ...]
    mean: Fraction
    form: Form

    method = "deviations from the mean cancel"

    def describe(self) -> str:
        listed = ", ".join(number_text(v, decimal=True) for v in self.values)
        return f"x with mean of {listed}, x equal to {number_text(self.mean, decimal=True)}"

    def first(self) -> Fraction:
        return self.mean * (len(self.values) + 1) - sum(self.values, Fraction(0))

    def second(self) -> Fraction:
        missing = sum((self.mean - value for value in self.values), Fraction(0))
        return self.mean + missing

    def write(self, result: Any) -> str:
        return self.form.write(result, decimal=decimal_text(result) is not None)

    def worth(self, result: Any) -> Value:
        return number(result)


_KINDS: Final = {
    "mean": "mean|average|arithmetic mean|mean average|mean value|average value|average score"
    "|mean score|on average|average temperature|average height|average age|average weight"
    "|average price|average number",
    "median": "median|median value|middle value|median score",
    "mode": "mode|modal value|most common value|most frequent value|most common number"
    "|most frequent number|most frequently occurring number",
    "range": "range",
    "variance": "variance",
    "standard deviation": "standard deviation|std dev|stdev|std deviation|std",
    "sum": "sum|total|sum total|add up|altogether",
    "product": "product",
}
_STATED: Final = re.compile(r"(?:=|\bequals\b|\bequal to\b)\s*[\w.+-]")
_COUNTED: Final = re.compile(r"(?P<n>\w+)\s*:")


def _count(text: str, at: int) -> tuple[Mention, int] | None:
    """``these three: 4, 5, 9``: a number before a colon counts those after it."""
    found = _COUNTED.match(text, at)
    named = tokenize(found["n"]) if found else []
    if found is None or len(named) != 1 or named[0].kind != "num":
        return None
    return Mention("COUNT", named[0].value, found.group()), found.end()


_LEXICON: Final = Lexicon(
    {
        "STAT": "|".join(_KINDS.values()),
        "POPULATION": "population|whole population|entire population",
        "SAMPLE": "sample",
        "TO": "to|through|thru|until|till|up to",
        "OTHER": "other number|missing number|another number|x|sixth number|fifth number|fourth number"
        "|third number|last number|next number|unknown number|one more number|missing value|other score"
        "|next test|last test",
        "-": "number|numbers|data|data set|dataset|set|values|value|list|observations|score|scores|data points|test"
        "|temperatures|temperature|marks|mark|grade|grades|these are|height|heights|age|ages|weight|weights|there are"
        "|results|prices|measurements|whole|follows|points|scored|got|students"
        "|entire|as a|treated as|statistic|statistical|all",
    },
    readers=(_count,),
    counted="numbers values scores observations points tests integers terms items measurements data"
    " results marks grades temperatures",
    values={name: kind for kind, names in _KINDS.items() for name in names.split("|")},
)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
        TooLarge: the list is too long.
    """
    plain, wanted = form.split(text)
    row = _LEXICON.scan(plain)
    if not row.has("OTHER") and not counts_agree(row):
        raise NotUnderstood("The list does not have as many numbers as it says.")
    row = row.without("COUNT")
    kinds = {mention.value for mention in row.of("STAT")}
    values = row.of("N")
    units = {mention.unit for mention in values if mention.unit is not None}
    if len(kinds) != 1 or len(units) > 1:
        return None
    if len(values) > 1000:
        raise TooLarge("The list has more than 1000 numbers.")
    what = kinds.pop()
    if row.has("OTHER"):
        return _missing(row, wanted) if what == "mean" else None
    if _STATED.search(plain):
        raise NotUnderstood("What stands after the equals sign is no number of the list.")
    if not row.fits("STAT+ N+ POPULATION? SAMPLE?") or len(values) < 2:
        return None
    if _scattered(row):
        raise NotUnderstood("It is unclear which numbers belong to the list.")
    unit = units.pop().symbol if units else ""
    spread = what in {"variance", "standard deviation"}
    if not spread and (row.has("POPULATION") or row.has("SAMPLE")):
        return None
    divisor = "" if not spread else "sample" if row.has("SAMPLE") else "population"
    doubtful = spread and not row.has("SAMPLE") and not row.has("POPULATION")
    return Summary(numbers(values), what, wanted, unit, divisor, doubtful)


def _scattered(row: Row) -> bool:
    """Whether the numbers of ``row`` do not stand together."""
    return row.match(r"(?:STAT |POPULATION |SAMPLE )*(?:N )+(?:STAT |POPULATION |SAMPLE )*") is None


def _missing(row: Row, wanted: Form) -> MissingValue | None:
    found = row.match(r"(?:STAT )(?P<list>(?:N ){2,})OTHER (?P<mean>N )(?:OTHER )*") or row.match(
        r"(?:STAT )(?P<mean>N )(?:OTHER )*(?P<list>(?:N ){2,})(?:OTHER )+"
    )
    if found is None:
        return None
    return MissingValue(numbers(found["list"]), found["mean"][0].value, wanted)
