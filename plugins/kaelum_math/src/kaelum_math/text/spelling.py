"""Slips of the pen in the words that ask for something: ``sovle``, ``derivitive``, ``intergral``.

Only words of mathematics are restored, only from one slip (a letter left out, put in, changed
or swapped with its neighbour; two in long words), and only where one word alone is that close.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

__all__ = ["corrected"]

_WORDS: Final = frozenset(
    "solve simplify expand factor factorise factorize evaluate calculate compute determine differentiate "
    "derivative integrate integral antiderivative limit approaches infinity equation inequality polynomial "
    "quadratic function inverse domain range vertex discriminant coefficient remainder quotient divided "
    "divide multiply subtract fraction decimal percent percentage average median square squared cubed "
    "root roots maximum minimum tangent asymptote intercept series converge diverge sequence logarithm "
    "factorial probability perimeter triangle rectangle circumference diameter radius hypotenuse volume "
    "prime divisor multiple greatest largest smallest common convert product difference matrix determinant "
    "eigenvalues transpose variance deviation standard modulus conjugate argument complex imaginary".split()
)
_WORD: Final = re.compile(r"(?<![\w\\])[A-Za-z]{5,20}(?!\w)")
_LONG: Final = 10


def corrected(text: str, known: Collection[str]) -> str:
    """``text`` with misspelt words of mathematics restored.

    Args:
        text: a normalised question.
        known: words that are right as they are.
    """

    def restored(match: re.Match[str]) -> str:
        word = match.group().lower()
        if word in known or word in _WORDS:
            return match.group()
        slips = 2 if len(word) >= _LONG else 1
        near = [w for w in _WORDS if abs(len(w) - len(word)) <= slips and _apart(word, w) <= slips]
        return near[0] if len(near) == 1 else match.group()

    return _WORD.sub(restored, text)


def _apart(left: str, right: str) -> int:
    """How many slips lie between two words: the optimal string alignment distance."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
