"""Settings: defaults < user's file < working directory's file < environment < flags.

Every known key is one field of one of the classes below, with its default, its
reader (which validates) and its description in the same place; files,
environment variables, ``kaelum config`` and the error messages follow from
them. Each value knows its origin.

Environment variables: ``KAELUM_<KEY>`` for the table ``[engine]``,
``KAELUM_<TABLE>_<KEY>`` for the others; a few have a shorter second name
(``KAELUM_LEDGER`` for ``ledger.path``). An empty variable counts as unset,
except for the lists of plugins, where it is the empty list.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import attrs
from attrs import field, frozen

from kaelum_core import setting_values
from kaelum_core.errors import InvalidValueError, SettingsError

__all__ = [
    "FILE_NAME",
    "EngineSettings",
    "LLMSettings",
    "LedgerSettings",
    "PluginSettings",
    "Setting",
    "Settings",
    "file_places",
]

FILE_NAME = "kaelum.toml"
"""Name of the settings file, in the working directory and in the user's folder."""

DEFAULT_ORIGIN = "default"

_META = "kaelum"


def _readonly(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(values))


# -- tables ----------------------------------------------------------------------


@frozen
class _Meta:
    read: setting_values.Reader
    summary: str
    short: str | None
    empty_counts: bool


def _setting(
    default: Any,
    read: setting_values.Reader,
    summary: str,
    *,
    short: str | None = None,
    empty: bool = False,
) -> Any:
    """A field that is a key of its table.

    Args:
        default: the value (or ``attrs.Factory``) that holds when nobody says otherwise.
        read: validates and converts, wherever the value came from.
        summary: one line for ``kaelum config``.
        short: a second environment variable that sets it.
        empty: an empty environment variable is a value, not "unset".
    """
    return field(
        default=default, converter=read, metadata={_META: _Meta(read, summary, short, empty)}
    )


@frozen(kw_only=True)
class EngineSettings:
    """The table ``[engine]``: how queries are answered."""

    strategy: str = _setting(
        "verification", setting_values.word, "strategy that makes one answer of many"
    )
    deadline: float = _setting(
        30.0, setting_values.number(0.001, 86_400), "seconds a query may take"
    )
    memory: int = _setting(
        2048,
        setting_values.number(64, 1_048_576, whole=True),
        "MiB a process with solver code may use",
    )
    max_workers: int = _setting(
        4, setting_values.number(1, 256, whole=True), "workers asked side by side"
    )
    max_query: int = _setting(
        1_000_000, setting_values.number(1, 100_000_000, whole=True), "characters a query may have"
    )


@frozen(kw_only=True)
class PluginSettings:
    """The table ``[plugins]``: which plugins are loaded."""

    disabled: tuple[str, ...] = _setting(
        (),
        setting_values.names,
        "plugins that are not loaded",
        short="KAELUM_DISABLED_PLUGINS",
        empty=True,
    )
    only: tuple[str, ...] | None = _setting(
        None, setting_values.optional_names, "installed plugins to load; all if unset",
        short="KAELUM_PLUGINS", empty=True,
    )  # fmt: skip
    strict: bool = _setting(
        False,
        setting_values.truth,
        "a broken plugin is an error, not a report",
        short="KAELUM_STRICT",
    )


def _default_ledger() -> str:
    from platformdirs import user_data_path  # not needed to import this module

    return str(user_data_path("kaelum", appauthor=False) / "ledger.sqlite3")


@frozen(kw_only=True)
class LedgerSettings:
    """The table ``[ledger]``: where decisions and results are recorded."""

    path: str = _setting(
        attrs.Factory(_default_ledger), setting_values.ledger_path, 'file of the ledger; "off" for none',
        short="KAELUM_LEDGER",
    )  # fmt: skip

    @property
    def enabled(self) -> bool:
        """Whether anything is recorded."""
        return self.path != "off"

    @property
    def file(self) -> Path | None:
        """The ledger's file, or None when it is off. A relative path counts from
        the working directory; ``~`` is the home folder."""
        return Path(self.path).expanduser() if self.enabled else None


