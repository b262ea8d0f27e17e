"""The router: asks the classifiers, merges their opinions, selects workers and strategy."""

from __future__ import annotations

from collections.abc import Mapping

from kaelum_core.errors import PluginError
from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.registry import Registry
from kaelum_core.routing.merge import merge
from kaelum_core.routing.selection import Records, select
from kaelum_core.settings import Settings
from kaelum_core.types import Classification, Query, RoutingDecision

__all__ = ["Router"]


class Router:
    """Turns a query into a routing decision. Never sees a result.

    Args:
        registry: where the classifiers come from.
        settings: strategy and number of workers.
    """

    def __init__(self, registry: Registry, settings: Settings) -> None:
        self._registry = registry
        self._settings = settings

    def classify(self, query: Query) -> Classification:
        """The merged opinion of every classifier; one that fails is reported and left out."""
        opinions = []
        for name, info in self._registry.classifiers.items():
            try:
                opinion = self._registry.classifier(name).classify(query)
                if not isinstance(opinion, Classification):
                    raise PluginError(f"classify returned a {type(opinion).__name__}")
            except Exception as error:  # noqa: BLE001 - a classifier may raise anything
                self._registry.fail("kaelum_classifiers", name, error)
            else:
                opinions.append((name, info.domains, opinion))
        return merge(opinions)

    def decide(
        self, query: Query, *, workers: Mapping[str, WorkerInfo], records: Records
    ) -> RoutingDecision:
        """Which of ``workers`` to ask about ``query``, and how to combine what they say.

        Args:
            query: what is asked.
            workers: the workers in force, by name.
            records: what the ledger knows of them.
        """
        return select(
            self.classify(query),
            workers=tuple(workers.values()),
            strategies=tuple(self._registry.strategies),
            records=records,
            settings=self._settings,
        )
