"""The plugin that ships with the core: the default classifier and the strategies.

Registered like any other, and blocked like any other: disable ``builtin``.
"""

from __future__ import annotations

from kaelum_core.hookspecs import ClassifierInfo, StrategyInfo, hookimpl

_STRATEGIES = "kaelum_core.builtin.strategies"


@hookimpl
def kaelum_classifiers() -> list[ClassifierInfo]:
    """Declare the default classifier."""
    return [
        ClassifierInfo(
            "default",
            "kaelum_core.routing.classifier:DefaultClassifier",
            domains={"math", "logic", "code", "factual", "creative"},
            summary="structure, lexicon and a compact trained table",
        )
    ]


@hookimpl
def kaelum_strategies() -> list[StrategyInfo]:
    """Declare the built-in strategies."""
    return [
        StrategyInfo(
            "verification",
            f"{_STRATEGIES}:Verification",
            summary="the best-checked answer; the first proof ends the search (default)",
        ),
        StrategyInfo(
            "consensus",
            f"{_STRATEGIES}:Consensus",
            summary="the answer that more than half of the workers agree on",
        ),
        StrategyInfo(
            "confidence",
            f"{_STRATEGIES}:Confidence",
            summary="the answer whose worker is surest of it",
        ),
        StrategyInfo(
            "synthesis",
            f"{_STRATEGIES}:Synthesis",
            summary="one answer that carries the checks of all who agree, and the dissent",
        ),
    ]
