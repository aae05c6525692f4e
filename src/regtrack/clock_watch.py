"""Whether the system's clock can be believed: a jump ahead would tell laws as come into force that
are not, and what was told cannot be called back."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable

from regtrack.domain.errors import RegtrackError

#: A jump ahead of more than this is not believed at once ...
JUMP = dt.timedelta(days=1)
#: ... but when the clock still says so after this time: a machine was suspended, or put right.
BELIEVED_AFTER = dt.timedelta(minutes=10)
_LOG = logging.getLogger("regtrack.daemon")


def _elapsed() -> float:
    """Seconds that no setting of the clock moves; those of a suspended machine count on Linux."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class ClockJumpedError(RegtrackError):
    """The clock jumped ahead while something was in hand: nothing is written by it."""


class ClockWatch:
    """Compares the clock with the time that went by; safe in threads."""

    def __init__(
        self, clock: Callable[[], dt.datetime], elapsed: Callable[[], float] = _elapsed
    ) -> None:
        self._clock, self._elapsed = clock, elapsed
        self._lock = threading.Lock()
        self._at, self._since = clock(), elapsed()
        self._jumped_at: float | None = None

    def believed(self) -> bool:
        """Whether to work by the clock now. What jumped is told once, and so is its end."""
        with self._lock:
            now, passed = self._clock(), self._elapsed()
            ahead = now - self._at - dt.timedelta(seconds=passed - self._since)
            if ahead > JUMP:
                return self._wait(ahead, passed)
            if self._jumped_at is not None:
                _LOG.warning("the clock is right again")
            elif ahead < -JUMP:
                _LOG.warning("the clock went back seconds=%d", -ahead.total_seconds())
            self._settle(now, passed)
            return True

    def check(self, now: dt.datetime) -> None:
        """Raise ClockJumpedError for an instant that is not believed yet: the clock may jump
        between `believed` and the work."""
        with self._lock:
            passed = dt.timedelta(seconds=self._elapsed() - self._since)
        if now - self._at - passed > JUMP:
            raise ClockJumpedError(f"the clock says {now.isoformat()}, which is not believed yet")

    def _wait(self, ahead: dt.timedelta, passed: float) -> bool:
        if self._jumped_at is None:
            self._jumped_at = passed
            _LOG.error(
                "the clock jumped ahead: nothing is done for ten minutes, unless it comes back "
                "seconds=%d", ahead.total_seconds(),
            )  # fmt: skip
        if passed - self._jumped_at < BELIEVED_AFTER.total_seconds():
            return False
        _LOG.warning("the clock that jumped ahead is believed seconds=%d", ahead.total_seconds())
        self._settle(self._clock(), passed)
        return True

    def _settle(self, now: dt.datetime, passed: float) -> None:
        self._at, self._since, self._jumped_at = now, passed, None
