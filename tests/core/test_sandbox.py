"""The sandbox: real processes, really killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import anyio
import pytest

from kaelum_core.errors import (
    InvalidValueError,
    SandboxCrashError,
    SandboxMemoryError,
    SandboxTimeoutError,
)
from kaelum_core.sandbox.pool import SandboxPool

pytestmark = pytest.mark.anyio


@pytest.fixture
def pool(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    pool = SandboxPool(memory=512)
    yield pool
    pool.close()


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def call(pool, function, argument=None, *, budget=20.0, tenant="test", **more):
    return await pool.call(tenant, f"sandbox_targets:{function}", argument, budget=budget, **more)


@pytest.mark.parametrize(
    "value", [None, 0, "text \U0001f600 \u202e", [1, {"a": []}], "x" * 1_000_000]
)
async def test_values_go_there_and_back(pool, value):
    assert await call(pool, "echo", value) == value


async def test_a_process_stays_warm_and_belongs_to_its_tenant(pool):
    first = await call(pool, "pid")
    assert await call(pool, "pid") == first != os.getpid()
    assert await call(pool, "pid", tenant="other") != first


async def test_a_hang_is_killed_at_its_budget_and_the_next_call_works(pool):
    hung = await call(pool, "pid")
    began = time.monotonic()
    with pytest.raises(SandboxTimeoutError):
        await call(pool, "sleep", 60, budget=0.3)
    assert time.monotonic() - began < 5
    assert not alive(hung)
    assert await call(pool, "echo", 1) == 1


async def test_cancelling_kills_the_process(pool):
    running = await call(pool, "pid")
    with anyio.move_on_after(0.2) as scope:
        await call(pool, "sleep", 60)
    assert scope.cancelled_caught
    assert not alive(running)


async def test_what_a_process_started_dies_with_it(pool):
    started = await call(pool, "grandchild")
    assert alive(started)
    with pytest.raises(SandboxCrashError):
        await call(pool, "crash", 3)
    await anyio.sleep(0.1)
    assert not alive(started)


async def test_memory_is_capped(pool):
    with pytest.raises(SandboxMemoryError):
        await call(pool, "hoard")
    assert await call(pool, "echo", 1) == 1


@pytest.mark.parametrize(
    ("function", "argument", "message"),
    [
        ("crash", 7, "exit code 7"),
        ("fail", "the reason", "ValueError: the reason"),
        ("deep", None, "nested too deeply"),
        ("unserialisable", None, "TypeError"),
        ("flood", None, "do not fit"),
        ("no_such_function", None, "AttributeError"),
    ],
)
async def test_failures_say_what_happened(pool, function, argument, message):
    with pytest.raises(SandboxCrashError, match=message):
        await call(pool, function, argument)
    assert await call(pool, "echo", "next") == "next"


async def test_printing_harms_nothing(pool):
    assert await call(pool, "noise") == "quiet"


async def test_progress_arrives_in_order(pool):
    heard = []
    assert await call(pool, "tell", ["one", "two"], on_progress=heard.append) == 2
    assert heard == ["one", "two"]


async def test_more_progress_than_a_socket_holds_harms_nothing(pool):
    heard = []

    def hear(message):
        heard.append(message)
        if len(heard) == 1:
            time.sleep(0.3)  # meanwhile the child fills the socket and waits for room

    assert await call(pool, "tell", ["x" * 500] * 3000, on_progress=hear) == 3000
    assert len(heard) == 3000


async def test_credentials_do_not_reach_the_process(pool, monkeypatch):
    monkeypatch.setenv("SOME_API_KEY", "secret")
    monkeypatch.setenv("HARMLESS", "yes")
    seen = await call(pool, "environment", tenant="fresh")
    assert "SOME_API_KEY" not in seen
    assert seen["HARMLESS"] == "yes"


async def test_calls_run_side_by_side(pool):
    async def one():
        seen.append(await call(pool, "pid"))

    seen = []
    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(one)
    assert len(set(seen)) == 3


async def test_closing_kills_idle_processes(pool):
    idle = await call(pool, "pid")
    pool.close()
    assert not alive(idle)
    with pytest.raises(SandboxCrashError, match="closed"):
        await call(pool, "echo", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_a_process_ends_when_its_engine_is_gone(pool):
    process = await call(pool, "pid")
    pool._idle["test"][0]._socket.close()
    with anyio.fail_after(5):
        while alive(process):  # noqa: ASYNC110 - another process sets no event
            await anyio.sleep(0.02)


ENGINE = """
import anyio
from kaelum_core.sandbox.pool import SandboxPool

def tell(message):
    print(message, flush=True)

async def main():
    pool = SandboxPool(memory=512)
    await pool.call("t", "sandbox_targets:hang", None, budget=60, on_progress=tell)

anyio.run(main)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the alarm ends it, after its budget")
def test_a_hung_process_ends_at_once_when_its_engine_is_killed():
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    with subprocess.Popen(
        [sys.executable, "-c", ENGINE],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path},
    ) as engine:  # fmt: skip
        hung = [int(pid) for pid in engine.stdout.readline().split()]
        time.sleep(0.1)
        assert len(hung) == 2
        assert all(map(alive, hung))
        engine.kill()
    killed = time.monotonic()
    while any(map(alive, hung)):
        assert time.monotonic() - killed < 1.5
        time.sleep(0.02)


def test_too_little_memory_is_refused():
    with pytest.raises(InvalidValueError):
        SandboxPool(memory=1)


async def test_a_prepared_process_serves_whoever_comes_first(pool):
    pool.prepare()
    pool.prepare()
    (blank,) = pool._blank
    assert await call(pool, "pid", tenant="first") == blank._process.pid
    assert await call(pool, "pid", tenant="second") != blank._process.pid
