"""The kit for plugin authors: conformance checks and Hypothesis strategies.

Needs the extra ``kaelum[testing]``.
"""

from kaelum_core.testing.routing import check_classifier, check_merging
from kaelum_core.testing.workers import check_strategy, check_worker, queries, results, solve

__all__ = [
    "check_classifier",
    "check_merging",
    "check_strategy",
    "check_worker",
    "queries",
    "results",
    "solve",
]
