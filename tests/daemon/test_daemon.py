"""The daemon as a process: it stops in time whatever hangs, shares a database, tells its health."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import signal
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from regtrack.demo.faults import Behaviour, Fault
from regtrack.replay import ModeKind
from reliability.process import DaemonProcess, idle, left_over, until
from reliability.recording import address
from reliability.world import World


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world"), dt.datetime.now(dt.UTC)) as world:
        yield world


@pytest.fixture
def world(standing: World) -> World:
    """A world in which everybody behaves."""
    standing.server.clear()
    standing.server.set_day(1)
    standing.mail.plan.always(Fault.ACCEPT)
    for hook in standing.hooks.values():
        hook.plan.always(Fault.ACCEPT)
    return standing


@pytest.fixture
def home(world: World, tmp_path: Path) -> Path:
    home = tmp_path / "life" / "home"
    world.prepare(home, frozen=False)
    return home


@contextlib.contextmanager
def running(world: World, home: Path, name: str = "log", **more: str) -> Iterator[DaemonProcess]:
    environment = world.environment(home, None) | {
        f"REGTRACK_{key.upper()}": value for key, value in more.items()
    }
    daemon = DaemonProcess(environment, home.parent / f"{name}.txt")
    try:
        yield daemon
    finally:
        if daemon.ended() is None:
            daemon.kill()


def rows(home: Path, sql: str) -> list[Any]:
    with contextlib.closing(sqlite3.connect(home / "regtrack.db", timeout=30)) as db:
        return db.execute(sql).fetchall()


def crawls(home: Path) -> list[str]:
    return [line for line in left_over(home.parent) if "crawl_child" in line]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_ten_seconds_while_a_crawl_hangs(
    world: World, home: Path, number: signal.Signals
) -> None:
    world.server.set_mode(address("rule"), ModeKind.TRICKLE)
    with running(world, home, fetch_timeout="60") as daemon:
        assert until(lambda: bool(crawls(home)))
        assert until(lambda: any(e.host == "city.example" for e in world.server.ledger.entries()))
        time.sleep(0.5)
        code, seconds = daemon.stop(number)
    assert (code, seconds < 10) == (0, True)
    assert until(lambda: not crawls(home), 5)
    assert rows(home, "SELECT COUNT(*) FROM source WHERE lease_owner IS NOT NULL") == [(0,)]
    ((left,),) = rows(home, "SELECT COUNT(*) FROM run WHERE finished_at IS NULL")
    assert left == 0
    stopped = rows(home, "SELECT source FROM run WHERE reason = 'stopped'")
    assert ("rule",) in stopped
    assert not list((home / "spool").glob("*")) or daemon.ended() == 0


def test_it_stops_within_ten_seconds_while_a_mail_server_hangs(world: World, home: Path) -> None:
    """What was being sent is sent again by the next one, under the same id."""
    world.mail.plan.always(Behaviour(Fault.SLOW, seconds=25.0))
    seen = len(world.mail.ledger.tries)
    with running(world, home) as daemon:
        assert world.mail.ledger.wait(seen + 1, 30.0)
        code, seconds = daemon.stop()
    assert (code, seconds < 10) == (0, True)
    world.mail.plan.always(Fault.ACCEPT)
    world.mail.stop()
    world.mail.start()
    with running(world, home, "second") as daemon:
        assert until(lambda: idle(home))
        assert daemon.stop()[0] == 0
    ids = [e.id.strip("<").partition("@")[0] for e in world.mail.ledger.tries[seen:]]
    due = rows(home, "SELECT id, state FROM delivery WHERE channel = 'email'")
    assert sorted(set(ids)) == sorted(key for key, state in due if state == "done")
    assert len(ids) > len(due) > 0


def test_two_daemons_never_run_one_source_at_once(world: World, home: Path) -> None:
    """Each request takes a while, so that two runs of one source would overlap."""
    for key in ("city", "rule", "order", "still"):
        world.server.set_mode(address(key), ModeKind.DELAY, seconds=0.4)
    world.server.ledger.clear()
    with running(world, home, "one") as one, running(world, home, "two") as two:
        assert one.says("started owner=")
        assert two.says("started owner=")
        for _ in range(3):
            assert until(lambda: idle(home))
            with contextlib.closing(sqlite3.connect(home / "regtrack.db", timeout=30)) as db:
                db.execute("UPDATE source SET next_due_at = '2020-01-01T00:00:00.000000Z', "
                           "last_run_at = NULL")  # fmt: skip
                db.commit()
        assert until(lambda: idle(home))
        assert one.stop()[0] == two.stop()[0] == 0
    runs = rows(home, "SELECT source, started_at, finished_at, fence FROM run ORDER BY source, id")
    assert len(runs) == 4 * 5
    for before, after in pairwise(runs):
        if before[0] == after[0]:
            assert before[2] <= after[1], (before, after)
            assert before[3] < after[3]
    for key in ("city", "rule", "order", "still"):
        assert world.server.ledger.most_in_flight(f"{key}.example") == 1
    assert all(n == 1 for (n,) in rows(home, "SELECT COUNT(*) FROM change GROUP BY key"))


def _health(port: int) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_its_health_page_and_its_log(world: World, home: Path) -> None:
    with running(world, home, health_port="0") as daemon:
        assert until(lambda: idle(home))
        assert daemon.says("job=", 0.1) or daemon.says("delivered", 10)
        log = daemon.log.read_text()
        found = re.search(r"page=http://127\.0\.0\.1:(\d+)/", log)
        assert found is not None
        status, body = _health(int(found[1]))
        assert daemon.stop()[0] == 0
    assert (status, body["ok"], body["database"]) == (200, True, "ok")
    assert body["sources"] == {"known": 5, "due": 0, "faulty": ["broken"]}
    ((done,),) = rows(home, "SELECT COUNT(*) FROM delivery WHERE state = 'done'")
    assert body["outbox"]["done"] == done > 0
    assert body["last_turn_of_day_at"]
    assert re.search(
        r"INFO regtrack\.daemon run source=city run=\d+ reason=finished .*changes=1", log
    )
    assert re.search(r"WARNING regtrack\.daemon run source=broken run=\d+ reason=faults", log)
    assert world.secret not in log
    assert "/hook" not in log


def test_it_refuses_a_database_that_a_newer_program_made(world: World, home: Path) -> None:
    with contextlib.closing(sqlite3.connect(home / "regtrack.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    with running(world, home) as daemon:
        assert daemon.wait() == 2
    assert "a newer regtrack made it" in daemon.log.read_text()
    assert rows(home, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_broken_database_fails_ticks_and_does_not_end_it(world: World, home: Path) -> None:
    """Somebody mends it and all is well again."""
    with running(world, home, health_port="0") as daemon:
        assert until(lambda: idle(home))
        found = re.search(r"page=http://127\.0\.0\.1:(\d+)/", daemon.log.read_text())
        assert found is not None
        port = int(found[1])
        _change(home, "ALTER TABLE setting RENAME TO gone")
        assert daemon.says("tick failed job=watch failed_in_a_row=3", 60)
        assert daemon.ended() is None
        status, body = _health(port)
        assert (status, body["ok"]) == (503, False)
        assert "no such table" in body["last_error"]
        _change(home, "ALTER TABLE gone RENAME TO setting")
        assert until(lambda: _health(port)[0] == 200)
        assert daemon.stop()[0] == 0


def _change(home: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(home / "regtrack.db", timeout=30)) as db:
        db.execute(sql)
        db.commit()
