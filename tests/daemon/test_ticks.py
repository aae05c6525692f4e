"""Ticks that fail, owners that are dead, and the operator's subscription, without a process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.serve import subscribe_operator
from regtrack.daemon import Daemon
from regtrack.daemon_state import DaemonState
from regtrack.domain.changes import ChangeKind
from regtrack.domain.errors import ConfigError
from regtrack.health_page import HealthPage, open_page
from regtrack.owners import is_dead, is_gone
from regtrack.stopping import Stopped


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_TICK_SECONDS", "0.01")
    with App() as app:
        yield app


def test_failing_ticks_are_told_and_tried_again(app: App) -> None:
    app.ensure_baseline()
    daemon = Daemon(app)
    seen: list[bool] = []

    def work() -> None:
        seen.append(bool(daemon.state.body()["ok"]))
        if len(seen) <= 4:
            raise OSError("no space left on device")
        daemon.stop._since = 0.0

    daemon._loop(daemon._watch, "watch", work)
    assert seen == [True, True, True, False, False]
    body = daemon.state.body()
    assert body["ok"]
    assert body["failed_ticks_in_a_row"]["watch"] == 0
    assert body["last_error"] == "watch: OSError: no space left on device"


def test_health_without_a_database_is_not_well(app: App, tmp_path: Path) -> None:
    daemon = Daemon(app)
    assert not (tmp_path / "regtrack.db").exists()
    body = daemon.state.body()
    assert body["ok"] is False
    assert "unable to open" in body["database"]


def test_the_wait_breaks_only_where_nothing_is_in_hand(app: App) -> None:
    daemon = Daemon(app)
    with daemon.stop.breakable():
        pass
    daemon.stop._since = 0.0
    with pytest.raises(Stopped), daemon.stop.breakable():
        pass
    assert daemon.stop._may_break is False


def test_dead_owners_are_known_and_nobody_else_is_taken_for_dead() -> None:
    host = socket.gethostname()
    child = subprocess.Popen([sys.executable, "-c", ""])
    # One that has ended is gone, though nobody asked how.
    while b") Z" not in Path(f"/proc/{child.pid}/stat").read_bytes():
        time.sleep(0.01)
    assert is_gone(f"{host}:{child.pid}")
    child.wait()
    assert is_dead(f"{host}:{child.pid}")
    assert is_dead(f"{host}:{os.getpid()}")
    assert not is_gone(f"{host}:{os.getpid()}")
    assert not is_dead(f"{host}:{os.getppid()}")
    assert not is_dead(f"elsewhere-{host}:{child.pid}")
    assert not is_dead("unreadable")


def test_the_operator_hears_of_faults_only_and_follows_the_setting(app: App) -> None:
    def living() -> list[tuple[str | None, bool]]:
        with app.unit() as (repository, _):
            found = repository.subscriptions()
        assert all(s.kinds == (ChangeKind.SOURCE_FAULT,) for s in found)
        return [(s.email, s.operator) for s in found]

    for address, expected in (
        ("one@example.org", [("one@example.org", True)]),
        ("one@example.org", [("one@example.org", True)]),
        ("two@example.org", [("two@example.org", True)]),
        (None, []),
        ("one@example.org", [("one@example.org", True)]),
    ):
        app.settings.operator_email = address
        subscribe_operator(app)
        assert living() == expected


@pytest.mark.parametrize(("address", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_a_page_that_others_reach_is_warned_of(
    app: App, caplog: pytest.LogCaptureFixture, address: str, warned: bool
) -> None:
    app.settings.health_port, app.settings.health_address = 0, address
    page = open_page(app.settings, DaemonState("sqlite://", 1.0, home.now))
    assert page is not None
    page.stop()
    assert ("open to the network" in caplog.text) is warned


def test_without_a_port_there_is_no_page_and_a_taken_one_is_named(app: App) -> None:
    state = DaemonState("sqlite://", 1.0, home.now)
    assert open_page(app.settings, state) is None
    app.settings.health_port = 0
    page = open_page(app.settings, state)
    assert page is not None
    try:
        app.settings.health_port = page.port
        with pytest.raises(ConfigError, match=f"health_port {page.port} cannot be used"):
            open_page(app.settings, state)
    finally:
        page.stop()


def test_a_taken_port_is_an_error() -> None:
    state = DaemonState("sqlite://", 1.0, home.now)
    page = HealthPage(0, state)
    page.start()
    try:
        with pytest.raises(OSError, match="in use"):
            HealthPage(page.port, state)
    finally:
        page.stop()
