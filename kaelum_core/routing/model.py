"""The trained part: word vectors, n-gram scores and one linear layer, in pure Python.

Everything learned is in ``weights.bin``, written by ``benchmarks/train_router.py``.
A query becomes three blocks of numbers, and each class (five domains and *none
of these*) has one weight per number:

* the features of :mod:`kaelum_core.routing.features`;
* the mean vector of its words (distilled from a sentence encoder, four bits a
  component): this is what knows words that no training query had;
* its words and neighbouring pairs of words, weighted by TF-IDF, as far as they
  occurred in more than one source of training queries.

Sums of small vectors run in one big integer with a 32-bit lane per component: adding two
of them is one addition, which is what makes this fast without NumPy.
"""

from __future__ import annotations

import json
import math
import pkgutil
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import mul
from typing import Any

from attrs import frozen

from kaelum_core.routing.text import Reading

__all__ = [
    "CLASSES",
    "MAGIC",
    "Evidence",
    "Grams",
    "Model",
    "Words",
    "gram_counts",
    "load",
    "parse",
]

MAGIC = b"kaelum-router-1\n"
CLASSES = ("math", "logic", "code", "factual", "creative", "none")

_LANE = 4
_NIBBLE_MIDDLE = 8
_BYTE_MIDDLE = 128
_MAX_WORD = 32
_COMMON = 64
"""Inverse document frequency, in sixteenths, up to which a word is common."""

_BREAK = "\n"
_LOGS = tuple(1.0 + math.log(count) if count else 0.0 for count in range(64))
_HIGH = bytes(value >> 4 for value in range(256))
_LOW = bytes(value & 15 for value in range(256))


def _lanes(components: bytes | bytearray) -> int:
    spread = bytearray(_LANE * len(components))
    spread[::_LANE] = components
    return int.from_bytes(spread, "little")


def _unpack(total: int, size: int) -> tuple[int, ...]:
    return struct.unpack(f"<{size}I", total.to_bytes(_LANE * size, "little"))


class Words:
    """Word vectors: nibbles 1 to 15 around 8, two to a byte, and integer weights 1 to 15."""

    def __init__(self, words: Sequence[str], nibbles: bytes, weights: bytes, size: int) -> None:
        self.words = words
        self.nibbles = nibbles
        self.weights = weights
        self.size = size
        self._index = {word: number for number, word in enumerate(words)}
        self.entry = lru_cache(maxsize=16_384)(self._entry)

    def _vector(self, number: int) -> int:
        half = self.size // 2
        packed = self.nibbles[number * half : (number + 1) * half]
        components = bytearray(self.size)
        components[::2] = packed.translate(_LOW)
        components[1::2] = packed.translate(_HIGH)
        return _lanes(components) * self.weights[number]

    def _pieces(self, word: str) -> list[int]:
        """The word, or the longest pieces that make it up, as far as they go."""
        index = self._index
        number = index.get(word)
        if number is not None:
            return [number]
        word = word.replace("’", "'")[:_MAX_WORD]
        found, start = [], 0
        word = word.split("'")[0]
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = index.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                break
        return found

    def _entry(self, word: str) -> tuple[int, int]:
        """Weighted vector in lanes, and the weight."""
        numbers = self._pieces(word)
        return sum(map(self._vector, numbers)), sum(self.weights[number] for number in numbers)

    def vector(self, word: str) -> list[float]:
        """The vector of one word; components about -1 to 1, zero for an unknown word."""
        total, weight = self.entry(word)
        scale = 1.0 / (_NIBBLE_MIDDLE * max(weight, 1))
        offset = _NIBBLE_MIDDLE * weight
        return [(component - offset) * scale for component in _unpack(total, self.size)]

    def mean(self, tokens: Iterable[str]) -> list[float]:
        """Weighted mean of the words' vectors; components about -1 to 1, zero for no words."""
        total, weight = 0, 0
        entry = self.entry
        for token in tokens:
            if token[0].isalpha():
                vector, heaviness = entry(token)
                total += vector
                weight += heaviness
        scale = 1.0 / (_NIBBLE_MIDDLE * (weight + 15))
        offset = _NIBBLE_MIDDLE * weight
        return [(component - offset) * scale for component in _unpack(total, self.size)]


def gram_counts(reading: Reading) -> dict[str, int]:
    """Words, neighbouring pairs and sentence openers, with how often each occurs."""
    words = [
        "0" if token[0].isdigit() else "¶" if token == _BREAK else token for token in reading.tokens
    ]
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    for start in reading.starts:
        if start:
            pairs[start - 1] = f"^ {words[start]}"
    opener = [f"^ {words[0]}"] if words else []
    return Counter(chain(words, pairs, opener))


