"""What the daemon says about itself on its health page."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Any

from regtrack.domain.alerts import DeliveryState
from regtrack.services.turn_of_day import LAST_TICK
from regtrack.store import health

#: So many failing ticks in a row are told as failing.
FAILING = 3
_JOBS = ("watch", "alerts")


class DaemonState:
    """Counts ticks; safe in threads. `body` reads the rest from the database when asked."""

    def __init__(self, database_url: str, tick: float, clock: Callable[[], dt.datetime]) -> None:
        self._url, self._tick, self._clock = database_url, tick, clock
        self._lock = threading.Lock()
        self._started_at = clock()
        self._done_at: dict[str, dt.datetime] = {}
        self._alive = time.monotonic()
        self._failed = dict.fromkeys(_JOBS, 0)
        self._error: str | None = None

    def done(self, job: str) -> None:
        """A tick of this job went well."""
        with self._lock:
            self._done_at[job] = self._clock()
            self._failed[job] = 0
            self._alive = time.monotonic()

    def failed(self, job: str, error: Exception) -> int:
        """A tick of this job failed; how many in a row by now."""
        with self._lock:
            self._failed[job] += 1
            self._error = f"{job}: {type(error).__name__}: {error}"[:300]
            self._alive = time.monotonic()
            return self._failed[job]

    def body(self) -> dict[str, Any]:
        """The health page. `ok` is false after three failing ticks in a row, with no tick of either
        loop for ten times its span (a minute at least), or without a database."""
        with self._lock:
            failed = max(self._failed.values())
            quiet = time.monotonic() - self._alive
            told: dict[str, Any] = {
                "ok": failed < FAILING and quiet < max(10 * self._tick, 60.0),
                "started_at": self._started_at.isoformat(),
                "last_tick_at": {j: _text(self._done_at.get(j)) for j in _JOBS},
                "failed_ticks_in_a_row": dict(self._failed),
                "last_error": self._error,
            }
        try:
            told |= self._database()
        except Exception as error:
            told |= {"ok": False, "database": f"{type(error).__name__}: {error}"[:300]}
        return told

    def _database(self) -> dict[str, Any]:
        now = self._clock()
        with health.reading(self._url) as connection:
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
