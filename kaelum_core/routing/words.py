"""What words mean: vectors distilled from a sentence encoder, and scores per class.

A word has a weight (1 for the commonest to 15 for the rarest), one score per
class, which is the linear layer folded into the word, and a short vector, which
serves classifiers made from examples. A word that is not in the vocabulary is
made up of the longest pieces that are.

Sums of small vectors run in one big integer with a 32-bit lane per component: adding two
of them is one addition, which is what makes this fast without NumPy.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property

from kaelum_core.routing.text import Remembered

__all__ = ["BYTE_MIDDLE", "LANE", "PRIOR", "Words", "lanes", "unpack"]

BYTE_MIDDLE = 128
"""The byte that stands for a score of zero."""

PRIOR = 15
"""Weight of the zero vector that every mean takes in: one rare word."""

LANE = 4
"""Bytes of a lane."""

_NIBBLE_MIDDLE = 8
_MAX_WORD = 32
_ONE = b"\x01"
_HIGH = bytes(value >> 4 for value in range(256))
_LOW = bytes(value & 15 for value in range(256))


def lanes(components: bytes | bytearray) -> int:
    """An integer with one component per lane, the first in the lowest."""
    spread = bytearray(LANE * len(components))
    spread[::LANE] = components
    return int.from_bytes(spread, "little")


def unpack(total: int, size: int) -> tuple[int, ...]:
    """The ``size`` components of a sum of lanes."""
    return struct.unpack(f"<{size}I", total.to_bytes(LANE * size, "little"))


def _spread(scores: bytes, classes: int) -> bytearray:
    """Per word what :func:`lanes` makes of its scores and a one, ready to be read as integers."""
    entry = LANE * (classes + 1)
    count = len(scores) // classes
    spread = bytearray(entry * count)
    for place in range(classes):
        spread[LANE * place :: entry] = scores[place::classes]
    spread[LANE * classes :: entry] = _ONE * count
    return spread


class Words:
    """The vocabulary.

    Args:
        words: in the order of the tables.
        weights: one byte per word.
        packed: vectors; components 1 to 15 around 8, two to a byte, compressed. Unpacked
            when the first vector is asked for.
        size: components of a vector.
        scores: one byte per word and class.
        classes: how many classes there are.
    """

    def __init__(
        self,
        words: Sequence[str],
        weights: bytes,
        packed: bytes,
        size: int,
        scores: bytes,
        classes: int,
    ) -> None:
        self.weights = weights
        self.size = size
        self._packed = packed
        self._classes = classes
        self._entry = LANE * (classes + 1)
        self._scores = _spread(scores, classes)
        self._index = {word: number for number, word in enumerate(words)}
        self._score_entry = Remembered(self._scored).__getitem__
        self._vector_entry = Remembered(self._vectored).__getitem__

    def pieces(self, word: str) -> list[int]:
        """Numbers of the word, or of the longest pieces that make it up, as far as they go."""
        index = self._index
        number = index.get(word)
        if number is not None:
            return [number]
        if not word[0].isalpha():
            return []
        found, start = [], 0
        word = word.replace("’", "'")[:_MAX_WORD].split("'")[0]
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

    def _scored(self, word: str) -> int:
        """Weighted scores of the word's pieces in lanes, the weight in a last one."""
        size, scores, weights = self._entry, self._scores, self.weights
        whole = self._index.get(word)
        if whole is not None:
            entry = scores[whole * size : (whole + 1) * size]
            return weights[whole] * int.from_bytes(entry, "little")
        return sum(
            [
                weights[number]
                * int.from_bytes(scores[number * size : (number + 1) * size], "little")
                for number in self.pieces(word)
            ]
        )

    def _vectored(self, word: str) -> int:
        """The same of the vectors."""
        return sum(
            [self.weights[number] * lanes(self._row(number) + _ONE) for number in self.pieces(word)]
        )

    @cached_property
    def _nibbles(self) -> bytes:
        return zlib.decompress(self._packed)

    def _row(self, number: int) -> bytearray:
        half = self.size // 2
        packed = self._nibbles[number * half : (number + 1) * half]
        row = bytearray(self.size)
        row[::2] = packed.translate(_LOW)
        row[1::2] = packed.translate(_HIGH)
        return row

    def sums(self, tokens: Iterable[str]) -> tuple[int, ...]:
        """Sums of the words' scores per class times their weights, then of the weights.

        Scores are in units of the byte, around ``BYTE_MIDDLE``.
        """
        return unpack(sum(map(self._score_entry, tokens)), self._classes + 1)

    def _mean(self, total: int, prior: int) -> list[float]:
        *components, weight = unpack(total, self.size + 1)
        scale = 1.0 / (_NIBBLE_MIDDLE * (weight + prior))
        offset = _NIBBLE_MIDDLE * weight
        return [(component - offset) * scale for component in components]

    def vector(self, word: str) -> list[float]:
        """The vector of one word; components about -1 to 1, zero for an unknown word."""
        total = self._vector_entry(word)
        return self._mean(total, 0) if total else [0.0] * self.size

    def mean(self, tokens: Iterable[str]) -> list[float]:
        """Weighted mean of the words' vectors; components about -1 to 1, zero for no words."""
        return self._mean(sum(map(self._vector_entry, tokens)), PRIOR)
