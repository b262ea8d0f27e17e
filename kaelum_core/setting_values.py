"""Reading the values of settings: each reader validates one kind of value.

A reader takes a raw value (from TOML, a variable's text, a flag) and gives a
valid one, or raises :class:`InvalidValueError` with words that go after "must".
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kaelum_core.errors import InvalidValueError

__all__ = [
    "Reader",
    "ledger_path",
    "names",
    "number",
    "optional_names",
    "text",
    "truth",
    "url",
    "variable_name",
    "word",
]

Reader = Callable[[Any], Any]


def word(raw: Any) -> str:
    """A name, such as a strategy's."""
    if not isinstance(raw, str) or not re.fullmatch(r"[\w.-]+", raw.strip()):
        raise InvalidValueError("be a name of letters, digits and dashes")
    return raw.strip()


def text(raw: Any) -> str:
    """Any text, without space around it."""
    if not isinstance(raw, str):
        raise InvalidValueError("be a text")
    return raw.strip()


def variable_name(raw: Any) -> str:
    """The name of an environment variable, or nothing."""
    # The message keeps quiet about the value: people paste the key itself here.
    if not isinstance(raw, str) or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,127}|", raw.strip()):
        raise InvalidValueError("be the name of an environment variable, never the key itself")
    return raw.strip()


def url(raw: Any) -> str:
    """An HTTP address without credentials, or nothing."""
    from urllib.parse import urlsplit  # only read when a model is configured

    address = text(raw)
    if not address:
        return address
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InvalidValueError("be an address such as http://127.0.0.1:8080/v1")
    if parts.username or parts.password:
        raise InvalidValueError("hold no password; name its variable in llm.api_key_env")
    return address.rstrip("/")


def number(low: float, high: float, *, whole: bool = False) -> Reader:
    """A reader of numbers from ``low`` to ``high``."""
    kind = "a whole number" if whole else "a number"

    def read(raw: Any) -> float:
        complaint = InvalidValueError(f"be {kind} from {low:g} to {high:g}")
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise complaint
        try:
            value = int(raw) if whole and isinstance(raw, str) else float(raw)
        except (ValueError, OverflowError):
            raise complaint from None
        if not math.isfinite(value) or not low <= value <= high or (whole and value != int(value)):
            raise complaint
        return int(value) if whole else value

    return read


_TRUTH = dict.fromkeys(("1", "true", "yes", "on"), True) | dict.fromkeys(
    ("0", "false", "no", "off", ""), False
)


def truth(raw: Any) -> bool:
    """True or false, as TOML and people write them."""
    if isinstance(raw, bool):
        return raw
    try:
        return _TRUTH[str(raw).strip().lower()]
    except KeyError:
        raise InvalidValueError("be true or false") from None


def names(raw: Any) -> tuple[str, ...]:
    """Several names: a list, or a text with commas."""
    parts = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple | set | frozenset):
        raise InvalidValueError("be a list of plugin names")
    stripped = (part.strip() if isinstance(part, str) else part for part in parts)
    return tuple(word(name) for name in stripped if name != "")


def optional_names(raw: Any) -> tuple[str, ...] | None:
    """Several names, or None for no such list."""
    return None if raw is None else names(raw)


def ledger_path(raw: Any) -> str:
    """The path of a file, or ``off``."""
    path = text(os.fspath(raw) if isinstance(raw, Path) else raw)
    if not path or "\0" in path:
        raise InvalidValueError('be the path of a file, or "off"')
    return "off" if path.lower() in {"off", "none", "false", "0"} else path
