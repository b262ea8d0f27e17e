"""The trained part: scores of words, of n-grams and of features, in pure Python.

Everything learned is in ``weights.bin``, written by ``benchmarks/train_router.py``.
A query becomes three blocks of numbers, and each class (five domains and *none
of these*) has one weight per number:

* the features of :mod:`kaelum_core.routing.features`;
* the mean of its words' vectors, distilled from a sentence encoder, already
  multiplied by the weights and so one score per word and class: this is what
  knows words that no training query had;
* its words and neighbouring pairs of words, weighted by TF-IDF, as far as they
  occurred in more than one source of training queries.
"""

from __future__ import annotations

import json
import math
import pkgutil
import zlib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from operator import mul
from typing import Any

from attrs import frozen

from kaelum_core.routing.text import Reading
from kaelum_core.routing.words import BYTE_MIDDLE, LANE, Words, lanes, unpack

__all__ = [
    "CLASSES",
    "MAGIC",
    "Evidence",
    "Grams",
    "Model",
    "gram_texts",
    "load",
    "parse",
]

MAGIC = b"kaelum-router-2\n"
CLASSES = ("math", "logic", "code", "factual", "creative", "none")

_COMMON = 64
"""Inverse document frequency, in sixteenths, up to which a word is common."""

_TELLING = 16
"""Steps away from zero, of 127, from which on an n-gram is given as a reason."""


def gram_texts(reading: Reading) -> set[str]:
    """Words, neighbouring pairs and sentence openers."""
    return {*reading.plain, *reading.pairs}


class Grams:
    """N-grams: one byte of score per class, and the inverse document frequency (rarity).

    An n-gram that occurs counts by its rarity, however often it occurs. Its
    lanes hold its scores times its rarity, then the rarity, then its square.
    """

    def __init__(self, grams: Sequence[str], rarity: bytes, scores: bytes, size: int) -> None:
        self.size = size
        self.rarity = dict(zip(grams, rarity, strict=True))
        self._scores = scores
        self._columns: dict[int, dict[str, int]] = {}
        square, single = 8 * LANE * (size + 1), 8 * LANE * size
        self._lanes = {
            gram: rare * (lanes(scores[first : first + size]) + (1 << single) + (rare << square))
            for gram, rare, first in zip(grams, rarity, range(0, len(scores), size), strict=True)
        }

    def known(self, texts: set[str]) -> set[str]:
        """Those of ``texts`` that are in the table."""
        return texts & self._lanes.keys()

    def total(self, known: Collection[str]) -> tuple[list[float], float]:
        """Cosine-normalised score per class, in units of the byte, and the norm."""
        total = sum(map(self._lanes.__getitem__, known))
        *scores, rarities, squares = unpack(total, self.size + 2)
        norm = math.sqrt(squares) or 1.0
        middle = BYTE_MIDDLE * rarities
        return [(score - middle) / norm for score in scores], norm

    def uncommon(self, word: str) -> bool:
        """Whether a word is in less than about one in twenty training queries."""
        return self.rarity.get(word, _COMMON + 1) > _COMMON

    def _telling(self, place: int) -> dict[str, int]:
        """What an n-gram adds for one class, of those that say much about it."""
        return {
            gram: (score - BYTE_MIDDLE) * rare
            for (gram, rare), score in zip(
                self.rarity.items(), self._scores[place :: self.size], strict=True
            )
            if abs(score - BYTE_MIDDLE) >= _TELLING
        }

    def products(self, known: set[str], place: int) -> list[tuple[int, str]]:
        """What each telling n-gram adds for one class, before :meth:`total` divides by the norm."""
        if place not in self._columns:
            self._columns[place] = self._telling(place)
        column = self._columns[place]
        return [(column[gram], gram) for gram in known & column.keys()]


@frozen
class Evidence:
    """What the model saw.

    Attributes:
        totals: evidence per class.
        meaning: the part of it that comes from the words.
        grams: the n-grams of the query that are known.
        norm: length of the vector of their rarities.
    """

    totals: Sequence[float]
    meaning: Sequence[float]
    grams: set[str]
    norm: float


class Model:
    """The linear layer over the three blocks. Immutable once loaded."""

    def __init__(self, header: Mapping[str, Any], words: Words, grams: Grams) -> None:
        self.words = words
        self.grams = grams
        self.features: dict[str, tuple[float, ...]] = {
            name: tuple(row) for name, row in header["features"].items()
        }
        self.bias: tuple[float, ...] = tuple(header["bias"])
        self.word_step: tuple[float, ...] = tuple(header["word_step"])
        self.gram_step: tuple[float, ...] = tuple(header["gram_step"])
        self.calibration: tuple[float, ...] = tuple(header["calibration"])
        self.background: Mapping[str, Any] = header["background"]

    def evidence(self, reading: Reading, found: Mapping[str, float]) -> Evidence:
        """The evidence for each of :data:`CLASSES`, in log-odds before calibration."""
        rows = self.features
        known = [name for name in found if name in rows]
        values = [found[name] for name in known]
        columns = zip(*[rows[name] for name in known], strict=True)
        sums = [sum(map(mul, values, column)) for column in columns] or [0.0] * len(CLASSES)
        grams = self.grams.known(gram_texts(reading))
        scores, norm = self.grams.total(grams)
        meaning = list(map(mul, self.words.meaning(reading.tokens), self.word_step))
        totals = [
            bias + plain + meant + score * step
            for bias, plain, meant, score, step in zip(
                self.bias, sums, meaning, scores, self.gram_step, strict=True
            )
        ]
        return Evidence(totals, meaning, grams, norm)


def _sections(raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    size = int.from_bytes(raw[len(MAGIC) : len(MAGIC) + 4], "little")
    place = len(MAGIC) + 4
    header = json.loads(zlib.decompress(raw[place : place + size]))
    place += size
    sections = {}
    for name, length in header["sections"]:
        sections[name] = raw[place : place + length]
        place += length
    return header, sections


def _lines(packed: bytes) -> list[str]:
    return zlib.decompress(packed).decode("utf-8").split("\n")


def parse(raw: bytes) -> Model:
    """The model in the bytes of a weights file."""
    header, sections = _sections(raw)
    words = Words(
        _lines(sections["words"]),
        sections["weights"],
        sections["nibbles"],
        header["dimensions"],
        zlib.decompress(sections["meaning"]),
        len(CLASSES),
    )
    grams = Grams(_lines(sections["grams"]), sections["rarity"], sections["scores"], len(CLASSES))
    return Model(header, words, grams)


@cache
def load() -> Model:
    """The shipped model, read on first use (about 60 ms) and kept."""
    raw = pkgutil.get_data(__package__, "weights.bin")
    assert raw is not None, "the package has no weights"
    return parse(raw)
