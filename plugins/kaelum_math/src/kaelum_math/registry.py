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

3. is imported only for a question that has a word its phrases need. Those words
   are stored: after any change of phrases run ``python -m kaelum_math.registry``
   and keep what it prints in ``kaelum_math/triggers.json``. A test compares them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Final, TypeAlias

from kaelum_math.effort import Effort
from kaelum_math.phrases import Match, Phrase
from kaelum_math.text.tokens import Token

__all__ = ["FAMILIES", "TRIGGERS", "candidates", "triggers", "vocabulary"]

FAMILIES: Final = (
    "algebra",
    "arithmetic",
    "chains",
    "polynomials",
    "powers",
    "quadratics",
    "root_figures",
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
    "implied_values",
    "matrices",
    "inequalities",
    "rational",
    "functions",
    "reals",
    "analysis",
    "measurement",
    "compared_quantities",
    "probability",
    "surds",
    "digits",
    "digit_questions",
    "directed_rounding",
    "numbers",
    "calendar_counts",
    "signed_bits",
    "urns",
    "plane",
    "lines",
    "triangles",
    "angles",
    "descriptive",
    "distributions",
    "dice",
    "selections",
    "numerals",
    "congruences",
    "integer_sets",
    "integer_tests",
    "integer_points",
    "named_numbers",
    "sequences",
    "comparison",
    "calculus",
    "expansions",
    "inverse_trig",
    "number_kinds",
    "proportions",
    "written_digits",
)
"""Modules of :mod:`kaelum_math.families`; their order does not matter."""

_WORD: Final = re.compile("[a-z]+")

TRIGGERS: Final = "triggers.json"
"""What :func:`triggers` gives, stored in the package: families are imported when they may be needed."""

_COMMON: Final = frozenset("x y z = ( ) ^ * / + - , : ;".split())
"""Signs and letters that are in every other question, however few phrases name them."""

Place: TypeAlias = tuple[int, int]
"""A phrase: the place of its family in :data:`FAMILIES`, and its own among the family's."""


def _phrases(family: str) -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = import_module(f"kaelum_math.families.{family}").PHRASES
    return found


def triggers() -> dict[str, list[str]]:
    """Family -> words one of which a question must have for a phrase of the family to match.

    Of the sets of words that a phrase needs one of, the rarest counts; a family with a phrase
    that needs none has the word "". Under "*": every word that stands in some phrase.
    """
    everything = {family: _phrases(family) for family in FAMILIES}
    needs = [phrase.pattern.needs for found in everything.values() for phrase in found]
    counts = Counter(word for some in needs for need in some for word in need)
    table = {
        family: sorted({word for phrase in found for word in _rarest(phrase, counts)})
        for family, found in everything.items()
    }
    sources = (phrase.pattern.source for found in everything.values() for phrase in found)
    table["*"] = sorted({word for source in sources for word in _WORD.findall(source)})
    return table


def _rarest(phrase: Phrase, counts: Mapping[str, int]) -> frozenset[str]:
    """The words one of which ``phrase`` needs; "" alone if it needs none."""
    nothing = frozenset({""})

    def frequency(need: frozenset[str]) -> int:
        return sum(counts[word] + 10_000 * (word in _COMMON) for word in need)

    return min(phrase.pattern.needs, key=frequency, default=nothing)


@lru_cache(maxsize=1)
def _stored() -> dict[str, list[str]]:
    text = files("kaelum_math").joinpath(TRIGGERS).read_text(encoding="utf-8")
    table: dict[str, list[str]] = json.loads(text)
    return table


def vocabulary() -> frozenset[str]:
    """Every word that stands in some phrase."""
    return frozenset(_stored()["*"])


class _Index:
    """The phrases of the families imported so far, by kind and a word that they need."""

    def __init__(self) -> None:
        self.phrases: dict[Place, Phrase] = {}
        self._places: dict[tuple[str, str], list[Place]] = {}
        self._families: dict[str, list[int]] = {}
        self._loaded: set[int] = set()
        for at, family in enumerate(FAMILIES):
            for word in _stored()[family]:
                self._families.setdefault(word, []).append(at)

    def places(self, kind: str, words: Collection[str]) -> list[Place]:
        """The phrases of ``kind`` that may match a text of ``words``, in the order of families."""
        keys = ("", *words)
        for word in keys:
            for family in self._families.get(word, ()):
                if family not in self._loaded:
                    self._load(family)
        return sorted({place for word in keys for place in self._places.get((kind, word), ())})

    def _load(self, at: int) -> None:
        self._loaded.add(at)
        found = _phrases(FAMILIES[at])
        counts = Counter(w for phrase in found for need in phrase.pattern.needs for w in need)
        for number, phrase in enumerate(found):
            self.phrases[at, number] = phrase
            for word in _rarest(phrase, counts):
                self._places.setdefault((phrase.kind, word), []).append((at, number))


@lru_cache(maxsize=1)
def _index() -> _Index:
    return _Index()


def candidates(
    kind: str, tokens: Sequence[Token], effort: Effort
) -> Iterator[tuple[Phrase, Match]]:
    """Every phrase of ``kind`` that matches all of ``tokens``, with its slots.

    Raises:
        TooLarge: ``effort`` is spent.
    """
    effort.spend(len(tokens))
    words = {token.text for token in tokens}
    index = _index()
    for place in index.places(kind, words):
        phrase = index.phrases[place]
        if not any(need.isdisjoint(words) for need in phrase.pattern.needs):
            for match in phrase.pattern.matches(tokens, effort):
                yield phrase, match


if __name__ == "__main__":
    sys.stdout.write(json.dumps(triggers(), indent=0, sort_keys=True) + "\n")
