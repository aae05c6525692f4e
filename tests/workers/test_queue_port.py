"""What the workers stand on: the timetable, buckets, leases by the database's clock, the queue."""

from __future__ import annotations

import ast
import datetime as dt
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from regtrack.cli.main import main
from regtrack.services.spreading import BUCKETS, Look, Queue, Send, Tick, bucket_of, buckets, cron
from regtrack.store.database import engine_for
from regtrack.store.leases import SqlLeases

SOURCE = Path(__file__).resolve().parents[2] / "src" / "regtrack"
LONG, OVER = dt.timedelta(hours=1), dt.timedelta(seconds=-1)


@pytest.fixture
def engine(postgres: str) -> Iterator[sa.Engine]:
    made = engine_for(postgres)
    yield made
    made.dispose()


# The timetable and the buckets -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "fields"),
    [
        (0.3, "* * * * * */1"), (1, "* * * * * */1"), (7, "* * * * * */6"),
        (30, "* * * * * */30"), (59.9, "* * * * * */30"), (60, "*/1 * * * * 0"),
        (420, "*/6 * * * * 0"), (3600, "*/60 * * * * 0"), (90_000, "*/60 * * * * 0"),
    ],
)  # fmt: skip
def test_the_timetable_ticks_no_rarer_than_asked_where_that_divides(
    seconds: float, fields: str
) -> None:
    assert cron(seconds) == fields


def test_croniter_reads_the_timetable_as_it_is_meant() -> None:
    croniter = pytest.importorskip("croniter").croniter
    start = 1_800_000_000
    for seconds in (1, 6, 30, 60, 360, 3600):
        times = croniter(cron(seconds), start_time=start)
        found = [times.get_next(float) for _ in range(70)]
        assert {b - a for a, b in pairwise(found)} == {seconds}


def test_one_host_is_one_bucket() -> None:
    assert (
        bucket_of("https://a.gov/x?y") == bucket_of("http://A.gov:8080/") == bucket_of("//a.gov.")
    )
    hosts = [f"https://{n}.example/" for n in range(2000)]
    assert buckets(hosts) == list(range(BUCKETS))
    assert bucket_of("http://[broken") in range(BUCKETS)


# Leases ------------------------------------------------------------------------------------------


def test_a_lease_changes_hands_when_it_ran_out_and_its_fence_grows(engine: sa.Engine) -> None:
    leases = SqlLeases(engine)
    assert leases.take("leader", "one", LONG) == 1
    assert leases.take("leader", "two", LONG) is None
    assert leases.take("leader", "one", OVER) == 1  # renewed, as long as it lasts
    assert leases.take("leader", "two", LONG) == 2
    assert leases.take("leader", "one", LONG) is None
    leases.give_back("two")
    assert leases.take("leader", "one", LONG) == 3


