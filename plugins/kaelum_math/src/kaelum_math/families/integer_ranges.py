"""The ranges of whole numbers that words name: "between 3 and 9", "up to 100", "more than 5".

:class:`Ranges` also knows how to take words and numbers from the tokens one after another;
:mod:`kaelum_math.families.integer_words` reads the rest of a description on top of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.exact import rational
from kaelum_math.slots import Slots
from kaelum_math.text.tokens import Token

__all__ = ["STOPS", "Ranges"]

STOPS: Final = frozenset(
    """
    and or nor but not both inclusive exclusive that that's which are is there exist have has with
    when end ends ending contain containing contains whose divisible leave leaves leaving exactly
    except excluding other besides apart aside without
    greater less more below under above between from to through , in (
    """.split()
)
"""Words at which a number ends."""


class Ranges:
    """Takes words and numbers from tokens, left to right, and ranges made of them."""

    def __init__(self, tokens: Sequence[Token], slots: Slots) -> None:
        self._tokens = tokens
        self._slots = slots
        self._at = 0
        self.low: int | None = None
        self.high: int | None = None
        self.open_ends: tuple[int, int] | None = None
        self.powers = False  # whether "squares" or "cubes" are named, not square numbers

    @property
    def position(self) -> int:
        """How many tokens have been read."""
        return self._at

    # -- words ---------------------------------------------------------------------

    def here(self) -> str:
        """The word that stands here, or none."""
        return "" if self.done() else self._tokens[self._at].text

    def done(self) -> bool:
        """Whether all tokens are read."""
        return self._at >= len(self._tokens)

    def take(self, *phrases: str) -> str | None:
        """The longest of ``phrases`` that stands here, passed over."""
        for phrase in sorted(phrases, key=lambda p: -len(p.split())):
            words = phrase.split()
            span = self._tokens[self._at : self._at + len(words)]
            if [token.text for token in span] == words:
                self._at += len(words)
                return phrase
        return None

    def integer(self) -> int:
        """The natural number that stands here, as long as it goes on."""
        start = self._at
        while not self.done() and self._tokens[self._at].text not in STOPS:
            self._at += 1
        if start == self._at:
            raise NotUnderstood("A number is missing.")
        value = rational(self._slots.value_of(self._tokens[start : self._at]))
        if value.denominator != 1 or value < 0:
            raise NotUnderstood("A natural number is needed.")
        return value.numerator

    def fail(self) -> NotUnderstood:
        """The error that blames the word that stands here."""
        word = self._tokens[self._at].raw if not self.done() else "the end"
        return NotUnderstood(f"I do not understand {word!r} here.")

    def integer_token(self) -> int:
        """The whole number typed here."""
        token = self._tokens[self._at] if not self.done() else None
        if token is None or token.kind != "num" or token.value.denominator != 1:
            raise self.fail()
        self._at += 1
        return int(token.value)

    # -- ranges --------------------------------------------------------------------

    def range(self) -> bool:
        strict = self.take("strictly between", "exclusively between")
        if strict or self.take("between"):
            low = self.integer()
            if not self.take("and", "to"):
                raise self.fail()
            self._span(low, self.integer(), open_ends=True, strict=bool(strict))
        elif self.take("from"):
            if self.powers:
                raise NotUnderstood(
                    "It is unclear whether the range is of the numbers or of their powers."
                )
            low = self.integer()
            if not self.take("to", "through", "up to"):
                raise self.fail()
            self._span(low, self.integer())
        elif self.take("less than or equal to", "up to and including", "up to", "at most",
                       "not exceeding", "no more than", "not greater than", "no greater than", "<="):  # fmt: skip
            self._bound(high=self.integer())
        elif self.take("less than", "smaller than", "below", "under", "before", "lower than", "<"):
            self._bound(high=self.integer() - 1)
        elif self.take(
            "greater than or equal to", "at least", "not less than", "no less than", ">="
        ):
            self._bound(low=self.integer())
        elif self.take("greater than", "more than", "above", "over", "bigger than", "after",
                       "larger than", "exceeding", ">"):  # fmt: skip
            self._bound(low=self.integer() + 1)
        elif self._bare_span():
            pass
        else:
            return False
        self._ends()
        return True

    def _bare_span(self) -> bool:
        """``1 through 12``, ``1 to 100``."""
        at = self._at
        if self._tokens[at].kind != "num" or at + 2 >= len(self._tokens):
            return False
        if self._tokens[at + 1].text not in {"through", "to", "-"}:
            return False
        self._at += 2
        self._span(int(self._tokens[at].value), self.integer())
        return True

    def _span(self, low: int, high: int, *, open_ends: bool = False, strict: bool = False) -> None:
        if low > high:
            raise NotUnderstood("The range ends before it begins.")
        if strict:
            low, high = low + 1, high - 1
        elif open_ends:
            self.open_ends = (low, high)
        self._bound(low, high)

    def _bound(self, low: int | None = None, high: int | None = None) -> None:
        """A further bound narrows the range: "from 10 to 100" and "more than 5" is from 10 on."""
        if low is not None:
            self.low = low if self.low is None else max(self.low, low)
        if high is not None:
            self.high = high if self.high is None else min(self.high, high)

    def _ends(self) -> None:
        """What is said about the ends of the range."""
        if self.take("inclusive", ", inclusive", "( inclusive )", "both inclusive", "inclusively",
                     ", both inclusive"):  # fmt: skip
            self.open_ends = None
        elif self.open_ends and self.take("exclusive", "( exclusive )", ", exclusive"):
            self._bound(self.open_ends[0] + 1, self.open_ends[1] - 1)
            self.open_ends = None
