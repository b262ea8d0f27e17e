"""Routing measured: accuracy, calibration, speed and complexity, beside two baselines.

    python benchmarks/routing.py --data DIR            # some minutes on two cores
    python benchmarks/routing.py --data DIR --write    # and keep it in docs/, pictures too

What counts is *leaving one source out*: every row is judged by a model that saw
no row of its repository (or, for the project's own queries, of its kind), with
calibration as shipped. Needs ``benchmarks/requirements.txt``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import routing_baselines as baselines
import train_router as training
from attrs import frozen
from reporting import add_write_flag, table, write_block
from router_words import load_vectors
from routing_complexity import summary as complexity_table
from threadpoolctl import threadpool_limits

from kaelum_core.routing.classifier import DOMAINS, DefaultClassifier, top_domain
from kaelum_core.routing.examples import ExampleClassifier
from kaelum_core.routing.merge import THRESHOLD, merge
from kaelum_core.routing.model import CLASSES, load
from kaelum_core.types import Query

DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDER = Path(__file__).resolve().parent / "routing_examples"
EXAMPLES = FOLDER / "chemistry.jsonl"
NONE = len(DOMAINS)
BINS = 10


@frozen
class Judged:
    """Scores of one router on the rows, and what follows from them.

    Attributes:
        name: of the router.
        scores: row by domain, in [0, 1].
        answers: class number per row, *none* included.
    """

    name: str
    scores: Any
    answers: Any

    @classmethod
    def by_threshold(cls, name: str, scores: Any) -> Judged:
        """Answers by the rule of :func:`top_domain`."""
        return cls(name, scores, np.where(scores.max(1) >= THRESHOLD, scores.argmax(1), NONE))

    @classmethod
    def by_best(cls, name: str, scores: Any) -> Judged:
        """Answers by the highest of six probabilities."""
        return cls(name, scores[:, :NONE], scores.argmax(1))


def calibration_error(confidence: Any, right: Any) -> float:
    """ECE: the mean gap between confidence and accuracy over ten bins, weighted by size."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
            for b in range(BINS)
            if (bins == b).any()
        )
    )


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f}"


def _share_of(right: Any, chosen: Any) -> str:
    """Per cent of the chosen rows that are right; a dash where there are none."""
    return _percent(right[chosen].mean()) if chosen.any() else "-"


def left_out_by(corpus: training.Corpus, scorer: Callable[[Any, Any], Any]) -> Any:
    """Scores of every row by ``scorer(train, test)``, its own fold left out of training."""
    scores = None
    for fold in sorted(set(corpus.folds)):
        inside = corpus.folds == fold
        part = scorer(~inside, inside)
        scores = np.zeros((len(corpus.rows), part.shape[1])) if scores is None else scores
        scores[inside] = part
    return scores


def judge_all(corpus: training.Corpus, chosen: Any, held: Any | None) -> list[Judged]:
    """Router and baselines: trained on ``chosen`` and applied to ``held``, or leaving sources out."""
    texts = np.array([row.text for row in corpus.rows], dtype=object)

    def router(train: Any, test: Any) -> Any:
        coefficients, intercepts = training.fit(corpus, train)
        evidence = corpus.matrix[test] @ coefficients.T + intercepts
        return training.scores_of(evidence, load().calibration)

    def words(train: Any, test: Any) -> Any:
        return baselines.tfidf(list(texts[train]), corpus.labels[train], list(texts[test]), CLASSES)

    run = (
        (lambda scorer: left_out_by(corpus, scorer))
        if held is None
        else (lambda scorer: scorer(chosen, held))
    )
    rows = texts if held is None else texts[held]
    return [
        Judged.by_threshold("Kaelum", run(router)),
        Judged.by_best("TF-IDF, logistic regression", run(words)),
        Judged.by_best("keyword rules", baselines.keyword_rules(list(rows), CLASSES)),
    ]


