"""The bound on time: it stops whatever runs, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
import threading
import time
from importlib import import_module

import pytest

from kaelum_core.types import Outcome, Query
from kaelum_math import worker
from kaelum_math.effort import limited
from kaelum_math.errors import TooLarge
from kaelum_math.worker import MathWorker


def spin(*_, **__):
    while True:
        with contextlib.suppress(Exception):  # as a library might
            time.process_time()


def test_it_stops_what_would_not_stop():
    began = time.monotonic()
    with pytest.raises(TooLarge, match="too long"), limited(0.05):
        spin()
    assert time.monotonic() - began < 2


def test_it_is_gone_afterwards():
    before = signal.getsignal(signal.SIGALRM)
    with limited(0.02):
        pass
    time.sleep(0.05)  # what was left over would stop this
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_alarm_that_was_set_goes_on():
    signal.alarm(100)
    with limited(0.02):
        pass
    assert 90 < signal.alarm(0) <= 100


def slowly_imported():
    with limited(0.05):
        import_module("slow_to_import")
        spin()


def test_an_import_is_not_cut_off(tmp_path, monkeypatch):
    (tmp_path / "slow_to_import.py").write_text("import time; time.sleep(0.3); whole = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(TooLarge):
        slowly_imported()
    assert sys.modules.pop("slow_to_import").whole


def nested():
    with limited(0.05):
        with limited(0.01):
            pass
        spin()


def test_an_inner_one_leaves_the_outer_in_force():
    with pytest.raises(TooLarge):
        nested()


def test_other_threads_are_left_alone():
    done = []

    def run():
        with limited(0.01):
            done.append(sum(range(10**6)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done


def test_the_worker_abstains_when_its_time_is_up(monkeypatch):
    class Brief:
        explain = False

        def remaining(self):
            return 0.1

    monkeypatch.setattr(worker, "_solve", spin)
    result = MathWorker().solve(Query("What is 1 + 1?"), Brief())
    assert (result.outcome, result.reason) == (Outcome.ABSTAINED, "The computation takes too long.")


QUESTIONS = (
    "What is 12 * 11 - 4?", "Solve x^2 - 5x + 6 = 0", "What is the gcd of 84 and 30?",
    "Differentiate x^2*sin(3x)", "Integrate x*exp(2x)", "What is 15% of 80?", "Convert 255 to binary",
    "Let f(x) = x^2 + 1. What is f(3)?", "List the prime factors of 360.", "no question at all",
    "What is the median of 1, 9, 4, 6?", "Simplify sqrt(72)", "not not not what (((",
)  # fmt: skip


def test_questions_asked_again_leave_nothing_behind():
    asked = MathWorker()

    def round_of_questions():
        for question in QUESTIONS:
            asked.solve(Query(question), None)
        gc.collect()
        return len(gc.get_objects())

    round_of_questions()
    before = round_of_questions()
    for _ in range(3):
        after = round_of_questions()
    assert after - before < 100
