"""Every error that Kaelum raises on purpose.

::

    KaelumError                     base; its message is fit for a user
    ├── UsageError                  the caller's input is off (exit code 1)
    │   ├── InvalidValueError       a value outside its domain
    │   ├── InvalidQueryError       an empty, binary or oversized query
    │   ├── SettingsError           a setting that cannot be used; says its origin
    │   └── CertificateError        not a certificate, or one that was altered
    ├── PluginError                 a plugin broke its contract; says which and how
    │   ├── PluginConflictError     two plugins declare the same name
    │   └── UnknownNameError        no plugin declares this name
    ├── LedgerError                 the ledger cannot be read or written
    └── SandboxError                the killable process did not deliver
        ├── SandboxTimeoutError     it was killed at its deadline
        ├── SandboxMemoryError      it ran into its memory cap
        └── SandboxCrashError       it died or answered rubbish
"""

from __future__ import annotations

__all__ = [
    "CertificateError",
    "InvalidQueryError",
    "InvalidValueError",
    "KaelumError",
    "LedgerError",
    "PluginConflictError",
    "PluginError",
    "SandboxCrashError",
    "SandboxError",
    "SandboxMemoryError",
    "SandboxTimeoutError",
    "SettingsError",
    "UnknownNameError",
    "UsageError",
]


class KaelumError(Exception):
    """Base of all errors of Kaelum; the message is fit to be shown to a user."""


class UsageError(KaelumError):
    """The caller's input is off."""


class InvalidValueError(UsageError, ValueError):
    """A value lies outside its domain."""


class InvalidQueryError(UsageError):
    """The query is empty, binary or too large."""


class SettingsError(UsageError):
    """A setting cannot be used.

    Attributes:
        origin: where the value came from (a file, a variable, a flag).
    """

    def __init__(self, message: str, *, origin: str = "") -> None:
        super().__init__(f"{message} (from {origin})" if origin else message)
        self.origin = origin


class CertificateError(UsageError):
    """The text is not a certificate, or one that was altered."""


class LedgerError(KaelumError):
    """The ledger cannot be read or written; the message says which file, and why."""


class PluginError(KaelumError):
    """A plugin broke its contract.

    Attributes:
        plugin: name of the plugin (its entry point's, or its module's).
    """

    def __init__(self, message: str, *, plugin: str = "") -> None:
        super().__init__(message)
        self.plugin = plugin


class PluginConflictError(PluginError):
    """Two plugins declare the same name."""


class UnknownNameError(PluginError, LookupError):
    """No plugin declares this name."""


class SandboxError(KaelumError):
    """The sandboxed process did not deliver a result."""


class SandboxTimeoutError(SandboxError):
    """The sandboxed process was killed at its deadline."""


class SandboxMemoryError(SandboxError):
    """The sandboxed process ran into its memory cap."""


class SandboxCrashError(SandboxError):
    """The sandboxed process died, or answered something that is no answer."""
