"""Merging the opinions of several classifiers into one.

Two steps, in which neither the order of the classifiers nor one that abstains plays a part.

*Pooling.* Per domain the merged score is the logarithmic opinion pool of those
who speak for it: the mean of their log-odds, turned back into a probability. It
treats evidence for and against alike, leaves a lone opinion exactly as it is
(so it stays calibrated), lies between the lowest and the highest opinion, and
rises when any of them rises.

*Yielding.* A broad classifier was calibrated in a world without the domains
that a narrower one brings: to it, a question on molar masses is a fact or a
calculation. Its scores hold in so far as the query does not belong to such a
domain, so they are multiplied by the probability that it does not. Raising an
opinion on a domain still never lowers the merged score of that domain.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from kaelum_core.types import Classification, Signal

__all__ = ["THRESHOLD", "merge"]

THRESHOLD = 0.5
"""A query none of whose domains scores this much is none of these."""

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


def _yielding(
    domains: Collection[str],
    breadth: int,
    narrowest: Mapping[str, int],
    pooled: Mapping[str, float],
) -> float:
    """The probability that a query belongs to none of the narrower domains outside ``domains``."""
    return math.prod(
        1.0 - pooled[domain]
        for domain in sorted(pooled)
        if domain not in domains and narrowest[domain] < breadth
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
    spoken: dict[str, list[tuple[float, Collection[str]]]] = {}
    for _name, domains, opinion in ordered:
        for domain, score in opinion.scores.items():
            if domain in domains:
                spoken.setdefault(domain, []).append((score, domains))
    narrowest = {
        domain: min(len(domains) for _score, domains in said) for domain, said in spoken.items()
    }
    pooled = {domain: _pool([score for score, _domains in said]) for domain, said in spoken.items()}
    scores = {
        domain: _pool(
            [
                score * _yielding(domains, len(domains), narrowest, pooled)
                for score, domains in spoken[domain]
            ]
        )
        for domain in sorted(spoken)
    }
    complexities = [
        opinion.complexity for _name, _domains, opinion in ordered if opinion.complexity is not None
    ]
    return Classification(
        scores=scores,
        complexity=math.fsum(complexities) / len(complexities) if complexities else None,
        signals=_strongest(signal for *_rest, opinion in ordered for signal in opinion.signals),
    )
