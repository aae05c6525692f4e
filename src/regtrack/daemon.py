"""The daemon: watches and delivers on a timetable until it is told to stop.

Two loops: the main thread watches (a stop may break in there while it waits for a source), a second
one turns the day and delivers, so that a long crawl does not delay alerts. APScheduler only ticks;
what is due, and who has it, stands in the database. A tick that fails is told and tried again,
later each time it fails in a row; it never ends the daemon.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import queue
import shutil
import threading
import time
from collections.abc import Callable, Sequence

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from regtrack import home
from regtrack.bootstrap import App
from regtrack.clock_watch import ClockWatch
from regtrack.daemon_state import DaemonState
from regtrack.domain.changes import Change
from regtrack.feeds import FeedKeeper
from regtrack.health_page import open_page
from regtrack.owners import is_dead, is_gone, left_behind, machine
from regtrack.services.starts import note_start, note_stop
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watching import SourceReport
from regtrack.stopping import Stop, Stopped
from regtrack.store import health
from regtrack.store.outbox import SqlOutbox
from regtrack.taking_over import take_over

_LONGEST_PAUSE = 600.0
_LOG = logging.getLogger("regtrack.daemon")


class Daemon:
    """Runs until SIGTERM or SIGINT; a second one ends it at once."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.tick = app.settings.tick_seconds
        self.state = DaemonState(
            home.database_url(), self.tick, home.now, str(app.home / "key-use")
        )
        self.clock_watch = ClockWatch(home.now)
        app.check_clock = self.clock_watch.check
        self._watch: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._alerts: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.stop = Stop(self._wake)
        self._feeds = FeedKeeper(app)
        self._worker = threading.Thread(target=self._alert_loop, name="alerts", daemon=True)

    def run(self) -> int:
        """Watch and deliver until stopped; the exit code. Call it in the main thread."""
        self._take_over()
        self._note_start()
        watcher = self.app.watcher
        watcher.told, watcher.waiting = self._told, self.stop.breakable
        watcher.stopping = lambda: self.stop.given
        page = open_page(self.app.settings, self.state)
        self.stop.listen()
        scheduler = self._scheduler()
        self._worker.start()
        _LOG.info("started owner=%s tick_seconds=%g", self.app.owner, self.tick)
        try:
            self._loop(self._watch, "watch", self._watch_once)
        except Stopped:
            _LOG.info("broke off what was waited for")
        finally:
            self.stop.over()
            scheduler.shutdown(wait=False)
            self._wake()
            if page is not None:
                page.stop()
            self._worker.join()  # the thread "end" bounds this
            self._note_stop()
            _LOG.info("stopped")
        return 0

    def _wake(self) -> None:
        """Both loops see the word to stop at once. A simple queue takes no lock that is waited for,
        so this may be called inside a signal's handler."""
        self._watch.put("stop")
        self._alerts.put("stop")

    # Ticks ---------------------------------------------------------------------------------------

    def _scheduler(self) -> BackgroundScheduler:
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()}, job_defaults=defaults, timezone=dt.UTC
        )
        now = dt.datetime.now(dt.UTC)
        for name, ticks in (("watch", self._watch), ("alerts", self._alerts)):
            scheduler.add_job(
                ticks.put, "interval", ("tick",), seconds=self.tick, id=name, next_run_time=now
            )
        scheduler.start()
        return scheduler

    def _loop(self, ticks: queue.SimpleQueue[str], name: str, work: Callable[[], None]) -> None:
        """Work at every tick; several that piled up are one."""
        while not self.stop.given:
            # Should the system's clock jump back, the scheduler waits for it: we do not.
            _next(ticks, 2 * self.tick)
            if self.stop.given:
                return
            started = time.monotonic()
            try:
                if self.clock_watch.believed():
                    work()
            except Exception as error:
                failed = self.state.failed(name, error, time.monotonic() - started)
                pause = min(self.tick * 2 ** min(failed, 20), _LONGEST_PAUSE)
                _LOG.exception("tick failed job=%s failed_in_a_row=%d", name, failed)
                self._pause(pause)
            else:
                self.state.done(name, time.monotonic() - started)
                _LOG.debug("tick job=%s seconds=%.2f", name, time.monotonic() - started)

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.stop.given and time.monotonic() < end:
            time.sleep(0.1)

    def _watch_once(self) -> None:
        """Everything that is due, at most so many sources at a time."""
        while not self.stop.given:
            self._turn()
            self._feeds.keep()
            self._release_gone()
            before = self.app.watcher.takeovers
            reports = self.app.watcher.cycle()
            self.state.took_over(self.app.watcher.takeovers - before)
            if not reports:
                return

    def _release_gone(self) -> None:
        """Free what another process of this machine held when it died, before its leases end."""
        keys = self.app.sources.release_dead(is_gone)
        if keys:
            self.state.took_over(len(keys))
            _LOG.warning("took over from a dead process sources=%s", ",".join(keys))

    def _turn(self) -> None:
        with self.app.unit() as (repository, now):
            changes = turn_of_day(repository, now)
        for change in changes:
            _LOG.info("turn of the day change=%s kind=%s", change.id, change.kind)
        self._changed(changes)

    def _changed(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self.state.counted("changes", change.kind)

    def _alert_loop(self) -> None:
        self._loop(self._alerts, "alerts", self._alerts_once)

    def _alerts_once(self) -> None:
        self._turn()
        SqlOutbox(self.app.engine).release_dead(is_gone)
        with health.reading(home.database_url()) as connection:
            if not health.anything_due(connection, home.now()):
                return
        report = asyncio.run(self.app.deliver(lambda: self.stop.given))
        for outcome, number in vars(report).items():
            self.state.counted("deliveries", outcome, number)
        _LOG.info("delivered done=%d later=%d dead=%d", report.done, report.later, report.dead)

    def _told(self, report: SourceReport) -> None:
        words = " ".join(f"{name}={value}" for name, value in report.counts().items())
        level = logging.WARNING if report.fatal else logging.INFO
        reason = report.reason.replace(" ", "_")
        _LOG.log(level, "run source=%s run=%d reason=%s %s", report.key, report.run, reason, words)
        self.state.counted("runs", report.reason)
        self.state.counted("documents", "", report.documents)
        self._changed(report.changes)
        for fault in report.faults:
            self.state.counted("faults", fault.kind)
            message = " ".join(fault.message.split())[:300]
            _LOG.warning(
                "fault source=%s run=%d kind=%s message=%r",
                report.key, report.run, fault.kind, message,
            )  # fmt: skip
        if report.changes:
            self._alerts.put("news")

    # The beginning and the end -------------------------------------------------------------------

    def _take_over(self) -> None:
        """Free what an earlier process of this machine held when it died, and tidy after it."""
        taken = take_over(self.app, is_dead)
        if any(taken):
            _LOG.warning("took over from a dead process sources=%d deliveries=%d", *taken)
            self.state.took_over(taken.sources)
        for folder in (self.app.home / "spool").glob("crawl-*-*"):
            if left_behind(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _note_start(self) -> None:
        with self.app.unit() as (repository, at):
            starts = note_start(repository, machine(), home.now(), at)
        if starts.looping:
            _LOG.error("a crash loop: %s", starts.words())

    def _note_stop(self) -> None:
        try:
            with self.app.unit() as (repository, _):
                note_stop(repository, machine())
        except Exception as error:
            _LOG.warning("the stop could not be noted error=%s", type(error).__name__)


def _next(ticks: queue.SimpleQueue[str], seconds: float) -> None:
    try:
        ticks.get(timeout=seconds)
        while True:
            ticks.get_nowait()
    except queue.Empty:
        return
