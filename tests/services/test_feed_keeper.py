"""The folder of feeds that the daemon and `watch` keep fresh."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from daemon.operator import news, printed
from regtrack.bootstrap import App
from regtrack.feeds import FeedKeeper


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REGTRACK_NOW", "2026-07-01T12:00:00+00:00")
    monkeypatch.setenv("REGTRACK_FEEDS_FOLDER", str(tmp_path / "www"))
    with App() as app:
        app.ensure_baseline()
        yield app


def test_it_is_written_when_something_changed_and_told_when_it_cannot_be(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level(logging.INFO)
    keeper, folder = FeedKeeper(app), tmp_path / "www"
    keeper.keep()
    files = {p for p in folder.rglob("*") if p.is_file()}
    assert folder / "us/tn/kratom.ics" in files
    assert not [p for p in files if p.name.startswith(".")]
    for file in folder.rglob("*.ics"):
        assert Calendar.from_ical(file.read_bytes()).errors == []
    (folder / "index.json").unlink()
    keeper.keep()  # nothing is new: nothing is looked at
    assert not (folder / "index.json").exists()
    news(app)
    keeper.keep()
    assert b"<entry>" in (folder / "us/ut/kratom.atom").read_bytes()
    assert b"<entry>" not in (folder / "us/tn/kratom.atom").read_bytes()
    news(app, 2)
    app.settings.feeds_folder = folder / "index.json"  # no folder
    keeper.keep()
    assert "feeds were not written" in caplog.text
    code, said = printed(capsys, "feeds", "write", str(tmp_path / "one"), "--place", "Tennessee",
                         "--substance", "kratom")  # fmt: skip
    assert (code, "3 files" in said) == (0, True)
    assert {p.name for p in (tmp_path / "one").rglob("*")} == {
        "us", "tn", "kratom.atom", "kratom.ics", "index.json"
    }  # fmt: skip
