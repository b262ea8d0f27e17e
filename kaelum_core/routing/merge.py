"""Merging the opinions of several classifiers into one.

Per domain the merged score is the logarithmic opinion pool of those who speak
for it: the mean of their log-odds, turned back into a probability. It is the
pool that treats evidence for and against alike, leaves a lone opinion exactly
as it is (so it stays calibrated), lies between the lowest and the highest
opinion, and rises when any of them rises. Classifiers that do not score a
domain take no part in it, so abstaining changes nothing. The sums run in the
order of the classifiers' names and are exact, so the order of registration has no effect.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from kaelum_core.types import Classification, Signal

__all__ = ["merge"]

_EDGE = 1e-6
"""No opinion counts for more than a million to one."""


def _log_odds(score: float) -> float:
    score = min(1.0 - _EDGE, max(_EDGE, score))
    return math.log(score / (1.0 - score))


def _pool(scores: Sequence[float]) -> float:
    if len(set(scores)) == 1:
        return scores[0]
    mean = math.fsum(map(_log_odds, scores)) / len(scores)
    pooled = 1.0 / (1.0 + math.exp(-mean))
    return min(max(scores), max(min(scores), pooled))


def _strongest(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    return tuple(
        sorted(
            signals,
            key=lambda signal: (
                -abs(signal.weight),
                signal.name,
                signal.domain or "",
                signal.evidence,
            ),
        )
    )


def merge(opinions: Iterable[tuple[str, Collection[str], Classification]]) -> Classification:
    """One classification out of many.

    Args:
        opinions: name of the classifier, the domains it declared, its opinion.
            Scores outside the declared domains are ignored.

    Returns:
        Scores for every domain that anyone scored, the mean of the stated
        complexities, and all signals, strongest first.
    """
    ordered = sorted(opinions, key=lambda opinion: opinion[0])
    scores: dict[str, list[float]] = {}
    for _name, domains, opinion in ordered:
        for domain, score in opinion.scores.items():
            if domain in domains:
                scores.setdefault(domain, []).append(score)
    complexities = [
        opinion.complexity for _name, _domains, opinion in ordered if opinion.complexity is not None
    ]
    return Classification(
        scores={domain: _pool(scores[domain]) for domain in sorted(scores)},
        complexity=math.fsum(complexities) / len(complexities) if complexities else None,
        signals=_strongest(signal for *_rest, opinion in ordered for signal in opinion.signals),
    )
