"""Name -> object: imports what a plugin declared when it is first needed."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any, cast

from kaelum_core.errors import PluginError, UnknownNameError
from kaelum_core.hookspecs import (
    CertificateCheckerInfo,
    ClassifierInfo,
    EquivalenceInfo,
    StrategyInfo,
    WorkerInfo,
)
from kaelum_core.plugins import PluginHost, kind_of, resolve
from kaelum_core.protocols import Classifier, Equivalence, Strategy, Worker

__all__ = ["Registry"]


class Registry:
    """Typed access to everything the plugins of one host declare."""

    def __init__(self, host: PluginHost) -> None:
        self._host = host
        self._made: dict[tuple[str, str], Any] = {}

    @property
    def workers(self) -> dict[str, WorkerInfo]:
        """Declared workers by name."""
        return cast("dict[str, WorkerInfo]", self._host.declarations("kaelum_workers"))

    @property
    def classifiers(self) -> dict[str, ClassifierInfo]:
        """Declared classifiers by name."""
        return cast("dict[str, ClassifierInfo]", self._host.declarations("kaelum_classifiers"))

    @property
    def strategies(self) -> dict[str, StrategyInfo]:
        """Declared strategies by name."""
        return cast("dict[str, StrategyInfo]", self._host.declarations("kaelum_strategies"))

    @property
    def checkers(self) -> dict[str, CertificateCheckerInfo]:
        """Declared certificate checkers by name."""
        declared = self._host.declarations("kaelum_certificate_checkers")
        return cast("dict[str, CertificateCheckerInfo]", declared)

    @property
    def domains(self) -> frozenset[str]:
        """Every domain that some worker can be asked about."""
        return frozenset().union(*(info.domains for info in self.workers.values()))

    def worker(self, name: str) -> Worker:
        """The worker object; made once."""
        made: Worker = self._object("kaelum_workers", name, lambda made: hasattr(made, "solve"))
        return made

    def strategy(self, name: str) -> Strategy:
        """The strategy object; made once."""
        made: Strategy = self._object(
            "kaelum_strategies", name, lambda made: hasattr(made, "combine")
        )
        return made

    def classifier(self, name: str) -> Classifier:
        """The classifier object; made once."""
        made: Classifier = self._object(
            "kaelum_classifiers", name, lambda made: hasattr(made, "classify")
        )
        return made

    def equivalences(self) -> list[Equivalence]:
        """Every canonicalising function that loads, in name order."""
        found: list[Equivalence] = []
        for name in self._host.declarations("kaelum_equivalences"):
            try:
                info = cast("EquivalenceInfo", self._declared("kaelum_equivalences", name))
                found.append(cast("Equivalence", resolve(info.factory)))
            except PluginError as error:
                self._host.fail(self._host.owner("kaelum_equivalences", name), "equivalence", error)
        return found

    def fail(self, hook: str, name: str, error: BaseException) -> None:
        """Note in ``kaelum plugins`` that what ``name`` declares failed in use."""
        self._host.fail(self._host.owner(hook, name), f"{hook} {name}", error)

    def _declared(self, hook: str, name: str) -> Any:
        table = self._host.declarations(hook)
        if name not in table:
            kind = kind_of(hook)
            close = difflib.get_close_matches(name, table, n=1)
            hint = (
                f"; did you mean {close[0]!r}?"
                if close
                else f"; there is: {', '.join(table) or 'none'}"
            )
            raise UnknownNameError(f"no {kind} named {name!r}{hint}")
        return table[name]

    def _object(self, hook: str, name: str, fits: Callable[[object], bool]) -> Any:
        key = (hook, name)
        if key not in self._made:
            info = self._declared(hook, name)
            factory = resolve(info.factory)
            try:
                made = factory()
            except (Exception, SystemExit) as error:  # a factory may raise anything at all
                raise PluginError(f"{info.factory} failed: {error!r}", plugin=name) from error
            if not fits(made):
                raise PluginError(
                    f"{info.factory} made a {type(made).__name__}, which does not fit"
                )
            self._made[key] = made
        return self._made[key]