def test_one_of_many_takes_a_lease(engine: sa.Engine) -> None:
    leases, ready, won = SqlLeases(engine), threading.Barrier(5), []

    def take(name: str) -> None:
        ready.wait()
        if leases.take("leader", name, LONG) is not None:
            won.append(name)

    threads = [threading.Thread(target=take, args=(f"w{n}",)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


def test_silence_is_told_until_a_sign_of_life(engine: sa.Engine) -> None:
    leases = SqlLeases(engine)
    leases.alive("alive", LONG)
    leases.alive("dead", OVER)
    leases.alive("woke", OVER)
    leases.take("leader", "gone", OVER)  # leads no more, and never said that it lives
    assert leases.silent() == {"dead", "woke"}
    leases.alive("woke", LONG)
    leases.forget(frozenset({"dead", "woke"}))
    assert leases.silent() == frozenset()
    leases.give_back("alive")
    leases.alive("woke", OVER)
    assert leases.silent() == {"woke"}


def test_a_tick_counts_once_and_never_backwards(engine: sa.Engine) -> None:
    found = []
    for number in (10, 10, 9, 11, 10, 1_800_000_000):
        with engine.begin() as connection:
            found.append(SqlLeases.advance(connection, "turn", number))
    assert found == [True, False, False, True, False, True]
    with engine.connect() as connection:
        assert SqlLeases.advance(connection, "watch", 1)
        connection.rollback()
    with engine.begin() as connection:
        assert SqlLeases.advance(connection, "watch", 1)  # what was rolled back was not done


# The queue ---------------------------------------------------------------------------------------


class Notes:
    """Work that is noted down; `held` keeps a look until it is set."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.held = threading.Event()
        self.held.set()

    def tick(self, tick: Tick, timestamp: int) -> None:
        self.done.append((tick, timestamp))

    def look(self, bucket: int) -> None:
        self.done.append(Look(bucket))
        self.held.wait(20)
        if bucket == 13:
            raise RuntimeError("a look that breaks")

    def send(self) -> None:
        self.done.append(Send())


@pytest.fixture
def queue_of(engine: sa.Engine) -> Iterator[Callable[[str], Queue]]:
    pytest.importorskip("procrastinate", reason="the engine of the workers")
    from regtrack.store.job_queue import ProcrastinateQueue, install

    install(engine)
    install(engine)  # again does nothing
    made: list[ProcrastinateQueue] = []

    def make(name: str) -> ProcrastinateQueue:
        made.append(ProcrastinateQueue(engine, cron(1), 1.0, name))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def _waiting(engine: sa.Engine) -> int:
    with engine.begin() as connection:
        query = sa.text("SELECT COUNT(*) FROM regtrack_queue.procrastinate_jobs")
        return int(connection.execute(query).scalar_one())


def test_a_job_commits_with_its_transaction_and_waits_once(
    engine: sa.Engine, queue_of: Callable[[str], Queue]
) -> None:
    queue = queue_of("one")
    with engine.connect() as connection:
        assert queue.put(Look(3), connection)
        connection.rollback()
    assert _waiting(engine) == 0
    with engine.begin() as connection:
        jobs = (Look(3), Look(3), Look(4), Send(), Send())
        put = [queue.put(job, connection) for job in jobs]
        # The transaction lives on after a job that waits already, and sees our tables.
        assert connection.execute(sa.text("SELECT COUNT(*) FROM setting")).scalar() == 0
    assert put == [True, False, True, True, False]
    assert _waiting(engine) == 3


def test_jobs_of_a_silent_worker_are_handed_on(
    engine: sa.Engine, queue_of: Callable[[str], Queue]
) -> None:
    """The engine's own note of a worker is aged here, as if its machine had lost its power."""
    queue, work = queue_of("one"), Notes()
    thread = threading.Thread(target=queue.run, args=(work,))
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO regtrack_queue.procrastinate_workers (last_heartbeat) "
            "VALUES (now() - interval '1 hour')",
            "INSERT INTO regtrack_queue.procrastinate_jobs "
            "(queue_name, task_name, lock, queueing_lock, args, status, worker_id) SELECT 'looks', "
            "'look', 'look-7', 'look-7', '{\"bucket\": 7}', 'doing', id "
            "FROM regtrack_queue.procrastinate_workers",
        ):
            connection.exec_driver_sql(statement)
        # The same job waits too, and another that breaks: neither may hold up the rest.
        queue.put(Look(7), connection)
        queue.put(Look(13), connection)
    thread.start()
    try:
        end, reaped = time.monotonic() + 20, 0
        while time.monotonic() < end and not {Look(7), Look(13)} <= set(work.done):
            reaped += queue.reap()
            time.sleep(0.1)
    finally:
        queue.stop()
        thread.join(20)
    assert reaped == 1
    assert work.done.count(Look(7)) == 1  # it waited anyway
    assert not thread.is_alive()
    assert [t for t in work.done if isinstance(t, tuple)]


# The command -------------------------------------------------------------------------------------


def test_on_sqlite_it_says_what_to_set_and_makes_nothing(
    regtrack_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["worker"]) == 2
    assert "REGTRACK_DATABASE_URL=postgresql://" in capsys.readouterr().err
    assert not regtrack_home.exists()


def test_without_its_engine_it_says_what_to_install(
    regtrack_home: Path, postgres: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("REGTRACK_DATABASE_URL", postgres)
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    monkeypatch.delitem(sys.modules, "regtrack.store.job_queue", raising=False)
    assert main(["worker"]) == 2
    assert "regtrack[workers]" in capsys.readouterr().err


def test_one_module_knows_the_engine_and_no_other_command_loads_it() -> None:
    knowing, loading = set(), set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        top = {id(node) for node in tree.body}
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "procrastinate" for name in names):
                knowing.add(path.name)
            if "regtrack.store.job_queue" in names and id(node) in top:
                loading.add(path.name)
    assert (knowing, loading) == ({"job_queue.py"}, set())
