"""Workers that misbehave in every way that costs only their own result."""

from __future__ import annotations

from kaelum_core import WorkerInfo, hookimpl

KINDS = ("hang", "crash", "segfault", "throw", "leave", "flood", "rubbish", "hoard", "noise", "lie")


@hookimpl
def kaelum_workers():
    return [
        WorkerInfo(f"unruly-{kind}", domains={"unruly"}, factory=f"sample_unruly.worker:{kind}")
        for kind in KINDS
    ] + [
        WorkerInfo(
            "unruly-async",
            domains={"unruly"},
            factory="sample_unruly.worker:sleeper",
            isolation="task",
        )
    ]


@hookimpl
def kaelum_observe(event):
    raise ValueError("an observer that raises harms nobody")
