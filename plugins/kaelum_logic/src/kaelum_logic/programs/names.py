"""Names that a model spelled in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["normal", "unify"]


def normal(name: str) -> str:
    """``name`` without what models vary: case, separators, and the ending of a plural."""
    flat = re.sub(r"[\s_'’-]+", "", name.lower())
    for ending, stem in (
        ("sses", "ss"),
        ("uses", "us"),
        ("ies", "y"),
        ("xes", "x"),
        ("ches", "ch"),
    ):
        if flat.endswith(ending) and len(flat) > len(ending) + 1:
            return flat[: -len(ending)] + stem
    if flat.endswith("s") and not flat.endswith(("ss", "us", "is")) and len(flat) > 3:
        return flat[:-1]
    return flat


def unify(names: Iterable[str], preferred: Iterable[str] = ()) -> Mapping[str, str]:
    """For each of ``names`` that is a variant of one before it, or of a preferred one, that one."""
    chosen: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for name in (*preferred, *names):
        first = chosen.setdefault(normal(name), name)
        if first != name:
            renamed[name] = first
    return renamed