def accuracy_rows(judged: list[Judged], labels: Any, none: bool) -> list[list[str]]:
    """One row per router: accuracy over the five domains, each of them, ECE, recall of none."""
    inside = labels != NONE
    rows = []
    for each in judged:
        right = each.answers == labels
        cells = [each.name, _share_of(right, inside)]
        cells += [_share_of(right, labels == d) for d in range(NONE)]
        error = calibration_error(
            each.scores.max(1)[inside], (each.scores.argmax(1) == labels)[inside]
        )
        cells.append(f"{error:.3f}")
        cells += [_share_of(right, labels == NONE)] if none else []
        rows.append(cells)
    return rows


def by_source(corpus: training.Corpus, judged: list[Judged], outside: Any) -> str:
    """Accuracy per repository left out."""
    folds = sorted(set(corpus.folds[outside]))
    rows = []
    for fold in folds:
        inside = corpus.folds == fold
        accuracy = [_percent((j.answers == corpus.labels)[inside].mean()) for j in judged]
        rows.append([fold, int(inside.sum()), *accuracy])
    return table(["source left out", "rows", *(j.name for j in judged)], rows)


def confusion(labels: Any, answers: Any) -> Any:
    """Rows: what it is; columns: what the router said."""
    counts = np.zeros((len(CLASSES), len(CLASSES)), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts


def reliability(confidence: Any, right: Any) -> list[tuple[float, float, int]]:
    """Per bin that is not empty: mean confidence, accuracy, rows."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        (
            float(confidence[bins == b].mean()),
            float(right[bins == b].mean()),
            int((bins == b).sum()),
        )
        for b in range(BINS)
        if (bins == b).any()
    ]


def speed(corpus: training.Corpus) -> list[list[str]]:
    """Processor time per query and per megabyte; time to import and for the first query."""
    classifier = DefaultClassifier()
    texts = [row.text for row in corpus.rows if len(row.text) <= 300 and not row.wrapped]
    queries = [Query(text) for text in texts]
    taken = []
    for query in queries:
        runs = []
        for _run in range(3):
            began = time.thread_time_ns()
            classifier.classify(query)
            runs.append((time.thread_time_ns() - began) / 1000.0)
        taken.append(min(runs))
    taken.sort()
    megabytes = []
    for unit in ("a", "all x are y. ", "def f(): ", "\n", "1"):
        query = Query(unit * (1_000_000 // len(unit)))
        began = time.thread_time_ns()
        classifier.classify(query)
        megabytes.append((time.thread_time_ns() - began) / 1e6)
    script = (
        "import time; a=time.perf_counter();"
        "from kaelum_core.routing.classifier import DefaultClassifier as D;"
        "b=time.perf_counter(); from kaelum_core.types import Query; D().classify(Query('x'));"
        "c=time.perf_counter(); print((b-a)*1e3, (c-b)*1e3)"
    )
    starts = [
        [float(x) for x in subprocess.check_output([sys.executable, "-c", script]).split()]
        for _run in range(5)
    ]
    return [
        [
            f"median of {len(taken)} queries up to 300 characters, processor time",
            f"{median(taken):.0f} us",
        ],
        ["99th percentile of them", f"{taken[int(0.99 * len(taken))]:.0f} us"],
        ["a megabyte, slowest of five kinds", f"{max(megabytes):.1f} ms"],
        ["import in a fresh process", f"{median(s[0] for s in starts):.0f} ms"],
        ["first query, which reads the weights", f"{median(s[1] for s in starts):.0f} ms"],
        ["weights file", f"{training.WEIGHTS.stat().st_size / 1e6:.2f} MB"],
    ]


def third_domain(corpus: training.Corpus) -> list[list[str]]:
    """Chemistry from ten examples: what reaches it, and what the others lose on the dev split."""
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    chemistry = ExampleClassifier.from_examples(
        "chemistry", [row["query"] for row in rows if row["kind"] == "example"]
    )
    default = DefaultClassifier()

    def domain_of(text: str, extra: bool) -> str:
        query = Query(text)
        opinions = [("default", frozenset(DOMAINS), default.classify(query))]
        if extra:
            opinions.append(("chemistry", frozenset({"chemistry"}), chemistry.classify(query)))
        return top_domain(merge(opinions))

    held_out = [row["query"] for row in rows if row["kind"] != "example"]
    reached = sum(domain_of(text, extra=True) == "chemistry" for text in held_out)
    dev = [row for row in corpus.rows if row.split == "dev" and not row.wrapped]
    lost = [
        sum(domain_of(row.text, extra) == CLASSES[row.label] for row in dev) / len(dev)
        for extra in (False, True)
    ]
    return [
        [
            f"held-out chemistry queries that reach it, of {len(held_out)}",
            _percent(reached / len(held_out)),
        ],
        ["points that the five domains lose on the dev split", _percent(lost[0] - lost[1])],
    ]


def unseen() -> list[list[str]]:
    """The shipped classifier on queries that no training run has seen: a row per file."""
    return [
        [path.stem, *cells[1:]]
        for path in sorted(FOLDER.glob("unseen*.jsonl"))
        for cells in _judged_alone(path)
    ]


def _judged_alone(path: Path) -> list[list[str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    default = DefaultClassifier()
    opinions = [default.classify(Query(row["query"])) for row in rows]
    labels = np.array([CLASSES.index(row["label"]) for row in rows])
    scores = np.array([[opinion.scores[d] for d in DOMAINS] for opinion in opinions])
    return accuracy_rows([Judged.by_threshold("Kaelum", scores)], labels, none=True)


def report(data: Path, pictures: bool) -> str:
    """The whole text of the block in docs/BENCHMARKS.md."""
    corpus = training.prepare(training.load_rows(data), load_vectors())
    labels = corpus.labels
    split = np.array([row.split for row in corpus.rows])
    plain = np.array([not row.wrapped for row in corpus.rows])
    outside, ours = plain & (split != "own"), plain & (split == "own")
    held = plain & (split == "dev")
    dev = judge_all(corpus, split != "dev", held)
    left = judge_all(corpus, None, None)
    head = ["router", "all", *DOMAINS, "ECE"]
    external = [Judged(j.name, j.scores[outside], j.answers[outside]) for j in left]
    own = [Judged(j.name, j.scores[ours], j.answers[ours]) for j in left]
    around = [Judged(j.name, j.scores[~plain], j.answers[~plain]) for j in left]
    best = left[0].scores.max(1)
    right = left[0].scores.argmax(1) == labels
    bins = reliability(best[outside], right[outside])
    counts = confusion(labels[plain], left[0].answers[plain])
    if pictures:
        from routing_pictures import draw_confusion, draw_reliability

        draw_reliability(bins, DOCS / "routing-reliability.svg")
        draw_confusion(counts, CLASSES, DOCS / "routing-confusion.svg")
    parts = [
        "**Leaving one source out** (per cent; rows of the development data):",
        table(head, accuracy_rows(external, labels[outside], none=False)),
        by_source(corpus, left, outside),
        "**Our own queries, leaving their kinds out**, *none of these* among them:",
        table([*head, "none"], accuracy_rows(own, labels[ours], none=True)),
        "**Wrapped copies**, the same with a role, a greeting or closing words around the query:",
        table([*head, "none"], accuracy_rows(around, labels[~plain], none=True)),
        "**Queries put by**, never trained on (the shipped weights):",
        table(["file", *head[1:], "none"], unseen()),
        "**Development split** (trained on the training split and our own queries):",
        table(head, accuracy_rows(dev, labels[held], none=False)),
        "**Confusion**, sources and kinds left out (rows: what it is; columns: what was said):",
        table(
            ["", *CLASSES],
            [[name, *row] for name, row in zip(CLASSES, counts.tolist(), strict=True)],
        ),
        "**Calibration**, sources left out: the highest score against how often it is right:",
        table(
            ["confidence", "accuracy", "rows"], [[f"{c:.2f}", f"{a:.2f}", n] for c, a, n in bins]
        ),
        "**Speed** of the shipped classifier:",
        table(["what", "time or size"], speed(corpus)),
        "**A third domain** from ten example queries:",
        table(["what", "per cent"], third_domain(corpus)),
        "**Complexity** against difficulty:",
        table(["against", "rows", "Spearman's rho"], complexity_table(data)),
    ]
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    add_write_flag(parser)
    options = parser.parse_args()
    with threadpool_limits(limits=1):
        text = report(options.data, pictures=options.write)
    print(text)
    if options.write:
        write_block("routing", text, "python benchmarks/routing.py --data DIR")


if __name__ == "__main__":
    main()
