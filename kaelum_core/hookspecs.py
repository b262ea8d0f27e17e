"""The contract between the core and its plugins: the markers and every hook.

A plugin is a module named by an entry point in the group ``kaelum``::

    [project.entry-points.kaelum]
    chemistry = "kaelum_chem.plugin"

and implements any of the hooks below::

    from kaelum_core import WorkerInfo, hookimpl

    @hookimpl
    def kaelum_workers():
        return [WorkerInfo("chemistry", domains={"chemistry"},
                           factory="kaelum_chem.worker:ChemistryWorker")]

Hooks are plain functions that return *declarations*. They run whenever Kaelum
starts, so they import nothing heavy: a ``factory`` is an import path
(``"package.module:name"``), resolved on first use. Names are lower-case words
with dashes; two plugins that declare the same name are in conflict, and
neither wins: ``kaelum plugins`` names both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import pluggy
from attrs import field, frozen

if TYPE_CHECKING:
    from kaelum_core.events import Event

__all__ = [
    "PROJECT",
    "CertificateCheckerInfo",
    "ClassifierInfo",
    "CommandInfo",
    "EquivalenceInfo",
    "StrategyInfo",
    "WorkerInfo",
    "hookimpl",
    "hookspec",
]

PROJECT = "kaelum"
"""Pluggy's project name, and the entry-point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


def _domains(values: Iterable[str]) -> frozenset[str]:
    return frozenset((values,)) if isinstance(values, str) else frozenset(values)


@frozen
class ClassifierInfo:
    """Declares a classifier.

    Attributes:
        name: unique among classifiers.
        factory: import path of a callable without arguments that makes a
            :class:`~kaelum_core.protocols.Classifier`.
        domains: the domains it can speak for.
        summary: one line for ``kaelum plugins``.
    """

    name: str
    factory: str
    domains: frozenset[str] = field(converter=_domains, kw_only=True)
    summary: str = field(default="", kw_only=True)


@frozen
class WorkerInfo:
    """Declares a worker.

    Attributes:
        name: unique among workers.
        domains: the domains it can be asked about.
        factory: import path of a callable without arguments that makes a
            :class:`~kaelum_core.protocols.Worker`.
        isolation: where ``solve`` runs. ``"process"``: in a killable,
            memory-capped process, so that a hang or a crash costs this
            result only. ``"task"``: in the engine's event loop, for workers
            that mostly wait and never block.
        cost: typical seconds of work per query; cheaper workers go first.
        needs_model: whether it is of no use without a configured chat model.
        summary: one line for ``kaelum plugins``.
    """

    name: str
    domains: frozenset[str] = field(converter=_domains, kw_only=True)
    factory: str = field(kw_only=True)
    isolation: Literal["process", "task"] = field(default="process", kw_only=True)
    cost: float = field(default=0.1, kw_only=True)
    needs_model: bool = field(default=False, kw_only=True)
    summary: str = field(default="", kw_only=True)


@frozen
class StrategyInfo:
    """Declares a strategy: ``factory`` makes a :class:`~kaelum_core.protocols.Strategy`."""

    name: str
    factory: str
    summary: str = field(default="", kw_only=True)


@frozen
class CertificateCheckerInfo:
    """Declares a certificate checker: ``factory`` names the checking function itself.

    Attributes:
        name: what certificates say in their field ``checker``.
        factory: import path of a :data:`~kaelum_core.protocols.CertificateChecker`.
        summary: one line for ``kaelum plugins``.
    """

    name: str
    factory: str
    summary: str = field(default="", kw_only=True)


@frozen
class EquivalenceInfo:
    """Declares an equivalence: ``factory`` names the canonicalising function itself."""

    name: str
    factory: str
    summary: str = field(default="", kw_only=True)


@frozen
class CommandInfo:
    """Declares a command of ``kaelum``: ``factory`` names a :class:`click.Command`."""

    name: str
    factory: str
    summary: str = field(default="", kw_only=True)


class Hooks:
    """Every hook, with what calls it and when. All are optional.

    .. versionadded:: 0.1.0
    """

    @hookspec
    def kaelum_classifiers(self) -> Iterable[ClassifierInfo]:  # type: ignore[empty-body]
        """Declare classifiers. Called once per engine, before the first query."""

    @hookspec
    def kaelum_workers(self) -> Iterable[WorkerInfo]:  # type: ignore[empty-body]
        """Declare workers. Called once per engine, before the first query."""

    @hookspec
    def kaelum_strategies(self) -> Iterable[StrategyInfo]:  # type: ignore[empty-body]
        """Declare strategies. Called once per engine, before the first query."""

    @hookspec
    def kaelum_certificate_checkers(self) -> Iterable[CertificateCheckerInfo]:  # type: ignore[empty-body]
        """Declare certificate checkers. Called once per engine or ``kaelum verify``."""

    @hookspec
    def kaelum_equivalences(self) -> Iterable[EquivalenceInfo]:  # type: ignore[empty-body]
        """Declare equivalences. Called once per engine, before answers are compared."""

    @hookspec
    def kaelum_commands(self) -> Iterable[CommandInfo]:  # type: ignore[empty-body]
        """Declare commands. Called when ``kaelum`` lists or looks up its commands."""

    @hookspec
    def kaelum_observe(self, event: Event) -> None:
        """Hear about ``event`` (:mod:`kaelum_core.events`), in the engine's own thread.

        Called for every event of every query, so it must be quick. What it
        raises is reported once by ``kaelum plugins`` and harms no query.
        """
