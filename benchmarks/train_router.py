"""Train the router: writes ``kaelum_core/routing/weights.bin``, the same bits every time.

    python benchmarks/train_router.py --data DIR            # about two minutes
    python benchmarks/train_router.py --data DIR --distil   # word vectors too, about eight more

Without ``--distil`` the word vectors are taken from the present weights file
and only what depends on the queries is trained. DIR holds
``routing/{train,dev}.jsonl``; the project's own queries are in
``benchmarks/routing_queries``. Needs ``benchmarks/requirements.txt``.

How it learns, and why that carries over to sources it has not seen:

* every (source, label) cell counts like the square root of its size, and every
  class the same, so that no large source sets the tone;
* an n-gram is used only when it occurs in two sources or more, so that the
  phrases of one source cannot be learned;
* calibration is fitted on predictions for sources that were left out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from attrs import define, frozen
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from kaelum_core.routing.examples import telling_words
from kaelum_core.routing.features import features
from kaelum_core.routing.model import CLASSES, MAGIC, Grams, Words, gram_counts, parse
from kaelum_core.routing.text import Reading, read
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
NONE_WEIGHT = 0.4
"""Queries of no domain are commoner among ours than in use; calibration puts that right."""

BACKGROUND = 400
"""Own queries shipped as a sample of ordinary ones."""

RIDGE = 0.3
DOMAINS = CLASSES[:-1]


@frozen
class Row:
    """A query with its class, where it came from and the fold it is left out with."""

    text: str
    label: int
    source: str
    fold: str
    split: str


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
            rows.append(Row(row["query"], CLASSES.index(row["label"]), kind, fold, "own"))
    return rows


def importance(labels: Any, sources: Sequence[str]) -> Any:
    """Weight per row: square root for each cell, the same total for each class; mean 1."""
    cells = Counter(zip(sources, labels, strict=True))
    weight = np.array([cells[cell] ** -0.5 for cell in zip(sources, labels, strict=True)])
    totals = np.bincount(labels, weights=weight, minlength=len(CLASSES))
    weight = weight / totals[labels]
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
    means: Any
    mean_scale: float
    grams: list[str]
    rarity: Any
    table: Grams
    matrix: Any


def _select_grams(rows: Sequence[Row], counts: Sequence[dict[str, int]]) -> tuple[list[str], Any]:
    frequency: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for row, grams in zip(rows, counts, strict=True):
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


def _gram_matrix(table: Grams, counts: Sequence[dict[str, int]], size: int) -> Any:
    places, columns, values = [], [], []
    for place, grams in enumerate(counts):
        weighted = table.weighted(grams)
        norm = math.sqrt(sum(multiplier**2 for _number, multiplier in weighted)) or 1.0
        for number, multiplier in weighted:
            places.append(place)
            columns.append(number)
            values.append(multiplier / norm)
    return scipy.sparse.csr_matrix((values, (places, columns)), shape=(len(counts), size))


def prepare(rows: list[Row], words: Words) -> Corpus:
    """Everything about the rows that training needs, computed with the run-time code."""
    readings: list[Reading] = [read(Query(row.text)) for row in rows]
    found = [features(reading) for reading in readings]
    seen = Counter(name for each in found for name in each)
    names = sorted(name for name, count in seen.items() if count >= MIN_FEATURE)
    dense = np.array([[each.get(name, 0.0) for name in names] for each in found])
    means = np.array([words.mean(reading.tokens) for reading in readings])
    counts = [gram_counts(reading) for reading in readings]
    grams, rarity = _select_grams(rows, counts)
    table = Grams(grams, bytes(rarity.tolist()), bytes(len(grams) * len(CLASSES)), len(CLASSES))
    gram_matrix = _gram_matrix(table, counts, len(grams))
    scale = round(VECTOR_NORM / float(np.linalg.norm(means, axis=1).mean()), 4)
    block = scipy.sparse.csr_matrix(np.hstack([dense, means * scale]))
    labels = np.array([row.label for row in rows])
    return Corpus(
        rows=rows,
        labels=labels,
        weights=importance(labels, [row.source for row in rows]),
        folds=np.array([row.fold for row in rows]),
        feature_names=names,
        dense=dense,
        means=means,
        mean_scale=scale,
        grams=grams,
        rarity=rarity,
        table=table,
        matrix=scipy.sparse.hstack([block, gram_matrix * GRAM_SCALE]).tocsr(),
    )


def fit(corpus: Corpus, chosen: Any) -> tuple[Any, Any]:
    """Coefficients (class by column) and intercepts: one logistic regression per class."""
    matrix, labels = corpus.matrix[chosen], corpus.labels[chosen]
    weights = importance(
        labels, [row.source for row, use in zip(corpus.rows, chosen, strict=True) if use]
    )
    coefficients, intercepts = [], []
    for number in range(len(CLASSES)):
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=400, tol=1e-4)
        model.fit(matrix, labels == number, sample_weight=weights)
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
    """What calibration sees of one domain: its evidence, and its lead on the best other class."""
    own = evidence[:, number]
    rival = np.max(np.delete(evidence, number, axis=1), axis=1)
    return np.column_stack([own, own - rival])


def calibrate(corpus: Corpus, evidence: Any) -> list[float]:
    """Two slopes and an intercept, the same for each domain, from left-out predictions."""
    inputs = np.vstack([_contrasts(evidence, number) for number in range(len(DOMAINS))])
    truth = np.concatenate([corpus.labels == number for number in range(len(DOMAINS))])
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


def _background(corpus: Corpus, words: Words) -> dict[str, Any]:
    """What ordinary queries look like, for classifiers made from examples."""
    weights = corpus.weights / corpus.weights.sum()
    means = np.array(
        [words.mean(telling_words(read(Query(row.text)), corpus.table)) for row in corpus.rows]
    )
    mean = weights @ means
    centred = means - mean
    covariance = (centred * weights[:, None]).T @ centred
    covariance += np.eye(len(mean)) * np.trace(covariance) / len(mean) * RIDGE
    precision = np.linalg.inv(covariance)
    own = [row.text for row in corpus.rows if row.split == "own"]
    picked = sorted(np.random.default_rng(7).permutation(len(own))[:BACKGROUND].tolist())
    return {
        "mean": np.round(mean, 5).tolist(),
        "precision": np.round(precision, 2).tolist(),
        "sample": [own[place] for place in picked],
    }


def pack(
    corpus: Corpus, words: Words, coefficients: Any, intercepts: Any, calibration: list[float]
) -> bytes:
    """The weights file."""
    width, size = len(corpus.feature_names), words.size
    dense = np.round(coefficients[:, :width], 4)
    vector = np.round(coefficients[:, width : width + size] * corpus.mean_scale, 4)
    gram = coefficients[:, width + size :] * GRAM_SCALE
    step = np.abs(gram).max(axis=1) / 127.0
    quantised = np.rint(gram / step[:, None]).astype(int).T + 128
    sections = {
        "words": zlib.compress("\n".join(words.words).encode(), 9),
        "nibbles": words.nibbles,
        "weights": words.weights,
        "grams": zlib.compress("\n".join(corpus.grams).encode(), 9),
        "rarity": bytes(corpus.rarity.tolist()),
        "scores": bytes(quantised.ravel().tolist()),
    }
    header = {
        "dimensions": size,
        "features": {name: dense[:, i].tolist() for i, name in enumerate(corpus.feature_names)},
        "vector": vector.tolist(),
        "bias": np.round(intercepts, 4).tolist(),
        "gram_step": np.round(step, 6).tolist(),
        "calibration": calibration,
        "background": _background(corpus, words),
        "sections": [[name, len(content)] for name, content in sections.items()],
    }
    packed = zlib.compress(json.dumps(header, separators=(",", ":")).encode(), 9)
    return MAGIC + len(packed).to_bytes(4, "little") + packed + b"".join(sections.values())


def load_words(distil: bool) -> Words:
    """The word vectors: of the present weights file, or distilled afresh."""
    if not distil:
        return parse(WEIGHTS.read_bytes()).words
    from router_words import distil as run

    words, levels, weights = run()
    nibbles = (levels + 8).astype(np.uint8)
    packed = nibbles[:, ::2] | (nibbles[:, 1::2] << 4)
    return Words(words, packed.tobytes(), bytes(weights.tolist()), levels.shape[1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--distil", action="store_true", help="compute the word vectors afresh")
    parser.add_argument(
        "--check", action="store_true", help="compare with the shipped file, write nothing"
    )
    options = parser.parse_args()
    began = time.monotonic()
    words = load_words(options.distil)
    corpus = prepare(load_rows(options.data), words)
    calibration = calibrate(corpus, left_out(corpus))
    coefficients, intercepts = fit(corpus, np.ones(len(corpus.rows), dtype=bool))
    packed = pack(corpus, words, coefficients, intercepts, calibration)
    if options.check:
        same = packed == WEIGHTS.read_bytes()
        print("the same bits" if same else "NOT the same bits")
        sys.exit(0 if same else 1)
    WEIGHTS.write_bytes(packed)
    print(
        f"{len(corpus.rows)} queries, {len(corpus.feature_names)} features, {len(words.words)} words, "
        f"{len(corpus.grams)} n-grams; {len(packed)} bytes in {time.monotonic() - began:.0f} s"
    )


if __name__ == "__main__":
    with threadpool_limits(limits=1):  # sums in one order, so that the bits come out the same
        main()
