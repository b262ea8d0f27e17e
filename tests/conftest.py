"""What all tests share: no user's settings, no ledger, and plugins made of modules."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Callable, Iterator

import hypothesis
import pytest

from kaelum_core import hookimpl
from kaelum_core.plugins import PluginHost

hypothesis.settings.register_profile("default", deadline=None, max_examples=100)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch, tmp_path_factory):
    """Every test starts from the defaults, in folders of its own, without a ledger."""
    for name in list(os.environ):
        if name.startswith("KAELUM_"):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setenv("KAELUM_LEDGER", "off")


@pytest.fixture
def make_plugin() -> Iterator[Callable[..., types.ModuleType]]:
    """Makes a plugin module: ``make_plugin("name", kaelum_workers=lambda: [...], helper=...)``.

    Functions whose names are hooks are marked; everything is importable, so
    that factories can name it.
    """
    made = []

    def make(name: str, **members) -> types.ModuleType:
        module = types.ModuleType(name)
        for key, value in members.items():
            marked = key.startswith("kaelum_")
            setattr(module, key, hookimpl(specname=key)(value) if marked else value)
        sys.modules[name] = module
        made.append(name)
        return module

    yield make
    for name in made:
        sys.modules.pop(name, None)


@pytest.fixture
def make_host(make_plugin) -> Callable[..., PluginHost]:
    """Makes a host of the built-ins and the given modules only: ``make_host(module, ...)``."""

    def make(*modules: types.ModuleType, **options) -> PluginHost:
        extra = {module.__name__.replace("_", "-"): module for module in modules}
        return PluginHost(extra=extra, installed=False, **options)

    return make


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request) -> str:
    """Both event loops."""
    return request.param
