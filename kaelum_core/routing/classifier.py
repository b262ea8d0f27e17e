"""The default classifier: structure and wording, for the five built-in domains."""

from __future__ import annotations

import math

from kaelum_core.routing.features import features
from kaelum_core.routing.text import read
from kaelum_core.types import Classification, Query, Signal

__all__ = ["DOMAINS", "THRESHOLD", "DefaultClassifier", "top_domain"]

DOMAINS = ("math", "logic", "code", "factual", "creative")

THRESHOLD = 0.5
"""A query none of whose domains scores this much is none of these."""

_MATH = {
    "want:compute:value": 3,
    "verb:compute": 1.5,
    "verb:prove": 1,
    "ask:count": 2,
    "latex": 2,
    "equation": 1,
    "arithmetic": 1.5,
    "words:calc": 3,
    "words:measure": 1.5,
    "money": 2,
    "number-share": 3,
    "numbers": 1,
    "open:who": -1,
    "fence": -3,
    "code-lines": -3,
    "code-signs": -1,
    "words:programming": -4,
    "constraint": -1,
    "words:deduction": -2,
    "has:narrative": -1,
}
_LOGIC = {
    "quantified": 3,
    "words:quantifier": 1.5,
    "words:connective": 2,
    "words:deduction": 4,
    "words:order": 1.5,
    "ask:truth": 2,
    "ask:must": 2,
    "constraint": 1.5,
    "truth-teller": 3,
    "options": 0.5,
    "names": 1,
    "words:programming": -4,
    "code-lines": -3,
    "money": -2,
    "ask:count": -1.5,
    "number-share": -2,
}
_CODE = {
    "fence": 3,
    "code-lines": 3,
    "code-signs": 2,
    "identifiers": 3,
    "words:programming": 6,
    "want:make:code": 3,
    "verb:code": 2.5,
    "want:compute:code": 1,
    "latex": -3,
    "ask:count": -2,
    "words:narrative": -2,
}
_FACTUAL = {
    "open:who": 2.5,
    "ask:fact": 2.5,
    "open:when": 1.5,
    "open:where": 1.5,
    "open:which": 1,
    "open:what": 1.5,
    "open:why": 1.5,
    "open:how": 1,
    "ask:howto": 1,
    "ask:explain": 2,
    "verb:explain": 2.5,
    "ask:count": -1,
    "open:be?": 0.7,
    "open:do?": 0.7,
    "number-share": -2,
    "code-lines": -3,
    "words:programming": -4,
    "words:deduction": -2,
    "latex": -3,
    "equation": -2,
    "want:make:text": -3,
    "verb:make": -1,
}
_CREATIVE = {
    "want:make:text": 4,
    "want:tell:text": 3.5,
    "verb:imagine": 2,
    "words:narrative": 5,
    "style": 2,
    "persona": 1.5,
    "verb:make": 0.8,
    "want:make:code": -3,
    "words:programming": -4,
    "code-lines": -3,
    "number-share": -3,
    "latex": -3,
}
_WEIGHTS = dict(zip(DOMAINS, (_MATH, _LOGIC, _CODE, _FACTUAL, _CREATIVE), strict=True))
_BIAS = {"math": -2.2, "logic": -2.5, "code": -2.0, "factual": -1.2, "creative": -2.0}


def top_domain(classification: Classification) -> str:
    """The domain with the highest score, or ``"none"`` when none reaches the threshold."""
    best = max(
        classification.scores.items(), key=lambda item: (item[1], item[0]), default=("none", 0.0)
    )
    return best[0] if best[1] >= THRESHOLD else "none"


class DefaultClassifier:
    """Scores the five built-in domains."""

    def classify(self, query: Query) -> Classification:
        """Scores, complexity and reasons for ``query``; never abstains."""
        found = features(read(query))
        scores, signals = {}, []
        for domain in DOMAINS:
            weights = _WEIGHTS[domain]
            total = _BIAS[domain]
            for name, value in found.items():
                if name in weights:
                    total += weights[name] * value
                    signals.append(Signal(name, domain, round(weights[name] * value, 3)))
            scores[domain] = 1.0 / (1.0 + math.exp(-total))
        signals.sort(key=lambda signal: (-abs(signal.weight), signal.name))
        complexity = 0.2 + 0.6 * found.get("sentences", 0.0)
        return Classification(scores, min(1.0, complexity), tuple(signals[:12]))
