"""The services' Queue by procrastinate, on the PostgreSQL that holds everything else.

Its tables are in a schema of their own, made and, after a change of procrastinate's version, made
anew: they hold hints only, which the next tick writes again. Nothing else knows procrastinate.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError
from typing import Any

import procrastinate
import sqlalchemy as sa
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Job as StoredJob
from procrastinate.jobs import Status
from procrastinate.schema import SchemaManager

from regtrack.domain.errors import ConfigError
from regtrack.services.spreading import Job, Look, Tick, Work

_SCHEMA = "regtrack_queue"
#: Looks go through a queue of their own, one at a time: a long crawl holds up no tick, no message.
_LOOKS, _DESK = "looks", "desk"
_AT_THE_DESK = 3
#: Workers are forgotten by `reap` alone, once their jobs are in other hands.
_NEVER = 10.0**9
_LOG = logging.getLogger("regtrack.worker")


def install(engine: sa.Engine) -> None:
    """Make procrastinate's tables where they are not there or are another version's."""
    sql = SchemaManager.get_schema()
    stamp = hashlib.sha256(sql.encode()).hexdigest()
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(727002)"))
        described = sa.text("SELECT obj_description(to_regnamespace(:name)::oid, 'pg_namespace')")
        if connection.execute(described, {"name": _SCHEMA}).scalar() == stamp:
            return
        try:
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
            connection.exec_driver_sql(f"CREATE SCHEMA {_SCHEMA}")
        except sa.exc.ProgrammingError as error:
            raise ConfigError(
                f"the schema {_SCHEMA} of the workers' queue cannot be made: {error.orig}; "
                "GRANT CREATE ON DATABASE to the user of REGTRACK_DATABASE_URL"
            ) from error
        connection.exec_driver_sql(f"SET LOCAL search_path TO {_SCHEMA}")
        # Many statements at once go by the driver alone, without parameters.
        driver: Any = connection.connection.driver_connection
        driver.execute(sql)
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {_SCHEMA} IS '{stamp}'")


class ProcrastinateQueue:
    """A worker's end of the queue. `timetable` is in six cron fields; a worker that gives no sign
    of life for `patience` seconds counts as dead."""

    def __init__(self, engine: sa.Engine, timetable: str, patience: float, name: str) -> None:
        self._address = engine.url.set(drivername="postgresql").render_as_string(
            hide_password=False
        )
        self._timetable, self._patience, self._name = timetable, patience, name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._desk: procrastinate.App | None = None
        self._serving: asyncio.Task[None] | None = None
        self._stopped = threading.Event()
        # Puts take the connection of their caller and need none of their own.
        self._putting = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())

    def put(self, job: Job, connection: sa.Connection) -> bool:
        """Add a job in the transaction of this connection; False where the same one waits."""
        path = (
            "SELECT set_config('search_path', current_setting('search_path') || ', ' || :s, true)"
        )
        driver = connection.connection.driver_connection
        try:
            with connection.begin_nested():
                connection.execute(sa.text(path), {"s": _SCHEMA})
                self._deferrer(job, driver)
        except AlreadyEnqueued:
            return False
        return True

    def _deferrer(self, job: Job, connection: Any) -> None:
        if isinstance(job, Look):
            lock = f"look-{job.bucket}"
            self._putting.configure_task(
                "look", queue=_LOOKS, lock=lock, queueing_lock=lock, connection=connection
            ).defer(bucket=job.bucket)
        else:
            self._putting.configure_task(
                "send", queue=_DESK, queueing_lock="send", connection=connection
            ).defer()

    def run(self, work: Work) -> None:
        """Serve until `stop`. Raises where the database is away."""
        try:
            asyncio.run(self._run(work))
        except asyncio.CancelledError:
            if not self._stopped.is_set():
                raise

    async def _run(self, work: Work) -> None:
        self._loop, self._serving = asyncio.get_running_loop(), asyncio.current_task()
        looking, desk = self._app(work, Tick.WATCH), self._app(work, Tick.TURN)
        async with looking.open_async(), desk.open_async():
            self._desk = desk
            if self._stopped.is_set():
                return
            ends = [
                asyncio.ensure_future(self._worker(looking, _LOOKS, 1)),
                asyncio.ensure_future(self._worker(desk, _DESK, _AT_THE_DESK)),
            ]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                pass  # by `stop`
            finally:
                self._desk = None
                for end in ends:
                    end.cancel()
                await asyncio.gather(*ends, return_exceptions=True)
        if not self._stopped.is_set():
            raise ConnectionError("the queue's connection to the database broke")

    def _app(self, work: Work, tick: Tick) -> procrastinate.App:
        """An app with every task; each app calls one tick, so that its timetable is watched over
        like the rest of it."""
        connector = procrastinate.PsycopgConnector(
            conninfo=self._address,
            kwargs={"options": f"-c search_path={_SCHEMA}"},
            min_size=1,
            max_size=4,
            timeout=self._patience,
        )
        app = procrastinate.App(connector=connector)
        app.task(name="look", queue=_LOOKS)(work.look)
        app.task(name="send", queue=_DESK)(work.send)
        for each in Tick:
            # One after another, in their order: `lock`.
            task = app.task(name=each.value, queue=_DESK, lock=each.value)(_ticking(work, each))
            if each is tick:
                app.periodic(cron=self._timetable)(task)
        return app

    def _worker(self, app: procrastinate.App, queue: str, at_once: int) -> Awaitable[None]:
        return app.run_worker_async(
            queues=[queue],
            name=self._name,
            concurrency=at_once,
            install_signal_handlers=False,
            delete_jobs="always",
            fetch_job_polling_interval=min(self._patience, 5.0),
            update_heartbeat_interval=self._patience / 5,
            stalled_worker_timeout=_NEVER,
        )

    def stop(self) -> None:
        """Take no more, let what runs end, then let `run` return. Safe from any thread."""
        self._stopped.set()
        loop, serving = self._loop, self._serving
        if loop is not None and serving is not None and not loop.is_closed():
            loop.call_soon_threadsafe(serving.cancel)

    def reap(self) -> int:
        """Hand the jobs of workers that are silent for too long to others; how many."""
        loop, desk = self._loop, self._desk
        if loop is None or desk is None:
            return 0
        reaping = asyncio.run_coroutine_threadsafe(_reap(desk, self._patience), loop)
        try:
            return reaping.result(self._patience)
        except CancelledError:
            return 0  # the queue ends


def _ticking(work: Work, tick: Tick) -> Callable[[int], None]:
    def run(timestamp: int) -> None:
        work.tick(tick, timestamp)

    return run


async def _reap(app: procrastinate.App, patience: float) -> int:
    manager = app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=patience))
    for job in stalled:
        await _hand_on(app, job)
    await manager.prune_stalled_workers(patience)
    return len(stalled)


async def _hand_on(app: procrastinate.App, job: StoredJob) -> None:
    try:
        await app.job_manager.retry_job(job)
    except (UniqueViolation, ConnectorException):
        # The same job waits already, or this one ended meanwhile.
        try:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        except ConnectorException as error:
            _LOG.info("a stalled job ended by itself id=%s error=%s", job.id, error)
