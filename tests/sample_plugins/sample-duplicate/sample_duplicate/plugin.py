"""Claims a name that another plugin has."""

from __future__ import annotations

from kaelum_core import WorkerInfo, hookimpl


@hookimpl
def kaelum_workers():
    return [WorkerInfo("math", domains={"math"}, factory="sample_duplicate.plugin:nothing")]
