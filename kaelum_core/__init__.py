"""Kaelum: expert workers side by side, one answer, with its proof.

>>> import kaelum_core as kaelum
>>> answer = kaelum.ask("What are the roots of x^2 - 5x + 6?")  # doctest: +SKIP

Everything public is importable from here by name, and imported when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kaelum_core._version import __version__ as __version__
    from kaelum_core.engine import Engine as Engine
    from kaelum_core.engine import ask as ask
    from kaelum_core.engine import verify as verify
    from kaelum_core.equivalence import canonical as canonical
    from kaelum_core.equivalence import equivalent as equivalent
    from kaelum_core.errors import KaelumError as KaelumError
    from kaelum_core.hookspecs import CertificateCheckerInfo as CertificateCheckerInfo
    from kaelum_core.hookspecs import ClassifierInfo as ClassifierInfo
    from kaelum_core.hookspecs import CommandInfo as CommandInfo
    from kaelum_core.hookspecs import EquivalenceInfo as EquivalenceInfo
    from kaelum_core.hookspecs import StrategyInfo as StrategyInfo
    from kaelum_core.hookspecs import WorkerInfo as WorkerInfo
    from kaelum_core.hookspecs import hookimpl as hookimpl
    from kaelum_core.protocols import Classifier as Classifier
    from kaelum_core.protocols import Panel as Panel
    from kaelum_core.protocols import Strategy as Strategy
    from kaelum_core.protocols import Worker as Worker
    from kaelum_core.protocols import WorkerContext as WorkerContext
    from kaelum_core.routing.examples import ExampleClassifier as ExampleClassifier
    from kaelum_core.settings import Settings as Settings
    from kaelum_core.types import Answer as Answer
    from kaelum_core.types import Certificate as Certificate
    from kaelum_core.types import Check as Check
    from kaelum_core.types import CheckOutcome as CheckOutcome
    from kaelum_core.types import Classification as Classification
    from kaelum_core.types import Outcome as Outcome
    from kaelum_core.types import Query as Query
    from kaelum_core.types import RoutingDecision as RoutingDecision
    from kaelum_core.types import Signal as Signal
    from kaelum_core.types import Verdict as Verdict
    from kaelum_core.types import WorkerResult as WorkerResult

_HOME = {
    "__version__": "_version",
    "Answer": "types",
    "Certificate": "types",
    "CertificateCheckerInfo": "hookspecs",
    "Check": "types",
    "CheckOutcome": "types",
    "Classification": "types",
    "Classifier": "protocols",
    "ClassifierInfo": "hookspecs",
    "CommandInfo": "hookspecs",
    "Engine": "engine",
    "EquivalenceInfo": "hookspecs",
    "ExampleClassifier": "routing.examples",
    "KaelumError": "errors",
    "Outcome": "types",
    "Panel": "protocols",
    "Query": "types",
    "RoutingDecision": "types",
    "Settings": "settings",
    "Signal": "types",
    "Strategy": "protocols",
    "StrategyInfo": "hookspecs",
    "Verdict": "types",
    "Worker": "protocols",
    "WorkerContext": "protocols",
    "WorkerInfo": "hookspecs",
    "WorkerResult": "types",
    "ask": "engine",
    "canonical": "equivalence",
    "equivalent": "equivalence",
    "hookimpl": "hookspecs",
    "verify": "engine",
}

__all__ = tuple(sorted(_HOME))


def __getattr__(name: str) -> Any:
    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
