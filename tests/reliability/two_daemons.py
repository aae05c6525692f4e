"""Two daemons on one database, of which one is killed or frozen: no source runs twice at once, by
the ledger of the server that they ask."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import shutil
import signal
import sqlite3
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from regtrack.replay import ModeKind
from regtrack.store import database
from reliability.process import DaemonProcess, left_over, until
from reliability.recording import DIVISIONS, address
from reliability.world import World

LEASE = 5.0
#: A dead or frozen one is taken over so soon after its lease, by the promise.
LATEST = 5.0


@dataclass
class Pair:
    """A home (and perhaps a database elsewhere) that two daemons share; each tells its name to the
    server."""

    world: World
    home: Path
    url: str = ""
    daemons: dict[str, DaemonProcess] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.engine = database.engine_for(self.url or f"sqlite:///{self.home}/regtrack.db")

    def start(self, name: str, **more: str) -> DaemonProcess:
        """Start a daemon and wait until it works."""
        given = {"LEASE_SECONDS": str(LEASE), "CONTACT": f"{name}@daemons.example", **more}
        if self.url:
            given["DATABASE_URL"] = self.url
        named = {f"REGTRACK_{key}": value for key, value in given.items()}
        log = self.home.parent / f"{name}-{time.monotonic_ns()}.txt"
        self.daemons[name] = DaemonProcess(self.world.environment(self.home, None) | named, log)
        assert self.daemons[name].says("started owner="), log.read_text()
        return self.daemons[name]

    def close(self) -> None:
        """End whoever still runs."""
        for daemon in self.daemons.values():
            if daemon.ended() is None:
                daemon.kill()
        self.engine.dispose()

    def rows(self, sql: str) -> list[Any]:
        with database.reading(self.engine) as connection:
            return list(connection.execute(sa.text(sql)))

    def make_due(self, *keys: str) -> None:
        """Let these sources be due, unless they run."""
        names = ", ".join(f"'{key}'" for key in keys)
        with self.engine.begin() as connection:
            connection.execute(
                sa.text(
                    "UPDATE source SET next_due_at = '2020-01-01T00:00:00.000000Z' "
                    f"WHERE lease_owner IS NULL AND key IN ({names})"
                )
            )

    def freeze(self, daemon: DaemonProcess) -> int:
        """Freeze a daemon between two transactions: whoever sleeps inside one holds up all others
        until it wakes. How many times that was met."""
        for met in range(100):
            daemon.send(signal.SIGSTOP)
            time.sleep(0.1)
            if self._writable():
                return met
            daemon.send(signal.SIGCONT)
            time.sleep(0.05)
        raise TimeoutError("always in a transaction")

    def _writable(self) -> bool:
        if self.engine.dialect.name == "sqlite":
            with contextlib.closing(
                sqlite3.connect(self.home / "regtrack.db", timeout=1.0, isolation_level=None)
            ) as db:
                try:
                    db.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    return False
                return True
        with self.engine.connect() as connection:
            sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
            return connection.execute(sa.text(sql)).scalar_one() == 0

    def held(self, daemon: DaemonProcess) -> dict[str, dt.datetime]:
        """The sources that a daemon holds, with the end of the lease."""
        found = self.rows("SELECT key, lease_owner, lease_until FROM source")
        return {
            key: _instant(until)
            for key, owner, until in found
            if owner is not None and owner.endswith(f":{daemon.pid}")
        }

    def crawls(self, daemon: DaemonProcess) -> list[str]:
        """The crawls of a daemon: their folder is named after it."""
        return [line for line in left_over(self.home.parent) if f"crawl-{daemon.pid}-" in line]

    def idle(self) -> bool:
        sql = "SELECT COUNT(*) FROM source WHERE lease_owner IS NOT NULL OR last_run_at IS NULL"
        return bool(self.rows(sql)[0][0] == 0)

    def double_runs(self) -> list[str]:
        """Requests for a source by another daemon than the one whose run it is then. The runs of
        a source follow each other: one that is taken over ends as the next begins."""
        offset = time.time() - time.monotonic()
        asked = defaultdict(list)
        for entry in self.world.server.ledger.entries():
            at = dt.datetime.fromtimestamp(entry.started + offset, dt.UTC)
            asked[entry.host.removesuffix(".example")].append((at, entry.user_agent))
        wrong = []
        sql = "SELECT source, id, started_at, finished_at FROM run ORDER BY source, id"
        ended: dict[str, dt.datetime] = {}
        for source, run, begun, finished in self.rows(sql):
            since = max(_instant(begun), ended.get(source, _instant(begun)))
            until = _instant(finished) if finished else dt.datetime.now(dt.UTC)
            ended[source] = until
            agents = {agent for at, agent in asked[source] if since <= at < until}
            if len(agents) > 1:
                wrong.append(f"run {run} of {source} by two: {sorted(agents)}")
        return wrong

    def doubled_changes(self) -> list[str]:
        """Keys of changes that are there twice."""
        return [r[0] for r in self.rows("SELECT key FROM change GROUP BY key HAVING COUNT(*) > 1")]


def _instant(value: Any) -> dt.datetime:
    """An instant as either engine gives it."""
    found = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


@dataclass
class Story:
    """What happened in a run of two daemons."""

    engine: str
    seconds: float = 0.0
    killed: int = 0
    frozen: int = 0
    runs: int = 0
    requests: int = 0
    taken_over: int = 0
    slowest_after_kill: float = 0.0
    slowest_after_lease: float = 0.0
    wrong: list[str] = field(default_factory=list)


def hammer(world: World, seconds: float, seed: int, url: str = "") -> Story:
    """Two daemons for so long, sources due all the time, one of the two killed or frozen by
    turns."""
    rng, story = random.Random(seed), Story("PostgreSQL" if url else "SQLite")
    world.server.clear()
    world.server.ledger.clear()
    world.server.set_day(1)
    home = world.folder / f"pair-{story.engine}" / "home"
    world.prepare(home, frozen=False, url=url)
    for key in DIVISIONS:
        world.server.set_mode(address(key), ModeKind.DELAY, seconds=0.6)
    pair, started = Pair(world, home, url), time.monotonic()
    try:
        for name in ("one", "two"):
            pair.start(name)
        while time.monotonic() < started + seconds:
            _churn(pair, rng, rng.uniform(2.0, 4.0))
            name = rng.choice(("one", "two"))
            (_kill if rng.random() < 0.5 else _freeze)(pair, name, rng, story)
        _churn(pair, rng, 3.0)
        if not until(pair.idle):
            story.wrong.append("it did not come to rest")
        for name, daemon in pair.daemons.items():
            if daemon.stop()[0] != 0:
                story.wrong.append(f"{name} did not stop well")
        story.wrong += pair.double_runs() + [f"twice: {c}" for c in pair.doubled_changes()]
        story.runs = pair.rows("SELECT COUNT(*) FROM run")[0][0]
        sql = "SELECT COUNT(*) FROM run WHERE reason = 'taken over'"
        story.taken_over = pair.rows(sql)[0][0]
        story.requests = len(world.server.ledger.entries())
        story.seconds = time.monotonic() - started
    finally:
        pair.close()
        world.server.clear()
    if not story.wrong:
        shutil.rmtree(home.parent)
    return story


def _churn(pair: Pair, rng: random.Random, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pair.make_due(*rng.sample(list(DIVISIONS), 3))
        time.sleep(0.3)


def _kill(pair: Pair, name: str, rng: random.Random, story: Story) -> None:
    held = _caught(pair, name, rng)
    pair.daemons[name].kill()
    since = dt.datetime.now(dt.UTC)
    story.killed += 1
    late = _taken_within(pair, held, since, LATEST + 10)
    story.slowest_after_kill = max(story.slowest_after_kill, late)
    if late > LATEST:
        story.wrong.append(f"a killed one was taken over after {late:.1f} s")
    pair.start(name)


def _freeze(pair: Pair, name: str, rng: random.Random, story: Story) -> None:
    _caught(pair, name, rng)
    daemon = pair.daemons[name]
    pair.freeze(daemon)
    story.frozen += 1
    held = pair.held(daemon)
    last = max([*held.values(), dt.datetime.now(dt.UTC)])
    while dt.datetime.now(dt.UTC) < last:
        _churn(pair, rng, 0.3)
    late = _taken_within(pair, held, last, LATEST + 10)
    story.slowest_after_lease = max(story.slowest_after_lease, late)
    if late > LATEST:
        story.wrong.append(f"a frozen one was taken over {late:.1f} s after its lease")
    if not until(lambda: not pair.crawls(daemon), 5):
        story.wrong.append("the crawl of a frozen one goes on")
    daemon.send(signal.SIGCONT)
    if not until(lambda: daemon.ended() is None and not _holds_old(pair, daemon, held), 10):
        story.wrong.append("a frozen one did not give up")


def _holds_old(pair: Pair, daemon: DaemonProcess, held: dict[str, dt.datetime]) -> bool:
    now = pair.held(daemon)
    return any(now.get(key) == end for key, end in held.items())


def _caught(pair: Pair, name: str, rng: random.Random) -> dict[str, dt.datetime]:
    """Wait (a little) for a moment at which this one holds something."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        pair.make_due(*rng.sample(list(DIVISIONS), 3))
        held = pair.held(pair.daemons[name])
        if held:
            time.sleep(rng.uniform(0.0, 1.0))
            return pair.held(pair.daemons[name])
        time.sleep(0.05)
    return {}


