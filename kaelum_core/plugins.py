"""Finding plugins, loading them one by one, and reporting the ones that fail.

A plugin that cannot be imported, breaks a contract or claims a name that is
taken is rolled back and reported with its distribution, its version, the stage,
the cause and a remedy; the others never notice.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from types import ModuleType
from typing import Any

import pluggy
from attrs import define, field, frozen

from kaelum_core.discovery import entry_points
from kaelum_core.errors import PluginConflictError, PluginError
from kaelum_core.hookspecs import (
    PROJECT,
    CertificateCheckerInfo,
    ClassifierInfo,
    CommandInfo,
    EquivalenceInfo,
    Hooks,
    StrategyInfo,
    WorkerInfo,
)

__all__ = ["HOOK_TYPES", "Declaration", "PluginHost", "PluginReport", "kind_of", "resolve"]

Declaration = (
    ClassifierInfo
    | WorkerInfo
    | StrategyInfo
    | CertificateCheckerInfo
    | EquivalenceInfo
    | CommandInfo
)

HOOK_TYPES: dict[str, type[Declaration]] = {
    "kaelum_classifiers": ClassifierInfo,
    "kaelum_workers": WorkerInfo,
    "kaelum_strategies": StrategyInfo,
    "kaelum_certificate_checkers": CertificateCheckerInfo,
    "kaelum_equivalences": EquivalenceInfo,
    "kaelum_commands": CommandInfo,
}
"""Every declaring hook, and what it declares."""

BUILTIN = {"builtin": "kaelum_core.builtin"}
"""Plugins that ship with the core: name -> module. Blocked by name like any other."""

_NAME = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_FACTORY = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


@define
class PluginReport:
    """What became of one plugin.

    Attributes:
        name: the name of its entry point.
        module: where it lives.
        distribution: what ``pip`` calls it.
        version: the distribution's version.
        stage: ``"loaded"``, ``"blocked"``, or where it failed: ``"import"``,
            ``"register"`` or the name of a hook.
        error: the cause, when it failed.
        remedy: what the user can do about it, when it failed.
        offers: ``"worker math"`` and the like.
    """

    name: str
    module: str
    distribution: str = ""
    version: str = ""
    stage: str = "loaded"
    error: str = ""
    remedy: str = ""
    offers: list[str] = field(factory=list)

    @property
    def ok(self) -> bool:
        """Whether the plugin is in use."""
        return self.stage == "loaded"

    @property
    def title(self) -> str:
        """Name, distribution and version, for messages."""
        origin = " ".join(part for part in (self.distribution, self.version) if part)
        return f"{self.name} ({origin})" if origin else self.name


@frozen
class _Candidate:
    """A plugin before it is loaded."""

    report: PluginReport
    load: Callable[[], ModuleType]


def _describe(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0]}" if text else type(error).__name__


def kind_of(hook: str) -> str:
    """What ``hook`` declares, in the singular: ``"certificate checker"``."""
    plural = hook.removeprefix("kaelum_").replace("_", " ")
    return f"{plural[:-3]}y" if plural == "strategies" else plural.removesuffix("s")


class PluginHost:
    """The plugins of one engine; nothing here is global.

    Args:
        disabled: names of plugins to leave out, built-in ones included.
        only: if given, the only external plugins to load.
        strict: raise :class:`PluginError` at the first failure instead of reporting it.
        extra: modules to register beside the installed ones, by name.
        installed: whether to look for entry points at all.
    """

    def __init__(
        self,
        *,
        disabled: Iterable[str] = (),
        only: Iterable[str] | None = None,
        strict: bool = False,
        extra: dict[str, ModuleType] | None = None,
        installed: bool = True,
    ) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self._disabled = frozenset(disabled)
        self._only = None if only is None else frozenset(only)
        self._strict = strict
        self.reports: list[PluginReport] = []
        self._declarations: dict[str, dict[str, tuple[str, Declaration]]] = {
            hook: {} for hook in HOOK_TYPES
        }
        for candidate in self._candidates(extra or {}, installed=installed):
            self._add(candidate)
        self._observers = list(self._manager.hook.kaelum_observe.get_hookimpls())

    # -- finding ---------------------------------------------------------------

    def _candidates(self, extra: dict[str, ModuleType], *, installed: bool) -> Iterable[_Candidate]:
        for name, module in BUILTIN.items():
            yield _Candidate(PluginReport(name, module), partial(importlib.import_module, module))
        if installed:
            yield from sorted(_installed(), key=_precedence)
        for name, plugin in extra.items():
            yield _Candidate(PluginReport(name, plugin.__name__), partial(_same, plugin))

    def _blocked(self, name: str) -> bool:
        chosen = self._only is None or name in self._only or name in BUILTIN
        return name in self._disabled or not chosen

    # -- loading ---------------------------------------------------------------

    def _add(self, candidate: _Candidate) -> None:
        report = candidate.report
        self.reports.append(report)
        if self._blocked(report.name):
            report.stage = "blocked"
            return
        report.stage = "import"
        plugin: ModuleType | None = None
        try:
            plugin = candidate.load()
            report.stage = "register"
            self._register(report, plugin)
            found = {hook: self._collect(report, hook) for hook in HOOK_TYPES}
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
            self._reject(report, plugin, error)
            return
        for hook, declarations in found.items():
            for declared in declarations:
                self._declarations[hook][declared.name] = (report.name, declared)
                report.offers.append(f"{kind_of(hook)} {declared.name}")
        report.stage = "loaded"

    def _register(self, report: PluginReport, plugin: ModuleType) -> None:
        if self._manager.has_plugin(report.name):
            owner = next(r for r in self.reports if r.name == report.name)
            raise PluginConflictError(
                f"the plugin name {report.name!r} is taken by {owner.title}", plugin=report.name
            )
        self._manager.register(plugin, name=report.name)
        for name in dir(plugin):
            options = getattr(getattr(plugin, name, None), f"{PROJECT}_impl", None)
            if isinstance(options, dict) and not hasattr(Hooks, options.get("specname") or name):
                raise PluginError(f"it implements {name}, which is no hook", plugin=report.name)

    def _collect(self, report: PluginReport, hook: str) -> list[Declaration]:
        """What the plugin declares by ``hook``, validated."""
        report.stage = hook
        plugin = self._manager.get_plugin(report.name)
        others = [other for other in self._manager.get_plugins() if other is not plugin]
        answers = self._manager.subset_hook_caller(hook, remove_plugins=others)()
        declarations: list[Declaration] = []
        for answer in answers:
            if not isinstance(answer, Iterable) or isinstance(answer, str | bytes):
                raise PluginError(f"{hook} returned {type(answer).__name__}, not a list")
            declarations.extend(self._validated(report, hook, item) for item in answer)
        names = [declared.name for declared in declarations]
        if len(set(names)) < len(names):
            raise PluginConflictError(f"{hook} declares a name twice: {', '.join(sorted(names))}")
        return declarations

    def _validated(self, report: PluginReport, hook: str, item: object) -> Declaration:
        wanted = HOOK_TYPES[hook]
        if not isinstance(item, wanted):
            raise PluginError(f"{hook} declares a {type(item).__name__}, not a {wanted.__name__}")
        declared = item
        if not isinstance(declared.name, str) or not _NAME.fullmatch(declared.name):
            raise PluginError(f"{declared.name!r} is no name: lower-case words joined by dashes")
        if not isinstance(declared.factory, str) or not _FACTORY.fullmatch(declared.factory):
            raise PluginError(f"the factory {declared.factory!r} is no 'package.module:name'")
        taken = self._declarations[hook].get(declared.name)
        if taken is not None:
            owner = next(r for r in self.reports if r.name == taken[0])
            raise PluginConflictError(
                f"{kind_of(hook)} {declared.name!r} is declared by both {owner.title} "
                f"and {report.title}; the first keeps it"
            )
        return declared

    def _reject(
        self, report: PluginReport, plugin: ModuleType | None, error: BaseException
    ) -> None:
        if plugin is not None and self._manager.get_plugin(report.name) is plugin:
            self._manager.unregister(plugin)
        report.error = str(error) if isinstance(error, PluginError) else _describe(error)
        report.remedy = _remedy(report, error)
        if self._strict:
            message = f"plugin {report.title} failed at {report.stage}: {report.error}"
            raise PluginError(message, plugin=report.name) from error

    # -- using -----------------------------------------------------------------

    def declarations(self, hook: str) -> dict[str, Declaration]:
        """Everything declared by ``hook``: name -> declaration, in name order."""
        table = self._declarations[hook]
        return {name: table[name][1] for name in sorted(table)}

    def owner(self, hook: str, name: str) -> str:
        """The plugin that declares ``name`` by ``hook``."""
        return self._declarations[hook][name][0]

    def fail(self, plugin: str, stage: str, error: BaseException) -> None:
        """Note that ``plugin``, though loaded, failed later on, once per stage."""
        for report in self.reports:
            if report.name == plugin and not report.error:
                report.error = f"at {stage}: {_describe(error)}"
                report.remedy = _remedy(report, error)

    def observe(self, event: object) -> None:
        """Tell every observer; one that raises is reported and harms nobody."""
        for impl in self._observers:
            try:
                impl.function(event) if impl.argnames else impl.function()
            except Exception as error:  # noqa: BLE001 - an observer may raise anything
                self.fail(impl.plugin_name, "kaelum_observe", error)


def _same(plugin: ModuleType) -> ModuleType:
    return plugin


def _installed() -> Iterable[_Candidate]:
    for point in entry_points(PROJECT):
        report = PluginReport(point.name, point.value, point.distribution, point.version)
        yield _Candidate(report, point.load)


def _precedence(candidate: _Candidate) -> tuple[bool, str, str]:
    """A name belongs to ``kaelum-<name>`` first, then in order of distributions."""
    report = candidate.report
    return (report.distribution != f"kaelum-{report.name}", report.distribution, report.name)


def _remedy(report: PluginReport, error: BaseException) -> str:
    off = f"or leave it out: KAELUM_DISABLED_PLUGINS={report.name}"
    target = report.distribution or report.module
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"pip install {error.name.partition('.')[0]}, {off}"
    if isinstance(error, PluginConflictError):
        return f"uninstall one of the two, {off}"
    return f"upgrade {target} or tell its author, {off}"


def resolve(factory: str) -> Any:
    """The object that the import path ``"package.module:name"`` names.

    Raises:
        PluginError: the module or the name does not exist, or fails to import.
    """
    module, _, name = factory.partition(":")
    try:
        found = sys.modules.get(module) or importlib.import_module(module)
        return getattr(found, name)
    except (Exception, SystemExit) as error:  # importing a plugin may raise anything at all
        raise PluginError(f"cannot load {factory}: {_describe(error)}") from error
