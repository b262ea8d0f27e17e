"""Finding, loading, rejecting and reporting plugins."""

from __future__ import annotations

import sys

import pytest

from kaelum_core.errors import PluginError, UnknownNameError
from kaelum_core.hookspecs import StrategyInfo, WorkerInfo
from kaelum_core.plugins import PluginHost, resolve
from kaelum_core.registry import Registry


def worker(name="mine", factory="mine:make", **more):
    return WorkerInfo(name, domains={"math"}, factory=factory, **more)


def report(host, name):
    return next(item for item in host.reports if item.name == name)


def test_builtin_plugin_declares_classifier_and_strategies(make_host):
    host = make_host()
    assert set(host.declarations("kaelum_strategies")) == {
        "confidence",
        "consensus",
        "synthesis",
        "verification",
    }
    assert set(host.declarations("kaelum_classifiers")) == {"default"}
    assert report(host, "builtin").ok


def test_builtin_plugin_can_be_blocked_by_name(make_host):
    host = make_host(disabled=["builtin"])
    assert host.declarations("kaelum_strategies") == {}
    assert report(host, "builtin").stage == "blocked"


def test_only_leaves_builtins_and_the_named(make_plugin, make_host):
    one = make_plugin("one", kaelum_workers=lambda: [worker("one")])
    two = make_plugin("two", kaelum_workers=lambda: [worker("two")])
    host = make_host(one, two, only=["two"])
    assert set(host.declarations("kaelum_workers")) == {"two"}
    assert host.declarations("kaelum_strategies")
    assert report(host, "one").stage == "blocked"


def test_offers_are_listed(make_plugin, make_host):
    module = make_plugin("mine", kaelum_workers=lambda: [worker("mine")])
    assert report(make_host(module), "mine").offers == ["worker mine"]


@pytest.mark.parametrize(
    ("declared", "complaint"),
    [
        (lambda: 7, "not a list"),
        (lambda: "worker", "not a list"),
        (lambda: [{"name": "mine"}], "dict"),
        (lambda: [StrategyInfo("mine", "a:b")], "StrategyInfo"),
        (lambda: [worker("Bad Name")], "no name"),
        (lambda: [worker("")], "no name"),
        (lambda: [worker(factory="os.system")], "no 'package.module:name'"),
        (lambda: [worker(factory="os:system; rm")], "no 'package.module:name'"),
        (lambda: [worker(), worker()], "twice"),
        (lambda: 1 / 0, "ZeroDivisionError"),
        (
            lambda: sys.exit("out"),
            "SystemExit",
        ),
    ],
)
def test_broken_contract_rolls_the_whole_plugin_back(make_plugin, make_host, declared, complaint):
    bad = make_plugin(
        "bad", kaelum_strategies=lambda: [StrategyInfo("extra", "bad:x")], kaelum_workers=declared
    )
    good = make_plugin("good", kaelum_workers=lambda: [worker("good")])
    host = make_host(bad, good)
    failed = report(host, "bad")
    assert failed.stage == "kaelum_workers"
    assert complaint in failed.error
    assert "KAELUM_DISABLED_PLUGINS=bad" in failed.remedy
    assert failed.offers == []
    assert set(host.declarations("kaelum_workers")) == {"good"}
    assert "extra" not in host.declarations("kaelum_strategies")


def test_duplicate_names_both_plugins_and_keeps_the_first(make_plugin, make_host):
    first = make_plugin("first", kaelum_workers=lambda: [worker("same", "first:make")])
    second = make_plugin("second", kaelum_workers=lambda: [worker("same", "second:make")])
    host = make_host(first, second)
    assert host.declarations("kaelum_workers")["same"].factory == "first:make"
    error = report(host, "second").error
    assert "first" in error
    assert "second" in error
    assert report(host, "first").ok


def test_unknown_hook_is_reported_not_ignored(make_plugin, make_host):
    module = make_plugin("typo", kaelum_wrokers=lambda: [])  # noqa: PIE807 - it is marked
    assert "kaelum_wrokers" in report(make_host(module), "typo").error


def test_strict_raises_at_the_first_failure(make_plugin, make_host):
    bad = make_plugin("bad", kaelum_workers=lambda: 1 / 0)
    with pytest.raises(PluginError, match=r"bad.*ZeroDivisionError"):
        make_host(bad, strict=True)


def test_observers_hear_and_their_errors_are_reported_once(make_plugin, make_host):
    heard = []

    def loud(event):
        raise RuntimeError("no")

    deaf = make_plugin("deaf", kaelum_observe=loud)
    keen = make_plugin("keen", kaelum_observe=lambda event: heard.append(event))  # noqa: PLW0108 - it is marked
    host = make_host(deaf, keen)
    host.observe("first")
    host.observe("second")
    assert heard == ["first", "second"]
    assert "RuntimeError: no" in report(host, "deaf").error


def test_installed_plugins_are_found_by_entry_point():
    found = {item.name for item in PluginHost().reports if item.ok}
    assert {"builtin", "math", "logic"} <= found


def test_resolve_imports_and_explains():
    assert resolve("json:dumps")([1]) == "[1]"
    with pytest.raises(PluginError, match="no_such_module"):
        resolve("no_such_module:x")
    with pytest.raises(PluginError, match="nothing"):
        resolve("json:nothing")


def test_registry_suggests_the_nearest_name(make_host):
    registry = Registry(make_host())
    with pytest.raises(UnknownNameError, match="did you mean 'consensus'"):
        registry.strategy("concensus")


def test_registry_makes_each_object_once(make_host):
    registry = Registry(make_host())
    assert registry.strategy("consensus") is registry.strategy("consensus")


def test_registry_refuses_an_object_that_does_not_fit(make_plugin, make_host):
    module = make_plugin("odd", kaelum_workers=lambda: [worker("odd", "odd:make")], make=object)
    with pytest.raises(PluginError, match="does not fit"):
        Registry(make_host(module)).worker("odd")


def test_registry_reports_a_factory_that_fails(make_plugin, make_host):
    module = make_plugin(
        "odd", kaelum_workers=lambda: [worker("odd", "odd:make")], make=lambda: 1 / 0
    )
    with pytest.raises(PluginError, match="ZeroDivisionError"):
        Registry(make_host(module)).worker("odd")
