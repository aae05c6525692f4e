"""A worker: one of several processes, on any machine, that share the work on one PostgreSQL.

The queue hands it ticks and jobs on threads of its own. Looking at sources is done in the main
thread, where a stop may break in while it waits; everything else where it is called. A third
thread gives the signs of life. The worker that leads, by a lease, sees to those who fell silent.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.daemon_state import DaemonState
from regtrack.health_page import open_page
from regtrack.owners import is_dead
from regtrack.services.spreading import Job, Look, Queue, Send, Tick, bucket_of, buckets
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watching import SourceReport
from regtrack.stopping import Stop, Stopped
from regtrack.store import health
from regtrack.store.leases import SqlLeases
from regtrack.taking_over import take_over

LEADER = "leader"
_BEATS = 5  # signs of life in the span after which silence counts as death
_PAUSE = 2.0
_LOG = logging.getLogger("regtrack.worker")


@dataclass
class _Order:
    """A bucket that waits for the main thread."""

    bucket: int
    done: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None


class WorkerState(DaemonState):
    """What a worker says about itself: as a daemon does, with its signs of life in place of the
    ticks of "watch", and whether it leads."""

    def __init__(self, app: App, tick: float) -> None:
        super().__init__(home.database_url(), tick, home.now, str(app.fetch_settings.key_use))
        self.owner, self.leads = app.owner, False

    def body(self) -> dict[str, Any]:
        """The health page."""
        return {**super().body(), "owner": self.owner, "leads": self.leads}


class Worker:
    """Works until SIGTERM or SIGINT; a second one ends it at once."""

    def __init__(self, app: App, jobs: Queue) -> None:
        self.app, self.jobs = app, jobs
        self.patience = app.settings.worker_patience
        self.leases = SqlLeases(app.engine)
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self.stop = Stop(lambda: self._orders.put(None))
        self.state = WorkerState(app, self.patience / _BEATS)
        self._leads: int | None = None

    def run(self) -> int:
        """Work until stopped; the exit code. Call it in the main thread."""
        watcher = self.app.watcher
        watcher.told, watcher.waiting = self._told, self.stop.breakable
        watcher.stopping = lambda: self.stop.given
        self._free(is_dead)
        page = open_page(self.app.settings, self.state)
        self.stop.listen()
        threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for name, work in (("queue", self._serve_jobs), ("life", self._live))
        ]
        for thread in threads:
            thread.start()
        _LOG.info("started owner=%s patience=%gs", self.app.owner, self.patience)
        try:
            self._take_orders()
        except Stopped:
            _LOG.info("broke off what was waited for")
        finally:
            self.stop.over()
            self.jobs.stop()
            self._turn_away()
            for thread in threads:
                thread.join()  # the thread "end" bounds this
            self.leases.give_back(self.app.owner)
            if page is not None:
                page.stop()
            _LOG.info("stopped")
        return 0

    # What the queue calls ------------------------------------------------------------------------

    def tick(self, tick: Tick, timestamp: int) -> None:
        """Do what is done once at this instant. Its mark and the jobs that come of it commit
        together, so that a tick is done or not done."""
        do = self._turn if tick is Tick.TURN else self._watch
        if do(timestamp):
            _LOG.info("tick job=%s at=%d", tick.value, timestamp)
        else:
            _LOG.info("tick was done job=%s at=%d", tick.value, timestamp)

    def _turn(self, timestamp: int) -> bool:
        with self.app.unit() as (repository, now):
            if not self.leases.advance(repository.connection, Tick.TURN.value, timestamp):
                return False
            changes = turn_of_day(repository, now)
            if health.anything_due(repository.connection, now):
                self.jobs.put(Send(), repository.connection)
        for change in changes:
            _LOG.info("turn of the day change=%s kind=%s", change.id, change.kind)
        return True

    def _watch(self, timestamp: int) -> bool:
        due = self.app.sources.due(home.now(), self.app.watcher.lease)
        with self.app.engine.begin() as connection:
            if not self.leases.advance(connection, Tick.WATCH.value, timestamp):
                return False
            for bucket in buckets(due.values()):
                self.jobs.put(Look(bucket), connection)
        return True

    def look(self, bucket: int) -> None:
        """Let the main thread look at what is due in a bucket, and wait for it."""
        order = _Order(bucket)
        self._orders.put(order)
        while not order.done.wait(1.0):
            if self.stop.given and not threading.main_thread().is_alive():
                return
        if order.error is not None:
            raise order.error

    def send(self) -> None:
        """Send what is due; what is left when the worker stops is somebody else's."""
        report = asyncio.run(self.app.deliver(lambda: self.stop.given))
        self.state.done("alerts")
        if report.done or report.later or report.dead:
            _LOG.info("delivered done=%d later=%d dead=%d", report.done, report.later, report.dead)
        if self.stop.given:
            self._put(Send())

    # The main thread -----------------------------------------------------------------------------

    def _take_orders(self) -> None:
        while not self.stop.given:
            order = self._orders.get()
            if order is None:
                continue
            try:
                self._look(order.bucket)
            except Exception as error:
                self._failed("look", error)
                order.error = error
            finally:
                if self.stop.given:
                    self._put(Look(order.bucket))
                order.done.set()

    def _look(self, bucket: int) -> None:
        while not self.stop.given:
            due = self.app.sources.due(home.now(), self.app.watcher.lease)
            keys = [key for key, url in due.items() if bucket_of(url) == bucket]
            if not keys or not self.app.watcher.cycle(keys, only_due=True):
                return

    def _turn_away(self) -> None:
        """Hand on what the main thread comes to no more."""
        while True:
            try:
                order = self._orders.get_nowait()
            except queue.Empty:
                return
            if order is not None:
                self._put(Look(order.bucket))
                order.done.set()

    def _told(self, report: SourceReport) -> None:
        words = " ".join(f"{name}={value}" for name, value in report.counts().items())
        level = logging.WARNING if report.fatal else logging.INFO
        reason = report.reason.replace(" ", "_")
        _LOG.log(level, "run source=%s run=%d reason=%s %s", report.key, report.run, reason, words)
        if report.changes:
            self._put(Send())

    def _put(self, job: Job) -> None:
        """Add a job by itself. Where that fails the next tick finds what is left."""
        try:
            with self.app.engine.begin() as connection:
                self.jobs.put(job, connection)
        except Exception as error:
            self._failed("put", error)

    # The threads beside it -----------------------------------------------------------------------

    def _serve_jobs(self) -> None:
        while not self.stop.given:
            try:
                self.jobs.run(self)
            except Exception as error:
                self._failed("queue", error)
                self._pause(_PAUSE)

    def _live(self) -> None:
        while not self.stop.given:
            try:
                self._beat()
            except Exception as error:
                self._failed("life", error)
            self._pause(self.patience / _BEATS)

    def _beat(self) -> None:
        span = dt.timedelta(seconds=self.patience)
        self.leases.alive(self.app.owner, span)
        fence = self.leases.take(LEADER, self.app.owner, span)
        if fence is not None and self._leads != fence:
            _LOG.info("leads fence=%d", fence)
        self._leads, self.state.leads = fence, fence is not None
        if fence is not None:
            self._see_to_the_silent()
        self.state.done("watch")

    def _see_to_the_silent(self) -> None:
        """Free what silent workers hold, then hand on their jobs, which find it free."""
        silent = self.leases.silent() - {self.app.owner}
        if silent:
            self._free(silent.__contains__)
            self.leases.forget(silent)
            _LOG.warning("silent workers owners=%s", ",".join(sorted(silent)))
        reaped = self.jobs.reap()
        if reaped:
            _LOG.warning("handed on stalled jobs=%d", reaped)

    def _free(self, dead: Callable[[str], bool]) -> None:
        taken = take_over(self.app, dead)
        if any(taken):
            _LOG.warning("took over from a dead process sources=%d deliveries=%d", *taken)

    def _failed(self, what: str, error: Exception) -> None:
        self.state.failed("watch", error)
        words = f"{type(error).__name__}: {error}"[:300]
        _LOG.warning("failed job=%s error=%r", what, words)

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.stop.given and time.monotonic() < end:
            time.sleep(0.1)
