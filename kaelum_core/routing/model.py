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
import struct
import zlib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from attrs import frozen

from kaelum_core.routing.text import Reading
from kaelum_core.routing.words import BYTE_MIDDLE, LANE, PRIOR, Words, lanes, unpack

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

_RAREST = 150
"""The same of a word that is in no training query or in one."""

_TELLING = 32
"""Steps away from zero, of 127, from which on an n-gram is given as a reason."""


_ROW_BITS, _VALUE_BITS = 12, 12
_ROW_LANE = 8
_ROW_MIDDLE = 1 << _ROW_BITS + 4
_ROW_STEP = 1.0 / (1 << _ROW_BITS + _VALUE_BITS)
"""Features are summed like words: weights and values in fixed point, lanes of eight bytes."""

_ROW_FORMAT = struct.Struct(f"<{len(CLASSES) + 1}Q")


def _row(weights: Sequence[float]) -> int:
    """The weights of a feature in lanes, and a one."""
    levels = [round(weight * (1 << _ROW_BITS)) + _ROW_MIDDLE for weight in weights]
    return sum([level << 8 * _ROW_LANE * place for place, level in enumerate((*levels, 1))])


def _weighed(rows: Mapping[str, int], found: Mapping[str, float]) -> tuple[int, ...]:
    """Per class the sum of the rows of what was found, times its value; the sum of values."""
    scale = 1 << _VALUE_BITS
    total = sum([rows[name] * int(scale * value) for name, value in found.items() if name in rows])
    return _ROW_FORMAT.unpack(total.to_bytes(_ROW_FORMAT.size, "little"))


def gram_texts(reading: Reading) -> set[str]:
    """Words, neighbouring pairs and sentence openers."""
    return {*reading.plain, *reading.pairs}


@frozen
class _Ranked:
    """Telling n-grams: where each stands among them, and each with what it adds for a class."""

    rank: Mapping[str, int]
    added: Sequence[tuple[str, int]]


class Grams:
    """N-grams: one byte of score per class, and the inverse document frequency (rarity).

    An n-gram that occurs counts by its rarity, however often it occurs. Its
    lanes hold its scores times its rarity, then the rarity, then its square.
    """

    def __init__(self, grams: Sequence[str], rarity: bytes, scores: bytes, size: int) -> None:
        self.size = size
        self.rarity = dict(zip(grams, rarity, strict=True))
        self._scores = scores
        self._ranked: dict[int, _Ranked] = {}
        square, single = 8 * LANE * (size + 1), 8 * LANE * size
        self._lanes = {
            gram: rare * (lanes(scores[first : first + size]) + (1 << single) + (rare << square))
            for gram, rare, first in zip(grams, rarity, range(0, len(scores), size), strict=True)
        }

    def known(self, texts: set[str]) -> set[str]:
        """Those of ``texts`` that are in the table."""
        return texts & self._lanes.keys()

    def sums(self, known: Collection[str]) -> tuple[int, ...]:
        """Sums over ``known``: per class scores times rarity, then rarities, then their squares.

        Scores are in units of the byte, around ``BYTE_MIDDLE``; the root of the last is the norm.
        """
        return unpack(sum(map(self._lanes.__getitem__, known)), self.size + 2)

    def uncommonness(self, word: str) -> int:
        """How much rarer a word is than one in about one of twenty training queries; 0 if commoner."""
        return max(0, self.rarity.get(word, _RAREST) - _COMMON)

    def _rank(self, place: int) -> _Ranked:
        """The n-grams that say much about one class."""
        scores = self._scores[place :: self.size]
        added = [
            (gram, (score - BYTE_MIDDLE) * rare)
            for (gram, rare), score in zip(self.rarity.items(), scores, strict=True)
            if abs(score - BYTE_MIDDLE) >= _TELLING
        ]
        added.sort(key=lambda entry: (-abs(entry[1]), entry[0]))
        return _Ranked({gram: rank for rank, (gram, _product) in enumerate(added)}, added)

    def telling(self, known: set[str], place: int, most: int) -> list[tuple[str, int]]:
        """The n-grams that add most for one class, with what they add but for the norm."""
        if place not in self._ranked:
            self._ranked[place] = self._rank(place)
        ranked = self._ranked[place]
        ranks = sorted(map(ranked.rank.__getitem__, known & ranked.rank.keys()))
        return [ranked.added[rank] for rank in ranks[:most]]


class Evidence(NamedTuple):
    """What the model saw.

    Attributes:
        totals: evidence per class.
        meaning: sums of the words' scores per class, then of their weights.
        grams: the n-grams of the query that are known.
        norm: length of the vector of their rarities.
    """

    totals: Sequence[float]
    meaning: Sequence[int]
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
        self._rows = {name: _row(weights) for name, weights in self.features.items()}
        self.bias: tuple[float, ...] = tuple(header["bias"])
        self.word_step: tuple[float, ...] = tuple(header["word_step"])
        self.gram_step: tuple[float, ...] = tuple(header["gram_step"])
        self.calibration: tuple[float, ...] = tuple(header["calibration"])
        self.background: Mapping[str, Any] = header["background"]

    def evidence(self, reading: Reading, found: Mapping[str, float]) -> Evidence:
        """The evidence for each of :data:`CLASSES`, in log-odds before calibration."""
        known = self.grams.known(gram_texts(reading))
        *grams, rarities, squares = self.grams.sums(known)
        *meaning, weight = self.words.sums(reading.tokens)
        *rows, values = _weighed(self._rows, found)
        norm = math.sqrt(squares) or 1.0
        worth = 1.0 / (weight + PRIOR)
        row_middle, word_middle, gram_middle = (
            _ROW_MIDDLE * values,
            BYTE_MIDDLE * weight,
            BYTE_MIDDLE * rarities,
        )
        totals = [
            bias
            + (row - row_middle) * _ROW_STEP
            + (word - word_middle) * worth * word_step
            + (gram - gram_middle) / norm * gram_step
            for bias, row, word, word_step, gram, gram_step in zip(
                self.bias, rows, meaning, self.word_step, grams, self.gram_step, strict=True
            )
        ]
        return Evidence(totals, (*meaning, weight), known, norm)

    def reasons(
        self, evidence: Evidence, found: Mapping[str, float], place: int, most: int
    ) -> list[tuple[float, str, str]]:
        """What weighed most for and against one class: the weight, the kind of evidence, what was seen."""
        rows, weight = self.features, evidence.meaning[-1]
        meant = (evidence.meaning[place] - BYTE_MIDDLE * weight) / (weight + PRIOR)
        unit = self.gram_step[place] / evidence.norm
        telling = self.grams.telling(evidence.grams, place, most)
        reasons = [
            (rows[name][place] * value, name, "") for name, value in found.items() if name in rows
        ]
        reasons += [(product * unit, "wording", gram) for gram, product in telling]
        reasons.append((meant * self.word_step[place], "meaning of the words", ""))
        reasons.sort(key=_strength)
        return reasons[:most]


def _strength(reason: tuple[float, str, str]) -> tuple[float, str, str]:
    weight, name, seen = reason
    return -abs(weight), name, seen


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
        zlib.decompress(sections["weights"]),
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
