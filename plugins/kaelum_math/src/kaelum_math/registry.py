"""The families of problems, in one list, and how to add one.

**To add a family**, write one module in ``kaelum_math/families`` and put its
name into :data:`FAMILIES`. The module

1. defines its tasks: frozen attrs subclasses of
   :class:`~kaelum_math.task.Task`, whose attributes are the slots of the
   question (expressions, fractions, names), never text to be parsed later::

       @frozen
       class Remainder(Task):
           dividend: int
           divisor: int

           def describe(self) -> str:
               return f"{self.dividend} mod {self.divisor}"

           def solve(self) -> Solution:
               value = self.dividend % self.divisor
               return Solution(str(value), number(value))

           def check(self, answer, evidence):
               value = answers.integer(answer)      # never trust, always parse
               ...
               yield proof("...", "division back", ...)

   ``check`` must not call ``solve``, must use another method, and must tie the
   answer *text* to what it checked (:func:`~kaelum_math.task.same_text`). Put
   into the evidence what the check needs as a hint (a factor, an
   antiderivative); the check trusts none of it.

2. lists the ways to ask for them in ``PHRASES``, a tuple made with
   :func:`~kaelum_math.phrases.noun`, :func:`~kaelum_math.phrases.clause` and
   :func:`~kaelum_math.phrases.text`::

       PHRASES = (
           *noun(_remainder, "remainder when {a} is divided by {b}"),
           *clause(_divisible, "is {a} divisible by {b}"),
       )

   The question is in lower case and without its polite or asking words ("what
   is", "please find the", a final "?") when a *noun* is matched; a *clause*
   sees all of it but the polite words. Noun phrases are values too: the reader
   uses them in definitions and inside other phrases. Slots are filled by the
   builder through :class:`~kaelum_math.slots.Slots`: ``m.integer("a")``,
   ``m.expr("f")``, ``m.items("xs")``. A builder returns None or raises
   ``NotUnderstood`` for what is not its own; whatever a pattern does not
   consume makes the clause *not understood*, so nothing is ignored silently.
   If two phrases give different tasks, both are solved, and different answers
   are reported as an ambiguity. Import SymPy and pint inside functions only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Final

from kaelum_math.effort import Effort
from kaelum_math.phrases import Match, Phrase
from kaelum_math.text.tokens import Token

__all__ = ["FAMILIES", "candidates", "phrases", "vocabulary"]

FAMILIES: Final = (
    "algebra",
    "arithmetic",
    "polynomials",
    "powers",
    "quadratics",
    "division",
    "simplifying",
    "sums",
    "curves",
    "graphs",
    "complex_forms",
    "areas",
    "subjects",
    "odes",
    "limits",
    "modular",
    "equations",
    "matrices",
    "inequalities",
    "rational",
    "functions",
    "reals",
    "analysis",
    "measurement",
    "probability",
    "surds",
    "digits",
    "numbers",
    "calendar_counts",
    "signed_bits",
    "urns",
    "plane",
    "triangles",
    "descriptive",
    "distributions",
    "selections",
    "numerals",
    "congruences",
    "integer_sets",
    "named_numbers",
    "sequences",
    "comparison",
    "calculus",
)
"""Modules of :mod:`kaelum_math.families`; their order does not matter."""

_WORD: Final = re.compile("[a-z]+")


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of every family."""
    found: list[Phrase] = []
    for name in FAMILIES:
        found.extend(import_module(f"kaelum_math.families.{name}").PHRASES)
    return tuple(found)


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Every word that stands in some phrase."""
    return frozenset(word for phrase in phrases() for word in _WORD.findall(phrase.pattern.source))


@lru_cache(maxsize=1)
def _index() -> dict[tuple[str, str], list[int]]:
    """Places of phrases in :func:`phrases`, by kind and a word that they need.

    Of the sets of words that a phrase needs one of, the rarest counts; phrases
    that need none stand under "".
    """
    counts = Counter(word for phrase in phrases() for need in phrase.pattern.needs for word in need)
    nothing = frozenset({""})
    index: dict[tuple[str, str], list[int]] = {}
    for place, phrase in enumerate(phrases()):
        rarest = min(phrase.pattern.needs, key=lambda n: sum(counts[w] for w in n), default=nothing)
        for word in rarest:
            index.setdefault((phrase.kind, word), []).append(place)
    return index


def candidates(
    kind: str, tokens: Sequence[Token], effort: Effort
) -> Iterator[tuple[Phrase, Match]]:
    """Every phrase of ``kind`` that matches all of ``tokens``, with its slots.

    Raises:
        TooLarge: ``effort`` is spent.
    """
    effort.spend(len(tokens))
    words = {token.text for token in tokens}
    index, known = _index(), phrases()
    places = {place for word in ("", *words) for place in index.get((kind, word), ())}
    for place in sorted(places):
        phrase = known[place]
        if not any(need.isdisjoint(words) for need in phrase.pattern.needs):
            for match in phrase.pattern.matches(tokens, effort):
                yield phrase, match
