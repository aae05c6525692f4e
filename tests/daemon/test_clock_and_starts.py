"""A clock that jumps, a daemon that starts again and again, and what doctor says of both."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing

import pytest

from daemon.operator import NOW, command
from regtrack.bootstrap import App
from regtrack.clock_watch import ClockWatch
from regtrack.contract import SourceSpec
from regtrack.health_page import HealthPage, is_loopback
from regtrack.owners import machine
from regtrack.services.starts import MANY, Starts, note_start, note_stop
from regtrack_scrapers.keys import KeyUse

Said = pytest.CaptureFixture[str]
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


@pytest.fixture
def app(regtrack_home: object, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setenv("REGTRACK_NOW", NOW.isoformat())
    return App()


class Hands:
    """A clock and the seconds that went by."""

    def __init__(self) -> None:
        self.now, self.passed = NOW, 1000.0

    def watch(self) -> ClockWatch:
        return ClockWatch(lambda: self.now, lambda: self.passed)

    def move(self, clock: dt.timedelta, seconds: float) -> None:
        self.now, self.passed = self.now + clock, self.passed + seconds


def test_a_jump_ahead_is_believed_when_it_lasts() -> None:
    hands = Hands()
    watch = hands.watch()
    hands.move(3 * DAY, 3 * 86400)  # the machine was asleep: the time went by
    assert watch.believed()
    hands.move(3 * DAY, 1)
    assert not watch.believed()
    hands.move(9 * MINUTE, 9 * 60)
    assert not watch.believed()
    hands.move(-3 * DAY, 1)
    assert watch.believed()
    hands.move(3 * DAY, 1)
    assert not watch.believed()
    hands.move(10 * MINUTE, 10 * 60)
    assert watch.believed()
    hands.move(MINUTE, 60)
    assert watch.believed()
    hands.move(-400 * DAY, 1)
    assert watch.believed()


def loop(app: App, *minutes: float) -> Starts:
    found = Starts()
    for minute in minutes:
        with app.unit() as (repository, at):
            found = note_start(repository, machine(), NOW + minute * MINUTE, at)
    return found


def told(app: App) -> int:
    with app.engine.connect() as connection:
        sql = "SELECT COUNT(*) FROM change WHERE key LIKE 'source_fault|regtrack on %'"
        return int(connection.exec_driver_sql(sql).scalar_one())


def problems(capsys: Said) -> list[str]:
    _, body = command(capsys, "doctor")
    return [f["topic"] for f in body["findings"] if f["level"] == "problem"]


def test_a_crash_loop_is_told_once(app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    with app:
        assert not loop(app, 0, 11, 22, 33, 44, 55).looping
        assert not loop(app, *[70 + m for m in range(MANY - 1)]).looping
        assert loop(app, 75).looping
        assert told(app) == 1
        assert loop(app, 76, 77, 78).told
        assert told(app) == 1
        monkeypatch.setenv("REGTRACK_NOW", (NOW + 79 * MINUTE).isoformat())
        assert "daemon" in problems(capsys)
        monkeypatch.setenv("REGTRACK_NOW", (NOW + 99 * MINUTE).isoformat())
        assert "daemon" not in problems(capsys)
        with app.unit() as (repository, _):
            note_stop(repository, machine())
        assert not loop(app, 79, 80, 81, 82).looping


def test_doctor_on_keys_locks_and_permissions(app: App, capsys: Said) -> None:
    with app:
        url, place = "https://api.legiscan.com/", "ocd-division/country:us"
        spec = SourceSpec("scan", "legiscan", url, place, "LegiScan", options={"quota": 2})
        app.ensure_baseline()
        app.sources.register([spec], NOW)
        assert "keys" not in problems(capsys)
        use = KeyUse(app.home / "key-use")
        for _ in range(2):
            use.note("REGTRACK_LEGISCAN_KEY")
        assert "keys" in problems(capsys)
        file = app.home / "regtrack.toml"
        file.write_text('smtp_password = "x"\n')
        file.chmod(0o644)
        _, body = command(capsys, "doctor")
        assert f"chmod 600 {file}" in [f["advice"] for f in body["findings"]]
        with closing(sqlite3.connect(app.home / "regtrack.db")) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert "database" in problems(capsys)
        (app.home / "spool").mkdir(exist_ok=True)
        if os.geteuid() != 0:
            (app.home / "spool").chmod(0o500)
            assert "permissions" in problems(capsys)


def test_where_the_page_listens() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert HealthPage.__init__.__defaults__ == ("127.0.0.1",)
