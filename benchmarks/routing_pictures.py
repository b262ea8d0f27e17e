"""The pictures of docs/ROUTING.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update({"svg.hashsalt": "kaelum", "svg.fonttype": "none", "font.size": 10})

import matplotlib.pyplot as plt  # noqa: E402 - after the choice of the backend


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def draw_reliability(bins: Sequence[tuple[float, float, int]], path: Path) -> None:
    """Accuracy against confidence; the dots are sized by the number of rows."""
    figure, axes = plt.subplots(figsize=(4.6, 4.2))
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    confidence, accuracy, rows = zip(*bins, strict=True)
    axes.plot(confidence, accuracy, color="#2a6f97", linewidth=1.5)
    axes.scatter(confidence, accuracy, s=[12 + n**0.5 * 5 for n in rows], color="#2a6f97", zorder=3)
    axes.set(
        xlim=(0, 1.02),
        ylim=(0, 1.02),
        xlabel="highest score",
        ylabel="share of queries where it is right",
        title="Reliability, sources left out",
    )
    _save(figure, path)


def draw_confusion(counts: Any, names: Sequence[str], path: Path) -> None:
    """Row-normalised confusion matrix with the counts written in."""
    figure, axes = plt.subplots(figsize=(5.2, 4.6))
    shares = counts / counts.sum(1, keepdims=True)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in ((r, c) for r in range(len(names)) for c in range(len(names))):
        shade = "white" if shares[row, column] > 0.5 else "black"
        axes.text(column, row, str(counts[row, column]), ha="center", va="center", color=shade)
    axes.set_xticks(range(len(names)), names, rotation=40, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="said", ylabel="is", title="Confusion, sources and kinds left out")
    _save(figure, path)
