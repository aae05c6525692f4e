"""Three workers as processes of their own on a real PostgreSQL; one is killed, one is stopped.

They live through one story, told once for the module; each test holds one promise about it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from regtrack.baseline_stamp import own_stamp
from regtrack.bootstrap import BASELINE, App
from regtrack.domain.alerts import Subscription
from regtrack.paths import data_folder
from regtrack.replay import ModeKind
from regtrack.runner.sources_file import load
from regtrack.store.database import engine_for
from reliability.process import DaemonProcess, until
from reliability.recording import address
from reliability.world import World

KEYS = ("city", "rule", "order", "still")
TICK = re.compile(r"tick job=(\w+) at=(\d+)")
WAS_DONE = re.compile(r"tick was done job=(\w+) at=(\d+)")


@dataclass
class Story:
    """What happened: by worker its log, seconds from a kill to the work being done by another, the
    exit code of the stopped one, and what the database and the receiver say at the end."""

    logs: list[str] = field(default_factory=list)
    taken_over_after: float = 0.0
    stopped_with: int | None = None
    runs: list[Any] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    deliveries: dict[str, str] = field(default_factory=dict)
    received: list[Any] = field(default_factory=list)
    in_flight: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    health: list[dict[str, Any]] = field(default_factory=list)


class Scene:
    """The workers and the database that they share."""

    def __init__(self, world: World, url: str, home: Path) -> None:
        self.world, self.engine = world, engine_for(url)
        self.environment = world.environment(home, None) | {
            "REGTRACK_DATABASE_URL": url,
            "REGTRACK_TICK_SECONDS": "1",
            "REGTRACK_WORKER_PATIENCE": "2",
            "REGTRACK_HEALTH_PORT": "0",
        }
        self.workers = [
            DaemonProcess(self.environment, home.parent / f"worker{n}.txt", command="worker")
            for n in range(3)
        ]

    def rows(self, sql: str, **values: Any) -> list[Any]:
        with self.engine.begin() as connection:
            found = connection.execute(sa.text(sql), values)
            return list(found.all()) if found.returns_rows else []

    def make_due(self, *keys: str) -> None:
        for key in keys:
            self.rows(
                "UPDATE source SET next_due_at = '2020-01-01T00:00:00Z' WHERE key = :key", key=key
            )

    def idle(self) -> bool:
        busy = self.rows(
            "SELECT (SELECT COUNT(*) FROM source WHERE lease_owner IS NOT NULL "
            "OR last_run_at IS NULL OR next_due_at < '2021-01-01') + "
            "(SELECT COUNT(*) FROM delivery WHERE state IN ('due', 'sending'))"
        )
        return bool(busy[0][0] == 0)

    def lost(self) -> bool:
        return any(worker.ended() is not None for worker in self.workers)

    def holder(self, key: str) -> DaemonProcess | None:
        """The worker that holds a source."""
        ((owner,),) = self.rows("SELECT lease_owner FROM source WHERE key = :key", key=key)
        pid = int(owner.rpartition(":")[2]) if owner else 0
        return next((w for w in self.workers if w.pid == pid and w.ended() is None), None)

    def hold(self, key: str) -> DaemonProcess:
        """Let a page hang until a worker waits for it."""
        self.world.server.set_mode(address(key), ModeKind.TRICKLE)
        self.make_due(key)
        assert until(lambda: self.holder(key) is not None, 30)
        found = self.holder(key)
        assert found is not None
        return found


def _prepare(world: World, url: str, home: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in world.environment(home, None).items():
            patch.setenv(name, value)
        patch.setenv("REGTRACK_DATABASE_URL", url)
        with App() as app:
            app.sources.register(load(world.sources), dt.datetime.now(dt.UTC))
            with app.unit() as (repository, now):
                repository.put_setting(BASELINE, own_stamp(data_folder() / "baseline"))
                hook = world.hooks["first"].url
                repository.add_subscription(
                    Subscription("s-all", None, webhook=hook, secret=world.secret), now
                )


@pytest.fixture(scope="module")
def story(postgres_of_module: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    pytest.importorskip("procrastinate", reason="the engine of the workers")
    folder = tmp_path_factory.mktemp("workers")
    home = folder / "life" / "home"
    home.mkdir(parents=True)
    with World(folder, dt.datetime.now(dt.UTC)) as world:
        _prepare(world, postgres_of_module, home)
        for key in KEYS:
            world.server.set_mode(address(key), ModeKind.DELAY, seconds=0.3)
        scene = Scene(world, postgres_of_module, home)
        try:
            yield _live(scene, world, home)
        finally:
            for worker in scene.workers:
                with contextlib.suppress(ProcessLookupError):
                    worker.kill()
            scene.engine.dispose()


def _live(scene: Scene, world: World, home: Path) -> Story:
    story = Story()
    begun = until(lambda: scene.idle() or scene.lost(), 60)
    ends = [w.log.read_text()[-2000:] for w in scene.workers]
    assert begun, ends
    assert not scene.lost(), ends
    story.health = [_health(worker.log) for worker in scene.workers]
    world.server.set_day(2)

    killed = scene.hold("city")
    killed.kill()
    started = time.monotonic()
    world.server.clear()
    assert until(lambda: _looked_at_again(scene, "city"), 30)
    story.taken_over_after = time.monotonic() - started

    scene.make_due("rule", "order")
    stopped = scene.hold("still")
    world.server.clear()
    story.stopped_with = stopped.stop()[0]
    assert until(scene.idle, 30)

    for worker in scene.workers:
        if worker.ended() is None:
            worker.stop()
    story.logs = [worker.log.read_text(errors="replace") for worker in scene.workers]
    story.runs = scene.rows(
        "SELECT source, fence, started_at, finished_at, reason FROM run ORDER BY source, fence"
    )
    story.changes = [key for (key,) in scene.rows("SELECT key FROM change")]
    story.deliveries = dict(tuple(r) for r in scene.rows("SELECT id, state FROM delivery"))
    story.received = list(world.hooks["first"].ledger.tries)
    story.in_flight = {k: world.server.ledger.most_in_flight(f"{k}.example") for k in KEYS}
    story.left = {
        "held": scene.rows("SELECT COUNT(*) FROM source WHERE lease_owner IS NOT NULL")[0][0],
        "alive": scene.rows("SELECT COUNT(*) FROM lease WHERE name LIKE 'worker:%'")[0][0],
        "doing": scene.rows(
            "SELECT COUNT(*) FROM regtrack_queue.procrastinate_jobs WHERE status = 'doing'"
        )[0][0],
    }
    return story


def _health(log: Path) -> dict[str, Any]:
    (page,) = re.findall(r"health page=(\S+)", log.read_text())
    with urllib.request.urlopen(page, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def _looked_at_again(scene: Scene, key: str) -> bool:
    rows = scene.rows("SELECT lease_owner, next_due_at FROM source WHERE key = :key", key=key)
    return bool(rows[0][0] is None and rows[0][1].year > 2021)


def test_every_tick_is_done_once_and_none_is_left_out(story: Story) -> None:
    told = "\n".join(story.logs)
    done = Counter(TICK.findall(told))
    assert set(done.values()) == {1}
    came = set(done) | set(WAS_DONE.findall(told))
    by_job: dict[str, list[int]] = defaultdict(list)
    for job, at in came:
        by_job[job].append(int(at))
    for job in ("turn", "watch"):
        instants = sorted(by_job[job])
        assert instants == list(range(instants[0], instants[-1] + 1)), job
        assert len(instants) > 5


def test_each_worker_is_used(story: Story) -> None:
    for log in story.logs:
        assert TICK.search(log), log[-2000:]
    assert sum("run source=" in log for log in story.logs) >= 2


def test_what_a_killed_worker_held_is_done_by_another_within_30_seconds(story: Story) -> None:
    assert story.taken_over_after < 30
    *_, broken, after = [r for r in story.runs if r.source == "city"]
    assert broken.reason not in ("finished", "unchanged")
    assert (after.reason, after.fence) == ("finished", broken.fence + 1)
    assert any("silent workers" in log for log in story.logs)


def test_a_stopped_worker_gives_back_what_it_held(story: Story) -> None:
    assert story.stopped_with == 0
    still = [r.reason for r in story.runs if r.source == "still"]
    assert "stopped" in still
    assert still[-1] in ("finished", "unchanged")
    assert story.left == {"held": 0, "alive": 0, "doing": 0}


def test_no_source_is_run_twice_at_once(story: Story) -> None:
    by_source = defaultdict(list)
    for run in story.runs:
        by_source[run.source].append(run)
    for key, runs in by_source.items():
        assert len({r.fence for r in runs}) == len(runs), key
        for before, after in pairwise(runs):
            assert before.finished_at is None or before.finished_at <= after.started_at, key
    # A publisher was never asked by two at once, not even after the kill.
    assert set(story.in_flight.values()) == {1}


def test_one_leads_and_all_are_well(story: Story) -> None:
    assert [told["ok"] for told in story.health] == [True] * 3
    assert sum(told["leads"] for told in story.health) == 1
    assert len({told["owner"] for told in story.health}) == 3


def test_every_alert_arrives_under_one_id(story: Story) -> None:
    assert len(story.changes) == len(set(story.changes)) > 3
    assert set(story.deliveries.values()) == {"done"}
    arrived = {e.id for e in story.received if e.taken}
    assert arrived == set(story.deliveries)
    told = defaultdict(set)
    for entry in story.received:
        assert entry.verified
        told[json.dumps(json.loads(entry.body)["data"], sort_keys=True)].add(entry.id)
    assert all(len(ids) == 1 for ids in told.values())
