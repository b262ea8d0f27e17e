"""The default classifier: five domains, each scored by what was seen, with the reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kaelum_core.routing.complexity import complexity
from kaelum_core.routing.features import features
from kaelum_core.routing.merge import THRESHOLD
from kaelum_core.routing.model import CLASSES, load
from kaelum_core.routing.text import read
from kaelum_core.types import Classification, Query, Signal

__all__ = ["DOMAINS", "DefaultClassifier", "top_domain"]

DOMAINS = CLASSES[:-1]

_SHOWN = 6
"""Signals reported per query."""

_SURE = 40.0
"""Log-odds beyond which there is nothing to tell apart."""

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
    slope = own_slope + lead_slope
    second, first = sorted(evidence)[-2:]
    against = intercept - lead_slope * (min(RIVAL, first))
    against_first = intercept - lead_slope * (min(RIVAL, second))
    scores = {}
    for domain, own in zip(DOMAINS, evidence, strict=False):
        logit = slope * own + (against_first if own == first else against)
        scores[domain] = 1.0 / (1.0 + math.exp(min(_SURE, max(-_SURE, -logit))))
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
        reasons = [
            Signal(name, CLASSES[best], round(1000.0 * weight) / 1000.0, seen)
            for weight, name, seen in model.reasons(evidence, found, best, _SHOWN)
        ]
        return Classification(scores, hardness, (*reasons, *hard_signals))
