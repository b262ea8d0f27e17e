"""Train the router: writes ``kaelum_core/routing/weights.bin``, the same bits every time.

    python benchmarks/train_router.py --data DIR            # half a minute, five more the first time
    python benchmarks/train_router.py --data DIR --check    # are the shipped weights these?

The first run distils word vectors (``router_words.py``) and keeps them in the
file named by ``--vectors``. DIR holds ``routing/{train,dev}.jsonl``; the
project's own queries are in ``benchmarks/routing_queries``. Needs
``benchmarks/requirements.txt``.

How it learns, and why that carries over to sources it has not seen:

* every (source, label) cell counts like the square root of its size, and every
  class the same, so that no large source sets the tone;
* an n-gram is used only when it occurs in two sources or more, so that the
  phrases of one source cannot be learned;
* a share of the queries is learned a second time with words around it (a role, a
  greeting, thanks), so that these say nothing;
* calibration is fitted on predictions for sources that were left out.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from attrs import define, evolve, frozen
from router_words import KEPT, WIDE_UNIT, Vectors, load_vectors
from routing_wrapping import wrapped
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from kaelum_core.routing.classifier import RIVAL
from kaelum_core.routing.examples import telling_words
from kaelum_core.routing.features import features
from kaelum_core.routing.model import CLASSES, MAGIC, Grams, gram_texts
from kaelum_core.routing.text import Reading, read
from kaelum_core.routing.words import BYTE_MIDDLE, PRIOR, Words
from kaelum_core.types import Query

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "kaelum_core" / "routing" / "weights.bin"
OWN = Path(__file__).resolve().parent / "routing_queries"

INVERSE_PENALTY = 0.7
VECTOR_NORM = 2.3
"""Mean length of the word-vector block after scaling; sets its share in the penalty."""

GRAM_SCALE = 5.0
MIN_COUNT, MIN_SOURCES = 3, 2
MIN_FEATURE = 8
OWN_FOLDS = 8
NONE_WEIGHT = 0.25
"""Queries of no domain are commoner among ours than in use; calibration puts that right."""

BACKGROUND = 1000
"""Own queries shipped as a sample of ordinary ones."""

RIDGE = 0.1

WRAPPED_SHARE = 0.3
WRAPPED_WEIGHT = 0.4
"""What a wrapped copy counts, against its original."""

TWOFOLD_WEIGHT = 0.5
"""What a query of two domains counts, against one that is clear."""

SECOND_WEIGHT = 4.0
"""What it counts beyond that for its second domain, which has few such queries."""

WRAPPED_LENGTH = 1500
"""Longer queries are long prompts already."""

DOMAINS = CLASSES[:-1]


@frozen
class Row:
    """A query with its class, where it came from and the fold it is left out with.

    Attributes:
        wrapped: whether it is a copy of another with words around it.
        also: a second class that the query belongs to ("a proof about a program"), or None.
    """

    text: str
    label: int
    source: str
    fold: str
    split: str
    wrapped: bool = False
    also: int | None = None


def load_rows(data: Path) -> list[Row]:
    """The development data, then the project's own queries."""
    rows = []
    for split in ("train", "dev"):
        for line in (data / "routing" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            repository = row["source"].split()[0]  # leaving out one means leaving out all of it
            label = CLASSES.index(row["label"])
            rows.append(Row(row["query"], label, repository, repository, split))
    for path in sorted(OWN.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kind = f"own {row['label']} {row['kind']}"
            fold = f"own {zlib.crc32(kind.encode()) % OWN_FOLDS}"
            also = CLASSES.index(row["also"]) if "also" in row else None
            label = CLASSES.index(row["label"])
            rows.append(Row(row["query"], label, kind, fold, "own", also=also))
    return rows


def wrapped_rows(rows: Sequence[Row]) -> list[Row]:
    """Copies of a share of ``rows`` with words around the query, left out along with it."""
    choice = random.Random(7)
    return [
        evolve(row, text=wrapped(row.text, choice), wrapped=True)
        for row in rows
        if choice.random() < WRAPPED_SHARE and len(row.text) <= WRAPPED_LENGTH
    ]


def belonging(rows: Sequence[Row], number: int) -> Any:
    """Which rows belong to the class ``number``, be it as their second."""
    return np.array([number in (row.label, row.also) for row in rows])


def importance(rows: Sequence[Row]) -> Any:
    """Weight per row: square root for each cell, the same total for each class; mean 1.

    Wrapped copies and queries of two domains count less than that, in every class alike.
    """
    labels = np.array([row.label for row in rows])
    cells = Counter((row.source, row.label) for row in rows)
    weight = np.array([cells[row.source, row.label] ** -0.5 for row in rows])
    totals = np.bincount(labels, weights=weight, minlength=len(CLASSES))
    weight = weight / totals[labels]
    weight *= np.array([WRAPPED_WEIGHT if row.wrapped else 1.0 for row in rows])
    weight *= np.array([1.0 if row.also is None else TWOFOLD_WEIGHT for row in rows])
    return weight * len(labels) / weight.sum()


@define
class Corpus:
    """The rows as numbers: what every training run needs."""

    rows: list[Row]
    labels: Any
    weights: Any
    folds: Any
    feature_names: list[str]
    dense: Any
    vectors: Vectors
    words: Words
    mean_scale: float
    grams: list[str]
    rarity: Any
    table: Grams
    matrix: Any


def _select_grams(rows: Sequence[Row], texts: Sequence[set[str]]) -> tuple[list[str], Any]:
    frequency: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for row, grams in zip(rows, texts, strict=True):
        if row.wrapped:
            continue
        for gram in grams:
            frequency[gram] += 1
            sources[gram].add(row.source)
    kept = sorted(
        gram
        for gram, count in frequency.items()
        if count >= MIN_COUNT and len(sources[gram]) >= MIN_SOURCES
    )
    rarity = [16.0 * (1.0 + math.log((1 + len(rows)) / (1 + frequency[gram]))) for gram in kept]
    return kept, np.rint(rarity).astype(int)


def _gram_matrix(rarity: Mapping[str, int], texts: Sequence[set[str]]) -> Any:
    rarities = list(rarity.values())
    number = {gram: place for place, gram in enumerate(rarity)}
    places, columns, values = [], [], []
    for place, grams in enumerate(texts):
        known = sorted(number[gram] for gram in grams if gram in rarity)
        rare = [rarities[column] for column in known]
        norm = math.sqrt(sum(value**2 for value in rare)) or 1.0
        places += [place] * len(known)
        columns += known
        values += [value / norm for value in rare]
    return scipy.sparse.csr_matrix((values, (places, columns)), shape=(len(texts), len(number)))


def _nibbles(vectors: Vectors) -> bytes:
    nibbles = (vectors.levels + 8).astype(np.uint8)
    return bytes((nibbles[:, ::2] | (nibbles[:, 1::2] << 4)).tobytes())


def _words(vectors: Vectors, scores: bytes) -> Words:
    return Words(
        vectors.words,
        vectors.weights.tobytes(),
        zlib.compress(_nibbles(vectors), 1),
        vectors.levels.shape[1],
        scores,
        len(CLASSES),
    )


def _means(vectors: Vectors, words: Words, readings: Sequence[Reading]) -> Any:
    """Weighted mean of the wide vectors of each reading's words, summed as integers."""
    means = np.zeros((len(readings), vectors.wide.shape[1]))
    for place, reading in enumerate(readings):
        pieces = [number for token in reading.tokens for number in words.pieces(token)]
        weights = vectors.weights[pieces].astype(np.int64)
        means[place] = weights @ vectors.wide[pieces] * (WIDE_UNIT / (weights.sum() + PRIOR))
    return means


def prepare(rows: list[Row], vectors: Vectors) -> Corpus:
    """Everything about the rows and their wrapped copies that training needs.

    Computed with the code that is used at run time.
    """
    rows = rows + wrapped_rows(rows)
    readings: list[Reading] = [read(Query(row.text)) for row in rows]
    found = [features(reading) for reading in readings]
    seen = Counter(name for each in found for name in each)
    names = sorted(name for name, count in seen.items() if count >= MIN_FEATURE)
    dense = np.array([[each.get(name, 0.0) for name in names] for each in found])
    words = _words(vectors, bytes(len(vectors.words) * len(CLASSES)))
    means = _means(vectors, words, readings)
    texts = [gram_texts(reading) for reading in readings]
    grams, rarity = _select_grams(rows, texts)
    table = Grams(grams, bytes(rarity.tolist()), bytes(len(grams) * len(CLASSES)), len(CLASSES))
    gram_matrix = _gram_matrix(table.rarity, texts)
    scale = round(VECTOR_NORM / float(np.linalg.norm(means, axis=1).mean()), 4)
    block = scipy.sparse.csr_matrix(np.hstack([dense, means * scale]))
    labels = np.array([row.label for row in rows])
    return Corpus(
        rows=rows,
        labels=labels,
        weights=importance(rows),
        folds=np.array([row.fold for row in rows]),
        feature_names=names,
        dense=dense,
        vectors=vectors,
        words=words,
        mean_scale=scale,
        grams=grams,
        rarity=rarity,
        table=table,
        matrix=scipy.sparse.hstack([block, gram_matrix * GRAM_SCALE]).tocsr(),
    )


def fit(corpus: Corpus, chosen: Any) -> tuple[Any, Any]:
    """Coefficients (class by column) and intercepts: one logistic regression per class."""
    matrix = corpus.matrix[chosen]
    rows = [row for row, use in zip(corpus.rows, chosen, strict=True) if use]
    weights = importance(rows)
    coefficients, intercepts = [], []
    for number in range(len(CLASSES)):
        second = np.array([row.also == number for row in rows])
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=400, tol=1e-4)
        model.fit(
            matrix,
            belonging(rows, number),
            sample_weight=np.where(second, SECOND_WEIGHT, 1.0) * weights,
        )
        coefficients.append(model.coef_[0])
        intercepts.append(float(model.intercept_[0]))
    return np.array(coefficients), np.array(intercepts)


def left_out(corpus: Corpus) -> Any:
    """Evidence for every row from a model that saw nothing of the row's source."""
    evidence = np.zeros((len(corpus.rows), len(CLASSES)))
    for fold in sorted(set(corpus.folds)):
        inside = corpus.folds == fold
        coefficients, intercepts = fit(corpus, ~inside)
        evidence[inside] = corpus.matrix[inside] @ coefficients.T + intercepts
    return evidence


def _contrasts(evidence: Any, number: int) -> Any:
    """What calibration sees of one domain: its evidence, and its lead on the best other class.

    A rival counts up to ``RIVAL``: that a query is surely of one domain says nothing
    against a second.
    """
    own = evidence[:, number]
    rival = np.max(np.delete(evidence, number, axis=1), axis=1)
    return np.column_stack([own, own - np.minimum(rival, RIVAL)])


def calibrate(corpus: Corpus, evidence: Any) -> list[float]:
    """Two slopes and an intercept, the same for each domain, from left-out predictions."""
    inputs = np.vstack([_contrasts(evidence, number) for number in range(len(DOMAINS))])
    truth = np.concatenate([belonging(corpus.rows, number) for number in range(len(DOMAINS))])
    weights = np.where(corpus.labels == len(DOMAINS), NONE_WEIGHT, 1.0)
    model = LogisticRegression(C=100.0, max_iter=1000)
    model.fit(inputs, truth, sample_weight=np.tile(weights, len(DOMAINS)))
    return [round(float(value), 4) for value in (*model.coef_[0], model.intercept_[0])]


def scores_of(evidence: Any, calibration: Sequence[float]) -> Any:
    """Calibrated scores, as the classifier computes them."""
    *slopes, intercept = calibration
    logits = [
        _contrasts(evidence, number) @ np.array(slopes) + intercept
        for number in range(len(DOMAINS))
    ]
    return 1.0 / (1.0 + np.exp(-np.array(logits).T))


def _background(corpus: Corpus) -> dict[str, Any]:
    """What ordinary queries look like, for classifiers made from examples."""
    plain = np.array([not row.wrapped for row in corpus.rows])
    rows = [row for row in corpus.rows if not row.wrapped]
    weights = corpus.weights[plain] / corpus.weights[plain].sum()
    means = np.array(
        [corpus.words.mean(telling_words(read(Query(row.text)), corpus.table)) for row in rows]
    )
    mean = weights @ means
    centred = means - mean
    covariance = (centred * weights[:, None]).T @ centred
    covariance += np.eye(len(mean)) * np.trace(covariance) / len(mean) * RIDGE
    precision = np.linalg.inv(covariance)
    own = [row.text for row in rows if row.split == "own"]
    picked = sorted(np.random.default_rng(7).permutation(len(own))[:BACKGROUND].tolist())
    return {
        "mean": np.round(mean, 5).tolist(),
        "precision": np.round(precision, 2).tolist(),
        "sample": [own[place] for place in picked],
    }


def _quantised(scores: Any) -> tuple[bytes, list[float]]:
    """One byte per row and class, and what one step of it stands for in each class."""
    step = np.abs(scores).max(axis=0) / 127.0
    levels = np.rint(scores / step).astype(int) + BYTE_MIDDLE
    return bytes(levels.ravel().tolist()), np.round(step, 7).tolist()


def pack(corpus: Corpus, coefficients: Any, intercepts: Any, calibration: list[float]) -> bytes:
    """The weights file."""
    vectors = corpus.vectors
    width, wide = len(corpus.feature_names), vectors.wide.shape[1]
    dense = np.round(coefficients[:, :width], 4)
    direction = coefficients[:, width : width + wide] * (corpus.mean_scale * WIDE_UNIT)
    meaning, word_step = _quantised(vectors.wide @ np.round(direction.T, 9))
    scores, gram_step = _quantised(coefficients[:, width + wide :].T * GRAM_SCALE)
    sections = {
        "words": zlib.compress("\n".join(vectors.words).encode(), 9),
        "nibbles": zlib.compress(_nibbles(vectors), 9),
        "weights": zlib.compress(vectors.weights.tobytes(), 9),
        "meaning": zlib.compress(meaning, 9),
        "grams": zlib.compress("\n".join(corpus.grams).encode(), 9),
        "rarity": bytes(corpus.rarity.tolist()),
        "scores": scores,
    }
    header = {
        "dimensions": vectors.levels.shape[1],
        "features": {name: dense[:, i].tolist() for i, name in enumerate(corpus.feature_names)},
        "bias": np.round(intercepts, 4).tolist(),
        "word_step": word_step,
        "gram_step": gram_step,
        "calibration": calibration,
        "background": _background(corpus),
        "sections": [[name, len(content)] for name, content in sections.items()],
    }
    packed = zlib.compress(json.dumps(header, separators=(",", ":")).encode(), 9)
    return MAGIC + len(packed).to_bytes(4, "little") + packed + b"".join(sections.values())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, default=KEPT, help="where word vectors are kept")
    parser.add_argument(
        "--check", action="store_true", help="compare with the shipped file, write nothing"
    )
    options = parser.parse_args()
    began = time.monotonic()
    corpus = prepare(load_rows(options.data), load_vectors(options.vectors))
    calibration = calibrate(corpus, left_out(corpus))
    coefficients, intercepts = fit(corpus, np.ones(len(corpus.rows), dtype=bool))
    packed = pack(corpus, coefficients, intercepts, calibration)
    if options.check:
        same = packed == WEIGHTS.read_bytes()
        print("the same bits" if same else "NOT the same bits")
        sys.exit(0 if same else 1)
    WEIGHTS.write_bytes(packed)
    print(
        f"{len(corpus.rows)} queries, {len(corpus.feature_names)} features, {len(corpus.vectors.words)} words, "
        f"{len(corpus.grams)} n-grams; {len(packed)} bytes in {time.monotonic() - began:.0f} s"
    )


if __name__ == "__main__":
    with threadpool_limits(limits=1):  # sums in one order, so that the bits come out the same
        main()