def _taken_within(
    pair: Pair, held: dict[str, dt.datetime], since: dt.datetime, most: float
) -> float:
    """How long after an instant all of these were begun by another one; 0 where none was held."""
    if not held:
        return 0.0
    names = ", ".join(f"'{key}'" for key in held)
    sql = f"SELECT source, MAX(started_at) FROM run WHERE source IN ({names}) GROUP BY source"
    begun: dict[str, dt.datetime] = {}

    def taken() -> bool:
        found = {source: _instant(at) for source, at in pair.rows(sql)}
        begun.update({s: at for s, at in found.items() if at >= since and s not in begun})
        return len(begun) == len(held)

    with contextlib.suppress(sa.exc.OperationalError):
        until(taken, most)
    if len(begun) < len(held):
        return most
    return max(max((at - since).total_seconds() for at in begun.values()), 0.0)


def report(stories: list[Story]) -> str:
    """The stories as a table."""
    rows = [
        ("seconds", lambda s: f"{s.seconds:.0f}"),
        ("runs of sources", lambda s: s.runs),
        ("requests in the server's ledger", lambda s: s.requests),
        ("times one was killed", lambda s: s.killed),
        ("times one was frozen", lambda s: s.frozen),
        ("runs taken over", lambda s: s.taken_over),
        ("slowest take-over after a kill", lambda s: f"{s.slowest_after_kill:.1f} s"),
        ("slowest take-over after a lease of 5 s ran out",
         lambda s: f"{s.slowest_after_lease:.1f} s"),
        ("double runs, changes twice, other deviations", lambda s: len(s.wrong)),
    ]  # fmt: skip
    lines = [f"| two daemons | {' | '.join(s.engine for s in stories)} |"]
    lines.append("|---|" + "---|" * len(stories))
    lines += [f"| {name} | {' | '.join(str(of(s)) for s in stories)} |" for name, of in rows]
    lines += [f"- {json.dumps(w)}" for s in stories for w in s.wrong]
    return "\n".join(lines)
