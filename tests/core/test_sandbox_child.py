"""The inside of a sandboxed process, run here on a thread and by direct calls."""

from __future__ import annotations

import json
import socket
import threading

import pytest

from kaelum_core.sandbox import child, host
from kaelum_core.sandbox.frames import HEADER, MAX_FRAME, encode
from kaelum_core.serialize import from_json, to_json
from kaelum_core.types import Certificate, Check, Outcome, Query, WorkerResult


class Parent:
    """The engine's end of a connection."""

    def __init__(self):
        self.socket, theirs = socket.socketpair()
        self.file = self.socket.makefile("rb")
        self.child = child.Connection(theirs.detach())

    def send(self, value):
        self.socket.sendall(encode(value))

    def receive(self):
        size = HEADER.unpack(self.file.read(HEADER.size))[0]
        return json.loads(self.file.read(size))

    def close(self):
        self.file.close()
        self.socket.close()


@pytest.fixture
def parent():
    parent = Parent()
    yield parent
    parent.close()
    parent.child._file.close()
    parent.child._socket.close()


def test_frames_go_there_and_back(parent):
    parent.send({"a": ["\u202e", 1, None]})
    assert parent.child.receive() == {"a": ["\u202e", 1, None]}
    parent.child.send({"b": 2})
    assert parent.receive() == {"b": 2}


def test_the_child_stops_at_the_end_of_the_connection(parent):
    parent.close()
    assert parent.child.receive() is None


@pytest.mark.parametrize("frame", [HEADER.pack(MAX_FRAME + 1), HEADER.pack(2) + b"[]", b"\0"])
def test_the_child_ends_at_what_is_no_frame(parent, frame):
    parent.socket.sendall(frame)
    parent.socket.shutdown(socket.SHUT_WR)
    assert parent.child.receive() is None


def test_a_frame_that_is_too_large_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        encode("x" * MAX_FRAME)


@pytest.mark.parametrize(
    ("function", "argument", "expected"),
    [
        ("json:dumps", [1], {"value": "[1]"}),
        ("json:loads", "{", "JSONDecodeError"),
        ("json:nothing", 1, "AttributeError"),
        ("no_such_module:x", 1, "ModuleNotFoundError"),
        ("builtins:object", None, "TypeError"),
        ("builtins:exit", 1, "SystemExit"),
    ],
)
def test_one_request_becomes_one_answer(function, argument, expected):
    answer = child._answer({"function": function, "argument": argument})
    if isinstance(expected, dict):
        assert answer == expected
    else:
        assert expected in answer["error"]


def test_memory_and_depth_are_told_apart(monkeypatch):
    def raises(error):
        def function(_):
            raise error

        return function

    monkeypatch.setattr(json, "hoard", raises(MemoryError), raising=False)
    monkeypatch.setattr(json, "deep", raises(RecursionError), raising=False)
    assert child._answer({"function": "json:hoard", "argument": 0})["memory"]
    assert "deep" in child._answer({"function": "json:deep", "argument": 0})["error"]


def test_the_loop_serves_until_the_connection_closes(monkeypatch, parent):
    alarms = []
    monkeypatch.setattr(child, "Connection", lambda _: parent.child)
    monkeypatch.setattr(child, "_cap_memory", lambda _: None)
    monkeypatch.setattr(child.signal, "alarm", alarms.append)
    monkeypatch.setattr(parent.child, "_signalling", lambda _: None)  # it is our own group
    thread = threading.Thread(target=child.main, args=(0,))
    thread.start()
    parent.send({"memory": 100})
    for number in (1, 2):
        parent.send({"function": "json:dumps", "argument": number, "budget": 1.5})
        assert parent.receive() == {"value": str(number)}
    parent.socket.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert alarms == [4, 0, 4, 0]


class Echo:
    def solve(self, query, context):
        context.report("working")
        answer = f"{query.text} {context.settings} {context.explain} {context.remaining() > 0}"
        return WorkerResult.answered(answer)


class AsyncEcho:
    async def solve(self, query, context):
        return WorkerResult.abstained(query.text)


class Rubbish:
    def solve(self, query, context):
        return 42


@pytest.fixture
def workers(make_plugin):
    host._objects.clear()
    make_plugin("host_plugin", Echo=Echo, AsyncEcho=AsyncEcho, Rubbish=Rubbish, check=one_check)
    yield "host_plugin"
    host._objects.clear()


def one_check(certificate):
    from kaelum_core.types import CheckOutcome

    if certificate.answer == "rubbish":
        return ["passed"]
    return [Check(certificate.answer, "method", CheckOutcome.PASSED)]


def request(factory):
    return {
        "factory": factory, "query": to_json(Query("hi")), "settings": {"a": 1}, "explain": True,
        "budget": 5.0,
    }  # fmt: skip


def test_the_host_runs_a_worker_and_passes_progress_on(workers, monkeypatch):
    heard = []
    monkeypatch.setattr(child, "progress", [heard.append])
    result = from_json(WorkerResult, host.solve(request("host_plugin:Echo")))
    assert result.answer == "hi {'a': 1} True True"
    assert heard == ["working"]


def test_the_host_runs_an_asynchronous_worker(workers):
    result = from_json(WorkerResult, host.solve(request("host_plugin:AsyncEcho")))
    assert (result.outcome, result.reason) == (Outcome.ABSTAINED, "hi")


def test_the_host_refuses_rubbish(workers):
    with pytest.raises(TypeError, match="not a WorkerResult"):
        host.solve(request("host_plugin:Rubbish"))


@pytest.mark.parametrize("answer", ["4", "rubbish"])
def test_the_host_runs_a_checker(workers, answer):
    certificate = Certificate.issue(
        checker="c", query=Query("q"), answer=answer, interpretation="i", evidence={}, issuer="x"
    )
    work = {"factory": "host_plugin:check", "certificate": to_json(certificate)}
    if answer == "rubbish":
        with pytest.raises(TypeError):
            host.check(work)
    else:
        assert from_json(Check, host.check(work)[0]).claim == "4"