@frozen(kw_only=True)
class LLMSettings:
    """The table ``[llm]``: any OpenAI-compatible server. The key itself is never a setting."""

    base_url: str = _setting("", setting_values.url, "address of an OpenAI-compatible server")
    model: str = _setting("", setting_values.text, "model to ask")
    api_key_env: str = _setting(
        "", setting_values.variable_name, "environment variable that holds the key"
    )

    @property
    def configured(self) -> bool:
        """Whether there is a model to ask."""
        return bool(self.base_url and self.model)

    def api_key(self, environ: Mapping[str, str] = os.environ) -> str | None:
        """The key, read when it is used and kept nowhere; None if there is none.

        Raises:
            SettingsError: the variable is named, but not set.
        """
        if not self.api_key_env:
            return None
        key = environ.get(self.api_key_env)
        if not key:
            raise SettingsError(f"the environment variable {self.api_key_env} is not set")
        return key


_TABLES: Mapping[str, type[Any]] = {
    "engine": EngineSettings,
    "plugins": PluginSettings,
    "ledger": LedgerSettings,
    "llm": LLMSettings,
}


@frozen
class _Known:
    """A key that may be set."""

    table: str
    name: str
    meta: _Meta

    @property
    def key(self) -> str:
        return f"{self.table}.{self.name}"

    @property
    def variable(self) -> str:
        table = "" if self.table == "engine" else f"{self.table}_"
        return f"KAELUM_{table}{self.name}".upper()

    @property
    def variables(self) -> tuple[str, ...]:
        return (self.meta.short, self.variable) if self.meta.short else (self.variable,)


_KNOWN: Mapping[str, _Known] = {
    known.key: known
    for table, kind in _TABLES.items()
    for known in (_Known(table, entry.name, entry.metadata[_META]) for entry in attrs.fields(kind))
}


# -- all of them -----------------------------------------------------------------


@frozen
class Setting:
    """One setting in force, for ``kaelum config``.

    Attributes:
        key: ``"table.key"``.
        value: the value in force.
        origin: ``"default"``, a file, a variable or a flag.
        summary: what it means; empty in the free tables ``[workers.<name>]``.
        variable: the environment variable that sets it, or None.
    """

    key: str
    value: Any
    origin: str
    summary: str = ""
    variable: str | None = None


@frozen(kw_only=True)
class Settings:
    """All settings in force. ``Settings()`` is the defaults, whatever files there are.

    Attributes:
        engine, plugins, ledger, llm: the tables.
        workers: worker name -> its free table ``[workers.<name>]``.
        origins: ``"table.key"`` -> where the value came from; defaults are left out.
        remarks: sentences about what was ignored (unknown variables).
    """

    engine: EngineSettings = field(factory=EngineSettings)
    plugins: PluginSettings = field(factory=PluginSettings)
    ledger: LedgerSettings = field(factory=LedgerSettings)
    llm: LLMSettings = field(factory=LLMSettings)
    workers: Mapping[str, Mapping[str, Any]] = field(factory=dict, converter=_readonly)
    origins: Mapping[str, str] = field(factory=dict, converter=_readonly)
    remarks: tuple[str, ...] = ()

    @classmethod
    def load(
        cls,
        *,
        flags: Mapping[str, Any] = MappingProxyType({}),
        environ: Mapping[str, str] = os.environ,
        cwd: Path | None = None,
    ) -> Self:
        """Read all the sources, the stronger over the weaker.

        Args:
            flags: ``"table.key"`` (or a bare key of ``[engine]``) -> value; a
                value of None was not given.
            environ: the environment variables.
            cwd: the folder to look for ``kaelum.toml`` in; the working
                directory if None.

        Raises:
            SettingsError: a file that cannot be read, an unknown key, or a
                value out of its domain; it says where it came from.
        """
        draft = _Draft()
        for path in file_places(cwd):
            if os.path.exists(path):  # noqa: PTH110  # unlike Path.exists, raises nothing
                draft.add_file(path)
        draft.add_environment(environ)
        draft.add_flags(flags)
        tables = {table: kind(**draft.values[table]) for table, kind in _TABLES.items()}
        return cls(
            **tables, workers=draft.workers, origins=draft.origins, remarks=tuple(draft.remarks)
        )

    def __iter__(self) -> Iterator[Setting]:
        """Every setting in force, with its origin."""
        for known in _KNOWN.values():
            yield Setting(
                known.key,
                getattr(getattr(self, known.table), known.name),
                self.origin(known.key),
                known.meta.summary,
                known.variables[0],
            )
        for worker, table in self.workers.items():
            for name, value in table.items():
                key = f"workers.{worker}.{name}"
                yield Setting(key, value, self.origin(key))

    def origin(self, key: str) -> str:
        """Where the value of ``"table.key"`` came from."""
        return self.origins.get(key, DEFAULT_ORIGIN)


