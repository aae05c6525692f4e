"""One daemon's life through what goes wrong around it: it keeps what it has, says so, and heals.

The home is a small file system of its own where that can be had (as root), else a folder. The tests
share the life and leave it well."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from daemon.operator import command, printed
from regtrack.notify.webhook import new_secret
from regtrack.owners import machine
from regtrack.replay import ModeKind
from reliability.process import DaemonProcess, until
from reliability.recording import address
from reliability.world import World

SECRETS = {
    f"REGTRACK_{name}": f"planted-{name.lower()}"
    for name in ("OPENSTATES_KEY", "LEGISCAN_KEY", "CONGRESS_KEY", "GOVINFO_KEY", "SMTP_PASSWORD")
}
_PAGE = """<html><body><h1>An ordinance on kratom</h1><p>Section 1. {law}</p>
<p>Adopted at the {meeting} meeting of the board.</p></body></html>"""
#: Numbers would pass for a counter, and the same words twice for a page that flips back.
_MEETINGS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_LAWS = (
    "It is unlawful for any person to sell, offer for sale, deliver, possess or use kratom.",
    "No person shall sell any kratom product to a person under twenty-one (21) years of age.",
)


@dataclass
class Troubled:
    """A daemon, its clock and its home."""

    world: World
    folder: Path
    home: Path
    clock: dt.datetime
    mounted: bool
    pages: int = 0
    lives: list[DaemonProcess] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def daemon(self) -> DaemonProcess:
        return self.lives[-1]

    def start(self) -> None:
        log = self.folder / f"log{len(self.lives)}.txt"
        self.lives.append(DaemonProcess(self.environment, log))

    def end(self) -> None:
        for daemon in self.lives:
            if daemon.ended() is None:
                daemon.kill()

    def set_clock(self, **ahead: float) -> None:
        self.clock += dt.timedelta(**ahead)
        fresh = self.folder / "clock.new"
        fresh.write_text(self.clock.isoformat(), encoding="ascii")
        fresh.replace(self.folder / "clock")

    def rows(self, sql: str) -> list[Any]:
        with contextlib.closing(sqlite3.connect(self.home / "regtrack.db", timeout=30)) as db:
            return db.execute(sql).fetchall()

    def count(self, sql: str) -> int:
        return int(self.rows(f"SELECT COUNT(*) FROM {sql}")[0][0])

    def publish(self) -> None:
        """A page says something new, and everything is due."""
        self.pages += 1
        text = _PAGE.format(meeting=_MEETINGS[self.pages], law=_LAWS[self.pages % 2])
        self.world.server.change(address("city"), text.encode())
        self.set_clock(hours=7)

    def texts(self) -> int:
        return self.count("document_version")

    def get(self, path: str) -> tuple[int, str]:
        events = [e for e in self.lines() if e.get("event") == "health"]
        try:
            with urllib.request.urlopen(f"{events[-1]['page']}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def lines(self) -> list[dict[str, Any]]:
        """The log of this life."""
        text = self.daemon.log.read_text()
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def metrics(self) -> dict[tuple[str, str], float]:
        """The samples by name and the value of their only label."""
        status, text = self.get("metrics")
        assert status == 200
        return {
            (sample.name, next(iter(sample.labels.values()), "")): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Troubled]:
    folder = tmp_path_factory.mktemp("troubled")
    disk = folder / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)],
        capture_output=True, check=False,
    )  # fmt: skip
    now = dt.datetime.now(dt.UTC)
    with contextlib.ExitStack() as stack:
        if done.returncode == 0:
            stack.callback(subprocess.run, ["umount", "-l", str(disk)], check=True)
        world = stack.enter_context(World(folder / "world", now))
        home = disk / "home"
        world.prepare(home, frozen=False)
        life = Troubled(world, folder, home, now, done.returncode == 0)
        life.set_clock(minutes=5)
        life.environment = world.environment(home, None) | SECRETS | {
            "REGTRACK_NOW": f"@{folder / 'clock'}",
            "REGTRACK_HEALTH_PORT": "0",
            "REGTRACK_LOG_FORMAT": "json",
            "REGTRACK_OPERATOR_EMAIL": "operator@receiver.test",
        }  # fmt: skip
        stack.callback(life.end)
        life.start()
        assert until(lambda: life.texts() == 4), life.daemon.log.read_text()[-2000:]
        yield life


@pytest.fixture
def life(shared: Troubled, monkeypatch: pytest.MonkeyPatch) -> Troubled:
    """The life, with its settings for commands of this process."""
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("REGTRACK_DATABASE_URL", raising=False)
    return shared


Said = pytest.CaptureFixture[str]


def problems(capsys: Said) -> str:
    """What doctor finds wrong, in one piece."""
    _, body = command(capsys, "doctor")
    wrong = [f for f in body["findings"] if f["level"] != "ok"]
    return " ".join(f"{f['message']} {f['means']}" for f in wrong)


def test_it_tells_its_health_and_its_numbers(life: Troubled) -> None:
    assert until(lambda: life.count("delivery WHERE state IN ('due', 'sending')") == 0)
    assert until(lambda: life.get("healthz") == (200, "alive\n"))
    assert until(lambda: life.get("readyz") == (200, "ready\n"))
    assert life.get("nothing")[0] == 404
    found = life.metrics()
    assert found["regtrack_sources", "well"] == 4
    assert found["regtrack_sources", "faulty"] == 1
    assert found["regtrack_runs_total", "finished"] == 4
    assert sum(n for (name, _), n in found.items() if name == "regtrack_faults_total") >= 1
    assert found["regtrack_documents_total", ""] == 4
    assert found["regtrack_messages", "done"] == life.count("delivery WHERE state = 'done'") > 0
    assert found["regtrack_deliveries_total", "done"] == found["regtrack_messages", "done"]
    assert found["regtrack_message_oldest_due_age_seconds", ""] == 0
    assert found["regtrack_source_last_success_age_seconds", "city"] >= 0
    assert ("regtrack_source_last_success_age_seconds", "broken") not in found
    assert found["regtrack_tick_duration_seconds_count", "watch"] >= 1
    assert found["regtrack_lease_takeovers_total", ""] == 0
    assert found["regtrack_database_up", ""] == 1
    assert found["process_start_time_seconds", ""] > 0
    assert any(name == "regtrack_build_info" for name, _ in found)


def test_a_locked_database_is_waited_for(life: Troubled, capsys: Said) -> None:
    before = life.texts()
    with contextlib.closing(sqlite3.connect(life.home / "regtrack.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        life.publish()
        assert "nothing can be written to the database now: database is locked" in problems(capsys)
        assert life.texts() == before
        assert life.get("healthz")[0] == 200
        other.rollback()
    assert until(lambda: life.texts() == before + 1)
    assert "locked" not in problems(capsys)


def test_a_full_disk_loses_nothing_and_heals(life: Troubled, capsys: Said) -> None:
    if not life.mounted:
        pytest.skip("only root can mount a small file system")
    before = life.texts()
    filler = life.home.parent / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            os.write(file.fileno(), bytes(4096))
    life.publish()
    assert until(
        lambda: "full" in life.daemon.log.read_text() or "space" in life.daemon.log.read_text()
    )
    assert "MB are free" in problems(capsys)
    assert life.daemon.ended() is None
    filler.unlink()
    life.set_clock(hours=13)
    assert until(lambda: life.texts() == before + 1)
    assert life.rows("PRAGMA integrity_check") == [("ok",)]
    assert until(lambda: life.get("readyz")[0] == 200)


def test_mail_down_delays_mail_only_and_it_goes_out_later(life: Troubled, capsys: Said) -> None:
    life.world.mail.stop()
    life.world.server.set_mode(address("still"), ModeKind.STATUS, status=503)
    life.set_clock(hours=7)
    waiting = "delivery WHERE channel = 'email' AND state = 'due' AND attempts != '[]'"
    assert until(lambda: life.count(waiting) > 0)
    assert until(lambda: life.count("delivery WHERE channel = 'webhook' AND state = 'due'") == 0)
    assert "are tried again" in problems(capsys)
    assert life.metrics()["regtrack_messages", "due"] > 0
    life.world.mail.start()
    life.world.server.set_mode(address("still"), ModeKind.DELAY, seconds=0.0)
    life.set_clock(hours=1)
    assert until(lambda: life.count("delivery WHERE state IN ('due', 'sending')") == 0)
    assert until(lambda: life.count("source WHERE fault IS NOT NULL") == 1)


def test_a_clock_that_jumps_is_not_believed_at_once(life: Troubled, capsys: Said) -> None:
    assert until(lambda: life.count("source WHERE lease_owner IS NOT NULL") == 0)
    runs = life.count("run")
    life.set_clock(days=1200)
    assert life.daemon.says("the clock jumped ahead")
    life.set_clock(days=-1200, hours=7)
    assert life.daemon.says("the clock is right again")
    assert until(lambda: life.count("run") > runs)
    assert life.count(f"change WHERE recorded_at > '{life.clock + dt.timedelta(days=1)}'") == 0
    # One that went back: what is new is told all the same, and doctor tells of the clock.
    life.set_clock(hours=-20)
    # A look under way ends before the page changes: it would set the next one too late.
    assert until(lambda: life.count("source WHERE lease_owner IS NOT NULL") == 0)
    assert "one of the two was wrong" in problems(capsys)
    before = life.texts()
    life.publish()
    life.set_clock(hours=10)  # less than a day in all: believed at once
    assert until(lambda: life.texts() == before + 1)
    assert until(lambda: life.count("delivery WHERE state IN ('due', 'sending')") == 0)


def test_days_off_are_caught_up_once_and_a_crash_loop_is_told(life: Troubled, capsys: Said) -> None:
    life.daemon.kill()
    # Four starts before this one, so that the test need not make them.
    past = [(life.clock + dt.timedelta(days=5, minutes=-m)).isoformat() for m in (4, 3, 2, 1)]
    body = json.dumps({"at": past, "told": False})
    with contextlib.closing(sqlite3.connect(life.home / "regtrack.db", timeout=30)) as db:
        name = f"daemon_starts|{machine()}"
        db.execute("UPDATE setting SET value = ? WHERE name = ?", (body, name))
        ((first,),) = db.execute("SELECT MAX(id) FROM run").fetchall()
        db.commit()
    life.set_clock(days=5)
    life.start()
    assert life.daemon.says("a crash loop")
    assert until(lambda: life.count(f"run WHERE id > {first} AND finished_at IS NOT NULL") >= 5)
    runs = life.rows(f"SELECT source, COUNT(*) FROM run WHERE id > {first} GROUP BY source")
    assert set(runs) == {(key, 1) for key in ("broken", "city", "order", "rule", "still")}
    told = "delivery WHERE change IN (SELECT id FROM change WHERE key LIKE '%regtrack on%')"
    assert life.count(told) == 2  # by mail and by webhook
    assert "started 5 times within 4 minutes without a clean stop" in problems(capsys)


def test_it_waits_for_a_disk_that_is_read_only(life: Troubled) -> None:
    if not life.mounted:
        pytest.skip("only root can mount a small file system")
    assert life.daemon.stop()[0] == 0
    assert life.rows("SELECT value FROM setting WHERE name LIKE 'daemon_starts|%'") == [
        ('{"at": [], "told": false}',)
    ]
    disk = str(life.home.parent)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    life.start()
    try:
        assert life.daemon.says("not ready")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert life.daemon.says('"event": "started"')


def test_no_line_and_no_command_tells_a_secret(life: Troubled, capsys: Said) -> None:
    life.daemon.send(signal.SIGTERM)
    assert life.daemon.wait() == 0
    said = printed(capsys, "config", "show")[1] + printed(capsys, "doctor")[1]
    said += "".join(daemon.log.read_text() for daemon in life.lives)
    for value in (*SECRETS.values(), life.world.secret, new_secret()):
        assert value not in said
    for daemon in life.lives:
        for line in daemon.log.read_text().splitlines():
            told = json.loads(line)
            assert told["at"].endswith("Z")
            if told["logger"] == "regtrack.daemon" and told["event"].startswith(("run", "fault")):
                assert {"source", "run"} <= set(told)
