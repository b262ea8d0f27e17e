"""Ratios in their simplest form: ``18:24``, ``45 minutes to 2 hours``."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number_text
from kaelum_math.words import form
from kaelum_math.words.scan import Lexicon, Mention
from kaelum_math.words.task import TwoWays

__all__ = ["SimplestRatio", "read"]


@frozen
class SimplestRatio(TwoWays):
    """``parts``, in one unit, as a ratio of coprime whole numbers."""

    parts: tuple[Fraction, ...]

    method = "each part as a fraction of the first, over a common denominator"

    def describe(self) -> str:
        listed = " : ".join(number_text(part, decimal=True) for part in self.parts)
        return f"simplest form of {listed}"

    def first(self) -> tuple[int, ...]:
        whole = math.lcm(*(part.denominator for part in self.parts))
        numbers = [int(part * whole) for part in self.parts]
        common = math.gcd(*numbers)
        return tuple(number // common for number in numbers)

    def second(self) -> tuple[int, ...]:
        shares = [part / self.parts[0] for part in self.parts]
        least = math.lcm(*(share.denominator for share in shares))
        return tuple(int(share * least) for share in shares)

    def write(self, result: Any) -> str:
        return ":".join(map(str, result))


_LEXICON: Final = Lexicon(
    {"RATIO": "ratio", "SIMPLE": "simplify|reduce|simplest form|lowest terms|simplest", "TO": "to"},
    keep=":",
)
_SIMPLEST: Final = re.compile(
    r"\bin\s+(?:its\s+)?(?:simplest\s+(?:form|terms)|lowest\s+terms)", re.IGNORECASE
)


def read(text: str) -> SimplestRatio | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood, or the parts are of different kinds.
    """
    plain, wanted = form.split(_SIMPLEST.sub(" ", text))
    if wanted.style in {"percent", "decimal"}:
        return None  # a quotient is asked for
    row = _LEXICON.scan(plain)
    found = row.match(r"(?:SIMPLE |RATIO )*(?P<parts>N (?:(?:: |TO )N )+)(?:SIMPLE )?")
    if found is None or not row.has("RATIO"):
        return None
    parts = [mention for mention in found["parts"] if mention.kind == "N"]
    sizes = tuple(_size(part, parts[0]) for part in parts)
    if any(size <= 0 for size in sizes):
        raise NotUnderstood("The parts of a ratio are positive.")
    return SimplestRatio(sizes)


def _size(part: Mention, first: Mention) -> Fraction:
    """``part`` in the base unit that it shares with the ``first`` one."""
    kinds = {m.unit.dimension if m.unit else "" for m in (part, first)}
    if len(kinds) > 1:
        raise NotUnderstood("The parts of the ratio are of different kinds.")
    size: Fraction = part.value * (part.unit.size if part.unit else 1)
    return size
