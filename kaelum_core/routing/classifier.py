"""The default classifier: five domains, each scored by what was seen, with the reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kaelum_core.routing.complexity import complexity
from kaelum_core.routing.features import features
from kaelum_core.routing.merge import THRESHOLD
from kaelum_core.routing.model import CLASSES, Evidence, Model, load
from kaelum_core.routing.text import read
from kaelum_core.types import Classification, Query, Signal

__all__ = ["DOMAINS", "DefaultClassifier", "top_domain"]

DOMAINS = CLASSES[:-1]

_SHOWN = 6
"""Signals reported per query."""

RIVAL = 0.5
"""Evidence of the best other class that counts against a domain, at most."""


def top_domain(classification: Classification) -> str:
    """The domain with the highest score, or ``"none"`` when none reaches the threshold.

    Ties go to the name that comes first in the alphabet.
    """
    ordered = sorted(classification.scores.items(), key=lambda item: (-item[1], item[0]))
    return ordered[0][0] if ordered and ordered[0][1] >= THRESHOLD else "none"


def _scores(evidence: Sequence[float], calibration: Sequence[float]) -> dict[str, float]:
    """Calibrated scores, each from a domain's own evidence and its lead on the best other class.

    A rival counts up to ``RIVAL``, so that with evidence for two domains both score high.
    """
    own_slope, lead_slope, intercept = calibration
    second, first = sorted(evidence)[-2:]
    scores = {}
    for domain, own in zip(DOMAINS, evidence, strict=False):
        lead = own - min(second if own == first else first, RIVAL)
        logit = own_slope * own + lead_slope * lead + intercept
        scores[domain] = 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, logit))))
    return scores


class DefaultClassifier:
    """Scores math, logic, code, factual and creative; never abstains.

    The weights are read when the first query comes.
    """

    def classify(self, query: Query) -> Classification:
        """Scores, complexity and reasons for ``query``."""
        reading = read(query)
        found = features(reading)
        model = load()
        evidence = model.evidence(reading, found)
        scores = _scores(evidence.totals, model.calibration)
        best = max(range(len(DOMAINS)), key=evidence.totals.__getitem__)
        hardness, hard_signals = complexity(reading)
        return Classification(
            scores, hardness, (*_reasons(model, evidence, found, best), *hard_signals)
        )


def _reasons(
    model: Model, evidence: Evidence, found: Mapping[str, float], place: int
) -> tuple[Signal, ...]:
    """What weighed most for and against the domain at ``place``."""
    unit = model.gram_step[place] / evidence.norm
    ranked = [
        (-abs(weight := row[place] * value), name, "", weight)
        for name, value in found.items()
        if (row := model.features.get(name)) is not None
    ]
    weight = evidence.meaning[place]
    ranked.append((-abs(weight), "meaning of the words", "", weight))
    ranked += [
        (-abs(weight := product * unit), "wording", gram, weight)
        for product, gram in model.grams.products(evidence.grams, place)
    ]
    ranked.sort()
    domain = CLASSES[place]
    return tuple(
        [
            Signal(name, domain, round(weight, 3), seen)
            for _rank, name, seen, weight in ranked[:_SHOWN]
        ]
    )
