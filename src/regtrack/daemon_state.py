"""What the daemon says about itself on its health page and in its metrics."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from regtrack.domain.alerts import DeliveryState
from regtrack.services.turn_of_day import LAST_TICK
from regtrack.store import health

#: So many failing ticks in a row are told as failing.
FAILING = 3
JOBS = ("watch", "alerts")


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks of one loop since the start: how many ended well, how many failed, the seconds of
    all, and when the last one ended well."""

    well: int = 0
    failed: int = 0
    seconds: float = 0.0
    last_at: dt.datetime | None = None


class DaemonState:
    """Counts what the daemon does; safe in threads. `body` reads the rest from the database when
    asked. `key_use` is the folder where requests under a key are counted."""

    def __init__(
        self,
        database_url: str,
        tick: float,
        clock: Callable[[], dt.datetime],
        key_use: str = "",
    ) -> None:
        self.database_url, self.clock, self.key_use = database_url, clock, key_use
        self._tick = tick
        self._lock = threading.Lock()
        self._started_at = clock()
        self._alive = time.monotonic()
        self._ticks = dict.fromkeys(JOBS, Ticks())
        self._failed = dict.fromkeys(JOBS, 0)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._error: str | None = None

    def done(self, job: str, seconds: float = 0.0) -> None:
        """A tick of this job went well."""
        with self._lock:
            t = self._ticks[job]
            self._ticks[job] = Ticks(t.well + 1, t.failed, t.seconds + seconds, self.clock())
            self._failed[job] = 0
            self._alive = time.monotonic()

    def failed(self, job: str, error: Exception, seconds: float = 0.0) -> int:
        """A tick of this job failed; how many in a row by now."""
        with self._lock:
            t = self._ticks[job]
            self._ticks[job] = Ticks(t.well, t.failed + 1, t.seconds + seconds, t.last_at)
            self._failed[job] += 1
            self._error = f"{job}: {type(error).__name__}: {error}"[:300]
            self._alive = time.monotonic()
            return self._failed[job]

    def counted(self, what: str, sort: str, number: int = 1) -> None:
        """So many more of this sort happened: runs by reason, faults and changes by kind."""
        if number:
            with self._lock:
                self._counts[what, sort] += number

    def took_over(self, sources: int) -> None:
        """So many sources were taken over from a process that died or froze."""
        self.counted("takeovers", "", sources)

    def counts(self, what: str) -> Mapping[str, int]:
        """What happened since the start, by sort."""
        with self._lock:
            return {sort: n for (kind, sort), n in self._counts.items() if kind == what}

    def ticks(self) -> Mapping[str, Ticks]:
        """The ticks by job."""
        with self._lock:
            return dict(self._ticks)

    def is_alive(self) -> bool:
        """Whether either loop ended a tick, well or not, within ten times its span (a minute at
        least). Where none did, a restart may help."""
        with self._lock:
            return time.monotonic() - self._alive < max(10 * self._tick, 60.0)

    def body(self) -> dict[str, Any]:
        """The health page. `ok` is false after three failing ticks in a row, where it is not alive,
        or without a database."""
        alive = self.is_alive()
        with self._lock:
            told: dict[str, Any] = {
                "ok": alive and max(self._failed.values()) < FAILING,
                "started_at": self._started_at.isoformat(),
                "last_tick_at": {j: _text(self._ticks[j].last_at) for j in JOBS},
                "failed_ticks_in_a_row": dict(self._failed),
                "last_error": self._error,
            }
        try:
            told |= self._database()
        except Exception as error:
            told |= {"ok": False, "database": f"{type(error).__name__}: {error}"[:300]}
        return told

    def _database(self) -> dict[str, Any]:
        now = self.clock()
        with health.reading(self.database_url) as connection:
            sources = health.sources(connection)
            outbox = health.waiting(connection)
            turned = health.setting(connection, LAST_TICK)
        return {
            "database": "ok",
            "last_turn_of_day_at": turned,
            "sources": {
                "known": len(sources),
                "due": sum(s.due(now) for s in sources),
                "faulty": [s.key for s in sources if s.fault],
            },
            "outbox": {
                **{s.value: outbox.counts[s] for s in DeliveryState},
                "oldest_waiting_at": _text(outbox.oldest_at),
            },
        }


def _text(value: dt.datetime | None) -> str | None:
    return value.isoformat() if value else None
