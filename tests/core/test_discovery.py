"""Entry points: the same as ``importlib.metadata`` finds, and nothing breaks the search."""

from __future__ import annotations

from importlib import metadata

import pytest

from kaelum_core.discovery import EntryPoint, entry_points


@pytest.mark.parametrize("group", ["kaelum", "console_scripts", "pytest11"])
def test_it_finds_what_the_standard_library_finds(group):
    ours = {(point.name, point.value, point.version) for point in entry_points(group)}
    theirs = {(p.name, p.value, p.dist.version) for p in metadata.entry_points(group=group)}
    assert ours == theirs


def write(folder, dist, text):
    (folder / dist).mkdir(parents=True)
    (folder / dist / "entry_points.txt").write_bytes(text)


def test_odd_files_and_folders_harm_nothing(tmp_path, monkeypatch):
    good = b"# note\n[other]\nx = y\n\n[kaelum]\n; note\nname = json:dumps\nbroken\n[more]\nz = y\n"
    write(tmp_path / "a", "Some_Dist-1.0.dist-info", good)
    write(tmp_path / "a", "binary-1.0.dist-info", b"\xff\xfe[kaelum]")
    (tmp_path / "a" / "empty-1.0.dist-info").mkdir()
    write(tmp_path / "b", "some_dist-2.0.dist-info", b"[kaelum]\nshadowed = json:loads\n")
    paths = [str(tmp_path / "missing"), str(tmp_path / "a"), str(tmp_path / "b")]
    monkeypatch.setattr("sys.path", paths)
    assert list(entry_points("kaelum")) == [EntryPoint("name", "json:dumps", "some-dist", "1.0")]


def test_load_resolves_modules_objects_and_extras():
    import json

    assert EntryPoint("n", "json", "d", "1").load() is json
    assert EntryPoint("n", "json:JSONDecoder.decode", "d", "1").load() is json.JSONDecoder.decode
    assert EntryPoint("n", "json : dumps [extra]", "d", "1").load() is json.dumps
    with pytest.raises(AttributeError):
        EntryPoint("n", "json:nothing", "d", "1").load()