def file_places(cwd: Path | None = None) -> tuple[Path, ...]:
    """Where settings files are looked for, the weaker first, whether they exist or not."""
    from platformdirs import user_config_path

    user = user_config_path("kaelum", appauthor=False) / FILE_NAME
    local = (cwd or Path()).absolute() / FILE_NAME
    return tuple(dict.fromkeys((user, local)))


class _Draft:
    """Settings while they are put together."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, Any]] = {table: {} for table in _TABLES}
        self.workers: dict[str, dict[str, Any]] = {}
        self.origins: dict[str, str] = {}
        self.remarks: list[str] = []

    def put(self, known: _Known, raw: Any, origin: str) -> None:
        try:
            value = known.meta.read(raw)
        except InvalidValueError as error:
            raise SettingsError(f"{known.key} must {error}", origin=origin) from None
        self.values[known.table][known.name] = value
        self.origins[known.key] = origin

    def add_file(self, path: Path) -> None:
        origin = str(path)
        for table, content in _parse(path).items():
            if not isinstance(content, dict):
                raise _unknown(table, origin)
            if table == "workers":
                self._add_workers(content, origin)
                continue
            if table not in _TABLES:
                raise _unknown(f"[{table}]", origin)
            for name, raw in content.items():
                key = f"{table}.{name}"
                if key not in _KNOWN:
                    raise _unknown(key, origin)
                self.put(_KNOWN[key], raw, origin)

    def _add_workers(self, content: Mapping[str, Any], origin: str) -> None:
        for worker, table in content.items():
            if not isinstance(table, dict):
                raise SettingsError(f"workers.{worker} must be a table", origin=origin)
            for name, value in table.items():
                if not _is_json(value):
                    raise SettingsError(
                        f"workers.{worker}.{name} must be text, a number, true, false or a list",
                        origin=origin,
                    )
                self.workers.setdefault(worker, {})[name] = value
                self.origins[f"workers.{worker}.{name}"] = origin

    def add_environment(self, environ: Mapping[str, str]) -> None:
        used: set[str] = set()
        for known in _KNOWN.values():
            used.update(known.variables)
            for variable in known.variables:
                raw = environ.get(variable)
                if raw is not None and (raw or known.meta.empty_counts):
                    self.put(known, raw, f"environment variable {variable}")
                    break
        for variable in sorted(environ):
            if variable.startswith("KAELUM_") and variable not in used:
                near = _nearest(variable, used)
                if near:
                    self.remarks.append(
                        f"The environment variable {variable} is not known; "
                        f"did you mean {near}? It was ignored."
                    )

    def add_flags(self, flags: Mapping[str, Any]) -> None:
        for flag, raw in flags.items():
            key = flag if "." in flag else f"engine.{flag}"
            origin = f"flag --{flag.rpartition('.')[2].replace('_', '-')}"
            if key not in _KNOWN:
                raise _unknown(key, origin)
            if raw is not None:
                self.put(_KNOWN[key], raw, origin)


def _parse(path: Path) -> dict[str, Any]:
    import tomllib  # most runs have no file

    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", origin=str(path)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8 text", origin=str(path)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"is not TOML: {error}", origin=str(path)) from error


def _is_json(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_json(item) for item in value.values())
    if isinstance(value, list):
        return all(_is_json(item) for item in value)
    return isinstance(value, str | int | float | bool)


def _nearest(name: str, known: set[str]) -> str | None:
    import difflib  # only when something is wrong

    return next(iter(difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)), None)


def _unknown(key: str, origin: str) -> SettingsError:
    if key.rpartition(".")[2].lower() in {"api_key", "key", "token", "password"}:
        return SettingsError(
            f"{key} is not a setting: a key is never in a file; put it in an environment "
            "variable and name that in llm.api_key_env",
            origin=origin,
        )
    if key.startswith("["):
        near = _nearest(key, {f"[{table}]" for table in (*_TABLES, "workers")})
    elif "." in key:
        near = _nearest(key, set(_KNOWN))
    else:  # a key outside any table
        near = next((known.key for known in _KNOWN.values() if known.name == key), None)
        near = near or _nearest(key, {known.name for known in _KNOWN.values()})
    hint = f"; did you mean {near}?" if near else ""
    return SettingsError(f"{key} is not a known setting{hint}", origin=origin)
