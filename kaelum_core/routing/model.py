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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import mul
from typing import Any

from attrs import frozen

from kaelum_core.routing.text import Reading
from kaelum_core.routing.words import BYTE_MIDDLE, Words, lanes, unpack

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

_LOGS = tuple(1.0 + math.log(count) if count else 0.0 for count in range(64))


def gram_texts(reading: Reading) -> Iterator[str]:
    """Words, neighbouring pairs and sentence openers, as often as each occurs."""
    return chain(reading.plain, reading.pairs)


class Grams:
    """Scores of n-grams: one signed byte per class, and the inverse document frequency."""

    def __init__(self, grams: Sequence[str], rarity: bytes, scores: bytes, size: int) -> None:
        self.size = size
        self.grams = grams
        self.rarity = rarity
        self._index = {gram: number for number, gram in enumerate(grams)}
        self._columns = [scores[place::size] for place in range(size)]
        self._lanes = [lanes(scores[first : first + size]) for first in range(0, len(scores), size)]

    def weighted(self, texts: Iterable[str]) -> dict[int, int]:
        """Integer TF-IDF multiplier of each known n-gram, by its number."""
        rarity = self.rarity
        counts = Counter(map(self._index.get, texts))
        counts.pop(None, None)
        return {
            number: rarity[number]
            if count == 1
            else round(_LOGS[min(count, len(_LOGS) - 1)] * rarity[number])
            for number, count in counts.items()
            if number is not None
        }

    def total(self, weighted: Mapping[int, int]) -> tuple[list[float], float]:
        """Cosine-normalised score per class, in units of the signed byte, and the norm."""
        multipliers = weighted.values()
        square = sum(map(mul, multipliers, multipliers))
        if not square:
            return [0.0] * self.size, 1.0
        norm = math.sqrt(square)
        total = sum(map(mul, multipliers, map(self._lanes.__getitem__, weighted)))
        middle = BYTE_MIDDLE * sum(multipliers)
        return [(score - middle) / norm for score in unpack(total, self.size)], norm

    def uncommon(self, word: str) -> bool:
        """Whether a word is in less than about one in twenty training queries."""
        number = self._index.get(word)
        return number is None or self.rarity[number] > _COMMON

    def products(
        self, weighted: Mapping[int, int], place: int, least: float
    ) -> list[tuple[int, str]]:
        """What each n-gram adds for one class, where that is ``least`` or more either way.

        In units of :meth:`total` before it divides by the norm.
        """
        column, grams = self._columns[place], self.grams
        return [
            (product, grams[number])
            for number, multiplier in weighted.items()
            if abs(product := (column[number] - BYTE_MIDDLE) * multiplier) >= least
        ]


@frozen
class Evidence:
    """What the model saw.

    Attributes:
        totals: evidence per class.
        meaning: the part of it that comes from the words.
        weighted: multiplier of each n-gram that was known, by its number.
        norm: length of the vector of multipliers.
    """

    totals: Sequence[float]
    meaning: Sequence[float]
    weighted: Mapping[int, int]
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
        sums = [0.0] * len(CLASSES)
        rows = self.features
        for name, value in found.items():
            row = rows.get(name)
            if row is not None:
                sums = [total + value * weight for total, weight in zip(sums, row, strict=True)]
        weighted = self.grams.weighted(gram_texts(reading))
        scores, norm = self.grams.total(weighted)
        meaning = list(map(mul, self.words.meaning(reading.tokens), self.word_step))
        totals = [
            bias + plain + meant + score * step
            for bias, plain, meant, score, step in zip(
                self.bias, sums, meaning, scores, self.gram_step, strict=True
            )
        ]
        return Evidence(totals, meaning, weighted, norm)


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
    """The shipped model, read on first use (about 40 ms) and kept."""
    raw = pkgutil.get_data(__package__, "weights.bin")
    assert raw is not None, "the package has no weights"
    return parse(raw)
