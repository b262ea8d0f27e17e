"""A whole third expert: worker, classifier from examples, command, observer."""

from __future__ import annotations

import os
from pathlib import Path

from kaelum_core import ClassifierInfo, CommandInfo, WorkerInfo, hookimpl


@hookimpl
def kaelum_workers():
    return [
        WorkerInfo(
            "chemistry",
            domains={"chemistry"},
            factory="sample_chemistry.worker:ChemistryWorker",
            summary="molar masses",
        )
    ]


@hookimpl
def kaelum_classifiers():
    return [
        ClassifierInfo("chemistry", "sample_chemistry.classifier:classifier", domains={"chemistry"})
    ]


@hookimpl
def kaelum_commands():
    return [
        CommandInfo("elements", "sample_chemistry.cli:elements", summary="List known elements.")
    ]


@hookimpl
def kaelum_observe(event):
    path = os.environ.get("SAMPLE_CHEMISTRY_LOG")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(type(event).__name__ + "\n")
