"""Declares something that is no declaration."""

from __future__ import annotations

from kaelum_core import WorkerInfo, hookimpl


@hookimpl
def kaelum_workers():
    return [WorkerInfo("fine", domains={"math"}, factory="sample_broken_contract.plugin:nothing")]


@hookimpl
def kaelum_strategies():
    return [{"name": "mine"}]


@hookimpl
def kaelum_observe(event):
    raise ValueError("never called, because the plugin is rolled back")
