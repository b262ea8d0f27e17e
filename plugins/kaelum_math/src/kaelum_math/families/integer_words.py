"""Reads which whole numbers are meant: adjectives, a head noun, ranges and conditions.

::

    first 50 odd numbers
    3-digit numbers divisible by 7
    positive integers less than 60 that are coprime to 60
    numbers from 1 to 100 that are multiples of 3 or 5 but not of 15
    proper divisors of 220
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import lcm
from typing import Final

from attrs import frozen

from kaelum_math.errors import Ambiguous, NotUnderstood
from kaelum_math.families.integer_ranges import STOPS, Ranges
from kaelum_math.methods.integer_sets import Condition, bounds, holds, shown
from kaelum_math.slots import Slots
from kaelum_math.text.tokens import Token

__all__ = ["IntegerSet", "parse", "parse_condition"]


@frozen
class IntegerSet:
    """Natural numbers that meet ``condition``, from ``low`` on, to ``high`` if there is an end.

    ``first`` keeps only so many of the smallest.
    """

    condition: Condition
    low: int
    high: int | None
    first: int | None = None

    def describe(self) -> str:
        """In words and signs."""
        span = f"{self.low} <= n" + (f" <= {self.high}" if self.high is not None else "")
        count = f", the first {self.first}" if self.first is not None else ""
        return f"{span}, {shown(self.condition)}{count}"


_ADJECTIVES: Final[dict[str, Condition]] = {
    "prime": ("prime",), "even": ("multiple", 2), "odd": ("remainder", 1, 2),
    "composite": ("composite",), "square": ("square",), "palindromic": ("palindrome",),
    "palindrome": ("palindrome",), "perfect square": ("square",), "perfect cube": ("cube",),
    "square number": ("square",), "cube number": ("cube",), "cubic": ("cube",),
    "triangular": ("triangular",), "triangle": ("triangular",), "fibonacci": ("fibonacci",),
    "perfect": ("perfect",), "non prime": ("not", ("prime",)), "nonprime": ("not", ("prime",)),
}  # fmt: skip
"""Phrase before "numbers" -> what it says."""

_HEADS: Final[dict[str, Condition]] = {
    "numbers": ("any",), "number": ("any",), "integers": ("any",), "integer": ("any",),
    "primes": ("prime",), "prime": ("prime",), "squares": ("square",), "cubes": ("cube",),
    "perfect squares": ("square",), "perfect cubes": ("cube",), "perfect square": ("square",),
    "perfect cube": ("cube",), "palindromes": ("palindrome",), "evens": ("multiple", 2),
    "odds": ("remainder", 1, 2), "composites": ("composite",), "palindrome": ("palindrome",),
    "square": ("square",), "cube": ("cube",),
}  # fmt: skip

_BEING: Final = (
    "that's", "that are there", "which are there", "are there that are", "that are", "which are", "are there",
    "are also", "are", "is", "that is", "which is", "there are", "that", "which", "exist", "there",
    "lie", "that lie", "lying", "such that", "in the range", "in the interval", "in", "also", "and are", "and is",
    "have", "that have", "has", "that has", "with",
)  # fmt: skip


_EXCEPT: Final = (
    "except", "except for", "excluding", "other than", "besides", "apart from", "aside from",
    "not counting", "not including", "leaving out", "without",
)  # fmt: skip
_ITSELF: Final = frozenset({"itself", "themselves"})


class _Reader(Ranges):
    """Reads one set of integers from tokens, from left to right."""

    def __init__(self, tokens: Sequence[Token], slots: Slots) -> None:
        super().__init__(tokens, slots)
        self.first: int | None = None
        self.signed = False
        self.conditions: list[Condition] = []
        self.named = 0  # how many of the conditions the noun and its adjectives make

    # -- the head ------------------------------------------------------------------

    def head(self) -> None:
        """Everything up to the noun."""
        if self.take("first") is not None:
            self.first = self.integer_token()
        while True:
            self.take("the", "all", "of", "different", "distinct")
            if self.take("positive", "natural", "counting"):
                self.low = 1
            elif self.take("whole", "non - negative", "nonnegative"):
                self.low = self.low or 0
            elif (digits := self._digit_count()) is not None:
                self.conditions.append(("digits", digits))
            elif self._kinds_of() or self._noun(*(name for name in _HEADS if " " in name)):
                return
            elif (name := self._adjective()) is not None:
                self.conditions.append(_ADJECTIVES[name])
            elif self._noun(*_HEADS):
                return
            else:
                raise self.fail()

    def _noun(self, *names: str) -> bool:
        name = self.take(*names)
        if name is None:
            return False
        self.signed = name.startswith("integer")
        self.powers = name in {"squares", "cubes"}
        if _HEADS[name] != ("any",):
            self.conditions.append(_HEADS[name])
        return True

    def _digit_count(self) -> int | None:
        span = [t.text for t in self._tokens[self._at : self._at + 3]]
        token = self._tokens[self._at] if span else None
        if (
            token is None
            or token.kind != "num"
            or span[1:] not in (["-", "digit"], ["digit", *span[2:]])
        ):
            return None
        self._at += 1 + span.index("digit")
        if not 1 <= token.value <= 6 or token.value.denominator != 1:
            raise NotUnderstood("Numbers of one to six digits are counted here.")
        return int(token.value)

    def _adjective(self) -> str | None:
        """An adjective that a noun still follows."""
        at = self._at
        name = self.take(*_ADJECTIVES)
        if name is None:
            return None
        if self.done() or self._tokens[self._at].text in STOPS:
            self._at = at
            return None
        return name

    def _kinds_of(self) -> bool:
        """``multiples of 3 or 5``, ``proper divisors of 220``, ``powers of 2``."""
        proper = self.take("proper")
        if self.take("multiples of", "multiple of", "positive multiples of"):
            self.conditions.append(self._listed("multiple", doubtful=True))
        elif self.take("divisors of", "factors of", "positive divisors of", "positive factors of",
                       "divisor of", "factor of"):  # fmt: skip
            value = self.integer()
            self.conditions.append(("divisor", value))
            if proper:
                self.conditions.append(("not", ("multiple", value)))
        elif self.take("powers of", "power of"):
            self.conditions.append(("power", self.integer()))
        elif proper:
            raise self.fail()
        else:
            return False
        return True

    # -- conditions ----------------------------------------------------------------

    def qualifiers(self) -> None:
        """Everything after the noun."""
        self.named = len(self.conditions)
        while not self.done():
            before = self._at
            bare_and = self.here() == "and"
            self._skip_joints()
            if self.done():
                return
            if not self.range():
                told = self.conditions[self.named :]
                either = bool(told) and told[-1][0] == "or"
                if (bare_and and either) or (self.here() == "or" and len(told) > 1):
                    raise Ambiguous("It is unclear which conditions 'or' joins.")
                self._condition()
            if self._at == before:
                raise self.fail()

    def _skip_joints(self) -> None:
        while self.take(",", "and", "but", "exactly", *_BEING) is not None:
            pass

    def _condition(self) -> None:
        if self.take("or"):
            if not self.conditions:
                raise self.fail()
            self.conditions.append(("or", self.conditions.pop(), self._single()))
            return
        self.conditions.append(self._single())

    def _single(self) -> Condition:
        self.take("are", "is", "that are")
        if self.take("not both", "not by both"):
            return self._not_both()
        if self.take("not", "n't", "aren't", "do not", "does not", "don't"):
            self._skip_joints()
            if not self.done() and self._tokens[self._at].kind == "num":
                return self._not_numbers()
            return ("not", self._positive(negated=True))
        if self.take(*_EXCEPT):
            return self._excepted()
        if self.take("both"):
            first = self._positive()
            if not self.take("and"):
                raise self.fail()
            return ("and", first, self._positive())
        if self.take("neither"):
            first = self._positive(negated=True)
            if not self.take("nor"):
                raise self.fail()
            return ("and", ("not", first), ("not", self._positive(negated=True)))
        return self._positive()

    def _not_numbers(self) -> Condition:
        """``divisible by 4 but not 6``; ``from 1 to 10 but not 5``."""
        if "multiple" in str(self.conditions[self.named :][-1:]):
            return ("not", self._listed("multiple", negated=True))
        return self._excepted()

    def _excepted(self) -> Condition:
        """``except 5 and 7``, ``other than 1 and itself``, ``excluding multiples of 5``."""
        self.take("for", "the number", "the numbers")
        if not self._excepts():
            return ("not", self._positive(negated=True))
        found: list[Condition] = []
        while True:
            value = self._itself() if self.here() in _ITSELF else self.integer()
            found.append(("not", ("equal", value)))
            at = self._at
            if self.take(", and", ",", "and", "or", "nor") is None or not self._excepts():
                self._at = at
                return reduce(lambda a, b: ("and", a, b), found)

    def _excepts(self) -> bool:
        """Whether a number stands here, or "itself"."""
        return not self.done() and (self.here() in _ITSELF or self._tokens[self._at].kind == "num")

    def _itself(self) -> int:
        """The number whose divisors are meant by "itself"."""
        whole = [condition[1] for condition in self.conditions if condition[0] == "divisor"]
        if len(whole) != 1:
            raise self.fail()
        self._at += 1
        return int(whole[0])

    def _not_both(self) -> Condition:
        """``divisible by 3 or 5 but not both``."""
        if not self.conditions or self.conditions[-1][0] != "or":
            raise self.fail()
        _, left, right = self.conditions[-1]
        return ("not", ("and", left, right))

    def _positive(self, *, negated: bool = False) -> Condition:
        if self.take("evenly divisible by", "divisible by", "multiples of", "multiple of",
                     "a multiple of", "by", "of"):  # fmt: skip
            return self._listed("multiple", negated=negated)
        if self.take(
            "coprime to", "coprime with", "relatively prime to", "prime to", "relatively prime with"
        ):
            return ("coprime", self.integer())
        if self.take(
            "divisors of", "factors of", "a divisor of", "a factor of", "divide", "that divide"
        ):
            return ("divisor", self.integer())
        found = self._about_digits() or self._about_remainders()
        if found is not None:
            return found
        name = self.take("a perfect square", "a perfect cube", "a prime", "a prime number", "an even number",
                         "an odd number", "a composite number", "a square number", "prime number", "even number", "odd number",
                         "prime numbers", "even numbers", "odd numbers", *_HEADS, *_ADJECTIVES)  # fmt: skip
        name = (
            (name or "")
            .removeprefix("a ")
            .removeprefix("an ")
            .removesuffix(" numbers")
            .removesuffix(" number")
        )
        found = _HEADS.get(name) or _ADJECTIVES.get(name)
        if found is None or found == ("any",):
            raise self.fail()
        return found

    def _about_digits(self) -> Condition | None:
        if self.take("whose digits sum to", "whose digits add up to", "a digit sum of", "digit sum",
                     "digits that sum to", "digits that add up to", "whose digit sum is"):  # fmt: skip
            return ("digit sum", self.integer())
        if self.take("contain the digit", "containing the digit", "the digit", "contain a", "containing a",
                     "at least one digit"):  # fmt: skip
            return ("digit", self.integer_token())
        if self.take("end in", "ending in", "end with", "ending with", "ends in", "ends with"):
            self.take("the digit", "a")
            return ("ending", self.integer_token())
        if self.take("distinct digits", "all different digits", "different digits", "no repeated digits",
                     "no repeating digits"):  # fmt: skip
            return ("distinct",)
        at = self._at
        if at < len(self._tokens) and self._tokens[at].kind == "num":
            value = self.integer_token()
            if self.take("divisors", "factors", "positive divisors", "positive factors"):
                return ("divisors", value)
            self._at = at
        return None

    def _about_remainders(self) -> Condition | None:
        if self.take("leave a remainder of", "leaves a remainder of", "leaving a remainder of",
                     "leave remainder", "leaves remainder", "leaving remainder", "a remainder of",
                     "remainder"):  # fmt: skip
            rest = self.integer()
            if not self.take("when divided by", "on division by", "upon division by"):
                raise self.fail()
            return ("remainder", rest, self._modulus(rest))
        return None

    def _modulus(self, rest: int) -> int:
        modulus = self.integer()
        if not 0 <= rest < modulus:
            raise NotUnderstood("A remainder is smaller than what is divided by.")
        return modulus

    def _listed(self, kind: str, *, negated: bool = False, doubtful: bool = False) -> Condition:
        """``3``, ``3 or 5``, ``both 3 and 5``, ``neither 2 nor 5``, ``all numbers from 1 to 10``."""
        if self.take("neither"):
            first = self._multiple()
            if not self.take("nor", "nor by", "or"):
                raise self.fail()
            return ("and", ("not", first), ("not", self._multiple()))
        if self.take("each of", "all of", "all", "every one of", "every", "each"):
            return self._all_of()
        both, either = self.take("both"), self.take("either")
        values, joint = [self._multiple()], ""
        while True:
            at = self._at
            word = self.take(
                ", or by", ", and by", ", or", ", and", "or by", "and by", "or", "and", ",", "nor"
            )
            if word is None or self.done() or self._tokens[self._at].kind != "num":
                self._at = at
                break
            joint = word.strip(", ").removesuffix(" by") or joint
            values.append(self._multiple())
        if len(values) == 1 and not both and not either:
            return values[0]
        if joint in {"or", "nor"} and not both:
            return reduce(lambda a, b: ("or", a, b), values)
        if joint == "and" and not either and not (negated and not both):
            together = ("multiple", lcm(*(value[1] for value in values)))
            apart = reduce(lambda a, b: ("or", a, b), values)
            return self._slots.choices.pick(
                [together, apart] if doubtful and not both else [together]
            )
        raise NotUnderstood("It is unclear whether all of the numbers must divide, or one of them.")

    def _all_of(self) -> Condition:
        self.take("the numbers", "numbers", "the integers", "integers", "number", "integer",
                  "of the numbers", "the whole numbers", "natural number")  # fmt: skip
        if self.take("from"):
            low = self.integer()
            if not self.take("to", "through", "up to"):
                raise self.fail()
            high = self.integer()
            if not 1 <= low <= high <= 200:
                raise NotUnderstood("A short range of divisors is needed.")
            return ("multiple", lcm(*range(low, high + 1)))
        values = [self._multiple()]
        while self.take(", and", ",", "and"):
            values.append(self._multiple())
        return ("multiple", lcm(*(value[1] for value in values)))

    def _multiple(self) -> Condition:
        value = self.integer()
        if value == 0:
            raise NotUnderstood("Nothing but zero is a multiple of zero.")
        return ("multiple", value)


def parse(tokens: Sequence[Token], slots: Slots, *, ordered: bool = False) -> IntegerSet:
    """The set of natural numbers that ``tokens`` name.

    Where the text leaves open whether the ends of a range belong to it, and that matters,
    both are taken in turn. With ``ordered``, an extreme member is asked for, so that
    "integers" without a lower bound may be taken as the positive ones.

    Raises:
        NotUnderstood: they name none, or not completely.
    """
    if not tokens:
        raise NotUnderstood("No numbers are named.")
    reader = _Reader(tokens, slots)
    reader.head()
    reader.qualifiers()
    condition = reduce(lambda a, b: ("and", a, b), reader.conditions or [("any",)])
    least, most = bounds(condition)
    if reader.low is None and least is None and reader.signed and not ordered and not reader.first:
        raise NotUnderstood("It is unclear whether negative integers count.")
    low = max((v for v in (reader.low, least) if v is not None), default=1)
    high = min((v for v in (reader.high, most) if v is not None), default=None)
    if reader.open_ends is not None and any(holds(end, condition) for end in reader.open_ends):
        a, b = reader.open_ends
        low, high = slots.choices.pick([(low, high), (max(low, a + 1), min(high or b, b - 1))])
    if reader.first is not None and "fibonacci" in str(condition):
        raise NotUnderstood("1 is a Fibonacci number twice, which a set of them does not tell.")
    return IntegerSet(condition, low, high, reader.first)


def parse_condition(tokens: Sequence[Token], slots: Slots) -> Condition:
    """What is said of one number: "even", "a multiple of 3", "greater than 4", "a 6".

    Raises:
        NotUnderstood: it is not read completely.
    """
    reader = _Reader(tokens, slots)
    reader.take("a", "an")
    if len(tokens) - reader.position == 1 and tokens[-1].kind == "num":
        value = reader.integer_token()
        return ("equal", value)
    reader.qualifiers()
    found = [*reader.conditions]
    low, high = reader.low, reader.high
    if reader.open_ends is not None and low is not None and high is not None:
        low, high = slots.choices.pick([(low, high), (low + 1, high - 1)])
    if low is not None:
        found.append(("from", low))
    if high is not None:
        found.append(("to", high))
    if not found:
        raise NotUnderstood("It is unclear what is said of the number.")
    return reduce(lambda a, b: ("and", a, b), found)