class Grams:
    """Scores of n-grams: one signed byte per class, and the inverse document frequency."""

    def __init__(self, grams: Sequence[str], rarity: bytes, scores: bytes, size: int) -> None:
        self.size = size
        self.grams = grams
        self.rarity = rarity
        self._index = {gram: number for number, gram in enumerate(grams)}
        self._columns = [scores[place::size] for place in range(size)]
        self._lanes = [
            _lanes(scores[first : first + size]) for first in range(0, len(scores), size)
        ]

    def weighted(self, counts: Mapping[str, int]) -> list[tuple[int, int]]:
        """Number and integer TF-IDF multiplier of each known n-gram."""
        index, rarity = self._index, self.rarity
        return [
            (
                number,
                rarity[number] if count == 1 else round(_LOGS[min(count, 63)] * rarity[number]),
            )
            for gram, count in counts.items()
            if (number := index.get(gram)) is not None
        ]

    def total(self, weighted: Sequence[tuple[int, int]]) -> tuple[list[float], float]:
        """Cosine-normalised score per class, in units of the signed byte, and the norm."""
        multipliers = [multiplier for _number, multiplier in weighted]
        square = sum(map(mul, multipliers, multipliers))
        if not square:
            return [0.0] * self.size, 1.0
        norm = math.sqrt(square)
        lanes = self._lanes
        total = sum(multiplier * lanes[number] for number, multiplier in weighted)
        middle = _BYTE_MIDDLE * sum(multipliers)
        return [(score - middle) / norm for score in _unpack(total, self.size)], norm

    def uncommon(self, word: str) -> bool:
        """Whether a word is in less than about one in twenty training queries."""
        number = self._index.get(word)
        return number is None or self.rarity[number] > _COMMON

    def products(self, weighted: Sequence[tuple[int, int]], place: int) -> list[int]:
        """What each n-gram adds for one class, before :meth:`total` divides by the norm."""
        column = self._columns[place]
        return [(column[number] - _BYTE_MIDDLE) * multiplier for number, multiplier in weighted]


@frozen
class Evidence:
    """What the model saw.

    Attributes:
        totals: evidence per class.
        meaning: the part of it that comes from the words' vectors.
        weighted: number and multiplier of each n-gram that was known.
        norm: length of the vector of multipliers.
    """

    totals: Sequence[float]
    meaning: Sequence[float]
    weighted: Sequence[tuple[int, int]]
    norm: float


class Model:
    """The linear layer over the three blocks. Immutable once loaded."""

    def __init__(self, header: Mapping[str, Any], words: Words, grams: Grams) -> None:
        self.words = words
        self.grams = grams
        self.features: dict[str, tuple[float, ...]] = {
            name: tuple(row) for name, row in header["features"].items()
        }
        self.vector: list[tuple[float, ...]] = [tuple(row) for row in header["vector"]]
        self.bias: tuple[float, ...] = tuple(header["bias"])
        self.gram_step: tuple[float, ...] = tuple(header["gram_step"])
        self.calibration: tuple[float, ...] = tuple(header["calibration"])
        self.background: Mapping[str, Any] = header["background"]

    def evidence(self, reading: Reading, found: Mapping[str, float]) -> Evidence:
        """The evidence for each of :data:`CLASSES`, in log-odds before calibration."""
        known = [name for name in found if name in self.features]
        values = [found[name] for name in known]
        columns = zip(*map(self.features.__getitem__, known), strict=True)
        sums = [sum(map(mul, values, column)) for column in columns] or [0.0] * len(CLASSES)
        mean = self.words.mean(reading.tokens)
        weighted = self.grams.weighted(gram_counts(reading))
        scores, norm = self.grams.total(weighted)
        meaning = [sum(map(mul, mean, row)) for row in self.vector]
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
        _lines(sections["words"]), sections["nibbles"], sections["weights"], header["dimensions"]
    )
    grams = Grams(_lines(sections["grams"]), sections["rarity"], sections["scores"], len(CLASSES))
    return Model(header, words, grams)


@cache
def load() -> Model:
    """The shipped model, read on first use (about 40 ms) and kept."""
    raw = pkgutil.get_data(__package__, "weights.bin")
    assert raw is not None, "the package has no weights"
    return parse(raw)
