"""Implements a hook that does not exist."""

from __future__ import annotations

from kaelum_core import hookimpl


@hookimpl
def kaelum_wrokers():
    return []
